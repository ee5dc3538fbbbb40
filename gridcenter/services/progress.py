"""Long work: how far it is, told to whoever watches, and the wish to stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` rows, files or bytes of a part; `part` is a word for people.

    `total` is None where it cannot be known, and an estimate where the cells of a file span lines.
    """

    part: str
    done: int
    total: int | None


class Cancelled(Exception):  # noqa: N818 - a wish, not a defect
    """Raised by a progress callback to stop; passing through a transaction it rolls everything back."""


OnProgress = Callable[[Progress], None]


def unwatched(_: Progress) -> None:
    """Let the work go on; for callers that show no progress."""
