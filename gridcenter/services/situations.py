"""Which situation (立案情形) of its category an incident is filed under: every situation has limits of its own."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.domain.clocks import Limit, Unit
from gridcenter.domain.errors import BadInput
from gridcenter.domain.move_choices import FieldChoice
from gridcenter.domain.names import Name
from gridcenter.language import tr
from gridcenter.store.calendars import working_calendar
from gridcenter.store.codes import code_names
from gridcenter.store.models import Incident, Standard
from gridcenter.store.standards import standards_in_force

STANDARD = "standard"
"""Input of a move: the id of a standard of the incident's category."""


def situation_choices(session: Session, incident: Incident, *, now: datetime) -> tuple[FieldChoice, ...]:
    """Return the situations to choose from, the incident's own first; empty where there is nothing to choose."""
    offered = _in_force(session, incident, now)
    if not [one for one in offered if one.id != incident.standard_id]:
        return ()
    present = session.get(Standard, incident.standard_id) if incident.standard_id is not None else None
    if present is not None:
        offered = [present, *(one for one in offered if one.id != present.id)]
    return _choices(session, offered)


def situations_of(session: Session, incident: Incident, *, now: datetime) -> tuple[FieldChoice, ...]:
    """Return every situation in force of the incident's category, the chosen one first; a single one too."""
    offered = _in_force(session, incident, now)
    return _choices(session, sorted(offered, key=lambda one: one.id != incident.standard_id))


def situation_name(session: Session, standard: Standard) -> Name:
    """Return how a situation is called, with its limit."""
    return _name(standard, _english(session).get(standard.situation, ""))


def _choices(session: Session, offered: list[Standard]) -> tuple[FieldChoice, ...]:
    known = _english(session)
    return tuple(FieldChoice(str(one.id), _name(one, known.get(one.situation, ""))) for one in offered)


def _english(session: Session) -> dict[str, str]:
    """Return the English of situations by their Chinese."""
    return {name.zh: name.en for name in code_names(session, "standard_situation").values()}


def chosen_standard(session: Session, incident: Incident, text: str, *, now: datetime) -> int:
    """Return the id of the standard that was chosen.

    Raises:
        BadInput: It is none of the incident's category, or it is no longer in force.
    """
    standard = session.get(Standard, int(text)) if text.isdecimal() else None
    if standard is None or standard.category_id != incident.category_id:
        raise BadInput(tr("there is no standard “{text}” for this category").format(text=text))
    if standard.id != incident.standard_id and standard.id not in {
        one.id for one in _in_force(session, incident, now)
    }:
        raise BadInput(tr("this standard is no longer in force: choose the situation again"))
    return standard.id


def _in_force(session: Session, incident: Incident, now: datetime) -> list[Standard]:
    day = now.astimezone(ZoneInfo(working_calendar(session).zone)).date()
    return standards_in_force(session, incident.category_id, day=day)


def _name(standard: Standard, english: str) -> Name:
    limit = Limit(Decimal(str(standard.handle_value)), Unit(standard.handle_unit)).name
    chinese, other = standard.situation, english or standard.situation
    return Name(
        " · ".join(part for part in (chinese, limit.zh) if part),
        " · ".join(part for part in (other, limit.en) if part),
    )
