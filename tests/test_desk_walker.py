"""A desk at which anything is pressed, while somebody meddles with its store: nothing fails, and the books hold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from gridcenter.clock import utc_now
from gridcenter.services.audit_verification import verify_audit
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.demo.create import create_demo
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.store.engine import open_store
from tests.desk_walker import ZONE

ROOT = Path(__file__).resolve().parents[1]
SECONDS = "12"


@pytest.mark.parametrize(
    ("kind", "login", "language"), [("sqlite", "songtao", "zh"), ("postgres", "zhouhang", "en")]
)
def test_whatever_is_pressed_nothing_fails_and_the_books_hold(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, login: str, language: str
) -> None:
    url = request.getfixturevalue(f"{kind}_url")
    store = open_store(url)
    create_demo(store, size=DemoSize.STREET, now=utc_now())
    walked, meddled = tmp_path / "walked.json", tmp_path / "meddled.json"
    seed = "7"
    meddling = ["tests.desk_meddler", url, login, seed, SECONDS, str(meddled), str(tmp_path)]
    walking = ["tests.desk_walker", url, login, language, "dark", seed, SECONDS, str(walked)]
    both = [subprocess.Popen([sys.executable, "-m", *line], cwd=ROOT) for line in (meddling, walking)]
    assert [one.wait(200) for one in both] == [0, 0]
    found, others = (json.loads(path.read_text("utf-8")) for path in (walked, meddled))
    faults = [
        fault for fault in found["faults"] if fault["kind"] != "hung"
    ]  # a machine that is busy hangs, too
    assert (faults, others["faults"]) == ([], [])
    assert found["steps"] > 0 < len(others["counts"])
    assert verify_audit(store, progress=lambda _done: None).broken == 0
    assert verify_clocks(store, zone=ZoneInfo(ZONE), progress=lambda _done: None).kept == []
    store.dispose()
