"""Bringing a file in by looking at it first: columns, a preset of one's own, all problems of the whole file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from gridcenter.domain.datum import Datum
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.services.importing import ImportOptions, Kind, import_file
from gridcenter.services.importing.looking import look_at
from gridcenter.services.importing.own_presets import own_presets, remove_preset, save_preset
from gridcenter.services.importing.problems import ProblemBook
from gridcenter.services.importing_roles import import_rules, read_import_rules
from gridcenter.store.engine import Store
from gridcenter.store.models import Person, Premises
from tests.services.importing.carrying import BY, NOW, Bring, table
from tests.services.matters import actor

pytestmark = pytest.mark.usefixtures("english")
GOOD = "11010519491231002X"


def odd_table(path: Path) -> Path:
    """A file whose headings nobody recognises, with one fact that the register does not keep."""
    return table(path, "证件,称呼,手机,民族,备注", f"{GOOD},欧阳测试,13800138000,汉,住院中")


def test_a_look_names_every_column_and_proposes_fields_for_those_it_knows(tmp_path: Path) -> None:
    look = look_at(Kind.PERSONS, odd_table(tmp_path / "odd.csv"))
    assert [column.name for column in look.columns] == ["证件", "称呼", "手机", "民族", "备注"]
    assert look.proposed == {"phone": "手机"}
    assert [column.kept for column in look.columns] == [True, True, True, False, True]


def test_examples_are_masked_and_of_an_unknown_column_tell_the_shape_alone(tmp_path: Path) -> None:
    look = look_at(Kind.PERSONS, odd_table(tmp_path / "odd.csv"))
    shown = {column.name: column.examples for column in look.columns}
    assert shown["手机"] == ("138****8000",)
    assert shown["证件"] == ("18 characters",)
    assert shown["民族"] == ()
    told = repr(look.columns)
    assert not any(word in told for word in (GOOD, "欧阳", "13800138000", "汉", "住院中"))


def test_columns_that_a_person_named_bring_an_odd_file_in(bring: Bring, store: Store, tmp_path: Path) -> None:
    path = odd_table(tmp_path / "odd.csv")
    with pytest.raises(BadInput, match="ID number"):
        bring("persons", path)
    report = bring("persons", path, columns={"id_number": "证件", "name": "称呼", "phone": ""})
    assert (report.accepted, report.refused) == (1, 0)
    with store.read() as session:
        person = session.scalars(select(Person)).one()
        assert (person.name, person.phone) == ("欧阳测试", "")


def test_a_preset_of_ones_own_is_used_by_its_name(bring: Bring, store: Store, tmp_path: Path) -> None:
    path = odd_table(tmp_path / "odd.csv")
    with store.begin() as session:
        save_preset(
            session, "  街道  名册 ", Kind.PERSONS, {"id_number": "证件", "name": "称呼"}, by=BY, now=NOW
        )
    assert bring("persons", path, preset="街道 名册").accepted == 1
    with store.read() as session:
        (kept,) = own_presets(session, Kind.PERSONS)
    look = look_at(Kind.PERSONS, path)
    assert kept.fits(tuple(column.name for column in look.columns))
    assert not kept.fits(("证件",))
    with pytest.raises(BadInput, match="is for persons"):
        bring("premises", path, preset="街道 名册")


def test_the_encoding_of_a_preset_is_used(bring: Bring, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(f"公民身份号码,姓名\n{GOOD},欧阳测试\n", encoding="utf-16-le")
    with store.begin() as session:
        save_preset(
            session,
            "宽",
            Kind.PERSONS,
            {"name": "姓名"},
            encoding="utf-16-le",
            datum=Datum.GCJ02,
            by=BY,
            now=NOW,
        )
    assert bring("persons", path, preset="宽").accepted == 1


def test_a_name_that_is_taken_is_replaced_only_on_purpose(store: Store) -> None:
    with store.begin() as session:
        save_preset(session, "甲", Kind.PERSONS, {"name": "一"}, by=BY, now=NOW)
        with pytest.raises(BadInput, match="already"):
            save_preset(session, "甲", Kind.PERSONS, {"name": "二"}, by=BY, now=NOW)
        save_preset(session, "甲", Kind.PERSONS, {"name": "二"}, replace=True, by=BY, now=NOW)
        assert [one.columns for one in own_presets(session, Kind.PERSONS)] == [{"name": "二"}]
        for name, columns in (("pingshan", {"name": "一"}), ("", {"name": "一"}), ("乙", {"name": ""})):
            with pytest.raises(BadInput):
                save_preset(session, name, Kind.PERSONS, columns, replace=True, by=BY, now=NOW)
        remove_preset(session, "甲", by=BY)
        assert own_presets(session, Kind.PERSONS) == []
        with pytest.raises(BadInput, match="gone"):
            remove_preset(session, "甲", by=BY)


def test_every_problem_of_the_whole_file_is_counted_and_its_first_lines_are_named(
    store: Store, tmp_path: Path
) -> None:
    rows = [f"{GOOD[:-1]}{n % 10},某人{n}" for n in range(9)] + [f"12345{n},某人" for n in range(300)]
    folder = tmp_path / "files"
    folder.mkdir()
    path = table(folder / "bad.csv", "公民身份号码,姓名", *rows, f"{GOOD},欧阳测试")
    book = ProblemBook(listed=5)
    with store.begin() as session:
        report = import_file(
            session, Kind.PERSONS, path, options=ImportOptions(), now=NOW, by=BY, problems=book
        )
        session.rollback()
    problems = book.problems()
    assert sum(one.count for one in problems) == report.refused == 309
    assert problems[0].count == 300
    assert [line for line, _ in problems[0].lines] == [11, 12, 13, 14, 15]
    assert not any(value and value in repr(problems) for value in (GOOD[:-1], "某人"))
    assert list(folder.iterdir()) == [path]
    with store.read() as session:
        assert session.scalar(select(func.count(Person.id))) == 0


def test_problems_beyond_what_is_told_apart_are_still_counted() -> None:
    book = ProblemBook(listed=1)
    for place in range(600):
        book.add(place, "field", "value", "refused", f"reason {'x' * place}")
    assert (len(book.problems()), book.beyond) == (500, 100)


@pytest.mark.parametrize("role", ["collector", "acceptor", "handler"])
def test_a_role_that_brings_no_files_in_is_refused(store: Store, tmp_path: Path, role: str) -> None:
    path = odd_table(tmp_path / "odd.csv")
    with store.begin() as session:
        with pytest.raises(RuleBroken, match="Ask an administrator"):
            import_file(session, Kind.PERSONS, path, options=ImportOptions(), now=NOW, by=actor(role))
        with pytest.raises(RuleBroken, match="Ask an administrator"):
            save_preset(session, "甲", Kind.PERSONS, {"name": "一"}, by=actor(role), now=NOW)


@pytest.mark.parametrize("raw", [{}, {"roles": [], "problems": 0}, {"roles": 7, "problems": 3}])
def test_rules_with_a_flaw_are_refused(raw: dict[str, object]) -> None:
    with pytest.raises(BadInput, match="rules of importing"):
        read_import_rules(raw)
    assert import_rules().problems > 0


def test_the_datum_of_a_preset_counts_where_columns_are_chosen_by_hand_too(
    bring: Bring, store: Store, tmp_path: Path
) -> None:
    columns = {"code": "码", "name": "名", "longitude": "东", "latitude": "北"}
    path = table(tmp_path / "p.csv", "码,名,类,东,北", "E1,江南小区,小区,116.4,39.9")
    with pytest.raises(BadInput, match=r"say in which datum they are.*at the desk in the first step"):
        bring("premises", path, columns={**columns, "kind": "类"})
    with store.begin() as session:
        save_preset(session, "房", Kind.PREMISES, columns, datum=Datum.GCJ02, by=BY, now=NOW)
    assert bring("premises", path, columns={**columns, "kind": "类"}, preset="房").accepted == 1
    with store.read() as session:
        (where,) = session.scalars(select(Premises.longitude))
    assert where is not None
    assert 0.001 < abs(where - 116.4) < 0.02
