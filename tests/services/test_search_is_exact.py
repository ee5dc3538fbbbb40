"""What the index finds is what a plain scan finds, by the domain's own definition, in the same order."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import text

from gridcenter.domain.contacts import phone_number
from gridcenter.domain.errors import BadInput, StoreUnavailable
from gridcenter.domain.people_search import (
    LONG_PHONE,
    SHOWN_DIGITS,
    SearchField,
    asked_fields,
    given_name,
    plain_name,
)
from gridcenter.domain.searched_addresses import address_parts, address_word
from gridcenter.domain.searched_texts import plain, spellings
from gridcenter.services.name_readings import name_readings
from gridcenter.services.person_index import index_all_persons, index_changed_persons
from gridcenter.store import address_search
from gridcenter.store.engine import Store
from gridcenter.store.models import Person, PersonSearch, RecordItem, SearchedPlace
from gridcenter.store.people_search import Hit, persons_matching

SURNAMES = "单仇曾查区解朴翟张王吕" + "\U00020bb7"
GIVEN = "雄长乐天宇女信美兰伟平%_'\U0002070e国"
OTHERS = ("O'Brien Pat", "阿依古丽·买买提", "John Smith", "欧阳锋", "万俟卨", "ＡＢ", "100%", "")
PLACES = ("江南路", "江南社区", "和平路1号院", "人民 大道", "100%村", "a_b里", "\U00020bb7村", "单元楼", "")
ROOMS = ("21幢2单元0402室", "2单元0402室", "12号", "１２号", "12-3-301", "2单元", "号", "301室东", "幢", "")
COMMUNITIES = ("709901001001", "709901001002", "709901002001", "")
AREAS = (
    "",
    "",
    "709901",
    "709901",
    "709901001",
    "709901001001",
    "709901001001001",
    "709901001002003",
    "709902",
)


@dataclass(frozen=True)
class Row:
    """What one source says of a person."""

    person: int
    record: int | None
    community: str
    grid: str
    name: str
    phone: str
    address: str


def name_of(chance: random.Random) -> str:
    if chance.random() < 0.1:
        return chance.choice(OTHERS)
    return chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.randint(1, 2)))


def address_of(chance: random.Random) -> str:
    return chance.choice(PLACES) + chance.choice(ROOMS)


def phone_of(chance: random.Random) -> str:
    return chance.choice(("", "010-62345678", f"1390000{chance.randint(0, 30):04d}", "62345678"))


def register(store: Store, seed: int, persons: int = 60) -> list[Row]:
    """Fill a small register at random; return what each source says, the register's own first."""
    chance, rows = random.Random(seed), []
    with store.begin() as session:
        for key in range(1, persons + 1):
            community = chance.choice(COMMUNITIES)
            grid = f"{community}{chance.randint(1, 3):03d}" if community and chance.random() < 0.7 else None
            own = name_of(chance), phone_of(chance), address_of(chance)
            kept = community if chance.random() < 0.8 else ""
            person = Person(id=key, community_code=kept, grid_code=grid, synthetic=True)
            person.name, person.phone, person.address = own
            session.add(person)
            rows.append(Row(key, None, kept or (grid or "")[:12], grid or "", *own))
            if chance.random() < 0.3:
                rows += said_of(session, rows[-1], chance)
        session.flush()
        index_changed_persons(session)
    return rows


def said_of(session: object, own: Row, chance: random.Random) -> Iterator[Row]:
    values = {"name": name_of(chance), "phone": phone_of(chance), "address": address_of(chance)}
    for number, (key, value) in enumerate(values.items(), 1):
        record = 10 * own.person + number
        session.add(RecordItem(id=record, person_id=own.person, key=key, value=value))  # type: ignore[attr-defined]
        empty = {"name": "", "phone": "", "address": ""} | {key: value}
        yield Row(own.person, record, own.community, own.grid, **empty)


def plain_scan(rows: list[Row], text: str, *, area: str, limit: int) -> list[Hit]:
    """Look at every row for every question, and sort."""
    near = [row for row in rows if row.community.startswith(area) or row.grid.startswith(area)]
    if area.isdigit() and len(area) <= 12:
        near = [row for row in rows if row.community.startswith(area)]
    found: dict[int, Hit] = {}
    for field, wanted in asked_fields(text).items():
        if field is SearchField.ADDRESS and found:
            break
        for question, word in asked_of(field, wanted):
            fitting = sorted(
                (*key, row.person, row.record or 0) for row in near for key in question(row, word)
            )
            for *_, person, _record in fitting:
                if person not in found and len(found) < limit:
                    records = sorted(one[-1] for one in fitting if one[-2] == person)
                    found[person] = Hit(person, records[0] or None)
    return list(found.values())


Keys = Iterator[tuple[str, ...]]
Question = Callable[[Row, str], Iterator[Any]]


def by_name(row: Row, wanted: str) -> Keys:
    name = plain_name(row.name)
    if name.startswith(wanted):
        yield name, row.community


def by_given(row: Row, wanted: str) -> Keys:
    given = given_name(row.name)
    if len(wanted) > 1 and given.startswith(wanted):
        yield given, row.community


def by_pinyin(row: Row, wanted: str) -> Keys:
    for pinyin, _ in name_readings(row.name):
        if pinyin.startswith(wanted):
            yield pinyin, row.community


def by_initials(row: Row, wanted: str) -> Keys:
    for _, initials in name_readings(row.name):
        if initials.startswith(wanted):
            yield initials, row.community


def by_phone(row: Row, wanted: str) -> Keys:
    number = phone_number(row.phone)
    whole = len(wanted) > SHOWN_DIGITS
    if number == wanted if whole else len(number) >= LONG_PHONE and number.endswith(wanted):
        yield number[::-1], row.community


def by_address(row: Row, wanted: str) -> Keys:
    address = plain(row.address)
    place, room = address_parts(address)
    if wanted in address:
        yield place, row.community, row.grid, room


QUESTIONS: dict[SearchField, tuple[Question, ...]] = {
    SearchField.NAME: (by_name, by_given),
    SearchField.PINYIN: (by_pinyin, by_initials),
    SearchField.PHONE: (by_phone,),
    SearchField.ADDRESS: (by_address,),
}


def asked_of(field: SearchField, wanted: str) -> Iterator[tuple[Question, str]]:
    """Yield each question with what it asks for: a pinyin may be spelt as passports do."""
    for question in QUESTIONS[field]:
        words = spellings(wanted) if question is by_pinyin else [wanted]
        yield from ((question, word) for word in words)


def questions(rows: list[Row], chance: random.Random) -> Iterator[str]:
    """Yield parts of what stands in the register, and texts that stand nowhere."""
    for _ in range(150):
        row = chance.choice(rows)
        spelled = "".join("".join(way) for way in name_readings(row.name))
        text = chance.choice((row.name, row.name, row.phone, row.address, row.address, row.address, spelled))
        begin = chance.randint(0, max(0, len(text) - 2))
        yield text[begin : begin + chance.randint(1, 12)]
    for surname in SURNAMES:
        yield surname
        yield from {pinyin for pinyin, _ in name_readings(surname + "伟")}
    yield from (
        "%",
        "_",
        "'",
        "%%",
        "a_",
        "0%村",
        "单元",
        "２单元",
        "号",
        "江南",
        "南路21幢",
        "幢2单元",
        "jn",
        "ＯＢ",
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_index_finds_what_a_plain_scan_finds(
    store: Store, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    rows = register(store, seed)
    # All three ways of finding an address are gone on so small a register only with other bounds.
    monkeypatch.setattr(address_search, "FEW_ROWS", (20_000, 5, 0)[seed % 3])
    monkeypatch.setattr(address_search, "_FIRST_PLACES", (32, 3)[seed % 2])
    monkeypatch.setattr(address_search, "_PLACES", (2_000, 4)[seed % 2])
    hits = 0
    with store.read() as session:
        for typed in questions(rows, chance):
            area, limit = chance.choice(AREAS), chance.choice((51, 51, 4))
            try:
                asked = asked_fields(typed)
            except BadInput:
                continue
            found = persons_matching(session, asked, area=area, limit=limit)
            assert found == plain_scan(rows, typed, area=area, limit=limit), (typed, area, limit)
            hits += len(found)
    assert hits > 100


def test_a_word_is_found_across_the_cut_of_an_address_and_in_no_other_way() -> None:
    chance = random.Random(7)
    signs = "江南路村%12a单元号室幢"
    for _ in range(20_000):
        address = "".join(chance.choice(signs) for _ in range(chance.randint(0, 9)))
        word = "".join(chance.choice(signs) for _ in range(chance.randint(1, 4)))
        assert "".join(address_parts(address)) == address
        assert address_word(word).stands_in(*address_parts(address)) == (word in address)


def test_parts_of_addresses_that_nobody_has_any_more_go_when_everybody_is_indexed_anew(store: Store) -> None:
    with store.begin() as session:
        session.add(Person(id=1, name="单雄信", address="江南路1号", community_code=COMMUNITIES[0]))
        session.flush()
        index_changed_persons(session)
    with store.begin() as session:
        session.get_one(Person, 1).address = "和平路2号"
        assert index_changed_persons(session) == 1
        assert session.query(SearchedPlace).count() == 2
        assert index_all_persons(session) == 1
        assert [place.text for place in session.query(SearchedPlace)] == ["和平路"]
        assert session.query(PersonSearch).count() == 2  # the surname is read in two ways


def test_a_part_that_somebody_is_about_to_use_is_not_removed_as_unused(postgres_store: Store) -> None:
    with postgres_store.begin() as session:
        session.add(Person(id=1, name="单雄信", address="江南路1号", community_code=COMMUNITIES[0]))
        session.flush()
        index_changed_persons(session)
    with postgres_store.begin() as session:
        session.get_one(Person, 1).address = ""
        index_changed_persons(session)
    with postgres_store.begin() as session:
        session.add(Person(id=2, name="单雄信", address="江南路1号", community_code=COMMUNITIES[0]))
        session.flush()
        index_changed_persons(session)
        with pytest.raises(StoreUnavailable), postgres_store.begin() as other:
            other.execute(text("SET LOCAL lock_timeout = '200ms'"))
            index_all_persons(other)
    with postgres_store.read() as session:
        found = persons_matching(session, {SearchField.ADDRESS: "江南"}, area="", limit=51)
    assert [hit.person_id for hit in found] == [2]
