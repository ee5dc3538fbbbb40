"""The catalogue of record items: complete, in the card's order, and without what is left out on purpose."""

from __future__ import annotations

import re

import pytest

from gridcenter.domain.errors import BadInput
from gridcenter.domain.people import CardGroup
from gridcenter.domain.record_items import NEED_TO_KNOW, Catalogue, Mask, read_catalogue
from gridcenter.services.code_tables import table_lines
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.store.people import CODED_VALUES, PERSON_VALUES

OF_THE_STANDARD = {
    "person_common": "id_number id_type name former_name sex birth_date native_place marital_status education "
    "occupation_class occupation employer phone register_division register_address residence_division address",
    "registered_person": "residence_match household_no head_id_number head relation_to_head head_phone",
    "floating_person": "inflow_reason permit_kind permit_no registered_on permit_expires_on dwelling_kind",
    "left_behind_person": "personal_income family_income left_behind_kind main_relative_id_number "
    "main_relative_name main_relative_relation main_relative_phone main_relative_work_address needs help",
    "overseas_person": "surname_foreign given_name_foreign nationality visit_purpose arrived_on leaves_on",
    "premises": "premises premises_address building_use floor_area owner_id_type owner_id_number owner_name "
    "owner_phone owner_address",
    "rental": "rental_use hazard_kind tenant_id_number tenant_name tenant_phone",
}
"""Items about persons of GB/T 31000-2015 as public schemas have them, composites taken apart, health left out."""

CARD = (
    "occupation occupation_class employer education register_address address premises head marital_status "
    "household_size pension medical social_card emergency_contact phone grid_member visit_frequency"
)
LEFT_OUT = re.compile(
    r"宗教|信仰|政治|民族|犯罪|前科|健康|疾病|病史|评分|积分|religio|politic|ethnic|crim|health|score"
)


def test_there_are_119_items_in_13_classes_and_every_one_has_both_names() -> None:
    kinds = record_catalogue().kinds.values()
    assert len(kinds) == 119
    assert len({kind.class_key for kind in kinds}) == 13
    assert all(kind.label.zh and kind.label.en and kind.form for kind in kinds)


@pytest.mark.parametrize("class_key", OF_THE_STANDARD)
def test_every_item_of_the_standard_is_there_in_its_class(class_key: str) -> None:
    own = {kind.key for kind in record_catalogue().kinds.values() if kind.class_key == class_key}
    assert set(OF_THE_STANDARD[class_key].split()) <= own


def test_the_card_lists_its_items_in_this_order() -> None:
    listed = record_catalogue().listed
    assert [kind.key for kind in listed] == CARD.split()
    groups = list(CardGroup)
    assert [groups.index(kind.group) for kind in listed if kind.group] == sorted(
        groups.index(kind.group) for kind in listed if kind.group
    )


def test_what_is_left_out_on_purpose_is_in_no_name_and_no_key() -> None:
    for kind in record_catalogue().kinds.values():
        assert not LEFT_OUT.search(f"{kind.key} {kind.label.zh} {kind.label.en.lower()}"), kind.key


def test_what_is_need_to_know_or_names_somebody_is_never_plain() -> None:
    for kind in record_catalogue().kinds.values():
        names_somebody = (
            kind.key.endswith(("_name", "_phone", "_id_number")) or kind.sensitivity == NEED_TO_KNOW
        )
        assert not (names_somebody and kind.mask in (Mask.PLAIN, Mask.PRESENCE)), kind.key


def test_the_plain_columns_of_a_person_are_items_and_their_codes_the_catalogue_s() -> None:
    kinds = record_catalogue().kinds
    assert set(PERSON_VALUES) <= set(kinds)
    assert {key: kinds[key].code_set for key in CODED_VALUES} == CODED_VALUES


FORMS = re.compile(r"text|date|number|money|bool|code|m2|GB(/T)? \d+")


def test_what_is_no_form_and_no_standard_is_a_code_set_that_every_store_has() -> None:
    sets = {line["key"] for line in table_lines("code_sets")}
    filled = {line["set"] for line in table_lines("code_entries")}
    named = {line["format"] for line in table_lines("record_catalogue")}
    assert {form for form in named if not FORMS.fullmatch(form)} <= sets & filled


LINE = {
    "class": "care",
    "key": "k",
    "name_zh": "项",
    "name_en": "item",
    "format": "text",
    "sensitivity": "p",
    "mask": "plain",
    "group": "family",
    "order": "",
}


@pytest.mark.parametrize(
    "change", [{"mask": "open"}, {"group": "home"}, {"sensitivity": "x"}, {"order": "first"}, {"key": ""}]
)
def test_a_line_that_says_something_unknown_is_refused_with_its_key(change: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        read_catalogue([{**LINE, **change}], code_sets=())


def test_a_key_stands_once() -> None:
    with pytest.raises(BadInput, match="k"):
        read_catalogue([LINE, LINE], code_sets=())


def test_a_value_of_an_unknown_kind_is_hidden_unless_it_is_normal() -> None:
    empty = Catalogue()
    assert empty.kind_of("x", sensitivity="p").mask is Mask.HIDDEN
    assert empty.kind_of("x", sensitivity="n").mask is Mask.PLAIN
    assert empty.label("x").zh == "x"
    assert len(list(table_lines("record_catalogue"))) == 119
