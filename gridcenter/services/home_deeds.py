"""What every act of keeping homes by hand shares: what was typed, where it may be, what stays of the line before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.home_keeping import HomeDeed, Spell, seal_of
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import in_area
from gridcenter.domain.record_keeping import LONGEST_REASON, LONGEST_SOURCE, ValueChanged, fitting
from gridcenter.language import listed, pick, tr
from gridcenter.services.organisation_keeping import past_day
from gridcenter.store.home_keeping import PremisesAt, note_change_of_home, premises_with_code
from gridcenter.store.models import HomeChange
from gridcenter.store.people import PersonRow
from gridcenter.store.premises import PremisesRow, premises_row

Said = Mapping[str, str]
"""What was typed, by the name of the field."""
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """`ref` is what the audit calls the line; `told` what else is to be seen to."""

    ref: str
    told: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Desk:
    """One act about a person, whose rows are locked: the first is the person, others are seen as it."""

    session: Session
    person: PersonRow
    rows: list[int]
    said: Said
    deed: HomeDeed
    by: Actor
    now: datetime
    zone: tzinfo

    def note(
        self,
        subject: str,
        subject_id: int,
        before: Values | None,
        after: Values | None,
        *,
        second: int | None = None,
    ) -> None:
        reason = reason_of(self.said) if self.deed in _CORRECTIONS else ""
        note_kept(
            self.session,
            HomeChange(
                subject=subject,
                subject_id=subject_id,
                second_id=second,
                person_id=self.person.id,
                deed=str(self.deed),
                reason=reason,
            ),
            before,
            after,
            by=self.by,
            now=self.now,
        )

    def day(self, key: str, label: str, *, needed: bool) -> date | None:
        return typed_day(self.said, key, label, self.now, self.zone, needed=needed)

    def check_life(self, day: date | None) -> None:
        """Refuse a day before the birth or after the death of the person."""
        if day is None:
            return
        if self.person.birth is not None and day < self.person.birth:
            raise BadInput(tr("This day lies before the birth of the person."))
        if self.person.deceased_on is not None and day > self.person.deceased_on:
            died = self.person.deceased_on.isoformat()
            raise BadInput(tr("This day lies after the death of the person ({day}).").format(day=died))


_CORRECTIONS = frozenset({HomeDeed.HOME_CORRECTED, HomeDeed.MEMBER_CORRECTED, HomeDeed.TENURE_CORRECTED})


def note_kept(
    session: Session,
    row: HomeChange,
    before: Values | None,
    after: Values | None,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Keep how a line was and how it is, in the name of the account; `row` says of which line, and why."""
    row.at, row.account_id, row.actor = now, by.account_id, by.name
    row.before, row.after = _as_text(before), _as_text(after)
    note_change_of_home(session, row)


def _as_text(values: Values | None) -> str:
    if values is None:
        return ""
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True, default=str)


def typed_day(said: Said, key: str, label: str, now: datetime, zone: tzinfo, *, needed: bool) -> date | None:
    text = fitting(said.get(key, ""), label=label, longest=LONGEST_SOURCE, needed=needed)
    return past_day(text, label, now, zone)


def reason_of(said: Said) -> str:
    return fitting(said.get("reason", ""), label=tr("Reason"), longest=LONGEST_REASON)


def source_said(said: Said) -> str:
    return fitting(said.get("source", ""), label=tr("Source"), longest=LONGEST_SOURCE, needed=False)


def chosen(said: Said, key: str, label: str, names: Mapping[str, Name]) -> str:
    """Return the code of what was typed: a code, or its name in either language.

    Raises:
        BadInput: It is neither.
    """
    text = fitting(said.get(key, ""), label=label, longest=LONGEST_SOURCE)
    known = {
        **{name.en.casefold(): code for code, name in names.items() if name.en},
        **{name.zh: code for code, name in names.items()},
        **{code: code for code in names},
    }
    if text.casefold() not in known and text not in known:
        choices = listed(pick(name) for name in names.values())
        raise BadInput(tr("{label}: choose from {choices}").format(label=label, choices=choices))
    return known.get(text) or known[text.casefold()]


def line_of(said: Said) -> int:
    text = said.get("line", "").strip()
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadInput(tr("Say which line is meant: its number stands on the card."))
    return int(text)


def refuse_changed(said: Said, kind: str, line: Spell, words: str) -> None:
    """Refuse where the line stands otherwise than the person saw it.

    Raises:
        ValueChanged: The sentence says how it stands now.
    """
    seen = said.get("seen", "")
    if seen and seen != seal_of(kind, line):
        sentence = tr("This line has changed meanwhile: {what}. Look at it again; what you typed is kept.")
        raise ValueChanged(sentence.format(what=words))


def premises_in_area(
    session: Session, said: Said, by: Actor, *, lock: bool = False
) -> tuple[PremisesAt, PremisesRow]:
    """Return the premises whose code was typed, with what they stand in.

    Raises:
        BadInput: No code was typed.
        RuleBroken: There are none with this code in the area.
    """
    code = fitting(said.get("premises_code", ""), label=tr("Premises"), longest=LONGEST_SOURCE)
    found = premises_with_code(session, code, lock=lock)
    at = premises_row(session, found.id) if found is not None else None
    if found is None or at is None or not in_area(at.community_code, at.grid_code, by.area):
        raise RuleBroken(tr("There are no premises with this code in your area."))
    return found, at
