"""Writing the registers: premises, households, persons, residences, record items and organisations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import repeat
from typing import Any

import numpy as np

from gridcenter.domain.identity import DEMO_PREFIX, USCC_ALPHABET, uscc_check
from gridcenter.language import tr
from gridcenter.services.demo.buildings import Building
from gridcenter.services.demo.dwellings import Dwellings
from gridcenter.services.demo.households import Residents
from gridcenter.services.demo.identities import PHONE_BEGINNING, Identities
from gridcenter.services.demo.lives import REGISTRY
from gridcenter.services.demo.naming import NamedGround, word_list
from gridcenter.services.demo.premises_rows import PremisesRows
from gridcenter.services.demo.reporting import Pen
from gridcenter.services.demo.staff import Staff
from gridcenter.services.person_index import index_changed_persons
from gridcenter.store.bulk import take_ids
from gridcenter.store.models import (
    Household,
    HouseholdMember,
    Organisation,
    Person,
    Premises,
    RecordItem,
    Residence,
)

SOURCES = ("公安户籍", "网格走访", "社保登记", "卫健建档")
MOVED_OUT, MOVED_HERE, UNVERIFIED, ELSEWHERE = 0.012, 0.05, 0.015, 0.28
NOT_RELATED = "99"
SAID_AGAIN = 0.10
"""Share of persons with values from a second source."""


@dataclass(frozen=True, slots=True)
class Room:
    """A room where a household lives."""

    premises_id: int
    grid: int
    address: str
    tenure: str


def write_premises(
    pen: Pen, named: NamedGround, buildings: list[Building], dwellings: Dwellings
) -> tuple[list[Room], list[int]]:
    """Write estates, buildings, units and rooms; return the inhabited rooms in order, and the building ids."""
    made = PremisesRows(named, dwellings)
    for building in range(len(buildings)):
        made.add(building, buildings[building])
    ids = take_ids(pen.session, Premises, len(made.rows))
    columns = ("id", "code", "kind", "parent_id", "name", "address", "tenure", "grid_code", "community_code")
    places = ("longitude", "latitude", "geometry")
    numbered = (
        (ids[position], row[0], row[1], None if row[2] is None else ids[row[2]], *row[3:])
        for position, row in enumerate(made.rows)
    )
    pen.write(tr("premises"), Premises, columns + places, numbered, total=len(made.rows))
    placed = [Room(ids[position], grid, address, tenure) for position, grid, address, tenure in made.rooms]
    return placed, [ids[position] for position in made.houses]


def write_people(
    pen: Pen,
    named: NamedGround,
    residents: Residents,
    identities: Identities,
    rooms: Sequence[Room],
    staff: Staff,
    *,
    seed: int,
    today: date,
) -> None:
    rng = np.random.default_rng([seed, 10])
    household_ids = take_ids(pen.session, Household, residents.households)
    person_ids = take_ids(pen.session, Person, len(residents.age))
    grids = [named.grids[room.grid].code for room in rooms]
    households = (
        (household_ids[k], f"{grids[k]}-H{k + 1:07d}", "10", room.premises_id, grids[k])
        for k, room in enumerate(rooms)
    )
    columns: tuple[str, ...] = ("id", "number", "kind", "premises_id", "grid_code")
    pen.write(tr("households"), Household, columns, households, total=len(rooms))
    total = len(residents.age)
    persons = _person_rows(rng, named, residents, identities, rooms, person_ids, today)
    pen.write(tr("persons"), Person, PERSON_COLUMNS, persons, total=total)
    moved = _moves(rng, residents, today)
    members = (
        (household_ids[household], person, str(relation), since, until)
        for household, person, relation, (since, until) in zip(
            residents.household, person_ids, residents.relation, moved, strict=True
        )
    )
    columns = ("household_id", "person_id", "relation", "since", "until")
    pen.write(tr("households"), HouseholdMember, columns, members, total=total)
    residences = _residence_rows(rng, residents, rooms, person_ids, moved)
    columns = ("person_id", "premises_id", "kind", "since", "until", "source")
    pen.write(tr("residences"), Residence, columns, residences, total=total)
    collectors = [staff.collectors[named.grids[room.grid].parent_code].id for room in rooms]
    visited = [collectors[household] for household in residents.household.tolist()]
    items = _verified(_record_rows(rng, residents, identities, today), person_ids, visited)
    columns = ("person_id", "key", "value", "source", "recorded_on", "sensitivity")
    columns += ("verified", "verified_by", "verified_on")
    pen.write(tr("record items"), RecordItem, columns, items, total=round(total * SAID_AGAIN * 2))
    index_changed_persons(pen.session, pen.progress)


PERSON_COLUMNS = (
    "id",
    "id_number",
    "verified",
    "name",
    "sex",
    "birth",
    "phone",
    "education",
    "marital_status",
    "occupation_class",
    "occupation",
    "employer",
    "register_address",
    "address",
    "pension",
    "medical",
    "grid_code",
    "community_code",
    "source",
    "recorded_on",
    "synthetic",
)


def _person_rows(
    rng: np.random.Generator,
    named: NamedGround,
    residents: Residents,
    identities: Identities,
    rooms: Sequence[Room],
    person_ids: Sequence[int],
    today: date,
) -> Iterator[tuple[Any, ...]]:
    """Yield rows in the order of `PERSON_COLUMNS`."""
    count = len(residents.age)
    verified = (rng.random(count) > UNVERIFIED).tolist()
    elsewhere = rng.random(count) < ELSEWHERE
    source = rng.choice(np.asarray(SOURCES, dtype=object), count, p=[0.5, 0.25, 0.15, 0.1])
    recorded = [today - timedelta(days=int(days)) for days in rng.integers(5, 1100, count)]
    home = [rooms[household] for household in residents.household.tolist()]
    other = [rooms[room].address for room in rng.integers(0, len(rooms), count).tolist()]
    own = [room.address for room in home]
    grids = [named.grids[room.grid] for room in home]
    return zip(
        person_ids,
        identities.id_number,
        verified,
        identities.name,
        residents.sex.astype(str).tolist(),
        identities.birth.tolist(),
        identities.phone,
        identities.education,
        residents.marital.tolist(),
        identities.occupation_class,
        identities.occupation,
        identities.employer,
        (away if moved else here for away, here, moved in zip(other, own, elsewhere, strict=True)),
        own,
        identities.pension,
        identities.medical,
        (grid.code for grid in grids),
        (grid.parent_code for grid in grids),
        source,
        recorded,
        repeat(True, count),
        strict=True,
    )


def _moves(rng: np.random.Generator, residents: Residents, today: date) -> list[tuple[date, date | None]]:
    """Return when each person came, and when the few who left did; a household comes together."""
    came = rng.integers(200, 7000, residents.households)[residents.household]
    came = np.minimum(came, np.maximum(residents.age * 365, 30))
    left = (residents.relation != "02") & (residents.age > 19) & (rng.random(len(came)) < MOVED_OUT)
    gone = rng.integers(10, 180, len(came))
    return [
        (today - timedelta(days=int(days)), today - timedelta(days=int(since)) if away else None)
        for days, away, since in zip(came, left, gone, strict=True)
    ]


def _residence_rows(
    rng: np.random.Generator,
    residents: Residents,
    rooms: Sequence[Room],
    person_ids: Sequence[int],
    moved: list[tuple[date, date | None]],
) -> Iterator[tuple[Any, ...]]:
    """The present residence of everyone, and an earlier one of a few."""
    earlier = rng.random(len(moved)) < MOVED_HERE
    other = rng.integers(0, len(rooms), len(moved))
    for k, (since, until) in enumerate(moved):
        room = rooms[int(residents.household[k])]
        own = "tenant" if room.tenure == "let" else "owner"
        kind = "lodger" if residents.relation[k] == NOT_RELATED else own
        yield person_ids[k], room.premises_id, kind, since, until, SOURCES[1]
        if earlier[k] and residents.age[k] > 20:
            before = rooms[int(other[k])]
            yield person_ids[k], before.premises_id, "tenant", since - timedelta(days=900), since, SOURCES[0]


def _record_rows(
    rng: np.random.Generator,
    residents: Residents,
    identities: Identities,
    today: date,
) -> Iterator[tuple[Any, ...]]:
    """Values from a second source, by the place of the person: some contradict what is known, some add to it."""
    chosen = np.flatnonzero(rng.random(len(residents.age)) < SAID_AGAIN).tolist()
    alone = np.flatnonzero(residents.alone & (rng.random(len(residents.age)) < 0.6)).tolist()
    for k in chosen:
        day = today - timedelta(days=int(rng.integers(3, 600)))
        yield k, *_said_again(rng, int(residents.age[k])), day, "p"
    for k in alone:
        day = today - timedelta(days=int(rng.integers(3, 200)))
        kin = identities.name[int(rng.integers(len(residents.age)))]
        yield k, "visit_frequency", "每周一次", SOURCES[1], day, "n"
        yield k, "emergency_contact", kin, SOURCES[1], day, "p"


def _verified(
    rows: Iterator[tuple[Any, ...]], person_ids: Sequence[int], visited: Sequence[int]
) -> Iterator[tuple[Any, ...]]:
    """Complete the rows: of what a visit told, the collector of the community has verified two thirds on that day."""
    for number, (k, *said) in enumerate(rows):
        source, day = said[2], said[3]
        checked = source == SOURCES[1] and number % 3 > 0
        yield person_ids[k], *said, checked, visited[k] if checked else None, day if checked else None


def _said_again(rng: np.random.Generator, age: int) -> tuple[str, str, str]:
    """Return key, value and source."""
    luck = rng.random()
    if luck < 0.4 and age >= 14:
        return "phone", f"{PHONE_BEGINNING}{int(rng.integers(0, 10_000)):04d}", SOURCES[1]
    if luck < 0.6 and 20 <= age < 60:
        titles = [title for title, *_ in word_list("people")["work"]]
        return "occupation", str(titles[int(rng.integers(len(titles)))]), SOURCES[2]
    return "social_card", f"{DEMO_PREFIX}{int(rng.integers(0, 10**9)):09d}", SOURCES[2]


def write_organisations(
    pen: Pen,
    named: NamedGround,
    buildings: list[Building],
    building_ids: list[int],
    *,
    seed: int,
    today: date,
) -> None:
    """Put a shop, office, works or school into every house that is no dwelling."""
    rng = np.random.default_rng([seed, 11])
    words = word_list("places")
    stems = " ".join(words["road_stems"]).split()
    rows: list[tuple[Any, ...]] = []
    for building, premises in zip(buildings, building_ids, strict=True):
        if building.use == "dwelling":
            continue
        name = str(rng.choice(stems)) + str(rng.choice(words["buildings"][building.use]))
        grid = named.grids[building.grid]
        founded = today - timedelta(days=int(rng.integers(200, 9000)))
        state = ("active", founded, REGISTRY, today - timedelta(days=int(rng.integers(5, 400))))
        place = (premises, grid.code, grid.parent_code)
        rows.append((_uscc(len(rows)), name, building.use, *state, *place, True))
    columns: tuple[str, ...] = ("uscc", "name", "kind", "status", "founded_on", "source", "recorded_on")
    columns += ("premises_id", "grid_code", "community_code", "synthetic")
    pen.write(tr("organisations"), Organisation, columns, rows, total=len(rows))


def _uscc(serial: int) -> str:
    """Return a credit code with a valid check character under the demo's prefix."""
    base = len(USCC_ALPHABET)
    code = "".join(USCC_ALPHABET[serial // base**place % base] for place in range(8, -1, -1))
    first = f"91{DEMO_PREFIX}{code}"
    return first + uscc_check(first)
