"""Beside the form: which unit the responsibility list would propose for the report in hand, and on what ground."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.errors import Refusal
from gridcenter.language import pick, tr
from gridcenter.services.incident_draft import IncidentDraft
from gridcenter.services.unit_preview import UnitPreview

_PAUSE_MS = 150
_RULED_SHOWN = 2


class UnitPanel(Panel):
    """Follows category, place and channel; it only tells: whoever dispatches names the unit. GUI thread only."""

    def __init__(
        self,
        ask: Callable[[IncidentDraft], UnitPreview | None],
        background: Background,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self._ask_store = ask
        self._background = background
        self._draft: IncidentDraft | None = None
        self._asked: object = None
        self._found: UnitPreview | None = None
        self._problem = ""
        self.name = label("", "body_strong", wrap=True)
        self.ground = label("", "caption", tone="secondary", wrap=True)
        self.ruled = label("", "caption", tone="secondary", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        body = QWidget()
        column = QVBoxLayout(body)
        px = theme.px
        column.setContentsMargins(px(16), px(8), px(16), px(12))
        column.setSpacing(px(4))
        for line in (self.name, self.ground, self.ruled):
            column.addWidget(line)
        self.set_body(body)
        self.retranslate()

    def follow(self, draft: IncidentDraft) -> None:
        """Ask anew when what routing looks at has changed; what is told of something else is taken back at once."""
        self._draft = draft
        subject = _subject(draft)
        if subject == self._asked:
            return
        self._asked, self._found, self._problem = subject, None, ""
        self._show()
        if subject is None:
            self._pause.stop()
        else:
            self._pause.start()

    def retranslate(self) -> None:
        self.set_title(tr("Who would be proposed"), tr("nothing is assigned yet"))
        self._show()

    def _ask(self) -> None:
        if self._draft is None or self._asked is None:
            return
        work = partial(self._ask_store, self._draft)
        taken, failed = partial(self._take, self._asked), partial(self._failed, self._asked)
        self._background.read(self, work, taken, failed, topic="unit preview")

    def _take(self, subject: object, found: UnitPreview | None) -> None:
        if subject == self._asked:
            self._found = found
            self._show()

    def _failed(self, subject: object, refusal: Refusal) -> None:
        """The form works without it; what was typed decides nothing here."""
        if subject == self._asked:
            self._problem = str(refusal)
            self._show()

    def _show(self) -> None:
        name, ground, ruled = self._words()
        for line, words in ((self.name, name), (self.ground, ground), (self.ruled, "\n".join(ruled))):
            line.setText(words)
            line.setVisible(bool(words))
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription("\n".join(part for part in (name, ground, *ruled) if part))

    def _words(self) -> tuple[str, str, list[str]]:
        if self._problem:
            return "", self._problem, []
        found = self._found
        if found is None:
            return "", tr("As soon as category and place are chosen, the unit stands here."), []
        ruled = [
            tr("Ruled before for {unit}: {ground}").format(unit=pick(one.unit), ground=one.ground(found.zone))
            for one in found.others[:_RULED_SHOWN]
        ]
        rule = found.routing.rule
        if rule is None:
            return "", _nothing(found), ruled
        same = found.routing.precedent_for(rule.unit_id)
        ground = rule.ground if same is None else f"{rule.ground}{tr('; ')}{same.ground(found.zone)}"
        return pick(rule.unit), ground, ruled


def _nothing(found: UnitPreview) -> str:
    if not found.listed:
        return tr("There is no responsibility list: whoever dispatches names the unit.")
    return tr("No line of the responsibility list fits: whoever dispatches names the unit.")


def _subject(draft: IncidentDraft) -> object:
    """Return what routing looks at; None while category or place is missing."""
    if not (draft.category_code and draft.community_code):
        return None
    place = (draft.grid_code, draft.community_code)
    return (draft.category_set, draft.category_code, *place, draft.source_code, draft.flow)
