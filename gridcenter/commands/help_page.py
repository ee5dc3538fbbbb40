"""The page that --help prints: usage, what the command is for, arguments, options, commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from typer.core import TyperArgument, TyperOption

from gridcenter.commands.context import terminal
from gridcenter.language import tr

if TYPE_CHECKING:
    from typer._click import Command, Context

_WIDEST = 100
"""Columns: longer lines are hard to read."""
_NAMES_SHARE = 0.45
"""The names take at most this share of the line; the words beside them need the rest."""


def help_page(command: Command, ctx: Context, commands: Mapping[str, Command] | None = None) -> str:
    """Return the page as the terminal shows it, with its colours."""
    parameters = command.get_params(ctx)
    shown = [one for one in parameters if not getattr(one, "hidden", False)]
    arguments = [_row(one) for one in shown if isinstance(one, TyperArgument)]
    options = [_row(one) for one in shown if isinstance(one, TyperOption)]
    tasks = [(name, one.help or "") for name, one in (commands or {}).items() if not one.hidden]
    console = Console(width=min(terminal().width, _WIDEST), highlight=False)
    with console.capture() as page:
        console.print(tr("Usage: {usage}").format(usage=usage(command, ctx)), style="bold", markup=False)
        console.print(f"\n{command.help or ''}", markup=False)
        for title, rows in (
            (tr("Arguments"), arguments),
            (tr("Options"), options),
            (tr("Commands"), tasks),
        ):
            _print_part(console, title, rows)
    return "\n".join(line.rstrip() for line in page.get().splitlines())


def usage(command: Command, ctx: Context) -> str:
    """Return the line in short: options that can be left out are not named."""
    words = [ctx.command_path, tr("[options]")]
    for one in command.get_params(ctx):
        if isinstance(one, TyperArgument):
            words.append(shown_name(one))
        elif isinstance(one, TyperOption) and one.required:
            words.append(f"{shown_name(one)} {_value_name(one)}")
    if hasattr(command, "commands"):
        words.append(tr("[command]"))
    return " ".join(words)


def shown_name(parameter: TyperArgument | TyperOption) -> str:
    if isinstance(parameter, TyperArgument):
        return parameter.metavar or (parameter.name or "").upper()
    return parameter.opts[0]


def choices_of(parameter: TyperArgument | TyperOption) -> list[str]:
    """Return the words that can stand for this parameter; empty when it is no list of words."""
    return [str(one) for one in parameter.type_descriptor.choices or ()]


def _print_part(console: Console, title: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    console.print(f"\n{title}", style="bold yellow", markup=False)
    table = Table.grid(padding=(0, 2, 0, 0))
    cells = [(Text(f"  {name}"), Text(meaning)) for name, meaning in rows]
    widest = max(name.cell_len for name, _ in cells)
    table.add_column(style="cyan", width=min(widest, int(console.width * _NAMES_SHARE)), overflow="fold")
    table.add_column(overflow="fold")
    for name, meaning in cells:
        table.add_row(name, meaning)
    console.print(table)


def _row(parameter: TyperArgument | TyperOption) -> tuple[str, str]:
    if isinstance(parameter, TyperArgument):
        name = shown_name(parameter)
    else:
        value = "" if parameter.is_flag else f" {_value_name(parameter)}"
        name = ", ".join(sorted(parameter.opts, key=len)) + value
    return name, " ".join(_told(parameter))


def _value_name(option: TyperOption) -> str:
    return option.metavar or "|".join(choices_of(option)) or (option.name or "").upper()


def _told(parameter: TyperArgument | TyperOption) -> Iterable[str]:
    """Yield what it means, what can stand there where the name does not say so, and what holds without it."""
    if isinstance(parameter, TyperOption) and "--help" in parameter.opts:
        yield tr("show this help and end")
        return
    yield parameter.help or ""
    if parameter.metavar and (choices := choices_of(parameter)):
        yield f"({', '.join(choices)})"
    if parameter.min is not None and parameter.max is not None:
        yield f"({parameter.min:g}–{parameter.max:g})"
    if parameter.required:
        yield tr("(required)")
    elif parameter.default not in (None, "", False, ()):
        yield tr("(default: {value})").format(value=_plain(parameter.default))


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
