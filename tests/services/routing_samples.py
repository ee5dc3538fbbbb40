"""Incidents that were returned too often, were ruled on, or wait for their unit; lines of the responsibility list."""

from __future__ import annotations

from datetime import date, timedelta

from gridcenter.domain.move_choices import FieldChoice
from gridcenter.services.moves import move_choices
from gridcenter.store.engine import Store
from gridcenter.store.models import ResponsibilityRule
from tests.services.matters import CATEGORY, actor, at, report, step, to_dispatched

START = at("11-17 16:41")


def add_rule(
    store: Store, unit: int, *, category: str = CATEGORY, place: str = "", number: int | None = None
) -> int:
    with store.begin() as session:
        made = ResponsibilityRule(
            id=number,
            set_key="matters",
            category_code=category,
            place_code=place,
            unit_id=unit,
            valid_from=date(2026, 1, 1),
            entered_at=START,
            enterer="supervisor 一号",
        )
        session.add(made)
        session.flush()
        return made.id


def take_back(store: Store, key: int, start: int) -> None:
    """Let the unit receive the task and return it as not its duty."""
    step(store, key, "receive", "handler", START + timedelta(minutes=start))
    step(store, key, "return", "handler", START + timedelta(minutes=start + 1), reason="not_our_duty")


def used_up(store: Store, *, key: str = "form-1") -> int:
    """Return an incident that came back twice and lies with the same unit once more, received."""
    found = report(store, now=START, key=key)
    to_dispatched(store, found, START)
    for turn in (10, 20):
        take_back(store, found, turn)
        step(store, found, "redispatch", "dispatcher", START + timedelta(minutes=turn + 2), unit="2")
    step(store, found, "receive", "handler", START + timedelta(minutes=30))
    return found


def to_dispatched_but_one(store: Store, key: int) -> None:
    for minute, (action, role) in enumerate(
        (("register", "acceptor"), ("accept", "supervisor"), ("to_dispatch", "supervisor")), start=1
    ):
        step(store, key, action, role, START + timedelta(minutes=minute))


def ruled_once(store: Store) -> int:
    """Rule on an incident that City management should do, and return another one of the same kind and place."""
    first = used_up(store)
    step(store, first, "rule", "supervisor", START + timedelta(minutes=31), unit="3", reason="their road")
    second = report(store, now=START + timedelta(minutes=40), key="form-2")
    to_dispatched_but_one(store, second)
    return second


def offered_units(
    store: Store, key: int, action: str = "dispatch", role: str = "dispatcher"
) -> tuple[FieldChoice, ...]:
    """Return the units that a move offers, in the order of its chooser."""
    with store.read() as session:
        choices = move_choices(session, key, by=actor(role))
    fields = next(one for one in choices if one.action == action).fields
    return next(field.choices for field in fields if field.code == "unit")
