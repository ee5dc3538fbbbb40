"""`bench encrypted`: an embedded store under a key against a plain one: import, look-up and attachments in turns.

Both sides are the same program on the same SQLite; the ratio is the price of reading and writing encrypted pages.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from gridcenter.bench.importing import fresh_store, import_rows, person_file, timed
from gridcenter.bench.lookup import LookupWork, filled_store
from gridcenter.services.attachment_contents import Contents
from gridcenter.services.attachment_files import hash_of, keep_file
from gridcenter.services.attachment_rules import attachment_rules
from gridcenter.services.importing import Kind
from gridcenter.services.lookup import look_up
from gridcenter.store.engine import Store, open_store
from gridcenter.store.keys import KEY_BYTES, SALT_BYTES, StoreKey, name_key_file
from gridcenter.store.sealed_content import seal_of

ROWS = 200_000
IMPORTED_AT_MOST = 50_000
ROUNDS = 3
LOOKUP_ROUNDS = 60
ATTACHMENT_MB = 40
SIDES = ("plain", "encrypted")
_KEY = StoreKey("b3" * SALT_BYTES, "3b" * KEY_BYTES)


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
            **_attachments(folder),
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


def _attachments(folder: Path) -> dict[str, Any]:
    """Time one large file in turns: checked and kept, down to the disk, and read to its end."""
    source = folder / "large.txt"
    source.write_bytes(b"attachment\n" * (ATTACHMENT_MB * 1_000_000 // 11))
    kept: dict[str, list[float]] = {side: [] for side in SIDES}
    read: dict[str, list[float]] = {side: [] for side in SIDES}
    for turn in range(ROUNDS):
        for side in SIDES:
            contents = Contents(folder / f"{side}_{turn}", seal_of(_KEY) if side == "encrypted" else None)
            begun = time.perf_counter()
            made = keep_file(contents, source, name="large.txt", rules=attachment_rules())
            kept[side].append(time.perf_counter() - begun)
            begun = time.perf_counter()
            with contents.open(made.sha256) as file:
                hash_of(file)
            read[side].append(time.perf_counter() - begun)
            shutil.rmtree(contents.root)
    keeping = {side: 1000 * median(seconds) for side, seconds in kept.items()}
    reading = {side: 1000 * median(seconds) for side, seconds in read.items()}
    return {
        "attachment_mb": ATTACHMENT_MB,
        "attachment_keep_ms": keeping,
        "attachment_keep_ratio": keeping["encrypted"] / keeping["plain"],
        "attachment_read_ms": reading,
        "attachment_read_ratio": reading["encrypted"] / reading["plain"],
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
