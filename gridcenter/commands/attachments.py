"""`attachments`: files of an incident added, listed, saved and removed, and all of a store checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from gridcenter.commands.attachment_lines import (
    attachment_json,
    attachment_table,
    print_verified,
    verified_json,
)
from gridcenter.commands.context import Exit, print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.commands.progress import cancellable
from gridcenter.domain.attachments import AttachmentRow, shown_name, size_text
from gridcenter.domain.errors import BadInput
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.attachment_files import attachment_folder
from gridcenter.services.attachment_verification import verify_attachments
from gridcenter.services.attachments import (
    AttachmentDraft,
    add_attachment,
    remove_attachment,
    save_attachment,
)
from gridcenter.services.incident_numbers import incident_with_number
from gridcenter.services.progress import OnProgress
from gridcenter.settings import load_settings
from gridcenter.store.attachments import attachment, attachments_of
from gridcenter.store.engine import Store, store_time


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    group.command("add", cls=TaskCommand, help=tr("Add a file to an incident."))(add)
    group.command("list", cls=TaskCommand, help=tr("List the attachments of an incident."))(list_attachments)
    group.command(
        "save", cls=TaskCommand, help=tr("Save a copy of an attachment; the audit keeps who did so.")
    )(save)
    group.command("remove", cls=TaskCommand, help=tr("Mark an attachment as removed; file and trace stay."))(
        remove
    )
    group.command(
        "verify",
        cls=TaskCommand,
        help=tr("Check every attachment of the store against its file; changes nothing."),
    )(verify)
    app.add_typer(group, name="attachments", help=tr("Add, read and check the files of incidents."))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a command works with."""

    store: Store
    folder: Path
    by: Actor


@contextmanager
def _desk(store: str) -> Iterator[_Desk]:
    settings = load_settings()
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
        yield _Desk(opened, attachment_folder(opened, settings.attachments), by)


def _cancellable(as_json: bool) -> AbstractContextManager[OnProgress]:
    return cancellable(tr("Cancelled. Nothing was changed."), as_json=as_json)


def add(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=tr("number of the incident"))],
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=tr("file to add"))],
    kind: Annotated[
        str, typer.Option(metavar="KIND", help=tr("before, during, after, near, far, reference or other"))
    ] = "other",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with _desk(store) as desk:
        with desk.store.read() as session:
            incident_id = incident_with_number(session, number, by=desk.by)
        with _cancellable(as_json) as progress:
            key = add_attachment(
                desk.store,
                desk.folder,
                incident_id,
                AttachmentDraft(kind, file),
                by=desk.by,
                progress=progress,
            )
        row = _row(desk, key)
    if as_json:
        print_json(attachment_json(row, ZoneInfo(load_settings().time_zone)))
    else:
        sentence = tr("Added to {number} as no. {id}: {name} ({size})")
        _say(
            sentence.format(
                number=row.incident_number, id=key, name=shown_name(row.name), size=size_text(row.size)
            )
        )


def list_attachments(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=tr("number of the incident"))],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    zone = ZoneInfo(settings.time_zone)
    with usable_store(store) as opened, opened.read() as session:
        by = acting_account(session, settings.account)
        rows = attachments_of(session, incident_with_number(session, number, by=by), area=by.area)
    if as_json:
        print_json({"number": number.strip(), "attachments": [attachment_json(row, zone) for row in rows]})
    elif rows:
        terminal().print(attachment_table(rows, zone))
    else:
        _say(tr("The incident has no attachment."))


def save(
    key: Annotated[int, typer.Argument(metavar="NO", help=tr("no. of the attachment, as listed"))],
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="FILE", readable=False, help=tr("file to write; one of that name is replaced")
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with _desk(store) as desk, _cancellable(as_json) as progress:
        written = save_attachment(desk.store, desk.folder, key, out, by=desk.by, progress=progress)
    if as_json:
        print_json({"id": key, "file": str(written), "bytes": written.stat().st_size})
    else:
        _say(tr("Written: {file}").format(file=written))


def remove(
    key: Annotated[int, typer.Argument(metavar="NO", help=tr("no. of the attachment, as listed"))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=tr("why it is removed; stays in the trace"))],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with _desk(store) as desk:
        version = _row(desk, key).version
        with desk.store.begin() as session:
            remove_attachment(
                session, key, version=version, reason=reason, by=desk.by, now=store_time(session)
            )
        row = _row(desk, key)
    if as_json:
        print_json(attachment_json(row, ZoneInfo(load_settings().time_zone)))
    else:
        _say(tr("Removed: no. {id} of {number}").format(id=key, number=row.incident_number))


def verify(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened:
        folder = attachment_folder(opened, load_settings().attachments)
        with _cancellable(as_json) as progress:
            found = verify_attachments(opened, folder, progress=progress)
    if as_json:
        print_json(verified_json(found))
    else:
        print_verified(found)
    raise typer.Exit(Exit.SOME_ROWS_REFUSED if found.faults else Exit.DONE)


def _row(desk: _Desk, key: int) -> AttachmentRow:
    with desk.store.read() as session:
        row = attachment(session, key, area=desk.by.area)
    if row is None:
        raise BadInput(tr("There is no attachment no. {id} in your area. Check the number.").format(id=key))
    return row


def _say(sentence: str) -> None:
    terminal().print(sentence, markup=False)
