"""Where things lie: assets of the product, and the user's own folders."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("gridcenter", appauthor=False)


@cache
def _asset_root() -> Path:
    package = Path(__file__).resolve().parent
    bundled = package / "_assets"
    return bundled if bundled.is_dir() else package.parent


def asset(name: str) -> Path:
    """Return the path of a file under `ui/`, `resources/` or `db/`, in a checkout and in an installation."""
    return _asset_root() / name


def config_dir() -> Path:
    return Path(_DIRS.user_config_dir)


def data_dir() -> Path:
    return Path(_DIRS.user_data_dir)


def cache_dir() -> Path:
    """What can be made again at any time; nothing about people is ever kept here."""
    return Path(_DIRS.user_cache_dir)


def log_dir() -> Path:
    return Path(_DIRS.user_log_dir)
