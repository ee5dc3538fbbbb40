"""Telling a person who looked: from the keyed hash, whether or not anybody is registered under the number."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, text

from gridcenter.domain.errors import BadInput, RuleBroken, WrongUse
from gridcenter.domain.identity import IdNumberError
from gridcenter.domain.names import Name
from gridcenter.domain.subject_report import SUBJECT_REPORT
from gridcenter.services.audit_rules import audit_rules, read_audit_rules
from gridcenter.services.desk_facts import StoreFacts, store_facts
from gridcenter.services.lookup import look_up, open_lookup, read_card, record_failed_lookup, reveal
from gridcenter.services.subject_papers import MOST_PRINTED, subject_paper, write_subject_report
from gridcenter.services.subject_report import REPORT_QUOTAS, open_report, read_report, subject_report
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import AuditEntry
from tests.services import resident_samples as sample
from tests.services.paper_samples import bare, copied
from tests.services.resident_samples import AUDITOR, CLERK, COLLEAGUE, HUSBAND, NOW, NUMBER, UNKNOWN, request

ZONE = ZoneInfo("Asia/Shanghai")
LEADER = replace(COLLEAGUE, role="leader")


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    return store


@pytest.fixture
def looked_at(filled: Store) -> Store:
    """One look-up with a reveal, one of a stranger's, and one refused for the want of a reason."""
    assert look_up(filled, request(), by=CLERK) is not None
    reveal(filled, 1, "phone", request(), by=CLERK)
    assert look_up(filled, request(HUSBAND), by=COLLEAGUE) is not None
    with pytest.raises(RuleBroken):
        look_up(filled, request(incident="", reason="x"), by=COLLEAGUE)
    return filled


def written(store: Store) -> list[tuple[str, str, str]]:
    with store.read() as session:
        own = select(AuditEntry).where(AuditEntry.action == SUBJECT_REPORT).order_by(AuditEntry.id)
        return [(line.outcome, line.purpose, line.reason) for line in session.scalars(own)]


def test_it_tells_who_looked_when_why_and_what_was_revealed_newest_first(
    looked_at: Store, english: None
) -> None:
    found = subject_report(looked_at, NUMBER, reason="asked at the counter", by=AUDITOR)
    told = [(line.login, line.action, line.outcome, line.ground) for line in found.lines]
    assert told == [
        ("zhou.jing", "subject_report", "shown", "asked at the counter"),
        ("wang.qiang", "failed_lookup", "refused", "x"),
        ("li.min", "reveal", "shown", sample.OPEN_INCIDENT),
        ("li.min", "lookup", "hit", sample.OPEN_INCIDENT),
    ]
    assert found.lines[2].item == Name("联系电话", "Phone")
    assert (found.accounts, found.number) == (3, "*" * 14 + NUMBER[-4:])
    assert found.lines[3].purpose_text == "visit"
    assert found.lines[0].purpose_text == "request of the person"
    assert found.kept_since == found.lines[3].at


def test_it_is_audited_and_its_line_stands_in_the_chain(looked_at: Store) -> None:
    subject_report(looked_at, NUMBER, reason="asked", by=LEADER)
    assert written(looked_at) == [("shown", "subject_request", "asked")]
    with looked_at.read() as session:
        assert broken_links(session, LEADER.account_id) == []
        assert NUMBER not in str(session.execute(text("SELECT * FROM audit")).all())


def test_nothing_is_told_before_its_audit_line_is_committed(looked_at: Store) -> None:
    with looked_at.begin() as session:
        ticket = open_report(session, NUMBER, reason="", by=AUDITOR, now=NOW)
        with pytest.raises(RuleBroken):
            read_report(session, ticket, NUMBER, by=AUDITOR, now=NOW)
        session.rollback()
    with looked_at.read() as session, pytest.raises(RuleBroken):
        read_report(session, ticket, NUMBER, by=AUDITOR, now=NOW)
    with looked_at.begin() as session:
        ticket = open_report(session, NUMBER, reason="", by=AUDITOR, now=NOW)
    with looked_at.read() as session, pytest.raises(RuleBroken):
        read_report(session, ticket, HUSBAND, by=AUDITOR, now=NOW)


def test_a_number_in_no_register_and_a_wrong_one_are_reported_from_the_attempts(filled: Store) -> None:
    assert look_up(filled, request(UNKNOWN), by=CLERK) is None
    wrong = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
    with pytest.raises(IdNumberError):
        look_up(filled, request(wrong), by=CLERK)
    assert [line.outcome for line in subject_report(filled, UNKNOWN, by=AUDITOR).lines] == ["shown", "miss"]
    assert [line.outcome for line in subject_report(filled, wrong, by=AUDITOR).lines] == [
        "shown",
        "bad_number",
    ]


def test_a_number_typed_in_its_old_form_or_full_width_is_the_same_person(filled: Store) -> None:
    old = NUMBER[:6] + NUMBER[8:17]
    with filled.begin() as session:
        refusal = RuleBroken("no")
        record_failed_lookup(session, request(old), refusal, by=CLERK, now=NOW)
        ticket = open_lookup(session, request(old), by=CLERK, now=NOW)
    with filled.read() as session:
        assert read_card(session, ticket, by=CLERK, now=NOW) is not None
    wide = "".join(chr(ord(char) + 0xFEE0) for char in NUMBER)
    for form in (wide, old, NUMBER):
        told = [line.action for line in subject_report(filled, form, by=AUDITOR).lines]
        assert sorted(set(told)) == ["failed_lookup", "lookup", "subject_report"]


def test_other_roles_are_refused_and_the_attempt_stands_in_the_audit(looked_at: Store, english: None) -> None:
    with pytest.raises(RuleBroken, match="auditor, leader"):
        subject_report(looked_at, NUMBER, by=CLERK)
    assert written(looked_at) == [("refused", "subject_request", "")]
    told = subject_report(looked_at, NUMBER, by=AUDITOR).lines[1]
    assert (told.login, told.outcome_text) == ("li.min", "refused, nothing shown")


def test_an_account_that_is_switched_off_and_one_that_asks_too_often_get_nothing(filled: Store) -> None:
    most = REPORT_QUOTAS[0].count
    for place in range(most):
        with filled.begin() as session:
            open_report(session, NUMBER, reason="", by=AUDITOR, now=NOW + timedelta(seconds=place))
    with pytest.raises(RuleBroken, match="5"), filled.begin() as session:
        open_report(session, NUMBER, reason="", by=AUDITOR, now=NOW + timedelta(seconds=most))
    with filled.begin() as session:
        session.execute(text("UPDATE account SET active = :no"), {"no": False})
    with pytest.raises(RuleBroken):
        subject_report(filled, NUMBER, by=LEADER)


@pytest.mark.parametrize("typed", ["", " \u200b", "1" * 5000])
def test_nothing_and_far_too_much_are_refused_before_the_audit(filled: Store, typed: str) -> None:
    with pytest.raises(BadInput):
        subject_report(filled, typed, by=AUDITOR)
    assert written(filled) == []


def test_the_paper_holds_every_line_and_no_whole_number(
    looked_at: Store, tmp_path: Path, english: None
) -> None:
    out = tmp_path / "report.pdf"
    found = write_subject_report(looked_at, NUMBER, out, reason="=1+1", by=AUDITOR, zone=ZONE)
    told = bare(copied(out))
    for words in (found.serial, "李敏 (li.min)", "Phone", "masked card shown", sample.OPEN_INCIDENT, "=1+1"):
        assert bare(words) in told
    assert NUMBER not in told
    assert NUMBER[-4:] in told


def test_the_tables_hold_the_same_lines_with_text_in_their_cells(looked_at: Store, tmp_path: Path) -> None:
    for ending in ("csv", "xlsx"):
        out = tmp_path / f"report.{ending}"
        found = write_subject_report(looked_at, NUMBER, out, reason="=cmd|'/c calc'!A1", by=LEADER, zone=ZONE)
        rows = plain(out) if ending == "csv" else sheet(out)
        assert len(rows) == 1 + len(found.lines)
        assert {row[0] for row in rows[1:]} == {found.number}
        assert "=cmd" not in {row[-1][:4] for row in rows} or ending == "xlsx"


def plain(out: Path) -> list[list[str]]:
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def sheet(out: Path) -> list[list[str]]:
    book = load_workbook(out)
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    return [[str(cell.value or "") for cell in row] for row in book.active.iter_rows()]


def test_a_wrong_ending_is_refused_before_anything_is_audited(looked_at: Store, tmp_path: Path) -> None:
    with pytest.raises(WrongUse):
        write_subject_report(looked_at, NUMBER, tmp_path / "report.docx", by=AUDITOR, zone=ZONE)
    assert written(looked_at) == []


def test_a_long_report_says_on_paper_what_stands_in_the_table_only(looked_at: Store, english: None) -> None:
    with looked_at.read() as session:
        facts: StoreFacts = store_facts(session)
        now = store_time(session)
    found = subject_report(looked_at, NUMBER, by=AUDITOR)
    many = replace(found, lines=found.lines * 300)
    words = str(subject_paper(many, facts, zone=ZONE).parts)
    assert f"{len(many.lines) - MOST_PRINTED} older lines stand in the table" in words
    assert found.as_of <= now + timedelta(minutes=1)


def test_the_rules_name_known_roles(english: None) -> None:
    assert audit_rules().reporters == {"auditor", "leader"}
    with pytest.raises(BadInput, match="unknown roles: king"):
        read_audit_rules({"report": ["king"], "prune": ["auditor"], "keep_days": 1096, "ask_again": 50})
    with pytest.raises(BadInput, match="cannot be read"):
        read_audit_rules({})
