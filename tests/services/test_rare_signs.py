"""Names in characters beyond the basic plane, younger than this Python's tables, or private (生僻字、自造字)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from gridcenter.domain.errors import BadInput
from gridcenter.domain.masking import mask_name
from gridcenter.domain.papers import printable
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.domain.people_search import asked_fields, heard, plain_name
from gridcenter.domain.record_keeping import narrow
from gridcenter.services.people_search import open_search
from gridcenter.services.person_index import index_changed_persons
from gridcenter.services.table_files import write_table
from gridcenter.store.engine import Store
from gridcenter.store.models import Person
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, NOW

RARE = ("\u4dae", "\u9ffc", "\U00020bb7", "\U0002ebf0", "\U00030000", "\U00031350", "\ue863", "\U000f0001")
"""Of the basic plane, its end, extensions B, I, G and H, and two private ones, in the order of their codes but one."""


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
        for place, sign in enumerate(RARE):
            session.add(
                Person(
                    id=50 + place,
                    name=f"王{sign}",
                    address=f"滨江区江南社区{sign}园1幢",
                    community_code=sample.COMMUNITY,
                    synthetic=True,
                )
            )
        index_changed_persons(session)
    return store


def found(store: Store, text: str) -> list[int]:
    request = LookupRequest(text, Purpose.VISIT, reason="上门核对一位老人的住址")
    with store.begin() as session:
        return list(open_search(session, request, by=CLERK, now=NOW).person_ids)


@pytest.mark.parametrize("sign", RARE, ids=lambda sign: f"U+{ord(sign):X}")
def test_a_rare_sign_is_part_of_the_name_in_which_it_stands(sign: str) -> None:
    name = f"王{sign}"
    assert plain_name(name) == heard(name) == narrow(name) == printable(name) == name
    assert asked_fields(sign) == {"name": sign}
    assert mask_name(name) == "王*"


@pytest.mark.parametrize("text", ["\ufffe\U0002fffe", "\u202e\x07", "\U000e0001"])
def test_what_is_no_sign_is_none_still(text: str) -> None:
    assert plain_name(text) == ""
    with pytest.raises(BadInput):
        asked_fields(text)


@pytest.mark.parametrize("place", range(len(RARE)))
def test_each_is_found_alone_by_name_and_by_address(filled: Store, place: int) -> None:
    assert found(filled, f"王{RARE[place]}") == [50 + place]
    assert found(filled, f"{RARE[place]}园") == [50 + place]


def test_all_are_sorted_by_their_codes_on_both_stores(filled: Store) -> None:
    order = sorted(range(len(RARE)), key=lambda place: RARE[place])
    assert found(filled, "王") == [50 + place for place in order]


@pytest.mark.parametrize("form", [".csv", ".xlsx"])
def test_they_stand_whole_in_a_file(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out{form}"
    assert write_table(out, ("n",), [(f"王{sign}",) for sign in RARE]) == len(RARE)
    if form == ".csv":
        with out.open(encoding="utf-8-sig", newline="") as file:
            assert [row[0] for row in csv.reader(file)][1:] == [f"王{sign}" for sign in RARE]
