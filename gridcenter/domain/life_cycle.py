"""The life-cycle of a person (生命历程) as it was recorded: nothing is inferred, and what is unknown has no line.

A date that is masked on the card is masked here, too. Where such an event would stand among the others tells when it
was, so that it comes before all that have a date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gridcenter.domain.names import Name


class LifeKind(StrEnum):
    """In the order in which events of one day stand."""

    BIRTH = "birth"
    MARRIAGE = "marriage"
    SCHOOL = "school"
    GRADUATION = "graduation"
    WORK = "work"
    WORK_END = "work_end"
    MOVE_OUT = "move_out"
    MOVE_IN = "move_in"
    RETIREMENT = "retirement"
    DEATH = "death"


LIFE_NAMES: dict[LifeKind, Name] = {
    LifeKind.BIRTH: Name("出生", "birth"),
    LifeKind.MARRIAGE: Name("结婚", "marriage"),
    LifeKind.SCHOOL: Name("入学", "enrolled"),
    LifeKind.GRADUATION: Name("毕业", "graduated"),
    LifeKind.WORK: Name("入职", "started work"),
    LifeKind.WORK_END: Name("离职", "left work"),
    LifeKind.MOVE_OUT: Name("迁出", "moved out"),
    LifeKind.MOVE_IN: Name("入住", "moved in"),
    LifeKind.RETIREMENT: Name("退休", "retirement"),
    LifeKind.DEATH: Name("死亡", "death"),
}

RECORDED_AS: dict[str, LifeKind] = {
    "birth_date": LifeKind.BIRTH,
    "married_on": LifeKind.MARRIAGE,
    "enrolled_on": LifeKind.SCHOOL,
    "graduated_on": LifeKind.GRADUATION,
    "hired_on": LifeKind.WORK,
    "retired_on": LifeKind.RETIREMENT,
}
"""Record items that tell the date of an event, by their keys in the catalogue."""

_ORDER = {kind: place for place, kind in enumerate(LifeKind)}


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """`day` is the date as it is shown, masked or as its source wrote it; `at` only where it may be known.

    `key` names the item behind which a masked date may be shown; empty where there is nothing to show.
    """

    kind: LifeKind
    at: date | None
    day: str
    detail: str
    source: str
    recorded_on: date | None
    masked: bool = False
    key: str = ""


def in_order(events: Iterable[LifeEvent]) -> tuple[LifeEvent, ...]:
    """Return birth first, then events whose date is masked or unreadable, then the others by date."""

    def rank(event: LifeEvent) -> tuple[bool, bool, date, int]:
        return (
            event.kind is not LifeKind.BIRTH,
            event.at is not None,
            event.at or date.min,
            _ORDER[event.kind],
        )

    return tuple(sorted(events, key=rank))


def recorded_day(text: str) -> date | None:
    """Return the day that a source wrote, None where it wrote something else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
