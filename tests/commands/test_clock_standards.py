"""`clocks standards`: it lists what changed standards would move, and moves nothing without being asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gridcenter.cli import run
from gridcenter.store.engine import Store
from tests.services.importing.carrying import bring_into, table
from tests.services.matters import at, report, settle, to_handling

HEAD = "类别编码,编码集,处置时限,时限单位,全案时限,全案时限单位"


@pytest.fixture(autouse=True)
def _changed(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An incident in handling under four working hours, and eight in the standard since."""
    settle(store)
    to_handling(store, report(store, now=at("11-18 14:00")), at("11-18 14:00"))
    file = table(tmp_path / "s.csv", HEAD, "T01,matters,8,work_hour,2,work_day")
    bring_into(store)("standards", file, now=at("01-15 09:00"))
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "supervisor")


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = run(["clocks", "standards", *words, "--lang", "en"])
    out, err = capsys.readouterr()
    return status, out, err


def test_it_lists_and_moves_only_with_a_reason(store_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = asked(capsys, "--store", store_url)
    assert status == 0
    assert "would move: 1" in out
    assert "handling: 2026-11-19 08:04 → 2026-11-19 14:04" in out
    status, _, err = asked(capsys, "--move", "--store", store_url)
    assert status == 2
    assert "--reason" in err
    status, out, _ = asked(capsys, "--move", "--reason", "新标准", "--store", store_url)
    assert status == 0
    assert "1 incidents have new deadlines" in out
    status, out, _ = asked(capsys, "--store", store_url)
    assert "would move: 0" in out


def test_json_tells_the_same(store_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = asked(capsys, "--move", "--reason", "新标准", "--json", "--store", store_url)
    answer = json.loads(out)
    assert status == 0
    assert (answer["moved_deadlines"], answer["moved_incidents"]) == (1, 1)
    assert answer["moved"][0]["clock"] == "step"
