"""`bench queue`: the queue at two million incidents, fifty thousand of them open, against the raw driver and Qt.

The driver says word for word what the program said and fetches it all, in turn with the program: a busy moment hits
both. Qt's own models answer the same question, without a queue's order by themselves where they read a table.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from random import Random
from statistics import median
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtSql import QSqlDatabase, QSqlQuery, QSqlQueryModel, QSqlTableModel

from gridcenter.bench.children import figures_of, stay_off_screen
from gridcenter.bench.demo_stores import postgres_demo, sqlite_demo
from gridcenter.bench.driver_record import Statement, driver_cursor, record_statements, say
from gridcenter.bench.queue_filling import fill
from gridcenter.bench.queue_window import CHANGING_SECONDS
from gridcenter.clock import utc_now
from gridcenter.desktop.models.queue import QueueModel
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.queue import in_order
from gridcenter.opening import make_application
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.services.garbage import without_cycle_search
from gridcenter.store.engine import Store, open_store
from gridcenter.store.incidents import open_incidents
from gridcenter.store.queue_page import queue_page

ROWS = 2_000_000
OPEN_ROWS = 50_000
PAGE = 500
PAGES, BOARDS, CHANGES = 30, 7, 300
WARM_UP = 2

STORES: dict[str, Callable[[DemoSize], AbstractContextManager[str]]] = {
    "sqlite": sqlite_demo,
    "postgresql": postgres_demo,
}

Reading = Callable[[], list[QueueRow]]


def run() -> dict[str, object]:
    """Return ratios and medians in ms for both stores."""
    stay_off_screen()
    figures: dict[str, object] = {
        "goal": "first_rows_ratio at most 1.5",
        "incidents": ROWS,
        "open": OPEN_ROWS,
    }
    for name, lent in STORES.items():
        with lent(DemoSize.DISTRICT) as address:
            store = open_store(address)
            fill(store, rows=ROWS, open_rows=OPEN_ROWS)
            store.dispose()
            told = [address, str(CHANGING_SECONDS)]
            figures[name] = measured(address) | figures_of("gridcenter.bench.queue_window", told)
    return figures


def measured(address: str) -> dict[str, object]:
    """Measure a filled store; cycles of garbage are searched as rarely as a desk does."""
    with _open(address) as store, _open(address) as twin, without_cycle_search():
        said = record_statements(store)
        now = utc_now()
        first = partial(_first_rows, store, now)
        page, page_driver = _beside_driver(first, twin, said, PAGES)
        words = [*said]
        board, board_driver = _beside_driver(partial(_board, store), twin, said, BOARDS)
        return {
            "first_rows_ratio": page / page_driver,
            "first_rows_ms": 1000 * page,
            "first_rows_driver_ms": 1000 * page_driver,
            **_qt_models(store, words),
            "board_ratio": board / board_driver,
            "board_ms": 1000 * board,
            "board_driver_ms": 1000 * board_driver,
            "change_ms": 1000 * _change(_board(store), now),
        }


def _first_rows(store: Store, now: datetime) -> list[QueueRow]:
    with store.read() as session:
        return queue_page(session, area="", now=now, limit=PAGE)


def _board(store: Store) -> list[QueueRow]:
    with store.read() as session:
        return open_incidents(session, area="")


def _beside_driver(reading: Reading, twin: Store, said: list[Statement], rounds: int) -> tuple[float, float]:
    """Return the median seconds of the program and of the driver that says the same."""
    product, driver = [], []
    with driver_cursor(twin) as cursor:
        for _ in range(WARM_UP + rounds):
            said.clear()
            product.append(_seconds(reading))
            driver.append(_seconds(partial(say, cursor, [*said])))
    return median(product[WARM_UP:]), median(driver[WARM_UP:])


def _change(rows: list[QueueRow], now: datetime) -> float:
    """Return the median seconds from a changed row to a queue in order."""
    application = make_application()
    dice, board, model = Random(1), Board(), QueueModel(WorkingCalendar(), now)
    board.apply(rows)
    model.apply_board(board, None, Filter(), now)
    taken = []
    for _ in range(CHANGES):
        row = board.rows[dice.choice(rows).id]
        due = now + timedelta(minutes=dice.randrange(-3_000, 57_000))
        changed = replace(row, version=row.version + 1, due_at=due)
        taken.append(_seconds(partial(_take, board, model, changed, now)))
    if list(model.rows()) != in_order(board.rows.values(), now):
        raise RuntimeError("the queue of the benchmark is not in order")
    application.processEvents()
    return median(taken)


def _take(board: Board, model: QueueModel, changed: QueueRow, now: datetime) -> None:
    model.apply_board(board, board.apply([changed]), Filter(), now, settle=True)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@contextmanager
def _open(address: str) -> Iterator[Store]:
    store = open_store(address)
    try:
        yield store
    finally:
        store.dispose()


# Qt's own models


def _qt_models(store: Store, words: list[Statement]) -> dict[str, object]:
    """Return the medians of Qt's models, or why its driver for this store is not there."""
    _application = make_application()
    database = _qt_database(store)
    try:
        if not database.open():
            return {"qt_models": database.lastError().driverText() or "driver not loaded"}
        (text, parameters) = next(one for one in words if one[0].startswith("SELECT"))
        asked, table = partial(_query_model, database, text, parameters), partial(_table_model, database)
        return {
            f"{name}_ms": 1000 * median([_seconds(read) for _ in range(PAGES)])
            for name, read in (("qt_query_model", asked), ("qt_table_model", table))
        }
    finally:
        database.close()


def _qt_database(store: Store) -> QSqlDatabase:
    if store.is_sqlite:
        database = QSqlDatabase.addDatabase("QSQLITE", "bench queue in a file")
        database.setDatabaseName(store.url.database or "")
        return database
    database = QSqlDatabase.addDatabase("QPSQL", "bench queue on a server")
    database.setHostName(str(store.url.query["host"]))
    database.setPort(int(str(store.url.query["port"])))
    database.setUserName(store.url.username or "")
    database.setDatabaseName(store.url.database or "")
    return database


def _query_model(database: QSqlDatabase, text: str, parameters: Any) -> None:
    """Ask the same question as the program."""
    query = QSqlQuery(database)
    order = re.findall(r"%\((\w+)\)s", text)
    query.prepare(re.sub(r"%\(\w+\)s", "?", text))
    for value in [parameters[name] for name in order] if order else parameters:
        query.addBindValue(value.isoformat() if isinstance(value, datetime) else value)
    if not query.exec():
        raise RuntimeError(query.lastError().text())
    model = QSqlQueryModel()
    model.setQuery(query)
    _fetch(model)


def _table_model(database: QSqlDatabase) -> None:
    """Read the table alone: codes instead of names, by deadline instead of by the queue's order."""
    model = QSqlTableModel(None, database)
    model.setTable("incident")
    model.setFilter("closed_at IS NULL")
    model.setSort(model.fieldIndex("due_at"), Qt.SortOrder.AscendingOrder)
    model.select()
    _fetch(model)


def _fetch(model: QSqlQueryModel) -> None:
    while model.rowCount() < PAGE and model.canFetchMore():
        model.fetchMore()
