"""Driver errors as sentences: what is wrong with the store and what to do. No row content ever enters them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken, StoreRefused, StoreUnavailable
from gridcenter.language import tr

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
        return BadInput(_no_text())
    cause = error.orig if isinstance(error, DBAPIError) else error
    message = str(cause).lower()
    for words, kind, sentence in _known_failures():
        if any(word in message for word in words):
            return kind(sentence.format(address=address))
    if isinstance(error, OperationalError) and _lost_server(cause):
        return StoreUnavailable(_no_answer().format(address=address))
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


def _no_text() -> str:
    return tr("The text holds a character that belongs to no text. Type it again instead of pasting it.")


def damaged() -> str:
    return tr("The file at {address} is damaged or is not a store of this program. Restore a backup.")


def _no_answer() -> str:
    return tr("The server at {address} does not answer. Check that it runs and that the network is up.")


def _known_failures() -> list[tuple[tuple[str, ...], type[Refusal], str]]:
    return [
        (("cannot contain nul",), BadInput, _no_text()),
        (
            ("file is not a database", "malformed", "disk image", "hmac check failed"),
            StoreRefused,
            damaged(),
        ),
        (
            (
                "database is locked",
                "database table is locked",
                "lock timeout",
                "canceling statement due to lock",
            ),
            StoreUnavailable,
            tr("The store at {address} is locked by another program. Close that program or try again."),
        ),
        (
            ("disk is full", "no space left"),
            StoreUnavailable,
            tr(
                "The disk of the store at {address} is full; nothing was written. Free some space and try again."
            ),
        ),
        (
            ("readonly database", "read-only"),
            StoreRefused,
            tr("The store at {address} is read-only. Ask for the right to write to this file or database."),
        ),
        (
            ("unable to open database file", "disk i/o error"),
            StoreUnavailable,
            tr("The store at {address} cannot be opened. Check that its folder exists and is readable."),
        ),
        (
            ("permission denied for",),
            StoreRefused,
            tr(
                "The server at {address} does not give this user the right to do this; nothing was done. "
                "Ask the administrator for it."
            ),
        ),
        (
            ("password authentication failed", "no password supplied", 'role "', "permission denied"),
            StoreRefused,
            tr(
                "The server at {address} does not accept this user or password. Check both with the administrator."
            ),
        ),
        (
            (
                "invalid port number",
                "invalid connection option",
                "invalid sslmode value",
                "invalid integer value",
            ),
            StoreRefused,
            tr(
                "The address {address} names a port or an option that does not exist. "
                "Correct it, for example: postgresql://user@server:5432/database"
            ),
        ),
        (
            ('fatal:  database "',),
            StoreRefused,
            tr(
                "The server has no such database: {address}. Let the administrator create it (createdb), "
                "then run: gridcenter init --store …"
            ),
        ),
        (
            ("does not exist", "no such table"),
            StoreRefused,
            tr("There is no store of this program at {address}. Create it with: gridcenter init --store …"),
        ),
        (
            (
                "connection refused",
                "connection failed",
                "could not connect",
                "connection timeout",
                "timeout expired",
                "server closed the connection",
                "terminating connection",
                "connection is closed",
                "consuming input failed",
                "could not translate host name",
                "failed to resolve host",
                "name or service not known",
                "starting up",
                "shutting down",
                "the connection is lost",
            ),
            StoreUnavailable,
            _no_answer(),
        ),
    ]
