"""Pictures of the window's pages, and watching the feed for a while: for `screenshots` and for `make run` without a
display. Everything here runs on the GUI thread and lets the event loop turn while it waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_wall import WallWindow
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.theme import Scheme
from gridcenter.desktop.window import MainWindow
from gridcenter.domain.board import BoardChange
from gridcenter.domain.errors import BadInput, WrongUse, reason_of
from gridcenter.language import current_language, tr

LONGEST_WAIT_MS = 30_000
QUIET_MS = 700
_LOOK_AGAIN_MS = 50
WALL_PAGES = {"wall": "overview", "situation": "situation"}
"""Names of pictures that show a scene of the wall instead of a page of the desk."""


@dataclass(frozen=True, slots=True)
class LiveMinute:
    """What came in while the window was watched, and the pictures taken afterwards."""

    arrived: int
    changed: int
    closed: int
    still_open: int = 0
    pictures: tuple[Path, ...] = ()


def take_pictures(
    window: MainWindow,
    live: LiveFeed,
    background: Background,
    folder: Path,
    *,
    pages: Sequence[str],
    size: tuple[int, int],
    scheme: Scheme,
) -> list[Path]:
    """Show each page off-screen, wait until it is quiet, and write `PAGE-WIDTHxHEIGHT-THEME-LANGUAGE.png`.

    Raises:
        WrongUse: There is no page of this name.
        BadInput: The folder cannot be written.
    """
    unknown = sorted(set(pages) - set(window.entries))
    if unknown:
        raise WrongUse(
            tr("There is no page “{page}”. The pages are: {pages}.").format(
                page=unknown[0], pages=", ".join([*window.entries, *WALL_PAGES])
            )
        )
    _make_folder(folder)
    window.show()
    window.resize(*size)
    written = []
    for page in pages or tuple(window.entries):
        window.show_page(page)
        settle(window, live, background)
        written.append(_write_picture(window, folder, f"{page}-{size[0]}x{size[1]}-{scheme}"))
    return written


def split_pages(pages: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the pages of the desk and the scenes of the wall among the names asked for."""
    return [page for page in pages if page not in WALL_PAGES], [page for page in pages if page in WALL_PAGES]


def take_wall_pictures(
    wall: WallWindow,
    live: LiveFeed,
    background: Background,
    folder: Path,
    *,
    pages: Sequence[str],
    size: tuple[int, int],
) -> list[Path]:
    """Show each of these scenes off-screen as `take_pictures` does pages; a wall is always dark.

    Raises:
        BadInput: The folder cannot be written.
    """
    _make_folder(folder)
    wall.show()
    wall.resize(*size)
    written = []
    for page in pages:
        wall.show_scene(WALL_PAGES[page])
        settle(wall, live, background)
        written.append(_write_picture(wall, folder, f"{page}-{size[0]}x{size[1]}-dark"))
    return written


def _write_picture(window: QWidget, folder: Path, name: str) -> Path:
    path = folder / f"{name}-{current_language()}.png"
    if not window.grab().save(str(path)):
        raise BadInput(tr("The picture {path} cannot be written. Choose another folder.").format(path=path))
    return path


def settle(window: QWidget, live: LiveFeed, background: Background) -> None:
    """Wait until the board is read, no question is under way, and the maps have painted what they were told."""
    window.show()
    turn_until(lambda: live.state.as_of is not None)
    quiet = QDeadlineTimer(QUIET_MS)

    def calm() -> bool:
        if background.busy or any(
            not shown.at_rest for shown in window.findChildren(MapView) if shown.isVisible()
        ):
            quiet.setRemainingTime(QUIET_MS)
        return quiet.hasExpired()

    turn_until(calm)


def watch_live(live: LiveFeed, seconds: float) -> LiveMinute:
    """Let the feed run for `seconds` and count what it brought."""
    heard: list[BoardChange] = []
    live.board_changed.connect(heard.append)
    try:
        _turn(round(seconds * 1000))
    finally:
        live.board_changed.disconnect(heard.append)
    return LiveMinute(
        arrived=sum(len(change.arrived) for change in heard),
        changed=sum(len(change.changed) for change in heard),
        closed=sum(len(change.removed) for change in heard),
    )


def turn_until(reached: Callable[[], bool], *, longest_ms: int = LONGEST_WAIT_MS) -> bool:
    """Turn the event loop until `reached()` or the time is up; return whether it was reached."""
    limit = QDeadlineTimer(longest_ms)
    while not reached():
        if limit.hasExpired():
            return False
        _turn(_LOOK_AGAIN_MS)
    return True


def _turn(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            tr("The folder {path} cannot be made: {why}. Choose another one.").format(
                path=folder, why=reason_of(error)
            )
        ) from error
