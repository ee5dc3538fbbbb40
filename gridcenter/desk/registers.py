"""Fills the ports of checks and rolls; None for a role that has nothing to do with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import partial
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from gridcenter.desktop.register_ports import CheckPorts, HitsRead, RollPorts, Watch
from gridcenter.domain.integrity import RuleState, Run, Tried, Verdict
from gridcenter.domain.people import Actor, LookupRequest, PersonCard
from gridcenter.domain.rolls import RollsPage, RollWritten
from gridcenter.domain.typed_times import read_day
from gridcenter.services.integrity_hits import decide_hit, look_up_hit, show_hits
from gridcenter.services.integrity_rules import integrity_settings
from gridcenter.services.integrity_runs import run_rules, try_rule
from gridcenter.services.integrity_switches import rule_named, rule_states, switch_off, switch_on
from gridcenter.services.progress import Cancelled, OnProgress, Progress
from gridcenter.services.roll_definitions import roll_settings
from gridcenter.services.rolls import approve_roll, ask_roll, refuse_roll, rolls_page
from gridcenter.store.engine import Store, store_time
from gridcenter.store.integrity import HitFilter


def check_ports(store: Store, actor: Actor) -> CheckPorts | None:
    return _Checks(store, actor).ports() if actor.role in integrity_settings().roles.look else None


class _Checks:
    def __init__(self, store: Store, actor: Actor) -> None:
        self._store, self._actor = store, actor

    def ports(self) -> CheckPorts:
        roles, role = integrity_settings().roles, self._actor.role
        doing = {"R": roles.run, "T": roles.run | roles.switch, "S": roles.switch, "CFV": roles.decide}
        return CheckPorts(
            self._rules,
            self._hits,
            self._tried,
            self._switch,
            self._run,
            self._decide,
            self._opened,
            not_done_by(role, doing),
        )

    def _rules(self) -> Sequence[RuleState]:
        with self._store.read() as session:
            return rule_states(session, by=self._actor)

    def _hits(self, rule: str, undecided: bool, after: int) -> HitsRead:
        wanted = HitFilter(rule=rule, verdict="" if undecided else None, after=after)
        shown = show_hits(self._store, wanted, by=self._actor)
        return HitsRead(shown.lines, shown.more, shown.total)

    def _tried(self, rule: str, watch: Watch) -> Tried | None:
        with self._store.read() as session:
            named = rule_named(session, rule)
        try:
            return try_rule(self._store, named, by=self._actor, progress=watched(watch))
        except Cancelled:
            return None

    def _switch(self, rule: str, on: bool, reason: str) -> None:
        with self._store.begin() as session:
            now = store_time(session)
            if on:
                switch_on(session, rule_named(session, rule), reason=reason, by=self._actor, now=now)
            else:
                switch_off(session, rule, reason=reason, by=self._actor, now=now)

    def _run(self, watch: Watch) -> Run | None:
        try:
            return run_rules(self._store, by=self._actor, progress=watched(watch))
        except Cancelled:
            return None

    def _decide(self, hit: int, version: int, verdict: Verdict, reason: str) -> int:
        with self._store.begin() as session:
            said = partial(decide_hit, session, hit, version=version, verdict=verdict)
            return said(reason=reason, by=self._actor, now=store_time(session))

    def _opened(self, hit: int, request: LookupRequest) -> PersonCard | None:
        return look_up_hit(self._store, hit, request, by=self._actor)


def roll_ports(store: Store, actor: Actor, zone: ZoneInfo) -> RollPorts | None:
    settings = roll_settings()
    if not any(actor.role in roles for roles in settings.roles.values()):
        return None

    def rolls(behind: int) -> RollsPage:
        with store.read() as session:
            return rolls_page(session, by=actor, now=store_time(session), behind=behind)

    def ask(kind: str, day: str, purpose: str, unmasked: bool) -> int:
        with store.read() as session:
            wanted = read_day(day, zone=zone, now=store_time(session)) if day.strip() else None
        return ask_roll(store, kind, purpose=purpose, day=wanted, open_columns=unmasked, by=actor)

    def approve(roll: int, version: int, unmasked: bool, reason: str) -> None:
        with store.begin() as session:
            now = store_time(session)
            approve_roll(
                session, roll, version=version, open_columns=unmasked, reason=reason, by=actor, now=now
            )

    def refuse(roll: int, version: int, reason: str) -> None:
        with store.begin() as session:
            refuse_roll(session, roll, version=version, reason=reason, by=actor, now=store_time(session))

    def write(roll: int, out: Path, watch: Watch) -> RollWritten | None:
        files = import_module("gridcenter.services.roll_files")  # heavy: no window waits for it
        try:
            written: RollWritten = files.write_roll(
                store, roll, out, by=actor, zone=zone, progress=watched(watch)
            )
        except Cancelled:
            return None
        return written

    kinds = tuple((one.key, one.name, one.opens_columns) for one in settings.rolls)
    doing = {"NW": settings.roles["ask"], "AX": settings.roles["approve"]}
    return RollPorts(rolls, kinds, ask, approve, refuse, write, not_done_by(actor.role, doing))


def not_done_by(role: str, doing: Mapping[str, Set[str]]) -> frozenset[str]:
    """Return the keys that a role has no use for; `doing` has roles by the keys that they use."""
    return frozenset(key for keys, roles in doing.items() if role not in roles for key in keys)


def watched(watch: Watch) -> OnProgress:
    """Return what tells a desk's strip how far long work is, and stops the work when the strip says so."""

    def tell(made: Progress) -> None:
        if not watch(made.part, made.done, made.total or 0):
            raise Cancelled

    return tell
