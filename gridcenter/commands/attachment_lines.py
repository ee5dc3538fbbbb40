"""Attachments in the terminal: as a table, as JSON, and what a check of the folder found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Any

from rich.table import Table
from rich.text import Text

from gridcenter.commands.context import tell_first, terminal
from gridcenter.domain.attachments import AttachmentRow, shown_name, size_text
from gridcenter.language import listed, pick, tr
from gridcenter.services.attachment_rules import attachment_rules
from gridcenter.services.attachment_verification import Fault, Finding, VerifiedAttachments

SHOWN = 20


def attachment_table(rows: Iterable[AttachmentRow], zone: tzinfo) -> Table:
    """Return the rows for people; names are plain text, whatever stands in them."""
    rules = attachment_rules()
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(tr("no."), justify="right")
    for title in (tr("kind"), tr("file"), tr("type")):
        table.add_column(title)
    table.add_column(tr("size"), justify="right")
    for title in (tr("added by"), tr("added at"), tr("removed")):
        table.add_column(title)
    for row in rows:
        cells = (
            str(row.id),
            pick(rules.kind_name(row.kind)),
            shown_name(row.name),
            pick(rules.type_name(row.content_type)),
            size_text(row.size),
            row.adder,
            f"{row.added_at.astimezone(zone):%m-%d %H:%M}",
            _removed(row, zone),
        )
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _removed(row: AttachmentRow, zone: tzinfo) -> str:
    if row.removed_at is None:
        return ""
    return f"{row.removed_at.astimezone(zone):%m-%d %H:%M} · {row.remover} · {row.removal}"


def attachment_json(row: AttachmentRow, zone: tzinfo) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.incident_number,
        "kind": row.kind,
        "name": row.name,
        "type": row.content_type,
        "size": row.size,
        "sha256": row.sha256,
        "step": row.step_sequence,
        "added_by": row.adder,
        "added_at": _moment(row.added_at, zone),
        "removed_by": row.remover,
        "removed_at": _moment(row.removed_at, zone),
        "reason": row.removal,
    }


def _moment(at: datetime | None, zone: tzinfo) -> str | None:
    return at.astimezone(zone).isoformat() if at else None


def verified_json(found: VerifiedAttachments) -> dict[str, Any]:
    return {
        "folder": str(found.folder),
        "attachments": found.attachments,
        "files": found.files,
        **{fault.value: count for fault, count in found.counts.items()},
        "found": [
            {
                "fault": one.fault.value,
                "file": one.place,
                "size": one.size,
                "attachments": [{"id": key, "number": number} for key, number in one.attachments],
            }
            for one in found.kept
        ],
        "left_off": found.faults - len(found.kept),
    }


def print_verified(found: VerifiedAttachments) -> None:
    console = terminal()
    tell_first((_sentence(one) for one in found.kept), of=found.faults)
    console.print(_sum(found), markup=False)


def _sentence(one: Finding) -> str:
    if one.fault is Fault.ORPHAN:
        return tr("{file} · no attachment names this file ({size}); it does no harm").format(
            file=one.place, size=size_text(one.size)
        )
    if one.fault is Fault.PLAIN:
        return tr("{file} · not encrypted ({size}): the next start of the window does that").format(
            file=one.place, size=size_text(one.size)
        )
    about = listed(
        tr("no. {id} of {number}").format(id=key, number=number) for key, number in one.attachments
    )
    words = {
        Fault.MISSING: tr("{about} · its file is missing: {file}"),
        Fault.ALTERED: tr("{about} · its file was altered: {file}"),
        Fault.UNREADABLE: tr("{about} · its file cannot be read: {file}"),
    }
    return words[one.fault].format(about=about, file=one.place)


def _sum(found: VerifiedAttachments) -> str:
    counted = {
        "attachments": f"{found.attachments:,}",
        "files": f"{found.files:,}",
        "folder": found.folder,
        "faults": f"{found.faults:,}",
    }
    if found.faults:
        return tr(
            "{attachments} attachments and {files} files in {folder} checked: {faults} differences. "
            "Nothing was changed."
        ).format(**counted)
    return tr(
        "{attachments} attachments and {files} files in {folder} checked: every file is there and as it was added."
    ).format(**counted)
