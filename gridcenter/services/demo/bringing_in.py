"""Import batches of the demo: a file that was staged and waits, with every kind of row that there is."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.people import Actor
from gridcenter.services.demo.identities import PHONE_BEGINNING
from gridcenter.services.demo.staff import Staff
from gridcenter.services.importing import ImportOptions, Kind
from gridcenter.services.importing.staging import write_staging
from gridcenter.store.models import Person

FILE_NAME = "人口走访登记.csv"
SOURCE = "网格走访"
KNOWN = 12
"""Persons of the register who stand in the file: some as they are, some with a new phone, two under another name."""
NEW = 3
_HEADER = ("姓名", "公民身份号码", "联系电话", "登记日期")


def write_batches(session: Session, staff: Staff, *, now: datetime) -> int:
    """Stage a file of a few rows and return how many; the caller owns the transaction."""
    one = staff.holding("supervisor")[0]
    by = Actor(one.id, one.login, one.name, one.role, one.unit_id, one.area)
    once = select(Person.id_number).group_by(Person.id_number).having(func.count() == 1)
    known = session.execute(
        select(Person.name, Person.id_number, Person.phone)
        .where(Person.id_number.in_(once))
        .order_by(Person.id)
        .limit(KNOWN)
    ).all()
    rows = [*_rows([(name, number or "", phone) for name, number, phone in known], now)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([_HEADER, *rows])
        options = ImportOptions(source=SOURCE)
        return write_staging(session, Kind.PERSONS, path, options=options, now=now, by=by).rows


def _rows(known: list[tuple[str, str, str]], now: datetime) -> Iterator[tuple[str, str, str, str]]:
    day = f"{now:%Y-%m-%d}"
    for n, (name, number, phone) in enumerate(known):
        told = f"{PHONE_BEGINNING}{9000 + n:0>{11 - len(PHONE_BEGINNING)}}" if n % 3 == 0 else phone
        yield name[:1] + "某" if n in (4, 8) else name, number, told, day
    for n in range(NEW):
        born = now.date().replace(year=now.year - 30 - n, day=1)
        yield f"新{'甲乙丙'[n]}", make_number(DEMO_PREFIX, born, 990 + n), "", day
    yield "错号", make_number(DEMO_PREFIX, now.date().replace(day=1), 5)[:-1] + "?", "", day
