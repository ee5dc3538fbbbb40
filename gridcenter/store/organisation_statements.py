"""What is said of organisations, many at once, and the columns in which stand what comes first.

Only `services.organisation_statements` writes these columns. Nothing is masked here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from gridcenter.domain.organisation_statements import PLACE, OwnValues, PlaceSaid, SaidRow, place_said
from gridcenter.domain.organisations import DAYS
from gridcenter.store import bulk
from gridcenter.store.models import Account, Organisation, OrganisationItem, Premises
from gridcenter.store.tables import table_of

_item, _organisation, _premises = table_of(OrganisationItem), table_of(Organisation), table_of(Premises)
_account = table_of(Account)
_PLAIN = ("name", "kind", "status", "founded_on", "ended_on")
"""Columns that are an item each; `PLACE` is three of them."""
_PLACED = ("premises_id", "grid_code", "community_code")


def own_values(session: Session, ids: Collection[int], *, locked: bool = False) -> dict[int, OwnValues]:
    """Return the columns of organisations as texts; `locked` keeps every other writer of them waiting."""
    statement = (
        select(
            _organisation.c.id,
            *(_organisation.c[name] for name in ("source", "recorded_on", "batch_id")),
            func.coalesce(_premises.c.code, ""),
            func.coalesce(_organisation.c.grid_code, ""),
            _organisation.c.community_code,
            *(_organisation.c[name] for name in _PLAIN),
        )
        .outerjoin_from(_organisation, _premises, _premises.c.id == _organisation.c.premises_id)
        .order_by(_organisation.c.id)
    )
    if locked:
        statement = statement.with_for_update(of=_organisation)
    found: dict[int, OwnValues] = {}
    for part in _portions(ids):
        for key, source, day, batch, *rest in session.execute(statement.where(_organisation.c.id.in_(part))):
            plain = dict(zip(_PLAIN, map(_text, rest[3:]), strict=True))
            found[key] = OwnValues({**plain, PLACE: PlaceSaid(*rest[:3]).text()}, source, day, batch)
    return found


def said_rows(session: Session, ids: Collection[int]) -> defaultdict[int, list[SaidRow]]:
    """Return every statement about organisations, taken back or not, the newest row first."""
    verifier, withdrawer = _account.alias("verifier"), _account.alias("withdrawer")
    statement = (
        select(
            _item.c.organisation_id,
            *(_item.c[name] for name in ("id", "key", "value", "source", "recorded_on", "verified_on")),
            func.coalesce(verifier.c.name, ""),
            *(_item.c[name] for name in ("base", "withdrawn_at")),
            func.coalesce(withdrawer.c.name, ""),
            _item.c.withdrawn_why,
        )
        .outerjoin_from(_item, verifier, verifier.c.id == _item.c.verified_by)
        .outerjoin(withdrawer, withdrawer.c.id == _item.c.withdrawn_by)
        .order_by(_item.c.id.desc())
    )
    found: defaultdict[int, list[SaidRow]] = defaultdict(list)
    for part in _portions(ids):
        for key, *row in session.execute(statement.where(_item.c.organisation_id.in_(part))):
            found[key].append(SaidRow(*row))
    return found


def set_values(session: Session, values: Mapping[int, Mapping[str, str]]) -> None:
    """Write what stands into the columns and raise the versions."""
    places = {key: place_said(texts[PLACE]) for key, texts in values.items()}
    premises = _ids_of_premises(session, {place.premises for place in places.values() if place.premises})
    rows = [
        (
            *(_column(name, texts[name]) for name in _PLAIN),
            premises.get(places[key].premises),
            places[key].grid or None,
            places[key].community,
            key,
        )
        for key, texts in values.items()
    ]
    bulk.update_rows(session, Organisation, (*_PLAIN, *_PLACED), rows, key="id")


def verify_item(session: Session, item_id: int, *, by: int, on: date) -> None:
    values = {"verified_by": by, "verified_on": on}
    session.execute(update(_item).where(_item.c.id == item_id).values(values))


def withdraw_items(
    session: Session, item_ids: Sequence[int], *, by: int | None, at: datetime, why: str
) -> None:
    ends = {"withdrawn_at": at, "withdrawn_by": by, "withdrawn_why": why}
    for part in _portions(item_ids):
        session.execute(update(_item).where(_item.c.id.in_(part)).values(ends))


def _ids_of_premises(session: Session, codes: Collection[str]) -> dict[str, int]:
    rows = bulk.stored_rows(session, Premises, "code", codes, ("id",))
    return {code: row[0] for code, row in rows.items()}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _column(name: str, text: str) -> Any:
    if name in DAYS:
        return date.fromisoformat(text) if text else None
    return text


def _portions(ids: Collection[int]) -> Iterator[Sequence[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), bulk.PORTION):
        yield ordered[start : start + bulk.PORTION]
