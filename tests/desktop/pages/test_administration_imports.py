"""Bringing a file in at the desk, by keys: file, columns, check, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridcenter.clock import utc_now
from gridcenter.desk.importing import KINDS, import_ports
from gridcenter.desktop.idle_closing import IdleClosing
from gridcenter.desktop.models.import_batches import kind_word
from gridcenter.desktop.pages.administration import AdministrationPage
from gridcenter.desktop.pages.administration_import import CHECK, COLUMNS, DONE, FILE, ImportAssistant
from gridcenter.desktop.pages.administration_imports import ImportsTab
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.domain.errors import Refusal
from gridcenter.domain.import_batches import BatchState, RowOutcome
from gridcenter.language import use_language
from gridcenter.services.importing import Kind
from gridcenter.services.importing.own_presets import save_preset
from gridcenter.store.engine import Store
from gridcenter.store.models import ImportBatch, Incident, Person
from tests.desktop.pages.administration_opener import Opener, opening
from tests.services.importing.carrying import CASE, NOW, PINGSHAN, bring_into, table
from tests.services.matters import actor

GOOD = "11010519491231002X"
ROWS = (f"{GOOD},欧阳测试,13800138000,汉", "11010519491231002X,欧阳测试,13800138000,汉", "1234,某人,,")


@pytest.fixture
def opener(qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[Opener]:
    with opening(Opener, qtbot, qapp, store) as made:
        yield made


@pytest.fixture
def odd_file(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    return table(folder / "odd.csv", "证件,称呼,手机,民族", *ROWS)


def imports_tab(opener: Opener, role: str = "supervisor") -> ImportsTab:
    page = opener.page(role)
    tab = page.imports
    assert tab is not None
    page.show_tab(page.beside().index(tab) + 1)
    opener.qtbot.waitUntil(lambda: tab.isVisible() and not opener.background.busy)
    return tab


def assistant(opener: Opener, tab: ImportsTab | None = None) -> ImportAssistant:
    tab = tab or imports_tab(opener)
    tab.activateWindow()
    opener.qtbot.waitUntil(tab.isActiveWindow)
    opener.qtbot.keyClick(tab, Qt.Key.Key_N)
    dialog = tab.dialog
    assert dialog is not None
    opener.qtbot.waitUntil(dialog.isVisible)
    return dialog


def go_on(opener: Opener, dialog: ImportAssistant, to: int) -> None:
    opener.qtbot.waitUntil(dialog.next.isEnabled)
    opener.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    opener.qtbot.waitUntil(lambda: dialog.step == to, timeout=20_000)


def name_columns(dialog: ImportAssistant, **chosen: str) -> None:
    for key, column in chosen.items():
        box = dialog.chooser.boxes[key]
        box.setCurrentIndex(box.findData(column))


def persons(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count(Person.id))) or 0


def test_a_file_goes_through_all_steps_and_is_stored_by_the_last_one(
    opener: Opener, store: Store, odd_file: Path
) -> None:
    dialog = assistant(opener)
    assert not dialog.next.isEnabled()
    dialog.file.take(str(odd_file))
    go_on(opener, dialog, COLUMNS)
    assert not dialog.next.isEnabled()
    assert "ID number" in dialog.chooser.missing.text()
    assert "民族" in dialog.chooser.unused.text()
    name_columns(dialog, id_number="证件", name="称呼")
    go_on(opener, dialog, CHECK)
    assert persons(store) == 0
    assert [row.count for row in dialog.check.model.rows] == [1, 1]
    assert "Would be stored 1" in dialog.check.counts.text()
    go_on(opener, dialog, DONE)
    assert persons(store) == 1
    assert "   Stored 1" in dialog.check.counts.text()


def test_what_stands_in_the_file_is_shown_masked(opener: Opener, odd_file: Path) -> None:
    dialog = assistant(opener)
    dialog.file.take(str(odd_file))
    go_on(opener, dialog, COLUMNS)
    name_columns(dialog, id_number="证件", name="称呼")
    go_on(opener, dialog, CHECK)
    cells = [
        str(dialog.check.model.index(row, place).data() or "")
        for row in range(dialog.check.model.rowCount())
        for place in range(dialog.check.model.columnCount())
    ]
    shown = " ".join(cells)
    labels = " ".join(one.text() for one in dialog.findChildren(type(dialog.check.counts)))
    assert GOOD not in shown + labels
    assert "欧阳测试" not in shown + labels
    assert "138****8000" in labels


def test_a_choice_is_kept_under_a_name_and_offered_for_the_next_file_like_it(
    opener: Opener, odd_file: Path
) -> None:
    tab = imports_tab(opener)
    dialog = assistant(opener, tab)
    dialog.file.take(str(odd_file))
    go_on(opener, dialog, COLUMNS)
    name_columns(dialog, id_number="证件", name="称呼")
    dialog.presets.name.setText("街道名册")
    opener.qtbot.keyClick(dialog.presets.name, Qt.Key.Key_Return)
    opener.qtbot.waitUntil(lambda: dialog.presets.box.currentText() == "街道名册")
    assert dialog.step == COLUMNS
    dialog.reject()
    again = assistant(opener, tab)
    again.file.take(str(odd_file))
    go_on(opener, again, COLUMNS)
    opener.qtbot.waitUntil(lambda: again.presets.box.currentText() == "街道名册")
    assert again.chooser.columns()["id_number"] == "证件"
    again.presets.drop.click()
    opener.qtbot.waitUntil(lambda: again.presets.box.count() == 1)


def test_a_file_that_cannot_be_read_is_refused_and_the_step_stays(opener: Opener, tmp_path: Path) -> None:
    bad = tmp_path / "picture.csv"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    dialog = assistant(opener)
    dialog.file.take(str(bad))
    opener.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    opener.qtbot.waitUntil(lambda: "PNG" in dialog.told.text())
    assert dialog.step == FILE
    assert dialog.next.isEnabled()


def test_after_a_refusal_enter_tries_again_and_does_not_leave(opener: Opener, tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_bytes("公民身份号码,姓名\n".encode("gb18030") + b"\xff\xff\n")
    dialog = assistant(opener)
    dialog.file.take(str(broken))
    opener.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    opener.qtbot.waitUntil(lambda: dialog.told.isVisible() and not dialog._busy, timeout=20_000)
    opener.qtbot.waitUntil(dialog.file.choose.hasFocus)
    assert dialog.isVisible()


def test_the_keyboard_is_where_the_next_step_is(opener: Opener, odd_file: Path, tmp_path: Path) -> None:
    dialog = assistant(opener)
    dialog.activateWindow()
    opener.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.file.take(str(odd_file))
    opener.qtbot.waitUntil(dialog.next.hasFocus)
    dialog.reject()
    opener.qtbot.waitUntil(lambda: not dialog.isVisible())
    empty = assistant(opener)
    empty.activateWindow()
    opener.qtbot.waitUntil(empty.isActiveWindow)
    empty.file.take(str(table(tmp_path / "wrong.csv", "公民身份号码,姓名", "12,甲")))
    go_on(opener, empty, COLUMNS)
    go_on(opener, empty, CHECK)
    assert not empty.next.isEnabled()
    opener.qtbot.waitUntil(empty.back.hasFocus)


def test_the_whole_list_is_saved_but_never_over_the_file_itself(opener: Opener, odd_file: Path) -> None:
    dialog = assistant(opener)
    dialog.file.take(str(odd_file))
    go_on(opener, dialog, COLUMNS)
    name_columns(dialog, id_number="证件", name="称呼")
    go_on(opener, dialog, CHECK)
    before = odd_file.read_bytes()
    dialog._save_to(str(odd_file))
    assert "to be imported" in dialog.told.text()
    assert odd_file.read_bytes() == before
    out = odd_file.with_name("list.csv")
    dialog._save_to(str(out))
    opener.qtbot.waitUntil(lambda: "Written" in dialog.told.text())
    assert len(out.read_text(encoding="utf-8-sig").splitlines()) == 3


def test_leaving_stops_the_check_and_nothing_is_stored(opener: Opener, store: Store, tmp_path: Path) -> None:
    rows = [f"70990119900101{n:04d},某人{n}" for n in range(60_000)]
    path = table(tmp_path / "long.csv", "公民身份号码,姓名", *rows)
    dialog = assistant(opener)
    dialog.file.take(str(path))
    go_on(opener, dialog, COLUMNS)
    opener.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    opener.qtbot.waitUntil(lambda: dialog.bar.value() > 0, timeout=20_000)
    dialog.cancel.click()
    opener.qtbot.waitUntil(lambda: "Stopped" in dialog.told.text(), timeout=20_000)
    assert dialog.step == COLUMNS
    assert persons(store) == 0


def test_a_role_that_brings_no_files_in_has_no_tab(opener: Opener) -> None:
    assert opener.page("handler").imports is None


def stage(opener: Opener, tab: ImportsTab, path: Path) -> None:
    dialog = assistant(opener, tab)
    dialog.file.take(str(path))
    go_on(opener, dialog, COLUMNS)
    go_on(opener, dialog, CHECK)
    opener.qtbot.keyClick(dialog, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    opener.qtbot.waitUntil(lambda: dialog.step == DONE, timeout=20_000)
    dialog.accept()
    opener.qtbot.waitUntil(lambda: bool(tab.batches.rows) and not opener.background.busy)
    tab.activateWindow()
    opener.qtbot.waitUntil(tab.isActiveWindow)


def test_problems_are_still_listed_when_the_rows_were_put_aside(opener: Opener, odd_file: Path) -> None:
    dialog = assistant(opener)
    dialog.file.take(str(odd_file))
    go_on(opener, dialog, COLUMNS)
    name_columns(dialog, id_number="证件", name="称呼")
    go_on(opener, dialog, CHECK)
    listed = [(row.count, row.field) for row in dialog.check.model.rows]
    opener.qtbot.keyClick(dialog, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    opener.qtbot.waitUntil(lambda: dialog.step == DONE, timeout=20_000)
    assert [(row.count, row.field) for row in dialog.check.model.rows] == listed != []


@pytest.mark.parametrize(("role", "staged"), [("administrator", []), ("supervisor", ["persons", "premises"])])
def test_who_may_not_see_what_waits_is_not_offered_to_put_rows_aside(
    store: Store, role: str, staged: list[str]
) -> None:
    ports = import_ports(store, replace(actor("supervisor"), role=role), DISTRICT_ZONE)
    assert ports is not None
    assert [kind.code for kind in ports.kinds if kind.staged] == staged


def test_every_kind_of_file_has_a_word_in_the_list_of_imports() -> None:
    use_language("zh")
    assert [kind.code for kind in KINDS if kind_word(kind.code) == kind.code] == []


def test_the_keyboard_is_in_the_list_as_soon_as_there_is_one(
    opener: Opener, store: Store, tmp_path: Path
) -> None:
    bring_into(store)("persons", table(tmp_path / "a.csv", "公民身份号码,姓名", f"{GOOD},欧阳测试"))
    page = opener.page("supervisor")
    tab = page.imports
    assert tab is not None
    page.show_tab(page.beside().index(tab) + 1)
    opener.qtbot.waitUntil(lambda: bool(tab.batches.rows))
    assert tab.batches.table.hasFocus()


def test_a_staged_file_is_looked_through_masked_applied_and_undone_by_keys(
    opener: Opener, store: Store, tmp_path: Path
) -> None:
    tab = imports_tab(opener)
    stage(opener, tab, table(tmp_path / "one.csv", "公民身份号码,姓名", f"{GOOD},欧阳测试"))
    assert persons(store) == 0
    opener.qtbot.keyClick(tab.batches.table, Qt.Key.Key_Return)
    opener.qtbot.waitUntil(lambda: bool(tab.staged.rows))
    (line,) = tab.staged.rows
    assert (line.line, line.outcome) == (2, RowOutcome.NEW)
    assert GOOD not in " ".join(str(tab.staged.model.index(0, place).data()) for place in range(4))
    tab.batches.table.setFocus()
    opener.qtbot.keyClick(tab.batches.table, Qt.Key.Key_A)
    opener.qtbot.waitUntil(lambda: tab.batches.rows[0].state is BatchState.APPLIED, timeout=20_000)
    assert persons(store) == 1
    opener.qtbot.keyClick(tab.batches.table, Qt.Key.Key_U)
    form = tab.forms.dialog
    assert form is not None
    write_reason(opener, form)
    opener.qtbot.waitUntil(lambda: tab.batches.rows[0].state is BatchState.UNDONE, timeout=20_000)
    assert persons(store) == 0


def test_a_row_under_the_number_of_another_person_is_written_only_when_somebody_says_it_is_the_same(
    opener: Opener, store: Store, tmp_path: Path
) -> None:
    bring_into(store)("persons", table(tmp_path / "a.csv", "公民身份号码,姓名", f"{GOOD},欧阳测试"))
    tab = imports_tab(opener)
    stage_only = table(tmp_path / "b.csv", "公民身份号码,姓名", f"{GOOD},诸葛另名")
    stage(opener, tab, stage_only)
    opener.qtbot.keyClick(tab.batches.table, Qt.Key.Key_Return)
    opener.qtbot.waitUntil(lambda: bool(tab.staged.rows))
    assert tab.staged.rows[0].outcome is RowOutcome.CONFLICT
    opener.qtbot.keyClick(tab.staged.table, Qt.Key.Key_S)
    opener.qtbot.waitUntil(lambda: bool(tab.staged.rows) and tab.staged.rows[0].same)
    assert not tab.buttons["S"].isEnabled()


def test_a_row_that_is_another_person_is_kept_as_one_by_o_and_a_reason(
    opener: Opener, store: Store, tmp_path: Path
) -> None:
    bring_into(store)("persons", table(tmp_path / "a.csv", "公民身份号码,姓名", f"{GOOD},欧阳测试"))
    tab = imports_tab(opener)
    stage(opener, tab, table(tmp_path / "b.csv", "公民身份号码,姓名", f"{GOOD},诸葛另名"))
    opener.qtbot.keyClick(tab.batches.table, Qt.Key.Key_Return)
    opener.qtbot.waitUntil(lambda: bool(tab.staged.rows))
    opener.qtbot.keyClick(tab.staged.table, Qt.Key.Key_O)
    form = tab.forms.dialog
    assert form is not None
    assert GOOD not in form.windowTitle()
    write_reason(opener, form)
    opener.qtbot.waitUntil(lambda: bool(tab.staged.rows) and tab.staged.rows[0].other)
    assert not tab.buttons["O"].isEnabled()
    assert tab.buttons["S"].isEnabled()
    assert "another person" in str(tab.staged.model.index(0, 1).data())
    tab.activateWindow()
    opener.qtbot.waitUntil(tab.isActiveWindow)
    tab.batches.table.setFocus()
    opener.qtbot.keyClick(tab.batches.table, Qt.Key.Key_A)
    opener.qtbot.waitUntil(lambda: tab.batches.rows[0].state is BatchState.APPLIED, timeout=20_000)
    assert persons(store) == 2


def test_a_staged_file_is_dropped_with_a_reason(opener: Opener, store: Store, tmp_path: Path) -> None:
    tab = imports_tab(opener)
    stage(opener, tab, table(tmp_path / "one.csv", "公民身份号码,姓名", f"{GOOD},欧阳测试"))
    opener.qtbot.keyClick(tab.batches.table, Qt.Key.Key_D)
    form = tab.forms.dialog
    assert form is not None
    write_reason(opener, form)
    opener.qtbot.waitUntil(lambda: tab.batches.rows[0].state is BatchState.DROPPED, timeout=20_000)
    assert persons(store) == 0


def write_reason(opener: Opener, form: MoveDialog) -> None:
    editor = form.fields["reason"]
    opener.qtbot.keyClicks(editor, "the wrong file was taken")
    opener.qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def choose_kind(dialog: ImportAssistant, code: str) -> None:
    box = dialog.file.kind
    box.setCurrentIndex(next(at for at in range(box.count()) if box.itemData(at).code == code))


def test_a_file_of_a_known_origin_gets_the_preset_that_ships_for_it(
    opener: Opener, store: Store, tmp_path: Path
) -> None:
    dialog = assistant(opener)
    choose_kind(dialog, "incidents")
    dialog.file.take(str(table(tmp_path / "cases.csv", PINGSHAN, CASE)))
    go_on(opener, dialog, COLUMNS)
    presets = dialog.presets
    opener.qtbot.waitUntil(lambda: presets.box.currentText() == "Pingshan cases (ships with the program)")
    assert "capitals" in presets.about.text()
    assert not any(one.isEnabled() for one in (presets.keep, presets.drop, presets.name))
    category = dialog.chooser.boxes["category"]
    assert (category.isEnabled(), category.currentText()) == (False, "— by the preset —")
    assert dialog.chooser.boxes["number"].currentText() == "REC_ID"
    assert dialog.chooser.unused.text() == ""
    go_on(opener, dialog, CHECK)
    assert "Would be stored 1" in dialog.check.counts.text()
    go_on(opener, dialog, DONE)
    with store.read() as session:
        assert session.scalars(select(Incident.outcome).where(Incident.number == "1")).one() == "in_time"
        assert session.scalars(select(ImportBatch.preset)).one() == "pingshan"


def test_a_file_whose_preset_is_for_another_kind_says_for_which(opener: Opener, tmp_path: Path) -> None:
    dialog = assistant(opener)
    dialog.file.take(str(table(tmp_path / "cases.csv", PINGSHAN, CASE)))
    go_on(opener, dialog, COLUMNS)
    opener.qtbot.waitUntil(lambda: "“Pingshan cases”, for incidents" in dialog.told.text())
    assert dialog.presets.box.count() == 1


def test_a_preset_of_the_centre_is_told_from_those_that_ship(
    opener: Opener, store: Store, tmp_path: Path
) -> None:
    with store.begin() as session:
        columns = {"number": "REC_ID", "reported_at": "CREATE_TIME"}
        save_preset(session, "热线", Kind.INCIDENTS, columns, by=actor("supervisor"), now=NOW)
    dialog = assistant(opener)
    choose_kind(dialog, "incidents")
    dialog.file.take(str(table(tmp_path / "cases.csv", PINGSHAN, CASE)))
    go_on(opener, dialog, COLUMNS)
    opener.qtbot.waitUntil(lambda: dialog.presets.box.currentText() == "热线")
    box = dialog.presets.box
    assert [box.itemText(at) for at in range(box.count())] == [
        "as recognised",
        "热线",
        "Chicago sanitation complaints (ships with the program)",
        "Pingshan cases (ships with the program)",
    ]
    assert "Kept by" in dialog.presets.about.text()
    assert dialog.chooser.boxes["category"].isEnabled()


def test_the_marked_problem_stands_whole_below_the_list(opener: Opener, odd_file: Path) -> None:
    dialog = assistant(opener)
    dialog.file.take(str(odd_file))
    go_on(opener, dialog, COLUMNS)
    name_columns(dialog, id_number="证件", name="称呼")
    go_on(opener, dialog, CHECK)
    view = dialog.check
    view.table.setFocus()
    for row in view.model.rows:
        assert view.whole.isVisible()
        assert row.reason in view.reason.text()
        assert view.reason.wordWrap()
        assert str(row.lines[0][0]) in view.lines.text()
        opener.qtbot.keyClick(view.table, Qt.Key.Key_J)


def test_a_file_that_was_changed_after_the_check_is_not_brought_in(
    opener: Opener, store: Store, tmp_path: Path
) -> None:
    path = table(tmp_path / "one.csv", "公民身份号码,姓名", f"{GOOD},欧阳测试")
    dialog = assistant(opener)
    dialog.file.take(str(path))
    go_on(opener, dialog, COLUMNS)
    go_on(opener, dialog, CHECK)
    table(path, "公民身份号码,姓名", f"{GOOD},诸葛另名")
    opener.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    opener.qtbot.waitUntil(lambda: "changed since it was checked" in dialog.told.text(), timeout=20_000)
    assert (dialog.step, persons(store)) == (CHECK, 0)


def test_no_key_acts_on_an_import_that_a_state_stands_in_for(
    opener: Opener, store: Store, tmp_path: Path
) -> None:
    tab = imports_tab(opener)
    stage(opener, tab, table(tmp_path / "one.csv", "公民身份号码,姓名", f"{GOOD},欧阳测试"))
    tab.batches.table.setFocus()
    tab._failed(Refusal("the store is away"))
    tab.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_D, Qt.Key.Key_Return):
        opener.qtbot.keyClick(tab, key)
    assert tab.forms.dialog is None
    assert not tab.strip.running
    assert not any(tab.buttons[key].isEnabled() for key in "ADUSO")
    tab.batches.states.repeat()
    opener.qtbot.waitUntil(lambda: tab.batches.filled and not opener.background.busy)
    assert tab.buttons["A"].isEnabled()
    assert persons(store) == 0


def test_rows_that_are_opened_twice_stand_there_once(opener: Opener, tmp_path: Path) -> None:
    tab = imports_tab(opener)
    stage(opener, tab, table(tmp_path / "one.csv", "公民身份号码,姓名", f"{GOOD},欧阳测试"))
    tab.look_through()
    tab.look_through()
    opener.qtbot.waitUntil(lambda: not opener.background.busy)
    assert [row.line for row in tab.staged.rows] == [2]


def test_what_is_said_of_a_row_shows_in_its_batch_while_another_one_is_marked(
    opener: Opener, store: Store, tmp_path: Path
) -> None:
    bring_into(store)("persons", table(tmp_path / "a.csv", "公民身份号码,姓名", f"{GOOD},欧阳测试"))
    tab = imports_tab(opener)
    stage(opener, tab, table(tmp_path / "b.csv", "公民身份号码,姓名", f"{GOOD},诸葛另名"))
    stage(opener, tab, table(tmp_path / "c.csv", "公民身份号码,姓名", "709901199001010016,某人"))
    of = {batch.file_name: batch.id for batch in tab.batches.rows}
    tab.batches.table.choose(of["b.csv"])
    tab.look_through()
    opener.qtbot.waitUntil(lambda: bool(tab.staged.rows))
    tab.batches.table.choose(of["c.csv"])
    tab._settle()
    opener.qtbot.waitUntil(lambda: bool(tab.staged.rows) and tab.staged.rows[0].same)
    assert tab._opened == of["b.csv"]


def test_rows_and_a_file_in_hand_are_closed_when_nobody_is_here_and_work_goes_on(
    opener: Opener, store: Store, tmp_path: Path, odd_file: Path
) -> None:
    tab = imports_tab(opener)
    stage(opener, tab, table(tmp_path / "one.csv", "公民身份号码,姓名", f"{GOOD},欧阳测试"))
    tab.look_through()
    opener.qtbot.waitUntil(lambda: bool(tab.staged.rows))
    page = opener.pages[0]
    assert isinstance(page, AdministrationPage)
    idle = IdleClosing(page, utc_now, minutes=1)
    idle.dress_page(page)
    dialog = assistant(opener, tab)
    dialog.file.take(str(odd_file))
    go_on(opener, dialog, COLUMNS)
    dialog._busy = True
    idle.close_now()
    assert tab.dialog is dialog  # a file that is being brought in goes on
    assert not tab.staged.rows
    assert tab.batches.rows
    dialog._busy = False
    idle.close_now()
    assert tab.dialog is None
    tab.look_through()
    idle.close_now()
    opener.qtbot.waitUntil(lambda: not opener.background.busy)
    assert not tab.staged.rows
    idle.stop()
