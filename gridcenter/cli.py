"""`gridcenter`: without a command the window, with one a task in the terminal.

Starting order: the language first, because the help texts are made in it; then the settings, which decide where
the log goes and how much; then the command. A `Refusal` is one red sentence and status 1, or 2 where the line
itself was wrong (`WrongUse`); anything unexpected goes to the log under a number, and the person is told the
number.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from types import TracebackType
from typing import Annotated

import typer
import typer.main

from gridcenter import __version__
from gridcenter.commands.context import Exit, complain, print_json, store_option, terminal
from gridcenter.commands.line import ProgramGroup
from gridcenter.commands.window import Profile, show_window
from gridcenter.crashing import leave_nothing_about_people
from gridcenter.domain.errors import Refusal, WrongUse, reason_of
from gridcenter.language import Language, system_language, tr, use_language
from gridcenter.logs import log_unexpected, start_logging, stop_logging
from gridcenter.paths import log_dir
from gridcenter.settings import load_settings
from gridcenter.store.keys import name_key_file

_TASKS = (
    "store",
    "encryption",
    "demo",
    "importing",
    "preset",
    "batch",
    "clocks",
    "calendar",
    "flow",
    "responsibility",
    "unit",
    "attachments",
    "people",
    "homes",
    "organisations",
    "account",
    "visits",
    "rules",
    "roll",
    "changes",
    "ledger",
    "care",
    "recheck",
    "audit",
    "privacy",
    "paper",
    "window",
    "self_check",
    "bench",
)
"""Modules of the commands, in the order of the help; they bring the store with them, which the window loads later."""
_LANGUAGES: dict[str, Language] = {"zh": "zh", "en": "en"}


def main() -> None:
    leave_nothing_about_people()
    sys.excepthook = _tell_unexpected
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and return its exit status (see `Exit`)."""
    wished, rest = without_language(arguments)
    use_language(wished or system_language())
    try:
        _require_known_language(rest)
        settings = load_settings()
        use_language(wished or settings.chosen_language)
        _start_log(settings.log_level)
        name_key_file(settings.key_file)
        typer.main.get_command(build_app(tasks=not _opens_window(rest)))(
            rest, prog_name="gridcenter", obj=wished
        )
    except Refusal as refusal:
        if "--json" in rest and "bench" not in rest:  # there it names a file
            print_json({"failed": str(refusal)})
        complain(str(refusal))
        return Exit.WRONG_USE if isinstance(refusal, WrongUse) else Exit.FAILED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else Exit.DONE
    finally:
        stop_logging()
        name_key_file("")
    return Exit.DONE


def without_language(arguments: Sequence[str]) -> tuple[Language | None, list[str]]:
    """Take `--lang zh` and `--lang=en` out of the line, wherever they stand; the last one counts.

    Any other value stays in, to be refused.
    """
    rest: list[str] = []
    wished: Language | None = None
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        value = waiting[0] if word == "--lang" and waiting else word.removeprefix("--lang=")
        if word.startswith("--lang") and value in _LANGUAGES:
            wished = _LANGUAGES[value]
            del waiting[: word == "--lang"]
        else:
            rest.append(word)
    return wished, rest


def _require_known_language(rest: Sequence[str]) -> None:
    """Raise `WrongUse` for a --lang that names no language, whatever command it stands behind."""
    for number, word in enumerate(rest):
        if word == "--lang" or word.startswith("--lang="):
            written = word.removeprefix("--lang=") if "=" in word else "".join(rest[number + 1 : number + 2])
            sentence = tr("The program does not speak “{name}”: write --lang zh or --lang en.")
            raise WrongUse(sentence.format(name=written))


def _opens_window(rest: Sequence[str]) -> bool:
    """Tell whether the line holds options only, and asks for no help: then no command has to be loaded."""
    words = [word for before, word in pairwise(["", *rest]) if before not in ("--store", "--profile")]
    return all(word.startswith("-") and word not in ("-h", "--help") for word in words)


def build_app(*, tasks: bool = True) -> typer.Typer:
    """Return the command line in the language in use, with the commands or for the window alone."""
    app = typer.Typer(
        cls=ProgramGroup,
        add_completion=False,
        invoke_without_command=True,
        no_args_is_help=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=tr("GridCenter: the desktop program of a grid-management command centre."),
    )
    app.callback()(window_or_command)
    for name in _TASKS if tasks else ():
        import_module(f"gridcenter.commands.{name}").register(app)
    return app


def window_or_command(
    context: typer.Context,
    store: Annotated[str, store_option()] = "",
    profile: Annotated[
        Profile, typer.Option(help=tr("desk: the whole program; wall: the Overview, full screen"))
    ] = "desk",
    lang: Annotated[Language | None, typer.Option(help=tr("language: zh or en"))] = None,  # noqa: ARG001
    version: Annotated[bool, typer.Option("--version", help=tr("show the version and end"))] = False,
) -> None:
    if version:
        terminal().print(f"gridcenter {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(show_window(store, profile, language_named=context.obj is not None))
    if store:  # named before the command: the command's own --store, where it has one, wins
        context.default_map = {context.invoked_subcommand: {"store": store}}


def _start_log(level: str) -> bool:
    """Start the log, or say why there is none: work does not stop for it."""
    try:
        start_logging(log_dir(), level)
    except OSError as error:
        sentence = tr("The folder {folder} cannot be written ({why}): no log is kept.")
        complain(sentence.format(folder=log_dir(), why=reason_of(error)))
        return False
    return True


def _tell_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    if not _start_log("info"):
        complain(
            tr("Something unexpected happened ({kind}). Nothing more was done.").format(kind=kind.__name__)
        )
        return
    number = log_unexpected(error)
    complain(
        tr(
            "Something unexpected happened (number {number}). Nothing more was done; details are in {folder}."
        ).format(number=number, folder=log_dir())
    )
