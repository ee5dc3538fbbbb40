"""The street that most tests of the demo look at: seed 7, made for a Wednesday afternoon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from gridcenter.services.demo.create import DemoTally, create_demo
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.services.progress import Progress
from gridcenter.store.engine import open_store

WEDNESDAY = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)
NIGHT_BEFORE_MONDAY = datetime(2026, 11, 22, 20, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Street:
    """A street made once for the whole session; tests get copies."""

    address: str
    tally: DemoTally
    told: dict[str, Progress]
    """The last word about each part while it was made."""


def make_street(address: str) -> Street:
    """Fill the empty store at `address`, which stands at the newest schema."""
    told: dict[str, Progress] = {}
    store = open_store(address)
    tally = create_demo(
        store,
        size=DemoSize.STREET,
        now=WEDNESDAY,
        progress=lambda progress: told.update({progress.part: progress}),
    )
    store.dispose()
    return Street(address, tally, told)
