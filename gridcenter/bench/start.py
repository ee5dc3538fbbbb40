"""`bench start`: seconds to a usable Overview on the district demo, against a bare window; each in fresh processes.

Both are counted from the start of Python to the painted page. The Overview's start is every start but the first of
an installation: modules are compiled, the map's shell page and the prepared district lie in the user's cache. The
reading of the command line, which comes before the window, is in neither.
"""

from __future__ import annotations

from statistics import median

from gridcenter.bench.children import seconds_until_ready, stay_off_screen
from gridcenter.bench.demo_stores import sqlite_demo
from gridcenter.services.demo.sizes import DemoSize

REPEATS = 7


def run() -> dict[str, object]:
    """Start both programs in turn, so that what else the machine does weighs on both alike."""
    stay_off_screen()
    bare: list[float] = []
    overview: list[float] = []
    with sqlite_demo(DemoSize.DISTRICT) as address:
        for kept in [False, *[True] * REPEATS]:
            for seconds, module, arguments in (
                (bare, "gridcenter.bench.bare_window", []),
                (overview, "gridcenter.bench.overview_window", [address]),
            ):
                taken = seconds_until_ready(module, arguments)
                if kept:  # the first round only fills the disk cache
                    seconds.append(taken)
    return {
        "ratio": median(overview) / median(bare),
        "goal": "at most 2",
        "overview_seconds": {"median": median(overview), "least": min(overview), "most": max(overview)},
        "bare_window_seconds": {"median": median(bare), "least": min(bare), "most": max(bare)},
        "repeats": REPEATS,
    }
