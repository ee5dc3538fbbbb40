"""`gridcenter visits past|correct`: a visit noted wrongly is replaced, and both lines are told."""

from __future__ import annotations

import json

import pytest

from gridcenter.cli import run
from gridcenter.store.engine import Store
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK


@pytest.fixture(autouse=True)
def _filled(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.begin() as session:
        sample.fill(session)
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", CLERK.login)


def test_a_visit_is_corrected_and_both_lines_are_told(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "visits", "record", "h1", "met", "--store", store_url]) == 0
    capsys.readouterr()
    words = ["visits", "correct", "1", "void", "--reason", "wrong door", "--store", store_url]
    assert run(["--lang", "en", *words]) == 0
    assert "visit no. 1 is replaced by no. 2, noted by mistake" in capsys.readouterr().out
    assert run(["visits", "past", "h1", "--json", "--store", store_url]) == 0
    told = json.loads(capsys.readouterr().out)["visits"]
    assert [(one["no"], one["outcome"], one["replaced"]) for one in told] == [
        (2, "void", False),
        (1, "met", True),
    ]
    assert run(["--lang", "zh", "visits", "past", "h1", "--store", store_url]) == 0
    assert "（已被替代）" in capsys.readouterr().out
    assert run(["--lang", "en", *words]) == 1
    assert "corrected before" in capsys.readouterr().err
