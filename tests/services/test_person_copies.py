"""The copy of what is kept about a person, for that person: whole, audited first, and nobody else's."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf
import pytest
from sqlalchemy import select

from gridcenter.cli import run
from gridcenter.domain.errors import RuleBroken, WrongUse
from gridcenter.domain.identity import IdNumberError
from gridcenter.services.person_copies import (
    COPY_QUOTAS,
    open_person_copy,
    read_person_copy,
    write_person_copy,
)
from gridcenter.services.subject_report import subject_report
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, AuditEntry
from tests.services import resident_samples as sample
from tests.services.resident_samples import AUDITOR, CLERK, NOW, NUMBER

ZONE = ZoneInfo("Asia/Shanghai")
CHIEF = replace(CLERK, role="supervisor")
REASON = "本人到窗口书面申请复制"


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    return store


def lines(store: Store) -> list[tuple[str, str, int | None]]:
    with store.read() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(row.action, row.outcome, row.person_id) for row in rows]


def test_it_holds_every_value_of_the_person_and_nobody_else_in_plain(filled: Store, tmp_path: Path) -> None:
    out = tmp_path / "copy.pdf"
    write_person_copy(filled, NUMBER, out, reason=REASON, by=CHIEF, zone=ZONE)
    told = "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    tight = told.replace("\n", "").replace(" ", "")
    for own in (
        "张美兰",
        NUMBER,
        sample.PHONE,
        sample.EMPLOYER,
        "0402",
        "桥头社区3幢",
        "已婚",
        "李小红",
        "1956-03-02",
    ):
        assert own in tight, own
    for other in ("赵德福", "赵强", "周玉英", "高龄津贴"):
        assert other not in tight, other
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert lines(filled) == [("subject_copy", "shown", 1)]
    newest = subject_report(filled, NUMBER, by=AUDITOR).lines[1]
    assert (newest.action_text, newest.ground) == ("向本人提供信息复制件", REASON)


def test_nothing_is_read_before_the_audit_is_committed_or_with_another_ticket(filled: Store) -> None:
    with filled.begin() as session:
        ticket = open_person_copy(session, NUMBER, reason=REASON, by=CHIEF, now=NOW)
        with pytest.raises(RuleBroken):
            read_person_copy(session, ticket, NUMBER, reason=REASON, by=CHIEF, now=NOW)
    with filled.read() as session:
        with pytest.raises(RuleBroken):
            read_person_copy(session, ticket, NUMBER, reason=REASON, by=replace(CHIEF, account_id=2), now=NOW)
        assert read_person_copy(session, ticket, NUMBER, reason=REASON, by=CHIEF, now=NOW).plain["phone"] == (
            sample.PHONE
        )


def test_who_may_not_elsewhere_too_often_or_without_a_reason_gets_nothing(
    filled: Store, tmp_path: Path
) -> None:
    out = tmp_path / "copy.pdf"
    for number, by, reason in (
        (NUMBER, CLERK, REASON),
        (NUMBER, AUDITOR, REASON),
        (NUMBER, CHIEF, "好"),
        (sample.OUTSIDER, CHIEF, REASON),
        (sample.UNKNOWN, CHIEF, REASON),
    ):
        with pytest.raises(RuleBroken):
            write_person_copy(filled, number, out, reason=reason, by=by, zone=ZONE)
    with pytest.raises(IdNumberError):
        write_person_copy(filled, NUMBER[:-1], out, reason=REASON, by=CHIEF, zone=ZONE)
    with pytest.raises(WrongUse):
        write_person_copy(filled, NUMBER, tmp_path / "copy.txt", reason=REASON, by=CHIEF, zone=ZONE)
    assert [outcome for _, outcome, _ in lines(filled)] == ["outside", "miss"]
    assert list(tmp_path.glob("copy*")) == []
    with pytest.raises(RuleBroken):
        for _ in range(COPY_QUOTAS[0].count):
            write_person_copy(filled, NUMBER, out, reason=REASON, by=CHIEF, zone=ZONE)


def test_the_terminal_writes_it_and_shows_nobody(
    filled: Store,
    store_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "li.min")
    with filled.begin() as session:
        session.get_one(Account, 1).role = "supervisor"
    out = tmp_path / "copy.pdf"
    line = ["people", "copy", NUMBER, "--out", str(out), "--reason", REASON, "--store", store_url]
    assert run(["--lang", "en", *line]) == 0
    said = capsys.readouterr().out
    assert "Written" in said
    assert "张美兰" not in said
    assert out.exists()
