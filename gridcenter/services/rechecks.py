"""Random re-checks (抽查复核): drawing closed incidents of a month, recording what a re-check found, recomputing draws.

A draw stands for good. Another one of the same month is a row of its own with its reason, so that nobody draws until
it pleases without being seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import REOPEN, REPORT
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.domain.rechecks import (
    CHECKERS,
    DRAWERS,
    FAILED,
    PASSED,
    RULE,
    DrawRow,
    Month,
    check_rate,
    differences,
    population_hash,
    read_month,
    sample,
)
from gridcenter.language import by_count, tr
from gridcenter.services.recording import DONE, LONGEST_REASON, check_length
from gridcenter.store.audit import AuditRow, append_entry, locked_chain_end
from gridcenter.store.calendars import working_calendar
from gridcenter.store.models import Incident, Recheck, RecheckDraw, Step
from gridcenter.store.numbers import lock_numbers
from gridcenter.store.rechecks import closed_between, draws, draws_of
from gridcenter.store.reports import merged_into

RECHECK = "recheck"
"""Action of the audit rows."""
LONGEST_SEED = 64
_PREFIX = "FC"


def draw_rechecks(
    session: Session,
    *,
    month: str,
    percent: float,
    by: Actor,
    now: datetime,
    seed: str = "",
    reason: str = "",
) -> int:
    """Draw from the incidents closed in a month of the actor's area; return the draw's id.

    The caller owns the transaction. Without `seed` one is made that nobody can foresee.

    Raises:
        BadInput: Month, rate or seed will not do, or a further draw has no reason.
        RuleBroken: The role does not draw, the month is not over, or nothing was closed in it.
    """
    wanted, rate = read_month(month), check_rate(percent)
    start, end = wanted.span(ZoneInfo(working_calendar(session).zone))
    _refuse_drawing(wanted.text, by=by, over=end <= now)
    lock_numbers(session, prefix=_PREFIX, day=wanted.first)
    before = draws_of(session, wanted.text, by.area)
    said = _reason(reason, month=wanted.text, before=before)
    ids = _closed(session, wanted, start, end, by=by)
    draw = RecheckDraw(
        month=wanted.text,
        area_code=by.area,
        sequence=before + 1,
        rule=RULE,
        rate_percent=rate,
        seed=check_length(seed, longest=LONGEST_SEED) or token_hex(16),
        reason=said,
        drawn_at=now,
        drawer_id=by.account_id,
        drawer=by.name,
        drawer_role=by.role,
    )
    _keep_drawn(session, draw, ids)
    _audit(session, f"draw {draw.id}", wanted.text, by=by, now=now)
    return draw.id


def _closed(session: Session, month: Month, start: datetime, end: datetime, *, by: Actor) -> Sequence[int]:
    ids = closed_between(session, area=by.area, start=start, end=end)
    if not ids:
        raise RuleBroken(
            tr("nothing was closed in {month}: there is nothing to draw").format(month=month.text)
        )
    return ids


def _keep_drawn(session: Session, draw: RecheckDraw, ids: Sequence[int]) -> None:
    """Draw from the ids by the draw's own seed and rate, and keep what anybody needs to draw again."""
    drawn = sample(ids, seed=draw.seed, percent=draw.rate_percent)
    draw.population, draw.population_hash, draw.drawn = len(ids), population_hash(ids), len(drawn)
    session.add(draw)
    session.flush()
    session.add_all(
        Recheck(draw_id=draw.id, place=place, incident_id=key) for place, key in enumerate(drawn, start=1)
    )
    session.flush()


def _refuse_drawing(month: str, *, by: Actor, over: bool) -> None:
    if by.role not in DRAWERS:
        raise RuleBroken(tr("re-checks are drawn by the shift supervisor or a leader"))
    if not over:
        raise RuleBroken(tr("{month} is not over yet: draw when it is").format(month=month))


def _reason(text: str, *, month: str, before: int) -> str:
    """Return why it is drawn; a first draw needs no reason."""
    said = check_length(text, longest=LONGEST_REASON)
    if before and not said:
        sentence = by_count(
            before,
            tr("{month} was drawn once already: write why it is drawn again"),
            tr("{month} was drawn {n} times already: write why it is drawn again"),
        )
        raise BadInput(sentence.format(month=month, n=before))
    return said


def record_recheck(
    session: Session, recheck_id: int, *, version: int, passed: bool, reason: str, by: Actor, now: datetime
) -> int:
    """Keep what a re-check found, once and for good; return the new version. The caller owns the transaction.

    A failed one may be reopened (`services.reopening`); that is a person's to decide.

    Raises:
        RuleBroken: Not this person's to check, or it was checked meanwhile.
        BadInput: It failed and nobody says why, or the reason is too long.
    """
    row = session.get(Recheck, recheck_id, with_for_update=True, populate_existing=True)
    incident = session.get_one(Incident, row.incident_id) if row is not None else None
    if row is None or incident is None or not within(incident.community_code, by.area):
        raise RuleBroken(tr("there is no such re-check in your area"))
    refusal = why_not_recheck(session, incident, by)
    if refusal:
        raise RuleBroken(refusal)
    if row.result:
        raise RuleBroken(tr("{who} re-checked it already").format(who=row.checker))
    if row.version != version:
        raise RuleBroken(tr("this re-check changed meanwhile. Your text is kept: check and send again"))
    said = check_length(reason, longest=LONGEST_REASON)
    if not passed and not said:
        raise BadInput(tr("write why it failed"))
    row.result, row.reason, row.checked_at = PASSED if passed else FAILED, said, now
    row.checker_id, row.checker, row.checker_role = by.account_id, by.name, by.role
    session.flush()
    _audit(session, f"{row.result} {row.id}", incident.number, by=by, now=now)
    return row.version


def why_not_recheck(session: Session, incident: Incident, by: Actor) -> str:
    """Return why this person may not re-check an incident; empty when he may.

    Whoever checked, evaluated or otherwise moved it has judged it already, as has whoever moved what was merged into
    it; and nobody re-checks the work of his own unit.
    """
    if by.role not in CHECKERS:
        return tr("units do not re-check what units have handled")
    if by.unit_id is not None and by.unit_id in (incident.unit_id, incident.first_unit_id):
        return tr("your own unit handled this incident: somebody else must re-check it")
    matter = [incident.id, *(key for key, _ in merged_into(session, incident.id))]
    taken = select(Step.id).where(
        Step.incident_id.in_(matter),
        Step.actor_id == by.account_id,
        Step.action.not_in((REPORT, REOPEN)),
    )
    if session.scalar(taken.limit(1)) is not None:
        return tr("you took a step on this incident yourself: somebody else must re-check it")
    return ""


def verify_draws(session: Session, *, area: str) -> list[tuple[DrawRow, list[str]]]:
    """Recompute every draw of an area from its seed; return each with what differs (empty: it is as drawn)."""
    zone = ZoneInfo(working_calendar(session).zone)
    found = []
    for draw in draws(session, area=area):
        start, end = read_month(draw.month).span(zone)
        population = closed_between(session, area=draw.area, start=start, end=end)
        found.append((draw, differences(draw, population)))
    return found


def _audit(session: Session, fields: str, about: str, *, by: Actor, now: datetime) -> None:
    end = locked_chain_end(session, by.account_id)
    if end is None or not end.active:
        raise RuleBroken(tr("Re-checks need an active account: the audit needs a name."))
    append_entry(
        session,
        end,
        AuditRow(
            at=now,
            account_id=by.account_id,
            action=RECHECK,
            outcome=DONE,
            purpose="",
            incident_number=about[:40],
            reason="",
            subject_hash="",
            fields=fields,
        ),
    )
