"""The map's shell page, rendered by folium once for each installation and read from a file afterwards.

Loading folium takes longer than opening the store; no start should wait for a page that is always the same.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from gridcenter.desktop.map.kept import edition, kept

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
    parts = json.loads(kept("map", edition("folium", _RENDERER), _rendered))
    return ShellPage(**{part: text.encode() for part, text in parts.items()})


def _rendered() -> bytes:
    page: ShellPage = import_module("gridcenter.desktop.map.shell_page").shell_page()
    return json.dumps({part: text.decode() for part, text in asdict(page).items()}).encode()
