"""`audit verify`: what it finds in the chains, what it says, and that it changes nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from gridcenter.cli import run
from gridcenter.services import audit_verification
from gridcenter.store.audit import LOWEST, audited_accounts, chain_part, row_hash
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Scope
from tests.services.matters import at, report, settle, to_handling
from tests.store.tampering import lift_append_only

START = at("11-17 16:41")


@pytest.fixture(autouse=True)
def _steps(store: Store) -> None:
    """Three incidents on their way: several accounts have lines in the audit, the acceptor one of each."""
    settle(store)
    for key in ("form-1", "form-2", "form-3"):
        to_handling(store, report(store, now=START, key=key), at("11-17 17:36"))


@pytest.fixture
def verify(store_url: str, capsys: pytest.CaptureFixture[str]) -> Any:
    def carried_out(*words: str, lang: str = "en") -> tuple[int, str]:
        capsys.readouterr()
        status = run(["--lang", lang, "audit", "verify", *words, "--store", store_url])
        return status, capsys.readouterr().out

    return carried_out


def tamper(store: Store, *statements: str) -> None:
    with store.begin() as session:
        lift_append_only(session)
        for one in statements:
            session.execute(text(one))


def test_chains_that_hold_are_status_0_and_their_heads_are_told_to_programs(
    verify: Any, store: Store
) -> None:
    with store.read() as session:
        rows = session.execute(text("SELECT count(*), count(DISTINCT account_id) FROM audit")).one()
        last = session.scalar(
            text("SELECT hash FROM audit WHERE account_id = 2 ORDER BY sequence DESC LIMIT 1")
        )
    assert verify() == (0, f"{rows[0]} audit lines of {rows[1]} accounts checked: every chain holds.\n")
    status, said = verify("--json")
    answer = json.loads(said)
    assert (status, answer["lines"], answer["broken"], answer["found"]) == (0, rows[0], 0, [])
    assert {one["account"]: one["hash"] for one in answer["heads"]}["acceptor"] == last


def test_an_edited_a_removed_and_a_replaced_line_are_named(
    verify: Any, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_verification, "LINES_AT_ONCE", 2)
    tamper(
        store,
        "UPDATE audit SET reason = 'x' WHERE account_id = 2 AND sequence = 1",
        "DELETE FROM audit WHERE account_id = 2 AND sequence = 2",
        "UPDATE audit SET hash = 'y' WHERE account_id = 4 AND sequence = 1",
    )
    status, said = verify()
    assert status == 3
    assert "acceptor · line 1 · it no longer says what was written" in said
    assert "acceptor · line 3 · lines before it are gone" in said
    assert "dispatcher · line 2 · it does not follow the line before it" in said
    assert "broken in 2 accounts. Nothing was changed." in said
    assert "acceptor · 第 1 行 · 内容已非当初所写" in verify(lang="zh")[1]
    found = json.loads(verify("--json")[1])["found"]
    assert {"account": "acceptor", "sequence": 3, "fault": "gap"} in found


def test_a_first_line_that_is_gone_is_a_gap(verify: Any, store: Store) -> None:
    tamper(store, "DELETE FROM audit WHERE account_id = 2 AND sequence = 1")
    assert verify()[1].startswith("acceptor · line 2 · lines before it are gone\n")


def test_a_line_renumbered_below_the_first_one_is_found(verify: Any, store: Store) -> None:
    tamper(store, "UPDATE audit SET sequence = -5 WHERE account_id = 2 AND sequence = 3")
    status, said = verify()
    assert status == 3
    assert said.startswith("acceptor · line -5 · lines before it are gone\n")


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)  # a server keeps nothing but moments there
def test_a_line_that_cannot_be_read_any_more_is_named_like_an_edited_one(verify: Any, store: Store) -> None:
    tamper(store, "UPDATE audit SET at = 'nonsense' WHERE account_id = 2 AND sequence = 2")
    status, said = verify()
    assert (status, said.count("·")) == (3, 2)
    assert said.startswith("acceptor · line 2 · it no longer says what was written\n")


def test_lines_are_moved_away_by_the_auditor_alone_and_only_when_they_are_old(
    store: Store,
    store_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    with store.begin() as session:
        session.add(Account(id=90, login="auditor", name="周静", role="auditor"))
        session.flush()
        session.add(Scope(account_id=90, division_code=""))

    def prune(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        status = run(["--lang", "en", "audit", "prune", *words, "--store", store_url])
        said = capsys.readouterr()
        return status, said.out + said.err

    assert "these roles only: auditor" in prune()[1]
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "auditor")
    status, said = prune()
    assert status == 0
    assert "nothing was moved away" in said
    assert "kept 1096 days" in prune("--before", "2026-01-01")[1]
    tamper(store, "UPDATE audit SET at = '2020-01-01 00:00:00.000000'", *rehashed(store))
    status, said = prune("--out", "old.jsonl")
    assert (status, (tmp_path / "old.jsonl").exists()) == (0, True)
    assert "moved to old.jsonl (SHA-256 " in said
    assert json.loads(prune("--json")[1])["lines"] == 0
    assert list(tmp_path.glob("*.jsonl*")) == [tmp_path / "old.jsonl"]


def rehashed(store: Store) -> list[str]:
    """Return what makes every chain hold again after all lines were dated back."""
    statements = []
    with store.read() as session:
        for owner in audited_accounts(session):
            previous = ""
            for line in chain_part(session, owner.account_id, after=LOWEST, count=1000):
                assert line.row is not None
                aged = line.row._replace(at=datetime(2020, 1, 1, tzinfo=UTC), previous_hash=previous)
                own = f"WHERE account_id = {owner.account_id} AND sequence = {line.sequence}"
                now = row_hash(aged)
                statements.append(f"UPDATE audit SET previous_hash = '{previous}', hash = '{now}' {own}")
                previous = now
    return statements
