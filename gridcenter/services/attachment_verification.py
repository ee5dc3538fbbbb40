"""Verifying attachments: every row against its file and every file against its rows; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from gridcenter.domain.errors import StoreRefused, StoreUnavailable, reason_of
from gridcenter.language import tr
from gridcenter.services.attachment_contents import INCOMING, Contents, contents_of
from gridcenter.services.attachment_files import hash_of
from gridcenter.services.progress import OnProgress, Progress
from gridcenter.store.attachments import attachment_total, contents_with_prefix, known_contents
from gridcenter.store.engine import Store
from gridcenter.store.sealed_content import SealBroken, begins_sealed

_ASKED = 500
"""Hashes asked for at once."""
KEPT_FINDINGS = 1000
"""More of them are counted and not named: memory stays the same however many there are."""


class Fault(StrEnum):
    MISSING = "missing"
    """A row without its file."""
    ALTERED = "altered"
    """A file whose content is not what was added."""
    UNREADABLE = "unreadable"
    PLAIN = "plain"
    """A file in plain beside an encrypted store: it is sealed at the next start of the window."""
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

    Goes by the first byte of the hashes and of the names, so that memory holds a 256th of the store's rows at a time.
    A file that a desk adds meanwhile may have its row a moment later: files are asked for after they were listed.

    Raises:
        StoreUnavailable: The folder cannot be listed.
        Cancelled: `progress` raised it.
    """
    found = VerifiedAttachments(folder)
    contents = contents_of(store, folder)
    with store.read() as session:
        total = attachment_total(session)
    tick = _ticking(found, total, progress)
    told: set[Path] = set()
    for number in range(256):
        _verify_rows(store, contents, f"{number:02x}", found, told, tick)
    for number in range(256):
        _orphans(store, contents, f"{number:02x}", found, told)
        tick()
    _strangers(contents, found)
    return found


def _ticking(found: VerifiedAttachments, total: int, progress: OnProgress) -> Callable[[], None]:
    def tick() -> None:
        progress(Progress(tr("attachments"), found.attachments, max(total, found.attachments)))

    return tick


def _verify_rows(
    store: Store,
    contents: Contents,
    prefix: str,
    found: VerifiedAttachments,
    told: set[Path],
    tick: Callable[[], None],
) -> None:
    """Read what the rows of a portion name; `told` takes the places of which something was said."""
    with store.read() as session:
        rows = contents_with_prefix(session, prefix)
    named: dict[str, list[tuple[int, str]]] = {}
    sizes: dict[str, int] = {}
    for sha256, size, key, number in rows:
        named.setdefault(sha256, []).append((key, number))
        sizes[sha256] = size
    for sha256, attachments in named.items():
        fault = _fault(contents, sha256)
        if fault is not None:
            found.note(Finding(fault, sha256, sizes[sha256], tuple(attachments)))
        if fault in (Fault.ALTERED, Fault.UNREADABLE):
            told.add(contents.place(sha256))
        found.attachments += len(attachments)
        tick()


def _fault(contents: Contents, sha256: str) -> Fault | None:
    try:
        with contents.open(sha256) as file:
            return None if hash_of(file) == sha256 else Fault.ALTERED
    except (FileNotFoundError, NotADirectoryError, StoreRefused):
        return Fault.MISSING
    except SealBroken:
        return Fault.ALTERED
    except OSError:
        return Fault.UNREADABLE


def _orphans(
    store: Store, contents: Contents, share: str, found: VerifiedAttachments, told: set[Path]
) -> None:
    hashes = {}
    for file in _files(contents.base / share):
        found.files += 1
        if file not in told:
            hashes[file] = _claimed(contents, file)
    names = sorted({one for one in hashes.values() if one})
    known: set[str] = set()
    for at in range(0, len(names), _ASKED):
        with store.read() as session:
            known |= known_contents(session, names[at : at + _ASKED])
    for file, sha256 in sorted(hashes.items()):
        if sha256 not in known or file != contents.place(sha256):
            found.note(_file_finding(Fault.ORPHAN, contents.root, file))


def _claimed(contents: Contents, file: Path) -> str:
    try:
        return contents.holds_hash(file)
    except OSError:
        return ""


def _strangers(contents: Contents, found: VerifiedAttachments) -> None:
    """Note what an adding that was cut off left behind, and what somebody else has put into the folder.

    Beside an encrypted store what stands in plain, and what is being written in plain, has a name of its own.
    """
    shares = {f"{number:02x}" for number in range(256)}
    for entry in _listed(contents.root):
        if contents.base == contents.root and entry.name in shares and entry.is_dir():
            continue
        if entry == contents.base:
            continue
        plain = contents.seal is not None and entry.name in {*shares, INCOMING}
        inside = _files(entry) if entry.is_dir() else iter((entry,))
        for file in inside:
            found.files += 1
            fault = Fault.PLAIN if plain and not _begins_sealed(file) else Fault.ORPHAN
            found.note(_file_finding(fault, contents.root, file))
    if contents.seal is not None:
        for entry in _listed(contents.base):
            if entry.name not in shares or not entry.is_dir():
                found.note(_file_finding(Fault.ORPHAN, contents.root, entry))


def _begins_sealed(file: Path) -> bool:
    try:
        return begins_sealed(file)
    except OSError:  # an adding that ended meanwhile
        return True


def _file_finding(fault: Fault, folder: Path, file: Path) -> Finding:
    try:
        size = file.lstat().st_size
    except OSError:  # an adding that ended meanwhile
        size = 0
    return Finding(fault, file.relative_to(folder).as_posix(), size)


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
