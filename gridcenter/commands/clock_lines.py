"""One clock in the terminal: its limit, its stretches one by one, and their sum; as text or as JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any

from rich.console import Console
from rich.table import Table

from gridcenter.domain.clock_words import clock_title, missing_years_text, state_text
from gridcenter.domain.clocks import WorkingLine, ground_text, standing_deadline
from gridcenter.domain.incidents import ClockView
from gridcenter.domain.lights import LIGHT_NAMES
from gridcenter.domain.queue import MINUS
from gridcenter.language import pick, tr


def print_clock(console: Console, clock: ClockView, now: datetime, zone: tzinfo) -> None:
    """Write the clock as the desk's panel does: title, one line per stretch, and how the sum stands to the limit."""
    console.print(f"\n{_title(clock, now, zone)}", style="bold", markup=False)
    table = Table(box=None, padding=(0, 2, 0, 2))
    for title in (tr("From"), tr("To"), tr("State"), tr("Ground")):
        table.add_column(title)
    for title in (tr("Counted"), tr("Sum")):
        table.add_column(title, justify="right")
    for line in clock.lines(clock.ended_at or now):
        table.add_row(*_cells(line, zone))
    console.print(table)
    for sentence in (_sum(clock, now), missing_years_text(clock.missing_years()), _doubt(clock, zone)):
        if sentence:
            console.print(f"  {sentence}", markup=False)


def _title(clock: ClockView, now: datetime, zone: tzinfo) -> str:
    return tr("{clock} · {name} · limit {limit} · due {due} · {light}").format(
        clock=clock_title(clock.kind),
        name=pick(clock.unit) or pick(clock.name),
        limit=_limit(clock),
        due=_when(clock.due_at, zone),
        light=_standing(clock, now),
    )


def _limit(clock: ClockView) -> str:
    """Return the limit as stated and in minutes, which an extension has changed alone."""
    minutes = tr("{n} min").format(n=clock.limit_minutes)
    return clock.limit.text if clock.limit.text == minutes else f"{clock.limit.text} = {minutes}"


def _standing(clock: ClockView, now: datetime) -> str:
    if clock.ended_at is not None:
        return tr("in time") if clock.ended_at < clock.due_at else tr("late")
    return pick(LIGHT_NAMES[clock.light(now)])


def _cells(line: WorkingLine, zone: tzinfo) -> tuple[str, ...]:
    return (
        _when(line.start, zone),
        _when(line.end, zone),
        state_text(line.state),
        ground_text(line),
        f"+{line.minutes}" if line.minutes else "0",
        str(line.total),
    )


def _sum(clock: ClockView, now: datetime) -> str:
    used = clock.used(clock.ended_at or now)
    over = used - clock.limit_minutes
    if over >= 0:
        return tr("{used} {minus} {limit} = {n} min overdue").format(
            used=used, minus=MINUS, limit=clock.limit_minutes, n=over
        )
    return tr("{limit} {minus} {used} = {n} min left").format(
        used=used, minus=MINUS, limit=clock.limit_minutes, n=-over
    )


def _doubt(clock: ClockView, zone: tzinfo) -> str:
    """Say what the ledger gives where the stored deadline is another."""
    found = standing_deadline(
        clock.calendar, clock.limit_minutes, clock.segments, yellow_percent=clock.yellow_percent
    )
    if found.due_at == clock.due_at:
        return ""
    return tr("The ledger gives {time}: see gridcenter clocks verify.").format(time=_when(found.due_at, zone))


def _when(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def clock_json(clock: ClockView, now: datetime, zone: tzinfo) -> dict[str, Any]:
    """Return the clock for programs: moments as ISO 8601 with the offset of `zone`."""

    def iso(moment: datetime | None) -> str | None:
        return moment.astimezone(zone).isoformat() if moment else None

    until = clock.ended_at or now
    found = standing_deadline(
        clock.calendar, clock.limit_minutes, clock.segments, yellow_percent=clock.yellow_percent
    )
    return {
        "kind": clock.kind.value,
        "name": pick(clock.name),
        "unit": pick(clock.unit),
        "limit": clock.limit.text,
        "limit_minutes": clock.limit_minutes,
        "mode": clock.mode.value,
        "started_at": iso(clock.started_at),
        "due_at": iso(clock.due_at),
        "yellow_at": iso(clock.yellow_at),
        "ended_at": iso(clock.ended_at),
        "paused": clock.paused,
        "light": clock.light(now).value,
        "used_minutes": clock.used(until),
        "recomputed": {
            "due_at": iso(found.due_at),
            "yellow_at": iso(found.yellow_at),
            "paused": found.paused,
        },
        "missing_years": list(clock.missing_years()),
        "lines": [_line_json(line, iso) for line in clock.lines(until)],
    }


def _line_json(line: WorkingLine, iso: Callable[[datetime | None], str | None]) -> dict[str, Any]:
    return {
        "from": iso(line.start),
        "to": iso(line.end),
        "state": line.state.value,
        "ground": ground_text(line),
        "minutes": line.minutes,
        "total": line.total,
    }
