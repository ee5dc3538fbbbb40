"""Stores to measure on: a fresh demo district in a temporary SQLite file, or on a PostgreSQL server of one's own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from gridcenter.bench.private_postgres import PrivatePostgres
from gridcenter.clock import utc_now
from gridcenter.services.demo.create import create_demo
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.services.new_store import prepare_store
from gridcenter.store.engine import open_store
from gridcenter.store.schema import upgrade


@contextmanager
def sqlite_demo(size: DemoSize) -> Iterator[str]:
    """Lend the address of a demo store in a file; it is deleted afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="gc-bench-"))
    try:
        address = f"sqlite:///{(folder / 'bench.db').as_posix()}"
        _fill(address, size)
        yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres_demo(size: DemoSize) -> Iterator[str]:
    """Lend the address of a demo store on a server that flushes every commit; both go afterwards."""
    with PrivatePostgres(durable=True) as server:
        _fill(server.url(), size)
        yield server.url()


@contextmanager
def sqlite_triplets(size: DemoSize) -> Iterator[tuple[str, str, str]]:
    """Lend the addresses of three demo stores in files, alike to the last row."""
    with sqlite_demo(size) as address:
        file = Path(address.removeprefix("sqlite:///"))
        second, third = (file.with_name(f"{name}.db") for name in ("second", "third"))
        for other in (second, third):
            shutil.copyfile(file, other)
        yield address, f"sqlite:///{second.as_posix()}", f"sqlite:///{third.as_posix()}"


@contextmanager
def postgres_triplets(size: DemoSize) -> Iterator[tuple[str, str, str]]:
    """Lend the addresses of three demo stores on one server that flushes every commit, alike to the last row."""
    with PrivatePostgres(durable=True) as server:
        with psycopg.connect(
            server.url().replace("postgresql+psycopg", "postgresql"), autocommit=True
        ) as admin:
            admin.execute("CREATE DATABASE first")
            _fill(server.url("first"), size)
            for name in ("second", "third"):
                admin.execute(f"CREATE DATABASE {name} TEMPLATE first")
        yield server.url("first"), server.url("second"), server.url("third")


def _fill(address: str, size: DemoSize) -> None:
    store = open_store(address, create=True)
    try:
        upgrade(store)
        create_demo(store, size=size, now=utc_now())
        with store.begin() as session:
            prepare_store(session)
    finally:
        store.dispose()
