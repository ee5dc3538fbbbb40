"""What a new store is filled with, also when several people fill it at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from gridcenter.services.new_store import prepare_store
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, CodeSet, StoreFact

PREPARERS = 4


def test_a_store_prepared_by_several_at_once_is_prepared_once(store: Store) -> None:
    start = Barrier(PREPARERS)

    def prepare(_number: int) -> None:
        with store.begin() as session:
            if not store.is_sqlite:  # a file lets one writer in at a time
                start.wait(timeout=10)
            prepare_store(session)

    with ThreadPoolExecutor(PREPARERS) as pool:
        list(pool.map(prepare, range(PREPARERS)))
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Account)) == 1
        assert session.scalar(select(func.count()).select_from(StoreFact)) == 1
        assert session.scalar(select(func.count()).select_from(CodeSet))
