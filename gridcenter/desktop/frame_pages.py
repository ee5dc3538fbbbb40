"""What the window may ask of a page beyond being a widget; a page answers what it can."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_rail import RailItem
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.people import LookupRequest
from gridcenter.domain.places import DistrictMap


def stands_behind(page: QWidget) -> bool:
    """Whether another page is in front: what happens meanwhile is told when this one comes to the front again."""
    return page.parentWidget() is not None and page.isHidden()


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page and how it is made; it is made when it is first shown, on the GUI thread."""

    item: RailItem
    build: Callable[[], QWidget]


@runtime_checkable
class FollowsBoard(Protocol):
    def apply_board(
        self, board: Board, change: BoardChange | None, chosen: Filter, now: datetime, /
    ) -> None: ...


@runtime_checkable
class ShowsFirstRows(FollowsBoard, Protocol):
    """Shows rows and counts nothing while the board is not whole; other pages are told when it is."""

    shows_first_rows: bool


@runtime_checkable
class FollowsSubjects(Protocol):
    def apply_subject(self, kind: str, /) -> None:
        """Take in that records of this kind (card, unit, category … or `ANYTHING`) were changed by somebody."""


@runtime_checkable
class FollowsTime(Protocol):
    def tick(self, now: datetime, /) -> None:
        """Let a second pass."""


@runtime_checkable
class ShowsDistrict(Protocol):
    def show_district(self, district: DistrictMap, /) -> None: ...


@runtime_checkable
class ShowsIncident(Protocol):
    def show_incident(self, incident_id: int, /) -> None: ...


@runtime_checkable
class NamesIncident(Protocol):
    def incident_on_show(self) -> int | None:
        """Return the id of the incident that the page shows."""
        ...


@runtime_checkable
class LooksUp(Protocol):
    def look_up(self, request: LookupRequest, /) -> None: ...


@runtime_checkable
class ShowsStale(Protocol):
    def show_stale(self, since: str, /) -> None:
        """Mark the data as old since this time of day; '' when they are live again."""


@runtime_checkable
class OffersCommands(Protocol):
    def commands(self) -> Iterable[Command]:
        """Return what can be done on the page just now, for the command palette; from memory."""
        ...


@runtime_checkable
class NamesKeys(Protocol):
    def keys(self) -> str:
        """Return the page's keys for the status bar."""
        ...


@runtime_checkable
class TakesFocus(Protocol):
    def take_keyboard(self) -> None:
        """Put the keyboard where the page's work starts."""


@runtime_checkable
class Styled(Protocol):
    def apply_theme(self) -> None:
        """Take over colours and sizes that the style sheet does not bring."""


class FramePart(Protocol):
    """Something of the frame beside the pages: it has a strip above the status bar, or none, and works on every page.

    Its signals `incident_wanted` and `notice` are answered as those of pages are.
    """

    @property
    def strip(self) -> QWidget | None: ...

    def start(self) -> None: ...

    def tick(self) -> None:
        """Let a second pass."""

    def dress_page(self, page: QWidget, /) -> None:
        """Add to a page that has just been made, where it has room for it."""

    def commands(self) -> Iterable[Command]: ...

    def retranslate(self) -> None: ...

    def stop(self) -> None:
        """The window is being closed."""
