"""A changed standard moves no deadline that is set; it says which it would move, and moves them when somebody asks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import RESTATE
from gridcenter.language import use_language
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.importing import ImportReport
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.services.standard_following import let_standards_follow, moved_by_standards
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident, IncidentClock, Step
from tests.services.importing.carrying import bring_into, table
from tests.services.matters import SHANGHAI, actor, at, report, settle, step, to_closed, to_handling

START = at("11-17 16:41")
EDITED = at("01-15 09:00")
"""Long ago, so that the edition is in force on whatever day the tests run."""


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


@pytest.fixture
def incident(store: Store) -> int:
    """In handling since 16:45: four working hours, due on 18 November at 10:45."""
    key = report(store, now=START)
    to_handling(store, key, START)
    return key


def edit(store: Store, folder: Path, *, hours: int, whole: int = 2, now: datetime = EDITED) -> ImportReport:
    head = "类别编码,编码集,处置时限,时限单位,全案时限,全案时限单位"
    line = f"T01,matters,{hours},work_hour,{whole},work_day"
    return bring_into(store)("standards", table(folder / "standards.csv", head, line), now=now)


def due(store: Store, key: int) -> datetime:
    with store.read() as session:
        return session.scalars(
            select(IncidentClock.due_at)
            .where(IncidentClock.incident_id == key, IncidentClock.state == "handling")
            .order_by(IncidentClock.id.desc())
            .limit(1)
        ).one()


def would_move(store: Store) -> list[tuple[str, datetime, datetime]]:
    with store.read() as session:
        return [(one.name.en, one.before, one.after) for one in moved_by_standards(session, now=START)]


def follow(store: Store, *, role: str = "supervisor", reason: str = "新标准") -> int:
    return let_standards_follow(store, by=actor(role), reason=reason, progress=lambda _done: None)


def agrees(store: Store) -> bool:
    return not verify_clocks(store, zone=SHANGHAI, progress=lambda _done: None).differences


def test_a_deadline_that_is_set_stays_and_the_change_says_what_it_would_move(
    store: Store, incident: int, tmp_path: Path
) -> None:
    told = edit(store, tmp_path, hours=8).warnings
    assert any("1 of open incidents would move" in one for one in told)
    assert due(store, incident) == at("11-18 10:45")
    assert would_move(store) == [("handling", at("11-18 10:45"), at("11-18 16:45"))]
    assert due(store, incident) == at("11-18 10:45"), "asking changes nothing"
    assert agrees(store)


def test_a_standard_edited_twice_on_one_day_says_so_too(store: Store, tmp_path: Path) -> None:
    edit(store, tmp_path, hours=8)
    key = report(store, now=START, key="form-2")
    to_handling(store, key, START)
    assert due(store, key) == at("11-18 16:45")
    told = edit(store, tmp_path, hours=6).warnings
    assert any("would move" in one for one in told)
    assert due(store, key) == at("11-18 16:45")
    assert would_move(store) == [("handling", at("11-18 16:45"), at("11-18 14:45"))]


def test_on_a_person_s_word_they_follow_and_the_trace_says_from_when_to_when(
    store: Store, incident: int, tmp_path: Path
) -> None:
    edit(store, tmp_path, hours=8, whole=3)
    assert follow(store) == 1
    assert due(store, incident) == at("11-18 16:45")
    with store.read() as session:
        row = session.get_one(Incident, incident)
        steps = session.scalars(select(Step).where(Step.action == RESTATE)).all()
    assert (row.due_at, row.handle_due_at) == (at("11-18 16:45"), at("11-18 16:45"))
    assert [(one.reason, one.to_state) for one in steps] == [("新标准", "handling")]
    assert "handling: 2026-11-18 10:45 → 2026-11-18 16:45" in steps[0].opinion
    assert "whole case: 2026-11-19 16:43 → 2026-11-20 16:43" in steps[0].opinion
    assert would_move(store) == []
    assert follow(store) == 0
    assert agrees(store)


def test_a_pause_stays_and_an_extension_that_was_approved_is_not_taken_back(
    store: Store, tmp_path: Path
) -> None:
    extended, parked = (report(store, now=START, key=f"form-{n}") for n in (1, 2))
    for key in (extended, parked):
        to_handling(store, key, START)
    later = at("11-18 08:45")
    step(store, extended, "apply_extend", "handler", later, reason="缺料", new_deadline="2026-11-20 10:45")
    step(store, parked, "suspend", "supervisor", later, reason="待料", review_date="2026-12-01 09:00")
    edit(store, tmp_path, hours=2)
    assert follow(store) == 1
    assert due(store, extended) == at("11-20 10:45")
    step(store, parked, "resume", "supervisor", at("11-19 08:00"))
    assert due(store, parked) == at("11-18 08:45"), (
        "75 minutes on the 17th and 45 before the pause: two hours"
    )
    assert agrees(store)


def test_what_has_ended_is_left_alone_and_what_has_not_begun_begins_with_the_new_limit(
    store: Store, tmp_path: Path
) -> None:
    ended, waiting = (report(store, now=START, key=f"form-{n}") for n in (1, 2))
    to_closed(store, ended, START)
    before = due(store, ended)
    told = edit(store, tmp_path, hours=8).warnings
    assert not any("would move" in one for one in told)
    assert follow(store) == 0
    assert due(store, ended) == before
    to_handling(store, waiting, START)
    assert due(store, waiting) == at("11-18 16:45")


def test_it_can_be_stopped_between_two_portions_and_gone_on_with(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gridcenter.services.standard_following.INCIDENTS_AT_ONCE", 2)
    for number in range(5):
        to_handling(store, report(store, now=START, key=f"form-{number}"), START)
    edit(store, tmp_path, hours=8)

    def stop(_done: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        let_standards_follow(store, by=actor("supervisor"), reason="新标准", progress=stop)
    assert len(would_move(store)) == 3
    assert follow(store) == 3
    assert agrees(store)


@pytest.mark.parametrize(
    ("role", "reason", "refused"), [("acceptor", "新标准", RuleBroken), ("supervisor", "  ", BadInput)]
)
def test_not_everybody_moves_deadlines_and_never_without_a_reason(
    store: Store, incident: int, tmp_path: Path, role: str, reason: str, refused: type[Exception]
) -> None:
    edit(store, tmp_path, hours=8)
    with pytest.raises(refused):
        follow(store, role=role, reason=reason)
    assert due(store, incident) == at("11-18 10:45")
