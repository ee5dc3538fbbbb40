"""Long work of a desk: a window is told how far it is, and may stop it."""

from __future__ import annotations

from collections.abc import Callable

from gridcenter.services.progress import Cancelled, OnProgress, Progress

Watch = Callable[[int, int], bool]
"""(done, in all or 0 where nobody knows) -> whether to go on; called on the worker."""


def watched(watch: Watch) -> OnProgress:
    """Return the progress callback that tells `watch`; it raises `Cancelled` when that wishes so."""

    def tell(made: Progress) -> None:
        if not watch(made.done, made.total or 0):
            raise Cancelled

    return tell
