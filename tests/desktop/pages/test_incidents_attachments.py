"""Attachments of the incident on show, by keyboard, on real stores: adding, opening, saving, removing."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QEvent, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTreeView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.desk.attachments import attachment_ports
from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE, IncidentsPage
from gridcenter.desktop.pages.incidents_attachments import (
    KEY,
    AttachmentsButton,
    IncidentAttachments,
    add_attachments,
)
from gridcenter.desktop.pages.incidents_attachments_dialog import AttachmentsDialog
from gridcenter.desktop.pages.incidents_picture import PictureDialog, decoded
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.file_dialog import KindDelegate, kind_words
from gridcenter.domain.errors import Refusal
from gridcenter.domain.incidents import IncidentDetail
from gridcenter.language import use_language
from gridcenter.services.desk_incident import desk_incident
from gridcenter.services.feed import Feed
from gridcenter.settings import settings_file
from gridcenter.store.attachments import attachments_of
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry
from tests.services.attachment_samples import file, pdf
from tests.services.matters import actor, at, report, settle, to_closed, to_handling

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
START = at("11-17 16:41")


class Host(QWidget):
    """A page with one incident on it."""

    def __init__(self, store: Store, background: Background, theme: Theme, incident_id: int) -> None:
        super().__init__()
        with store.read() as session:
            self.detail: IncidentDetail | None = desk_incident(session, incident_id, area="")
        self.told: list[str] = []
        self.attachments = IncidentAttachments(
            self,
            attachment_ports(store, actor("supervisor")),
            background,
            theme,
            DISTRICT_ZONE,
            on_show=lambda: self.detail,
            tell=self.told.append,
        )
        self.resize(1200, 700)


@pytest.fixture
def incident(store: Store, tmp_path: Path) -> int:
    settle(store)
    use_language("en")
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(f'attachments = "{(tmp_path / "kept").as_posix()}"\n', "utf-8")
    key = report(store, now=START)
    to_handling(store, key, START)
    return key


@pytest.fixture
def host(qtbot: QtBot, theme: Theme, background: Background, store: Store, incident: int) -> Iterator[Host]:
    made = Host(store, background, theme, incident)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    made.close()


def opened(qtbot: QtBot, host: Host) -> AttachmentsDialog:
    """Press the key and wait for the list."""
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    qtbot.keyClick(host, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = host.attachments.dialog
    assert dialog is not None
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: dialog.add.isEnabled() or bool(dialog._refusal))
    return dialog


def name_file(qtbot: QtBot, dialog: AttachmentsDialog, path: Path) -> None:
    """Type a name into the file dialog that has just been opened."""
    files = dialog.files
    assert files is not None
    files.setOption(QFileDialog.Option.DontConfirmOverwrite)
    box = files.findChild(QLineEdit)
    assert box is not None
    box.setText(str(path))
    qtbot.keyClick(box, Qt.Key.Key_Return)


def added(qtbot: QtBot, dialog: AttachmentsDialog, path: Path) -> None:
    before = len(dialog.model.rows)
    qtbot.keyClick(dialog, Qt.Key.Key_A)
    name_file(qtbot, dialog, path)
    qtbot.waitUntil(lambda: len(dialog.model.rows) == before + 1 and not dialog.busy)
    dialog.activateWindow()  # no window manager gives the keyboard back here
    qtbot.waitUntil(dialog.isActiveWindow)


def picture(width: int = 320, height: int = 200, kind: str = "PNG") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#3366aa"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def audited(store: Store) -> list[str]:
    with store.read() as session:
        wanted = select(AuditEntry.fields).where(AuditEntry.action == "attachment").order_by(AuditEntry.id)
        return list(session.scalars(wanted))


def test_a_photo_is_added_and_shown_from_memory_by_keys_alone(
    qtbot: QtBot, host: Host, store: Store, incident: int, tmp_path: Path, qtmodeltester: ModelTester
) -> None:
    dialog = opened(qtbot, host)
    dialog.kind.setCurrentIndex(2)
    added(qtbot, dialog, file(tmp_path, "井盖 <b>.jpg", picture(kind="JPEG")))
    (row,) = dialog.model.rows
    assert (row.kind, row.name, row.adder) == ("after", "井盖 <b>.jpg", "supervisor 一号")
    qtmodeltester.check(dialog.model)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.picture is not None)
    shown = dialog.picture
    assert isinstance(shown, PictureDialog)
    qtbot.waitExposed(shown)
    assert not shown.place.pixmap().isNull()
    assert audited(store) == [f"add {row.id}", f"read {row.id}"]
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: host.attachments.dialog is None)
    assert sorted(path.name for path in tmp_path.rglob("*.jpg")) == ["井盖 <b>.jpg"]


def test_the_letters_act_from_the_list_and_from_the_box_of_kinds_too(
    qtbot: QtBot, host: Host, tmp_path: Path
) -> None:
    dialog = opened(qtbot, host)
    assert dialog.focusWidget() is dialog.add  # the natural next thing of an empty list
    added(qtbot, dialog, file(tmp_path, "report.pdf", pdf()))
    for place in (dialog.table, dialog.kind):
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        place.setFocus()
        dialog.files = None
        qtbot.keyClick(place, Qt.Key.Key_A)
        assert dialog.files is not None, place
        dialog.files.reject()
    dialog.reject()


def test_the_file_is_asked_for_in_one_language(qtbot: QtBot, host: Host, tmp_path: Path) -> None:
    use_language("zh")
    dialog = opened(qtbot, host)
    qtbot.keyClick(dialog, Qt.Key.Key_A)
    assert dialog.files is not None
    words = [dialog.files.labelText(part) for part in QFileDialog.DialogLabel]
    assert all(word and not word.isascii() for word in words), words
    folder = tmp_path / "listed"
    (folder / "现场照片").mkdir(parents=True)
    file(folder, "report.pdf", pdf())
    file(folder, "README", b"x")
    tree = dialog.files.findChild(QTreeView)
    assert tree is not None
    dialog.files.setNameFilter("*")
    dialog.files.setDirectory(str(folder))
    qtbot.waitUntil(lambda: tree.model().rowCount(tree.rootIndex()) == 3)
    kinds = [kind_words(tree.model().index(row, 2, tree.rootIndex())) for row in range(3)]
    assert sorted(kinds) == ["PDF 文件", "文件", "文件夹"]
    assert isinstance(tree.itemDelegateForColumn(2), KindDelegate)
    dialog.files.reject()
    dialog.reject()


def test_a_document_is_saved_where_the_person_says(
    qtbot: QtBot, host: Host, store: Store, tmp_path: Path
) -> None:
    dialog = opened(qtbot, host)
    added(qtbot, dialog, file(tmp_path, "report.pdf", pdf()))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.files is not None
    out = tmp_path / "copy.pdf"
    name_file(qtbot, dialog, out)
    qtbot.waitUntil(lambda: str(out) in dialog.told.text())
    assert out.read_bytes() == pdf()
    assert audited(store) == ["add 1", "save 1"]
    dialog.reject()


def test_a_removal_asks_why_and_leaves_the_row_with_its_reason(
    qtbot: QtBot, host: Host, store: Store, incident: int, tmp_path: Path
) -> None:
    dialog = opened(qtbot, host)
    added(qtbot, dialog, file(tmp_path, "report.pdf", pdf()))
    qtbot.keyClick(dialog, Qt.Key.Key_Delete)
    assert dialog.reason.isVisible()
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "write why" in dialog.told.text())
    qtbot.keyClicks(dialog.reason, "sent by mistake")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.model.rows) and dialog.model.rows[0].removed_at is not None)
    assert not dialog.open_one.isEnabled()
    with store.read() as session:
        assert attachments_of(session, incident, area="")[0].removal == "sent by mistake"
    dialog.reject()


def test_what_will_not_do_is_told_and_the_list_stays(qtbot: QtBot, host: Host, tmp_path: Path) -> None:
    dialog = opened(qtbot, host)
    qtbot.keyClick(dialog, Qt.Key.Key_A)
    name_file(qtbot, dialog, file(tmp_path, "photo.jpg", pdf()))
    qtbot.waitUntil(lambda: "PDF document" in dialog.told.text())
    assert dialog.model.rows == ()
    assert dialog.add.isEnabled()
    dialog.reject()


def test_a_closed_incident_says_why_it_takes_none(
    qtbot: QtBot, theme: Theme, background: Background, store: Store, incident: int
) -> None:
    closed = report(store, now=START, key="form-2")
    to_closed(store, closed, START)
    host = Host(store, background, theme, closed)
    qtbot.addWidget(host)
    host.show()
    dialog = opened(qtbot, host)
    assert not dialog.add.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_A)
    assert "what it was closed on stays" in dialog.told.text()
    assert dialog.files is None
    dialog.reject()
    host.close()


def test_a_long_copying_can_be_stopped_and_leaves_nothing(
    qtbot: QtBot, host: Host, store: Store, incident: int, tmp_path: Path
) -> None:
    dialog = opened(qtbot, host)
    dialog.cancel.click()
    assert dialog._stop.is_set()
    dialog.progressed.connect(lambda *_: dialog._stop.set(), Qt.ConnectionType.DirectConnection)
    qtbot.keyClick(dialog, Qt.Key.Key_A)
    name_file(qtbot, dialog, file(tmp_path, "long.txt", b"line\n" * 1024 * 1024))
    qtbot.waitUntil(lambda: "Cancelled" in dialog.told.text())
    assert not list((tmp_path / "kept").rglob("*.part"))
    with store.read() as session:
        assert attachments_of(session, incident, area="") == ()
    dialog.reject()


def test_a_list_that_is_open_follows_what_another_desk_adds(
    qtbot: QtBot, host: Host, store: Store, incident: int, tmp_path: Path
) -> None:
    dialog = opened(qtbot, host)
    other = attachment_ports(store, actor("handler"))
    other.add(incident, "before", file(tmp_path, "r.pdf", pdf()), lambda _done, _total: True)
    host.attachments.apply_subject("attachment")
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 1)
    dialog.reject()


def test_without_an_incident_the_key_says_so(qtbot: QtBot, host: Host) -> None:
    assert [command.key for command in host.attachments.commands()] == [KEY]
    host.detail = None
    qtbot.keyClick(host, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert host.attachments.dialog is None
    assert "No incident is open" in host.told[0]
    assert list(host.attachments.commands()) == []


@pytest.mark.qt_log_ignore("Unsupported marker", "Not a JPEG file", extend=True)
def test_a_picture_that_cannot_be_decoded_is_a_sentence_and_a_huge_one_is_made_smaller(english: None) -> None:
    with pytest.raises(Refusal, match="cannot be shown here"):
        decoded(b"\xff\xd8\xff nothing", "image/jpeg")
    with pytest.raises(Refusal, match="cannot be shown here"):
        decoded(picture(), "image/jpeg")
    assert max(decoded(picture(6000, 30), "image/png").size().toTuple()) == 4096  # type: ignore[arg-type]


@pytest.mark.qt_log_ignore("Rejecting image", extend=True)
def test_a_picture_made_to_fill_the_memory_is_a_sentence(english: None) -> None:
    """A megabyte that unpacks to more than one gigabyte."""
    with pytest.raises(Refusal, match="cannot be shown here"):
        decoded(blank_png(20_000), "image/png")


def blank_png(side: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    packer = zlib.compressobj(9)
    lines = b"".join(packer.compress(bytes(1 + 3 * side)) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda kept: kept.unlink(), "is not in the folder of attachments"),
        (lambda kept: kept.write_bytes(picture(10, 10, "JPEG")), "was altered after it was added"),
    ],
    ids=["missing", "altered"],
)
def test_a_file_that_is_gone_or_altered_is_told_and_not_shown(
    qtbot: QtBot, host: Host, tmp_path: Path, damage: Callable[[Path], None], sentence: str
) -> None:
    dialog = opened(qtbot, host)
    added(qtbot, dialog, file(tmp_path, "photo.jpg", picture(kind="JPEG")))
    (kept,) = [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    damage(kept)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sentence in dialog.told.text())
    assert dialog.picture is None
    qtbot.keyClick(dialog.table, Qt.Key.Key_S)
    out = tmp_path / "copy.jpg"
    dialog.tell("", bad=False)
    name_file(qtbot, dialog, out)
    qtbot.waitUntil(lambda: sentence in dialog.told.text())
    assert not out.exists()
    dialog.reject()


def test_the_page_has_a_button_and_a_command_and_follows_another_desk(
    qtbot: QtBot, theme: Theme, background: Background, store: Store, incident: int, tmp_path: Path
) -> None:
    ports = desk_ports(store, actor("supervisor"), DISTRICT_ZONE)
    assert ports.attachments is not None
    page = IncidentsPage(ports, background, theme, now=at("11-18 14:21"))
    qtbot.addWidget(page)
    live = LiveFeed(lambda: Feed(store, area=""))
    files = add_attachments(page, ports.attachments, background, theme, DISTRICT_ZONE, live=live)
    page.resize(1366, 768)
    page.show()
    page.show_incident(incident)
    qtbot.waitUntil(lambda: page.detail is not None and len(list(page.commands())) > 1)
    assert [command.key for command in page.commands()][-1] == KEY
    way = page.findChild(AttachmentsButton)
    assert way is not None
    assert way.text() == "Attachments"
    use_language("zh")
    QApplication.sendEvent(way, QEvent(QEvent.Type.LanguageChange))
    assert way.text() == "附件"
    with qtbot.waitSignal(live.board_replaced, timeout=10_000):
        live.start()
    qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    dialog = files.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.add.isEnabled())
    ports.attachments.add(incident, "before", file(tmp_path, "r.pdf", pdf()), lambda _done, _total: True)
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 1)
    dialog.reject()
    live.stop()
    page.close()
