"""`bench lookup`: an audited look-up at a million persons against the raw driver.

Two yardsticks, both on the same file or server, with the same pragmas and a durable commit:
`ratio` compares with the driver replaying the very statements of a look-up (checks, person, audit row, commit,
card), so it is the price of the layers. `ratio_bare` compares with one SELECT, one INSERT and one commit, so it
holds the price of quota, hash chain and a whole card as well.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from sqlalchemy import delete, event, insert
from sqlalchemy.orm import Session

from gridcenter.bench.private_postgres import PrivatePostgres
from gridcenter.clock import utc_now
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.people import Actor, LookupRequest, Purpose
from gridcenter.services.lookup import look_up
from gridcenter.services.reference import load_reference
from gridcenter.store.audit import ensure_audit_key
from gridcenter.store.bulk import insert_rows
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import (
    Account,
    AuditEntry,
    Household,
    HouseholdMember,
    Person,
    Premises,
    Residence,
)
from gridcenter.store.schema import upgrade

ROWS = 1_000_000
LOOKUPS = 200
ROUNDS = 3
PER_ACCOUNT = 9
"""Look-ups of one account within a minute, one below its quota."""

HOUSED = 20_000
"""Persons with household and residence; all that are looked up are among them."""

PORTION = 50_000
COMMUNITY = "709901001001"
FIRST_BIRTH = date(1930, 1, 1)
REASON = "核实高龄津贴发放情况与住址"

Statement = tuple[str, Any]
Progress = Callable[[str], None]


@dataclass
class _Work:
    """What both sides look up: persons in an order that no cache likes, accounts taken one after another."""

    rows: int
    accounts: Iterator[int] = field(default_factory=lambda: count(1))
    places: Iterator[int] = field(default_factory=count)

    def requests(self, number: int) -> list[tuple[LookupRequest, Actor]]:
        actors = [_actor(next(self.accounts)) for _ in range(-(-number // PER_ACCOUNT))]
        stride = 7919
        chosen = ((place * stride) % min(self.rows, HOUSED) for place in islice(self.places, number))
        return [
            (LookupRequest(_number(place), Purpose.VISIT, reason=REASON), actors[turn // PER_ACCOUNT])
            for turn, place in enumerate(chosen)
        ]


def run(*, rows: int = ROWS, progress: Progress | None = None) -> dict[str, object]:
    """Return medians in ms and the two ratios for both stores."""
    tell = progress or (lambda _: None)
    figures: dict[str, object] = {"persons": rows, "lookups": LOOKUPS * ROUNDS}
    with tempfile.TemporaryDirectory(prefix="gc-bench-") as folder, PrivatePostgres() as server:
        addresses = {
            "sqlite": f"sqlite:///{(Path(folder) / 'bench.db').as_posix()}",
            "postgresql": server.url(),
        }
        for name, address in addresses.items():
            tell(f"{name}: {rows} persons")
            store = _filled(address, rows)
            tell(f"{name}: look-ups")
            figures[name] = _measured(store, _Work(rows))
            store.dispose()
    return figures


def _measured(store: Store, work: _Work) -> dict[str, float]:
    """Take the three sides in turn, so that a busy moment of the machine hits all."""
    product: list[float] = []
    same: list[float] = []
    bare: list[float] = []
    _timed(store, work.requests(LOOKUPS // 4))
    for _ in range(ROUNDS):
        product += _timed(store, work.requests(LOOKUPS))
        same += _replayed(store, work.requests(LOOKUPS))
        bare += _bare(store, work.requests(LOOKUPS))
    return {
        "lookup_p50_ms": 1000 * median(product),
        "lookup_p99_ms": 1000 * quantiles(product, n=100)[98],
        "same_statements_p50_ms": 1000 * median(same),
        "one_select_p50_ms": 1000 * median(bare),
        "ratio": median(product) / median(same),
        "ratio_bare": median(product) / median(bare),
    }


def _timed(store: Store, requests: Sequence[tuple[LookupRequest, Actor]]) -> list[float]:
    taken = []
    for request, actor in requests:
        begun = time.perf_counter()
        card = look_up(store, request, by=actor)
        taken.append(time.perf_counter() - begun)
        if card is None:
            raise RuntimeError("a person of the benchmark was not found")
    return taken


def _replayed(store: Store, requests: Sequence[tuple[LookupRequest, Actor]]) -> list[float]:
    """Record what every look-up says to the driver, take its audit rows back, and let the driver say it again."""
    recorded = []
    for request, actor in requests:
        with _recording(store) as statements:
            look_up(store, request, by=actor)
        recorded.append(statements)
    with store.begin() as session:
        session.execute(
            delete(AuditEntry).where(AuditEntry.account_id.in_({by.account_id for _, by in requests}))
        )
    with _driver(store) as cursor:
        return [_duration(lambda said=said: _say(cursor, said)) for said in recorded]  # type: ignore[misc]


@contextmanager
def _recording(store: Store) -> Iterator[list[Statement]]:
    """Collect statements with their parameters; the transaction's own words are added by name."""
    said: list[Statement] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            said.append((statement, parameters))

    marks = {
        word: (lambda _connection, word=word: said.append((word, None))) for word in ("COMMIT", "ROLLBACK")
    }
    listeners = (
        ("before_cursor_execute", note),
        ("begin", lambda _connection: said.append(("BEGIN", None))),
        ("commit", marks["COMMIT"]),
        ("rollback", marks["ROLLBACK"]),
    )
    for name, listener in listeners:
        event.listen(store.engine, name, listener)
    yield said
    for name, listener in listeners:
        event.remove(store.engine, name, listener)


def _say(cursor: Any, statements: Sequence[Statement]) -> None:
    writes = True
    for statement, parameters in statements:
        if parameters is None:
            _transact(cursor, statement, immediate=writes)
            writes = writes and statement == "BEGIN"
        else:
            cursor.execute(statement, parameters)
            cursor.fetchall()


def _transact(cursor: Any, word: str, *, immediate: bool) -> None:
    is_sqlite = not hasattr(cursor, "statusmessage")
    cursor.execute("BEGIN IMMEDIATE" if word == "BEGIN" and is_sqlite and immediate else word)


def _bare(store: Store, requests: Sequence[tuple[LookupRequest, Actor]]) -> list[float]:
    """One SELECT by number, one INSERT, one commit."""
    names = [column.name for column in AuditEntry.__table__.columns if column.name != "id"]
    with _driver(store) as cursor:
        mark = "%s" if hasattr(cursor, "statusmessage") else "?"
        select_person = f"SELECT * FROM person WHERE id_number = {mark}"
        append = f"INSERT INTO audit ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"
        # The times differ by driver: sqlite takes text, psycopg an aware moment.
        now: Any = utc_now() if mark == "%s" else utc_now().replace(tzinfo=None).isoformat(" ")
        taken = []
        for sequence, (request, actor) in enumerate(requests, 1):
            row = _bare_row(now, request, actor, sequence)
            statements = (
                ("BEGIN", None),
                (select_person, (request.id_text,)),
                (append, tuple(row[name] for name in names)),
                ("COMMIT", None),
            )
            taken.append(_duration(lambda said=statements: _say_bare(cursor, said)))  # type: ignore[misc]
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


def _say_bare(cursor: Any, statements: Sequence[Statement]) -> None:
    for statement, parameters in statements:
        if parameters is None:
            _transact(cursor, statement, immediate=True)
        else:
            cursor.execute(statement, parameters)
            if statement.startswith("SELECT"):
                cursor.fetchall()


@contextmanager
def _driver(store: Store) -> Iterator[Any]:
    """Lend a cursor of the driver itself, outside any transaction."""
    connection = store.engine.raw_connection()
    try:
        driver: Any = connection.driver_connection
        if not store.is_sqlite:
            driver.autocommit = True
        cursor = driver.cursor()
        yield cursor
        cursor.close()
    finally:
        connection.invalidate()


def _duration(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _filled(address: str, rows: int) -> Store:
    store = open_store(address, create=True)
    upgrade(store)
    with store.begin() as session:
        load_reference(session)
        ensure_audit_key(session)
        _accounts(session)
    for start in range(0, rows, PORTION):
        with store.begin() as session:
            _persons(session, range(start + 1, min(start + PORTION, rows) + 1))
    with store.begin() as session:
        _housed(session, min(rows, HOUSED))
    with store.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    return store


def _actor(account_id: int) -> Actor:
    return Actor(account_id, f"desk{account_id}", "", "dispatcher", None, "709901")


def _accounts(session: Session) -> None:
    needed = -(-LOOKUPS // PER_ACCOUNT) * (3 * ROUNDS + 1)
    session.execute(
        insert(Account),
        [
            {"id": key, "login": f"desk{key}", "name": "", "role": "dispatcher"}
            for key in range(1, needed + 1)
        ],
    )


def _number(place: int) -> str:
    return make_number(DEMO_PREFIX, FIRST_BIRTH + timedelta(days=place // 1000), place % 1000)


def _persons(session: Session, keys: range) -> None:
    columns = ("id", "id_number", "verified", "name", "sex", "birth", "phone", "address", "community_code")
    insert_rows(
        session,
        Person,
        columns,
        [
            (
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
            for key in keys
        ],
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
