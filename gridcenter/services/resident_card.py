"""Putting a resident's card together: what leaves this file is masked, save the one value of an audited reveal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.masking import STAR, age_band, mask_id_number, mask_name
from gridcenter.domain.names import Name
from gridcenter.domain.people import (
    RESIDENCE_NAMES,
    SEX_NAMES,
    CardItem,
    HouseholdMember,
    Neighbour,
    Neighbours,
    PersonCard,
    ResidenceLine,
)
from gridcenter.domain.record_items import (
    ITEM_KINDS,
    KINDS_BY_KEY,
    LISTED_KEYS,
    ItemKind,
    Mask,
    kind_of,
    masked,
)
from gridcenter.language import pick, tr
from gridcenter.store import people
from gridcenter.store.people import MemberRow, PersonRow, RecordRow, ResidenceRow

NEIGHBOUR_LIMIT = 50
NEED_TO_KNOW = "s"
"""Sensitivity of values that only a need-to-know list opens; no desk may reveal them."""

NOTHING_THERE = frozenset({"0", "no", "none", "无"})
NAMELESS = Name("")
PRESENT_ADDRESS, WHOLLY_MASKED = "address", STAR * 4
"""An address in which no community is named is shown as the community in which the person is registered."""

_RECORD_MARK = "@"

CodeNames = dict[tuple[str, str], Name]


@dataclass(frozen=True, slots=True)
class _Material:
    """Everything read for one card, unmasked."""

    person: PersonRow
    records: list[RecordRow]
    members: list[MemberRow]
    residences: list[ResidenceRow]
    today: date
    names: CodeNames = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Value:
    """One value with where it comes from; `key` is what a reveal asks for."""

    key: str
    text: str
    source: str
    recorded_on: date | None
    sensitivity: str = "p"


def resident_card(session: Session, person_id: int, *, today: date) -> PersonCard | None:
    """Return the masked card, None when the person has been deleted meanwhile."""
    person = people.person_row(session, person_id)
    if person is None:
        return None
    material = _read(session, person, today)
    return PersonCard(
        person_id=person.id,
        name=mask_name(person.name),
        sex=_sex(person.sex),
        age_band=_age(person.birth, today),
        id_number=mask_id_number(person.id_number or ""),
        grid=_place(person),
        synthetic=person.synthetic,
        items=tuple(_items(material)),
        household=tuple(_member(row, material) for row in material.members),
        residences=tuple(_residence(row) for row in material.residences),
        household_number=material.members[0].household_number if material.members else "",
        neighbours=_neighbours(session, material),
    )


def plain_value(session: Session, person_id: int, key: str) -> str:
    """Return the hidden text behind an item of the card; the caller has audited it.

    Raises:
        RuleBroken: There is no such value, or no desk may see it.
    """
    person = people.person_row(session, person_id)
    value = None if person is None else _value_behind(session, person, key)
    if value is None or not value.text or not _revealable(value, _kind(value)):
        raise RuleBroken(tr("This value cannot be shown here."))
    kind = _kind(value)
    if not kind.code_set:
        return value.text
    names = people.code_names(session, {(kind.code_set, value.text)})
    return pick(names.get((kind.code_set, value.text), Name(value.text)))


def _read(session: Session, person: PersonRow, today: date) -> _Material:
    records = people.recorded_values(session, person.id)
    members = people.household_of(session, person.id)
    codes = {
        (KINDS_BY_KEY[record.key].code_set, record.value)
        for record in records
        if record.key in people.CODED_VALUES
    }
    names = people.code_names(session, codes)
    for key, name in person.value_names.items():
        names[KINDS_BY_KEY[key].code_set, person.values[key]] = name
    return _Material(person, records, members, people.residences_of(session, person.id), today, names)


def _place(person: PersonRow) -> Name:
    """Return community and grid in one name, the community once: 江南社区 03 网格."""
    zh = _joined(person.community.zh, person.grid.zh, " ")
    return Name(
        zh, _joined(person.community.en or person.community.zh, person.grid.en or person.grid.zh, ", ")
    )


def _joined(community: str, grid: str, separator: str) -> str:
    if not grid or grid.startswith(community):
        return grid or community
    return separator.join(part for part in (community, grid) if part)


def _items(material: _Material) -> Iterator[CardItem]:
    """Yield the listed kinds in their order, unknown ones included, then what the store's catalogue adds."""
    for kind in ITEM_KINDS:
        yield from _lines(kind, list(_values(kind.key, material)), material)
    for record in material.records:
        if record.key not in LISTED_KEYS:
            kind = kind_of(record.key, sensitivity=record.sensitivity)
            yield from _lines(kind, [_recorded(record)], material)


def _values(key: str, material: _Material) -> Iterator[_Value]:
    """Yield what the sources say about one kind; a source that repeats a value says nothing new."""
    person, seen = material.person, set()
    text = _computed(key, material) if key in _COMPUTED else person.values.get(key, "")
    if text:
        seen.add(text)
        yield _Value(key, text, person.source, person.recorded_on)
    for record in material.records:
        if record.key == key and record.value and record.value not in seen:
            seen.add(record.value)
            yield _recorded(record)


def _recorded(record: RecordRow) -> _Value:
    key = f"{record.key}{_RECORD_MARK}{record.id}"
    return _Value(key, record.value, record.source, record.recorded_on, record.sensitivity)


def _lines(kind: ItemKind, values: list[_Value], material: _Material) -> Iterator[CardItem]:
    if not values:
        yield CardItem(kind.group, kind.key, kind.label, "", "", None, masked=False, revealable=False)
    for place, value in enumerate(values):
        yield CardItem(
            group=kind.group,
            key=value.key,
            label=kind.label if place == 0 else _other_source(kind.label),
            value=_shown(value, kind, material),
            source=value.source,
            recorded_on=value.recorded_on,
            masked=kind.mask is not Mask.PLAIN and kind.mask is not Mask.PRESENCE,
            revealable=_revealable(value, kind),
            conflict=len(values) > 1,
        )


def _other_source(label: Name) -> Name:
    return Name(f"{label.zh}（另一来源）", f"{label.en or label.zh} (other)")


def _shown(value: _Value, kind: ItemKind, material: _Material) -> str:
    if kind.mask is Mask.PRESENCE:
        return tr("none") if value.text.lower() in NOTHING_THERE else tr("on record")
    if kind.mask is Mask.PLAIN and kind.code_set:
        return pick(material.names.get((kind.code_set, value.text), NAMELESS)) or value.text
    shown = masked(value.text, kind.mask)
    if value.key == PRESENT_ADDRESS and shown == WHOLLY_MASKED:
        return material.person.community.zh + shown
    return shown


def _revealable(value: _Value, kind: ItemKind) -> bool:
    return kind.mask not in (Mask.PLAIN, Mask.PRESENCE) and value.sensitivity != NEED_TO_KNOW


def _kind(value: _Value) -> ItemKind:
    return kind_of(value.key.partition(_RECORD_MARK)[0], sensitivity=value.sensitivity)


def _value_behind(session: Session, person: PersonRow, key: str) -> _Value | None:
    if _RECORD_MARK not in key:
        return (
            _Value(key, person.values[key], person.source, person.recorded_on)
            if key in person.values
            else None
        )
    recorded = (_recorded(record) for record in people.recorded_values(session, person.id))
    return next((value for value in recorded if value.key == key), None)


_COMPUTED = frozenset({"premises", "head", "household_size"})


def _computed(key: str, material: _Material) -> str:
    present = [member for member in material.members if member.until is None]
    if key == "premises":
        return next((row.premises for row in material.residences if row.until is None), "")
    if key == "household_size":
        return str(len(present)) if present else ""
    mine = next((member for member in present if member.person_id == material.person.id), None)
    if mine is None:
        return ""
    if _is_head(mine):
        return tr("is the head")
    return tr("no ({relation} of the head)").format(relation=pick(_relation(mine)))


def _is_head(member: MemberRow) -> bool:
    return member.relation in ("01", "02")


def _relation(member: MemberRow) -> Name:
    if _is_head(member):
        return Name("户主", "head")
    return member.relation_name if member.relation_name.zh else Name(member.relation)


def _member(row: MemberRow, material: _Material) -> HouseholdMember:
    return HouseholdMember(
        name=mask_name(row.name),
        relation=_relation(row),
        sex=_sex(row.sex),
        age_band=_age(row.birth, material.today),
        shown=row.person_id == material.person.id,
        left_on=row.until,
        generation=_GENERATIONS.get(row.relation[:1], 0),
    )


_GENERATIONS = {"2": 1, "3": 1, "4": 2, "5": -1, "6": -2}
"""By the first digit of the relation to the head (GB/T 4761-2008)."""


def _residence(row: ResidenceRow) -> ResidenceLine:
    return ResidenceLine(row.premises, RESIDENCE_NAMES.get(row.kind, Name(row.kind)), row.since, row.until)


def _neighbours(session: Session, material: _Material) -> Neighbours | None:
    home = next((row for row in material.residences if row.until is None), None)
    if home is None or home.building_id is None:
        return None
    place, total, rows = people.neighbours_at(session, home.building_id, limit=NEIGHBOUR_LIMIT)
    lines = (
        Neighbour(
            room=row.room,
            name=mask_name(row.name),
            sex=_sex(row.sex),
            age_band=_age(row.birth, material.today),
            kind=RESIDENCE_NAMES.get(row.kind, Name(row.kind)),
            shown=row.person_id == material.person.id,
        )
        for row in rows
    )
    return Neighbours(place, total, tuple(lines))


def _sex(code: str) -> Name:
    return SEX_NAMES.get(code, SEX_NAMES["0"])


def _age(birth: date | None, today: date) -> str:
    return age_band(birth, today) if birth is not None else ""
