"""The demo's responsibility list, the rulings among its steps, and what the list had proposed at each dispatch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.routing import Cell, Matter
from gridcenter.services.demo.naming import NamedGround, word_list
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.services.flows import flow
from gridcenter.store.bulk import insert_rows
from gridcenter.store.models import Category, Incident, ResponsibilityRule, RoutingProposal, Ruling, Step

HOLDS_FOR = timedelta(days=400)
"""The list is older than the half year, so that every dispatch was proposed by it."""
NEWEST = 20_000
"""So many dispatches are counted; a hit rate needs no more."""
DISMISSED_EVERY = 9
RULE_COLUMNS = (
    *("set_key", "category_code", "place_code", "unit_id", "basis", "valid_from", "entered_at"),
    *("enterer_id", "enterer", "enterer_role", "version"),
)
PROPOSAL_COLUMNS = ("step_id", "incident_id", "rule_id", "unit_id", "at", "returned_at")


def write_routing(session: Session, named: NamedGround, staff: Staff, *, now: datetime) -> None:
    """Write the list, then rulings and proposals from the steps that are there; the caller owns the transaction."""
    now = now.replace(second=0, microsecond=0)
    keeper = staff.holding("leader")[0]
    entered = now - HOLDS_FOR
    day = entered.astimezone(ZoneInfo("Asia/Shanghai")).date()
    lines = list(_lines(session, named, staff))
    rows = [_rule_values(*line, day=day, entered=entered, by=keeper) for line in lines]
    insert_rows(session, ResponsibilityRule, RULE_COLUMNS, rows)
    _write_rulings(session, keeper, now=now)
    _write_proposals(session)
    session.flush()


def _lines(session: Session, named: NamedGround, staff: Staff) -> Iterator[tuple[Cell, int, str]]:
    words, list_words = word_list("units"), word_list("routing")
    for one in words["departments"]:
        for major in one["majors"]:
            set_key, _, code = major.partition("/")
            yield Cell(set_key, code), staff.by_code[one["code"]], list_words["basis"]
    leaves = [
        (code, name)
        for code, name in session.execute(
            select(Category.code, Category.name)
            .where(Category.set_key == "matters", Category.parent_id.is_not(None))
            .order_by(Category.code)
        )
    ]
    taken: set[str] = set()
    for one in (*words["companies"], *words["departments"]):
        for code, name in leaves:
            if code not in taken and any(word in name for word in one["words"]):
                taken.add(code)
                yield Cell("matters", code), staff.by_code[one["code"]], list_words["basis"]
    streets = [area for area in named.divisions if len(area.code) == len("709901001")]
    for special in list_words["streets"]:
        for street in streets[: special["streets"]]:
            for code, name in leaves:
                if any(word in name for word in special["words"]):
                    yield Cell("matters", code, street.code), staff.by_code[street.code], special["basis"]
    whole = list_words["whole_set"]
    yield Cell(whole["set"]), staff.by_code[whole["unit"]], whole["basis"]


def _rule_values(
    cell: Cell, unit_id: int, basis: str, *, day: date, entered: datetime, by: DemoAccount
) -> tuple[Any, ...]:
    codes = (cell.set_key, cell.category_code, cell.place_code)
    return (*codes, unit_id, basis, day, entered, by.id, by.name, by.role, 1)


def _write_rulings(session: Session, keeper: DemoAccount, *, now: datetime) -> None:
    """Keep what leaders ruled in the half year; one of them is not to be followed any more."""
    actions = {move.action for move in flow().moves if move.rules}
    found = session.execute(
        select(Step, Incident)
        .join(Incident, Incident.id == Step.incident_id)
        .where(Step.action.in_(actions))
        .order_by(Step.at, Step.id)
    ).all()
    for place, (step, incident) in enumerate(found, start=1):
        ruling = Ruling(
            step_id=step.id,
            incident_id=incident.id,
            category_id=incident.category_id,
            grid_code=incident.grid_code or "",
            community_code=incident.community_code,
            unit_id=step.unit_id,
            ruled_at=step.at,
            ruler_id=step.actor_id,
            ruler=step.actor,
            ruler_role=step.role,
            reason=step.reason,
        )
        if place % DISMISSED_EVERY == 0:
            ruling.dismissal, ruling.dismissed_at = word_list("routing")["dismissal"], now - timedelta(days=1)
            ruling.dismisser_id, ruling.dismisser, ruling.dismisser_role = keeper.id, keeper.name, keeper.role
        session.add(ruling)


def _write_proposals(session: Session) -> None:
    """Count what the list proposed at the newest dispatches and whether the unit returned the task."""
    rules = [
        (row.id, Cell(row.set_key, row.category_code, row.place_code))
        for row in session.scalars(select(ResponsibilityRule).order_by(ResponsibilityRule.id))
    ]
    chains = _chains(session)
    best: dict[tuple[int, str], int | None] = {}
    values = []
    for step, category_id, community, returned_at in _dispatches(session):
        key = category_id, community
        if key not in best:
            best[key] = _best(rules, *chains[category_id], community)
        rule_id = best[key]
        if rule_id is not None:
            values.append((step.id, step.incident_id, rule_id, step.unit_id, step.at, returned_at))
    insert_rows(session, RoutingProposal, PROPOSAL_COLUMNS, values)


def _chains(session: Session) -> dict[int, tuple[str, tuple[str, ...]]]:
    nodes = {node.id: node for node in session.scalars(select(Category))}

    def codes(node: Category | None) -> Iterator[str]:
        while node is not None:
            yield node.code
            node = nodes.get(node.parent_id) if node.parent_id is not None else None

    return {key: (node.set_key, tuple(codes(node))) for key, node in nodes.items()}


def _best(
    rules: Iterable[tuple[int, Cell]], set_key: str, codes: tuple[str, ...], community: str
) -> int | None:
    matter = Matter(set_key, codes, "", community, "")
    ranked = [(rank, number) for number, cell in rules if (rank := cell.rank(matter)) is not None]
    return max(ranked)[1] if ranked else None


def _dispatches(session: Session) -> Iterator[tuple[Step, int, str, datetime | None]]:
    """Yield the first dispatch of the newest incidents, with the moment at which that unit returned the task."""
    found = session.execute(
        select(Step, Incident.category_id, Incident.community_code, Incident.return_count)
        .join(Incident, Incident.id == Step.incident_id)
        .where(Step.action == "dispatch", Step.unit_id.is_not(None))
        .order_by(Step.id.desc())
        .limit(NEWEST)
    ).all()
    returned = select(Step.incident_id, Step.at).where(Step.action == "return")
    back = {row.incident_id: row.at for row in session.execute(returned)}
    for step, category_id, community, returns in reversed(found):
        yield step, category_id, community, back.get(step.incident_id) if returns else None
