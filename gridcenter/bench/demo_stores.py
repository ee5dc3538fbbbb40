"""Stores to measure on: a fresh demo district in a temporary SQLite file, or on a PostgreSQL server of one's own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


def _fill(address: str, size: DemoSize) -> None:
    store = open_store(address, create=True)
    try:
        upgrade(store)
        create_demo(store, size=size, now=utc_now())
        with store.begin() as session:
            prepare_store(session)
    finally:
        store.dispose()
