"""Residences and places in households kept by hand: recorded, ended, corrected with a reason; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.home_keeping import HomeDeed
from gridcenter.domain.people import LookupRequest
from gridcenter.domain.record_keeping import ValueChanged
from gridcenter.language import use_language
from gridcenter.services import home_keeping, integrity_runs
from gridcenter.services.home_keeping import HomeKept, home_history, keep_home, keep_home_by_number
from gridcenter.services.integrity_runs import run_rules
from gridcenter.services.lookup import look_up
from gridcenter.services.tickets import Quota
from gridcenter.services.visit_rules import visit_rules
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import (
    Account,
    AuditEntry,
    HomeChange,
    Household,
    HouseholdMember,
    Person,
    Residence,
    Scope,
)
from gridcenter.store.visits import due_rows
from tests.services import integrity_samples as integrity
from tests.services import population_samples as population
from tests.services import resident_samples as sample
from tests.services.integrity_samples import CHIEF, switch_all_on
from tests.services.resident_samples import AUDITOR, CLERK, GRID, NUMBER, request
from tests.services.test_integrity import hits

OLD_HOME, HOME = "FW-0304-11-0203", "FW-0307-21-0402"
NEIGHBOURS = "FW-0307-21-0501"
IN = {"premises_code": NEIGHBOURS, "kind": "tenant", "since": "2026-03-01", "source": "入户走访"}


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
        move_counters(session)
    look_up(store, request(), by=CLERK)
    return store


def move_counters(session: Session) -> None:
    """Let the ids that the samples named themselves be taken, as a store that gives its own has it."""
    if session.get_bind().dialect.name == "postgresql":
        session.flush()
        for name in ("household", "premises"):
            moved = f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"
            session.execute(text(moved))


def keep(store: Store, deed: HomeDeed, *, by: Any = CLERK, **said: str) -> HomeKept:
    return keep_home(store, 1, deed, said, request(), by=by)


def homes(store: Store, person: int = 1) -> list[tuple[Any, ...]]:
    with store.read() as session:
        columns = (Residence.premises_id, Residence.kind, Residence.since, Residence.until)
        rows = session.execute(select(*columns).where(Residence.person_id == person).order_by(Residence.id))
        return [tuple(row) for row in rows]


def places(store: Store, person: int = 1) -> list[tuple[Any, ...]]:
    with store.read() as session:
        columns = (
            Household.number,
            HouseholdMember.relation,
            HouseholdMember.since,
            HouseholdMember.until,
        )
        statement = select(*columns).join(Household, Household.id == HouseholdMember.household_id)
        rows = session.execute(statement.where(HouseholdMember.person_id == person).order_by(Household.id))
        return [tuple(row) for row in rows]


def line(store: Store, code: str = HOME) -> str:
    with store.read() as session:
        found = session.execute(
            text(
                "SELECT residence.id FROM residence JOIN premises ON premises.id = residence.premises_id "
                "WHERE premises.code = :code AND person_id = 1"
            ),
            {"code": code},
        )
        return str(found.scalar_one())


def lines(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as session:
        columns = (AuditEntry.action, AuditEntry.outcome, AuditEntry.person_id, AuditEntry.fields)
        return [tuple(row) for row in session.execute(select(*columns).order_by(AuditEntry.id))]


def everything(store: Store) -> tuple[Any, ...]:
    with store.read() as session:
        kept = session.execute(text("SELECT count(*) FROM home_change")).scalar_one()
    return homes(store), places(store), kept


def test_a_home_is_recorded_with_source_and_stands_on_the_card_and_in_the_audit(filled: Store) -> None:
    kept = keep(filled, HomeDeed.MOVED_IN, **IN)
    assert homes(filled)[-1] == (3, "tenant", date(2026, 3, 1), None)
    assert kept.card is not None
    shown = next(one for one in kept.card.residences if one.premises == NEIGHBOURS)
    assert (shown.kind.en, shown.since, shown.until) == ("tenant", date(2026, 3, 1), None)
    assert HOME in kept.told
    assert lines(filled)[-1] == ("keep", "moved_in", 1, f"residence_line@{shown.id}")
    with filled.read() as session:
        assert not broken_links(session, CLERK.account_id)


def test_a_home_is_ended_with_its_day_and_the_line_stays(filled: Store) -> None:
    kept = keep(filled, HomeDeed.MOVED_OUT, line=line(filled), until="2026-10-31")
    assert (2, "owner", date(1998, 5, 1), date(2026, 10, 31)) in homes(filled)
    assert "H-0307-118" in kept.told
    with pytest.raises(RuleBroken, match="ended already, on 2026-10-31"):
        keep(filled, HomeDeed.MOVED_OUT, line=line(filled), until="2026-11-01")


def test_a_correction_needs_a_reason_and_the_old_line_stays_in_the_history(filled: Store) -> None:
    wrong = {"line": line(filled), "since": "1999-05-01", "kind": "lodger"}
    with pytest.raises(BadInput, match="Reason is missing"):
        keep(filled, HomeDeed.HOME_CORRECTED, **wrong)
    keep(filled, HomeDeed.HOME_CORRECTED, **wrong, reason="户口簿记载为一年后")
    assert (2, "lodger", date(1999, 5, 1), None) in homes(filled)
    (told,) = home_history(filled, 1, request(), by=CLERK)
    assert (told.who, told.reason) == ("李敏", "户口簿记载为一年后")
    assert told.before == f"{HOME} · owner · 1998-05-01 —"
    assert told.after == f"{HOME} · lodger · 1999-05-01 —"
    assert lines(filled)[-1] == ("keep", "asked_history", 1, "home_history")


def test_a_line_noted_by_mistake_is_taken_out_and_stands_in_the_history(filled: Store) -> None:
    keep(filled, HomeDeed.HOME_CORRECTED, line=line(filled, OLD_HOME), kind="void", reason="同名者的记录")
    assert [home[0] for home in homes(filled)] == [2]
    (told,) = home_history(filled, 1, request(), by=CLERK)
    assert (told.before, told.after) == (f"{OLD_HOME} · tenant · 1989-02-01 — 1998-05-01", "")


@pytest.mark.parametrize(
    ("deed", "said", "why"),
    [
        (
            HomeDeed.MOVED_OUT,
            {"line": "HOME", "until": "1998-04-30"},
            r"moves out before moving in \(1998-05-01\)",
        ),
        (HomeDeed.MOVED_OUT, {"line": "HOME", "until": ""}, "Moved out on is missing"),
        (HomeDeed.MOVED_OUT, {"line": "HOME", "until": "2999-01-01"}, "still to come"),
        (HomeDeed.MOVED_OUT, {"line": "99999", "until": "2026-01-01"}, "not in the register any more"),
        (HomeDeed.MOVED_OUT, {"line": "x", "until": "2026-01-01"}, "which line"),
        (HomeDeed.MOVED_IN, IN | {"premises_code": HOME}, "lives there already, since 1998-05-01"),
        (
            HomeDeed.MOVED_IN,
            IN | {"premises_code": OLD_HOME, "since": "1990-01-01"},
            "no premises with this code in your area",
        ),
        (HomeDeed.MOVED_IN, IN | {"premises_code": "nowhere"}, "no premises with this code in your area"),
        (HomeDeed.MOVED_IN, IN | {"since": "1950-01-01"}, "before the birth"),
        (HomeDeed.MOVED_IN, IN | {"since": "31 February"}, "such as"),
        (HomeDeed.MOVED_IN, IN | {"kind": "guest"}, "choose from owner, tenant, lodger"),
        (
            HomeDeed.HOME_CORRECTED,
            {"line": "HOME", "kind": "owner", "reason": "核对户口簿"},
            "Nothing differs",
        ),
        (
            HomeDeed.HOME_CORRECTED,
            {"line": "HOME", "until": "1990-01-01", "reason": "核对户口簿"},
            "before moving in",
        ),
    ],
)
def test_what_cannot_be_gets_one_sentence_and_changes_nothing(
    filled: Store, deed: HomeDeed, said: dict[str, str], why: str
) -> None:
    said = {key: line(filled) if value == "HOME" else value for key, value in said.items()}
    before = everything(filled)
    with pytest.raises(Refusal, match=why):
        keep(filled, deed, **said)
    assert everything(filled) == before


def test_a_former_home_is_lived_in_again_from_its_end_on(filled: Store) -> None:
    keep(filled, HomeDeed.MOVED_OUT, line=line(filled), until="2026-06-01")
    again = IN | {"premises_code": HOME}
    with pytest.raises(BadInput, match="lived there until 2026-06-01"):
        keep(filled, HomeDeed.MOVED_IN, **again | {"since": "2026-05-31"})
    keep(filled, HomeDeed.MOVED_IN, **again | {"since": "2026-06-01"})
    assert homes(filled)[-1] == (2, "tenant", date(2026, 6, 1), None)


def test_whoever_acts_on_a_line_that_changed_meanwhile_is_told_how_it_stands(filled: Store) -> None:
    seen = f"{HOME} owner 1998-05-01 —"
    keep(filled, HomeDeed.MOVED_OUT, line=line(filled), until="2026-06-01", seen=seen)
    with pytest.raises(ValueChanged, match="1998-05-01 — 2026-06-01"):
        keep(filled, HomeDeed.HOME_CORRECTED, line=line(filled), until="", reason="仍在此居住", seen=seen)


def test_who_may_not_and_whose_card_is_not_open_is_refused_and_audited(filled: Store) -> None:
    for by in (AUDITOR, replace(CLERK, role="handler")):
        with pytest.raises(RuleBroken):
            keep(filled, HomeDeed.MOVED_IN, by=by, **IN)
    with pytest.raises(RuleBroken, match="no longer open"):
        keep_home(filled, 4, HomeDeed.MOVED_IN, IN, request(), by=CLERK)
    assert [entry[1] for entry in lines(filled)] == ["hit", "refused", "refused", "refused"]
    assert len(homes(filled)) == 2


def test_quotas_are_those_of_other_acts_of_keeping(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home_keeping, "KEEP_QUOTAS", (Quota(1, timedelta(minutes=1)),))
    keep(filled, HomeDeed.MOVED_OUT, line=line(filled), until="2026-10-31")
    with pytest.raises(RuleBroken, match="are the limit"):
        keep(filled, HomeDeed.MOVED_IN, **IN)


def test_a_person_is_looked_up_by_number_and_kept_in_one_go(filled: Store) -> None:
    asked = replace(request(), id_text="")
    kept = keep_home_by_number(filled, HomeDeed.MOVED_IN, IN | {"id_number": NUMBER}, asked, by=CLERK)
    assert kept.card is not None
    with pytest.raises(BadInput, match="Nobody with this number"):
        said = IN | {"id_number": sample.UNKNOWN}
        keep_home_by_number(filled, HomeDeed.MOVED_IN, said, asked, by=CLERK)


# --- households ---------------------------------------------------------------------------------------------------


def test_a_place_in_a_household_is_ended_and_begun_again_with_its_relation(filled: Store) -> None:
    keep(filled, HomeDeed.LEFT, line="1", until="2026-01-31")
    assert places(filled) == [("H-0307-118", "10", None, date(2026, 1, 31))]
    again = {"household": "H-0307-118", "relation": "配偶", "since": "2026-01-01"}
    with pytest.raises(BadInput, match="until 2026-01-31 already"):
        keep(filled, HomeDeed.JOINED, **again)
    keep(filled, HomeDeed.JOINED, **again | {"since": "2026-05-01"})
    assert places(filled) == [("H-0307-118", "10", date(2026, 5, 1), None)]
    first = home_history(filled, 1, request(), by=CLERK)[0]
    assert first.before == "H-0307-118 · spouse · ? — 2026-01-31"


def test_a_second_head_a_second_place_and_a_household_elsewhere_are_refused(filled: Store) -> None:
    with pytest.raises(RuleBroken, match=r"a head already: 赵\*\*"):
        keep(filled, HomeDeed.MEMBER_CORRECTED, line="1", relation="02", reason="户主已变更")
    with pytest.raises(RuleBroken, match="in this household already"):
        keep(filled, HomeDeed.JOINED, household="H-0307-118", relation="10", since="2026-01-01")
    with filled.begin() as session:
        session.add(Household(id=7, number="H-9", grid_code=sample.OTHER_COMMUNITY + "001"))
    with pytest.raises(RuleBroken, match="in household H-0307-118 already"):
        keep(filled, HomeDeed.JOINED, household="H-9", relation="10", since="2026-01-01")
    keep(filled, HomeDeed.LEFT, line="1", until="2026-01-31")
    for number in ("H-9", "H-10"):
        with pytest.raises(RuleBroken, match=r"no household H-.* in your area"):
            keep(filled, HomeDeed.JOINED, household=number, relation="10", since="2026-02-01")
    assert places(filled) == [("H-0307-118", "10", None, date(2026, 1, 31))]


def test_a_new_household_begins_in_named_premises_and_is_due_for_a_visit(filled: Store) -> None:
    keep(filled, HomeDeed.LEFT, line="1", until="2026-01-31")
    said = {"household": "H-NEW", "relation": "户主", "since": "2026-02-01", "premises_code": NEIGHBOURS}
    keep(filled, HomeDeed.JOINED, **said)
    assert places(filled)[-1] == ("H-NEW", "02", date(2026, 2, 1), None)
    with filled.read() as session:
        made = session.scalars(select(Household).where(Household.number == "H-NEW")).one()
        rows = due_rows(session, visit_rules(), grid_code=GRID, today=date(2026, 11, 18), after=None, limit=9)
        assert (made.premises_id, made.grid_code) == (3, GRID)
    assert f"h{made.id}" in {row.subject.ref for row in rows}
    assert "h1" in {row.subject.ref for row in rows}


def test_the_relation_is_corrected_and_a_household_without_a_head_is_told(filled: Store) -> None:
    look_up(filled, request(sample.HUSBAND), by=CLERK)
    keep_two = partial(keep_home, filled, 2, request=request(sample.HUSBAND), by=CLERK)
    kept = keep_two(HomeDeed.MEMBER_CORRECTED, {"line": "1", "relation": "10", "reason": "户主已变更"})
    assert "no head now" in kept.told
    kept = keep(filled, HomeDeed.MEMBER_CORRECTED, line="1", relation="02", reason="户主已变更")
    assert (kept.told, places(filled)) == ("", [("H-0307-118", "02", None, None)])
    assert kept.card is not None
    assert [one.relation for one in kept.card.memberships] == ["02"]


# --- what the registers make of it --------------------------------------------------------------------------------


def test_the_rule_of_two_main_residences_finds_what_was_kept_by_hand(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_language("en")
    monkeypatch.setattr(integrity_runs, "QUOTAS", ())
    with store.begin() as session:
        integrity.fill(session)
    switch_all_on(store)
    look_up(store, request(), by=CLERK)
    run_rules(store, by=CHIEF)
    assert 1 not in hits(store)["two_main_residences"]
    keep(store, HomeDeed.MOVED_IN, **IN)
    run_rules(store, by=CHIEF)
    assert 1 in hits(store)["two_main_residences"]
    keep(store, HomeDeed.MOVED_OUT, line=line(store), until="2026-10-31")
    run_rules(store, by=CHIEF)
    assert 1 not in hits(store)["two_main_residences"]


def test_moves_kept_by_hand_are_found_as_population_changes_and_corrected_ones_again(store: Store) -> None:
    use_language("en")
    with store.begin() as session:
        population.fill(session)
        session.add(sample_account(session))
    population.detect(store)
    number = number_of(store, population.TENANT)
    keeper = replace(population.LEADER, account_id=9, login="keeper", name="赵芳", role="dispatcher")
    ground = LookupRequest(number, request().purpose, reason="居民本人来窗口登记变更")
    look_up(store, ground, by=keeper)
    with store.read() as session:
        home = session.scalars(select(Residence.id).where(Residence.person_id == population.TENANT)).one()
    today = store_day(store)
    act = partial(keep_home, store, population.TENANT, request=ground, by=keeper)
    act(HomeDeed.MOVED_OUT, {"line": str(home), "until": f"{today - timedelta(days=3)}"})
    act(
        HomeDeed.MOVED_IN,
        {"premises_code": "FW-3", "kind": "tenant", "since": f"{today - timedelta(days=2)}"},
    )
    population.detect(store, now=now_of(store))
    assert population.kinds(store) == [
        (population.TENANT, "move_in"),
        (population.TENANT, "move_out"),
    ]
    act(
        HomeDeed.HOME_CORRECTED,
        {"line": str(home), "until": f"{today - timedelta(days=2)}", "reason": "搬家日期记错"},
    )
    population.detect(store, now=now_of(store))
    days = {(kind, day) for _, kind, _, day, initial in population.standing(store) if not initial}
    assert ("move_out", f"{today - timedelta(days=2)}") in days
    assert ("move_out", f"{today - timedelta(days=3)}") not in days


def sample_account(session: Any) -> Any:
    session.add(Account(id=9, login="keeper", name="赵芳", role="dispatcher", unit_id=1))
    session.flush()
    return Scope(account_id=9, division_code="")


def number_of(store: Store, person: int) -> str:
    with store.read() as session:
        found = session.scalars(select(Person.id_number).where(Person.id == person)).one()
    assert found is not None
    return found


def now_of(store: Store) -> Any:
    with store.read() as session:
        return store_time(session)


def store_day(store: Store) -> date:
    return now_of(store).date()  # type: ignore[no-any-return]


def test_what_was_kept_is_neither_rewritten_nor_removed(filled: Store) -> None:
    keep(filled, HomeDeed.MOVED_OUT, line=line(filled), until="2026-10-31")
    for statement in ("UPDATE home_change SET reason = 'x'", "DELETE FROM home_change"):
        with pytest.raises(DBAPIError, match="append-only"), filled.begin() as session:
            session.execute(text(statement))
    with filled.read() as session:
        assert len(session.scalars(select(HomeChange)).all()) == 1
