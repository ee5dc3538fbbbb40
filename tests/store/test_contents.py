"""How much a store holds, as Administration shows it."""

from __future__ import annotations

from gridcenter.services.desk_facts import store_contents
from gridcenter.store.engine import Store
from gridcenter.store.models import Unit


def test_every_table_is_counted_and_the_database_named(store: Store) -> None:
    with store.begin() as session:
        before = store_contents(session).sizes["unit"]
        session.add(Unit(code="X-1", name="甲局", kind="bureau"))
        session.flush()
        contents = store_contents(session)
    assert contents.sizes["unit"] == before + 1
    assert {"grid", "person", "incident", "audit"} <= contents.sizes.keys()
    assert {
        "card",
        "attachment",
        "adjustment",
        "report",
        "incident_merge",
        "handover",
    } <= contents.sizes.keys()
    assert {"acknowledgement", "responsibility_rule", "co_handling", "recheck_draw"} <= contents.sizes.keys()
    assert contents.database in ("sqlite", "postgresql")
