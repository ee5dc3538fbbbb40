"""A resident leaves no trace outside the store: real processes at work, then everything they wrote is searched.

Each search has its control: the same value, put where it must not be, is found.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from gridcenter.bench.private_postgres import PrivatePostgres
from gridcenter.domain.papers import Paper
from gridcenter.services.paper_pdf import as_pdf
from tests.canaries import (
    ADDRESS,
    AUDITOR,
    CANARIES,
    NAME,
    NUMBER,
    PHONE,
    seen_below,
    seen_in,
    seen_in_pdf,
    spellings,
)

ADVICE = (
    "log_parameter_max_length=0",
    "log_parameter_max_length_on_error=0",
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
)
TALKATIVE = ("log_statement=all", "log_min_duration_statement=0")
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Ground:
    """A folder that holds all a process may write to, and the address of its store."""

    folder: Path
    address: str

    @property
    def environment(self) -> dict[str, str]:
        folders = {
            name: str(self.folder / place)
            for name, place in {
                "HOME": "home",
                "TMPDIR": "tmp",
                "XDG_CONFIG_HOME": "home/config",
                "XDG_DATA_HOME": "home/data",
                "XDG_STATE_HOME": "home/state",
                "XDG_CACHE_HOME": "home/cache",
                "XDG_RUNTIME_DIR": "home/run",
            }.items()
        }
        for folder in folders.values():
            Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        return {**os.environ, **folders, "PYTHONPATH": str(ROOT), "GRIDCENTER_LOG_LEVEL": "debug"}

    def run(self, *line: str, said: str = "", **extra: str) -> subprocess.CompletedProcess[bytes]:
        """Run one process in the folder and keep what it says beside the rest."""
        done = subprocess.run(
            [sys.executable, *line],
            cwd=self.folder,
            env={**self.environment, **extra},
            input=said.encode(),
            capture_output=True,
            check=False,
            timeout=120,
            preexec_fn=_let_cores_be_written,
        )
        number = len([*self.folder.glob("said-*")])
        (self.folder / f"said-{number}.txt").write_bytes(done.stdout + done.stderr)
        return done

    def program(self, *line: str, said: str = "", **extra: str) -> subprocess.CompletedProcess[bytes]:
        return self.run("-m", "gridcenter", *line, "--store", self.address, said=said, **extra)


def _let_cores_be_written() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


@dataclass(frozen=True)
class Worked:
    """What is left after a day's work: where, what was given on purpose, and what the desk showed when."""

    ground: Ground
    moments: dict[str, Any]
    ended: int
    given: tuple[Path, ...]


@pytest.fixture(scope="module")
def server() -> Iterator[PrivatePostgres]:
    with PrivatePostgres(durable=False, settings=(*TALKATIVE, *ADVICE)) as made:
        yield made


@pytest.fixture(scope="module", params=["encrypted", "postgres"])
def worked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, server: PrivatePostgres
) -> Worked:
    """A day's work on a street with a canary, in an encrypted file or on a server that logs every statement."""
    folder = tmp_path_factory.mktemp(str(request.param))
    sealed = request.param == "encrypted"
    ground = Ground(folder, f"sqlite:///{folder.as_posix()}/centre.db" if sealed else server.url())
    _done(ground.program("demo", "--size", "street", *(["--encrypt"] if sealed else [])))
    incident = _done(ground.run("-m", "tests.canaries", ground.address))
    given = _terminal(ground, incident)
    if sealed:  # the folder of a server's desks is the administrator's to protect
        _attach(ground, incident)
    (folder / "pictures").mkdir()
    out = folder / "moments.json"
    ended = ground.run(
        "-m", "tests.canary_desk", ground.address, incident, str(folder / "pictures"), str(out)
    )
    assert out.exists(), ended.stderr.decode()
    return Worked(ground, json.loads(out.read_text("utf-8")), ended.returncode, given)


def _done(made: subprocess.CompletedProcess[bytes], *statuses: int) -> str:
    assert made.returncode in (statuses or (0,)), made.stderr.decode()
    return made.stdout.decode()


def _terminal(ground: Ground, incident: str) -> tuple[Path, ...]:
    """Import, export, print, report, take pictures and be killed while writing; return what was given on purpose."""
    persons, rejects = ground.folder / "persons.csv", ground.folder / "refused.csv"
    wrong = f"{NUMBER[:-1]}{'0' if NUMBER[-1] != '0' else '1'}"
    lines = ["姓名,公民身份号码,联系电话,学历,现住址,数据来源"]
    lines += [f"{NAME},{number},{PHONE},20,{ADDRESS},demo" for number in (NUMBER, wrong)]
    persons.write_text("\n".join(lines), "utf-8")
    _done(ground.program("import", "persons", str(persons), "--rejects", str(rejects)), 3)
    persons.write_text(persons.read_text("utf-8").replace(",20,", ",30,"), "utf-8")
    _done(ground.program("import", "persons", str(persons), "--stage"), 0, 3)
    for words in (("batch", "list"), ("batch", "show", "1"), ("batch", "show", "2"), ("people", "conflicts")):
        _done(ground.program(*words))
    for kind in ("incidents", "indicators"):
        _done(ground.program("export", kind, "--out", str(ground.folder / f"{kind}.xlsx")))
    _done(ground.program("paper", "task_slip", incident, "--out", str(ground.folder / "slip.pdf")))
    report = ("people", "report", "-", "--reason", "本人当面询问查询情况")
    as_auditor = {"said": NUMBER + "\n", "GRIDCENTER_ACCOUNT": AUDITOR}
    _done(ground.program(*report, **as_auditor))
    _done(ground.program(*report, "--out", str(ground.folder / "report.pdf"), **as_auditor))
    _done(ground.program("screenshots", str(ground.folder / "shots"), "--pages", "wall,residents"))
    assert ground.run("-c", _DIE_WRITING, ground.address).returncode == -signal.SIGKILL
    assert b"9130,refused" in rejects.read_bytes(), "a refused number comes back masked"
    return (persons,)


def _attach(ground: Ground, incident: str) -> None:
    """Attach what names the resident, be killed while attaching more, and change the key; no source stays."""
    notes = ground.folder / "notes.txt"
    notes.write_text("\n".join(CANARIES.values()) * 60_000, "utf-8")
    _done(ground.program("attachments", "add", incident, str(notes), "--kind", "other"))
    notes.write_text("\n".join(CANARIES.values()) * 70_000, "utf-8")
    assert ground.run("-c", _DIE_ATTACHING, ground.address, str(notes)).returncode == -signal.SIGKILL
    notes.unlink()
    assert [*ground.folder.glob("centre.db.attachments/incoming/*.part")], (
        "the control: it died in the middle"
    )
    _done(ground.program("store", "rekey"))


_DIE_ATTACHING = """
import os, signal, sys
from pathlib import Path
from gridcenter.services.attachment_contents import contents_of
from gridcenter.services.attachment_files import attachment_folder, keep_file
from gridcenter.services.attachment_rules import attachment_rules
from gridcenter.store.engine import open_store
def die(made):
    if made.done > 3_000_000:
        os.kill(os.getpid(), signal.SIGKILL)
store = open_store(sys.argv[1])
contents = contents_of(store, attachment_folder(store, ""))
keep_file(contents, Path(sys.argv[2]), name="notes.txt", rules=attachment_rules(), progress=die)
"""

_DIE_WRITING = f"""
import os, signal, sys
from sqlalchemy import text
from gridcenter.store.engine import open_store
from gridcenter.store.models import Unit
store = open_store(sys.argv[1])
with store.begin() as session:
    session.add_all(Unit(code=f"X{{n}}", name={NAME!r}, kind={PHONE!r}) for n in range(3000))
    session.flush()
    session.execute(text("SELECT name FROM unit ORDER BY kind || name || code")).all()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_nothing_a_process_leaves_behind_names_the_resident(worked: Worked) -> None:
    """Logs, settings, window memory, caches, temporary files, outputs, exports, papers, pictures, the store itself."""
    folder = worked.ground.folder
    assert seen_below(folder, but=worked.given) == {}
    logs = [path for path in folder.rglob("gridcenter.log") if path.stat().st_size]
    assert logs, "the control: there is a log"
    assert any("KeyError" in path.read_text("utf-8") for path in logs), (
        "the control: it tells of the failures"
    )
    assert len([*folder.glob("pictures/*.png")]) > 8
    assert not [path for path in folder.rglob("core*") if path.is_file()]


def test_the_search_finds_what_is_there(worked: Worked) -> None:
    folder = worked.ground.folder
    hits = seen_below(folder)
    assert set(hits) == {path.name for path in worked.given}, "the control: the given files are found"
    for place in ("home/state", "tmp", "home/cache"):
        planted = folder / place / "planted"
        planted.write_bytes(b"...".join(spellings(NAME)))
        assert seen_below(folder / place) == {"planted": {"name"}}
        planted.unlink()


@pytest.mark.parametrize("value", CANARIES)
def test_every_spelling_of_every_canary_is_found(value: str) -> None:
    assert all(seen_in(b"\0" + one + b"\0") == {value} for one in spellings(CANARIES[value]))


def test_a_paper_is_read_and_not_only_searched(tmp_path: Path) -> None:
    sheet = Paper(NAME, NUMBER, ADDRESS, PHONE, "{n}/{m}", "", "zh", ())
    made = as_pdf(sheet, at=datetime(2026, 1, 1, tzinfo=UTC))
    assert "name" in seen_in_pdf(made) - seen_in(made), "a paper's text does not stand in its bytes"


def test_no_screen_shows_the_resident_before_a_committed_audit_line(worked: Worked) -> None:
    moments = worked.moments
    for moment, noted in moments.items():
        if moment.startswith(("page-", "wall", "incident", "left", "closed", "locked")):
            assert noted["seen"] == [], moment
    assert moments["page-residents"]["audit"] == {}
    assert moments["list"]["audit"] == {"search": 1}
    assert set(moments["list"]["seen"]) <= {"name"}, "what was typed stands in its field, the list is masked"
    assert moments["card"]["seen"] == []
    assert moments["card"]["audit"] == {"search": 1, "lookup": 1}
    assert moments["copied"]["seen"] == moments["printed"]["seen"] == []
    assert moments["revealed-phone"]["seen"] == ["phone"]
    assert moments["revealed-phone"]["audit"]["reveal"] == 1
    assert set(moments["revealed-address"]["seen"]) <= {"phone", "address"}
    assert "address" in moments["revealed-address"]["seen"]
    assert moments["revealed-address"]["audit"]["reveal"] == 2


def test_the_walk_through_the_widgets_finds_what_is_there(worked: Worked) -> None:
    assert set(CANARIES) <= set(worked.moments["control"]["seen"])


def test_the_desk_died_in_the_middle_of_its_work_and_wrote_no_core(worked: Worked) -> None:
    assert worked.ended == -signal.SIGABRT


def test_a_core_file_is_forbidden_by_the_program_and_by_nothing_else() -> None:
    asks = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    forbids = "from gridcenter.crashing import leave_nothing_about_people as forbid; forbid(); "
    said = [
        subprocess.run(
            [sys.executable, "-c", line], capture_output=True, text=True, check=True, cwd=ROOT
        ).stdout
        for line in (asks, forbids + asks)
    ]
    assert said[1].strip() == "0"


@pytest.mark.parametrize("worked", ["postgres"], indirect=True)
def test_the_server_s_log_is_silent_with_the_advice_and_talks_without(
    worked: Worked, server: PrivatePostgres, tmp_path: Path
) -> None:
    """The README tells administrators the four settings; without them the same statements write the resident down."""
    assert all(line.partition("=")[0] in (ROOT / "README.md").read_text("utf-8") for line in ADVICE)
    log = server.log_file.read_bytes()
    assert b"FROM person" in log, "the control: the statements are logged"
    assert seen_in(log) == set()
    with PrivatePostgres(durable=False, settings=TALKATIVE) as talking:
        with psycopg.connect(talking.url().replace("+psycopg", "")) as connection:
            connection.execute("SELECT %s::text", (NAME,))
        assert seen_in(talking.log_file.read_bytes()) == {"name"}
