"""The desktop's board follows commits of another process, and survives a store that goes away."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.clock import utc_now
from gridcenter.desktop import live_feed
from gridcenter.desktop.live_feed import ANYTHING, FeedState, LiveFeed
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.light_book import LightBook
from gridcenter.domain.queue import in_order
from gridcenter.domain.queue_order import QueueOrder
from gridcenter.services import feed as services_feed
from gridcenter.services.feed import Feed
from gridcenter.store.announcing import note_change
from gridcenter.store.engine import Store
from gridcenter.store.models import Category, CodeSet, Incident, Unit

AREA = "709901"


@pytest.fixture
def peopled_store(store: Store) -> Store:
    """A store with one open incident inside the area and one outside."""
    with store.begin() as session:
        session.add(CodeSet(key="matters", name="事项"))
        session.flush()
        session.add(Category(id=1, set_key="matters", code="01", name="井盖缺失", major_id=1))
        session.flush()
        session.add_all([incident("A1", AREA + "001001"), incident("Z1", "110101001001")])
    return store


def incident(number: str, community: str) -> Incident:
    return Incident(
        number=number, state="handling", category_id=1, community_code=community, reported_at=utc_now()
    )


@pytest.fixture
def feed(peopled_store: Store, qtbot: QtBot) -> Iterator[LiveFeed]:
    live = LiveFeed(lambda: Feed(peopled_store, area=AREA))
    with qtbot.waitSignal(live.board_replaced, timeout=5000):
        live.start()
    yield live
    live.stop()


_OTHER_PROCESS = """
import sys
from datetime import UTC, datetime
from sqlalchemy import select
from gridcenter.store.engine import open_store
from gridcenter.store.models import Incident
store = open_store(sys.argv[1])
with store.begin() as session:
    if sys.argv[2] == "report":
        session.add(Incident(number=sys.argv[3], state="reported", category_id=1,
                             community_code=sys.argv[4], reported_at=datetime.now(UTC)))
    else:
        found = session.scalars(select(Incident).where(Incident.number == sys.argv[3])).one()
        if sys.argv[2] == "close":
            found.closed_at = datetime.now(UTC)
        found.state = sys.argv[2]
"""


def in_another_process(store: Store, *arguments: str) -> None:
    address = store.url.render_as_string(hide_password=False)
    subprocess.run([sys.executable, "-c", _OTHER_PROCESS, address, *arguments], check=True, timeout=60)


def test_the_first_reading_holds_the_open_incidents_of_the_area(feed: LiveFeed) -> None:
    assert [row.number for row in feed.board.rows.values()] == ["A1"]
    assert feed.state.connected


def test_a_report_from_another_process_arrives_by_itself(
    feed: LiveFeed, peopled_store: Store, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(feed.board_changed, timeout=20000) as heard:
        in_another_process(peopled_store, "report", "A2", AREA + "001002")
    assert [row.number for row in heard.args[0].arrived] == ["A2"]
    assert len(feed.board.rows) == 2


def test_a_move_and_a_closing_in_another_process_change_and_remove(
    feed: LiveFeed, peopled_store: Store, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(feed.board_changed, timeout=20000) as heard:
        in_another_process(peopled_store, "suspended", "A1")
    assert [(row.state, row.version) for row in heard.args[0].changed] == [("suspended", 2)]
    with qtbot.waitSignal(feed.board_changed, timeout=20000) as heard:
        in_another_process(peopled_store, "close", "A1")
    assert len(heard.args[0].removed) == 1
    assert feed.board.rows == {}


def test_an_incident_outside_the_area_does_not_arrive(
    feed: LiveFeed, peopled_store: Store, qtbot: QtBot
) -> None:
    in_another_process(peopled_store, "report", "Z2", "110101001002")
    with qtbot.waitSignal(feed.board_changed, timeout=20000) as heard:
        in_another_process(peopled_store, "report", "A3", AREA + "001003")
    assert [row.number for row in heard.args[0].arrived] == ["A3"]


def test_a_large_board_comes_in_two_parts_the_most_pressing_first(
    peopled_store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services_feed, "AT_ONCE", 3)
    monkeypatch.setattr(services_feed, "FIRST_ROWS", 2)
    with peopled_store.begin() as session:
        for n, urgent in enumerate((False, True, False, True)):
            added = incident(f"B{n}", AREA + "001001")
            added.urgent = urgent
            session.add(added)
    live = LiveFeed(lambda: Feed(peopled_store, area=AREA))
    seen: list[tuple[bool, list[str]]] = []
    live.board_replaced.connect(
        lambda: seen.append((live.board.whole, [row.number for row in live.board.rows.values()]))
    )
    assert not live.board.whole
    live.start()
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=5000)
    live.stop()
    assert seen[0] == (False, ["B1", "B3"])
    assert seen[1][0]
    assert sorted(seen[1][1]) == ["A1", "B0", "B1", "B2", "B3"]


def test_lights_and_order_of_a_board_are_found_out_while_listening_not_in_the_window(
    peopled_store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckoned_on: list[str] = []
    for kept, start in ((QueueOrder, QueueOrder.start), (LightBook, LightBook._start)):

        def noted(*given: Any, _start: Callable[..., None] = start) -> None:
            reckoned_on.append(threading.current_thread().name)
            _start(*given)

        monkeypatch.setattr(kept, start.__name__, noted)
    live = LiveFeed(lambda: Feed(peopled_store, area=AREA))
    with qtbot.waitSignal(live.board_replaced, timeout=5000):
        live.start()
    now = utc_now()
    assert [row.number for row in live.board.order(Filter(), now).rows] == ["A1"]
    assert sum(live.board.lights(now).values()) == 1
    live.stop()
    assert set(reckoned_on) == {"live feed"}


def test_a_later_reading_hands_the_window_only_what_differs(
    feed: LiveFeed, peopled_store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied: list[int] = []
    apply = Board.apply

    def noted(board: Board, rows: Iterable[QueueRow], *, gone: Iterable[int] = ()) -> BoardChange:
        given = list(rows)
        applied.append(len(given))
        return apply(board, given, gone=gone)

    monkeypatch.setattr(Board, "apply", noted)
    with qtbot.waitSignal(feed.board_changed, timeout=5000), peopled_store.begin() as session:
        session.add_all([incident(f"C{n}", AREA + "001003") for n in range(20)])
    known = feed.board.rows
    with qtbot.waitSignal(feed.board_changed, timeout=5000) as heard, peopled_store.begin() as session:
        note_change(session, "incident")
        closed = session.scalars(select(Incident).where(Incident.number == "C3")).one()
        closed.closed_at = utc_now()
        session.scalars(select(Incident).where(Incident.number == "C4")).one().urgent = True
    assert [row.number for row in heard.args[0].changed] == ["C4"]
    assert len(heard.args[0].removed) == 1
    assert max(applied) == 20, "the first change; the reading of all of them hands on one row"
    assert sorted(applied)[-2] <= 1
    assert feed.board.rows is known
    assert len(known) == 20


def test_when_very_much_differs_the_window_is_given_another_board(
    feed: LiveFeed, peopled_store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_feed, "_MANY", 10)
    known = feed.board.rows
    with qtbot.waitSignal(feed.board_changed, timeout=5000) as heard, peopled_store.begin() as session:
        session.add_all([incident(f"D{n}", AREA + "001003") for n in range(20)])
        session.scalars(select(Incident).where(Incident.number == "A1")).one().closed_at = utc_now()
        note_change(session, "incident")
    assert feed.board.rows is known, "whoever counts over the rows goes on with the same ones"
    assert len(heard.args[0].arrived) == len(known) == 20
    assert len(heard.args[0].removed) == 1
    now = utc_now()
    assert ids(feed.board.order(Filter(), now).rows) == ids(in_order(known.values(), now))


def ids(rows: Iterable[QueueRow]) -> list[int]:
    return [row.id for row in rows]


def test_a_bulk_change_reads_the_board_again_and_keeps_what_is_unchanged(
    feed: LiveFeed, peopled_store: Store, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(feed.board_changed, timeout=5000) as heard, peopled_store.begin() as session:
        session.connection().execute(
            Incident.__table__.insert(),
            [
                {
                    "number": f"B{n}",
                    "state": "reported",
                    "category_id": 1,
                    "community_code": AREA + "002",
                    "reported_at": utc_now(),
                    "urgent": False,
                    "vulnerable": False,
                    "approximate": False,
                    "paused": False,
                }
                for n in range(30)
            ],
        )
        note_change(session, "incident")
    assert len(heard.args[0].arrived) == 30
    assert heard.args[0].changed == ()


def test_another_subject_is_told_by_its_kind(feed: LiveFeed, peopled_store: Store, qtbot: QtBot) -> None:
    with qtbot.waitSignal(feed.subject_changed, timeout=5000) as heard, peopled_store.begin() as session:
        session.add(Unit(code="D1", name="区城管局", kind="department"))
    assert heard.args == ["unit"]


def test_a_heartbeat_proves_that_the_store_answers(feed: LiveFeed, qtbot: QtBot) -> None:
    first = feed.state.as_of
    with qtbot.waitSignal(feed.state_changed, timeout=5000):
        pass
    assert feed.state.as_of is not None
    assert first is not None
    assert feed.state.as_of > first


def test_a_store_that_goes_away_is_told_and_found_again(peopled_store: Store, qtbot: QtBot) -> None:
    down = [True]

    def connect() -> Feed:
        if down[0]:
            raise StoreUnavailable("the server does not answer")
        return Feed(peopled_store, area=AREA)

    live = LiveFeed(connect)
    states: list[FeedState] = []
    changes: list[BoardChange] = []
    live.state_changed.connect(states.append)
    live.board_changed.connect(changes.append)
    with qtbot.waitSignal(live.state_changed, timeout=5000):
        live.start()
    assert states[0].problem == "the server does not answer"
    assert not states[0].connected
    down[0] = False
    with qtbot.waitSignal(live.board_replaced, timeout=5000):
        live.retry_now()
    assert live.state.connected
    live.stop()


def test_a_server_that_ends_the_connection_is_reconnected_without_a_restart(
    postgres_store: Store, qtbot: QtBot
) -> None:
    live = LiveFeed(lambda: Feed(postgres_store, area=""))
    with qtbot.waitSignal(live.board_replaced, timeout=5000):
        live.start()
    with postgres_store.engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gridcenter feed'"
        )
    subjects: list[str] = []
    live.subject_changed.connect(subjects.append)
    qtbot.waitUntil(lambda: not live.state.connected, timeout=5000)
    with postgres_store.begin() as session:
        session.add(Unit(code="U-gone", name="断线时新增", kind="department"))
    qtbot.waitUntil(lambda: live.state.connected, timeout=10000)
    qtbot.waitUntil(lambda: ANYTHING in subjects, timeout=5000)  # whatever changed while nobody listened
    live.stop()
