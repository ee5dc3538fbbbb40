"""Who called, from which number, and what was said of merging reach no export, no feed of queue, map and wall, no
handover, no paper and no log: words that stand nowhere else are looked for in all of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select, text

from gridcenter.domain.errors import Refusal
from gridcenter.domain.handover import HandoverDraft
from gridcenter.language import use_language
from gridcenter.services.exporting import Export, export_rows
from gridcenter.services.feed import Feed
from gridcenter.services.handover_papers import print_handover
from gridcenter.services.handovers import write_handover
from gridcenter.services.known_before import caller_history, reveal_reporter
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.services.printing import PRINT, print_paper
from gridcenter.services.reports import add_report, report_lines
from gridcenter.store.engine import Store
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import AuditEntry, Report
from tests.services.matters import (
    DRAFT,
    SHANGHAI,
    actor,
    at,
    report,
    settle,
    step,
    to_dispatched,
    version_of,
)
from tests.services.paper_samples import KINDS, bare, copied

NOW = at("11-18 09:00")
LATER = NOW + timedelta(hours=1)
CALLERS = (("欧阳金丝", "13700010001"), ("司徒雀鸣", "13700020002"), ("上官鸟语", "13700030003"))
TOLD = "来电人称其母独居六楼"
WHY = "两位来电人是夫妻"
WHY_NOT = "后查明二人并不相识"
CANARIES = (*(word for caller in CALLERS for word in caller), TOLD, WHY, WHY_NOT)


def found_in(words: str) -> list[str]:
    """Return what of a caller stands in a text, however it is broken into lines or written."""
    plain = bare(words).replace("-", "")
    return [one for one in CANARIES if one in plain]


@pytest.fixture
def matter(store: Store) -> int:
    """Three people told of one matter: one incident has another merged into it, a further report, and one that was
    merged and taken apart again."""
    use_language("en")
    settle(store)
    kept, merged, parted = (
        report(
            store,
            now=NOW,
            key=f"form-{number}",
            draft=replace(DRAFT, reporter=name, phone=phone),
        )
        for number, (name, phone) in enumerate(CALLERS)
    )
    to_dispatched(store, kept, NOW)
    with store.begin() as session:
        again = replace(DRAFT, description=TOLD, reporter=CALLERS[0][0], phone=CALLERS[0][1])
        add_report(session, kept, again, by=actor("acceptor"), now=LATER, key="again")
    for key in (merged, parted):
        merge(store, kept, key)
    with store.begin() as session:
        version = version_of(store, parted)
        unmerge_incident(session, parted, version=version, reason=WHY_NOT, by=actor("acceptor"), now=LATER)
    return kept


def merge(store: Store, kept: int, key: int) -> None:
    with store.begin() as session:
        merge_incidents(
            session,
            kept=(kept, version_of(store, kept)),
            merged=(key, version_of(store, key)),
            reason=WHY,
            by=actor("acceptor"),
            now=LATER,
        )


def test_the_canaries_are_there_to_be_found(store: Store, matter: int) -> None:
    with store.read() as session:
        kept = session.execute(select(Report.reporter, Report.phone, Report.text)).all()
    assert set(found_in(repr(kept))) == {*CANARIES} - {WHY, WHY_NOT}
    assert found_in("欧阳\n金丝 137-0001-0001") == [*CALLERS[0]]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", [one for one in Export if one is not Export.GRIDS])
def test_no_export_names_a_caller(
    store: Store, matter: int, tmp_path: Path, kind: Export, ending: str
) -> None:
    out = tmp_path / f"out.{ending}"
    export_rows(store, kind, out, by=actor("supervisor"))
    assert found_in(cells(out)) == []


def cells(out: Path) -> str:
    if out.suffix == ".csv":
        return out.read_text("utf-8-sig")
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row)


def test_neither_queue_nor_the_feed_of_map_and_wall_names_a_caller(store: Store, matter: int) -> None:
    with store.read() as session:
        assert found_in(repr(open_incidents(session, area=""))) == []
        changes = session.execute(text("SELECT * FROM change")).all()
    assert found_in(repr(changes)) == []
    with closing(Feed(store, area="")) as feed:
        assert found_in(repr(list(feed.board()))) == []
        step(store, matter, "receive", "handler", LATER)
        assert found_in(repr(feed.next(5.0))) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_has_the_merging_without_its_words_and_no_caller(
    store: Store, matter: int, tmp_path: Path, kind: str
) -> None:
    out = print_paper(store, kind, matter, tmp_path / "out.pdf", by=actor("supervisor"), zone=SHANGHAI)
    said = copied(out)
    assert found_in(said) == []
    assert found_in(out.read_bytes().decode("latin-1")) == []
    if kind == "feedback_form":
        assert "SJ20261118-0002" in bare(said)
    with store.read() as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.action == PRINT)).all()
    assert [one.fields for one in lines] == [kind]
    assert found_in(repr([(one.reason, one.purpose, one.subject_hash) for one in lines])) == []


def test_a_handover_and_its_paper_name_no_caller(store: Store, matter: int, tmp_path: Path) -> None:
    with store.begin() as session:
        draft = HandoverDraft("雨棚待拆", (matter,))
        number = write_handover(session, draft, by=actor("supervisor"), now=LATER, key="handover")
    out = print_handover(store, number, tmp_path / "out.pdf", by=actor("supervisor"), zone=SHANGHAI)
    assert found_in(copied(out)) == []
    with store.read() as session:
        assert found_in(repr(session.execute(text("SELECT * FROM handover")).all())) == []


def test_the_audit_names_no_caller(store: Store, matter: int) -> None:
    caller_history(store, CALLERS[0][1], by=actor("acceptor"))
    with store.read() as session:
        key = session.scalars(select(Report.id)).first()
    assert key is not None
    reveal_reporter(store, key, by=actor("acceptor"))
    with store.read() as session:
        assert found_in(repr(session.execute(text("SELECT * FROM audit")).all())) == []


@pytest.fixture
def every_record(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


def test_no_log_names_a_caller_not_even_of_what_was_refused_or_failed(
    store: Store, every_record: pytest.LogCaptureFixture, matter: int
) -> None:
    with store.read() as session:
        lines = report_lines(session, matter, area="")
    assert found_in(repr([(one.reporter, one.phone) for one in lines])) == []
    assert found_in(repr(lines)) == []
    wrong = replace(DRAFT, reporter=CALLERS[0][0], phone=CALLERS[0][1] * 3)
    told = list[str]()
    for draft in (wrong, replace(wrong, phone=CALLERS[0][0])):
        try:
            report(store, now=LATER, key="wrong", draft=draft)
        except Refusal as refusal:
            told.append(f"{refusal} {refusal!r}")
    assert len(told) == 2
    with pytest.raises(Exception, match="parameters hidden") as failed, store.begin() as session:
        session.add(
            Report(incident_id=matter, sequence=1, at=NOW, reporter=CALLERS[0][0], phone=CALLERS[0][1])
        )
        session.flush()
    told.append(str(failed.value))
    step(store, matter, "receive", "handler", LATER)
    assert found_in("\n".join(told)) == []
    assert found_in("\n".join(record.getMessage() for record in every_record.records)) == []
