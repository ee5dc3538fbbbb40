"""Names are read in every way people read them: each finds the person, and an old index is made anew on upgrade."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from gridcenter.cli import run
from gridcenter.domain.masking import COMPOUND_SURNAMES
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.services.name_readings import MOST_READINGS, name_readings, surname_readings
from gridcenter.services.people_search import open_search
from gridcenter.services.person_index import index_all_persons, index_changed_persons, index_is_of_before
from gridcenter.services.progress import Cancelled
from gridcenter.services.sign_readings import common_readings, own_readings
from gridcenter.store.codes import set_store_fact, store_fact
from gridcenter.store.engine import Store, open_store, store_time
from gridcenter.store.models import Person, PersonSearch, StoreFact
from tests.services import resident_samples as sample
from tests.services.resident_samples import COLLEAGUE

SEVERAL = "长乐行朝重曾传盛晟娜参宿藏省降都"
COMPOUNDS = (
    *("单于", "长孙", "尉迟", "澹台", "皇甫", "令狐", "宇文", "欧阳", "司马", "诸葛"),
    *("万俟", "夏侯", "乐正", "淳于", "鲜于", "呼延", "濮阳", "公冶", "闾丘"),
)
SINGLES = "单仇曾查区解朴盖任华翟乐张"
PARTS = ("阿依古丽", "买买提", "卡什木", "长", "乐")


def fill(store: Store, *names: str) -> list[int]:
    with store.begin() as session:
        ids = [1000 + place for place in range(len(names))]
        for key, name in zip(ids, names, strict=True):
            session.add(Person(id=key, name=name, community_code=sample.COMMUNITY, synthetic=True))
        index_changed_persons(session)
    return ids


@pytest.fixture
def filled(store: Store) -> Store:
    with store.begin() as session:
        sample.fill(session)
    return store


def found(store: Store, text: str) -> list[int]:
    wish = LookupRequest(text, Purpose.VISIT, reason="上门核对一位老人的住址")
    with store.begin() as session:
        return list(open_search(session, wish, by=COLLEAGUE, now=store_time(session)).person_ids)


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("任长霞", ("renchangxia", "renzhangxia", "rcx", "rzx")),
        ("王乐行", ("wanglexing", "wangyuexing", "wanglehang", "wangyuehang", "wyx")),
        ("李晟", ("lisheng", "licheng")),
        ("刘娜", ("liuna", "liunuo")),
        ("单于飞", ("chanyufei", "cyf", "shanyufei")),
        ("万俟卨", ("moqixie", "mqx")),
        ("尉迟恭", ("yuchigong",)),
        ("澹台灭明", ("tantaimieming",)),
        ("长孙无忌", ("zhangsunwuji", "zswj")),
        ("乐正子春", ("yuezhengzichun",)),
        ("买买提·吐尔逊", ("maimaitituerxun", "买买提", "吐尔逊")),
        ("扎西", ("zhaxi", "zx")),
        ("Maria 王", ("mariawang", "Maria", "mw")),
        ("John Smith", ("john", "johnsmith", "smith")),
        ("\U00020bb7野一郎", ("\U00020bb7", "野一")),
        ("木", ("mu",)),
        ("王天宇", ("wangtianyu", "wangtiany", "wangtian", "wty")),
        ("吕宁远", ("lvningyuan", "lyuningyuan", "lüningyuan", "lny")),
        ("吕仁女", ("lyurennyu", "lvrennv", "lyurennv")),
    ],
)
def test_a_person_is_found_by_each_reading_of_the_name(
    filled: Store, name: str, ways: tuple[str, ...]
) -> None:
    fill(filled, name)
    assert [way for way in ways if found(filled, way) != [1000]] == []


def test_a_reading_that_nobody_uses_for_a_name_finds_nobody(filled: Store) -> None:
    fill(filled, "王红强", "王平英")
    assert (
        found(filled, "wanggongqiang")
        == found(filled, "wanghongjiang")
        == found(filled, "wangpianying")
        == []
    )
    assert len(found(filled, "wanghongqiang")) == 1


def test_the_first_reading_is_the_right_one_and_there_are_at_most_eight() -> None:
    assert [
        name_readings(name)[0][0] for name in ("单于飞", "长孙无忌", "万俟卨", "乐正子", "刘娜", "李晟")
    ] == [*("chanyufei", "zhangsunwuji", "moqixie", "yuezhengzi", "liuna", "lisheng")]
    for name in ("乐" + SEVERAL[:4], "阿卜杜热合曼·卡什木阿洪江", "长" * 40):
        assert 2 <= len(name_readings(name)) <= MOST_READINGS


def test_one_reading_differs_from_the_others_and_initials_are_stored_once(filled: Store) -> None:
    (key,) = fill(filled, "王乐行")
    with filled.read() as session:
        rows = session.execute(
            select(PersonSearch.pinyin, PersonSearch.initials).where(PersonSearch.person_id == key)
        ).all()
    assert len({pinyin for pinyin, _ in rows}) == len(rows) == 4
    told = [initials for _, initials in rows if initials]
    assert len(told) == len(set(told))


@given(
    surname=st.sampled_from([*COMPOUNDS, *SINGLES]),
    first=st.sampled_from(SEVERAL),
    second=st.sampled_from(("", *SEVERAL)),
)
@settings(max_examples=300, deadline=None)
def test_every_surname_is_read_with_every_reading_of_one_character(
    surname: str, first: str, second: str
) -> None:
    """What is left out of many readings deviates in several characters at once."""
    ways = {pinyin for pinyin, _ in name_readings(surname + first + second)}
    right, *_ = surname_readings().get(surname, [tuple(name_readings(surname)[0][:1])])
    assert 1 <= len(ways) <= MOST_READINGS
    for way in common_readings(first):
        assert any(one.startswith("".join(right) + way) for one in ways), way


@given(st.lists(st.sampled_from(PARTS), min_size=2, max_size=3))
@settings(max_examples=60, deadline=None)
def test_no_part_of_a_name_in_parts_is_read_as_a_surname(parts: list[str]) -> None:
    """任长霞 begins with the surname Ren; 任·长霞 has none, and 单·于 is no 单于."""
    whole = name_readings("·".join(parts))
    first = {pinyin for pinyin, _ in name_readings(f"·{parts[0]}")}
    assert all(any(pinyin.startswith(way) for way in first) for pinyin, _ in whole)
    assert name_readings("单·于")[0] == ("danyu", "dy")


@given(st.text(max_size=12))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_breaks_the_reading_of_names(text: str) -> None:
    ways = name_readings(text)
    assert len(ways) == len(set(ways)) <= MOST_READINGS
    assert all((pinyin.isascii() and pinyin.islower()) or not pinyin for pinyin, _ in ways)


def test_the_tables_of_names_hold_together() -> None:
    """A surname of two characters is read as one only where the mask knows it as one."""
    assert {surname for surname in surname_readings() if len(surname) > 1} <= COMPOUND_SURNAMES
    assert all(len(surname) == len(way) for surname, ways in surname_readings().items() for way in ways)
    assert all(len(sign) == 1 for sign in own_readings())


def test_an_index_of_before_is_told_from_one_of_today(filled: Store) -> None:
    fill(filled, "任长霞")
    with filled.begin() as session:
        assert not index_is_of_before(session)
        set_store_fact(session, "search_readings", "")
        session.flush()
        assert index_is_of_before(session)
        index_changed_persons(session)
        assert index_is_of_before(session), "the others are as they were"
        index_all_persons(session)
        assert not index_is_of_before(session)


def of_before(url: str) -> None:
    """Leave a store as an older program left it: one reading of each name, and no word of the readings."""
    run(["init", "--store", url])
    store = open_store(url)
    with store.begin() as session:
        session.add(Person(id=1, name="任长霞", community_code=sample.COMMUNITY, synthetic=True))
        index_changed_persons(session)
        session.execute(delete(PersonSearch).where(PersonSearch.reading > 0))
        session.execute(delete(StoreFact).where(StoreFact.key == "search_readings"))
    store.dispose()


def pinyin_of(url: str) -> set[str]:
    store = open_store(url)
    try:
        with store.read() as session:
            return set(session.scalars(select(PersonSearch.pinyin)))
    finally:
        store.dispose()


def test_upgrade_makes_an_index_of_before_anew_once(
    empty_sqlite_url: str, capsys: pytest.CaptureFixture[str], english: None
) -> None:
    of_before(empty_sqlite_url)
    assert len(pinyin_of(empty_sqlite_url)) == 1
    assert run(["--lang", "en", "upgrade", "--store", empty_sqlite_url]) == 0
    assert "readings of their names: 1" in capsys.readouterr().out
    assert pinyin_of(empty_sqlite_url) == {"renchangxia", "renzhangxia"}
    assert run(["--lang", "en", "upgrade", "--store", empty_sqlite_url]) == 0
    assert "readings" not in capsys.readouterr().out


def test_an_index_that_is_stopped_stays_as_it_was(
    empty_postgres_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    english: None,
) -> None:
    of_before(empty_postgres_url)
    before = pinyin_of(empty_postgres_url)
    monkeypatch.setattr("gridcenter.services.person_index.forget_unused_parts", _stopped(Cancelled))
    assert run(["--lang", "en", "upgrade", "--store", empty_postgres_url]) == 1
    assert "found as before" in capsys.readouterr().err
    assert pinyin_of(empty_postgres_url) == before
    store = open_store(empty_postgres_url)
    with store.read() as session:
        assert store_fact(session, "search_readings") == ""
        assert index_is_of_before(session)
    store.dispose()


def _stopped(wish: type[Exception]) -> object:
    def stop(_session: object) -> None:
        raise wish

    return stop
