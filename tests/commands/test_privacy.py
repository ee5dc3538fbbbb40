"""`gridcenter privacy` as an administrator and a shift supervisor use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import update

from gridcenter.cli import run
from gridcenter.store.engine import Store
from gridcenter.store.models import Account
from tests.services import resident_samples as sample

LEAK = (
    "--say",
    "what=a roll sent to a wrong address",
    "--say",
    "harm=6 persons",
    "--say",
    "remedy=deleted there",
)


@pytest.fixture(autouse=True)
def _centre(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "li.min")
    with store.begin() as session:
        sample.fill(session)
        session.execute(update(Account).where(Account.login == "li.min").values(role="supervisor"))


def said(capsys: pytest.CaptureFixture[str], *line: str, status: int = 0) -> str:
    assert run(["--lang", "en", *line]) == status
    told = capsys.readouterr()
    return told.err if status else told.out


def test_the_notice_is_listed_and_written(
    store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "residents and households" in said(capsys, "privacy", "notice")
    answer = json.loads(said(capsys, "privacy", "notice", "--json"))
    assert "Phone" in answer["sets"][0]["items"]
    out = tmp_path / "notice.xlsx"
    assert "Written" in said(capsys, "privacy", "notice", "--out", str(out), "--store", store_url)
    assert out.exists()


def test_a_leak_is_written_down_followed_and_printed(
    store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--store", store_url)
    assert "never written down" in said(capsys, "privacy", "due", *at)
    made = said(capsys, "privacy", "record", "leak", "--about", "residents", *LEAK, *at)
    assert "Written down as no. 1." in made
    answer = json.loads(said(capsys, "privacy", "due", "--json", *at))
    assert [one["step"] for one in answer["due"] if one["no"] == 1] == [
        *("contain", "scope", "authority", "persons", "review")
    ]
    done = ("--say", "accounts switched off, keys changed")
    assert "no. 2" in said(capsys, "privacy", "step", "1", "contain", *done, *at)
    assert "already" in said(capsys, "privacy", "step", "1", "contain", *done, *at, status=1)
    out = tmp_path / "leak.pdf"
    assert "Written" in said(capsys, "privacy", "print", "1", "--out", str(out), *at)
    assert out.read_bytes().startswith(b"%PDF")
    assert "record no. 1" in said(capsys, "privacy", "due", *at)


def test_what_cannot_be_written_down_is_one_sentence(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--store", store_url)
    assert "write it down" in said(capsys, "privacy", "record", "leak", "--about", "residents", *at, status=1)
    assert "Say what it is about" in said(capsys, "privacy", "record", "leak", *LEAK, *at, status=2)
    assert "There are: assessment" in said(capsys, "privacy", "record", "party", *at, status=2)
    assert "write the field" in said(capsys, "privacy", "record", "leak", "--say", "what", *at, status=2)
    named = ("--say", f"what=somebody saw {sample.NUMBER}", *LEAK[2:])
    told = said(capsys, "privacy", "record", "leak", "--about", "residents", *named, *at, status=1)
    assert "name nobody" in told
    assert sample.NUMBER not in told
