"""Files that are being written, remembered so that what a killed process leaves of them does not stay.

Each has an entry in the user's state folder, locked for as long as its process lives: an entry that nobody holds is
that of a process that died. The program looks for such entries when it starts and before it writes another file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from typing import IO, Any
from uuid import uuid4

from gridcenter.paths import state_dir

ENDING = ".part"
"""Of the name under which a file is written."""
_ENTRY, _NEW = ".unfinished", ".new"


@contextmanager
def remembered(part: Path) -> Iterator[None]:
    """Remember a file while it is written; where nothing can be remembered it is written all the same.

    What dead processes left of others is removed first.
    """
    remove_leftovers()
    with ExitStack() as kept:
        with suppress(OSError):
            kept.enter_context(_entry(part))
        yield


def remove_leftovers() -> int:
    """Remove what dead processes left of their files, and return of how many."""
    removed = 0
    with ExitStack() as held, suppress(OSError):
        dead, alive = [], set()
        for path in sorted(_folder().glob(f"*{_ENTRY}")):
            file = held.enter_context(path.open("r+", encoding="utf-8"))
            named = Path(file.read())
            if _lock(file):
                dead.append((path, named))
            else:
                alive.add(named)
        for path, named in dead:
            removed += named not in alive and _remove(named)
            path.unlink(missing_ok=True)
    return removed


@contextmanager
def _entry(part: Path) -> Iterator[None]:
    """Keep a locked entry: it gets its name when it is locked, so that nobody takes it for one that was left."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    entry = folder / f"{uuid4().hex}{_ENTRY}"
    made = entry.with_suffix(_NEW)
    with made.open("x", encoding="utf-8") as file:
        try:
            made.chmod(0o600)
            file.write(str(part.absolute()))
            file.flush()
            _lock(file)
            made.replace(entry)
            yield
        finally:
            with suppress(OSError):
                made.unlink(missing_ok=True)
                entry.unlink(missing_ok=True)


def _remove(part: Path) -> bool:
    """Remove a file and the folders in which it was put together; nothing but what this program calls so."""
    if not part.is_absolute() or part.suffix != ENDING:
        return False
    there = part.is_file()
    with suppress(OSError):
        part.unlink(missing_ok=True)
    for scratch in part.parent.glob(f"{_plain(part.name)}*"):
        if scratch.is_dir() and not scratch.is_symlink():
            rmtree(scratch, ignore_errors=True)
    return there


def _plain(name: str) -> str:
    """Return a name as a pattern that fits it alone."""
    return "".join(f"[{letter}]" if letter in "[*?" else letter for letter in name)


def _folder() -> Path:
    return state_dir() / "unfinished"


def _lock(file: IO[str]) -> bool:
    """Lock a file for this process; False where another one holds it."""
    try:
        if find_spec("fcntl"):
            fcntl: Any = import_module("fcntl")
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            msvcrt: Any = import_module("msvcrt")
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
