"""A killed program leaves a file unfinished where the person wanted it: the next one takes it away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gridcenter.paths import data_dir
from gridcenter.services.table_files import write_table
from gridcenter.services.unfinished_files import drop_unfinished, note_unfinished

CANARY = "欧阳铎骉"
_DIE = """
import os, signal, sys
from pathlib import Path
from gridcenter.services.table_files import write_table
def rows():
    for number in range(60_000):
        yield [sys.argv[2], number]
    os.kill(os.getpid(), signal.SIGKILL)
write_table(Path(sys.argv[1]), ("name", "number"), rows())
"""


def killed_writing(out: Path) -> list[Path]:
    """Return what a program left that was killed while it wrote the table."""
    line = [sys.executable, "-c", _DIE, str(out), CANARY]
    done = subprocess.run(line, cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == -signal.SIGKILL
    return sorted(out.parent.rglob("*"))


@pytest.mark.parametrize("name", ["roll.csv", "roll.xlsx", "a[1]*.csv"])
def test_what_a_killed_program_left_of_a_file_goes_with_the_next_one(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    left = killed_writing(folder / name)
    assert any(path.is_file() and CANARY.encode() in path.read_bytes() for path in left), "the control"
    other = tmp_path / "other.csv"
    assert write_table(other, ("name",), [["x"]]) == 1
    assert list(folder.iterdir()) == []
    assert not any((data_dir() / "unfinished").iterdir())


def test_a_complete_file_and_one_that_is_being_written_are_left_alone(tmp_path: Path) -> None:
    out, part = tmp_path / "done.csv", tmp_path / ".now.csv.part"
    write_table(out, ("name",), [[CANARY]])
    part.write_text(CANARY, "utf-8")
    forget = note_unfinished(part)
    assert drop_unfinished() == 0
    assert part.exists()
    forget()
    assert drop_unfinished() == 0
    assert out.exists()


def test_a_note_leads_to_no_other_file(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("kept", "utf-8")
    note_unfinished(kept)
    (note,) = (data_dir() / "unfinished").iterdir()
    machine, _process, one = note.name.rsplit("_", 2)
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    note.rename(note.with_name(f"{machine}_{int(gone.stdout)}_{one}"))
    assert drop_unfinished() == 1
    assert kept.read_text("utf-8") == "kept"
    elsewhere = note.with_name(f"elsewhere_{os.getpid()}_{one}")
    elsewhere.write_text(str(tmp_path / "x.part"), "utf-8")
    assert drop_unfinished() == 0
    assert elsewhere.exists(), "a process of another machine cannot be asked"
