"""What each count (指标 of kind count) counts, as data: which moment places an incident in a period, and which of
those incidents it takes.

A cohort is fixed by one moment, so that numerator and denominator of a rate speak of the same incidents: "due"
counts take those whose limit ends inside the period, closed or not (a parked clock has no end yet: its deadline
moves on resuming), and their partners those of them that were
done before the period ended. What happens after the end changes nothing: an old period keeps its figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from gridcenter.domain.merging import MERGED
from gridcenter.language import tr
from gridcenter.store.figures import CLOSED_STATES, EXCLUDED_STATES
from gridcenter.store.models import Card, Category, Incident, IncidentClock, Unit

Condition = ColumnElement[bool]
COMMUNITY_UNITS = ("community", "grid_team", "volunteers")


class Cohort(Enum):
    """How an incident comes into a period; the last three are step clocks by their code in the flow.

    Supervised is an incident about which a card 督办 was issued in the period, however many; one that was taken
    back before the period ended does not count.
    """

    REPORTED = "reported_at"
    FILED = "filed_at"
    CLOSED = "closed_at"
    HANDLE_DUE = "handle_due_at"
    WHOLE_DUE = "whole_due_at"
    SUPERVISED = "supervision"
    VERIFICATION = "verification"
    DISPATCHING = "dispatching"
    CHECKING = "checking"

    @property
    def by_clock(self) -> bool:
        return self in (Cohort.VERIFICATION, Cohort.DISPATCHING, Cohort.CHECKING)

    @property
    def moment(self) -> InstrumentedAttribute[Any]:
        """The moment that is asked about; of supervised incidents, whose cards decide, the one to put them in order."""
        if self.by_clock:
            return IncidentClock.due_at
        if self is Cohort.SUPERVISED:
            return Incident.reported_at
        moment: InstrumentedAttribute[Any] = getattr(Incident, self.value)
        return moment

    def members(self, start: datetime, end: datetime) -> list[Condition]:
        """Return what holds for every incident of the cohort in the half-open period.

        A merged incident is counted once, through the one it was merged into; a card was issued all the same.
        """
        if self is Cohort.SUPERVISED:
            return [Incident.id.in_(_supervised(start, end))]
        kept: list[Condition] = [self.moment >= start, self.moment < end, Incident.state != MERGED]
        if self.by_clock:
            kept += [IncidentClock.state == self.value, IncidentClock.kind == "step"]
        if self in (Cohort.HANDLE_DUE, Cohort.WHOLE_DUE):
            kept += [Incident.state.not_in(EXCLUDED_STATES), Incident.paused.is_(False)]
        return kept


def _supervised(start: datetime, end: datetime) -> Select[int]:
    """Return ids of incidents by the cards issued in the period; the index on that moment answers it."""
    return select(Card.incident_id).where(
        Card.kind == Cohort.SUPERVISED.value,
        Card.issued_at >= start,
        Card.issued_at < end,
        or_(Card.withdrawn_at.is_(None), Card.withdrawn_at >= end),
    )


@dataclass(frozen=True, slots=True)
class Counting:
    """A count: the cohort, and which of its incidents, given the end of the period; None takes all."""

    cohort: Cohort
    which: Callable[[datetime], Condition] | None = None


def _filed(end: datetime) -> Condition:
    return and_(Incident.filed_at.is_not(None), Incident.filed_at < end)


def _taken_in(_end: datetime) -> Condition:
    return or_(Incident.filed_at.is_not(None), Incident.state.not_in(("reported", "cancelled")))


def _filing_clock(*further: Condition) -> Condition:
    mine = (IncidentClock.incident_id == Incident.id, IncidentClock.kind == "step")
    return exists().where(*mine, IncidentClock.state == "filing", *further)


def _filed_by_clock(_end: datetime) -> Condition:
    return _filing_clock()


def _filed_in_time(_end: datetime) -> Condition:
    return _filing_clock(IncidentClock.ended_at < IncidentClock.due_at)


def _clock_done(end: datetime) -> Condition:
    return and_(IncidentClock.ended_at.is_not(None), IncidentClock.ended_at < end)


def _clock_in_time(end: datetime) -> Condition:
    return and_(_clock_done(end), IncidentClock.ended_at < IncidentClock.due_at)


def _right_at_once(end: datetime) -> Condition:
    return and_(_clock_done(end), Incident.return_count == 0, Incident.unit_id == Incident.first_unit_id)


def _handled(end: datetime) -> Condition:
    return and_(Incident.handled_at.is_not(None), Incident.handled_at < end)


def _handled_in_time(end: datetime) -> Condition:
    return and_(_handled(end), Incident.handled_at < Incident.handle_due_at)


def _handled_late(end: datetime) -> Condition:
    return and_(_handled(end), Incident.handled_at >= Incident.handle_due_at)


def _not_handled(end: datetime) -> Condition:
    return or_(Incident.handled_at.is_(None), Incident.handled_at >= end)


def _closed(end: datetime) -> Condition:
    return and_(Incident.closed_at.is_not(None), Incident.closed_at < end, Incident.state.in_(CLOSED_STATES))


def _closed_in_time(end: datetime) -> Condition:
    return and_(_closed(end), Incident.closed_at < Incident.whole_due_at)


def _closed_late(end: datetime) -> Condition:
    return and_(_closed(end), Incident.closed_at >= Incident.whole_due_at)


def _is_dispute(_end: datetime) -> Condition:
    return Incident.category_id.in_(select(Category.id).where(Category.set_key == "disputes"))


def _dispute_resolved(end: datetime) -> Condition:
    return and_(_is_dispute(end), _closed(end), Incident.outcome == "resolved")


def _resolved_nearby(end: datetime) -> Condition:
    near = select(Unit.id).where(Unit.kind.in_(COMMUNITY_UNITS))
    return and_(_dispute_resolved(end), Incident.unit_id.in_(near))


def _called_back(_end: datetime) -> Condition:
    return Incident.satisfied.is_not(None)


COUNTINGS: Mapping[str, Counting] = {
    "report": Counting(Cohort.REPORTED),
    "valid_report": Counting(Cohort.REPORTED, _filed),
    "accept": Counting(Cohort.REPORTED, _taken_in),
    "urgent": Counting(Cohort.REPORTED, lambda _end: Incident.urgent.is_(True)),
    "recurred": Counting(Cohort.REPORTED, lambda _end: Incident.recurrence > 0),
    "self_dispose": Counting(Cohort.REPORTED, lambda _end: Incident.self_handled.is_(True)),
    "register": Counting(Cohort.FILED),
    "in_time_register": Counting(Cohort.FILED, _filed_in_time),
    "clocked_register": Counting(Cohort.FILED, _filed_by_clock),
    "need_dispatch": Counting(Cohort.DISPATCHING),
    "dispatch": Counting(Cohort.DISPATCHING, _clock_done),
    "in_time_dispatch": Counting(Cohort.DISPATCHING, _clock_in_time),
    "accurate_dispatch": Counting(Cohort.DISPATCHING, _right_at_once),
    "need_dispose": Counting(Cohort.HANDLE_DUE),
    "dispose": Counting(Cohort.HANDLE_DUE, _handled),
    "in_time_dispose": Counting(Cohort.HANDLE_DUE, _handled_in_time),
    "overdue_dispose": Counting(Cohort.HANDLE_DUE, _handled_late),
    "overdue_to_dispose": Counting(Cohort.HANDLE_DUE, _not_handled),
    "extend": Counting(Cohort.HANDLE_DUE, lambda _end: Incident.extend_count > 0),
    "suspend": Counting(Cohort.HANDLE_DUE, lambda _end: Incident.suspend_count > 0),
    "back": Counting(Cohort.HANDLE_DUE, lambda _end: Incident.return_count > 0),
    "supervise": Counting(Cohort.SUPERVISED),
    "need_archive": Counting(Cohort.WHOLE_DUE),
    "archive": Counting(Cohort.WHOLE_DUE, _closed),
    "in_time_archive": Counting(Cohort.WHOLE_DUE, _closed_in_time),
    "overdue_archive": Counting(Cohort.WHOLE_DUE, _closed_late),
    "rework": Counting(Cohort.WHOLE_DUE, lambda _end: Incident.rework_count > 0),
    "cancel": Counting(Cohort.CLOSED, lambda _end: Incident.state == "cancelled"),
    "need_verify": Counting(Cohort.VERIFICATION),
    "verify": Counting(Cohort.VERIFICATION, _clock_done),
    "in_time_verify": Counting(Cohort.VERIFICATION, _clock_in_time),
    "need_check": Counting(Cohort.CHECKING),
    "check": Counting(Cohort.CHECKING, _clock_done),
    "in_time_check": Counting(Cohort.CHECKING, _clock_in_time),
    "revisit": Counting(Cohort.CLOSED, _called_back),
    "revisited": Counting(Cohort.CLOSED, _called_back),
    "satisfied": Counting(Cohort.CLOSED, lambda _end: Incident.satisfied.is_(True)),
    "resolved": Counting(Cohort.CLOSED, lambda end: and_(_called_back(end), Incident.outcome == "resolved")),
    "explained": Counting(Cohort.CLOSED, lambda _end: Incident.outcome == "explained"),
    "disputes": Counting(Cohort.REPORTED, _is_dispute),
    "disputes_resolved": Counting(Cohort.REPORTED, _dispute_resolved),
    "disputes_resolved_in_community": Counting(Cohort.REPORTED, _resolved_nearby),
}


NEEDS_ALL: Mapping[str, tuple[str, str]] = {"in_time_register": ("clocked_register", "register")}
"""Counts that can only be given when two others are equal: imported incidents have no clock of their filing."""


def why_not_counted(key: str) -> str:
    """Return why the store cannot answer a count."""
    reasons = {
        "in_time_register": tr(
            "some incidents came without a clock of their filing, so in time cannot be told"
        ),
        "contacted": tr("the store does not keep whether a hotline caller was contacted"),
        "dispatched_tickets": tr("tickets of the hotline are not kept apart in this store"),
    }
    return reasons.get(key, tr("the store does not keep what “{key}” counts").format(key=key))
