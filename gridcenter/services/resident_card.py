"""Putting a resident's card together: what leaves this file is masked, save the one value of an audited reveal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.freshness import is_stale
from gridcenter.domain.home_keeping import MembershipLine
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
    Seen,
)
from gridcenter.domain.places import in_area
from gridcenter.domain.record_items import NEED_TO_KNOW, ItemKind, Mask, masked
from gridcenter.domain.record_values import WHY_NAMES, Choice, Statement, winning_value
from gridcenter.language import pick, tr
from gridcenter.services.freshness_rules import freshness_rules
from gridcenter.services.life_cycle import life_of, links_of
from gridcenter.services.person_statements import (
    item_of,
    merged_rows,
    own_statement,
    own_text,
    recorded_statement,
    seen_of,
    statements_of,
)
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.store import people
from gridcenter.store.neighbours import neighbours_at
from gridcenter.store.organisations import TieRow, ties_of
from gridcenter.store.people import MemberRow, PersonRow, RecordRow, ResidenceRow
from gridcenter.store.seen_as import UNKNOWN_SEX

NEIGHBOUR_LIMIT = 50
NOTHING_THERE = frozenset({"0", "no", "none", "无"})
NAMELESS = Name("")
PRESENT_ADDRESS, WHOLLY_MASKED = "address", STAR * 4
"""An address in which no community is named is shown as the community in which the person is registered."""


CodeNames = dict[tuple[str, str], Name]


@dataclass(frozen=True, slots=True)
class _Material:
    """Everything read for one card, unmasked; `others` are the rows that are seen as this person."""

    person: PersonRow
    others: list[PersonRow]
    recorded: list[RecordRow]
    records: dict[str, list[Statement]]
    withdrawn: frozenset[tuple[int, str, str]]
    members: list[MemberRow]
    residences: list[ResidenceRow]
    today: date
    names: CodeNames = field(default_factory=dict)

    @property
    def rows(self) -> tuple[PersonRow, ...]:
        return self.person, *self.others


def resident_card(session: Session, person_id: int, *, today: date, area: str = "") -> PersonCard | None:
    """Return the masked card, None when the person has been deleted, or has left the area, meanwhile."""
    person = people.person_row(session, person_id)
    if person is None or not in_area(person.community_code, person.grid_code, area):
        return None
    material = _read(session, person, today)
    met_on = newest(*(row.met_on for row in material.rows), *(row.household_met_on for row in material.rows))
    rules = freshness_rules()
    ties = _each_tie_once(tie for row in material.rows for tie in ties_of(session, row.id))
    birth = next((row.birth for row in material.rows if row.birth is not None), None)
    sex = next((row.sex for row in material.rows if row.sex not in UNKNOWN_SEX), person.sex)
    number = next((row.id_number for row in material.rows if row.id_number), None)
    return PersonCard(
        person_id=person.id,
        name=mask_name(person.name),
        sex=_sex(sex),
        age_band=_age(birth, today),
        id_number=mask_id_number(number or ""),
        grid=joined_place(person.community, person.grid),
        synthetic=person.synthetic,
        items=tuple(_items(material)),
        household=tuple(_member(row, material) for row in material.members),
        residences=tuple(_residence(row, met_on, material) for row in material.residences),
        household_number=" + ".join(dict.fromkeys(row.household_number for row in material.members)),
        neighbours=_neighbours(session, material),
        met_on=met_on,
        household_stale=is_stale(met_on, rules.household, today),
        merged=len(material.others),
        sharing=person.sharing,
        life=life_of(material.rows, material.recorded, material.residences, ties),
        organisations=links_of(ties),
        memberships=tuple(_memberships(material)),
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
    others = merged_rows(session, person)
    records: defaultdict[str, list[Statement]] = defaultdict(list)
    recorded: list[RecordRow] = []
    withdrawn, codes, kinds = set(), set(), record_catalogue().kinds
    for row in (person, *others):
        for record in people.recorded_values(session, row.id):
            if record.withdrawn:
                withdrawn.add((row.id, record.key, record.value))
                continue
            recorded.append(record)
            records[record.key].append(recorded_statement(record))
            kind = kinds.get(record.key)
            if kind is not None and kind.code_set and kind.mask is Mask.PLAIN:
                codes.add((kind.code_set, record.value))
    names = people.code_names(session, codes)
    for row in (person, *others):
        for key, name in row.value_names.items():
            names[people.CODED_VALUES[key], row.values[key]] = name
    members, residences = _home_of(session, person, others)
    return _Material(
        person, others, recorded, records, frozenset(withdrawn), members, residences, today, names
    )


def _home_of(
    session: Session, person: PersonRow, others: Sequence[PersonRow]
) -> tuple[list[MemberRow], list[ResidenceRow]]:
    """Return households and residences, of rows that are seen as one person each once, what is present first."""
    members, residences = people.household_of(session, person.id), people.residences_of(session, person.id)
    if not others:
        return members, residences
    for row in others:
        members += people.household_of(session, row.id)
        residences += people.residences_of(session, row.id)
    members.sort(key=lambda one: one.until is not None)
    once = {(one.household_number, one.person_id): one for one in reversed(members)}
    homes = {(one.premises_id, one.kind, one.since, one.until): one for one in reversed(residences)}
    ordered = sorted(once.values(), key=lambda one: (one.household_number, one.relation, one.person_id))
    return ordered, sorted(homes.values(), key=_latest_first)


def _each_tie_once(ties: Iterable[TieRow]) -> list[TieRow]:
    """Return the ties; what two rows of one person say alike stands once."""
    once: dict[tuple[object, ...], TieRow] = {}
    for one in ties:
        once.setdefault((one.organisation_id, one.kind, one.since, one.until), one)
    return list(once.values())


def _latest_first(row: ResidenceRow) -> tuple[bool, int]:
    return row.until is not None, -(row.since or date.min).toordinal()


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
        said = _statements(kind.key, material)
        yield from _lines(kind, winning_value(said), seen_of(said), material)
    for key, said in material.records.items():
        if key not in catalogue.listed_keys:
            seen = seen_of(_statements(key, material))
            for one in said:
                kind = catalogue.kind_of(key, sensitivity=one.sensitivity)
                yield from _lines(kind, winning_value([one]), seen, material)


def _statements(key: str, material: _Material) -> list[Statement]:
    """Return what the sources say about one kind, the own columns last."""
    said = list(material.records.get(key, ()))
    if key in _COMPUTED:
        if text := _computed(key, material):
            said.append(Statement(key, text, material.person.source, material.person.recorded_on, base=True))
        return said
    for row in material.rows:
        text = own_text(row, key)
        if text and (row.id, key, text) not in material.withdrawn:
            said.append(own_statement(row, key, material.person.id))
    return said


def _lines(kind: ItemKind, choice: Choice | None, seen: Seen, material: _Material) -> Iterator[CardItem]:
    """Yield the value that comes first, then those beside it; nothing where the kind is not on the card."""
    if kind.group is None:
        return
    if choice is None:
        yield CardItem(
            kind.group, kind.key, kind.label, "", "", None, masked=False, revealable=False, item=kind.key
        )
        return
    for value in (choice.winner, *choice.others):
        yield _line(kind, kind.group, value, choice, seen, material)


def _line(
    kind: ItemKind, group: CardGroup, value: Statement, choice: Choice, seen: Seen, material: _Material
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
        stale=_is_stale(value, kind, group, material),
        item=kind.key,
        seen=seen,
        values=1 + len(choice.others),
        sources=choice.sources,
    )


def _is_stale(value: Statement, kind: ItemKind, group: CardGroup, material: _Material) -> bool:
    """Tell whether a value is stale; what other registers tell is as fresh as these say themselves."""
    if kind.key in _COMPUTED:
        return False
    last = value.verified_on or value.recorded_on
    return is_stale(last, freshness_rules().groups[group], material.today)


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
    return record_catalogue().kind_of(item_of(value.ref), sensitivity=value.sensitivity)


def _value_behind(session: Session, person: PersonRow, key: str) -> Statement | None:
    return next((one for one in statements_of(session, person, item_of(key)) if one.ref == key), None)


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
    return tr("no (to the head: {relation})").format(relation=pick(_relation(mine)))


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


def _memberships(material: _Material) -> Iterator[MembershipLine]:
    """Yield the person's own places in households that go on."""
    for row in material.members:
        if row.person_id == material.person.id and row.until is None:
            yield MembershipLine(
                row.household_id, row.household_number, row.relation, row.relation_name, row.since
            )


_GENERATIONS = {"2": 1, "3": 1, "4": 2, "5": -1, "6": -2}
"""By the first digit of the relation to the head (GB/T 4761-2008)."""


def _residence(row: ResidenceRow, met_on: date | None, material: _Material) -> ResidenceLine:
    kind = RESIDENCE_NAMES.get(row.kind, Name(row.kind))
    if row.until is not None:
        return ResidenceLine(
            row.premises, kind, row.since, row.until, row.premises_id, id=row.id, code=row.kind
        )
    said = (one.verified_on for one in material.records.get(PRESENT_ADDRESS, ()))
    last = newest(met_on, *said)
    stale = is_stale(last, freshness_rules().residence, material.today)
    return ResidenceLine(
        row.premises, kind, row.since, row.until, row.premises_id, last, stale, row.id, row.kind
    )


def newest(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _neighbours(session: Session, material: _Material) -> Neighbours | None:
    home = next((row for row in material.residences if row.until is None), None)
    if home is None or home.building_id is None:
        return None
    place, total, rows = neighbours_at(session, home.building_id, limit=NEIGHBOUR_LIMIT)
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
