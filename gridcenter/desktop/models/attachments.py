"""The columns of an incident's attachments."""

from __future__ import annotations

from datetime import tzinfo

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.domain.attachments import AttachmentRow, AttachmentRules, shown_name, size_text
from gridcenter.language import pick, tr

_SECONDARY = CellStyle("caption", "text.secondary")
_RIGHT = CellStyle("caption", "text.secondary", right=True)


def attachment_columns(rules: AttachmentRules, zone: tzinfo) -> tuple[Column[AttachmentRow], ...]:
    """Return the columns of the list; a removed one says so where its name stood first."""

    def about(row: AttachmentRow) -> str:
        if row.removed_at is None:
            return pick(rules.type_name(row.content_type))
        return tr("removed by {who}: {reason}").format(who=row.remover, reason=row.removal)

    return (
        Column(
            "kind",
            lambda: tr("Stage"),
            lambda row: pick(rules.kind_name(row.kind)),
            lambda row: row.kind,
            132,
            _SECONDARY,
        ),
        Column(
            "name",
            lambda: tr("File"),
            lambda row: shown_name(row.name),
            lambda row: row.name,
            0,
            CellStyle("body", middle=True),
            about,
        ),
        Column("size", lambda: tr("Size"), lambda row: size_text(row.size), lambda row: row.size, 84, _RIGHT),
        Column(
            "adder", lambda: tr("Added by"), lambda row: row.adder, lambda row: row.adder, 120, _SECONDARY
        ),
        Column(
            "at",
            lambda: tr("At"),
            lambda row: f"{row.added_at.astimezone(zone):%m-%d %H:%M}",
            lambda row: row.added_at,
            96,
            _SECONDARY,
        ),
    )
