from __future__ import annotations

import json
from pathlib import Path

import pytest

from gridcenter.bench import importing
from gridcenter.bench.pandas_import import frames_of, has_pandas, write_frames
from gridcenter.services.importing import Kind


def test_both_stores_and_both_kinds_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "ROUNDS", 1)
    steps: list[str] = []
    figures = importing.run(rows=300, progress=steps.append)
    assert steps == ["sqlite incidents", "sqlite persons", "postgresql incidents", "postgresql persons"]
    for store in ("sqlite", "postgresql"):
        for kind in ("incidents", "persons"):
            assert figures[store][f"{kind}_ratio"] > 0
        assert figures[store]["persons_again_rows_per_s"] > 0
    json.dumps(figures)


@pytest.mark.parametrize("installed", [False, True])
def test_pandas_stands_beside_it_or_is_named_as_absent(
    monkeypatch: pytest.MonkeyPatch, installed: bool, english: None
) -> None:
    written: list[str] = []
    monkeypatch.setattr(importing, "ROUNDS", 1)
    monkeypatch.setattr(importing, "has_pandas", lambda: installed)
    monkeypatch.setattr(importing, "frames_of", lambda ready: list(ready))
    monkeypatch.setattr(importing, "write_frames", lambda _store, tables: written.extend(tables))
    figures = importing.run(rows=100)
    assert ("pandas" in figures) is not installed
    assert ("persons_pandas_rows_per_s" in figures["sqlite"]) is installed
    assert ("person" in written) is installed
    assert installed or "gridcenter[bench]" in figures["pandas"]


def test_pandas_writes_the_same_rows(tmp_path: Path) -> None:
    assert has_pandas()
    file = importing.person_file(tmp_path, 50)
    with importing._stores(tmp_path) as stores:
        for make in stores.values():
            store, other = make("a"), make("b")
            importing.import_rows(store, Kind.PERSONS, file)
            ready = importing._read_back(store, Kind.PERSONS)
            write_frames(other, frames_of(ready))
            assert importing._read_back(other, Kind.PERSONS) == ready
            store.dispose()
            other.dispose()
