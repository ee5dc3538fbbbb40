"""Fills the desk's ports for reports and merging; every callable opens its own sessions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from gridcenter.desktop.merging_ports import MergingPorts, Seen
from gridcenter.domain.merging import Comparison, ReportLine
from gridcenter.domain.people import Actor
from gridcenter.services.duplicates import Duplicate, duplicates_of
from gridcenter.services.incident_draft import IncidentDraft
from gridcenter.services.known_before import caller_history, place_history, reveal_reporter
from gridcenter.services.merge_choices import compared
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.services.reports import add_report, report_lines
from gridcenter.store.engine import Store, store_time


def merging_ports(store: Store, actor: Actor) -> MergingPorts:
    desk = _Desk(store, actor)
    return MergingPorts(
        caller_history=partial(caller_history, store, by=actor),
        place_history=desk.place_history,
        add_report=desk.add_report,
        reports=desk.reports,
        reveal_reporter=partial(reveal_reporter, store, by=actor),
        alike=desk.alike,
        compared=desk.compared,
        merge=desk.merge,
        unmerge=desk.unmerge,
    )


class _Desk:
    def __init__(self, store: Store, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def place_history(self, draft: IncidentDraft) -> Sequence[Duplicate]:
        with self._store.read() as session:
            return place_history(session, draft, by=self._actor, now=store_time(session))

    def reports(self, incident_id: int) -> Sequence[ReportLine]:
        with self._store.read() as session:
            return report_lines(session, incident_id, area=self._actor.area)

    def alike(self, incident_id: int) -> Sequence[Duplicate]:
        with self._store.read() as session:
            return duplicates_of(session, incident_id, by=self._actor, now=store_time(session))

    def compared(self, incident_id: int, number: str) -> Comparison:
        with self._store.read() as session:
            return compared(session, incident_id, number, by=self._actor, now=store_time(session))

    def add_report(self, incident_id: int, draft: IncidentDraft, key: str) -> int:
        with self._store.begin() as session:
            return add_report(session, incident_id, draft, by=self._actor, now=store_time(session), key=key)

    def merge(self, kept: Seen, merged: Seen, reason: str) -> int:
        with self._store.begin() as session:
            return merge_incidents(
                session, kept=kept, merged=merged, reason=reason, by=self._actor, now=store_time(session)
            )

    def unmerge(self, incident_id: int, version: int, reason: str, despite: str) -> int:
        with self._store.begin() as session:
            return unmerge_incident(
                session,
                incident_id,
                version=version,
                reason=reason,
                by=self._actor,
                now=store_time(session),
                despite=despite,
            )
