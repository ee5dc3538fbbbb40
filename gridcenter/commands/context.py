"""What the commands share: the terminal they write to, the store they mean, the meaning of an exit status."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import IntEnum
from itertools import islice
from typing import Any

import typer
from rich.console import Console

from gridcenter.domain.errors import WrongUse
from gridcenter.language import tr
from gridcenter.settings import load_settings

_PIPE_WIDTH = 200
SHOWN = 20
"""Lines of a long list that a command prints."""


class Exit(IntEnum):
    """Exit status of every command."""

    DONE = 0
    FAILED = 1
    """Nothing is half done."""
    WRONG_USE = 2
    SOME_ROWS_REFUSED = 3


def terminal() -> Console:
    """Return a console on the standard output as it is now; into a file or a pipe lines stay whole."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, soft_wrap=True, width=_PIPE_WIDTH)


def complaints() -> Console:
    """Return a console on the standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def complain(sentence: str) -> None:
    complaints().print(sentence, style="red", markup=False)


def print_json(answer: dict[str, Any]) -> None:
    """Write one JSON object, alone on the standard output, for programs to read."""
    terminal().print(json.dumps(answer, ensure_ascii=False, indent=2), markup=False, soft_wrap=True)


def tell_first(sentences: Iterable[str], *, of: int) -> None:
    """Print the first of the differences found, and how many more there are of so many."""
    first = [*islice(sentences, SHOWN)]
    if of > len(first):
        first.append(tr("… and {n} more differences.").format(n=f"{of - len(first):,}"))
    for sentence in first:
        terminal().print(sentence, style="yellow", markup=False)


def store_option() -> Any:
    """Return the option --store, described in the language in use."""
    meaning = tr("address of the store: a file, sqlite:///file.db or postgresql://user@server/database")
    return typer.Option("--store", metavar="URL", help=meaning, callback=_address_given)


def _address_given(context: typer.Context, value: str) -> str:
    """Refuse an empty address: a variable that is not set must not lead to another store than the one meant.

    Raises:
        WrongUse: The option stands on the line with nothing behind it.
    """
    source = context.get_parameter_source("store")
    if not value and source is not None and source.name == "COMMANDLINE":
        raise WrongUse(tr("The address behind --store is empty. Name a store, or leave the option out."))
    return value


def store_address(given: str = "") -> str:
    """Return the store to use: the option, else GRIDCENTER_STORE, else the settings file, else the user's own."""
    return given or load_settings().store_address
