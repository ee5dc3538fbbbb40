"""`gridcenter import --stage`, `batch` and `people conflicts` as a person runs them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from gridcenter.cli import run
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Person, RecordItem, StagedRow
from tests.services.importing.carrying import lines_of, table

ADA = make_number(DEMO_PREFIX, date(1980, 5, 1), 2)
BEN = make_number(DEMO_PREFIX, date(1990, 6, 2), 13)
HEADER = "姓名,公民身份号码,联系电话"


@pytest.fixture(autouse=True)
def place(store: Store, store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRIDCENTER_STORE", store_url)
    with store.begin() as session:
        session.add(Account(id=1, login="limin", name="李敏", role="supervisor"))
        session.flush()
        session.connection().exec_driver_sql("INSERT INTO scope (account_id, division_code) VALUES (1, '')")


def answer(capsys: pytest.CaptureFixture[str], *line: str, status: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert run([*line, "--json"]) == status
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def people(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def test_a_file_is_staged_shown_settled_applied_and_undone(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = table(tmp_path / "a.csv", HEADER, f"甲一,{ADA},13800000000")
    assert answer(capsys, "import", "persons", str(first))["files"][0]["batch"] == 1
    second = table(tmp_path / "b.csv", HEADER, f"甲乙,{ADA},13900000000", f"乙二,{BEN},", "丙,1,")
    staged = answer(capsys, "import", "persons", str(second), "--stage", status=3)
    assert (staged["rows"], staged["accepted"], staged["refused"]) == (3, 1, 2)
    assert people(store) == 1
    shown = answer(capsys, "batch", "show", "2")
    assert shown["outcomes"] == {"new": 1, "conflict": 1, "refused": 1}
    assert [line["outcome"] for line in shown["lines"]] == ["conflict", "new", "refused"]
    assert ADA not in json.dumps(shown)
    only = answer(capsys, "batch", "show", "2", "--only", "conflict")
    assert [line["line"] for line in only["lines"]] == [2]
    answer(capsys, "batch", "settle", "2", "2")
    applied = answer(capsys, "batch", "apply", "2", status=3)
    assert (applied["accepted"], applied["refused"]) == (2, 1)
    assert lines_of(tmp_path / "batch-2.rejects.csv")[0][0] == "4"
    (conflict,) = answer(capsys, "people", "conflicts")["conflicts"]
    assert (conflict["kind"], conflict["said"]) == ("said", ["甲*", "甲*"])
    undone = answer(capsys, "batch", "undo", "2", "--reason", "错误文件")
    assert (undone["removed"], undone["withdrawn"], undone["kept_file"]) == ({"person": 1}, 2, None)
    states = [one["state"] for one in answer(capsys, "batch", "list")["batches"]]
    assert states == ["undone", "applied"]


def test_a_row_about_another_person_is_settled_with_a_reason_and_kept_beside(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(capsys, "import", "persons", str(table(tmp_path / "a.csv", HEADER, f"甲一,{ADA},")))
    second = table(tmp_path / "b.csv", HEADER, f"丙三,{ADA},13900000000")
    answer(capsys, "import", "persons", str(second), "--stage", status=3)
    assert run(["--lang", "en", "batch", "settle", "2", "2", "--other"]) == 1
    assert "Write why" in capsys.readouterr().err
    assert run(["--lang", "en", "batch", "settle", "2", "2", "--other", "--reason", "抄错"]) == 0
    assert "another person" in capsys.readouterr().out
    assert run(["--lang", "en", "batch", "show", "2"]) == 0
    assert "(another person)" in capsys.readouterr().out
    assert answer(capsys, "batch", "settle", "2", "2", "--other", "--reason", "抄错")["other"] is True
    assert answer(capsys, "batch", "apply", "2")["accepted"] == 1
    (conflict,) = answer(capsys, "people", "conflicts")["conflicts"]
    assert (conflict["said"], "抄错" in conflict["apart"]) == (["甲*", "丙*"], True)
    assert run(["--lang", "en", "people", "conflicts"]) == 0
    assert "told apart" in capsys.readouterr().out
    answer(capsys, "batch", "undo", "2", "--reason", "错误文件")
    assert answer(capsys, "people", "conflicts")["conflicts"] == []
    assert people(store) == 1


def test_what_stays_is_named_in_a_file_and_the_status_says_so(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["import", "persons", str(table(tmp_path / "a.csv", HEADER, f"甲一,{ADA},"))])
    with store.begin() as session:
        session.add(RecordItem(person_id=1, key="phone", value="1"))
    undone = answer(capsys, "batch", "undo", "1", "--reason", "错了", status=3)
    assert undone["kept"] == {"person": 1}
    assert len(lines_of(Path(undone["kept_file"]))) == 1
    assert people(store) == 1


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        ("batch undo 1", 1, "Write why the batch is undone"),
        ("batch undo 7 --reason x", 1, "There is no import batch no. 7"),
        ("batch apply 1", 1, "is not staged: it is applied"),
        ("batch drop 1", 1, "is not staged: it is applied"),
        ("batch settle 1 2", 1, "is not staged: it is applied"),
        ("batch show 1 --only everything", 2, "cannot stand for --only"),
        ("import persons a.csv --stage --dry-run", 2, "exclude each other"),
        ("import divisions a.csv --stage", 1, "Only persons and premises are staged"),
        (f"import persons a.csv --source {'x' * 41}", 2, "40 characters at most"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, status: int, said: str
) -> None:
    run(["import", "persons", str(table(tmp_path / "a.csv", HEADER, f"甲一,{ADA},"))])
    capsys.readouterr()
    assert run(["--lang", "en", *line.split()]) == status
    assert said in capsys.readouterr().err
    assert people(store) == 1


def test_lists_and_rows_are_told_in_words(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "batch", "list"]) == 0
    assert "Nothing was imported yet" in capsys.readouterr().out
    run(["import", "persons", str(table(tmp_path / "a.csv", HEADER, f"甲一,{ADA},13800000000"))])
    other = table(tmp_path / "b.csv", HEADER, f"甲一,{ADA},13900000000")
    assert run(["--lang", "en", "import", "persons", str(other), "--stage"]) == 0
    assert "They wait as import batch no. 2" in capsys.readouterr().out
    assert run(["--lang", "en", "batch", "show", "2"]) == 0
    said = capsys.readouterr().out
    assert "phone: 138****0000 → 139****0000" in said
    assert run(["batch", "drop", "2", "--reason", "旧"]) == 0
    assert run(["--lang", "zh", "batch", "list"]) == 0
    said = capsys.readouterr().out
    assert "已放弃" in said
    assert "b.csv" in said
    assert run(["--lang", "en", "people", "conflicts"]) == 0
    assert "Under no number do two people seem to stand" in capsys.readouterr().out
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(StagedRow)) == 0
