"""`bench roll`: an approved roll written whole, against the raw library writing the same cells.

The product's time holds everything from the question to the file under its name: audit, conditions over the registers,
masks, hashes, watermark and the line that keeps them. The raw side gets its cells ready-made in memory, and writes
them with xlsxwriter (constant memory) or the csv module: no store, no masks, no safety of cells.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import insert

from gridcenter.bench.private_postgres import PrivatePostgres
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.people import Actor
from gridcenter.services.reference import load_reference
from gridcenter.services.roll_files import write_roll
from gridcenter.services.rolls import approve_roll, ask_roll
from gridcenter.store.audit import ensure_audit_key
from gridcenter.store.bulk import insert_rows
from gridcenter.store.engine import Store, open_store, store_time
from gridcenter.store.models import Account, Person, Premises, Residence, Roll
from gridcenter.store.schema import upgrade

ROWS = 600_000
PORTION = 50_000
COMMUNITIES, GRIDS = 200, 1110
DISTRICT = "709901"
PURPOSE = "选民登记名册核对测算"
DAY = date(2026, 11, 1)
ASKER = Actor(1, "bench", "测算员", "supervisor", None, "")
APPROVER = Actor(2, "bench2", "批准员", "leader", None, "")
FORMS = ("xlsx", "csv")
COLUMNS = (
    *("id", "name", "sex", "birth", "id_number", "address", "community_code", "grid_code"),
    *("verified", "synthetic"),
)

Progress = Callable[[str], None]


def run(*, rows: int = ROWS, progress: Progress | None = None) -> dict[str, Any]:
    """Return seconds, rows per second and the ratio raw ÷ product (1 is as fast as the library) for both stores."""
    tell = progress or (lambda _: None)
    figures: dict[str, Any] = {"rows": rows}
    with tempfile.TemporaryDirectory(prefix="gc-bench-") as name, PrivatePostgres() as server:
        folder = Path(name)
        addresses = {"sqlite": f"sqlite:///{(folder / 'bench.db').as_posix()}", "postgresql": server.url()}
        for kind, address in addresses.items():
            tell(f"{kind}: {rows} persons")
            store = _filled(address, rows)
            figures[kind] = {}
            for form in FORMS:
                tell(f"{kind}: {form}")
                figures[kind] |= _measured(store, folder, form, rows)
            store.dispose()
    return figures


def _measured(store: Store, folder: Path, form: str, rows: int) -> dict[str, float]:
    out, plain = folder / f"roll.{form}", folder / f"raw.{form}"
    roll = _approved(store)
    begun = time.perf_counter()
    written = write_roll(store, roll, out, by=ASKER, zone=UTC)
    taken = time.perf_counter() - begun
    cells = list(_cells(rows))
    begun = time.perf_counter()
    _RAW[form](plain, cells)
    raw = time.perf_counter() - begun
    if written.rows != rows:
        raise AssertionError("the roll does not hold everybody")
    return {
        f"{form}_seconds": taken,
        f"{form}_rows_per_s": rows / taken,
        f"{form}_raw_seconds": raw,
        f"{form}_ratio": raw / taken,
        f"{form}_megabytes": out.stat().st_size / 1e6,
    }


def _approved(store: Store) -> int:
    roll = ask_roll(store, "voters", purpose=PURPOSE, day=DAY, by=ASKER)
    with store.begin() as session:
        version = session.get_one(Roll, roll).version
        approve_roll(session, roll, version=version, by=APPROVER, now=store_time(session))
    return roll


def _cells(rows: int) -> Iterator[tuple[Any, ...]]:
    """Yield cells as long as those of the roll."""
    for n in range(1, rows + 1):
        yield (
            n,
            f"社区{n % COMMUNITIES}",
            f"{n % GRIDS} 网格",
            "张**",
            "女",
            "40–44",
            "*" * 14 + f"{n % 10000:04d}",
            "滨江区江南社区****",
        )


def _write_xlsx(out: Path, cells: Sequence[tuple[Any, ...]]) -> None:
    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(cells):
            sheet.write_number(place, 0, row[0])
            for column, cell in enumerate(row[1:], 1):
                sheet.write_string(place, column, cell)


def _write_csv(out: Path, cells: Sequence[tuple[Any, ...]]) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(cells)


_RAW: dict[str, Callable[[Path, Sequence[tuple[Any, ...]]], None]] = {"xlsx": _write_xlsx, "csv": _write_csv}


def _filled(address: str, rows: int) -> Store:
    """Make a store in which everybody is grown and lives somewhere."""
    store = open_store(address, create=True)
    upgrade(store)
    with store.begin() as session:
        load_reference(session)
        ensure_audit_key(session)
        session.execute(
            insert(Account),
            [
                {"id": one.account_id, "login": one.login, "name": one.name, "role": one.role}
                for one in (ASKER, APPROVER)
            ],
        )
        session.add(Premises(id=1, code="FW-1", kind="room", name="1"))
    for start in range(0, rows, PORTION):
        keys = range(start + 1, min(start + PORTION, rows) + 1)
        with store.begin() as session:
            insert_rows(session, Person, COLUMNS, [_person(key) for key in keys])
            homes = [(key, 1, "owner", date(2010, 1, 1)) for key in keys]
            insert_rows(session, Residence, ("person_id", "premises_id", "kind", "since"), homes)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    return store


def _person(key: int) -> tuple[Any, ...]:
    birth = date(1940, 1, 1) + timedelta(days=key % 20_000)
    community = f"{DISTRICT}001{key % COMMUNITIES:03d}"
    number = make_number(DEMO_PREFIX, birth, key // 20_000)
    address = f"滨江区江南社区和平路{key % 9000}号{key % 40}幢"
    grid = f"{community}{key % 6:03d}"
    sex = "1" if key // 20_000 % 2 else "2"
    return key, f"张{chr(0x4E00 + key % 20000)}", sex, birth, number, address, community, grid, True, True
