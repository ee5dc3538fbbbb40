"""Python's search for reference cycles, at rest while rows pass by the million: none of them forms a cycle."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

_YOUNG = 1


@contextmanager
def without_cycle_search() -> Iterator[Callable[[], object]]:
    """Lend a call that searches only what is new, for moments in which few rows are held.

    Where somebody else has switched the search off, as the window does, it stays his.
    """
    if not gc.isenabled():
        yield _nothing
        return
    gc.disable()
    try:
        yield partial(gc.collect, _YOUNG)
    finally:
        gc.enable()


def _nothing() -> None:
    return
