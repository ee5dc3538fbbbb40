"""`gridcenter visits list|record|export` as a grid worker runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gridcenter.cli import run
from gridcenter.store.engine import Store
from tests.services import resident_samples as sample
from tests.services.resident_samples import GRID


@pytest.fixture(autouse=True)
def _register(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "li.min")
    with store.begin() as session:
        sample.fill(session)


def test_who_is_due_is_listed_until_the_visit_is_recorded(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "visits", "list", "--store", store_url]) == 0
    assert f"{GRID}  grid 03" in capsys.readouterr().out
    assert run(["--lang", "en", "visits", "list", GRID, "--store", store_url]) == 0
    said = capsys.readouterr().out
    assert "3 are due." in said
    assert "never met" in said
    assert "赵德福" not in said
    met = ["visits", "record", "h1", "met", "--note", "一切如常", "--store", store_url]
    assert run(["--lang", "zh", *met]) == 0
    assert "见到本人或家人" in capsys.readouterr().out
    assert run(["visits", "list", GRID, "--json", "--store", store_url]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert ([one["whom"] for one in answer["due"]], answer["more"]) == (["p3", "p4"], False)
    assert run(["--lang", "en", "visits", "list", GRID, "--limit", "1", "--store", store_url]) == 0
    assert "The first 1 are shown." in capsys.readouterr().out


def test_the_list_goes_to_a_file(store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "today.csv"
    assert run(["visits", "export", GRID, str(out), "--json", "--store", store_url]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(out), "lines": 3}
    assert run(["--lang", "en", "visits", "export", GRID, str(out), "--store", store_url]) == 0
    assert "3 lines written to" in capsys.readouterr().out
    assert run(["--lang", "en", "visits", "export", "709901003008001", str(out), "--store", store_url]) == 1
    assert "There is no grid 709901003008001 in your area" in capsys.readouterr().err


def test_nobody_and_no_outcome_are_refused(store_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "visits", "record", "12", "met", "--store", store_url]) == 2
    assert "write h12 or p34" in capsys.readouterr().err
    assert run(["--lang", "en", "visits", "record", "h1", "seen", "--store", store_url]) == 2
    assert "choose from met, not_at_home, moved, declined" in capsys.readouterr().err
