"""Applications and their decisions on a real store: who may, when, how often, and that nothing changes before."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from gridcenter.domain.adjustments import Ending
from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.incidents import IncidentDetail
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.adjustment_choices import adjustment_choices
from gridcenter.services.adjustments import approve, refuse, withdraw
from gridcenter.services.desk_incident import desk_incident
from gridcenter.services.moves import move_choices
from gridcenter.services.steps import take_step
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store
from gridcenter.store.models import Adjustment, AuditEntry, Incident, IncidentClock, Step
from tests.services.matters import actor, apply, at, decide, report, settle, step, to_handling, version_of

START = at("11-18 08:00")
NOW = at("11-18 09:30")
LATER = at("11-18 09:40")
COLLEAGUE = Actor(21, "supervisor2", "supervisor 二号", "supervisor", None, "")
UNTIL, REVIEW = "2026-11-19 18:00", "2026-12-01 09:00"
PARK = {"reason": "等待配件", "review_date": REVIEW}


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


@pytest.fixture
def handled(store: Store) -> int:
    """In handling since 08:04, due at 14:04 on the same day."""
    key = report(store, now=START)
    to_handling(store, key, START)
    return key


def incident_of(store: Store, key: int) -> Incident:
    with store.read() as session:
        return session.get_one(Incident, key)


def detail_of(store: Store, key: int) -> IncidentDetail:
    with store.read() as session:
        found = desk_incident(session, key, area="")
    assert found is not None
    return found


def park(store: Store, key: int, now: datetime = NOW, **changes: str) -> int:
    return apply(store, key, "suspend", "supervisor", now, **{**PARK, **changes})


def refused(
    store: Store, application: int, by: Actor, *, reason: str = "先处置", now: datetime = LATER
) -> int:
    with store.begin() as session:
        return refuse(session, application, reason=reason, by=by, now=now)


def withdrawn(store: Store, application: int, by: Actor, *, now: datetime = LATER) -> int:
    with store.begin() as session:
        return withdraw(session, application, reason="配件已到", by=by, now=now)


def everything(store: Store, key: int) -> tuple[Any, ...]:
    with store.read() as session:
        clocks = session.execute(
            select(IncidentClock.due_at, IncidentClock.paused).where(IncidentClock.incident_id == key)
        ).all()
        applications = session.execute(select(Adjustment.id, Adjustment.outcome, Adjustment.version)).all()
        steps = session.scalar(select(func.count()).select_from(Step).where(Step.incident_id == key))
    incident = incident_of(store, key)
    return incident.state, incident.version, incident.applications, clocks, applications, steps


def test_applying_changes_neither_state_nor_clocks_and_stands_in_trace_and_audit(
    store: Store, handled: int
) -> None:
    before = everything(store, handled)
    park(store, handled, opinion="配件在途")
    after = everything(store, handled)
    assert (after[0], after[3]) == (before[0], before[3])
    assert (after[1], after[2]) == (before[1] + 1, 1)
    detail = detail_of(store, handled)
    last = detail.steps[-1]
    assert (last.action_name.en, last.actor, last.from_state, last.to_state) == (
        "apply for: park",
        "supervisor 一号",
        "handling",
        "handling",
    )
    assert last.reason.zh == "等待配件"
    assert last.opinion == f"配件在途\nreview date: {REVIEW}"
    (row,) = detail.adjustments
    assert (row.pending, row.move.en, row.reason, row.until) == (True, "park", "等待配件", at("12-01 09:00"))
    assert row.approvers == {"leader"}
    with store.read() as session:
        told = session.scalars(select(AuditEntry.fields).where(AuditEntry.account_id == 3)).all()
        assert told[-1] == "apply:suspend"
        assert broken_links(session, 3) == []


def test_whoever_decides_reads_in_the_form_what_is_asked_for_until_when_and_why(
    store: Store, handled: int
) -> None:
    park(store, handled)
    with store.read() as session:
        approving, refusing = adjustment_choices(session, handled, by=actor("leader"))
    which = approving.fields[0]
    assert which.choices[0].name.en.startswith(f"park until {REVIEW} · supervisor 一号 ")
    assert which.note == "等待配件"
    assert refusing.fields[0] == which


def test_approving_carries_the_move_out_for_the_approver_with_the_applicants_reason(
    store: Store, handled: int
) -> None:
    application = park(store, handled, opinion="配件在途")
    version = decide(store, application, actor("leader"), LATER, opinion="同意")
    detail = detail_of(store, handled)
    assert (detail.row.state, detail.row.version, detail.row.applications) == ("suspended", version, 0)
    assert detail.row.review_at == at("12-01 09:00")
    assert all(clock.paused for clock in detail.clocks if clock.ended_at is None)
    last = detail.steps[-1]
    assert (last.action, last.action_name.en, last.actor) == ("suspend", "approve: park", "leader 一号")
    assert (last.reason.zh, last.opinion) == ("等待配件", f"同意\nreview date: {REVIEW}")
    (row,) = detail.adjustments
    assert (row.ending, row.ender, row.ended_at) == (Ending.APPROVED, "leader 一号", LATER)
    assert incident_of(store, handled).suspend_count == 1


def test_an_approved_extension_moves_the_deadline_and_counts_one_refused_does_not(
    store: Store, handled: int
) -> None:
    asked = {"reason": "工作量大", "new_deadline": UNTIL}
    first = apply(store, handled, "apply_extend", "handler", NOW, **asked)
    refused(store, first, actor("supervisor"))
    incident = incident_of(store, handled)
    assert (incident.extend_count, incident.handle_due_at) == (0, at("11-18 14:04"))
    second = apply(store, handled, "apply_extend", "handler", LATER, **asked)
    decide(store, second, actor("supervisor"), at("11-18 09:50"))
    incident = incident_of(store, handled)
    assert (incident.extend_count, incident.handle_due_at) == (1, at("11-19 18:00"))


def test_a_move_that_needs_an_approval_is_not_simply_taken(store: Store, handled: int) -> None:
    with pytest.raises(RuleBroken, match="“park” needs an approval: apply for it"), store.begin() as session:
        version = version_of(store, handled)
        take_step(
            session, handled, version=version, action="suspend", inputs=PARK, by=actor("supervisor"), now=NOW
        )


def test_what_needs_no_approval_is_not_applied_for(store: Store, handled: int) -> None:
    with pytest.raises(RuleBroken, match="“report as handled” needs no approval: take it"):
        apply(store, handled, "finish", "handler", NOW, result="x", photo_after="1")


def test_whoever_applied_never_decides_whatever_role_he_has_now(store: Store, handled: int) -> None:
    application = park(store, handled)
    before = everything(store, handled)
    promoted = Actor(3, "supervisor", "supervisor 一号", "leader", None, "")
    with pytest.raises(RuleBroken, match="you applied for this yourself"):
        decide(store, application, promoted, LATER)
    with pytest.raises(RuleBroken, match="you applied for this yourself"):
        refused(store, application, promoted)
    assert everything(store, handled) == before


@pytest.mark.parametrize("role", ["dispatcher", "handler", "acceptor", "collector"])
def test_only_the_roles_of_the_flow_decide(store: Store, handled: int, role: str) -> None:
    application = park(store, handled)
    with pytest.raises(RuleBroken, match="this is decided by: leader"):
        decide(store, application, actor(role), LATER)


def test_a_decider_of_another_area_does_not_see_the_application(store: Store, handled: int) -> None:
    application = park(store, handled)
    with pytest.raises(RuleBroken, match="in your area"):
        decide(store, application, actor("leader", area="709901002"), LATER)


def test_one_application_for_a_move_is_open_at_a_time(store: Store, handled: int) -> None:
    park(store, handled)
    with pytest.raises(RuleBroken, match="supervisor 一号 applied for this at 11-18 09:30"):
        park(store, handled, LATER)
    apply(store, handled, "cancel", "supervisor", LATER, reason="误报")
    assert incident_of(store, handled).applications == 2


def test_the_same_form_sent_twice_is_one_application(store: Store, handled: int) -> None:
    version = version_of(store, handled)
    first = apply(store, handled, "suspend", "supervisor", NOW, key="form", **PARK)
    assert apply(store, handled, "suspend", "supervisor", LATER, key="form", **PARK) == first
    assert version_of(store, handled) == version + 1


def test_an_approval_sent_twice_is_one_and_another_person_gets_a_sentence(store: Store, handled: int) -> None:
    application = park(store, handled)
    version = decide(store, application, actor("leader"), LATER)
    assert decide(store, application, actor("leader"), at("11-18 09:45")) == version
    other = Actor(30, "leader2", "leader 二号", "leader", None, "")
    with pytest.raises(RuleBroken, match="leader 一号 approved this application at 11-18 09:40 already"):
        decide(store, application, other, at("11-18 09:45"))
    with pytest.raises(RuleBroken, match="leader 一号 approved this application at 11-18 09:40 already"):
        refused(store, application, other)


def test_two_leaders_decide_at_once_and_one_of_them_is_told(store: Store, handled: int) -> None:
    application = park(store, handled)
    together, said = threading.Barrier(2), list[str]()

    def act(by: Actor, agrees: bool) -> None:
        together.wait()
        try:
            if agrees:
                decide(store, application, by, LATER)
            else:
                refused(store, application, by)
            said.append("")
        except Refusal as refusal:
            said.append(str(refusal))

    other = Actor(30, "leader2", "leader 二号", "leader", None, "")
    desks = [
        threading.Thread(target=act, args=(actor("leader"), True)),
        threading.Thread(target=act, args=(other, False)),
    ]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert sorted(bool(one) for one in said) == [False, True]
    assert "this application at 11-18 09:40 already" in "".join(said)
    assert incident_of(store, handled).applications == 0


def test_a_refusal_needs_a_reason_which_stands_in_the_trace(store: Store, handled: int) -> None:
    application = park(store, handled)
    before = everything(store, handled)
    for reason, sentence in (("  ", "write why"), ("长" * 201, "shorten it to 200")):
        with pytest.raises(BadInput, match=sentence):
            refused(store, application, actor("leader"), reason=reason)
    assert everything(store, handled) == before
    refused(store, application, actor("leader"))
    last = detail_of(store, handled).steps[-1]
    assert (last.action_name.en, last.reason.zh, last.to_state) == ("refuse: park", "先处置", "handling")
    park(store, handled, at("11-18 09:50"))


def test_only_the_applicant_withdraws(store: Store, handled: int) -> None:
    application = park(store, handled)
    with pytest.raises(RuleBroken, match="supervisor 一号 applied for this: only they may withdraw it"):
        withdrawn(store, application, COLLEAGUE)
    withdrawn(store, application, actor("supervisor"))
    (row,) = detail_of(store, handled).adjustments
    assert (row.ending, row.remark) == (Ending.WITHDRAWN, "配件已到")
    with pytest.raises(RuleBroken, match="supervisor 一号 withdrew this application"):
        decide(store, application, actor("leader"), at("11-18 09:50"))


def test_an_application_lapses_when_the_incident_moves_on_and_says_with_whom(
    store: Store, handled: int
) -> None:
    application = park(store, handled)
    voiding = apply(store, handled, "cancel", "supervisor", NOW, reason="误报")
    step(store, handled, "finish", "handler", LATER, result="已清除", photo_after="P")
    detail = detail_of(store, handled)
    assert [one.action_name.en for one in detail.steps[-2:]] == [
        "report as handled",
        "application lapsed: park",
    ]
    parked, void = detail.adjustments
    assert (parked.ending, parked.ender) == (Ending.LAPSED, "handler 一号")
    assert void.pending  # voiding is possible from every open state
    assert detail.row.applications == 1
    with pytest.raises(RuleBroken, match="lapsed at 11-18 09:40: handler 一号 moved the incident on"):
        decide(store, application, actor("leader"), at("11-18 09:50"))
    decide(store, voiding, actor("leader"), at("11-18 09:50"))
    assert incident_of(store, handled).state == "cancelled"


def test_an_approval_after_the_incident_changed_is_refused_with_what_changed(
    store: Store, handled: int
) -> None:
    application = park(store, handled)
    seen = version_of(store, handled)
    apply(store, handled, "cancel", "supervisor", LATER, reason="误报")
    with pytest.raises(RuleBroken, match="took “apply for: make void” at 09:40:00"), store.begin() as session:
        approve(session, application, version=seen, opinion="", by=actor("leader"), now=LATER)


def test_a_move_is_approved_as_often_as_the_flow_allows(store: Store, handled: int) -> None:
    for day, now in (("11-19", NOW), ("11-20", LATER)):
        asked = {"reason": "工作量大", "new_deadline": f"2026-{day} 18:00"}
        application = apply(store, handled, "apply_extend", "handler", now, **asked)
        decide(store, application, actor("supervisor"), now)
    with pytest.raises(RuleBroken, match="“extend” was approved 2 times on this incident"):
        apply(store, handled, "apply_extend", "handler", at("11-18 10:00"), reason="x", new_deadline=UNTIL)
    with store.read() as session:
        choices = {one.action: one for one in move_choices(session, handled, by=actor("handler"))}
    assert "the flow allows no more" in choices["apply_extend"].refusal
    assert choices["apply_extend"].name.zh == "申请延期"


@pytest.mark.parametrize(
    ("review", "sentence"),
    [
        ("2026-11-18 09:30", "the review date must lie in the future"),
        ("2026-11-17", "the review date must lie in the future"),
        ("soon", "is not a time"),
        ("2027-03-01 09:00", "“park” goes no further than 90 days: until 2027-02-16 09:30 at the latest"),
        ("9999-01-01 09:00", "check the year"),
        ("", "“park” needs: review date"),
    ],
)
def test_a_review_date_that_makes_no_sense_is_refused_and_nothing_is_written(
    store: Store, handled: int, review: str, sentence: str
) -> None:
    before = everything(store, handled)
    with pytest.raises(Refusal, match=sentence):
        park(store, handled, review_date=review)
    assert everything(store, handled) == before


def test_an_extension_goes_no_further_than_the_flow_says(store: Store, handled: int) -> None:
    with pytest.raises(RuleBroken, match="“extend” goes no further than 15 working days: until 2026-12-09"):
        apply(store, handled, "apply_extend", "handler", NOW, reason="x", new_deadline="2026-12-10 09:00")


def test_a_deadline_that_has_passed_while_it_waited_is_not_approved_but_may_be_refused(
    store: Store, handled: int
) -> None:
    asked = {"reason": "x", "new_deadline": "2026-11-18 16:00"}
    application = apply(store, handled, "apply_extend", "handler", NOW, **asked)
    before = everything(store, handled)
    with pytest.raises(RuleBroken, match="must lie in the future"):
        decide(store, application, actor("leader"), at("11-18 16:30"))
    assert everything(store, handled) == before
    refused(store, application, actor("leader"), now=at("11-18 16:31"))


def test_a_parked_incident_is_prolonged_by_a_new_application_and_resuming_takes_the_date_away(
    store: Store, handled: int
) -> None:
    decide(store, park(store, handled), actor("leader"), NOW)
    again = {"reason": "配件仍未到", "review_date": "2026-12-20 09:00"}
    application = apply(store, handled, "prolong", "supervisor", at("12-01 10:00"), **again)
    assert detail_of(store, handled).row.review_due(at("12-01 10:00"))
    decide(store, application, actor("leader"), at("12-01 10:05"))
    row = detail_of(store, handled).row
    assert (row.state, row.review_at, row.paused) == ("suspended", at("12-20 09:00"), True)
    assert incident_of(store, handled).suspend_count == 1
    step(store, handled, "resume", "supervisor", at("12-02 09:00"))
    row = detail_of(store, handled).row
    assert (row.state, row.review_at, row.paused) == ("handling", None, False)


def test_whoever_handles_for_another_unit_cannot_apply(store: Store, handled: int) -> None:
    stranger = Actor(20, "handler2", "handler 二号", "handler", 3, "")
    with pytest.raises(RuleBroken, match="another unit holds this task"):
        apply(store, handled, "apply_extend", "handler", NOW, by=stranger, reason="x", new_deadline=UNTIL)


def test_an_old_extension_without_an_application_counts_too(store: Store, handled: int) -> None:
    """The trace is what is counted: what was extended before there were applications was extended."""
    with store.begin() as session:
        session.add_all(
            Step(
                incident_id=handled,
                sequence=100 + number,
                at=NOW - timedelta(minutes=number),
                action="apply_extend",
                from_state="handling",
                to_state="handling",
                actor="某某",
            )
            for number in range(2)
        )
    with pytest.raises(RuleBroken, match="was approved 2 times"):
        apply(store, handled, "apply_extend", "handler", NOW, reason="x", new_deadline=UNTIL)
