"""`gridcenter responsibility` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gridcenter.cli import run
from gridcenter.store.engine import Store
from tests.services.importing.carrying import table
from tests.services.matters import settle

HEADING = "set,category,place,source,unit,basis,valid_from,valid_until"
LINE = "matters,T01,709901001,,U2,《条例》第 12 条,2026-01-01,"


@pytest.fixture(autouse=True)
def _place(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(store)
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "supervisor")


def test_a_list_is_tried_brought_in_listed_and_written_out(
    store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path / "r.csv", HEADING, LINE)
    on = ("--store", store_url)
    assert run(["--lang", "en", "responsibility", "check", str(path), *on]) == 0
    assert "rows 1, nothing stored: to be stored 1" in capsys.readouterr().out
    assert run(["responsibility", "list", "--json", *on]) == 0
    assert json.loads(capsys.readouterr().out) == {"lines": []}
    assert run(["--lang", "en", "responsibility", "import", str(path), *on]) == 0
    assert "rows 1, stored 1" in capsys.readouterr().out
    assert run(["--lang", "en", "responsibility", "list", *on]) == 0
    listed = capsys.readouterr().out
    assert "T01 blocked fire lane × 江南街道" in listed
    assert "City management" in listed
    assert "—" in listed
    out = tmp_path / "out.csv"
    assert run(["responsibility", "export", "--out", str(out), *on]) == 0
    assert "《条例》第 12 条" in out.read_text("utf-8-sig")


def test_a_refused_row_ends_with_status_3(store_url: str, tmp_path: Path) -> None:
    path = table(tmp_path / "r.csv", HEADING, LINE, "matters,X,,,U2,,,")
    rejects = tmp_path / "back.csv"
    assert run(["responsibility", "import", str(path), "--rejects", str(rejects), "--store", store_url]) == 3
    assert "X" in rejects.read_text("utf-8-sig")


def test_a_check_of_the_list_names_what_nobody_does(
    store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["responsibility", "import", str(table(tmp_path / "r.csv", HEADING, LINE)), "--store", store_url])
    capsys.readouterr()
    assert run(["--lang", "en", "responsibility", "check", "--store", store_url]) == 3
    assert "no line says who does “07 Advertising” (matters)" in capsys.readouterr().out
    assert run(["responsibility", "check", "--json", "--store", store_url]) == 3
    assert json.loads(capsys.readouterr().out)["lines"] == 1


def test_who_does_not_keep_the_list_changes_nothing(
    store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "handler")
    path = table(tmp_path / "r.csv", HEADING, LINE)
    assert run(["--lang", "en", "responsibility", "import", str(path), "--store", store_url]) == 1
    assert "the responsibility list is kept by" in capsys.readouterr().err
