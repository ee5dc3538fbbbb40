"""`privacy`: what is kept of people and why, and the records that the law asks for beside it; nobody is named."""

from __future__ import annotations

from datetime import tzinfo
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.domain.errors import WrongUse
from gridcenter.domain.privacy import Due
from gridcenter.language import by_count, pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.privacy_records import PrivacyBook, privacy_book, record_privacy, record_step
from gridcenter.services.privacy_rules import privacy_rules
from gridcenter.settings import load_settings
from gridcenter.store.engine import store_time


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, task, words in (
        (
            "notice",
            notice,
            tr("Tell what is kept of whom, why and how long; with --out as a notice to hand out."),
        ),
        ("due", due, tr("List the records and steps that are due, and what was written down.")),
        ("record", record, tr("Write down an assessment, an audit, training or a leak; nobody is named.")),
        ("step", step, tr("Write down that a step after a leak was done.")),
        ("print", print_record, tr("Write a record with its steps as a paper, for the authority.")),
    ):
        group.command(name, cls=TaskCommand, help=words)(task)
    app.add_typer(group, name="privacy", help=tr("The protection of personal information."))


def _number() -> Any:
    return typer.Argument(metavar="NO", min=1, help=tr("no. of the record, as listed"))


def notice(
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", readable=False, help=tr("paper (.pdf) or table (.csv, .xlsx) to write")
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    rules = privacy_rules()
    if out is not None:
        papers = import_module("gridcenter.services.privacy_papers")  # heavy: no other command waits
        with usable_store(store) as opened:
            papers.write_notice(opened, out, zone=load_settings().zone)
        terminal().print(tr("Written: {file}").format(file=out), markup=False)
        return
    if as_json:
        print_json({"sets": [_set_json(one.key) for one in rules.sets]})
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("What"), tr("Of whom"), tr("Why"), tr("Legal basis"), tr("Kept"), tr("Grade")):
        table.add_column(title)
    for one in rules.sets:
        cells = (one.name, one.whose, one.why, one.basis, one.kept, rules.grades[one.grade])
        table.add_row(*map(pick, cells))
    terminal().print(table)


def _set_json(key: str) -> dict[str, Any]:
    rules = privacy_rules()
    one = rules.set_named(key)
    assert one is not None
    return {
        "set": one.key,
        "name": pick(one.name),
        "items": [pick(item) for item in (one.items if one.what is None else (one.what,))],
        "basis": pick(one.basis),
        "kept": pick(one.kept),
        "grade": one.grade,
    }


def due(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened, opened.read() as session:
        by = acting_account(session, settings.account)
        book = privacy_book(session, by=by, now=store_time(session), zone=settings.zone)
    if as_json:
        print_json(_book_json(book, settings.zone))
        return
    for one in book.due:
        terminal().print(due_words(one, settings.zone), markup=False)
    for row in book.records:
        kind = privacy_rules().kind_named(row.kind)
        name = pick(kind.name) if kind is not None else row.kind
        terminal().print(f"{row.id}  {row.day}  {name}  {row.about} {row.step}  {row.who}", markup=False)
    count = len(book.due)
    words = by_count(count, tr("{n} is due."), tr("{n} are due."))
    terminal().print(words.format(n=f"{count:,}"), markup=False)


def due_words(one: Due, zone: tzinfo) -> str:
    """Return what is due by when."""
    about = privacy_rules().set_named(one.about)
    parts = [pick(one.kind.name)]
    parts += [pick(about.name)] if about is not None else []
    parts += (
        [tr("record no. {id}: {step}").format(id=one.record, step=pick(one.step.name))] if one.step else []
    )
    until = f"{one.until.astimezone(zone):%Y-%m-%d %H:%M}"
    standing = tr("never written down") if one.never else until
    return " · ".join((*parts, f"{standing} !" if one.overdue and not one.never else standing))


def _book_json(book: PrivacyBook, zone: tzinfo) -> dict[str, Any]:
    return {
        "due": [
            {
                "record": one.kind.key,
                "about": one.about,
                "step": one.step.key if one.step is not None else "",
                "no": one.record,
                "until": one.until.astimezone(zone).isoformat(),
                "overdue": one.overdue,
                "never": one.never,
            }
            for one in book.due
        ],
        "records": [
            {
                "no": one.id,
                "record": one.kind,
                "about": one.about,
                "day": one.day.isoformat(),
                "who": one.who,
                "follows": one.follows,
                "step": one.step,
                "said": dict(one.said),
            }
            for one in book.records
        ],
    }


def record(
    kind: Annotated[
        str, typer.Argument(metavar="RECORD", help=tr("assessment, audit, training, grading or leak"))
    ],
    said: Annotated[
        list[str] | None,
        typer.Option("--say", metavar="FIELD=TEXT", help=tr("an answer, as often as there are fields")),
    ] = None,
    about: Annotated[str, typer.Option("--about", metavar="WORD", help=tr("which data it is about"))] = "",
    day: Annotated[str, typer.Option("--day", metavar="DAY", help=tr("day of it; today without it"))] = "",
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    answers = dict(map(_answer, said or ()))
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, settings.account), store_time(session)
        made = record_privacy(
            session, kind, about=about, day=day, said=answers, by=by, now=now, zone=settings.zone
        )
    terminal().print(tr("Written down as no. {id}.").format(id=made), markup=False)


def _answer(text: str) -> tuple[str, str]:
    key, parted, words = text.partition("=")
    if not parted:
        raise WrongUse(tr("“{text}”: write the field, =, and the text").format(text=text[:40]))
    return key.strip(), words


def step(
    number: Annotated[int, _number()],
    key: Annotated[
        str, typer.Argument(metavar="STEP", help=tr("contain, scope, authority, persons or review"))
    ],
    words: Annotated[str, typer.Option("--say", metavar="TEXT", help=tr("what was done"))] = "",
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, settings.account), store_time(session)
        made = record_step(session, number, key, words=words, by=by, now=now, zone=settings.zone)
    terminal().print(tr("Written down as no. {id}.").format(id=made), markup=False)


def print_record(
    number: Annotated[int, _number()],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", readable=False, help=tr("paper (.pdf) to write"))
    ],
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    papers = import_module("gridcenter.services.privacy_papers")
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
        papers.write_record(opened, number, out, by=by, zone=settings.zone)
    terminal().print(tr("Written: {file}").format(file=out), markup=False)
