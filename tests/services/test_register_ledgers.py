"""Ledgers: counts down to the grid, masked pages by key, and a file that can be traced, on both stores."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, text

from gridcenter.domain.errors import BadInput, RuleBroken, WrongUse
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.domain.register_ledgers import ROWS_OF_A_PAGE, LedgerPage
from gridcenter.paths import asset
from gridcenter.services.plain_yaml import read_plain_yaml
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.services.register_ledger_export import export_ledger
from gridcenter.services.register_ledger_rules import ledger_kind, ledger_kinds, read_ledger_kinds
from gridcenter.services.register_ledgers import (
    ledger_areas,
    ledger_list,
    ledger_page,
    look_up_in_ledger,
    open_page,
    read_page,
)
from gridcenter.services.tickets import TICKET_SECONDS
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    Account,
    AuditEntry,
    Category,
    Component,
    Grid,
    Incident,
    Organisation,
    Person,
    PersonMerge,
    Post,
    Premises,
)
from tests.services import care_samples as care
from tests.services import resident_samples as sample
from tests.services.care_samples import NOW, SECOND, STRANGER, WORKER, ZONE

GROUND = LookupRequest("", Purpose.SAFETY, reason="核对网格内的台账情况")
GROUND = replace(GROUND, reason="逐户核对网格内的台账情况")
FURTHER = sample.COMMUNITY + "004"
MANY = 130
FORMULA = "=cmd|'/c calc'!A1"


@pytest.fixture
def filled(store: Store) -> Store:
    care.fill(store)
    with store.begin() as session:
        grid = session.scalars(select(Grid)).one()
        place = {"geometry": grid.geometry, "longitude": 0.5, "latitude": 0.4}
        session.add(
            Grid(
                code=FURTHER,
                name="04 网格",
                community_code=sample.COMMUNITY,
                level="L3",
                level_reason="学校周边",
                valid_from=NOW - timedelta(days=9),
                **place,
            )
        )
        session.add_all(
            Person(
                id=1000 + n,
                name=f"钱{n:03d}号",
                phone=f"1390000{n:04d}",
                grid_code=FURTHER if n % 2 else None,
                community_code=sample.COMMUNITY,
                synthetic=True,
            )
            for n in range(MANY)
        )
        session.add(Person(id=2000, name="亡者", community_code=sample.COMMUNITY, deceased_on=NOW.date()))
        session.add(Category(id=7, set_key="test", code="01011", name="燃气井盖"))
        session.flush()
        here = {"community_code": sample.COMMUNITY, "grid_code": FURTHER}
        for code, category, name in (("7099010101100001", 7, "燃气井盖"), ("7099010101100002", 1, "长椅")):
            there = {**here, "longitude": 0.5, "latitude": 0.4}
            session.add(Component(code=code, category_id=category, name=name, **there))
        for name, kind in ((FORMULA, "school"), ("小卖部", "shop")):
            session.add(Organisation(name=name, kind=kind, **here))
        for number, severity in (("SJ-A", 2), ("SJ-B", 3), ("SJ-C", 1)):
            matter = {"number": number, "state": "handling", "category_id": 1, "reported_at": NOW}
            session.add(Incident(**matter, severity=severity, **here))
        session.add(Post(grid_code=FURTHER, role="CHIEF", holder="周网格"))
        session.add(Post(grid_code=FURTHER, role="MEMBER", slot=1))
        session.flush()
        room = session.get(Premises, 2)
        assert room is not None
        room.tenure, room.community_code, room.grid_code = "let", sample.COMMUNITY, sample.GRID
    return store


def page(store: Store, code: str, area: str = "", *, after: str = "", by: object = SECOND) -> LedgerPage:
    return ledger_page(store, code, area, GROUND, after=after, by=by, zone=ZONE)  # type: ignore[arg-type]


def counts(store: Store) -> dict[str, int]:
    with store.read() as session:
        return {one.code: one.count for one in ledger_list(session, by=SECOND, now=NOW, zone=ZONE)}


def actions(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        return [
            (one.action, one.fields) for one in session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        ]


def test_the_eight_ledgers_count_what_the_registers_hold(filled: Store) -> None:
    care.enrolled(filled)
    living = 130 + 5
    assert counts(filled) == {
        "LG01": living,
        "LG02": 1,
        "LG03": 1,
        "LG04": 1,
        "LG05": 1,
        "LG06": 1,
        "LG07": 2,
        "LG08": 2,
    }


def test_two_rows_that_are_one_person_count_once(filled: Store) -> None:
    before = counts(filled)["LG01"]
    with filled.begin() as session:
        session.add(
            PersonMerge(
                kept_id=1001,
                merged_id=1003,
                at=NOW,
                actor_id=SECOND.account_id,
                actor="x",
                basis="decision",
                reason="x",
            )
        )
    assert counts(filled)["LG01"] == before - 1
    assert 1003 not in [row.person_id for row in page(filled, "LG01", FURTHER).rows]


def test_the_names_are_those_of_the_service() -> None:
    assert [kind.name.zh for kind in ledger_kinds().values()] == (
        ["实有人口", "重点人员", "重点部位", "出租房屋", "重点区域", "重点单位", "重点事项", "网格工作力量"]
    )


def test_one_goes_down_from_street_to_community_to_grid(filled: Store) -> None:
    def parts(area: str) -> dict[str, int]:
        with filled.read() as session:
            found = ledger_areas(session, "LG01", area, by=SECOND, now=NOW, zone=ZONE)
        assert not found.parts or sum(part.count for part in found.parts) == found.total
        return {part.code: part.count for part in found.parts}

    assert parts("709901") == {"709901003": 135}
    assert parts("709901003") == {sample.COMMUNITY: 134, sample.OTHER_COMMUNITY: 1}
    assert parts(sample.COMMUNITY) == {"": MANY // 2, sample.GRID: 4, FURTHER: MANY // 2}
    assert parts(FURTHER) == {}
    with filled.read() as session:
        way = ledger_areas(session, "LG01", FURTHER, by=SECOND, now=NOW, zone=ZONE).way
    assert [code for code, _ in way] == ["709901", "709901003", sample.COMMUNITY]


def test_a_place_where_nothing_is_recorded_says_none(filled: Store) -> None:
    with filled.read() as session:
        found = ledger_areas(session, "LG07", "709901003", by=SECOND, now=NOW, zone=ZONE)
    assert {part.code: part.count for part in found.parts}[sample.OTHER_COMMUNITY] == 0


def test_pages_go_through_everybody_once_and_name_nobody_whole(filled: Store) -> None:
    seen, after = [], ""
    while True:
        found = page(filled, "LG01", after=after)
        assert len(found.rows) <= ROWS_OF_A_PAGE
        assert found.total == 135
        seen += found.rows
        if not (after := found.following):
            break
    assert len(seen) == len({row.key for row in seen}) == 135
    told = " ".join(cell for row in seen for cell in row.cells)
    for hidden in (sample.NUMBER, sample.PHONE, "张美兰", "0402", "钱001号", "13900000001"):
        assert hidden not in told
    assert "张**" in told
    assert {row.place.zh for row in seen} >= {"江南社区 03 网格", "江南社区 04 网格", "江南社区"}


def test_a_page_keeps_its_place_while_rows_come_and_go(filled: Store) -> None:
    first = page(filled, "LG01", FURTHER)
    with filled.begin() as session:
        session.execute(text("UPDATE person SET deceased_on = '2026-11-01' WHERE id = 1001"))
        session.add(Person(id=5000, name="新来", grid_code=FURTHER, community_code=sample.COMMUNITY))
    second = page(filled, "LG01", FURTHER, after=first.following)
    assert first.rows[-1].key < second.rows[0].key
    assert second.rows[-1].key == 5000


def test_the_order_is_that_of_the_data(filled: Store) -> None:
    assert [row.cells[0] for row in page(filled, "LG07").rows] == ["SJ-B", "SJ-A"]
    assert [row.cells for row in page(filled, "LG08").rows] == [("CHIEF", "1", "周网格"), ("MEMBER", "1", "")]
    assert page(filled, "LG04").rows[0].cells == ("FW-0307-21-0402", "21 幢 2 单元", "0402", "2")
    assert page(filled, "LG05").rows[0].cells[-2] == "学校周边"
    assert page(filled, "LG03").rows[0].cells[1] == "燃气井盖"


def test_a_page_of_residents_stands_in_the_audit_before_it_is_read(filled: Store) -> None:
    page(filled, "LG08")
    assert actions(filled) == []
    page(filled, "LG01", FURTHER)
    ((action, fields),) = actions(filled)
    assert (action, fields.split()[:2]) == ("ledger", [f"LG01@{FURTHER}", "50"])
    with filled.begin() as session:
        opened = open_page(session, ledger_kind("LG01"), "", GROUND, by=SECOND, now=NOW, zone=ZONE)
        with pytest.raises(RuleBroken):
            read_page(session, opened, by=SECOND, now=NOW, zone=ZONE)
        session.rollback()
    with filled.begin() as session:
        opened = open_page(session, ledger_kind("LG01"), FURTHER, GROUND, by=SECOND, now=NOW, zone=ZONE)
    other = replace(opened.ticket, keys=((1, 1),))
    with filled.read() as session:
        for forged, by, now in (
            (opened._replace(ticket=other), SECOND, NOW),
            (opened, STRANGER, NOW),
            (opened, SECOND, NOW + timedelta(seconds=TICKET_SECONDS + 2)),
        ):
            with pytest.raises(RuleBroken):
                read_page(session, forged, by=by, now=now, zone=ZONE)
        assert len(read_page(session, opened, by=SECOND, now=NOW, zone=ZONE).rows) == 50


def test_purpose_role_area_and_quota_are_asked_for(filled: Store) -> None:
    with pytest.raises(RuleBroken):
        ledger_page(filled, "LG01", "", None, by=SECOND, zone=ZONE)
    with pytest.raises(RuleBroken):
        ledger_page(filled, "LG01", "", replace(GROUND, reason="x"), by=SECOND, zone=ZONE)
    with pytest.raises(RuleBroken):
        page(filled, "LG01", by=care.HANDLER)
    with pytest.raises(RuleBroken):
        page(filled, "LG01", sample.OTHER_COMMUNITY, by=WORKER)
    with pytest.raises(WrongUse, match="LG08"):
        page(filled, "LG09")
    for bad in ("x", "[]", '["a","b",null]', '["a","b",{}]', "[[[[", '["a","b","c"]'):
        with pytest.raises(BadInput):
            page(filled, "LG01", after=bad)
    for text_there in ('"x", 5', '"x", "SJ-A", 5', "5"):
        foreign = f'["{sample.COMMUNITY}", "{FURTHER}", {text_there}]'
        assert page(filled, "LG07", after=foreign).rows == ()
    for _ in range(19):
        page(filled, "LG01", FURTHER)
    with pytest.raises(RuleBroken, match="20"):
        for _ in range(3):
            page(filled, "LG01", FURTHER)


def test_somebody_of_a_page_is_opened_by_a_look_up(filled: Store) -> None:
    found = page(filled, "LG01", sample.GRID)
    person = next(row.person_id for row in found.rows if row.cells[0] == "张**")
    assert person == 1
    card = look_up_in_ledger(filled, found, person, GROUND, by=SECOND)
    assert card is not None
    assert card.name == "张**"
    assert actions(filled)[-1][0] == "lookup"
    for stranger, of in ((5, SECOND), (1, STRANGER)):
        with pytest.raises(RuleBroken):
            look_up_in_ledger(filled, found, stranger, GROUND, by=of)


def test_key_persons_are_those_in_care_for_those_who_may_know(filled: Store) -> None:
    care.enrolled(filled)
    (row,) = page(filled, "LG02").rows
    assert (row.cells[0], row.cells[3], row.person_id) == ("张**", "独居老人关爱", 1)
    assert page(filled, "LG02", by=STRANGER).rows == ()
    with filled.read() as session:
        for by, expected in ((WORKER, 1), (STRANGER, 0)):
            found = ledger_areas(session, "LG02", "", by=by, now=NOW, zone=ZONE)
            assert found.total == expected
    with filled.begin() as session:
        session.add(Account(id=21, login="dispatcher", name="派", role="dispatcher", unit_id=1))
    with pytest.raises(RuleBroken):
        page(filled, "LG02", by=sample.CLERK)
    assert "重点人员" in ledger_kind("LG02").name.zh
    assert "知悉范围" in ledger_kind("LG02").note.zh


def plain(out: Path) -> list[list[str]]:
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def sheet(out: Path) -> list[list[str]]:
    book = load_workbook(out)
    rows = list(book.active.iter_rows())
    assert all(cell.data_type != "f" for row in rows for cell in row)
    return [[str(cell.value) for cell in row if cell.value is not None] for row in rows]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_is_masked_and_can_be_traced(
    filled: Store, tmp_path: Path, ending: str, english: None
) -> None:
    out = tmp_path / f"people.{ending}"
    made = export_ledger(filled, "LG01", "", out, GROUND, by=SECOND, zone=ZONE)
    rows = plain(out) if ending == "csv" else sheet(out)
    assert made.serial in rows[0][0]
    assert "章伟 (zhang.wei)" in rows[0][0]
    assert "135 rows" in rows[0][0]
    assert rows[1][:3] == ["no.", "community and grid", "name"]
    assert (made.rows, len(rows), rows[-1][0][:20]) == (135, 135 + 3, f"End of export {made.serial}"[:20])
    told = str(rows)
    for hidden in (sample.NUMBER, sample.PHONE, "张美兰", "钱001号"):
        assert hidden not in told
    (begin, first), (named, whom), (end, last) = actions(filled)
    assert (begin, first) == ("ledger_export", "LG01 709901 135")
    assert (named, whom.split()[:2]) == ("exported", [f"LG01@709901/{made.serial}", "135"])
    assert (end, last) == ("ledger_export_end", f"{made.serial} 135 {made.sha256}")


def test_a_name_that_is_a_formula_stays_text(filled: Store, tmp_path: Path) -> None:
    for ending, read in (("csv", plain), ("xlsx", sheet)):
        out = tmp_path / f"units.{ending}"
        export_ledger(filled, "LG06", "", out, GROUND, by=SECOND, zone=ZONE)
        cells = [cell for row in read(out) for cell in row]
        assert [cell for cell in cells if "cmd" in cell] == [("'" if ending == "csv" else "") + FORMULA]


def test_a_stopped_export_leaves_no_file_and_says_so_in_the_audit(filled: Store, tmp_path: Path) -> None:
    def stop(_: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export_ledger(filled, "LG01", "", tmp_path / "x.csv", GROUND, by=SECOND, zone=ZONE, progress=stop)
    assert list(tmp_path.glob("*x.csv*")) == []
    with filled.read() as session:
        outcomes = [one.outcome for one in session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
    assert outcomes == ["shown", "shown", "stopped"], "whom the first rows name is written down before them"
    with pytest.raises(BadInput):
        export_ledger(filled, "LG01", "", tmp_path / "no" / "x.csv", GROUND, by=SECOND, zone=ZONE)


def test_key_persons_are_never_written_to_a_file(filled: Store, tmp_path: Path, english: None) -> None:
    care.enrolled(filled)
    out = tmp_path / "x.csv"
    with pytest.raises(RuleBroken, match="never written"):
        export_ledger(filled, "LG02", "", out, GROUND, by=SECOND, zone=ZONE)
    with pytest.raises(RuleBroken, match="leader, shift supervisor"):
        export_ledger(filled, "LG01", "", out, GROUND, by=WORKER, zone=ZONE)
    with pytest.raises(WrongUse):
        export_ledger(filled, "LG01", "", tmp_path / "x.pdf", GROUND, by=SECOND, zone=ZONE)
    with pytest.raises(RuleBroken):
        export_ledger(filled, "LG01", "", out, replace(GROUND, reason=""), by=SECOND, zone=ZONE)
    assert not out.exists()


def test_the_definitions_are_checked(english: None) -> None:
    raw = read_plain_yaml(asset("db/ledgers.yaml"))["ledgers"]
    for code, wrong, sentence in (
        ("LG01", {"columns": {"name": "plain"}}, "behind the mask"),
        ("LG01", {"columns": {"religion": "plain"}}, "cannot be read"),
        ("LG01", {"filter": {"phone": ["1"]}}, "not filtered or sorted by phone"),
        ("LG01", {"order": ["name"]}, "not filtered or sorted by name"),
        ("LG01", {"rows": ["auditor"]}, "auditor"),
        ("LG01", {"rows": ["king"]}, "king"),
        ("LG03", {"export": ["evaluator"], "rows": []}, "one who reads"),
        ("LG02", {"export": ["supervisor"]}, "never written"),
        ("LG03", {"register": "petitioners"}, "cannot be read"),
    ):
        with pytest.raises(BadInput, match=sentence):
            read_ledger_kinds({"ledgers": {code: {**raw[code], **wrong}}})
    with pytest.raises(BadInput):
        read_ledger_kinds({})
