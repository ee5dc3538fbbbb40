"""What can go wrong with a store and is no defect of the program: how the drivers say it, and its name here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gridcenter.domain.errors import BadInput, Refusal, StoreRefused, StoreUnavailable
from gridcenter.store import failure_sentences as sentences


@dataclass(frozen=True, slots=True)
class Failure:
    """Known by a SQLSTATE, or by words of the driver or server in small letters.

    Before a session exists PostgreSQL gives no SQLSTATE, and its words are in the language of the server.
    """

    words: tuple[str, ...]
    kind: type[Refusal]
    sentence: Callable[[], str]
    """With the placeholder {address}."""
    states: frozenset[str] = frozenset()

    def explains(self, cause: object) -> bool:
        message = str(cause).lower()
        return getattr(cause, "sqlstate", None) in self.states or any(word in message for word in self.words)


_GONE = (
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
)
_LOCKED = (
    "database is locked",
    "database table is locked",
    "lock timeout",
    "canceling statement due to lock",
)
_STRANGER = (
    "password authentication failed",
    "no password supplied",
    'role "',
    "permission denied",
    "认证失败",
    '角色 "',
)
_NO_SUCH_PORT = (
    "invalid port number",
    "invalid connection option",
    "invalid sslmode value",
    "invalid integer value",
)
_DAMAGED = ("file is not a database", "malformed", "disk image", "hmac check failed")

KNOWN = (
    Failure(("cannot contain nul",), BadInput, sentences.no_text),
    Failure(_DAMAGED, StoreRefused, sentences.damaged),
    Failure(_LOCKED, StoreUnavailable, sentences.locked, frozenset({"55P03"})),
    Failure((), StoreUnavailable, sentences.crossed, frozenset({"40P01", "40001"})),
    Failure(("disk is full", "no space left"), StoreUnavailable, sentences.full, frozenset({"53100"})),
    Failure(("readonly database", "read-only"), StoreRefused, sentences.read_only, frozenset({"25006"})),
    Failure(("unable to open database file",), StoreUnavailable, sentences.not_opened),
    Failure(("disk i/o error",), StoreUnavailable, sentences.disk_refused),
    Failure(("permission denied for",), StoreRefused, sentences.no_right, frozenset({"42501"})),
    Failure(_STRANGER, StoreRefused, sentences.stranger, frozenset({"28000", "28P01"})),
    Failure(_NO_SUCH_PORT, StoreRefused, sentences.no_such_port),
    Failure(
        ('fatal:  database "', '数据库 "'), StoreRefused, sentences.no_such_database, frozenset({"3D000"})
    ),
    Failure(("does not exist", "no such table"), StoreRefused, sentences.no_store, frozenset({"42P01"})),
    Failure(_GONE, StoreUnavailable, sentences.no_answer),
)
"""In this order: the first that explains an error names it."""
