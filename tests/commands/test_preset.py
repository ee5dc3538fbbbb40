"""`gridcenter preset`: what there is, what it does, and using it by its name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from gridcenter.cli import run
from gridcenter.services.importing import Kind
from gridcenter.services.importing.own_presets import save_preset
from gridcenter.services.reference import load_reference
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident, Person, Unit
from tests.services.importing.carrying import ADA, BY, CASE, NOW, PINGSHAN, table


@pytest.fixture(autouse=True)
def place(store: Store, store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRIDCENTER_STORE", store_url)
    with store.begin() as session:
        columns = {"id_number": "证件", "name": "称呼", "phone": ""}
        save_preset(session, "街道 名册", Kind.PERSONS, columns, by=BY, now=NOW)


def answer(capsys: pytest.CaptureFixture[str], *line: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run([*line, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_those_of_the_centre_come_first_and_those_that_ship_say_so(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = answer(capsys, "preset", "list")["presets"]
    assert [(one["name"], one["kind"], one["shipped"]) for one in listed] == [
        ("街道 名册", "persons", False),
        ("chicago311", "incidents", True),
        ("pingshan", "incidents", True),
    ]
    only = answer(capsys, "preset", "list", "--kind", "persons")["presets"]
    assert [one["saved_by"] for one in only] == [BY.name]
    assert run(["--lang", "en", "preset", "list"]) == 0
    said = capsys.readouterr().out
    assert "pingshan · incidents · ships with the program" in said
    assert f"街道 名册 · persons · kept by {BY.name}" in said


def test_a_preset_shows_which_column_becomes_what_and_how_it_is_used(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "preset", "show", "pingshan"]) == 0
    said = capsys.readouterr().out
    assert "number: REC_ID" in said
    assert "category: made of EVENT_TYPE_NAME, EVENT_TYPE_ID" in said
    assert "gridcenter import incidents FILE --preset pingshan" in said
    assert run(["--lang", "en", "preset", "show", "街道 名册"]) == 0
    said = capsys.readouterr().out
    assert "ID number: 证件" in said
    assert "phone: left out" in said
    assert '--preset "街道 名册"' in said


@pytest.mark.parametrize("line", [("preset", "show", "nowhere"), ("preset", "list", "--kind", "people")])
def test_what_there_is_not_is_told_with_what_there_is(
    store: Store, capsys: pytest.CaptureFixture[str], line: tuple[str, ...]
) -> None:
    assert run(["--lang", "en", *line]) == 2
    said = capsys.readouterr().err
    assert "pingshan" in said or "persons" in said


def test_each_is_used_by_its_name_and_the_batch_keeps_it(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = table(tmp_path / "p.csv", "证件,称呼,手机", f"{ADA},甲一,13800000000")
    cases = table(tmp_path / "c.csv", PINGSHAN, CASE)
    assert answer(capsys, "import", "persons", str(people), "--preset", "街道 名册")["accepted"] == 1
    assert answer(capsys, "import", "incidents", str(cases), "--preset", "pingshan")["accepted"] == 1
    with store.read() as session:
        assert session.scalars(select(Person.phone).where(Person.id_number == ADA)).one() == ""
        assert session.scalars(select(Incident.outcome).where(Incident.number == "1")).one() == "in_time"


def test_a_preset_of_the_centre_adds_no_unit_that_nobody_knows(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As at the desk: only what ships for one origin brings its units with it."""
    with store.begin() as session:
        load_reference(session)
        columns = {"number": "号", "reported_at": "报", "category": "类", "unit": "处"}
        save_preset(session, "热线", Kind.INCIDENTS, columns, by=BY, now=NOW)
    path = table(tmp_path / "c.csv", "号,报,类,处,描述", "1,2026-01-01 08:00,06010,无此单位,井盖")
    capsys.readouterr()
    run(["import", "incidents", str(path), "--preset", "热线", "--json"])
    answered = json.loads(capsys.readouterr().out)
    assert (answered["accepted"], answered["refused"]) == (0, 1)
    with store.read() as session:
        assert session.scalars(select(Unit)).all() == []


@pytest.mark.parametrize(
    ("kind", "more"), [("incidents", ()), ("incidents", ("--preset", "chicago311")), ("persons", ())]
)
def test_a_file_that_a_preset_knows_is_pointed_to_it(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, more: tuple[str, ...]
) -> None:
    cases = table(tmp_path / "c.csv", PINGSHAN, CASE)
    assert run(["--lang", "en", "import", kind, str(cases), *more]) == 1
    said = capsys.readouterr().err
    assert "the preset “pingshan”, for incidents: gridcenter import incidents FILE --preset pingshan" in said
