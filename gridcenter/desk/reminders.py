"""Fills the ports of reminders, for desk and wall alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from gridcenter.desktop.reminder_ports import ReminderGround, ReminderNews, ReminderPorts
from gridcenter.domain.calendars import OFFICE
from gridcenter.domain.people import Actor
from gridcenter.domain.reminder_rules import refuse_unknown_calendars
from gridcenter.domain.reminders import Key, reply_due
from gridcenter.services.card_rules import card_rules
from gridcenter.services.reminder_rules import reminder_rules
from gridcenter.services.reminders import acknowledge, end_silence, silence
from gridcenter.store.calendars import calendar_in_force, working_calendar
from gridcenter.store.cards import awaited_cards
from gridcenter.store.engine import Store, store_time
from gridcenter.store.reminders import acknowledged_keys, newest_silence, reviews


def reminder_ports(store: Store, actor: Actor) -> ReminderPorts:
    work = _Work(store, actor)
    return ReminderPorts(
        ground=work.ground,
        news=work.news,
        acknowledge=work.acknowledge,
        silence=work.silence,
        end_silence=work.end_silence,
    )


def wall_reminder_ports(store: Store, actor: Actor) -> ReminderPorts:
    """Return the ports of a wall: nothing that names a person is asked of the store."""
    return replace(reminder_ports(store, actor), news=_Work(store, actor).wall_news)


class _Work:
    """One account's reminders; every method opens its own session and may run on any worker."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def ground(self) -> ReminderGround:
        rules = reminder_rules()
        with self._store.read() as session:
            families = sorted(rules.calendar_keys())
            found = {family: calendar_in_force(session, family) for family in families}
            found[OFFICE] = working_calendar(session)
            calendars = {family: calendar for family, calendar in found.items() if calendar is not None}
            refuse_unknown_calendars(rules, calendars)
            return ReminderGround(rules, calendars)

    def news(self, since: datetime | None) -> ReminderNews:
        area = self._actor.area
        with self._store.read() as session:
            return ReminderNews(
                acknowledged=acknowledged_keys(session, area=area, since=since),
                replies=[reply_due(card) for card in awaited_cards(session, area=area, rules=card_rules())],
                reviews=reviews(session, area=area),
                silence=newest_silence(session, self._actor),
                as_of=store_time(session),
            )

    def wall_news(self, since: datetime | None) -> ReminderNews:
        with self._store.read() as session:
            keys = acknowledged_keys(session, area=self._actor.area, since=since)
            return ReminderNews(keys, (), (), None, store_time(session))

    def acknowledge(self, keys: Sequence[Key]) -> int:
        with self._store.begin() as session:
            return acknowledge(session, keys, by=self._actor, now=store_time(session))

    def silence(self, minutes: int, reason: str, whole_unit: bool) -> datetime:
        with self._store.begin() as session:
            now = store_time(session)
            return silence(
                session, minutes=minutes, reason=reason, whole_unit=whole_unit, by=self._actor, now=now
            )

    def end_silence(self) -> bool:
        with self._store.begin() as session:
            return end_silence(session, by=self._actor, now=store_time(session))
