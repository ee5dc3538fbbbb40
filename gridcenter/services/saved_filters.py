"""Saving, sharing and removing filters of the queue; each function writes in the caller's transaction.

Only the owner changes a filter. A version tells whether it is still as the owner has seen it: two desks of one
account lose nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.board import Filter
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.domain.saved_filters import SavedFilter, Sharing, checked_name, content_of, filter_of
from gridcenter.language import tr
from gridcenter.services.accounts import known_account
from gridcenter.services.shipped_rules import shipped_rules, told_as
from gridcenter.store import models
from gridcenter.store.saved_filters import (
    filters_of,
    known_areas,
    known_majors,
    known_units,
    locked_filter,
    same_name,
    visible_filters,
)


@dataclass(frozen=True)
class SharingRules:
    """Which roles may share with whom, and how many filters one account keeps."""

    sharers: Mapping[Sharing, frozenset[str]]
    most: int

    def offered(self, by: Actor) -> tuple[Sharing, ...]:
        """Return with whom this account may share, oneself first."""
        allowed = [kind for kind in Sharing if by.role in self.sharers.get(kind, ())]
        return (
            Sharing.OWN,
            *(kind for kind in allowed if kind is not Sharing.UNIT or by.unit_id is not None),
        )


@cache
def sharing_rules() -> SharingRules:
    """Return the rules that this program ships with.

    Raises:
        BadInput: They have flaws.
    """
    return read_sharing_rules(shipped_rules("saved_filters"))


def read_sharing_rules(raw: Mapping[str, Any]) -> SharingRules:
    """Build the rules from parsed data.

    Raises:
        BadInput: A part is missing or wrong.
    """
    with told_as(tr("the rules of saved filters cannot be read: {what}")):
        sharers = {Sharing(kind): frozenset(roles) for kind, roles in raw["share"].items()}
        rules = SharingRules(sharers, int(raw["most"]))
    if rules.most < 1:
        raise BadInput(tr("the rules of saved filters let nobody keep one"))
    return rules


def saved_filters(session: Session, *, by: Actor) -> list[SavedFilter]:
    """Return what the account may use, its own first; a filter that cannot be read any more says so."""
    rows = visible_filters(session, by)
    read = [_read(row) for row in rows]
    found = [chosen for chosen, _ in read]
    units = known_units(session, {one.unit_id for one in found if one.unit_id is not None})
    majors = known_majors(session, {one.major_code for one in found if one.major_code})
    areas = known_areas(session, {one.area for one in found if one.area})
    return [
        SavedFilter(
            id=row.id,
            version=row.version,
            name=row.name,
            filter=chosen,
            owner=row.owner,
            mine=row.owner_id == by.account_id,
            sharing=Sharing(row.sharing),
            gone=damage or _gone(chosen, units, majors, areas),
        )
        for row, (chosen, damage) in zip(rows, read, strict=True)
    ]


def save_filter(session: Session, name: str, chosen: Filter, *, by: Actor, now: datetime) -> int:
    """Keep a filter under a name and return its id.

    Raises:
        BadInput: There is no name, it is taken, nothing is narrowed, or the account keeps too many.
        RuleBroken: The account does not exist in this store, or was switched off.
    """
    kept = checked_name(name)
    if not chosen.active:
        raise BadInput(tr("nothing is narrowed: set a filter first, then save it"))
    if known_account(session, by) is None:
        raise RuleBroken(tr("filters are saved only under an account of this store"))
    if filters_of(session, by.account_id) >= sharing_rules().most:
        raise BadInput(tr("you keep {n} filters already: remove one first").format(n=sharing_rules().most))
    _refuse_taken(session, kept, by)
    row = models.SavedFilter(
        owner_id=by.account_id, owner=by.name, name=kept, content=content_of(chosen), changed_at=now
    )
    session.add(row)
    session.flush()
    return row.id


def change_filter(
    session: Session, key: int, *, version: int, name: str, chosen: Filter, by: Actor, now: datetime
) -> int:
    """Give a filter another name or content and return its new version; raises as `save_filter` does."""
    row = _own(session, key, version, by)
    kept = checked_name(name)
    if not chosen.active:
        raise BadInput(tr("nothing is narrowed: set a filter first, then save it"))
    if kept != row.name:
        _refuse_taken(session, kept, by)
    row.name, row.content, row.changed_at = kept, content_of(chosen), now
    session.flush()
    return row.version


def share_filter(
    session: Session, key: int, *, version: int, sharing: Sharing, by: Actor, now: datetime
) -> int:
    """Share a filter, or take the sharing back with `Sharing.OWN`, and return its new version.

    Raises:
        RuleBroken: The role may not share so, or the filter is somebody else's, changed or gone.
    """
    row = _own(session, key, version, by)
    if sharing not in sharing_rules().offered(by):
        raise RuleBroken(tr("your role may not share a filter so widely"))
    row.sharing = sharing.value
    row.unit_id = by.unit_id if sharing is Sharing.UNIT else None
    row.area = by.area if sharing is Sharing.AREA else ""
    row.changed_at = now
    session.flush()
    return row.version


def remove_filter(session: Session, key: int, *, version: int, by: Actor) -> None:
    """Remove a filter; whoever used it keeps what is on the screen.

    Raises:
        RuleBroken: It is somebody else's, or changed meanwhile; one that is gone already is no error.
    """
    if session.get(models.SavedFilter, key) is not None:
        session.delete(_own(session, key, version, by))
        session.flush()


def _own(session: Session, key: int, version: int, by: Actor) -> models.SavedFilter:
    known_account(session, by)
    row = locked_filter(session, key)
    if row is None:
        raise RuleBroken(tr("this filter has been removed meanwhile"))
    if row.owner_id != by.account_id:
        raise RuleBroken(
            tr("{who} keeps this filter: save it under a name of your own to change it").format(who=row.owner)
        )
    if row.version != version:
        raise RuleBroken(tr("this filter was changed at another desk meanwhile: look at it again"))
    return row


def _refuse_taken(session: Session, name: str, by: Actor) -> None:
    if same_name(session, by.account_id, name) is not None:
        raise BadInput(tr("you have a filter “{name}” already: choose another name").format(name=name))


def _read(row: models.SavedFilter) -> tuple[Filter, tuple[str, ...]]:
    try:
        return filter_of(row.content), ()
    except BadInput as damage:
        return Filter(), (str(damage),)


def _gone(chosen: Filter, units: set[int], majors: set[str], areas: set[str]) -> tuple[str, ...]:
    found = []
    if chosen.unit_id is not None and chosen.unit_id not in units:
        found.append(tr("its unit does not exist any more"))
    if chosen.major_code and chosen.major_code not in majors:
        found.append(tr("its category {code} does not exist any more").format(code=chosen.major_code))
    if chosen.area and chosen.area not in areas:
        found.append(tr("its area {code} does not exist any more").format(code=chosen.area))
    return tuple(found)
