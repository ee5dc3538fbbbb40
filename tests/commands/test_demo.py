"""The demo from the terminal: made once, refused twice, played in until it is told to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlcipher3 import dbapi2 as sqlcipher

from gridcenter.cli import run
from gridcenter.store.engine import open_store
from gridcenter.store.models import Incident, Step

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def street(tmp_path: Path) -> str:
    path = str(tmp_path / "street.db")
    assert run(["demo", "--lang", "en", "--size", "street", "--store", path]) == 0
    return path


def count(path: str, model: type[Incident] | type[Step]) -> int:
    store = open_store(path)
    try:
        with store.read() as session:
            return session.scalar(select(func.count()).select_from(model)) or 0
    finally:
        store.dispose()


def test_a_demo_is_made_in_a_new_store_and_tells_its_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "new" / "street.db")
    assert run(["demo", "--lang", "en", "--size", "street", "--store", path]) == 0
    told = capsys.readouterr().out
    assert "9 communities, 46 grids" in told
    assert "synthetic" in told
    assert path in told


def test_a_second_demo_is_refused(street: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = count(street, Incident)
    assert run(["demo", "--lang", "en", "--size", "street", "--store", street]) == 1
    assert "holds data already" in capsys.readouterr().err
    assert count(street, Incident) == before


def test_live_works_on_in_the_demo_until_it_is_interrupted(street: str) -> None:
    before = count(street, Step)
    timer = threading.Timer(1.5, lambda: os.kill(os.getpid(), signal.SIGINT))
    timer.start()
    try:
        assert run(["demo", "--lang", "en", "--live", "--rate", "20", "--store", street]) == 0
    finally:
        timer.join()
    assert count(street, Step) > before


def test_an_unknown_size_is_wrong_use(tmp_path: Path) -> None:
    assert run(["demo", "--size", "planet", "--store", str(tmp_path / "planet.db")]) == 2
    assert not (tmp_path / "planet.db").exists()


def test_live_says_on_the_terminal_that_it_waits_for_a_locked_store_and_why(street: str) -> None:
    """Another program holds the file longer than the store waits by itself."""
    command = [
        sys.executable,
        "-m",
        "gridcenter",
        "demo",
        "--lang",
        "en",
        "--live",
        "--rate",
        "20",
        "--store",
        street,
    ]
    other = sqlcipher.connect(street, isolation_level=None)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as live:
        assert live.stdout
        assert "Live: 20 reports" in live.stdout.readline()
        other.execute("PRAGMA busy_timeout=10000")
        other.execute("BEGIN IMMEDIATE")
        waits = live.stdout.readline()
        other.execute("ROLLBACK")
        goes_on = live.stdout.readline()
        live.send_signal(signal.SIGINT)
        ended = live.stdout.readline()
    other.close()
    assert waits.startswith("Waiting for the store.")
    assert "is locked by another program" in waits
    assert goes_on == "The store can be written again.\n"
    assert ended.startswith("Ended:")
    assert live.returncode == 0
