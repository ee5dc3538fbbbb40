"""The other desk of `bench feed`: changes open incidents at a rate and notes when each commit was done.

A change moves the deadline far into the past or the future, so that the row moves to or from the head of the
queue, where it is visible, and its point on the map takes another light. Lines on the standard output:
incident id, row version, `time.monotonic()` after the commit.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from random import Random

from sqlalchemy import select

from gridcenter.clock import utc_now
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import Incident

_CHOSEN = 12
"""So few that all of them fit into the visible part of the queue while they are overdue."""
_YEAR = 366 * 24 * 60


def main() -> None:
    address, rate, seconds = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    store = open_store(address)
    try:
        write(store, rate=rate, seconds=seconds)
    finally:
        store.dispose()


def write(store: Store, *, rate: float, seconds: float) -> None:
    """Commit `rate` changes a second, each in a transaction of its own; falls behind where the store is slower."""
    chance = Random(7)
    with store.read() as session:
        open_ones = select(Incident.id).where(Incident.closed_at.is_(None), Incident.longitude.is_not(None))
        keys = list(session.scalars(open_ones.order_by(Incident.id).limit(_CHOSEN)))
    overdue = dict.fromkeys(keys, False)
    begun = time.monotonic()
    for number in range(round(rate * seconds)):
        time.sleep(max(0.0, begun + number / rate - time.monotonic()))
        key = chance.choice(keys)
        overdue[key] = not overdue[key]  # so that every change can be seen
        version = change(store, key, overdue=overdue[key], minutes=_YEAR + number)
        sys.stdout.write(f"{key} {version} {time.monotonic()!r}\n")
    sys.stdout.flush()


def change(store: Store, key: int, *, overdue: bool, minutes: int) -> int:
    """Move one deadline and return the new row version."""
    with store.begin() as session:
        incident = session.get_one(Incident, key)
        incident.due_at = utc_now() + timedelta(minutes=-minutes if overdue else minutes)
        incident.yellow_at = incident.due_at - timedelta(minutes=60)
        incident.paused = False
        session.flush()
        return incident.version


if __name__ == "__main__":
    main()
