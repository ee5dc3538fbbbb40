"""Adjustments (延期 挂账 作废): somebody applies, somebody else decides, and nothing changes before it is approved.

Each function writes in the caller's transaction: the application or its end, the incident, the trace and the audit
stand or fall together. The incident is always locked first, so that two people cannot decide the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.adjustments import APPLIED, REFUSED, WITHDRAWN, Approval, Ending, step_action
from gridcenter.domain.clocks import Limit, calendar_for
from gridcenter.domain.duty import DESPITE
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import NEW_DEADLINE, REVIEW_DATE, FlowTemplate, Move
from gridcenter.domain.flow_refusals import approval_refusal
from gridcenter.domain.people import Actor
from gridcenter.language import pick, tr
from gridcenter.services.cards import role_words
from gridcenter.services.flows import own_flow
from gridcenter.services.lapsing import end_application, pending_of
from gridcenter.services.ledger import Ledger
from gridcenter.services.locked_incidents import keep_applications, locked_incident, refuse_stale
from gridcenter.services.recording import LONGEST_REASON, Recorded, Said, check_length, record_step
from gridcenter.services.step_hands import times_taken
from gridcenter.services.step_inputs import OPINION, Asked, coming_review, moment_of, said_with
from gridcenter.services.steps import asked_move, carry_out
from gridcenter.store.calendars import working_calendar
from gridcenter.store.models import Adjustment, Incident


def apply_for(
    session: Session,
    incident_id: int,
    *,
    version: int,
    action: str,
    inputs: Mapping[str, str],
    by: Actor,
    now: datetime,
    key: str,
) -> int:
    """Apply for a move that needs an approval and return the application's id; the caller owns the transaction.

    Checked as a step is: area, version, state, role, who holds the task, inputs. State and clocks stay as they are.
    `key` is made by the desk once per form: the same key again returns the same application.

    Raises:
        RuleBroken: Not now, not by this actor, asked already, approved often enough, or the time will not do.
        BadInput: An input is missing, unknown or too long.
    """
    known = _already_applied(session, key)
    if known is not None:
        return known
    incident = locked_incident(session, incident_id, by)
    known = _already_applied(session, key)
    if known is not None:
        return known
    refuse_stale(session, incident, version, own_flow(session, incident))
    asked = asked_move(session, incident, action=action, inputs=inputs, by=by, now=now)
    if asked.move.approval is None:
        raise RuleBroken(tr("“{move}” needs no approval: take it").format(move=pick(asked.move.name)))
    refusal = application_refusal(session, incident, asked.move)
    if refusal:
        raise RuleBroken(refusal)
    until = _until(session, incident, asked, asked.move.approval)
    keep_applications(session, incident, change=1, now=now)
    recorded = _told(session, incident, APPLIED, action, said_with(asked), by=by, now=now)
    application = _application(incident, asked, until, recorded)
    application.idempotency_key = key
    session.add(application)
    session.flush()
    return application.id


def approve(
    session: Session, application_id: int, *, version: int, opinion: str, by: Actor, now: datetime
) -> int:
    """Carry out what was applied for and return the incident's new version; the caller owns the transaction.

    `version` is the incident's. The step is the approver's, the reason and the moment are the applicant's.

    Raises:
        RuleBroken: It was decided already, the incident changed, or this person may not approve it; or what was
            applied for is not possible any more, as a new deadline that has passed.
        BadInput: The opinion is too long.
    """
    application, incident = _locked(session, application_id, by)
    if _decided_so(application, Ending.APPROVED, by):
        return incident.version
    template = own_flow(session, incident)
    _refuse_decided(session, application)
    refuse_stale(session, incident, version, template)
    _refuse_decider(application, template, by)
    inputs = {DESPITE: opinion, **json.loads(application.inputs), OPINION: opinion}
    asked = asked_move(
        session, incident, action=application.action, inputs=inputs, by=_applicant(application, by), now=now
    )
    often = approval_refusal(asked.move, taken=times_taken(session, incident.id, application.action))
    if often:
        raise RuleBroken(often)
    incident.applications -= 1
    recorded = carry_out(session, incident, replace(asked, by=by, application=application.id))
    end_application(application, Ending.APPROVED, recorded, remark="", by=by, now=now)
    session.flush()
    return incident.version


def refuse(session: Session, application_id: int, *, reason: str, by: Actor, now: datetime) -> int:
    """Refuse an application and return the incident's new version; the caller owns the transaction.

    Raises:
        RuleBroken: It was decided already, or this person may not decide it.
        BadInput: There is no reason, or it is too long.
    """
    application, incident = _locked(session, application_id, by)
    if _decided_so(application, Ending.REFUSED, by):
        return incident.version
    _refuse_decided(session, application)
    _refuse_decider(application, own_flow(session, incident), by)
    said = check_length(reason, longest=LONGEST_REASON)
    if not said:
        raise BadInput(tr("write why the application is refused"))
    return _end(session, application, incident, Ending.REFUSED, said, by=by, now=now)


def withdraw(session: Session, application_id: int, *, reason: str, by: Actor, now: datetime) -> int:
    """Take one's own application back and return the incident's new version; the caller owns the transaction.

    Raises:
        RuleBroken: It was decided already, or somebody else applied.
        BadInput: The reason is too long.
    """
    application, incident = _locked(session, application_id, by)
    if _decided_so(application, Ending.WITHDRAWN, by):
        return incident.version
    _refuse_decided(session, application)
    refusal = why_not_withdraw(application, by)
    if refusal:
        raise RuleBroken(refusal)
    said = check_length(reason, longest=LONGEST_REASON)
    return _end(session, application, incident, Ending.WITHDRAWN, said, by=by, now=now)


def application_refusal(session: Session, incident: Incident, move: Move) -> str:
    """Return why a move cannot be applied for now, whatever its inputs; empty when it can."""
    first = next((one for one in _pending(session, incident) if one.action == move.action), None)
    if first is not None:
        return tr("{who} applied for this at {time}, and it still awaits its decision").format(
            who=first.applicant, time=shown_moment(session, first.applied_at)
        )
    return approval_refusal(move, taken=times_taken(session, incident.id, move.action))


def why_not_decide(application: Adjustment, template: FlowTemplate, by: Actor) -> str:
    """Return why this person cannot decide about the application; empty when he can. Four eyes: never his own."""
    if is_applicant(application, by):
        return tr("you applied for this yourself: somebody else must decide")
    deciders = approvers(template, application.action)
    if by.role not in deciders:
        return tr("this is decided by: {roles}").format(roles=role_words(template, deciders))
    return ""


def why_not_withdraw(application: Adjustment, by: Actor) -> str:
    if is_applicant(application, by):
        return ""
    return tr("{who} applied for this: only they may withdraw it").format(who=application.applicant)


def is_applicant(application: Adjustment, by: Actor) -> bool:
    if application.applicant_id is not None:
        return application.applicant_id == by.account_id
    return (application.applicant, application.applicant_role) == (by.name, by.role)


def approvers(template: FlowTemplate, action: str) -> frozenset[str]:
    """Return the roles that decide about a move of the flow."""
    return frozenset().union(
        *(move.approval.by for move in template.moves if move.action == action and move.approval is not None)
    )


def shown_moment(session: Session, at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(working_calendar(session).zone)):%m-%d %H:%M}"


def shown_day(session: Session, at: datetime) -> str:
    """Return the moment with its year: what lies ahead may lie in the next one."""
    return f"{at.astimezone(ZoneInfo(working_calendar(session).zone)):%Y-%m-%d %H:%M}"


def _already_applied(session: Session, key: str) -> int | None:
    return session.scalar(select(Adjustment.id).where(Adjustment.idempotency_key == key))


def _pending(session: Session, incident: Incident) -> list[Adjustment]:
    return list(pending_of(session, incident.id)) if incident.applications else []


def _until(session: Session, incident: Incident, asked: Asked, approval: Approval) -> datetime | None:
    """Return the moment that the move asks for, found possible and not too far ahead; None where it asks for none."""
    if NEW_DEADLINE in asked.move.requires:
        ledger = Ledger(session, incident, flow=asked.flow)
        until = moment_of(session, asked.inputs[NEW_DEADLINE], now=asked.now)
        since = ledger.step_due()
        if since <= asked.now:
            raise RuleBroken(
                tr("the deadline passed at {time}: an extension is applied for before that").format(
                    time=shown_moment(session, since)
                )
            )
        ledger.check_extension(until, now=asked.now)
    elif REVIEW_DATE in asked.move.requires:
        until, since = coming_review(session, asked), asked.now
    else:
        return None
    if approval.longest is not None:
        latest = _latest(session, since, approval.longest)
        if until > latest:
            raise RuleBroken(
                tr("“{move}” goes no further than {limit}: until {time} at the latest").format(
                    move=pick(asked.move.name),
                    limit=approval.longest.text,
                    time=f"{latest.astimezone(ZoneInfo(working_calendar(session).zone)):%Y-%m-%d %H:%M}",
                )
            )
    return until


def _latest(session: Session, since: datetime, longest: Limit) -> datetime:
    return calendar_for(longest.mode, working_calendar(session)).add_minutes(since, longest.minutes)


def moment_note(
    session: Session, incident: Incident, flow: FlowTemplate, move: Move, *, now: datetime
) -> str:
    """Say of a move's new deadline or review date when the present one is and how far the new one may lie."""
    if move.approval is None:
        return ""
    parts, since = [], now
    if NEW_DEADLINE in move.requires:
        since = Ledger(session, incident, flow=flow).step_due()
        parts.append(tr("due now {time}").format(time=shown_moment(session, since)))
    if move.approval.longest is not None:
        latest = shown_day(session, _latest(session, since, move.approval.longest))
        sentence = tr("{limit} further at most, until {time}")
        parts.append(sentence.format(limit=move.approval.longest.text, time=latest))
    return " · ".join(parts)


def _application(incident: Incident, asked: Asked, until: datetime | None, recorded: Recorded) -> Adjustment:
    by = asked.by
    return Adjustment(
        incident_id=incident.id,
        action=asked.move.action,
        inputs=json.dumps(dict(asked.inputs), ensure_ascii=False),
        reason=asked.inputs.get("reason", ""),
        until=until,
        applied_at=asked.now,
        applied_step=recorded.sequence,
        applicant_id=recorded.account_id,
        applicant=by.name,
        applicant_role=by.role,
        unit_id=by.unit_id,
    )


def _applicant(application: Adjustment, decider: Actor) -> Actor:
    """Return whoever applied, as the engine checks a move; the area is the decider's, which was checked already."""
    return Actor(
        application.applicant_id or 0,
        "",
        application.applicant,
        application.applicant_role,
        application.unit_id,
        decider.area,
    )


def _locked(session: Session, application_id: int, by: Actor) -> tuple[Adjustment, Incident]:
    of_incident = session.scalar(select(Adjustment.incident_id).where(Adjustment.id == application_id))
    if of_incident is None:
        raise RuleBroken(tr("there is no such application in your area"))
    incident = locked_incident(session, of_incident, by)
    return session.get_one(Adjustment, application_id, populate_existing=True), incident


def _decided_so(application: Adjustment, ending: Ending, by: Actor) -> bool:
    """Tell whether this person decided so before: a retried request is harmless."""
    same = application.ender_id == by.account_id and application.ender == by.name
    return application.outcome == ending.value and same


def _refuse_decided(session: Session, application: Adjustment) -> None:
    if application.ended_at is None:
        return
    words = {"who": application.ender, "time": shown_moment(session, application.ended_at)}
    raise RuleBroken(
        {
            Ending.APPROVED: tr("{who} approved this application at {time} already. Your text is kept"),
            Ending.REFUSED: tr("{who} refused this application at {time} already. Your text is kept"),
            Ending.WITHDRAWN: tr("{who} withdrew this application at {time}. Your text is kept"),
            Ending.LAPSED: tr(
                "this application lapsed at {time}: {who} moved the incident on. Your text is kept"
            ),
        }[Ending(application.outcome)].format(**words)
    )


def _refuse_decider(application: Adjustment, template: FlowTemplate, by: Actor) -> None:
    refusal = why_not_decide(application, template, by)
    if refusal:
        raise RuleBroken(refusal)


def _end(
    session: Session,
    application: Adjustment,
    incident: Incident,
    ending: Ending,
    said: str,
    *,
    by: Actor,
    now: datetime,
) -> int:
    """End an application that changes nothing but the trace."""
    word = REFUSED if ending is Ending.REFUSED else WITHDRAWN
    keep_applications(session, incident, change=-1, now=now)
    recorded = _told(session, incident, word, application.action, Said(reason=said), by=by, now=now)
    end_application(application, ending, recorded, remark=said, by=by, now=now)
    session.flush()
    return incident.version


def _told(
    session: Session, incident: Incident, word: str, action: str, said: Said, *, by: Actor, now: datetime
) -> Recorded:
    """Write into the trace what became of an application."""
    return record_step(
        session,
        incident,
        action=step_action(word, action),
        from_state=incident.state,
        unit_id=by.unit_id,
        said=said,
        by=by,
        now=now,
    )
