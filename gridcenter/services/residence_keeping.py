"""A resident's homes kept by hand: moved in (入住), moved out (迁出), and a line that was wrong put right (更正)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.home_keeping import (
    HOME_ITEM,
    LET,
    VOID,
    VOID_NAME,
    Span,
    days_of,
    overlapping,
)
from gridcenter.domain.people import RESIDENCE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.home_deeds import (
    Desk,
    Done,
    chosen,
    line_of,
    premises_in_area,
    reason_of,
    refuse_changed,
    source_said,
)
from gridcenter.store.home_keeping import (
    HOME,
    HomeRow,
    add_home,
    change_home,
    homes_of,
    memberships_of,
    remove_home,
)

OWNER = "owner"


@dataclass(frozen=True, slots=True)
class _Home:
    """A home as it shall stand."""

    premises_id: int
    premises: str
    tenure: str
    kind: str
    since: date | None
    until: date | None
    source: str

    def values(self) -> dict[str, Any]:
        names = ("premises_id", "kind", "since", "until", "source")
        return {name: getattr(self, name) for name in names}


def move_in(desk: Desk) -> Done:
    """Record a home from a day on; `source` says who said so.

    Raises:
        BadInput: Premises, kind or day is missing or wrong, or the person lives or lived there on that day.
        RuleBroken: The premises are not in the area, or the person lives there already.
    """
    premises, _ = premises_in_area(desk.session, desk.said, desk.by)
    kind = chosen(desk.said, "kind", tr("Residence"), RESIDENCE_NAMES)
    since = desk.day("since", tr("Moved in on"), needed=True)
    desk.check_life(since)
    home = _Home(premises.id, premises.code, premises.tenure, kind, since, None, source_said(desk.said))
    others = homes_of(desk.session, desk.rows)
    _refuse_lived_there(home, others)
    key = add_home(desk.session, {"person_id": desk.person.id, **home.values()})
    desk.note(HOME, key, None, _as_kept(home))
    return Done(f"{HOME_ITEM}@{key}", _two_homes(home, others))


def move_out(desk: Desk) -> Done:
    """End a home on a day; the line stays with its end.

    Raises:
        BadInput: The day is missing or wrong, or lies before the moving in.
        RuleBroken: There is no such line, or it has ended already.
    """
    home = _line(desk)
    until = desk.day("until", tr("Moved out on"), needed=True)
    if home.until is not None:
        day = home.until.isoformat()
        raise RuleBroken(
            tr("This residence has ended already, on {day}: correct the line instead.").format(day=day)
        )
    _check_order(home.since, until)
    change_home(desk.session, home.id, {"until": until})
    desk.note(HOME, home.id, _as_kept(home), _as_kept(home) | {"until": until})
    return Done(f"{HOME_ITEM}@{home.id}", _still_member(desk))


def correct_home(desk: Desk) -> Done:
    """Put a line right, or take it out (`kind` void), with the reason; how it stood stays in the history.

    Raises:
        BadInput: The reason is missing, a part is wrong, nothing differs, or the person lives there already.
        RuleBroken: There is no such line, or it changed meanwhile.
    """
    home = _line(desk)
    reason_of(desk.said)
    kinds = {**RESIDENCE_NAMES, VOID: VOID_NAME}
    kind = chosen(desk.said, "kind", tr("Residence"), kinds) if desk.said.get("kind") else home.kind
    ref = f"{HOME_ITEM}@{home.id}"
    if kind == VOID:
        remove_home(desk.session, home.id)
        desk.note(HOME, home.id, _as_kept(home), None)
        return Done(ref)
    wanted = _corrected(desk, home, kind)
    _check_order(wanted.since, wanted.until)
    for day in (wanted.since, wanted.until):
        desk.check_life(day)
    if _as_kept(wanted) == _as_kept(home):
        raise BadInput(tr("Nothing differs from what stands there."))
    others = [one for one in homes_of(desk.session, desk.rows) if one.id != home.id]
    _refuse_lived_there(wanted, others)
    change_home(desk.session, home.id, wanted.values())
    desk.note(HOME, home.id, _as_kept(home), _as_kept(wanted))
    return Done(ref, _two_homes(wanted, others) if wanted.until is None else "")


def _corrected(desk: Desk, home: HomeRow, kind: str) -> _Home:
    """Return the line as it shall stand: a field that was not asked for stays, an empty day is an unknown one."""
    at = home.premises_id, home.premises, home.tenure
    code = desk.said.get("premises_code", "").strip()
    if code and code != home.premises:
        premises, _ = premises_in_area(desk.session, desk.said, desk.by)
        at = premises.id, premises.code, premises.tenure
    since = desk.day("since", tr("Moved in on"), needed=False) if "since" in desk.said else home.since
    until = desk.day("until", tr("Moved out on"), needed=False) if "until" in desk.said else home.until
    source = source_said(desk.said) or home.source
    return _Home(*at, kind, since, until, source)


def _line(desk: Desk) -> HomeRow:
    """Return the line that is meant.

    Raises:
        RuleBroken: It is not in the register any more, or is not one of this person.
        ValueChanged: It stands otherwise than the person saw it.
    """
    wanted = line_of(desk.said)
    found = next((one for one in homes_of(desk.session, desk.rows) if one.id == wanted), None)
    if found is None:
        raise RuleBroken(tr("This residence is not in the register any more. Open the card again."))
    refuse_changed(desk.said, f"{found.premises} {found.kind}", found, told(found))
    return found


def told(home: HomeRow | _Home) -> str:
    return " · ".join((home.premises, pick(RESIDENCE_NAMES[home.kind]), days_of(home)))


def _check_order(since: date | None, until: date | None) -> None:
    if since is not None and until is not None and until < since:
        sentence = tr("Nobody moves out before moving in ({day}).")
        raise BadInput(sentence.format(day=since.isoformat()))


def _refuse_lived_there(home: _Home, others: Iterable[HomeRow]) -> None:
    there = [one for one in others if one.premises_id == home.premises_id]
    found = overlapping(Span(home.since, home.until), there)
    if found is None:
        return
    if found.until is None:
        since = found.since.isoformat() if found.since is not None else tr("an unknown day")
        sentence = tr("The person lives there already, since {day}: correct that line instead.")
        raise RuleBroken(sentence.format(day=since))
    sentence = tr("The person lived there until {day} already: a further stay begins then or later.")
    raise BadInput(sentence.format(day=found.until.isoformat()))


def _two_homes(home: _Home, others: Iterable[HomeRow]) -> str:
    """Say that somebody lives at two places now; what an owner has let is not lived in."""
    present = [one for one in others if one.until is None and not (one.kind == OWNER and one.tenure == LET)]
    if not present or (home.kind == OWNER and home.tenure == LET):
        return ""
    names = listed(one.premises for one in present)
    return tr("Two homes at once, the other one is {premises}: the check of the registers finds it.").format(
        premises=names
    )


def _still_member(desk: Desk) -> str:
    numbers = [one.number for one in memberships_of(desk.session, desk.rows) if one.until is None]
    if not numbers:
        return ""
    sentence = tr("The place in household {number} goes on: end it, too, where it does not hold any more.")
    return sentence.format(number=listed(numbers))


def _as_kept(home: HomeRow | _Home) -> dict[str, Any]:
    names = ("premises_id", "premises", "kind", "since", "until", "source")
    return {name: getattr(home, name) for name in names}
