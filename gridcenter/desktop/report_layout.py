"""How the form of a new incident is laid out: its fields at the left, what is known of the matter at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import label

if TYPE_CHECKING:
    from gridcenter.desktop.report_form import ReportForm

_WIDTH, _HEIGHT, _AROUND = 1140, 656, 40
_FORM_WIDTH = 548


def arrange(form: ReportForm, theme: Theme, room: QSize) -> None:
    """Lay the form out in a window of this size; called once, when all its parts are made."""
    px = theme.px
    form.resize(min(px(_WIDTH), room.width() - px(_AROUND)), min(px(_HEIGHT), room.height() - px(_AROUND)))
    row = QHBoxLayout(form)
    row.setContentsMargins(px(20), px(16), px(20), px(16))
    row.setSpacing(px(20))
    fields = QWidget()
    fields.setFixedWidth(px(_FORM_WIDTH))
    column = QVBoxLayout(fields)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(4))
    column.addWidget(form.title)
    column.addWidget(form.offer)
    _add(form, theme, column, form.category, form.category_note)
    _add(form, theme, column, form.place)
    column.addWidget(form.place_note)
    _add(form, theme, column, form.address)
    _add(form, theme, column, form.description, stretch=1)
    column.addWidget(form.caller)
    column.addLayout(_small_fields(form, theme))
    column.addSpacing(px(4))
    column.addLayout(_marks(form, theme))
    column.addWidget(form.refusal)
    column.addSpacing(px(8))
    column.addLayout(_foot(form, theme))
    row.addWidget(fields)
    row.addLayout(_known(form, theme), 1)
    _order_foot(form)
    form.description.setTabChangesFocus(True)
    for strip in (form.refusal, form.category_note):
        strip.hide()
    form.show_flows(())


def _known(form: ReportForm, theme: Theme) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.px(8))
    column.addWidget(form.alike, 1)
    column.addWidget(form.unit)
    return column


def _add(
    form: ReportForm,
    theme: Theme,
    column: QVBoxLayout,
    editor: QWidget,
    note: QLabel | None = None,
    *,
    stretch: int = 0,
) -> None:
    caption = label("", "caption", tone="secondary")
    form.captions[editor] = caption
    column.addSpacing(theme.px(4))
    column.addWidget(caption)
    column.addWidget(editor, stretch)
    if note is not None:
        column.addWidget(note)


def _small_fields(form: ReportForm, theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(12))
    for editor in (form.source, form.severity, form.flow):
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        _add(form, theme, column, editor)
        row.addLayout(column, 1)
    return row


def _marks(form: ReportForm, theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    for mark in (form.urgent, form.vulnerable):
        mark.setCheckable(True)
        mark.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row.addWidget(mark)
    row.addStretch(1)
    return row


def _order_foot(form: ReportForm) -> None:
    """Let Tab come from the last field to reporting first, and to what throws away last of the form."""
    for before, after in ((form.vulnerable, form.send), (form.send, form.leave), (form.leave, form.fresh)):
        form.setTabOrder(before, after)


def _foot(form: ReportForm, theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    row.addWidget(form.fresh)
    row.addWidget(form.kept)
    row.addStretch(1)
    row.addWidget(form.leave)
    row.addWidget(form.send)
    return row
