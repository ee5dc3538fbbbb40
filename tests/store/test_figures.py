"""Today's figures, counted by hand and by the store, alike on both stores."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from gridcenter.domain.board import Filter
from gridcenter.domain.indicators import TodayFigures
from gridcenter.domain.lights import Light
from gridcenter.store.engine import Store
from gridcenter.store.figures import today_figures
from gridcenter.store.figures_indicators import indicator_counts
from tests.store.figures_sample import NORTH, NOW, SOUTH, ZONE, fill_today


def today(store: Store, *, area: str = "", chosen: Filter | None = None, **changed: Any) -> TodayFigures:
    with store.read() as session:
        return today_figures(
            session, area=area, filter=chosen or Filter(), **{"now": NOW, "zone": ZONE, **changed}
        )


def test_reports_and_closings_of_the_local_day_are_counted_up_to_now(store: Store) -> None:
    fill_today(store)
    figures = today(store)

    assert figures.reported == 5  # the one of 14:33 is still to come
    assert figures.closed == 3  # the void one is no closing
    assert figures.closed_late == 1
    by_hour = {
        hour.hour: (hour.reported, hour.closed) for hour in figures.hours if hour.reported or hour.closed
    }
    assert by_hour == {0: (1, 0), 8: (1, 1), 9: (2, 0), 10: (0, 1), 13: (0, 1), 14: (1, 0)}


def test_handling_limits_that_end_today_count_whether_handled_or_not(store: Store) -> None:
    fill_today(store)
    figures = today(store)

    assert (figures.due_today, figures.handled_in_time) == (3, 2)
    assert figures.last_week_in_time_percent == 50.0


def test_the_usual_course_is_the_median_of_the_same_weekday_at_the_same_time(store: Store) -> None:
    fill_today(store)
    figures = today(store)

    assert figures.hours[9].usual_reported == 1.0
    assert figures.hours[14].usual_reported == 0.5  # 11-11 one, 11-04 one, the others none
    assert figures.usual_reported == 1.0  # 2, 1, 1, 1 until 14:32


def test_days_before_the_first_report_are_no_part_of_the_usual_course(store: Store) -> None:
    fill_today(store)
    figures = today(store, now=NOW - timedelta(weeks=3))  # 28 October: only 21 October lies behind

    assert figures.hours[9].usual_reported == 1.0
    assert figures.usual_reported == 1.0


def test_open_a_day_ago_means_reported_by_then_and_not_yet_closed(store: Store) -> None:
    fill_today(store)

    assert today(store).open_yesterday == 3  # two closed since, one still open


def test_red_in_the_last_hour_is_what_fell_due_in_it_and_is_still_open(store: Store) -> None:
    fill_today(store)

    assert today(store).red_last_hour == 1  # 14:00; the one of 13:31 fell due a minute too early


def test_closing_took_so_long(store: Store) -> None:
    fill_today(store)
    figures = today(store)

    assert figures.median_close_minutes == 27 * 60
    assert figures.p90_close_minutes == 48 * 60 + 30
    assert figures.closing.counts == (1, 0, 0, 1, 1, 0, 0)
    assert figures.closing.mean == (120 + 1620 + 2910) / 3


def test_area_category_unit_and_text_narrow_the_figures(store: Store) -> None:
    fill_today(store)

    assert today(store, area=SOUTH).reported == 1
    assert today(store, chosen=Filter(area=NORTH)).reported == 4
    assert today(store, chosen=Filter(major_code="02")).reported == 1
    assert today(store, chosen=Filter(major_code="01")).reported == 4
    assert today(store, chosen=Filter(unit_id=2)).reported == 1
    assert today(store, chosen=Filter(text="井盖")).reported == 4
    assert today(store, chosen=Filter(text="SJ000002")).reported == 1
    assert today(store, chosen=Filter(text="sj000002")).reported == 0
    assert today(store, chosen=Filter(text="%")).reported == 0


def test_lights_leave_the_figures_of_the_day_alone(store: Store) -> None:
    fill_today(store)

    assert today(store, chosen=Filter(lights=frozenset({Light.RED}))) == today(store)


def test_an_empty_store_has_figures_of_nothing(store: Store) -> None:
    figures = today(store)

    assert (figures.reported, figures.closed, figures.due_today, figures.open_yesterday) == (0, 0, 0, 0)
    assert figures.median_close_minutes is None
    assert figures.last_week_in_time_percent is None
    assert figures.usual_reported == 0.0
    assert len(figures.hours) == 24


@contextmanager
def statements(store: Store) -> Iterator[list[tuple[str, Any]]]:
    """Collect what is sent to the store, with its parameters."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        sent.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    yield sent
    event.remove(store.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    "chosen", [Filter(), Filter(major_code="01", unit_id=1), Filter(area=NORTH, text="井")]
)
def test_no_figure_walks_through_all_incidents(sqlite_store: Store, chosen: Filter) -> None:
    fill_today(sqlite_store)
    with statements(sqlite_store) as sent:
        today(sqlite_store, chosen=chosen)
        with sqlite_store.read() as session:
            indicator_counts(session, area=NORTH, start=NOW - timedelta(days=18), end=NOW)

    with sqlite_store.connect() as connection:
        plans = [
            str(row[-1])
            for statement, parameters in sent
            if statement.lstrip().startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert len(plans) > 20
    assert [plan for plan in plans if plan.startswith(("SCAN incident", "SCAN clock"))] == []
