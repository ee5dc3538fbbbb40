"""A desk that starts puts its store's folder in order, on a worker, and lets go of it when it closes."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gridcenter.desk import leftovers
from gridcenter.desktop.background import Background
from gridcenter.services.progress import Progress
from gridcenter.store.engine import Store, open_store
from gridcenter.store.resealing import encrypt_store
from tests.services.sealing_ground import TEXTS, beside, canaries_below, contents_in, filled


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def half(tmp_path: Path, sqlite_template: Path) -> Iterator[tuple[Store, int]]:
    """An encrypted store whose attachments stand in plain, as an earlier version left them."""
    path = tmp_path / "centre" / "centre.db"
    path.parent.mkdir()
    shutil.copyfile(sqlite_template, path)
    plain = open_store(str(path))
    incident = filled(plain, beside(plain), tmp_path / "sources")
    plain.dispose()
    encrypt_store(str(path), lambda _done, _of: None)
    opened = open_store(str(path))
    yield opened, incident
    opened.dispose()


def test_what_stands_in_plain_is_sealed_at_the_start(
    half: tuple[Store, int], background: Background, qtbot: QtBot
) -> None:
    store, incident = half
    assert len(canaries_below(beside(store))) == len(TEXTS), "the control"
    leftovers.put_in_order(background, store, background)
    qtbot.waitUntil(lambda: not background.busy, timeout=20_000)
    assert canaries_below(beside(store).parent) == []
    assert contents_in(store, incident) == list(TEXTS)


def test_a_desk_that_closes_stops_it_and_everything_can_be_read(
    half: tuple[Store, int], monkeypatch: pytest.MonkeyPatch, background: Background
) -> None:
    store, incident = half
    begun, closed = threading.Event(), threading.Event()
    work = leftovers.take_in_leftovers

    def slow(one: Store, configured: str, *, progress: object) -> object:
        def wait(made: Progress) -> None:
            begun.set()
            closed.wait(20)
            progress(made)  # type: ignore[operator]

        return work(one, configured, progress=wait)

    monkeypatch.setattr(leftovers, "take_in_leftovers", slow)
    owner = QObject()
    leftovers.put_in_order(owner, store, background)
    assert begun.wait(20)
    background._open = False
    closed.set()
    background._readers.waitForDone(20_000)
    assert canaries_below(beside(store)) != [], "the control: it was stopped"
    assert contents_in(store, incident) == list(TEXTS)
