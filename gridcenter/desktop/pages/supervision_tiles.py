"""The six figures above Supervision: lights, what turns red today, cards, units, parked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from gridcenter.desktop.widgets.kpi import Figure
from gridcenter.desktop.widgets.kpi_figures import red_figure, yellow_figure
from gridcenter.domain.cards import CardRow
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import thousands
from gridcenter.domain.lights import Light
from gridcenter.language import tr


def supervision_figures(
    rows: Sequence[QueueRow],
    lit: Mapping[Light, Sequence[QueueRow]],
    cards: Sequence[CardRow] | None,
    now: datetime,
    zone: ZoneInfo,
    *,
    units: int,
) -> tuple[Figure, ...]:
    """Return the figures in their order; `lit` are the rows by light, no `cards` have been read while they are None."""
    parked = len(lit.get(Light.GREY, ()))
    return (
        red_figure(lit.get(Light.RED, ()), None),
        yellow_figure(lit.get(Light.YELLOW, ()), now),
        Figure(
            tr("Turning red today"), thousands(_turning(rows, now, zone)), comparison=tr("if nothing is done")
        ),
        _card_figure(cards, now),
        Figure(tr("Units with red lights"), thousands(units), comparison=tr("press a unit to narrow")),
        Figure(tr("Parked"), thousands(parked), comparison=tr("their clocks stand still"), light=Light.GREY),
    )


def _turning(rows: Iterable[QueueRow], now: datetime, zone: ZoneInfo) -> int:
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    tonight = (midnight + timedelta(days=1)).astimezone(UTC)
    return sum(row.due_at is not None and not row.paused and now < row.due_at < tonight for row in rows)


def _card_figure(cards: Sequence[CardRow] | None, now: datetime) -> Figure:
    late = sum(card.light(now) is Light.RED for card in cards or ())
    return Figure(
        tr("Cards awaiting a reply"),
        "—" if cards is None else thousands(len(cards)),
        comparison=tr("{n} of them overdue").format(n=thousands(late)),
    )
