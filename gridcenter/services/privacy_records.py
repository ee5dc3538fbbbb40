"""Records about the protection of personal information (个人信息保护记录): written once, never changed; what is due.

PIPL 51 and 54 to 57. Their texts name nobody: what looks like a number of a person is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import TypedDict

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken, WrongUse
from gridcenter.domain.people import Actor
from gridcenter.domain.privacy import Due, PrivacyRecord, RecordField, RecordKind, due
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.domain.typed_times import read_day
from gridcenter.language import listed, pick, tr
from gridcenter.logs import redacted
from gridcenter.services.accounts import known_account
from gridcenter.services.lookup import check_reason
from gridcenter.services.privacy_rules import privacy_rules
from gridcenter.store.privacy_records import privacy_records, write_privacy_record

LONGEST = 2000
AHEAD = timedelta(days=30)
"""What is due within so long stands in the list of what is due."""
_STEP_WORDS = "done"


@dataclass(frozen=True, slots=True)
class PrivacyBook:
    """The records, the newest first, and what is due."""

    records: tuple[PrivacyRecord, ...]
    due: tuple[Due, ...]


def privacy_book(session: Session, *, by: Actor, now: datetime, zone: tzinfo) -> PrivacyBook:
    """Raises:
    RuleBroken: The role does not see it.
    """
    _require(by, privacy_rules().lookers)
    records = tuple(privacy_records(session))
    return PrivacyBook(records, due(privacy_rules(), records, now=now, zone=zone, ahead=AHEAD))


def record_privacy(
    session: Session,
    kind_key: str,
    *,
    about: str = "",
    day: str = "",
    said: Mapping[str, str],
    by: Actor,
    now: datetime,
    zone: tzinfo,
) -> int:
    """Write a record and return its number; the caller owns the transaction.

    Raises:
        RuleBroken: The role does not write records, or the account is switched off.
        WrongUse: There is no such kind or set.
        BadInput: Something is missing, too long, no choice, a day that will not do, or names a number of a person.
    """
    rules = privacy_rules()
    _require(by, rules.recorders)
    known_account(session, by)
    kind = _kind(kind_key)
    if kind.about_set and rules.set_named(about) is None:
        known = listed(one.key for one in rules.sets)
        raise WrongUse(tr("Say what it is about, one of: {known}").format(known=known))
    answers = {field.key: _answer(field, said.get(field.key, "")) for field in kind.fields}
    return write_privacy_record(
        session,
        kind=kind.key,
        about=about if kind.about_set else "",
        day=_day(day, zone=zone, now=now),
        said=answers,
        by=by,
        now=now,
    )


def record_step(
    session: Session, record_id: int, step_key: str, *, words: str, by: Actor, now: datetime, zone: tzinfo
) -> int:
    """Write that a step of a record was done, once, and return its number; the caller owns the transaction.

    Raises:
        RuleBroken: The role does not write records, the step was done already, or the words say nothing.
        WrongUse: There is no such record or step.
        BadInput: The words are too long or hold a number of a person.
    """
    _require(by, privacy_rules().recorders)
    known_account(session, by)
    record = next((one for one in privacy_records(session) if one.id == record_id), None)
    kind = privacy_rules().kind_named(record.kind) if record is not None else None
    if record is None or kind is None or step_key not in {step.key for step in kind.steps}:
        raise WrongUse(tr("Record {id} has no step “{step}”.").format(id=record_id, step=step_key[:40]))
    check_reason(words)
    said = {_STEP_WORDS: _plain(words, tr("What was done"))}
    day = now.astimezone(zone).date()
    known = _Known(kind=record.kind, about=record.about, day=day, said=said)
    try:
        with session.begin_nested():
            return write_privacy_record(session, **known, by=by, now=now, follows=record.id, step=step_key)
    except IntegrityError:
        raise RuleBroken(tr("This step was written down already.")) from None


class _Known(TypedDict):
    """What a step has of its record, and what was done."""

    kind: str
    about: str
    day: date
    said: Mapping[str, str]


def _kind(key: str) -> RecordKind:
    kind = privacy_rules().kind_named(key)
    if kind is None:
        known = listed(one.key for one in privacy_rules().kinds)
        raise WrongUse(
            tr("There is no record “{key}”. There are: {known}.").format(key=key[:40], known=known)
        )
    return kind


def _answer(field: RecordField, text: str) -> str:
    name = pick(field.name)
    if not field.choices:
        return _plain(text, name)
    if text not in field.choices:
        sentence = tr("{name}: choose one of {known}")
        raise BadInput(sentence.format(name=name, known=listed(field.choices)))
    return text


def _plain(text: str, name: str) -> str:
    words = text.strip()
    if not words:
        raise BadInput(tr("{name}: write it down").format(name=name))
    if len(words) > LONGEST:
        sentence = tr("{name}: {n} characters are too many, at most {most}")
        raise BadInput(sentence.format(name=name, n=f"{len(words):,}", most=f"{LONGEST:,}"))
    if "\0" in words or redacted(words) != words:
        sentence = tr(
            "{name}: this holds a number of a person. Records name nobody: write how many, not who."
        )
        raise BadInput(sentence.format(name=name))
    return words


def _day(text: str, *, zone: tzinfo, now: datetime) -> date:
    today = now.astimezone(zone).date()
    if not text.strip():
        return today
    day = read_day(text, zone=zone, now=now)
    if day > today:
        raise BadInput(tr("{day} lies ahead: write down what was done").format(day=day.isoformat()))
    return day


def _require(by: Actor, roles: frozenset[str]) -> None:
    if by.role not in roles:
        names = listed(pick(ROLE_NAMES[role]) for role in sorted(roles))
        raise RuleBroken(
            tr("Records of the protection of personal information are for: {roles}.").format(roles=names)
        )
