"""Flows of a centre's own: put in as text, played through, switched on by a second person, and switched off again.

Each version stays for good. What was reported under one goes on under it; only new incidents get another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import yaml
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.flow_flaws import clashes
from gridcenter.domain.flow_reading import FlawedFlow, read_flow
from gridcenter.domain.flow_simulation import PACE, FlowSimulation
from gridcenter.domain.own_flows import (
    KEEPERS,
    OFF,
    ON,
    SIMULATED,
    FlowDeed,
    FlowState,
    FlowVersion,
    in_force_after,
)
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.services.flows import (
    SHIPPED,
    flow,
    flow_keys,
    flow_version,
    flows_in_force,
    shipped_text,
)
from gridcenter.services.plain_yaml import parsed_yaml
from gridcenter.services.recording import LONGEST_REASON, audit_step, check_length
from gridcenter.services.whole_store import part_refusal, refuse_part
from gridcenter.store.calendars import working_calendar
from gridcenter.store.models import FlowSwitch, FlowText
from gridcenter.store.own_flows import (
    active_accounts,
    flow_deeds,
    flow_text,
    flow_texts,
    lock_flow,
    next_deed,
    open_incidents_by_version,
)

LONGEST_FLOW = 1_000_000
"""Letters."""


def why_not_keep_flows(by: Actor) -> str:
    """Return why this person neither puts flows in nor switches them; empty when he may."""
    if by.role in KEEPERS:
        return ""
    return tr("your role does not change flows: ask an administrator, a leader or the shift supervisor")


def why_not_change_flows(session: Session, by: Actor) -> str:
    """Return why this person changes no flow of this store, by role or by area; empty when he may."""
    return why_not_keep_flows(by) or part_refusal(session, by)


def checked_flow(text: str, *, name: str) -> FlowTemplate:
    """Read a flow and check it; `name` says in a refusal which text is meant.

    Raises:
        FlawedFlow: It has flaws; each is named, with its line where it is about one entry.
        BadInput: It is no flow.
    """
    if len(text) > LONGEST_FLOW:
        raise BadInput(tr("it is larger than a megabyte: this is another kind of file"))
    raw = parsed_yaml(text, name)
    try:
        return read_flow(raw)
    except FlawedFlow as refusal:
        lines = _lines(text)
        found = [_with_line(flaw, lines) for flaw in refusal.flaws]
        raise FlawedFlow(
            tr("{file} cannot be switched on ({n}):").format(file=name, n=len(found)), found
        ) from refusal


def put_flow(session: Session, text: str, *, name: str, by: Actor, now: datetime) -> FlowTemplate:
    """Keep a new version of a flow as a draft and return it with its number; the caller owns the transaction.

    Raises:
        RuleBroken: Not by this role.
        FlawedFlow, BadInput: The text is no flow, has flaws, or is the newest version already.
    """
    _refuse(why_not_keep_flows(by))
    refuse_part(session, by)
    template = checked_flow(text, name=name)
    lock_flow(session, template.key)
    known = flow_texts(session, template.key)
    number = known[-1].number + 1 if known else SHIPPED + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    if known and known[-1].sha256 == digest:
        raise BadInput(
            tr("this text is version {number} of the flow “{flow}” already").format(
                number=number - 1, flow=template.key
            )
        )
    _audit(session, "put", template.key, number, by, now)
    session.add(
        FlowText(
            key=template.key,
            number=number,
            text=text,
            sha256=digest,
            put_at=now,
            putter_id=by.account_id,
            putter=by.name,
            putter_role=by.role,
        )
    )
    session.flush()
    return replace(template, version=number)


def simulate_flow(
    session: Session,
    key: str,
    number: int,
    *,
    start: datetime,
    by: Actor,
    now: datetime,
    moves: Sequence[str] = (),
    pace: int = PACE,
) -> tuple[FlowSimulation, str]:
    """Play a version through; return it with the sentence that ended it early. What it came to is kept with it.

    Only the shipped versions leave nothing: nobody switches them on. The caller owns the transaction.

    Raises:
        RuleBroken: Not by this role.
        BadInput: There is no such version.
    """
    _refuse(why_not_keep_flows(by))
    played = FlowSimulation(flow_version(session, key, number), working_calendar(session), start=start)
    refusal = ""
    try:
        played.walk(moves or played.usual_actions(), pace=pace)
    except RuleBroken as refused:
        refusal = str(refused)
    if not refusal and not played.template.states[played.state].final:
        refusal = tr("the moves taken do not lead to an end")
    if flow_text(session, key, number) is not None:
        lock_flow(session, key)
        _audit(session, SIMULATED, key, number, by, now)
        _note(session, key, number, SIMULATED, by=by, now=now, outcome=refusal)
    return played, refusal


def switch_on(session: Session, key: str, number: int, *, reason: str, by: Actor, now: datetime) -> int:
    """Give new incidents this version; return how many open ones stay under others. The caller owns the transaction.

    Raises:
        RuleBroken: Not by this role or person, it is on already, or was not played through to an end.
        FlawedFlow, BadInput: There is no such version, no reason, or the text does not stand the check.
    """
    _refuse(why_not_keep_flows(by))
    refuse_part(session, by)
    said = _reason(reason)
    lock_flow(session, key)
    version = flow_record(session, key, number)
    if version.state is FlowState.ON:
        raise RuleBroken(tr("this version is in force already"))
    if number != SHIPPED or key not in flow_keys():
        _check_ripe(session, version, by)
    staying = staying_open(session, key, number)
    _audit(session, ON, key, number, by, now)
    _note(session, key, number, ON, by=by, now=now, reason=said)
    return staying


def switch_off(session: Session, key: str, *, reason: str, by: Actor, now: datetime) -> int:
    """Give new incidents the version before; return its number, 0 where there is none. The caller owns the
    transaction.

    Raises:
        RuleBroken: Not by this role, or nothing lies before: the shipped versions cannot be switched off.
        BadInput: There is no reason.
    """
    _refuse(why_not_keep_flows(by))
    refuse_part(session, by)
    said = _reason(reason)
    lock_flow(session, key)
    stack = in_force_after(flow_deeds(session, key), shipped=_shipped(key))
    if len(stack) == 1:
        raise RuleBroken(
            tr("the flow “{flow}” is as the program ships it: there is nothing to switch off").format(
                flow=key
            )
        )
    _audit(session, OFF, key, stack[-1], by, now)
    _note(session, key, stack[-2], OFF, by=by, now=now, reason=said)
    return stack[-2]


def staying_open(session: Session, key: str, number: int) -> int:
    """Return how many open incidents of the flow stay under other versions than this one."""
    counts = open_incidents_by_version(session)
    return sum(count for (own, version), count in counts.items() if own == key and version != number)


def flow_record(session: Session, key: str, number: int) -> FlowVersion:
    """Return what is known of one version.

    Raises:
        BadInput: There is no such version.
    """
    for one in flow_records(session, key):
        if one.number == number:
            return one
    raise BadInput(
        tr("this store has no version {number} of the flow “{flow}”").format(flow=key, number=number)
    )


def flow_records(session: Session, key: str = "") -> list[FlowVersion]:
    """Return every version of one flow or of all: by flow, the city's first, the newest version first."""
    texts = flow_texts(session, key)
    keys = dict.fromkeys([*flow_keys(), *(one.key for one in texts)])
    counts = open_incidents_by_version(session)
    found = []
    for one in [key] if key else keys:
        deeds = flow_deeds(session, one)
        present = in_force_after(deeds, shipped=_shipped(one))[-1]
        own = [_record(session, row, deeds, present, counts) for row in texts if row.key == one]
        found += [*reversed(own), *_shipped_record(one, deeds, present, counts)]
    return found


def text_of_version(session: Session, key: str, number: int) -> str:
    """Return a version as it was written.

    Raises:
        BadInput: There is no such version.
    """
    text = shipped_text(key) if number == SHIPPED and key in flow_keys() else flow_text(session, key, number)
    if text is None:
        raise BadInput(
            tr("this store has no version {number} of the flow “{flow}”").format(flow=key, number=number)
        )
    return text


def _record(
    session: Session,
    row: FlowText,
    deeds: Sequence[FlowDeed],
    present: int,
    counts: dict[tuple[str, int], int],
) -> FlowVersion:
    own = [deed for deed in deeds if deed.number == row.number]
    on = next((deed for deed in reversed(own) if deed.deed in (ON, OFF)), None)
    state = FlowState.ON if present == row.number else FlowState.RETIRED if on else FlowState.DRAFT
    return FlowVersion(
        template=flow_version(session, row.key, row.number),
        state=state,
        put_at=row.put_at,
        putter=row.putter,
        simulated=next((one for one in reversed(own) if one.deed == SIMULATED and not one.outcome), None),
        on=on,
        open_incidents=counts.get((row.key, row.number), 0),
    )


def _shipped_record(
    key: str, deeds: Sequence[FlowDeed], present: int, counts: dict[tuple[str, int], int]
) -> list[FlowVersion]:
    if key not in flow_keys():
        return []
    state = FlowState.ON if present == SHIPPED else FlowState.RETIRED
    on = next((deed for deed in reversed(deeds) if deed.number == SHIPPED and deed.deed != SIMULATED), None)
    return [FlowVersion(flow(key), state, None, "", None, on, counts.get((key, SHIPPED), 0))]


def _shipped(key: str) -> int:
    return SHIPPED if key in flow_keys() else 0


def _check_ripe(session: Session, version: FlowVersion, by: Actor) -> None:
    """Refuse what was not played through, does not stand today's check, or was put in by the same person."""
    text = flow_text(session, version.key, version.number) or ""
    template = checked_flow(text, name=f"{version.key} {version.number}")
    if version.simulated is None:
        raise RuleBroken(
            tr("this version was not played through to an end yet: simulate it before it is switched on")
        )
    if _putter_id(session, version) == by.account_id and active_accounts(session, KEEPERS) > 1:
        raise RuleBroken(tr("you put this version in yourself: somebody else must switch it on"))
    found = clashes(template, flows_in_force(session))
    if found:
        raise FlawedFlow(tr("it cannot be switched on beside the others:") + " " + found[0], found)


def _putter_id(session: Session, version: FlowVersion) -> int:
    rows = flow_texts(session, version.key)
    return next(row.putter_id for row in rows if row.number == version.number)


def _note(
    session: Session,
    key: str,
    number: int,
    deed: str,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    outcome: str = "",
) -> None:
    session.add(
        FlowSwitch(
            key=key,
            sequence=next_deed(session, key),
            number=number,
            deed=deed,
            at=now,
            actor_id=by.account_id,
            actor=by.name,
            actor_role=by.role,
            reason=reason,
            outcome=outcome,
        )
    )
    session.flush()


def _audit(session: Session, deed: str, key: str, number: int, by: Actor, now: datetime) -> None:
    if not audit_step(session, "", action=f"flow {deed} {key} {number}", by=by, now=now):
        raise RuleBroken(tr("flows are changed by accounts of this store only"))


def _reason(text: str) -> str:
    said = check_length(text, longest=LONGEST_REASON)
    if not said:
        raise BadInput(tr("write why the flow is switched"))
    return said


def _refuse(sentence: str) -> None:
    if sentence:
        raise RuleBroken(sentence)


def _lines(text: str) -> dict[str, int]:
    """Return the line of every entry by its code, and of the names at the top; the first of two counts."""
    found: dict[str, int] = {}
    moves: dict[str, int] = {}
    top = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in top.value if isinstance(top, yaml.MappingNode) else ():
        found.setdefault(key.value, key.start_mark.line + 1)
        for entry in value.value if isinstance(value, yaml.SequenceNode) else ():
            for name, code in entry.value if isinstance(entry, yaml.MappingNode) else ():
                if name.value in ("code", "action"):
                    kept = moves if name.value == "action" else found
                    kept.setdefault(code.value, entry.start_mark.line + 1)
    return found | moves  # a stage may be called as a move is: flaws are about moves


def _with_line(flaw: str, lines: dict[str, int]) -> str:
    """Put the line of the entry that a flaw names before it, where there is one."""
    named = [part.partition("”")[0] for part in flaw.split("“")[1:]]
    line = next((lines[name] for name in named if name in lines), None)
    return flaw if line is None else tr("line {line}: {what}").format(line=line, what=flaw)
