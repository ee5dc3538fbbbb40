"""Conditions over the registers as data: a small set of declared questions, of which stores make their own words.

A file names fields, relations and comparisons that stand in the tables below, and nothing else: no formula is
evaluated and no SQL is taken from it. Conditions are about facts that can be right or wrong; none adds up to a mark
for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gridcenter.domain.definitions import Flaw, Path
from gridcenter.language import listed, tr

DAY = "day"
"""Instead of a field: the day for which is asked."""
ID_NUMBER = "id_number"
CODE, DATE = "code", "date"
DEEPEST, MOST = 6, 60
"""Levels of conditions within each other, and conditions of one question."""
LONGEST_VALUE = 100
OLDEST = 200
"""Years."""


@dataclass(frozen=True, slots=True)
class Known:
    """A field that holds something, or (`wanted` False) nothing."""

    name: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class Among:
    """A code that is one of these; with `wanted` False one that is none of them, or nothing."""

    name: str
    values: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """The day `first` lies before the day `second`; one of the two may be `DAY`."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Differs:
    """Two known codes that are not the same; `second` may be `ID_NUMBER` for a birth or a sex that it also tells."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Years:
    """Whole years from the day in a field to the day asked for: at least the one, and fewer than the other."""

    name: str
    at_least: int | None
    below: int | None


@dataclass(frozen=True, slots=True)
class Open:
    """What has a beginning and an end holds on the day."""


@dataclass(frozen=True, slots=True)
class Has:
    """So many rows of a relation meet the conditions; without `at_most` as many as there are."""

    relation: str
    where: Condition
    at_least: int
    at_most: int | None


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


Condition = Known | Among | Earlier | Differs | Years | Open | Has | All | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Register:
    """What can be asked of one kind of row: fields with their kinds, relations with the register they lead to."""

    fields: Mapping[str, str]
    relations: Mapping[str, str] = field(default_factory=dict)


_PERSON = {
    **dict.fromkeys((ID_NUMBER, "id_kind", "sex", "phone", "education", "marital_status"), CODE),
    **dict.fromkeys(("occupation_class", "pension", "medical", "grid_code", "community_code"), CODE),
    **dict.fromkeys(("grid_community", "source", "register_address", "address"), CODE),
    **dict.fromkeys(("birth", "recorded_on", "deceased_on"), DATE),
}
_SPAN = {"since": DATE, "until": DATE}
_IN_HOUSEHOLD = {
    **_SPAN,
    **dict.fromkeys(("relation", "sex", "marital_status"), CODE),
    **dict.fromkeys(("birth", "deceased_on"), DATE),
}
PERSON, PREMISES, HOUSEHOLD, RESIDENCE = "person", "premises", "household", "residence"
REGISTERS: dict[str, Register] = {
    PERSON: Register(
        _PERSON,
        {
            "residences": RESIDENCE,
            "memberships": "membership",
            "housemates": "member",
            "items": "item",
            "first_items": "item",
            "same_number": "namesake",
        },
    ),
    PREMISES: Register(
        dict.fromkeys(("kind", "tenure", "address", "grid_code", "community_code"), CODE),
        {"residences": RESIDENCE},
    ),
    HOUSEHOLD: Register(dict.fromkeys(("kind", "grid_code"), CODE), {"members": "member"}),
    RESIDENCE: Register(
        {**_SPAN, **dict.fromkeys(("kind", "source", "premises_tenure", "premises_kind"), CODE)}
    ),
    "membership": Register({**_SPAN, "relation": CODE}),
    "member": Register(_IN_HOUSEHOLD),
    "item": Register({**dict.fromkeys(("key", "value", "source"), CODE), "recorded_on": DATE}),
    "namesake": Register(_PERSON),
}
"""`member` is a person in a household, `item` a record item that nobody took back, `namesake` another person under
the same ID number; `housemates` are the others of a household in which a person is on the day; `first_items` are, of
each key that has no column of its own, the one that comes first on the card. Residences of a person in the same
premises count once, and so does somebody in a household whose rows are seen as one person."""

SUBJECTS = (PERSON, PREMISES, HOUSEHOLD, RESIDENCE)
"""What a question can be about."""


def day_years_before(day: date, years: int) -> date:
    """Return the latest day from which so many whole years have passed on `day`.

    Who was born on 29 February is a year older on 1 March of an ordinary year.
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def read_conditions(raw: object, subject: str, path: Path) -> Condition:
    """Build the condition that a list (all of which holds) or a single entry says about a subject.

    Raises:
        Flaw: It says nothing, or what cannot be asked; with the place.
    """
    return _Reader().several(raw, subject, path, 1)


class _Reader:
    def __init__(self) -> None:
        self._count = 0

    def several(self, raw: object, register: str, path: Path, depth: int) -> Condition:
        if not isinstance(raw, list):
            return self._one(raw, register, path, depth)
        if not raw:
            raise Flaw(path, tr("at least one condition is needed here"))
        parts = tuple(self._one(part, register, (*path, at), depth) for at, part in enumerate(raw))
        return parts[0] if len(parts) == 1 else All(parts)

    def _one(self, raw: object, register: str, path: Path, depth: int) -> Condition:
        self._count += 1
        if depth > DEEPEST or self._count > MOST:
            raise Flaw(path, tr("these conditions are too many or stand too deep within each other"))
        if not isinstance(raw, dict) or not raw:
            raise Flaw(
                path, tr("a condition is a name with its words, such as field, has, all, any, not, open")
            )
        for word, read in self._words().items():
            if word in raw:
                return read(raw, register, path, depth)
        sentence = tr("there is no condition “{word}”; there are: {known}")
        raise Flaw(path, sentence.format(word=_short(next(iter(raw))), known=listed(self._words())))

    def _words(self) -> Mapping[str, Callable[[dict[Any, Any], str, Path, int], Condition]]:
        return {
            "field": self._field,
            "has": self._has,
            "all": self._all,
            "any": self._any,
            "not": self._not,
            "open": self._open,
        }

    def _all(self, raw: dict[Any, Any], register: str, path: Path, depth: int) -> Condition:
        _only(raw, ("all",), path)
        return All(self._parts(raw["all"], register, (*path, "all"), depth))

    def _any(self, raw: dict[Any, Any], register: str, path: Path, depth: int) -> Condition:
        _only(raw, ("any",), path)
        return AnyOf(self._parts(raw["any"], register, (*path, "any"), depth))

    def _parts(self, raw: object, register: str, path: Path, depth: int) -> tuple[Condition, ...]:
        if not isinstance(raw, list) or not raw:
            raise Flaw(path, tr("a list of conditions stands here, one to a line that begins with “-”"))
        return tuple(self._one(part, register, (*path, at), depth + 1) for at, part in enumerate(raw))

    def _not(self, raw: dict[Any, Any], register: str, path: Path, depth: int) -> Condition:
        _only(raw, ("not",), path)
        return Not(self.several(raw["not"], register, (*path, "not"), depth + 1))

    def _open(self, raw: dict[Any, Any], register: str, path: Path, _depth: int) -> Condition:
        _only(raw, ("open",), path)
        if not {"since", "until"} <= REGISTERS[register].fields.keys():
            raise Flaw(path, tr("“open” is asked only of what has a beginning and an end"))
        if not isinstance(raw["open"], bool):
            raise Flaw((*path, "open"), tr("write yes or no"))
        return Open() if raw["open"] else Not(Open())

    def _has(self, raw: dict[Any, Any], register: str, path: Path, depth: int) -> Condition:
        _only(raw, ("has", "where", "at_least", "at_most"), path)
        relations = REGISTERS[register].relations
        relation = raw["has"]
        if not isinstance(relation, str) or relation not in relations:
            raise _unknown((*path, "has"), relation, relations, tr("there is no relation “{word}” here"))
        where: Condition = All(())
        if "where" in raw:
            where = self.several(raw["where"], relations[relation], (*path, "where"), depth + 1)
        most = _whole(raw, "at_most", path)
        least = _whole(raw, "at_least", path)
        least = least if least is not None else int(most is None)
        if (least == 0 and most is None) or (most is not None and most < least):
            raise Flaw(path, tr("these numbers always or never hold"))
        return Has(relation, where, least, most)

    def _field(self, raw: dict[Any, Any], register: str, path: Path, _depth: int) -> Condition:
        name = raw["field"]
        fields = REGISTERS[register].fields
        if not isinstance(name, str) or name not in fields:
            raise _unknown((*path, "field"), name, fields, tr("there is no field “{word}” here"))
        known = _DATE_WORDS if fields[name] == DATE else _CODE_WORDS
        said = [word for word in raw if word != "field"]
        if len(said) != 1 or said[0] not in known:
            sentence = tr("exactly one of these words stands behind the field {name}: {known}")
            raise Flaw(path, sentence.format(name=name, known=listed(known)))
        return known[said[0]](name, raw[said[0]], fields, (*path, said[0]))


def _is(name: str, value: object, _fields: Mapping[str, str], path: Path) -> Condition:
    if value not in ("set", "empty"):
        raise Flaw(path, tr("write set or empty"))
    return Known(name, value == "set")


def _in(name: str, value: object, _fields: Mapping[str, str], path: Path) -> Condition:
    return Among(name, _values(value, path), wanted=True)


def _not_in(name: str, value: object, _fields: Mapping[str, str], path: Path) -> Condition:
    return Among(name, _values(value, path), wanted=False)


def _before(name: str, value: object, fields: Mapping[str, str], path: Path) -> Condition:
    return Earlier(name, _other_day(name, value, fields, path))


def _after(name: str, value: object, fields: Mapping[str, str], path: Path) -> Condition:
    return Earlier(_other_day(name, value, fields, path), name)


def _other_day(name: str, value: object, fields: Mapping[str, str], path: Path) -> str:
    days = [DAY, *(key for key, kind in fields.items() if kind == DATE and key != name)]
    if not isinstance(value, str) or value not in days:
        raise _unknown(path, value, days, tr("there is no day “{word}” here"))
    return value


def _differs(name: str, value: object, fields: Mapping[str, str], path: Path) -> Condition:
    told = name in ("birth", "sex") and ID_NUMBER in fields
    others = [key for key, kind in fields.items() if kind == CODE and fields[name] == CODE and key != name]
    if not isinstance(value, str) or value not in [*others, *([ID_NUMBER] if told else [])]:
        raise Flaw(path, tr("a code is compared with another code, birth and sex with id_number"))
    if value == ID_NUMBER and not told:
        raise Flaw(path, tr("only birth and sex are compared with id_number"))
    return Differs(name, value)


def _years(name: str, value: object, _fields: Mapping[str, str], path: Path) -> Condition:
    if not isinstance(value, dict) or not value:
        raise Flaw(path, tr("write at_least or below with a number of years"))
    _only(value, ("at_least", "below"), path)
    at_least, below = _whole(value, "at_least", path), _whole(value, "below", path)
    if max(at_least or 0, below or 0) > OLDEST or (
        at_least is not None and below is not None and below <= at_least
    ):
        raise Flaw(path, tr("these numbers always or never hold"))
    return Years(name, at_least, below)


_Word = Callable[[str, object, Mapping[str, str], Path], Condition]
_CODE_WORDS: dict[str, _Word] = {"is": _is, "in": _in, "not_in": _not_in, "differs": _differs}
_DATE_WORDS: dict[str, _Word] = {
    "is": _is,
    "before": _before,
    "after": _after,
    "years": _years,
    "differs": _differs,
}


def _values(value: object, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise Flaw(path, tr("a list of codes stands here, in brackets"))
    for at, one in enumerate(value):
        if not isinstance(one, str):
            raise Flaw((*path, at), tr("codes stand in quotes: “{word}”").format(word=_short(one)))
        if len(one) > LONGEST_VALUE:
            raise Flaw((*path, at), tr("this code is longer than {n} characters").format(n=LONGEST_VALUE))
    return tuple(value)


def _whole(raw: Mapping[Any, Any], key: str, path: Path) -> int | None:
    value = raw.get(key)
    if value is None and key not in raw:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Flaw((*path, key), tr("write a whole number"))
    return value


def _only(raw: Mapping[Any, Any], known: tuple[str, ...], path: Path) -> None:
    for word in raw:
        if word not in known:
            raise _unknown((*path, word), word, known, tr("“{word}” has no meaning here"))


def _unknown(path: Path, word: object, known: Any, sentence: str) -> Flaw:
    there = tr("{what}; there are: {known}")
    return Flaw(path, there.format(what=sentence.format(word=_short(word)), known=listed(known)))


def _short(word: object) -> str:
    text = str(word)
    return text if len(text) <= 40 else text[:39] + "…"
