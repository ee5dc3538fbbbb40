"""The rules of reminders as data (`db/reminders.yaml`): read, and checked for holes before anybody relies on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.domain.reminders import ALWAYS, Event, ReminderRule, Whose
from gridcenter.language import tr

HOURS, SILENCE = "hours", "silence"
_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
_LONGEST_SILENCE = 8 * 60
_MUST_BE_TOLD = (Event.NEW, Event.RED, Event.CARD, Event.REVIEW)


@dataclass(frozen=True)
class ReminderRules:
    """What a centre has agreed about reminders. `urgent_breaks` names what an urgent one does not wait for."""

    desk: tuple[ReminderRule, ...]
    wall: tuple[ReminderRule, ...]
    urgent_breaks: frozenset[str]
    gap: timedelta
    acknowledgers: frozenset[str]
    unit_silencers: frozenset[str]
    silence_minutes: tuple[int, ...]

    def for_role(self, role: str) -> tuple[ReminderRule, ...]:
        """Return the rules by which a desk of this role is told, in their order."""
        return tuple(rule for rule in self.desk if role in rule.roles)

    def calendar_keys(self) -> frozenset[str]:
        """Return the keys of the working calendars that the rules name."""
        return frozenset(rule.hours for rule in self.desk) - {ALWAYS}


def read_reminder_rules(raw: Mapping[str, Any]) -> ReminderRules:
    """Build the rules from parsed data and check them.

    Raises:
        BadInput: A part is missing or wrong; every flaw is named.
    """
    try:
        rules = _build(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(tr("the rules of reminders cannot be read: {what}").format(what=str(error))) from error
    found = list(_flaws(rules))
    if found:
        raise BadInput(tr("the rules of reminders have flaws: {flaws}").format(flaws=tr("; ").join(found)))
    return rules


def refuse_unknown_calendars(rules: ReminderRules, known: Iterable[str]) -> None:
    """Refuse rules whose hours no calendar of the store gives.

    Raises:
        BadInput: A calendar is missing; the sentence names it.
    """
    missing = sorted(rules.calendar_keys() - set(known))
    if missing:
        raise BadInput(
            tr("the rules of reminders name working calendars that this store does not have: {keys}").format(
                keys=tr(", ").join(missing)
            )
        )


def _build(raw: Mapping[str, Any]) -> ReminderRules:
    return ReminderRules(
        desk=tuple(_rule(one) for one in raw["desk"]),
        wall=tuple(_rule({"roles": (), "whose": "area", "hours": ALWAYS, **one}) for one in raw["wall"]),
        urgent_breaks=frozenset(raw.get("urgent_breaks", ())),
        gap=timedelta(seconds=int(raw["gap_seconds"])),
        acknowledgers=frozenset(raw["acknowledgers"]),
        unit_silencers=frozenset(raw.get("unit_silencers", ())),
        silence_minutes=tuple(int(minutes) for minutes in raw["silence_minutes"]),
    )


def _rule(raw: Mapping[str, Any]) -> ReminderRule:
    return ReminderRule(
        event=Event(raw["event"]),
        roles=frozenset(raw["roles"]),
        whose=Whose(raw["whose"]),
        hours=str(raw["hours"]),
        stands=int(raw["stands"]["value"]) * _UNITS[raw["stands"]["unit"]],
        states=frozenset(raw.get("states", ())),
        urgent_only=bool(raw.get("urgent_only", False)),
    )


def _flaws(rules: ReminderRules) -> Iterator[str]:
    for place, rule in enumerate(rules.desk, start=1):
        if not rule.roles:
            yield tr("rule {n} of the desk tells nobody: name its roles").format(n=place)
    for rule in (*rules.desk, *rules.wall):
        if rule.stands <= timedelta():
            yield tr("“{event}” does not stand for any time").format(event=rule.event.value)
    yield from _holes(rules)
    yield from _flaws_of_quiet(rules)


def _holes(rules: ReminderRules) -> Iterator[str]:
    """Find happenings of which nobody is told, and roles that are told but can never end it."""
    for event in _MUST_BE_TOLD:
        if all(rule.event is not event for rule in rules.desk):
            yield tr("nobody is told of “{event}”").format(event=event.value)
    if all(rule.event is not Event.RED for rule in rules.wall):
        yield tr("no red incident would stay on the wall")
    told = frozenset(role for rule in rules.desk for role in rule.roles)
    for role in sorted(told - rules.acknowledgers):
        yield tr("the role {role} is told but may not take note of it").format(role=role)


def _flaws_of_quiet(rules: ReminderRules) -> Iterator[str]:
    unknown = sorted(rules.urgent_breaks - {HOURS, SILENCE})
    if unknown:
        yield tr("urgent ones can break hours or silence, not: {words}").format(words=tr(", ").join(unknown))
    if rules.gap < timedelta(seconds=1):
        yield tr("between two tones there must be a second at least")
    if not rules.silence_minutes:
        yield tr("there is no time for which a desk can be silenced")
    if any(not 1 <= minutes <= _LONGEST_SILENCE for minutes in rules.silence_minutes):
        yield tr("a desk is silenced for 1 to {n} minutes").format(n=_LONGEST_SILENCE)
