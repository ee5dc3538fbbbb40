"""Files that are being written for people: what a killed program left of one goes when the next file is begun.

While a file is written a note with its place stands among the program's own data, named by machine and process. Only
a note whose process is gone is followed, and only to a name that files have while they are written.
"""

from __future__ import annotations

import glob
import os
import platform
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from gridcenter.paths import data_dir
from gridcenter.store.wiping import wipe

PART = ".part"
"""Ending of every file that is being written."""
_FORGOTTEN_S = 86_400
"""Seconds, where it cannot be asked whether a process lives."""


def note_unfinished(part: Path) -> Callable[[], None]:
    """Note a file before its first byte; call what is returned when it is complete or gone."""
    note = _folder() / f"{platform.node()}_{os.getpid()}_{uuid4().hex}"
    with suppress(OSError):  # a disk that takes no note takes the file perhaps: it is told of that one
        note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        note.write_text(str(part.absolute()), "utf-8")

    def forget() -> None:
        with suppress(OSError):
            note.unlink(missing_ok=True)

    return forget


def drop_unfinished() -> int:
    """Overwrite and remove what processes that are gone left unfinished; return how many notes were followed."""
    followed = 0
    with suppress(FileNotFoundError, NotADirectoryError):
        for note in sorted(_folder().iterdir()):
            with suppress(OSError, ValueError):
                if _is_orphaned(note):
                    _follow(Path(note.read_text("utf-8")))
                    note.unlink(missing_ok=True)
                    followed += 1
    return followed


def _folder() -> Path:
    return data_dir() / "unfinished"


def _is_orphaned(note: Path) -> bool:
    machine, process, _one = note.name.rsplit("_", 2)
    if machine != platform.node():
        return False
    if os.name == "nt":
        return note.stat().st_mtime < time.time() - _FORGOTTEN_S
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    return False


def _follow(part: Path) -> None:
    """Remove the file and the folders in which a workbook was put together."""
    if part.suffix != PART:
        return
    wipe(part)
    for scratch in part.parent.glob(f"{glob.escape(part.name)}?*"):
        if scratch.is_dir() and not scratch.is_symlink():
            for file in scratch.rglob("*"):
                if file.is_file():
                    wipe(file)
            shutil.rmtree(scratch)
