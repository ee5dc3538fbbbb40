"""Correcting (更正) category and urgency: the clocks go on under the limits that follow, and the trace says it all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from gridcenter.domain.clocks import ClockKind
from gridcenter.domain.corrections import CORRECT_CATEGORY, CORRECT_URGENCY, CORRECTION_LETTERS
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.incidents import ClockView, IncidentDetail, QueueRow, Severity
from gridcenter.domain.lights import Light
from gridcenter.domain.queue import rank
from gridcenter.language import use_language
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.correction_choices import correction_choices
from gridcenter.services.corrections import correction_preview
from gridcenter.services.duplicates import suggest_duplicates
from gridcenter.services.flows import flow
from gridcenter.services.merge_choices import merge_choices
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.services.reopening import reopen_incident
from gridcenter.services.steps import take_step
from gridcenter.store.engine import Store
from gridcenter.store.incidents import open_incidents
from gridcenter.store.incidents_trace import incident_detail
from gridcenter.store.models import AuditEntry, Category, Change, Incident, Step
from gridcenter.store.routing import hits_of
from tests.services.matters import (
    DRAFT,
    OTHER_CATEGORY,
    SHANGHAI,
    actor,
    at,
    other_category,
    report,
    settle,
    step,
    to_handling,
    version_of,
)
from tests.services.routing_samples import add_rule

START = at("11-17 16:41")
DISPATCH = at("11-17 17:36")
"""Handed to the unit at 17:40: its four working hours end on 18 November at 11:40."""
WHY = "现场为井盖缺失，误选类别"
RIGHT = OTHER_CATEGORY


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    """Add the category that is right, with two situations, and one that another flow is for."""
    settle(store)
    use_language("en")
    other_category(store)
    with store.begin() as session:
        session.add(Category(set_key="disputes", code="Q01", name="邻里纠纷", name_en="quarrel"))


ORDINARY, HAZARD = str(RIGHT + 11), str(RIGHT + 12)


def recategorise(store: Store, key: int, now: datetime, role: str = "dispatcher", **inputs: str) -> int:
    told = {"category": "matters/T02", "reason": WHY} | inputs
    return step(store, key, CORRECT_CATEGORY, role, now, **told)


def detail_of(store: Store, key: int) -> IncidentDetail:
    with store.read() as session:
        found = incident_detail(session, key, area="", flow=flow(), now=START)
    assert found is not None
    return found


def clock(store: Store, key: int, kind: ClockKind = ClockKind.STEP) -> ClockView:
    return next(one for one in detail_of(store, key).clocks if one.kind is kind)


def last_step(store: Store, key: int) -> Step:
    with store.read() as session:
        wanted = select(Step).where(Step.incident_id == key).order_by(Step.sequence.desc()).limit(1)
        return session.scalars(wanted).one()


def differences(store: Store) -> int:
    return verify_clocks(store, zone=SHANGHAI, progress=lambda _one: None).differences


def handling(store: Store) -> int:
    key = report(store, now=START)
    to_handling(store, key, DISPATCH)
    return key


def test_a_category_put_right_brings_its_limits_to_every_clock_that_runs(store: Store) -> None:
    key = handling(store)
    recategorise(store, key, at("11-18 09:00"))
    task, whole = clock(store, key), clock(store, key, ClockKind.WHOLE)
    assert task.due_at == at("11-18 17:40"), "20 minutes of eight hours lie on the 17th"
    assert task.used(at("11-18 09:00")) == 80, "what was used stays used"
    assert (whole.limit.text, whole.due_at) == ("1 day", whole.started_at + timedelta(days=1))
    assert [(one.start, one.running) for one in task.segments] == [
        (at("11-17 17:40"), True),
        (at("11-18 09:00"), True),
    ]
    assert differences(store) == 0


def test_the_working_shows_the_correction_and_the_trace_says_what_it_changed(store: Store) -> None:
    key = handling(store)
    recategorise(store, key, at("11-18 09:00"))
    lines = clock(store, key).lines(at("11-18 09:30"))
    assert lines[-1].note.en == "correct the category, dispatcher 一号"
    taken = last_step(store, key)
    assert (taken.action, taken.from_state, taken.to_state) == (CORRECT_CATEGORY, "handling", "handling")
    assert taken.reason == WHY
    assert taken.opinion.splitlines()[:3] == [
        "category: blocked fire lane (T01) → missing cover (T02)",
        "situation: 4 working hours → usual · 8 working hours",
        "handling: 4 working hours → 8 working hours, due 11-18 17:40 (was due 11-18 11:40)",
    ]


def test_step_audit_and_change_come_with_it(store: Store) -> None:
    key = handling(store)
    version = version_of(store, key)
    with store.read() as session:
        seen = session.scalars(select(Change.seq).order_by(Change.seq.desc()).limit(1)).one()
    assert recategorise(store, key, at("11-18 09:00")) == version + 1
    with store.read() as session:
        audited = session.scalars(select(AuditEntry).where(AuditEntry.fields == CORRECT_CATEGORY)).one()
        changes = session.scalars(select(Change).where(Change.seq > seen, Change.kind == "incident")).all()
        number = session.get_one(Incident, key).number
    assert (audited.account_id, audited.incident_number) == (actor("dispatcher").account_id, number)
    assert {(one.key, one.row_version) for one in changes} == {(str(key), version + 1)}


def test_queue_and_duplicates_follow_the_category(store: Store) -> None:
    key = handling(store)
    recategorise(store, key, at("11-18 09:00"), standard=HAZARD)
    assert row_of(store, key).category.zh == "井盖缺失"
    with store.read() as session:
        now, by = at("11-18 09:05"), actor("acceptor")
        assert suggest_duplicates(session, DRAFT, by=by, now=now) == []
        alike = suggest_duplicates(session, replace(DRAFT, category_code="T02"), by=by, now=now)
    assert [one.incident_id for one in alike] == [key]


def row_of(store: Store, key: int) -> QueueRow:
    with store.read() as session:
        return next(row for row in open_incidents(session, area="") if row.id == key)


def test_light_and_queue_follow_the_new_deadline_at_once(store: Store) -> None:
    key, other = handling(store), report(store, now=DISPATCH, key="other")
    now = at("11-17 17:50")
    assert row_of(store, key).light(now) is Light.GREEN
    recategorise(store, key, now, standard=HAZARD)
    assert row_of(store, key).due_at == at("11-17 19:40")
    assert row_of(store, key).light(at("11-17 19:40")) is Light.RED
    step(store, other, CORRECT_URGENCY, "acceptor", now, urgent="yes", severity="3", reason="老人被困")
    raised = row_of(store, other)
    assert (raised.urgent, raised.severity) == (True, Severity.SERIOUS)
    plain = replace(raised, urgent=False, severity=Severity.ORDINARY)
    assert rank(raised, now) < rank(plain, now)


def test_a_limit_that_has_passed_by_now_is_overdue_at_once_and_the_trace_says_since_when(
    store: Store,
) -> None:
    key, now = handling(store), at("11-18 09:00")
    recategorise(store, key, now, standard=HAZARD)
    assert clock(store, key).light(now) is Light.RED
    assert "overdue since 11-17 19:40 (was due 11-18 11:40)" in last_step(store, key).opinion
    assert differences(store) == 0


def test_a_parked_incident_stays_parked_with_its_review_date_and_goes_on_under_the_new_limit(
    store: Store,
) -> None:
    key = handling(store)
    step(
        store,
        key,
        "suspend",
        "supervisor",
        at("11-18 09:00"),
        reason="等车主",
        review_date="2026-12-01 09:00",
    )
    recategorise(store, key, at("11-20 10:00"))
    detail = detail_of(store, key)
    assert (detail.row.state, detail.row.paused) == ("suspended", True)
    assert detail.row.review_at == at("12-01 09:00")
    assert "8 working hours, stays parked" in last_step(store, key).opinion
    step(store, key, "resume", "supervisor", at("11-23 09:00"))
    assert clock(store, key).due_at == at("11-23 17:40"), "80 of 480 minutes were used before it was parked"
    assert differences(store) == 0


def test_minutes_that_were_approved_stay_approved(store: Store) -> None:
    key = handling(store)
    step(
        store,
        key,
        "apply_extend",
        "handler",
        at("11-18 09:00"),
        reason="等配件",
        new_deadline="2026-11-18 14:10",
    )
    extended = clock(store, key)
    recategorise(store, key, at("11-18 09:30"))
    assert clock(store, key).limit_minutes == 480 + extended.limit_minutes - 240
    assert differences(store) == 0


def test_what_has_ended_is_not_written_again(store: Store) -> None:
    """A task that was handled in time stays so: only clocks that live follow."""
    key = handling(store)
    step(store, key, "finish", "handler", at("11-18 11:00"), result="已清", photo_after="x")
    before = [one for one in detail_of(store, key).clocks if one.segments[-1].end is not None]
    recategorise(store, key, at("11-18 11:10"), standard=HAZARD)
    after = [one for one in detail_of(store, key).clocks if one.segments[-1].end is not None]
    assert [(one.due_at, one.limit) for one in after] == [(one.due_at, one.limit) for one in before]
    assert clock(store, key, ClockKind.WHOLE).limit.text == "2 days"


def test_the_unit_stays_and_what_the_list_proposes_now_is_told(store: Store) -> None:
    key = report(store, now=START)
    former = add_rule(store, 2)
    add_rule(store, 3, category="T02")
    to_handling(store, key, DISPATCH)
    with store.read() as session:
        assert hits_of(session)[former].proposed == 1
    recategorise(store, key, at("11-18 09:00"))
    assert row_of(store, key).unit.en == "City management"
    told = last_step(store, key).opinion
    assert "proposed now: Housing bureau" in told
    assert "the task stays with City management until somebody hands it on" in told
    assert f"no longer counted for line {former}" in told
    with store.read() as session:
        assert former not in hits_of(session), "the line did not propose for a matter that is its own"


def test_before_dispatch_the_proposal_of_the_new_category_is_told(store: Store) -> None:
    key = report(store, now=START)
    add_rule(store, 3, category="T02")
    recategorise(store, key, START + timedelta(minutes=2), "acceptor")
    assert "proposed now: Housing bureau" in last_step(store, key).opinion


def test_a_reopened_one_carries_the_corrected_category_and_urgency(store: Store) -> None:
    key = handling(store)
    recategorise(store, key, at("11-18 09:00"))
    step(store, key, CORRECT_URGENCY, "supervisor", at("11-18 09:01"), urgent="yes", reason="校门口")
    step(store, key, "force_close", "leader", at("11-18 10:00"), reason="已处理")
    with store.begin() as session:
        again = reopen_incident(
            session, key, reason="又缺", by=actor("acceptor"), now=at("11-19 09:00"), key="again"
        )
    row = row_of(store, again)
    assert (row.category.zh, row.urgent, row.recurrence) == ("井盖缺失", True, 1)


REFUSED: tuple[tuple[str, str, dict[str, str], str], ...] = (
    (CORRECT_CATEGORY, "dispatcher", {"category": "matters/T02"}, "write why it is corrected"),
    (CORRECT_CATEGORY, "dispatcher", {"reason": WHY}, "choose a category: type its name"),
    (CORRECT_CATEGORY, "dispatcher", {"category": "T99", "reason": WHY}, "no category “T99”"),
    (CORRECT_CATEGORY, "dispatcher", {"category": "matters/T01", "reason": WHY}, "nothing would change"),
    (
        CORRECT_CATEGORY,
        "dispatcher",
        {"category": "matters/T02", "standard": "1", "reason": WHY},
        "there is no standard “1” for this category",
    ),
    (
        CORRECT_CATEGORY,
        "dispatcher",
        {"category": "disputes/Q01", "reason": WHY},
        "“quarrel” goes by the flow “dispute” and this incident by “city matter”: make it void",
    ),
    (CORRECT_CATEGORY, "handler", {"category": "matters/T02", "reason": WHY}, "is for: intake clerk, "),
    (CORRECT_URGENCY, "dispatcher", {"reason": WHY}, "nothing would change"),
    (CORRECT_URGENCY, "dispatcher", {"urgent": "no", "reason": WHY}, "nothing would change"),
    (CORRECT_URGENCY, "dispatcher", {"urgent": "very", "reason": WHY}, "“very” says neither yes nor no"),
    (CORRECT_URGENCY, "dispatcher", {"severity": "9", "reason": WHY}, "there is no grade “9”"),
    (CORRECT_URGENCY, "leader", {"urgent": "yes", "reason": WHY}, "is for: intake clerk, "),
    (CORRECT_URGENCY, "dispatcher", {"urgent": "yes", "reason": "长" * 201}, "shorten it to 200"),
)


def test_a_refused_correction_says_why_and_changes_nothing(store: Store) -> None:
    key = handling(store)
    before, version = clock(store, key), version_of(store, key)
    for action, role, inputs, sentence in REFUSED:
        with pytest.raises((BadInput, RuleBroken), match=sentence):
            step(store, key, action, role, at("11-18 09:00"), **inputs)
    assert (clock(store, key), version_of(store, key)) == (before, version)


def test_what_has_ended_is_not_corrected(store: Store) -> None:
    key = handling(store)
    step(store, key, "force_close", "leader", at("11-18 10:00"), reason="已处理")
    with pytest.raises(RuleBroken, match="is for open incidents: this one has ended"):
        recategorise(store, key, at("11-18 10:01"))
    with store.read() as session:
        assert correction_choices(session, key, by=actor("dispatcher"), now=at("11-18 10:01")) == []


def test_who_saw_an_older_version_is_told_what_happened(store: Store) -> None:
    key = handling(store)
    seen = version_of(store, key)
    recategorise(store, key, at("11-18 09:00"))
    with pytest.raises(RuleBroken, match="took “correct the category” at 09:00:00"), store.begin() as session:
        take_step(
            session,
            key,
            version=seen,
            action=CORRECT_URGENCY,
            inputs={"urgent": "yes", "reason": WHY},
            by=actor("supervisor"),
            now=at("11-18 09:01"),
        )


def test_every_shipped_flow_lets_the_centre_correct(store: Store) -> None:
    for key in ("dispute", "service_request", "emergency", "escalation"):
        made = report(store, now=START, key=key, draft=replace(DRAFT, flow=key))
        recategorise(store, made, START + timedelta(minutes=1), "supervisor", standard=HAZARD)
        step(
            store, made, CORRECT_URGENCY, "dispatcher", START + timedelta(minutes=2), severity="2", reason=WHY
        )
    assert differences(store) == 0


def test_a_desk_is_offered_both_with_keys_of_their_own(store: Store) -> None:
    key = handling(store)
    with store.read() as session:
        for role, free in (("dispatcher", True), ("handler", False)):
            found = correction_choices(session, key, by=actor(role), now=START)
            assert {one.action: one.letter for one in found} == CORRECTION_LETTERS
            assert all((one.refusal == "") is free for one in found)


def test_a_preview_tells_what_would_come_and_writes_nothing(store: Store) -> None:
    key, now = handling(store), at("11-18 09:00")
    before = clock(store, key)
    with store.read() as session:
        by = actor("dispatcher")
        found = correction_preview(
            session, key, CORRECT_CATEGORY, {"category": "matters/T02"}, by=by, now=now
        )
        other = correction_preview(
            session, key, CORRECT_CATEGORY, {"category": "disputes/Q01"}, by=by, now=now
        )
        nothing = correction_preview(session, key, CORRECT_CATEGORY, {}, by=by, now=now)
    assert [one.value for one in found.situations] == [ORDINARY, HAZARD]
    assert "handling: 4 working hours → 8 working hours, due 11-18 17:40 (was due 11-18 11:40)" in found.told
    assert "goes by the flow “dispute”" in other.refusal
    assert nothing.refusal == ""
    assert clock(store, key) == before


def test_taken_apart_after_a_correction_both_stand_as_they_are_their_own(store: Store) -> None:
    """The kept one was made urgent for the report that went into it: that stays, and the person is told of it."""
    kept = handling(store)
    gone = report(store, now=DISPATCH, key="b", draft=replace(DRAFT, urgent=True))
    to_handling(store, gone, at("11-18 08:00"))
    before = clock(store, gone)
    by = actor("supervisor")
    with store.begin() as session:
        seen = ((kept, version_of(store, kept)), (gone, version_of(store, gone)))
        at_nine = at("11-18 09:00")
        merge_incidents(session, kept=seen[0], merged=seen[1], reason="同一处", by=by, now=at_nine)
    with pytest.raises(RuleBroken, match="is for open incidents"):
        recategorise(store, gone, at("11-18 09:01"))
    step(store, kept, CORRECT_URGENCY, "dispatcher", at("11-18 09:05"), urgent="yes", reason="并入急件")
    recategorise(store, kept, at("11-18 09:06"))
    with store.read() as session:
        (choice,) = merge_choices(session, gone, by=by)
    assert (
        "was corrected since (adjust the urgency, correct the category) and stays so" in choice.fields[0].note
    )
    with store.begin() as session:
        version = version_of(store, gone)
        unmerge_incident(session, gone, version=version, reason="不是", by=by, now=at("11-18 10:00"))
    back, row = clock(store, gone), row_of(store, gone)
    assert (row.category_code, row.urgent, row.state) == ("T01", True, "handling")
    assert (back.limit, back.due_at) == (before.limit, before.due_at + timedelta(hours=1))
    assert (row_of(store, kept).category_code, row_of(store, kept).urgent) == ("T02", True)
    assert row_of(store, kept).report_count == 1
    assert differences(store) == 0
