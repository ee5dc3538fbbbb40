"""Who works in the demo's organisations, and recorded days of a few lives; all of it synthetic as the people are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import select

from gridcenter.domain.organisations import Tie
from gridcenter.language import tr
from gridcenter.services.demo.reporting import Pen
from gridcenter.store.models import Organisation, OrganisationPerson, Person, RecordItem

EMPLOYEES = {"shop": 3, "office": 12, "plant": 8, "school": 15}
"""The most persons that an organisation of a kind names."""
TOLD_OF = 6
"""Days of life are recorded of every so many persons."""
LEFT = 0.1
YOUNGEST, OLDEST, RETIRED_AT, SCHOOL_AT = 22, 58, 60, 6
REGISTRY, SOCIAL_SECURITY, CIVIL, SCHOOLS = "市场监管", "社保登记", "民政登记", "教育登记"
MARRIED = "20"
_TIE = ("organisation_id", "person_id", "kind", "since", "until", "source", "recorded_on")
_ITEM = ("person_id", "key", "value", "source", "recorded_on", "sensitivity")

Row = tuple[Any, ...]


class _Worker(NamedTuple):
    id: int
    age: int


def write_ties(pen: Pen, *, seed: int, today: date) -> None:
    """Give every organisation a legal representative and some employees of its community."""
    rng = np.random.default_rng([seed, 31])
    workers = _workers(pen, today)
    columns = (Organisation.id, Organisation.kind, Organisation.community_code, Organisation.founded_on)
    organisations = pen.session.execute(select(*columns).order_by(Organisation.id)).all()
    rows: list[Row] = []
    for key, kind, community, founded in organisations:
        chosen = list(islice(workers[community], int(rng.integers(2, EMPLOYEES.get(kind, 3) + 2))))
        rows += _ties(rng, key, chosen, founded or today, today)
    pen.write(tr("organisations"), OrganisationPerson, _TIE, rows, total=len(rows))


def _workers(pen: Pen, today: date) -> defaultdict[str, Iterator[_Worker]]:
    """Return people of working age whose employer nobody recorded, by community."""
    statement = select(Person.id, Person.community_code, Person.birth).where(
        Person.occupation_class != "", Person.employer == ""
    )
    found: defaultdict[str, list[_Worker]] = defaultdict(list)
    for key, community, birth in pen.session.execute(statement.order_by(Person.id)):
        age = (today - birth).days // 365 if birth is not None else 0
        if YOUNGEST <= age <= OLDEST:
            found[community].append(_Worker(key, age))
    return defaultdict(lambda: iter(()), {code: iter(people) for code, people in found.items()})


def _ties(
    rng: np.random.Generator, organisation: int, chosen: list[_Worker], founded: date, today: date
) -> Iterator[Row]:
    for place, worker in enumerate(chosen):
        grown = today - timedelta(days=(worker.age - 20) * 365)
        since = max(founded, grown) + timedelta(days=int(rng.integers(0, 300)))
        since = min(since, today - timedelta(days=40))
        if place == 0:
            yield organisation, worker.id, Tie.LEGAL.value, since, None, REGISTRY, since
            continue
        left = rng.random() < LEFT and (today - since).days > 400
        until = since + timedelta(days=365) if left else None
        yield organisation, worker.id, Tie.EMPLOYEE.value, since, until, SOCIAL_SECURITY, until or since


def write_lives(pen: Pen, *, seed: int, today: date) -> None:
    """Record marriage, school and retirement of every sixth person, as far as the age allows it."""
    rng = np.random.default_rng([seed, 32])
    columns = (Person.id, Person.birth, Person.marital_status, Person.occupation)
    people = pen.session.execute(select(*columns).where(Person.id % TOLD_OF == 0).order_by(Person.id)).all()
    rows = [
        row
        for key, birth, marital, occupation in people
        if birth is not None
        for row in _days(rng, key, birth, marital, occupation, today)
    ]
    pen.write(tr("record items"), RecordItem, _ITEM, rows, total=len(rows))


def _days(
    rng: np.random.Generator, key: int, birth: date, marital: str, occupation: str, today: date
) -> Iterator[Row]:
    age = (today - birth).days // 365

    def recorded(item: str, years: float, source: str) -> Iterator[Row]:
        day = birth + timedelta(days=int(years * 365.25))
        if day < today:
            yield key, item, day.isoformat(), source, day, "p"

    if age >= SCHOOL_AT:
        yield from recorded("enrolled_on", SCHOOL_AT + 0.6, SCHOOLS)
    if marital == MARRIED and age > YOUNGEST + 2:
        yield from recorded("married_on", YOUNGEST + 6 * rng.random(), CIVIL)
    if occupation == "退休" and age >= RETIRED_AT:
        yield from recorded("retired_on", RETIRED_AT + 0.1, SOCIAL_SECURITY)
