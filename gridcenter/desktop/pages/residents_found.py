"""The list that a search for residents gives: masked, at most fifty, opened with Enter."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel, hair
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.freshness import STALE_MARK
from gridcenter.domain.people_search import FOUND_AT_MOST, FoundPerson, PeopleFound
from gridcenter.language import by_count, pick, tr

_CAPTION = CellStyle("caption", "text.secondary")
_NOTHING = "—"


def _fresh(line: FoundPerson) -> str:
    """Say when the person was last verified; what is stale says so by its mark, too."""
    day = line.verified_on.isoformat() if line.verified_on is not None else tr("not verified")
    return f"{STALE_MARK} {day}" if line.stale else day


def _found_by(line: FoundPerson) -> str:
    """Say which value of another source fits where nothing that the row shows does."""
    by = line.found_by
    if by is None:
        return ""
    found = tr("found by {field}: {value}").format(field=pick(by.label), value=by.value)
    return " · ".join(filter(None, (found, by.source)))


FOUND_COLUMNS: tuple[Column[FoundPerson], ...] = (
    Column("name", lambda: tr("Name"), lambda line: line.name, lambda line: line.name, 120),
    Column("sex", lambda: tr("Sex"), lambda line: pick(line.sex), lambda line: line.sex.zh, 72, _CAPTION),
    Column(
        "age",
        lambda: tr("Age"),
        lambda line: line.age_band or _NOTHING,
        lambda line: line.age_band,
        72,
        _CAPTION,
    ),
    Column(
        "number",
        lambda: tr("ID number"),
        lambda line: line.id_number[-8:] or _NOTHING,
        lambda line: line.id_number,
        96,
        _CAPTION,
    ),
    Column(
        "address",
        lambda: tr("Address"),
        lambda line: line.address or _NOTHING,
        lambda line: line.address,
        second=_found_by,
    ),
    Column(
        "fresh", lambda: tr("Last verified"), _fresh, lambda line: line.verified_on or date.min, 116, _CAPTION
    ),
    Column(
        "grid", lambda: tr("Grid"), lambda line: pick(line.grid), lambda line: line.grid.zh, 200, _CAPTION
    ),
)


class FoundPanel(Panel):
    """`chosen` carries the id of the person to open."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.found: PeopleFound | None = None
        self.model = LinesModel(FOUND_COLUMNS, key=lambda line: line.person_id, parent=self)
        self.table = UncopiedTable(theme, row_height="row.briefing")
        self.table.setModel(self.model)
        self.table.set_widths(self.model.widths, (0, 3, 4, 0, 0, 2, 1))
        self.table.show_header("table_header.normal")
        self.foot = label("", "caption", tone="tertiary", wrap=True)
        self.foot.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(hair())
        column.addWidget(self.foot)
        self.states = StateStack(theme, body)
        self.set_body(self.states)
        self.setMinimumWidth(theme.px(520))
        self.table.opened.connect(self._open)
        self.retranslate()

    def show_found(self, found: PeopleFound) -> None:
        self.found = found
        self.model.show_rows(found.rows)
        self.retranslate()
        if found.rows:
            self.states.show_content()
            self.table.choose(found.rows[0].person_id)
        else:
            self.states.empty(
                tr("Nobody in your area is found by this"),
                tr(
                    "The question stands in the audit. Try a part of the name, its pinyin, or the whole number."
                ),
            )

    def forget(self) -> None:
        self.found = None
        self.model.show_rows(())

    def retranslate(self) -> None:
        self.set_title(tr("Found"), self._counted())
        self.foot.setText(
            tr(
                "Enter opens the marked resident for the purpose and incident at the left: a look-up, audited as one."
            )
        )
        self.model.retranslate()

    def _counted(self) -> str:
        if self.found is None:
            return ""
        if self.found.more:
            return tr("more than {n}: narrow the search").format(n=FOUND_AT_MOST)
        count = len(self.found.rows)
        if not count:
            return tr("nobody")
        return by_count(count, tr("{n} resident, masked"), tr("{n} residents, masked")).format(n=count)

    def _open(self, key: object) -> None:
        if isinstance(key, int):
            self.chosen.emit(key)


class UncopiedTable(RowTable):
    """Rows about persons leave the screen only by a way that is audited, so they are not copied from here."""

    def copy_rows(self) -> None:
        """Leave the clipboard as it is."""
