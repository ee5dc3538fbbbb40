"""Documents of the map that take long to make: kept in the user's cache under a name that says what they are.

A name ends in a digest of everything the document depends on, so what is found under it is right. Only places
are kept (grids, communities, the empty page), nothing about people. Any thread may ask.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from gridcenter import __version__
from gridcenter.clock import utc_now
from gridcenter.paths import cache_dir

KEPT_OF_A_KIND = 8
"""Older documents go: a district that is redrawn, or another store, leaves a new one each time."""
_DIGEST = 64


def edition(library: str, maker: Path, content: str = "") -> str:
    """Name what a document depends on: a library's version, how this program uses it, and what it is made of."""
    source = maker.read_bytes() if maker.is_file() else b""  # a frozen program holds no sources
    return sha256(f"{version(library)} {__version__} {content}".encode() + source).hexdigest()[:16]


def kept(kind: str, name: str, make: Callable[[], bytes]) -> bytes:
    """Return a document from the cache; make it where the cache has none, or a spoilt one."""
    path = cache_dir() / f"{kind}-{name}.kept"
    found = _read(path)
    if found is not None:
        with suppress(OSError):
            _mark_used(path)
        return found
    document = make()
    with suppress(OSError):
        _keep(path, document)
        _mark_used(path)
        _forget_oldest(path.parent, kind)
    return document


def last_kept(kind: str) -> bytes | None:
    """Return the document of this kind that was used last, or None."""
    files = _by_age(cache_dir(), kind)
    return _read(files[-1]) if files else None


def _read(path: Path) -> bytes | None:
    """Return a document, or None where there is none or a spoilt one."""
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    digest, document = stored[:_DIGEST], stored[_DIGEST:]
    return document if digest == _digest(document) else None


def _digest(document: bytes) -> bytes:
    return sha256(document).hexdigest().encode()


def _keep(path: Path, document: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(_digest(document) + document)
    draft.replace(path)


def _mark_used(path: Path) -> None:
    """Say when a document was used, finer than the ticks of some milliseconds in which a system notes it by itself."""
    moment = utc_now().timestamp()
    os.utime(path, (moment, moment))


def _forget_oldest(folder: Path, kind: str) -> None:
    for file in _by_age(folder, kind)[:-KEPT_OF_A_KIND]:
        file.unlink()


def _by_age(folder: Path, kind: str) -> list[Path]:
    """Return the documents of a kind, the one used last at the end; another process may be removing some."""
    with suppress(OSError):
        return sorted(folder.glob(f"{kind}-*.kept"), key=lambda file: file.stat().st_mtime_ns)
    return []
