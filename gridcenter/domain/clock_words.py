"""What clocks are called for people, at the desk and in the terminal alike."""

from __future__ import annotations

from collections.abc import Iterable

from gridcenter.domain.clocks import ClockKind, LineState
from gridcenter.language import listed, tr


def clock_title(kind: ClockKind) -> str:
    return {
        ClockKind.ACCEPT: tr("Receiving"),
        ClockKind.STEP: tr("Step"),
        ClockKind.WHOLE: tr("Whole case"),
        ClockKind.CO: tr("Co-handling"),
    }[kind]


def state_text(state: LineState) -> str:
    return {
        LineState.RUN: tr("runs"),
        LineState.PAUSED: tr("paused"),
        LineState.NOT_COUNTED: tr("not counted"),
    }[state]


def missing_years_text(years: Iterable[int]) -> str:
    """Say that a holiday notice is missing; empty where none is."""
    found = listed(str(year) for year in years)
    return tr("no holiday notice for {years}: counted by weekday").format(years=found) if found else ""
