"""The form of a move: the keyboard begins where something is to be said, and nothing is said for the person."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.pages.incidents_dialog import OPINION, MoveDialog
from gridcenter.desktop.theme import Theme
from gridcenter.domain.flow import PROOF
from gridcenter.domain.move_choices import FieldChoice, MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.language import use_language

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

PHOTO = MoveField("photo", Name("照片", "photo"), PROOF, proved=True)
MISSING = MoveField("photo", Name("照片", "photo"), PROOF)
ONE = MoveField(
    "application", Name("申请", "application"), "line", (FieldChoice("7", Name("延期")),), note="why"
)
ANSWERS = (FieldChoice("content", Name("满意", "content")), FieldChoice("not", Name("不满意", "not content")))
SATISFACTION = MoveField("satisfaction", Name("评价", "satisfaction"), "choice", ANSWERS, open=True)
UNIT = MoveField("kind", Name("种类", "kind"), "line", ANSWERS)
RELEASED = MoveField("co_unit", Name("单位", "unit"), "unit", (FieldChoice("3", Name("区水务局", "Water")),))
"""The only unit there is, and not chosen yet."""


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    use_language("en")
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(qtbot: QtBot, page: QWidget, *fields: MoveField) -> MoveDialog:
    choice = MoveChoice("pass", Name("核查通过", "pass"), fields, "", usual=True, letter="W")
    form = MoveDialog(Theme(), choice, "SJ-1", version=1, parent=page)
    with qtbot.waitActive(form):
        form.open()
    return form


@pytest.mark.parametrize(
    ("fields", "begins"),
    [
        ((PHOTO,), OPINION),
        ((MISSING,), "photo"),
        ((ONE,), OPINION),
        ((UNIT,), "kind"),
        ((RELEASED,), "co_unit"),
        ((SATISFACTION,), "satisfaction"),
        ((), OPINION),
    ],
)
def test_the_keyboard_begins_where_something_is_to_be_said_and_never_on_what_sends(
    qtbot: QtBot, page: QWidget, fields: tuple[MoveField, ...], begins: str
) -> None:
    form = opened(qtbot, page, *fields)
    begun = form.fields[begins]
    qtbot.waitUntil((begun.focusProxy() or begun).hasFocus)
    assert not form.send.hasFocus()
    form.reject()


def test_an_open_choice_says_nothing_before_the_person_does(qtbot: QtBot, page: QWidget) -> None:
    form = opened(qtbot, page, SATISFACTION)
    box = form.fields["satisfaction"]
    assert isinstance(box, QComboBox)
    assert (box.currentText(), box.placeholderText()) == ("", "please choose")
    assert form.inputs()["satisfaction"] == ""
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert form.inputs()["satisfaction"] == "content"
    form.reject()


def test_what_is_known_about_an_answer_stands_below_the_field(qtbot: QtBot, page: QWidget) -> None:
    form = opened(qtbot, page, ONE)
    assert "why" in [one.text() for one in form.findChildren(QLabel)]
    assert form.fields["application"].accessibleDescription() == "why"
    form.reject()
