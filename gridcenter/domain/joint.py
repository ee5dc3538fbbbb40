"""Joint handling (会办, 协办): units called in beside the lead (主办), each with what it owes and its own clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gridcenter.domain.names import Name
from gridcenter.language import tr


class Joint(StrEnum):
    """What a move of a flow does to joint handling: it calls a unit in, answers for one, or releases one."""

    CALL = "call"
    ANSWER = "answer"
    RELEASE = "release"


class Ending(StrEnum):
    """How a call ended; empty while the answer is owed."""

    OWED = ""
    ANSWERED = "answered"
    RELEASED = "released"
    INCIDENT_ENDED = "incident_ended"


@dataclass(frozen=True, slots=True)
class CoHandler:
    """One call of a unit: who called it and what for, and how it ended; `said` is the answer or the reason."""

    clock_id: int
    unit_id: int
    unit: Name
    called_at: datetime
    caller: str
    asked: str
    ending: Ending
    ended_at: datetime | None
    ender: str
    said: str

    @property
    def owes(self) -> bool:
        return self.ending is Ending.OWED


def ending_text(ending: Ending) -> str:
    return {
        Ending.OWED: tr("owes an answer"),
        Ending.ANSWERED: tr("answered"),
        Ending.RELEASED: tr("released"),
        Ending.INCIDENT_ENDED: tr("the incident ended"),
    }[ending]


def called_units(text: str) -> tuple[int, ...]:
    """Read the units that owe an answer as an incident repeats them."""
    return tuple(int(one) for one in text.split())


def called_text(units: Iterable[int]) -> str:
    """Write units as an incident repeats them: blanks around each, so that one of them can be searched."""
    words = " ".join(str(one) for one in sorted(set(units)))
    return f" {words} " if words else ""


def newest_calls(calls: Iterable[CoHandler]) -> list[CoHandler]:
    """Return the newest call of each unit, those that owe an answer first and among them the earliest."""
    newest = {one.unit_id: one for one in sorted(calls, key=lambda one: (one.called_at, one.clock_id))}
    return sorted(newest.values(), key=lambda one: (not one.owes, one.called_at, one.clock_id))
