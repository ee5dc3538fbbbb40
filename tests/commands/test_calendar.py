"""`calendar`: what it prints, what it refuses, and that nothing moves without being asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from gridcenter.cli import run
from gridcenter.domain.flow import RECOUNT
from gridcenter.store.engine import Store
from gridcenter.store.models import Calendar, Step
from tests.services.matters import at, report, settle, to_handling


@pytest.fixture
def changed(store: Store, store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store's calendar as a file, with a day off on which an incident is due."""
    settle(store)
    to_handling(store, report(store, now=at("11-18 14:00")), at("11-18 14:00"))
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "supervisor")
    file = tmp_path / "calendar.yaml"
    assert run(["calendar", "write", str(file), "--store", store_url, "--lang", "en"]) == 0
    with file.open("a", encoding="utf-8") as text:
        text.write("- {name: 停电, from: 2026-11-19, to: 2026-11-19}\n")
    return file


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = run(["calendar", *words, "--lang", "en"])
    out, err = capsys.readouterr()
    return status, out, err


def editions_of(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).where(Calendar.family == "office")) or 0


def test_a_check_tells_the_change_and_what_would_move_and_changes_nothing(
    changed: Path, store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = asked(capsys, "check", str(changed), "--store", store_url)
    assert status == 0
    assert "2026-11-19 停电: day off" in out
    assert "Running deadlines that would move: 2" in out
    assert "handling: 2026-11-19 08:04 → 2026-11-20 08:04" in out
    assert editions_of(store) == 1


def test_put_asks_whether_running_deadlines_move(
    changed: Path, store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = asked(capsys, "put", str(changed), "--reason", "停电", "--store", store_url)
    assert (status, editions_of(store)) == (2, 1)
    assert "2026-11-19 停电: day off" in out
    assert "Say --keep to leave them as they were set, or --move to let them follow." in err


def test_put_and_keep_leaves_deadlines_and_move_lets_them_follow_later(
    changed: Path, store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = asked(capsys, "put", str(changed), "--reason", "停电", "--keep", "--store", store_url)
    assert (status, editions_of(store), recounted(store)) == (0, 2, 0)
    assert "In force for what begins from now on: office@2." in out
    status, out, _ = asked(capsys, "move", "--reason", "停电", "--store", store_url)
    assert (status, recounted(store)) == (0, 1)
    assert "1 incident has new deadlines" in out
    status, out, _ = asked(capsys, "list", "--store", store_url)
    assert "office@2" in out
    assert "with the store" in out


def recounted(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).where(Step.action == RECOUNT)) or 0


def test_json_tells_the_same(
    changed: Path, store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put = ("put", str(changed), "--reason", "停电", "--move", "--json", "--store", store_url)
    status, out, _ = asked(capsys, *put)
    answer: dict[str, Any] = json.loads(out)
    assert status == 0
    assert (answer["key"], answer["moved_incidents"], answer["moved_deadlines"]) == ("office@2", 1, 2)
    assert answer["changes"] == ["2026-11-19 停电: day off"]
    _, out, _ = asked(capsys, "list", "--json", "--store", store_url)
    newest = next(one for one in json.loads(out)["calendars"] if one["family"] == "office")
    assert (newest["key"], newest["reason"]) == ("office@2", "停电")


def test_any_edition_can_be_written_again_and_no_file_is_overwritten(
    changed: Path, store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(capsys, "put", str(changed), "--reason", "停电", "--keep", "--store", store_url)
    first, newest = tmp_path / "first.yaml", tmp_path / "newest.yaml"
    assert asked(capsys, "write", str(first), "--edition", "office@1", "--store", store_url)[0] == 0
    assert asked(capsys, "write", str(newest), "--store", store_url)[0] == 0
    assert "停电" in newest.read_text("utf-8")
    assert "停电" not in first.read_text("utf-8")
    status, _, err = asked(capsys, "write", str(first), "--store", store_url)
    assert status == 1
    assert "is there already: name a new file" in err
    status, _, err = asked(capsys, "write", str(tmp_path / "x"), "--edition", "night", "--store", store_url)
    assert status == 2
    assert "There is no calendar “night”. Known: continuous@1, office@2, office@1." in err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("key: office\nkey: office\n", "line 2: “key” stands here twice"),
        ("- a\n- b\n", "this is no calendar"),
        ("", "this is no calendar"),
        ("key: [", "the YAML is broken"),
        ("\0\0\0", "no plain YAML"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_with_its_name(
    changed: Path, store: Store, store_url: str, capsys: pytest.CaptureFixture[str], content: str, words: str
) -> None:
    changed.write_text(content, encoding="utf-8")
    status, _, err = asked(capsys, "put", str(changed), "--reason", "x", "--store", store_url)
    assert (status, editions_of(store)) == (1, 1)
    assert "calendar.yaml" in err
    assert words in err


def test_an_account_that_may_not_is_told_so_before_anything_is_done(
    changed: Path,
    store: Store,
    store_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "handler")
    status, _, err = asked(capsys, "put", str(changed), "--reason", "x", "--keep", "--store", store_url)
    assert (status, editions_of(store)) == (1, 1)
    assert "your role does not change calendars" in err
