"""Long work in the terminal: bars on the standard error, and Ctrl+C that stops it at the next portion."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text

from gridcenter.commands.context import Exit, complain, complaints, print_json
from gridcenter.language import tr
from gridcenter.services.progress import Cancelled, OnProgress, Progress

PART_WIDTH = 40
"""Characters of a part's name, which may be that of a file."""


@contextmanager
def until_interrupted() -> Iterator[Callable[[], bool]]:
    """Lend a question that is answered yes after Ctrl+C or a request to end."""
    ended = False

    def end(_signal: int, _frame: FrameType | None) -> None:
        nonlocal ended
        ended = True

    before = {one: signal.signal(one, end) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: ended
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


class Rate(ProgressColumn):
    """Rows per second."""

    def render(self, task: Task) -> Text:
        return Text(tr("{n} rows/s").format(n=f"{task.speed or 0:,.0f}"))


@contextmanager
def watched(*, quiet: bool = False) -> Iterator[OnProgress]:
    """Show one bar per part on the standard error, and turn Ctrl+C into `Cancelled` at the next portion."""
    console = complaints()
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), Rate())
    times = (TimeElapsedColumn(), TimeRemainingColumn())
    parts: dict[str, TaskID] = {}
    hidden = quiet or not console.is_terminal
    with (
        until_interrupted() as stopped,
        Bars(*columns, *times, console=console, transient=True, disable=hidden) as bars,
    ):

        def progress(made: Progress) -> None:
            if stopped():
                raise Cancelled
            if made.part not in parts:
                parts[made.part] = bars.add_task(made.part[:PART_WIDTH], total=made.total)
            bars.update(parts[made.part], completed=made.done, total=made.total)

        yield progress


@contextmanager
def cancellable(sentence: str, *, as_json: bool = False) -> Iterator[OnProgress]:
    """Watch work that Ctrl+C ends with this sentence and as a failure."""
    try:
        with watched() as progress:
            yield progress
    except Cancelled:
        if as_json:
            print_json({"failed": sentence})
        complain(sentence)
        raise typer.Exit(Exit.FAILED) from None
