"""Verifying attachments: every row against its file and every file against its rows; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from gridcenter.domain.errors import StoreRefused, StoreUnavailable, reason_of
from gridcenter.language import tr
from gridcenter.services.attachment_files import (
    hash_of,
    place_of,
)
from gridcenter.services.progress import OnProgress, Progress
from gridcenter.store.attachments import attachment_total, contents_with_prefix, known_contents
from gridcenter.store.engine import Store

KEPT_FINDINGS = 1000
"""More of them are counted and not named: memory stays the same however many there are."""


class Fault(StrEnum):
    MISSING = "missing"
    """A row without its file."""
    ALTERED = "altered"
    """A file whose content is not what was added."""
    UNREADABLE = "unreadable"
    ORPHAN = "orphan"
    """A file without a row: an adding that was cut off. It harms nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one file; `attachments` are ids with the numbers of their incidents, none for an orphan."""

    fault: Fault
    place: str
    size: int
    attachments: tuple[tuple[int, str], ...] = ()


@dataclass(slots=True)
class VerifiedAttachments:
    """What was found; `kept` are the first findings, `counts` tells of all."""

    folder: Path
    attachments: int = 0
    files: int = 0
    counts: dict[Fault, int] = field(default_factory=lambda: dict.fromkeys(Fault, 0))
    kept: list[Finding] = field(default_factory=list)

    @property
    def faults(self) -> int:
        return sum(self.counts.values())

    def note(self, finding: Finding) -> None:
        self.counts[finding.fault] += 1
        if len(self.kept) < KEPT_FINDINGS:
            self.kept.append(finding)


def verify_attachments(store: Store, folder: Path, *, progress: OnProgress) -> VerifiedAttachments:
    """Read every file that a row names and look for files that none names; opens its own sessions.

    Goes by the first byte of the hashes, so that memory holds a 256th of the store's rows at a time. A file that a
    desk adds meanwhile may have its row a moment later: those without one are asked for once more at the end of
    their portion.

    Raises:
        StoreUnavailable: The folder cannot be listed.
        Cancelled: `progress` raised it.
    """
    found = VerifiedAttachments(folder)
    with store.read() as session:
        total = attachment_total(session)
    tick = _ticking(found, total, progress)
    for number in range(256):
        _verify_portion(store, folder, f"{number:02x}", found, tick)
    _strangers(folder, found)
    return found


def _ticking(found: VerifiedAttachments, total: int, progress: OnProgress) -> Callable[[], None]:
    def tick() -> None:
        progress(Progress(tr("attachments"), found.attachments, max(total, found.attachments)))

    return tick


def _verify_portion(
    store: Store, folder: Path, prefix: str, found: VerifiedAttachments, tick: Callable[[], None]
) -> None:
    with store.read() as session:
        rows = contents_with_prefix(session, prefix)
    named: dict[str, list[tuple[int, str]]] = {}
    sizes: dict[str, int] = {}
    for sha256, size, key, number in rows:
        named.setdefault(sha256, []).append((key, number))
        sizes[sha256] = size
    for sha256, attachments in named.items():
        fault = _fault(folder, sha256)
        if fault is not None:
            found.note(Finding(fault, sha256, sizes[sha256], tuple(attachments)))
        found.attachments += len(attachments)
        tick()
    _orphans(store, folder, prefix, set(named), found)
    tick()


def _fault(folder: Path, sha256: str) -> Fault | None:
    try:
        return None if hash_of(place_of(folder, sha256)) == sha256 else Fault.ALTERED
    except (FileNotFoundError, NotADirectoryError, StoreRefused):
        return Fault.MISSING
    except OSError:
        return Fault.UNREADABLE


def _orphans(store: Store, folder: Path, prefix: str, named: set[str], found: VerifiedAttachments) -> None:
    unnamed = {}
    for file in _files(folder / prefix):
        found.files += 1
        if file.name not in named or file != folder / prefix / file.name[2:4] / file.name:
            unnamed[file] = file.name
    if unnamed:
        with store.read() as session:
            late = known_contents(session, unnamed.values())
        for file, name in sorted(unnamed.items()):
            if name not in late or file != folder / prefix / name[2:4] / name:
                found.note(_orphan(folder, file))


def _strangers(folder: Path, found: VerifiedAttachments) -> None:
    """Note what an adding that was cut off left behind, and what somebody else has put into the folder."""
    portions = {f"{number:02x}" for number in range(256)}
    for entry in _listed(folder):
        if entry.name in portions and entry.is_dir():
            continue
        inside = _files(entry) if entry.is_dir() else iter((entry,))
        for file in inside:
            found.files += 1
            found.note(_orphan(folder, file))


def _orphan(folder: Path, file: Path) -> Finding:
    try:
        size = file.lstat().st_size
    except OSError:  # an adding that ended meanwhile
        size = 0
    return Finding(Fault.ORPHAN, file.relative_to(folder).as_posix(), size)


def _files(folder: Path) -> Iterator[Path]:
    """Yield files of a folder and those below it; links lead nowhere."""
    for entry in _listed(folder):
        if entry.is_dir() and not entry.is_symlink():
            yield from _files(entry)
        else:
            yield entry


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreUnavailable(
            tr("The folder of attachments {folder} cannot be read: {why}").format(
                folder=folder, why=reason_of(error)
            )
        ) from error
