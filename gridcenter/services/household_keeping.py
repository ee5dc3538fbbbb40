"""Places in households kept by hand: joined (入户), left (离户), relation to the head and days put right (更正)."""

from __future__ import annotations

from datetime import date
from typing import Any

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.home_keeping import HEADS, MEMBER_ITEM, VOID, VOID_NAME, days_of
from gridcenter.domain.masking import mask_name
from gridcenter.domain.names import Name
from gridcenter.domain.places import in_area
from gridcenter.domain.record_items import RELATION_CODES
from gridcenter.domain.record_keeping import LONGEST_SOURCE, fitting
from gridcenter.language import pick, tr
from gridcenter.services.home_deeds import (
    Desk,
    Done,
    chosen,
    line_of,
    premises_in_area,
    reason_of,
    refuse_changed,
)
from gridcenter.store import home_keeping as homes
from gridcenter.store.codes import code_names
from gridcenter.store.home_keeping import MEMBER, HouseholdRow, MemberRow
from gridcenter.store.premises import premises_row


def join_household(desk: Desk) -> Done:
    """Record the place of a person in the household with a number; with premises a new one may be begun.

    Raises:
        BadInput: Number, relation or day is missing or wrong.
        RuleBroken: There is no such household in the area, it has a head already, or the person is in one.
    """
    number = fitting(desk.said.get("household", ""), label=tr("Household"), longest=LONGEST_SOURCE)
    relation = _relation(desk)
    since = desk.day("since", tr("In it since"), needed=True)
    desk.check_life(since)
    mine = homes.memberships_of(desk.session, desk.rows)
    _refuse_member(mine, number)
    household = _household(desk, number)
    _refuse_second_head(desk, household, relation)
    before = next((one for one in mine if one.household_id == household), None)
    values = {"relation": relation, "since": since, "until": None}
    if before is None:
        homes.add_member(desk.session, household, desk.person.id, values)
    else:
        _check_rejoining(before, since)
        homes.change_member(desk.session, household, before.person_id, values)
    _note(desk, number, household, before, values)
    return Done(f"{MEMBER_ITEM}@{household}")


def leave_household(desk: Desk) -> Done:
    """End a place in a household on a day; the line stays with its end.

    Raises:
        BadInput: The day is missing, wrong, or lies before the joining.
        RuleBroken: The person is not in the household, or has left it already.
    """
    line = _line(desk)
    until = desk.day("until", tr("In it until"), needed=True)
    if line.until is not None:
        day = line.until.isoformat()
        raise RuleBroken(tr("The person has left this household already, on {day}.").format(day=day))
    _check_order(line.since, until)
    values = {"relation": line.relation, "since": line.since, "until": until}
    homes.change_member(desk.session, line.household_id, line.person_id, {"until": until})
    _note(desk, line.number, line.household_id, line, values)
    return Done(f"{MEMBER_ITEM}@{line.household_id}", _headless(desk, line))


def correct_membership(desk: Desk) -> Done:
    """Put a place in a household right, or take it out (`relation` void), with the reason.

    Raises:
        BadInput: The reason is missing, a part is wrong, or nothing differs.
        RuleBroken: There is no such line, it changed meanwhile, or the household has a head already.
    """
    line = _line(desk)
    reason_of(desk.said)
    relation = _relation(desk, void=True) if desk.said.get("relation") else line.relation
    ref = f"{MEMBER_ITEM}@{line.household_id}"
    if relation == VOID:
        homes.remove_member(desk.session, line.household_id, line.person_id)
        _note(desk, line.number, line.household_id, line, None)
        return Done(ref, _headless(desk, line))
    since = desk.day("since", tr("In it since"), needed=False) if "since" in desk.said else line.since
    until = desk.day("until", tr("In it until"), needed=False) if "until" in desk.said else line.until
    _check_order(since, until)
    for day in (since, until):
        desk.check_life(day)
    if (relation, since, until) == (line.relation, line.since, line.until):
        raise BadInput(tr("Nothing differs from what stands there."))
    if until is None:
        _refuse_second_head(desk, line.household_id, relation)
    if until is None and line.until is not None:
        _refuse_member(homes.memberships_of(desk.session, desk.rows), line.number)
    values = {"relation": relation, "since": since, "until": until}
    homes.change_member(desk.session, line.household_id, line.person_id, values)
    _note(desk, line.number, line.household_id, line, values)
    return Done(ref, _headless(desk, line) if relation not in HEADS else "")


def _household(desk: Desk, number: str) -> int:
    """Return the household with this number, locked; a new one where premises are named for it.

    Raises:
        RuleBroken: There is none in the area.
    """
    found = homes.locked_household(desk.session, number)
    if found is not None and in_area(*_place(desk, found), desk.by.area):
        return found.id
    if found is not None or not desk.said.get("premises_code", "").strip():
        sentence = tr("There is no household {number} in your area. Name premises to begin a new one.")
        raise RuleBroken(sentence.format(number=number))
    premises, at = premises_in_area(desk.session, desk.said, desk.by)
    return homes.add_household(desk.session, number, premises.id, at.grid_code or desk.person.grid_code)


def _place(desk: Desk, household: HouseholdRow) -> tuple[str, str | None]:
    if household.grid_code:
        return household.grid_code[:12], household.grid_code
    at = premises_row(desk.session, household.premises_id) if household.premises_id is not None else None
    if at is not None and (at.community_code or at.grid_code):
        return at.community_code, at.grid_code
    return homes.place_of_members(desk.session, household.id)


def _line(desk: Desk) -> MemberRow:
    """Return the person's line in a household, which is named by its id or its number, and lock the household."""
    mine = homes.memberships_of(desk.session, desk.rows)
    number = "" if desk.said.get("line") else desk.said.get("household", "").strip()
    wanted = (
        next((one.household_id for one in mine if one.number == number), 0) if number else line_of(desk.said)
    )
    homes.lock_household(desk.session, wanted)
    mine = homes.memberships_of(desk.session, desk.rows)
    found = next((one for one in mine if one.household_id == wanted), None)
    if found is None:
        raise RuleBroken(
            tr("This place in a household is not in the register any more. Open the card again.")
        )
    refuse_changed(desk.said, f"{found.number} {found.relation}", found, _told(desk, found))
    return found


def _relation(desk: Desk, *, void: bool = False) -> str:
    names = code_names(desk.session, RELATION_CODES)
    known: dict[str, Name] = {**names, VOID: VOID_NAME} if void else names
    label = tr("Relation to the head")
    text = desk.said.get("relation", "").strip()
    if text and text not in known and text not in {name.zh for name in known.values()}:
        raise BadInput(tr("{label}: no code and no name of its list.").format(label=label))
    return chosen(desk.said, "relation", label, known)


def _refuse_member(mine: list[MemberRow], number: str) -> None:
    present = next((one for one in mine if one.until is None), None)
    if present is None:
        return
    if present.number == number:
        raise RuleBroken(tr("The person is in this household already: correct that line instead."))
    sentence = tr("The person is in household {number} already: end that place first.")
    raise RuleBroken(sentence.format(number=present.number))


def _refuse_second_head(desk: Desk, household_id: int, relation: str) -> None:
    head = homes.head_of(desk.session, household_id, desk.rows) if relation in HEADS else None
    if head is not None:
        sentence = tr("This household has a head already: {name}. Correct that line first.")
        raise RuleBroken(sentence.format(name=mask_name(head)))


def _check_rejoining(before: MemberRow, since: date | None) -> None:
    if before.until is not None and since is not None and since < before.until:
        sentence = tr(
            "The person was in this household until {day} already: a further stay begins then or later."
        )
        raise BadInput(sentence.format(day=before.until.isoformat()))


def _check_order(since: date | None, until: date | None) -> None:
    if since is not None and until is not None and until < since:
        sentence = tr("Nobody leaves a household before joining it ({day}).")
        raise BadInput(sentence.format(day=since.isoformat()))


def _headless(desk: Desk, line: MemberRow) -> str:
    """Say that a household in which others are has no head now."""
    left = homes.others_in(desk.session, line.household_id, desk.rows)
    if line.relation not in HEADS or not left or homes.head_of(desk.session, line.household_id, desk.rows):
        return ""
    return tr("Household {number} has no head now: the check of the registers finds it.").format(
        number=line.number
    )


def _told(desk: Desk, line: MemberRow) -> str:
    name = code_names(desk.session, RELATION_CODES).get(line.relation, Name(line.relation))
    return " · ".join((line.number, pick(name), days_of(line)))


def _note(
    desk: Desk, number: str, household_id: int, before: MemberRow | None, after: dict[str, Any] | None
) -> None:
    was = None if before is None else _as_kept(number, before._asdict())
    desk.note(
        MEMBER, household_id, was, None if after is None else _as_kept(number, after), second=desk.person.id
    )


def _as_kept(number: str, values: dict[str, Any]) -> dict[str, Any]:
    return {"household": number, **{name: values[name] for name in ("relation", "since", "until")}}
