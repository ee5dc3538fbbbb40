"""What awaits the decision of the person at this desk: applications, what has waited longest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo

from PySide6.QtWidgets import QWidget

from gridcenter.desktop.awaiting_list import AwaitingList, Lines
from gridcenter.desktop.background import Background
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.pages.incidents_applications import application_title, asked_by, awaits
from gridcenter.desktop.theme import Theme
from gridcenter.domain.adjustments import AdjustmentRow
from gridcenter.domain.people import Actor
from gridcenter.language import pick, tr


class AwaitingDesk(AwaitingList):
    """Only what this person may decide about: nobody decides about his own application."""

    key = "Ctrl+Shift+A"
    found_by = "approve approval application decision 审批 批准 申请 待批"

    def __init__(
        self,
        window: QWidget,
        ask: Callable[[], Sequence[AdjustmentRow]],
        actor: Actor,
        background: Background,
        theme: Theme,
        live: LiveFeed | None = None,
        *,
        zone: tzinfo,
    ) -> None:
        super().__init__(window, lambda _most: ask(), background, theme, live)
        self._actor, self._zone = actor, zone

    def title(self) -> str:
        return tr("Applications that await your decision")

    def lines(self, answer: Sequence[AdjustmentRow]) -> Lines:
        actor = self._actor
        mine = [row for row in answer if awaits(row, role=actor.role, account_id=actor.account_id)]
        return Lines(
            [(row.incident_id, _line(row, self._zone)) for row in mine], tr("Nothing awaits your decision.")
        )


def _line(row: AdjustmentRow, zone: tzinfo) -> str:
    about = tr("{number} · {category} · {place}").format(
        number=row.incident_number, category=pick(row.category), place=pick(row.place)
    )
    return "\n".join(
        part for part in (application_title(row, zone), about, asked_by(row, zone), row.reason) if part
    )
