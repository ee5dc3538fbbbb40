"""Bringing contents under the key that a store has now: when it changes, was stopped in between, or was restored.

A content is written under its new key, down to the disk, before what held it goes: at every moment each stands
whole at least once, and whichever key the store has when the machine stops, its contents are there under it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from gridcenter.domain.errors import StoreUnavailable
from gridcenter.language import tr
from gridcenter.services.attachment_content import PORTION
from gridcenter.services.attachment_contents import Contents
from gridcenter.services.attachment_files import part_of, settle_part, written_whole
from gridcenter.services.progress import OnProgress, Progress
from gridcenter.store.keys import StoreKey
from gridcenter.store.sealed_content import SealBroken, begins_sealed
from gridcenter.store.wiping import wipe

_ASKED = 500
_CARRIED = ".carried"
"""Ending of what is being written here; no adding writes such a file."""
_FORGOTTEN_S = 86_400
"""Seconds: what somebody else writes into a folder that several stores share is not older."""

Named = Callable[[Iterable[str]], set[str]]
"""Which of these hashes the store names."""


class _Altered(Exception):  # noqa: N818 - a finding, told with the file's place
    pass


@dataclass(slots=True)
class Settled:
    """How many contents were brought under the key, and how many do not open and stay as they are."""

    taken: int = 0
    left: int = 0


def carry_contents(old: Contents, new: Contents, *, named: Named, progress: OnProgress) -> None:
    """Write what stands under the old key under the new one too; nothing goes.

    Raises:
        StoreUnavailable: A file was altered, or there is no room for both.
        OSError: The folder cannot be read or written.
        Cancelled: `progress` raised it.
    """
    total = sum(path.lstat().st_size for path in old.files())
    _require_room(old.root, total)
    done = 0
    for path, content_hash in _claims(old, named):
        if not content_hash:
            if old.seal is not None:
                raise _told(old, path)
            continue
        if new.size_in(content_hash) < 0:
            try:
                done = _carry(old, path, content_hash, new, done, total, progress)
            except _Altered as error:
                raise _told(old, path) from error


def settle_contents(
    contents: Contents,
    known: Iterable[StoreKey],
    *,
    named: Named,
    alone: bool,
    progress: OnProgress,
) -> Settled:
    """Bring what stands in plain or under other known keys under the present one; then it goes from there.

    `alone` says that the folder belongs to this store only. What is altered stays where it is.

    Raises:
        OSError: The folder cannot be read or written.
        Cancelled: `progress` raised it; what is done stays done.
    """
    settled = Settled()
    for other in contents.others(tuple(known)):
        total = sum(path.lstat().st_size for path in other.files())
        done = 0
        for path, content_hash in _claims(other, named):
            if not content_hash or path != other.place(content_hash):
                settled.left += 1
                continue
            try:
                if not 0 <= other.size_in(content_hash) == contents.size_in(content_hash):
                    done = _carry(other, path, content_hash, contents, done, total, progress)
                    settled.taken += 1
                wipe(path)
            except FileNotFoundError:  # another desk was faster
                continue
            except _Altered:
                settled.left += 1
        _drop_empty(other)
    _drop_parts(contents, alone=alone)
    return settled


def _claims(contents: Contents, named: Named) -> Iterator[tuple[Path, str]]:
    """Yield files with the hash each claims to hold, "" where it claims none; what the store does not name is left."""
    files = contents.files()
    while portion := list(islice(files, _ASKED)):
        claims = [(path, contents.holds_hash(path)) for path in portion if path.is_file()]
        wanted = named({content_hash for _path, content_hash in claims if content_hash})
        yield from (claim for claim in claims if not claim[1] or claim[1] in wanted)


def _carry(
    old: Contents,
    path: Path,
    content_hash: str,
    new: Contents,
    done: int,
    total: int,
    progress: OnProgress,
) -> int:
    """Write one content under the new key and return how many bytes are done now."""
    digest = hashlib.sha256()
    with part_of(new, _CARRIED) as part:
        try:
            with old.file(path).open("rb") as file, written_whole(part, new) as out:
                while portion := file.read(PORTION):
                    digest.update(portion)
                    out.write(portion)
                    done += len(portion)
                    progress(Progress(tr("attachments"), done, max(total, done)))
            if digest.hexdigest() != content_hash:
                raise _Altered
            settle_part(part, new, content_hash)
        except SealBroken as error:
            raise _Altered from error
        finally:
            with suppress(OSError):
                wipe(part)
    return done


def _require_room(folder: Path, needed: int) -> None:
    if needed and shutil.disk_usage(folder).free < needed:
        raise StoreUnavailable(
            tr(
                "The disk of {folder} has no room for the attachments a second time, which is needed until the change "
                "is complete: {n} MB. Nothing was changed."
            ).format(folder=folder, n=f"{needed // 1_000_000 + 1:,}")
        )


def _told(contents: Contents, path: Path) -> StoreUnavailable:
    return StoreUnavailable(
        tr(
            "The attachment in {file} was altered and cannot be carried over. Nothing was changed. Put the right file "
            "back, or move this one elsewhere; gridcenter attachments verify says whose it is."
        ).format(file=path.relative_to(contents.root).as_posix())
    )


def _drop_empty(contents: Contents) -> None:
    """Remove the folders of contents that are gone."""
    for share in contents.shares():
        for folder in (*(one for one in share.iterdir() if one.is_dir()), share):
            with suppress(OSError):
                folder.rmdir()
    if contents.seal is not None:
        with suppress(OSError):
            contents.base.rmdir()


def _drop_parts(contents: Contents, *, alone: bool) -> None:
    """Remove what an adding or a change that was stopped has left in the other form."""
    with suppress(FileNotFoundError):
        for part in contents.incoming.iterdir():
            with suppress(FileNotFoundError):
                status = part.lstat()
                forgotten = alone or status.st_mtime < time.time() - _FORGOTTEN_S
                other = status.st_size and begins_sealed(part) is (contents.seal is None)
                if forgotten and (other or part.suffix == _CARRIED):
                    wipe(part)
    if os.path.lexists(contents.incoming):
        with suppress(OSError):
            contents.incoming.rmdir()
