"""Fills the ports of keeping the register true; every callable opens its own sessions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from gridcenter.desktop.keeping_ports import KeepingPorts, KeepValue, TwinPorts, VisitPorts
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor, LookupRequest, PersonCard
from gridcenter.domain.person_merging import Basis, MergesFound, PersonComparison, TwinsFound
from gridcenter.domain.record_keeping import KeptValue
from gridcenter.domain.visits import PastVisits, VisitSubject
from gridcenter.services.people_access import people_access
from gridcenter.services.person_merging import merge_persons, tell_persons_apart, unmerge_persons
from gridcenter.services.person_twins import compare_persons, find_merges, find_twins
from gridcenter.services.record_keeping import keep_value
from gridcenter.services.visits import (
    VisitPage,
    correct_visit,
    export_visits,
    own_visits,
    past_visits,
    record_visit,
    visit_grids,
    visit_list,
)
from gridcenter.store.engine import Store, store_time


def keeping_ports(store: Store, actor: Actor, zone: ZoneInfo) -> KeepingPorts:
    access, desk = people_access(), _Desk(store, actor, zone)
    keep: KeepValue = desk.keep
    return KeepingPorts(
        keep if actor.role in access.keepers else None,
        desk.twin_ports() if actor.role in access.mergers else None,
        desk.visit_ports() if actor.role in access.visitors else None,
    )


class _Desk:
    def __init__(self, store: Store, actor: Actor, zone: ZoneInfo) -> None:
        self._store, self._actor, self._zone = store, actor, zone

    def keep(self, person_id: int, act: KeptValue, request: LookupRequest) -> PersonCard | None:
        return keep_value(self._store, person_id, act, request, by=self._actor, zone=self._zone)

    def twin_ports(self) -> TwinPorts:
        return TwinPorts(
            self._twins, self._merges, self._compare, self._merge, self._unmerge, self._tell_apart
        )

    def _twins(self, skip: int) -> TwinsFound:
        return find_twins(self._store, by=self._actor, skip=skip)

    def _merges(self, skip: int) -> MergesFound:
        return find_merges(self._store, by=self._actor, skip=skip)

    def _compare(self, one: int, other: int) -> PersonComparison:
        return compare_persons(self._store, one, other, by=self._actor)

    def _merge(self, kept: int, merged: int, versions: tuple[int, int], reason: str, decided: bool) -> Basis:
        with self._store.begin() as session:
            merging = partial(merge_persons, session, kept=kept, merged=merged, reason=reason)
            return merging(versions=versions, decided=decided, by=self._actor, now=store_time(session))

    def _unmerge(self, merged: int, reason: str) -> int:
        with self._store.begin() as session:
            return unmerge_persons(session, merged, reason=reason, by=self._actor, now=store_time(session))

    def _tell_apart(self, one: int, other: int, reason: str) -> None:
        with self._store.begin() as session:
            tell_persons_apart(session, one, other, reason=reason, by=self._actor, now=store_time(session))

    def visit_ports(self) -> VisitPorts:
        return VisitPorts(
            self._grids, self._due, self._past, self._own, self._record, self._correct, self._export
        )

    def _grids(self) -> Sequence[tuple[str, Name]]:
        with self._store.read() as session:
            return visit_grids(session, by=self._actor)

    def _due(self, grid_code: str, after: Any) -> VisitPage:
        return visit_list(self._store, grid_code, by=self._actor, zone=self._zone, after=after)

    def _past(self, subject: VisitSubject, behind: int = 0) -> PastVisits:
        return past_visits(self._store, subject, by=self._actor, behind=behind)

    def _own(self, grid_code: str, behind: int = 0) -> PastVisits:
        return own_visits(self._store, grid_code, by=self._actor, zone=self._zone, behind=behind)

    def _correct(self, visit: int, outcome: str, day: str, note: str, reason: str) -> int:
        with self._store.begin() as session:
            correcting = partial(correct_visit, session, visit, outcome=outcome, day=day, note=note)
            return correcting(reason=reason, by=self._actor, now=store_time(session), zone=self._zone)

    def _record(self, subject: VisitSubject, outcome: str, day: str, note: str) -> int:
        with self._store.begin() as session:
            recording = partial(record_visit, session, subject, outcome=outcome, day=day, note=note)
            return recording(by=self._actor, now=store_time(session), zone=self._zone)

    def _export(self, grid_code: str, out: Path) -> int:
        return export_visits(self._store, grid_code, out, by=self._actor, zone=self._zone)
