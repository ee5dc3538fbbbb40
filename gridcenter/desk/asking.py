"""Makes a question of a query: it opens a session of its own, on whichever worker it is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from gridcenter.store.engine import Store, store_time

P = ParamSpec("P")
T = TypeVar("T")


def asking(store: Store, query: Callable[Concatenate[Session, P], T]) -> Callable[P, T]:
    """Return the query as a question that reads in a session of its own."""

    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        with store.read() as session:
            return query(session, *args, **kwargs)

    return ask


def counting(store: Store, zone: tzinfo, query: Callable[..., T]) -> Callable[..., T]:
    """Return the query as a question that cuts days by the district's zone and ends at the store's time."""

    def ask(*args: object) -> T:
        with store.read() as session:
            return query(session, *args, zone=zone, now=store_time(session))

    return ask
