"""`flow put`, `simulate --version`, `switch-on`: a centre's own flow from the terminal, by two people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gridcenter.cli import run
from gridcenter.services.flows import shipped_text
from gridcenter.store.engine import Store
from tests.commands.test_line import english_words
from tests.domain.flow_samples import SMALL
from tests.services.matters import report, settle
from tests.services.test_own_flows import REQUEST, START, changed

Said = pytest.CaptureFixture[str]
KEY = "service_request"


@pytest.fixture
def own(tmp_path: Path) -> str:
    path = tmp_path / "own.yaml"
    path.write_text(changed(), "utf-8")
    return str(path)


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)


def act(monkeypatch: pytest.MonkeyPatch, login: str) -> None:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", login)


def answer(capsys: Said) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_flow_is_put_in_played_through_and_switched_on_by_another(
    store: Store, store_url: str, own: str, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(store, now=START, draft=REQUEST)
    where = ["--store", store_url, "--lang", "en"]
    act(monkeypatch, "supervisor")
    assert run(["flow", "put", own, *where]) == 0
    assert "Version 2 of the flow “service_request” is a draft" in capsys.readouterr().out
    assert run(["flow", "switch-on", KEY, "2", "--reason", "new rules", "--yes", *where]) == 1
    assert "simulate it before it is switched on" in capsys.readouterr().err
    assert run(["flow", "simulate", KEY, "--version", "2", "--at", "2026-09-30 17:30", *where]) == 0
    assert "evaluate" in capsys.readouterr().out
    assert run(["flow", "switch-on", KEY, "2", "--reason", "new rules", "--yes", *where]) == 1
    assert "somebody else must switch it on" in capsys.readouterr().err
    act(monkeypatch, "leader")
    assert run(["flow", "switch-on", KEY, "2", "--reason", "new rules", *where]) == 2
    assert "Nothing is changed yet: 1 open incident stays" in capsys.readouterr().err
    assert run(["flow", "switch-on", KEY, "2", "--reason", "new rules", "--yes", *where]) == 0
    assert "In force for new incidents: version 2" in capsys.readouterr().out
    assert run(["flow", "list", "--json", *where]) == 0
    states = {(one["key"], one["version"]): one["state"] for one in answer(capsys)["flows"]}
    assert (states[KEY, 2], states[KEY, 1], states["dispute", 1]) == ("on", "retired", "on")
    assert run(["flow", "switch-off", KEY, "--reason", "too early", "--json", *where]) == 0
    assert answer(capsys) == {"key": KEY, "in_force": 1, "open_under_others": 0}


def test_the_list_of_a_store_s_flows_is_in_both_languages(
    store_url: str, own: str, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(monkeypatch, "supervisor")
    assert run(["flow", "put", own, "--store", store_url]) == 0
    capsys.readouterr()
    assert run(["flow", "list", "--store", store_url, "--lang", "zh"]) == 0
    chinese = capsys.readouterr().out
    assert "草稿" in chinese
    assert "生效中" in chinese
    assert (
        english_words(chinese, allowed="city matter dispute emergency escalation service request supervisor")
        == []
    )


def test_every_flaw_is_told_with_its_line(
    store_url: str, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(monkeypatch, "supervisor")
    bad = tmp_path / "bad.yaml"
    bad.write_text(SMALL.read_text("utf-8").replace("role: handler", "role: pope"), "utf-8")
    assert run(["flow", "put", str(bad), "--store", store_url, "--lang", "en"]) == 1
    told = capsys.readouterr().err
    assert "bad.yaml cannot be switched on" in told
    assert "line 14: the move “park” has no role that the flow knows" in told
    assert run(["flow", "put", str(bad), "--store", store_url, "--json"]) == 1
    assert len(answer(capsys)["flaws"]) == 4


def test_versions_are_shown_and_compared(
    store_url: str, own: str, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(monkeypatch, "supervisor")
    where = ["--store", store_url, "--lang", "en"]
    assert run(["flow", "put", own, *where]) == 0
    capsys.readouterr()
    assert run(["flow", "show", KEY, "--store", store_url]) == 0
    assert capsys.readouterr().out == shipped_text(KEY)
    assert run(["flow", "show", KEY, "--version", "2", "--store", store_url]) == 0
    assert capsys.readouterr().out == changed()
    assert run(["flow", "diff", KEY, "1", "2", *where]) == 0
    told = capsys.readouterr().out
    assert "+  - {code:" in told
    assert "taken down by us" in told
    assert run(["flow", "diff", KEY, "2", "2", *where]) == 0
    assert "the same" in capsys.readouterr().out
    assert run(["flow", "show", KEY, "--version", "9", *where]) == 1
    assert "has no version 9" in capsys.readouterr().err
