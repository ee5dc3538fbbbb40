"""`bench import`: a validated import against the raw driver inserting the same rows into the same tables.

Both run in one process on fresh stores with all indexes, both end with a commit. The raw side gets its rows
ready-made in memory: no file, no checks, no comparison. On PostgreSQL it uses COPY, the fastest way there is.
Persons are imported twice: into an empty register, and once more when all of them are known and each is held
against what stands about him or her. Where pandas is installed it writes the rows of the first time, too.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from gridcenter.bench.pandas_import import EXTRA, frames_of, has_pandas, write_frames
from gridcenter.bench.private_postgres import PrivatePostgres
from gridcenter.clock import utc_now
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.services.importing import ImportOptions, Kind, import_file
from gridcenter.services.reference import load_reference
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import Incident, Person, PersonSearch, SearchedPlace, SearchedRoom, Step, Table
from gridcenter.store.schema import upgrade
from gridcenter.store.tables import table_of

ROWS = 600_000
"""Persons; as many rows as a list that comes in one go."""
MOST_INCIDENTS = 50_000
ROUNDS = 3
START = datetime(2026, 1, 1, tzinfo=UTC)
NOBODY = Actor(account_id=0, login="", name="bench", role="supervisor", unit_id=None, area="")
TABLES: dict[Kind, tuple[type[Table], ...]] = {
    Kind.INCIDENTS: (Incident, Step),
    Kind.PERSONS: (Person, PersonSearch, SearchedPlace, SearchedRoom),
}

MakeStore = Callable[[str], Store]
Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def run(*, rows: int = ROWS, progress: Callable[[str], None] | None = None) -> dict[str, Any]:
    """Return rows per second and the ratio validated ÷ raw (1 is as fast as the driver) for both stores."""
    tell = progress or (lambda _: None)
    sizes = {Kind.INCIDENTS: min(rows, MOST_INCIDENTS), Kind.PERSONS: rows}
    figures: dict[str, Any] = {"persons": rows, "incidents": sizes[Kind.INCIDENTS], "rounds": ROUNDS}
    if not has_pandas():
        figures["pandas"] = tr("not installed: pip install 'gridcenter[{extra}]'").format(extra=EXTRA)
    with tempfile.TemporaryDirectory(prefix="gc-bench-") as name:
        folder = Path(name)
        makers = {Kind.INCIDENTS: _incident_file, Kind.PERSONS: person_file}
        files = {kind: make(folder, sizes[kind]) for kind, make in makers.items()}
        with _stores(folder) as stores:
            for store_name, make in stores.items():
                figures[store_name] = {}
                for kind, file in files.items():
                    tell(f"{store_name} {kind}")
                    figures[store_name] |= _compared(make, kind, file, sizes[kind])
    return figures


def _compared(make: MakeStore, kind: Kind, file: Path, rows: int) -> dict[str, float]:
    """Alternate the sides, so that a busy moment of the machine hits all of them."""
    taken: defaultdict[str, list[float]] = defaultdict(list)
    for turn in range(ROUNDS):
        store = make(f"validated_{kind}_{turn}")
        taken[""].append(timed(lambda: import_rows(store, kind, file)))  # noqa: B023 - called at once
        ready = _read_back(store, kind)
        if kind is Kind.PERSONS:
            taken["_again"].append(timed(lambda: import_rows(store, kind, file)))  # noqa: B023
        store.dispose()
        taken["_raw"].append(_in_fresh_store(make(f"raw_{kind}_{turn}"), _insert_raw, ready))
        if kind is Kind.PERSONS and has_pandas():
            frames = frames_of(ready)
            taken["_pandas"].append(_in_fresh_store(make(f"pandas_{kind}_{turn}"), write_frames, frames))
    figures = {f"{kind}{side}_rows_per_s": rows / median(seconds) for side, seconds in taken.items()}
    return figures | {f"{kind}_ratio": median(taken["_raw"]) / median(taken[""])}


def _in_fresh_store(store: Store, write: Callable[[Store, Any], None], rows: object) -> float:
    seconds = timed(lambda: write(store, rows))
    store.dispose()
    return seconds


def timed(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def import_rows(store: Store, kind: Kind, file: Path) -> None:
    with store.begin() as session:
        import_file(session, kind, file, options=ImportOptions(), now=utc_now(), by=NOBODY)


def _read_back(store: Store, kind: Kind) -> Rows:
    """Return the stored rows as the driver itself gives and takes them."""
    ready: Rows = {}
    with store.connect() as connection:
        cursor = connection.connection.cursor()
        for model in TABLES[kind]:
            table = table_of(model)
            names = [column.name for column in table.columns]
            quoted = ", ".join(f'"{name}"' for name in names)
            cursor.execute(f'SELECT {quoted} FROM "{table.name}" ORDER BY 1')
            ready[table.name] = (names, list(cursor.fetchall()))
        cursor.close()
    return ready


def _insert_raw(store: Store, ready: Rows) -> None:
    with store.connect() as connection:
        driver = connection.connection.driver_connection
        cursor = connection.connection.cursor()
        for table, (names, rows) in ready.items():
            quoted = ", ".join(f'"{name}"' for name in names)
            if isinstance(driver, psycopg.Connection):
                _copy(driver, f'COPY "{table}" ({quoted}) FROM STDIN', rows)
            else:
                marks = ", ".join("?" * len(names))
                cursor.executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', rows)
        cursor.close()


def _copy(driver: psycopg.Connection[Any], statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    with driver.cursor() as cursor, cursor.copy(statement.encode()) as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def _stores(folder: Path) -> Iterator[dict[str, MakeStore]]:
    with PrivatePostgres() as server:
        admin = server.url().replace("postgresql+psycopg", "postgresql")

        def sqlite(name: str) -> Store:
            return fresh_store(f"sqlite:///{(folder / name).as_posix()}.db")

        def postgres(name: str) -> Store:
            with psycopg.connect(admin, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"'.encode())
            return fresh_store(server.url(name))

        yield {"sqlite": sqlite, "postgresql": postgres}


def fresh_store(address: str, *, encrypt: bool | None = None) -> Store:
    store = open_store(address, create=True, encrypt=encrypt)
    upgrade(store)
    with store.begin() as session:
        load_reference(session)
    return store


def _incident_file(folder: Path, rows: int) -> Path:
    path = folder / "incidents.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["案件编号", "上报时间", "结案时间", "案件来源", "类别编码", "类别编码集", "问题描述", "地址"]
        )
        for n in range(rows):
            begun = START + timedelta(minutes=n)
            ended = begun + timedelta(hours=5)
            category = f"01{1 + n % 9:03d}"
            writer.writerow(
                [
                    f"X{n:08d}",
                    f"{begun:%F %T}",
                    f"{ended:%F %T}",
                    "02",
                    category,
                    "matters",
                    "井盖松动",
                    f"和平路{n}号",
                ]
            )
    return path


def person_file(folder: Path, rows: int) -> Path:
    path = folder / "persons.csv"
    first = date(1930, 1, 1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["姓名", "公民身份号码", "联系电话", "学历", "现住址", "数据来源"])
        for n in range(rows):
            number = make_number(DEMO_PREFIX, first + timedelta(days=n // 1000), n % 1000)
            writer.writerow([f"张{n % 5000}", number, f"138{n:08d}", "20", _home(n // 3), "demo"])
    return path


def _home(home: int) -> str:
    """Return one home of three persons: fifty in a building."""
    house = f"滨江区和平路{home // 500 + 1}号{home // 50 % 10 + 1}幢"
    return f"{house}{home // 12 % 4 + 1}单元{home % 12 + 1:02d}0{home % 4 + 1}室"
