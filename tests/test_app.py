"""The whole program on a real store: a window, its real page, and a real second process that commits."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridcenter.app import Desk, open_desk, open_wall, run_wall
from gridcenter.bench.private_postgres import PrivatePostgres
from gridcenter.clock import utc_now
from gridcenter.desktop.frame_wall import WallWindow
from gridcenter.desktop.pages.overview import OverviewPage
from gridcenter.desktop.pages.registers import RegistersPage
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.wall_waiting import WaitingWall
from gridcenter.domain.board import Filter
from gridcenter.domain.lights import Light
from gridcenter.opening import begun_map_page
from gridcenter.services.demo.create import create_demo
from gridcenter.services.demo.sizes import DemoSize
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import AuditEntry, ImportBatch, Person, StagedRow
from gridcenter.store.schema import upgrade

PATIENCE_MS = 20_000
ZONE = "Asia/Shanghai"


@pytest.fixture(scope="session")
def street_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("street") / "street.db"
    make_street(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def street_database(postgres_server: PrivatePostgres) -> str:
    server = open_store(postgres_server.url())
    with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CREATE DATABASE street")
    server.dispose()
    make_street(postgres_server.url("street"))
    return postgres_server.url("street")


@pytest.fixture
def own_server() -> Iterator[PrivatePostgres]:
    """A server that a test may stop."""
    with PrivatePostgres(durable=False) as server:
        yield server


def make_street(address: str) -> None:
    store = open_store(address, create=True)
    upgrade(store)
    create_demo(store, size=DemoSize.STREET, now=utc_now())
    store.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def street(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a demo street; on SQLite a fresh copy, on PostgreSQL shared by the tests of this file."""
    if request.param == "postgres":
        address: str = request.getfixturevalue("street_database")
        return address
    copy = tmp_path / "street.db"
    shutil.copyfile(request.getfixturevalue("street_file"), copy)
    return f"sqlite:///{copy}"


@pytest.fixture
def desk(street: str, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    """The started window at 1920×1080, its Overview read and painted."""
    with open_desk(qapp, street, Theme("dark", "desk"), account="", time_zone=ZONE) as opened:
        opened.window.resize(1920, 1080)
        opened.window.show()
        opened.window.show_page("overview")
        qtbot.waitUntil(lambda: bool(opened.live.board.rows), timeout=PATIENCE_MS)
        qtbot.waitUntil(
            lambda: overview(opened).map.at_rest and not opened.background.busy, timeout=PATIENCE_MS
        )
        yield opened


def overview(desk: Desk) -> OverviewPage:
    page = desk.window.pages["overview"]
    assert isinstance(page, OverviewPage)
    return page


def ask_page(desk: Desk, qtbot: QtBot, script: str) -> Any:
    answers: list[Any] = []
    overview(desk).map.host.page.runJavaScript(f"JSON.stringify({script})", answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
    return json.loads(answers[0])


_SECOND_DESK = """
import sys
from datetime import timedelta
from sqlalchemy import select
from gridcenter.clock import utc_now
from gridcenter.store.engine import open_store
from gridcenter.store.models import Category, Incident
store = open_store(sys.argv[1])
with store.begin() as session:
    near = session.scalars(select(Incident).where(Incident.grid_code.is_not(None)).limit(1)).one()
    now = utc_now()
    session.add(Incident(
        number=sys.argv[2], state="handling", category_id=near.category_id, unit_id=near.unit_id, urgent=True,
        community_code=near.community_code, grid_code=near.grid_code, longitude=near.longitude,
        latitude=near.latitude, reported_at=now - timedelta(hours=2), due_at=now - timedelta(minutes=9),
        yellow_at=now - timedelta(minutes=40), clock_mode="continuous"))
store.dispose()
"""


def report_red_beside(address: str, number: str) -> None:
    subprocess.run([sys.executable, "-c", _SECOND_DESK, address, number], check=True, timeout=60)


def test_a_commit_of_another_process_reaches_queue_map_tiles_and_charts(
    desk: Desk, street: str, qtbot: QtBot
) -> None:
    page = overview(desk)
    reds = page.red_units.accessibleDescription()
    started = page.map.host.last_number
    before = len(desk.live.board.rows)
    with qtbot.waitSignal(desk.live.board_changed, timeout=PATIENCE_MS):
        report_red_beside(street, "SJ-BESIDE-1")
    qtbot.waitUntil(lambda: page.map.at_rest and page.map.last_number > started, timeout=PATIENCE_MS)
    assert len(desk.live.board.rows) == before + 1
    qtbot.waitUntil(
        lambda: page.tiles[0].figure.figure.replace("\u2009", "") == str(before + 1), timeout=PATIENCE_MS
    )
    qtbot.waitUntil(lambda: page.red_units.accessibleDescription() != reds, timeout=PATIENCE_MS)
    page.queue.news.click()
    assert any(row.number == "SJ-BESIDE-1" for row in page.queue.model.rows())


def test_a_commit_elsewhere_moves_neither_selection_nor_scroll_nor_map(
    desk: Desk, street: str, qtbot: QtBot
) -> None:
    page = overview(desk)
    table = page.queue.table
    table.setCurrentIndex(page.queue.model.index(12, 0))
    table.verticalScrollBar().setValue(150)
    page.map.show_place(114.31, 30.6, 15.0)
    qtbot.waitUntil(lambda: page.map.at_rest, timeout=PATIENCE_MS)
    chosen, scrolled = table.current_id(), table.verticalScrollBar().value()
    place, zoom = page.map.view_place(), ask_page(desk, qtbot, "gridcenter.picture().zoom")
    with qtbot.waitSignal(desk.live.board_changed, timeout=PATIENCE_MS):
        report_red_beside(street, "SJ-BESIDE-2")
    qtbot.waitUntil(lambda: page.map.at_rest and not desk.background.busy, timeout=PATIENCE_MS)
    assert table.current_id() == chosen
    assert table.verticalScrollBar().value() == scrolled
    assert page.map.view_place() == place
    assert ask_page(desk, qtbot, "gridcenter.picture().zoom") == zoom


def test_a_real_click_on_a_grid_narrows_every_panel(desk: Desk, qtbot: QtBot) -> None:
    page = overview(desk)
    rows, now = list(desk.live.board.rows.values()), page.queue.model.now
    marked = {row.grid_code for row in rows if row.light(now) in (Light.RED, Light.YELLOW)}
    quiet = [row.grid_code for row in rows if row.grid_code and row.grid_code not in marked]
    busiest = max(quiet, key=quiet.count)  # without a marker that a click would open instead
    spot = ask_page(desk, qtbot, f"gridcenter.whereIs({json.dumps(busiest)})")
    surface = page.map.focusProxy().focusProxy()
    point = QPoint(round(spot[0]), round(spot[1]))
    with qtbot.waitSignal(page.filters.changed, timeout=PATIENCE_MS):
        qtbot.mouseMove(surface, point)
        qtbot.mouseClick(surface, Qt.MouseButton.LeftButton, pos=point)
    assert page.filters.current.area == busiest
    expected = sum(row.grid_code == busiest for row in desk.live.board.rows.values())
    assert page.queue.model.rowCount() == expected
    assert page.tiles[0].figure.figure == str(expected)
    qtbot.keyClick(desk.window, Qt.Key.Key_Escape)
    assert page.filters.current == Filter()


def test_every_light_of_the_demo_is_on_the_board_and_the_numbers_agree(desk: Desk) -> None:
    page = overview(desk)
    now = page.queue.model.now
    counts = {light: sum(row.light(now) is light for row in desk.live.board.rows.values()) for light in Light}
    assert all(counts[light] for light in (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY))
    assert page.tiles[1].figure.figure == str(counts[Light.RED])


def test_a_look_up_asks_the_purpose_and_shows_the_masked_card_after_the_audit(
    desk: Desk, street: str, qtbot: QtBot
) -> None:
    with desk.store.read() as session:
        person = session.scalars(select(Person).where(Person.verified, Person.phone != "").limit(1)).one()
        number, name = str(person.id_number), person.name
    tile = overview(desk).lookup
    qtbot.keyClicks(tile.field, number)
    qtbot.keyClick(tile.field, Qt.Key.Key_Return)
    dialog = tile.dialog
    assert dialog is not None
    assert not dialog.accept_button.isEnabled()
    dialog.fields.purpose.setCurrentIndex(1)
    dialog.fields.reason.insert("上门走访独居老人核对住址")
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    registers = desk.window.pages["residents"]
    assert isinstance(registers, RegistersPage)
    page = registers.residents
    qtbot.waitUntil(lambda: page.card.card is not None, timeout=PATIENCE_MS)
    assert page.card.card is not None
    assert page.card.card.id_number.endswith(number[-4:])
    assert number not in repr(page.card.card)
    assert name not in repr(page.card.card)
    with desk.store.read() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.action, entry.outcome) == ("lookup", "hit")


@pytest.fixture
def forgotten(street: str) -> int:
    """A batch that was staged nine days ago, and is waiting still."""
    store = open_store(street)
    with store.begin() as session:
        then = utc_now() - timedelta(days=9)
        batch = ImportBatch(
            kind="persons", at=then, actor="李敏", file_name="p.csv", sha256="", state="staged"
        )
        session.add(batch)
        session.flush()
        session.add(StagedRow(batch_id=batch.id, line=2, outcome="new", key="x", cells="{}"))
        number = batch.id
    store.dispose()
    return number


def test_a_desk_that_starts_forgets_staged_rows_that_nobody_applied(
    forgotten: int, desk: Desk, qtbot: QtBot
) -> None:
    def rows() -> int:
        with desk.store.read() as session:
            wanted = select(func.count()).where(StagedRow.batch_id == forgotten)
            return session.scalar(wanted) or 0

    qtbot.waitUntil(lambda: rows() == 0, timeout=PATIENCE_MS)
    with desk.store.read() as session:
        assert session.get_one(ImportBatch, forgotten).state == "dropped"


def audit_entries(store: Store) -> int:
    with store.read() as session:
        return session.scalars(select(func.count()).select_from(AuditEntry)).one()


def test_the_wall_shows_the_overview_follows_another_process_and_looks_nobody_up(
    street: str, qapp: QApplication, qtbot: QtBot
) -> None:
    with open_wall(qapp, street, account="", time_zone=ZONE) as wall:
        wall.window.resize(1920, 1080)
        wall.window.show()
        page = wall.window.scene
        assert isinstance(page, OverviewPage)
        assert page.lookup is None
        qtbot.waitUntil(lambda: bool(wall.live.board.rows) and page.map.at_rest, timeout=PATIENCE_MS)
        audited = audit_entries(wall.store)
        before, told = len(wall.live.board.rows), page.map.last_number
        report_red_beside(street, "SJ-WALL-1")
        qtbot.waitUntil(lambda: page.map.at_rest and page.map.last_number > told, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: page.tiles[0].figure.figure == str(before + 1), timeout=PATIENCE_MS)
        assert any(row.number == "SJ-WALL-1" for row in page.queue.model.rows())
        assert audit_entries(wall.store) == audited


_TAKE_NOTE = """
import sys
from gridcenter.desk.reminders import reminder_ports
from gridcenter.domain.reminders import happenings_of
from gridcenter.services.accounts import acting_account
from gridcenter.store.engine import open_store, store_time
from gridcenter.store.incidents import open_incidents
store = open_store(sys.argv[1])
with store.read() as session:
    actor, now = acting_account(session, sys.argv[2]), store_time(session)
    rows = open_incidents(session, area=actor.area)
keys = [one.key for row in rows for one in happenings_of(row, now)]
ports = reminder_ports(store, actor)
for start in range(0, len(keys), 500):
    ports.acknowledge(keys[start : start + 500])
store.dispose()
"""


def test_a_red_incident_stays_on_the_wall_until_another_process_takes_note_of_it(
    street: str, qapp: QApplication, qtbot: QtBot
) -> None:
    take_note = [sys.executable, "-c", _TAKE_NOTE, street, ""]
    subprocess.run(take_note, check=True, timeout=60)
    with open_wall(qapp, street, account="", time_zone=ZONE) as wall:
        wall.window.show()
        reminding = wall.window.reminding
        qtbot.waitUntil(
            lambda: reminding.book is not None and bool(wall.live.board.rows), timeout=PATIENCE_MS
        )
        assert wall.window.pinned is None
        report_red_beside(street, "SJ-WALL-2")
        qtbot.waitUntil(lambda: wall.window.pinned is not None, timeout=PATIENCE_MS)
        assert wall.window.pinned is not None
        assert wall.window.pinned.number == "SJ-WALL-2"
        assert wall.window.rotation.resting
        subprocess.run(take_note, check=True, timeout=60)
        qtbot.waitUntil(lambda: wall.window.pinned is None, timeout=PATIENCE_MS)
        assert not wall.window.rotation.resting


def test_the_wall_takes_the_map_page_that_was_begun_before_it(street: str, qapp: QApplication) -> None:
    with begun_map_page() as page, open_wall(qapp, street, account="", time_zone=ZONE, page=page) as wall:
        assert isinstance(wall.window.scene, OverviewPage)
        assert wall.window.scene.map.host is page


def wall_rows(wall: WallWindow) -> int:
    page = wall.scene
    return len(page.queue.model.rows()) if isinstance(page, OverviewPage) else 0


def test_a_wall_switched_on_before_its_server_waits_and_then_shows_the_incidents(
    own_server: PrivatePostgres, qapp: QApplication
) -> None:
    make_street(own_server.url())
    own_server.stop()
    seen = list[str]()

    def look() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, WaitingWall) and widget.isVisible() and not seen:
                seen.append("waiting")
                own_server.start()
            if isinstance(widget, WallWindow) and widget.isVisible() and wall_rows(widget):
                seen.append("incidents")
                widget.close()

    watch = QTimer(interval=100)
    watch.timeout.connect(look)
    watch.start()
    assert run_wall(qapp, own_server.url(), account="", time_zone=ZONE) == 0
    watch.stop()
    assert seen == ["waiting", "incidents"]


_ONE_SESSION = """
import sys
from PySide6.QtCore import QTimer
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.language import current_language, use_language
from gridcenter.opening import make_application, run_window
use_language("zh")
memory = WindowMemory()
memory.keep_look("dark", "en", 1.0)
memory.write()
application = make_application()
def close():
    if any(window.isVisible() for window in application.topLevelWidgets()):
        application.closeAllWindows()
timer = QTimer(interval=1500)
timer.timeout.connect(close)
timer.start()
status = run_window(sys.argv[1], profile="desk", theme="dark", account="", time_zone="Asia/Shanghai",
                    language_open=sys.argv[2] == "open")
print(status, current_language())
"""


@pytest.mark.parametrize(("language", "spoken"), [("open", "en"), ("named", "zh")])
def test_a_session_ends_cleanly_and_the_next_speaks_its_language_where_none_is_named(
    street_file: Path, language: str, spoken: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ONE_SESSION, f"sqlite:///{street_file}", language],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["0", spoken]
