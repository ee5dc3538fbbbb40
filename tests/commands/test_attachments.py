"""`gridcenter attachments` as a person runs it."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from gridcenter.cli import run
from gridcenter.services.attachment_files import attachment_folder, place_of
from gridcenter.settings import settings_file
from gridcenter.store.engine import Store
from tests.services.attachment_samples import file, jpeg, pdf, png
from tests.services.matters import at, report, settle, to_handling

START = at("11-17 16:41")
NUMBER = "SJ20261117-0001"


@pytest.fixture(autouse=True)
def incident(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> int:
    """An incident in handling, and a folder for attachments that both kinds of store may use."""
    settle(store)
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "supervisor")
    monkeypatch.setenv("GRIDCENTER_ATTACHMENTS", str(tmp_path / "kept"))
    key = report(store, now=START)
    to_handling(store, key, START)
    return key


@pytest.fixture
def line(store_url: str, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a line in English and return its status, what it printed, and what it complained about."""

    def carried_out(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(["--lang", "en", "attachments", *map(str, words), "--store", store_url])
        said = capsys.readouterr()
        return status, said.out, said.err

    return carried_out


def test_a_file_is_added_listed_saved_and_removed(line: Any, tmp_path: Path) -> None:
    photo = file(tmp_path, "井盖[b].jpg", jpeg())
    status, said, _ = line("add", NUMBER, photo, "--kind", "before")
    assert (status, said) == (0, f"Added to {NUMBER} as no. 1: 井盖[b].jpg ({len(jpeg())} B)\n")
    status, said, _ = line("list", NUMBER)
    assert status == 0
    for word in ("before handling", "井盖[b].jpg", "JPEG picture", "supervisor 一号"):
        assert word in said
    copy = tmp_path / "copy.jpg"
    assert line("save", 1, "--out", copy)[0] == 0
    assert copy.read_bytes() == jpeg()
    assert line("remove", 1, "--reason", "传错了")[:2] == (0, f"Removed: no. 1 of {NUMBER}\n")
    assert "传错了" in line("list", NUMBER)[1]


def test_json_is_for_programs(line: Any, tmp_path: Path) -> None:
    added = json.loads(line("add", NUMBER, file(tmp_path, "r.pdf", pdf()), "--json")[1])
    assert (added["id"], added["kind"], added["type"], added["size"]) == (
        1,
        "other",
        "application/pdf",
        len(pdf()),
    )
    assert added["added_at"].endswith("+08:00")
    listed = json.loads(line("list", NUMBER, "--json")[1])
    assert listed == {"number": NUMBER, "attachments": [added]}
    out = tmp_path / "o.pdf"
    saved = json.loads(line("save", 1, "--out", out, "--json")[1])
    assert saved == {"id": 1, "file": str(out), "bytes": len(pdf())}
    removed = json.loads(line("remove", 1, "--reason", "x", "--json")[1])
    assert (removed["reason"], removed["removed_by"]) == ("x", "supervisor 一号")


def test_an_incident_without_attachments_says_so(line: Any) -> None:
    assert line("list", NUMBER)[:2] == (0, "The incident has no attachment.\n")


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["add", "SJ1", "{folder}/a.jpg"], 1, "There is no incident SJ1"),
        (["add", NUMBER, "{folder}/none.jpg"], 1, "none.jpg cannot be read"),
        (["add", NUMBER, "{folder}"], 1, "is not a file"),
        (["add", NUMBER, "{folder}/a.jpg", "--kind", "proof"], 1, "no kind of attachment “proof”"),
        (["add", NUMBER, "{folder}/a.jpg"], 1, "PNG picture"),
        (["save", "9", "--out", "{folder}/x"], 1, "no such attachment"),
        (["remove", "9", "--reason", "x"], 1, "There is no attachment no. 9"),
        (["remove", "9"], 2, "--reason"),
        (["save", "x", "--out", "y"], 2, "x"),
    ],
)
def test_every_refusal_is_a_sentence_and_a_status(
    line: Any, tmp_path: Path, words: list[str], status: int, sentence: str
) -> None:
    file(tmp_path, "a.jpg", png())
    found, _, complaint = line(*(word.format(folder=tmp_path) for word in words))
    assert (found, sentence in complaint) == (status, True), complaint


def test_verify_is_0_when_all_is_well_and_3_when_something_is_not(
    line: Any, store: Store, tmp_path: Path
) -> None:
    assert line("verify")[0] == 0
    added = [
        json.loads(line("add", NUMBER, file(tmp_path, f"{n}.png", png(b"%d" % n)), "--json")[1])
        for n in range(3)
    ]
    status, said, _ = line("verify")
    assert status == 0
    assert said.startswith("3 attachments and 3 files in")
    folder = tmp_path / "kept"
    place_of(folder, added[0]["sha256"]).unlink()
    place_of(folder, added[1]["sha256"]).write_bytes(b"x")
    file(folder, "stranger", b"x")
    status, said, _ = line("verify")
    assert status == 3
    for sentence in (
        f"no. 1 of {NUMBER} · its file is missing: {added[0]['sha256']}",
        f"no. 2 of {NUMBER} · its file was altered: {added[1]['sha256']}",
        "stranger · no attachment names this file (1 B); it does no harm",
        "3 differences. Nothing was changed.",
    ):
        assert sentence in said
    answer = json.loads(line("verify", "--json")[1])
    assert (answer["missing"], answer["altered"], answer["orphan"], answer["unreadable"]) == (1, 1, 1, 0)
    assert answer["left_off"] == 0
    assert [one["attachments"] for one in answer["found"] if one["fault"] == "missing"] == [
        [{"id": 1, "number": NUMBER}]
    ]


def test_a_folder_that_cannot_be_read_is_status_1(
    line: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCENTER_ATTACHMENTS", str(file(tmp_path, "no-folder", b"")))
    status, _, complaint = line("verify")
    assert status == 1
    assert "cannot be read" in complaint


def test_ctrl_c_ends_a_check_with_a_sentence(
    line: Any, store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM attachment" in statement:
            os.kill(os.getpid(), signal.SIGINT)

    event.listen(Engine, "before_cursor_execute", interrupt)
    try:
        status, said, complaint = line("verify", "--json")
    finally:
        event.remove(Engine, "before_cursor_execute", interrupt)
    assert status == 1
    assert json.loads(said) == {"failed": "Cancelled. Nothing was changed."}
    assert "Cancelled. Nothing was changed." in complaint


def test_more_findings_than_fit_are_counted(line: Any, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    for number in range(25):
        file(tmp_path / "kept", f"stranger-{number:02}", b"x")
    status, said, _ = line("verify")
    assert status == 3
    assert "… and 5 more differences." in said


def test_the_setting_decides_where_files_stand(
    line: Any, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GRIDCENTER_ATTACHMENTS")
    photo = file(tmp_path, "a.jpg", jpeg())
    if store.is_sqlite:
        assert line("add", NUMBER, photo)[0] == 0
        assert attachment_folder(store, "") == tmp_path / "store.db.attachments"
        assert len(list((tmp_path / "store.db.attachments").glob("??/??/*"))) == 1
    else:
        status, _, complaint = line("add", NUMBER, photo)
        assert status == 1
        assert "Name it as `attachments` in the settings" in complaint
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    named = tmp_path / "named"
    settings_file().write_text(f'attachments = "{named.as_posix()}"\n', "utf-8")
    if store.is_sqlite:  # what was added before goes along with the setting
        status, _, complaint = line("add", NUMBER, photo, "--kind", "after")
        assert status == 1
        assert "nothing stands in" in complaint.replace("\n", " ")
        (tmp_path / "store.db.attachments").rename(named)
    assert line("add", NUMBER, photo, "--kind", "after")[0] == 0
    assert len(list(named.glob("??/??/*"))) == 1


def test_a_folder_that_depends_on_where_one_stands_is_refused(
    line: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCENTER_ATTACHMENTS", "files")
    status, _, complaint = line("verify")
    assert status == 1
    assert "attachments" in complaint
    assert "GRIDCENTER_ATTACHMENTS" in complaint
