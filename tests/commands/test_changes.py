"""`gridcenter changes` as a person runs it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from gridcenter.cli import run
from gridcenter.clock import utc_now
from gridcenter.paths import asset
from gridcenter.services.population_rules import RULES
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry
from tests.services import population_samples as sample
from tests.services.matters import SHANGHAI

TODAY = utc_now().astimezone(SHANGHAI).date()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def line(store: Store, store_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> Any:
    with store.begin() as session:
        sample.fill(session)

    def carried_out(*words: object, lang: str = "en", who: str = "chen.li") -> tuple[int, str, str]:
        monkeypatch.setenv("GRIDCENTER_ACCOUNT", who)
        capsys.readouterr()
        status = run(["--lang", lang, "changes", *map(str, words), "--store", store_url])
        said = capsys.readouterr()
        return status, said.out, said.err

    return carried_out


@pytest.fixture
def happened(store: Store, line: Any) -> Any:
    """A baseline, then a death: three tasks."""
    status, out, _ = line("detect")
    assert (status, "Baseline: what the registers hold is known." in out) == (0, True)
    sample.change(store, lambda session: sample.dies(session, day=YESTERDAY))
    return line


def test_a_pass_tells_what_it_found_and_made(happened: Any) -> None:
    assert happened("detect")[:2] == (0, "Changes found: 1, withdrawn: 0, tasks made: 3.\n")
    again = json.loads(happened("detect", "--json")[1])
    assert (again["baseline"], again["found"], again["tasks"]) == (False, 0, 0)
    assert happened("detect", who="jiangnan")[0] == 1


def test_changes_and_tasks_are_listed_without_anybody_s_name(happened: Any) -> None:
    happened("detect")
    out = happened("list")[1]
    assert "died" in out
    assert "on time · on time · on time" in out
    assert "周" not in out
    tasks = json.loads(happened("tasks", "--json", "--unit", sample.JIANGNAN)[1])["tasks"]
    assert [task["part"] for task in tasks] == ["receive", "follow", "follow"]
    assert "周" not in str(tasks)
    assert happened("tasks", "--unit", "-")[1] == "No tasks.\n"
    assert happened("tasks", "--unit", "ghosts")[2] == "there is no unit with the code “ghosts”\n"


def test_names_are_told_masked_and_the_audit_keeps_that(happened: Any, store: Store) -> None:
    happened("detect")
    assert "周** 女 35–39" in happened("list", "--people", lang="zh")[1]
    (task, *_) = json.loads(happened("tasks", "--people", "--json")[1])["tasks"]
    assert (task["resident"], task["age"]) == ("周**", "35–39")
    with store.read() as session:
        lines = session.scalars(select(AuditEntry.action).where(AuditEntry.action == "search"))
        assert len(lines.all()) == 2


def test_a_task_stands_runs_again_and_is_completed(happened: Any) -> None:
    happened("detect")
    key = json.loads(happened("tasks", "--json")[1])["tasks"][0]["id"]
    assert happened("pause", key)[2] == "write why the clock of the task stands\n"
    assert happened("pause", key, "--reason", "away", who="jiangnan")[0] == 0
    assert "parked" in happened("tasks")[1]
    assert happened("resume", key)[1].startswith(f"The clock runs again: no. {key}")
    status, out, _ = happened("complete", key, "done", who="jiangnan")
    assert (status, out.endswith("· done\n")) == (0, True)
    assert happened("complete", key, "not_needed", "--reason", "moved")[0] == 1
    assert happened("complete", 999, "done")[2] == "There is no task no. 999 in your area.\n"


def test_a_number_of_the_board_leads_to_its_rows(happened: Any) -> None:
    assert happened("board")[1] == "No tasks.\n"
    happened("detect")
    key = json.loads(happened("tasks", "--json")[1])["tasks"][0]["id"]
    happened("complete", key, "done")
    (row,) = json.loads(happened("board", "--json")[1])["lines"]
    assert (row["due"], row["in_time"], row["late"], row["open"], row["overdue"]) == (3, 1, 0, 2, 0)
    behind = json.loads(happened("tasks", "--figure", "in_time", "--json")[1])["tasks"]
    assert [task["id"] for task in behind] == [key]
    assert "江南社区" in happened("board", lang="zh")[1]
    assert happened("tasks", "--figure", "much")[2].startswith("there is no figure “much”: name one of due")


def test_rules_are_tried_on_a_month_before_they_hold(happened: Any, tmp_path: Path) -> None:
    month = f"{YESTERDAY:%Y-%m}"
    out = happened("try", "--month", month, "--rule", "death")[1]
    assert f"{month}: changes 1, covered by the rules 1; tasks 3. Nothing was written." in out
    assert "周**" in out
    assert happened("tasks")[1] == "No tasks.\n"
    path = tmp_path / "mine.yaml"
    text = asset(RULES).read_text("utf-8")
    path.write_text(text.replace("change: death", "change: dead"), "utf-8")
    refusal = happened("try", "--month", month, "--rule", path)[2]
    assert refusal.startswith("mine.yaml cannot be used: line ")
    path.write_text(text, "utf-8")
    assert json.loads(happened("try", "--month", month, "--rule", path, "--json")[1])["tasks"] == 3


def test_the_clocks_of_tasks_are_verified_with_the_others(happened: Any, store_url: str, capsys: Any) -> None:
    happened("detect")
    capsys.readouterr()
    assert run(["--lang", "en", "clocks", "verify", "--store", store_url]) == 0
    assert "3 clocks of population tasks computed again: all are as stored." in capsys.readouterr().out
