"""Population changes (人口变动) as facts that follow from the registers: births, moves, deaths, ages reached.

Pure functions: the same registers and the same day always give the same facts, whoever asks and how often. Which of
them are news is decided by a baseline: what the registers held on the day of an initial fill is no change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from gridcenter.domain.names import Name

SAME_MOVE = timedelta(days=31)
"""Leaving one home and entering another of the same community within so many days is one move within it."""
COMMUNITY_DIGITS = 12
REGISTERED = "person"
"""Stands for the home of somebody about whom no residence is known: the row of the person itself."""


class ChangeKind(StrEnum):
    BIRTH = "birth"
    MOVE_IN = "move_in"
    MOVE_OUT = "move_out"
    MOVE_WITHIN = "move_within"
    DEATH = "death"
    AGE = "age"


KIND_NAMES: dict[ChangeKind, Name] = {
    ChangeKind.BIRTH: Name("新生儿", "newborn"),
    ChangeKind.MOVE_IN: Name("迁入", "moved in"),
    ChangeKind.MOVE_OUT: Name("迁出", "moved out"),
    ChangeKind.MOVE_WITHIN: Name("社区内移居", "moved within the community"),
    ChangeKind.DEATH: Name("死亡", "died"),
    ChangeKind.AGE: Name("年龄到达", "reached an age"),
}


@dataclass(frozen=True, slots=True)
class Home:
    """One residence with the place of its premises."""

    id: int
    premises_id: int
    since: date | None
    until: date | None
    community_code: str
    grid_code: str | None
    source: str = ""
    person_id: int = 0
    """The row of the register that says so, where it is seen as the person; 0: the person's own."""


class Row(StrEnum):
    """Which table says so."""

    PERSON = "person"
    RESIDENCE = "residence"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class FormerPlace:
    """The code of a grid or community where somebody stood before a file placed him elsewhere; `id` is the item's."""

    id: int
    code: str
    person_id: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class PersonState:
    """What the registers say now about one person, as far as changes follow from it."""

    id: int
    sex: str
    birth: date | None
    deceased_on: date | None
    recorded_on: date | None
    community_code: str
    grid_code: str | None
    source: str = ""
    homes: tuple[Home, ...] = ()
    former: tuple[FormerPlace, ...] = ()
    merged: bool = False
    """The row is seen as another one: what changes is told of that one only."""
    others: tuple[int, ...] = ()
    """Rows that are seen as this person, with homes and former places; the two below: which one knows that day."""
    born_by: int = 0
    died_by: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One change; (person, `kind`, `ref`) names it for good: a residence, a former place, an age or nothing.

    `day` None: the registers do not say when. `serial` is the id of the `row` that says so; with `only_new` it is news
    only when it came after the baseline, whatever its day. `born`: no day of coming is known, so that whoever was
    born after the horizon came by birth and not by this.
    """

    kind: ChangeKind
    ref: str
    day: date | None
    community_code: str
    grid_code: str | None
    source: str
    serial: int
    row: Row
    only_new: bool = False
    born: date | None = None
    person_id: int = 0
    """The row of the register that says so, where it is seen as the person: taken apart, it says so still."""

    @property
    def key(self) -> tuple[str, str]:
        return self.kind.value, self.ref


@dataclass(frozen=True, slots=True)
class Baseline:
    """What counts as known: rows up to these ids, and whatever happened before `horizon`."""

    horizon: date
    last_person_id: int
    last_residence_id: int
    last_item_id: int

    def last(self, row: Row) -> int:
        return {
            Row.PERSON: self.last_person_id,
            Row.RESIDENCE: self.last_residence_id,
            Row.ITEM: self.last_item_id,
        }[row]

    def is_news(self, fact: Fact) -> bool:
        last = self.last(fact.row)
        if fact.born is not None and fact.born >= self.horizon:
            return False
        if fact.day is None or fact.only_new:
            return fact.serial > last and (fact.day is None or fact.day >= self.horizon)
        return fact.day >= self.horizon


@dataclass(frozen=True, slots=True)
class Recorded:
    """A change that stands recorded; where the registers know no day, `day` is the one on which it was found."""

    id: int
    kind: str
    ref: str
    day: date
    person_id: int = 0

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.ref


@dataclass(frozen=True, slots=True)
class Difference:
    """What a pass has to write about one person: facts that are new, each with the recorded one it corrects, if any,
    and recorded ones that the registers do not bear out any more. `doubled`: another row of the person tells so."""

    new: tuple[tuple[Fact, Recorded | None], ...]
    gone: tuple[Recorded, ...]
    doubled: tuple[Recorded, ...] = ()


def birthday(birth: date, age: int) -> date:
    """Return the day on which this age is reached; who was born on 29 February waits for 1 March in other years."""
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(birth.year + age, 3, 1)


def age_on(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def birth_ranges(ages: Iterable[int], first: date, last: date) -> list[tuple[date, date]]:
    """Return the spans of birth days, ends included, of those who reach one of the ages from `first` to `last`.

    A day wide at both ends, because of 29 February: `facts` has the last word.
    """
    day = timedelta(days=1)
    return [(_years_back(first, age) - day, _years_back(last, age) + day) for age in sorted(set(ages))]


def _years_back(day: date, years: int) -> date:
    try:
        return day.replace(year=max(day.year - years, 2))
    except ValueError:
        return date(max(day.year - years, 2), 2, 28)


def facts(person: PersonState, *, ages: Iterable[int], newborn_days: int, today: date) -> list[Fact]:
    """Return every change that the registers bear out up to `today`, known or not, in a fixed order."""
    if person.merged:
        return []
    newborn = _is_newborn(person, newborn_days)
    found = [
        *_births(person, newborn),
        *_moves(person, newborn),
        *_deaths(person),
        *_ages(person, ages, today),
    ]
    return [fact for fact in found if fact.day is None or fact.day <= today]


def differences(
    found: Sequence[Fact],
    recorded: Sequence[Recorded],
    is_news: Callable[[Fact], bool],
    parted: Sequence[Recorded] = (),
) -> Difference:
    """Compare what the registers bear out with what is recorded; a change of another day is a corrected one.

    `recorded` are those of all rows that are seen as the person, the own ones first: of two that tell the same one
    stands. `parted` were withdrawn for that reason, of rows that are seen as themselves again: they come back, however
    old they are.
    """
    by_key = {fact.key: fact for fact in found}
    standing: dict[tuple[str, str], Recorded] = {}
    for one in recorded:
        if _still_true(one, by_key.get(one.key)):
            standing.setdefault(one.key, one)
    gone = [one for one in recorded if not _still_true(one, by_key.get(one.key))]
    doubled = [one for one in recorded if one not in gone and standing[one.key] is not one]
    gone_keys = {one.key for one in (*gone, *parted)} - standing.keys()
    new = [fact for fact in found if _is_missing(fact, standing, gone_keys, is_news)]
    free = list(gone)
    back = {one.key: one for one in reversed(parted)}
    pairs = [(fact, _corrected(fact, free) or back.get(fact.key)) for fact in new]
    return Difference(tuple(pairs), tuple(gone), tuple(doubled))


def _still_true(one: Recorded, fact: Fact | None) -> bool:
    return fact is not None and (fact.day is None or fact.day == one.day)


def _is_missing(
    fact: Fact,
    standing: dict[tuple[str, str], Recorded],
    gone: set[tuple[str, str]],
    is_news: Callable[[Fact], bool],
) -> bool:
    """A corrected day of a known change is recorded however old the row is."""
    return fact.key in gone or (fact.key not in standing and is_news(fact))


def _corrected(fact: Fact, free: list[Recorded]) -> Recorded | None:
    """Take the recorded change that this one corrects out of those that are gone: the same one, else one like it."""
    same = [one for one in free if one.key == fact.key]
    alike = [one for one in free if one.kind == fact.kind and fact.kind is ChangeKind.MOVE_IN]
    for one in (same or alike)[:1]:
        free.remove(one)
        return one
    return None


def _arrival(person: PersonState) -> date | None:
    return min((home.since for home in person.homes if home.since is not None), default=None)


def _came(person: PersonState) -> date | None:
    return _arrival(person) or person.recorded_on


def _is_newborn(person: PersonState, newborn_days: int) -> bool:
    """Whether the person came by birth: registered within so many days of it; where no day is known it may be so."""
    if person.birth is None:
        return False
    return ((_came(person) or person.birth) - person.birth).days <= newborn_days


def _births(person: PersonState, newborn: bool) -> Iterator[Fact]:
    if newborn and person.birth is not None:
        yield _of_person(person, ChangeKind.BIRTH, "", person.birth, person.born_by)


def _deaths(person: PersonState) -> Iterator[Fact]:
    if person.deceased_on is not None:
        yield _of_person(person, ChangeKind.DEATH, "", person.deceased_on, person.died_by)


def _ages(person: PersonState, ages: Iterable[int], today: date) -> Iterator[Fact]:
    if person.birth is None:
        return
    came, left = _arrival(person), _left(person)
    for age in sorted(set(ages)):
        day = birthday(person.birth, age)
        alive = person.deceased_on is None or day <= person.deceased_on
        here = (came is None or day >= came) and (left is None or day <= left)
        if day <= today and alive and here:
            yield _of_person(person, ChangeKind.AGE, str(age), day, person.born_by)


def _left(person: PersonState) -> date | None:
    """Return the last day of somebody who lives nowhere in the register any more."""
    ends = [home.until for home in person.homes]
    known = [day for day in ends if day is not None]
    return max(known) if known and len(known) == len(ends) else None


def _of_person(person: PersonState, kind: ChangeKind, ref: str, day: date, said_by: int) -> Fact:
    place = person.community_code, person.grid_code
    return Fact(kind, ref, day, *place, person.source, person.id, Row.PERSON, person_id=said_by)


def _appearance(person: PersonState) -> Fact:
    """The person stands in the register, and nothing tells where: moved in, or born where no day is known."""
    day = person.recorded_on
    return Fact(
        ChangeKind.MOVE_IN,
        REGISTERED,
        day,
        person.community_code,
        person.grid_code,
        person.source,
        person.id,
        Row.PERSON,
        only_new=True,
        born=person.birth if day is None else None,
    )


def _moves(person: PersonState, newborn: bool) -> Iterator[Fact]:
    if not person.homes:
        if not newborn or _came(person) is None:
            yield _appearance(person)
        yield from _placings(person)
        return
    homes = sorted(person.homes, key=lambda home: (home.since or date.min, home.id))
    for place, home in enumerate(homes):
        before, after = homes[:place], homes[place + 1 :]
        born_here = newborn and not before
        if not born_here and not any(_same_home(other, home) for other in before):
            within = any(_one_move(other, home) for other in before)
            kind = ChangeKind.MOVE_WITHIN if within else ChangeKind.MOVE_IN
            yield _of_home(home, kind, home.since)
        if home.until is not None and not _stays(person, home, before, after):
            yield _of_home(home, ChangeKind.MOVE_OUT, home.until)


def _placings(person: PersonState) -> Iterator[Fact]:
    """Yield the moves of somebody of whom no home is known: a file placed the person in another community."""
    codes = [place.code for place in person.former]
    codes.append(person.grid_code or person.community_code)
    for place, (left, came) in zip(person.former, pairwise(codes), strict=True):
        if left[:COMMUNITY_DIGITS] != came[:COMMUNITY_DIGITS]:
            yield _of_place(person, ChangeKind.MOVE_OUT, place, left)
            yield _of_place(person, ChangeKind.MOVE_IN, place, came)


def _of_place(person: PersonState, kind: ChangeKind, place: FormerPlace, code: str) -> Fact:
    grid = code if len(code) > COMMUNITY_DIGITS else None
    said = code[:COMMUNITY_DIGITS], grid, person.source, place.id, Row.ITEM
    return Fact(kind, f"i{place.id}", None, *said, person_id=place.person_id)


def _stays(person: PersonState, home: Home, before: Sequence[Home], after: Sequence[Home]) -> bool:
    """Whether the end of a home is no move out: death, another home in the community, or only another kind of stay."""
    if person.deceased_on is not None and home.until is not None and home.until >= person.deceased_on:
        return True
    return any(_same_home(home, other) or _one_move(home, other) for other in after) or any(
        _outlives(other, home) for other in before
    )


def _outlives(other: Home, home: Home) -> bool:
    if other.community_code != home.community_code:
        return False
    return other.until is None or (home.until is not None and other.until > home.until)


def _same_home(earlier: Home, later: Home) -> bool:
    return earlier.premises_id == later.premises_id and _gap(earlier, later) <= timedelta(days=1)


def _one_move(earlier: Home, later: Home) -> bool:
    return earlier.community_code == later.community_code and _gap(earlier, later) <= SAME_MOVE


def _gap(earlier: Home, later: Home) -> timedelta:
    """Return the time between two homes; none where they overlap or a day is not known."""
    if earlier.until is None or later.since is None:
        return timedelta(0)
    return later.since - earlier.until


def _of_home(home: Home, kind: ChangeKind, day: date | None) -> Fact:
    place = home.community_code, home.grid_code
    fact = Fact(kind, str(home.id), day, *place, home.source, home.id, Row.RESIDENCE)
    return replace(fact, person_id=home.person_id)
