"""Queries about integrity rules: what is switched on, hits, decisions, and the registers behind a hit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, case, func, insert, or_, select, update
from sqlalchemy.orm import Session

from gridcenter.domain.integrity import EndedWhy, Verdict
from gridcenter.domain.names import Name
from gridcenter.store.announcing import note_change
from gridcenter.store.models import (
    Division,
    Grid,
    Household,
    IntegrityDecision,
    IntegrityHit,
    IntegrityRun,
    IntegritySwitch,
    Person,
    Premises,
)
from gridcenter.store.register_conditions import subject_rows
from gridcenter.store.register_passes import Met, in_area
from gridcenter.store.seen_as import seen_as
from gridcenter.store.standing_values import standing_value
from gridcenter.store.tables import table_of

PORTION = 500
_hit, _person, _premises = table_of(IntegrityHit), table_of(Person), table_of(Premises)
_household, _grid, _division = table_of(Household), table_of(Grid), table_of(Division)
DECIDED = (Verdict.CORRECTED.value, Verdict.FALSE_ALARM.value)


class SwitchLine(NamedTuple):
    id: int
    rule: str
    version: int
    on: bool
    definition: str


class HitRow(NamedTuple):
    id: int
    rule: str
    subject: str
    subject_id: int
    person_id: int | None
    premises_id: int | None
    household_id: int | None
    found_at: datetime
    ended_at: datetime | None
    ended_why: str
    verdict: str
    version: int
    grid_code: str
    community_code: str


class Tally(NamedTuple):
    """Hits of a rule: still there, of these undecided or to be visited, decided, and decided as false alarms."""

    open: int = 0
    waiting: int = 0
    decided: int = 0
    false_alarms: int = 0


@dataclass(frozen=True, slots=True)
class HitFilter:
    """Which hits are listed; `verdict` None is any, "" those nobody decided about.

    `decided` leaves those that count for the rate of false alarms.
    """

    rule: str = ""
    still_there: bool = True
    verdict: str | None = None
    decided: bool = False
    after: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Behind:
    """What the registers say about a hit, unmasked; nothing where the row is gone."""

    name: str
    birth: date | None
    address: str
    premises: str
    household: str
    values: Mapping[str, Any]


def last_switches(session: Session) -> dict[str, SwitchLine]:
    """Return the newest switch of every rule that was ever switched."""
    newest = select(func.max(IntegritySwitch.id)).group_by(IntegritySwitch.rule)
    statement = select(
        IntegritySwitch.id,
        IntegritySwitch.rule,
        IntegritySwitch.rule_version,
        IntegritySwitch.on,
        IntegritySwitch.definition,
    ).where(IntegritySwitch.id.in_(newest))
    return {row[1]: SwitchLine(*row) for row in session.execute(statement.order_by(IntegritySwitch.rule))}


def tried_digests(session: Session, digests: Collection[str]) -> set[str]:
    """Return those texts of rules that somebody has tried."""
    statement = select(IntegrityRun.digest).where(IntegrityRun.digest.in_(sorted(digests)))
    return set(session.scalars(statement))


def tallies(session: Session, *, area: str) -> dict[str, Tally]:
    """Return the counts of every rule that has a hit in the area."""
    there = _hit.c.ended_at.is_(None)
    undecided = _hit.c.verdict.not_in(DECIDED)
    statement = (
        select(
            _hit.c.rule,
            func.sum(case((there, 1), else_=0)),
            func.sum(case((and_(there, undecided), 1), else_=0)),
            func.sum(case((undecided, 0), else_=1)),
            func.sum(case((_hit.c.verdict == Verdict.FALSE_ALARM.value, 1), else_=0)),
        )
        .where(_within(area))
        .group_by(_hit.c.rule)
    )
    return {rule: Tally(*map(int, counts)) for rule, *counts in session.execute(statement)}


def hit_ids(session: Session, wanted: HitFilter, *, area: str, limit: int) -> list[int]:
    """Return the hits of an area behind `after`, by id."""
    conditions = (_hit.c.id > wanted.after, *_wanted(wanted, area))
    return list(session.scalars(select(_hit.c.id).where(*conditions).order_by(_hit.c.id).limit(limit)))


def hit_total(session: Session, wanted: HitFilter, *, area: str) -> int:
    """Count the hits of an area, wherever a page of them begins."""
    return session.scalar(select(func.count()).select_from(_hit).where(*_wanted(wanted, area))) or 0


def _wanted(wanted: HitFilter, area: str) -> list[Any]:
    conditions = [_within(area)]
    if wanted.rule:
        conditions.append(_hit.c.rule == wanted.rule)
    if wanted.still_there:
        conditions.append(_hit.c.ended_at.is_(None))
    if wanted.decided:
        conditions.append(_hit.c.verdict.in_(DECIDED))
    if wanted.verdict is not None:
        conditions.append(_hit.c.verdict == wanted.verdict)
    return conditions


def _within(area: str) -> Any:
    return in_area(_hit.c.community_code, _hit.c.grid_code, area)


def hit_rows(session: Session, ids: Sequence[int]) -> list[HitRow]:
    """Return hits in the order of the ids."""
    statement = select(*(_hit.c[name] for name in HitRow._fields)).where(_hit.c.id.in_(ids))
    found = {row[0]: HitRow(*row) for row in session.execute(statement)}
    return [found[key] for key in ids if key in found]


def newest_decisions(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, datetime, str]]:
    """Return who decided last about each hit, when and why."""
    newest = select(func.max(IntegrityDecision.id)).where(IntegrityDecision.hit_id.in_(ids))
    statement = select(
        IntegrityDecision.hit_id, IntegrityDecision.who, IntegrityDecision.at, IntegrityDecision.reason
    ).where(IntegrityDecision.id.in_(newest.group_by(IntegrityDecision.hit_id)))
    return {key: (who, at, reason) for key, who, at, reason in session.execute(statement)}


def still_there(session: Session, rules: Collection[str]) -> dict[tuple[str, int], tuple[int, str, str]]:
    """Return (id, community, grid) of the hits of these rules that have not ended, by rule and subject."""
    statement = select(
        _hit.c.rule, _hit.c.subject_id, _hit.c.id, _hit.c.community_code, _hit.c.grid_code
    ).where(_hit.c.rule.in_(sorted(rules)), _hit.c.ended_at.is_(None))
    return {
        (rule, subject): (key, place, grid) for rule, subject, key, place, grid in session.execute(statement)
    }


def keep_hits(
    session: Session, rows: Iterable[tuple[str, int, str, Met]], *, run_id: int, now: datetime
) -> None:
    """Write new hits, each as rule, its version, subject and what was met."""
    values = [
        {
            "rule": rule,
            "rule_version": version,
            "subject": subject,
            **met._asdict(),
            "run_id": run_id,
            "found_at": now,
            "version": 1,
        }
        for rule, version, subject, met in rows
    ]
    if values:
        session.execute(insert(_hit), values)
        note_change(session, IntegrityHit.change_kind)


def move_hits(session: Session, rows: Sequence[tuple[int, Met]]) -> None:
    """Write down where the subjects of hits are now."""
    statement = (
        update(_hit)
        .where(_hit.c.id == bindparam("hit"))
        .values(community_code=bindparam("community"), grid_code=bindparam("grid"))
    )
    values = [{"hit": key, "community": met.community_code, "grid": met.grid_code} for key, met in rows]
    if values:
        session.connection().execute(statement, values)


def end_hits(session: Session, ids: Sequence[int], why: EndedWhy, *, now: datetime) -> None:
    for start in range(0, len(ids), PORTION):
        part = _hit.c.id.in_(ids[start : start + PORTION])
        ended = {"ended_at": now, "ended_why": why.value, "version": _hit.c.version + 1}
        session.execute(update(_hit).where(part).values(ended))
    if ids:
        note_change(session, IntegrityHit.change_kind)


def behind(
    session: Session, hits: Sequence[HitRow], evidence: Mapping[str, tuple[str, ...]]
) -> dict[int, Behind]:
    """Return what the registers say now, by hit; `evidence` names by rule the fields of its subject."""
    persons = _persons(session, [hit.person_id for hit in hits])
    premises = _by_id(session, _premises, ("code",), [hit.premises_id for hit in hits])
    households = _by_id(session, _household, ("number",), [hit.household_id for hit in hits])
    found = {}
    for rule, subject in {(hit.rule, hit.subject) for hit in hits}:
        mine = [hit for hit in hits if (hit.rule, hit.subject) == (rule, subject)]
        values = _evidence(session, mine, evidence.get(rule, ()))
        for hit in mine:
            name, birth, address = persons.get(hit.person_id, ("", None, ""))
            (code,) = premises.get(hit.premises_id, ("",))
            (number,) = households.get(hit.household_id, ("",))
            found[hit.id] = Behind(name, birth, address, code, number, values.get(hit.subject_id, {}))
    return found


def _evidence(session: Session, hits: Sequence[HitRow], fields: tuple[str, ...]) -> dict[int, dict[str, Any]]:
    rows = subject_rows(hits[0].subject)
    fields = tuple(name for name in fields if name in rows.fields)
    statement = select(rows.key, *(rows.fields[name] for name in fields))
    chosen = statement.where(rows.key.in_([hit.subject_id for hit in hits]))
    return {key: dict(zip(fields, values, strict=True)) for key, *values in session.execute(chosen)}


def _persons(session: Session, ids: Iterable[int | None]) -> dict[int | None, tuple[str, date | None, str]]:
    """Return (name, birth, address) by person, of a row that is seen as another one what stands about that one."""
    wanted = sorted({key for key in ids if key is not None})
    row = _person.alias("row")
    known = (_person.c.name, *(standing_value(_person, name) for name in ("birth", "address")))
    statement = select(row.c.id, *known).where(row.c.id.in_(wanted), _person.c.id == seen_as(row.c.id))
    return {key: (name, birth, address) for key, name, birth, address in session.execute(statement)}


def _by_id(
    session: Session, table: Any, columns: tuple[str, ...], ids: Iterable[int | None]
) -> dict[int | None, tuple[Any, ...]]:
    wanted = sorted({key for key in ids if key is not None})
    statement = select(table.c.id, *(table.c[name] for name in columns)).where(table.c.id.in_(wanted))
    return {key: tuple(values) for key, *values in session.execute(statement)}


def place_names(session: Session, codes: Collection[str]) -> dict[str, Name]:
    """Return the names of present grids and of divisions by code."""
    wanted = sorted(code for code in codes if code)
    grids = select(_grid.c.code, _grid.c.name, _grid.c.name_en).where(
        _grid.c.code.in_(wanted), _grid.c.valid_until.is_(None)
    )
    divisions = select(_division.c.code, _division.c.name, _division.c.name_en).where(
        or_(_division.c.code.in_(wanted))
    )
    rows = [*session.execute(divisions), *session.execute(grids)]
    return {code: Name(zh, en) for code, zh, en in rows}
