"""Trying rules on the changes of a month that is past: what they would have made, and for whom; nothing is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.masking import age_band
from gridcenter.domain.names import Name
from gridcenter.domain.people import NOT_LOOKING_UP, Actor
from gridcenter.domain.places import within
from gridcenter.domain.population_changes import Fact, PersonState, birth_ranges, facts
from gridcenter.domain.population_rules import PopulationRules, RuledChange
from gridcenter.domain.population_tasks import MaskedChange, Trial, UnitLoad
from gridcenter.domain.rechecks import Month, read_month
from gridcenter.language import tr
from gridcenter.services.masked_persons import masked_persons
from gridcenter.services.population_detection import Clock, ruled, wished_tasks
from gridcenter.services.population_rules import population_rules
from gridcenter.services.population_tasks import NewTask
from gridcenter.services.progress import OnProgress, Progress, unwatched
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store, store_time
from gridcenter.store.population import (
    Wanted,
    extent,
    known_units,
    named_places,
    person_states,
    recorded_changes,
)

PORTION = 2000
SAMPLE = 10
_Found = tuple[PersonState, Fact, RuledChange]
_NOBODY = Name("无对应单位", "no such unit")


def try_rules(
    store: Store,
    *,
    month: str,
    by: Actor,
    rules: PopulationRules | None = None,
    code: str = "",
    clock: Clock = store_time,
    progress: OnProgress = unwatched,
) -> Trial:
    """Return what rules, or the one rule `code` among them, would have made of a month's changes in the actor's area.

    Without `rules` those in force are tried. Opens its own transactions; all it writes is the audit line of the masked
    sample.

    Raises:
        BadInput: The month is none or lies ahead, or there is no such rule.
        RuleBroken: Not by this role.
        Cancelled: `progress` raised it.
    """
    if by.role not in population_rules().triers or by.role in NOT_LOOKING_UP:
        raise RuleBroken(tr("your role does not try rules of population tasks"))
    wanted, tried = read_month(month), _chosen(rules or population_rules(), code)
    with store.read() as session:
        zone = ZoneInfo(working_calendar(session).zone)
        today = clock(session).astimezone(zone).date()
        if wanted.first > today:
            raise BadInput(tr("{month} lies ahead: try a month that has begun").format(month=wanted.text))
        last = min(_last(wanted), today)
        found = list(_changes(session, tried, wanted.first, last, by.area, progress))
        trial, covered = _told(session, tried, found, wanted, (last - wanted.first).days + 1)
    return replace(trial, sample=_sample(store, covered, trial, by))


def _chosen(rules: PopulationRules, code: str) -> PopulationRules:
    if not code:
        return rules
    if code not in rules.rules:
        sentence = tr("there is no rule “{code}”: name one of {known}, or a file")
        raise BadInput(sentence.format(code=code, known=", ".join(rules.rules)))
    return replace(rules, rules={code: rules.rules[code]})


def _last(month: Month) -> date:
    following = month.first.replace(day=28) + timedelta(days=4)
    return following.replace(day=1) - timedelta(days=1)


def _changes(
    session: Session, rules: PopulationRules, first: date, last: date, area: str, progress: OnProgress
) -> Iterator[_Found]:
    """Yield the changes of these days: dated ones by the registers, others where they stand recorded."""
    births = tuple(birth_ranges(rules.ages, first, last))
    wanted = Wanted(first, last, births=births, recorded=True, area=area)
    total, after = extent(session).last_person_id, 0
    while states := person_states(session, wanted, after=after, limit=PORTION):
        recorded = recorded_changes(session, states)
        for state in states:
            days = {one.key: one.day for one in recorded[state.id]}
            for fact in facts(state, ages=rules.ages, newborn_days=rules.newborn_days, today=last):
                sure = fact.day is not None and not fact.only_new
                day = fact.day if sure else days.get(fact.key)
                if day is not None and first <= day <= last and _inside(fact, area):
                    yield state, fact, ruled(state, fact, day)
        after = states[-1].id
        progress(Progress(tr("residents"), after, total))


def _inside(fact: Fact, area: str) -> bool:
    return within(fact.community_code, area) or bool(fact.grid_code and within(fact.grid_code, area))


def _told(
    session: Session, rules: PopulationRules, found: list[_Found], month: Month, days: int
) -> tuple[Trial, list[_Found]]:
    units = known_units(session)
    tasks: list[tuple[date, NewTask]] = []
    covered: list[_Found] = []
    for one in found:
        made = wished_tasks(rules, rules.rules.values(), one[2], units, key=0)
        tasks += [(one[2].day, task) for task in made]
        if made:
            covered.append(one)
    nobody = sum(task.unit is None for _, task in tasks)
    trial = Trial(month.text, days, len(found), len(covered), len(tasks), nobody, _loads(tasks), sample=())
    return trial, covered


def _loads(tasks: list[tuple[date, NewTask]]) -> tuple[UnitLoad, ...]:
    by_work: defaultdict[tuple[int, str, int], list[tuple[date, NewTask]]] = defaultdict(list)
    for day, task in tasks:
        unit = task.unit.id if task.unit is not None else 0
        by_work[unit, task.rule, task.task.serial].append((day, task))
    return tuple(_load(group) for _, group in sorted(by_work.items()))


def _load(group: list[tuple[date, NewTask]]) -> UnitLoad:
    one = group[0][1]
    days = Counter(day for day, _ in group)
    busiest = min(days, key=lambda day: (-days[day], day))
    unit = one.unit.name if one.unit is not None else _NOBODY
    return UnitLoad(unit, one.rule, one.task.what, len(group), days[busiest], busiest)


def _sample(store: Store, covered: list[_Found], trial: Trial, by: Actor) -> tuple[MaskedChange, ...]:
    """Mask some of the changes, spread over the month."""
    covered = sorted(covered, key=lambda one: (one[2].day, one[0].id, one[1].key))
    chosen = covered[:: max(1, -(-len(covered) // SAMPLE))][:SAMPLE]
    if not chosen:
        return ()
    ground = tr("trial of population rules, {month}").format(month=trial.month)
    with store.read() as session:
        names = named_places(session, {change.place for *_, change in chosen})
    masked = masked_persons(store, [state.id for state, *_ in chosen], ground=ground, by=by)
    return tuple(
        MaskedChange(
            fact.kind,
            fact.ref,
            change.day,
            names.get(change.place, Name("")),
            masked[state.id].name,
            masked[state.id].sex,
            age_band(state.birth, change.day) if state.birth is not None else "",
        )
        for state, fact, change in chosen
        if state.id in masked
    )
