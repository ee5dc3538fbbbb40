"""The window, and `screenshots`: the only commands that load Qt, and only once they run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal, Protocol, cast

import typer

from gridcenter.commands.context import store_address, store_help, terminal
from gridcenter.domain.errors import BadInput
from gridcenter.language import Language, tr
from gridcenter.settings import load_settings

Theme = Literal["dark", "light"]
Profile = Literal["desk", "wall"]
_SIZE = re.compile(r"(\d{3,5})[x×](\d{3,5})")


class WindowProgram(Protocol):
    """What `gridcenter.app` offers to the command line."""

    def run_window(
        self, address: str, *, profile: Profile, theme: Theme, account: str, time_zone: str
    ) -> int: ...

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


def register(app: typer.Typer) -> None:
    app.command("screenshots", help=tr("Write a picture of each page of the window, without showing it."))(
        screenshots
    )


def show_window(store: str, profile: Profile) -> int:
    """Open the window and return the program's exit status when the person closes it."""
    settings = load_settings()
    return _window_program().run_window(
        store_address(store),
        profile=profile,
        theme=settings.theme,
        account=settings.account,
        time_zone=settings.time_zone,
    )


def screenshots(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=tr("folder for the pictures"))],
    pages: Annotated[str, typer.Option(help=tr("names of pages with commas between; empty means all"))] = "",
    size: Annotated[str, typer.Option(help=tr("width and height of the window in pixels"))] = "1920x1080",
    theme: Annotated[Theme | None, typer.Option(help=tr("colours; the setting when left out"))] = None,
    lang: Annotated[Language | None, typer.Option(help=tr("language of the pages"))] = None,  # noqa: ARG001 - `cli.run` obeys it
    store: Annotated[str, typer.Option("--store", help=store_help())] = "",
) -> None:
    settings = load_settings()
    written = _window_program().take_screenshots(
        store_address(store),
        folder,
        pages=[name.strip() for name in pages.split(",") if name.strip()],
        size=parse_size(size),
        theme=theme or settings.theme,
        account=settings.account,
        time_zone=settings.time_zone,
    )
    for path in written:
        terminal().print(str(path), markup=False)


def parse_size(text: str) -> tuple[int, int]:
    """Return width and height of a text such as 1920x1080.

    Raises:
        BadInput: It is no such text, or less than a desk's smallest screen.
    """
    match = _SIZE.fullmatch(text.strip().lower())
    size = (int(match[1]), int(match[2])) if match else (0, 0)
    if size[0] < 1024 or size[1] < 600:
        raise BadInput(
            tr("“{text}” is no size of a window: write for example 1920x1080, at least 1024x600.").format(
                text=text
            )
        )
    return size


def _window_program() -> WindowProgram:
    """Load Qt now: the other commands answer faster and on machines without any display libraries."""
    return cast(WindowProgram, import_module("gridcenter.app"))
