"""Long work in the terminal: bars on the standard error, and Ctrl+C that stops it at the next portion."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from gridcenter.commands.context import complaints
from gridcenter.language import tr


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
def watched(cancelled: type[Exception]) -> Iterator[Callable[[Any], None]]:
    """Show one bar per part on the standard error, and turn Ctrl+C into `cancelled` at the next portion."""
    console = complaints()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate())
    times = (TimeElapsedColumn(), TimeRemainingColumn())
    parts: dict[str, TaskID] = {}
    with (
        until_interrupted() as stopped,
        Progress(*columns, *times, console=console, transient=True, disable=not console.is_terminal) as bar,
    ):

        def progress(made: Any) -> None:
            if stopped():
                raise cancelled
            if made.part not in parts:
                parts[made.part] = bar.add_task(made.part)
            bar.update(parts[made.part], completed=made.done, total=made.total)

        yield progress
