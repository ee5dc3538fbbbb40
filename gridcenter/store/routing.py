"""Queries about routing: lines of the responsibility list with their hits, rulings, and what may be offered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Integer, Select, bindparam, cast, func, or_, select, true, update
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.names import Name
from gridcenter.domain.routing import Cell, Hits, Matter, Precedent, RuleRow
from gridcenter.store.codes import code_names
from gridcenter.store.copies import Copies
from gridcenter.store.incidents_trace import SOURCES
from gridcenter.store.models import (
    Category,
    CodeSet,
    Division,
    Grid,
    Incident,
    ResponsibilityRule,
    RoutingProposal,
    Ruling,
    Unit,
)
from gridcenter.store.prepared import Prepared
from gridcenter.store.types import inside

PRECEDENTS = 5
"""So many of the newest are offered."""
RULES = Copies(ResponsibilityRule)
RULINGS = Copies(Ruling)
PROPOSALS = Copies(RoutingProposal)
Asked = TypeVarTuple("Asked")

_Above = aliased(Category)
_up = select(
    Category.id, Category.parent_id, Category.set_key, Category.code, cast(0, Integer).label("up")
).where(Category.id == bindparam("category_id"))
_chain = _up.cte("chain", recursive=True)
_chain = _chain.union_all(
    select(_Above.id, _Above.parent_id, _Above.set_key, _Above.code, (_chain.c.up + 1).label("up")).join(
        _chain, (_Above.id == _chain.c.parent_id) & (_chain.c.up < 9)
    )
)
_CHAIN = Prepared(select(_chain.c.set_key, _chain.c.code).order_by(_chain.c.up))
_CELLS = Prepared(
    select(
        ResponsibilityRule.id,
        ResponsibilityRule.category_code,
        ResponsibilityRule.place_code,
        ResponsibilityRule.source_code,
    ).where(
        ResponsibilityRule.set_key == bindparam("set_key"),
        ResponsibilityRule.valid_from <= bindparam("day"),
        or_(ResponsibilityRule.valid_until.is_(None), ResponsibilityRule.valid_until > bindparam("day")),
    )
)
_RULED = Prepared(
    select(Ruling.id)
    .where(Ruling.incident_id == bindparam("incident_id"))
    .order_by(Ruling.id.desc())
    .limit(1)
)
_PRECEDENTS = Prepared(
    select(Ruling.id)
    .where(
        Ruling.category_id == bindparam("category_id"),
        Ruling.community_code == bindparam("community_code"),
        Ruling.incident_id != bindparam("but"),
        Ruling.dismissed_at.is_(None),
    )
    .order_by(Ruling.ruled_at.desc(), Ruling.id.desc())
    .limit(PRECEDENTS)
)
_RETURNED = Prepared(
    update(RoutingProposal)
    .where(
        RoutingProposal.incident_id == bindparam("of_incident"),
        RoutingProposal.unit_id == bindparam("by_unit"),
        RoutingProposal.returned_at.is_(None),
    )
    .values(returned_at=bindparam("at_moment"))
)


def matter_of(session: Session, incident: Incident) -> Matter:
    """Return what routing looks at of an incident."""
    chain = _CHAIN.rows(session, category_id=incident.category_id)
    return Matter(
        chain[0][0] if chain else "",
        tuple(code for _, code in chain),
        incident.grid_code or "",
        incident.community_code,
        incident.source_code,
    )


def fitting_rule(session: Session, matter: Matter, *, day: date) -> int | None:
    """Return the line of the list that fits most closely on this day; None where none fits."""
    rows = _CELLS.rows(session, set_key=matter.set_key, day=day)
    ranked = [
        (rank, number)
        for number, *codes in rows
        if (rank := Cell(matter.set_key, *codes).rank(matter)) is not None
    ]
    return max(ranked)[1] if ranked else None


def any_rules(session: Session) -> bool:
    """Tell whether the list has any line, ended ones too."""
    return session.scalar(select(ResponsibilityRule.id).limit(1)) is not None


def last_ruling(session: Session, incident_id: int) -> Precedent | None:
    """Return the newest ruling on an incident; None where the centre has not ruled."""
    found = _RULED.first(session, incident_id=incident_id)
    return next(iter(_rulings(session, Ruling.id == found[0])), None) if found else None


def precedents_for(session: Session, incident: Incident) -> tuple[Precedent, ...]:
    """Return the newest rulings that may be followed, on incidents of the same category in the same community."""
    return precedents_of(
        session, incident.category_id, community_code=incident.community_code, but=incident.id
    )


def precedents_of(
    session: Session, category_id: int, *, community_code: str, but: int = 0
) -> tuple[Precedent, ...]:
    """Return the same for a category and a community, without those of one incident."""
    found = _PRECEDENTS.rows(session, category_id=category_id, community_code=community_code, but=but)
    if not found:  # as nearly always: the journey for names and places is saved
        return ()
    return _rulings(session, Ruling.id.in_([number for (number,) in found]), limit=PRECEDENTS)


def rulings(session: Session, *, area: str, limit: int = 500) -> tuple[Precedent, ...]:
    """Return the rulings of the area, newest first."""
    return _rulings(session, inside(Ruling.community_code, area), limit=limit)


def _rulings(session: Session, wanted: ColumnElement[bool], *, limit: int = 1) -> tuple[Precedent, ...]:
    made = (
        select(func.max(ResponsibilityRule.id))
        .where(ResponsibilityRule.ruling_id == Ruling.id)
        .correlate(Ruling)
        .scalar_subquery()
    )
    found = session.execute(
        select(Ruling, Incident.number, Category, Unit, made)
        .join(Incident, Incident.id == Ruling.incident_id)
        .join(Category, Category.id == Ruling.category_id)
        .join(Unit, Unit.id == Ruling.unit_id)
        .where(wanted)
        .order_by(Ruling.ruled_at.desc(), Ruling.id.desc())
        .limit(limit)
    ).all()
    places = place_names(session, {row.community_code for row, *_ in found})
    return tuple(
        Precedent(
            id=row.id,
            version=row.version,
            incident_id=row.incident_id,
            incident_number=number,
            category_code=category.code,
            category=Name(category.name, category.name_en),
            place=places.get(row.community_code, Name(row.community_code)),
            unit_id=unit.id,
            unit=Name(unit.name, unit.name_en),
            unit_kind=unit.kind,
            ruled_at=row.ruled_at,
            ruler=row.ruler,
            ruler_role=row.ruler_role,
            reason=row.reason,
            basis=row.basis,
            dismissal=row.dismissal,
            dismissed_at=row.dismissed_at,
            dismisser=row.dismisser,
            rule_id=rule_id,
        )
        for row, number, category, unit, rule_id in found
    )


def rule_rows(session: Session, *, ids: Collection[int] | None = None) -> tuple[RuleRow, ...]:
    """Return lines of the list with their hits, ended ones too, by set, category, place, source and day."""
    rule = ResponsibilityRule
    order = (rule.set_key, rule.category_code, rule.place_code, rule.source_code, rule.valid_from, rule.id)
    wanted = select(rule, Unit).join(Unit, Unit.id == rule.unit_id).order_by(*order)
    if ids is not None:
        wanted = wanted.where(rule.id.in_(ids))
    found = session.execute(wanted).all()
    rows = [row for row, _ in found]
    names = _Names(session, rows)
    hits = hits_of(session, ids)
    return tuple(replace(names.row(row, unit), hits=hits.get(row.id, Hits())) for row, unit in found)


def hits_of(session: Session, ids: Collection[int] | None = None) -> Mapping[int, Hits]:
    """Count per line how often it proposed, was taken, and was not returned afterwards."""
    taken = RoutingProposal.unit_id == ResponsibilityRule.unit_id
    counted = (
        select(
            RoutingProposal.rule_id,
            func.count(),
            func.count().filter(taken),
            func.count().filter(taken, RoutingProposal.returned_at.is_(None)),
        )
        .join(ResponsibilityRule, ResponsibilityRule.id == RoutingProposal.rule_id)
        .group_by(RoutingProposal.rule_id)
    )
    counted = _of_its_matter(counted.join(Incident, Incident.id == RoutingProposal.incident_id))
    if ids is not None:
        counted = counted.where(RoutingProposal.rule_id.in_(ids))
    return {rule_id: Hits(*counts) for rule_id, *counts in session.execute(counted) if rule_id is not None}


def _of_its_matter(wanted: Select[*Asked]) -> Select[*Asked]:
    """Keep proposals of incidents whose category is still one that the line is for: what was corrected to another
    says nothing about the line. Trees of up to four levels are followed upwards.
    """
    rule, own = ResponsibilityRule, aliased(Category)
    parent, grandparent, major = aliased(Category), aliased(Category), aliased(Category)
    fits = rule.category_code.in_(("", own.code, parent.code, grandparent.code, major.code))
    return (
        wanted.join(own, (own.id == Incident.category_id) & (own.set_key == rule.set_key))
        .outerjoin(parent, parent.id == own.parent_id)
        .outerjoin(grandparent, grandparent.id == parent.parent_id)
        .outerjoin(major, major.id == own.major_id)
        .where(fits)
    )


class Outcome(StrEnum):
    """What became of a proposal, in the order in which they are shown."""

    PROPOSED = "proposed"
    TAKEN = "taken"
    PASSED_OVER = "passed_over"
    RETURNED = "returned"


def incidents_behind(
    session: Session, rule_id: int, *, area: str, outcome: Outcome = Outcome.PROPOSED, limit: int = 500
) -> list[int]:
    """Return the incidents behind a count of a line, newest first."""
    proposal = RoutingProposal
    taken = proposal.unit_id == ResponsibilityRule.unit_id
    meant = {
        Outcome.PROPOSED: true(),
        Outcome.TAKEN: taken,
        Outcome.PASSED_OVER: ~taken,
        Outcome.RETURNED: taken & proposal.returned_at.is_not(None),
    }
    newest = func.max(proposal.id)
    wanted = (
        select(proposal.incident_id, newest)
        .join(Incident, Incident.id == proposal.incident_id)
        .join(ResponsibilityRule, ResponsibilityRule.id == proposal.rule_id)
        .where(proposal.rule_id == rule_id, inside(Incident.community_code, area), meant[outcome])
        .group_by(proposal.incident_id)
        .order_by(newest.desc())
        .limit(limit)
    )
    return [key for key, _ in session.execute(_of_its_matter(wanted))]


def note_returned(session: Session, incident_id: int, unit_id: int, *, now: Any) -> None:
    """Mark what this unit was proposed for on the incident as returned."""
    _RETURNED.run(session, of_incident=incident_id, by_unit=unit_id, at_moment=now)


def place_names(session: Session, codes: Iterable[str]) -> dict[str, Name]:
    """Return names of divisions and grids by code; what is neither is left out."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    divisions = select(Division.code, Division.name, Division.name_en).where(Division.code.in_(wanted))
    grids = select(Grid.code, Grid.name, Grid.name_en).where(
        Grid.code.in_(wanted), Grid.valid_until.is_(None)
    )
    rows = [*session.execute(grids), *session.execute(divisions)]
    return {code: Name(zh, en) for code, zh, en in rows}


class _Names:
    """Names of what lines are for, read once for all of them."""

    def __init__(self, session: Session, rows: Sequence[ResponsibilityRule]) -> None:
        self._sets = {row.key: Name(row.name, row.name_en) for row in session.scalars(select(CodeSet))}
        codes = {row.category_code for row in rows}
        nodes = select(Category.set_key, Category.code, Category.name, Category.name_en)
        found = session.execute(nodes.where(Category.code.in_(codes))) if codes - {""} else ()
        self._categories = {(key, code): Name(zh, en) for key, code, zh, en in found}
        self._places = place_names(session, {row.place_code for row in rows})
        self._sources = code_names(session, SOURCES) if any(row.source_code for row in rows) else {}

    def row(self, row: ResponsibilityRule, unit: Unit) -> RuleRow:
        cell = Cell(row.set_key, row.category_code, row.place_code, row.source_code)
        of_set = self._sets.get(row.set_key, Name(row.set_key))
        return RuleRow(
            id=row.id,
            version=row.version,
            cell=cell,
            category=self._categories.get((row.set_key, row.category_code), Name(""))
            if row.category_code
            else of_set,
            place=self._places.get(row.place_code, Name(row.place_code)),
            source=self._sources.get(row.source_code, Name(row.source_code)),
            unit_id=unit.id,
            unit=Name(unit.name, unit.name_en),
            unit_code=unit.code,
            unit_kind=unit.kind,
            basis=row.basis,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            entered_at=row.entered_at,
            enterer=row.enterer,
            replaces_id=row.replaces_id,
            ruling_id=row.ruling_id,
            ending=row.ending,
            ended_at=row.ended_at,
            ender=row.ender,
        )
