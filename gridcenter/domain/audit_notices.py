"""Notices to the auditor: what accounts did with the register, counted by stated rules; never who was looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from gridcenter.domain.names import Name
from gridcenter.domain.people import PURPOSE_NAMES, Purpose
from gridcenter.language import listed, pick, tr


class Counted(StrEnum):
    """What a rule counts; also the words of `db/audit.yaml`."""

    LOOKUPS = "lookups"
    FAILED_IN_A_ROW = "failed_in_a_row"
    """Look-ups that found nobody or were refused, with no hit between them."""
    REVEALS = "reveals"
    OUTSIDE_HOURS = "outside_hours"
    """Look-ups, searches and reveals outside a working calendar."""


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """`least` lines within `within` make a notice; `hours` names a working calendar.

    Nearer than `apart` to working time nothing lies outside of it: neither lunch nor an early start does.
    """

    key: str
    name: Name
    counts: Counted
    least: int
    within: timedelta
    hours: str = ""
    apart: timedelta = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class CountedLine:
    """What a rule sees of a line of the audit: no subject, no incident, no reason."""

    account_id: int
    sequence: int
    at: datetime
    kind: str
    """lookup, search, reveal or failed."""
    missed: bool
    purpose: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One stretch of an account's lines in which a rule's number was reached without a pause."""

    rule: str
    account_id: int
    first_sequence: int
    last_sequence: int
    since: datetime
    until: datetime
    count: int
    purposes: Mapping[str, int]


Outside = Callable[[NoticeRule, datetime], bool]
"""Tells whether a moment lies outside the working calendar of a rule."""


def notices(lines: Iterable[CountedLine], rules: Sequence[NoticeRule], outside: Outside) -> list[Notice]:
    """Return the notices that the lines of any accounts make, the newest first."""
    by_account: dict[int, list[CountedLine]] = {}
    for line in sorted(lines, key=lambda one: (one.account_id, one.sequence)):
        by_account.setdefault(line.account_id, []).append(line)
    found = [
        _notice(rule, stretch)
        for own in by_account.values()
        for rule in rules
        for run in _runs(own, rule, outside)
        for stretch in _stretches(run, rule)
    ]
    return sorted(found, key=lambda one: (one.until, one.account_id, one.rule), reverse=True)


def _runs(lines: Sequence[CountedLine], rule: NoticeRule, outside: Outside) -> Iterator[list[CountedLine]]:
    """Return what the rule counts: one run, or the runs of failures between hits."""
    if rule.counts is Counted.FAILED_IN_A_ROW:
        yield from _failures(lines)
    elif rule.counts is Counted.LOOKUPS:
        yield [line for line in lines if line.kind == "lookup"]
    elif rule.counts is Counted.REVEALS:
        yield [line for line in lines if line.kind == "reveal"]
    else:
        yield [line for line in lines if line.kind != "failed" and outside(rule, line.at)]


def _failures(lines: Sequence[CountedLine]) -> Iterator[list[CountedLine]]:
    run: list[CountedLine] = []
    for line in lines:
        if line.missed:
            run.append(line)
        elif line.kind == "lookup":
            yield run
            run = []
    yield run


def _stretches(run: Sequence[CountedLine], rule: NoticeRule) -> Iterator[list[CountedLine]]:
    """Return the lines of the run that lie in a window with enough of them, windows that share lines joined.

    A stretch only grows at its end, so its first line names it for good.
    """
    marked = _marked(run, rule)
    stretch: list[CountedLine] = []
    for line, begins in marked:
        if begins and stretch:
            yield stretch
            stretch = []
        stretch.append(line)
    if stretch:
        yield stretch


def _marked(run: Sequence[CountedLine], rule: NoticeRule) -> Iterator[tuple[CountedLine, bool]]:
    """Return the lines that lie in a full window, and whether a new stretch begins with them."""
    told = 0
    for place, line in enumerate(run):
        first = place - rule.least + 1
        if first < 0 or line.at - run[first].at >= rule.within:
            continue
        begins = first >= told
        for number in range(max(first, told), place + 1):
            yield run[number], begins and number == max(first, told)
        told = place + 1


def _notice(rule: NoticeRule, lines: Sequence[CountedLine]) -> Notice:
    purposes = Counter(line.purpose for line in lines if line.purpose)
    return Notice(
        rule.key,
        lines[0].account_id,
        lines[0].sequence,
        lines[-1].sequence,
        lines[0].at,
        lines[-1].at,
        len(lines),
        dict(sorted(purposes.items())),
    )


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice with the names of its rule and account; `taken` says who took note of it, when and how."""

    notice: Notice
    rule: Name
    login: str
    name: str
    role: str
    taken: str = ""


@dataclass(frozen=True, slots=True)
class NoticeList:
    """What awaits a note, and what was taken note of; `may_take` says whether this account takes note."""

    waiting: tuple[NoticeRow, ...]
    taken: tuple[NoticeRow, ...]
    days: int
    may_take: bool


def notice_line(row: NoticeRow, zone: tzinfo) -> str:
    notice = row.notice
    sentence = tr("{rule}: {name} ({login}), {n} from {since} to {until}; {purposes}")
    return sentence.format(
        rule=pick(row.rule),
        name=row.name,
        login=row.login,
        n=notice.count,
        since=f"{notice.since.astimezone(zone):%m-%d %H:%M}",
        until=f"{notice.until.astimezone(zone):%m-%d %H:%M}",
        purposes=listed(f"{_purpose(key)} {count}" for key, count in notice.purposes.items()) or "—",
    )


def _purpose(key: str) -> str:
    return pick(PURPOSE_NAMES[Purpose(key)]) if key in set(Purpose) else key
