"""Lights (灯: 绿 黄 红 灰 黑): computed from a clock, never stored, never issued by a person."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from gridcenter.domain.names import Name


class Light(StrEnum):
    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"
    BLACK = "black"


LIGHT_NAMES: dict[Light, Name] = {
    Light.RED: Name("超时", "overdue"),
    Light.YELLOW: Name("将到期", "due soon"),
    Light.GREEN: Name("正常", "on time"),
    Light.GREY: Name("挂账", "parked"),
    Light.BLACK: Name("迟结", "closed late"),
}


def light_of(
    *,
    due_at: datetime | None,
    yellow_at: datetime | None,
    paused: bool,
    ended_at: datetime | None,
    now: datetime,
) -> Light:
    """Return the light of a clock at `now`.

    Half-open: the clock is red from the very moment it is due, so a limit ending at 18:00 is red at 18:00.
    A clock without a deadline stays green; an ended one is black when it ended at or after its deadline.
    """
    if ended_at is not None:
        return Light.BLACK if due_at is not None and ended_at >= due_at else Light.GREEN
    if paused:
        return Light.GREY
    if due_at is not None and now >= due_at:
        return Light.RED
    if yellow_at is not None and now >= yellow_at:
        return Light.YELLOW
    return Light.GREEN
