"""Verifying the clocks (时限钟) of a whole store: every one is computed again from its ledger, the reply clock of
a card from its limit, that of a population task from its own ledger, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.calendars import CONTINUOUS, Calendar, WorkingCalendar
from gridcenter.domain.card_check import StoredCard, card_differences
from gridcenter.domain.clock_check import (
    Difference,
    Rules,
    StoredIncident,
    Value,
    Why,
    differences,
    why_text,
)
from gridcenter.domain.clocks import ClockMode
from gridcenter.domain.errors import BadInput
from gridcenter.domain.population_check import task_differences
from gridcenter.domain.population_tasks import StoredTask
from gridcenter.language import tr
from gridcenter.services.card_rules import card_rules
from gridcenter.services.flows import flow_version
from gridcenter.services.ledger import CONTINUOUS_KEY
from gridcenter.services.progress import OnProgress, Progress
from gridcenter.services.table_files import write_table
from gridcenter.store.calendars import calendar_edition, calendar_keys
from gridcenter.store.cards import card_total, stored_cards
from gridcenter.store.clock_ledgers import incident_total, stored_incidents
from gridcenter.store.engine import Store
from gridcenter.store.population_tasks import stored_tasks, task_total

INCIDENTS_AT_ONCE = 1000
CARDS_AT_ONCE = 1000
TASKS_AT_ONCE = 1000
CARD = "card"
"""Stands in the column of the clock for the reply clock of a card: the sequence is its id, the period its kind."""
TASK = "population_task"
"""Stands there for the clock of a population task: the sequence is its id, the period its rule."""
KEPT_DIFFERENCES = 1000
"""More of them stand in the report file only: memory stays the same however many there are."""
_RulesOf = Callable[[str, int], Rules]
REPORT_HEADING = (
    "number",
    "clock",
    "sequence",
    "period",
    "field",
    "stored",
    "recomputed",
    "why",
    "explanation",
)


@dataclass(slots=True)
class Verified:
    """What was found; `kept` are the first differences, `years` those for which living clocks lack a notice."""

    incidents: int = 0
    clocks: int = 0
    without_clocks: int = 0
    differing_incidents: int = 0
    differences: int = 0
    cards: int = 0
    differing_cards: int = 0
    card_differences: int = 0
    """Of the `differences`, those of cards."""
    tasks: int = 0
    differing_tasks: int = 0
    task_differences: int = 0
    """Of the `differences`, those of population tasks."""
    kept: list[Difference] = field(default_factory=list)
    years: set[int] = field(default_factory=set)


def verify_clocks(
    store: Store,
    *,
    zone: tzinfo,
    progress: OnProgress,
    report: Path | None = None,
) -> Verified:
    """Compare every stored clock, and what its incident repeats of it, with its ledger; opens its own sessions.

    `report` gets one row per difference, with times of `zone`. Reading goes batch by batch, each seen as of one
    moment, so that desks go on working and memory does not grow with the store.

    Raises:
        WrongUse: The report's name ends in no format that can be written.
        BadInput: The report cannot be written.
        Cancelled: `progress` raised it; no report is left.
    """
    found = Verified()
    all_differences = _found(store, found, progress)
    if report is None:
        for _ in all_differences:
            pass
    else:
        write_table(
            report, REPORT_HEADING, (tuple(differing_values(one, zone).values()) for one in all_differences)
        )
    return found


def _found(store: Store, tally: Verified, progress: OnProgress) -> Iterator[Difference]:
    with store.read() as session:
        total = incident_total(session)
        calendar = _calendars(session)
    yield from _of_incidents(store, tally, progress, total, calendar)
    yield from _of_cards(store, tally, progress, calendar)
    yield from _of_tasks(store, tally, progress, calendar)


def _of_incidents(
    store: Store,
    tally: Verified,
    progress: OnProgress,
    total: int,
    calendar: Callable[[str], Calendar],
) -> Iterator[Difference]:
    rules = _rules_of(store)
    last = 0
    while batch := _batch(store, last):
        for incident in batch:
            yield from _checked(incident, tally, rules, calendar)
        last = batch[-1].id
        progress(Progress(tr("incidents"), tally.incidents, max(total, tally.incidents)))


def _of_cards(
    store: Store,
    tally: Verified,
    progress: OnProgress,
    calendar: Callable[[str], Calendar],
) -> Iterator[Difference]:
    yellow = card_rules().yellow_percent
    with store.read() as session:
        total = card_total(session)
    last = 0
    while batch := _card_batch(store, last):
        for card in batch:
            found = list(card_differences(card, yellow_percent=yellow, calendar=calendar))
            tally.cards += 1
            tally.differing_cards += bool(found)
            tally.card_differences += len(found)
            yield from (_tallied(one, tally) for one in found)
            if card.awaited and card.mode is ClockMode.WORKING:
                tally.years.update(calendar(card.calendar_key).missing_years(card.issued_at, card.due_at))
        last = batch[-1].id
        progress(Progress(tr("cards"), tally.cards, max(total, tally.cards)))


def _card_batch(store: Store, after: int) -> list[StoredCard]:
    with store.read() as session:
        return stored_cards(session, after=after, count=CARDS_AT_ONCE)


def _of_tasks(
    store: Store,
    tally: Verified,
    progress: OnProgress,
    calendar: Callable[[str], Calendar],
) -> Iterator[Difference]:
    with store.read() as session:
        total = task_total(session)
    last = 0
    while batch := _task_batch(store, last):
        for task in batch:
            found = list(task_differences(task, calendar=calendar))
            tally.tasks += 1
            tally.differing_tasks += bool(found)
            tally.task_differences += len(found)
            yield from (_tallied(one, tally) for one in found)
            if task.ended_at is None and task.mode == ClockMode.WORKING:
                years = calendar(task.calendar_key).missing_years(task.started_at, task.due_at)
                tally.years.update(years)
        last = batch[-1].id
        progress(Progress(tr("population tasks"), tally.tasks, max(total, tally.tasks)))


def _task_batch(store: Store, after: int) -> list[StoredTask]:
    with store.read() as session:
        return stored_tasks(session, after=after, count=TASKS_AT_ONCE)


def _tallied(one: Difference, tally: Verified) -> Difference:
    tally.differences += 1
    if len(tally.kept) < KEPT_DIFFERENCES:
        tally.kept.append(one)
    return one


def _batch(store: Store, after: int) -> list[StoredIncident]:
    with store.read() as session:
        return stored_incidents(session, after=after, count=INCIDENTS_AT_ONCE)


def _calendars(session: Session) -> Callable[[str], Calendar]:
    """Return a finder of calendars by the key of their edition."""
    known: dict[str, Calendar] = {key: calendar_edition(session, key) for key in calendar_keys(session)}
    known[CONTINUOUS_KEY] = CONTINUOUS
    return lambda key: known.get(key) or WorkingCalendar()


def _checked(
    incident: StoredIncident, tally: Verified, rules: _RulesOf, calendar: Callable[[str], Calendar]
) -> Iterator[Difference]:
    before = tally.differences
    for one in _differences(incident, rules, calendar):
        yield _tallied(one, tally)
    tally.incidents += 1
    tally.clocks += len(incident.clocks)
    tally.without_clocks += not incident.clocks
    tally.differing_incidents += tally.differences > before
    for clock in incident.clocks:
        if clock.ended_at is None and clock.mode is ClockMode.WORKING:
            tally.years.update(calendar(clock.calendar_key).missing_years(clock.started_at, clock.due_at))


def _differences(
    incident: StoredIncident, rules: _RulesOf, calendar: Callable[[str], Calendar]
) -> Iterator[Difference]:
    try:
        known = rules(incident.flow, incident.flow_version)
    except BadInput as refusal:
        yield Difference(incident.number, None, 0, "", "ledger", str(refusal), None, Why.BROKEN)
    else:
        yield from differences(incident, rules=known, calendar=calendar)


def _rules_of(store: Store) -> _RulesOf:
    """Return a finder of what a version of a flow says about clocks; asks the store once for each."""

    @cache
    def rules(key: str, number: int) -> Rules:
        with store.read() as session:
            template = flow_version(session, key, number)
        handling = (period.code for period in template.clocks if period.standard == "handle")
        return Rules(template.yellow_percent, frozenset(handling))

    return rules


def differing_values(one: Difference, zone: tzinfo) -> dict[str, Any]:
    """Return a difference for files and programs, by the names of `REPORT_HEADING`."""
    return {
        "number": one.number,
        "clock": one.kind.value if one.kind else CARD if one.of_card else TASK if one.of_task else "",
        "sequence": one.sequence if one.kind or one.of_card or one.of_task else "",
        "period": one.period,
        "field": one.field,
        "stored": _value_text(one.stored, zone),
        "recomputed": _value_text(one.recomputed, zone),
        "why": one.why.value,
        "explanation": why_text(one.why),
    }


def _value_text(value: Value, zone: tzinfo) -> str:
    """Return moments as ISO 8601 with the offset of `zone`."""
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
