"""The window, and `screenshots`: the only commands that load Qt, and only once they run."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal, Protocol, cast

import typer

from gridcenter.commands.context import store_address, store_option, terminal
from gridcenter.commands.display import draw_off_screen, refuse_as_root, refuse_without_display
from gridcenter.commands.line import TaskCommand
from gridcenter.domain.errors import WrongUse
from gridcenter.language import Language, tr
from gridcenter.settings import load_settings

Theme = Literal["dark", "light"]
Profile = Literal["desk", "wall"]
_SIZE = re.compile(r"(\d{3,5})[x×](\d{3,5})")


class Opening(Protocol):
    """What `gridcenter.opening` offers to the command line: the window, begun before the program is loaded."""

    def run_window(
        self,
        address: str,
        *,
        profile: Profile,
        theme: Theme,
        account: str,
        time_zone: str,
        language_open: bool,
        volume: int,
        idle_minutes: int,
    ) -> int: ...


class WindowProgram(Protocol):
    """What `gridcenter.app` offers to the command line."""

    def take_screenshots(
        self,
        address: str,
        folder: Path,
        *,
        pages: Sequence[str],
        size: tuple[int, int],
        theme: Theme,
        account: str,
        time_zone: str,
    ) -> list[Path]: ...

    def run_off_screen(
        self, address: str, folder: Path, *, seconds: float, theme: Theme, account: str, time_zone: str
    ) -> LiveMinute: ...


class LiveMinute(Protocol):
    """What came over the live feed while the window ran off-screen, and the pictures made afterwards."""

    arrived: int
    changed: int
    closed: int
    still_open: int
    pictures: tuple[Path, ...]


def register(app: typer.Typer) -> None:
    app.command(
        "screenshots",
        cls=TaskCommand,
        help=tr("Write a picture of each page of the window, without showing it."),
    )(screenshots)

    app.command(
        "off-screen",
        cls=TaskCommand,
        hidden=True,
        help=tr("Run the window without a display, with live arrivals."),
    )(off_screen)


def show_window(store: str, profile: Profile, *, language_named: bool) -> int:
    """Open the window and return the program's exit status when the person closes it."""
    refuse_without_display()
    refuse_as_root()
    settings = load_settings()
    return _opening().run_window(
        store_address(store),
        profile=profile,
        theme=settings.theme,
        account=settings.account,
        time_zone=settings.time_zone,
        language_open=not language_named and settings.language == "system",
        volume=settings.tone_volume,
        idle_minutes=settings.lock_after_minutes,
    )


def screenshots(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", readable=False, help=tr("folder for the pictures"))
    ],
    pages: Annotated[
        str, typer.Option(metavar="NAMES", help=tr("names of pages with commas between; empty means all"))
    ] = "",
    size: Annotated[
        str, typer.Option(metavar="WxH", help=tr("width and height of the window in pixels"))
    ] = "1920x1080",
    theme: Annotated[Theme | None, typer.Option(help=tr("colours; the setting when left out"))] = None,
    lang: Annotated[Language | None, typer.Option(help=tr("language of the pages"))] = None,  # noqa: ARG001 - `cli.run` obeys it
    store: Annotated[str, store_option()] = "",
) -> None:
    size_wished, settings = parse_size(size), load_settings()
    refuse_as_root()
    draw_off_screen()
    written = _window_program().take_screenshots(
        store_address(store),
        folder,
        pages=[name.strip() for name in pages.split(",") if name.strip()],
        size=size_wished,
        theme=theme or settings.theme,
        account=settings.account,
        time_zone=settings.time_zone,
    )
    for path in written:
        terminal().print(str(path), markup=False)


def off_screen(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", readable=False, help=tr("folder for the pictures"))
    ],
    seconds: Annotated[
        float, typer.Option(min=1, max=86400, metavar="N", help=tr("how many seconds the window runs"))
    ] = 60.0,
    store: Annotated[str, store_option()] = "",
) -> None:
    address, settings = store_address(store), load_settings()
    refuse_as_root()
    draw_off_screen()
    with _arrivals(address):
        seen = _window_program().run_off_screen(
            address,
            folder,
            seconds=seconds,
            theme=settings.theme,
            account=settings.account,
            time_zone=settings.time_zone,
        )
    told = tr("{arrived} incidents arrived, {changed} changed, {closed} were closed; {n} are open now.")
    terminal().print(
        told.format(arrived=seen.arrived, changed=seen.changed, closed=seen.closed, n=seen.still_open),
        markup=False,
    )
    terminal().print(tr("Pictures: {names}").format(names=", ".join(map(str, seen.pictures))), markup=False)


@contextmanager
def _arrivals(address: str) -> Iterator[None]:
    """Let a second process report and move incidents meanwhile, as another desk would."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "gridcenter"]
    child = subprocess.Popen([*program, "demo", "--live", "--store", address])
    try:
        yield
    finally:
        child.terminate()
        child.wait(timeout=20)


def parse_size(text: str) -> tuple[int, int]:
    """Return width and height of a text such as 1920x1080.

    Raises:
        WrongUse: It is no such text, less than a desk's smallest screen or more than the largest wall.
    """
    match = _SIZE.fullmatch(text.strip().lower())
    size = (int(match[1]), int(match[2])) if match else (0, 0)
    if not (1024 <= size[0] <= 7680 and 640 <= size[1] <= 4320):
        sentence = tr(
            "“{text}” is no size of a window: write for example 1920x1080, at least 1024x640 and at most 7680x4320."
        )
        raise WrongUse(sentence.format(text=text))
    return size


def _opening() -> Opening:
    """Load of Qt only what begins the window; the rest of the program follows while the map's page starts."""
    return cast(Opening, import_module("gridcenter.opening"))


def _window_program() -> WindowProgram:
    """Load Qt now: the other commands answer faster and on machines without any display libraries."""
    return cast(WindowProgram, import_module("gridcenter.app"))
