"""The command line as a whole: exit status, language, and no Qt before a window is wanted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gridcenter import __version__
from gridcenter.cli import run, without_language


def gridcenter(
    *arguments: str, code: str = "from gridcenter.cli import main; main()"
) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, as a person would."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=60,
        check=False,
    )


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"gridcenter {__version__}"


@pytest.mark.parametrize(
    "line", [["healt"], ["health", "--frobnicate"], ["--lang", "tlh"], ["bench", "nothing"]]
)
def test_wrong_use_is_status_2(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line) == 2
    assert capsys.readouterr().err


def test_help_is_there_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "--help"]) == 0
    english = capsys.readouterr().out
    assert run(["--help", "--lang=zh"]) == 0
    chinese = capsys.readouterr().out
    assert "Create the store" in english
    assert "Create the store" not in chinese
    assert "init" in chinese


@pytest.mark.parametrize(
    ("line", "language", "rest"),
    [
        (["--lang", "en", "health"], "en", ["health"]),
        (["screenshots", "out", "--lang=zh"], "zh", ["screenshots", "out"]),
        (["--lang", "zh", "--lang", "en"], "en", []),
        (["--lang", "tlh"], None, ["--lang", "tlh"]),
        (["--lang"], None, ["--lang"]),
        (["health"], None, ["health"]),
    ],
)
def test_the_language_is_taken_from_anywhere_in_the_line(
    line: list[str], language: str, rest: list[str]
) -> None:
    assert without_language(line) == (language, rest)


def test_health_loads_no_qt(sqlite_url: str) -> None:
    code = (
        "import sys\nfrom gridcenter.cli import run\nstatus = run(sys.argv[1:])\n"
        "sys.exit('Qt was loaded' if any(n.startswith(('PySide6', 'pyqtgraph')) for n in sys.modules) else status)"
    )
    done = gridcenter("health", "--store", sqlite_url, code=code)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("line", [[], ["--store", "sqlite:///a.db"], ["--profile", "wall", "--lang=en"]])
def test_a_line_for_the_window_loads_no_command_and_no_store(line: list[str]) -> None:
    code = (
        "import sys\nimport gridcenter.cli as cli\ncli.show_window = lambda *_, **__: 0\n"
        "status = cli.run(sys.argv[1:])\n"
        "sys.exit('loaded' if 'sqlalchemy' in sys.modules else status)"
    )
    done = gridcenter(*line, code=code)
    assert done.returncode == 0, done.stderr


def test_a_defect_is_a_number_for_the_person_and_a_traceback_for_the_log(tmp_path: Path) -> None:
    code = (
        "import gridcenter.cli as cli\n"
        "def broken(**_): raise ZeroDivisionError('the number 13800138000')\n"
        "cli.build_app = broken\ncli.main()"
    )
    done = gridcenter("--lang", "en", "health", code=code)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Something unexpected happened (number " in done.stderr
    number = done.stderr.split("(number ")[1][:6]
    written = next((tmp_path / "user" / "state").rglob("gridcenter.log")).read_text("utf-8")
    assert number in written
    assert "ZeroDivisionError" in written
    assert "13800138000" not in written


def test_python_m_gridcenter_is_the_same_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gridcenter", "--version"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == f"gridcenter {__version__}"


def test_a_store_named_before_the_command_is_the_command_s_store(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--store", sqlite_url, "health", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["store"] == sqlite_url
    other = tmp_path / "other.db"
    assert run(["--store", str(tmp_path / "never.db"), "init", "--store", str(other)]) == 0
    assert other.is_file()
    assert not (tmp_path / "never.db").exists()


def test_a_log_folder_that_cannot_be_written_stops_no_command(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    done = gridcenter("health", "--lang", "en", "--store", sqlite_url)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "no log is kept" in done.stderr


def test_a_defect_has_its_sentence_even_without_a_log_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    code = "from gridcenter import cli\nimport sys\nsys.excepthook = cli._tell_unexpected\nraise ZeroDivisionError"
    done = gridcenter(code=code)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "ZeroDivisionError" in done.stderr
