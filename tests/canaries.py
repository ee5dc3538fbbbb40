"""Canaries: what a synthetic resident is called and what is noted, planted in a store and looked for elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile, is_zipfile
from zoneinfo import ZoneInfo

from pypdf import PdfReader
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridcenter.domain.care import Consent, Enrolment, district_day
from gridcenter.domain.identity import DEMO_PREFIX, make_number, uscc_check
from gridcenter.domain.masking import mask_name
from gridcenter.domain.people import Actor
from gridcenter.services.care import enrol
from gridcenter.services.person_index import index_changed_persons
from gridcenter.services.reports import caller_hash
from gridcenter.store.engine import open_store, store_time
from gridcenter.store.models import (
    Account,
    Household,
    HouseholdMember,
    Incident,
    Organisation,
    OrganisationPerson,
    Person,
    Premises,
    Report,
    Residence,
    Scope,
    Visit,
)

ZONE = ZoneInfo("Asia/Shanghai")
NUMBER = make_number(DEMO_PREFIX, date(1961, 4, 17), 913)
NAME, PHONE = "欧阳铎骉", "13970990917"
ADDRESS, EMPLOYER = "犇淼路909号7幢3单元0917室", "骉羴钟表零件厂"
CARE, NOTE = "膝下无人照料犇旅骉程", "门铃坏了请敲窗骉三声"
"""Reason of a care file, and what was noted at a visit: shown to whoever opens these, and nowhere else."""
CANARIES = {
    "number": NUMBER,
    "name": NAME,
    "phone": PHONE,
    "address": ADDRESS,
    "employer": EMPLOYER,
    "care": CARE,
    "note": NOTE,
}
MASKED = mask_name(NAME)
LOGIN, LEADER, AUDITOR = "canary.desk", "canary.leader", "canary.auditor"
ACCOUNTS = {LOGIN: "supervisor", LEADER: "leader", AUDITOR: "auditor"}
HOME = "HCANARY"
"""Number of the household."""
USCC = "91709901000000909" + uscc_check("91709901000000909")
REASON = "核对网格内登记情况是否属实"


@dataclass(frozen=True, slots=True)
class Planted:
    """Where to find the resident: number of the incident, code of the grid, and the ids of its rows."""

    incident: str
    grid: str
    person: int
    household: int
    care_file: int


def plant(session: Session) -> Planted:
    """Write the resident, three accounts, and all that lists of residents are made of."""
    now = store_time(session)
    incident = session.scalars(
        select(Incident)
        .where(Incident.closed_at.is_(None), Incident.grid_code.is_not(None))
        .order_by(Incident.id)
        .limit(1)
    ).one()
    accounts = [Account(login=login, name="值班", role=role) for login, role in ACCOUNTS.items()]
    session.add_all(accounts)
    session.flush()
    session.add_all(Scope(account_id=account.id, division_code="") for account in accounts)
    persons = [_person(incident, verified=verified) for verified in (True, False)]
    session.add_all(persons)
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
    household, care_file = _link(session, persons[0], incident, now), _enrol(session, now)
    index_changed_persons(session)
    return Planted(incident.number, incident.grid_code or "", persons[0].id, household, care_file)


def _person(incident: Incident, *, verified: bool) -> Person:
    """Return the resident, or a second row with the same number: what twins and conflicts are made of."""
    return Person(
        id_number=NUMBER,
        verified=verified,
        name=NAME,
        sex="1",
        birth=date(1961, 4, 17),
        phone=PHONE,
        address=ADDRESS,
        register_address=ADDRESS,
        employer=EMPLOYER,
        community_code=incident.community_code,
        grid_code=incident.grid_code,
        source="网格走访",
        recorded_on=date(2026, 10, 21),
        synthetic=True,
    )


def _link(session: Session, person: Person, incident: Incident, now: datetime) -> int:
    """Give the resident a room, a household, a workplace and a visit; return the household."""
    place = {"grid_code": incident.grid_code, "community_code": incident.community_code}
    room = Premises(code="FWCANARY", kind="room", name="0917", **place)
    office = Organisation(name="犇路服务社", kind="shop", uscc=USCC, synthetic=True, **place)
    home = Household(number=HOME, grid_code=incident.grid_code)
    session.add_all((room, office, home))
    session.flush()
    home.premises_id = room.id
    session.add(HouseholdMember(household_id=home.id, person_id=person.id, relation="02"))
    session.add(
        Residence(
            person_id=person.id, premises_id=room.id, kind="owner", since=now.date() - timedelta(days=9)
        )
    )
    session.add(
        OrganisationPerson(organisation_id=office.id, person_id=person.id, kind="legal", source="年检")
    )
    visit = {"day": now.date() - timedelta(days=40), "at": now, "actor": "值班", "outcome": "not_at_home"}
    session.add(Visit(household_id=home.id, note=NOTE, account_id=_desk_account(session), **place, **visit))
    session.flush()
    return home.id


def _desk_account(session: Session) -> int:
    return session.scalars(select(Account.id).where(Account.login == LOGIN)).one()


def _enrol(session: Session, now: datetime) -> int:
    by = Actor(_desk_account(session), LOGIN, "值班", ACCOUNTS[LOGIN], None, "")
    today = district_day(now, ZONE)
    wish = Enrolment(
        NUMBER,
        "elderly_alone",
        CARE,
        expires_on=today + timedelta(days=90),
        consent=Consent.PERSON,
        consent_on=today,
        know=(),
    )
    return enrol(session, wish, by=by, now=now, zone=ZONE)


def spellings(value: str) -> Iterator[bytes]:
    """Give the ways in which a text may stand in a file."""
    yield value.encode()
    yield value.encode("utf-16-le")
    yield json.dumps(value)[1:-1].encode()
    yield quote(value).encode()
    yield value.encode("gb18030")


def seen_in(content: bytes) -> set[str]:
    """Return which canaries a file holds; a workbook is opened."""
    found = {name for name, value in CANARIES.items() if any(one in content for one in spellings(value))}
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as book:
            found = found.union(*(seen_in(book.read(name)) for name in book.namelist()))
    return found


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
        planted = plant(session)
    store.dispose()
    sys.stdout.write(json.dumps(asdict(planted)))


if __name__ == "__main__":
    main(*sys.argv[1:])
