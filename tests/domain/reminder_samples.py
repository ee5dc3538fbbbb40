"""Rows, rules and listeners for tests of reminders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.clocks import ClockMode
from gridcenter.domain.incidents import QueueRow, Severity
from gridcenter.domain.names import Name
from gridcenter.domain.reminder_book import Listener, ReminderBook
from gridcenter.domain.reminders import ALWAYS, Event, ReminderRule, Whose

NOON = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
"""10:00 on a Wednesday in Shanghai."""
NIGHT = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
"""23:00 on the same day."""
MORNING = datetime(2026, 11, 19, 0, 0, tzinfo=UTC)
"""08:00 on the day after, when the office opens."""
MINUTE = timedelta(minutes=1)


def row(number: int, **changes: Any) -> QueueRow:
    made = QueueRow(
        id=number,
        number=f"A{number}",
        version=1,
        state="handling",
        category_code="0101",
        category=Name("井盖缺失", "missing manhole cover"),
        major_code="01",
        major=Name("公共设施"),
        severity=Severity.ORDINARY,
        urgent=False,
        grid_code="709901001001001",
        grid=Name("01 网格"),
        community_code="709901001001",
        community=Name("江南社区"),
        unit_id=1,
        unit=Name("区城管局"),
        reported_at=NOON - 60 * MINUTE,
        due_at=NOON + 30 * MINUTE,
        yellow_at=NOON,
        clock_mode=ClockMode.WORKING,
        paused=False,
        closed_at=None,
        report_count=1,
        vulnerable=False,
        longitude=None,
        latitude=None,
        approximate=False,
    )
    return replace(made, **changes)


def rule(event: Event, **changes: Any) -> ReminderRule:
    given: dict[str, Any] = {"hours": ALWAYS, "whose": Whose.AREA, "stands": timedelta(hours=48)}
    return ReminderRule(event=event, roles=frozenset({"supervisor"}), **(given | changes))


def book(*rules: ReminderRule, **changes: Any) -> ReminderBook:
    given: dict[str, Any] = {"calendars": {"office": WorkingCalendar()}, "unit_id": 1}
    return ReminderBook(Listener(rules, **(given | changes)))
