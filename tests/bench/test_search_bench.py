"""The search benchmark finds whom it looks for, on both stores."""

from __future__ import annotations

import pytest

from gridcenter.bench import search


def test_every_kind_of_search_is_measured_on_both_stores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SEARCHES", 4)
    monkeypatch.setattr(search, "WARM_UP", 1)
    figures = search.run(rows=300)
    for name in ("sqlite", "postgresql"):
        measured = figures[name]
        assert isinstance(measured, dict)
        assert {"name_p99_ms", "pinyin_p99_ms", "phone_p50_ms"} <= set(measured)
        assert all(figure > 0 for figure in measured.values())
