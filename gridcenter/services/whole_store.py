"""What holds for everybody in a store (calendars, flows) is not changed by an account that sees a part of it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.store.places import reaches_beyond


def refuse_part(session: Session, by: Actor) -> None:
    """Raises:
    RuleBroken: There are grids outside the actor's area.
    """
    if reaches_beyond(session, by.area):
        raise RuleBroken(
            tr("this holds for every area, and your account is for one of them: ask the centre above")
        )
