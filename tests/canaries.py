"""Canaries: what a synthetic resident is called and where it lives, planted in a store and looked for elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from pypdf import PdfReader
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.services.person_index import index_changed_persons
from gridcenter.services.reports import caller_hash
from gridcenter.store.engine import open_store, store_time
from gridcenter.store.models import Account, Incident, Person, Report, Scope

NUMBER = make_number(DEMO_PREFIX, date(1961, 4, 17), 913)
NAME, PHONE = "欧阳铎骉", "13970990917"
ADDRESS, EMPLOYER = "犇淼路909号7幢3单元0917室", "骉羴钟表零件厂"
CANARIES = {"number": NUMBER, "name": NAME, "phone": PHONE, "address": ADDRESS, "employer": EMPLOYER}
LOGIN, AUDITOR = "canary.desk", "canary.auditor"


def plant(session: Session) -> str:
    """Write the resident, two accounts, and a report by the resident to an open incident; return its number."""
    now = store_time(session)
    incident = session.scalars(
        select(Incident).where(Incident.closed_at.is_(None)).order_by(Incident.id).limit(1)
    ).one()
    for login, role in ((LOGIN, "dispatcher"), (AUDITOR, "auditor")):
        account = Account(login=login, name="值班", role=role)
        session.add(account)
        session.flush()
        session.add(Scope(account_id=account.id, division_code=""))
    session.add(
        Person(
            id_number=NUMBER,
            verified=True,
            name=NAME,
            sex="1",
            birth=date(1961, 4, 17),
            phone=PHONE,
            address=ADDRESS,
            register_address=ADDRESS,
            employer=EMPLOYER,
            community_code=incident.community_code,
            source="网格走访",
            recorded_on=date(2026, 10, 21),
            synthetic=True,
        )
    )
    before = session.scalar(select(func.max(Report.sequence)).where(Report.incident_id == incident.id)) or 0
    session.add(
        Report(
            incident_id=incident.id,
            sequence=before + 1,
            at=now,
            reporter=NAME,
            phone=PHONE,
            contact_hash=caller_hash(session, PHONE),
            text="路灯不亮",
        )
    )
    session.flush()
    index_changed_persons(session)
    return incident.number


def spellings(value: str) -> Iterator[bytes]:
    """Give the ways in which a text may stand in a file."""
    yield value.encode()
    yield value.encode("utf-16-le")
    yield json.dumps(value)[1:-1].encode()
    yield quote(value).encode()
    yield value.encode("gb18030")


def seen_in(content: bytes) -> set[str]:
    """Return which canaries a file holds."""
    return {name for name, value in CANARIES.items() if any(one in content for one in spellings(value))}


def seen_in_texts(texts: Sequence[str]) -> set[str]:
    whole = "\n".join(texts)
    tight = whole.replace(" ", "")  # numbers are shown in groups
    return {name for name, value in CANARIES.items() if value in whole or value in tight}


def seen_below(folder: Path, *, but: Sequence[Path] = ()) -> dict[str, set[str]]:
    """Return the files that hold canaries or are named after one; `but` were given them on purpose."""
    hits = {}
    for path in sorted(folder.rglob("*")):
        found = seen_in(str(path.relative_to(folder)).encode())
        if path.is_file() and path not in but:
            content = path.read_bytes()
            found |= seen_in(content) | (seen_in_pdf(content) if content.startswith(b"%PDF-") else set())
        if found:
            hits[str(path.relative_to(folder))] = found
    return hits


def seen_in_pdf(content: bytes) -> set[str]:
    return seen_in_texts([page.extract_text() for page in PdfReader(BytesIO(content)).pages])


def main(address: str) -> None:
    store = open_store(address)
    with store.begin() as session:
        number = plant(session)
    store.dispose()
    sys.stdout.write(number)


if __name__ == "__main__":
    main(*sys.argv[1:])
