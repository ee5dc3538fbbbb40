"""A district is prepared once; other shapes are another document, and old ones do not pile up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gridcenter.desktop.map import kept
from gridcenter.desktop.map.district import district_document
from gridcenter.desktop.map.kept_district import kept_district, last_district
from tests.desktop.sample_desk import sample_district


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept, "cache_dir", lambda: tmp_path / "cache")
    kept_district.cache_clear()
    return tmp_path / "cache"


def test_the_kept_document_is_the_prepared_one(own_cache: Path) -> None:
    district = sample_district()
    assert kept_district(district) == district_document(district)
    (file,) = own_cache.iterdir()
    written = file.stat().st_ino
    kept_district.cache_clear()
    assert kept_district(district) == district_document(district)
    assert file.stat().st_ino == written


def test_other_shapes_are_prepared_anew(own_cache: Path) -> None:
    district = sample_district()
    kept_district(district)
    fewer = replace(district, grids=district.grids[1:])
    assert kept_district(fewer) == district_document(fewer)
    assert len(list(own_cache.iterdir())) == 2


def test_the_last_district_is_the_one_used_last(own_cache: Path) -> None:
    assert last_district() is None
    first, second = sample_district(), replace(sample_district(), grids=())
    kept_district(first)
    kept_district(second)
    assert last_district() == district_document(second)
    kept_district.cache_clear()
    kept_district(first)
    assert last_district() == district_document(first)


def test_a_spoilt_document_is_prepared_anew(own_cache: Path) -> None:
    district = sample_district()
    kept_district(district)
    (file,) = own_cache.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert last_district() is None
    kept_district.cache_clear()
    assert kept_district(district) == district_document(district)
    assert last_district() == district_document(district)


def test_only_the_newest_documents_stay(own_cache: Path) -> None:
    district = sample_district()
    for left_out in range(kept.KEPT_OF_A_KIND + 2):
        kept_district(replace(district, grids=district.grids[left_out:]))
    assert len(list(own_cache.iterdir())) == kept.KEPT_OF_A_KIND
