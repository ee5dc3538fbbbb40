"""The tables a new store starts with."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from gridcenter.domain.clocks import Unit
from gridcenter.services.reference import load_reference
from gridcenter.store.calendars import working_calendar
from gridcenter.store.codes import code_names
from gridcenter.store.engine import Store
from gridcenter.store.models import Category, CodeEntry, CodeSet, IndicatorDefinition, Standard


def loaded(store: Store) -> Store:
    with store.begin() as session:
        load_reference(session)
    return store


def test_loading_twice_changes_nothing(store: Store) -> None:
    loaded(store)
    with store.begin() as session:
        session.get_one(CodeSet, "gbt2261_1_sex").name = "性别（本区）"
        before = session.scalar(select(func.count(Category.id)))
        load_reference(session)
        assert session.scalar(select(func.count(Category.id))) == before == 526
        assert session.get_one(CodeSet, "gbt2261_1_sex").name == "性别（本区）"


def test_all_matters_and_disputes_have_limits_in_known_units(store: Store) -> None:
    with loaded(store).read() as session:
        limited = select(Standard.category_id)
        missing = select(Category.name).where(Category.parent_id.is_not(None), Category.id.not_in(limited))
        names = session.scalars(missing.where(Category.set_key == "matters")).all()
        units = set(session.scalars(select(Standard.handle_unit).distinct()))
        assert names == []
        assert units <= {unit.value for unit in Unit}
        longer = select(func.count(Standard.id)).where(
            Standard.handle_unit == Standard.whole_unit, Standard.whole_value <= Standard.handle_value
        )
        assert session.scalar(longer) == 0


def test_a_leaf_knows_its_major_and_its_pinyin(store: Store) -> None:
    with loaded(store).read() as session:
        rubbish = session.scalars(select(Category).where(Category.name == "暴露垃圾")).one()
        neighbours = session.scalars(select(Category).where(Category.name == "其他邻里纠纷")).one()
        assert session.get_one(Category, rubbish.major_id).name == "市容环境"
        assert session.get_one(Category, neighbours.major_id).name == "矛盾纠纷"
        assert (rubbish.pinyin, rubbish.initials) == ("baolulaji", "bllj")


def test_a_new_category_gets_a_number_of_its_own(store: Store) -> None:
    with loaded(store).begin() as session:
        session.add(Category(set_key="matters", code="own", name="本区事项"))
        session.flush()
        assert session.scalar(select(func.count(Category.id))) == 527


def test_the_calendar_knows_holidays_and_make_up_workdays(store: Store) -> None:
    with loaded(store).read() as session:
        calendar = working_calendar(session)
    assert calendar.years == frozenset({2025, 2026})
    assert date(2026, 10, 1) in calendar.holidays
    assert date(2026, 10, 10) in calendar.makeup
    assert date(2026, 9, 28) not in calendar.holidays


def test_rates_divide_known_counts_or_say_what_they_need(store: Store) -> None:
    with loaded(store).read() as session:
        indicators = session.scalars(select(IndicatorDefinition)).all()
        assert {one.kind for one in indicators} == {"count", "rate"}
        assert all(one.name_en and one.formula for one in indicators)
        assert all(one.numerator and one.denominator for one in indicators if one.kind == "rate")


def test_lists_come_in_both_languages(store: Store) -> None:
    with loaded(store).read() as session:
        assert code_names(session, "gbt2261_1_sex")["1"] == ("男性", "male")
        assert code_names(session, "post")["CHIEF"] == ("格长", "grid chief")
        assert session.scalar(select(func.count()).where(CodeEntry.name_en == "")) == 0


def test_every_standard_is_named_in_both_languages(store: Store) -> None:
    with loaded(store).read() as session:
        situations = {name.zh: name.en for name in code_names(session, "standard_situation").values()}
        sources = {name.zh: name.en for name in code_names(session, "standard_source").values()}
        found = session.execute(select(Standard.situation, Standard.source).distinct())
        for situation, source in found:
            assert situations[situation]
            assert sources[source.partition("：")[0]]
