"""The map's shell page, rendered by folium once for each installation and read from a file afterwards.

Loading folium takes longer than opening the store; no start should wait for a page that is always the same.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from gridcenter import __version__
from gridcenter.paths import cache_dir

_RENDERER = Path(__file__).with_name("shell_page.py")


@dataclass(frozen=True, slots=True)
class ShellPage:
    """The page, and the script and style that folium would have written into it."""

    html: bytes
    script: bytes
    style: bytes


@cache
def kept_shell() -> ShellPage:
    """Return the shell page from the user's cache; render it where the cache has none of this version."""
    path = cache_dir() / f"map-{_edition()}.json"
    with suppress(OSError, ValueError, TypeError, AttributeError):
        kept = json.loads(path.read_text(encoding="utf-8"))
        return ShellPage(**{part: text.encode() for part, text in kept.items()})
    rendered: ShellPage = import_module("gridcenter.desktop.map.shell_page").shell_page()
    with suppress(OSError):
        _keep(path, rendered)
    return rendered


def _edition() -> str:
    """Name what the page depends on: folium's version and how this version of the program uses it."""
    source = _RENDERER.read_bytes() if _RENDERER.is_file() else b""  # a frozen program holds no sources
    return sha256(f"{version('folium')} {__version__}".encode() + source).hexdigest()[:16]


def _keep(path: Path, page: ShellPage) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    parts = {part: text.decode() for part, text in asdict(page).items()}
    draft.write_text(json.dumps(parts), encoding="utf-8")
    draft.replace(path)
