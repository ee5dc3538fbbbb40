"""Queries about units and the accounts of the people who work with the program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor, NoArea
from gridcenter.domain.places import shared_area
from gridcenter.store.models import Account, Division, Grid, Scope, Unit
from gridcenter.store.prepared import Prepared


@dataclass(frozen=True, slots=True)
class AccountStanding:
    """`area` None: it has none."""

    active: bool
    role: str
    area: str | None


def actor(session: Session, login: str = "") -> Actor | None:
    """Return the account with this login, or the first active one of the store when `login` is empty.

    An account with several scopes sees the smallest area that holds them all.

    Raises:
        NoArea: It has no scope: nothing is never everything.
    """
    statement = select(Account).where(Account.active).order_by(Account.id).limit(1)
    found = session.scalar(statement.where(Account.login == login) if login else statement)
    if found is None:
        return None
    scopes = session.scalars(select(Scope.division_code).where(Scope.account_id == found.id)).all()
    if not scopes:
        raise NoArea(found.login)
    area = shared_area(min(scopes), max(scopes))
    return Actor(found.id, found.login, found.name, found.role, found.unit_id, area, signed_in=True)


_STANDING = Prepared(
    select(
        Account.active,
        Account.role,
        select(func.min(Scope.division_code))
        .where(Scope.account_id == bindparam("account_id"))
        .scalar_subquery(),
        select(func.max(Scope.division_code))
        .where(Scope.account_id == bindparam("account_id"))
        .scalar_subquery(),
    ).where(Account.id == bindparam("account_id"))
)


def account_standing(session: Session, account_id: int) -> AccountStanding | None:
    """Return what an account may now, without a lock; None where there is no such account."""
    found = _STANDING.first(session, account_id=account_id)
    if found is None:
        return None
    active, role, lowest, highest = found
    return AccountStanding(active, role, None if lowest is None else shared_area(lowest, highest))


def locked_activity(session: Session, account_id: int) -> bool | None:
    """Tell whether the account may still work, and let its other writers wait; None where there is no such account."""
    own = select(Account.active).where(Account.id == account_id)
    return session.scalar(own.with_for_update(key_share=True))


def unit_names(session: Session) -> dict[int, Name]:
    rows = session.execute(select(Unit.id, Unit.name, Unit.name_en))
    return {key: Name(zh, en) for key, zh, en in rows}


@dataclass(frozen=True, slots=True)
class AccountRow:
    """`areas` are codes of divisions or grids, an empty one for the whole store."""

    id: int
    login: str
    name: str
    role: str
    active: bool
    areas: tuple[str, ...]


def account_rows(session: Session) -> list[AccountRow]:
    """Return every account with its areas, by login."""
    areas: defaultdict[int, list[str]] = defaultdict(list)
    for account, code in session.execute(
        select(Scope.account_id, Scope.division_code).order_by(Scope.division_code)
    ):
        areas[account].append(code)
    columns = (Account.id, Account.login, Account.name, Account.role, Account.active)
    rows = session.execute(select(*columns).order_by(Account.login))
    return [AccountRow(*row, tuple(areas[row[0]])) for row in rows]


def unknown_areas(session: Session, codes: Sequence[str]) -> list[str]:
    """Return those codes that no division and no present grid has."""
    divisions = select(Division.code).where(Division.code.in_(codes), Division.valid_until.is_(None))
    grids = select(Grid.code).where(Grid.code.in_(codes), Grid.valid_until.is_(None))
    known = {*session.scalars(divisions), *session.scalars(grids), ""}
    return [code for code in codes if code not in known]


def replace_areas(session: Session, account_id: int, codes: Sequence[str]) -> None:
    session.execute(delete(Scope).where(Scope.account_id == account_id))
    session.execute(insert(Scope), [{"account_id": account_id, "division_code": code} for code in codes])


def account_count(session: Session) -> int:
    return session.scalar(select(func.count(Account.id))) or 0
