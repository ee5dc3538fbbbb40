"""`gridcenter ledger` and `gridcenter care` as people run them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from gridcenter.cli import run
from gridcenter.clock import utc_now
from gridcenter.domain.care import district_day
from gridcenter.store.engine import Store
from gridcenter.store.models import Person
from tests.services import care_samples as care
from tests.services import resident_samples as sample
from tests.services.care_samples import ZONE

WHY = ["--purpose", "visit", "--reason", "按计划逐户核对台账情况"]


@pytest.fixture(autouse=True)
def _filled(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    care.fill(store)
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", care.SECOND.login)


class Line:
    """Runs a command on the store and keeps what it said."""

    def __init__(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.url, self.capsys = url, capsys

    def __call__(self, *words: str, status: int = 0, lang: str = "en") -> str:
        assert run(["--lang", lang, *words, "--store", self.url]) == status
        said = self.capsys.readouterr()
        return said.out if status == 0 else said.err


@pytest.fixture
def line(store_url: str, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(store_url, capsys)


def test_ledgers_are_listed_counted_shown_and_written(line: Line, tmp_path: Path) -> None:
    listed = line("ledger", "list", lang="zh")
    for name in ("实有人口", "重点人员", "网格工作力量", "知悉范围"):
        assert name in listed
    assert "nothing recorded" in line("ledger", "list")
    assert "Jiangnan" in line("ledger", "show", "LG01", "--area", "709901003")
    shown = line("ledger", "show", "lg01", "--rows", *WHY)
    assert "张**" in shown
    assert sample.NUMBER not in shown
    assert "purpose" in line("ledger", "show", "LG01", "--rows", status=1)
    out = tmp_path / "people.csv"
    told = json.loads(line("ledger", "export", "LG01", "--out", str(out), *WHY, "--json"))
    assert (told["rows"], out.exists()) == (5, True)
    assert told["export"] in out.read_text("utf-8-sig")
    assert "no purpose" in line("ledger", "export", "LG01", "--out", str(out), "--purpose", "x", status=2)
    assert "There is no ledger" in line("ledger", "show", "LG77", status=2)


def test_pages_follow_one_another(line: Line, store: Store) -> None:

    with store.begin() as session:
        session.add_all(
            Person(id=100 + n, name="钱某", grid_code=sample.GRID, community_code=sample.COMMUNITY)
            for n in range(60)
        )
    first = json.loads(line("ledger", "show", "LG01", "--rows", "--area", sample.GRID, *WHY, "--json"))
    assert (len(first["rows"]), first["total"]) == (50, 64)
    rest = json.loads(
        line(
            "ledger",
            "show",
            "LG01",
            "--rows",
            "--area",
            sample.GRID,
            "--after",
            first["after"],
            *WHY,
            "--json",
        )
    )
    assert (len(rest["rows"]), rest["after"]) == (14, "")


def test_a_care_file_goes_its_way(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    today = district_day(utc_now(), ZONE)
    until, longer = f"{today + timedelta(days=20)}", f"{today + timedelta(days=300)}"
    wish = ["--programme", "elderly_alone", "--until", until, "--reason", care.REASON]
    consent = ["--consent", "person", "--consent-on", f"{today}", "--know", care.WORKER.login]
    assert "no. 1" in line("care", "enrol", sample.NUMBER, *wish, *consent)
    listed = line("care", "list")
    assert "张**" in listed
    assert "Another account renews" in listed
    assert "1" in line("care", "visit", "1", "--made", f"{today}", "--outcome", "met", "--note", care.NOTE)
    line("care", "visit", "1", "--plan", f"{today + timedelta(days=3)}", "--who", care.WORKER.login)
    given = [
        "--kind",
        "allowance",
        "--amount",
        care.AMOUNT,
        "--decided-by",
        "街道民政办",
        "--from",
        f"{today}",
    ]
    line("care", "benefit", "1", *given)
    line("care", "grant", "1", "mz")
    line("care", "grant", "1", "mz", "--off")
    shown = line("care", "open", "1", *WHY)
    for word in (care.REASON, care.NOTE, care.AMOUNT, "老年人权益保障法"):
        assert word in shown
    assert sample.NUMBER not in shown
    assert "second person" in line("care", "renew", "1", "--until", longer, "--reason", care.REASON, status=1)
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", care.WORKER.login)
    line("care", "renew", "1", "--until", longer, "--reason", care.REASON)
    (file,) = json.loads(line("care", "open", "--number", sample.NUMBER, *WHY, "--json"))["files"]
    assert file["last_day"] == longer
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", care.STRANGER.login)
    assert "No care file names this account." in line("care", "list")
    assert "No care file for this account." in line("care", "open", "--number", sample.NUMBER, *WHY)
    assert line("care", "open", "1", *WHY, status=1) == line("care", "open", "77", *WHY, status=1)
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", care.WORKER.login)
    line("care", "end", "1", "--reason", "老人已搬去与子女同住")
    assert "No care file names this account." in line("care", "list")


def test_wrong_lines_are_refused_with_a_sentence(line: Line) -> None:
    assert "Name the number" in line("care", "open", *WHY, status=2)
    assert "no number of a file" in line("care", "open", "x1", *WHY, status=2)
    assert "--plan" in line("care", "visit", "1", status=2)
    assert "is no day" in line("care", "renew", "1", "--until", "soon", "--reason", care.REASON, status=1)
    assert "such care file" in line("care", "end", "9", "--reason", care.REASON, status=1)
    wish = ["--programme", "petitioners", "--until", "2026-12-31", "--reason", care.REASON]
    assert "no care programme" in line("care", "enrol", sample.NUMBER, *wish, status=1)
    assert "no consent" in line("care", "enrol", sample.NUMBER, *wish, "--consent", "maybe", status=2)
