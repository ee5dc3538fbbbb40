"""Merging two incidents and taking them apart, on both stores: queue, clocks, reports, trace, and what is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.merging import ADD_REPORT, GIVE_BACK, MERGE, MERGED, TAKE_IN, UNMERGE
from gridcenter.language import use_language
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.duplicates import duplicates_of, suggest_duplicates
from gridcenter.services.merge_choices import compared, merge_choices
from gridcenter.services.merge_rules import merge_rules, read_merge_rules
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.services.reopening import reopen_incident
from gridcenter.services.reports import add_report, report_lines
from gridcenter.store.engine import Store
from gridcenter.store.figures_indicators import indicator_counts
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import AuditEntry, Incident, IncidentClock, IncidentMerge, Report, Step
from tests.services.matters import (
    DRAFT,
    actor,
    at,
    report,
    settle,
    step,
    to_closed,
    to_dispatched,
    to_handling,
    version_of,
)

NOW = at("11-18 14:00")
WHY = "同一处堵塞，两人先后来电"


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def two(store: Store) -> tuple[int, int]:
    """Report the same matter twice, ten minutes apart."""
    first = report(store, now=NOW, key="a", draft=replace(DRAFT, reporter="张三丰", phone="138 0000 1234"))
    second = report(store, now=NOW + timedelta(minutes=10), key="b")
    return first, second


def merge(store: Store, kept: int, merged: int, *, now: datetime = NOW, role: str = "acceptor") -> int:
    with store.begin() as session:
        return merge_incidents(
            session,
            kept=(kept, version_of(store, kept)),
            merged=(merged, version_of(store, merged)),
            reason=WHY,
            by=actor(role),
            now=now,
        )


def unmerge(store: Store, merged: int, *, now: datetime = NOW, role: str = "acceptor") -> int:
    with store.begin() as session:
        return unmerge_incident(
            session,
            merged,
            version=version_of(store, merged),
            reason="不是同一处",
            by=actor(role),
            now=now,
        )


def incident(store: Store, incident_id: int) -> Incident:
    with store.read() as session:
        return session.get_one(Incident, incident_id)


def queue(store: Store) -> set[int]:
    with store.read() as session:
        return {row.id for row in open_incidents(session, area="")}


def steps(store: Store, incident_id: int) -> list[Step]:
    with store.read() as session:
        wanted = select(Step).where(Step.incident_id == incident_id).order_by(Step.sequence)
        return list(session.scalars(wanted))


def differences(store: Store) -> int:
    return verify_clocks(store, zone=ZoneInfo("Asia/Shanghai"), progress=lambda _one: None).differences


# --- merging ------------------------------------------------------------------------------------------------------


def test_the_merged_one_leaves_the_queue_and_the_kept_one_counts_both_reports(store: Store) -> None:
    kept, merged = two(store)
    merge(store, kept, merged, now=NOW + timedelta(minutes=20))
    assert queue(store) == {kept}
    assert incident(store, kept).report_count == 2
    gone = incident(store, merged)
    assert (gone.state, gone.closed_at) == (MERGED, NOW + timedelta(minutes=20))
    with store.read() as session:
        numbers = [line.incident_number for line in report_lines(session, kept, area="")]
    assert numbers == [incident(store, kept).number, gone.number]


def test_both_traces_and_the_audit_name_the_other_one(store: Store) -> None:
    kept, merged = two(store)
    merge(store, kept, merged)
    came, went = steps(store, kept)[-1], steps(store, merged)[-1]
    assert (came.action, came.reason, came.opinion) == (TAKE_IN, incident(store, merged).number, WHY)
    assert (went.action, went.reason, went.opinion) == (MERGE, incident(store, kept).number, WHY)
    assert (went.from_state, went.to_state) == ("reported", MERGED)
    with store.read() as session:
        lines = session.scalars(select(AuditEntry.fields).where(AuditEntry.account_id == 2)).all()
    assert lines == [MERGE, TAKE_IN]


def test_the_row_says_who_why_how_alike_and_what_it_was(store: Store) -> None:
    kept, merged = two(store)
    merge(store, kept, merged, role="dispatcher")
    with store.read() as session:
        row = session.scalars(select(IncidentMerge)).one()
    assert (row.kept_id, row.merged_id, row.actor, row.actor_role) == (
        kept,
        merged,
        "dispatcher 一号",
        "dispatcher",
    )
    assert (row.former_state, row.added, row.reason, row.undone_at) == ("reported", 1, WHY, None)
    assert row.score is not None
    assert row.score > 60


def test_a_role_that_merges_nothing_is_told_who_does(store: Store) -> None:
    kept, merged = two(store)
    with pytest.raises(RuleBroken, match="merged by: intake clerk, shift supervisor, dispatcher"):
        merge(store, kept, merged, role="handler")


def test_an_incident_is_not_merged_into_itself_nor_without_a_reason(store: Store) -> None:
    kept, merged = two(store)
    with pytest.raises(RuleBroken, match="not merged into itself"):
        merge(store, kept, kept)
    with pytest.raises(BadInput, match="why the two are one"), store.begin() as session:
        merge_incidents(
            session, kept=(kept, 1), merged=(merged, 1), reason=" ", by=actor("acceptor"), now=NOW
        )


def test_a_chain_is_refused_in_either_direction(store: Store) -> None:
    kept, merged = two(store)
    third = report(store, now=NOW, key="c")
    merge(store, kept, merged)
    with pytest.raises(RuleBroken, match=r"-0002 is merged into another incident itself"):
        merge(store, merged, third)
    with pytest.raises(RuleBroken, match=r"-0002 were merged into SJ.*-0001: keep"):
        merge(store, third, kept)
    with pytest.raises(RuleBroken, match="merged into another incident already"):
        merge(store, third, merged)
    merge(store, kept, third)
    assert incident(store, kept).report_count == 3


def test_a_closed_incident_is_neither_kept_nor_merged(store: Store) -> None:
    kept, merged = two(store)
    to_closed(store, kept, NOW)
    later = NOW + timedelta(hours=1)
    with pytest.raises(RuleBroken, match="is closed: an open incident is not merged into it"):
        merge(store, kept, merged, now=later)
    with pytest.raises(RuleBroken, match="nothing left to merge"):
        merge(store, merged, kept, now=later)


def test_who_saw_an_older_version_of_either_is_told_what_happened(store: Store) -> None:
    kept, merged = two(store)
    seen = version_of(store, merged)
    step(store, merged, "register", "acceptor", NOW + timedelta(minutes=11))
    with pytest.raises(RuleBroken, match="took “file directly”"), store.begin() as session:
        merge_incidents(
            session, kept=(kept, 1), merged=(merged, seen), reason=WHY, by=actor("acceptor"), now=NOW
        )
    assert queue(store) == {kept, merged}


def test_two_desks_that_merge_in_opposite_directions_leave_one_of_them_with_a_sentence(store: Store) -> None:
    one, other = two(store)
    seen = {key: version_of(store, key) for key in (one, other)}
    start = Barrier(2)

    def desk(kept: int, merged: int) -> str:
        start.wait()
        try:
            with store.begin() as session:
                merge_incidents(
                    session,
                    kept=(kept, seen[kept]),
                    merged=(merged, seen[merged]),
                    reason=WHY,
                    by=actor("acceptor"),
                    now=NOW,
                )
        except Refusal as refusal:
            return str(refusal)
        return ""

    with ThreadPoolExecutor(2) as desks:
        said = sorted(desks.map(desk, (one, other), (other, one)))
    assert said[0] == ""
    assert "took" in said[1]
    assert len(queue(store)) == 1
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(IncidentMerge)) == 1


def test_a_merged_incident_outside_the_area_is_not_there(store: Store) -> None:
    kept, merged = two(store)
    with pytest.raises(RuleBroken, match="no such incident in your area"), store.begin() as session:
        merge_incidents(
            session,
            kept=(kept, 1),
            merged=(merged, 1),
            reason=WHY,
            by=actor("acceptor", area="709901002"),
            now=NOW,
        )


# --- clocks -------------------------------------------------------------------------------------------------------


def test_the_time_while_it_was_merged_does_not_count(store: Store) -> None:
    kept, merged = two(store)
    to_handling(store, merged, NOW)
    before = incident(store, merged)
    merge(store, kept, merged, now=NOW + timedelta(minutes=30))
    assert incident(store, merged).paused
    assert differences(store) == 0
    unmerge(store, merged, now=NOW + timedelta(minutes=75))
    after = incident(store, merged)
    assert (after.state, after.closed_at, after.paused) == ("handling", None, False)
    assert before.handle_due_at is not None
    assert after.handle_due_at == before.handle_due_at + timedelta(minutes=45)
    assert after.whole_due_at is not None
    assert before.whole_due_at is not None
    assert after.whole_due_at == before.whole_due_at + timedelta(minutes=45)
    assert differences(store) == 0
    assert queue(store) == {kept, merged}


def test_what_was_parked_before_stays_parked_after(store: Store) -> None:
    kept, merged = two(store)
    to_handling(store, merged, NOW)
    step(
        store,
        merged,
        "suspend",
        "supervisor",
        NOW + timedelta(minutes=20),
        reason="待料",
        review_date="2026-12-01 09:00",
    )
    merge(store, kept, merged, now=NOW + timedelta(minutes=30))
    unmerge(store, merged, now=NOW + timedelta(minutes=60))
    back = incident(store, merged)
    assert (back.state, back.paused) == ("suspended", True)
    step(store, merged, "resume", "supervisor", NOW + timedelta(minutes=70))
    assert not incident(store, merged).paused
    assert differences(store) == 0


def test_merging_again_and_again_keeps_every_clock_whole(store: Store) -> None:
    kept, merged = two(store)
    to_dispatched(store, merged, NOW)
    for turn in range(3):
        merge(store, kept, merged, now=NOW + timedelta(minutes=20 + 10 * turn))
        unmerge(store, merged, now=NOW + timedelta(minutes=25 + 10 * turn))
    assert differences(store) == 0
    with store.read() as session:
        living = select(func.count()).where(
            IncidentClock.incident_id == merged, IncidentClock.ended_at.is_(None)
        )
        assert session.scalar(living) == 3
        assert session.scalar(select(func.count()).select_from(IncidentMerge)) == 3
    assert incident(store, kept).report_count == 1


# --- taking apart -------------------------------------------------------------------------------------------------


def test_taken_apart_both_stand_as_before_with_the_whole_story_in_both_traces(store: Store) -> None:
    kept, merged = two(store)
    merge(store, kept, merged, now=NOW + timedelta(minutes=20))
    unmerge(store, merged, now=NOW + timedelta(minutes=30))
    assert incident(store, kept).report_count == 1
    assert [one.action for one in steps(store, kept)] == ["report", TAKE_IN, GIVE_BACK]
    assert [one.action for one in steps(store, merged)] == ["report", MERGE, UNMERGE]
    with store.read() as session:
        row = session.scalars(select(IncidentMerge)).one()
    assert (row.undoer, row.undoing, row.undone_at) == (
        "acceptor 一号",
        "不是同一处",
        NOW + timedelta(minutes=30),
    )


def test_nothing_is_taken_apart_that_is_not_merged_nor_by_everybody_nor_without_a_reason(
    store: Store,
) -> None:
    kept, merged = two(store)
    with pytest.raises(RuleBroken, match="not merged into another"):
        unmerge(store, merged)
    merge(store, kept, merged)
    with pytest.raises(RuleBroken, match="taken apart by: intake clerk"):
        unmerge(store, merged, role="collector")
    with pytest.raises(BadInput, match="not one matter"), store.begin() as session:
        unmerge_incident(session, merged, version=2, reason="", by=actor("acceptor"), now=NOW)
    with pytest.raises(RuleBroken, match="took “merge”"), store.begin() as session:
        unmerge_incident(session, merged, version=1, reason="x", by=actor("acceptor"), now=NOW)


def test_what_was_closed_with_the_kept_one_is_reopened_and_not_taken_apart(store: Store) -> None:
    kept, merged = two(store)
    merge(store, kept, merged)
    to_closed(store, kept, NOW)
    with pytest.raises(RuleBroken, match=r"-0001, into which it was merged, is closed already"):
        unmerge(store, merged, now=NOW + timedelta(hours=1))


def test_what_went_on_as_a_reopened_one_is_not_taken_apart_and_says_where_it_goes_on(store: Store) -> None:
    kept, merged = two(store)
    merge(store, kept, merged)
    to_closed(store, kept, NOW)
    later = NOW + timedelta(hours=1)
    with store.begin() as session:
        again = reopen_incident(session, kept, reason="未解决", by=actor("acceptor"), now=later, key="again")
    with pytest.raises(
        RuleBroken, match=r"-0001, into which it was merged, was closed and goes on as SJ.*-0003"
    ):
        unmerge(store, merged, now=later)
    third = report(store, now=later, key="d")
    merge(store, again, third, now=later)
    unmerge(store, third, now=later)
    assert queue(store) == {again, third}
    with pytest.raises(RuleBroken, match="only a closed incident is reopened"), store.begin() as session:
        reopen_incident(session, merged, reason="x", by=actor("acceptor"), now=later, key="merged")


def test_a_chain_is_made_link_by_link_once_the_first_is_taken_apart(store: Store) -> None:
    kept, merged = two(store)
    third = report(store, now=NOW, key="c")
    merge(store, kept, merged)
    unmerge(store, merged)
    merge(store, third, kept)
    merge(store, third, merged)
    assert (incident(store, third).report_count, queue(store)) == (3, {third})
    unmerge(store, kept)
    assert incident(store, third).report_count == 2
    assert differences(store) == 0


def test_out_of_a_void_one_the_merged_one_still_comes_back(store: Store) -> None:
    kept, merged = two(store)
    merge(store, kept, merged)
    with store.begin() as session:
        row = session.get_one(Incident, kept)
        row.state, row.closed_at = "cancelled", NOW
    unmerge(store, merged, now=NOW + timedelta(hours=1))
    assert queue(store) == {merged}


# --- what is counted and offered ------------------------------------------------------------------------------------


def test_indicators_count_a_merged_matter_once(store: Store) -> None:
    kept, merged = two(store)
    to_dispatched(store, kept, NOW)
    to_dispatched(store, merged, NOW + timedelta(minutes=10))
    keys = ("report", "register", "need_dispose", "need_archive", "need_dispatch")
    span = {"area": "", "start": at("11-01 00:00"), "end": at("12-30 00:00"), "keys": keys}

    def counted() -> list[int | None]:
        with store.read() as session:
            found = indicator_counts(session, **span)  # type: ignore[arg-type]
        return [found[key] for key in keys]

    assert counted() == [2, 2, 2, 2, 2]
    merge(store, kept, merged, now=NOW + timedelta(minutes=30))
    assert counted() == [1, 1, 1, 1, 1]
    unmerge(store, merged, now=NOW + timedelta(minutes=40))
    assert counted() == [2, 2, 2, 2, 2]


def test_a_merged_incident_is_not_suggested_again(store: Store) -> None:
    kept, merged = two(store)
    with store.read() as session:
        assert [one.incident_id for one in duplicates_of(session, kept, by=actor("acceptor"), now=NOW)] == [
            merged
        ]
    merge(store, kept, merged)
    with store.read() as session:
        assert duplicates_of(session, kept, by=actor("acceptor"), now=NOW) == []
        found = suggest_duplicates(session, DRAFT, by=actor("acceptor"), now=NOW)
    assert [one.incident_id for one in found] == [kept]


def test_a_report_for_a_merged_incident_goes_to_the_one_that_is_kept(store: Store) -> None:
    kept, merged = two(store)
    merge(store, kept, merged)
    with store.begin() as session:
        made = add_report(session, merged, DRAFT, by=actor("collector"), now=NOW, key="again")
    assert made == kept
    assert incident(store, kept).report_count == 3
    assert steps(store, kept)[-1].action == ADD_REPORT


def test_the_desk_is_offered_what_is_possible(store: Store) -> None:
    kept, merged = two(store)
    assert offered(store, kept) == [(MERGE, "M", "")]
    assert "merged by" in offered(store, kept, "handler")[0][2]
    merge(store, kept, merged)
    assert offered(store, merged) == [(UNMERGE, "U", "")]
    to_closed(store, kept, NOW)
    assert offered(store, kept) == []
    assert "closed already" in offered(store, merged)[0][2]
    assert offered(store, 999) == []


def offered(store: Store, incident_id: int, role: str = "acceptor") -> list[tuple[str, str, str]]:
    with store.read() as session:
        choices = merge_choices(session, incident_id, by=actor(role))
    return [(one.action, one.letter, one.refusal) for one in choices]


def test_two_incidents_stand_side_by_side_with_people_masked(store: Store) -> None:
    kept, merged = two(store)
    number = incident(store, merged).number
    with store.read() as session:
        found = compared(session, kept, number, by=actor("acceptor"), now=NOW)
    assert (found.one.id, found.other.id, found.metres) == (kept, merged, None)
    assert found.one.reporters == ("张** 138****1234",)
    assert found.other.reporters == ()
    assert found.score is not None
    assert (found.one.photos, found.one.report_count, found.one.why_not_kept) == (0, 1, "")
    with pytest.raises(BadInput, match="the incident itself"), store.read() as session:
        compared(session, merged, number, by=actor("acceptor"), now=NOW)
    with pytest.raises(BadInput, match="no incident SJ-9"), store.read() as session:
        compared(session, merged, "SJ-9", by=actor("acceptor"), now=NOW)


def test_the_rules_that_are_shipped_can_be_used_and_wrong_ones_are_refused() -> None:
    assert merge_rules().mergers == {"acceptor", "supervisor", "dispatcher"}
    with pytest.raises(BadInput, match="unknown roles: king"):
        read_merge_rules({"merge": ["king"], "unmerge": [], "history": 3})
    with pytest.raises(BadInput, match="1 to 20"):
        read_merge_rules({"merge": [], "unmerge": [], "history": 0})
    with pytest.raises(BadInput, match="cannot be read"):
        read_merge_rules({"merge": []})


def test_every_new_incident_has_its_first_report(store: Store) -> None:
    first, second = two(store)
    with store.read() as session:
        rows = session.execute(select(Report.incident_id, Report.sequence, Report.phone)).all()
    assert [tuple(row) for row in rows] == [(first, 1, "138 0000 1234"), (second, 1, "")]
