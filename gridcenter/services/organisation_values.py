"""Verifying what a source says of an organisation (核实), and taking it back (撤回): audited, and never written over.

The audit line and the change are one transaction.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.organisation_statements import REF_MARK, SaidRow
from gridcenter.domain.organisations import ITEMS, OrganisationDeed
from gridcenter.domain.people import Actor
from gridcenter.domain.places import DISTRICT
from gridcenter.domain.record_keeping import LONGEST_REASON, ValueChanged, fitting
from gridcenter.language import pick, tr
from gridcenter.services.organisation_keeping import (
    Said,
    keeping_chain,
    record_deed,
    require_there,
)
from gridcenter.services.organisation_statements import keep_own_values, project_organisations
from gridcenter.store.organisation_statements import said_rows, verify_item, withdraw_items


def verify_of_organisation(
    session: Session, organisation_id: int, said: Said, *, by: Actor, now: datetime, zone: tzinfo = DISTRICT
) -> None:
    """Say that one has verified what a source says (`which`: its reference) today; the caller commits.

    Raises:
        BadInput: There is no such item.
        RuleBroken: The role may not, the organisation is outside the area, one has verified it today already, or
            somebody has taken it back meanwhile.
    """
    end = keeping_chain(session, by, now)
    require_there(session, organisation_id, by)
    value, _ = _standing(session, organisation_id, said.get("which", ""), now)
    today = now.astimezone(zone).date()
    if (value.verified_on, value.verified_by) == (today, by.name):
        raise RuleBroken(tr("You have verified this value today already."))
    verify_item(session, value.id, by=by.account_id, on=today)
    project_organisations(session, [organisation_id])
    fields = f"organisation {organisation_id} {value.ref}"
    record_deed(session, end, OrganisationDeed.VERIFIED, fields, by=by, now=now)


def withdraw_of_organisation(
    session: Session, organisation_id: int, said: Said, *, by: Actor, now: datetime
) -> None:
    """Take back what stands (`which`: its reference), whoever said the same, with a `reason`; the caller commits.

    Raises:
        BadInput: There is no such item, or the reason is missing or too long.
        RuleBroken: The role may not, the organisation is outside the area, it is the only name, or somebody has taken
            it back meanwhile.
    """
    end = keeping_chain(session, by, now)
    require_there(session, organisation_id, by)
    why = fitting(said.get("reason", ""), label=tr("Reason"), longest=LONGEST_REASON)
    value, beside = _standing(session, organisation_id, said.get("which", ""), now)
    wrong = [one.id for one in beside if one.value == value.value]
    if value.key == "name" and len(wrong) == len(beside):
        raise RuleBroken(tr("It has no other name: state the right one first, then take this one back."))
    withdraw_items(session, wrong, by=by.account_id, at=now, why=why)
    project_organisations(session, [organisation_id])
    fields = f"organisation {organisation_id} {' '.join(f'{value.key}{REF_MARK}{one}' for one in wrong)}"
    record_deed(session, end, OrganisationDeed.WITHDRAWN, fields[:400], by=by, now=now, reason=why)


def _standing(
    session: Session, organisation_id: int, ref: str, now: datetime
) -> tuple[SaidRow, list[SaidRow]]:
    """Return the statement with a reference, and everything that stands about its item; own values become ones."""
    if not ref:
        raise BadInput(tr("Choose what is meant."))
    key, _, number = ref.partition(REF_MARK)
    if key not in ITEMS:
        raise BadInput(tr("There is no record item “{key}” in the catalogue.").format(key=key))
    keep_own_values(session, {(organisation_id, key)}, at=now)
    rows = [row for row in said_rows(session, [organisation_id])[organisation_id] if row.key == key]
    found = next((row for row in rows if row.ref == ref or (row.base and not number)), None)
    if found is None or found.withdrawn_at is not None:
        raise ValueChanged(_gone(key, found))
    return found, [row for row in rows if row.withdrawn_at is None]


def _gone(key: str, row: SaidRow | None) -> str:
    if row is None or row.withdrawn_at is None:
        return tr("{item} has changed meanwhile: {what}. Look at it again; what you typed is kept.").format(
            item=pick(ITEMS[key]), what=tr("the value is gone")
        )
    day = f"{row.withdrawn_at.astimezone(DISTRICT):%Y-%m-%d %H:%M}"
    what = tr("taken back by {who}, {day}").format(who=row.withdrawn_by, day=day)
    return tr("{item} has changed meanwhile: {what}. Look at it again; what you typed is kept.").format(
        item=pick(ITEMS[key]), what=what
    )
