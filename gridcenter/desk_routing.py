"""Fills the ports of the responsibility list: each opens its own session or transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

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

P = ParamSpec("P")
T = TypeVar("T")


def routing_ports(store: Store, actor: Actor) -> RoutingPorts:
    area = actor.area

    def ask(query: Callable[Concatenate[Session, P], T]) -> Callable[P, T]:
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            with store.read() as session:
                return query(session, *args, **kwargs)

        return asked

    def write(work: Callable[[Session, datetime], T]) -> T:
        with store.begin() as session:
            return work(session, store_time(session))

    def enter(draft: RuleDraft) -> int:
        return write(lambda session, now: enter_rule(session, draft, by=actor, now=now))

    def change(rule_id: int, version: int, draft: RuleDraft) -> int:
        return write(
            lambda session, now: change_rule(session, rule_id, draft, version=version, by=actor, now=now)
        )

    def end(rule_id: int, version: int, reason: str) -> None:
        write(
            lambda session, now: end_rule(session, rule_id, version=version, reason=reason, by=actor, now=now)
        )

    def make_rule(ruling_id: int, version: int) -> int:
        return write(
            lambda session, now: rule_of_ruling(session, ruling_id, version=version, by=actor, now=now)
        )

    def dismiss(ruling_id: int, version: int, reason: str) -> None:
        write(
            lambda session, now: dismiss_ruling(
                session, ruling_id, version=version, reason=reason, by=actor, now=now
            )
        )

    return RoutingPorts(
        read=ask(partial(_read, area=area)),
        choices=ask(partial(_choices, area=area)),
        behind=ask(partial(_behind, area=area)),
        incidents=ask(partial(_incidents, area=area)),
        enter=enter,
        change=change,
        end=end,
        make_rule=make_rule,
        dismiss=dismiss,
    )


def _read(session: Session, *, area: str) -> RoutingList:
    return RoutingList(rule_rows(session), rulings(session, area=area))


def _choices(session: Session, *, area: str) -> RuleChoices:
    return RuleChoices(*rule_choices(session, area=area))


def _behind(session: Session, rule_id: int, *, area: str) -> Behind:
    return Behind(*(incidents_behind(session, rule_id, area=area, outcome=one) for one in Outcome))


def _incidents(session: Session, ids: Sequence[int], *, area: str) -> Sequence[QueueRow]:
    return incidents_by_id(session, ids, area=area)
