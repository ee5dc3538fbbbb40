"""Sentences about a file that was changed, taken away or became unreadable while it was read."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gridcenter.domain.errors import BadInput, reason_of
from gridcenter.language import tr

Stamp = tuple[int, int, int]


def stamp_of(path: Path) -> Stamp | None:
    """Return by what it is seen that a file was written again: its place, size and time; None where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def check_same(path: Path, before: Stamp | None) -> None:
    """Refuse a file that is no longer the one that was begun with.

    Raises:
        BadInput: It was changed or taken away.
    """
    if stamp_of(path) != before:
        raise BadInput(_changed(path))


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn what goes wrong while a file is read into a refusal.

    Raises:
        BadInput: The file is gone, its disk does not answer, or it became another one meanwhile.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise BadInput(_changed(path)) from error
    except (UnicodeError, EOFError, zlib.error) as error:
        raise BadInput(_changed(path)) from error
    except OSError as error:
        sentence = tr("{file} cannot be read any further: {why}. Nothing of it was stored.")
        raise BadInput(sentence.format(file=path.name, why=reason_of(error))) from error


def _changed(path: Path) -> str:
    return tr(
        "{file} was changed or taken away while it was read. Close it in other programs and bring it in again."
    ).format(file=path.name)
