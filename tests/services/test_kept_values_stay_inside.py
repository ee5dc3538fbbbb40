"""What is typed about people while the register is kept true reaches no log, feed, list, file or refusal."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from sqlalchemy import select, text

from gridcenter.domain.errors import Refusal
from gridcenter.domain.people import Actor
from gridcenter.domain.record_keeping import Keeping, KeptValue
from gridcenter.language import use_language
from gridcenter.services.exporting import Export, export_rows
from gridcenter.services.lookup import look_up
from gridcenter.services.person_merging import merge_persons
from gridcenter.services.person_twins import compare_persons, find_twins
from gridcenter.services.record_keeping import keep_value
from gridcenter.services.visits import export_visits, record_visit, visit_list
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Account, AuditEntry, Change, Person
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, COMMUNITY, GRID, NUMBER, request

NEW_PHONE, NEW_NAME, NEW_ADDRESS = "13977776666", "欧阳鹿鸣", "滨江区江南社区22幢0903室"
WHY, NOTE, TWIN_NAME = "其女来电称已换号", "老伴卧床需送药", "司徒雀鸣"
CANARIES = (NEW_PHONE, NEW_NAME, "0903室", WHY, NOTE, TWIN_NAME, NUMBER, sample.PHONE, "张美兰", "赵德福")
HEAD = Actor(4, "he.ming", "何明", "supervisor", 1, COMMUNITY)


def found_in(words: str) -> list[str]:
    return [one for one in CANARIES if one in words]


def kept(store: Store, act: KeptValue) -> str:
    """Return what the desk gets to see: the card, or the sentence of the refusal."""
    try:
        return repr(keep_value(store, 1, act, request(), by=CLERK))
    except Refusal as refusal:
        return str(refusal)


def test_the_search_for_canaries_finds_them() -> None:
    assert found_in(f"… {NEW_PHONE} … {NOTE}") == [NEW_PHONE, NOTE]


def test_nothing_typed_leaves_the_store(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
        session.add(Account(id=4, login=HEAD.login, name=HEAD.name, role=HEAD.role, unit_id=1))
        session.add(Person(id=20, name=TWIN_NAME, id_number=NUMBER, community_code=COMMUNITY, synthetic=True))
    look_up(store, request(), by=CLERK)
    said = {"source": "入户走访", "recorded_on": "2026-11-01"}
    seen = [
        kept(store, KeptValue(Keeping.STATE, "phone", text=NEW_PHONE, **said)),
        kept(store, KeptValue(Keeping.STATE, "phone", text=NEW_PHONE, **said)),
        kept(store, KeptValue(Keeping.STATE, "marital_status", text=NEW_NAME, **said)),
        kept(store, KeptValue(Keeping.STATE, "name", text=NEW_NAME, **said)),
        kept(store, KeptValue(Keeping.STATE, "address", text=NEW_ADDRESS, **said)),
        kept(store, KeptValue(Keeping.WITHDRAW, "phone", reason=WHY)),
        kept(store, KeptValue(Keeping.VERIFY, "phone")),
    ]
    seen += [repr(find_twins(store, by=CLERK)), repr(compare_persons(store, 1, 20, by=CLERK))]
    with store.begin() as session:
        now = store_time(session)
        merge_persons(session, kept=1, merged=20, reason="两处登记号码一致", by=HEAD, now=now)
    listed = visit_list(store, GRID, by=CLERK)
    with store.begin() as session:
        now = store_time(session)
        record_visit(session, listed.rows[0].subject, outcome="met", note=NOTE, by=CLERK, now=now)
    seen += [repr(listed), repr(visit_list(store, GRID, by=CLERK))]
    export_visits(store, GRID, tmp_path / "visits.csv", by=CLERK)
    export_rows(store, Export.PERSONS, tmp_path / "persons.csv", by=CLERK)
    seen += [out.read_text(encoding="utf-8-sig") for out in sorted(tmp_path.glob("*.csv"))]
    with store.read() as session:
        seen += [repr(vars(row)) for row in session.scalars(select(AuditEntry))]
        seen += [repr(vars(row)) for row in session.scalars(select(Change))]
        assert session.scalar(text("SELECT note FROM visit")) == NOTE
    seen.append(caplog.text)
    assert found_in("\n".join(seen)) == []
