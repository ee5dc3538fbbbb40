"""What a person may do about the applications of one incident, as the desk offers it beside the moves of the flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from gridcenter.domain.adjustments import APPROVE, DECISION_LETTERS, REFUSE, TAKE_BACK
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.move_choices import FieldChoice, MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.adjustments import (
    approve,
    is_applicant,
    refuse,
    shown_day,
    shown_moment,
    why_not_decide,
    withdraw,
)
from gridcenter.services.flows import own_flow
from gridcenter.services.lapsing import pending_of
from gridcenter.services.step_inputs import OPINION
from gridcenter.store.models import Adjustment, Incident

NAMES = {
    APPROVE: Name("批准申请", "approve the application"),
    REFUSE: Name("不批准申请", "refuse the application"),
    TAKE_BACK: Name("撤回申请", "withdraw the application"),
}
APPLICATION = "application"
GROUND = MoveField("reason", Name("不批准的理由", "why it is refused"), "text")
REMARK = MoveField("reason", Name("撤回理由", "why it is withdrawn"), "text", required=False)


def adjustment_choices(session: Session, incident_id: int, *, by: Actor) -> list[MoveChoice]:
    """Return what can be done about applications that await a decision; nothing where there are none.

    Whoever may not decide is told who does, once.
    """
    incident = session.get(Incident, incident_id)
    if incident is None or not incident.applications or not within(incident.community_code, by.area):
        return []
    pending = pending_of(session, incident_id)
    template = own_flow(session, incident)
    refusals = [why_not_decide(one, template, by) for one in pending]
    decided = [one for one, refusal in zip(pending, refusals, strict=True) if not refusal]
    choices = []
    if decided:
        which = _which(session, incident, decided)
        choices += [_choice(APPROVE, (which,), opinion=True), _choice(REFUSE, (which, GROUND))]
    elif pending:
        choices.append(_choice(APPROVE, (), refusal=refusals[0]))
    own = [one for one in pending if is_applicant(one, by)]
    if own:
        choices.append(_choice(TAKE_BACK, (_which(session, incident, own), REMARK)))
    return choices


def act_on_application(
    session: Session,
    incident_id: int,
    *,
    version: int,
    action: str,
    inputs: Mapping[str, str],
    by: Actor,
    now: datetime,
) -> int:
    """Do what `adjustment_choices` offered, with what the desk's form holds; return the incident's new version.

    Raises:
        RuleBroken, BadInput: As `approve`, `refuse` and `withdraw` do.
    """
    application_id = _named(session, incident_id, inputs.get(APPLICATION, ""))
    if action == APPROVE:
        opinion = inputs.get(OPINION, "")
        return approve(session, application_id, version=version, opinion=opinion, by=by, now=now)
    if action == REFUSE:
        return refuse(session, application_id, reason=inputs.get("reason", ""), by=by, now=now)
    if action == TAKE_BACK:
        return withdraw(session, application_id, reason=inputs.get("reason", ""), by=by, now=now)
    raise BadInput(tr("with applications one cannot “{action}”").format(action=action))


def _choice(
    action: str, fields: tuple[MoveField, ...], *, refusal: str = "", opinion: bool = False
) -> MoveChoice:
    return MoveChoice(
        action=action,
        name=NAMES[action],
        fields=fields,
        refusal=refusal,
        usual=False,
        letter=DECISION_LETTERS[action],
        opinion=opinion,
    )


def _which(session: Session, incident: Incident, applications: Sequence[Adjustment]) -> MoveField:
    """Return the field that names one of these applications, with who asks for what."""
    template = own_flow(session, incident)
    choices = []
    for one in applications:
        move = template.step_name(one.action, incident.state)
        until = shown_day(session, one.until) if one.until is not None else ""
        rest = f"{one.applicant} {shown_moment(session, one.applied_at)}"
        chinese = f"{move.zh}至 {until}" if until else move.zh
        english = f"{move.en or move.zh} until {until}" if until else move.en or move.zh
        choices.append(FieldChoice(str(one.id), Name(f"{chinese} · {rest}", f"{english} · {rest}")))
    return MoveField(
        APPLICATION, Name("申请", "application"), "line", tuple(choices), note=_reasons(applications)
    )


def _reasons(applications: Sequence[Adjustment]) -> str:
    """Return why each is asked for: whoever decides reads it in the form."""
    if len(applications) == 1:
        return applications[0].reason
    return "\n".join(
        tr("{what}: {value}").format(what=one.applicant, value=one.reason)
        for one in applications
        if one.reason
    )


def _named(session: Session, incident_id: int, text: str) -> int:
    """Return the application that the form names; it must be about this incident."""
    application = session.get(Adjustment, int(text)) if text.isdecimal() else None
    if application is None:
        raise BadInput(tr("choose the application from the list"))
    if application.incident_id != incident_id:
        raise RuleBroken(tr("this application is about another incident"))
    return application.id
