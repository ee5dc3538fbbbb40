"""What the six tiles of the Overview say, counted from the same rows as map, queue and charts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from gridcenter.desktop.widgets.kpi import Figure
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import HOUR, TodayFigures, percent_text, thousands
from gridcenter.domain.lights import Light
from gridcenter.language import by_count, tr

SOON = timedelta(hours=2)
_NONE = "—"


def signed(number: int) -> str:
    """Return a difference with its sign: +12, −3, ±0."""
    return f"+{thousands(number)}" if number > 0 else thousands(number) if number else "±0"


def minutes_words(minutes: float | None) -> str:
    """Return a duration by the clock: 5 h 10 min, 19 h from ten hours on, 40 min."""
    if minutes is None:
        return _NONE
    hours, rest = divmod(round(minutes), HOUR)
    if hours >= 10:
        return tr("{n} h").format(n=round(minutes / HOUR))
    return tr("{h} h {m:02} min").format(h=hours, m=rest) if hours else tr("{m} min").format(m=rest)


def about(minutes: float | None) -> str:
    """Return a duration in one unit: hours from two hours on."""
    if minutes is None or minutes < 2 * HOUR:
        return minutes_words(minutes)
    return tr("{n} h").format(n=round(minutes / HOUR))


def turning_red(rows: Sequence[QueueRow], now: datetime) -> int:
    """Count rows that are not red yet but will be within two hours if nothing happens."""
    return sum(
        1 for row in rows if row.due_at is not None and not row.paused and now < row.due_at <= now + SOON
    )


def open_figure(rows: Sequence[QueueRow], grids: int, today: TodayFigures | None) -> Figure:
    against = ""
    if today is not None:
        against = tr("{n} on yesterday").format(n=signed(len(rows) - today.open_yesterday))
    reach = by_count(grids, tr("{n} grid"), tr("{n} grids")).format(n=thousands(grids)) if grids else ""
    comparison = " · ".join(part for part in (against, reach) if part)
    return Figure(tr("Open incidents"), thousands(len(rows)), comparison=comparison, brief=against)


def red_figure(red: Sequence[QueueRow], today: TodayFigures | None) -> Figure:
    """Count rows that are red."""
    holders = len({row.behind_id for row in red} - {None})
    units = by_count(holders, tr("{n} unit"), tr("{n} units")).format(n=holders)
    last = tr("{n} in the last hour").format(n=signed(today.red_last_hour)) if today is not None else ""
    comparison = " · ".join(part for part in (last, units) if part)
    return Figure(tr("Red lights"), thousands(len(red)), comparison=comparison, light=Light.RED, brief=last)


def yellow_figure(yellow: Sequence[QueueRow], now: datetime) -> Figure:
    """Count yellow rows, and beside them no others: more turning red than are yellow would read as a mistake."""
    turning = turning_red(yellow, now)
    comparison = by_count(
        turning, tr("{n} of them turns red within 2 hours"), tr("{n} of them turn red within 2 hours")
    ).format(n=turning)
    brief = tr("{n} red within 2 h").format(n=turning)
    return Figure(
        tr("Yellow lights"), thousands(len(yellow)), comparison=comparison, light=Light.YELLOW, brief=brief
    )


def reported_figure(today: TodayFigures | None) -> Figure:
    if today is None:
        return Figure(tr("Reported today"))
    median = f"{today.usual_reported:g}"
    usual = tr("four-week median {n} by now").format(n=median)
    brief = tr("usually {n} by now").format(n=median)
    return Figure(tr("Reported today"), thousands(today.reported), comparison=usual, brief=brief)


def closed_figure(today: TodayFigures | None) -> Figure:
    if today is None:
        return Figure(tr("Closed today"))
    comparison = tr("median {median} · 90% {p90}").format(
        median=minutes_words(today.median_close_minutes), p90=about(today.p90_close_minutes)
    )
    brief = tr("median {time}").format(time=minutes_words(today.median_close_minutes))
    return Figure(tr("Closed today"), thousands(today.closed), comparison=comparison, brief=brief)


def in_time_figure(today: TodayFigures | None) -> Figure:
    word = tr("In time today")
    if today is None:
        return Figure(word)
    if not today.due_today:
        return Figure(word, _NONE, comparison=tr("nothing was due yet"))
    percent = percent_text(100 * today.handled_in_time / today.due_today)
    parts = [f"{thousands(today.handled_in_time)} / {thousands(today.due_today)}"]
    if today.last_week_in_time_percent is not None:
        parts.append(tr("a week ago {p}%").format(p=f"{today.last_week_in_time_percent:.1f}"))
    return Figure(word, percent, "%", " · ".join(parts), brief=parts[0])
