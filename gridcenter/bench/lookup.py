"""`bench lookup`: an audited look-up at a million persons against the raw driver.

Two yardsticks, both on a twin of the store with the same pragmas and durable commits: `ratio` compares with the
driver saying word for word what the look-ups said (checks, person, audit row, commit, card), so it is the price
of the layers. `ratio_bare` compares with one SELECT, one INSERT and one commit, so it holds the price of quota,
hash chain and a whole card as well. The sides take turns every few look-ups: a busy moment hits all of them.
`painted` is what a person waits in the real window, from the request to the card on the screen.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psycopg
from sqlalchemy.orm import Session

from gridcenter.bench.children import figures_of, stay_off_screen
from gridcenter.bench.driver_record import Statement, driver_cursor, record_statements, say
from gridcenter.bench.private_postgres import PrivatePostgres
from gridcenter.bench.registers import filled_register
from gridcenter.clock import utc_now
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.people import Actor, LookupRequest, Purpose
from gridcenter.services.lookup import look_up
from gridcenter.store.bulk import insert_rows
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    Household,
    HouseholdMember,
    Premises,
    Residence,
)

ROWS = 1_000_000
ROUNDS = 70
WARM_UP = 5
PER_ACCOUNT = 9
"""Look-ups of one round and one account within a minute, one below its quota."""
WINDOW_ACCOUNTS = 8
"""Each has a window of its own, after the others."""
STRIDE = 7919

HOUSED = 20_000
"""Persons with household and residence; all that are looked up are among them."""

COLUMNS = ("id", "id_number", "verified", "name", "sex", "birth", "phone", "address", "community_code")
COMMUNITY = "709901001001"
FIRST_BIRTH = date(1930, 1, 1)
REASON = "核实高龄津贴发放情况与住址"
AGAIN = "the person asked for this visit"

Progress = Callable[[str], None]


@dataclass
class LookupWork:
    """What is looked up: persons in an order that no cache likes, accounts taken one after another."""

    rows: int
    accounts: Iterator[int] = field(default_factory=lambda: count(1))
    turns: Iterator[int] = field(default_factory=count)

    def requests(self) -> list[tuple[LookupRequest, Actor]]:
        """Return the next look-ups, all of one account."""
        actor = _actor(next(self.accounts))
        found = lookups(self.rows, first=next(self.turns) * PER_ACCOUNT, count=PER_ACCOUNT)
        return [(request, actor) for request in found]


def lookups(persons: int, *, first: int, count: int) -> list[LookupRequest]:
    """Return so many look-ups from the n-th on, of persons in an order that no cache likes."""
    places = ((place * STRIDE) % min(persons, HOUSED) for place in range(first, first + count))
    return [LookupRequest(_number(place), Purpose.VISIT, reason=REASON, again=AGAIN) for place in places]


@dataclass
class _Taken:
    """Seconds of every look-up, by side."""

    product: list[float] = field(default_factory=list)
    same: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


def run(*, rows: int = ROWS, progress: Progress | None = None) -> dict[str, Any]:
    """Return medians in ms and the two ratios for both stores."""
    tell = progress or (lambda _: None)
    figures: dict[str, Any] = {"persons": rows, "lookups": ROUNDS * PER_ACCOUNT}
    with tempfile.TemporaryDirectory(prefix="gc-bench-") as folder, PrivatePostgres() as server:
        for name, addresses in _addresses(Path(folder), server).items():
            tell(f"{name}: {rows} persons, twice")
            store, twin = (filled_store(address, rows) for address in addresses)
            tell(f"{name}: look-ups")
            figures[name] = _measured(store, twin, LookupWork(rows))
            tell(f"{name}: cards in the window")
            figures[name] |= _painted(addresses[0], rows)
            store.dispose()
            twin.dispose()
    return figures


def _addresses(folder: Path, server: PrivatePostgres) -> dict[str, tuple[str, str]]:
    """Return the addresses of each store and its twin."""
    with psycopg.connect(server.url().replace("postgresql+psycopg", "postgresql"), autocommit=True) as admin:
        admin.execute("CREATE DATABASE twin")
    files = [f"sqlite:///{(folder / name).as_posix()}" for name in ("bench.db", "twin.db")]
    return {"sqlite": (files[0], files[1]), "postgresql": (server.url(), server.url("twin"))}


def _measured(store: Store, twin: Store, work: LookupWork) -> dict[str, float]:
    said = record_statements(store)
    taken = _Taken()
    with driver_cursor(twin) as cursor:
        for turn in range(WARM_UP + ROUNDS):
            if turn == WARM_UP:
                taken = _Taken()
            recorded = _looked_up(store, work.requests(), said, taken.product)
            taken.same += [_duration(lambda words=words: say(cursor, words)) for words in recorded]  # type: ignore[misc]
            taken.bare += _bare(cursor, work.requests(), start=turn * PER_ACCOUNT)
    return {
        "lookup_p50_ms": 1000 * median(taken.product),
        "lookup_p99_ms": 1000 * quantiles(taken.product, n=100)[98],
        "same_statements_p50_ms": 1000 * median(taken.same),
        "one_select_p50_ms": 1000 * median(taken.bare),
        "ratio": median(taken.product) / median(taken.same),
        "ratio_bare": median(taken.product) / median(taken.bare),
    }


def _painted(address: str, rows: int) -> dict[str, float]:
    """Return how long the window takes until a card stands on its screen, by accounts that have not asked yet."""
    stay_off_screen()
    taken: list[float] = []
    for turn in range(WINDOW_ACCOUNTS):
        account = f"desk{2 * (WARM_UP + ROUNDS) + 1 + turn}"
        told = figures_of("gridcenter.bench.lookup_window", [address, str(rows), account, str(turn)])
        taken += [seconds for seconds in told.values() if seconds is not None]
    return {
        "painted_cards": len(taken),
        "painted_p50_ms": 1000 * median(taken),
        "painted_p99_ms": 1000 * quantiles(taken, n=100)[98],
    }


def _looked_up(
    store: Store,
    requests: Sequence[tuple[LookupRequest, Actor]],
    said: list[Statement],
    taken: list[float],
) -> list[list[Statement]]:
    """Take the time of every look-up, and return what each one said to the driver."""
    recorded = []
    for request, actor in requests:
        said.clear()
        begun = time.perf_counter()
        card = look_up(store, request, by=actor)
        taken.append(time.perf_counter() - begun)
        if card is None:
            raise RuntimeError("a person of the benchmark was not found")
        recorded.append([*said])
    return recorded


def _bare(cursor: Any, requests: Sequence[tuple[LookupRequest, Actor]], *, start: int) -> list[float]:
    """One SELECT by number, one INSERT, one commit; ids below zero, so that the twin's own stay in step."""
    postgres = hasattr(cursor, "statusmessage")
    mark = "%s" if postgres else "?"
    # The times differ by driver: sqlite takes text, psycopg an aware moment.
    now: Any = utc_now() if postgres else utc_now().replace(tzinfo=None).isoformat(" ")
    taken = []
    for place, (request, actor) in enumerate(requests, start + 1):
        row = {"id": -place, **_bare_row(now, request, actor, place)}
        statements: list[Statement] = [
            ("BEGIN" if postgres else "BEGIN IMMEDIATE", ()),
            (f"SELECT * FROM person WHERE id_number = {mark}", (request.id_text,)),
            (
                f"INSERT INTO audit ({', '.join(row)}) VALUES ({', '.join([mark] * len(row))})",
                (*row.values(),),
            ),
            ("COMMIT", ()),
        ]
        taken.append(_duration(lambda words=statements: say(cursor, words)))  # type: ignore[misc]
    return taken


def _bare_row(now: Any, request: LookupRequest, actor: Actor, sequence: int) -> dict[str, Any]:
    return {
        "at": now,
        "account_id": actor.account_id,
        "sequence": sequence,
        "action": "lookup",
        "outcome": "hit",
        "purpose": request.purpose.value,
        "incident_number": "",
        "reason": request.reason,
        "subject_hash": "0" * 64,
        "person_id": 1,
        "fields": "",
        "previous_hash": "0" * 64,
        "hash": "0" * 64,
    }


def _duration(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def filled_store(address: str, rows: int, *, encrypt: bool | None = None) -> Store:
    return filled_register(
        address,
        rows,
        accounts=2 * (WARM_UP + ROUNDS) + WINDOW_ACCOUNTS,
        columns=COLUMNS,
        person=_person,
        finish=lambda session: _housed(session, min(rows, HOUSED)),
        encrypt=encrypt,
    )


def _actor(account_id: int) -> Actor:
    return Actor(account_id, f"desk{account_id}", "", "dispatcher", None, "709901")


def _number(place: int) -> str:
    return make_number(DEMO_PREFIX, FIRST_BIRTH + timedelta(days=place // 1000), place % 1000)


def _person(key: int) -> tuple[Any, ...]:
    return (
        key,
        _number(key - 1),
        True,
        f"张{key % 5000}",
        "1",
        FIRST_BIRTH + timedelta(days=(key - 1) // 1000),
        f"138{key:08d}",
        f"江南社区{key % 900}号",
        COMMUNITY,
    )


def _housed(session: Session, persons: int) -> None:
    """Give three persons a household, and four rooms an entrance."""
    homes = persons // 3 + 1
    entrances = homes // 4 + 1
    premises: list[tuple[Any, ...]] = [
        (key, f"U{key}", "unit", None, f"{key} 单元") for key in range(1, entrances + 1)
    ]
    premises += [
        (entrances + home + 1, f"R{home}", "room", home // 4 + 1, f"{home % 4 + 1:02d}01")
        for home in range(homes)
    ]
    insert_rows(session, Premises, ("id", "code", "kind", "parent_id", "name"), premises)
    insert_rows(session, Household, ("id", "number"), [(home + 1, f"H{home}") for home in range(homes)])
    people = range(1, persons + 1)
    insert_rows(
        session,
        HouseholdMember,
        ("household_id", "person_id", "relation"),
        [((key - 1) // 3 + 1, key, ("02", "10", "20")[(key - 1) % 3]) for key in people],
    )
    insert_rows(
        session,
        Residence,
        ("id", "person_id", "premises_id", "kind"),
        [(key, key, entrances + (key - 1) // 3 + 1, "owner") for key in people],
    )
