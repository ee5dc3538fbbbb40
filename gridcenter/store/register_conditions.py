"""Declared conditions (`domain.register_conditions`) in the words of the store: expressions, never text from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
from gridcenter.store.seen_as import SAID_ONCE, has_others, merge_of, rows_of, seen_as, seen_by
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
        """Of a person as whom other rows are seen the relations of all of them are one."""
        plain = self._has_related(one, self._related(one.relation, rows))
        if rows.register != PERSON:
            return plain
        of_all = self._has_related(one, self._related_to_any(one.relation, rows))
        return case((has_others(rows.key), of_all), else_=plain)

    def _has_related(self, one: Has, related: Rows) -> ColumnElement[bool]:
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
            own = _member.alias()
            return self._housemates(rows, own, own, own.c.person_id == rows.key)
        if relation == "members":
            return _members(rows)
        if register == "namesake":
            return _namesakes(rows, rows.fields[ID_NUMBER])
        table = _relation_table(register)
        joined = and_(table.c[_OWNER[rows.register]] == rows.key, _counts(register, relation, table))
        return _relation_rows(rows, register, table, table, joined)

    def _related_to_any(self, relation: str, rows: Rows) -> Rows:
        """Return what `_related` does, for all rows that are seen as the person."""
        register = REGISTERS[rows.register].relations[relation]
        mine = rows_of(rows.key, rows.source)
        if relation == "housemates":
            own = _member.alias()
            return self._housemates(rows, own, mine.join(own, own.c.person_id == mine.c.id), true())
        if register == "namesake":
            row = _person.alias()
            source = mine.join(row, row.c.id == mine.c.id)
            return _namesakes(rows, row.c.id_number, source)
        table = _relation_table(register)
        source = mine.join(table, table.c.person_id == mine.c.id)
        joined = _counts(register, relation, table, rows)
        if register == "membership":
            joined = and_(joined, ~_stands_twice(table))
        return _relation_rows(rows, register, table, source, joined)

    def _housemates(self, rows: Rows, own: FromClause, source: FromClause, mine: ColumnElement[bool]) -> Rows:
        """Whoever else is in a household in which the person is on the day."""
        other, person = _member.alias(), _person.alias()
        source, who = _persons_of(
            source.join(other, other.c.household_id == own.c.household_id), other, person
        )
        joined = and_(
            mine,
            self._holds(own.c.since, own.c.until),
            who != rows.key,
            ~_stands_twice(other),
        )
        return Rows("member", source, joined, _member_fields(other, person), who, who)


_OWNER = {PERSON: "person_id", PREMISES: "premises_id"}


def _relation_table(register: str) -> FromClause:
    return {RESIDENCE: _residence, "membership": _member, "item": _item}[register].alias()


def _relation_rows(
    rows: Rows, register: str, table: FromClause, source: FromClause, joined: ColumnElement[bool]
) -> Rows:
    """Residences of a person in one room count once, and so does a person among the residents of premises."""
    key = table.c[next(iter(_TABLES_BY_NAME[register].primary_key)).name]
    once = None
    if register == RESIDENCE:
        once = table.c.premises_id if rows.register == PERSON else seen_as(table.c.person_id)
    return Rows(register, source, joined, _fields(register, table), key, once)


_TABLES_BY_NAME: dict[str, SqlTable] = {RESIDENCE: _residence, "membership": _member, "item": _item}


def _counts(
    register: str, relation: str, table: FromClause, of_all: Rows | None = None
) -> ColumnElement[bool]:
    if register != "item":
        return true()
    standing = table.c.withdrawn_at.is_(None)
    return and_(standing, ~_outweighed(table, of_all)) if relation == "first_items" else standing


def _namesakes(rows: Rows, number: ColumnElement[Any], source: FromClause | None = None) -> Rows:
    """Whoever else stands under the number, also by a row that is seen as somebody else."""
    table = _person.alias()
    joined = and_(table.c.id_number == number, table.c.id != rows.key, seen_as(table.c.id) != rows.key)
    if source is not None:
        source = source.join(table, table.c.id_number == number)
    fields = _fields("namesake", table)
    return Rows(
        "namesake", table if source is None else source, joined, fields, table.c.id, seen_as(table.c.id)
    )


def _members(rows: Rows) -> Rows:
    member, person = _member.alias(), _person.alias()
    source, who = _persons_of(member, member, person)
    joined = and_(member.c.household_id == rows.key, ~_stands_twice(member))
    return Rows("member", source, joined, _member_fields(member, person), who, who)


def _persons_of(
    source: FromClause, member: FromClause, person: FromClause
) -> tuple[FromClause, ColumnElement[int]]:
    """Join whoever a member is seen as, and return by which key."""
    merge = _merge.alias()
    who = seen_by(member.c.person_id, merge)
    joined = source.outerjoin(merge, merge_of(member.c.person_id, merge))
    return joined.join(person, person.c.id == who), person.c.id


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


def _outweighed(item: FromClause, of_all: Rows | None) -> ColumnElement[bool]:
    """Return "another value of the same key comes before it": `domain.record_values.winning_value` as a condition.

    With `of_all` what any row says that is seen as that person counts.
    """
    other = _item.alias()
    source: FromClause = other
    about = other.c.person_id == item.c.person_id
    if of_all is not None:
        mine = rows_of(of_all.key, of_all.source)
        about, source = true(), mine.join(other, other.c.person_id == mine.c.id)
    asked = select(literal(1)).select_from(source)
    return exists(
        asked.where(
            about,
            other.c.key == item.c.key,
            other.c.value != "",
            other.c.withdrawn_at.is_(None),
            tuple_(*_weight(other)) > tuple_(*_weight(item)),
        )
    )


def _weight(item: FromClause) -> tuple[ColumnElement[Any], ...]:
    verified = case((item.c.verified, item.c.verified_on))
    days = (func.coalesce(day, literal(date.min, Date())) for day in (verified, item.c.recorded_on))
    return *days, item.c.id


def _member_fields(member: FromClause, person: FromClause) -> Fields:
    own = {name: partial(member.c.__getitem__, name) for name in ("relation", "since", "until")}
    known = {
        name: partial(standing_value, person, name)
        for name in ("sex", "marital_status", "birth", "deceased_on")
    }
    return _MadeWhenAsked({**own, **known})


def _fields(register: str, table: FromClause) -> Fields:
    """Return the declared fields as columns, and those that stand in another table as a question for one value."""
    asked: dict[str, Callable[[], ColumnElement[Any]]] = {
        "grid_community": lambda: _grid_community(table),
        "premises_tenure": lambda: _of_premises(table, "tenure"),
        "premises_kind": lambda: _of_premises(table, "kind"),
    }
    if register in (PERSON, "namesake"):
        asked |= {name: partial(standing_value, table, name) for name in (*PERSON_VALUES, *SAID_ONCE)}
    plain = {name: partial(table.c.__getitem__, name) for name in REGISTERS[register].fields}
    return _MadeWhenAsked({**plain, **{name: make for name, make in asked.items() if name in plain}})


class _MadeWhenAsked(Mapping[str, ColumnElement[Any]]):
    """Fields by name: a condition names a few, and each is a question of its own."""

    def __init__(self, ways: Mapping[str, Callable[[], ColumnElement[Any]]]) -> None:
        self._ways = ways

    def __getitem__(self, name: str) -> ColumnElement[Any]:
        return self._ways[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._ways)

    def __len__(self) -> int:
        return len(self._ways)


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
