"""What a desk does about one incident: steps, applications and decisions about them, cards, reopening."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from gridcenter.domain.people import Actor
from gridcenter.services.reopening import reopen_incident
from gridcenter.store.engine import Store, store_time

Inputs = dict[str, str]


class Act(Protocol):
    """A service that acts on an incident in the revision that the operator has seen."""

    def __call__(
        self,
        session: Session,
        incident_id: int,
        *,
        version: int,
        action: str,
        inputs: Mapping[str, str],
        by: Actor,
        now: datetime,
    ) -> int: ...


class KeyedAct(Protocol):
    """The same, where what is sent twice under one key is done once."""

    def __call__(
        self,
        session: Session,
        incident_id: int,
        *,
        version: int,
        action: str,
        inputs: Mapping[str, str],
        by: Actor,
        now: datetime,
        key: str,
    ) -> int: ...


def acting(store: Store, actor: Actor, act: Act) -> Callable[[int, int, str, Inputs], int]:
    """Return the service as an action with a transaction of its own, at the store's time."""

    def work(incident_id: int, version: int, action: str, inputs: Inputs) -> int:
        with store.begin() as session:
            now = store_time(session)
            return act(session, incident_id, version=version, action=action, inputs=inputs, by=actor, now=now)

    return work


def acting_once(store: Store, actor: Actor, act: KeyedAct) -> Callable[[int, int, str, Inputs, str], int]:
    """Return the service as `acting` does; the last argument is the key of the form."""

    def work(incident_id: int, version: int, action: str, inputs: Inputs, key: str) -> int:
        with store.begin() as session:
            return act(
                session,
                incident_id,
                version=version,
                action=action,
                inputs=inputs,
                by=actor,
                now=store_time(session),
                key=key,
            )

    return work


def reopening(store: Store, actor: Actor) -> Callable[[int, str, str], int]:
    def work(incident_id: int, reason: str, key: str) -> int:
        with store.begin() as session:
            now = store_time(session)
            return reopen_incident(session, incident_id, reason=reason, by=actor, now=now, key=key)

    return work
