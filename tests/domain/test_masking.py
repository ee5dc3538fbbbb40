"""Masks: what is left to see, and that the rest is gone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.masking import (
    COMPOUND_SURNAMES,
    age_band,
    mask_address,
    mask_credential,
    mask_id_number,
    mask_name,
    mask_phone,
)
from gridcenter.domain.rare_signs import stands_in_name


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三丰", "张**"),
        ("赵六", "赵*"),
        ("欧阳修", "欧阳*"),
        ("诸葛孔明", "诸葛**"),
        ("欧阳", "欧*"),
        ("阿迪力·买买提", "阿******"),
        ("John Smith", "J***"),
        (" 王五 ", "王*"),
        ("单于飞", "单于*"),
        ("长孙无忌", "长孙**"),
        ("万俟卨", "万俟*"),
        ("令狐冲", "令狐*"),
        ("欧阳·买买提", "欧*****"),
        ("扎西", "扎*"),
        ("\U00020bb7野一郎", "\U00020bb7***"),
        ("\U00020bb7", "*"),
        ("\ue000伟", "\ue000*"),
        ("É. Dupont", "É***"),
        ("Ｊｏｈｎ", "Ｊ***"),
        ("葛\U000e0100", "*"),
        ("王.", "**"),
        ("欧阳\u200b", "欧*"),
        ("\u200b王五", "王*"),
        ("王", "*"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_surname(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_an_identity_number_keeps_its_last_four() -> None:
    assert mask_id_number("709901195603024021") == "**************4021"
    assert mask_id_number("USA110190010712") == "***********0712"
    assert mask_id_number("4021") == "****"
    assert mask_id_number("") == ""


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800005678", "138****5678"),
        ("138 0000 5678", "138****5678"),
        ("0571-88880000", "057*****0000"),
        ("88880000", "********"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_a_phone_keeps_three_and_four(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


def test_another_credential_keeps_its_last_four_and_hides_its_length() -> None:
    assert mask_credential("E12346789") == "*****6789"
    assert mask_credential("123456789016107") == "*****6107"
    assert mask_credential("1234567") == "*****"


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("滨江区江南社区21幢2单元0402室", "滨江区江南社区****"),
        ("怀柔区龙山街道丽湖小区5号", "怀柔区龙山街道****"),
        ("怀柔区龙山街道望怀社区居委会丽湖小区5号", "怀柔区龙山街道望怀社区居委会****"),
        ("临安县昌化镇白牛村3号", "临安县昌化镇****"),
        ("白云区景德镇路3号", "白云区****"),
        ("幸福小区3幢", "****"),
        ("12 Garden Road, Flat 3", "****"),
        ("", ""),
    ],
)
def test_an_address_is_cut_below_the_community(address: str, masked: str) -> None:
    assert mask_address(address) == masked


@pytest.mark.parametrize(
    ("birth", "on", "band"),
    [
        (date(1956, 3, 2), date(2026, 11, 18), "70–74"),
        (date(1952, 11, 18), date(2026, 11, 18), "70–74"),
        (date(1951, 11, 18), date(2026, 11, 18), "75–79"),
        (date(1951, 11, 19), date(2026, 11, 18), "70–74"),
        (date(2000, 2, 29), date(2025, 2, 28), "20–24"),
        (date(2026, 11, 18), date(2026, 11, 18), "0–4"),
        (date(1920, 1, 1), date(2026, 11, 18), "100+"),
        (date(2027, 1, 1), date(2026, 11, 18), ""),
    ],
)
def test_an_age_is_told_as_a_band_of_five_years(birth: date, on: date, band: str) -> None:
    assert age_band(birth, on) == band


@given(st.text("0123456789X", min_size=8, max_size=20))
def test_no_more_than_four_characters_of_a_number_are_left(number: str) -> None:
    for masked in (mask_id_number(number), mask_credential(number)):
        assert sum(char != "*" for char in masked) <= 4


@given(st.text("0123456789 -+", max_size=20))
def test_at_least_four_digits_of_a_phone_are_hidden_or_all(phone: str) -> None:
    masked = mask_phone(phone)
    assert masked.count("*") >= 4 or masked == "*" * len(masked)


@given(st.text(min_size=1, max_size=12))
def test_a_name_never_passes_whole(name: str) -> None:
    assert not name.strip() or mask_name(name) != name.strip() or set(name.strip()) == {"*"}


NAMES = st.text(
    st.sampled_from("王单于长孙欧阳司马诸葛万俟伟·•. 　\u200b\ufe00\u0301Aé\ue000\U00020bb7\U000e0100*々"),
    max_size=8,
)


@given(NAMES | st.text(max_size=8))
def test_no_more_of_a_name_is_shown_than_a_surname_and_never_all_of_it(name: str) -> None:
    letters = [letter for letter in name if stands_in_name(letter)]
    shown = [letter for letter in mask_name(name) if stands_in_name(letter)]
    assert shown == letters[: len(shown)]
    compound = "".join(letters[:2]) in COMPOUND_SURNAMES and not any(dot in name for dot in "·•‧・･．")
    assert len(shown) <= (2 if compound else 1)
    assert not shown or len(shown) < len(letters)


@pytest.mark.parametrize("surname", sorted(COMPOUND_SURNAMES))
def test_every_compound_surname_stays_whole_before_a_given_name(surname: str) -> None:
    assert mask_name(f"{surname}伟") == f"{surname}*"
    assert mask_name(surname) == f"{surname[0]}*"


@given(st.text("滨江区南社居委会街道镇乡幢单元室0123", max_size=30))
def test_nothing_after_the_kept_part_of_an_address_is_shown(address: str) -> None:
    masked = mask_address(address)
    assert not address.strip() or (masked.endswith("****") and address.startswith(masked[:-4]))
