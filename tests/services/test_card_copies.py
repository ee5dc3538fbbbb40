"""A card on paper or on the clipboard: nothing leaves without its committed audit row, the rest of it masked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken, WrongUse
from gridcenter.domain.own_history import COPY
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.card_copies import copy_card, open_copy, read_copy
from gridcenter.services.card_papers import print_card
from gridcenter.services.card_texts import copied_text
from gridcenter.services.lookup import look_up, open_lookup, open_reveal, reveal
from gridcenter.services.subject_report import subject_report
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, Person
from tests.services import organisation_samples as sample
from tests.services import resident_samples
from tests.services.paper_samples import ZONE, bare, copied
from tests.services.resident_samples import AUDITOR, CLERK, COLLEAGUE, EMPLOYER, NOW, NUMBER, PHONE, request

SECRETS = (NUMBER, NUMBER[:14], PHONE, EMPLOYER, "张美兰", "赵德福", "0402室", "1956-03-02", "1980-05-01")


@pytest.fixture
def opened(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    assert look_up(store, request(), by=CLERK) is not None
    return store


def lines(store: Store, *actions: str) -> list[AuditEntry]:
    with store.read() as session:
        wanted = select(AuditEntry).where(AuditEntry.action.in_(actions)).order_by(AuditEntry.id)
        return list(session.scalars(wanted))


def taken(store: Store, *revealed: str, by: Actor = CLERK) -> str:
    return copied_text(store, 1, revealed, request(), by=by, zone=ZONE)


def test_what_is_copied_is_masked_and_stands_in_the_audit(opened: Store) -> None:
    told = taken(opened)
    for secret in SECRETS:
        assert secret not in told
    assert "138****4417" in told
    assert f"{CLERK.login} · " in told.splitlines()[-1]
    (line,) = lines(opened, "copy_card")
    assert (line.outcome, line.fields, line.person_id, line.purpose) == ("shown", "", 1, "visit")


def test_what_stands_revealed_is_copied_plain_and_named_in_the_audit(opened: Store) -> None:
    reveal(opened, 1, "phone", request(), by=CLERK)
    told = taken(opened, "phone")
    assert PHONE in told
    for secret in set(SECRETS) - {PHONE}:
        assert secret not in told
    assert [line.fields for line in lines(opened, "copy_card")] == ["phone"]


def test_a_value_that_nobody_revealed_or_that_is_masked_again_is_not_copied(opened: Store) -> None:
    with pytest.raises(RuleBroken, match="遮蔽"):
        taken(opened, "phone")
    with opened.begin() as session:
        open_lookup(session, request(), by=CLERK, now=NOW)
        open_reveal(session, 1, "phone", request(), by=CLERK, now=NOW)
    late = NOW + timedelta(seconds=80)
    with pytest.raises(RuleBroken, match="遮蔽"), opened.begin() as session:
        open_copy(session, COPY, 1, ["phone"], request(), by=CLERK, now=late)
    assert lines(opened, "copy_card", "print_card") == []


def test_only_who_opened_the_card_copies_it_and_only_as_long_as_it_is_open(opened: Store) -> None:
    for stranger in (COLLEAGUE, AUDITOR):
        with pytest.raises(RuleBroken):
            taken(opened, by=stranger)
    at = lines(opened, "lookup")[0].at
    with pytest.raises(RuleBroken), opened.begin() as session:
        open_copy(session, COPY, 1, [], request(), by=CLERK, now=at + timedelta(minutes=16))


def test_a_copy_gives_exactly_what_its_committed_row_names(opened: Store) -> None:
    at = lines(opened, "lookup")[0].at
    with opened.begin() as session:
        ticket = open_copy(session, COPY, 1, [], request(), by=CLERK, now=at)
        with pytest.raises(RuleBroken, match="审计"):
            read_copy(session, ticket, COPY, request(), by=CLERK, now=at)
    with opened.read() as session:
        assert read_copy(session, ticket, COPY, request(), by=CLERK, now=at).plain == {}
        with pytest.raises(RuleBroken):
            read_copy(session, ticket, "print_card", request(), by=CLERK, now=at)


def test_a_name_that_is_a_formula_is_copied_as_text(opened: Store) -> None:
    with opened.begin() as session:
        session.get_one(Person, 1).occupation = "=cmd|calc\t2"
    told = taken(opened)
    assert "=cmd|calc\t" not in told
    assert "'=cmd|calc 2" in told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_is_masked_and_says_across_itself_who_printed_it_when_and_why(
    opened: Store, tmp_path: Path, language: str
) -> None:
    use_language("en" if language == "en" else "zh")
    reveal(opened, 1, "phone", request(), by=CLERK)
    out = tmp_path / "card.pdf"
    assert print_card(opened, 1, ["phone"], request(), out, by=CLERK, zone=ZONE) == out
    told = bare(copied(out))
    assert PHONE in told
    for secret in set(SECRETS) - {PHONE}:
        assert bare(secret) not in told
    assert told.count(bare(CLERK.login)) >= 10
    assert told.count(resident_samples.OPEN_INCIDENT) >= 10
    (line,) = lines(opened, "print_card")
    assert (line.fields, line.outcome) == ("phone", "shown")


def test_the_audit_is_committed_before_the_file_is_begun(opened: Store, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(BadInput, match=r"folder\.pdf"):
        print_card(opened, 1, [], request(), tmp_path / "folder.pdf", by=CLERK, zone=ZONE)
    assert len(lines(opened, "print_card")) == 1
    with pytest.raises(WrongUse):
        print_card(opened, 1, [], request(), tmp_path / "card.docx", by=CLERK, zone=ZONE)
    assert len(lines(opened, "print_card")) == 1


def test_without_the_audit_nothing_is_copied_and_no_file_is_written(opened: Store, tmp_path: Path) -> None:
    out = tmp_path / "card.pdf"
    assert taken(opened)
    print_card(opened, 1, [], request(), out, by=CLERK, zone=ZONE)
    out.unlink()
    with opened.begin() as session:
        session.execute(text("DROP TABLE audit_listed"))
        session.execute(text("DROP TABLE audit"))
    with pytest.raises(Refusal):
        taken(opened)
    with pytest.raises(Refusal):
        print_card(opened, 1, [], request(), out, by=CLERK, zone=ZONE)
    assert list(tmp_path.glob("*.pdf*")) == []


def test_the_person_is_told_of_copies_prints_and_returns(opened: Store) -> None:
    reveal(opened, 1, "phone", request(), by=CLERK)
    copy_card(opened, 1, ["phone"], request(), by=CLERK)
    told = subject_report(opened, NUMBER, by=AUDITOR).lines
    copied_line = next(line for line in told if line.action == COPY)
    assert copied_line.action_text == "复制卡片"
    assert copied_line.item is not None
    assert copied_line.item.zh == "联系电话"
