"""Identity numbers: vectors of the product, and properties that hold for every number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import nextafter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gridcenter.domain.errors import BadInput
from gridcenter.domain.identity import (
    DEMO_PREFIX,
    CodeError,
    IdKind,
    IdNumberError,
    UsccError,
    check_typed,
    clean_id_text,
    explain_spreadsheet_damage,
    is_meant_as_number,
    make_number,
    parse_id_number,
    parse_uscc,
)
from gridcenter.language import current_language, use_language

BIRTHS = st.dates(date(1850, 1, 1), date(2025, 12, 31))
PREFIXES = st.sampled_from([DEMO_PREFIX, "110105", "440308", "810000", "820000", "830000", "911840"])
NUMBERS = st.builds(make_number, PREFIXES, BIRTHS, st.integers(0, 999))


def refusal_of(text: str) -> IdNumberError | None:
    try:
        parse_id_number(text)
    except IdNumberError as refused:
        return refused
    return None


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    before = current_language()
    use_language("en")
    yield
    use_language(before)


@pytest.mark.parametrize(
    ("text", "kind", "number", "sex", "birth"),
    [
        ("11010519491231002X", IdKind.CITIZEN_18, "11010519491231002X", "female", date(1949, 12, 31)),
        ("440308199901101512", IdKind.CITIZEN_18, "440308199901101512", "male", date(1999, 1, 10)),
        (
            "１１０１０５１９４９１２３１００２ｘ",
            IdKind.CITIZEN_18,
            "11010519491231002X",
            "female",
            date(1949, 12, 31),
        ),
        ("610104620927690", IdKind.CITIZEN_15, "610104196209276908", "female", date(1962, 9, 27)),
        ("130503670401999", IdKind.CITIZEN_15, "130503186704019994", "male", date(1867, 4, 1)),
        (
            "810000199408230021",
            IdKind.HMT_RESIDENCE_PERMIT,
            "810000199408230021",
            "female",
            date(1994, 8, 23),
        ),
        (
            "830000199201300022",
            IdKind.HMT_RESIDENCE_PERMIT,
            "830000199201300022",
            "female",
            date(1992, 1, 30),
        ),
        ("911840199001070010", IdKind.FOREIGNER_PR_2023, "911840199001070010", "male", date(1990, 1, 7)),
    ],
)
def test_a_valid_number_tells_its_form_birth_and_sex(
    text: str, kind: IdKind, number: str, sex: str, birth: date
) -> None:
    parsed = parse_id_number(text)
    assert (parsed.kind, parsed.number, parsed.sex, parsed.birth) == (kind, number, sex, birth)
    assert parsed.original == text


def test_the_old_foreigners_card_is_read_by_its_shape_alone() -> None:
    parsed = parse_id_number("usa 110190010712")
    assert (parsed.kind, parsed.number, parsed.birth, parsed.sex) == (
        IdKind.FOREIGNER_PR_OLD,
        "USA110190010712",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("text", "positions", "sentence"),
    [
        ("440308199901101513", (18, 18), "position 18: the check character does not fit"),
        ("110105194902310026", (13, 14), "positions 13–14: month 2 of 1949 has no day 31"),
        ("11010519491231002", None, "17 characters: a number has 18, on old cards 15"),
        ("A1010519491231002X", (1, 1), "position 1: “A” is no digit"),
        ("709901195613324021", (11, 12), "positions 11–12: there is no month 13"),
        ("709901 1956-0032 4021", (11, 12), "positions 11–12: there is no month 00"),
        ("709901195612004021", (13, 14), "positions 13–14: month 12 of 1956 has no day 00"),
        ("010105194912310021", (1, 1), "position 1: no number begins with 0"),
        ("1101051949123X0021", (14, 14), "position 14: X stands only in the last place, the 18th"),
        ("110105184912310021", (7, 10), "positions 7–10: there is no year of birth 1849"),
        (
            "110105210012310021",
            (7, 8),
            "positions 7–8: the year of birth begins with 18, 19 or 20, not with 21",
        ),
        ("610104621327690", (9, 10), "positions 9–10: there is no month 13"),
        ("610104620931690", (11, 12), "positions 11–12: month 9 of 1962 has no day 31"),
        ("61010462092769X", (15, 15), "position 15: X stands only in the last place"),
        ("130503320401999", (7, 8), "positions 7–8: there is no year of birth 1832"),
        ("440308199901101512345", (19, 21), "positions 19–21: 21 characters"),
        ("11010519491231O02", (15, 15), "position 15: “O” is no digit"),
        ("", None, "no number was entered"),
        ("  -\u200b", None, "no number was entered"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", (1, 1), "position 1: “١” is no digit"),
    ],
)
def test_a_wrong_number_is_refused_with_position_and_reason(
    text: str, positions: tuple[int, int] | None, sentence: str
) -> None:
    with pytest.raises(IdNumberError) as refused:
        parse_id_number(text)
    assert refused.value.positions == positions
    assert str(refused.value).startswith(sentence)
    assert str(refused.value).endswith(refused.value.reason)
    assert isinstance(refused.value, BadInput)


def test_a_birth_after_today_is_refused_only_when_today_is_told() -> None:
    number = make_number(DEMO_PREFIX, date(2030, 5, 6), 1)
    assert parse_id_number(number).birth == date(2030, 5, 6)
    assert parse_id_number(number, today=date(2030, 5, 6)).number == number
    with pytest.raises(IdNumberError) as refused:
        parse_id_number(number, today=date(2030, 5, 5))
    assert refused.value.positions == (7, 14)


def test_an_unknown_prefix_is_remarked_upon_but_accepted() -> None:
    number = make_number("119999", date(1980, 1, 1), 7)
    assert parse_id_number(number).remarks == ()
    (remark,) = parse_id_number(number, divisions={"110105"}).remarks
    assert "119999" in remark
    assert parse_id_number("11010519491231002X", divisions={"110105"}).remarks == ()


def test_demonstration_numbers_say_so() -> None:
    parsed = parse_id_number(make_number(DEMO_PREFIX, date(1956, 3, 2), 402))
    assert parsed.synthetic
    assert parsed.remarks == ("prefix 709901 is for demos only",)


def test_no_number_shows_in_a_representation() -> None:
    parsed = parse_id_number("110105 1949 1231 002x")
    assert "1949" not in repr(parsed)
    assert "002" not in repr(parsed)


@pytest.mark.parametrize(
    "value",
    [
        1.1010119900307e17,
        440308199901101512.0,
        110101199003070000,
        "1.1010119900307e+17",
        "1.10101E+17",
        "4E17",
        "110101199003070000",
        "440308199901101000.0",
    ],
)
def test_spreadsheet_damage_is_explained(value: object) -> None:
    explained = explain_spreadsheet_damage(value)
    assert explained is not None
    assert "spreadsheet" in explained
    if isinstance(value, str):
        with pytest.raises(IdNumberError) as refused:
            parse_id_number(value)
        assert refused.value.reason == explained


@pytest.mark.parametrize(
    "value", [None, True, "", "王", 610104620927690, 610104620927690.0, "610104620927690", 440308199901101512]
)
def test_undamaged_cells_need_no_explanation(value: object) -> None:
    assert explain_spreadsheet_damage(value) is None


def test_a_valid_number_ending_in_three_zeros_is_accepted_with_a_remark() -> None:
    ends_in_zeros = (make_number("110101", date(1990, 3, day), 100) for day in range(1, 29))
    number = next(number for number in ends_in_zeros if number.endswith("000"))
    assert explain_spreadsheet_damage(number) is None
    assert "000" in parse_id_number(number).remarks[0]


@given(NUMBERS)
def test_every_float_of_an_18_digit_number_is_recognised(number: str) -> None:
    assume(number[-1] != "X")
    assert explain_spreadsheet_damage(float(number)) is not None
    assert explain_spreadsheet_damage(nextafter(float(number), 0.0)) is not None
    assert explain_spreadsheet_damage(repr(float(number))) is not None


@given(PREFIXES, BIRTHS, st.integers(0, 999))
def test_every_made_number_reads_back(prefix: str, birth: date, sequence: int) -> None:
    parsed = parse_id_number(make_number(prefix, birth, sequence))
    assert parsed.birth == birth
    assert parsed.sex == ("male" if sequence % 2 else "female")


@given(NUMBERS, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_single_wrong_digit_is_found(number: str, place: int, wrong: str) -> None:
    assume(number[place] != wrong)
    with pytest.raises(IdNumberError) as refused:
        parse_id_number(number[:place] + wrong + number[place + 1 :])
    assert refused.value.positions is not None
    assert 1 <= refused.value.positions[0] <= refused.value.positions[1] <= 18


@given(NUMBERS, st.integers(0, 15))
def test_every_swap_of_two_neighbours_is_found(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    with pytest.raises(IdNumberError):
        parse_id_number(swapped)


@given(BIRTHS.filter(lambda born: born.year >= 1900 and born.year < 2000), st.integers(1, 995))
def test_fifteen_digits_become_the_same_eighteen(birth: date, sequence: int) -> None:
    full = make_number("610104", birth, sequence)
    assert parse_id_number(full[:6] + full[8:17]).number == full


@given(NUMBERS, st.lists(st.integers(0, 18)), st.sampled_from(" -–\u200b\ufeff\u3000\u2212\u00ad\t"))
def test_fillers_and_full_width_characters_change_nothing(
    number: str, places: list[int], filler: str
) -> None:
    wide = "".join(
        chr(ord(char) + 0xFEE0) if index % 2 else char.lower() for index, char in enumerate(number)
    )
    for place in sorted(places, reverse=True):
        wide = wide[:place] + filler + wide[place:]
    assert parse_id_number(wide).number == number
    assert clean_id_text(clean_id_text(wide)) == clean_id_text(wide)


@given(NUMBERS)
def test_while_typing_a_right_number_no_fault_is_shown(number: str) -> None:
    assert [check_typed(number[:typed]) for typed in range(19)] == [None] * 19


@given(st.text(max_size=24) | st.text("0123456789Xx ", max_size=24))
def test_any_text_is_either_a_number_or_refused_with_a_sentence(text: str) -> None:
    check_typed(text)
    refused = refusal_of(text)
    if refused is not None:
        assert str(refused)
        assert refused.positions is None or 1 <= refused.positions[0] <= refused.positions[1]


@pytest.mark.parametrize(
    ("typed", "positions"),
    [
        ("709901195613", (11, 12)),
        ("709901195602", None),
        ("61010462", None),
        ("610104620927690", None),
        ("6101046209276901", (7, 8)),
        ("70990130", None),
        ("7099013013", (7, 8)),
        ("7099B", (5, 5)),
        ("USA1101", None),
        ("4403081999011015123", (19, 19)),
        ("440308199901101513", (18, 18)),
        ("709901199611146000", (16, 18)),
        ("70990119961114****", (15, 15)),
    ],
)
def test_a_fault_shows_while_typing_as_soon_as_no_form_can_fit(
    typed: str, positions: tuple[int, int] | None
) -> None:
    fault = check_typed(typed)
    assert (fault.positions if fault else None) == positions


@pytest.mark.parametrize("typed", ["7.09901E+17", "7.09901199611146E17", "709901199611146200.0"])
def test_what_a_spreadsheet_leaves_of_a_number_is_named_as_that_while_typing(typed: str) -> None:
    assert str(check_typed(typed)) == str(refusal_of(typed))
    assert check_typed(typed) is not None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("7099", True),
        ("709901 19961114 623x", True),
        ("7.09901E+17", True),
        ("70990119961114O237", True),
        ("70990119961114****", True),
        ("91709901000000000Y", True),
        ("USA110119900101", True),
        ("", False),
        ("zhang", False),
        ("菊香苑6栋2单元101", False),
        ("709901199611146237号", False),
        ("' OR 1=1 --", False),
        ("7" * 401, False),
    ],
)
def test_a_text_with_the_digits_of_a_number_is_meant_as_one_however_wrong(text: str, meant: bool) -> None:
    assert is_meant_as_number(text) is meant


def test_a_birth_in_the_future_shows_while_typing() -> None:
    assert check_typed("70990120300101", today=date(2026, 1, 1)) is not None


def test_made_numbers_need_six_digits_and_a_sequence_of_three() -> None:
    with pytest.raises(ValueError, match="six digits"):
        make_number("7099", date(1990, 1, 1), 1)
    with pytest.raises(ValueError, match="six digits"):
        make_number(DEMO_PREFIX, date(1990, 1, 1), 1000)


@pytest.mark.parametrize(
    "code", ["91110000600037341L", "91350100M000100Y43", "９１３５０１００ｍ０００１００ｙ４３"]
)
def test_a_valid_credit_code_is_taken_apart(code: str) -> None:
    parsed = parse_uscc(code)
    assert parsed.number == clean_id_text(code)
    assert parsed.number[2:8] == parsed.division_code
    assert parsed.number[8:17] == parsed.organisation_code


@pytest.mark.parametrize(
    ("code", "positions"),
    [
        ("91110000600037341M", (18, 18)),
        ("9111000060003734IL", (17, 17)),
        ("9111A000600037341L", (5, 5)),
        ("91110000600037341", None),
        ("", None),
    ],
)
def test_a_wrong_credit_code_is_refused_with_position(code: str, positions: tuple[int, int] | None) -> None:
    with pytest.raises(UsccError) as refused:
        parse_uscc(code)
    assert refused.value.positions == positions
    assert isinstance(refused.value, CodeError)


@given(st.dates(date(1850, 1, 1), date(2099, 12, 31) - timedelta(days=1)))
def test_no_day_of_the_calendar_is_refused(birth: date) -> None:
    assert parse_id_number(make_number("110105", birth, 500)).birth == birth
