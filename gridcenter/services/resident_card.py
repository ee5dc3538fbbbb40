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
    CardGroup,
    CardItem,
    HouseholdMember,
    Neighbour,
    Neighbours,
    PersonCard,
    ResidenceLine,
)
from gridcenter.domain.record_items import NEED_TO_KNOW, ItemKind, Mask, masked
from gridcenter.domain.record_values import WHY_NAMES, Choice, Statement, winning_value
from gridcenter.language import pick, tr
from gridcenter.services.life_cycle import BIRTH_DATE, life_of, links_of
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.store import people
from gridcenter.store.organisations import ties_of
from gridcenter.store.people import MemberRow, PersonRow, RecordRow, ResidenceRow

NEIGHBOUR_LIMIT = 50
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


def resident_card(session: Session, person_id: int, *, today: date) -> PersonCard | None:
    """Return the masked card, None when the person has been deleted meanwhile."""
    person = people.person_row(session, person_id)
    if person is None:
        return None
    material = _read(session, person, today)
    ties = ties_of(session, person_id)
    return PersonCard(
        person_id=person.id,
        name=mask_name(person.name),
        sex=_sex(person.sex),
        age_band=_age(person.birth, today),
        id_number=mask_id_number(person.id_number or ""),
        grid=joined_place(person.community, person.grid),
        synthetic=person.synthetic,
        items=tuple(_items(material)),
        household=tuple(_member(row, material) for row in material.members),
        residences=tuple(_residence(row) for row in material.residences),
        household_number=material.members[0].household_number if material.members else "",
        neighbours=_neighbours(session, material),
        life=life_of(person, material.records, material.residences, ties),
        organisations=links_of(ties),
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
    kinds = record_catalogue().kinds
    codes = {
        (kinds[record.key].code_set, record.value)
        for record in records
        if record.key in kinds and kinds[record.key].code_set and kinds[record.key].mask is Mask.PLAIN
    }
    names = people.code_names(session, codes)
    for key, name in person.value_names.items():
        names[people.CODED_VALUES[key], person.values[key]] = name
    return _Material(person, records, members, people.residences_of(session, person.id), today, names)


def joined_place(community: Name, grid: Name) -> Name:
    """Return community and grid in one name, the community once: 江南社区 03 网格."""
    zh = _joined(community.zh, grid.zh, " ")
    return Name(zh, _joined(community.en or community.zh, grid.en or grid.zh, ", "))


def _joined(community: str, grid: str, separator: str) -> str:
    if not grid or grid.startswith(community):
        return grid or community
    return separator.join(part for part in (community, grid) if part)


def _items(material: _Material) -> Iterator[CardItem]:
    """Yield the listed kinds in their order, unknown ones included, then what else is recorded and may be there."""
    catalogue = record_catalogue()
    for kind in catalogue.listed:
        yield from _lines(kind, winning_value(_statements(kind.key, material)), material)
    for record in material.records:
        if record.key not in catalogue.listed_keys:
            kind = catalogue.kind_of(record.key, sensitivity=record.sensitivity)
            yield from _lines(kind, winning_value([_recorded(record)]), material)


def _statements(key: str, material: _Material) -> list[Statement]:
    """Return what the sources say about one kind."""
    person = material.person
    text = _computed(key, material) if key in _COMPUTED else person.values.get(key, "")
    said = [_recorded(record) for record in material.records if record.key == key]
    if text:
        said.append(Statement(key, text, person.source, person.recorded_on, base=True))
    return said


def _recorded(record: RecordRow) -> Statement:
    return Statement(
        f"{record.key}{_RECORD_MARK}{record.id}",
        record.value,
        record.source,
        record.recorded_on,
        record.verified_on,
        record.verified_by,
        record.sensitivity,
    )


def _lines(kind: ItemKind, choice: Choice | None, material: _Material) -> Iterator[CardItem]:
    """Yield the value that comes first, then those beside it; nothing where the kind is not on the card."""
    if kind.group is None:
        return
    if choice is None:
        yield CardItem(kind.group, kind.key, kind.label, "", "", None, masked=False, revealable=False)
        return
    for value in (choice.winner, *choice.others):
        yield _line(kind, kind.group, value, choice, material)


def _line(
    kind: ItemKind, group: CardGroup, value: Statement, choice: Choice, material: _Material
) -> CardItem:
    """Make one line; every look-up makes twenty, so that none is made first and then changed."""
    differ, first = bool(choice.others), value is choice.winner
    return CardItem(
        group=group,
        key=value.ref,
        label=kind.label if first else _other_source(kind.label),
        value=_shown(value, kind, material),
        source=value.source,
        recorded_on=value.recorded_on,
        masked=kind.mask is not Mask.PLAIN and kind.mask is not Mask.PRESENCE,
        revealable=_revealable(value, kind),
        conflict=differ,
        verified_on=value.verified_on,
        verified_by=value.verified_by,
        others=len(choice.others) if first else 0,
        why=WHY_NAMES[choice.why] if first and differ else None,
        beside=not first,
    )


def _other_source(label: Name) -> Name:
    return Name(f"{label.zh}（另一来源）", f"{label.en or label.zh} (other)")


def _shown(value: Statement, kind: ItemKind, material: _Material) -> str:
    if kind.mask is Mask.PRESENCE:
        return tr("none") if value.text.lower() in NOTHING_THERE else tr("on record")
    if kind.mask is Mask.PLAIN and kind.code_set:
        return pick(material.names.get((kind.code_set, value.text), NAMELESS)) or value.text
    shown = masked(value.text, kind.mask)
    return named_home(shown, material.person.community) if value.ref == PRESENT_ADDRESS else shown


def named_home(shown: str, community: Name) -> str:
    """Return a masked present address; one that names no community stands with the one of the register."""
    return community.zh + shown if shown == WHOLLY_MASKED else shown


def _revealable(value: Statement, kind: ItemKind) -> bool:
    closed = NEED_TO_KNOW in (kind.sensitivity, value.sensitivity) or kind.group is None
    return not closed and kind.mask not in (Mask.PLAIN, Mask.PRESENCE)


def _kind(value: Statement) -> ItemKind:
    key = value.ref.partition(_RECORD_MARK)[0]
    return record_catalogue().kind_of(key, sensitivity=value.sensitivity)


def _value_behind(session: Session, person: PersonRow, key: str) -> Statement | None:
    if key == BIRTH_DATE and person.birth is not None:
        return Statement(key, person.birth.isoformat(), person.source, person.recorded_on)
    if _RECORD_MARK not in key:
        return (
            Statement(key, person.values[key], person.source, person.recorded_on)
            if key in person.values
            else None
        )
    recorded = (_recorded(record) for record in people.recorded_values(session, person.id))
    return next((value for value in recorded if value.ref == key), None)


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
    kind = RESIDENCE_NAMES.get(row.kind, Name(row.kind))
    return ResidenceLine(row.premises, kind, row.since, row.until, row.premises_id)


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
    return Neighbours(place, total, tuple(lines), home.building_id)


def _sex(code: str) -> Name:
    return SEX_NAMES.get(code, SEX_NAMES["0"])


def _age(birth: date | None, today: date) -> str:
    return age_band(birth, today) if birth is not None else ""
