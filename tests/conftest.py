"""What every test gets: stores of both kinds, an off-screen Qt, and guards against anything unexpected.

A test fails on a log record at WARNING or above that it did not announce with `expect_log`, on a Qt message
(pytest-qt, `qt_log_level_fail`), on a Python warning (`filterwarnings`), and on windows or threads left behind.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from gridcenter.bench.private_postgres import PrivatePostgres
from gridcenter.language import current_language, use_language
from gridcenter.services import asking_again
from gridcenter.store.engine import Store, open_store
from gridcenter.store.keys import name_key_file
from gridcenter.store.schema import upgrade
from tests.distribution import SharingScheduling, long_ones_first, scope_of

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform != "win32" and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
for _name in [name for name in os.environ if name.startswith("GRIDCENTER_")]:
    del os.environ[_name]

with suppress(ModuleNotFoundError):
    if find_spec("gridcenter.desktop.webscheme"):
        import_module("gridcenter.desktop.webscheme").register_scheme()  # before any QApplication


# --- the user's folders -----------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the settings, the store and the logs of whoever runs it."""
    for name, folder in {
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
    }.items():
        monkeypatch.setenv(name, str(tmp_path / "user" / folder))


@pytest.fixture
def named_key_file() -> Iterator[Callable[[Path], None]]:
    """Name a key file as the settings of a process do."""
    yield lambda path: name_key_file(str(path))
    name_key_file("")


@pytest.fixture(autouse=True)
def never_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look-ups are asked again for their reason at random: tests that want it draw it themselves."""
    monkeypatch.setattr(asking_again, "one_in", lambda: 0)


@pytest.fixture(autouse=True)
def language_as_found() -> Iterator[None]:
    """Tests start in Chinese and choose freely with `use_language`."""
    before = current_language()
    use_language("zh")
    yield
    use_language(before)


@pytest.fixture
def english() -> None:
    use_language("en")


# --- stores -----------------------------------------------------------------------------------------------------


DatabaseLike = Callable[..., AbstractContextManager[str]]
"""Lends the address of a new database that is a copy of `template`, and drops it at the end."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PrivatePostgres]:
    """A real server; without one the tests fail, they are not skipped."""
    with PrivatePostgres(durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PrivatePostgres) -> str:
    """The name of a database at the newest schema, copied for each test because migrating takes longer."""
    _create_database(postgres_server, "migrated", template="template0")
    _migrate(postgres_server.url("migrated"))
    return "migrated"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "migrated.db"
    _migrate(_sqlite_address(path))
    return path


@pytest.fixture(scope="session")
def database_like(postgres_server: PrivatePostgres) -> DatabaseLike:
    return partial(_database, postgres_server)


_numbers = count(1)


@pytest.fixture
def empty_postgres_url(postgres_server: PrivatePostgres) -> Iterator[str]:
    """A new database without any table."""
    with _database(postgres_server, template="template0") as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: PrivatePostgres, postgres_template: str) -> Iterator[str]:
    """A new database at the newest schema."""
    with _database(postgres_server, template=postgres_template) as url:
        yield url


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return _sqlite_address(tmp_path / "empty.db")


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """A new file at the newest schema."""
    path = tmp_path / "store.db"
    shutil.copyfile(sqlite_template, path)
    return _sqlite_address(path)


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    with _opened(sqlite_url) as store:
        yield store


@pytest.fixture
def postgres_store(postgres_url: str) -> Iterator[Store]:
    with _opened(postgres_url) as store:
        yield store


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest) -> str:
    """The address of an upgraded, empty store; the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An opened, upgraded, empty `Store`; the test runs once on each kind."""
    with _opened(store_url) as opened:
        yield opened


@contextmanager
def _opened(url: str) -> Iterator[Store]:
    store = open_store(url, create=True)
    try:
        yield store
    finally:
        store.dispose()


def _migrate(url: str) -> None:
    with _opened(url) as store:
        upgrade(store)


def _sqlite_address(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


@contextmanager
def _database(server: PrivatePostgres, *, template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    _create_database(server, name, template=template)
    yield server.url(name)
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")


def _create_database(server: PrivatePostgres, name: str, *, template: str) -> None:
    _run(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")


def _run(server: PrivatePostgres, statement: str) -> None:
    plain = server.url().replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(statement.encode())


# --- several workers -------------------------------------------------------------------------------------------


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SharingScheduling | None:
    return SharingScheduling(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the files together and begin with the long ones; see the Makefile for the option that goes with it."""
    order = {scope: place for place, scope in enumerate(long_ones_first(item.nodeid for item in items))}
    items.sort(key=lambda item: order[scope_of(item.nodeid)])


# --- garbage ----------------------------------------------------------------------------------------------------

FULL_COLLECTION_EVERY = 25
EXIT_STATUS = pytest.StashKey[int]()


def pytest_configure() -> None:
    """Switch automatic collection off: on a worker it would destroy Qt objects of an earlier test.

    Listen to Ctrl+C, which a shell makes a program in its background ignore.
    """
    gc.disable()
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    session.config.stash[EXIT_STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End at once after everything is reported and stopped: the interpreter would take Qt's objects apart in an
    order that Qt does not stand, and a crash then would count as failed tests."""
    if "PySide6.QtWidgets" in sys.modules and EXIT_STATUS in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[EXIT_STATUS])


_tests_run = count(1)


@pytest.fixture(autouse=True)
def garbage_collected_here() -> Iterator[None]:
    yield
    gc.collect(2 if next(_tests_run) % FULL_COLLECTION_EVERY == 0 else 0)


# --- guards -----------------------------------------------------------------------------------------------------


class LogWatch(logging.Handler):
    """Collects every record at WARNING or above; announced ones are struck off."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self._announced: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def __call__(self, pattern: str) -> None:
        """Announce: at least one record whose message matches `pattern` will come, or the test fails."""
        self._announced.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        return [
            f"{record.levelname} {record.name}: {record.getMessage()}"
            for record in self.records
            if not any(pattern.search(record.getMessage()) for pattern in self._announced)
        ]

    def missing(self) -> list[str]:
        messages = [record.getMessage() for record in self.records]
        return [
            pattern.pattern
            for pattern in self._announced
            if not any(pattern.search(message) for message in messages)
        ]


@pytest.fixture(autouse=True)
def expect_log() -> Iterator[LogWatch]:
    """Fail on unexpected log records; `expect_log("pattern")` announces one."""
    watch = LogWatch()
    root = logging.getLogger()
    level = root.level
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    root.setLevel(level)  # a command under test sets its own
    assert not watch.unexpected(), "unexpected log records:\n" + "\n".join(watch.unexpected())
    assert not watch.missing(), "announced but never logged: " + ", ".join(watch.missing())


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    leftover = _threads_since(before)
    assert not leftover, f"threads left running: {leftover}"


def _threads_since(before: set[threading.Thread], patience: float = 3.0) -> list[str]:
    """Return names of threads started since and still alive after `patience` seconds; Qt's own do not count."""
    deadline = time.monotonic() + patience
    new = [thread for thread in threading.enumerate() if thread not in before and not _is_foreign(thread)]
    for thread in new:
        thread.join(max(0.0, deadline - time.monotonic()))
    return [thread.name for thread in new if thread.is_alive()]


def _is_foreign(thread: threading.Thread) -> bool:
    return thread.daemon or type(thread).__name__ == "_DummyThread"


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    before = _windows()
    yield
    leftover = {key: name for key, name in _windows().items() if key not in before}
    assert not leftover, f"windows left open: {sorted(leftover.values())}"


def _windows() -> dict[int, str]:
    """Return top-level widgets that are on screen, by identity; none when the test did not load Qt."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    if widgets is None or app is None:
        return {}
    core = sys.modules["PySide6.QtCore"]
    app.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    return {
        id(widget): f"{type(widget).__name__} {widget.objectName()!r}"
        for widget in widgets.QApplication.topLevelWidgets()
        if widget.isVisible()
    }
