"""All that the windows of this process say: shown, spoken, in a title, a model, a map or the clipboard."""

from __future__ import annotations

import json
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPlainTextEdit, QTextEdit, QWidget

from gridcenter.desktop.pictures import turn_until

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_ROWS = 400


def said_everywhere() -> list[str]:
    """Return all texts of all windows, hidden pages included; the pages of web views are asked for their document."""
    texts = [QGuiApplication.clipboard().text()]
    for widget in QApplication.allWidgets():
        texts += said_by(widget)
        for held in _held_by(widget):
            texts += _properties(held)
    for view in _web_views():
        texts.append(document_of(view))
        texts += (view.title(), view.url().toString())
    return [text for text in texts if text]


def _held_by(owner: QObject) -> Iterator[QObject]:
    """Yield the actions, models, shortcuts and the like below an object; widgets are visited by themselves."""
    for held in owner.children():
        if not isinstance(held, QWidget):
            yield held
            yield from _held_by(held)


def document_of(view: QWebEngineView) -> str:
    answers: list[object] = []
    view.page().runJavaScript(
        "document.documentElement.outerHTML + JSON.stringify(window.name)", 0, answers.append
    )
    assert turn_until(lambda: bool(answers))
    return str(answers[0] or "")


def _web_views() -> list[QWebEngineView]:
    return [one for one in QApplication.allWidgets() if isinstance(one, QWebEngineView)]


def said_by(widget: QWidget) -> Iterator[str]:
    """Return what one widget says, not what is in it."""
    yield from _properties(widget)
    yield from (_deep(value) for name, value in vars(widget).items() if not name.startswith("_ports"))
    if isinstance(widget, (QTextEdit, QPlainTextEdit)):
        yield widget.toPlainText()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _items(widget.model(), QModelIndex())


def _properties(held: QObject) -> Iterator[str]:
    meta = held.metaObject()
    for number in range(meta.propertyCount()):
        known = meta.property(number)
        if str(known.typeName()) == "QString":
            yield str(known.read(held))


def _deep(value: object) -> str:
    """Return the texts a widget paints from: plain values that it keeps, as far as they are texts or lists of them."""
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        return "\n".join(_deep(one) for one in [*value][:_ROWS])
    if isinstance(value, dict):
        return json.dumps([_deep(one) for one in value.values()], ensure_ascii=False)
    return ""


def _items(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(min(model.rowCount(parent), _ROWS)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (str(value) for role in _ROLES if isinstance(value := model.data(index, role), str))
            if column == 0 and model.rowCount(index):
                yield from _items(model, index)
