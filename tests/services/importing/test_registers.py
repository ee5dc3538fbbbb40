"""Persons, premises, units, categories and divisions as tables."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from gridcenter.domain.errors import BadInput
from gridcenter.domain.identity import DEMO_PREFIX, IdNumberError, make_number, parse_id_number
from gridcenter.services.importing.persons import _plain_citizen
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.store.engine import Store
from gridcenter.store.models import Category, Division, HouseholdMember, Person, PersonSearch, Premises, Unit
from tests.services.importing.carrying import ADA, BEN, NOW, Bring, counts, lines_of, table

TODAY = NOW.date()
PERSONS = "姓名,公民身份号码,性别,联系电话,学历,民族"


def wrong_digit(number: str) -> str:
    return number[:-2] + str((int(number[-2]) + 1) % 10) + number[-1]


@pytest.mark.usefixtures("reference")
def test_persons_come_in_and_what_is_not_kept_is_left_out(store: Store, bring: Bring, tmp_path: Path) -> None:
    path = table(
        tmp_path / "p.csv", PERSONS, f"甲一,{ADA},女,13800000000,大学本科教育,汉", f"乙二,{BEN},男,,,"
    )
    report = bring("persons", path)
    assert counts(report) == (2, 2, 0, 0, 0)
    assert any("民族" in warning for warning in report.warnings)
    assert counts(bring("persons", path)) == (2, 0, 2, 0, 0)
    with store.read() as session:
        ada = session.scalars(select(Person).where(Person.id_number == ADA)).one()
    assert (ada.sex, ada.birth, ada.education, ada.synthetic) == ("2", date(1980, 5, 1), "20", True)


@pytest.mark.usefixtures("reference")
def test_an_imported_person_is_found_by_what_stands_in_the_register_and_by_what_a_later_file_says(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bring("persons", table(tmp_path / "p.csv", PERSONS, f"单甲,{ADA},女,13800000000,,"))
    bring("persons", table(tmp_path / "q.csv", PERSONS, f"仇甲,{ADA},女,,,", f"乙二,{BEN},男,,,"))
    with store.read() as session:
        rows = session.execute(select(PersonSearch.pinyin, PersonSearch.phone).order_by(PersonSearch.pinyin))
        found = [tuple(row) for row in rows]
    assert found == [
        *(("choujia", ""), ("danjia", ""), ("qiujia", ""), ("shanjia", "00000000831"), ("yier", ""))
    ]


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        (f"甲一,{wrong_digit(ADA)},女,,,", "ID number", "check character"),
        ("甲一,7.0990119800501E+17,女,,,", "ID number", "spreadsheet has rounded"),
        (f",{ADA},女,,,", "name", "empty, but needed"),
        (f"甲一,{ADA},男,,,", "sex", "the ID number says otherwise"),
        (f"甲一,{ADA},?,,,", "sex", "neither"),
        (f"甲一,{ADA},女,,博学,", "education", "no code and no name"),
        ("甲一,,女,,,", "ID number", "empty, but needed"),
    ],
)
@pytest.mark.usefixtures("reference")
def test_a_wrong_person_is_refused_and_no_number_or_name_reaches_the_rejects_file(
    bring: Bring, tmp_path: Path, rejects: Path, english: None, cells: str, field: str, reason: str
) -> None:
    report = bring("persons", table(tmp_path / "p.csv", PERSONS, cells), rejects=rejects)
    assert counts(report) == (1, 0, 0, 0, 1)
    (line,) = lines_of(rejects)
    assert line[:2] == ["2", field]
    assert reason in line[4]
    text = rejects.read_text(encoding="utf-8-sig")
    assert ADA[:14] not in text
    assert "甲一" not in text


def test_a_file_without_a_header_is_refused_and_its_first_row_is_not_told(
    bring: Bring, tmp_path: Path, english: None
) -> None:
    path = table(tmp_path / "p.csv", f"甲一,{ADA},女", f"乙二,{BEN},男")
    with pytest.raises(BadInput, match="The first line looks like a row") as caught:
        bring("persons", path)
    assert ADA not in str(caught.value)
    assert "甲一" not in str(caught.value)


def test_an_id_column_of_figures_is_refused_with_that_explanation(
    bring: Bring, tmp_path: Path, rejects: Path, english: None
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["姓名", "身份证号"])
    book.active.append(["甲一", float(ADA[:-1] + "0")])
    book.save(tmp_path / "p.xlsx")
    assert counts(bring("persons", tmp_path / "p.xlsx", rejects=rejects)) == (1, 0, 0, 0, 1)
    assert "spreadsheet has rounded this number" in lines_of(rejects)[0][4]


def test_a_person_twice_in_a_file_is_a_twin(bring: Bring, tmp_path: Path, rejects: Path) -> None:
    path = table(tmp_path / "p.csv", "姓名,身份证", f"甲一,{ADA}", f"甲乙,{ADA}")
    assert counts(bring("persons", path, rejects=rejects)) == (2, 1, 0, 1, 0)
    assert lines_of(rejects)[0][2].startswith("*")


def many(path: Path, number: int, *rest: str) -> Path:
    rows = (
        f"甲{n},{make_number(DEMO_PREFIX, date(1980, 1, 1 + n // 900), 1 + n % 900)}" for n in range(number)
    )
    return table(path, "姓名,身份证", *rows, *rest)


def persons(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def test_persons_written_while_they_are_read_are_gone_when_it_is_cancelled(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    def stop_later(progress: Progress) -> None:
        if progress.done >= 3000:
            raise Cancelled

    path = many(tmp_path / "p.csv", 5000)
    with pytest.raises(Cancelled):
        bring("persons", path, progress=stop_later)
    assert persons(store) == 0
    assert counts(bring("persons", path)) == (5000, 5000, 0, 0, 0)


def test_a_broken_quote_at_the_end_leaves_none_of_the_persons_before(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    with pytest.raises(BadInput):
        bring("persons", many(tmp_path / "p.csv", 3000, f'"乙,{BEN}'))
    assert persons(store) == 0


def test_refused_and_repeated_rows_among_many_are_counted_and_the_rest_is_stored(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    path = many(tmp_path / "p.csv", 3000, f"乙,{BEN}", f"丙,{BEN}", f"丁,{wrong_digit(ADA)}")
    report = bring("persons", path)
    assert counts(report) == (3003, 3001, 0, 1, 1)
    assert report.stored["person"] == persons(store) == 3001


@given(
    st.dates(date(1900, 1, 1), date(2030, 1, 1)),
    st.integers(0, 999),
    st.integers(0, 17),
    st.sampled_from("0123456789X"),
)
def test_the_quick_reading_of_numbers_agrees_with_the_careful_one(
    birth: date, sequence: int, place: int, char: str
) -> None:
    whole = make_number("110101", birth, sequence)
    for text in (whole, whole[:place] + char + whole[place + 1 :]):
        quick = _plain_citizen(text, TODAY)
        if quick is None:
            continue
        careful = parse_id_number(text, today=TODAY)
        sex = {"male": "1", "female": "2"}[careful.sex or ""]
        assert quick == (careful.number, str(careful.kind), careful.birth, sex, "")


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(1, 998))
def test_the_quick_reading_takes_ordinary_numbers(birth: date, sequence: int) -> None:
    text = make_number("110101", birth, sequence)
    assert _plain_citizen(text, TODAY) is not None or text.endswith("000")
    assert _plain_citizen(make_number("110101", TODAY + timedelta(days=1), sequence), TODAY) is None
    with pytest.raises(IdNumberError):
        parse_id_number(wrong_digit(text))


def test_premises_may_name_what_they_stand_in_before_it_comes(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    path = table(
        tmp_path / "p.csv",
        "房屋编码,名称,房屋类型,上级编码,房屋性质",
        "B1-101,101室,房间,B1,出租",
        "B1,1号楼,楼栋,,",
        "B9-1,1室,,B9,",
    )
    assert counts(bring("premises", path)) == (3, 2, 0, 0, 1)
    assert counts(bring("premises", path)) == (3, 0, 2, 0, 1)
    with store.read() as session:
        room = session.scalars(select(Premises).where(Premises.code == "B1-101")).one()
        house = session.scalars(select(Premises).where(Premises.code == "B1")).one()
    assert (room.parent_id, room.tenure, room.kind) == (house.id, "let", "room")


def test_premises_in_refused_premises_are_refused_too_and_what_stood_stays(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    header = "房屋编码,名称,房屋类型,上级编码"
    bring("premises", table(tmp_path / "a.csv", header, "B1,1号楼,楼栋,", "R1,1室,房间,B1"))
    path = table(tmp_path / "b.csv", header, "B2,2号楼,楼栋,E9", "R1,1室,房间,B2", "R2,2室,房间,R1")
    assert counts(bring("premises", path)) == (3, 1, 0, 0, 2)
    with store.read() as session:
        found = {row.code: row for row in session.scalars(select(Premises))}
    assert found["R1"].parent_id == found["B1"].id
    assert found["R2"].parent_id == found["R1"].id


def test_premises_never_stand_in_themselves_through_others(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path, english: None
) -> None:
    header = "房屋编码,名称,房屋类型,上级编码"
    bring("premises", table(tmp_path / "a.csv", header, "B1,1号楼,楼栋,", "R1,1室,房间,B1"))
    path = table(
        *(
            tmp_path / "b.csv",
            header,
            "B1,1号楼,楼栋,R1",
            "X,x,楼栋,Y",
            "Y,y,楼栋,X",
            "Z,z,房间,X",
            "W,w,房间,R1",
        )
    )
    assert counts(bring("premises", path, rejects=rejects)) == (5, 1, 0, 0, 4)
    reasons = {line[0]: line[4] for line in lines_of(rejects)}
    assert {line for line, reason in reasons.items() if "stand in themselves" in reason} == {"2", "3", "4"}
    assert "no premises with this code" in reasons["5"]


@pytest.mark.usefixtures("reference")
def test_households_and_homes_come_with_the_persons(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path
) -> None:
    bring("premises", table(tmp_path / "h.csv", "房屋编码,名称", "R1,101室"))
    header = "姓名,身份证号,户号,与户主关系,房屋编码,居住关系"
    path = table(tmp_path / "p.csv", header, f"甲一,{ADA},H1,户主,R1,产权人", f"甲二,{BEN},H1,子,R1,借住")
    report = bring("persons", path)
    assert counts(report) == (2, 2, 0, 0, 0)
    assert report.stored == {"person": 2, "household": 1, "household_member": 2, "residence": 2}
    assert counts(bring("persons", path)) == (2, 0, 2, 0, 0)
    other = table(tmp_path / "q.csv", header, f"甲一,{ADA},H2,户主,R9,产权人", f"甲二,{BEN},H1,女婿,R1,借住")
    assert counts(bring("persons", other, rejects=rejects)) == (2, 1, 0, 0, 1)
    assert lines_of(rejects)[0][2] == "R9"
    with store.read() as session:
        members = session.scalars(select(HouseholdMember.relation).order_by(HouseholdMember.person_id)).all()
    assert len(members) == 2
    assert members[0] == "02"


SQUARE = "[[[116,40],[116.1,40],[116.1,40.1],[116,40.1],[116,40]]]"


@pytest.fixture
def grid(bring: Bring, tmp_path: Path) -> str:
    """One grid in the store, a tenth of a degree wide."""
    path = tmp_path / "g.geojson"
    geometry = f'{{"type":"Polygon","coordinates":{SQUARE}}}'
    path.write_text(
        f'{{"type":"Feature","properties":{{"code":"110101001001001"}},"geometry":{geometry}}}',
        encoding="utf-8",
    )
    bring("grids", path)
    return "110101001001001"


@pytest.mark.parametrize(
    ("cells", "grid_code", "reason"),
    [
        (",,116.05,40.05", "110101001001001", ""),
        ("110101001001001,,,", "110101001001001", ""),
        (",110101001001,,", None, ""),
        (",,10,10", None, ""),
        ("110101001001009,,,", None, "no such grid"),
        (",110101001009,,", None, "no such division"),
        (",,116.05,", None, "belong together"),
        (",,40.05,116.05", None, "swapped"),
    ],
)
def test_premises_are_placed_by_grid_community_or_coordinates(
    store: Store,
    bring: Bring,
    tmp_path: Path,
    rejects: Path,
    english: None,
    grid: str,
    cells: str,
    grid_code: str | None,
    reason: str,
) -> None:
    header = "code,name,grid_code,community_code,longitude,latitude"
    path = table(tmp_path / "p.csv", header, f"R1,一号,{cells}")
    report = bring("premises", path, datum="wgs84", rejects=rejects)
    if reason:
        assert reason in lines_of(rejects)[0][4]
        return
    assert counts(report) == (1, 1, 0, 0, 0)
    with store.read() as session:
        row = session.scalars(select(Premises)).one()
    assert row.grid_code == grid_code
    assert row.community_code == ("" if cells == ",,10,10" else "110101001001")


def test_a_grid_of_another_community_is_refused(
    bring: Bring, tmp_path: Path, rejects: Path, english: None, grid: str
) -> None:
    bring("divisions", table(tmp_path / "d.csv", "code,name", "110101001002,乙社区"))
    path = table(tmp_path / "p.csv", "姓名,身份证号,网格编码,社区代码", f"甲一,{ADA},{grid},110101001002")
    assert counts(bring("persons", path, rejects=rejects)) == (1, 0, 0, 0, 1)
    assert "belongs to another community" in lines_of(rejects)[0][4]


def test_units_form_a_tree(store: Store, bring: Bring, tmp_path: Path) -> None:
    path = table(
        tmp_path / "u.csv", "code,name,kind,parent_code", "A-1,执法队,部门,A", "A,城管局,,", "X,无,部门,Y"
    )
    assert counts(bring("units", path)) == (3, 2, 0, 0, 1)
    assert counts(bring("units", path)) == (3, 0, 2, 0, 1)
    with store.read() as session:
        found = {row.code: row for row in session.scalars(select(Unit))}
    assert found["A-1"].parent_id == found["A"].id


def test_imported_categories_are_read_as_the_field_reads_them(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    path = table(tmp_path / "own.csv", "code,name", "1,窨井盖", "2,调压站")
    bring("categories", path)
    with store.read() as session:
        found = session.execute(select(Category.pinyin, Category.initials).where(Category.set_key == "own"))
        assert sorted(map(tuple, found)) == [("tiaoyazhan", "tyz"), ("yinjinggai", "yjg")]


def test_categories_in_a_circle_are_refused(store: Store, bring: Bring, tmp_path: Path) -> None:
    path = table(tmp_path / "mine.csv", "code,name,parent", "1,甲,", "11,乙,1", "2,丙,3", "3,丁,2")
    report = bring("categories", path)
    assert counts(report) == (4, 2, 0, 0, 2)
    with store.read() as session:
        leaf = session.scalars(select(Category).where(Category.code == "11")).one()
        root = session.scalars(select(Category).where(Category.code == "1")).one()
    assert (leaf.set_key, leaf.major_id, root.major_id) == ("mine", root.id, root.id)


def test_padded_division_codes_are_those_of_their_level(store: Store, bring: Bring, tmp_path: Path) -> None:
    path = table(
        tmp_path / "d.csv",
        "code,name",
        "110000,北京市",
        "110101000000,东城区",
        "110101001,东华门街道",
        "ABC,本地",
    )
    assert counts(bring("divisions", path)) == (4, 3, 0, 0, 1)
    with store.read() as session:
        rows = session.execute(
            select(Division.code, Division.level, Division.parent_code).order_by(Division.code)
        )
        assert [tuple(row) for row in rows] == [
            ("11", 1, None),
            ("110101", 3, "1101"),
            ("110101001", 4, "110101"),
        ]


def test_a_county_level_city_without_counties_stays_apart_from_its_city(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    """Dongguan is the city 4419 and, under it, the area 441900; Kinmen has one street and one village of its name."""
    cities = table(tmp_path / "cities.csv", "code,name,provinceCode", "4419,东莞市,44", "3505,泉州市,35")
    areas = table(
        tmp_path / "areas.csv",
        "code,name,cityCode,provinceCode",
        "441900,东莞市,4419,44",
        "350527,金门县,3505,35",
    )
    villages = table(
        tmp_path / "villages.csv",
        "code,name,streetCode,areaCode",
        "441900003001,城东社区,441900003,441900",
        "350527000000,金门县,350527000,350527",
    )
    for path in (cities, areas, villages):
        assert counts(bring("divisions", path)) == (2, 2, 0, 0, 0)
    for path in (cities, areas, villages):
        assert counts(bring("divisions", path)) == (2, 0, 2, 0, 0)
    assert tree_of(store) == {
        "4419": (2, "44"),
        "441900": (3, "4419"),
        "441900003001": (5, "441900003"),
        "3505": (2, "35"),
        "350527": (3, "3505"),
        "350527000000": (5, "350527000"),
    }


def test_a_padded_table_tells_levels_by_the_code_above(store: Store, bring: Bring, tmp_path: Path) -> None:
    path = table(
        tmp_path / "d.csv",
        "code,name,parent",
        "440000000000,广东省,",
        "441900000000,东莞市,440000000000",
        "441900003000,东城街道,441900000000",
        "440300000000,深圳市,440000000000",
        "440310000000,坪山区,440300000000",
    )
    bring("divisions", path)
    assert tree_of(store) == {
        "44": (1, None),
        "4419": (2, "44"),
        "441900003": (4, "4419"),
        "4403": (2, "44"),
        "440310": (3, "4403"),
    }


def test_no_division_stands_above_itself(store: Store, bring: Bring, tmp_path: Path) -> None:
    bring("divisions", table(tmp_path / "d.csv", "code,name,parent", "4403,深圳市,4403"))
    assert tree_of(store) == {"4403": (2, "44")}


def tree_of(store: Store) -> dict[str, tuple[int, str | None]]:
    with store.read() as session:
        rows = session.execute(select(Division.code, Division.level, Division.parent_code))
        return {code: (level, parent) for code, level, parent in rows}


def test_of_known_premises_an_empty_cell_says_nothing_and_what_is_written_over_is_told(
    store: Store, bring: Bring, tmp_path: Path, english: None
) -> None:
    head = "房屋编码,名称,房屋类型,房屋性质,地址,社区代码"
    with store.begin() as session:
        session.add(Division(code="709901001001", level=5, name="江南社区", parent_code="709901001"))
    rows = ("B1,1号楼,楼栋,,滨江路1号,709901001001", "R1,101室,房间,自有,滨江路1号101室,709901001001")
    bring("premises", table(tmp_path / "p.csv", head, *rows))
    report = bring("premises", table(tmp_path / "q.csv", "房屋编码,名称", "B1,1号楼"))
    assert (counts(report), report.warnings) == ((1, 0, 1, 0, 0), [])
    report = bring("premises", table(tmp_path / "r.csv", head, "B1,1号楼,,,,", "R1,101室,,出租,,"))
    assert counts(report) == (2, 1, 1, 0, 0)
    (told,) = report.warnings
    assert "tenure 1" in told
    with store.read() as session:
        columns = (Premises.code, Premises.kind, Premises.tenure, Premises.address, Premises.community_code)
        found = [tuple(row) for row in session.execute(select(*columns).order_by(Premises.code))]
    assert found == [
        ("B1", "building", "", "滨江路1号", "709901001001"),
        ("R1", "room", "let", "滨江路1号101室", "709901001001"),
    ]
    assert counts(bring("premises", table(tmp_path / "s.csv", "房屋编码,名称", "R2,102室"))) == (
        1,
        1,
        0,
        0,
        0,
    )
