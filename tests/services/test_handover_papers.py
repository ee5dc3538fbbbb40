"""The paper of a handover: the audit first, then the whole file, with every word that can be copied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import RuleBroken, WrongUse
from gridcenter.domain.handover import HandoverDraft
from gridcenter.services.handover_papers import print_handover
from gridcenter.services.handovers import write_handover
from gridcenter.services.printing import PRINT
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry
from tests.services.matters import actor, at, report, settle, to_dispatched
from tests.services.paper_samples import copied

ZONE = ZoneInfo("Asia/Shanghai")
BY = actor("supervisor")


@pytest.fixture
def number(store: Store) -> int:
    settle(store)
    red = report(store, now=at("11-18 08:30"))
    to_dispatched(store, red, at("11-18 08:30"))
    with store.begin() as session:
        draft = HandoverDraft("雨棚待拆，见长期网格事项", (red,))
        return write_handover(session, draft, by=BY, now=at("11-18 16:00"), key="form")


def audited(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(AuditEntry.fields).where(AuditEntry.action == PRINT)))


def test_the_paper_says_what_the_handover_says_and_the_audit_who_printed_it(
    store: Store, number: int, tmp_path: Path
) -> None:
    out = print_handover(store, number, tmp_path / "交接班.pdf", by=BY, zone=ZONE)
    text = copied(out)
    for words in ("雨棚待拆，见长期网格事项", "supervisor 一号", "2026-11-18 16:00", "消防通道堵塞"):
        assert words in text
    assert audited(store) == [f"handover {number}"]


def test_another_ending_another_area_and_an_unknown_handover_are_refused_and_nothing_is_written(
    store: Store, number: int, tmp_path: Path, english: None
) -> None:
    with pytest.raises(WrongUse, match=r"papers are written as \.pdf"):
        print_handover(store, number, tmp_path / "x.txt", by=BY, zone=ZONE)
    with pytest.raises(RuleBroken, match="no such handover"):
        print_handover(store, number, tmp_path / "x.pdf", by=replace(BY, area="709902"), zone=ZONE)
    with pytest.raises(RuleBroken, match="no such handover"):
        print_handover(store, number + 1, tmp_path / "x.pdf", by=BY, zone=ZONE)
    assert list(tmp_path.glob("x.*")) == []
    assert audited(store) == []
