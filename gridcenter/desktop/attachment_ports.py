"""What the desk may ask and do about attachments, as plain callables; but for `rules` they run on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gridcenter.domain.attachments import AttachmentRow, AttachmentRules

Watch = Callable[[int, int], bool]
"""(bytes done, bytes in all) -> whether to go on; called on the worker thread."""


@dataclass(frozen=True, slots=True)
class IncidentFiles:
    """The attachments of one incident, and why this account may add none; empty when it may."""

    rows: Sequence[AttachmentRow]
    refusal: str


@dataclass(frozen=True, slots=True)
class AttachmentPorts:
    rules: Callable[[], AttachmentRules]
    """Read once from a short file of the program."""
    files: Callable[[int], IncidentFiles]
    """Attachments of an incident, removed ones too, oldest first."""
    add: Callable[[int, str, Path, Watch], int | None]
    """(incident id, kind, file) -> id; None when it was cancelled."""
    read: Callable[[int], bytes]
    """The content, audited first."""
    save: Callable[[int, Path, Watch], Path | None]
    """(id, file to write) -> the file, audited first; None when it was cancelled."""
    remove: Callable[[int, int, str], int]
    """(id, version seen, reason) -> new version."""
