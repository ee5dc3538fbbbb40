"""What a desk may ask and do about saved filters, as plain callables that run on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gridcenter.domain.board import Filter
from gridcenter.domain.saved_filters import SavedFilter, Sharing


@dataclass(frozen=True, slots=True)
class SavedFilterPorts:
    listed: Callable[[], Sequence[SavedFilter]]
    """What the account may use, its own first."""
    offered: Callable[[], Sequence[Sharing]]
    """With whom the account may share, oneself first; read once from a short file."""
    save: Callable[[str, Filter], int]
    """(name, filter) -> id."""
    change: Callable[[int, int, str, Filter], int]
    """(id, version seen, name, filter) -> new version."""
    share: Callable[[int, int, Sharing], int]
    """(id, version seen, with whom) -> new version."""
    remove: Callable[[int, int], None]
    """(id, version seen)."""
