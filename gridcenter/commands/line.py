"""The command line in the reader's language: the classes that typer builds commands from, saying in our words what
is wrong with a line and what can stand in it. Typer's own words are English, most of them without a catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pydantic import ValidationError
from typer import BadParameter, TyperException
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from gridcenter.commands.help_page import choices_of, help_page, shown_name, usage
from gridcenter.domain.errors import WrongUse
from gridcenter.language import tr

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter


class TaskCommand(TyperCommand):
    """A command; words that nothing asked for are let through by typer and refused here."""

    allow_extra_args = True

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        with _in_our_words(self, ctx):
            rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise _refused(ctx, tr("There is too much on the line: {words}.").format(words=" ".join(rest)))
        return rest

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        formatter.write(help_page(self, ctx))


class ProgramGroup(TyperGroup):
    """The program itself: options before the command, and the names of the commands."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        with _in_our_words(self, ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        if args[0] not in self.commands:
            visible = [name for name, command in self.commands.items() if not command.hidden]
            sentence = tr("There is no command “{name}”.").format(name=args[0])
            raise _refused(ctx, sentence + _nearest(args[0], visible))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        formatter.write(help_page(self, ctx, self.commands))


class TaskGroup(ProgramGroup):
    """Commands under one name (`clocks verify`); a store named before the group is the store of its commands."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            raise _refused(
                ctx, tr("One of the commands is missing: {names}.").format(names=", ".join(self.commands))
            )
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        ctx.default_map = {args[0]: dict(ctx.default_map or {})}
        return super().resolve_command(ctx, args)


@contextmanager
def _in_our_words(command: Command, ctx: Context) -> Iterator[None]:
    """Turn typer's complaint into a refusal.

    Raises:
        WrongUse: The line cannot be understood.
    """
    try:
        yield
    except BadParameter as error:
        raise _refused(ctx, _about_value(error)) from error
    except TyperException as error:
        raise _refused(ctx, _about_option(error, command, ctx)) from error


def _refused(ctx: Context, sentence: str) -> WrongUse:
    return WrongUse(
        "\n".join(
            (
                sentence,
                tr("Usage: {usage}").format(usage=usage(ctx.command, ctx)),
                tr("Everything about it: {command}").format(command=f"{ctx.command_path} --help"),
            )
        )
    )


def _about_value(error: BadParameter) -> str:
    parameter = error.param
    assert isinstance(parameter, TyperArgument | TyperOption)
    name = shown_name(parameter)
    if not isinstance(error.__cause__, ValidationError):  # nothing stood there: files are not looked at yet
        return tr("{name} is missing: {meaning}.").format(name=name, meaning=_meaning(parameter))
    value = error.__cause__.errors()[0]["input"]
    sentence = tr("“{value}” cannot stand for {name}: {wanted}.")
    return sentence.format(value=value, name=name, wanted=_wanted(parameter))


def _wanted(parameter: TyperArgument | TyperOption) -> str:
    """Say what can stand there: a word of a list, or a number in a range."""
    if choices := choices_of(parameter):
        return tr("choose from {choices}").format(choices=", ".join(choices))
    kind = tr("a whole number") if parameter.type_descriptor.annotation is int else tr("a number")
    if parameter.min is None or parameter.max is None:
        least = tr("{kind} of at least {least} is wanted")
        return least.format(kind=kind, least=parameter.min or 0)
    sentence = tr("{kind} from {least} to {most} is wanted")
    return sentence.format(kind=kind, least=f"{parameter.min:g}", most=f"{parameter.max:g}")


def _about_option(error: TyperException, command: Command, ctx: Context) -> str:
    """Tell an unknown option from one that lacks its value, and from a switch that was given one."""
    written = getattr(error, "option_name", "")
    for parameter in command.get_params(ctx):
        if isinstance(parameter, TyperOption) and written in parameter.opts:
            if parameter.is_flag:
                return tr("The option {name} takes no value.").format(name=written)
            sentence = tr("The option {name} needs a value: {meaning}.")
            return sentence.format(name=written, meaning=_meaning(parameter))
    known = [name for parameter in command.get_params(ctx) for name in parameter.opts]
    return tr("There is no option {name} here.").format(name=written) + _nearest(written, known)


def _meaning(parameter: TyperArgument | TyperOption) -> str:
    choices = ", ".join(choices_of(parameter))
    return f"{parameter.help} ({choices})" if choices else parameter.help or ""


def _nearest(written: str, known: list[str]) -> str:
    near = get_close_matches(written, known)
    return "\n" + tr("Is {names} meant?").format(names=", ".join(near)) if near else ""
