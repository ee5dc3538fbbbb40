"""The responsibility list: lines are entered, changed and ended by name, never written over; ties are refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.domain.routing import RuleRow
from gridcenter.language import use_language
from gridcenter.services.responsibility import (
    change_rule,
    dismiss_ruling,
    end_rule,
    enter_rule,
    rule_of_ruling,
)
from gridcenter.services.responsibility_check import list_findings
from gridcenter.services.responsibility_words import RuleDraft, WrongRule
from gridcenter.store.engine import Store
from gridcenter.store.models import Category, ResponsibilityRule, Ruling
from gridcenter.store.routing import rule_rows
from tests.services.matters import CATEGORY, COMMUNITY, GRID, actor, at, report, settle, step
from tests.services.routing_samples import START, offered_units, ruled_once, to_dispatched_but_one, used_up

NOW = at("11-18 09:00")
TODAY = date(2026, 11, 18)
LEAF = RuleDraft("matters", "U2", category=CATEGORY, place="709901001", basis="《条例》第 12 条")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def enter(store: Store, draft: RuleDraft, role: str = "supervisor") -> int:
    with store.begin() as session:
        return enter_rule(session, draft, by=actor(role), now=NOW)


def line(store: Store, key: int) -> RuleRow:
    with store.read() as session:
        return rule_rows(session, ids=[key])[0]


def test_a_line_is_kept_with_who_entered_it_and_what_it_rests_on(store: Store) -> None:
    row = line(store, enter(store, LEAF))
    assert (row.subject, row.unit.en, row.basis) == (
        "T01 blocked fire lane × 江南街道",
        "City management",
        "《条例》第 12 条",
    )
    assert (row.enterer, row.entered_at, row.valid_from, row.valid_until) == (
        "supervisor 一号",
        NOW,
        TODAY,
        None,
    )


def test_places_are_divisions_or_grids_and_units_may_be_named(store: Store) -> None:
    for place in ("", COMMUNITY, GRID):
        enter(store, RuleDraft("matters", "区住建局", category=CATEGORY, place=place))
    with store.read() as session:
        assert {row.cell.place_code for row in rule_rows(session)} == {"", COMMUNITY, GRID}


@pytest.mark.parametrize(
    ("draft", "field", "sentence"),
    [
        (RuleDraft("nothing", "U2"), "set", "there is no set of categories “nothing”; there are: "),
        (
            RuleDraft("matters", "U2", category="99999"),
            "category",
            "no category “99999” in use in the set “matters”",
        ),
        (RuleDraft("matters", "U2", place="1234"), "place", "“1234” is neither a division nor a grid"),
        (RuleDraft("matters", "U2", source="pigeon"), "source", "there is no source “pigeon”"),
        (RuleDraft("matters", "U9"), "unit", "there is no unit “U9”"),
        (RuleDraft("matters", " "), "unit", "name the unit"),
        (RuleDraft("matters", "U2", basis="x" * 201), "basis", "201 characters; shorten it to 200"),
        (
            RuleDraft("matters", "U2", valid_until=TODAY),
            "valid_until",
            "the last day must lie after the first",
        ),
    ],
)
def test_what_the_store_does_not_know_is_refused_with_its_place(
    store: Store, draft: RuleDraft, field: str, sentence: str
) -> None:
    with pytest.raises(WrongRule, match=sentence) as refused:
        enter(store, draft)
    assert refused.value.field == field


def test_a_tie_is_refused_and_names_both(store: Store) -> None:
    enter(store, LEAF)
    with pytest.raises(RuleBroken) as refused:
        enter(
            store,
            RuleDraft("matters", "U3", category=CATEGORY, place="709901001", valid_from=date(2027, 1, 1)),
        )
    assert str(refused.value) == (
        "“T01 blocked fire lane × 江南街道” goes to City management from 2026-11-18 on (entered by supervisor 一号): "
        "it cannot go to Housing bureau from 2027-01-01 on as well. Change or end that line first"
    )


def test_lines_that_follow_each_other_are_no_tie(store: Store) -> None:
    enter(store, RuleDraft("matters", "U2", category=CATEGORY, valid_until=date(2027, 1, 1)))
    enter(store, RuleDraft("matters", "U3", category=CATEGORY, valid_from=date(2027, 1, 1)))
    with pytest.raises(RuleBroken):
        enter(store, RuleDraft("matters", "U1", category=CATEGORY, valid_from=date(2026, 12, 31)))


@pytest.mark.parametrize("role", ["collector", "acceptor", "dispatcher", "handler"])
def test_the_list_is_kept_by_few(store: Store, role: str) -> None:
    with pytest.raises(RuleBroken, match="the responsibility list is kept by"):
        enter(store, LEAF, role)


def test_a_street_keeps_its_own_lines_and_those_of_nobody_else(store: Store) -> None:
    everywhere, own = enter(store, replace(LEAF, place="")), enter(store, LEAF)
    street, neighbour = (actor("supervisor", area=area) for area in ("709901001", "709901002"))
    inner = replace(LEAF, place=COMMUNITY)
    with store.begin() as session:
        enter_rule(session, inner, by=street, now=NOW)
    deeds: list[Callable[[Session, Actor], object]] = [
        lambda session, by: enter_rule(session, replace(inner, category="T01"), by=by, now=NOW),
        lambda session, by: enter_rule(session, replace(LEAF, place=""), by=by, now=NOW),
        lambda session, by: change_rule(session, own, LEAF, version=1, by=by, now=NOW),
        lambda session, by: end_rule(session, own, version=1, reason="误", by=by, now=NOW),
        lambda session, by: end_rule(session, everywhere, version=1, reason="误", by=by, now=NOW),
    ]
    for deed in deeds:
        with pytest.raises(RuleBroken, match="outside your area"), store.begin() as session:
            deed(session, neighbour)
    with pytest.raises(RuleBroken, match="outside your area"), store.begin() as session:
        end_rule(session, everywhere, version=1, reason="误", by=street, now=NOW)
    with store.begin() as session:
        end_rule(session, own, version=1, reason="改由他人", by=street, now=NOW)


def test_a_changed_line_ends_and_the_new_one_points_to_it(store: Store) -> None:
    old = enter(store, LEAF)
    with store.begin() as session:
        draft = RuleDraft("matters", "U3", category=CATEGORY, place="709901001")
        later = NOW + timedelta(days=3)
        new = change_rule(session, old, draft, version=1, by=actor("leader"), now=later)
    before, after = line(store, old), line(store, new)
    assert (before.valid_until, before.ending, before.ender, before.unit.en) == (
        date(2026, 11, 21),
        "changed",
        "leader 一号",
        "City management",
    )
    assert (after.replaces_id, after.unit.en, after.valid_from) == (old, "Housing bureau", date(2026, 11, 21))


def test_a_line_may_be_changed_on_the_day_it_was_entered(store: Store) -> None:
    old = enter(store, LEAF)
    with store.begin() as session:
        change_rule(
            session, old, RuleDraft("matters", "U3", category=CATEGORY, place="709901001"), version=1,
            by=actor("leader"), now=NOW,
        )  # fmt: skip
    key = to_be_dispatched(store)
    assert [one.value for one in offered_units(store, key) if one.proposed] == ["3"]


def to_be_dispatched(store: Store) -> int:
    key = report(store, now=START, key="form-9")
    to_dispatched_but_one(store, key)
    return key


def test_an_ended_line_proposes_nothing_any_more(store: Store) -> None:
    old = enter(store, LEAF)
    with store.begin() as session:
        end_rule(session, old, version=1, reason="the street does it itself", by=actor("supervisor"), now=NOW)
    assert line(store, old).ends_by(TODAY)
    assert not any(one.ground for one in offered_units(store, to_be_dispatched(store)))
    with (
        pytest.raises(RuleBroken, match="supervisor 一号 ended this line at 11-18 09:00"),
        store.begin() as session,
    ):
        end_rule(session, old, version=2, reason="again", by=actor("leader"), now=NOW)


def test_whoever_is_second_is_told(store: Store) -> None:
    old = enter(store, LEAF)
    with pytest.raises(RuleBroken, match="this line changed meanwhile"), store.begin() as session:
        end_rule(session, old, version=7, reason="x", by=actor("leader"), now=NOW)
    with pytest.raises(WrongRule, match="write why the line ends"), store.begin() as session:
        end_rule(session, old, version=1, reason=" ", by=actor("leader"), now=NOW)


def test_no_line_can_be_written_over_or_removed(store: Store) -> None:
    key = enter(store, LEAF)
    with pytest.raises(DatabaseError, match="append-only"), store.begin() as session:
        session.get_one(ResponsibilityRule, key).unit_id = 3
    with pytest.raises(DatabaseError, match="append-only"), store.begin() as session:
        session.delete(session.get_one(ResponsibilityRule, key))


def newest_ruling(store: Store) -> Ruling:
    with store.read() as session:
        return session.scalars(select(Ruling).order_by(Ruling.id.desc())).first()  # type: ignore[return-value]


def test_a_ruling_becomes_a_line_by_a_named_person_and_only_once(store: Store) -> None:
    key = ruled_once(store)
    ruling = newest_ruling(store)
    with store.begin() as session:
        made = rule_of_ruling(session, ruling.id, version=1, by=actor("leader"), now=NOW)
    row = line(store, made)
    assert (row.cell.category_code, row.cell.place_code, row.unit.en) == (
        CATEGORY,
        COMMUNITY,
        "Housing bureau",
    )
    assert (row.ruling_id, row.enterer) == (ruling.id, "leader 一号")
    assert row.basis == "ruling of 2026-11-17 by supervisor 一号: their road"
    assert offered_units(store, key)[0].proposed
    with pytest.raises(RuleBroken, match="was made of this ruling already"), store.begin() as session:
        rule_of_ruling(session, ruling.id, version=1, by=actor("leader"), now=NOW)


def test_a_ruling_makes_no_line_by_itself(store: Store) -> None:
    ruled_once(store)
    with store.read() as session:
        assert rule_rows(session) == ()


def test_a_ruling_that_is_not_to_be_followed_is_offered_no_more_and_says_why(store: Store) -> None:
    key = ruled_once(store)
    ruling = newest_ruling(store)
    with store.begin() as session:
        dismiss_ruling(
            session, ruling.id, version=1, reason="the road was handed over", by=actor("leader"), now=NOW
        )
    assert not any(one.ground for one in offered_units(store, key))
    with (
        pytest.raises(RuleBroken, match="not to be followed: the road was handed over"),
        store.begin() as session,
    ):
        rule_of_ruling(session, ruling.id, version=2, by=actor("leader"), now=NOW)
    with pytest.raises(WrongRule, match="write why"), store.begin() as session:
        dismiss_ruling(session, ruling.id, version=2, reason="", by=actor("leader"), now=NOW)


def test_a_ruling_still_binds_its_own_incident_when_it_is_not_to_be_followed(store: Store) -> None:
    key = used_up(store)
    step(store, key, "rule", "supervisor", START + timedelta(minutes=31), unit="2", reason="ours")
    with store.begin() as session:
        dismiss_ruling(
            session, newest_ruling(store).id, version=1, reason="once only", by=actor("leader"), now=NOW
        )
    step(store, key, "receive", "handler", START + timedelta(minutes=32))
    with pytest.raises(RuleBroken, match="it is not returned any more"):
        step(store, key, "return", "handler", START + timedelta(minutes=33), reason="not_our_duty")


def test_a_check_finds_what_is_lost_what_ends_and_what_nobody_does(store: Store) -> None:
    enter(store, LEAF)
    enter(store, RuleDraft("matters", "U2", category="06", valid_until=date(2026, 12, 1)))
    with store.begin() as session:
        session.scalars(select(Category).where(Category.code == CATEGORY)).one().active = False
    with store.read() as session:
        found = list_findings(session, today=TODAY)
    assert "“T01 blocked fire lane × 江南街道”: this category is not in use any more" in found
    assert any(
        one.startswith("“06 City environment × all places” → City management ends on 2026-12-01")
        for one in found
    )
    assert "no line says who does “07 Advertising” (matters)" in found
    assert not any("“06 City environment” (matters)" in one for one in found)
