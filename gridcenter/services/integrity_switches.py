"""Which integrity rules run (启用、停用): switched on by a person after a trial, with a reason; kept for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.integrity import EndedWhy, Rule, RuleState
from gridcenter.domain.people import Actor
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.integrity_rules import integrity_settings, rule_of_definition
from gridcenter.services.recording import DONE, LONGEST_REASON, check_length
from gridcenter.services.tickets import writable_chain, write_line
from gridcenter.store.audit import AuditRow
from gridcenter.store.integrity import (
    SwitchLine,
    Tally,
    end_hits,
    last_switches,
    still_there,
    tallies,
    tried_digests,
)
from gridcenter.store.models import IntegritySwitch
from gridcenter.store.numbers import lock_rules

SWITCH = "rule_switch"
"""Action of the audit rows."""


def rule_states(session: Session, *, by: Actor, rules: Sequence[Rule] = ()) -> list[RuleState]:
    """Return the rules of the program, or `rules`, with what the store knows of them in the actor's area.

    A rule that was ever switched on is listed, too, also when no file names it any more.
    """
    listed_rules = [*(rules or integrity_settings().rules)]
    switches = last_switches(session)
    known = {rule.key for rule in listed_rules}
    listed_rules += [_kept(line) for line in switches.values() if line.rule not in known]
    counted = tallies(session, area=by.area)
    tried = tried_digests(session, [digest_of(rule) for rule in listed_rules])
    return [
        _state(rule, switches.get(rule.key), counted.get(rule.key, Tally()), digest_of(rule) in tried)
        for rule in listed_rules
    ]


def switched_on(session: Session) -> list[tuple[SwitchLine, Rule]]:
    """Return what runs: rules as they were when they were switched on."""
    return [(line, _kept(line)) for line in last_switches(session).values() if line.on]


def rule_named(session: Session, key: str) -> Rule:
    """Return a rule of the program, or a centre's own as it was last switched.

    Raises:
        WrongUse: There is none with this key.
    """
    shipped = {rule.key for rule in integrity_settings().rules}
    line = None if key in shipped else last_switches(session).get(key)
    return integrity_settings().rule(key) if line is None else _kept(line)


def switch_on(session: Session, rule: Rule, *, reason: str, by: Actor, now: datetime) -> None:
    """Let a rule run from now on; the caller owns the transaction.

    Raises:
        RuleBroken: The role may not, nobody tried this text of the rule, it runs already, or it was changed
            without a higher version.
        BadInput: No reason is given.
    """
    said = _checked(reason, by)
    lock_rules(session)
    last = last_switches(session).get(rule.key)
    if last is not None and last.definition == rule.definition and last.on:
        raise RuleBroken(tr("the rule {key} is switched on already").format(key=rule.key))
    if last is not None and last.definition != rule.definition and last.version >= rule.version:
        sentence = tr("the rule {key} was changed: give it a higher version than {version}")
        raise RuleBroken(sentence.format(key=rule.key, version=last.version))
    if not tried_digests(session, [digest_of(rule)]):
        sentence = tr("nobody has tried this rule yet: gridcenter rules try {key}")
        raise RuleBroken(sentence.format(key=rule.key))
    _keep(session, rule, on=True, reason=said, by=by, now=now)


def switch_off(session: Session, key: str, *, reason: str, by: Actor, now: datetime) -> int:
    """Let a rule run no more, end its hits, and return how many; the caller owns the transaction.

    Raises:
        RuleBroken: The role may not, or the rule does not run.
        BadInput: No reason is given.
    """
    said = _checked(reason, by)
    lock_rules(session)
    last = last_switches(session).get(key)
    if last is None or not last.on:
        raise RuleBroken(tr("the rule {key} is not switched on").format(key=key[:40]))
    _keep(session, _kept(last), on=False, reason=said, by=by, now=now)
    open_ones = [hit for hit, _, _ in still_there(session, [key]).values()]
    end_hits(session, open_ones, EndedWhy.OFF, now=now)
    return len(open_ones)


def digest_of(rule: Rule) -> str:
    """Return what tells two texts of a rule apart."""
    return sha256(rule.definition.encode()).hexdigest()


def require_role(roles: frozenset[str], by: Actor) -> None:
    """Refuse whoever has none of the roles.

    Raises:
        RuleBroken: It names them.
    """
    if by.role not in roles:
        names = listed(pick(ROLE_NAMES[role]) for role in sorted(roles))
        raise RuleBroken(tr("This is for these roles only: {roles}.").format(roles=names))


def _checked(reason: str, by: Actor) -> str:
    require_role(integrity_settings().roles.switch, by)
    said = check_length(reason, longest=LONGEST_REASON)
    if not said:
        raise BadInput(tr("write why the rule is switched"))
    return said


def _state(rule: Rule, last: SwitchLine | None, tally: Tally, tried: bool) -> RuleState:
    return RuleState(
        rule,
        last.version if last is not None and last.on else None,
        tried,
        tally.open,
        tally.waiting,
        tally.decided,
        tally.false_alarms,
    )


def _kept(line: SwitchLine) -> Rule:
    return rule_of_definition(line.definition)


def _keep(session: Session, rule: Rule, *, on: bool, reason: str, by: Actor, now: datetime) -> None:
    end = writable_chain(session, by, SWITCH, ())
    session.add(
        IntegritySwitch(
            rule=rule.key,
            rule_version=rule.version,
            on=on,
            definition=rule.definition,
            reason=reason,
            at=now,
            account_id=by.account_id,
            who=by.name,
            role=by.role,
        )
    )
    session.flush()
    what = f"{'on' if on else 'off'} {rule.key} {rule.version}"
    write_line(session, end, AuditRow(now, by.account_id, SWITCH, DONE, "", "", reason, "", fields=what))
