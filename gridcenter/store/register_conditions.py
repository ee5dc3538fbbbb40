"""Declared conditions (`domain.register_conditions`) in the words of the store: expressions, never text from a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy import Table as SqlTable

from gridcenter.domain.register_conditions import (
    CODE,
    DAY,
    HOUSEHOLD,
    ID_NUMBER,
    PERSON,
    PREMISES,
    REGISTERS,
    RESIDENCE,
    All,
    Among,
    AnyOf,
    Condition,
    Differs,
    Earlier,
    Has,
    Known,
    Not,
    Open,
    Years,
    day_years_before,
)
from gridcenter.store.models import (
    Grid,
    Household,
    HouseholdMember,
    Person,
    PersonMerge,
    Premises,
    RecordItem,
    Residence,
)
from gridcenter.store.people import PERSON_VALUES
from gridcenter.store.person_merges import is_merged
from gridcenter.store.standing_values import standing_value
from gridcenter.store.tables import table_of

_person, _member, _household = table_of(Person), table_of(HouseholdMember), table_of(Household)
_premises, _residence, _item, _grid = (
    table_of(Premises),
    table_of(Residence),
    table_of(RecordItem),
    table_of(Grid),
)
_merge = table_of(PersonMerge)
_TABLES: dict[str, SqlTable] = {
    PERSON: _person,
    PREMISES: _premises,
    HOUSEHOLD: _household,
    RESIDENCE: _residence,
}
_BIRTH_AT, _BIRTH_DIGITS, _SEX_AT, _LENGTH = 7, 8, 17, 18
Fields = Mapping[str, ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a register within a statement: where they come from, how they hang together, and their fields.

    `once`: rows that have it in common count as one.
    """

    register: str
    source: FromClause
    joined: ColumnElement[bool]
    fields: Fields
    key: ColumnElement[Any]
    once: ColumnElement[Any] | None = None


def subject_rows(subject: str) -> Rows:
    """Return all rows of a subject; their key is the id."""
    table = _TABLES[subject]
    return Rows(subject, table, true(), _fields(subject, table), table.c.id)


def meets(condition: Condition, rows: Rows, *, day: date) -> ColumnElement[bool]:
    """Return the expression that holds where a row meets the condition on `day`."""
    return _Compiler(day).of(condition, rows)


class _Compiler:
    def __init__(self, day: date) -> None:
        self._day = day
        self._ways: dict[type, Callable[[Any, Rows], ColumnElement[bool]]] = {
            Known: _known,
            Among: _among,
            Earlier: self._earlier,
            Differs: _differs,
            Years: self._years,
            Open: self._open,
            Has: self._has,
            All: lambda one, rows: and_(true(), *(self.of(part, rows) for part in one.parts)),
            AnyOf: lambda one, rows: or_(false(), *(self.of(part, rows) for part in one.parts)),
            Not: lambda one, rows: not_(func.coalesce(self.of(one.part, rows), false())),
        }

    def of(self, condition: Condition, rows: Rows) -> ColumnElement[bool]:
        return self._ways[type(condition)](condition, rows)

    def _earlier(self, one: Earlier, rows: Rows) -> ColumnElement[bool]:
        return self._moment(one.first, rows) < self._moment(one.second, rows)

    def _moment(self, name: str, rows: Rows) -> ColumnElement[Any]:
        return literal(self._day, Date()) if name == DAY else rows.fields[name]

    def _years(self, one: Years, rows: Rows) -> ColumnElement[bool]:
        begun = rows.fields[one.name]
        parts: list[ColumnElement[bool]] = [begun.is_not(None)]
        if one.at_least is not None:
            parts.append(begun <= day_years_before(self._day, one.at_least))
        if one.below is not None:
            parts.append(begun > day_years_before(self._day, one.below))
        return and_(*parts)

    def _open(self, _one: Open, rows: Rows) -> ColumnElement[bool]:
        return self._holds(rows.fields["since"], rows.fields["until"])

    def _holds(self, since: ColumnElement[Any], until: ColumnElement[Any]) -> ColumnElement[bool]:
        begun = or_(since.is_(None), since <= self._day)
        return and_(begun, or_(until.is_(None), until > self._day))

    def _has(self, one: Has, rows: Rows) -> ColumnElement[bool]:
        related = self._related(one.relation, rows)
        wanted = and_(related.joined, self.of(one.where, related))
        if one.at_least <= 1 and one.at_most is None:
            return exists(_counted(related, wanted))
        if one.at_least == 0 and one.at_most == 0:
            return ~exists(_counted(related, wanted))
        each = func.count() if related.once is None else func.count(related.once.distinct())
        number = _counted(related, wanted).with_only_columns(each).scalar_subquery()
        parts = [number >= one.at_least]
        if one.at_most is not None:
            parts.append(number <= one.at_most)
        return and_(*parts)

    def _related(self, relation: str, rows: Rows) -> Rows:
        register = REGISTERS[rows.register].relations[relation]
        if relation == "housemates":
            return self._housemates(rows)
        if relation == "members":
            return _members(rows)
        table = {RESIDENCE: _residence, "membership": _member, "item": _item}.get(register, _person).alias()
        joined = (
            table.c[_OWNER[rows.register]] == rows.key if register != "namesake" else _namesake(table, rows)
        )
        if register == "item":
            joined = and_(joined, table.c.withdrawn_at.is_(None))
        if relation == "first_items":
            joined = and_(joined, ~_outweighed(table))
        key = table.c[next(iter(table.primary_key)).name]
        once = table.c.premises_id if (rows.register, register) == (PERSON, RESIDENCE) else None
        return Rows(register, table, joined, _fields(register, table), key, once)

    def _housemates(self, rows: Rows) -> Rows:
        """Whoever else is in a household in which the person is on the day."""
        own, other, person = _member.alias(), _member.alias(), _person.alias()
        source = own.join(other, other.c.household_id == own.c.household_id).join(
            person, person.c.id == other.c.person_id
        )
        joined = and_(
            own.c.person_id == rows.key,
            self._holds(own.c.since, own.c.until),
            other.c.person_id != rows.key,
            ~_stands_twice(other),
        )
        return Rows("member", source, joined, _member_fields(other, person), person.c.id)


_OWNER = {PERSON: "person_id", PREMISES: "premises_id"}


def _namesake(table: FromClause, rows: Rows) -> ColumnElement[bool]:
    return and_(table.c.id_number == rows.fields[ID_NUMBER], table.c.id != rows.key, ~is_merged(table.c.id))


def _members(rows: Rows) -> Rows:
    member, person = _member.alias(), _person.alias()
    source = member.join(person, person.c.id == member.c.person_id)
    joined = and_(member.c.household_id == rows.key, ~_stands_twice(member))
    return Rows("member", source, joined, _member_fields(member, person), person.c.id)


def _stands_twice(member: FromClause) -> ColumnElement[bool]:
    """Return "is seen as somebody who is in the same household"."""
    kept = _member.alias()
    return exists().where(
        _merge.c.merged_id == member.c.person_id,
        _merge.c.undone_at.is_(None),
        kept.c.person_id == _merge.c.kept_id,
        kept.c.household_id == member.c.household_id,
        kept.c.until.is_(None),
    )


def _outweighed(item: FromClause) -> ColumnElement[bool]:
    """Return "another value of the same key comes before it": `domain.record_values.winning_value` as a condition."""
    other = _item.alias()
    return exists().where(
        other.c.person_id == item.c.person_id,
        other.c.key == item.c.key,
        other.c.value != "",
        other.c.withdrawn_at.is_(None),
        tuple_(*_weight(other)) > tuple_(*_weight(item)),
    )


def _weight(item: FromClause) -> tuple[ColumnElement[Any], ...]:
    verified = case((item.c.verified, item.c.verified_on))
    days = (func.coalesce(day, literal(date.min, Date())) for day in (verified, item.c.recorded_on))
    return *days, item.c.id


def _member_fields(member: FromClause, person: FromClause) -> Fields:
    own = {name: member.c[name] for name in ("relation", "since", "until")}
    return own | {name: person.c[name] for name in ("sex", "marital_status", "birth", "deceased_on")}


def _fields(register: str, table: FromClause) -> Fields:
    """Return the declared fields as columns, and those that stand in another table as a question for one value."""
    asked: dict[str, Callable[[], ColumnElement[Any]]] = {
        "grid_community": lambda: _grid_community(table),
        "premises_tenure": lambda: _of_premises(table, "tenure"),
        "premises_kind": lambda: _of_premises(table, "kind"),
    }
    if register in (PERSON, "namesake"):
        asked |= {name: partial(standing_value, table, name) for name in PERSON_VALUES}
    return {name: asked[name]() if name in asked else table.c[name] for name in REGISTERS[register].fields}


def _grid_community(table: FromClause) -> ColumnElement[Any]:
    present = and_(_grid.c.code == table.c.grid_code, _grid.c.valid_until.is_(None))
    return select(_grid.c.community_code).where(present).limit(1).scalar_subquery()


def _of_premises(table: FromClause, column: str) -> ColumnElement[Any]:
    premises = _premises.alias()
    return select(premises.c[column]).where(premises.c.id == table.c.premises_id).scalar_subquery()


def _counted(related: Rows, wanted: ColumnElement[bool]) -> Select[Any]:
    return select(literal(1)).select_from(related.source).where(wanted)


def _known(one: Known, rows: Rows) -> ColumnElement[bool]:
    column = rows.fields[one.name]
    if REGISTERS[rows.register].fields[one.name] != CODE:
        return column.is_not(None) if one.wanted else column.is_(None)
    text = func.coalesce(column, "")
    return text != "" if one.wanted else text == ""


def _among(one: Among, rows: Rows) -> ColumnElement[bool]:
    column = rows.fields[one.name]
    return column.in_(one.values) if one.wanted else func.coalesce(column, "").not_in(one.values)


def _differs(one: Differs, rows: Rows) -> ColumnElement[bool]:
    first, second = rows.fields[one.first], rows.fields[one.second]
    if one.second != ID_NUMBER:
        return and_(func.coalesce(first, "") != "", func.coalesce(second, "") != "", first != second)
    whole = func.length(second) == _LENGTH
    if one.first == "birth":
        told = func.substr(second, _BIRTH_AT, _BIRTH_DIGITS)
        return and_(whole, first.is_not(None), func.replace(cast(first, String), "-", "") != told)
    odd = func.substr(second, _SEX_AT, 1).in_(tuple("13579"))
    return and_(whole, first.in_(("1", "2")), first != case((odd, "1"), else_="2"))
