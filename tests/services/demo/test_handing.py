"""What the demo hands on: tasks given back twice, and a handover that the account of the desk can sign."""

from __future__ import annotations

from datetime import UTC

from gridcenter.domain.lights import Light
from gridcenter.services.accounts import acting_account
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.demo.handing import PASSED_AROUND
from gridcenter.services.handovers import sign_handover
from gridcenter.services.returns import passed_around
from gridcenter.store.engine import Store
from gridcenter.store.handovers import unsigned_handovers
from gridcenter.store.incidents import open_incidents
from tests.services.demo.wednesday import WEDNESDAY


def test_the_demo_passes_tasks_around_and_leaves_a_handover_to_sign(wednesday: Store) -> None:
    assert verify_clocks(wednesday, zone=UTC, progress=lambda _made: None).kept == []
    with wednesday.read() as session:
        by = acting_account(session, "")
        found = passed_around(session, area="")
        rows = open_incidents(session, area="")
        (waiting,) = unsigned_handovers(session, area=by.area)
    assert 0 < len(found) <= PASSED_AROUND
    assert all(one.must_rule and one.idle_since is not None for one in found)
    assert list(waiting.figures.red) == sorted(row.id for row in rows if row.light(WEDNESDAY) is Light.RED)
    assert waiting.figures.open == len(rows)
    assert waiting.figures.watched
    assert waiting.author_id != by.account_id
    with wednesday.begin() as session:
        sign_handover(session, waiting.id, version=waiting.version, remarks="", by=by, now=WEDNESDAY)
