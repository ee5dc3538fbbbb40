"""Where the files of attachments stand: outside the database, each under the SHA-256 of its content.

A folder holds `ab/cd/abcd…` for content and `incoming/` for what is being written. A file appears under its hash
only when it is complete and on the disk. Its content is kept byte by byte as it came, with whatever the camera
wrote into it (time, place and model in EXIF): it is proof, and nothing of it is read, analysed or shown.
Beside an encrypted store everything is sealed from its first byte on (see `attachment_contents`). Elsewhere whoever
may read the folder may read the files: its rights are the administrator's to set.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, cast
from uuid import uuid4

from gridcenter.domain.attachments import AttachmentRow, AttachmentRules, shown_name
from gridcenter.domain.errors import BadInput, Refusal, StoreRefused, StoreUnavailable, reason_of
from gridcenter.language import tr
from gridcenter.services.attachment_content import PORTION, content_type
from gridcenter.services.attachment_contents import Contents
from gridcenter.services.progress import OnProgress, Progress, unwatched
from gridcenter.store.engine import Store
from gridcenter.store.sealed_content import SealBroken, SealingWriter


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
        return folder_beside(Path(store.url.database or ""))
    raise StoreRefused(
        tr(
            "Desks that share a store share a folder for attachments too. Name it as `attachments` in the "
            "settings of every desk."
        )
    )


def folder_beside(path: Path) -> Path:
    """Return the folder that belongs to an embedded store's file alone."""
    return path.absolute().with_name(f"{path.name}.attachments")


def place_of(folder: Path, sha256: str) -> Path:
    """Return where plain content stands; nothing but a hash becomes part of a path."""
    return Contents(folder).place(sha256)


def holds_contents(folder: Path) -> bool:
    """Tell whether any content was ever kept in the folder, under whatever key."""
    return any(next(folder.glob(one), None) is not None for one in ("[0-9a-f][0-9a-f]", "sealed-*"))


def keep_file(
    contents: Contents,
    source: Path,
    *,
    name: str,
    rules: AttachmentRules,
    progress: OnProgress = unwatched,
) -> KeptFile:
    """Check a file and copy it into the folder; content that stands there already is not written again.

    When this returns, the content is on the disk: a row may name it. Memory does not grow with the file.

    Raises:
        BadInput: The source cannot be read, or its size, content or ending will not do.
        StoreUnavailable: The folder cannot be written.
        Cancelled: `progress` raised it.
    """
    with _source(source, rules) as (file, total), _written_folder(contents.root), part_of(contents) as part:
        sha256, size = _copy(file, part, contents, source, total, rules, progress)
        rules.check_size(size)
        found = content_type(contents.file(part))
        rules.check_type(name, found)
        settle_part(part, contents, sha256)
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
def part_of(contents: Contents, ending: str = ".part") -> Iterator[Path]:
    """Lend a name that nobody else uses, on the same disk as the content; what is left of it vanishes."""
    contents.incoming.mkdir(parents=True, exist_ok=True)
    part = contents.incoming / f"{uuid4().hex}{ending}"
    try:
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _copy(
    file: BinaryIO,
    part: Path,
    contents: Contents,
    source: Path,
    total: int,
    rules: AttachmentRules,
    progress: OnProgress,
) -> tuple[str, int]:
    """Write the content down to the disk; return its hash and size, which may have grown since it was looked at."""
    digest, size = hashlib.sha256(), 0
    with written_whole(part, contents) as out:
        while portion := _portion(file, source):
            size += len(portion)
            rules.check_size(size)
            digest.update(portion)
            out.write(portion)
            progress(Progress(tr("bytes"), size, max(total, size)))
    return digest.hexdigest(), size


@contextmanager
def written_whole(part: Path, contents: Contents) -> Iterator[BinaryIO | SealingWriter]:
    """Lend what takes the content of a new file, and bring it to the disk at the end."""
    with part.open("xb") as file:
        out = contents.writer(file)
        yield out
        if isinstance(out, SealingWriter):
            out.finish()
        file.flush()
        os.fsync(file.fileno())


def _portion(file: BinaryIO, source: Path) -> bytes:
    try:
        return file.read(PORTION)
    except OSError as error:
        raise _unreadable(source, error) from error


def settle_part(part: Path, contents: Contents, sha256: str) -> None:
    """Give complete content its place. Where it stands already and is whole, it is left alone; else it is mended."""
    place = contents.place(sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    if not stands(contents, sha256):
        part.replace(place)
    for one in dict.fromkeys((place.parent, place.parent.parent, contents.base, contents.root)):
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


def stands(contents: Contents, sha256: str) -> bool:
    """Tell whether the content is in its place, whole and unaltered.

    Raises:
        OSError: It is there and cannot be read.
    """
    try:
        with contents.file(contents.place(sha256)).open("rb") as file:
            return hash_of(file) == sha256
    except (FileNotFoundError, SealBroken):
        return False


def hash_of(file: BinaryIO) -> str:
    return hashlib.file_digest(cast(BufferedReader, file), "sha256").hexdigest()


def portions(contents: Contents, row: AttachmentRow) -> Iterator[bytes]:
    """Yield the content in small portions; the last thing that happens is the check of its hash.

    Never yields more than the row's size. Whoever writes them somewhere must throw them away when this raises.

    Raises:
        Refusal: The file is not there, cannot be read, or is not what was added.
    """
    digest, left = hashlib.sha256(), row.size
    try:
        with contents.open(row.sha256) as file:
            while left >= 0 and (portion := file.read(PORTION)):
                left -= len(portion)
                digest.update(portion)
                if left >= 0:
                    yield portion
    except FileNotFoundError as error:
        raise _missing(contents, row) from error
    except SealBroken as error:
        raise _altered(row) from error
    except OSError as error:
        raise StoreUnavailable(
            tr("The file “{name}” cannot be read from {folder}: {why}").format(
                name=shown_name(row.name), folder=contents.root, why=reason_of(error)
            )
        ) from error
    if digest.hexdigest() != row.sha256:
        raise _altered(row)


def _missing(contents: Contents, row: AttachmentRow) -> Refusal:
    if contents.strange_seals():
        return Refusal(
            tr(
                "The file “{name}” is not among those that the key of this store opens: {folder} holds files under "
                "another key. Put back the folder that was kept together with this store."
            ).format(name=shown_name(row.name), folder=contents.root)
        )
    return Refusal(
        tr(
            "The file “{name}” is not in the folder of attachments {folder}. Let the administrator run: "
            "gridcenter attachments verify"
        ).format(name=shown_name(row.name), folder=contents.root)
    )


def _altered(row: AttachmentRow) -> Refusal:
    return Refusal(
        tr(
            "The file “{name}” was altered after it was added and is not shown. Let the administrator run: "
            "gridcenter attachments verify"
        ).format(name=shown_name(row.name))
    )
