"""The PIN of an account (口令): it opens a desk that has locked itself. It is no log-in: a desk names its account.

Kept as a salted scrypt hash. Somebody who has the store file can try short ones on a machine of his own: it keeps a
passer-by from an open desk, and encryption keeps the file. Wrong tries stand in the audit and are slowed by it, so
that neither a restart nor a second desk begins anew.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.tickets import lies_within, write_line
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time
from gridcenter.store.pins import Pin, pin_of, unlock_outcomes, write_pin

SHORTEST, LONGEST, LEAST_DIFFERENT = 6, 64, 3
FREE_TRIES = 3
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=5)
"""From the third wrong try in a row on one waits 5 s, then 10, 20 …; local convention."""

RESETTERS = frozenset({"admin", "administrator"})
_N, _R, _P, _BYTES = 2**15, 8, 1, 32
_MEMORY = 128 * 2**20


def has_pin(session: Session, account_id: int) -> bool:
    return pin_of(session, account_id) is not None


def set_pin(store: Store, pin: str, *, old: str = "", by: Actor) -> None:
    """Give the account its PIN, or with an empty one take it away; the present one is asked for where there is one.

    Raises:
        RuleBroken: The PIN is too easy, or the present one is missing or wrong; that counts as a wrong try.
    """
    if pin:
        _refuse_easy(pin)
    with store.read() as session:
        there = has_pin(session, by.account_id)
    if there:
        unlock(store, old, by=by)
    _store(store, by.account_id, pin, by=by)


def reset_pin(store: Store, login: str, *, by: Actor) -> None:
    """Take away the PIN of somebody who has forgotten it.

    Raises:
        RuleBroken: The role does not keep accounts, or there is no such account.
    """
    if by.role not in RESETTERS:
        raise RuleBroken(tr("Only an administrator takes away the PIN of somebody else."))
    with store.read() as session:
        other = acting_account(session, login)
    _store(store, other.account_id, "", by=by, whose=login)


def unlock(store: Store, pin: str, *, by: Actor) -> None:
    """Compare, write the try to the audit, commit, and only then answer. Opens its own transactions.

    Raises:
        RuleBroken: The PIN is wrong, or it is too early after wrong ones; the sentence says how long to wait.
    """
    with store.read() as session:
        kept = pin_of(session, by.account_id)
    right = kept is None or _fits(pin, kept)  # a tenth of a second, outside of any lock
    with store.begin() as session:
        now = store_time(session)
        end = audit.locked_chain_end(session, by.account_id)
        if end is None or not end.active:
            raise RuleBroken(tr("This account is not active; ask the administrator."))
        _check_pace(session, by, now)
        outcome = audit.NO_PIN if kept is None else audit.OPENED if right else audit.WRONG
        write_line(session, end, _line(outcome, by, now))
    if not right:
        raise RuleBroken(tr("This PIN is wrong. The try stands in the audit."))


def _check_pace(session: Session, by: Actor, now: datetime) -> None:
    wrong = 0
    last: datetime | None = None
    for outcome, at in unlock_outcomes(session, by.account_id):
        if outcome != audit.WRONG:
            break
        wrong, last = wrong + 1, last or at
    if last is None or wrong < FREE_TRIES:
        return
    wait = min(FIRST_WAIT * 2 ** min(wrong - FREE_TRIES, 10), LONGEST_WAIT)
    if lies_within(wait, last, now):
        seconds = int((last + wait - now).total_seconds()) + 1
        raise RuleBroken(tr("{n} wrong tries: wait {seconds} s.").format(n=wrong, seconds=seconds))


def _store(store: Store, account_id: int, pin: str, *, by: Actor, whose: str = "") -> None:
    made = _made(pin) if pin else Pin("", b"", b"")
    with store.begin() as session:
        now = store_time(session)
        end = audit.locked_chain_end(session, by.account_id)
        if end is None:
            raise RuleBroken(tr("This account is not active; ask the administrator."))
        write_line(session, end, _line(audit.PIN_SET if pin else audit.PIN_TAKEN, by, now, whose))
        write_pin(session, account_id, made, at=now)


def _line(outcome: str, by: Actor, now: datetime, whose: str = "") -> AuditRow:
    return AuditRow(now, by.account_id, audit.UNLOCK, outcome, "", "", "", "", fields=whose)


def _refuse_easy(pin: str) -> None:
    steps = {ord(after) - ord(before) for before, after in pairwise(pin)}
    too_easy = len(set(pin)) < LEAST_DIFFERENT or steps in ({1}, {-1})
    if not SHORTEST <= len(pin) <= LONGEST or too_easy:
        sentence = tr(
            "A PIN has {least} to {most} characters, at least {n} different ones, and is no plain row."
        )
        raise RuleBroken(sentence.format(least=SHORTEST, most=LONGEST, n=LEAST_DIFFERENT))


def _made(pin: str) -> Pin:
    salt = secrets.token_bytes(16)
    return Pin(f"{_N},{_R},{_P}", salt, _hash(pin, salt, (_N, _R, _P)))


def _fits(pin: str, kept: Pin) -> bool:
    n, r, p = (int(number) for number in kept.cost.split(","))
    return hmac.compare_digest(_hash(pin, kept.salt, (n, r, p)), kept.hash)


def _hash(pin: str, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    n, r, p = cost
    return hashlib.scrypt(pin.encode(), salt=salt, n=n, r=r, p=p, maxmem=_MEMORY, dklen=_BYTES)
