"""Opening a store and its transactions: one behaviour on SQLite (embedded) and PostgreSQL (shared)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from gridcenter.clock import utc_now
from gridcenter.domain.errors import StoreRefused, reason_of
from gridcenter.language import tr
from gridcenter.store.addresses import parse_address, shown_address
from gridcenter.store.announcing import announce_changes
from gridcenter.store.failures import as_refusal
from gridcenter.store.keys import StoreKey
from gridcenter.store.network_paths import refuse_network_path
from gridcenter.store.pooling import watch_pool
from gridcenter.store.prepared import Prepared
from gridcenter.store.sealed import key_for, use_key
from gridcenter.store.sqlite_texts import TextConnection

OLDEST_SAFE_SQLITE = (3, 51, 3)
"""Older versions may corrupt a WAL file that two programs share (WAL-reset bug)."""

BUSY_TIMEOUT_MS = 5000
"""How long a writer waits for another's lock, on either store."""

IDLE_TIMEOUT_MS = 600_000
"""A server ends a transaction in which nothing is said for so long: a desk that hangs keeps no lock for ever.

Longer than any pause of work that is under way, such as writing a workbook between two reads.
"""
_CLOCK = Prepared(select(func.clock_timestamp()))
READ_ONLY = "gridcenter_read"

POSTGRES_CONNECT: dict[str, Any] = {
    "connect_timeout": 5,
    "application_name": "gridcenter",
    "keepalives": 1,
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 3000,
}


class Store:
    """An open store. Thread-safe; sessions are not: each belongs to the thread that opened it.

    `begin` is one write transaction, committed at the end and rolled back on any error; `read` sees one
    snapshot and writes nothing. Both turn driver errors into `StoreUnavailable` or `StoreRefused`.
    """

    def __init__(self, engine: Engine, url: URL, *, key: StoreKey | None = None) -> None:
        self.engine = engine
        self.url = url
        self.key = key
        """Of an embedded store that is encrypted; a server's disks are its administrator's."""
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        reading = engine.execution_options(**{READ_ONLY: True, "postgresql_readonly": True})
        self._readers = sessionmaker(reading, autoflush=False)
        event.listen(self._sessions, "before_commit", announce_changes)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def encrypted(self) -> bool:
        return self.key is not None

    @property
    def address(self) -> str:
        """The store's address as it may be shown and logged: without a password."""
        return shown_address(self.url)

    @contextmanager
    def begin(self) -> Iterator[Session]:
        with self._translating(), self._sessions() as session:
            yield session
            session.commit()

    @contextmanager
    def read(self) -> Iterator[Session]:
        with self._translating(), self._readers() as session:
            yield session
            if not self.is_sqlite:
                _end_reading(session)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Lend a plain connection inside a write transaction (migrations, bulk loads)."""
        with self._translating(), self.engine.begin() as connection:
            yield connection

    def dispose(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlcipher.Error, UnicodeEncodeError) as error:
            refusal = as_refusal(error, self.address)
            if refusal is None:
                raise
            raise refusal from error


def _end_reading(session: Session) -> None:
    """End a transaction that may only read by COMMIT: at a ROLLBACK psycopg forgets its prepared statements."""
    if session.in_transaction():
        session.connection().connection.commit()


def store_time(session: Session) -> datetime:
    """Return the store's time, the only one that stamps a step: the server's, or this machine's for SQLite."""
    if session.get_bind().dialect.name == "sqlite":
        return utc_now()
    moment: datetime = _CLOCK.rows(session)[0][0]
    return moment.astimezone(UTC)


def open_store(address: str, *, create: bool = False, encrypt: bool | None = None) -> Store:
    """Open the store at `address` without touching its tables; the connection itself is made on first use.

    An encrypted file finds its key in the key file (see `keys`). `encrypt` asks for one that is encrypted: with
    `create` a new file gets a key. False lets a plain one pass even where the settings name a key file.

    Raises:
        StoreRefused: Wrong address, SQLite on a network path, no file, no such file and `create` is not set, or key
            and file do not fit each other.
    """
    url = parse_address(address)
    if url.get_backend_name() == "postgresql":
        if encrypt:
            raise StoreRefused(_server_encrypts())
        engine = create_engine(url, hide_parameters=True, pool_size=5, connect_args=_postgres_connect(url))
        event.listen(engine, "reset", _end_what_is_open)
        watch_pool(engine)
        return Store(engine, url)
    path = Path(url.database or "")
    refuse_network_path(path)
    if path.exists() and not path.is_file():
        raise StoreRefused(
            tr("{path} is a folder or a device, not a store. Name a file in it or beside it.").format(
                path=path
            )
        )
    if not create and not path.is_file():
        raise StoreRefused(
            tr("There is no store at {path}. Create it with: gridcenter init --store {path}").format(
                path=path
            )
        )
    if create:
        _make_folder(path)
    key = key_for(path, shown_address(url), encrypt=encrypt)
    return Store(_sqlite_engine(url, key), url, key=key)


def _server_encrypts() -> str:
    return tr(
        "Only an embedded store is encrypted by this program; on a server the administrator encrypts the disk."
    )


def _postgres_connect(url: URL) -> dict[str, Any]:
    """Return what every connection is opened with; server options of the address itself stay, ours come first."""
    limits = f"-c lock_timeout={BUSY_TIMEOUT_MS} -c idle_in_transaction_session_timeout={IDLE_TIMEOUT_MS}"
    return POSTGRES_CONNECT | {"options": f"{limits} {url.query.get('options', '')}".strip()}


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreRefused(
            tr("The folder {path} cannot be created: {why}. Choose another place for the store.").format(
                path=path.parent, why=reason_of(error)
            )
        ) from error


def _sqlite_engine(url: URL, key: StoreKey | None) -> Engine:
    if sqlcipher.sqlite_version_info < OLDEST_SAFE_SQLITE:
        raise StoreRefused(
            tr("SQLite {version} can corrupt a shared store. Install sqlcipher3 0.6.4 or newer.").format(
                version=sqlcipher.sqlite_version
            )
        )
    engine = create_engine(
        url,
        module=sqlcipher,
        poolclass=QueuePool,
        hide_parameters=True,
        connect_args={
            "timeout": BUSY_TIMEOUT_MS / 1000,
            "check_same_thread": False,
            "factory": TextConnection,
        },
    )
    event.listen(engine, "connect", partial(_prepare_sqlite, key))
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "reset", _end_what_is_open)
    return engine


def _prepare_sqlite(key: StoreKey | None, connection: Any, _record: object) -> None:
    connection.isolation_level = None
    if key is not None:
        use_key(connection, key)
    for pragma in (
        "cipher_log_level=NONE",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "cache_size=-65536",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


_OPEN_ON_THE_SERVER = ("INTRANS", "INERROR")


def _end_what_is_open(connection: Any, _record: object, _state: object) -> None:
    """Roll back what a COMMIT that failed has left open: the pool takes such a transaction for one that has ended."""
    if isinstance(connection, sqlcipher.Connection):
        is_open = connection.in_transaction
    else:
        is_open = connection.info.transaction_status.name in _OPEN_ON_THE_SERVER
    if is_open:
        connection.rollback()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READ_ONLY, False)
    cursor = connection.connection.cursor()
    cursor.execute("BEGIN" if reading else "BEGIN IMMEDIATE")
    cursor.close()
