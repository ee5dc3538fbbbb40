"""Indicators of a period: values, series, areas and the rows behind them, alike on both stores."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import insert

from gridcenter.domain.errors import BadInput
from gridcenter.domain.indicators import percent_text
from gridcenter.services import indicators
from gridcenter.store.engine import Store
from gridcenter.store.figures_counts import COUNTINGS
from gridcenter.store.figures_indicators import indicator_counts
from gridcenter.store.models import Card, Grid, Incident
from tests.store.figures_sample import NORTH, NOW, SOUTH, STREET, ZONE, Incidents, define, lay_ground, local

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 17)
WHEN = {"zone": ZONE, "now": NOW}


def fill_november(store: Store) -> None:
    """Limits ending in the period: six count, one void and one of October and one of the 18th do not."""
    with store.begin() as session:
        lay_ground(session)
        add = Incidents(session).add
        add("11-02 08:00", whole_due_at="11-05 18:00", handled_at="11-03 10:00", closed_at="11-05 17:59")
        add("11-02 08:00", whole_due_at="11-05 18:00", closed_at="11-05 18:00", rework_count=1)
        add("11-02 08:00", whole_due_at="11-17 23:59", closed_at="11-18 00:00")
        add("11-02 08:00", whole_due_at="11-06 18:00", community_code=SOUTH)
        add("11-02 08:00", whole_due_at="11-06 18:00", closed_at="11-04 18:00", community_code=SOUTH)
        add("10-20 08:00", whole_due_at="11-01 00:00", closed_at="10-30 18:00", community_code=SOUTH)
        add("11-02 08:00", whole_due_at="11-06 18:00", closed_at="11-03 18:00", state="cancelled")
        add("10-20 08:00", whole_due_at="10-31 23:59", closed_at="10-30 18:00")
        add("11-02 08:00", whole_due_at="11-18 00:00")
        define(
            session,
            ("need_archive", "应结案数", "", ""),
            ("archive", "结案数", "", ""),
            ("supervise", "督办数", "", ""),
            ("contacted", "联系数", "", ""),
            ("archive_rate", "结案率", "archive", "need_archive"),
            ("in_time_archive_rate", "按期结案率", "in_time_archive", "need_archive"),
            ("response_rate_12345", "响应率", "contacted", "dispatched_tickets"),
        )


def shown(store: Store, *, area: str = "", first: date = FIRST, last: date = LAST) -> dict[str, str]:
    with store.read() as session:
        values = indicators.indicator_values(session, area, first, last, **WHEN)
    return {value.indicator.key: f"{value.numerator}/{value.denominator}" for value in values}


def test_due_counts_take_the_incidents_whose_limit_ends_in_the_period_closed_or_not(store: Store) -> None:
    fill_november(store)

    assert shown(store) == {
        "need_archive": "6/None",
        "archive": "4/None",
        "supervise": "0/None",
        "archive_rate": "4/6",
        "in_time_archive_rate": "3/6",
        "contacted": "None/None",
        "response_rate_12345": "None/None",
    }


def test_a_parked_incident_is_not_due_because_its_clock_stands_still(store: Store) -> None:
    fill_november(store)
    with store.begin() as session:
        parked = session.get(Incident, 4)
        assert parked is not None
        parked.paused = True

    assert shown(store)["archive_rate"] == "4/5"


def test_an_area_counts_its_own_incidents(store: Store) -> None:
    fill_november(store)

    assert shown(store, area=SOUTH)["archive_rate"] == "2/3"
    assert shown(store, area=STREET)["archive_rate"] == "4/6"


def test_what_happens_after_the_period_changes_nothing(store: Store) -> None:
    fill_november(store)
    with store.begin() as session:
        for incident in session.query(Incident).where(Incident.closed_at.is_(None)):
            incident.closed_at, incident.state = local("11-18 10:00"), "closed"

    assert shown(store)["archive_rate"] == "4/6"


def test_a_running_period_ends_now(store: Store) -> None:
    fill_november(store)
    with store.begin() as session:
        later = session.get(Incident, 9)
        assert later is not None
        later.whole_due_at = local("11-18 14:33")

    assert shown(store, last=date(2026, 11, 30))["need_archive"] == "6/None"


def test_what_the_store_cannot_answer_says_why(store: Store) -> None:
    fill_november(store)
    with store.read() as session:
        values = indicators.indicator_values(session, "", FIRST, LAST, **WHEN)

    reasons = {value.indicator.key: value.reason for value in values if value.numerator is None}
    assert set(reasons) == {"contacted", "response_rate_12345"}
    assert all(reasons.values())


def test_911_of_972_from_the_store_is_93_72_percent(store: Store) -> None:
    with store.begin() as session:
        lay_ground(session)
        define(session, ("archive_rate", "结案率", "archive", "need_archive"))
        due, closed = local("11-10 18:00"), local("11-09 18:00")
        session.execute(
            insert(Incident), [row(nth, due, closed if nth < 911 else None) for nth in range(972)]
        )
    with store.read() as session:
        (value,) = indicators.indicator_values(session, "", FIRST, LAST, **WHEN)
        behind = indicators.rows_behind(session, "archive_rate", "", FIRST, LAST, **WHEN)

    assert (value.numerator, value.denominator, percent_text(value.percent)) == (911, 972, "93.72")
    assert len(behind) == 500


def row(nth: int, due: datetime, closed: datetime | None) -> dict[str, object]:
    return {
        "number": f"SJ{nth:06d}",
        "state": "closed" if closed else "handling",
        "category_id": 2,
        "community_code": NORTH,
        "reported_at": local("11-02 08:00"),
        "whole_due_at": due,
        "closed_at": closed,
        "urgent": False,
        "vulnerable": False,
        "approximate": False,
        "paused": False,
    }


def test_areas_add_up_to_the_whole_and_the_rows_to_the_areas(store: Store) -> None:
    fill_november(store)
    with store.read() as session:
        lines = indicators.indicator_by_area(session, "archive_rate", "", FIRST, LAST, **WHEN)
        rows = indicators.rows_behind(session, "archive_rate", SOUTH, FIRST, LAST, **WHEN)
        numerator = indicators.rows_behind(session, "archive", SOUTH, FIRST, LAST, **WHEN)

    assert [(code, value.numerator, value.denominator) for code, _, value in lines] == [
        (NORTH, 2, 3),
        (SOUTH, 2, 3),
    ]
    assert [line.number for line in rows] == ["SJ000004", "SJ000006", "SJ000005"]
    assert {line.number for line in numerator} == {"SJ000005", "SJ000006"}


def test_a_community_is_divided_into_its_grids(store: Store) -> None:
    fill_november(store)
    with store.begin() as session:
        for serial in (1, 2):
            session.add(
                Grid(
                    code=f"{SOUTH}{serial:03d}",
                    name=f"南社区 {serial:02d}",
                    community_code=SOUTH,
                    geometry="{}",
                    longitude=110.0,
                    latitude=30.0,
                    valid_from=local("01-01 00:00"),
                )
            )
        for key in (4, 5):
            incident = session.get(Incident, key)
            assert incident is not None
            incident.grid_code = f"{SOUTH}001"
    with store.read() as session:
        lines = indicators.indicator_by_area(session, "archive_rate", SOUTH, FIRST, LAST, **WHEN)

    assert [(code[-3:], value.numerator, value.denominator) for code, _, value in lines] == [
        ("001", 1, 2),
        ("002", 0, 0),
    ]


def test_a_count_that_the_store_cannot_answer_has_no_rows_and_no_areas(store: Store) -> None:
    fill_november(store)
    with store.read() as session:
        rows = indicators.rows_behind(session, "contacted", "", FIRST, LAST, **WHEN)
        lines = indicators.indicator_by_area(session, "contacted", "", FIRST, LAST, **WHEN)

    assert list(rows) == []
    assert [value.numerator for _, _, value in lines] == [None, None]


def test_filing_in_time_is_withheld_where_some_incidents_have_no_clock_of_it(store: Store) -> None:
    with store.begin() as session:
        lay_ground(session)
        incidents = Incidents(session)
        clocked = incidents.add("11-02 08:00", filed_at="11-02 09:00")
        incidents.add("11-02 08:00", filed_at="11-02 09:00", community_code=SOUTH)
        incidents.add_clock(clocked, "filing", "11-02 10:00", ended="11-02 09:00")
        define(session, ("in_time_register_rate", "按时立案率", "in_time_register", "register"))
    with store.read() as session:
        (value,) = indicators.indicator_values(session, "", FIRST, LAST, **WHEN)
        lines = indicators.indicator_by_area(session, "in_time_register_rate", "", FIRST, LAST, **WHEN)

    assert value.numerator is None
    assert value.reason
    assert [(line.numerator, line.denominator) for _, _, line in lines] == [(1, 1), (None, None)]


def test_a_series_has_one_point_per_half_month_that_has_begun(store: Store) -> None:
    fill_november(store)
    with store.read() as session:
        points = indicators.indicator_series(
            session, "archive_rate", "", date(2026, 10, 16), date(2026, 12, 31), **WHEN
        )

    assert [(point.start, point.value.numerator, point.value.denominator) for point in points] == [
        (date(2026, 10, 16), 1, 1),
        (date(2026, 11, 1), 4, 5),
        (date(2026, 11, 16), 1, 2),
    ]


def test_step_clocks_count_verification_dispatch_and_check(store: Store) -> None:
    with store.begin() as session:
        lay_ground(session)
        incidents = Incidents(session)
        first = incidents.add("11-02 08:00", filed_at="11-02 09:00", first_unit_id=1)
        second = incidents.add("11-02 08:00", filed_at="11-02 11:00", first_unit_id=2, return_count=1)
        incidents.add_clock(first, "filing", "11-02 10:00", ended="11-02 09:00")
        incidents.add_clock(second, "filing", "11-02 10:00", ended="11-02 11:00")
        incidents.add_clock(first, "dispatching", "11-02 12:00", ended="11-02 11:30")
        incidents.add_clock(second, "dispatching", "11-02 12:00", ended="11-02 12:00")
        incidents.add_clock(first, "verification", "11-02 12:00")
    with store.read() as session:
        counts = indicator_counts(session, area="", start=local("11-01 00:00"), end=local("11-18 00:00"))

    assert (counts["register"], counts["in_time_register"]) == (2, 1)
    assert (counts["need_dispatch"], counts["dispatch"], counts["in_time_dispatch"]) == (2, 2, 1)
    assert counts["accurate_dispatch"] == 1
    assert (counts["need_verify"], counts["verify"], counts["need_check"]) == (1, 0, 0)


def test_disputes_and_callbacks_are_counted(store: Store) -> None:
    with store.begin() as session:
        lay_ground(session)
        add = Incidents(session).add
        add(
            "11-02 08:00",
            category_id=4,
            unit_id=2,
            closed_at="11-03 08:00",
            outcome="resolved",
            satisfied=True,
        )
        add(
            "11-02 08:00",
            category_id=4,
            unit_id=1,
            closed_at="11-03 08:00",
            outcome="resolved",
            satisfied=False,
        )
        add("11-02 08:00", category_id=4, unit_id=1, closed_at="11-03 08:00", outcome="explained")
        add("11-02 08:00", unit_id=1, urgent=True)
    with store.read() as session:
        counts = indicator_counts(session, area="", start=local("11-01 00:00"), end=local("11-18 00:00"))

    found = [counts[key] for key in ("disputes", "disputes_resolved", "disputes_resolved_in_community")]
    assert found == [3, 2, 1]
    assert (counts["revisited"], counts["satisfied"], counts["urgent"], counts["report"]) == (2, 1, 1, 4)


def test_every_count_can_be_asked_in_one_go_and_lists_its_rows(store: Store) -> None:
    fill_november(store)
    start, end = local("11-01 00:00"), local("11-18 00:00")
    with store.read() as session:
        counts = indicator_counts(session, area="", start=start, end=end)
        listed = {
            key: len(indicators.rows_behind(session, key, "", FIRST, LAST, **WHEN)) for key in COUNTINGS
        }

    assert listed == counts


def test_closing_times_of_a_period(store: Store) -> None:
    fill_november(store)
    with store.read() as session:
        spread = indicators.closing_times(session, "", FIRST, LAST, **WHEN)

    assert spread.total == 3
    assert spread.median == 3 * 24 * 60 + 599


def test_an_unknown_indicator_and_a_period_that_runs_backwards_are_refused(store: Store) -> None:
    with store.read() as session, pytest.raises(BadInput, match="nonsense"):
        indicators.indicator_series(session, "nonsense", "", FIRST, LAST, **WHEN)
    with store.read() as session, pytest.raises(BadInput):
        indicators.indicator_values(session, "", LAST, FIRST, **WHEN)


def test_supervised_counts_incidents_about_which_such_a_card_was_issued_in_the_period(store: Store) -> None:
    """Twice supervised is one incident; other cards, other periods and what was taken back do not count."""
    with store.begin() as session:
        lay_ground(session)
        add = Incidents(session).add
        twice, south, reminded, earlier, taken_back, kept = (
            add("10-20 08:00", community_code=SOUTH if place == 1 else NORTH).id for place in range(6)
        )
        define(session, ("supervise", "督办数", "", ""))
        session.flush()
        for incident, unit, at, changes in (
            (twice, 1, "11-02 08:00", {}),
            (twice, 2, "11-17 23:59", {}),
            (south, 1, "11-01 00:00", {}),
            (reminded, 1, "11-02 08:00", {"kind": "reminder"}),
            (earlier, 1, "10-31 23:59", {}),
            (taken_back, 1, "11-02 08:00", {"withdrawn_at": local("11-03 08:00")}),
            (kept, 1, "11-02 08:00", {"withdrawn_at": local("11-18 08:00")}),
        ):
            session.add(card(incident, unit, local(at), **changes))
    assert shown(store) == {"supervise": "3/None"}
    assert shown(store, area=SOUTH) == {"supervise": "1/None"}
    with store.read() as session:
        rows = indicators.rows_behind(session, "supervise", "", FIRST, LAST, **WHEN)
        lines = indicators.indicator_by_area(session, "supervise", STREET, FIRST, LAST, **WHEN)
    assert {row.id for row in rows} == {twice, south, kept}
    assert {code: value.numerator for code, _, value in lines} == {NORTH: 2, SOUTH: 1}


def card(incident_id: int, unit_id: int, at: datetime, **changes: Any) -> Card:
    given = {
        "kind": "supervision",
        "incident_id": incident_id,
        "unit_id": unit_id,
        "issued_at": at,
        "issuer": "李敏",
        "text": "请回复",
        "calendar_key": "office",
        "mode": "working",
        "limit_value": 1.0,
        "limit_unit": "work_day",
        "limit_minutes": 480,
        "due_at": at,
        "yellow_at": at,
    }
    return Card(**(given | changes))
