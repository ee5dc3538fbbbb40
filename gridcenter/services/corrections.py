"""Correcting (更正) what an open incident was filed under: its category and situation, or how urgent it is.

The clocks go on under the limits that follow; nobody is sent who was not sent before: what the responsibility list
proposes now is told, and stays for a person to act on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.domain.corrections import CATEGORY as CATEGORY_INPUT
from gridcenter.domain.corrections import (
    CORRECT_CATEGORY,
    CORRECTION_NAMES,
    GRADE_NAMES,
    NO,
    REASON,
    SITUATION,
    URGENT,
    YES,
    YES_OR_NO,
    CorrectionPreview,
    not_open,
)
from gridcenter.domain.corrections import GRADE as GRADE_INPUT
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.incidents import Severity
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import pick, tr
from gridcenter.services.cards import role_words
from gridcenter.services.corrected_routing import parted_lines, proposal_now
from gridcenter.services.flows import CITY_MATTER, flow_for, own_flow
from gridcenter.services.ledger import Ledger
from gridcenter.services.ledger_rows import Corrected
from gridcenter.services.locked_incidents import keep_incident, locked_incident, refuse_stale, seen_incident
from gridcenter.services.recording import LONGEST_REASON, LONGEST_TEXT, Said, check_length, record_step
from gridcenter.services.situations import chosen_standard, situation_name, situations_of
from gridcenter.store.calendars import working_calendar
from gridcenter.store.categories import CategoryNode, category_coded
from gridcenter.store.models import Category, Incident, Standard
from gridcenter.store.standards import standard_for


def correct(
    session: Session,
    incident_id: int,
    *,
    version: int,
    action: str,
    inputs: Mapping[str, str],
    by: Actor,
    now: datetime,
) -> int:
    """Correct the category or the urgency and return the incident's new version; the caller owns the transaction.

    What an input does not name stays as it is, except that another category comes with its first situation.

    Raises:
        RuleBroken: Not for this role, the incident has ended, somebody else was faster, or the category has another
            flow.
        BadInput: No reason, an unknown value, or nothing that would change.
    """
    incident = locked_incident(session, incident_id, by)
    template = own_flow(session, incident)
    refuse_stale(session, incident, version, template)
    refusal = why_not_correct(template, incident.state, action, by)
    if refusal:
        raise RuleBroken(refusal)
    said = {code: value.strip() for code, value in inputs.items()}
    reason = check_length(said.get(REASON, ""), longest=LONGEST_REASON)
    ledger = Ledger(session, incident, flow=template)
    told = _corrected(session, incident, ledger, template, action=action, said=said, now=now)
    if not reason:
        raise BadInput(tr("write why it is corrected"))
    if action == CORRECT_CATEGORY:
        told += parted_lines(session, incident)
    keep_incident(session, incident, now=now)
    ledger.write()
    record_step(
        session,
        incident,
        action=action,
        from_state=incident.state,
        unit_id=by.unit_id,
        said=Said(check_length("\n".join(told), longest=2 * LONGEST_TEXT), reason),
        by=by,
        now=now,
    )
    return incident.version


def correction_preview(
    session: Session,
    incident_id: int,
    action: str,
    inputs: Mapping[str, str],
    *,
    by: Actor,
    now: datetime,
) -> CorrectionPreview:
    """Return what a correction would do to the incident as it is now; reads only."""
    incident = seen_incident(session, incident_id)
    if not within(incident.community_code, by.area):
        return CorrectionPreview(refusal=tr("there is no such incident in your area"))
    said = {code: value.strip() for code, value in inputs.items()}
    template = own_flow(session, incident)
    ledger = Ledger(session, incident, flow=template)
    try:
        told = _corrected(session, incident, ledger, template, action=action, said=said, now=now)
    except RuleBroken as refusal:
        return CorrectionPreview(refusal=str(refusal))
    except BadInput as refusal:
        if action == CORRECT_CATEGORY and not said.get(CATEGORY_INPUT):
            return CorrectionPreview()
        return CorrectionPreview(situations_of(session, incident, now=now), refusal=str(refusal))
    return CorrectionPreview(situations_of(session, incident, now=now), tuple(told))


def why_not_correct(template: FlowTemplate, state: str, action: str, by: Actor) -> str:
    """Return why this person cannot make this correction in this state; empty when he can."""
    if template.state(state).final:
        return not_open(action)
    roles = template.corrections.get(action, frozenset())
    name = pick(CORRECTION_NAMES[action])
    if not roles:
        return tr("the flow “{flow}” has no “{move}”").format(flow=pick(template.name), move=name)
    if by.role not in roles:
        return tr("“{move}” is for: {roles}").format(move=name, roles=role_words(template, roles))
    return ""


def _corrected(
    session: Session,
    incident: Incident,
    ledger: Ledger,
    template: FlowTemplate,
    *,
    action: str,
    said: Mapping[str, str],
    now: datetime,
) -> list[str]:
    """Change the copy of the incident and its ledger; return a sentence for everything that changed.

    Raises:
        RuleBroken: The category has another flow.
        BadInput: An unknown value, or nothing that would change.
    """
    zone = ZoneInfo(working_calendar(session).zone)
    apply = _recategorise if action == CORRECT_CATEGORY else _reprioritise
    told = [
        tr("{what}: {before} → {after}").format(what=what, before=before, after=after)
        for what, before, after in apply(session, incident, template, said, now)
        if before != after
    ]
    if not told:
        raise BadInput(tr("nothing would change: choose what is right"))
    told += [_clock_told(template, one, zone, now) for one in ledger.correct(action=action, now=now)]
    if action == CORRECT_CATEGORY:
        told += proposal_now(session, incident, template, now=now, zone=zone)
    return told


_Changes = list[tuple[str, str, str]]
"""What changed, and how it stood before and stands now."""


def _recategorise(
    session: Session, incident: Incident, template: FlowTemplate, said: Mapping[str, str], now: datetime
) -> _Changes:
    node, former = _category(session, said), session.get_one(Category, incident.category_id)
    _refuse_other_flow(session, incident, node, former, template)
    situation = _situation(session, incident)
    incident.category_id = node.id
    if node.id != former.id:
        day = now.astimezone(ZoneInfo(working_calendar(session).zone)).date()
        first = standard_for(session, node.id, day=day)
        incident.standard_id = None if first is None else first.id
    _choose_situation(session, incident, said, now)
    before = _shown(Name(former.name, former.name_en), former.code)
    return [
        (tr("category"), before, _shown(node.name, node.code)),
        (tr("situation"), situation, _situation(session, incident)),
    ]


def _reprioritise(
    session: Session, incident: Incident, _template: FlowTemplate, said: Mapping[str, str], now: datetime
) -> _Changes:
    urgent, grade, situation = incident.urgent, incident.severity, _situation(session, incident)
    _choose_situation(session, incident, said, now)
    incident.urgent = _answer(said.get(URGENT, ""), incident.urgent)
    incident.severity = _grade(said.get(GRADE_INPUT, ""), incident.severity)
    return [
        (tr("urgent"), _yes_or_no(urgent), _yes_or_no(incident.urgent)),
        (tr("grade"), pick(GRADE_NAMES[Severity(grade)]), pick(GRADE_NAMES[Severity(incident.severity)])),
        (tr("situation"), situation, _situation(session, incident)),
    ]


def _category(session: Session, said: Mapping[str, str]) -> CategoryNode:
    set_key, _, code = said.get(CATEGORY_INPUT, "").rpartition("/")
    if not code:
        raise BadInput(tr("choose a category: type its name, pinyin, initials or code"))
    found = category_coded(session, code, set_key=set_key)
    if found is None:
        raise BadInput(tr("there is no category “{code}”").format(code=code))
    return found


def _refuse_other_flow(
    session: Session, incident: Incident, node: CategoryNode, former: Category, template: FlowTemplate
) -> None:
    """An incident keeps its flow: only a category that leads to it will do, or to where the former one led. One whose
    flow was chosen by hand takes any.

    Raises:
        RuleBroken: The category has another flow.
    """
    led = flow_for(session, node.set_key, _major_code(session, node.major_id))
    fits = {incident.flow, flow_for(session, former.set_key, _major_code(session, former.major_id)).key}
    by_hand = not template.serves and template.key != CITY_MATTER
    if led.key not in fits and not by_hand:
        raise RuleBroken(
            tr(
                "“{category}” goes by the flow “{flow}” and this incident by “{own}”: make it void and report it "
                "anew under that category"
            ).format(category=pick(node.name), flow=pick(led.name), own=pick(template.name))
        )


def _major_code(session: Session, major_id: int | None) -> str:
    major = session.get(Category, major_id) if major_id is not None else None
    return "" if major is None else major.code


def _choose_situation(session: Session, incident: Incident, said: Mapping[str, str], now: datetime) -> None:
    if said.get(SITUATION):
        incident.standard_id = chosen_standard(session, incident, said[SITUATION], now=now)


def _situation(session: Session, incident: Incident) -> str:
    found = session.get(Standard, incident.standard_id) if incident.standard_id is not None else None
    return tr("no standard") if found is None else pick(situation_name(session, found))


def _answer(text: str, present: bool) -> bool:
    if text not in ("", YES, NO):
        raise BadInput(tr("“{value}” says neither yes nor no").format(value=text))
    return text == YES if text else present


def _grade(text: str, present: int) -> int:
    if not text:
        return present
    if text not in {str(int(grade)) for grade in Severity}:
        raise BadInput(tr("there is no grade “{value}”: choose one from the list").format(value=text))
    return int(text)


def _yes_or_no(value: bool) -> str:
    return pick(YES_OR_NO[YES if value else NO])


def _shown(name: Name, code: str) -> str:
    return f"{pick(name)} ({code})"


def _clock_told(template: FlowTemplate, one: Corrected, zone: ZoneInfo, now: datetime) -> str:
    """Say how a clock goes on: under which limit instead of which, and until when instead of when."""
    clock = one.held.clock
    words = {
        "clock": pick(template.clock_name(clock.kind, clock.state)),
        "before": one.limit.text,
        "after": one.held.stated.text,
        "due": f"{clock.due_at.astimezone(zone):%m-%d %H:%M}",
        "former": f"{one.due_at.astimezone(zone):%m-%d %H:%M}",
    }
    if clock.paused:
        return tr("{clock}: {before} → {after}, stays parked").format(**words)
    if clock.due_at <= now:
        return tr("{clock}: {before} → {after}, overdue since {due} (was due {former})").format(**words)
    return tr("{clock}: {before} → {after}, due {due} (was due {former})").format(**words)
