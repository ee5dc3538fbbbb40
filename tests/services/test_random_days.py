"""Whatever desks do in whatever order: after every deed the store's own books agree with each other."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridcenter.domain.calendar_editions import NamedDay
from gridcenter.domain.corrections import CORRECT_CATEGORY, CORRECT_URGENCY
from gridcenter.domain.duty import Availability
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import FlowTemplate, Move
from gridcenter.domain.joint import called_units
from gridcenter.domain.merging import MERGED
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.adjustments import apply_for, approve, refuse, withdraw
from gridcenter.services.calendar_editions import edition_in_force, enter_edition, let_deadlines_follow
from gridcenter.services.cards import CardDraft, issue_card, reply_to_card, withdraw_card
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.flows import flow_keys, own_flow
from gridcenter.services.intake import report_incident
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.services.reopening import reopen_incident
from gridcenter.services.reports import add_report
from gridcenter.services.steps import take_step
from gridcenter.services.unit_load import Duty, loads, set_duty
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    Account,
    Adjustment,
    Card,
    CoHandling,
    Incident,
    IncidentClock,
    IncidentMerge,
    Report,
    Step,
    Unit,
)
from tests.services.matters import (
    DRAFT,
    GRID,
    OTHER_CATEGORY,
    ROLES,
    SHANGHAI,
    at,
    other_category,
    prove,
    settle,
)

DEEDS = int(os.environ.get("DEEDS", "1000"))
"""For each store; with the same seed the same deeds."""
UNITS = (1, 2, 3, 4, 5)
KINDS = ("community", "department", "department", "street", "company")
LARGEST = 24
"""Open incidents that are worked on at a time: so that each gets far."""


@dataclass
class Days:
    """One centre's days: who is there, what time it is, and what is on hand."""

    store: Store
    chance: Random
    now: datetime
    number: int = 0
    done: set[Callable[[Days], None]] = field(default_factory=set)
    refused: int = 0

    def key(self) -> str:
        self.number += 1
        return f"key-{self.number}"

    def person(self, role: str, unit: int | None = None) -> Actor:
        """Return somebody of the role; a handler of the unit, now and then of another one."""
        if role != "handler":
            number = ROLES.index(role) + 1 + self.chance.choice((0, 0, 0, 30))
            return Actor(number, f"{role}{number}", f"{role} {number}", role, None, "")
        own = unit if unit is not None and self.chance.random() < 0.9 else self.chance.choice(UNITS)
        return Actor(100 + own, f"handler{own}", f"handler {own}", "handler", own, "")

    def any_incident(self, *, final: bool | None = None) -> Incident | None:
        """Return an incident: one of the newest open ones, or any that has ended."""
        with self.store.read() as session:
            wanted = select(Incident).order_by(Incident.id.desc()).limit(LARGEST)
            if final is not None:
                ended = Incident.closed_at.is_not(None) if final else Incident.closed_at.is_(None)
                wanted = wanted.where(ended)
            found = session.scalars(wanted).all()
            session.expunge_all()
        return self.chance.choice(found) if found else None


def inputs_of(days: Days, template: FlowTemplate, move: Move) -> dict[str, str]:
    told = dict.fromkeys((*move.requires, *move.optional), "如实")
    for code in told:
        asked = template.inputs[code]
        if asked.kind == "unit":
            fitting = [
                unit
                for unit, kind in zip(UNITS, KINDS, strict=True)
                if not move.unit_kinds or kind in move.unit_kinds
            ]
            told[code] = str(days.chance.choice(fitting or UNITS))
        elif asked.kind == "choice":
            told[code] = days.chance.choice(sorted(asked.choices))
        elif asked.kind == "moment":
            later = days.now + timedelta(hours=days.chance.randint(1, 24 * 20))
            told[code] = later.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
        elif code == "grid":
            told[code] = GRID
        elif code in ("standard", "category", "deadline"):
            told[code] = ""
    if days.chance.random() < 0.5:
        told["despite"] = "只有它能处置"
    return told


def new_one(days: Days) -> None:
    draft = replace(DRAFT, flow=days.chance.choice(flow_keys()), vulnerable=days.chance.random() < 0.1)
    with days.store.begin() as session:
        report_incident(session, draft, by=days.person("collector"), now=days.now, key=days.key())


def move_on(days: Days) -> None:
    incident = days.any_incident(final=False) if days.chance.random() < 0.95 else days.any_incident()
    if incident is None:
        return
    with days.store.begin() as session:
        template = own_flow(session, incident)
        moves = template.moves_from(incident.state)
        going_on = [move for move in moves if not template.states[move.to].final] or moves
        if not moves:
            return
        taste = days.chance.random()
        move = days.chance.choice(moves if taste < 0.04 else going_on) if taste < 0.55 else moves[0]
        owing = called_units(incident.called_in)
        unit = owing[0] if owing and move.joint is not None else incident.unit_id
        by = days.person(move.role, unit)
        prove(session, incident.id, move.action, by=by)
        inputs = inputs_of(days, template, move)
        if move.approval is not None:
            apply_for(
                session,
                incident.id,
                version=incident.version,
                action=move.action,
                inputs=inputs,
                by=by,
                now=days.now,
                key=days.key(),
            )
        else:
            version = take_step(
                session,
                incident.id,
                version=incident.version,
                action=move.action,
                inputs=inputs,
                by=by,
                now=days.now,
            )
            assert version == incident.version + 1


def decide(days: Days) -> None:
    with days.store.begin() as session:
        pending = session.scalars(select(Adjustment).where(Adjustment.ended_at.is_(None))).all()
        if not pending:
            return
        one = days.chance.choice(pending)
        version = session.get_one(Incident, one.incident_id).version
        how = days.chance.random()
        if how < 0.6:
            after = approve(
                session, one.id, version=version, opinion="同意", by=days.person("leader"), now=days.now
            )
        elif how < 0.8:
            after = refuse(session, one.id, reason="不妥", by=days.person("leader"), now=days.now)
        else:
            by = Actor(one.applicant_id or 0, "", one.applicant, one.applicant_role, one.unit_id, "")
            after = withdraw(session, one.id, reason="", by=by, now=days.now)
        assert after == version + 1


def merge(days: Days) -> None:
    one, other = days.any_incident(), days.any_incident(final=False)
    if one is None or other is None:
        return
    with days.store.begin() as session:
        merge_incidents(
            session,
            kept=(one.id, one.version),
            merged=(other.id, other.version),
            reason="同一处",
            by=days.person("acceptor"),
            now=days.now,
        )


def unmerge(days: Days) -> None:
    with days.store.begin() as session:
        merged = session.scalars(select(Incident).where(Incident.state == MERGED)).all()
        if merged:
            one = days.chance.choice(merged)
            version = one.version
            after = unmerge_incident(
                session, one.id, version=version, reason="两处", by=days.person("acceptor"), now=days.now
            )
            assert after == version + 1


def tell_more(days: Days) -> None:
    incident = days.any_incident()
    if incident is not None:
        with days.store.begin() as session:
            add_report(session, incident.id, DRAFT, by=days.person("acceptor"), now=days.now, key=days.key())


def reopen(days: Days) -> None:
    incident = days.any_incident(final=True)
    if incident is not None:
        with days.store.begin() as session:
            reopen_incident(
                session,
                incident.id,
                reason="又堵了",
                by=days.person("acceptor"),
                now=days.now,
                key=days.key(),
            )


def correct(days: Days) -> None:
    incident, chance = days.any_incident(), days.chance
    if incident is None:
        return
    category = {"category": f"matters/{chance.choice(('T01', 'T02'))}"}
    situation = {"standard": chance.choice(("", str(OTHER_CATEGORY + 11), str(OTHER_CATEGORY + 12)))}
    mark = {"urgent": chance.choice(("yes", "no", "")), "severity": chance.choice(("1", "3", ""))}
    action = chance.choice((CORRECT_CATEGORY, CORRECT_URGENCY))
    with days.store.begin() as session:
        take_step(
            session,
            incident.id,
            version=incident.version,
            action=action,
            inputs={**(category if action == CORRECT_CATEGORY else mark), **situation, "reason": "误选"},
            by=days.person(chance.choice(("acceptor", "dispatcher"))),
            now=days.now,
        )


def issue(days: Days) -> None:
    incident = days.any_incident()
    if incident is not None:
        with days.store.begin() as session:
            issue_card(
                session,
                incident.id,
                CardDraft(
                    days.chance.choice(("reminder", "supervision", "yellow_card", "red_card")), "请速办"
                ),
                version=incident.version,
                by=days.person("leader"),
                now=days.now,
                key=days.key(),
            )


def end_card(days: Days) -> None:
    with days.store.begin() as session:
        awaited = session.scalars(
            select(Card).where(Card.replied_at.is_(None), Card.withdrawn_at.is_(None))
        ).all()
        if not awaited:
            return
        card = days.chance.choice(awaited)
        if days.chance.random() < 0.7:
            by = days.person("handler", card.unit_id)
            reply_to_card(session, card.id, version=card.version, text="已到场", by=by, now=days.now)
        else:
            by = days.person("leader")
            withdraw_card(session, card.id, version=card.version, reason="误发", by=by, now=days.now)


def say_duty(days: Days) -> None:
    duty = Duty(days.chance.choice(list(Availability)), capacity=days.chance.choice((None, 1, 3, 50)))
    with days.store.begin() as session:
        set_duty(
            session,
            days.chance.choice(UNITS),
            duty,
            reason="值班安排",
            by=days.person("dispatcher"),
            now=days.now,
        )


def change_calendar(days: Days) -> None:
    by = days.person("supervisor")
    with days.store.begin() as session:
        former = edition_in_force(session)
        assert former is not None
        day = days.now.date() + timedelta(days=days.chance.randint(0, 9))
        marked = {**former.content.days, day: NamedDay(working=days.chance.random() < 0.5, name="通知")}
        spans = days.chance.choice(("08:00-12:00 14:00-18:00", "08:30-12:00 13:30-17:30"))
        enter_edition(
            session, replace(former.content, days=marked, spans=spans), reason="通知", by=by, now=days.now
        )
    if days.chance.random() < 0.7:
        let_deadlines_follow(days.store, by=by, reason="通知", progress=lambda _done: None)


WEIGHTS: dict[Callable[[Days], None], int] = {
    move_on: 60,
    new_one: 8,
    decide: 10,
    merge: 4,
    unmerge: 4,
    tell_more: 3,
    reopen: 2,
    correct: 8,
    issue: 3,
    end_card: 3,
    say_duty: 2,
    change_calendar: 1,
}


@dataclass(frozen=True)
class Books:
    """What the rows about incidents say, by incident."""

    steps: Mapping[int, int]
    newest: Mapping[int, int]
    pending: Mapping[int, int]
    told: Mapping[int, int]
    merged: Mapping[int, int]
    owing: Mapping[int, list[int]]
    answering: Mapping[int, list[int]]
    own_clocks: Mapping[int, list[str]]


def assert_books_agree(store: Store) -> None:
    """Compare what incidents and units repeat with the rows that it repeats."""
    with store.read() as session:
        books = books_of(session)
        incidents = session.scalars(select(Incident)).all()
        for one in incidents:
            assert_incident_agrees(one, own_flow(session, one), books)
        held = Counter(
            one.unit_id
            for one in incidents
            if one.closed_at is None and one.handled_at is None and one.unit_id
        )
        calls = Counter(
            unit for one in incidents if not one.closed_at for unit in called_units(one.called_in)
        )
        assert {load.unit_id: (load.held, load.owed) for load in loads(session)} == {
            unit: (held[unit], calls[unit]) for unit in UNITS
        }


def books_of(session: Session) -> Books:
    merges = select(IncidentMerge.kept_id, func.sum(IncidentMerge.added)).group_by(IncidentMerge.kept_id)
    living = IncidentClock.ended_at.is_(None)
    return Books(
        steps=tally(session, select(Step.incident_id, func.count()).group_by(Step.incident_id)),
        newest=tally(session, select(Step.incident_id, func.max(Step.sequence)).group_by(Step.incident_id)),
        pending=tally(
            session,
            select(Adjustment.incident_id, func.count())
            .where(Adjustment.ended_at.is_(None))
            .group_by(Adjustment.incident_id),
        ),
        told=tally(
            session,
            select(Report.incident_id, func.count()).where(Report.sequence > 1).group_by(Report.incident_id),
        ),
        merged=tally(session, merges.where(IncidentMerge.undone_at.is_(None))),
        owing=pairs(
            session, select(CoHandling.incident_id, CoHandling.unit_id).where(CoHandling.ended_at.is_(None))
        ),
        answering=pairs(
            session,
            select(IncidentClock.incident_id, IncidentClock.unit_id).where(
                living, IncidentClock.kind == "co"
            ),
        ),
        own_clocks=pairs(
            session,
            select(IncidentClock.incident_id, IncidentClock.kind).where(living, IncidentClock.kind != "co"),
        ),
    )


def tally(session: Session, counted: Select[Any]) -> Mapping[int, int]:
    return dict(tuple(row) for row in session.execute(counted))


def pairs(session: Session, wanted: Select[Any]) -> Mapping[int, list[Any]]:
    found = defaultdict(list)
    for key, value in session.execute(wanted):
        found[key].append(value)
    return found


def assert_incident_agrees(one: Incident, template: FlowTemplate, books: Books) -> None:
    name = f"{one.number} {one.flow} {one.state}"
    ended = one.state != MERGED and template.states[one.state].final
    assert (one.closed_at is not None) == (ended or one.state == MERGED), name
    assert books.steps[one.id] == books.newest[one.id], name
    assert one.applications == books.pending.get(one.id, 0), name
    assert one.report_count == 1 + books.told.get(one.id, 0) + books.merged.get(one.id, 0), name
    owing = sorted(called_units(one.called_in))
    assert sorted(books.owing.get(one.id, [])) == owing, name
    assert sorted(books.answering.get(one.id, [])) == owing, name
    running = books.own_clocks.get(one.id, [])
    assert len(running) == len(set(running)), name
    if ended:
        assert not running, name
        assert not owing, name
    if one.closed_at is not None:
        assert one.applications == 0, name
    elif one.state not in template.paused_states:
        assert one.review_at is None, name
        assert running, name


def assert_clocks_agree(store: Store) -> None:
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _done: None).kept == []


def people(store: Store) -> None:
    with store.begin() as session:
        for unit, kind in zip(UNITS, KINDS, strict=True):
            if unit > 3:
                session.add(Unit(id=unit, code=f"U{unit}", name=f"{kind}{unit}", kind=kind))
        session.flush()
        for unit in UNITS:
            login = f"handler-{unit}"
            session.add(Account(id=100 + unit, login=login, name=login, role="handler", unit_id=unit))
        for number, role in enumerate(ROLES, start=31):
            session.add(Account(id=number, login=f"{role}-{number}", name=role, role=role))


@pytest.mark.parametrize("seed", [3])
def test_after_every_deed_what_is_repeated_is_what_is_kept(store: Store, seed: int) -> None:
    use_language("en")
    settle(store)
    other_category(store)
    people(store)
    days = Days(store, Random(seed), at("09-28 08:00"))
    deeds = list(WEIGHTS)
    for _ in range(8):
        new_one(days)
    for number in range(DEEDS):
        deed = days.chance.choices(deeds, list(WEIGHTS.values()))[0]
        days.now += timedelta(minutes=days.chance.choice((1, 1, 5, 20, 90, 600)))
        try:
            deed(days)
            days.done.add(deed)
        except (RuleBroken, BadInput):
            days.refused += 1
        if number % 20 == 0:
            assert_books_agree(store)
        if number % 200 == 0:
            assert_clocks_agree(store)
    assert_books_agree(store)
    assert_clocks_agree(store)
    assert days.done == set(deeds), "every kind of deed was done at least once"
    assert 0 < days.refused < DEEDS // 2, "most was allowed"
