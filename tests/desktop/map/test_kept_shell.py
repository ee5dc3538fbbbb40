"""The shell page is rendered once and read back the same; a spoilt file is rendered anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from gridcenter.desktop.map import kept
from gridcenter.desktop.map import kept_shell as subject
from gridcenter.desktop.map.shell_page import shell_page


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept, "cache_dir", lambda: tmp_path / "cache")
    subject.kept_shell.cache_clear()
    return tmp_path / "cache"


def read_again() -> subject.ShellPage:
    subject.kept_shell.cache_clear()
    return subject.kept_shell()


def test_the_kept_page_is_what_folium_renders(own_cache: Path) -> None:
    assert subject.kept_shell() == shell_page()
    assert len(list(own_cache.glob("map-*.kept"))) == 1
    assert read_again() == shell_page()


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"html": 1}', '{"other": "x"}'])
def test_a_spoilt_file_is_rendered_anew(own_cache: Path, content: str) -> None:
    subject.kept_shell()
    (kept,) = own_cache.glob("map-*.kept")
    kept.write_text(content)
    assert read_again() == shell_page()
    assert read_again() == shell_page()
    assert kept.read_text() != content


def test_without_a_place_to_keep_it_the_page_is_still_rendered(own_cache: Path) -> None:
    own_cache.write_text("a file where the folder should be")
    assert subject.kept_shell() == shell_page()
