"""Availability and capacity of units (置忙, 离岗, 任务上限): who may be given another task, and the sentence for who
may not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.domain.flow import UNIT_KINDS
from gridcenter.domain.joint import called_units
from gridcenter.domain.names import Name
from gridcenter.domain.people import NOT_REPORTING, Actor
from gridcenter.domain.places import within
from gridcenter.language import by_count, pick, tr

DESPITE = "despite_busy"
"""Input that a move takes only where the unit it names is busy, off duty or full: the reason to go ahead."""
DESPITE_NAME = Name("仍要指定的理由", "reason to go ahead all the same")
DUTY_SETTERS = frozenset({"dispatcher", "supervisor", "leader", "administrator"})
"""Roles that say for any unit how available it is; others may for their own."""
MOST_TASKS = 100_000


class Availability(StrEnum):
    FREE = "free"
    BUSY = "busy"
    OFF_DUTY = "off_duty"


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """How a unit stands: `held` are open incidents it has to handle, `owed` answers it owes as a unit called in.

    `until` is when it will be free again, where that was said; `capacity` None is no limit, `own_capacity` says that
    it was set for this unit and is not that of its kind.
    """

    unit_id: int
    unit: Name
    kind: str
    availability: Availability
    since: datetime | None
    until: datetime | None
    held: int
    owed: int
    capacity: int | None
    own_capacity: bool = False
    division_code: str = ""
    code: str = ""

    @property
    def tasks(self) -> int:
        return self.held + self.owed

    @property
    def full(self) -> bool:
        return self.capacity is not None and self.tasks >= self.capacity

    def state(self, now: datetime) -> Availability:
        """Return the availability; a time that was said and has passed makes the unit free again."""
        over = self.until is not None and self.until <= now
        return Availability.FREE if over else self.availability

    def engaged(self, now: datetime) -> bool:
        """Tell whether naming the unit needs a reason."""
        return self.full or self.state(now) is not Availability.FREE


@dataclass(frozen=True, slots=True)
class DutyEntry:
    """One line of a unit's history."""

    at: datetime
    availability: Availability
    until: datetime | None
    capacity: int | None
    reason: str
    setter: str


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A unit as the page of the units shows it: `said` is the newest line of its history."""

    load: UnitLoad
    said: DutyEntry | None


def working_units(*, holder: int | None, called_in: str, closed: bool, handled: bool) -> frozenset[int]:
    """Return the units that have something to do for an incident: whoever holds it until it is handled, and those
    called in that owe an answer; none once it is closed."""
    if closed:
        return frozenset()
    held = () if holder is None or handled else (holder,)
    return frozenset((*held, *called_units(called_in)))


def why_not_say(by: Actor, unit_id: int, *, place: str) -> str:
    """Return why this person cannot say how available the unit of this place is; empty when he can.

    A centre speaks for the units of its own area and for those above it, not for its neighbour's.
    """
    if by.unit_id == unit_id and by.role not in NOT_REPORTING:
        return ""
    if by.role not in DUTY_SETTERS:
        return tr("only the centre and the unit itself say how available it is")
    if within(place, by.area) or within(by.area, place):
        return ""
    return tr("this unit belongs to another area: its centre says how available it is")


def availability_text(one: Availability) -> str:
    return {
        Availability.FREE: tr("free"),
        Availability.BUSY: tr("busy"),
        Availability.OFF_DUTY: tr("off duty"),
    }[one]


def unit_kind_text(kind: str) -> str:
    return {
        "department": tr("department"),
        "street": tr("street"),
        "community": tr("community"),
        "grid_team": tr("grid team"),
        "company": tr("company"),
        "volunteers": tr("volunteers"),
    }.get(kind, kind)


def load_text(load: UnitLoad, now: datetime) -> str:
    """Say briefly how available a unit is and how many tasks it has, of how many."""
    tasks = str(load.tasks) if load.capacity is None else f"{load.tasks}/{load.capacity}"
    return tr("{availability} · tasks {tasks}").format(
        availability=tr("full") if _only_full(load, now) else availability_text(load.state(now)), tasks=tasks
    )


def state_text(load: UnitLoad, now: datetime, zone: tzinfo) -> str:
    """Say in a few words whether the unit may simply be named, and until when it may not."""
    if _only_full(load, now):
        return tr("full")
    state = load.state(now)
    if state is Availability.FREE or load.until is None:
        return availability_text(state)
    return tr("{availability} until {time}").format(
        availability=availability_text(state), time=_moment(load.until, zone)
    )


def _engaged_words(tasks: int, *, off: bool) -> str:
    if off:
        one = tr("{unit} is off duty since {since}, with {n} open task")
        return by_count(tasks, one, tr("{unit} is off duty since {since}, with {n} open tasks"))
    one = tr("{unit} is busy since {since}, with {n} open task")
    return by_count(tasks, one, tr("{unit} is busy since {since}, with {n} open tasks"))


def busy_sentence(load: UnitLoad, now: datetime, zone: tzinfo) -> str:
    """Say why the unit is not simply named, since when and with how many tasks; empty where it may be."""
    if not load.engaged(now):
        return ""
    unit = pick(load.unit)
    if _only_full(load, now):
        said = by_count(
            load.tasks,
            tr("{unit} is full: it has {n} open task and may hold {most}"),
            tr("{unit} is full: it has {n} open tasks and may hold {most}"),
        )
        return said.format(unit=unit, n=load.tasks, most=load.capacity)
    said = _engaged_words(load.tasks, off=load.state(now) is Availability.OFF_DUTY)
    sentence = said.format(unit=unit, since=_moment(load.since, zone), n=load.tasks)
    if load.until is None:
        return sentence
    return tr("{sentence}, until {until}").format(sentence=sentence, until=_moment(load.until, zone))


def read_capacities(raw: Mapping[str, Any]) -> dict[str, int]:
    """Read how many tasks units of a kind may hold; a kind left out has no limit.

    Raises:
        BadInput: A kind is unknown, or a number is none.
    """
    found: dict[str, int] = {}
    for kind, most in (raw.get("capacity") or {}).items():
        if kind not in UNIT_KINDS:
            raise BadInput(tr("there is no kind of unit “{kind}”").format(kind=kind))
        found[kind] = checked_capacity(most)
    return found


def checked_capacity(most: object) -> int:
    """Return a number of tasks.

    Raises:
        BadInput: It is no whole number from 0 on, or absurdly large.
    """
    if isinstance(most, bool) or not isinstance(most, int) or not 0 <= most <= MOST_TASKS:
        raise BadInput(
            tr("“{most}” is no number of tasks: write a whole number from 0 to {top}").format(
                most=most, top=MOST_TASKS
            )
        )
    return most


def _only_full(load: UnitLoad, now: datetime) -> bool:
    return load.full and load.state(now) is Availability.FREE


def _moment(moment: datetime | None, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%m-%d %H:%M}" if moment else "—"
