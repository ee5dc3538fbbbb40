"""Moving the old part of the audit away: to a file first, from the beginning of each chain; the rest still holds."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.services import audit_pruning
from gridcenter.services.audit_pruning import PrunedAudit, prune_audit
from gridcenter.services.audit_rules import audit_rules, read_audit_rules
from gridcenter.services.audit_verification import VerifiedAudit, verify_audit
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.store.audit import AuditRow, LinkFault, append_entry, broken_links, locked_chain_end
from gridcenter.store.engine import Store, store_time
from tests.services import resident_samples as sample
from tests.services.resident_samples import AUDITOR, CLERK, COLLEAGUE
from tests.store.tampering import lift_append_only

OLD = timedelta(days=1200)


def say(store: Store, by: Actor, ago: timedelta, times: int = 1) -> None:
    with store.begin() as session:
        now = store_time(session)
        for _ in range(times):
            end = locked_chain_end(session, by.account_id)
            assert end is not None
            row = AuditRow(now - ago, by.account_id, "lookup", "miss", "visit", "", "due visit", "a" * 64)
            append_entry(session, end, row)


@pytest.fixture
def filled(store: Store) -> Store:
    """The clerk has three old lines and two new ones, the colleague two old ones alone, the auditor a new one."""
    with store.begin() as session:
        sample.fill(session)
    say(store, CLERK, OLD, 3)
    say(store, CLERK, timedelta(0), 2)
    say(store, COLLEAGUE, OLD, 2)
    say(store, AUDITOR, timedelta(0))
    return store


def heard(_progress: Progress) -> None: ...


def pruned(store: Store, out: Path, *, before: datetime | None = None, by: Actor = AUDITOR) -> PrunedAudit:
    return prune_audit(store, out, before=before, by=by, progress=heard)


def verified(store: Store) -> VerifiedAudit:
    return verify_audit(store, progress=heard)


def lines(store: Store) -> list[tuple[int, int]]:
    with store.read() as session:
        return list(
            map(tuple, session.execute(text("SELECT account_id, sequence FROM audit ORDER BY 1, 2")).all())
        )


ALL = [(1, n) for n in range(1, 6)] + [(2, 1), (2, 2), (3, 1)]


def test_old_lines_go_to_a_file_and_the_rest_still_holds(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_pruning, "LINES_AT_ONCE", 2)
    out = tmp_path / "old.jsonl"
    done = pruned(filled, out)
    assert (done.lines, done.accounts) == (4, 2)
    assert lines(filled) == [(1, 4), (1, 5), (2, 2), (3, 1), (3, 2)]
    content = out.read_bytes()
    assert hashlib.sha256(content).hexdigest() == done.sha256
    moved = [json.loads(line) for line in content.splitlines()]
    assert [(one["account_id"], one["sequence"]) for one in moved] == [(1, 1), (1, 2), (1, 3), (2, 1)]
    assert verified(filled).broken == 0
    with filled.read() as session:
        reason = session.scalar(text("SELECT reason FROM audit WHERE action = 'audit_prune'"))
    assert str(reason).endswith(f" 4 {done.sha256} old.jsonl")


def test_work_goes_on_behind_the_anchor_and_a_second_pruning_takes_up_where_the_first_ended(
    filled: Store, tmp_path: Path
) -> None:
    pruned(filled, tmp_path / "1.jsonl")
    say(filled, COLLEAGUE, timedelta(0))
    assert pruned(filled, tmp_path / "2.jsonl").lines == 1
    assert (2, 3) in lines(filled)
    assert verified(filled).broken == 0
    nothing = pruned(filled, tmp_path / "3.jsonl")
    assert (nothing.lines, nothing.file, (tmp_path / "3.jsonl").exists()) == (0, None, False)


def test_a_line_removed_from_the_middle_still_shows(filled: Store, tmp_path: Path) -> None:
    pruned(filled, tmp_path / "1.jsonl")
    with filled.begin() as session:
        lift_append_only(session)
        session.execute(text("DELETE FROM audit WHERE account_id = 1 AND sequence = 4"))
    found = verified(filled)
    assert [(one.login, one.fault) for one in found.kept] == [("li.min", LinkFault.GAP)]


def test_an_anchor_that_nobody_answers_for_and_a_chain_that_is_gone_are_found(
    filled: Store, tmp_path: Path
) -> None:
    with filled.begin() as session:
        hashes = session.execute(
            text("SELECT hash FROM audit WHERE account_id = 1 ORDER BY sequence LIMIT 2")
        ).all()
        session.execute(
            text("INSERT INTO audit_anchor (pruning, account_id, sequence, hash) VALUES (1, 1, 2, :hash)"),
            {"hash": hashes[1][0]},
        )
        session.execute(text("DELETE FROM audit WHERE account_id = 1 AND sequence <= 2"))
    found = verified(filled)
    assert [(one.login, one.fault) for one in found.kept] == [("li.min", LinkFault.UNVOUCHED)]
    with filled.begin() as session:
        lift_append_only(session)
        session.execute(text("DELETE FROM audit WHERE account_id = 1"))
    assert [(one.login, one.fault) for one in verified(filled).kept] == [("#1", LinkFault.GAP)]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit WHERE account_id = 1 AND sequence = 4",
        "DELETE FROM audit_anchor",
        "UPDATE audit_anchor SET sequence = 9",
    ],
)
def test_the_store_refuses_removing_what_is_kept_and_moving_an_anchor(
    filled: Store, tmp_path: Path, statement: str
) -> None:
    pruned(filled, tmp_path / "1.jsonl")
    with pytest.raises(DBAPIError, match="append-only"), filled.begin() as session:
        session.execute(text(statement))


def test_a_chain_that_does_not_hold_is_not_pruned(filled: Store, tmp_path: Path, english: None) -> None:
    with filled.begin() as session:
        lift_append_only(session)
        session.execute(text("UPDATE audit SET reason = 'x' WHERE account_id = 1 AND sequence = 2"))
    with pytest.raises(RuleBroken, match="account 1, line 2"):
        pruned(filled, tmp_path / "1.jsonl")
    assert lines(filled) == ALL
    assert list(tmp_path.glob("*1.jsonl*")) == []


def test_other_roles_and_days_within_the_time_of_keeping_are_refused(
    filled: Store, tmp_path: Path, english: None
) -> None:
    with pytest.raises(RuleBroken, match="these roles only: auditor"):
        pruned(filled, tmp_path / "1.jsonl", by=CLERK)
    with filled.read() as session:
        now = store_time(session)
    with pytest.raises(RuleBroken, match="kept 1096 days: only lines from before"):
        pruned(filled, tmp_path / "1.jsonl", before=now - timedelta(days=1000))
    assert lines(filled) == ALL
    assert pruned(filled, tmp_path / "1.jsonl", before=now - timedelta(days=1300)).lines == 0


def test_a_file_that_is_there_and_one_that_cannot_be_written_leave_every_line(
    filled: Store, tmp_path: Path
) -> None:
    there = tmp_path / "1.jsonl"
    there.write_text("kept")
    with pytest.raises(BadInput):
        pruned(filled, there)
    with pytest.raises(BadInput):
        pruned(filled, there / "below.jsonl")
    assert (there.read_text(), lines(filled)) == ("kept", ALL)


def test_cancelling_removes_nothing_and_leaves_no_file(filled: Store, tmp_path: Path) -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        prune_audit(filled, tmp_path / "1.jsonl", by=AUDITOR, progress=stop)
    assert (lines(filled), list(tmp_path.glob("*1.jsonl*"))) == (ALL, [])


def test_two_at_once_move_the_lines_away_once(filled: Store, tmp_path: Path) -> None:
    def another_first(_progress: Progress) -> None:
        if not (tmp_path / "other.jsonl").exists():
            pruned(filled, tmp_path / "other.jsonl")

    with pytest.raises(RuleBroken):
        prune_audit(filled, tmp_path / "1.jsonl", by=AUDITOR, progress=another_first)
    assert len(lines(filled)) == 5
    assert verified(filled).broken == 0


def test_an_account_that_is_switched_off_moves_nothing_away(filled: Store, tmp_path: Path) -> None:
    with filled.begin() as session:
        session.execute(text("UPDATE account SET active = :no WHERE id = 3"), {"no": False})
    with pytest.raises(RuleBroken):
        pruned(filled, tmp_path / "1.jsonl")
    assert lines(filled) == ALL


def test_a_time_of_keeping_below_six_months_is_refused(english: None) -> None:
    assert audit_rules().keep_days == 1096
    rules = {"report": ["auditor"], "prune": ["auditor"], "keep_days": 182, "ask_again": 0}
    with pytest.raises(BadInput, match="at least 183 days"):
        read_audit_rules(rules)
    assert read_audit_rules(rules | {"keep_days": 183}).keep_days == 183
    with pytest.raises(BadInput, match="a whole number, 0 for none"):
        read_audit_rules(rules | {"keep_days": 183, "ask_again": -1})


def test_broken_links_are_counted_from_the_anchor(filled: Store, tmp_path: Path) -> None:
    pruned(filled, tmp_path / "1.jsonl")
    with filled.read() as session:
        assert broken_links(session, CLERK.account_id) == []
