"""Printing a paper: the audit first, then the whole file or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken, WrongUse
from gridcenter.language import use_language
from gridcenter.services import paper_pdf
from gridcenter.services.incident_numbers import incident_with_number
from gridcenter.services.printing import PRINT, print_paper
from gridcenter.store.audit import broken_links, own_lines
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Account, AuditEntry, StoreFact
from tests.services.matters import COMMUNITY, OTHER_COMMUNITY, actor
from tests.services.paper_samples import KINDS, ZONE, bare, copied, overdue_incident

BY = actor("supervisor")


@pytest.fixture
def incident(store: Store) -> int:
    return overdue_incident(store)


def audit_rows(store: Store) -> list[AuditEntry]:
    with store.read() as session:
        printed = select(AuditEntry).where(AuditEntry.action == PRINT).order_by(AuditEntry.id)
        return list(session.scalars(printed))


@pytest.mark.parametrize("kind", KINDS)
def test_who_printed_which_paper_of_which_incident_stands_in_the_audit(
    store: Store, incident: int, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "某 文书.pdf"
    assert print_paper(store, kind, incident, out, by=BY, zone=ZONE) == out
    (row,) = audit_rows(store)
    assert (row.account_id, row.action, row.outcome) == (BY.account_id, "print", "shown")
    assert (row.incident_number, row.fields) == ("SJ20261117-0001", kind)
    assert out.name in row.reason
    with store.read() as session:
        assert abs((store_time(session) - row.at).total_seconds()) < 60
        assert broken_links(session, BY.account_id) == []
        assert own_lines(session, BY.account_id) == []
    assert f"由{bare(BY.name)}打印" in bare(copied(out))


def test_the_audit_is_committed_before_the_file_is_written(
    store: Store, incident: int, tmp_path: Path
) -> None:
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(BadInput, match=r"folder\.pdf"):
        print_paper(store, "task_slip", incident, tmp_path / "folder.pdf", by=BY, zone=ZONE)
    assert [row.fields for row in audit_rows(store)] == ["task_slip"]


@pytest.mark.parametrize("place", ["nowhere/x.pdf", "file/x.pdf", "x" * 300 + ".pdf"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_file_that_cannot_be_written_is_refused_with_the_reason_and_nothing_half_done(
    store: Store, incident: int, tmp_path: Path, place: str, language: str
) -> None:
    use_language("en" if language == "en" else "zh")
    (tmp_path / "file").write_text("not a folder")
    before = sorted(path for path in tmp_path.iterdir() if path.name != "user")
    with pytest.raises(BadInput, match=r"另选文件|Name another file"):
        print_paper(store, "task_slip", incident, tmp_path / place, by=BY, zone=ZONE)
    assert sorted(path for path in tmp_path.iterdir() if path.name != "user") == before


def test_a_disk_that_fills_up_leaves_the_old_file_as_it_was(
    store: Store, incident: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    out = tmp_path / "slip.pdf"
    out.write_bytes(b"old")
    (tmp_path / ".slip.pdf.part").symlink_to("/dev/full")
    with pytest.raises(BadInput, match="磁盘已满"):
        print_paper(store, "task_slip", incident, out, by=BY, zone=ZONE)
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_second_printing_replaces_the_file(store: Store, incident: int, tmp_path: Path) -> None:
    out = tmp_path / "x.PDF"
    out.write_bytes(b"old")
    print_paper(store, "feedback_form", incident, out, by=BY, zone=ZONE)
    assert out.read_bytes().startswith(b"%PDF-")


def test_nothing_is_audited_where_nothing_can_be_printed(
    store: Store, incident: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "x.pdf"
    outside = replace(BY, area=OTHER_COMMUNITY)
    with pytest.raises(RuleBroken, match="辖区"):
        print_paper(store, "task_slip", incident, out, by=outside, zone=ZONE)
    with pytest.raises(RuleBroken, match="辖区"):
        print_paper(store, "task_slip", 999_999, out, by=BY, zone=ZONE)
    with pytest.raises(WrongUse, match="poster"):
        print_paper(store, "poster", incident, out, by=BY, zone=ZONE)
    with pytest.raises(WrongUse, match=r"\.pdf"):
        print_paper(store, "task_slip", incident, tmp_path / "x.docx", by=BY, zone=ZONE)
    monkeypatch.setattr(paper_pdf, "SHEET", "ui/papers/task_slip.yaml")
    with pytest.raises(Refusal, match=r"task_slip\.yaml"):
        print_paper(store, "task_slip", incident, out, by=BY, zone=ZONE)
    assert audit_rows(store) == []
    assert list(tmp_path.glob("*.pdf")) == []


def test_an_account_that_is_switched_off_prints_nothing(store: Store, incident: int, tmp_path: Path) -> None:
    with store.begin() as session:
        session.get_one(Account, BY.account_id).active = False
    for by in (BY, replace(BY, account_id=999_999)):
        with pytest.raises(RuleBroken, match="有效账号"):
            print_paper(store, "task_slip", incident, tmp_path / "x.pdf", by=by, zone=ZONE)
    assert list(tmp_path.glob("*.pdf")) == []


def test_only_a_store_of_made_up_data_marks_its_papers(store: Store, incident: int, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    print_paper(store, "task_slip", incident, out, by=BY, zone=ZONE)
    assert "演示数据" not in copied(out)
    with store.begin() as session:
        session.add_all([StoreFact(key="synthetic", value="1"), StoreFact(key="title", value="滨江区中心")])
    print_paper(store, "task_slip", incident, out, by=BY, zone=ZONE)
    assert "演示数据，全部为合成" in copied(out)
    assert "滨江区中心" in copied(out)


def test_an_incident_is_found_by_its_number_inside_the_area_only(store: Store, incident: int) -> None:
    with store.read() as session:
        inside = replace(BY, area=COMMUNITY)
        assert incident_with_number(session, " SJ20261117-0001 ", by=inside) == incident
        for by, number in ((inside, "SJ1"), (replace(BY, area=OTHER_COMMUNITY), "SJ20261117-0001")):
            with pytest.raises(BadInput, match=number):
                incident_with_number(session, number, by=by)
