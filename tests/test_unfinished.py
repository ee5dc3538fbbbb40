"""A process that is killed while it writes a file about residents leaves nothing for good, and others are let be."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gridcenter.paths import state_dir
from gridcenter.services.table_files import complete, write_table
from gridcenter.unfinished import remembered, remove_leftovers

ROOT = Path(__file__).resolve().parents[1]
NAME = "欧阳铎骉"
_DIE_WRITING = """
import os, signal, sys
from pathlib import Path
from gridcenter.services.table_files import write_table
def rows():
    for number in range(200_000):
        yield (number, sys.argv[2])
    os.kill(os.getpid(), signal.SIGKILL)
write_table(Path(sys.argv[1]), ("no.", "name"), rows(), private=True)
"""


def run(*line: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *line], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def beside(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lists"
    made.mkdir()
    return made


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_a_killed_process_was_writing_is_gone_after_the_next_start(folder: Path, ending: str) -> None:
    died = run("-c", _DIE_WRITING, str(folder / f"people.{ending}"), NAME)
    assert died.returncode == -signal.SIGKILL, died.stderr
    left = beside(folder)
    assert any(NAME.encode() in path.read_bytes() for path in left), "the control: it had written names"
    modes = {stat.S_IMODE((one if one.parent == folder else one.parent).stat().st_mode) for one in left}
    assert all(mode & 0o077 == 0 for mode in modes), "nobody else may read it meanwhile"
    assert run("-m", "gridcenter", "--version").returncode == 0
    assert [*folder.iterdir()] == []
    assert beside(state_dir() / "unfinished") == []


def test_the_next_file_removes_what_was_left_of_another_one(folder: Path) -> None:
    run("-c", _DIE_WRITING, str(folder / "people.csv"), NAME)
    assert beside(folder)
    write_table(folder / "other.csv", ("a",), [("1",)])
    assert beside(folder) == [folder / "other.csv"]


def test_what_is_being_written_is_let_be(folder: Path) -> None:
    with complete(folder / "people.csv", private=True) as part:
        part.write_text(NAME, "utf-8")
        assert remove_leftovers() == 0
        run("-m", "gridcenter", "--version")
        assert part.read_text("utf-8") == NAME
    assert beside(folder) == [folder / "people.csv"]
    assert beside(state_dir() / "unfinished") == []


def test_a_file_that_somebody_writes_again_outlives_the_entry_of_the_dead(folder: Path) -> None:
    run("-c", _DIE_WRITING, str(folder / "people.csv"), NAME)
    part = folder / ".people.csv.part"
    with remembered(folder / "unlike.part"):  # takes the leftover away, so it is put back
        part.write_text(NAME, "utf-8")
    run("-c", _DIE_WRITING, str(folder / "people.csv"), NAME)
    with complete(folder / "people.csv") as mine:
        mine.write_text("kept", "utf-8")
        remove_leftovers()
        assert mine.read_text("utf-8") == "kept"


def test_nothing_is_removed_that_this_program_does_not_call_so(folder: Path) -> None:
    precious = folder / "people.csv"
    precious.write_text("kept", "utf-8")
    (folder / ".people.csv.party").mkdir()
    (folder / ".people.csv.party" / "inside").write_text("kept", "utf-8")
    entries = state_dir() / "unfinished"
    entries.mkdir(parents=True)
    for number, said in enumerate((precious, Path("people.csv"), folder / ".people.csv.party")):
        (entries / f"{number}.unfinished").write_text(str(said), "utf-8")
    assert remove_leftovers() == 0
    assert beside(folder) == [folder / ".people.csv.party" / "inside", precious]
    assert beside(entries) == []


def test_where_nothing_can_be_remembered_files_are_written_all_the_same(folder: Path) -> None:
    state_dir().parent.mkdir(parents=True, exist_ok=True)
    state_dir().write_text("a file where a folder should be", "utf-8")
    write_table(folder / "people.csv", ("a",), [("1",)])
    assert beside(folder) == [folder / "people.csv"]
