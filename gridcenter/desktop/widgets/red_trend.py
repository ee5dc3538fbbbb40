"""The trend of the red board: one small column for each of the last days at this time of day, today's in ink."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from gridcenter.desktop.theme import Theme
from gridcenter.domain.red_history import RedDay

_GAP = 1
_HIGH = 22
_BEHIND, _ROOMY = 34, 84
"""Room for the difference to yesterday, and the width from which it stands there, px at 100 %."""


@dataclass(frozen=True, slots=True)
class RedTrend:
    """Counts of the days before today by unit, the oldest first; `whole` those of all units."""

    units: Mapping[int | None, tuple[int, ...]]
    whole: tuple[int, ...]

    @classmethod
    def of(cls, days: Sequence[RedDay]) -> RedTrend:
        past = days[:-1]
        units = {unit for day in past for unit in day.units}
        return cls(
            {unit: tuple(len(day.ids(unit)) for day in past) for unit in units},
            tuple(len(day.ids(None, whole=True)) for day in past),
        )

    def before(self, unit_id: int | None) -> tuple[int, ...]:
        return self.units.get(unit_id, (0,) * len(self.whole))


def difference(before: Sequence[int], today: int) -> str:
    """Say how many more or fewer there are than yesterday at this time; a sign is enough."""
    if not before:
        return ""
    more = today - before[-1]
    return f"+{more}" if more > 0 else f"−{-more}" if more else "="


def paint_trend(
    painter: QPainter, theme: Theme, box: QRectF, before: Sequence[int], today: int, *, highest: int = 0
) -> None:
    """Paint the columns from the left, and the difference to yesterday at the right where it has room.

    Nothing is painted before the past is known. All rows of a board share `highest`, so that they compare.
    """
    if not before:
        return
    counts = [*before, today]
    behind = theme.px(_BEHIND) if box.width() >= theme.px(_ROOMY) else 0
    width = box.width() - behind
    step = width / len(counts)
    top = max(highest, *counts, 1)
    foot = box.center().y() + theme.px(_HIGH) / 2
    for place, count in enumerate(counts):
        last = place == len(counts) - 1
        height = max(theme.px(_HIGH) * count / top, 1.0)
        colour = theme.color("text.primary" if last else "chart_ref" if count else "chart_grid")
        painter.fillRect(QRectF(box.left() + place * step, foot - height, step - _GAP, height), colour)
    if not behind:
        return
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.color("text.secondary"))
    right = QRectF(box.right() - behind, box.top(), behind, box.height())
    painter.drawText(
        right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, difference(before, today)
    )
