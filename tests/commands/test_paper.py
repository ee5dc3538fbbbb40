"""`gridcenter paper` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gridcenter.cli import run
from gridcenter.store.engine import Store
from tests.commands.test_cli import gridcenter
from tests.services.paper_samples import bare, copied, overdue_incident

NUMBER = "SJ20261117-0001"


@pytest.fixture
def incident(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> int:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "supervisor")
    monkeypatch.chdir(tmp_path)
    return overdue_incident(store)


@pytest.mark.parametrize(("language", "name"), [("zh", "任务派遣单"), ("en", "Task slip")])
def test_a_paper_goes_into_a_file_named_after_its_incident(
    store_url: str,
    incident: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    language: str,
    name: str,
) -> None:
    assert run(["--lang", language, "paper", "task_slip", NUMBER, "--store", store_url]) == 0
    out = tmp_path / f"{NUMBER} {name}.pdf"
    assert out.name in capsys.readouterr().out
    assert bare(name) in bare(copied(out))


def test_json_names_the_file(
    store_url: str, incident: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "l.pdf"
    line = ["paper", "supervision_letter", NUMBER, "--out", str(out), "--json", "--store", store_url]
    assert run(line) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "paper": "supervision_letter",
        "number": NUMBER,
        "file": str(out),
        "bytes": out.stat().st_size,
    }


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["poster", NUMBER], 2, "task_slip, feedback_form, supervision_letter"),
        (["task_slip", NUMBER, "--out", "x.docx"], 2, "x.docx"),
        (["task_slip", "SJ1"], 1, "SJ1"),
        (["task_slip", NUMBER, "--out", "nowhere/x.pdf"], 1, "nowhere/x.pdf"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_refusal_is_a_sentence_and_leaves_no_file(
    store_url: str,
    incident: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    status: int,
    said: str,
    language: str,
) -> None:
    assert run(["--lang", language, "paper", *words, "--store", store_url]) == status
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err
    assert list(tmp_path.rglob("*.pdf")) == []


def test_a_paper_is_written_without_qt(sqlite_url: str, sqlite_store: Store, tmp_path: Path) -> None:
    overdue_incident(sqlite_store)
    code = (
        "import sys; from gridcenter.cli import run; status = run(sys.argv[1:]);"
        "print(sorted(name for name in sys.modules if name.startswith('PySide6'))); sys.exit(status)"
    )
    ran = gridcenter(
        "paper", "task_slip", NUMBER, "--out", str(tmp_path / "x.pdf"), "--store", sqlite_url, code=code
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "[]"
