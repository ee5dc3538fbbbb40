"""Queries about units and the accounts of the people who work with the program."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import shared_area
from gridcenter.language import tr
from gridcenter.store.models import Account, Scope, Unit
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
        RuleBroken: It has no scope: nothing is never everything.
    """
    statement = select(Account).where(Account.active).order_by(Account.id).limit(1)
    found = session.scalar(statement.where(Account.login == login) if login else statement)
    if found is None:
        return None
    scopes = session.scalars(select(Scope.division_code).where(Scope.account_id == found.id)).all()
    if not scopes:
        sentence = tr("The account {login} has no area yet; ask the administrator.")
        raise RuleBroken(sentence.format(login=found.login))
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


def account_count(session: Session) -> int:
    return session.scalar(select(func.count(Account.id))) or 0
