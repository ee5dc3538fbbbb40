"""`account pin` as a person or a script runs it: the PIN comes by the input, never by the line."""

from __future__ import annotations

import io

import pytest

from gridcenter.cli import run
from gridcenter.domain.errors import RuleBroken
from gridcenter.services.pins import unlock
from gridcenter.store.engine import Store
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK

PIN = "70-99-01"


@pytest.fixture(autouse=True)
def _filled(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.begin() as session:
        sample.fill(session)
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", CLERK.login)


def typed(monkeypatch: pytest.MonkeyPatch, store_url: str, lines: str, *words: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    return run(["--lang", "en", "account", "pin", *words, "--store", store_url])


def test_a_pin_is_set_changed_and_taken_away(
    store: Store, store_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(monkeypatch, store_url, f"{PIN}\n") == 0
    with pytest.raises(RuleBroken):
        unlock(store, "no", by=CLERK)
    assert typed(monkeypatch, store_url, "wrong-one\nan-other-1\n") == 1
    assert typed(monkeypatch, store_url, f"{PIN}\nan-other-1\n") == 0
    unlock(store, "an-other-1", by=CLERK)
    assert typed(monkeypatch, store_url, "an-other-1\n", "--remove") == 0
    unlock(store, "", by=CLERK)
    assert PIN not in "".join(capsys.readouterr())


def test_somebody_else_s_is_not_taken_away(
    store_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(monkeypatch, store_url, "", "--reset", "wang.qiang") == 1
    assert "Only an administrator" in capsys.readouterr().err
