"""One order everywhere: queue, list beside the map, marks and badges, wall, store and export after ten thousand random
changes."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gridcenter.clock import utc_now
from gridcenter.desktop.map.details import IncidentsHere
from gridcenter.desktop.map.marks import Marks
from gridcenter.desktop.map.view import release_maps
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.wall_situation import ROWS, SituationScene
from gridcenter.desktop.widgets.queue_view import QueuePanel
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.incidents import ClockMode, QueueRow
from gridcenter.domain.lights import Light
from gridcenter.domain.people import Actor
from gridcenter.domain.queue import in_order
from gridcenter.services.exporting import Export, export_rows
from gridcenter.services.feed import Feed
from gridcenter.store.announcing import note_change
from gridcenter.store.changes import newest_change
from gridcenter.store.engine import Store
from gridcenter.store.models import Category, CodeSet, Incident, Unit
from gridcenter.store.queue_page import queue_page
from tests.desktop.map.shown_map import PATIENCE_MS, ShownMap

CHANGES, A_ROUND = 10_000, 40
"""A round is one transaction; fewer changes than a list starts over for, so that rows are changed in place."""
DAYS, PAGED = 30, 200
PLACES = ("709901001001", "709901001", "709901")
"""A community, its street and its district."""
CLERK = Actor(1, "clerk", "某某", "dispatcher", None, "")
ONLY_RED, EVERYTHING = Filter(lights=frozenset({Light.RED})), Filter()
CALENDAR = WorkingCalendar()


@dataclass
class Centre:
    """Other desks: they report, close, park, extend, mark and remove incidents at random."""

    store: Store
    chance: Random
    open: list[int] = field(default_factory=list)
    _serial: int = 0

    def prepare(self, now: datetime) -> None:
        with self.store.begin() as session:
            session.add(CodeSet(key="matters", name="事项"))
            session.flush()
            session.add_all(
                Category(id=n, set_key="matters", code=f"0{n}", name=f"类别{n}") for n in (1, 2, 3)
            )
            session.add_all(Unit(id=n, code=f"U{n}", name=f"单位{n}", kind="department") for n in (1, 2))
            session.flush()
            for _ in range(400):
                self._report(session, now)

    def live(self, changes: int, now: datetime) -> None:
        """Make so many changes in one transaction."""
        ways: list[tuple[Callable[[Session, datetime], None], int]] = [
            (self._report, 26),
            (self._close, 24),
            (self._move_deadline, 14),
            (self._park_or_resume, 12),
            (self._mark, 16),
            (self._hear_again, 6),
            (self._remove, 2),
        ]
        with self.store.begin() as session:
            for way in self.chance.choices(
                [one for one, _ in ways], [weight for _, weight in ways], k=changes
            ):
                way(session, now)

    def change_all_at_once(self, now: datetime) -> None:
        """Do what an import does: rows change behind the ORM and one line tells all readers to read again."""
        with self.store.begin() as session:
            session.execute(
                update(Incident)
                .where(Incident.id % 7 == 0, Incident.closed_at.is_(None))
                .values(due_at=now + timedelta(hours=5), yellow_at=now, version=Incident.version + 1)
            )
            note_change(session, "incident")

    def _report(self, session: Session, now: datetime) -> None:
        chance = self.chance
        self._serial += 1
        incident = Incident(
            number=f"SJ20261118-{self._serial:05d}",
            state="handling",
            category_id=chance.choice((1, 2, 3)),
            community_code=PLACES[0],
            unit_id=chance.choice((None, 1, 2)),
            reported_at=now - timedelta(minutes=chance.randrange(0, 20) * 30),
            severity=chance.choice((1, 1, 1, 1, 2, 3, 4)),
            urgent=chance.random() < 0.05,
            vulnerable=chance.random() < 0.1,
            clock_mode=chance.choice(list(ClockMode)).value,
            longitude=114 + chance.random() / 50,
            latitude=30 + chance.random() / 50,
        )
        self._set_deadline(incident, now)
        session.add(incident)
        session.flush()
        self.open.append(incident.id)

    def _set_deadline(self, incident: Incident, now: datetime) -> None:
        """Give deadlines that often coincide, and sometimes none."""
        if self.chance.random() < 0.1:
            incident.due_at = incident.yellow_at = None
            return
        incident.due_at = now + timedelta(hours=self.chance.randrange(-48, 96))
        incident.yellow_at = incident.due_at - timedelta(hours=self.chance.randrange(1, 24))

    def _one(self, session: Session) -> Incident:
        return session.get_one(Incident, self.chance.choice(self.open))

    def _close(self, session: Session, now: datetime) -> None:
        incident = self._one(session)
        incident.closed_at, incident.state = now, "closed"
        self.open.remove(incident.id)

    def _move_deadline(self, session: Session, now: datetime) -> None:
        self._set_deadline(self._one(session), now)

    def _park_or_resume(self, session: Session, now: datetime) -> None:
        incident = self._one(session)
        incident.paused = not incident.paused
        hours = self.chance.randrange(-200, 200)
        incident.review_at = now + timedelta(hours=hours) if incident.paused else None

    def _mark(self, session: Session, _now: datetime) -> None:
        incident = self._one(session)
        match self.chance.randrange(4):
            case 0:
                incident.urgent = not incident.urgent
            case 1:
                incident.severity = self.chance.choice((1, 2, 3, 4))
            case 2:
                incident.vulnerable = not incident.vulnerable
            case _:
                incident.unit_id = self.chance.choice((None, 1, 2))

    def _hear_again(self, session: Session, _now: datetime) -> None:
        self._one(session).report_count += 1

    def _remove(self, session: Session, _now: datetime) -> None:
        incident = self._one(session)
        self.open.remove(incident.id)
        session.delete(incident)


class MapPage:
    """What the map's page keeps of what it is told: changes alone, never all of it again."""

    def __init__(self) -> None:
        self.marks: dict[int, list[Any]] = {}
        self.badges: dict[str, list[int]] = {}
        self.total: dict[str, int] = {}

    def hear(self, message: dict[str, Any]) -> None:
        for key in message["gone"]:
            self.marks.pop(key, None)
        self.marks.update((mark[0], mark) for mark in message["marks"])
        self.badges.update(message["counts"])
        self.total = message["total"]

    def order(self) -> list[int]:
        return sorted(self.marks, key=lambda key: (self.marks[key][-1], key))


class Desk:
    """One desk with everything that shows the queue, fed as the window feeds it."""

    def __init__(self, feed: Feed, parent: QWidget, theme: Theme, now: datetime) -> None:
        self.feed = feed
        self.board = Board()
        self.queue = QueuePanel(theme, CALENDAR, now, parent=parent)
        self.red = QueuePanel(theme, CALENDAR, now, parent=parent)
        self.beside_map = IncidentsHere(theme, CALENDAR, now, parent=parent)
        self.marks, self.page = Marks(), MapPage()
        self.wall = SituationScene(theme, calendar=CALENDAR, now=now, parent=parent)
        self.read_again(now)

    def read_again(self, now: datetime) -> None:
        self.board = Board({row.id: row for row in next(self.feed.board()).rows})
        self._show(None, now)

    def follow(self, newest: int, now: datetime) -> None:
        """Take what was committed up to change number `newest`, as time goes by to `now`."""
        reached = 0
        while reached < newest:
            batch = self.feed.next(5)
            reached = batch.change_number
            if batch.reread:
                self.read_again(now)
            else:
                self._show(self.board.apply(batch.rows, gone=batch.gone), now)

    def _show(self, change: BoardChange | None, now: datetime) -> None:
        for panel in (self.queue, self.beside_map, self.wall):
            panel.apply_board(self.board, change, EVERYTHING, now)
        self.red.apply_board(self.board, change, ONLY_RED, now)
        self.marks.follow(self.board, change, EVERYTHING, now)

    def pass_time(self, now: datetime) -> None:
        self.queue.tick(self.board, now)
        self.red.tick(self.board, now)
        self.beside_map.model.tick(self.board, now, settle=True)
        self.marks.follow(self.board, BoardChange(), EVERYTHING, now)
        self.wall.tick(now)
        for panel in (self.queue, self.red):
            panel.model.take_pending()

    def order(self, now: datetime) -> list[QueueRow]:
        return in_order(self.board.rows.values(), now)

    def agree(self, now: datetime) -> None:
        """Compare every list with the one ranking, id by id."""
        order = self.order(now)
        red = [row.id for row in order if row.light(now) is Light.RED]
        expected = [row.id for row in order]
        assert ids(self.queue.model.rows()) == expected
        assert ids(self.beside_map.model.rows()) == expected
        assert ids(self.red.model.rows()) == red
        assert ids(self.wall.rows) == red[:ROWS]
        assert ids(self.board.foremost(now, len(order))) == expected
        self.page.hear(self.marks.tell_changes())
        assert self.page.order() == expected
        lights = Counter(row.light(now) for row in order)
        badge = [len(order), lights[Light.RED], lights[Light.YELLOW]]
        assert self.page.badges == dict.fromkeys(PLACES, badge)
        assert self.page.total == {light.value: count for light, count in lights.items()}


def ids(rows: Sequence[QueueRow]) -> list[int]:
    return [row.id for row in rows]


@pytest.fixture
def feed(store: Store) -> Iterator[Feed]:
    feed = Feed(store, area="")
    yield feed
    feed.close()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window for all panels; at the end the wall's page dies before it."""
    window = QWidget()
    window.resize(1200, 700)
    yield window
    release_maps(window)
    window.close()


@pytest.mark.timeout(900)
def test_all_lists_hold_the_same_ids_in_the_same_order_after_10_000_random_changes(
    store: Store, feed: Feed, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    theme = Theme("light")
    start = utc_now() - timedelta(days=DAYS)
    centre = Centre(store, Random(20261123))
    centre.prepare(start)
    desk = Desk(feed, window, theme, start)
    desk.wall.setGeometry(0, 0, 1200, 700)
    shown = ShownMap(desk.wall.map, theme, qtbot)
    desk.wall.map.painted.connect(shown.painted.append)
    with qtbot.waitSignal(desk.wall.map.ready, timeout=PATIENCE_MS):
        window.show()
    rounds = CHANGES // A_ROUND
    for number in range(1, rounds + 1):
        now = start + timedelta(days=DAYS) * number / rounds if number < rounds else utc_now()
        if number % 50 == 0:
            centre.change_all_at_once(now)
        centre.live(A_ROUND, now)
        desk.follow(newest(store), now)
        desk.pass_time(now)
        desk.agree(now)
        if number % 50 == 0:
            kept_and_exported_like(desk, store, tmp_path / f"{number}.csv", now)
    assert set(desk.board.rows) == set(centre.open)
    red = [row.id for row in desk.order(now) if row.light(now) is Light.RED]
    desk.wall.map.fit()
    shown.settle()
    on_page = [mark["id"] for mark in shown.picture()["marks"]]
    assert list(reversed(on_page)) == red
    assert len(red) > 50


def newest(store: Store) -> int:
    with store.read() as session:
        return newest_change(session)


def kept_and_exported_like(desk: Desk, store: Store, file: Path, now: datetime) -> None:
    """Compare the store's first page and the export with the ranking; a light may turn while the file is written."""
    with store.read() as session:
        paged = queue_page(session, area="", now=now, limit=PAGED)
    assert ids(paged) == ids(desk.order(now))[:PAGED]
    before = [row.number for row in desk.order(utc_now())]
    export_rows(store, Export.INCIDENTS, file, by=CLERK)
    after = [row.number for row in desk.order(utc_now())]
    with file.open(encoding="utf-8-sig", newline="") as lines:
        exported = [line[0] for line in csv.reader(lines)][1:]
    assert exported[: len(before)] in (before, after)
    with store.read() as session:
        closed = set(session.scalars(select(Incident.number).where(Incident.closed_at.is_not(None))))
    assert set(exported[len(before) :]) == closed
