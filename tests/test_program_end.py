"""How the program ends: a real second process that showed a map, and its last words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gridcenter.store.engine import Store
from tests.services.matters import settle

PAGES = ("map", "overview,map,incidents", "wall,situation")


@pytest.mark.parametrize("pages", PAGES)
def test_a_process_that_showed_maps_ends_well_and_leaves_no_page_of_the_web_engine(
    pages: str, sqlite_store: Store, sqlite_url: str, tmp_path: Path
) -> None:
    settle(sqlite_store)
    command = [sys.executable, "-m", "gridcenter", "screenshots", str(tmp_path / "out"), "--pages", pages]
    ended = subprocess.run(
        [*command, "--store", sqlite_url],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
        env={**os.environ, "GRIDCENTER_ACCOUNT": "supervisor"},
    )
    assert ended.returncode == 0, ended.stderr
    assert "WebEnginePage" not in ended.stderr
    assert len(list((tmp_path / "out").glob("*.png"))) == pages.count(",") + 1
