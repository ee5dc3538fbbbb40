from __future__ import annotations

import json

import pytest

from gridcenter.bench import importing


def test_both_stores_and_both_kinds_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "ROUNDS", 1)
    steps: list[str] = []
    figures = importing.run(rows=300, progress=steps.append)
    assert steps == ["sqlite incidents", "sqlite persons", "postgresql incidents", "postgresql persons"]
    for store in ("sqlite", "postgresql"):
        for kind in ("incidents", "persons"):
            assert figures[store][f"{kind}_ratio"] > 0
    json.dumps(figures)
