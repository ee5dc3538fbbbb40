"""Overwriting files that go; on flash memory, in snapshots and in backups the old content may live on."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_PORTION = 1 << 20


def wipe(path: Path) -> None:
    """Overwrite and remove a file; one that is gone already is no error.

    Raises:
        OSError: It cannot be written or removed.
    """
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            if os.name != "nt":  # an open file cannot be removed there
                path.unlink()
            overwrite(file)
        path.unlink(missing_ok=True)


def overwrite(file: BinaryIO) -> None:
    """Write zeros over all that an open file holds, down to the disk."""
    left = os.fstat(file.fileno()).st_size
    while left > 0:
        left -= file.write(bytes(min(left, _PORTION)))
    file.flush()
    os.fsync(file.fileno())
