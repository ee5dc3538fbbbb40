"""Closed incidents that await their evaluation (综合评价) by the person served, for the clerk who calls back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtWidgets import QWidget

from gridcenter.desktop.awaiting_list import AwaitingList, Lines
from gridcenter.desktop.background import Background
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.theme import Theme
from gridcenter.domain.evaluations import Awaited
from gridcenter.domain.incidents import QueueRow
from gridcenter.language import by_count, listed, pick, tr


class EvaluationDesk(AwaitingList):
    """The newest closing first: whoever was served still remembers it."""

    key = "Ctrl+Shift+E"
    found_by = "evaluate evaluation satisfaction call back closed 综合评价 回访 评价 满意 已结案"

    def __init__(
        self,
        window: QWidget,
        ask: Callable[[int], Awaited],
        background: Background,
        theme: Theme,
        live: LiveFeed | None = None,
        *,
        zone: tzinfo,
    ) -> None:
        super().__init__(window, ask, background, theme, live)
        self._zone = zone

    def title(self) -> str:
        return tr("Closed incidents that await evaluation")

    def lines(self, answer: Awaited) -> Lines:
        rows = [(row.id, _line(row, self._zone)) for row in answer.rows]
        return Lines(
            rows, _nothing(answer), _note(answer), whole=len(rows) >= answer.count and not answer.more
        )


def _note(found: Awaited) -> str:
    if found.more:
        words = tr("More than {n}, closed in the last {days} days, the newest first.")
    else:
        words = by_count(
            found.count,
            tr("{n}, closed in the last {days} days."),
            tr("{n}, closed in the last {days} days, the newest first."),
        )
    return words.format(n=found.count, days=found.days)


def _nothing(found: Awaited) -> str:
    if found.count or not found.evaluators:
        return ""
    return tr(
        "Nothing closed in the last {days} days awaits your evaluation. Evaluating is for: {roles}"
    ).format(days=found.days, roles=listed(pick(role) for role in found.evaluators))


def _line(row: QueueRow, zone: tzinfo) -> str:
    about = tr("{number} · {category} · {place}").format(
        number=row.number, category=pick(row.category), place=pick(row.grid) or pick(row.community)
    )
    if row.closed_at is None:
        return about
    closed = tr("closed {time}").format(time=f"{row.closed_at.astimezone(zone):%m-%d %H:%M}")
    return "\n".join((about, " · ".join(part for part in (closed, pick(row.unit)) if part)))
