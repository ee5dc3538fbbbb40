"""Finding a category in a store: shipped categories by pinyin and field words, and no SQL at a keystroke."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from gridcenter.domain.category_search import FoundCategory, Ground
from gridcenter.domain.people import Actor
from gridcenter.services.category_finder import CategoryFinder, synonyms
from gridcenter.services.code_tables import table_lines
from gridcenter.services.readings import field_readings
from gridcenter.services.reference import load_reference
from gridcenter.store.announcing import note_change
from gridcenter.store.changes import ChangeReader
from gridcenter.store.engine import Store
from gridcenter.store.models import Category
from tests.services.matters import CATEGORY, DRAFT, actor, at, report, settle
from tests.services.plans import plan_of, statements

CLERK = Actor(7, "clerk", "某某", "acceptor", None, "")
LEAVES = 3452
"""As many as the largest catalogue in use has (issue: category … among 3,452 leaves)."""


def codes(found: list[FoundCategory]) -> list[str]:
    return [one.choice.code for one in found]


@pytest.fixture
def finder(store: Store) -> CategoryFinder:
    with store.begin() as session:
        load_reference(session)
    return CategoryFinder(store)


VECTORS = [
    ("jg", "01001", Ground.INITIALS),
    ("jinggai", "01001", Ground.SOUND),
    ("马葫芦", "01002", Ground.SYNONYM),
    ("yinjinggai", "01002", Ground.SOUND),
    ("weiting", "09009", Ground.SOUND),
    ("wt", "09009", Ground.INITIALS),
    ("乱停车", "09009", Ground.SYNONYM),
    ("gongxiangdanche", "09011", Ground.SOUND),
    ("xingdaoshu", "04002", Ground.SOUND),
    ("renxinghengdao", "02020", Ground.SOUND),
    ("tiaoya", "01049", Ground.SOUND),
    ("dusai", "01002", Ground.SOUND),
    ("changyi", "04007", Ground.SOUND),
    ("wanggeluandui", "", Ground.NAME),
    ("bllj", "06010", Ground.INITIALS),
    ("垃圾", "06010", Ground.SYNONYM),
    ("lvdizangluan", "06017", Ground.SOUND),
    ("xiaofangtongdao", "09012", Ground.SOUND),
    ("rodent", "", Ground.NAME),
    ("hawker", "09001", Ground.ENGLISH),
    ("qianxin", "0701", Ground.SOUND),
    ("邻里纠纷", "0299", Ground.NAME),
    ("jiemianzhixu", "09001", Ground.ABOVE),
    ("disputes:0402", "0402", Ground.CODE),
]


def test_shipped_categories_are_found_by_what_the_field_calls_them(finder: CategoryFinder) -> None:
    for typed, code, ground in VECTORS:
        found = finder.find(typed, by=CLERK)
        told = [(one.choice.code, one.ground) for one in found[:1]]
        assert told == ([(code, ground)] if code else []), typed


def test_initials_of_a_field_word_give_all_it_stands_for_first(finder: CategoryFinder) -> None:
    found = finder.find("jg", by=CLERK)
    assert codes(found)[:4] == ["01001", "01002", "01003", "01023"]
    assert {one.matched for one in found[:4]} == {"井盖"}
    assert found[4].choice.name.zh == "景观灯异常"


def test_only_leaves_of_matters_and_disputes_are_offered_with_their_path(finder: CategoryFinder) -> None:
    assert codes(finder.find("02001", by=CLERK)) == ["02001"]
    assert codes(finder.find("09", by=CLERK))[0] == "09001"
    assert codes(finder.find("矛盾纠纷", by=CLERK, limit=1)) == ["0101"]
    (dispute,) = finder.find("disputes:0101", by=CLERK)
    assert [name.zh for name in dispute.choice.above] == ["矛盾纠纷", "婚恋家庭纠纷"]


@pytest.mark.parametrize(
    "typed", ["", "%", "'", "_", "'; DROP TABLE category; --", "x" * 1_000_000, "１２３４５６７"]
)
def test_what_names_nothing_finds_nothing(finder: CategoryFinder, typed: str) -> None:
    assert finder.find(typed, by=CLERK) == []


def test_full_width_letters_and_digits_count_as_narrow_ones(finder: CategoryFinder) -> None:
    assert codes(finder.find("ｗｅｉＴＩＮＧ", by=CLERK)) == ["09009"]
    assert codes(finder.find("０９００９", by=CLERK)) == ["09009"]


# --- as many leaves as the largest catalogue has ------------------------------------------------------------------


def fill_up(store: Store) -> None:
    """Add kinds to the shipped ones until matters and disputes together have `LEAVES` leaves."""
    with store.begin() as session:
        parents = select(Category.parent_id).where(Category.parent_id.is_not(None))
        shipped = session.scalars(
            select(Category)
            .where(Category.set_key.in_(("matters", "disputes")), Category.id.not_in(parents))
            .order_by(Category.id)
        ).all()
        rows = []
        for number in range(LEAVES - len(shipped)):
            like = shipped[number % len(shipped)]
            kind = number // len(shipped) + 1
            rows.append(
                {
                    "id": 100_000 + number,
                    "set_key": like.set_key,
                    "code": f"{like.code}-{kind:02}",
                    "parent_id": like.parent_id,
                    "major_id": like.major_id,
                    "name": f"{like.name}（第 {kind} 类）",
                    "name_en": f"{like.name_en}, kind {kind}",
                    "active": True,
                }
            )
        session.execute(insert(Category), rows)
        note_change(session, "category")


def test_among_3452_leaves_a_keystroke_asks_the_store_nothing(store: Store, finder: CategoryFinder) -> None:
    fill_up(store)
    assert codes(finder.find("weiting", by=CLERK)) == ["09009"]
    with statements(store) as sent:
        for typed, _, _ in VECTORS:
            for end in range(len(typed) + 1):
                finder.find(typed[:end], by=CLERK)
    assert sent == []
    assert len(finder.find("jg", by=CLERK, limit=LEAVES)) > 22 * 10


def test_a_longer_catalogue_costs_less_than_its_growth(store: Store, finder: CategoryFinder) -> None:
    """Whole words and exact codes keep their place in front however many kinds are added behind them."""
    before = {typed: codes(finder.find(typed, by=CLERK, limit=1)) for typed, _, _ in VECTORS}
    fill_up(store)
    finder.changed({"category"})
    assert {typed: codes(finder.find(typed, by=CLERK, limit=1)) for typed, _, _ in VECTORS} == before


# --- what changes -------------------------------------------------------------------------------------------------


def test_a_new_a_renamed_and_a_retired_category_are_known_after_the_change_is_told(
    store: Store, finder: CategoryFinder
) -> None:
    assert finder.find("牛羊过街", by=CLERK) == []
    reader = ChangeReader(store)
    reader.start()
    with store.begin() as session:
        major = session.scalars(
            select(Category).where(Category.set_key == "matters", Category.code == "09")
        ).one()
        session.add(
            Category(set_key="matters", code="09900", name="牛羊过街", parent_id=major.id, major_id=major.id)
        )
        session.scalars(select(Category).where(Category.code == "09021")).one().name = "路边洗车"
        session.scalars(select(Category).where(Category.code == "09014")).one().active = False
    kinds = {change.kind for change in reader.read()}
    assert kinds == {"category"}
    assert finder.find("牛羊过街", by=CLERK) == []
    finder.changed({"incident"})
    assert finder.find("牛羊过街", by=CLERK) == []
    finder.changed(kinds)
    assert codes(finder.find("nygj", by=CLERK)) == ["09900"]
    assert finder.find("占道洗车", by=CLERK) == []
    assert finder.find("畜力车", by=CLERK) == []


def test_a_ring_among_the_parents_of_a_damaged_tree_ends(store: Store, finder: CategoryFinder) -> None:
    with store.begin() as session:
        one, other = session.scalars(
            select(Category).where(Category.code.in_(("06", "07")), Category.set_key == "matters")
        )
        one.parent_id, other.parent_id = other.id, one.id
    found = finder.find("暴露垃圾", by=CLERK)
    assert {name.zh for name in found[0].choice.above} == {"市容环境", "宣传广告"}


# --- what an account used lately ----------------------------------------------------------------------------------


def test_what_an_account_reported_lately_comes_first_and_is_its_own(store: Store) -> None:
    settle(store)
    for number, code in enumerate(("06010", "09009", "06010", CATEGORY, "06028")):
        draft = replace(DRAFT, category_code=code, category_set="matters")
        report(store, now=at("11-18 09:00") + timedelta(minutes=number), key=f"form-{number}", draft=draft)
    finder = CategoryFinder(store)
    collector, leader = actor("collector"), actor("leader")
    assert codes(finder.find("", by=collector)) == ["06028", CATEGORY, "06010", "09009"]
    assert finder.find("", by=leader) == []
    assert codes(finder.find("06", by=collector, limit=2)) == ["06028", "06010"]
    assert codes(finder.find("06", by=leader, limit=2)) == ["06001", "06002"]


def test_a_report_of_this_desk_moves_its_category_to_the_front_without_sql(store: Store) -> None:
    settle(store)
    finder = CategoryFinder(store)
    collector = actor("collector")
    finder.reported(1, by=collector)
    assert finder.find("", by=collector) == []
    ids = [finder.find(code, by=collector)[0].choice.id for code in ("06010", "09009")]
    with statements(store) as sent:
        for number in (*ids, ids[0]):
            finder.reported(number, by=collector)
        assert codes(finder.find("", by=collector)) == ["06010", "09009"]
    assert sent == []


def test_the_steps_are_looked_through_from_the_newest_back_and_not_all_incidents(store: Store) -> None:
    settle(store)
    report(store, now=at("11-18 09:00"))
    with statements(store) as sent:
        CategoryFinder(store).find("", by=actor("collector"))
    (asked,) = [one for one in sent if "FROM step" in one[0]]
    plan = plan_of(store, *asked)
    assert "SCAN incident" not in plan, plan
    assert "SCAN step" not in plan, plan
    assert "pk_step" in plan or "INTEGER PRIMARY KEY (rowid>?)" in plan, plan


# --- the tables ---------------------------------------------------------------------------------------------------


def test_every_synonym_names_a_shipped_leaf_once() -> None:
    lines = list(table_lines("categories"))
    inner = {(line["set"], line["parent"]) for line in lines}
    leaves = {(line["set"], line["code"]): line["name_zh"] for line in lines} | dict.fromkeys(inner, "")
    words = [(line["word"], line["set"], line["code"]) for line in table_lines("category_synonyms")]
    assert [line for line in words if not leaves.get(line[1:])] == []
    assert [line for line in words if leaves[line[1:]] == line[0]] == []
    assert len(words) == len(set(words)) > 250
    assert len(synonyms()) > 120


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("人行道", "ren xing dao"),
        ("行道树", "xing dao shu"),
        ("银行门前", "yin hang men qian"),
        ("重复上报", "chong fu shang bao"),
        ("限重标志", "xian zhong biao zhi"),
        ("路面重铺", "lu mian chong pu"),
        ("网格长", "wang ge zhang"),
        ("长时间占用", "chang shi jian zhan yong"),
        ("街头长椅", "jie tou chang yi"),
        ("共享单车", "gong xiang dan che"),
        ("散发传单", "san fa chuan dan"),
        ("燃气调压站（箱）", "ran qi tiao ya zhan xiang"),
        ("空调外机", "kong tiao wai ji"),
        ("窨井盖", "yin jing gai"),
        ("绿化", "lv hua"),
        ("紧急报警点（SOS）", "jin ji bao jing dian sos"),
        ("Ｐ＋Ｒ停车场", "p r ting che chang"),
    ],
)
def test_words_of_the_field_are_read_as_people_say_them(word: str, reading: str) -> None:
    assert " ".join(field_readings().of(word)[0]) == reading


def test_a_word_that_people_type_in_two_ways_has_both_readings_and_not_endlessly_many() -> None:
    readings = field_readings()
    assert readings.of("堵塞") == (("du", "se"), ("du", "sai"))
    assert len(readings.of("堵塞" * 40)) == 4
    assert readings.of("") == readings.of("——") == ((),)


def test_every_reading_has_one_syllable_for_each_character() -> None:
    assert [
        line for line in table_lines("readings") if len(line["pinyin"].split()) != len(line["word"])
    ] == []


def test_the_shipped_pinyin_is_that_of_the_readings() -> None:
    readings = field_readings()
    for line in table_lines("categories"):
        syllables = readings.of(line["name_zh"])[0]
        told = ("".join(syllables), "".join(syllable[0] for syllable in syllables))
        assert told == (line["pinyin"], line["initials"]), line["name_zh"]
