"""The tables beside a resident's card: where the person lives and lived, who lives there too, and the own audit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.pages.residents_found import UncopiedTable
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel, hair
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import ElidedLabel, label
from gridcenter.domain.freshness import STALE_MARK, verified_words
from gridcenter.domain.people import AuditLine, Neighbour, PersonCard, ResidenceLine
from gridcenter.domain.record_items import Catalogue
from gridcenter.language import by_count, pick, tr
from gridcenter.services.own_deeds import deed_words, outcome_words

HOURLY_CALM = 30
"""Look-ups an hour after which the store slows an account down (`services.lookup.HOURLY_CALM`)."""

_LINES_FROM, _METER_FROM = 188, 120
_CAPTION = CellStyle("caption", "text.secondary")
_RIGHT = CellStyle("caption", "text.secondary", right=True)


def _span(line: ResidenceLine) -> str:
    since = f"{line.since:%Y-%m}" if line.since else "—"
    if line.until is None:
        return tr("{month} to now").format(month=since)
    return f"{since} — {line.until:%Y-%m}"


def _fresh(line: ResidenceLine) -> str:
    """Say whether a present residence is fresh, of a past one only that it is past."""
    if line.until is not None:
        return tr("past")
    return f"{STALE_MARK} {tr('stale')}" if line.stale else tr("present")


RESIDENCE_COLUMNS: tuple[Column[ResidenceLine], ...] = (
    Column("kind", lambda: tr("Kind"), lambda line: pick(line.kind), lambda line: line.kind.zh, 76),
    Column(
        "premises",
        lambda: tr("Premises"),
        lambda line: line.premises,
        lambda line: line.premises,
        0,
        CellStyle("caption", "text.link", middle=True),
    ),
    Column("span", lambda: tr("From – to"), _span, lambda line: line.since, 150, _CAPTION),
    Column(
        "state",
        lambda: "",
        lambda line: _fresh(line),
        lambda line: line.until,
        92,
        _RIGHT,
    ),
)

NEIGHBOUR_COLUMNS: tuple[Column[Neighbour], ...] = (
    Column("room", lambda: tr("Room"), lambda line: line.room, lambda line: line.room, 76),
    Column("name", lambda: tr("Name"), lambda line: line.name, lambda line: line.name, 0),
    Column("sex", lambda: tr("Sex"), lambda line: pick(line.sex), lambda line: line.sex.zh, 64, _CAPTION),
    Column("age", lambda: tr("Age"), lambda line: line.age_band, lambda line: line.age_band, 84, _CAPTION),
    Column("kind", lambda: tr("Kind"), lambda line: pick(line.kind), lambda line: line.kind.zh, 84, _CAPTION),
)


class ResidencePanel(Panel):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.model = LinesModel(RESIDENCE_COLUMNS, parent=self)
        self.table = UncopiedTable(theme, row_height="row.comfortable")
        self.table.setModel(self.model)
        self.table.set_widths(self.model.widths)
        self.table.show_header("table_header.compact")
        self.states = StateStack(theme, self.table)
        self.set_body(self.states)
        self.show_card(None)

    def set_narrow(self, narrow: bool, *, stacked: bool = False) -> None:
        """Leave out the last column, which the dates tell as well; under the card the kind, too."""
        widths = (1, 0, 118, 1) if stacked else (70, 0, 118, 1)
        self.table.set_widths(widths if narrow else self.model.widths)
        self.table.setColumnHidden(len(RESIDENCE_COLUMNS) - 1, narrow)
        self.table.setColumnHidden(0, narrow and stacked)

    def show_card(self, card: PersonCard | None) -> None:
        self.set_title(tr("Residences"), _residences_sub(card))
        rows = card.residences if card is not None else ()
        if not rows:
            # Before the rows go: a table that is hidden by then is not laid out for none.
            self._say_why(known=card is not None)
        self.model.show_rows(rows)
        if rows:
            self.states.show_content()
        else:
            self.table.verticalScrollBar().setValue(0)

    def _say_why(self, *, known: bool) -> None:
        if known:
            self.states.empty(tr("No residence is recorded"))
        else:
            self.states.empty(tr("Nobody is open"), tr("Where the person lives and has lived, with dates."))


def _residences_sub(card: PersonCard | None) -> str:
    here = next((line for line in card.residences if line.until is None), None) if card is not None else None
    return tr("history is kept") if here is None else verified_words(here.verified_on, stale=here.stale)


class NeighbourPanel(Panel):
    """Residents of the same entrance, masked; opening one of them needs a purpose of its own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.model = LinesModel(NEIGHBOUR_COLUMNS, parent=self)
        self.table = UncopiedTable(theme, row_height="row.compact")
        self.table.setModel(self.model)
        self.table.set_widths(self.model.widths)
        self.table.show_header("table_header.compact")
        self.foot = label("", "caption", tone="tertiary", wrap=True)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        self.foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(10))
        column.addWidget(self.foot)
        self.states = StateStack(theme, body)
        self.set_body(self.states)
        self.show_card(None)

    def set_narrow(self, narrow: bool, *, stacked: bool = False) -> None:
        """Give the name room; under the card there is none for the sex and how somebody lives there."""
        widths = (62, 0, 1, 62, 1) if stacked else (62, 0, 62, 58, 68)
        self.table.set_widths(widths if narrow else self.model.widths)
        for place in (2, 4):
            self.table.setColumnHidden(place, narrow and stacked)

    def show_card(self, card: PersonCard | None) -> None:
        found = card.neighbours if card is not None else None
        rows = found.rows if found is not None else ()
        self.foot.setText(tr("Names and ages are masked. Enter opens the list of the building."))
        if found is None or not rows:
            self._say_why(known=card is not None)
            self.model.show_rows(())
            self.table.verticalScrollBar().setValue(0)
            return
        self.model.show_rows(rows)
        words = by_count(found.total, tr("{n} of {total} resident"), tr("{n} of {total} residents"))
        if len(rows) == found.total:
            words = by_count(found.total, tr("{n} resident"), tr("{n} residents"))
        counted = words.format(n=len(rows), total=found.total)
        self.set_title(tr("Same building"), f"{found.place} · {counted}")
        self.states.show_content()
        shown = next((place for place, row in enumerate(rows) if row.shown), None)
        self.table.choose(shown)

    def _say_why(self, *, known: bool) -> None:
        self.set_title(tr("Same building"))
        if known:
            self.states.empty(tr("Nobody is recorded here"))
        else:
            self.states.empty(
                tr("Nobody is open"), tr("Who else lives in the same building, as a masked list.")
            )


class AuditPanel(Panel):
    """The account's own lines, and how many look-ups of this hour are used."""

    def __init__(
        self, theme: Theme, zone: tzinfo, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent=parent)
        self._zone = zone
        self._catalogue = catalogue
        self._today = ""
        self.model = LinesModel(self._columns(), parent=self)
        self.table = RowTable(theme, row_height="row.comfortable")
        self.table.setModel(self.model)
        self.table.set_widths(self.model.widths)
        self.states = StateStack(theme, self.table)
        self.states.setMinimumHeight(theme.px(64))
        self.meter = HourMeter(theme)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.states, 1)
        column.addWidget(hair())
        column.addWidget(self.meter)
        self.set_body(body)
        self.retranslate()

    def _columns(self) -> tuple[Column[AuditLine], ...]:
        return (
            Column("at", lambda: "", self._when, lambda line: line.at, 104, _CAPTION),
            Column("action", lambda: "", self._action, lambda line: line.action, 0, CellStyle("caption")),
            Column("outcome", lambda: "", outcome_words, lambda line: line.outcome, 114, _RIGHT),
        )

    def show_lines(self, lines: Sequence[AuditLine], *, now: datetime) -> None:
        self._today = f"{now.astimezone(self._zone):%Y-%m-%d}"
        self.model.show_rows(lines)
        self.meter.show()
        self._show_state()
        recent = sum(line.action == "lookup" and line.at > now - timedelta(hours=1) for line in lines)
        self.meter.tell(recent, HOURLY_CALM)

    def retranslate(self) -> None:
        self.set_title(tr("Own audit"), tr("written first, then shown"))
        self.model.retranslate()
        self._show_state()
        self.meter.retranslate()

    def fit(self, height: int) -> None:
        """Leave out the lines, then the panel, where the form above needs the room."""
        px = self.theme.px
        self.states.setVisible(height >= px(_LINES_FROM))
        self.setVisible(height >= px(_METER_FROM))

    def show_broken(self, sentence: str, retry: Callable[[], None]) -> None:
        """Say that the lines could not be read; how many look-ups are used is not known then either."""
        self.meter.hide()
        self.states.broken(tr("Not read"), sentence, retry)

    def _show_state(self) -> None:
        """Show the lines; before the first answer nothing is claimed."""
        if self.model.rows:
            self.states.show_content()
        elif self._today:
            self.states.empty(tr("No look-ups by you yet"))
        else:
            self.states.loading()

    def _when(self, line: AuditLine) -> str:
        """Return the time of day, with month and day when it was not today."""
        local = line.at.astimezone(self._zone)
        return f"{local:%H:%M:%S}" if f"{local:%Y-%m-%d}" == self._today else f"{local:%m-%d %H:%M}"

    def _action(self, line: AuditLine) -> str:
        return deed_words(line, self._catalogue)


class HourMeter(QWidget):
    """How much of the hour's calm quota is used: words, a painted bar, and what happens beyond."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._used, self._most = 0, HOURLY_CALM
        self._word = label("", "caption", tone="secondary")
        self._figure = label("", "caption")
        self._bar = _Bar(theme)
        self._beyond = ElidedLabel("", "caption", tone="tertiary")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(6))
        row = QHBoxLayout()
        row.addWidget(self._word, 1)
        row.addWidget(self._figure)
        column.addLayout(row)
        column.addWidget(self._bar)
        column.addWidget(self._beyond)

    def tell(self, used: int, most: int) -> None:
        self._used, self._most = used, most
        self.retranslate()
        self._bar.tell(used / most)

    def retranslate(self) -> None:
        self._word.setText(tr("Look-ups within the hour"))
        self._figure.setText(f"{self._used} / {self._most}")
        self._beyond.setText(tr("Beyond {n} they are slowed down.").format(n=self._most))


class _Bar(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self.setFixedHeight(theme.px(8))
        theme.changed.connect(self.update)

    def tell(self, share: float) -> None:
        self._share = min(share, 1.0)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("line.hair"))
        filled = QRectF(0, 0, self.width() * self._share, self.height())
        painter.fillRect(filled, self._theme.color("chart_bar"))
        painter.end()
