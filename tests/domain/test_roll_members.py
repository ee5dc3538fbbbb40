"""Two rolls compared in numbers, from what a few bytes for each row keep."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.roll_members import Compared, RowHashes, compared, packed, unpacked

MEMBERS = st.dictionaries(st.integers(1, 2**40), st.integers(0, 2**32 - 1), max_size=50)


@given(MEMBERS)
def test_what_was_packed_comes_back(members: dict[int, int]) -> None:
    assert unpacked(packed(members)) == members


def test_who_came_who_went_and_whose_row_is_another() -> None:
    before, now = {1: 10, 2: 20, 3: 30}, {2: 20, 3: 31, 4: 40, 5: 50}
    assert compared(before, now) == Compared(added=2, removed=1, changed=1)
    assert compared(before, before) == Compared(0, 0, 0)


def test_a_row_is_the_same_only_with_the_same_values_and_key() -> None:
    hashes = RowHashes(b"k" * 32)
    assert hashes.of(("张", None)) == hashes.of(["张", None])
    assert hashes.of(("张", None)) != hashes.of(("张", "None"))
    assert hashes.of(("张", "1")) != RowHashes(b"l" * 32).of(("张", "1"))


def test_six_hundred_thousand_rows_take_a_few_megabytes() -> None:
    members = {key: key * 2654435761 % 2**32 for key in range(1, 600_001)}
    assert len(packed(members)) < 4_000_000
