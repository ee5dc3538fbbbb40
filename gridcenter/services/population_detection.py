"""Detecting population changes: one pass over the registers writes what they bear out and nobody has written yet.

A pass is a comparison and keeps no place: it may be run twice, stopped anywhere, or cut into portions, and the changes
and tasks are the same. Each portion has a transaction of its own, so that desks go on working.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.domain.population_changes import (
    Baseline,
    Difference,
    Fact,
    PersonState,
    Recorded,
    birth_ranges,
    differences,
    facts,
)
from gridcenter.domain.population_rules import (
    ChangeRule,
    KnownUnit,
    PopulationRules,
    RuledChange,
    unit_concerned,
)
from gridcenter.domain.population_tasks import Detected, InitialFill, Withdrawn
from gridcenter.language import tr
from gridcenter.services.population_rules import keep_rules, population_rules
from gridcenter.services.population_tasks import NewTask, end_withdrawn, write_tasks
from gridcenter.services.progress import OnProgress, Progress, unwatched
from gridcenter.services.recording import DONE
from gridcenter.services.whole_store import refuse_part
from gridcenter.store.announcing import note_change
from gridcenter.store.audit import AuditRow, append_entry, locked_chain_end
from gridcenter.store.bulk import insert_rows, take_ids
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import PopulationChange, PopulationPass
from gridcenter.store.population import (
    Extent,
    Wanted,
    baseline_of,
    changes_of_nobody,
    extent,
    known_units,
    lock_passes,
    newest_pass,
    parted_changes,
    person_states,
    recorded_changes,
    rows_above,
    withdraw_changes,
)
from gridcenter.store.population_tasks import done_before, open_tasks_of

POPULATION_PASS = "population_pass"
"""Action of the audit rows."""
PORTION = 1000
CHANGE_COLUMNS = (
    *("id", "person_id", "kind", "ref", "day", "day_known", "found_at", "source"),
    *("community_code", "grid_code", "initial", "replaces_id"),
)
Clock = Callable[[Session], datetime]


@dataclass
class _Pass:
    """What a pass works with, and what it has done so far."""

    rules: PopulationRules
    baseline: Baseline
    initial: bool
    extent: Extent
    day: date
    units: list[KnownUnit]
    calendar: WorkingCalendar
    persons: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def is_news(self, fact: Fact) -> bool:
        """A baseline leaves rows that came meanwhile to the next pass, which makes tasks of them."""
        there = self.extent
        before = Baseline(date.min, there.last_person_id, there.last_residence_id, there.last_item_id)
        return self.baseline.is_news(fact) and (not self.initial or fact.serial <= before.last(fact.row))

    @property
    def wanted(self) -> Wanted:
        first = self.baseline.horizon
        ages = birth_ranges(self.rules.ages, first, self.day)
        known = self.baseline
        return Wanted(
            first,
            above_person=known.last_person_id,
            above_residence=known.last_residence_id,
            above_item=known.last_item_id,
            births=tuple(ages),
            recorded=True,
        )


def detect_changes(
    store: Store,
    *,
    by: Actor,
    new_baseline: bool = False,
    accept_many: bool = False,
    portion: int = PORTION,
    clock: Clock = store_time,
    progress: OnProgress = unwatched,
) -> Detected:
    """Bring the recorded changes and their tasks up to date; opens its own transactions, one for each portion.

    The first pass over a filled register, and every one with `new_baseline`, takes what it finds as known: changes of
    the last days are recorded without tasks. `accept_many` says that many new rows are no initial fill.

    Raises:
        RuleBroken: Not by this role or area, or so many rows are new that it looks like an initial fill.
        BadInput: The rules have flaws.
        Cancelled: `progress` raised it; what was written holds, and the next pass finds the rest.
    """
    with store.begin() as session:
        refuse_detection(session, by)
        known = _begin(session, new_baseline=new_baseline, accept_many=accept_many, now=clock(session))
    last = 0
    while True:
        with store.begin() as session:
            lock_passes(session)
            states = person_states(session, known.wanted, after=last, limit=portion)
            _write(session, known, states, now=clock(session))
        known.persons += len(states)
        last = states[-1].id if states else known.extent.last_person_id
        progress(
            Progress(tr("residents"), min(last, known.extent.last_person_id), known.extent.last_person_id)
        )
        if len(states) < portion:
            break
    with store.begin() as session:
        lock_passes(session)
        return _finish(session, known, by=by, now=clock(session))


def detect_at_once(session: Session, *, by: Actor, now: datetime) -> Detected:
    """Do a whole pass in the caller's transaction; for a register nobody else works with, such as a demo's."""
    known, last = _begin(session, new_baseline=False, accept_many=False, now=now), 0
    while states := person_states(session, known.wanted, after=last, limit=PORTION):
        _write(session, known, states, now=now)
        known.persons, last = known.persons + len(states), states[-1].id
    return _finish(session, known, by=by, now=now)


def rows_waiting(session: Session, *, by: Actor) -> int:
    """Return how many rows came since the last pass, where the rules say that a pass is offered for so many; else 0.

    Raises:
        RuleBroken: Not by this role or area.
    """
    refuse_detection(session, by)
    before, offered = newest_pass(session), population_rules().offered_above
    new = rows_above(session, before) if before is not None else extent(session).persons
    return new if offered is not None and new > offered else 0


def refuse_detection(session: Session, by: Actor) -> None:
    """Refuse whoever may not detect changes: the pass looks at the whole register.

    Raises:
        RuleBroken: The sentence says why.
    """
    if by.role not in population_rules().detectors:
        raise RuleBroken(tr("your role does not detect population changes"))
    refuse_part(session, by)


def _begin(session: Session, *, new_baseline: bool, accept_many: bool, now: datetime) -> _Pass:
    lock_passes(session)
    rules, calendar = keep_rules(session, now=now), working_calendar(session)
    day, there = now.astimezone(ZoneInfo(calendar.zone)).date(), extent(session)
    standing = newest_pass(session, baseline=True)
    initial = new_baseline or standing is None or standing.last_person_id == 0
    if standing is None or initial:
        horizon = day - timedelta(days=rules.days_back)
        baseline = Baseline(horizon, there.last_person_id, there.last_residence_id, there.last_item_id)
    else:
        baseline = baseline_of(standing)
        if not accept_many:
            _refuse_flood(session, rules, there)
    return _Pass(rules, baseline, initial, there, day, known_units(session), calendar)


def _refuse_flood(session: Session, rules: PopulationRules, there: Extent) -> None:
    before = newest_pass(session)
    new = rows_above(session, before) if before is not None else 0
    flood = rules.flood
    if new > flood.above and new * 100 > (there.persons - min(new, there.persons)) * flood.percent:
        sentence = tr(
            "{n} rows are new since the last pass: this looks like an initial fill. Take them as known with "
            "--baseline, or make changes and tasks of all of them with --all."
        )
        raise InitialFill(sentence.format(n=f"{new:,}"), new)


def _write(session: Session, known: _Pass, states: Sequence[PersonState], *, now: datetime) -> None:
    recorded, parted = recorded_changes(session, states), parted_changes(session, states)
    rules = known.rules
    new: list[tuple[PersonState, Fact, Recorded | None]] = []
    gone: dict[str, list[int]] = {}
    for state in states:
        found = facts(state, ages=rules.ages, newborn_days=rules.newborn_days, today=known.day)
        difference = differences(found, recorded[state.id], known.is_news, parted[state.id])
        new += [(state, fact, before) for fact, before in difference.new]
        for why, change_id in _withdrawals(difference, state):
            gone.setdefault(why, []).append(change_id)
    for why, change_ids in gone.items():
        _withdraw(session, known, change_ids, why=why, now=now)
    _record(session, known, new, now=now)


def _withdrawals(difference: Difference, state: PersonState) -> Iterator[tuple[str, int]]:
    """Of a person as whom other rows are seen a change may come back once they are taken apart."""
    untrue = Withdrawn.MERGED if state.others else Withdrawn.UNTRUE
    corrected = {before.id: fact.key for fact, before in difference.new if before is not None}
    for one in difference.gone:
        same = corrected.get(one.id) == one.key or (one.id in corrected and not state.others)
        yield (Withdrawn.CORRECTED if same else untrue).value, one.id
    for one in difference.doubled:
        yield Withdrawn.MERGED.value, one.id


def _withdraw(session: Session, known: _Pass, change_ids: list[int], *, why: str, now: datetime) -> None:
    withdraw_changes(session, change_ids, why=why, now=now)
    end_withdrawn(session, open_tasks_of(session, change_ids), why=why, now=now)
    note_change(session, PopulationChange.change_kind)
    known.counts["withdrawn"] += len(change_ids)


def _record(
    session: Session,
    known: _Pass,
    new: Sequence[tuple[PersonState, Fact, Recorded | None]],
    *,
    now: datetime,
) -> None:
    if not new:
        return
    ids = take_ids(session, PopulationChange, len(new))
    rows = [
        (
            *(
                key,
                fact.person_id or state.id,
                fact.kind.value,
                fact.ref,
                fact.day or known.day,
                fact.day is not None,
                now,
            ),
            *(fact.source, fact.community_code, fact.grid_code, known.initial),
            before.id if before is not None else None,
        )
        for key, (state, fact, before) in zip(ids, new, strict=True)
    ]
    insert_rows(session, PopulationChange, CHANGE_COLUMNS, rows)
    tasks = [
        task
        for key, (state, fact, before) in zip(ids, new, strict=True)
        for task in _tasks(session, known, key, state, fact, before)
    ]
    write_tasks(session, tasks, rules=known.rules, calendar=known.calendar, now=now)
    note_change(session, PopulationChange.change_kind)
    known.counts["found"] += len(new)
    known.counts["tasks"] += len(tasks)
    known.counts["nobody"] += sum(task.unit is None for task in tasks)


def _tasks(
    session: Session, known: _Pass, key: int, state: PersonState, fact: Fact, before: Recorded | None
) -> list[NewTask]:
    """Return the tasks of a new change; who has completed his for the uncorrected one is not asked again."""
    late = fact.day is not None and (known.day - fact.day).days > known.rules.late_days
    if known.initial or late:
        return []
    done = done_before(session, before.id) if before is not None else set()
    change = ruled(state, fact, known.day)
    return [
        one
        for one in wished_tasks(known.rules, known.rules.rules.values(), change, known.units, key)
        if (one.rule, one.task.serial) not in done
    ]


def ruled(state: PersonState, fact: Fact, today: date) -> RuledChange:
    return RuledChange(
        fact.kind, fact.ref, fact.day or today, state.birth, state.sex, fact.grid_code or fact.community_code
    )


def wished_tasks(
    rules: PopulationRules,
    wanted: Iterable[ChangeRule],
    change: RuledChange,
    units: Sequence[KnownUnit],
    key: int,
) -> list[NewTask]:
    """Return what these rules make of a change that has the id `key`."""
    return [
        NewTask(key, rule.code, task, unit_concerned(rules, task.unit, change.place, units), change.place)
        for rule in wanted
        if rule.covers(change)
        for task in rule.tasks
    ]


def _finish(session: Session, known: _Pass, *, by: Actor, now: datetime) -> Detected:
    removed = changes_of_nobody(session)
    if removed:
        _withdraw(session, known, removed, why=Withdrawn.REMOVED.value, now=now)
    counts, baseline = known.counts, known.baseline
    session.add(
        PopulationPass(
            at=now,
            day=known.day,
            baseline=known.initial,
            horizon=baseline.horizon,
            last_person_id=known.extent.last_person_id,
            last_residence_id=known.extent.last_residence_id,
            last_item_id=known.extent.last_item_id,
            rules_version=known.rules.version,
            found=counts["found"],
            withdrawn=counts["withdrawn"],
            tasks=counts["tasks"],
            account_id=by.account_id,
            account=by.name,
        )
    )
    fields = f"found {counts['found']} withdrawn {counts['withdrawn']} tasks {counts['tasks']}"
    _audit(session, fields, by=by, now=now)
    return Detected(
        baseline=known.initial,
        persons=known.persons,
        found=counts["found"],
        withdrawn=counts["withdrawn"],
        tasks=counts["tasks"],
        nobody=counts["nobody"],
    )


def _audit(session: Session, fields: str, *, by: Actor, now: datetime) -> None:
    end = locked_chain_end(session, by.account_id)
    if end is None or not end.active:
        raise RuleBroken(tr("Detecting changes needs an active account: the audit needs a name."))
    line = AuditRow(
        now, by.account_id, POPULATION_PASS, DONE, purpose="", incident_number="", reason="", subject_hash=""
    )
    append_entry(session, end, line._replace(fields=fields))
