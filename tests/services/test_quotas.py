"""Quotas are exact whatever is asked for: two programs that share an account get as much as one, and no more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from gridcenter.services.audit_verification import verify_audit
from gridcenter.services.integrity_hits import QUOTAS as HIT_QUOTAS
from gridcenter.services.linked_cards import LINK_QUOTAS
from gridcenter.services.people_search import SEARCH_QUOTAS
from gridcenter.services.person_index import index_changed_persons
from gridcenter.services.person_twins import TWINS_QUOTAS
from gridcenter.services.progress import unwatched
from gridcenter.services.register_ledgers import LEDGER_QUOTAS
from gridcenter.services.tickets import REVEAL_QUOTAS, Quota
from gridcenter.services.visits import LIST_QUOTAS
from gridcenter.store.engine import Store
from tests.services import integrity_samples as integrity

ROOT = Path(__file__).resolve().parents[2]
LIMITS: dict[str, tuple[Quota, ...]] = {
    "search": SEARCH_QUOTAS,
    "reveal": REVEAL_QUOTAS,
    "premises": LINK_QUOTAS,
    "ledger": LEDGER_QUOTAS,
    "visits": LIST_QUOTAS,
    "twins": TWINS_QUOTAS,
    "hits": HIT_QUOTAS,
}
DESK = """
import json, sys
from dataclasses import replace
from functools import partial
from gridcenter.domain.errors import RuleBroken
from gridcenter.services.integrity_hits import show_hits
from gridcenter.services.linked_cards import open_premises
from gridcenter.services.lookup import look_up, reveal
from gridcenter.services.people_search import search_people
from gridcenter.services.person_twins import find_twins
from gridcenter.services.register_ledgers import ledger_page
from gridcenter.services.visits import visit_list
from gridcenter.store.engine import open_store
from gridcenter.store.integrity import HitFilter
from tests.services.integrity_samples import CHIEF
from tests.services.resident_samples import GRID, request
from tests.services.care_samples import ZONE
store = open_store(sys.argv[1])
ways = {
    "search": partial(search_people, store, request("张美兰"), by=CHIEF),
    "reveal": partial(reveal, store, 1, "phone", request(), by=CHIEF),
    "premises": partial(open_premises, store, 2, request(), by=CHIEF),
    "ledger": partial(ledger_page, store, "LG01", "", request(), by=CHIEF, zone=ZONE),
    "visits": partial(visit_list, store, GRID, by=CHIEF),
    "twins": partial(find_twins, store, by=CHIEF),
    "hits": partial(show_hits, store, HitFilter(), by=CHIEF),
}
look_up(store, replace(request(), again="asked by the family at the counter"), by=CHIEF)
print("ready", flush=True)
sys.stdin.readline()
got = {}
for name, ask in ways.items():
    got[name] = 0
    for _ in range(int(json.loads(sys.argv[2])[name])):
        try:
            ask()
            got[name] += 1
        except RuleBroken:
            pass
print(json.dumps(got), flush=True)
store.dispose()
"""


def test_two_programs_get_exactly_what_one_account_may_have_of_each_kind(
    store: Store, store_url: str
) -> None:
    with store.begin() as session:
        integrity.fill(session)
        index_changed_persons(session)
    wanted = {name: quotas[0].count * 3 // 4 for name, quotas in LIMITS.items()}
    line = [sys.executable, "-c", DESK, store_url, json.dumps(wanted)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    desks = [subprocess.Popen(line, **pipes) for _ in range(2)]
    for desk in desks:
        assert desk.stdout is not None
        assert desk.stdout.readline() == "ready\n"
    for desk in desks:
        assert desk.stdin is not None
        desk.stdin.write("go\n")
        desk.stdin.flush()
    got = [json.loads(desk.communicate(timeout=120)[0]) for desk in desks]
    assert {name: got[0][name] + got[1][name] for name in LIMITS} == {
        name: quotas[0].count for name, quotas in LIMITS.items()
    }
    assert verify_audit(store, progress=unwatched).broken == 0
