"""What the command palette finds: pages, actions, places of the district, incidents on the board."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_rail import RailItem
from gridcenter.domain.board import Board
from gridcenter.domain.places import DistrictMap
from gridcenter.language import pick, tr

_INCIDENTS = 20
_LONG_ENOUGH = 2


def incident_commands(board: Board, query: str, open_incident: Callable[[int], None]) -> Iterator[Command]:
    """Yield open incidents whose number or category contains what was typed, at most twenty."""
    wanted = query.strip().casefold()
    if len(wanted) < _LONG_ENOUGH:
        return
    found = 0
    for row in board.rows.values():
        names = f"{row.number} {row.category.zh} {row.category.en}"
        if wanted in names.casefold():
            title = f"{pick(row.category)} · {pick(row.grid) or pick(row.community)}"
            run = _call(open_incident, row.id)
            yield Command(title, tr("Incident"), run, more=names, key=row.number)
            found += 1
            if found == _INCIDENTS:
                return


class PlaceCommands:
    """Divisions and grids of the district, by name, pinyin or code."""

    def __init__(self, narrow_to: Callable[[str], None]) -> None:
        self._narrow_to = narrow_to
        self._places: tuple[tuple[str, str, str], ...] = ()

    def take(self, district: DistrictMap) -> None:
        areas = [(one.code, pick(one.name), "") for one in district.divisions]
        grids = [(grid.code, pick(grid.name), "grid") for grid in district.grids]
        self._places = (*areas, *grids)

    def commands(self, query: str) -> Iterable[Command]:
        if len(query.strip()) < _LONG_ENOUGH:
            return
        for code, name, kind in self._places:
            group = tr("Grid") if kind else tr("Area")
            yield Command(name, group, _call(self._narrow_to, code), more=code, key=code)


def page_commands(items: Sequence[RailItem], show: Callable[[str], None]) -> list[Command]:
    """Return a command per page in the rail's order; `more` holds the English key: both languages find it."""
    return [
        Command(
            item.word(),
            tr("Page"),
            _call(show, item.key),
            more=f"{item.key} {item.more}".strip(),
            key=f"Ctrl+{place}",
        )
        for place, item in enumerate(items, start=1)
    ]


def window_commands(full_screen: Callable[[], object], close: Callable[[], object]) -> list[Command]:
    """Return what can be done with the window itself; each has a key."""
    group = tr("Window")
    return [
        Command(tr("Full screen"), group, full_screen, "full screen", "F11"),
        Command(tr("Close the window"), group, close, "quit exit", "Ctrl+Q"),
    ]


def bind_key(widget: QWidget, keys: str, act: Callable[[], object]) -> None:
    """Let the keys act wherever the focus is in the widget's window."""
    action = QAction(widget)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _on=False: act())
    widget.addAction(action)


def bind_keys(widget: QWidget, commands: Iterable[Command]) -> None:
    """Let every command that has keys act by them, wherever the focus is in the widget's window."""
    for command in commands:
        if command.key:
            bind_key(widget, command.key, command.run)


Value = TypeVar("Value")


def _call(act: Callable[[Value], None], value: Value) -> Callable[[], None]:
    return lambda: act(value)
