"""What holds for everybody in a store (calendars, flows) is not changed by an account that sees a part of it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.store.places import reaches_beyond


def part_refusal(session: Session, by: Actor) -> str:
    """Return why the actor changes nothing that holds for everybody; empty where no grid lies outside his area."""
    if not reaches_beyond(session, by.area):
        return ""
    return tr("this holds for every area, and your account is for one of them: ask the centre above")


def refuse_part(session: Session, by: Actor) -> None:
    """Raises:
    RuleBroken: There are grids outside the actor's area.
    """
    sentence = part_refusal(session, by)
    if sentence:
        raise RuleBroken(sentence)
