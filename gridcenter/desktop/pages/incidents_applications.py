"""The applications about the incident on show that await a decision: who asks for what, why, until when, since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gridcenter.desktop.role_words import role_word
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.adjustments import AdjustmentRow
from gridcenter.language import listed, pick, tr


class PendingApplications(QFrame):
    """One block for each application, above the moves; what can be done about it are moves of their own."""

    def __init__(
        self, theme: Theme, zone: tzinfo, rows: Sequence[AdjustmentRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("offer")
        self.setStyleSheet(f"QFrame#offer {{ background: {theme.hex('surface.stale')}; }}")
        self.words = [(application_title(row, zone), application_words(row, zone)) for row in rows]
        self.setAccessibleName(tr("Applications that await a decision"))
        self.setAccessibleDescription("\n".join(f"{title}\n{words}" for title, words in self.words))
        column = QVBoxLayout(self)
        px = theme.px
        column.setContentsMargins(px(16), px(10), px(16), px(10))
        column.setSpacing(px(2))
        for place, (title, words) in enumerate(self.words):
            if place:
                column.addSpacing(px(8))
            column.addWidget(label(title, "body_strong", tone="on_stale", wrap=True))
            column.addWidget(label(words, "caption", tone="on_stale", wrap=True))


def application_title(row: AdjustmentRow, zone: tzinfo) -> str:
    """Return what is asked for, and until when."""
    if row.until is None:
        return tr("Applied for: {move}").format(move=pick(row.move))
    moment = f"{row.until.astimezone(zone):%Y-%m-%d %H:%M}"
    return tr("Applied for: {move} until {time}").format(move=pick(row.move), time=moment)


def application_words(row: AdjustmentRow, zone: tzinfo) -> str:
    """Return who asks, since when, who decides, and why."""
    roles = listed(role_word(role) for role in sorted(row.approvers))
    asked = tr("{asked} · decided by: {roles}").format(asked=asked_by(row, zone), roles=roles)
    return "\n".join(part for part in (asked, row.reason) if part)


def asked_by(row: AdjustmentRow, zone: tzinfo) -> str:
    """Return who asks, and since when."""
    who = " ".join(part for part in (role_word(row.applicant_role), row.applicant) if part)
    if row.unit.zh:
        who = tr("{who}, {unit}").format(who=who, unit=pick(row.unit))
    return tr("{who} since {time}").format(who=who, time=f"{row.applied_at.astimezone(zone):%m-%d %H:%M}")


def awaits(row: AdjustmentRow, *, role: str, account_id: int) -> bool:
    """Tell whether this person may decide about the application: never about his own."""
    return row.pending and role in row.approvers and row.applicant_id != account_id
