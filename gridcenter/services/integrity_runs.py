"""Running integrity rules (数据核查) over the registers of an area, and trying one before it is switched on.

A run reads first, in portions, and writes at the end in one short transaction: whoever works meanwhile waits for
nothing, and a run that is stopped leaves nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.integrity import (
    EndedWhy,
    HitLine,
    Rule,
    RuleRun,
    Run,
    Tried,
)
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.audited_lists import write_listing
from gridcenter.services.integrity_findings import Finding, Found, found_in
from gridcenter.services.integrity_hits import QUOTAS, hit_lines, local_day
from gridcenter.services.integrity_rules import integrity_settings
from gridcenter.services.integrity_switches import digest_of, require_role, switched_on
from gridcenter.services.progress import OnProgress, unwatched
from gridcenter.services.recording import DONE
from gridcenter.services.tickets import check_quotas, writable_chain, write_line
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time
from gridcenter.store.integrity import HitRow, end_hits, keep_hits, last_switches, move_hits, still_there
from gridcenter.store.models import IntegrityRun
from gridcenter.store.numbers import lock_rules
from gridcenter.store.register_passes import Met

RUN, TRY = "rule_run", audit.RULE_TRY
"""Actions of the audit rows."""
SAMPLE = 20


def run_rules(store: Store, *, by: Actor, progress: OnProgress = unwatched) -> Run:
    """Run every rule that is switched on over the actor's area; opens its own transactions.

    A contradiction found before stays the same hit; one that is gone ends. Of a rule that finds more than the limit
    of the rules nothing is kept.

    Raises:
        RuleBroken: The role may not, or no rule is switched on.
        Cancelled: From `progress`; nothing was written then.
    """
    require_role(integrity_settings().roles.run, by)
    with store.read() as session:
        begun = store_time(session)
        day = local_day(session, begun)
        rules = switched_on(session)
        if not rules:
            raise RuleBroken(tr("no rule is switched on: try one and switch it on first"))
        found, checked = found_in(
            session, [rule for _, rule in rules], area=by.area, day=day, progress=progress
        )
    with store.begin() as session:
        lock_rules(session)
        now = store_time(session)
        lasting = {line.id for line in last_switches(session).values() if line.on}
        kept = [rule for line, rule in rules if line.id in lasting]
        return keep_run(session, kept, found, by=by, begun=begun, now=now, day=day, checked=checked)


def try_rule(store: Store, rule: Rule, *, by: Actor, progress: OnProgress = unwatched) -> Tried:
    """Count what a rule would find in the actor's area and show a few, masked; audited before any is shown.

    Opens its own transactions.

    Raises:
        RuleBroken: The role may not, or asks too often.
        Cancelled: From `progress`; nothing was written then.
    """
    require_role(integrity_settings().roles.run | integrity_settings().roles.switch, by)
    with store.read() as session:
        begun = store_time(session)
        day = local_day(session, begun)
        found, checked = found_in(session, [rule], area=by.area, day=day, progress=progress)
    with store.begin() as session:
        now = store_time(session)
        shown = found[rule.key].first(SAMPLE)
        number = found[rule.key].number
        keep_trial(session, rule, number, shown, by=by, begun=begun, now=now, day=day, checked=checked)
    with store.read() as session:
        lines = _sample(session, rule, shown, now=now, today=day)
    return Tried(rule, checked, number, lines)


def keep_run(
    session: Session,
    rules: Sequence[Rule],
    found: Found,
    *,
    by: Actor,
    begun: datetime,
    now: datetime,
    day: date,
    checked: int,
) -> Run:
    """Write the run and bring the hits up to date with it; the caller owns the transaction."""
    end = writable_chain(session, by, RUN, ())
    before = still_there(session, [rule.key for rule in rules])
    told = [_compared(rule, found[rule.key], before, area=by.area) for rule in rules]
    lines = tuple(line for line, _, _ in told)
    row = IntegrityRun(
        area=by.area,
        day=day,
        begun_at=begun,
        ended_at=now,
        checked=checked,
        rules=json.dumps([asdict(line) for line in lines]),
        account_id=by.account_id,
        who=by.name,
        role=by.role,
    )
    session.add(row)
    session.flush()
    for rule, (_, new, gone) in zip(rules, told, strict=True):
        end_hits(session, gone, EndedWhy.GONE, now=now)
        keep_hits(
            session, ((rule.key, rule.version, rule.subject, met) for met in new), run_id=row.id, now=now
        )
    move_hits(session, list(_moved(found, before)))
    said = f"{row.id}: {sum(line.found for line in lines)}"
    write_line(session, end, AuditRow(now, by.account_id, RUN, DONE, "", "", "", "", fields=said))
    return Run(row.id, day, by.area, checked, lines)


Before = dict[tuple[str, int], tuple[int, str, str]]


def _compared(
    rule: Rule, found: Finding, before: Before, *, area: str
) -> tuple[RuleRun, list[Met], list[int]]:
    """Return what a run says of a rule, what is new, and the hits that are gone."""
    if found.too_many:
        return RuleRun(rule.key, rule.version, found.number, 0, 0, too_many=True), [], []
    new = [met for subject, met in found.met.items() if (rule.key, subject) not in before]
    gone = [
        hit
        for (key, subject), (hit, community, grid) in before.items()
        if key == rule.key and subject not in found.met and (within(community, area) or within(grid, area))
    ]
    return RuleRun(rule.key, rule.version, found.number, len(new), len(gone)), new, gone


def _moved(found: Found, before: Before) -> Iterator[tuple[int, Met]]:
    """Yield hits whose subject is somewhere else now."""
    for (rule, subject), (hit, *place) in before.items():
        met = found[rule].met.get(subject)
        if met is not None and place != [met.community_code, met.grid_code]:
            yield hit, met


def keep_trial(
    session: Session,
    rule: Rule,
    number: int,
    shown: Sequence[Met],
    *,
    by: Actor,
    begun: datetime,
    now: datetime,
    day: date,
    checked: int,
) -> None:
    """Write down that a rule was tried and whom it shows; the caller owns the transaction.

    Raises:
        RuleBroken: The account asks too often.
    """
    end = writable_chain(session, by, TRY, tuple(quota.count for quota in QUOTAS))
    check_quotas(QUOTAS, end.moments, now)
    session.add(
        IntegrityRun(
            digest=digest_of(rule),
            area=by.area,
            day=day,
            begun_at=begun,
            ended_at=now,
            checked=checked,
            rules=json.dumps([asdict(RuleRun(rule.key, rule.version, number, 0, 0))]),
            account_id=by.account_id,
            who=by.name,
            role=by.role,
        )
    )
    session.flush()
    row = AuditRow(now, by.account_id, TRY, audit.SHOWN, "", "", "", "")
    write_listing(session, end, row, rule.key, number, [met.person_id for met in shown])


def _sample(
    session: Session, rule: Rule, found: Sequence[Met], *, now: datetime, today: date
) -> tuple[HitLine, ...]:
    rows = [
        HitRow(
            -place,
            rule.key,
            rule.subject,
            met.subject_id,
            met.person_id,
            met.premises_id,
            met.household_id,
            now,
            None,
            "",
            "",
            0,
            met.grid_code,
            met.community_code,
        )
        for place, met in enumerate(found, 1)
    ]
    return hit_lines(session, rows, {rule.key: rule}, today=today)
