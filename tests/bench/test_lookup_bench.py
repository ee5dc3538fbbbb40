"""The look-up benchmark compares like with like: the driver alone leaves on the twin what the look-ups left."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from gridcenter.bench import lookup
from gridcenter.bench.private_postgres import PrivatePostgres
from gridcenter.store.audit import LOOKUP
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import AuditEntry

PERSONS = 300
ROUNDS, WARM_UP = 3, 1


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "ROUNDS", ROUNDS)
    monkeypatch.setattr(lookup, "WARM_UP", WARM_UP)


@pytest.mark.usefixtures("few")
def test_both_sides_are_measured_and_write_the_same_audit(tmp_path: Path) -> None:
    with PrivatePostgres(durable=False) as server:
        for addresses in lookup._addresses(tmp_path, server).values():
            assert_alike(*addresses)


def assert_alike(*addresses: str) -> None:
    store, twin = (lookup.filled_store(address, PERSONS) for address in addresses)
    figures = lookup._measured(store, twin, lookup.LookupWork(PERSONS))
    assert {"lookup_p50_ms", "lookup_p99_ms", "ratio", "ratio_bare"} <= set(figures)
    assert all(figure > 0 for figure in figures.values())
    assert chain(store) == chain(twin)
    assert len(chain(store)) == (WARM_UP + ROUNDS) * lookup.PER_ACCOUNT
    store.dispose()
    twin.dispose()


@pytest.mark.usefixtures("few")
def test_cards_are_painted_in_a_window_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "WINDOW_ACCOUNTS", 1)
    address = f"sqlite:///{(tmp_path / 'bench.db').as_posix()}"
    lookup.filled_store(address, PERSONS).dispose()
    figures = lookup._painted(address, PERSONS)
    assert figures["painted_cards"] > 1
    assert 0 < figures["painted_p50_ms"] <= figures["painted_p99_ms"]


def looked_up(store: Store) -> int:
    """Return how many look-ups were written; one that was drawn to be asked again has a line of its own besides."""
    with store.read() as session:
        wanted = select(func.count(AuditEntry.id)).where(AuditEntry.action == LOOKUP)
        return session.scalar(wanted) or 0


def chain(store: Store) -> list[tuple[int, str]]:
    """Return id and hash of what look-ups wrote; the bare rows have ids below zero."""
    plain = open_store(store.url.render_as_string(hide_password=False))
    with plain.read() as session:
        found = session.execute(
            select(AuditEntry.id, AuditEntry.hash).where(AuditEntry.id > 0).order_by(AuditEntry.id)
        )
        rows = [(key, text) for key, text in found]
    plain.dispose()
    return rows


@pytest.mark.usefixtures("few")
def test_a_card_is_painted_in_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "WINDOW_ACCOUNTS", 1)
    address = f"sqlite:///{(tmp_path / 'bench.db').as_posix()}"
    store = lookup.filled_store(address, PERSONS)
    figures = lookup._painted(address, PERSONS)
    assert figures["painted_cards"] == lookup.PER_ACCOUNT == looked_up(store)
    assert figures["painted_p50_ms"] > 0
    store.dispose()
