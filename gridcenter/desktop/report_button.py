"""The button that opens the form of a new incident."""

from __future__ import annotations

from gridcenter.desktop.widgets.speaking_button import SpeakingButton
from gridcenter.language import tr


class ReportButton(SpeakingButton):
    """Opens the form of a new incident."""

    def word(self) -> str:
        return tr("New incident")

    def tooltip(self) -> str:
        return tr("Report an incident: Ctrl+N, from every page")
