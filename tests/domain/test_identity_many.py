"""Many identity numbers, right ones and damaged ones: each is read as what it says or refused, never changed.

A run in CI tries some hundreds. `IDENTITY_NUMBERS=100000 pytest -s tests/domain/test_identity_many.py` tries as
many as it says and prints how many they were.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridcenter.domain.identity import (
    DEMO_PREFIX,
    IdKind,
    IdNumber,
    IdNumberError,
    UsccError,
    check_typed,
    make_number,
    parse_id_number,
    parse_uscc,
)

TRIED = int(os.environ.get("IDENTITY_NUMBERS", "400"))
ENOUGH_FOR_ALL = 10_000
"""From so many on every kind of number is certain to have come."""
VECTORS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "identity_vectors.yaml").read_text("utf-8"))
FILLERS = " -–\u200b\ufeff\u3000\u2212\t"

PREFIXES = st.sampled_from([DEMO_PREFIX, "110105", "119999", "810000", "820000", "830000", "911840"])
EIGHTEEN = st.builds(
    make_number, PREFIXES, st.dates(date(1850, 1, 1), date(2099, 12, 31)), st.integers(0, 999)
)
FIFTEEN = EIGHTEEN.map(lambda number: number[:6] + number[8:17])
OLD_CARDS = st.from_regex(r"[A-Z]{3}[0-9]{12}", fullmatch=True)
NUMBERS = st.one_of(EIGHTEEN, EIGHTEEN, FIFTEEN, OLD_CARDS)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw a number as people and programs spoil it, or spoil nothing of it but its writing."""
    number = draw(NUMBERS)
    place = draw(st.integers(0, len(number) - 1))
    other = draw(st.sampled_from("0123456789xXOIl零一.E+" + FILLERS))
    return draw(
        st.sampled_from(
            (
                number,
                number.lower(),
                "".join(chr(ord(char) + 0xFEE0) for char in number),
                number[:place] + other + number[place + 1 :],
                number[:place] + other + number[place:],
                number[:place] + number[place + 1 :],
                number[:place] + number[place + 1 : place + 2] + number[place] + number[place + 2 :],
                number[:15] + "0" * (len(number) - 15),
                f"{float(number):.14E}" if number.isdigit() else number,
                f"{number}.0",
                f"'{number}",
                number * 2,
            )
        )
    )


TEXTS = st.one_of(
    damaged(), damaged(), damaged(), st.text(max_size=24), st.text("0123456789Xx ", max_size=20)
)


def written(text: str) -> str:
    """Say once more, in other words than the program, what stands in `text`."""
    kept = [char for char in unicodedata.normalize("NFKC", text) if not char.isspace() and char != "\u2212"]
    return "".join(char for char in kept if unicodedata.category(char) not in ("Pd", "Cf", "Cc")).upper()


def holds_iso_7064(number: str) -> bool:
    """Tell by the pure form of MOD 11-2: the powers of two over all eighteen make 1."""
    values = [10 if char == "X" else int(char) for char in number]
    return sum(value * 2 ** (17 - place) for place, value in enumerate(values)) % 11 == 1


def says_what_was_written(parsed: IdNumber, text: str) -> bool:
    wrote = written(text)
    if parsed.kind is IdKind.FOREIGNER_PR_OLD:
        return parsed.number == wrote and parsed.birth is None
    born = parsed.birth.strftime("%Y%m%d") if parsed.birth else ""
    right = holds_iso_7064(parsed.number) and parsed.number[6:14] == born
    man = parsed.sex == "male"
    if parsed.kind is IdKind.CITIZEN_15:
        return right and parsed.number[:6] + parsed.number[8:17] == wrote and man == bool(int(wrote[14]) % 2)
    return right and parsed.number == wrote and man == bool(int(wrote[16]) % 2)


def tried(text: str) -> str:
    """Try one text in every way and return what became of it."""
    check_typed(text)
    try:
        parsed = parse_id_number(text)
    except IdNumberError as refused:
        fault = refused
    else:
        require_unchanged(parsed, text)
        return parsed.kind.value
    assert fault.reason
    assert str(fault).endswith(fault.reason)
    first, last = fault.positions or (1, 1)
    assert 1 <= first <= last <= max(len(written(text)), 1)
    return "refused"


def require_unchanged(parsed: IdNumber, text: str) -> None:
    assert parsed.original == text
    assert says_what_was_written(parsed, text)
    assert parse_id_number(parsed.number).number == parsed.number


def test_many_numbers_are_read_as_written_or_refused_with_a_place(capsys: pytest.CaptureFixture[str]) -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=TRIED, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(TEXTS)
    def try_many(text: str) -> None:
        seen[tried(text)] += 1

    try_many()
    assert seen.total() >= TRIED
    assert len(seen) > 1, "refused and read"
    if TRIED >= ENOUGH_FOR_ALL:
        assert set(seen) == {"refused", *IdKind}
    with capsys.disabled():
        if "IDENTITY_NUMBERS" in os.environ:
            print(f"\n{seen.total():,} tried: {dict(seen.most_common())}")  # noqa: T201 - asked for


@pytest.mark.parametrize("vector", VECTORS["valid"])
def test_a_right_number_of_the_vectors_is_read(vector: dict[str, Any]) -> None:
    parsed = parse_id_number(vector["input"])
    born = parsed.birth.isoformat() if parsed.birth else None
    expected = (vector["kind"], vector["number"], vector["sex"], vector["birth"])
    assert (parsed.kind.value, parsed.number, parsed.sex, born) == expected


@pytest.mark.parametrize("vector", VECTORS["invalid"])
def test_a_wrong_number_of_the_vectors_is_refused_at_its_place(vector: dict[str, Any]) -> None:
    with pytest.raises(IdNumberError) as refused:
        parse_id_number(vector["input"])
    assert refused.value.positions == (tuple(vector["positions"]) if vector["positions"] else None)


def test_the_vectors_of_credit_codes_hold() -> None:
    assert [parse_uscc(code).number for code in VECTORS["uscc"]["valid"]] == VECTORS["uscc"]["valid"]
    for vector in VECTORS["uscc"]["invalid"]:
        with pytest.raises(UsccError) as refused:
            parse_uscc(vector["input"])
        assert refused.value.positions == tuple(vector["positions"])


def test_a_number_of_digits_alone_is_a_credit_code_or_a_person_by_the_field_it_stands_in() -> None:
    """Both are eighteen characters: neither reader knows of the other's check character."""
    number = make_number("911101", date(1990, 1, 7), 12)
    assert parse_id_number(number).kind is IdKind.FOREIGNER_PR_2023
    with pytest.raises(UsccError):
        parse_uscc(number)


def test_a_credit_code_that_a_spreadsheet_has_rounded_says_so() -> None:
    for damage in ("9.11100006000373E+17", "911100006000373000", "911100006000373000.0"):
        with pytest.raises(UsccError, match=r"spreadsheet|电子表格|表格软件"):
            parse_uscc(damage)


@pytest.mark.parametrize("read", [parse_id_number, parse_uscc, check_typed])
def test_ten_megabytes_are_refused_at_once_and_by_their_length(read: Any) -> None:
    pasted = "１" * 5_000_000 + " \u200b" * 2_500_000
    try:
        fault = read(pasted)
    except (IdNumberError, UsccError) as refused:
        fault = refused
    assert f"{len(pasted)}" in str(fault)
