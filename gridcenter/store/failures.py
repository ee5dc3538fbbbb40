"""Driver errors as sentences: what is wrong with the store and what to do. No row content ever enters them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken, StoreUnavailable
from gridcenter.language import tr
from gridcenter.store import failure_sentences as sentences
from gridcenter.store.failure_kinds import KNOWN

_SERVER_TROUBLE = frozenset({"08", "53", "57"})
"""Classes of SQLSTATE: connection lost, resources used up, ended by an operator."""
_SAME_KEY = "23505"
"""SQLSTATE of a key that stands already; in a file it cannot come from others, since its writers take turns."""


def as_refusal(error: Exception, address: str) -> Refusal | None:
    """Return the refusal a person can act on, or None when the error is a defect of the program."""
    if isinstance(error, StaleDataError):
        return RuleBroken(
            tr("Somebody else changed this record meanwhile. Read it again and repeat your step.")
        )
    if isinstance(error, UnicodeEncodeError):
        return BadInput(sentences.no_text())
    cause = error.orig if isinstance(error, DBAPIError) else error
    known = next((one for one in KNOWN if one.explains(cause)), None)
    if known is not None:
        return known.kind(known.sentence().format(address=address))
    if isinstance(error, OperationalError) and _lost_server(cause):
        return StoreUnavailable(sentences.no_answer().format(address=address))
    return None


@contextmanager
def contended_keys() -> Iterator[None]:
    """Turn a key that another transaction has just stored into a refusal, in work that reads first what is there.

    Elsewhere a key stored twice is a defect of the program, and stays one.
    """
    try:
        yield
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", "") != _SAME_KEY:
            raise
        raise StoreUnavailable(somebody_was_first()) from error


def somebody_was_first() -> str:
    return tr("Somebody else stored the same records just now. Nothing was stored here: try again.")


def _lost_server(cause: object) -> bool:
    """Tell it by the SQLSTATE, for servers that speak another language; without one nobody has answered."""
    state = getattr(cause, "sqlstate", "")
    return state is None or state[:2] in _SERVER_TROUBLE
