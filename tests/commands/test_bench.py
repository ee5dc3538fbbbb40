"""`gridcenter bench` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gridcenter.bench import search
from gridcenter.cli import run


def test_the_number_of_rows_can_be_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(search, "SEARCHES", 2)
    monkeypatch.setattr(search, "WARM_UP", 1)
    file = tmp_path / "figures.json"
    assert run(["bench", "search", "--rows", "100", "--json", str(file)]) == 0
    assert json.loads(file.read_text("utf-8"))["persons"] == 100
    assert "sqlite.pinyin_p99_ms" in capsys.readouterr().out


def test_a_bench_without_rows_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "bench", "start", "--rows", "100"]) != 0
    assert "bench start has no rows to choose." in capsys.readouterr().err
