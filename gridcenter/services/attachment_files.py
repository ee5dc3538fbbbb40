"""Where the files of attachments stand: outside the database, each under the SHA-256 of its content.

A folder holds `ab/cd/abcd…` for content and `incoming/` for what is being written. A file appears under its hash
only when it is complete and on the disk. Its content is kept byte by byte as it came, with whatever the camera
wrote into it (time, place and model in EXIF): it is proof, and nothing of it is read, analysed or shown.
Whoever may read the folder may read the files: its rights are the administrator's to set.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO
from uuid import uuid4

from gridcenter.domain.attachments import AttachmentRow, AttachmentRules, shown_name
from gridcenter.domain.errors import BadInput, Refusal, StoreRefused, StoreUnavailable, reason_of
from gridcenter.language import tr
from gridcenter.services.attachment_content import PORTION, content_type
from gridcenter.services.progress import OnProgress, Progress, unwatched
from gridcenter.store.engine import Store

INCOMING = "incoming"
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """Content that stands in the folder."""

    sha256: str
    size: int
    content_type: str


def attachment_folder(store: Store, configured: str) -> Path:
    """Return the folder of the setting, or the one beside an embedded store's file.

    Raises:
        StoreRefused: The store is shared and no folder is set.
    """
    if configured:
        return Path(configured)
    if store.is_sqlite:
        path = Path(store.url.database or "").absolute()
        return path.with_name(f"{path.name}.attachments")
    raise StoreRefused(
        tr(
            "Desks that share a store share a folder for attachments too. Name it as `attachments` in the "
            "settings of every desk."
        )
    )


def place_of(folder: Path, sha256: str) -> Path:
    """Return where content stands; nothing but a hash becomes part of a path."""
    if not _HASH.fullmatch(sha256):
        raise StoreRefused(
            tr("The store names an attachment by something that is no hash: let it be checked.")
        )
    return folder / sha256[:2] / sha256[2:4] / sha256


def holds_contents(folder: Path) -> bool:
    """Tell whether any content was ever kept in the folder."""
    return next(folder.glob("[0-9a-f][0-9a-f]"), None) is not None


def keep_file(
    folder: Path, source: Path, *, name: str, rules: AttachmentRules, progress: OnProgress = unwatched
) -> KeptFile:
    """Check a file and copy it into the folder; content that stands there already is not written again.

    When this returns, the content is on the disk: a row may name it. Memory does not grow with the file.

    Raises:
        BadInput: The source cannot be read, or its size, content or ending will not do.
        StoreUnavailable: The folder cannot be written.
        Cancelled: `progress` raised it.
    """
    with _source(source, rules) as (file, total), _written_folder(folder), _part(folder) as part:
        sha256, size = _copy(file, part, source, total, rules, progress)
        rules.check_size(size)
        found = content_type(part)
        rules.check_type(name, found)
        _settle(part, folder, sha256)
    return KeptFile(sha256, size, found)


@contextmanager
def _source(source: Path, rules: AttachmentRules) -> Iterator[tuple[BinaryIO, int]]:
    """Lend the file and its size; folders, pipes, devices and files that are too large are not even opened."""
    try:
        status = source.stat()
        if not S_ISREG(status.st_mode):
            raise BadInput(tr("{file} is not a file").format(file=shown_name(source.name)))
        rules.check_size(status.st_size)
        file = source.open("rb")
    except (OSError, ValueError) as error:
        raise _unreadable(source, error) from error
    with file:
        yield file, status.st_size


def _unreadable(source: Path, error: Exception) -> BadInput:
    why = reason_of(error) if isinstance(error, OSError) else tr("there is no such folder or file")
    return BadInput(tr("{file} cannot be read: {why}").format(file=shown_name(source.name), why=why))


@contextmanager
def _written_folder(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable(
            tr("The folder of attachments {folder} cannot be written: {why}. Nothing was added.").format(
                folder=folder, why=reason_of(error)
            )
        ) from error


@contextmanager
def _part(folder: Path) -> Iterator[Path]:
    """Lend a name that nobody else uses, on the same disk as the content; what is left of it vanishes."""
    incoming = folder / INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    part = incoming / f"{uuid4().hex}.part"
    try:
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _copy(
    file: BinaryIO, part: Path, source: Path, total: int, rules: AttachmentRules, progress: OnProgress
) -> tuple[str, int]:
    """Write the content down to the disk; return its hash and size, which may have grown since it was looked at."""
    digest, size = hashlib.sha256(), 0
    with part.open("xb") as out:
        while portion := _portion(file, source):
            size += len(portion)
            rules.check_size(size)
            digest.update(portion)
            out.write(portion)
            progress(Progress(tr("bytes"), size, max(total, size)))
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _portion(file: BinaryIO, source: Path) -> bytes:
    try:
        return file.read(PORTION)
    except OSError as error:
        raise _unreadable(source, error) from error


def _settle(part: Path, folder: Path, sha256: str) -> None:
    """Give complete content its place. Where it stands already and is whole, it is left alone; else it is mended."""
    place = place_of(folder, sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    if not stands(place, sha256):
        part.replace(place)
    for one in (place.parent, place.parent.parent, folder):
        _flush_folder(one)


def _flush_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; Windows and some network folders do so by themselves, or cannot."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


# Reading


def stands(place: Path, sha256: str) -> bool:
    """Tell whether the content is there, whole and unaltered.

    Raises:
        OSError: It is there and cannot be read.
    """
    try:
        return hash_of(place) == sha256
    except FileNotFoundError:
        return False


def hash_of(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def portions(folder: Path, row: AttachmentRow) -> Iterator[bytes]:
    """Yield the content in small portions; the last thing that happens is the check of its hash.

    Never yields more than the row's size. Whoever writes them somewhere must throw them away when this raises.

    Raises:
        Refusal: The file is not there, cannot be read, or is not what was added.
    """
    digest, left = hashlib.sha256(), row.size
    try:
        with place_of(folder, row.sha256).open("rb") as file:
            while left >= 0 and (portion := file.read(PORTION)):
                left -= len(portion)
                digest.update(portion)
                if left >= 0:
                    yield portion
    except FileNotFoundError as error:
        raise Refusal(
            tr(
                "The file “{name}” is not in the folder of attachments {folder}. Let the administrator run: "
                "gridcenter attachments verify"
            ).format(name=shown_name(row.name), folder=folder)
        ) from error
    except OSError as error:
        raise StoreUnavailable(
            tr("The file “{name}” cannot be read from {folder}: {why}").format(
                name=shown_name(row.name), folder=folder, why=reason_of(error)
            )
        ) from error
    if digest.hexdigest() != row.sha256:
        raise Refusal(
            tr(
                "The file “{name}” was altered after it was added and is not shown. Let the administrator run: "
                "gridcenter attachments verify"
            ).format(name=shown_name(row.name))
        )
