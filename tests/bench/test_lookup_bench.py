"""The look-up benchmark compares like with like: what it replays leaves the store as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from gridcenter.bench import lookup
from gridcenter.store.audit import count_lines
from gridcenter.store.engine import Store


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(lookup, "LOOKUPS", 10)
    return lookup._filled(f"sqlite:///{(tmp_path / 'bench.db').as_posix()}", 300)


def test_both_sides_are_measured_and_every_look_up_is_audited(small: Store) -> None:
    figures = lookup._measured(small, lookup._Work(300))
    assert {"lookup_p50_ms", "lookup_p99_ms", "ratio", "ratio_bare"} <= set(figures)
    assert all(figure > 0 for figure in figures.values())
    with small.read() as session:
        told = count_lines(session)
    assert told == 10 // 4 + 3 * lookup.ROUNDS * 10
    small.dispose()
