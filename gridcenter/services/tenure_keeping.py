"""How premises are held (房屋性质: 自有、出租、无证、空置), kept by hand with dates: recorded, ended, corrected.

An act is about premises and names no person. The lines stay; `premises.tenure` repeats the one that goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.home_keeping import (
    LET,
    TENURE_NAMES,
    UNKNOWN_TENURE,
    VOID,
    VOID_NAME,
    HomeDeed,
    KeptLine,
    Span,
    TenureLine,
    days_of,
    overlapping,
)
from gridcenter.domain.people import Actor
from gridcenter.domain.places import DISTRICT
from gridcenter.language import pick, tr
from gridcenter.services.home_deeds import (
    Said,
    chosen,
    line_of,
    note_kept,
    premises_in_area,
    reason_of,
    refuse_changed,
    source_said,
    typed_day,
)
from gridcenter.services.home_keeping import home_chain, kept_line
from gridcenter.services.tickets import write_line
from gridcenter.store import home_keeping as homes
from gridcenter.store.audit import AuditRow
from gridcenter.store.home_keeping import TENURE, PremisesAt
from gridcenter.store.models import HomeChange

PREMISES_KEEP = "premises_keep"
"""Action of the audit: no person is meant."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """One act about premises, which are locked, with the lines that stand about them."""

    session: Session
    premises: PremisesAt
    lines: Sequence[TenureLine]
    said: Said
    deed: HomeDeed
    by: Actor
    now: datetime
    zone: tzinfo

    def day(self, key: str, label: str, *, needed: bool) -> date | None:
        return typed_day(self.said, key, label, self.now, self.zone, needed=needed)

    def note(self, line: int, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
        reason = reason_of(self.said) if self.deed is HomeDeed.TENURE_CORRECTED else ""
        row = HomeChange(
            subject=TENURE, subject_id=line, second_id=self.premises.id, deed=str(self.deed), reason=reason
        )
        about = {"premises": self.premises.code}
        kept = (None if one is None else {**about, **one} for one in (before, after))
        note_kept(self.session, row, *kept, by=self.by, now=self.now)


def keep_tenure(
    session: Session, deed: HomeDeed, said: Said, *, by: Actor, now: datetime, zone: tzinfo = DISTRICT
) -> str:
    """Write what is kept of the premises with a code, and its audit line; return what else is to be seen to.

    The caller commits.

    Raises:
        BadInput: A tenure, a day or a reason is missing or wrong, or two lines would hold at once.
        RuleBroken: The role may not, the premises are not in the area, or the registers say otherwise.
    """
    end = home_chain(session, by, now, PREMISES_KEEP)
    premises, _ = premises_in_area(session, said, by, lock=True)
    desk = _Desk(session, premises, homes.tenures_of(session, premises.id), said, deed, by, now, zone)
    _DEEDS[deed](desk)
    present = next((one for one in homes.tenures_of(session, premises.id) if one.until is None), None)
    homes.hold_as(session, premises.id, present.tenure if present is not None else UNKNOWN_TENURE)
    line = AuditRow(
        now,
        by.account_id,
        PREMISES_KEEP,
        str(deed),
        purpose="",
        incident_number="",
        reason="",
        subject_hash="",
        fields=f"premises {premises.id}",
    )
    write_line(session, end, line)
    return _without_tenant(session, premises, present)


def tenure_history(session: Session, premises_id: int) -> list[KeptLine]:
    """Return what was kept by hand of the tenure of premises, the newest first; no person is named in it."""
    words = {code: pick(name) for code, name in TENURE_NAMES.items()}
    return [kept_line(row, words) for row in homes.tenure_history_of(session, premises_id)]


def _record(desk: _Desk) -> None:
    """Let premises be held so from a day on; what was said before ends then."""
    tenure = chosen(desk.said, "tenure", tr("Tenure"), TENURE_NAMES)
    since = desk.day("since", tr("From"), needed=True)
    assert since is not None
    present = next((one for one in _with_plain(desk) if one.until is None), None)
    if present is not None and present.tenure == tenure:
        first = present.since.isoformat() if present.since is not None else tr("an unknown day")
        sentence = tr("These premises are held so already, since {day}: correct that line instead.")
        raise RuleBroken(sentence.format(day=first))
    if present is not None and present.since is not None and since <= present.since:
        sentence = tr(
            "They are held otherwise since {day}: a new tenure begins later, or that line is corrected."
        )
        raise BadInput(sentence.format(day=present.since.isoformat()))
    _refuse_overlap(Span(since, None), [one for one in desk.lines if one.until is not None])
    if present is not None:
        _end(desk, present, since)
    values = {"tenure": tenure, "since": since, "until": None, "source": source_said(desk.said)}
    desk.note(homes.add_tenure(desk.session, desk.premises.id, values), None, values)


def _finish(desk: _Desk) -> None:
    """End what goes on; how the premises are held is unknown from then on."""
    until = desk.day("until", tr("Until"), needed=True)
    present = next((one for one in _with_plain(desk) if one.until is None), None)
    if present is None or until is None:
        raise RuleBroken(tr("Nothing is recorded of how these premises are held now."))
    _check_order(present.since, until)
    _end(desk, present, until)


def _end(desk: _Desk, line: TenureLine, until: date) -> None:
    after = {**_as_kept(line), "until": until}
    if line.id:
        homes.change_tenure(desk.session, line.id, {"until": until})
        desk.note(line.id, _as_kept(line), after)
    else:  # what a file had said of the premises themselves
        desk.note(homes.add_tenure(desk.session, desk.premises.id, after), _as_kept(line), after)


def _correct(desk: _Desk) -> None:
    line = _line(desk)
    reason_of(desk.said)
    names = {**TENURE_NAMES, VOID: VOID_NAME}
    tenure = chosen(desk.said, "tenure", tr("Tenure"), names) if desk.said.get("tenure") else line.tenure
    if tenure == VOID:
        homes.remove_tenure(desk.session, line.id)
        desk.note(line.id, _as_kept(line), None)
        return
    since = desk.day("since", tr("From"), needed=False) if "since" in desk.said else line.since
    until = desk.day("until", tr("Until"), needed=False) if "until" in desk.said else line.until
    _check_order(since, until)
    after = {
        "tenure": tenure,
        "since": since,
        "until": until,
        "source": source_said(desk.said) or line.source,
    }
    if after == _as_kept(line):
        raise BadInput(tr("Nothing differs from what stands there."))
    _refuse_overlap(Span(since, until), [one for one in desk.lines if one.id != line.id])
    homes.change_tenure(desk.session, line.id, after)
    desk.note(line.id, _as_kept(line), after)


_DEEDS: Mapping[HomeDeed, Callable[[_Desk], None]] = {
    HomeDeed.TENURE_SET: _record,
    HomeDeed.TENURE_ENDED: _finish,
    HomeDeed.TENURE_CORRECTED: _correct,
}


def _line(desk: _Desk) -> TenureLine:
    wanted = line_of(desk.said)
    found = next((one for one in desk.lines if one.id == wanted), None)
    if found is None:
        raise RuleBroken(
            tr("This line of the tenure is not in the register any more. Open the premises again.")
        )
    words = " · ".join((pick(TENURE_NAMES[found.tenure]), days_of(found)))
    refuse_changed(desk.said, found.tenure, found, words)
    return found


def _with_plain(desk: _Desk) -> list[TenureLine]:
    """Return the lines; what a file said of the premises, with no line that goes on, is one without a first day."""
    plain = desk.premises.tenure
    if plain and all(one.until is not None for one in desk.lines):
        last = max((one.until for one in desk.lines if one.until is not None), default=None)
        return [TenureLine(0, plain, last, None, ""), *desk.lines]
    return list(desk.lines)


def _refuse_overlap(span: Span, others: Sequence[TenureLine]) -> None:
    found = overlapping(span, others)
    if found is not None:
        sentence = tr("On some of these days they are held otherwise: {what}. Correct that line first.")
        what = " ".join((pick(TENURE_NAMES[found.tenure]), days_of(found)))
        raise BadInput(sentence.format(what=what))


def _check_order(since: date | None, until: date | None) -> None:
    if since is not None and until is not None and until < since:
        raise BadInput(tr("A tenure does not end before it began ({day}).").format(day=since.isoformat()))


def _without_tenant(session: Session, premises: PremisesAt, present: TenureLine | None) -> str:
    if present is None or present.tenure != LET or homes.has_tenant(session, premises.id):
        return ""
    return tr("They are let and no tenant is recorded: the check of the registers finds it.")


def _as_kept(line: TenureLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in ("tenure", "since", "until", "source")}
