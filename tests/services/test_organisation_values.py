"""What is said of an organisation is verified and taken back; ledgers, cards and undone imports follow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Date, bindparam, func, select, text
from sqlalchemy.exc import DBAPIError

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.organisations import OrganisationFacts
from gridcenter.domain.people import Actor
from gridcenter.domain.places import DISTRICT
from gridcenter.domain.record_keeping import ValueChanged
from gridcenter.language import use_language
from gridcenter.services.batch_undo import undo_batch
from gridcenter.services.importing import ImportOptions, Kind, import_file
from gridcenter.services.organisation_facts import facts_of
from gridcenter.services.organisation_keeping import state_of_organisation
from gridcenter.services.organisation_values import verify_of_organisation, withdraw_of_organisation
from gridcenter.services.register_ledgers import ledger_page
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import (
    AuditEntry,
    BatchChange,
    Organisation,
    OrganisationItem,
    OrganisationPerson,
    Premises,
)
from gridcenter.store.schema import downgrade, upgrade
from gridcenter.store.types import UtcMoment
from tests.services import organisation_samples as organised
from tests.services.importing.carrying import NOW, table
from tests.services.organisation_samples import FAR, SHOP, SHOP_NAME, SHOP_USCC
from tests.services.resident_samples import CLERK, COMMUNITY, GRID, OTHER_COMMUNITY
from tests.services.test_organisation_keeping import HEAD, NEW, entered, move_counter, stated

HEADER = "统一社会信用代码,组织名称,组织类型,房屋编码,网格编码,社区代码,来源,登记日期"


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    use_language("en")
    with store.begin() as session:
        organised.fill(session)
        move_counter(session)
        home = session.get_one(Premises, 2)
        home.code, home.community_code = "FW-2", COMMUNITY
        session.add(
            Premises(id=90, code="FW-9", kind="room", name="909", community_code=COMMUNITY, grid_code=GRID)
        )
    return store


def facts(store: Store, key: int = SHOP) -> OrganisationFacts:
    with store.read() as session:
        found = facts_of(session, key)
    assert found is not None
    return found


def verify(store: Store, which: str, by: Actor = HEAD) -> None:
    with store.begin() as session:
        verify_of_organisation(session, SHOP, {"which": which}, by=by, now=store_time(session))


def withdraw(store: Store, which: str, reason: str = "店已更名", by: Actor = HEAD, key: int = SHOP) -> None:
    with store.begin() as session:
        said = {"which": which, "reason": reason}
        withdraw_of_organisation(session, key, said, by=by, now=store_time(session))


def brought(store: Store, folder: Path, *rows: str, source: str = "") -> int:
    path = table(folder / "o.csv", HEADER, *rows)
    options = ImportOptions(source=source)
    with store.begin() as session:
        report = import_file(
            session, Kind.ORGANISATIONS, path, options=options, now=store_time(session), by=HEAD
        )
    assert report.refused == 0
    return report.batch_id or 0


def undo(store: Store, batch: int) -> Any:
    with store.begin() as session:
        return undo_batch(session, batch, reason="导错了文件", by=HEAD, now=store_time(session))


def columns(store: Store) -> list[tuple[Any, ...]]:
    """Return every organisation as its columns tell it, without the version."""
    wanted = [column for column in Organisation.__table__.columns if column.name != "version"]
    with store.read() as session:
        return [tuple(row) for row in session.execute(select(*wanted).order_by(Organisation.id))]


def test_what_was_verified_last_stands_and_what_was_taken_back_does_not_with_an_audit_line_each(
    filled: Store,
) -> None:
    stated(filled, SHOP, value="美兰超市")
    assert facts(filled).name == "美兰超市"
    own = next(one for one in facts(filled).said if one.own and one.key == "name")
    verify(filled, own.ref)
    found = facts(filled)
    assert (found.name, [one.verified_by for one in found.beside]) == (SHOP_NAME, ["王强", ""])
    with pytest.raises(RuleBroken, match="verified this value today"):
        verify(filled, own.ref)
    withdraw(filled, own.ref)
    found = facts(filled)
    assert (found.name, found.beside[0].value.zh) == ("美兰超市", "美兰超市")
    (gone,) = found.taken_back
    assert (gone.value.zh, gone.by, gone.why) == (SHOP_NAME, "王强", "店已更名")
    with filled.read() as session:
        lines = session.execute(
            select(AuditEntry.action, AuditEntry.outcome, AuditEntry.fields).order_by(AuditEntry.id)
        )
        told = [tuple(line) for line in lines]
    assert told[1:] == [
        ("organisation_keep", "verified", f"organisation {SHOP} {own.ref}"),
        ("organisation_keep", "withdrawn", f"organisation {SHOP} {own.ref}"),
    ]


def test_a_column_of_which_nothing_else_was_said_is_verified_and_taken_back_as_a_statement_of_its_source(
    filled: Store,
) -> None:
    verify(filled, "kind")
    (kind,) = [one for one in facts(filled).said if one.key == "kind"]
    assert (kind.source, kind.verified_by, kind.own) == ("市场监管", "王强", True)
    withdraw(filled, "kind")
    assert (facts(filled).kind.zh, facts(filled).status.zh) == ("", "存续")


def test_who_may_not_is_elsewhere_gives_no_reason_or_comes_too_late_changes_nothing(filled: Store) -> None:
    handler = Actor(1, "x", "x", "handler", 1, "")
    stated(filled, SHOP, value="美兰超市")
    before = columns(filled)
    refusals: tuple[tuple[type[Exception], str, dict[str, Any]], ...] = (
        (RuleBroken, "kept by", {"which": "name", "by": handler}),
        (RuleBroken, "in your area", {"which": "name", "by": CLERK, "key": FAR}),
        (BadInput, "Reason is missing", {"which": "name", "reason": " "}),
        (BadInput, "too many", {"which": "name", "reason": "长" * 201}),
        (BadInput, "no record item", {"which": "uscc"}),
        (ValueChanged, "the value is gone", {"which": "name@999"}),
        (RuleBroken, "no other name", {"which": "name", "key": FAR}),
    )
    for kind, why, wish in refusals:
        with pytest.raises(kind, match=why):
            withdraw(filled, **wish)
    assert columns(filled) == before
    withdraw(filled, "name")
    with pytest.raises(ValueChanged, match="taken back by 王强"):
        withdraw(filled, "name")


def test_a_ledger_follows_what_comes_first_and_an_undone_file_leaves_everything_as_it_was(
    filled: Store, tmp_path: Path
) -> None:
    def key_units() -> set[str]:
        page = ledger_page(filled, "LG06", COMMUNITY, by=HEAD, zone=DISTRICT)
        return {row.cells[0] for row in page.rows}

    before, known = columns(filled), key_units()
    assert SHOP_NAME not in known
    batch = brought(filled, tmp_path, f"{SHOP_USCC},美兰工厂,plant,FW-9,,,教育登记,2026-05-01")
    assert key_units() == known | {"美兰工厂"}
    found = facts(filled)
    assert (found.premises, found.source) == ("FW-9", "市场监管")
    assert next(one.value.zh for one in found.beside if one.key == "place").startswith("FW-9")
    assert undo(filled, batch).withdrawn == 3
    assert (columns(filled), key_units()) == (before, known)
    assert brought(filled, tmp_path, f"{SHOP_USCC},美兰工厂,plant,FW-9,,,教育登记,2026-05-01")
    assert facts(filled).name == "美兰工厂"


def test_an_older_or_undated_file_stands_beside_and_an_empty_cell_says_nothing(
    filled: Store, tmp_path: Path
) -> None:
    before = columns(filled)
    brought(
        filled,
        tmp_path,
        f"{SHOP_USCC},老店,,,,,,2001-01-01",
        source="旧台账",
    )
    brought(filled, tmp_path, f"{SHOP_USCC},某店,,,,{COMMUNITY},走访,")
    assert columns(filled) == before
    assert [(one.value.zh, one.source) for one in facts(filled).beside] == [
        (SHOP_NAME, "市场监管"),
        ("老店", "旧台账"),
        ("某店", "走访"),
    ]


def test_what_was_verified_since_stays_when_its_file_is_undone(filled: Store, tmp_path: Path) -> None:
    batch = brought(filled, tmp_path, f"{SHOP_USCC},美兰超市,plant,,,,年检,2026-05-01")
    (ref,) = [one.ref for one in facts(filled).said if one.value.zh == "美兰超市"]
    verify(filled, ref)
    done = undo(filled, batch)
    assert (done.withdrawn, done.kept["organisation_item"]) == (1, 1)
    assert (facts(filled).name, facts(filled).kind.zh) == ("美兰超市", "商铺")


def test_an_organisation_of_an_undone_file_goes_although_another_undone_file_spoke_of_it(
    filled: Store, tmp_path: Path
) -> None:
    before = columns(filled)
    first = brought(filled, tmp_path, f"{NEW},春风面馆,shop,,,,年检,2026-01-01")
    second = brought(filled, tmp_path, f"{NEW},春风酒楼,,,,,年检,2026-02-01")
    undo(filled, second)
    assert undo(filled, first).removed["organisation"] == 1
    assert columns(filled) == before
    with filled.read() as session:
        assert session.scalars(select(OrganisationItem)).all() == []


def test_an_organisation_of_which_somebody_said_something_by_hand_stays(
    filled: Store, tmp_path: Path
) -> None:
    batch = brought(filled, tmp_path, f"{NEW},春风面馆,shop,,,,年检,2026-01-01")
    with filled.read() as session:
        key = session.scalars(select(Organisation.id).where(Organisation.uscc == NEW)).one()
    stated(filled, key, item="status", value="active")
    assert undo(filled, batch).kept["organisation"] == 1
    assert facts(filled, key).name == "春风面馆"


def test_a_place_is_stated_by_its_premises_and_an_area_is_not_left(filled: Store) -> None:
    key = entered(filled, premises_code="FW-2")
    stated(filled, key, item="place", value="FW-9", recorded_on="2026-11-02")
    found = facts(filled, key)
    assert (found.premises, [one.first for one in found.beside]) == ("FW-9", [True, False])
    with pytest.raises(BadInput, match="no premises"):
        stated(filled, key, item="place", value="FW-404")
    with filled.begin() as session:
        elsewhere = session.get_one(Premises, 90)
        elsewhere.community_code, elsewhere.grid_code = OTHER_COMMUNITY, None
    with pytest.raises(RuleBroken, match="lie in your area"):
        stated(filled, SHOP, by=CLERK, item="place", value="FW-9", source="x")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organisation_item SET value = 'x'",
        "UPDATE organisation_item SET base = NOT base",
        "UPDATE organisation_item SET verified_on = NULL WHERE verified_on IS NOT NULL",
        "UPDATE organisation_item SET withdrawn_at = NULL WHERE withdrawn_at IS NOT NULL",
        "DELETE FROM organisation_item",
    ],
)
def test_the_store_refuses_what_is_no_verifying_and_no_taking_back(filled: Store, statement: str) -> None:
    stated(filled, SHOP, value="美兰超市")
    stated(filled, SHOP, value="美兰商场")
    verify(filled, "name")
    withdraw(filled, next(one.ref for one in facts(filled).said if one.value.zh == "美兰商场"))
    with pytest.raises(DBAPIError, match="append-only"), filled.begin() as session:
        session.execute(text(statement))


def test_a_former_store_keeps_what_its_columns_said_and_they_hold_what_comes_first(filled: Store) -> None:
    """Until 0032 a statement stood beside columns that nothing but the card compared it with."""
    downgrade(filled, "0030")
    said = text(
        "INSERT INTO organisation_item (organisation_id, key, value, source, recorded_on, said_at) "
        "VALUES (:shop, :key, :value, '年检', :day, :at)"
    ).bindparams(bindparam("at", type_=UtcMoment()), bindparam("day", type_=Date()))
    with filled.begin() as session:
        for key, value, day in (
            ("name", "美兰超市", date(2026, 3, 1)),
            ("status", "closed", date(2001, 1, 1)),
        ):
            session.execute(said, {"shop": SHOP, "key": key, "value": value, "day": day, "at": NOW})
    assert upgrade(filled) == "0030"
    found = facts(filled)
    assert (found.name, found.status.zh) == ("美兰超市", "存续")
    assert [(one.value.zh, one.source, one.own) for one in found.beside][:2] == [
        ("美兰超市", "年检", False),
        (SHOP_NAME, "市场监管", True),
    ]
    with filled.read() as session:
        assert session.get_one(Organisation, SHOP).name == "美兰超市"
    downgrade(filled, "0030")
    with filled.read() as session:
        assert session.scalar(text(f"SELECT name FROM organisation WHERE id = {SHOP}")) == SHOP_NAME


def test_a_file_of_before_that_wrote_columns_over_is_put_back_only_where_nothing_was_said_since(
    filled: Store, tmp_path: Path
) -> None:
    batch = brought(filled, tmp_path, f"{NEW},春风面馆,shop,,,,年检,2026-01-01")
    with filled.begin() as session:
        for key, was in ((SHOP, SHOP_NAME), (FAR, "桥头贸易公司")):
            session.get_one(Organisation, key).name = "改写"
            before, after = (json.dumps({"name": name}) for name in (was, "改写"))
            change = {"subject": "organisation", "subject_id": key, "before": before, "after": after}
            session.add(BatchChange(batch_id=batch, **change))
    stated(filled, SHOP, value="某店", recorded_on="2001-01-01")
    done = undo(filled, batch)
    assert (done.put_back["organisation"], done.kept["organisation"]) == (1, 1)
    assert (facts(filled, FAR).name, facts(filled).name) == ("桥头贸易公司", "改写")


def test_two_organisations_of_one_name_are_two_and_one_code_is_one(filled: Store, tmp_path: Path) -> None:
    before = len(columns(filled))
    brought(filled, tmp_path, f"{NEW},{SHOP_NAME},shop,,,,年检,2026-01-01")
    assert len(columns(filled)) == before + 1
    brought(filled, tmp_path, f"{NEW.lower()},改名店,shop,,,,年检,2026-02-01")
    assert len(columns(filled)) == before + 1
    with filled.read() as session:
        assert (
            session.scalar(select(OrganisationPerson.id).where(OrganisationPerson.organisation_id > FAR))
            is None
        )


def test_who_states_while_another_desk_does_waits_and_the_newest_stands_in_the_column(filled: Store) -> None:
    stated(filled, SHOP, item="status", value="active")  # the audit has its key: nobody waits for that
    wish = {"item": "name", "value": "美兰新店", "source": "年检", "recorded_on": "2026-09-20"}
    with ThreadPoolExecutor(1) as other:
        with filled.begin() as session:
            state_of_organisation(session, SHOP, wish, by=HEAD, now=store_time(session))
            told = other.submit(stated, filled, SHOP, by=CLERK, value="美兰旧店", recorded_on="2026-09-10")
            assert not wait([told], timeout=1.5).done, "the other desk waits for this one"
        told.result()
    with filled.read() as session:
        assert session.get_one(Organisation, SHOP).name == "美兰新店"
        base = select(func.count()).where(OrganisationItem.key == "name", OrganisationItem.base)
        assert session.scalar(base) == 1
