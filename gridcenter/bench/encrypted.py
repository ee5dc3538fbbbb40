"""`bench encrypted`: an embedded store under a key against a plain one, import and look-up in turns.

Both sides are the same program on the same SQLite; the ratio is the price of reading and writing encrypted pages.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from gridcenter.bench.importing import fresh_store, import_rows, person_file, timed
from gridcenter.bench.lookup import LookupWork, filled_store
from gridcenter.services.importing import Kind
from gridcenter.services.lookup import look_up
from gridcenter.store.engine import Store, open_store
from gridcenter.store.keys import name_key_file

ROWS = 200_000
IMPORTED_AT_MOST = 50_000
ROUNDS = 3
LOOKUP_ROUNDS = 60
SIDES = ("plain", "encrypted")


def run(*, rows: int = ROWS, progress: Callable[[str], None] | None = None) -> dict[str, Any]:
    """Return seconds and milliseconds of both sides and encrypted ÷ plain (1 is no price at all)."""
    tell = progress or (lambda _: None)
    with tempfile.TemporaryDirectory(prefix="gc-bench-") as name:
        folder = Path(name)
        imported = min(rows, IMPORTED_AT_MOST)
        tell(f"import of {imported} persons")
        importing = _imports(folder, imported)
        tell(f"look-ups among {rows} persons")
        return {
            "persons": rows,
            "imported": imported,
            "import_s": importing,
            "import_ratio": importing["encrypted"] / importing["plain"],
            **_lookups(folder, rows),
        }


def _imports(folder: Path, rows: int) -> dict[str, float]:
    file = person_file(folder, rows)
    taken: dict[str, list[float]] = {side: [] for side in SIDES}
    for turn in range(ROUNDS):
        for side in SIDES:
            with _keyed(folder, side):
                store = fresh_store(_address(folder, f"import_{side}_{turn}"), encrypt=side == "encrypted")
            taken[side].append(timed(lambda store=store: import_rows(store, Kind.PERSONS, file)))  # type: ignore[misc]
            store.dispose()
    return {side: median(seconds) for side, seconds in taken.items()}


def _lookups(folder: Path, rows: int) -> dict[str, Any]:
    """Time look-ups with warm pages in turns, and the first one of a newly opened store."""
    stores = {side: _filled(folder, side, rows) for side in SIDES}
    work, taken = LookupWork(rows), {side: list[float]() for side in SIDES}
    for _turn in range(LOOKUP_ROUNDS):
        for side, store in stores.items():
            taken[side] += _looked_up(store, work)
    for store in stores.values():
        store.dispose()
    first = {side: median(_first(folder, side, work) for _turn in range(ROUNDS)) for side in SIDES}
    warm = {side: 1000 * median(seconds) for side, seconds in taken.items()}
    return {
        "lookup_p50_ms": warm,
        "lookup_ratio": warm["encrypted"] / warm["plain"],
        "open_and_first_lookup_ms": first,
        "open_ratio": first["encrypted"] / first["plain"],
    }


def _filled(folder: Path, side: str, rows: int) -> Store:
    with _keyed(folder, side):
        return filled_store(_address(folder, f"lookup_{side}"), rows, encrypt=side == "encrypted")


def _looked_up(store: Store, work: LookupWork) -> list[float]:
    taken = []
    for request, actor in work.requests():
        begun = time.perf_counter()
        look_up(store, request, by=actor)
        taken.append(time.perf_counter() - begun)
    return taken


def _first(folder: Path, side: str, work: LookupWork) -> float:
    request, actor = work.requests()[0]

    def opened() -> None:
        with _keyed(folder, side):
            store = open_store(_address(folder, f"lookup_{side}"))
        look_up(store, request, by=actor)
        store.dispose()

    return 1000 * timed(opened)


@contextmanager
def _keyed(folder: Path, side: str) -> Iterator[None]:
    """Name the benchmark's own key file while an encrypted store is opened: nothing is left in the user's."""
    name_key_file(str(folder / "bench.keys") if side == "encrypted" else "")
    try:
        yield
    finally:
        name_key_file("")


def _address(folder: Path, name: str) -> str:
    return f"sqlite:///{(folder / name).as_posix()}.db"
