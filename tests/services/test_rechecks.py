"""Random re-checks: a draw that anybody can recompute, that is kept for good, and a result that is set once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.domain.rechecks import DrawRow, population_hash, sample
from gridcenter.language import use_language
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.services.rechecks import draw_rechecks, record_recheck, verify_draws
from gridcenter.services.reopening import reopen_incident
from gridcenter.services.steps import take_step
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, AuditEntry, Incident, Recheck
from gridcenter.store.rechecks import draws
from tests.services.matters import OTHER_COMMUNITY, actor, at, report, settle, step, to_closed, version_of

NOW = at("11-02 09:00")
CHECKER = Actor(30, "leader2", "leader 二号", "leader", None, "")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)
    with store.begin() as session:
        session.add(Account(id=30, login="leader2", name="leader 二号", role="leader"))
        for number, closed_at in enumerate(
            (*(at(f"10-{day:02} 10:00") for day in range(1, 31)), at("11-01 00:00"))
        ):
            session.add(_closed(1001 + number, closed_at))
        session.add(_closed(1090, at("10-10 10:00"), state="cancelled"))
        session.add(_closed(1091, at("10-10 10:00"), community_code=OTHER_COMMUNITY))


def _closed(number: int, closed_at: datetime, **further: Any) -> Incident:
    given = {"state": "closed", "community_code": "709901001001", **further}
    return Incident(
        id=number,
        number=f"SJ20261001-{number:04}",
        category_id=90001,
        reported_at=closed_at - timedelta(days=1),
        closed_at=closed_at,
        **given,
    )


def drawn(store: Store, *, percent: float = 10, seed: str = "s", reason: str = "", **who: Any) -> DrawRow:
    given = {"month": "2026-10", "by": actor("supervisor"), "now": NOW, **who}
    with store.begin() as session:
        key = draw_rechecks(session, percent=percent, seed=seed, reason=reason, **given)
    with store.read() as session:
        return next(one for one in draws(session, area="") if one.id == key)


def test_a_draw_keeps_rule_seed_population_and_who_drew(store: Store) -> None:
    one = drawn(store)
    population = [*range(1001, 1031), 1091]
    assert (one.population, one.population_hash) == (31, population_hash(population))
    assert [row.incident_id for row in one.rechecks] == sample(population, seed="s", percent=10)
    assert (len(one.rechecks), one.sequence, one.drawer, one.drawn_at) == (4, 1, "supervisor 一号", NOW)
    with store.read() as session:
        lines = session.scalars(select(AuditEntry.fields).where(AuditEntry.action == "recheck")).all()
    assert lines == [f"draw {one.id}"]


def test_only_the_actor_s_area_is_drawn_from(store: Store) -> None:
    one = drawn(
        store, by=Actor(3, "supervisor", "supervisor 一号", "supervisor", None, "709901002"), percent=100
    )
    assert [row.incident_id for row in one.rechecks] == [1091]


def test_a_seed_that_is_not_given_is_made_and_another_each_time(store: Store) -> None:
    first = drawn(store, seed="")
    second = drawn(store, seed="", reason="first one was drawn before the import")
    assert first.seed != second.seed
    assert len(first.seed) == 32


def test_a_month_is_drawn_again_only_with_a_reason_and_every_draw_stays(store: Store) -> None:
    drawn(store)
    with pytest.raises(BadInput, match="2026-10 was drawn once already: write why"):
        drawn(store, seed="better")
    again = drawn(store, seed="better", reason="rate was too low")
    assert (again.sequence, again.reason) == (2, "rate was too low")
    with store.read() as session:
        assert [one.sequence for one in draws(session, area="", month="2026-10")] == [1, 2]


def test_two_desks_that_draw_at_once_make_one_draw_without_a_reason(store: Store) -> None:
    def attempt(seed: str) -> str:
        try:
            drawn(store, seed=seed)
        except BadInput as refusal:
            return str(refusal)
        return ""

    with ThreadPoolExecutor(2) as desks:
        told = sorted(desks.map(attempt, ("a", "b")))
    assert told[0] == ""
    assert "drawn once already" in told[1]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"by": actor("collector")}, "drawn by the shift supervisor or a leader"),
        ({"month": "2026-11"}, "2026-11 is not over yet"),
        ({"month": "2026-09"}, "nothing was closed in 2026-09"),
        ({"month": "10/2026"}, "is not a month"),
        ({"percent": 0}, "the rate must lie above 0"),
    ],
)
def test_a_draw_that_will_not_do_leaves_nothing(store: Store, wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises((RuleBroken, BadInput), match=sentence):
        drawn(store, **wrong)
    with store.read() as session:
        assert draws(session, area="") == []


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE recheck_draw SET seed = 'pleasing'",
        "DELETE FROM recheck_draw",
        "UPDATE recheck SET incident_id = 1001",
        "DELETE FROM recheck",
    ],
)
def test_a_draw_is_neither_changed_nor_removed(store: Store, deed: str) -> None:
    drawn(store)
    with pytest.raises(DBAPIError, match="append-only"), store.begin() as session:
        session.execute(text(deed))


def test_what_is_recomputed_from_the_seed_is_what_was_drawn_until_closings_differ(store: Store) -> None:
    drawn(store)
    with store.read() as session:
        assert [told for _, told in verify_draws(session, area="")] == [[]]
    with store.begin() as session:
        session.add(_closed(1095, at("10-31 23:59")))
    with store.read() as session:
        ((_, told),) = verify_draws(session, area="")
    assert told[0] == "drawn from 31 incidents, now there are 32, or they are others"


def recorded(
    store: Store, row_id: int, *, by: Actor = CHECKER, passed: bool = True, reason: str = "", seen: int = 1
) -> None:
    with store.begin() as session:
        record_recheck(session, row_id, version=seen, passed=passed, reason=reason, by=by, now=NOW)


def test_a_result_is_set_once_and_a_failure_says_why(store: Store) -> None:
    first, second, *_ = drawn(store).rechecks
    recorded(store, first.id)
    with pytest.raises(RuleBroken, match="leader 二号 re-checked it already"):
        recorded(store, first.id)
    with pytest.raises(BadInput, match="write why it failed"):
        recorded(store, second.id, passed=False)
    recorded(store, second.id, passed=False, reason="the cover is loose again")
    with store.read() as session:
        kept = {row.id: (row.result, row.reason) for row in session.scalars(select(Recheck))}
    assert kept[first.id] == ("passed", "")
    assert kept[second.id] == ("failed", "the cover is loose again")
    with pytest.raises(DBAPIError, match="append-only"), store.begin() as session:
        session.execute(text("UPDATE recheck SET result = 'passed' WHERE result <> ''"))


def test_whoever_took_a_step_on_the_incident_does_not_re_check_it(store: Store) -> None:
    start = at("10-20 09:00")
    incident = report(store, now=start)
    to_closed(store, incident, start)
    rows = {row.incident_id: row for row in drawn(store, percent=100).rechecks}
    for role in ("acceptor", "supervisor"):
        with pytest.raises(RuleBroken, match="you took a step on this incident yourself"):
            recorded(store, rows[incident].id, by=actor(role))
    with pytest.raises(RuleBroken, match="units do not re-check"):
        recorded(store, rows[incident].id, by=actor("handler"))
    recorded(store, rows[incident].id)


def test_a_stale_or_foreign_re_check_is_refused(store: Store) -> None:
    first, *_ = drawn(store).rechecks
    with pytest.raises(RuleBroken, match="changed meanwhile"):
        recorded(store, first.id, seen=7)
    elsewhere = Actor(30, "leader2", "leader 二号", "leader", None, "709902")
    for key, by in ((first.id, elsewhere), (4711, CHECKER)):
        with pytest.raises(RuleBroken, match="no such re-check"):
            recorded(store, key, by=by)


def test_one_closed_incident_is_drawn_at_every_rate(store: Store) -> None:
    lonely = Actor(3, "supervisor", "supervisor 一号", "supervisor", None, "709901002")
    for number, percent in enumerate((0.01, 5.0, 100.0)):
        one = drawn(store, by=lonely, percent=percent, reason="again" if number else "")
        assert ([row.incident_id for row in one.rechecks], one.population) == ([1091], 1)


def test_a_month_ends_at_midnight_of_the_district_and_holds_what_was_closed_on_a_made_up_workday(
    store: Store,
) -> None:
    """Closed at 16:00 UTC of the last day is closed in the next month here; 10 October 2026 is a Saturday at work."""
    edges = {
        1095: at("10-01 00:00"),
        1096: at("09-30 23:59"),
        1097: at("10-31 23:59"),
        1098: at("11-01 00:00"),
        1099: at("10-10 09:00"),
    }
    with store.begin() as session:
        session.add_all(_closed(number, closed_at) for number, closed_at in edges.items())
    found = {row.incident_id for row in drawn(store, percent=100).rechecks}
    assert found & edges.keys() == {1095, 1097, 1099}


def test_nobody_re_checks_the_work_of_his_own_unit_or_what_he_judged_himself(store: Store) -> None:
    start = at("10-20 09:00")
    incident, other = report(store, now=start), report(store, now=start, key="b")
    step(store, other, "register", "acceptor", start)
    with store.begin() as session:
        merge_incidents(
            session,
            kept=(incident, version_of(store, incident)),
            merged=(other, version_of(store, other)),
            reason="同一处",
            by=actor("dispatcher"),
            now=start,
        )
    to_closed(store, incident, start)
    step(
        store,
        incident,
        "evaluate",
        "acceptor",
        start + timedelta(hours=1),
        satisfaction="content",
        channel="phone",
    )
    row = next(row for row in drawn(store, percent=100).rechecks if row.incident_id == incident)
    colleague = Actor(31, "collector2", "collector 二号", "collector", 2, "")
    with pytest.raises(RuleBroken, match="your own unit handled this incident"):
        recorded(store, row.id, by=colleague)
    with pytest.raises(RuleBroken, match="you took a step on this incident yourself"):
        recorded(store, row.id, by=actor("acceptor"))
    recorded(store, row.id)


def test_who_moved_only_what_was_merged_into_it_does_not_re_check_it_either(store: Store) -> None:
    start = at("10-20 09:00")
    incident, other = report(store, now=start), report(store, now=start, key="b")
    mover = Actor(32, "acceptor2", "acceptor 二号", "acceptor", None, "")
    with store.begin() as session:
        session.add(Account(id=32, login="acceptor2", name="acceptor 二号", role="acceptor"))
        session.flush()
        take_step(session, other, version=1, action="register", inputs={}, by=mover, now=start)
    with store.begin() as session:
        seen = (incident, 1), (other, 2)
        merge_incidents(session, kept=seen[0], merged=seen[1], reason="同", by=actor("acceptor"), now=start)
    to_closed(store, incident, start)
    row = next(row for row in drawn(store, percent=100).rechecks if row.incident_id == incident)
    with pytest.raises(RuleBroken, match="you took a step on this incident yourself"):
        recorded(store, row.id, by=mover)


def test_a_draw_stands_whatever_is_merged_taken_apart_or_reopened_afterwards(store: Store) -> None:
    start = at("10-20 09:00")
    closed = report(store, now=start)
    to_closed(store, closed, start)
    kept, merged = (report(store, now=start, key=key) for key in ("c", "d"))
    with store.begin() as session:
        merge_incidents(
            session, kept=(kept, 1), merged=(merged, 1), reason="同", by=actor("acceptor"), now=start
        )
    one = drawn(store, percent=100)
    assert {kept, merged}.isdisjoint(row.incident_id for row in one.rechecks)
    with store.begin() as session:
        unmerge_incident(session, merged, version=2, reason="不是", by=actor("acceptor"), now=NOW)
        reopen_incident(session, closed, reason="未解决", by=actor("acceptor"), now=NOW, key="again")
    with store.read() as session:
        assert [told for _, told in verify_draws(session, area="")] == [[]]
