"""`gridcenter import` and `export` as a person runs them: exit status, JSON, sentences, Ctrl+C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from gridcenter.cli import run
from gridcenter.store.engine import Store
from gridcenter.store.models import Division, Unit
from tests.services.importing.carrying import table

LARGEST = 800_000
"""Bytes a file may have where the disk is to be full: more than an empty store, less than its log of 20,000 rows."""
DIVISIONS = ("code,name", "11,北京市", "1101,市辖区")


def test_json_counts_add_up_and_the_second_time_everything_is_unchanged(
    store: Store, store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path / "d.csv", *DIVISIONS, "11,重复", "abc,无级别")
    wished = [
        "import",
        "divisions",
        str(path),
        "--json",
        "--store",
        store_url,
        "--rejects",
        str(tmp_path / "r.csv"),
    ]
    assert run(wished) == 3
    first = json.loads(capsys.readouterr().out)
    names = ("rows", "accepted", "unchanged", "twins", "refused")
    assert [first[name] for name in names] == [4, 2, 0, 1, 1]
    assert (tmp_path / "r.csv").is_file()
    assert run(wished) == 3
    again = json.loads(capsys.readouterr().out)
    assert [again[name] for name in names] == [4, 0, 2, 1, 1]


def test_every_file_has_a_transaction_of_its_own_and_a_bad_one_says_so(
    store: Store, store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = table(tmp_path / "d.csv", *DIVISIONS)
    (tmp_path / "bad.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    status = run(
        ["--lang", "en", "import", "divisions", str(good), str(tmp_path / "bad.csv"), "--store", store_url]
    )
    assert status == 1
    said = capsys.readouterr()
    assert "d.csv: rows 2, stored 2" in said.out
    assert "Nothing of bad.csv was stored" in said.err
    assert "Traceback" not in said.err
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Division)) == 2


def test_a_dry_run_stores_nothing(store: Store, store_url: str, tmp_path: Path) -> None:
    path = table(tmp_path / "d.csv", *DIVISIONS)
    assert run(["import", "divisions", str(path), "--dry-run", "--store", store_url]) == 0
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Division)) == 0


@pytest.mark.parametrize(
    "options", [["--datum", "mars"], ["--preset", "nowhere"], ["--preset", "pingshan"], ["--wrong"]]
)
def test_wrong_use_ends_with_status_2(
    store: Store, store_url: str, tmp_path: Path, options: list[str]
) -> None:
    path = table(tmp_path / "d.csv", *DIVISIONS)
    assert run(["import", "divisions", str(path), "--store", store_url, *options]) == 2
    assert run(["import", "cats", str(path), "--store", store_url]) == 2


def test_exports_say_how_many_rows_they_wrote(
    store: Store, store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["import", "divisions", str(table(tmp_path / "d.csv", *DIVISIONS)), "--store", store_url])
    out = tmp_path / "out.csv"
    assert run(["--lang", "en", "export", "divisions", "--out", str(out), "--store", store_url]) == 0
    assert ", rows 2" in capsys.readouterr().out
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert run(["export", "divisions", "--out", str(tmp_path / "out.pdf"), "--store", store_url]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process there")
def test_ctrl_c_ends_with_a_sentence_and_leaves_nothing(
    store: Store, store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (f"{n:012d},社区{n}" for n in range(110101001001, 110101001001 + 100_000))
    path = table(tmp_path / "d.csv", "code,name", *rows)
    presser = threading.Thread(target=_press_when_running)
    presser.start()
    status = run(["--lang", "en", "import", "divisions", str(path), "--store", store_url])
    presser.join()
    assert status == 1
    assert "Cancelled. Nothing of d.csv was stored." in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Division)) == 0


def _press_when_running() -> None:
    """Send Ctrl+C as soon as the import listens to it."""
    ends = time.monotonic() + 60
    while signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        if time.monotonic() > ends:
            return
        time.sleep(0.005)
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize(
    "line",
    [
        ["import", "divisions", "{file}", "--encoding", "klingon"],
        ["export", "units", "--out", "units.pdf"],
        ["export", "grids", "--out", "grids.csv"],
        ["export", "template", "--of", "kitchens", "--out", "kitchens.csv"],
        ["import", "divisions", "{file}", "--rejects", "{file}"],
        ["screenshots", "pictures", "--size", "large"],
        ["screenshots", "pictures", "--size", "99999x99999"],
    ],
)
def test_asking_for_what_does_not_exist_is_status_2(
    line: list[str], sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["init", "--store", sqlite_url])
    file = table(tmp_path / "d.csv", *DIVISIONS)
    assert run(["--store", sqlite_url, *(word.format(file=file) for word in line)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("rows", [("zz,",), ()])
@pytest.mark.parametrize("place", ["d.csv/r.csv", "."])
def test_a_rejects_file_that_cannot_be_written_stops_the_import(
    rows: tuple[str, ...], place: str, sqlite_store: Store, sqlite_url: str, tmp_path: Path
) -> None:
    file = table(tmp_path / "d.csv", *DIVISIONS, *rows)
    wished = ["import", "divisions", str(file), "--rejects", str(tmp_path / place), "--store", sqlite_url]
    assert run(wished) == 1
    assert file.is_file()
    with sqlite_store.read() as session:
        assert session.scalar(select(func.count()).select_from(Division)) == 0


@pytest.mark.parametrize("line", [["export", "units", "--out"], ["bench", "lookup", "--json"]])
def test_a_file_below_a_file_cannot_be_written(
    line: list[str], sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["init", "--store", sqlite_url])
    file = table(tmp_path / "d.csv", *DIVISIONS)
    assert run(["--lang", "en", "--store", sqlite_url, *line, str(file / "out.csv")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_the_same_records_brought_in_twice_at_once_are_a_sentence(
    postgres_store: Store, postgres_url: str, tmp_path: Path
) -> None:
    file = table(tmp_path / "u.csv", "code,name", "U1,城管局")
    wished = ["--lang", "en", "import", "units", str(file), "--store", postgres_url]
    with postgres_store.begin() as theirs:
        theirs.add(Unit(code="U1", name="城管局", kind="department"))
        theirs.flush()
        ours = subprocess.Popen([sys.executable, "-m", "gridcenter", *wished], stderr=subprocess.PIPE)
        until_somebody_waits(postgres_store)
    complaint = ours.communicate(timeout=60)[1].decode()
    assert ours.returncode == 1
    assert "Somebody else stored the same records" in complaint


def until_somebody_waits(store: Store) -> None:
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    for _ in range(400):
        with store.read() as session:
            if session.scalar(waiting):
                return
        time.sleep(0.05)
    raise AssertionError("nobody waited")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_an_import_that_cannot_be_committed_leaves_no_rejects_file(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path
) -> None:
    sqlite_store.dispose()
    rows = [f"U{n},{'x' * 60}" for n in range(20_000)]
    file, refused = table(tmp_path / "u.csv", "code,name", *rows, "U,"), tmp_path / "refused.csv"
    wished = ["--lang", "en", "import", "units", str(file), "--rejects", str(refused), "--store", sqlite_url]
    full = f"import resource as r; r.setrlimit(r.RLIMIT_FSIZE, ({LARGEST}, {LARGEST}))"
    code = f"{full}\nfrom gridcenter.cli import main\nmain()"
    done = subprocess.run([sys.executable, "-c", code, *wished], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "Nothing of u.csv was stored" in done.stderr
    assert not refused.exists()
    with sqlite_store.read() as session:
        assert session.scalar(select(func.count()).select_from(Unit)) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_list_of_refused_rows_that_finds_no_room_ends_the_import_with_a_sentence(
    sqlite_store: Store, sqlite_url: str, tmp_path: Path
) -> None:
    sqlite_store.dispose()
    rows = [f",{'x' * 60}" for _ in range(20_000)]
    file, refused = table(tmp_path / "u.csv", "code,name", "U1,城管局", *rows), tmp_path / "refused.csv"
    wished = ["--lang", "en", "import", "units", str(file), "--rejects", str(refused), "--store", sqlite_url]
    full = f"import resource as r; r.setrlimit(r.RLIMIT_FSIZE, ({LARGEST}, {LARGEST}))"
    code = f"{full}\nfrom gridcenter.cli import main\nmain()"
    done = subprocess.run([sys.executable, "-c", code, *wished], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "The list of refused rows" in done.stderr
    assert "Nothing of u.csv was stored" in done.stderr
    assert [file.name for file in tmp_path.glob("refused*")] == []
    with sqlite_store.read() as session:
        assert session.scalar(select(func.count()).select_from(Unit)) == 0


def test_a_header_without_rows_is_said(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["init", "--store", sqlite_url])
    file = table(tmp_path / "u.csv", "code,name")
    assert run(["--lang", "en", "import", "units", str(file), "--store", sqlite_url]) == 0
    assert "u.csv has a header and no rows." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("health --store nothing.db", 1),
        ("import units u.csv --store nothing.db", 1),
        ("import units nothing.csv", 1),
        ("import units u.csv --preset nowhere", 2),
        ("import units u.csv --datum mars", 2),
        ("import units u.csv --encoding klingon", 2),
        ("import people u.csv", 2),
        ("health --frobnicate", 2),
    ],
)
def test_an_answer_as_json_is_json_and_nothing_else_whatever_happens(
    line: str,
    status: int,
    sqlite_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRIDCENTER_STORE", sqlite_url)
    table(tmp_path / "u.csv", "code,name,kind", "U1,城管,department")
    assert run(["--lang", "en", *line.split(), "--json"]) == status
    answer = json.loads(capsys.readouterr().out)
    assert answer.get("failed") or answer.get("sentence")


def test_settings_that_cannot_be_read_are_json_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIDCENTER_THEME", "pink")
    assert run(["--lang", "en", "health", "--json"]) == 1
    assert "theme" in json.loads(capsys.readouterr().out)["failed"]


def test_files_of_one_name_from_two_folders_keep_their_own_refused_rows(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = []
    for folder, code in (("a", "U1"), ("b", "U2")):
        (tmp_path / folder).mkdir()
        files.append(str(table(tmp_path / folder / "u.csv", "code,name,kind", f"{code},,department")))
    assert run(["import", "units", *files, "--store", sqlite_url]) == 3
    assert (tmp_path / "u.rejects.csv").is_file()
    assert (tmp_path / "u-2.rejects.csv").is_file()
    assert run(["import", "units", *files, "--rejects", "r.csv", "--store", sqlite_url]) == 3
    assert sorted(path.name for path in tmp_path.glob("r-*")) == ["r-u-2.csv", "r-u.csv"]


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="takes root's right to read all away"
)
def test_a_file_that_may_not_be_read_is_named(sqlite_url: str, tmp_path: Path) -> None:
    file = table(tmp_path / "u.csv", "code,name,kind")
    file.chmod(0)
    line = ["--lang", "en", "import", "units", str(file), "--store", sqlite_url]
    bound = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    done = subprocess.run(
        [*bound, sys.executable, "-m", "gridcenter", *line], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "u.csv may not be read by you" in done.stderr
