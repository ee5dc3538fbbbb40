"""Administration: the store as this desk sees it, the account, and how this desk looks."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QGridLayout, QLabel, QWidget

from gridcenter import __version__
from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_look import LookSwitch
from gridcenter.desktop.live_feed import FeedState, LiveFeed
from gridcenter.desktop.ports import DeskPorts, StoreFacts
from gridcenter.desktop.role_words import role_word
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, label, set_button_text
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.errors import Refusal
from gridcenter.domain.indicators import thousands
from gridcenter.language import pick, tr


class FactList(QWidget):
    """Pairs of word and value; values can be selected and copied."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setHorizontalSpacing(theme.px(24))
        self._form.setVerticalSpacing(theme.px(12))
        self._values: list[tuple[QLabel, QLabel]] = []

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while len(self._values) < len(facts):
            pair = label("", "body", tone="secondary"), label("", "body_strong", selectable=True, wrap=True)
            self._form.addRow(*pair)
            self._values.append(pair)
        for (word, value), (left, right) in zip(facts, self._values, strict=False):
            left.setText(word)
            right.setText(value)


class AdministrationPage(QWidget):
    """What an operator reads out when the administrator asks; it changes nothing but the look of this desk."""

    def __init__(
        self,
        ports: DeskPorts,
        background: Background,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        live: LiveFeed,
        look: LookSwitch,
        zone: ZoneInfo,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ports = ports
        self._background = background
        self._theme = theme
        self._live = live
        self._look = look
        self._zone = zone
        self._facts: StoreFacts | None = None
        self.store, self.account, self.desk, self.keyboard = (FactList(theme) for _ in range(4))
        self.panels = [Panel(theme) for _ in range(4)]
        self.states = StateStack(theme, self.store)
        self.preferences = button("")
        self._build()
        live.state_changed.connect(self._state_changed)
        self.preferences.clicked.connect(look.show_preferences)
        self.retranslate()
        self._ask()

    def _build(self) -> None:
        px = self._theme.px
        bodies = (self.states, self.account, self.desk, self.keyboard)
        for panel, body in zip(self.panels, bodies, strict=True):
            panel.set_body(body, padded=True)
        self.panels[2].header_right.addWidget(self.preferences)
        self.preferences.setProperty("kind", "compact")
        grid = QGridLayout(self)
        grid.setContentsMargins(px(16), px(16), px(16), px(16))
        grid.setSpacing(px(16))
        for place, panel in enumerate(self.panels):
            grid.addWidget(panel, place // 2, place % 2)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(2, 1)

    def _ask(self) -> None:
        self.states.loading()
        self._background.read(self, self._ports.questions.facts, self._take, self._refused, topic="facts")

    def _take(self, facts: StoreFacts) -> None:
        self._facts = facts
        self.states.show_content()
        self._show()

    def _refused(self, refusal: Refusal) -> None:
        self.states.broken(tr("The store did not answer"), str(refusal), self._ask)

    def apply_board(self, _board: Board, _change: BoardChange | None, _chosen: Filter, _now: object) -> None:
        if self.isVisible():
            self._show()

    def _state_changed(self, _state: FeedState) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        facts, state, actor = self._facts, self._live.state, self._ports.actor
        connected = (
            tr("connected") if state.connected else tr("not connected, attempt {n}").format(n=state.attempt)
        )
        as_of = f"{state.as_of.astimezone(self._zone):%Y-%m-%d %H:%M:%S}" if state.as_of else "—"
        title = pick(facts.title) if facts is not None else "—"
        synthetic = (
            tr("demo data, all synthetic") if facts is not None and facts.synthetic else tr("real data")
        )
        self.store.show_facts(
            [
                (tr("District"), title),
                (tr("Data"), synthetic),
                (tr("Live feed"), connected),
                (tr("Store time of the last answer"), as_of),
                (tr("Newest change"), thousands(state.change_number)),
                (tr("Open incidents on this desk"), thousands(len(self._live.board.rows))),
                (tr("Last problem"), state.problem or tr("none")),
            ]
        )
        self.account.show_facts(
            [
                (tr("Name"), actor.name),
                (tr("Login"), actor.login),
                (tr("Role"), role_word(actor.role)),
                (tr("Area that may be seen"), actor.area or tr("everywhere")),
            ]
        )
        self.desk.show_facts(
            [
                (tr("Version"), __version__),
                (tr("Theme"), tr("Dark theme") if self._theme.dark else tr("Light theme")),
                (tr("Size of text and panels"), f"{self._theme.look.scale:.0%}"),
                (tr("Time zone of the district"), self._zone.key),
            ]
        )

        self.keyboard.show_facts(_keys())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        titles = (
            (tr("Store"), tr("as this desk sees it")),
            (tr("Account"), ""),
            (tr("This desk"), ""),
            (tr("Keyboard"), tr("everything can be reached without a mouse")),
        )
        for panel, (title, sub) in zip(self.panels, titles, strict=True):
            panel.set_title(title, sub)
        set_button_text(self.preferences, tr("Preferences…"))
        self._show()

    def apply_theme(self) -> None:
        self._show()


def _keys() -> list[tuple[str, str]]:
    return [
        ("Ctrl+K", tr("find and do anything")),
        ("Ctrl+1 … Ctrl+7", tr("the pages of the rail")),
        ("Ctrl+I", tr("look up a resident")),
        ("J  K  Enter", tr("move in a list, open")),
        ("Ctrl+C", tr("copy rows, they paste as columns")),
        ("Esc", tr("take back the newest filter")),
        ("F5", tr("reconnect to the store now")),
        ("F11", tr("full screen")),
    ]
