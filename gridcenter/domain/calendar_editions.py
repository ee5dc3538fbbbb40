"""Editions of a working calendar (工作日历版本) as people write them: a file with hours and holiday notices, checked
as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gridcenter.domain.calendars import WorkingCalendar, span
from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.language import listed, tr

DAY = timedelta(days=1)
LONGEST_HOLIDAY = 31
"""Days: a longer one is a slip in a date."""
FIRST_YEAR, LAST_YEAR = 2000, 2100
_NAMES = frozenset({"key", "name", "zone", "spans", "weekdays", "years", "holidays"})
_OF_HOLIDAY = frozenset({"name", "from", "to", "makeup"})


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that differs from its weekday: free by a notice, or worked to make up for one (调休)."""

    working: bool
    name: str


@dataclass(frozen=True, slots=True)
class CalendarEdition:
    """`spans` such as "08:00-12:00 14:00-18:00", `weekdays` ISO numbers such as "12345", `years` with their notice."""

    family: str
    name: Name
    zone: str
    spans: str
    weekdays: str
    years: tuple[int, ...]
    days: Mapping[date, NamedDay]

    def calendar(self, key: str) -> WorkingCalendar:
        """Return what clocks count with.

        Raises:
            BadInput: The hours or weekdays will not do.
        """
        return WorkingCalendar(
            key=key,
            zone=self.zone,
            spans=tuple(span(text) for text in self.spans.split()),
            weekdays=frozenset(int(digit) for digit in self.weekdays),
            holidays=frozenset(day for day, known in self.days.items() if not known.working),
            makeup=frozenset(day for day, known in self.days.items() if known.working),
            years=frozenset(self.years),
        )


def read_edition(raw: Any) -> CalendarEdition:
    """Build an edition from parsed data and check it.

    Raises:
        BadInput: It has flaws; every one is named.
    """
    if not isinstance(raw, Mapping):
        raise BadInput(tr("this is no calendar: write key, name, zone, spans, weekdays, years and holidays"))
    flaws = [*_flaws_of_shape(raw)]
    if flaws:
        raise BadInput(_told(flaws))
    holidays = raw.get("holidays") or []
    found = CalendarEdition(
        family=str(raw["key"]),
        name=Name(str(raw["name"]["zh"]), str(raw["name"].get("en", ""))),
        zone=str(raw["zone"]),
        spans=" ".join(str(raw["spans"]).split()),
        weekdays=str(raw["weekdays"]),
        years=tuple(sorted(raw["years"])),
        days={day: known for holiday in holidays for day, known in _days(holiday)},
    )
    flaws = [*_flaws_of_days(found, holidays)]
    if flaws:
        raise BadInput(_told(flaws))
    return found


def _told(flaws: Sequence[str]) -> str:
    return tr("the calendar has flaws: {flaws}").format(flaws=tr("; ").join(flaws))


def _flaws_of_shape(raw: Mapping[Any, Any]) -> Iterator[str]:
    for name in sorted(str(one) for one in raw.keys() - _NAMES):
        yield tr("“{name}” means nothing here").format(name=name)
    missing = sorted(_NAMES - {"holidays"} - raw.keys())
    if missing:
        yield tr("{what} is missing").format(what=listed(missing))
        return
    if not isinstance(raw["name"], Mapping) or not raw["name"].get("zh"):
        yield tr("its name is missing: write zh and en under `name`")
    yield from _flaws_of_hours(raw)
    years = raw["years"]
    if not isinstance(years, list) or not all(_is_year(year) for year in years):
        yield tr("`years` is a list of years such as [2026, 2027]")
    holidays = raw.get("holidays") or []
    if not isinstance(holidays, list):
        yield tr("`holidays` is a list")
        return
    for number, holiday in enumerate(holidays, start=1):
        yield from _flaws_of_holiday(holiday, number)


def _flaws_of_hours(raw: Mapping[Any, Any]) -> Iterator[str]:
    try:
        ZoneInfo(str(raw["zone"]))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield tr("there is no time zone “{name}”").format(name=raw["zone"])
    weekdays = str(raw["weekdays"])
    if not weekdays.isdecimal() or len(set(weekdays)) != len(weekdays):
        yield tr('`weekdays` are numbers from 1 (Monday) to 7, such as "12345"')
        return
    try:
        WorkingCalendar(
            spans=tuple(span(text) for text in str(raw["spans"]).split()),
            weekdays=frozenset(int(digit) for digit in weekdays),
        )
    except BadInput as refusal:
        yield str(refusal)


def _is_year(year: object) -> bool:
    return isinstance(year, int) and FIRST_YEAR <= year <= LAST_YEAR


def _flaws_of_holiday(holiday: Any, number: int) -> Iterator[str]:
    if not isinstance(holiday, Mapping) or holiday.keys() - _OF_HOLIDAY or not holiday.get("name"):
        yield tr("holiday no. {n} needs a name, and may have `from`, `to` and `makeup`").format(n=number)
        return
    name, makeup = str(holiday["name"]), holiday.get("makeup") or []
    bounds: list[Any] = [holiday[end] for end in ("from", "to") if end in holiday]
    if len(bounds) == 1 or not isinstance(makeup, list) or not (bounds or makeup):
        yield tr("“{name}” needs `from` and `to`, or a list `makeup`").format(name=name)
    elif not all(type(day) is date for day in (*bounds, *makeup)):
        yield tr("“{name}” has a day that is none: write it as 2027-01-01").format(name=name)
    elif bounds and not timedelta() <= bounds[1] - bounds[0] < LONGEST_HOLIDAY * DAY:
        yield tr("“{name}” runs from {first} to {last}: check the days").format(
            name=name, first=bounds[0], last=bounds[1]
        )


def _days(holiday: Mapping[str, Any]) -> Iterator[tuple[date, NamedDay]]:
    name = str(holiday["name"])
    if "from" in holiday:
        for offset in range((holiday["to"] - holiday["from"]).days + 1):
            yield holiday["from"] + offset * DAY, NamedDay(working=False, name=name)
    for day in holiday.get("makeup") or []:
        yield day, NamedDay(working=True, name=name)


def _flaws_of_days(edition: CalendarEdition, holidays: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    written = [day for holiday in holidays for day, _ in _days(holiday)]
    for day in sorted({day for day in written if written.count(day) > 1}):
        yield tr("{day} stands there twice").format(day=day)
    for year in sorted({day.year for day in written} - set(edition.years)):
        yield tr(
            "there are days in {year}, which is not under `years`: add it once its notice is whole"
        ).format(year=year)
    for day, known in sorted(edition.days.items()):
        if known.working and str(day.isoweekday()) in edition.weekdays:
            yield tr("{day} is a working day anyway: it makes up for nothing").format(day=day)


def changes(before: CalendarEdition, after: CalendarEdition) -> list[str]:
    """Say what the second edition has otherwise than the first, days in their order; empty when nothing."""
    return [*_changed_hours(before, after), *_changed_years(before, after), *_changed_days(before, after)]


def _changed_hours(before: CalendarEdition, after: CalendarEdition) -> Iterator[str]:
    said = (
        (tr("working hours"), before.spans, after.spans),
        (tr("working weekdays"), before.weekdays, after.weekdays),
        (tr("time zone"), before.zone, after.zone),
    )
    for what, old, new in said:
        if old != new:
            yield tr("{what}: {old} → {new}").format(what=what, old=old, new=new)


def _changed_years(before: CalendarEdition, after: CalendarEdition) -> Iterator[str]:
    added, dropped = set(after.years) - set(before.years), set(before.years) - set(after.years)
    if added:
        yield tr("holiday notice of {years} entered").format(years=listed(str(one) for one in sorted(added)))
    if dropped:
        yield tr("holiday notice of {years} taken out").format(
            years=listed(str(one) for one in sorted(dropped))
        )


def _changed_days(before: CalendarEdition, after: CalendarEdition) -> Iterator[str]:
    for day in sorted(before.days.keys() | after.days.keys()):
        old, new = before.days.get(day), after.days.get(day)
        if (old and old.working) != (new and new.working):
            name = (new or old or NamedDay(working=False, name="")).name
            yield tr("{day} {name}: {what}").format(day=day, name=name, what=_day_word(new))


def _day_word(known: NamedDay | None) -> str:
    if known is None:
        return tr("by its weekday")
    return tr("make-up workday") if known.working else tr("day off")


def as_written(edition: CalendarEdition) -> dict[str, Any]:
    """Return the edition in the form in which `read_edition` takes it, holidays in their order."""
    return {
        "key": edition.family,
        "name": {"zh": edition.name.zh, "en": edition.name.en},
        "zone": edition.zone,
        "spans": edition.spans,
        "weekdays": edition.weekdays,
        "years": list(edition.years),
        "holidays": [*_holidays(edition)],
    }


def _holidays(edition: CalendarEdition) -> Iterator[dict[str, Any]]:
    """Yield each run of free days with the days that make up for it: those of its name nearest to it."""
    runs = [*_runs(edition)]
    made_up: dict[int | None, list[date]] = {}
    for day, known in sorted(edition.days.items()):
        if known.working:
            made_up.setdefault(_nearest(day, known.name, runs), []).append(day)
    for place, (name, run) in enumerate(runs):
        makeup = {"makeup": made_up[place]} if place in made_up else {}
        yield {"name": name, "from": run[0], "to": run[-1], **makeup}
    for day in made_up.get(None, ()):
        yield {"name": edition.days[day].name, "makeup": [day]}


def _nearest(day: date, name: str, runs: Sequence[tuple[str, list[date]]]) -> int | None:
    alike = [place for place, (known, _) in enumerate(runs) if known == name]
    return min(alike, key=lambda place: abs(runs[place][1][0] - day), default=None)


def _runs(edition: CalendarEdition) -> Iterator[tuple[str, list[date]]]:
    free = sorted(day for day, known in edition.days.items() if not known.working)
    numbered = enumerate(free)
    for (name, _), run in groupby(
        numbered, key=lambda one: (edition.days[one[1]].name, one[1].toordinal() - one[0])
    ):
        yield name, [day for _, day in run]
