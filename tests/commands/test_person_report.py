"""`gridcenter people report` as the auditor runs it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from gridcenter.cli import run
from gridcenter.services.lookup import look_up
from gridcenter.store.engine import Store
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, NUMBER, request


@pytest.fixture(autouse=True)
def _looked_at(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "zhou.jing")
    with store.begin() as session:
        sample.fill(session)
    ground = request(incident="", reason="[bold]asked by the family")
    assert look_up(store, ground, by=CLERK) is not None


def test_it_tells_in_both_languages_and_reads_the_number_from_the_input(
    store_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["--lang", "zh", "people", "report", NUMBER, "--store", store_url]) == 0
    said = capsys.readouterr().out
    assert "李敏 (li.min)" in said
    assert "已显示脱敏卡片" in said
    monkeypatch.setattr("sys.stdin", io.StringIO(NUMBER + "\n"))
    assert run(["--lang", "en", "people", "report", "-", "--reason", "letter", "--store", store_url]) == 0
    said = capsys.readouterr().out
    assert "[bold]asked by the family" in said
    assert "3 lines in the audit" in said
    assert NUMBER not in said


def test_programs_get_the_lines_and_the_file(
    store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "r.csv"
    assert run(["people", "report", NUMBER, "--out", str(out), "--json", "--store", store_url]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [line["action"] for line in answer["lines"]] == ["subject_report", "lookup"]
    assert (answer["file"], out.exists()) == (str(out), True)
    assert run(["people", "report", NUMBER, "--out", str(out), "--store", store_url]) == 0
    assert str(out) in capsys.readouterr().out


def test_a_desk_account_is_refused_with_a_sentence(
    store_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "li.min")
    assert run(["--lang", "en", "people", "report", NUMBER, "--store", store_url]) == 1
    assert "auditor, leader" in capsys.readouterr().err
