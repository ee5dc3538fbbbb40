"""The tabs of ledgers and care files, with real keys on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridcenter.clock import utc_now
from gridcenter.desk.ledgers import care_ports, ledger_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.registers_care import CareTab
from gridcenter.desktop.pages.registers_ledgers import LedgersTab
from gridcenter.desktop.theme import Theme
from gridcenter.domain.care import district_day
from gridcenter.language import use_language
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, CareFile, Person
from tests.services import care_samples as care
from tests.services import resident_samples as sample
from tests.services.care_samples import SECOND, STRANGER, WORKER, ZONE

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def background(qtbot: QtBot, qapp: QApplication, sqlite_store: Store) -> Iterator[Background]:
    care.fill(sqlite_store)
    with sqlite_store.begin() as session:
        session.add_all(
            Person(id=100 + n, name="钱某", grid_code=sample.GRID, community_code=sample.COMMUNITY)
            for n in range(60)
        )
    made = Background()
    yield made
    assert made.close()


@pytest.fixture
def ledgers(qtbot: QtBot, background: Background, sqlite_store: Store) -> LedgersTab:
    ports = ledger_ports(sqlite_store, SECOND, ZONE)
    assert ports is not None
    tab = LedgersTab(ports, background, Theme())
    qtbot.addWidget(tab)
    tab.resize(1300, 700)
    tab.show()
    qtbot.waitUntil(lambda: tab.areas is not None)
    return tab


@pytest.fixture
def files(qtbot: QtBot, background: Background, sqlite_store: Store) -> CareTab:
    ports = care_ports(sqlite_store, WORKER, ZONE)
    assert ports is not None
    tab = CareTab(ports, background, Theme(), ZONE)
    qtbot.addWidget(tab)
    tab.resize(1300, 700)
    tab.show()
    qtbot.waitUntil(lambda: tab.found is not None)
    return tab


def audited(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def say_why(tab: LedgersTab | CareTab) -> None:
    tab.ground.purpose.setCurrentIndex(1)
    tab.ground.reason.setText("按计划逐户核对台账情况")


def test_one_goes_down_with_enter_to_the_rows_and_up_with_backspace(
    qtbot: QtBot, ledgers: LedgersTab, sqlite_store: Store
) -> None:
    ledgers.show_area("709901003")
    qtbot.waitUntil(lambda: ledgers.areas is not None and ledgers.areas.area == "709901003")
    assert [line.code for line in ledgers.lines.rows] == [f"LG0{n}" for n in range(1, 9)]
    assert ledgers.table.current_id() == sample.COMMUNITY
    qtbot.keyClick(ledgers.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ledgers.areas is not None and ledgers.areas.area == sample.COMMUNITY)
    told: list[str] = []
    ledgers.notice.connect(told.append)
    assert ledgers.table.choose(sample.GRID)
    qtbot.keyClick(ledgers.table, Qt.Key.Key_Return)
    assert "事由" in told[-1]
    assert audited(sqlite_store) == []
    say_why(ledgers)
    qtbot.keyClick(ledgers.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ledgers.page is not None)
    assert audited(sqlite_store) == ["ledger"]
    model = ledgers.table.model()
    assert (ledgers.page is not None and ledgers.page.total, model.rowCount()) == (64, 50)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.keyClick(ledgers.table, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: ledgers.table.model().rowCount() == 14)
    qtbot.keyClick(ledgers.table, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: ledgers.table.model().rowCount() == 50)
    qtbot.keyClick(ledgers.table, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: ledgers.page is None and ledgers.areas is not None)


def test_enter_on_a_resident_asks_for_a_look_up_and_rows_are_not_copied(
    qtbot: QtBot, ledgers: LedgersTab, sqlite_store: Store
) -> None:
    say_why(ledgers)
    ledgers.open_rows(sample.GRID)
    qtbot.waitUntil(lambda: ledgers.page is not None)
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClick(ledgers.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"
    assert ledgers.table.choose(1)
    with qtbot.waitSignal(ledgers.resident_wanted) as wanted:
        qtbot.keyClick(ledgers.table, Qt.Key.Key_Return)
    request, work = wanted.args
    card = work(request)
    assert (card.name, audited(sqlite_store)[-1]) == ("张**", "lookup")


def test_rows_of_residents_are_closed_when_nobody_is_here(qtbot: QtBot, ledgers: LedgersTab) -> None:
    assert not ledgers.close_idle("why")
    say_why(ledgers)
    ledgers.open_rows(sample.GRID)
    qtbot.waitUntil(lambda: ledgers.page is not None)
    assert ledgers.close_idle("why")
    assert ledgers.page is None
    assert ledgers.table.model().rowCount() == 0


def test_a_file_is_written_and_told(
    qtbot: QtBot, ledgers: LedgersTab, tmp_path: Path, sqlite_store: Store
) -> None:
    say_why(ledgers)
    told: list[str] = []
    ledgers.notice.connect(told.append)
    ledgers.write_file(str(tmp_path / "people.csv"))
    qtbot.waitUntil(lambda: any("TZ" in one for one in told))
    assert (tmp_path / "people.csv").exists()
    assert audited(sqlite_store) == ["ledger_export", "exported", "ledger_export_end"]
    ledgers.write_file(str(tmp_path / "no" / "people.csv"))
    qtbot.waitUntil(lambda: len(audited(sqlite_store)) == 5)
    assert not (tmp_path / "no").exists()


def test_a_file_being_written_shows_its_strip_and_a_second_x_stops_it(
    qtbot: QtBot, ledgers: LedgersTab, tmp_path: Path, sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_why(ledgers)
    told: list[str] = []
    ledgers.notice.connect(told.append)
    reached, go_on = Event(), Event()
    watch = ledgers.strip.watch

    def waiting(part: str, done: int, total: int) -> bool:
        reached.set()
        return go_on.wait(20) and watch(part, done, total)

    monkeypatch.setattr(ledgers.strip, "watch", waiting)
    ledgers.write_file(str(tmp_path / "people.csv"))
    qtbot.waitUntil(lambda: reached.is_set())
    assert ledgers.strip.isVisible()
    qtbot.keyClick(ledgers.table, Qt.Key.Key_X)
    go_on.set()
    qtbot.waitUntil(lambda: not ledgers.strip.running)
    assert "已停止" in told[-1]
    assert [path.name for path in tmp_path.iterdir() if "people" in path.name] == []
    assert audited(sqlite_store) == ["ledger_export", "exported", "ledger_export_end"]


def test_a_ledger_without_rows_and_one_without_export_say_so(qtbot: QtBot, ledgers: LedgersTab) -> None:
    told: list[str] = []
    ledgers.notice.connect(told.append)
    say_why(ledgers)
    ledgers.list_table.choose("LG02")
    qtbot.waitUntil(lambda: ledgers.areas is not None and ledgers.areas.code == "LG02")
    assert "知悉范围" in ledgers.foot.text()
    assert not ledgers.buttons["X"].isEnabled()
    qtbot.keyClick(ledgers.list_table, Qt.Key.Key_X)
    assert "不能导出" in told[-1]
    use_language("en")
    ledgers.retranslate()
    assert "named in their files" in ledgers.foot.text()


def typed(tab: CareTab, **inputs: str) -> None:
    dialog = tab.forms.dialog
    assert dialog is not None
    for code, words in inputs.items():
        field = dialog.fields[code]
        if isinstance(field, QLineEdit):
            field.setText(words)
        else:
            assert isinstance(field, QPlainTextEdit)
            field.setPlainText(words)


def sent(qtbot: QtBot, tab: CareTab) -> None:
    dialog = tab.forms.dialog
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: tab.forms.dialog is None and tab.found is not None and bool(tab.found.lines))


def test_a_file_is_opened_visited_and_read_by_keys_alone(
    qtbot: QtBot, files: CareTab, sqlite_store: Store
) -> None:
    today = district_day(utc_now(), ZONE)
    qtbot.keyClick(files, Qt.Key.Key_N)
    typed(
        files,
        number=sample.NUMBER,
        until=f"{today.replace(day=1).replace(year=today.year + 1)}",
        consent_on=f"{today}",
        reason=care.REASON,
    )
    sent(qtbot, files)
    qtbot.waitUntil(lambda: len(files.lines.rows) == 1 and files.list_states.showing_content())
    files.list_table.choose(1)
    files.window().activateWindow()
    qtbot.waitUntil(files.window().isActiveWindow)
    files.list_table.setFocus()
    qtbot.keyClick(files.list_table, Qt.Key.Key_V)
    typed(files, on=f"{today}", note=care.NOTE)
    sent(qtbot, files)
    say_why(files)
    qtbot.waitUntil(lambda: files.list_states.showing_content())
    files.list_table.choose(1)
    qtbot.keyClick(files.list_table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: files.file is not None)
    shown = " ".join(row[2] for row in files.table.model().rows)  # type: ignore[attr-defined]
    assert care.NOTE in shown
    assert sample.NUMBER not in shown
    files.window().activateWindow()
    qtbot.waitUntil(files.window().isActiveWindow)
    with qtbot.waitSignal(files.resident_wanted) as wanted:
        qtbot.keyClick(files.list_table, Qt.Key.Key_I)
    request, work = wanted.args
    assert work(request).name == "张**"
    assert files.close_idle("why")
    assert (files.file, files.found, files.lines.rows) == (None, None, ())


def test_a_refused_form_stays_and_says_why(qtbot: QtBot, files: CareTab, sqlite_store: Store) -> None:
    qtbot.keyClick(files, Qt.Key.Key_N)
    typed(files, number=sample.NUMBER, until="soon", reason=care.REASON)
    dialog = files.forms.dialog
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.refused)
    with sqlite_store.read() as session:
        assert session.scalar(select(func.count(CareFile.id))) == 0
    assert files.close_idle("why")
    assert files.forms.dialog is None


def test_where_two_people_stand_under_the_number_a_form_asks_which_one(
    qtbot: QtBot, files: CareTab, sqlite_store: Store
) -> None:
    with sqlite_store.begin() as session:
        session.get_one(Person, 1).verified = False
        session.add(
            Person(id=90, id_number=sample.NUMBER, name="孙另人", sex="1", community_code=sample.COMMUNITY)
        )
    today = district_day(utc_now(), ZONE)
    qtbot.keyClick(files, Qt.Key.Key_N)
    typed(
        files,
        number=sample.NUMBER,
        until=f"{today.replace(day=1).replace(year=today.year + 1)}",
        consent_on=f"{today}",
        reason=care.REASON,
    )
    first = files.forms.dialog
    assert first is not None
    qtbot.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: files.forms.dialog not in (None, first))
    second = files.forms.dialog
    assert second is not None
    box = second.fields["person"]
    assert isinstance(box, QComboBox)
    shown = [box.itemText(at) for at in range(box.count())]
    assert any("孙**" in one for one in shown)
    assert "孙另人" not in " ".join(shown)
    box.setCurrentIndex(next(at for at, one in enumerate(shown) if "孙**" in one))
    sent(qtbot, files)
    with sqlite_store.read() as session:
        assert session.scalars(select(CareFile.person_id)).all() == [90]


def test_roles_that_look_nobody_up_have_neither_tab(sqlite_store: Store) -> None:
    assert ledger_ports(sqlite_store, sample.AUDITOR, ZONE) is None
    assert care_ports(sqlite_store, sample.AUDITOR, ZONE) is None
    assert care_ports(sqlite_store, STRANGER, ZONE) is not None


def test_the_page_before_is_the_one_that_was_turned_and_says_its_number(
    qtbot: QtBot, ledgers: LedgersTab, sqlite_store: Store
) -> None:
    with sqlite_store.begin() as session:
        session.add_all(
            Person(id=200 + n, name="孙某", grid_code=sample.GRID, community_code=sample.COMMUNITY)
            for n in range(60)
        )
    say_why(ledgers)
    ledgers.open_rows(sample.GRID)
    keys: list[int] = []
    for number in range(1, 4):
        qtbot.waitUntil(lambda number=number: len(ledgers._places) == number)
        assert ledgers.page is not None
        keys.append(ledgers.page.rows[0].key)
        ledgers.next_page()
    for number in (2, 1):
        ledgers.page_before()
        qtbot.waitUntil(lambda number=number: len(ledgers._places) == number)
        assert ledgers.page.rows[0].key == keys[number - 1]


def test_nothing_of_another_ledger_or_area_stands_under_the_name_of_the_chosen_one(
    qtbot: QtBot, ledgers: LedgersTab, sqlite_store: Store, tmp_path: Path
) -> None:
    say_why(ledgers)
    ledgers.list_table.choose("LG03")
    ledgers.open_rows()
    ledgers.export()
    assert not ledgers.findChildren(QFileDialog)
    qtbot.waitUntil(lambda: ledgers.areas is not None and ledgers.areas.code == "LG03")
    ledgers.list_table.choose("LG01")
    qtbot.waitUntil(lambda: ledgers.areas is not None and ledgers.areas.code == "LG01")
    ledgers.open_rows(sample.GRID)
    ledgers.go_up()
    qtbot.waitUntil(lambda: not ledgers._background.busy)
    assert ledgers.page is None
    assert "****" not in " ".join(str(row) for row in ledgers.table.model().rows)  # type: ignore[attr-defined]


def test_rows_on_their_way_when_the_list_is_closed_do_not_come(qtbot: QtBot, ledgers: LedgersTab) -> None:
    say_why(ledgers)
    ledgers.open_rows(sample.GRID)
    ledgers.close_idle("why")
    qtbot.waitUntil(lambda: not ledgers._background.busy)
    assert ledgers.page is None
    assert ledgers.areas is not None


def test_the_title_names_the_grid_whose_rows_are_on_show(qtbot: QtBot, ledgers: LedgersTab) -> None:
    ledgers.show_area(sample.COMMUNITY)
    qtbot.waitUntil(lambda: ledgers.areas is not None and ledgers.areas.area == sample.COMMUNITY)
    say_why(ledgers)
    assert ledgers.areas is not None
    name = next(part.name.zh for part in ledgers.areas.parts if part.code == sample.GRID)
    assert name not in ledgers.shown.sub.text()
    ledgers.open_rows(sample.GRID)
    qtbot.waitUntil(lambda: ledgers.page is not None)
    assert name in ledgers.shown.sub.text()


def test_a_care_file_on_its_way_when_the_tab_is_left_or_closed_does_not_come(
    qtbot: QtBot, files: CareTab, sqlite_store: Store
) -> None:
    care.enrolled(sqlite_store)
    files.ask()
    qtbot.waitUntil(lambda: bool(files.lines.rows))
    say_why(files)
    files._open(1)
    files.hide()
    qtbot.waitUntil(lambda: not files._background.busy)
    assert files.file is None
    files.show()
    files._open(1)
    files.ask()
    files.close_idle("nobody was here")
    qtbot.waitUntil(lambda: not files._background.busy)
    assert (files.file, files.lines.rows) == (None, ())
    assert files._marked() is None
