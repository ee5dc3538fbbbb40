"""The flows of the store in a window of their own: which version is in force, what it says, playing and switching."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gridcenter.desktop.background import Background
from gridcenter.desktop.flow_ports import FlowPorts, Played
from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.errors import Refusal
from gridcenter.domain.flow_words import flow_lines, simulation_lines
from gridcenter.domain.indicators import thousands
from gridcenter.domain.own_flows import FlowState, FlowVersion
from gridcenter.language import by_count, pick, tr

_WIDTHS = (0, 64, 84, 132, 110, 76)
_YIELDS = (0, 0, 0, 2, 1, 3)
_SMALL = CellStyle("caption", "text.secondary")


_Known = tuple[Sequence[FlowVersion], str]
"""The versions, and why this account changes none; empty when it may."""


class FlowsWindow(QDialog):
    """Enter shows a version, S plays it through, O switches it on, X goes back; the reason is typed below the list.

    N puts a file in as a new version, which somebody else switches on.
    """

    def __init__(
        self,
        ports: FlowPorts,
        background: Background,
        theme: Theme,
        *,
        zone: ZoneInfo,
        parent: QWidget | None | None,
    ) -> None:
        super().__init__(parent)
        self._ports = ports
        self._background = background
        self._theme = theme
        self._zone = zone
        self.model = LinesModel(_columns(zone), lambda one: f"{one.key} {one.number}", self)
        self.table = RowTable(theme, parent=self)
        self.text = QPlainTextEdit()
        self.reason = QLineEdit()
        self.files: QFileDialog | None = None
        self._refusal: str | None = None
        """Why this account changes nothing; None until the store has said so."""
        self.put, self.play, self.on, self.off, self.leave = (
            button(words)
            for words in (
                tr("Put in a file… (N)"),
                tr("Play through (S)"),
                tr("Switch on (O)"),
                tr("Go back (X)"),
                tr("Close"),
            )
        )
        for part in (self.put, self.play, self.on, self.off, self.reason):
            part.setEnabled(False)
        self.said = label("", "caption", tone="secondary", wrap=True, selectable=True)
        self._build()
        self._connect()
        self.say(tr("Loading…"))
        self.ask()

    def _build(self) -> None:
        px = self._theme.px
        self.setWindowTitle(tr("Flows"))
        self.resize(px(960), px(720))
        self.table.setModel(self.model)
        self.table.horizontalHeader().show()
        self.table.set_widths(_WIDTHS, _YIELDS)
        self.table.setAccessibleName(tr("Versions of flows"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(self._theme.font("body"))
        self.text.setAccessibleName(tr("What the version says"))
        self.reason.setPlaceholderText(tr("Why it is switched"))
        self.reason.setAccessibleName(tr("Why it is switched"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(10))
        column.addWidget(label(tr("Flows"), "title"))
        column.addWidget(self.table, 1)
        column.addWidget(self.text, 1)
        column.addWidget(self.said)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for part in (self.reason, self.put, self.play, self.on, self.off, self.leave):
            row.addWidget(part, part is self.reason)
        column.addLayout(row)

    def _connect(self) -> None:
        self.table.chosen.connect(self._show_chosen)
        self.table.opened.connect(self._show_chosen)
        self.put.clicked.connect(self.choose_file)
        self.play.clicked.connect(self.play_through)
        self.on.clicked.connect(self.switch_on)
        self.off.clicked.connect(self.switch_off)
        self.leave.clicked.connect(self.reject)
        for shown in (self.table, self.text):
            shown.installEventFilter(self)
        for part in (self.put, self.play, self.on, self.off, self.leave):
            part.setAutoDefault(False)

    def ask(self) -> None:
        """Read the versions again; the chosen one stays chosen."""
        self._background.read(self, self._read, self._take, self._refused, topic="versions")

    def _read(self) -> _Known:
        """Runs on a worker."""
        return self._ports.versions(), self._ports.change_refusal()

    def _take(self, known: _Known) -> None:
        versions, self._refusal = known
        self.model.show_rows(versions)
        if self.chosen is None and versions:
            self.table.choose(f"{versions[0].key} {versions[0].number}")
        self._show_chosen()

    @property
    def chosen(self) -> FlowVersion | None:
        key = self.table.current_id()
        return next((one for one in self.model.rows if f"{one.key} {one.number}" == key), None)

    def _show_chosen(self, _key: object = None) -> None:
        one = self.chosen
        if one is None:
            return
        self.text.setPlainText("\n".join(flow_lines(one.template)))
        self.say(self._refusal or _standing(one))
        may = self._refusal == ""
        self.play.setEnabled(not self._ports.refusal)
        self.put.setEnabled(may)
        self.on.setEnabled(may and one.state is not FlowState.ON)
        self.off.setEnabled(may and one.state is FlowState.ON and one.put_at is not None)
        self.reason.setEnabled(may)

    def play_through(self) -> None:
        one = self.chosen
        if one is not None and self.play.isEnabled():
            self._do(partial(self._ports.simulate, one.key, one.number), self._show_played)

    def _show_played(self, played: Played) -> None:
        steps, refusal = played
        self.ask_then(
            "\n".join(simulation_lines(steps, self._zone)),
            refusal or tr("Played through to an end: it can be switched on now."),
        )

    def choose_file(self) -> None:
        """Ask for a file of a flow; what is wrong with it is told here, and nothing is kept of it."""
        if not self.put.isEnabled():
            return
        self.files = file_dialog(self, tr("Put in a flow"), str(Path.home()), self._put_in)
        self.files.setNameFilters([f"{tr('Flows')} (*.yaml *.yml)", f"{tr('All files')} (*)"])
        self.files.open()

    def _put_in(self, name: str) -> None:
        self._do(partial(self._ports.put, Path(name)), self._put_done)

    def _put_done(self, made: tuple[str, int]) -> None:
        key, number = made
        sentence = tr(
            "Version {number} of the flow “{flow}” is a draft: play it through (S), then somebody else switches it on."
        )
        self.ask_then("", sentence.format(number=number, flow=key), choose=f"{key} {number}")

    def ask_then(self, text: str, sentence: str, *, choose: str = "") -> None:
        """Read the versions again and show this text and sentence about the chosen one, or the one to `choose`."""

        def shown(known: _Known) -> None:
            self._take(known)
            if choose:
                self.table.choose(choose)
                self.table.setFocus()
            self.text.setPlainText(text or self.text.toPlainText())
            self.say(sentence)

        self._background.read(self, self._read, shown, self._refused, topic="versions")

    def switch_on(self) -> None:
        one = self.chosen
        if one is None or not self.on.isEnabled():
            return
        said = self.reason.text()
        self._do(partial(self._ports.switch_on, one.key, one.number, said), self._switched)

    def switch_off(self) -> None:
        one = self.chosen
        if one is not None and self.off.isEnabled():
            self._do(partial(self._ports.switch_off, one.key, self.reason.text()), self._gone_back)

    def _switched(self, staying: int) -> None:
        self.reason.clear()
        sentence = by_count(
            staying,
            tr("In force for new incidents. {n} open one stays under the version it was reported under."),
            tr("In force for new incidents. {n} open ones stay under the version they were reported under."),
        )
        self.ask_then("", sentence.format(n=thousands(staying)))

    def _gone_back(self, number: int) -> None:
        self.reason.clear()
        self.ask_then(
            "",
            tr("Version {number} is in force again.").format(number=number) if number else tr("It is off."),
        )

    def _do(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._background.write(self, work, done, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        """Say why; the typed reason stays."""
        self.say("\n".join([str(refusal), *getattr(refusal, "flaws", ())]))

    def say(self, sentence: str) -> None:
        self.said.setText(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the letters from the list, which would search with them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            deeds = {
                Qt.Key.Key_N: self.choose_file,
                Qt.Key.Key_S: self.play_through,
                Qt.Key.Key_O: self.switch_on,
                Qt.Key.Key_X: self.switch_off,
            }
            deed = deeds.get(Qt.Key(event.key()))
            if deed is not None:
                deed()
                return True
        return super().eventFilter(watched, event)


def _standing(one: FlowVersion) -> str:
    """Say how many incidents are under the version, and what is missing before it can be switched on."""
    open_ones = by_count(
        one.open_incidents,
        tr("{n} open incident is under this version."),
        tr("{n} open incidents are under this version."),
    ).format(n=thousands(one.open_incidents))
    if one.state is FlowState.ON or one.put_at is None:
        return open_ones
    if one.simulated is None:
        return open_ones + " " + tr("It was not played through yet.")
    if one.state is FlowState.DRAFT:
        return open_ones + " " + tr("It was played through; what is open stays under its own version.")
    return open_ones


def _columns(zone: ZoneInfo) -> tuple[Column[FlowVersion], ...]:
    words: dict[FlowState, Callable[[], str]] = {
        FlowState.DRAFT: lambda: tr("draft"),
        FlowState.ON: lambda: tr("in force"),
        FlowState.RETIRED: lambda: tr("retired"),
    }

    def since(one: FlowVersion) -> str:
        moment = one.on.at if one.on else one.put_at
        return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else tr("with the program")

    def who(one: FlowVersion) -> str:
        return one.on.who if one.on else one.putter

    return (
        Column("flow", lambda: tr("Flow"), lambda one: pick(one.template.name), lambda one: one.key),
        Column("number", lambda: tr("Version"), lambda one: str(one.number), lambda one: one.number),
        Column("state", lambda: tr("State"), lambda one: words[one.state](), lambda one: one.state.value),
        Column("since", lambda: tr("Since"), since, since, style=_SMALL),
        Column("who", lambda: tr("Who"), who, who, style=_SMALL),
        Column(
            "open",
            lambda: tr("Open"),
            lambda one: thousands(one.open_incidents),
            lambda one: one.open_incidents,
            style=CellStyle("caption", "text.secondary", right=True),
        ),
    )
