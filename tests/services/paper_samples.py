"""Papers for tests: one incident on a store, a sheet of it, and what a reader copies out of the file."""

from __future__ import annotations

import io
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf

from gridcenter.domain.incidents import IncidentDetail
from gridcenter.domain.names import Name
from gridcenter.services.flows import flow
from gridcenter.services.paper_facts import paper_facts
from gridcenter.services.paper_pdf import as_pdf
from gridcenter.services.papers import paper, paper_template
from gridcenter.store.engine import Store
from gridcenter.store.incidents_trace import incident_detail
from tests.services.matters import at, report, settle, step, to_handling

ZONE = ZoneInfo("Asia/Shanghai")
CENTRE = Name("滨江区网格化服务管理指挥中心", "Binjiang grid command centre")
START, NOW = at("11-17 16:41"), at("11-18 14:32")
KINDS = ("task_slip", "feedback_form", "supervision_letter")


def overdue_incident(store: Store) -> int:
    """Return an incident that was parked for a while and is over its limit at `NOW`."""
    settle(store)
    key = report(store, now=START)
    to_handling(store, key, at("11-17 17:36"))
    step(
        store,
        key,
        "suspend",
        "supervisor",
        at("11-18 09:30"),
        reason="等待车主到场",
        review_date="2026-12-01 09:00",
    )
    step(store, key, "resume", "supervisor", at("11-18 10:10"))
    return key


def detail_of(store: Store, key: int) -> IncidentDetail:
    with store.read() as session:
        found = incident_detail(session, key, area="", flow=flow(), now=NOW)
    assert found is not None
    return found


def pdf_of(detail: IncidentDetail, kind: str, *, synthetic: bool = True) -> bytes:
    facts = paper_facts(detail, centre=CENTRE, printed_by="李敏", zone=ZONE)
    return as_pdf(paper(paper_template(kind), facts, synthetic=synthetic), at=detail.as_of)


def reader(pdf: bytes | Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf)


def copied(pdf: bytes | Path) -> str:
    """Return all text of the file as a reader copies it."""
    return "\n".join(page.extract_text() for page in reader(pdf).pages)


def bare(text: str) -> str:
    """Return a text without blanks and line ends, which depend on where a line breaks."""
    return "".join(text.split())
