"""A desk that is killed at a chosen point of a transaction, as often as wanted and at little cost.

A process of its own loads the program once and then forks one desk for each order that it reads from its input.
A desk counts at the driver's cursor, so that statements which go past SQLAlchemy's events count too.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import psycopg
from sqlalchemy import event, text
from sqlalchemy.orm import Session, configure_mappers

from gridcenter.services import adjustments, cards, intake, steps
from gridcenter.store.announcing import announce_changes
from gridcenter.store.engine import Store, open_store
from gridcenter.store.sqlite_texts import TextConnection, TextCursor

Deed = Callable[[Session], Any]
LOADED = (adjustments, cards, intake, steps)
"""What a deed comes from, loaded before the first fork."""
COMMIT = "COMMIT"


@dataclass(frozen=True, slots=True)
class Order:
    """What the desk shall do, and when it dies: after `statements` of them, or `seconds` after it began.

    A desk that comes to its end dies right after the commit. `split` commits first what was written till then: the
    fault that the test must find.
    """

    address: str
    deed: Deed
    statements: int = 0
    seconds: float = 0.0
    split: bool = False


@dataclass(frozen=True, slots=True)
class Death:
    """How a desk ended: statements it had sent, and the last of them; empty where it was killed from outside."""

    signal: int
    statements: int
    last: str


@contextmanager
def desks() -> Iterator[Callable[[Order], Death]]:
    """Lend a way to let desks die one after the other."""
    line = [sys.executable, "-c", f"from {__name__} import main; main()"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        asked, told = program.stdin, program.stdout

        def killed(order: Order) -> Death:
            pickle.dump(order, asked)
            asked.flush()
            answer: Death | str = pickle.load(told)
            assert isinstance(answer, Death), answer
            return answer

        try:
            yield killed
        finally:
            asked.close()
            program.wait(30)


# --- in the other process ---------------------------------------------------------------------------------------


class _Fate:
    """Counts the statements of one desk and ends it; before `begin` nothing counts."""

    def __init__(self, order: Order, told: int) -> None:
        self._order = order
        self._told = told
        self._begun = False
        self._count = 0

    def begin(self) -> None:
        self._begun = True
        os.write(self._told, b"\n")

    def after_statement(self, connection: Any, statement: str) -> None:
        if not self._begun:
            return
        self._count += 1
        if self._count == self._order.statements:
            if self._order.split:
                self._begun = False
                connection.commit()
            self._die(" ".join(statement.split()))

    def after_commit(self) -> None:
        if self._begun:
            self._die(COMMIT)

    def _die(self, last: str) -> NoReturn:
        os.write(self._told, f"{self._count}\n{last}".encode())
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("a killed desk goes on")


_fate: _Fate | None = None
_stores: dict[str, Store] = {}


def _ran(connection: Any, statement: object) -> None:
    if _fate is not None:
        _fate.after_statement(connection, str(statement))


def _committed() -> None:
    if _fate is not None:
        _fate.after_commit()


class _LiteCursor(TextCursor):
    def execute(self, statement: str, parameters: Any = ()) -> Any:
        found = super().execute(statement, parameters)
        _ran(self.connection, statement)
        return found

    def executemany(self, statement: str, rows: Any) -> Any:
        found = super().executemany(statement, rows)
        _ran(self.connection, statement)
        return found


class _LiteConnection(TextConnection):
    def cursor(self, factory: type[Any] = _LiteCursor) -> Any:
        return super().cursor(factory)

    def commit(self) -> None:
        super().commit()
        _committed()


class _ServerCursor(psycopg.Cursor[Any]):
    def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        found = super().execute(query, params, **more)
        _ran(self.connection, query)
        return found

    def executemany(self, query: Any, params_seq: Any, **more: Any) -> None:
        super().executemany(query, params_seq, **more)
        _ran(self.connection, query)


class _ServerConnection(psycopg.Connection[Any]):
    def commit(self) -> None:
        super().commit()
        _committed()


def _counting(store: Store) -> None:
    """Let every connection of the store be one that counts."""

    def connect(_dialect: object, _record: object, words: Any, options: dict[str, Any]) -> Any:
        if store.is_sqlite:
            options["factory"] = _LiteConnection
            return None
        options["cursor_factory"] = _ServerCursor
        return _ServerConnection.connect(*words, **options)

    event.listen(store.engine, "do_connect", connect)


def _rehearsed(order: Order) -> Store:
    """Return the store, at which the deed was tried and taken back: a fork need not compile the statements again."""
    if order.address not in _stores:
        _stores[order.address] = open_store(order.address)
        _counting(_stores[order.address])
    store = _stores[order.address]
    if order.statements <= 1:
        with suppress(_TakenBackError), store.begin() as session:
            order.deed(session)
            announce_changes(session)
            raise _TakenBackError
        store.dispose()
    return store


class _TakenBackError(Exception):
    pass


def _live_and_die(order: Order, store: Store, told: int) -> None:
    global _fate
    _fate = _Fate(order, told)
    with store.read() as session:
        session.execute(text("SELECT 1"))
    with store.begin() as session:
        _fate.begin()
        order.deed(session)


def _desk(order: Order) -> Death | str:
    """Fork the desk, wait for its end, and return how it ended, or its traceback."""
    store = _rehearsed(order)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _live_and_die(order, store, writing)
        except BaseException:  # noqa: BLE001 - crosses to the process that asked
            os.write(writing, traceback.format_exc().encode())
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        begun = answer.readline() if order.seconds else b""
        if begun:
            time.sleep(order.seconds)
            os.kill(child, signal.SIGKILL)
        said = (begun + answer.read()).decode().strip()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        return said
    count, _, last = said.partition("\n")
    return Death(os.WTERMSIG(status), int(count or 0), last)


def main() -> None:
    configure_mappers()
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            order: Order = pickle.load(asked)
        except EOFError:
            return
        pickle.dump(_desk(order), told)
        told.flush()
