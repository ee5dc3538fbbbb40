"""Files that people open elsewhere, and that come in again without changing anything."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.people import Actor
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.services.accounts import acting_account, ensure_first_account
from gridcenter.services.exporting import Export, export_rows, export_template
from gridcenter.services.people_access import people_access
from gridcenter.services.reference import load_reference
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, AuditEntry, Scope
from tests.services.importing.carrying import BY, Bring, bring_into, counts, table
from tests.services.matters import DRAFT, at, report, settle
from tests.services.matters import actor as matters_actor

BIRTH = date(1970, 1, 2)
SQUARE = "[[[116,40],[116.1,40],[116.1,40.1],[116,40.1],[116,40]]]"


@pytest.fixture
def bring(store: Store) -> Bring:
    with store.begin() as session:
        load_reference(session)
        ensure_first_account(session)
    return bring_into(store)


@pytest.fixture
def actor(store: Store, bring: Bring) -> Actor:
    with store.read() as session:
        return acting_account(session)


@pytest.fixture
def filled(bring: Bring, tmp_path: Path) -> Bring:
    shape = tmp_path / "g.geojson"
    shape.write_text(
        '{"type":"Feature","properties":{"code":"110101001001001","name":"第一网格","community":"甲社区"},'
        f'"geometry":{{"type":"Polygon","coordinates":{SQUARE}}}}}',
        encoding="utf-8",
    )
    bring("grids", shape)
    bring("units", table(tmp_path / "u.csv", "code,name", "A,城管局", "=B,甲公司"))
    bring("responsibility", table(tmp_path / "r.csv", "set,category,unit", "matters,06,A", "matters,,=B"))
    bring(
        "incidents",
        table(
            tmp_path / "i.csv",
            "编号,上报时间,结案时间,类别编码,类别编码集,问题描述,处置单位,网格编码",
            "1,2026-11-20 09:00:01,,01001,matters,=1+1,A,110101001001001",
            "2,2026-11-20 09:00:02,2026-11-20 10:00:00,01001,matters,井盖,A,",
            "3,2026-11-19 09:00:03,,01001,matters,-,,",
        ),
    )
    return bring


@pytest.mark.parametrize(
    "kind", [k for k in Export if k not in (Export.PERSONS, Export.COMPONENTS, Export.INDICATORS)]
)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_an_export_that_is_imported_changes_nothing(
    store: Store, filled: Bring, tmp_path: Path, kind: Export, suffix: str
) -> None:
    out = tmp_path / f"out{'.geojson' if kind is Export.GRIDS else suffix}"
    rows = export_rows(store, kind, out, by=BY)
    assert rows > 0
    report = filled(kind.value, out, datum="wgs84") if kind is Export.INCIDENTS else filled(kind.value, out)
    assert counts(report) == (rows, 0, rows, 0, 0)


@pytest.mark.parametrize("kind", list(Export))
def test_every_kind_can_be_written_from_a_new_store(
    store: Store, actor: Actor, tmp_path: Path, kind: Export
) -> None:
    out = tmp_path / ("out.geojson" if kind is Export.GRIDS else "out.csv")
    rows = export_rows(store, kind, out, by=actor)
    expected = {Export.CATEGORIES: 526, Export.STANDARDS: 486, Export.INDICATORS: 55}
    assert rows == expected.get(kind, 0)
    assert out.is_file()


def test_incidents_are_written_open_ones_first_in_the_order_of_the_queue(
    store: Store, filled: Bring, tmp_path: Path
) -> None:
    export_rows(store, Export.INCIDENTS, tmp_path / "out.csv", by=BY)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["案件编号"] for row in rows] == ["3", "1", "2"]
    assert rows[1]["问题描述"] == "'=1+1"
    assert rows[1]["上报时间"] == "2026-11-20 09:00:01"


def test_a_workbook_holds_text_as_text(store: Store, filled: Bring, tmp_path: Path) -> None:
    export_rows(store, Export.UNITS, tmp_path / "out.xlsx", by=BY)
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "out.xlsx").active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "=B" in {cell.value for cell in cells}


def test_persons_are_written_masked_and_audited(
    store: Store, bring: Bring, actor: Actor, tmp_path: Path
) -> None:
    number = make_number(DEMO_PREFIX, BIRTH, 7)
    bring(
        "persons",
        table(tmp_path / "p.csv", "姓名,身份证号,电话,住址", f"欧阳一,{number},13800001234,和平社区2号"),
    )
    assert export_rows(store, Export.PERSONS, tmp_path / "out.csv", by=actor) == 1
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert number not in text
    assert number[6:14] not in text
    assert "欧阳*" in text
    assert "2号" not in text
    with store.read() as session:
        assert session.scalars(select(AuditEntry.action)).all() == ["export", "exported"]
    with pytest.raises(RuleBroken):
        export_rows(store, Export.PERSONS, tmp_path / "no.csv", by=BY)
    assert not (tmp_path / "no.csv").exists()


def test_a_wrong_ending_or_place_is_refused_and_leaves_nothing(
    store: Store, filled: Bring, tmp_path: Path, english: None
) -> None:
    with pytest.raises(BadInput, match=r"ends in \.csv or \.xlsx"):
        export_rows(store, Export.UNITS, tmp_path / "out.pdf", by=BY)
    with pytest.raises(BadInput, match="cannot be written"):
        export_rows(store, Export.UNITS, tmp_path / "no" / "out.csv", by=BY)
    with pytest.raises(BadInput, match="Only divisions and grids"):
        export_rows(store, Export.UNITS, tmp_path / "out.geojson", by=BY)
    assert not list(tmp_path.glob("*out*"))


def test_a_template_has_the_headers_that_the_import_understands(
    bring: Bring, tmp_path: Path, english: None
) -> None:
    export_template("persons", tmp_path / "t.csv")
    header = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").strip()
    assert header.startswith("ID number,name,sex")
    assert counts(bring("persons", tmp_path / "t.csv")) == (0, 0, 0, 0, 0)
    with pytest.raises(BadInput, match="no kind"):
        export_template("cats", tmp_path / "t.csv")


@pytest.mark.parametrize("role", sorted(ROLE_NAMES))
def test_residents_are_written_by_the_roles_that_the_data_file_names_and_the_attempt_stands_in_the_audit(
    store: Store, bring: Bring, tmp_path: Path, role: str, english: None
) -> None:
    with store.begin() as session:
        session.add(Account(id=50, login="who", name="某某", role=role))
        session.flush()
        session.add(Scope(account_id=50, division_code=""))
    with store.read() as session:
        by = acting_account(session, "who")
    out = tmp_path / "out.csv"
    if role in people_access().exporters:
        assert export_rows(store, Export.PERSONS, out, by=by) == 0
    else:
        with pytest.raises(
            RuleBroken, match="written to a file by: acceptor, dispatcher, leader, shift supervisor"
        ):
            export_rows(store, Export.PERSONS, out, by=by)
    assert out.exists() == (role in {"acceptor", "dispatcher", "supervisor", "leader"})
    with store.read() as session:
        lines = session.execute(select(AuditEntry.action, AuditEntry.outcome).order_by(AuditEntry.id)).all()
    assert tuple(lines[0]) == ("export", "shown" if out.exists() else "refused")


def test_a_list_of_incidents_names_nobody_who_reported(store: Store, tmp_path: Path) -> None:
    settle(store)
    reported = replace(DRAFT, reporter="欧阳报告人", phone="13800007788")
    report(store, now=at("11-18 09:00"), key="form-1", draft=reported)
    for suffix in (".csv", ".xlsx"):
        out = tmp_path / f"out{suffix}"
        assert export_rows(store, Export.INCIDENTS, out, by=matters_actor("leader")) == 1
        text = (
            out.read_text("utf-8-sig")
            if suffix == ".csv"
            else " ".join(
                str(cell.value) for row in openpyxl.load_workbook(out).active.iter_rows() for cell in row
            )
        )
        assert DRAFT.description in text, "the control"
        assert "欧阳" not in text
        assert "7788" not in text
