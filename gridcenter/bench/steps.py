"""`bench steps`: one step of an incident, from the desk's wish to the commit, against the raw driver.

Two yardsticks, on stores that were alike to the last row before the first step: `ratio` compares with the driver
writing the same rows and committing them, so it holds the price of every check, lock and reading; `ratio_same`
compares with the driver saying everything that the step said, so it is the price of the layers alone. The sides take
turns step by step: a busy moment hits all of them. Then several desks at once, each a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from itertools import count, islice
from statistics import median, quantiles

from gridcenter.bench.children import ChildFailedError
from gridcenter.bench.demo_stores import postgres_triplets, sqlite_triplets
from gridcenter.bench.driver_record import Statement, driver_cursor, record_statements, say
from gridcenter.bench.step_taker import StepTaker
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.store.engine import Store, open_store

STEPS = 600
WARM_UP = 30
DESKS = 8
DESK_SECONDS = 10.0
_WRITING = ("BEGIN", "INSERT", "UPDATE", "DELETE", "NOTIFY", "COMMIT")

STORES: dict[str, Callable[[DemoSize], AbstractContextManager[tuple[str, str, str]]]] = {
    "sqlite": sqlite_triplets,
    "postgresql": postgres_triplets,
}


@dataclass
class _Taken:
    """Seconds of every step, by side; the first ones only warm up, reports do not count."""

    product: list[float] = field(default_factory=list)
    same: list[float] = field(default_factory=list)
    written: list[float] = field(default_factory=list)

    def keep(self, product: float | None, same: float, written: float) -> None:
        if product is not None:
            self.product.append(product)
            self.same.append(same)
            self.written.append(written)

    def figures(self) -> dict[str, float]:
        product, same, written = (one[WARM_UP:] for one in (self.product, self.same, self.written))
        return {
            "step_p50_ms": 1000 * median(product),
            "step_p99_ms": 1000 * quantiles(product, n=100)[98],
            "same_statements_p50_ms": 1000 * median(same),
            "same_rows_p50_ms": 1000 * median(written),
            "ratio": median(product) / median(written),
            "ratio_same": median(product) / median(same),
        }


def run() -> dict[str, object]:
    """Return medians in ms and both ratios for both stores; several desks at once share a server only."""
    figures: dict[str, object] = {"goal": "ratio at most 2.5", "steps": STEPS, "desks": DESKS}
    for name, triplets in STORES.items():
        with triplets(DemoSize.DISTRICT) as addresses:
            found = measured(*addresses)
            if name == "postgresql":
                found["desks_steps_per_second"] = _beside(addresses[0])
            figures[name] = found
    return figures


def measured(address: str, same: str, written: str) -> dict[str, float]:
    """Take the steps on the first store and let the driver repeat them on the others."""
    store, twin, bare = (open_store(one) for one in (address, same, written))
    said = record_statements(store)
    taken = _Taken()
    try:
        with driver_cursor(twin) as on_twin, driver_cursor(bare) as on_bare:
            for statements, seconds in islice(_walked(store, said), WARM_UP + STEPS):
                again = _seconds(partial(say, on_twin, statements))
                rows = [one for one in statements if _writes(one)]
                taken.keep(seconds, again, _seconds(partial(say, on_bare, rows)))
    finally:
        for one in (store, twin, bare):
            one.dispose()
    return taken.figures()


def _walked(store: Store, said: list[Statement]) -> Iterator[tuple[list[Statement], float | None]]:
    """Yield what was said by each report, untimed, and by each step with its seconds."""
    taker = StepTaker(store, desk=0)
    for number in count(1):
        said.clear()
        key = taker.report(number)
        yield [*said], None
        while (step := taker.plan(key)) is not None:
            said.clear()
            seconds = _seconds(partial(taker.take, step))
            yield [*said], seconds


def _writes(statement: Statement) -> bool:
    return statement[0].lstrip().upper().startswith(_WRITING)


def _seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _beside(address: str) -> float:
    """Return the steps a second of several desks at once; none takes a step before all are ready."""
    command = [sys.executable, "-m", "gridcenter.bench.step_taker", address]
    desks = [
        subprocess.Popen(
            [*command, str(number), str(DESK_SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(1, DESKS + 1)
    ]
    try:
        for desk in desks:
            _said(desk)
        for desk in desks:
            _tell(desk)
        return sum(int(_said(desk)) for desk in desks) / DESK_SECONDS
    finally:
        for desk in desks:
            desk.kill()
            desk.communicate()


def _said(desk: subprocess.Popen[str]) -> str:
    line = desk.stdout.readline() if desk.stdout is not None else ""
    if not line:
        raise ChildFailedError(f"a desk ended with status {desk.wait()}")
    return line


def _tell(desk: subprocess.Popen[str]) -> None:
    if desk.stdin is not None:
        desk.stdin.write("begin\n")
        desk.stdin.flush()
