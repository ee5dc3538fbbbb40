"""Fills the ports of the responsibility list (权责清单); every callable opens its own sessions."""

from __future__ import annotations

from collections.abc import Sequence

from gridcenter.desktop.routing_ports import Behind, RoutingList, RoutingPorts, RuleChoices
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.people import Actor
from gridcenter.services.responsibility import (
    change_rule,
    dismiss_ruling,
    end_rule,
    enter_rule,
    rule_of_ruling,
)
from gridcenter.services.responsibility_words import RuleDraft
from gridcenter.store.engine import Store, store_time
from gridcenter.store.incidents import incidents_by_id
from gridcenter.store.routing import Outcome, incidents_behind, rule_rows, rulings
from gridcenter.store.routing_choices import rule_choices


def routing_ports(store: Store, actor: Actor) -> RoutingPorts:
    work = _Work(store, actor)
    return RoutingPorts(
        read=work.read,
        choices=work.choices,
        behind=work.behind,
        incidents=work.incidents,
        enter=work.enter,
        change=work.change,
        end=work.end,
        make_rule=work.make_rule,
        dismiss=work.dismiss,
    )


class _Work:
    """One account's list; every method opens its own session and may run on any worker."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def read(self) -> RoutingList:
        with self._store.read() as session:
            return RoutingList(rule_rows(session), rulings(session, area=self._actor.area))

    def choices(self) -> RuleChoices:
        with self._store.read() as session:
            return RuleChoices(*rule_choices(session, area=self._actor.area))

    def behind(self, rule_id: int) -> Behind:
        area = self._actor.area
        with self._store.read() as session:
            return Behind(*(incidents_behind(session, rule_id, area=area, outcome=one) for one in Outcome))

    def incidents(self, ids: Sequence[int]) -> Sequence[QueueRow]:
        with self._store.read() as session:
            return incidents_by_id(session, ids, area=self._actor.area)

    def enter(self, draft: RuleDraft) -> int:
        with self._store.begin() as session:
            return enter_rule(session, draft, by=self._actor, now=store_time(session))

    def change(self, rule_id: int, version: int, draft: RuleDraft) -> int:
        with self._store.begin() as session:
            now = store_time(session)
            return change_rule(session, rule_id, draft, version=version, by=self._actor, now=now)

    def end(self, rule_id: int, version: int, reason: str) -> None:
        with self._store.begin() as session:
            now = store_time(session)
            end_rule(session, rule_id, version=version, reason=reason, by=self._actor, now=now)

    def make_rule(self, ruling_id: int, version: int) -> int:
        with self._store.begin() as session:
            now = store_time(session)
            return rule_of_ruling(session, ruling_id, version=version, by=self._actor, now=now)

    def dismiss(self, ruling_id: int, version: int, reason: str) -> None:
        with self._store.begin() as session:
            now = store_time(session)
            dismiss_ruling(session, ruling_id, version=version, reason=reason, by=self._actor, now=now)
