"""The responsibility list as a table: every row checked, ties refused, a changed line ends the old one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import RuleBroken
from gridcenter.language import use_language
from gridcenter.services.exporting import Export, export_rows
from gridcenter.services.importing import ImportOptions, Kind, import_file
from gridcenter.services.importing.report import ImportReport
from gridcenter.store.engine import Store
from gridcenter.store.models import ResponsibilityRule
from tests.services.importing.carrying import counts, lines_of, table
from tests.services.matters import actor, at, settle

NOW = at("11-18 09:00")
HEADING = "set,category,place,source,unit,basis,valid_from,valid_until"
FIRST = "matters,T01,709901001,,U2,《条例》第 12 条,2026-01-01,"
SECOND = "matters,06,,,区住建局,,,"


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def bring(store: Store, path: Path, *, role: str = "supervisor", rejects: Path | None = None) -> ImportReport:
    with store.begin() as session:
        options = ImportOptions(rejects=rejects)
        return import_file(session, Kind.RESPONSIBILITY, path, options=options, now=NOW, by=actor(role))


def test_a_list_comes_in_and_the_second_time_nothing_changes(store: Store, tmp_path: Path) -> None:
    path = table(tmp_path / "r.csv", HEADING, FIRST, SECOND)
    assert counts(bring(store, path)) == (2, 2, 0, 0, 0)
    assert counts(bring(store, path)) == (2, 0, 2, 0, 0)


def test_what_is_exported_comes_in_unchanged(store: Store, tmp_path: Path) -> None:
    bring(store, table(tmp_path / "r.csv", HEADING, FIRST, SECOND))
    for out in (tmp_path / "out.csv", tmp_path / "out.xlsx"):
        for language in ("en", "zh"):
            use_language(language)  # type: ignore[arg-type]
            assert export_rows(store, Export.RESPONSIBILITY, out, by=actor("supervisor")) == 2
            report = bring(store, out)
            assert counts(report) == (2, 0, 2, 0, 0)
            assert report.warnings == []


def test_a_line_that_differs_ends_the_old_one_and_is_told(store: Store, tmp_path: Path) -> None:
    bring(store, table(tmp_path / "r.csv", HEADING, FIRST))
    report = bring(store, table(tmp_path / "r2.csv", HEADING, FIRST.replace("U2", "U3")))
    assert counts(report) == (1, 1, 0, 0, 0)
    assert report.warnings == [
        "“T01 blocked fire lane × 江南街道”: City management ends on 2026-11-18, Housing bureau begins."
    ]
    with store.read() as session:
        rows = session.scalars(select(ResponsibilityRule).order_by(ResponsibilityRule.id)).all()
    assert [(row.unit_id, row.ender) for row in rows] == [(2, "supervisor 一号"), (3, "")]


def test_two_units_for_the_same_in_one_file_are_a_tie(store: Store, tmp_path: Path) -> None:
    path = table(tmp_path / "r.csv", HEADING, FIRST, FIRST, FIRST.replace("U2", "U3"))
    report = bring(store, path, rejects=tmp_path / "rejects.csv")
    assert counts(report) == (3, 1, 0, 1, 1)
    refused = next(line for line in lines_of(tmp_path / "rejects.csv") if line[3] == "refused")
    assert refused[:3] == ["4", "unit", "U3"]
    assert "goes to City management from 2026-01-01 on" in refused[4]
    assert "cannot go to Housing bureau" in refused[4]


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (",T01,,,U2,,,", "code set", "empty, but needed"),
        ("matters,T01,,,,,,", "unit", "empty, but needed"),
        ("matters,X99,,,U2,,,", "category code", "no category “X99”"),
        ("matters,T01,99,,U2,,,", "division or grid", "neither a division nor a grid"),
        ("matters,T01,,pigeon,U2,,,", "source code", "there is no source"),
        ("matters,T01,,,U9,,,", "unit", "there is no unit “U9”"),
        ("matters,T01,,,U2,,soon,", "valid from", "no date such as"),
        ("matters,T01,,,U2,,2026-11-01,2026-10-01", "valid until", "must lie after the first"),
        ("matters,T01,,,U2," + "x" * 201 + ",,", "legal basis", "shorten it to 200"),
    ],
)
def test_a_row_that_will_not_do_is_given_back_with_line_field_and_reason(
    store: Store, tmp_path: Path, row: str, field: str, reason: str
) -> None:
    report = bring(store, table(tmp_path / "r.csv", HEADING, row, SECOND), rejects=tmp_path / "rejects.csv")
    assert counts(report) == (2, 1, 0, 0, 1)
    given_back = lines_of(tmp_path / "rejects.csv")[-1]
    assert given_back[:2] == ["2", field]
    assert reason in given_back[4]


def test_only_who_keeps_the_list_brings_it_in(store: Store, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="the responsibility list is kept by"):
        bring(store, table(tmp_path / "r.csv", HEADING, FIRST), role="handler")
