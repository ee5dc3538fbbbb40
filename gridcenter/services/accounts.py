"""Accounts of the people who work with the program."""

from __future__ import annotations

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.store.models import Account, Scope
from gridcenter.store.units import account_count, actor, locked_activity

FIRST_LOGIN = "supervisor"


def acting_account(session: Session, login: str = "") -> Actor:
    """Return who works at this desk: the named account, or the store's first one.

    Raises:
        RuleBroken: There is no such active account.
    """
    found = actor(session, login)
    if found is None:
        raise RuleBroken(
            tr("There is no account “{login}” in this store. Correct `account` in the settings.").format(
                login=login
            )
            if login
            else tr("This store has no account yet. Prepare it with: gridcenter init --store …")
        )
    return found


def known_account(session: Session, by: Actor) -> int | None:
    """Return the account that acts, for what is kept with a name and has no line in the audit; None without one.

    Raises:
        RuleBroken: The account has been switched off meanwhile.
    """
    active = locked_activity(session, by.account_id)
    if active is None:
        return None
    if not active:
        raise RuleBroken(tr("the account {login} has been switched off").format(login=by.login))
    return by.account_id


def ensure_first_account(session: Session) -> None:
    """Give a new store one shift supervisor who sees everything, so that the window can be opened."""
    if account_count(session):
        return
    first = Account(login=FIRST_LOGIN, name="值班长", role="supervisor")
    session.add(first)
    session.flush()
    session.add(Scope(account_id=first.id, division_code=""))
