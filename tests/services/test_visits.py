"""The visit list of a grid: who is due and why, by rules that are data; visits made keep it fresh."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from gridcenter.domain.errors import BadInput, RuleBroken, WrongUse
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.visits import (
    DECLINED,
    MET,
    MOVED,
    NOT_AT_HOME,
    VOID,
    Dwelling,
    VisitReason,
    VisitRules,
    VisitSubject,
    due_reasons,
    due_words,
    years_before,
)
from gridcenter.language import use_language
from gridcenter.services.freshness_rules import freshness_rules
from gridcenter.services.people_search import search_people
from gridcenter.services.person_index import index_all_persons
from gridcenter.services.person_merging import merge_persons
from gridcenter.services.resident_card import resident_card
from gridcenter.services.visit_rules import read_visit_rules, visit_rules
from gridcenter.services.visits import (
    correct_visit,
    export_visits,
    own_visits,
    past_visits,
    record_visit,
    visit_grids,
    visit_list,
)
from gridcenter.store import audit
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import AuditEntry, Household, HouseholdMember, Person, Visit
from gridcenter.store.visits import due_rows
from tests.services import resident_samples as sample
from tests.services.resident_samples import AUDITOR, CLERK, GRID, NOW, request

TODAY = date(2026, 11, 18)
HOME = VisitSubject(1)
LONE = VisitSubject(person_id=4)
HANDLER = Actor(1, "li.min", "李敏", "handler", 1, GRID)
FAR_GRID = sample.OTHER_COMMUNITY + "001"


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
    return store


def visit(
    store: Store, subject: VisitSubject = HOME, outcome: str = MET, *, by: Actor = CLERK, **more: Any
) -> int:
    with store.begin() as session:
        return record_visit(session, subject, outcome=outcome, by=by, now=more.pop("now", NOW), **more)


def due(store: Store, on: date = TODAY) -> list[tuple[str, list[str]]]:
    """Return (subject, reasons) of everybody on the list of a day."""
    with store.read() as session:
        rows = due_rows(session, visit_rules(), grid_code=GRID, today=on, after=None, limit=100)
    return [
        (row.subject.ref, [reason.key for reason in due_reasons(visit_rules(), row.dwelling, on)])
        for row in rows
    ]


def lines(store: Store) -> list[AuditEntry]:
    with store.read() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def test_households_and_persons_without_one_are_due_until_somebody_was_met(filled: Store) -> None:
    assert due(filled) == [("h1", ["freshness"]), ("p3", ["freshness"]), ("p4", ["freshness"])]
    visit(filled)
    visit(filled, LONE)
    assert [subject for subject, _ in due(filled)] == ["p3"]
    later = TODAY + timedelta(days=179)
    assert [subject for subject, _ in due(filled, later)] == ["p3"]
    assert [subject for subject, _ in due(filled, later + timedelta(days=1))] == ["p3", "h1", "p4"]


def test_older_and_small_ones_are_seen_more_often(filled: Store) -> None:
    with filled.begin() as session:
        session.get_one(Person, 2).birth = date(1946, 11, 18)
        session.get_one(Person, 4).birth = date(1961, 11, 18)
        session.get_one(Person, 3).birth = date(2026, 1, 1)
    for subject in (HOME, LONE, VisitSubject(person_id=3)):
        visit(filled, subject)
    assert due(filled, TODAY + timedelta(days=29)) == []
    assert due(filled, TODAY + timedelta(days=30)) == [("p4", ["alone_elder"])]
    assert due(filled, TODAY + timedelta(days=90)) == [("h1", ["advanced_age"]), ("p4", ["alone_elder"])]
    assert due(filled, TODAY + timedelta(days=120))[1] == ("p3", ["small_child"])


def test_an_attempt_waits_some_days_and_a_meeting_ends_the_waiting(filled: Store) -> None:
    visit(filled, outcome=NOT_AT_HOME)
    assert "h1" not in dict(due(filled, TODAY + timedelta(days=2)))
    assert "h1" in dict(due(filled, TODAY + timedelta(days=3)))
    visit(filled, outcome=DECLINED)
    assert "h1" not in dict(due(filled, TODAY + timedelta(days=89)))
    visit(filled, LONE, MOVED)
    assert "p4" not in dict(due(filled, TODAY + timedelta(days=29)))
    rules = VisitRules((VisitReason("often", Name("常"), 10),), {NOT_AT_HOME: 3, DECLINED: 90, MOVED: 30})
    tried = {DECLINED: TODAY - timedelta(days=20), MET: TODAY - timedelta(days=15)}
    assert due_reasons(rules, Dwelling(1, None, None, tried), TODAY)


days = st.one_of(st.none(), st.integers(0, 400))


@given(
    people=st.lists(
        st.tuples(st.one_of(st.none(), st.integers(0, 36_000)), st.booleans(), st.booleans()), max_size=4
    ),
    tried=st.fixed_dictionaries(dict.fromkeys((MET, NOT_AT_HOME, MOVED, DECLINED), days)),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_store_finds_exactly_whom_the_rules_name(
    filled: Store, people: list[tuple[int | None, bool, bool]], tried: dict[str, int | None]
) -> None:
    """`due_rows` is `due_reasons` as a condition: households of any make-up, with any visits."""
    with filled.begin() as session:
        key = (session.scalar(select(func.max(Household.id))) or 0) + 1
        home = Household(id=key, number=f"H{key}", grid_code=GRID)
        session.add(home)
        session.flush()
        for place, (age, left, dead) in enumerate(people):
            born = None if age is None else TODAY - timedelta(days=age)
            person = Person(
                id=key * 100 + place,
                name="甲",
                birth=born,
                deceased_on=TODAY if dead else None,
                synthetic=True,
            )
            session.add(person)
            session.flush()
            session.add(
                HouseholdMember(
                    household_id=key,
                    person_id=key * 100 + place,
                    relation="10",
                    until=TODAY if left else None,
                )
            )
        known = {outcome: TODAY - timedelta(days=ago) for outcome, ago in tried.items() if ago is not None}
        for outcome, day in known.items():
            session.add(Visit(household_id=key, day=day, at=NOW, account_id=1, actor="李敏", outcome=outcome))
    births = [
        None if age is None else TODAY - timedelta(days=age)
        for age, left, dead in people
        if not (left or dead)
    ]
    born = [day for day in births if day is not None]
    dwelling = Dwelling(len(births), min(born, default=None), max(born, default=None), known)
    expected = bool(births) and bool(due_reasons(visit_rules(), dwelling, TODAY))
    assert (f"h{key}" in dict(due(filled))) == expected


def test_the_list_is_masked_in_order_and_audited_before_it_is_read(filled: Store) -> None:
    visit(filled, outcome=MET, now=NOW, day="2026-11-01")
    found = visit_list(filled, GRID, by=CLERK)
    assert [(row.subject.ref, row.name, row.members, row.place) for row in found.rows] == [
        ("p3", "赵*", 1, ""),
        ("p4", "周**", 1, "21 幢 2 单元 0501"),
    ]
    assert found.rows[0].reasons == (Name("信息保鲜", "record to be kept fresh"),)
    assert due_words(found.rows[0], TODAY) == "never met"
    for secret in ("赵强", "周玉英", sample.ADDRESS):
        assert secret not in repr(found)
    line = lines(filled)[-1]
    assert (line.action, line.outcome, line.purpose) == ("visit_list", "shown", "visit")
    assert line.fields.split()[:2] == [GRID, "2"]


def test_pages_go_on_where_the_one_before_ended(filled: Store) -> None:
    seen, after = [], None
    for _ in range(3):
        page = visit_list(filled, GRID, by=CLERK, after=after, limit=1)
        seen += [row.subject.ref for row in page.rows]
        after = page.after
    assert (seen, after) == (["h1", "p3", "p4"], None)


def test_what_was_recorded_is_told_with_its_note_and_audited(filled: Store) -> None:
    visit(filled, note="老人腿脚不便，　约周三再来", day="2026-11-17")
    visit(filled, outcome=NOT_AT_HOME)
    past = past_visits(filled, HOME, by=CLERK).rows
    assert [(one.day, one.who, one.outcome, one.note) for one in past] == [
        (TODAY, "李敏", NOT_AT_HOME, ""),
        (TODAY - timedelta(days=1), "李敏", MET, "老人腿脚不便， 约周三再来"),
    ]
    assert [(line.action, line.outcome, line.fields.split()[0]) for line in lines(filled)] == [
        ("visit", "met", "h1"),
        ("visit", "not_at_home", "h1"),
        ("visit_list", "shown", "h1"),
    ]
    assert "腿脚" not in repr(past) + "".join(repr(vars(line)) for line in lines(filled))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"outcome": "seen"}, "A visit came to one of: met"),
        ({"day": "2026-11-19"}, "Day of the visit: this day is still to come"),
        ({"day": "2026-10-01"}, "Day of the visit: at most 31 days back"),
        ({"day": "yesterday"}, "Day of the visit: write a day"),
        ({"note": "注" * 401}, "Note: 401 characters are too many; shorten it to 400"),
        ({"subject": VisitSubject(99)}, "no such household or person in your area"),
        ({"subject": VisitSubject(person_id=5)}, "no such household or person in your area"),
        ({"by": HANDLER}, "recorded by: acceptor"),
        ({"by": AUDITOR}, "duties are kept apart"),
    ],
)
def test_a_visit_that_cannot_be_is_refused_and_leaves_nothing(
    filled: Store, more: dict[str, Any], sentence: str
) -> None:
    with pytest.raises((BadInput, RuleBroken), match=sentence):
        visit(filled, **more)
    assert lines(filled) == []
    with filled.read() as session:
        assert session.scalars(select(Visit)).all() == []


def test_a_visit_is_neither_rewritten_nor_removed(filled: Store) -> None:
    visit(filled)
    for statement in ("UPDATE visit SET outcome = 'moved'", "DELETE FROM visit"):
        with pytest.raises(DBAPIError, match="append-only"), filled.begin() as session:
            session.execute(text(statement))


def test_grids_outside_the_area_have_no_list(filled: Store) -> None:
    with pytest.raises(RuleBroken, match="There is no grid"):
        visit_list(filled, FAR_GRID, by=CLERK)
    with filled.read() as session:
        assert visit_grids(session, by=CLERK) == [(GRID, Name("03 网格", "grid 03"))]
        assert visit_grids(session, by=HANDLER) == [(GRID, Name("03 网格", "grid 03"))]


def test_a_row_seen_as_another_person_is_not_visited_besides(filled: Store) -> None:
    with filled.begin() as session:
        session.get_one(Person, 4).id_number = None
        head = Actor(1, "li.min", "李敏", "supervisor", 1, sample.COMMUNITY)
        merge_persons(
            session, kept=3, merged=4, reason="上门核对确为同一位老人", by=head, now=NOW, decided=True
        )
    assert [subject for subject, _ in due(filled)] == ["h1", "p3"]
    visit(filled, LONE)
    assert [subject for subject, _ in due(filled)] == ["h1"]


def test_a_visit_makes_card_residences_and_list_fresh(filled: Store) -> None:
    with filled.begin() as session:
        index_all_persons(session)
        before = resident_card(session, 1, today=TODAY)
    assert before is not None
    assert (before.met_on, before.household_stale, before.residences[0].stale) == (None, True, True)
    assert [row.stale for row in search_people(filled, request("张美兰"), by=CLERK).rows] == [True]
    with filled.begin() as session:
        now = store_time(session)
        record_visit(session, HOME, outcome=MET, by=CLERK, now=now)
        card = resident_card(session, 1, today=now.date())
    assert card is not None
    assert card.met_on is not None
    assert (card.household_stale, card.residences[0].stale, card.residences[1].verified_on) == (
        False,
        False,
        None,
    )
    assert [row.stale for row in search_people(filled, request("张美兰"), by=CLERK).rows] == [False]


def test_the_whole_list_is_written_masked_and_its_line_stands_before(filled: Store, tmp_path: Path) -> None:
    out = tmp_path / "visits.csv"
    assert export_visits(filled, GRID, out, by=CLERK) == 3
    with out.open(encoding="utf-8-sig") as file:
        heading, first, *_ = csv.reader(file)
    assert heading[:5] == ["No.", "Ask for", "Persons", "Door", "Why"]
    assert first[:4] == ["1", "赵**", "2", "21 幢 2 单元 0402"]
    assert "赵德福" not in out.read_text(encoding="utf-8-sig")
    line = lines(filled)[0]
    assert (line.action, line.outcome, line.fields) == ("export", "shown", f"visits {GRID}")
    with pytest.raises(WrongUse, match=r"\.csv or \.xlsx"):
        export_visits(filled, GRID, tmp_path / "visits.txt", by=CLERK)


def test_rules_with_flaws_are_named() -> None:
    good: dict[str, Any] = {
        "reasons": [{"key": "a", "name": "甲", "days": 3}],
        "again": {NOT_AT_HOME: 3, MOVED: 3, DECLINED: 3},
        "back_days": 31,
    }
    assert read_visit_rules(good).reasons[0].name == Name("甲")
    assert visit_rules().reasons[-1].days == freshness_rules().household
    for flaw in (
        {"reasons": []},
        {"reasons": [{"key": "a", "name": "甲", "days": 0}]},
        {"reasons": [{"key": "a", "name": "甲", "days": 1, "age_from": 500}]},
        {"again": {NOT_AT_HOME: 3}},
        {"back_days": "x"},
    ):
        with pytest.raises(BadInput, match=r"rules of visits|走访"):
            read_visit_rules({**good, **flaw})


def test_the_29th_of_february_gives_way() -> None:
    assert years_before(date(2028, 2, 29), 65) == date(1963, 2, 28)


def test_a_visit_noted_wrongly_is_replaced_by_a_line_that_says_why(filled: Store) -> None:
    with filled.begin() as session:
        wrong = record_visit(session, HOME, outcome=MET, day="2026-11-10", note="门开着", by=CLERK, now=NOW)
    assert _met(filled) == date(2026, 11, 10)
    with filled.begin() as session:
        correcting = partial(correct_visit, session, wrong, outcome=NOT_AT_HOME, reason="隔壁应门，记错户")
        right = correcting(note="无人应门", by=CLERK, now=NOW)
    old, new = reversed(past_visits(filled, HOME, by=CLERK).rows)
    assert (old.id, old.outcome, old.note, old.replaced, old.reason) == (wrong, MET, "门开着", True, "")
    assert (new.id, new.outcome, new.replaced, new.reason) == (right, NOT_AT_HOME, False, "隔壁应门，记错户")
    assert new.day == date(2026, 11, 10)
    assert _met(filled) is None
    with filled.read() as session:
        (line,) = session.scalars(select(AuditEntry).where(AuditEntry.reason == "隔壁应门，记错户"))
        assert (line.action, line.outcome, line.fields) == ("visit", NOT_AT_HOME, f"h1 {right} for {wrong}")


def test_a_visit_that_was_never_made_counts_as_nothing(filled: Store) -> None:
    before = [row.subject for row in visit_list(filled, GRID, by=CLERK).rows]
    with filled.begin() as session:
        wrong = record_visit(session, HOME, outcome=DECLINED, by=CLERK, now=store_time(session))
    assert HOME not in [row.subject for row in visit_list(filled, GRID, by=CLERK).rows]
    with filled.begin() as session:
        correct_visit(session, wrong, outcome=VOID, reason="wrong door", by=CLERK, now=store_time(session))
    assert [row.subject for row in visit_list(filled, GRID, by=CLERK).rows] == before
    (new, old) = own_visits(filled, GRID, by=CLERK).rows
    assert (new.outcome, old.replaced, "赵**" in new.whom) == (VOID, True, True)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"reason": "  "}, "Reason is missing"),
        ({"outcome": "flown"}, "A visit came to one of"),
        ({"day": "2026-12-30"}, "still to come"),
        ({"note": "注" * 401}, "401 characters are too many"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_leaves_the_line(
    filled: Store, said: dict[str, str], told: str
) -> None:
    with filled.begin() as session:
        wrong = record_visit(session, HOME, outcome=MET, day="2026-11-10", by=CLERK, now=NOW)
    with pytest.raises(BadInput, match=told), filled.begin() as session:
        correct_visit(session, wrong, **{"outcome": MET, "reason": "wrong day", **said}, by=CLERK, now=NOW)
    assert [line.id for line in past_visits(filled, HOME, by=CLERK).rows] == [wrong]


def test_a_line_is_replaced_once_and_only_inside_the_area(filled: Store) -> None:
    with filled.begin() as session:
        wrong = record_visit(session, HOME, outcome=MET, by=CLERK, now=store_time(session))
    away = Actor(1, "li.min", "李敏", "collector", 1, sample.OTHER_COMMUNITY)
    for by, said in ((away, "no visit no"), (HANDLER, "recorded by")):
        with pytest.raises(RuleBroken, match=said), filled.begin() as session:
            correct_visit(session, wrong, outcome=VOID, reason="wrong", by=by, now=store_time(session))
    with filled.begin() as session:
        correct_visit(session, wrong, outcome=VOID, reason="wrong", by=CLERK, now=store_time(session))
    with pytest.raises(RuleBroken, match="corrected before"), filled.begin() as session:
        correct_visit(session, wrong, outcome=MET, reason="wrong", by=CLERK, now=store_time(session))
    for statement in ("UPDATE visit_correction SET reason = 'x'", "DELETE FROM visit_correction"):
        with pytest.raises(DBAPIError), filled.begin() as session:
            session.connection().execute(text(statement))


def _met(store: Store) -> date | None:
    """Return when somebody was met last, as the list of who is due has it."""
    with store.read() as session:
        rows = due_rows(session, visit_rules(), grid_code=GRID, today=date(2027, 11, 1), after=None, limit=9)
    return next(row.dwelling.met_on for row in rows if row.subject == HOME)


def test_the_history_of_a_household_is_read_on_and_never_stops_silently(filled: Store) -> None:
    with filled.begin() as session:
        said = {"household_id": 1, "at": NOW, "account_id": 1, "actor": "李敏", "outcome": MET}
        days = [TODAY - timedelta(days=number // 2) for number in range(45)]
        session.add_all(Visit(day=day, **said) for day in days)
    first = past_visits(filled, HOME, by=CLERK)
    second = past_visits(filled, HOME, by=CLERK, behind=first.rows[-1].id)
    third = past_visits(filled, HOME, by=CLERK, behind=second.rows[-1].id)
    assert [(len(one.rows), one.more) for one in (first, second, third)] == [
        (20, True),
        (20, True),
        (5, False),
    ]
    found = [row for page in (first, second, third) for row in page.rows]
    assert len({row.id for row in found}) == 45
    assert [row.day for row in found] == sorted((row.day for row in found), reverse=True)


def test_what_oneself_noted_is_read_on_page_by_page_and_each_page_stands_in_the_audit(filled: Store) -> None:
    made = []
    for day in ("2026-11-10", "2026-11-12", "2026-11-12", "2026-11-11", "2026-11-15"):
        with filled.begin() as session:
            made.append(record_visit(session, HOME, outcome=DECLINED, day=day, by=CLERK, now=NOW))
    first, second, third, fourth, last = made
    page = own_visits(filled, GRID, by=CLERK, limit=2)
    assert ([one.id for one in page.rows], page.more) == ([last, third], True)
    page = own_visits(filled, GRID, by=CLERK, limit=2, behind=third)
    assert ([one.id for one in page.rows], page.more) == ([second, fourth], True)
    page = own_visits(filled, GRID, by=CLERK, limit=2, behind=fourth)
    assert ([one.id for one in page.rows], page.more) == ([first], False)
    with filled.read() as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.action == audit.VISITS)).all()
    assert len(lines) == 3
