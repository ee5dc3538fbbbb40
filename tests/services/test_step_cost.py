"""What a step costs the store: each statement is a journey to the server, so their number may not creep up."""

from __future__ import annotations

import pytest

from gridcenter.bench.driver_record import record_statements
from gridcenter.store.engine import Store
from tests.services.matters import at, report, settle, step, to_handling

START = at("11-17 16:41")
WITHOUT_CLOCKS = 9
"""Reads incident, account and the end of its chain, and who took the steps before where the flow asks; writes
incident, audit, step and announcement, and wakes the readers on a server."""
PROPOSING = 3
"""Reads the chain of the category, the lines of its set, and the rulings on the same matter in the same place."""
CLOCKS = 5
"""Reads the living clocks; ends one with its segment and begins another with its own."""


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)


def cost(store: Store, key: int, action: str, role: str, **inputs: str) -> list[str]:
    """Return what a step says to the driver, without the frame of the transaction and what the helper asks first."""
    said = record_statements(store)
    step(store, key, action, role, at("11-17 17:41"), **inputs)
    helper = ("SELECT incident.version", "SELECT incident.flow,")
    frame = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", *helper)
    return [text for text, _ in said if not text.startswith(frame)]


def test_the_number_of_statements_of_a_step_has_a_bound(store: Store) -> None:
    key = report(store, now=START)
    to_handling(store, key, START)
    with_clocks = cost(store, key, "finish", "handler", result="已清除", photo_after="P-2")
    assert len(with_clocks) <= WITHOUT_CLOCKS + CLOCKS, with_clocks
    for action, role, inputs in (
        ("send_check", "acceptor", {"collector": "王"}),
        ("check_start", "collector", {}),
    ):
        without = cost(store, key, action, role, **inputs)
        assert len(without) <= WITHOUT_CLOCKS, without


def test_only_a_step_that_names_a_unit_asks_what_is_proposed(store: Store) -> None:
    key = report(store, now=START)
    for action, role in (("register", "acceptor"), ("accept", "supervisor")):
        step(store, key, action, role, START)
    ordinary = cost(store, key, "to_dispatch", "supervisor")
    assert not [text for text in ordinary if "ruling" in text or "responsibility_rule" in text], ordinary
    dispatching = cost(store, key, "dispatch", "dispatcher", unit="2")
    asked = [
        text for text in dispatching if "ruling" in text or "responsibility_rule" in text or "chain" in text
    ]
    assert len(asked) <= PROPOSING, asked


def test_naming_a_unit_costs_a_lock_and_a_count_and_a_step_that_names_none_neither(store: Store) -> None:
    key = report(store, now=START)
    for action, role in (("register", "acceptor"), ("accept", "supervisor"), ("to_dispatch", "supervisor")):
        step(store, key, action, role, START)
    named = cost(store, key, "dispatch", "dispatcher", unit="2")
    received = cost(store, key, "receive", "handler")
    asked = [text for text in named if text.startswith("SELECT unit.id") or "FROM co_handling" in text]
    assert len(asked) == 2, asked
    assert not [text for text in received if text.startswith("SELECT unit.id") or "co_handling" in text]
