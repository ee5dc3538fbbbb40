"""`clocks verify` and `clocks show`: what they find, what they print, and that they change nothing."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, update

from gridcenter.cli import run
from gridcenter.services import clock_verification
from gridcenter.services.cards import CardDraft, issue_card
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, CalendarDay, Card, ClockSegment, Incident, IncidentClock, Scope
from tests.services.matters import OTHER_COMMUNITY, actor, at, report, settle, step, to_closed, to_handling
from tests.store.tampering import lift_said_once

START = at("11-17 16:41")
DISPATCH = at("11-17 17:36")


@pytest.fixture
def incidents(store: Store) -> tuple[str, str]:
    """Two incidents: one parked in handling, one closed; return their numbers."""
    settle(store)
    parked, closed = report(store, now=START), report(store, now=START, key="form-2")
    to_handling(store, parked, DISPATCH)
    step(
        store, parked, "suspend", "supervisor", at("11-18 09:30"), reason="等", review_date="2026-12-01 09:00"
    )
    to_closed(store, closed, START)
    with store.read() as session:
        first, second = session.scalars(select(Incident.number).order_by(Incident.id))
    return first, second


def verified(store_url: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    status = run(["clocks", "verify", "--json", "--store", store_url])
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("incidents")
def test_clocks_that_agree_with_their_ledgers_are_status_0(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["clocks", "verify", "--store", store_url, "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "of 2 incidents computed again: all are as stored (0 incidents have no clock)." in said
    status, answer = verified(store_url, capsys)
    assert (status, answer["incidents"], answer["differences"], answer["found"]) == (0, 2, 0, [])
    assert answer["missing_years"] == []


def test_every_kind_of_difference_is_told_with_its_number_and_both_values(
    store: Store, store_url: str, incidents: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with store.begin() as session:
        handling = session.scalars(
            select(IncidentClock).where(IncidentClock.state == "handling", IncidentClock.ended_at.is_(None))
        ).one()
        handling.due_at += timedelta(hours=1)
        handling.paused = False
        closed = session.scalars(select(Incident).where(Incident.number == incidents[1])).one()
        closed.whole_due_at = at("11-30 08:00")
    status, answer = verified(store_url, capsys)
    assert status == 3
    told = {(one["number"], one["clock"], one["field"]): one for one in answer["found"]}
    due = told[incidents[0], "step", "due_at"]
    assert (due["stored"], due["recomputed"]) == ("2026-11-18T12:40:00+08:00", "2026-11-18T11:40:00+08:00")
    assert due["why"] == "calendar"
    paused = told[incidents[0], "step", "paused"]
    assert (paused["stored"], paused["recomputed"], paused["why"]) == ("false", "true", "unknown")
    whole = told[incidents[1], "", "whole_due_at"]
    assert (whole["stored"], whole["why"]) == ("2026-11-30T08:00:00+08:00", "unknown")
    assert len(answer["found"]) == answer["differences"] == 3
    assert answer["differing_incidents"] == 2


def test_a_card_whose_deadline_was_moved_is_told_beside_the_clocks(
    store: Store, store_url: str, incidents: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with store.begin() as session:
        incident = session.scalars(select(Incident).where(Incident.number == incidents[0])).one()
        draft, by, now = CardDraft("reminder", "请回复。"), actor("supervisor"), at("11-18 14:21")
        card = issue_card(session, incident.id, draft, version=incident.version, by=by, now=now, key="c")
        lift_said_once(session)
        session.execute(update(Card).values(due_at=at("11-30 11:00")))
    assert run(["clocks", "verify", "--store", store_url, "--lang", "en"]) == 3
    said = capsys.readouterr().out
    assert f"{incidents[0]} · card {card} (reminder) · deadline: stored 2026-11-30 11:00:00" in said
    assert "1 reply clocks of cards computed again: 1 differences in 1 cards." in said
    assert "of 2 incidents computed again: all are as stored" in said
    status, answer = verified(store_url, capsys)
    assert (status, answer["cards"], answer["differing_cards"], answer["differences"]) == (3, 1, 1, 1)


def test_a_calendar_edited_since_is_named_as_the_possible_reason(
    store: Store, store_url: str, incidents: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Deadlines already set do not move, and the store does not keep what a calendar was: it cannot be told apart."""
    with store.begin() as session:
        session.add(CalendarDay(calendar_key="office", day=date(2026, 11, 18), working=False))
    status, answer = verified(store_url, capsys)
    assert status == 3
    assert {one["why"] for one in answer["found"] if one["clock"]} == {"calendar"}
    assert {one["why"] for one in answer["found"] if not one["clock"]} == {"copied"}
    assert run(["clocks", "verify", "--store", store_url, "--lang", "en"]) == 3
    said = capsys.readouterr().out
    assert (
        "the calendar or its holidays may have been edited since: deadlines already set do not move" in said
    )
    assert "Nothing was changed." in said
    assert run(["clocks", "verify", "--store", store_url, "--lang", "zh"]) == 3
    assert "已定的期限不随之变动" in capsys.readouterr().out


def test_a_ledger_that_cannot_have_been_lived_through_is_told(
    store: Store, store_url: str, incidents: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with store.begin() as session:
        paused = session.scalars(select(ClockSegment).where(ClockSegment.running.is_(False))).first()
        assert paused is not None
        paused.started_at -= timedelta(minutes=5)
        bare = session.scalars(select(IncidentClock.id).where(IncidentClock.state == "closing")).first()
        session.execute(ClockSegment.__table__.delete().where(ClockSegment.clock_id == bare))
    status, answer = verified(store_url, capsys)
    assert status == 3
    broken = [one["stored"] for one in answer["found"] if one["why"] == "broken"]
    assert len(broken) == 2
    assert run(["clocks", "verify", "--store", store_url, "--lang", "en"]) == 3
    said = capsys.readouterr().out
    assert "two segments of the clock overlap" in said
    assert "the clock has no segment" in said


def test_the_report_has_a_row_for_every_difference_and_the_store_stays_as_it_was(
    store: Store,
    store_url: str,
    incidents: tuple[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with store.begin() as session:
        for clock in session.scalars(select(IncidentClock)):
            clock.yellow_at -= timedelta(minutes=1)
    written: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *call: written.append(call[2]))
    out = tmp_path / "differences.csv"
    assert run(["clocks", "verify", "--repair-report", str(out), "--store", store_url, "--lang", "en"]) == 3
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with store.read() as session:
        clocks = session.scalars(select(IncidentClock)).all()
    assert sum(one["field"] == "yellow_at" and bool(one["clock"]) for one in rows) == len(clocks)
    assert {one["why"] for one in rows if one["clock"]} == {"yellow_share"}
    assert {one["number"] for one in rows} == set(incidents)
    assert not [one for one in written if not one.lstrip().upper().startswith(("SELECT", "BEGIN", "PRAGMA"))]
    assert run(["clocks", "verify", "--repair-report", "x.txt", "--store", store_url, "--lang", "en"]) == 2
    assert "ends in .csv or .xlsx" in capsys.readouterr().err


def test_imported_incidents_have_no_clock_to_verify(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(store)
    with store.begin() as session:
        session.add(
            Incident(
                number="X-1",
                state="handling",
                category_id=90001,
                reported_at=START,
                due_at=START,
                whole_due_at=START,
            )
        )
    status, answer = verified(store_url, capsys)
    assert (status, answer["without_clocks"], answer["clocks"]) == (0, 1, 0)
    assert run(["clocks", "show", "X-1", "--store", store_url, "--lang", "en"]) == 0
    assert "It has no clock: it came from another system." in capsys.readouterr().out


def test_an_incident_of_a_flow_that_is_gone_is_told_and_the_others_are_checked(
    store: Store, store_url: str, incidents: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with store.begin() as session:
        session.scalars(select(Incident).where(Incident.number == incidents[0])).one().flow = "moon"
    status, answer = verified(store_url, capsys)
    assert (status, answer["incidents"], answer["differences"]) == (3, 2, 1)
    assert "moon" in answer["found"][0]["stored"]


def test_batches_leave_no_incident_out(
    store: Store,
    store_url: str,
    incidents: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(clock_verification, "INCIDENTS_AT_ONCE", 1)
    monkeypatch.setattr(clock_verification, "KEPT_DIFFERENCES", 2)
    with store.begin() as session:
        for clock in session.scalars(select(IncidentClock)):
            clock.due_at += timedelta(minutes=1)
    status, answer = verified(store_url, capsys)
    assert (status, answer["incidents"], answer["differing_incidents"]) == (3, 2, 2)
    assert len(answer["found"]) == 2
    assert answer["left_off"] == answer["differences"] - 2 > 0
    assert run(["clocks", "verify", "--store", store_url, "--lang", "en"]) == 3
    assert f"… and {answer['left_off']} more differences." in capsys.readouterr().out


def test_a_holiday_notice_that_running_clocks_lack_is_told(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(store)
    to_handling(store, report(store, now=START), at("12-31 16:00"))
    status, answer = verified(store_url, capsys)
    assert (status, answer["missing_years"]) == (0, [2027])
    assert run(["clocks", "verify", "--store", store_url, "--lang", "en"]) == 0
    assert "no holiday notice for 2027: counted by weekday" in capsys.readouterr().out


def test_the_working_is_shown_line_by_line_without_the_name_of_a_person(
    store_url: str, incidents: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["clocks", "show", incidents[0], "--store", store_url, "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert f"{incidents[0]} · parked" in said
    lines = [" ".join(line.split()) for line in said.splitlines()]
    for line in (
        "Step · handling · limit 4 working hours = 240 min · due 2026-11-18 11:40:00 · parked",
        "2026-11-17 17:40:00 2026-11-17 18:00:00 runs dispatch, City management +20 20",
        "2026-11-17 18:00:00 2026-11-18 08:00:00 not counted outside working hours 0 20",
        "2026-11-18 08:00:00 2026-11-18 09:30:00 runs working hours +90 110",
        "240 − 110 = 130 min left",
        "Receiving · receiving · limit 15 min · due 2026-11-17 17:55:00 · in time",
    ):
        assert line in lines
    assert "approve: park, l***" in said
    assert "supervisor 一号" not in said
    assert run(["clocks", "show", incidents[0], "--store", store_url, "--lang", "zh"]) == 0
    assert "非工作时间" in capsys.readouterr().out


def test_the_working_as_json_has_every_line_and_what_the_ledger_gives(
    store_url: str, incidents: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["clocks", "show", incidents[1], "--json", "--store", store_url, "--lang", "en"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["number"], answer["state"]) == (incidents[1], "closed")
    handling = next(one for one in answer["clocks"] if one["name"] == "handling")
    assert handling["recomputed"] == {
        "due_at": handling["due_at"],
        "yellow_at": handling["yellow_at"],
        "paused": False,
    }
    assert sum(line["minutes"] for line in handling["lines"]) == handling["used_minutes"] == 7
    assert len(answer["clocks"]) == 8


def test_a_stored_deadline_that_the_ledger_does_not_give_is_told_beside_the_working(
    store: Store, store_url: str, incidents: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with store.begin() as session:
        for clock in session.scalars(select(IncidentClock).where(IncidentClock.state == "handling")):
            clock.due_at += timedelta(hours=1)
    assert run(["clocks", "show", incidents[0], "--store", store_url, "--lang", "en"]) == 0
    assert "The ledger gives 2026-11-18 11:40:00: see gridcenter clocks verify." in capsys.readouterr().out


def test_an_incident_outside_the_area_is_not_there(
    store: Store,
    store_url: str,
    incidents: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["clocks", "show", "SJ-0", "--store", store_url, "--lang", "en"]) == 1
    assert "There is no incident SJ-0 in your area." in capsys.readouterr().err
    with store.begin() as session:
        session.add(Account(id=40, login="neighbour", name="x", role="supervisor"))
        session.flush()
        session.add(Scope(account_id=40, division_code=OTHER_COMMUNITY))
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "neighbour")
    assert run(["clocks", "show", incidents[0], "--json", "--store", store_url, "--lang", "en"]) == 1
    assert f"There is no incident {incidents[0]}" in json.loads(capsys.readouterr().out)["failed"]


def test_a_store_named_before_the_group_is_the_store_of_its_commands(
    store_url: str, incidents: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--store", store_url, "clocks", "verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["incidents"] == len(incidents)


_SLOW = """
import sys, time
from gridcenter import cli
from gridcenter.services import clock_verification
clock_verification.INCIDENTS_AT_ONCE = 1
read = clock_verification.stored_incidents
def slowly(*args, **kwargs):
    print("reading", flush=True)
    time.sleep(0.5)
    return read(*args, **kwargs)
clock_verification.stored_incidents = slowly
cli.main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl+C cannot be sent to one process there")
def test_ctrl_c_ends_it_with_a_sentence_and_without_a_report(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path
) -> None:
    settle(sqlite_store)
    for number in range(20):
        report(sqlite_store, now=START, key=f"form-{number}")
    out = tmp_path / "report.csv"
    words = ["clocks", "verify", "--lang", "en", "--store", sqlite_url, "--repair-report", str(out)]
    child = subprocess.Popen(
        [sys.executable, "-c", _SLOW, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "reading\n"
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=30)
    assert child.returncode == 1
    assert "Cancelled. Nothing was changed, and no report was written." in said
    assert list(tmp_path.glob("*report*")) == []


def test_a_store_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "none.db")
    assert run(["clocks", "verify", "--json", "--store", missing, "--lang", "en"]) == 1
    assert "There is no store" in json.loads(capsys.readouterr().out)["failed"]
