"""Which tests run on the same worker, and which begin first, when several workers run them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from xdist.scheduler import LoadFileScheduling

SHARING = ("tests/services/demo/",)
"""Folders whose tests lend copies of one costly store: their files stay on one worker, which makes it once."""
LONG = (
    "tests/desktop/test_one_order.py",
    "tests/bench/test_queue_bench.py",
    "tests/services/demo/",
    "tests/services/test_killed_merges.py",
    "tests/test_app.py",
    "tests/bench/test_steps_bench.py",
    "tests/services/test_random_days.py",
    "tests/services/test_killed_steps.py",
    "tests/test_opening.py",
    "tests/store/test_red_history.py",
    "tests/services/importing/test_real_files.py",
)
"""Few tests, much time: begun last, one of these would keep a single worker busy while the others have ended."""


class SharingScheduling(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)


def scope_of(nodeid: str) -> str:
    """Return the folder that shares a store, or the file."""
    file = nodeid.partition("::")[0]
    return next((folder for folder in SHARING if file.startswith(folder)), file)


def long_ones_first(nodeids: Iterable[str]) -> list[str]:
    """Return scopes in the order of their beginning: the long ones, then those of many tests."""
    sizes = Counter(map(scope_of, nodeids))
    return sorted(sizes, key=lambda scope: (LONG.index(scope) if scope in LONG else len(LONG), -sizes[scope]))
