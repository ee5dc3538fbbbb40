"""Taking steps: what is written, what is refused and why, and two people on one incident."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.incidents import ClockKind, ClockView, IncidentDetail
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.flows import flow
from gridcenter.services.intake import IncidentDraft
from gridcenter.services.moves import move_choices
from gridcenter.services.steps import take_step
from gridcenter.store.audit import broken_links, own_lines
from gridcenter.store.engine import Store
from gridcenter.store.incidents_trace import incident_detail
from gridcenter.store.models import (
    Account,
    AuditEntry,
    Change,
    ClockSegment,
    Incident,
    IncidentClock,
    Standard,
    Step,
)
from tests.services.matters import (
    CATEGORY,
    COMMUNITY,
    GRID,
    OTHER_COMMUNITY,
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
from tests.store.tampering import lift_append_only

START = at("11-17 16:41")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def detail_of(store: Store, key: int) -> IncidentDetail:
    with store.read() as session:
        found = incident_detail(session, key, area="", flow=flow(), now=START)
    assert found is not None
    return found


def clock(detail: IncidentDetail, kind: ClockKind) -> ClockView:
    return next(one for one in detail.clocks if one.kind is kind)


def test_an_incident_goes_from_report_to_closing(store: Store) -> None:
    key = report(store, now=START)
    to_closed(store, key, START)
    detail = detail_of(store, key)
    assert [one.action for one in detail.steps] == [
        "report",
        "register",
        "accept",
        "to_dispatch",
        "dispatch",
        "receive",
        "start",
        "finish",
        "send_check",
        "check_start",
        "pass",
        "to_close",
        "close",
    ]
    assert detail.row.closed_at == detail.steps[-1].at
    assert detail.row.light(START) is Light.GREEN
    assert detail.row.version == 13
    assert all(one.ended_at is not None for one in detail.clocks)
    assert "P-2" in detail.steps[7].opinion
    with store.read() as session:
        incident = session.get_one(Incident, key)
        changes = session.scalars(select(Change.row_version).where(Change.kind == "incident")).all()
        audit = session.scalars(select(AuditEntry.fields).order_by(AuditEntry.id)).all()
    assert incident.outcome == "resolved"
    assert incident.filed_at is not None
    assert incident.dispatched_at is not None
    assert incident.handled_at is not None
    assert list(changes) == list(range(1, 14))
    assert list(audit) == [one.action for one in detail.steps]


def test_dispatching_gives_the_task_its_unit_its_limit_and_its_clocks(store: Store) -> None:
    key = report(store, now=START)
    to_dispatched(store, key, at("11-17 17:36"))
    detail = detail_of(store, key)
    handling, whole = clock(detail, ClockKind.STEP), clock(detail, ClockKind.WHOLE)
    assert detail.row.unit.zh == "区城管局"
    assert (handling.limit_minutes, handling.started_at, handling.due_at) == (
        240,
        at("11-17 17:40"),
        at("11-18 11:40"),
    )
    assert whole.due_at == at("11-19 17:38")
    assert clock(detail, ClockKind.ACCEPT).due_at == at("11-17 17:55")
    assert detail.row.due_at == at("11-17 17:55")
    assert detail.standard == Name("XF-0312", "XF-0312")
    assert handling.missing_years() == ()
    assert [one.name.en for one in detail.clocks] == ["receiving", "handling", "whole case"]


def test_parking_pauses_the_ledger_and_the_working_shows_who_did_it(store: Store) -> None:
    """The case of the Incidents page: handed over at 17:40, parked for forty minutes, twelve minutes over."""
    key = report(store, now=START)
    to_handling(store, key, at("11-17 17:36"))
    step(
        store,
        key,
        "suspend",
        "supervisor",
        at("11-18 09:30"),
        reason="等待车主到场",
        review_date="2026-12-01 09:00",
    )
    assert detail_of(store, key).row.light(at("11-18 09:40")) is Light.GREY
    step(store, key, "resume", "supervisor", at("11-18 10:10"))
    detail, now = detail_of(store, key), at("11-18 14:32")
    handling = clock(detail, ClockKind.STEP)
    assert handling.due_at == at("11-18 14:20")
    assert (handling.used(now), handling.yellow_minutes, handling.light(now)) == (252, 168, Light.RED)
    assert handling.due_at == detail.row.due_at
    assert detail.row.light(now) is Light.RED
    assert [(line.state.value, line.total, line.note.en) for line in handling.lines(now)] == [
        ("run", 20, "dispatch, City management"),
        ("not_counted", 20, ""),
        ("run", 110, ""),
        ("paused", 110, "approve: park, leader 一号"),
        ("run", 220, "resume, supervisor 一号"),
        ("not_counted", 220, ""),
        ("run", 252, ""),
    ]
    with store.read() as session:
        assert session.get_one(Incident, key).suspend_count == 1


def test_stored_deadlines_are_what_the_ledger_gives(store: Store) -> None:
    key = report(store, now=START)
    to_handling(store, key, at("11-17 17:36"))
    step(store, key, "suspend", "supervisor", at("11-18 09:30"), reason="等", review_date="2026-12-01 09:00")
    step(store, key, "resume", "supervisor", at("11-18 15:10"))
    for one in detail_of(store, key).clocks:
        assert [segment.end for segment in one.segments[:-1]] == [
            segment.start for segment in one.segments[1:]
        ]
        assert one.calendar.minutes_between(one.started_at, one.due_at) >= one.limit_minutes


def test_a_return_never_resets_the_whole_case_and_the_next_unit_starts_afresh(store: Store) -> None:
    key = report(store, now=START)
    to_dispatched(store, key, START)
    step(store, key, "receive", "handler", at("11-17 16:50"))
    before = clock(detail_of(store, key), ClockKind.WHOLE)
    step(store, key, "return", "handler", at("11-17 17:00"), reason="not_our_duty")
    step(store, key, "redispatch", "dispatcher", at("11-18 09:00"), unit="3")
    detail = detail_of(store, key)
    assert clock(detail, ClockKind.WHOLE).due_at == before.due_at
    assert clock(detail, ClockKind.STEP).due_at == at("11-18 15:00")
    assert detail.row.unit.zh == "区住建局"
    assert [one.reason.zh for one in detail.steps if one.action == "return"] == ["非本单位职责"]


def test_after_the_template_s_maximum_of_returns_the_centre_must_rule(store: Store) -> None:
    key = report(store, now=START)
    to_dispatched(store, key, START)
    for number in range(2):
        later = START + timedelta(hours=number + 1)
        step(store, key, "receive", "handler", later)
        step(store, key, "return", "handler", later, reason="not_our_duty")
        step(store, key, "redispatch", "dispatcher", later, unit="2")
    step(store, key, "receive", "handler", START + timedelta(hours=4))
    with store.read() as session:
        refusals = {one.action: one.refusal for one in move_choices(session, key, by=actor("handler"))}
    assert "centre must rule" in refusals["return"]
    with pytest.raises(RuleBroken, match="returned 2 times already: the centre must rule"):
        step(store, key, "return", "handler", START + timedelta(hours=5), reason="not_our_duty")


def test_failing_the_check_means_rework_on_the_same_incident_with_a_new_limit(store: Store) -> None:
    key = report(store, now=START)
    to_handling(store, key, START)
    step(store, key, "finish", "handler", at("11-18 09:00"), result="已清除", photo_after="P-2")
    step(store, key, "send_check", "acceptor", at("11-18 09:10"), collector="王")
    step(store, key, "check_start", "collector", at("11-18 09:20"))
    step(store, key, "fail", "collector", at("11-18 09:30"), reason="仍有一辆", photo="P-3")
    step(store, key, "rework", "dispatcher", at("11-18 09:40"), reason="返工")
    detail = detail_of(store, key)
    assert clock(detail, ClockKind.STEP).due_at == at("11-18 15:40")
    with store.read() as session:
        assert session.get_one(Incident, key).rework_count == 1


def test_an_extension_moves_the_step_and_the_whole_case_behind_it(store: Store) -> None:
    key = report(store, now=START)
    to_handling(store, key, START)
    step(
        store,
        key,
        "apply_extend",
        "handler",
        at("11-18 09:00"),
        reason="等待配件",
        new_deadline="2026-11-23 10:00",
    )
    detail = detail_of(store, key)
    assert clock(detail, ClockKind.STEP).due_at == clock(detail, ClockKind.WHOLE).due_at == at("11-23 10:00")
    assert detail.row.due_at == at("11-23 10:00")
    with store.read() as session:
        incident = session.get_one(Incident, key)
        assert (incident.extend_count, incident.handle_due_at) == (1, at("11-23 10:00"))
    with pytest.raises(RuleBroken, match="must lie after"):
        step(
            store,
            key,
            "apply_extend",
            "handler",
            at("11-18 09:10"),
            reason="x",
            new_deadline="2026-11-19 10:00",
        )
    with pytest.raises(BadInput, match="“soon” is not a time"):
        step(
            store,
            key,
            "apply_extend",
            "handler",
            at("11-18 09:10"),
            reason="x",
            new_deadline="soon",
        )


def test_a_closed_late_incident_is_black(store: Store) -> None:
    key = report(store, now=START)
    step(store, key, "cancel", "supervisor", at("11-17 16:50"), reason="误报")
    assert detail_of(store, key).row.light(START) is Light.GREEN
    late = report(store, now=START, key="form-2")
    step(store, late, "cancel", "supervisor", at("11-17 18:00"), reason="误报")
    assert detail_of(store, late).row.light(START) is Light.BLACK


@pytest.mark.parametrize(
    ("action", "role", "inputs", "sentence"),
    [
        ("close", "supervisor", {}, "not possible while the incident is dispatched; from here"),
        ("receive", "supervisor", {}, "“receive” is for the handler"),
        ("cancel", "supervisor", {}, "“make void” needs: reason"),
        ("cancel", "supervisor", {"reason": "   "}, "“make void” needs: reason"),
        ("cancel", "supervisor", {"reason": "长" * 201}, "201 characters; shorten it to 200"),
        ("cancel", "supervisor", {"reason": "x", "opinion": "长" * 2001}, "2001 characters"),
        ("fly", "supervisor", {}, "has no move “fly”"),
    ],
)
def test_a_refused_step_says_why_and_writes_nothing(
    store: Store, action: str, role: str, inputs: dict[str, str], sentence: str
) -> None:
    key = report(store, now=START)
    to_dispatched(store, key, START)
    before = _rows(store)
    with pytest.raises(Refusal, match=sentence):
        step(store, key, action, role, at("11-17 17:00"), **inputs)
    assert _rows(store) == before


def _rows(store: Store) -> list[int]:
    with store.read() as session:
        tables = (Incident, Step, IncidentClock, ClockSegment, AuditEntry, Change)
        return [len(session.execute(select(table)).all()) for table in tables]


def test_a_unit_that_does_not_exist_is_refused(store: Store) -> None:
    key = report(store, now=START)
    for unit in ("77", "区城管局"):
        with pytest.raises(BadInput, match=f"no unit “{unit}”"):
            to_dispatched(store, key, START, unit=unit)
        step(store, key, "back", "dispatcher", START, reason="x")
        step(store, key, "back", "supervisor", START, reason="x")


def test_another_unit_cannot_act_on_a_task_it_does_not_hold(store: Store) -> None:
    key = report(store, now=START)
    to_dispatched(store, key, START, unit="3")
    with store.read() as session:
        refusals = {one.action: one.refusal for one in move_choices(session, key, by=actor("handler"))}
    assert refusals["receive"] == "another unit holds this task"
    with pytest.raises(RuleBroken, match="another unit holds this task"):
        step(store, key, "receive", "handler", START)


def test_whoever_handled_it_may_not_check_it(store: Store) -> None:
    key = report(store, now=START)
    to_handling(store, key, START)
    step(store, key, "finish", "handler", at("11-18 09:00"), result="已清除", photo_after="P-2")
    step(store, key, "send_check", "acceptor", at("11-18 09:10"), collector="王")
    turncoat = Actor(actor("handler").account_id, "handler", "handler 一号", "collector", None, "")
    with store.read() as session:
        refusals = {one.action: one.refusal for one in move_choices(session, key, by=turncoat)}
    assert "somebody else must check it" in refusals["check_start"]
    with pytest.raises(RuleBroken, match="somebody else must check it"), store.begin() as session:
        take_step(
            session,
            key,
            version=version_of(store, key),
            action="check_start",
            inputs={},
            by=turncoat,
            now=START,
        )


def test_an_incident_outside_the_area_is_as_good_as_none(store: Store) -> None:
    key = report(store, now=START)
    stranger = actor("acceptor", area=OTHER_COMMUNITY)
    for incident in (key, 999):
        with pytest.raises(RuleBroken, match="no such incident"), store.begin() as session:
            take_step(session, incident, version=1, action="register", inputs={}, by=stranger, now=START)
    with store.read() as session:
        assert move_choices(session, key, by=stranger) == []
        assert incident_detail(session, key, area=OTHER_COMMUNITY, flow=flow(), now=START) is None


def test_an_account_switched_off_meanwhile_takes_no_step(store: Store) -> None:
    key = report(store, now=START)
    with store.begin() as session:
        session.get_one(Account, actor("acceptor").account_id).active = False
    with pytest.raises(RuleBroken, match="acceptor has been switched off"):
        step(store, key, "register", "acceptor", START)
    assert len(detail_of(store, key).steps) == 1


def test_a_second_writer_is_told_what_changed(store: Store) -> None:
    key = report(store, now=START)
    seen = version_of(store, key)
    step(store, key, "register", "acceptor", at("11-17 16:47"))
    with (
        pytest.raises(
            RuleBroken, match=r"acceptor 一号 took “file directly” at 16:47:00, .* now awaiting filing"
        ),
        store.begin() as session,
    ):
        take_step(
            session,
            key,
            version=seen,
            action="send_verify",
            inputs={"collector": "王"},
            by=actor("acceptor"),
            now=START,
        )


def test_a_change_without_a_step_makes_the_version_stale_too(store: Store) -> None:
    with store.begin() as session:
        category = session.scalars(select(Incident.category_id)).first()
        assert category is None
        session.add(
            Incident(
                number="X-1", state="reported", category_id=90001, community_code=COMMUNITY, reported_at=START
            )
        )
    with pytest.raises(RuleBroken, match="changed meanwhile and is now reported"), store.begin() as session:
        take_step(session, 1, version=7, action="register", inputs={}, by=actor("acceptor"), now=START)


def test_two_desks_at_once_take_one_step_between_them(store: Store) -> None:
    key = report(store, now=START)
    seen = version_of(store, key)
    told: list[str] = []

    def press() -> None:
        try:
            with store.begin() as session:
                take_step(
                    session, key, version=seen, action="register", inputs={}, by=actor("acceptor"), now=START
                )
            told.append("done")
        except RuleBroken as refusal:
            told.append(str(refusal))

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told.count("done") == 1
    assert len(detail_of(store, key).steps) == 2


def test_a_supervisor_names_the_grid_when_a_report_came_without(store: Store) -> None:
    key = report(store, now=START, draft=IncidentDraft(CATEGORY, "x", community_code=COMMUNITY))
    step(store, key, "register", "acceptor", START)
    with pytest.raises(BadInput, match="no grid “12”"):
        step(store, key, "accept", "supervisor", START, grid="12")
    step(store, key, "accept", "supervisor", START, grid=GRID)
    assert detail_of(store, key).row.grid_code == GRID


def test_choices_list_allowed_moves_first_with_what_they_ask(store: Store) -> None:
    key = report(store, now=START)
    to_handling(store, key, START)
    with store.read() as session:
        choices = move_choices(session, key, by=actor("handler"))
    assert [(one.action, bool(one.refusal)) for one in choices][:2] == [
        ("finish", False),
        ("apply_extend", False),
    ]
    assert [field.code for field in choices[0].fields] == ["result"]
    assert choices[0].usual
    assert "shift supervisor" in next(one.refusal for one in choices if one.action == "suspend")


def test_a_dispatcher_chooses_among_units_nearest_first(store: Store) -> None:
    key = report(store, now=START)
    for action, role in (("register", "acceptor"), ("accept", "supervisor"), ("to_dispatch", "supervisor")):
        step(store, key, action, role, START)
    with store.read() as session:
        choice = next(
            one for one in move_choices(session, key, by=actor("dispatcher")) if one.action == "dispatch"
        )
    field, despite = choice.fields
    assert despite.warns == field.code
    assert next(one.name.zh for one in field.choices) == "江南社区"
    assert {one.value for one in field.choices} == {"1", "2", "3"}


def test_return_reasons_come_from_the_list(store: Store) -> None:
    key = report(store, now=START)
    to_dispatched(store, key, START)
    step(store, key, "receive", "handler", START)
    with store.read() as session:
        choice = next(
            one for one in move_choices(session, key, by=actor("handler")) if one.action == "return"
        )
    assert "not_our_duty" in {one.value for one in choice.fields[0].choices}


def test_an_unknown_flow_is_refused() -> None:
    for key in ("moon", "../x"):
        with pytest.raises(BadInput, match="no flow"):
            flow(key)


def test_steps_do_not_mix_with_the_look_ups_an_account_sees_of_itself(store: Store) -> None:
    report(store, now=START)
    with store.read() as session:
        assert own_lines(session, actor("collector").account_id) == []
        assert broken_links(session, actor("collector").account_id) == []


def bare(store: Store, **values: object) -> int:
    """Put an incident into the store as an import does: without steps and clocks."""
    with store.begin() as session:
        made = Incident(
            number="X-1", category_id=90001, community_code=COMMUNITY, reported_at=START, **values
        )
        session.add(made)
        session.flush()
        return made.id


def test_an_imported_incident_without_clocks_can_be_moved_but_not_extended(store: Store) -> None:
    key = bare(store, state="handling")
    with pytest.raises(RuleBroken, match="nothing to extend"):
        step(
            store,
            key,
            "apply_extend",
            "handler",
            START,
            reason="x",
            new_deadline="2026-11-19 10:00",
        )
    step(store, key, "finish", "handler", START, result="已清除", photo_after="P-2")
    detail = detail_of(store, key)
    assert [(one.name.en, one.limit_minutes) for one in detail.clocks] == [("checking", 30)]
    assert detail.standard == Name("")
    assert detail.row.due_at == START + timedelta(minutes=30)


def test_a_standard_without_a_limit_for_the_whole_case_leaves_the_flow_s_own(store: Store) -> None:
    with store.begin() as session:
        for standard in session.scalars(select(Standard).where(Standard.category_id == 90001)):
            standard.whole_value = None
    key = report(store, now=START)
    to_dispatched(store, key, START)
    assert clock(detail_of(store, key), ClockKind.WHOLE).limit_minutes == 3 * 480


def test_a_player_without_an_account_leaves_a_step_but_no_audit_line(store: Store) -> None:
    key = report(store, now=START)
    player = Actor(0, "demo-acceptor", "演示人员", "acceptor", None, "")
    with store.begin() as session:
        take_step(session, key, version=1, action="register", inputs={}, by=player, now=START)
    assert detail_of(store, key).steps[-1].actor == "演示人员"
    with store.read() as session:
        assert session.scalars(select(AuditEntry.fields)).all() == ["report"]


def test_a_segment_whose_step_is_unknown_is_named_by_what_began_it(store: Store) -> None:
    key = report(store, now=START)
    to_handling(store, key, START)
    with store.begin() as session:
        for segment in session.scalars(select(ClockSegment)):
            segment.started_at -= timedelta(seconds=1)
        lift_append_only(session)
        for one in session.scalars(select(Step).where(Step.action == "report")):
            one.actor = ""
    notes = {one.kind: one.segments[0].ground.zh for one in detail_of(store, key).clocks}
    assert notes[ClockKind.STEP] == "派遣"


def test_a_segment_begun_by_nobody_in_particular_is_named_by_the_step_alone(store: Store) -> None:
    key = report(store, now=START)
    with store.begin() as session:
        lift_append_only(session)
        for one in session.scalars(select(Step)):
            one.actor = ""
    assert clock(detail_of(store, key), ClockKind.STEP).segments[0].ground.zh == "上报"
    assert clock(detail_of(store, key), ClockKind.STEP).mode.value == "continuous"
