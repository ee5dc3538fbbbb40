"""Reading the rules of population tasks from parsed data: every flaw is named, with its line where that is known."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from gridcenter.domain.clocks import Limit, Unit
from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.domain.population_changes import ChangeKind
from gridcenter.domain.population_rules import (
    FOLLOW,
    PART_NAMES,
    RECEIVE,
    ChangeRule,
    Flood,
    Outcome,
    PopulationRules,
    TaskRule,
    UnitKind,
)
from gridcenter.language import tr

UNIT_KINDS = frozenset({"department", "street", "community", "grid_team", "company", "volunteers"})
LONGEST_CODE, LONGEST_WHAT = 40, 200
OLDEST = 130
"""Years."""
_TOP = frozenset(
    {
        *("version", "follow_ups", "yellow_percent", "newborn_days", "days_back", "late_days", "flood"),
        *("offer_pass_above", "roles", "outcomes", "units", "rules"),
    }
)
_UNIT = frozenset({"code", "zh", "en", "kinds", "codes", "words", "otherwise"})
_OUTCOME = frozenset({"code", "zh", "en", "reason"})
_RULE = frozenset({"code", "zh", "en", "change", "ages", "min_age", "max_age", "sex", "areas", "tasks"})
_TASK = frozenset({"part", "unit", "zh", "en", "limit"})


def read_population_rules(raw: Any, *, name: str) -> PopulationRules:
    """Build the rules and check them; `raw` may know the `line` of its parts, `name` says which file is meant.

    Raises:
        BadInput: A part is missing or wrong; every flaw is named.
    """
    flaws = _Flaws()
    rules = _read(flaws, raw) if isinstance(raw, Mapping) else None
    if rules is None:
        flaws.add(raw, tr("this is no list of names and values"))
    if flaws.found or rules is None:
        told = tr("; ").join(flaws.found)
        raise BadInput(tr("{file} cannot be used: {flaw}").format(file=name, flaw=told))
    return rules


class _Flaws:
    """What is wrong so far; each `take` returns something usable, so that reading goes on to the next flaw."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, entry: Any, sentence: str) -> None:
        line = getattr(entry, "line", 0)
        self.found.append(tr("line {line}: {what}").format(line=line, what=sentence) if line else sentence)

    def known(self, entry: Mapping[str, Any], keys: frozenset[str]) -> None:
        for key in entry:
            if str(key) not in keys:
                self.add(entry, tr("“{key}” is not known here").format(key=key))

    def number(self, entry: Mapping[str, Any], key: str, lowest: int, highest: int) -> int:
        value = entry.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            sentence = tr("{key} must be a whole number from {low} to {high}")
            self.add(entry, sentence.format(key=key, low=lowest, high=highest))
            return lowest
        return value

    def optional(self, entry: Mapping[str, Any], key: str, lowest: int, highest: int) -> int | None:
        return None if entry.get(key) is None else self.number(entry, key, lowest, highest)

    def text(self, entry: Mapping[str, Any], key: str, longest: int, *, needed: bool = True) -> str:
        value = entry.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or not value.strip() or len(value) > longest:
            sentence = tr("{key} must be a text of 1 to {n} characters")
            self.add(entry, sentence.format(key=key, n=longest))
            return ""
        return value.strip()

    def texts(self, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = entry.get(key, ())
        if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) and one for one in value):
            self.add(entry, tr("{key} must be a list of texts").format(key=key))
            return ()
        return tuple(value)

    def entries(self, entry: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        value = entry.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(one, Mapping) for one in value):
            self.add(entry, tr("{key} must be a list with at least one entry").format(key=key))
            return []
        return value

    def entry(self, entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = entry.get(key)
        if not isinstance(value, Mapping):
            self.add(entry, tr("{key} is missing").format(key=key))
            return {}
        return value

    def name(self, entry: Mapping[str, Any], longest: int = LONGEST_CODE) -> Name:
        return Name(self.text(entry, "zh", longest), self.text(entry, "en", longest, needed=False))

    def once(self, seen: Mapping[str, Any], entry: Mapping[str, Any], code: str) -> None:
        if code in seen:
            self.add(entry, tr("“{key}” stands here twice; keep one").format(key=code))


def _read(flaws: _Flaws, raw: Mapping[str, Any]) -> PopulationRules:
    flaws.known(raw, _TOP)
    follow_ups = flaws.number(raw, "follow_ups", 0, 9)
    flood, roles = flaws.entry(raw, "flood"), flaws.entry(raw, "roles")
    units = _units(flaws, raw)
    return PopulationRules(
        version=flaws.number(raw, "version", 1, 10**6),
        follow_ups=follow_ups,
        yellow_percent=flaws.number(raw, "yellow_percent", 1, 100),
        newborn_days=flaws.number(raw, "newborn_days", 1, 3660),
        days_back=flaws.number(raw, "days_back", 0, 3660),
        late_days=flaws.number(raw, "late_days", 1, 3660),
        flood=Flood(flaws.number(flood, "percent", 1, 100), flaws.number(flood, "above", 1, 10**6)),
        detectors=_roles(flaws, roles, "detect"),
        triers=_roles(flaws, roles, "try"),
        completers=_roles(flaws, roles, "complete"),
        rulers=_roles(flaws, roles, "rule"),
        outcomes=_outcomes(flaws, raw),
        units=units,
        rules=_rules(flaws, raw, units, follow_ups),
        offered_above=flaws.optional(raw, "offer_pass_above", 0, 10**9),
    )


def _roles(flaws: _Flaws, roles: Mapping[str, Any], key: str) -> frozenset[str]:
    found = flaws.texts(roles, key)
    if not found:
        flaws.add(roles, tr("nobody may do this: {key}").format(key=key))
    return frozenset(found)


def _outcomes(flaws: _Flaws, raw: Mapping[str, Any]) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    for entry in flaws.entries(raw, "outcomes"):
        flaws.known(entry, _OUTCOME)
        code = flaws.text(entry, "code", 20)
        flaws.once(found, entry, code)
        if code == "withdrawn":
            flaws.add(entry, tr("“withdrawn” is what a corrected change does; name the outcome otherwise"))
        found[code] = Outcome(code, flaws.name(entry), bool(entry.get("reason", False)))
    return found


def _units(flaws: _Flaws, raw: Mapping[str, Any]) -> dict[str, UnitKind]:
    found: dict[str, UnitKind] = {}
    entries = flaws.entries(raw, "units")
    for entry in entries:
        flaws.known(entry, _UNIT)
        code, kinds = flaws.text(entry, "code", 20), flaws.texts(entry, "kinds")
        flaws.once(found, entry, code)
        if not kinds or not UNIT_KINDS.issuperset(kinds):
            sentence = tr("kinds must name some of: {known}")
            flaws.add(entry, sentence.format(known=", ".join(sorted(UNIT_KINDS))))
        otherwise = flaws.text(entry, "otherwise", 20, needed=False)
        codes, words = flaws.texts(entry, "codes"), flaws.texts(entry, "words")
        found[code] = UnitKind(code, flaws.name(entry), frozenset(kinds), codes, words, otherwise)
    for entry in entries:
        other = entry.get("otherwise")
        if other is not None and other not in found:
            flaws.add(entry, tr("there is no kind of unit “{code}”").format(code=other))
    return found


def _rules(
    flaws: _Flaws, raw: Mapping[str, Any], units: Mapping[str, UnitKind], follow_ups: int
) -> dict[str, ChangeRule]:
    found: dict[str, ChangeRule] = {}
    for entry in flaws.entries(raw, "rules"):
        flaws.known(entry, _RULE)
        rule = _rule(flaws, entry, units, follow_ups)
        flaws.once(found, entry, rule.code)
        found[rule.code] = rule
    return found


def _rule(
    flaws: _Flaws, entry: Mapping[str, Any], units: Mapping[str, UnitKind], follow_ups: int
) -> ChangeRule:
    change = _change(flaws, entry)
    ages = _ages(flaws, entry, change)
    lowest, highest = (flaws.optional(entry, key, 0, OLDEST) for key in ("min_age", "max_age"))
    if lowest is not None and highest is not None and lowest > highest:
        flaws.add(entry, tr("min_age is higher than max_age: no person is meant"))
    sex = flaws.text(entry, "sex", 1, needed=False)
    if sex not in ("", "1", "2"):
        flaws.add(entry, tr("sex is '1' (male) or '2' (female)"))
    return ChangeRule(
        code=flaws.text(entry, "code", LONGEST_CODE),
        name=flaws.name(entry),
        change=change,
        ages=ages,
        min_age=lowest,
        max_age=highest,
        sex=sex,
        areas=flaws.texts(entry, "areas"),
        tasks=_tasks(flaws, entry, units, follow_ups),
    )


def _change(flaws: _Flaws, entry: Mapping[str, Any]) -> ChangeKind:
    try:
        return ChangeKind(entry.get("change", ""))
    except ValueError:
        known = ", ".join(kind.value for kind in ChangeKind)
        flaws.add(entry, tr("change must be one of: {known}").format(known=known))
        return ChangeKind.BIRTH


def _ages(flaws: _Flaws, entry: Mapping[str, Any], change: ChangeKind) -> frozenset[int]:
    ages = entry.get("ages", [])
    sound = isinstance(ages, list) and all(type(age) is int and 0 < age <= OLDEST for age in ages)
    if not sound:
        flaws.add(entry, tr("ages must be whole numbers from 1 to {n}").format(n=OLDEST))
        return frozenset()
    if bool(ages) is not (change is ChangeKind.AGE):
        flaws.add(entry, tr("ages belong to the change “age”, and to no other"))
    return frozenset(ages)


def _tasks(
    flaws: _Flaws, entry: Mapping[str, Any], units: Mapping[str, UnitKind], follow_ups: int
) -> tuple[TaskRule, ...]:
    entries = flaws.entries(entry, "tasks")
    found = tuple(_task(flaws, one, units, serial) for serial, one in enumerate(entries, start=1))
    parts = [one.part for one in found]
    if entries and (parts.count(RECEIVE), parts.count(FOLLOW)) != (1, follow_ups):
        sentence = tr("a rule needs one unit that receives and {n} that follow up")
        flaws.add(entry, sentence.format(n=follow_ups))
    return found


def _task(flaws: _Flaws, entry: Mapping[str, Any], units: Mapping[str, UnitKind], serial: int) -> TaskRule:
    flaws.known(entry, _TASK)
    part, unit = entry.get("part"), entry.get("unit")
    if part not in PART_NAMES:
        flaws.add(entry, tr("part must be one of: {known}").format(known=", ".join(PART_NAMES)))
    if unit not in units:
        flaws.add(entry, tr("there is no kind of unit “{code}”").format(code=unit))
    return TaskRule(serial, str(part), str(unit), flaws.name(entry, LONGEST_WHAT), _limit(flaws, entry))


def _limit(flaws: _Flaws, entry: Mapping[str, Any]) -> Limit:
    raw = flaws.entry(entry, "limit")
    try:
        limit = Limit(Decimal(str(raw.get("value"))), Unit(raw.get("unit", "")))
        sound = limit.value.is_finite() and 1 <= limit.minutes < 10**7
    except (InvalidOperation, ValueError):
        sound = False
    if not sound:
        known = ", ".join(unit.value for unit in Unit)
        flaws.add(
            entry, tr("limit must be a number above 0 with one of the units: {known}").format(known=known)
        )
        return Limit(Decimal(1), Unit.WORK_DAY)
    return limit
