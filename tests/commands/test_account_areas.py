"""Accounts without an area, as a store of before may have them: who is refused is told what to type, and it helps."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import delete, select

from gridcenter.app import open_desk, open_wall
from gridcenter.cli import run
from gridcenter.desktop.theme import Theme
from gridcenter.domain.errors import RuleBroken
from gridcenter.services.accounts import FIRST_LOGIN, acting_account
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import Account, AuditEntry, Scope
from tests.services import care_samples as care
from tests.services import resident_samples as sample

CHIEF, WORKER = care.SECOND.login, care.WORKER.login


@pytest.fixture(autouse=True)
def _of_before(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """No account has an area, as in a store of an earlier program; one stands on the wall."""
    care.fill(store)
    with store.begin() as session:
        session.add(Account(id=60, login="wall", name="大屏", role="wall"))
        session.flush()
        session.execute(delete(Scope))
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", CHIEF)


def typed(store_url: str, *words: str, language: str = "en") -> int:
    return run(["--lang", language, *words, "--store", store_url])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("line", [("people", "conflicts"), ("visits", "list", sample.GRID), ("roll", "list")])
def test_a_command_is_refused_with_the_whole_line_that_mends_it(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str], line: tuple[str, ...], language: str
) -> None:
    assert typed(store_url, *line, language=language) == 1
    told = capsys.readouterr().err
    (mends,) = re.findall(r"gridcenter (account area \S+ --everywhere)", told)
    assert typed(store_url, *mends.split(), language=language) == 0
    assert typed(store_url, *line, language=language) == 0


def test_desk_and_wall_tell_the_same_before_any_window(
    store: Store, store_url: str, qapp: QApplication, english: None
) -> None:
    for opening in (
        lambda: open_desk(qapp, store_url, Theme("light", "desk"), account=CHIEF, time_zone="Asia/Shanghai"),
        lambda: open_wall(qapp, store_url, account="wall", time_zone="Asia/Shanghai"),
    ):
        with pytest.raises(RuleBroken, match="gridcenter account area"), opening():
            pytest.fail("it opened")


def test_the_list_says_who_lacks_an_area(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(store_url, "account", "area", CHIEF, "--everywhere") == 0
    capsys.readouterr()
    assert typed(store_url, "account", "list") == 0
    told = capsys.readouterr().out
    assert f"gridcenter account area {WORKER} CODE" in told
    assert f"gridcenter account area {CHIEF} " not in told
    assert typed(store_url, "account", "list", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert WORKER in found["without_area"]
    assert [one["areas"] for one in found["accounts"] if one["login"] == CHIEF] == [["*"]]


def test_an_upgrade_names_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{(tmp_path / 'before.db').as_posix()}"
    assert typed(url, "init") == 0
    with closing_store(url) as store, store.begin() as session:
        session.execute(delete(Scope))
    capsys.readouterr()
    assert typed(url, "upgrade") == 0
    assert f"gridcenter account area {FIRST_LOGIN} CODE" in capsys.readouterr().out


@contextmanager
def closing_store(url: str) -> Iterator[Store]:
    store = open_store(url)
    try:
        yield store
    finally:
        store.dispose()


def test_only_whoever_sees_everything_gives_areas_once_somebody_does(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typed(store_url, "account", "area", CHIEF, "--everywhere") == 0
    assert typed(store_url, "account", "area", WORKER, sample.COMMUNITY) == 0
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "wall")
    assert typed(store_url, "account", "area", "wall", "--everywhere") == 1, "nobody begins anew now"
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", WORKER)
    assert typed(store_url, "account", "area", WORKER, "--everywhere") == 1
    assert "given to accounts by" in capsys.readouterr().err
    with store.read() as session:
        assert acting_account(session, WORKER).area == sample.COMMUNITY


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nobody", "--everywhere"), "There is no account"),
        ((CHIEF, "1234"), "no division or grid"),
        ((CHIEF,), "--everywhere"),
        ((CHIEF, sample.COMMUNITY, "--everywhere"), "--everywhere"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert typed(store_url, "account", "area", *words) in (1, 2)
    assert sentence in capsys.readouterr().err
    with store.read() as session:
        assert session.scalars(select(Scope.account_id)).all() == []
        assert session.scalars(select(AuditEntry.id)).all() == []


def test_every_change_stands_in_the_audit(store: Store, store_url: str) -> None:
    assert typed(store_url, "account", "area", CHIEF, "--everywhere") == 0
    assert typed(store_url, "account", "area", WORKER, f"{sample.COMMUNITY},{sample.GRID}") == 0
    with store.read() as session:
        lines = session.execute(select(AuditEntry.account_id, AuditEntry.action, AuditEntry.fields)).all()
        codes = session.scalars(select(Scope.division_code).where(Scope.account_id == care.WORKER.account_id))
        assert set(codes) == {sample.COMMUNITY, sample.GRID}
    assert [tuple(one) for one in lines] == [
        (care.SECOND.account_id, "account_area", f"{CHIEF} *"),
        (care.SECOND.account_id, "account_area", f"{WORKER} {sample.COMMUNITY} {sample.GRID}"),
    ]
