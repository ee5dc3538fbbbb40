"""Work off the GUI thread: answers come back on it, and only to those who still want them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gridcenter.desktop.background import Background
from gridcenter.domain.errors import Refusal, StoreUnavailable
from tests.conftest import LogWatch


class Owner(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.refusals: list[Refusal] = []


def gate() -> tuple[threading.Event, Callable[[object], Callable[[], object]]]:
    """Return an event, and a maker of work that waits for it before it answers."""
    event = threading.Event()

    def after(answer: object) -> Callable[[], object]:
        def work() -> object:
            assert event.wait(10)
            return answer

        return work

    return event, after


def test_work_runs_on_a_worker_and_the_answer_arrives_on_the_gui_thread(
    qtbot: QtBot, background: Background
) -> None:
    owner = Owner()
    gui = QThread.currentThread()
    background.read(
        owner,
        lambda: QThread.currentThread() is gui,
        lambda on_gui: owner.answers.append((on_gui, QThread.currentThread() is gui)),
    )
    qtbot.waitUntil(lambda: bool(owner.answers))
    assert owner.answers == [(False, True)]


def test_only_the_newest_question_of_a_topic_is_answered(qtbot: QtBot, background: Background) -> None:
    owner = Owner()
    event, after = gate()
    background.read(owner, after("old"), owner.answers.append, topic="today")
    background.read(owner, after("new"), owner.answers.append, topic="today")
    event.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert owner.answers == ["new"]


def test_questions_without_a_topic_and_of_other_owners_stand_for_themselves(
    qtbot: QtBot, background: Background
) -> None:
    one, other = Owner(), Owner()
    background.read(one, lambda: 1, one.answers.append)
    background.read(one, lambda: 2, one.answers.append)
    background.read(one, lambda: 3, one.answers.append, topic="today")
    background.read(other, lambda: 4, other.answers.append, topic="today")
    qtbot.waitUntil(lambda: not background.busy)
    assert sorted(map(str, one.answers)) == ["1", "2", "3"]
    assert other.answers == [4]


@pytest.mark.parametrize("how", ["python", "qt"])
def test_the_answer_for_a_dead_owner_is_dropped(qtbot: QtBot, background: Background, how: str) -> None:
    owner = Owner()
    answers = owner.answers
    event, after = gate()
    background.read(owner, after("late"), lambda answer: answers.append(answer))
    if how == "qt":
        with qtbot.waitSignal(owner.destroyed):
            owner.deleteLater()
    else:
        del owner
    event.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert answers == []


def test_a_refusal_reaches_the_one_who_asked(qtbot: QtBot, background: Background) -> None:
    owner = Owner()

    def work() -> object:
        raise StoreUnavailable("数据库没有应答")

    background.read(owner, work, owner.answers.append, owner.refusals.append)
    qtbot.waitUntil(lambda: bool(owner.refusals))
    assert isinstance(owner.refusals[0], StoreUnavailable)
    assert owner.answers == []


def test_an_unexpected_error_is_logged_and_shown_as_could_not(
    qtbot: QtBot, background: Background, expect_log: LogWatch, english: None
) -> None:
    owner = Owner()
    expect_log("work in the background failed")
    background.read(owner, lambda: 1 / 0, owner.answers.append, owner.refusals.append)
    qtbot.waitUntil(lambda: bool(owner.refusals))
    assert str(owner.refusals[0]) == "The program could not finish this. The reason is in the log."


def test_a_refusal_that_nobody_shows_is_logged(
    qtbot: QtBot, background: Background, expect_log: LogWatch
) -> None:
    owner = Owner()
    expect_log("nobody shows it: StoreUnavailable")

    def work() -> object:
        raise StoreUnavailable("x")

    background.read(owner, work, owner.answers.append)
    qtbot.waitUntil(lambda: not background.busy)


def test_actions_run_one_after_the_other_in_the_order_given(qtbot: QtBot, background: Background) -> None:
    owner = Owner()
    event, after = gate()
    order: list[int] = []
    background.write(owner, after(0), lambda _: None)
    for number in range(1, 6):
        background.write(owner, lambda number=number: order.append(number), lambda _: None)
    event.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert order == [1, 2, 3, 4, 5]


def test_an_action_is_carried_out_even_when_its_owner_dies(qtbot: QtBot, background: Background) -> None:
    done: list[str] = []
    owner = Owner()
    background.write(owner, lambda: done.append("written"), lambda _: done.append("told"))
    del owner
    qtbot.waitUntil(lambda: not background.busy)
    assert done == ["written"]


def test_closing_finishes_actions_drops_answers_and_takes_nothing_more(qtbot: QtBot) -> None:
    background = Background()
    owner = Owner()
    done: list[str] = []
    background.write(owner, lambda: done.append("written"), owner.answers.append)
    assert background.close()
    background.read(owner, lambda: done.append("too late"), owner.answers.append)
    qtbot.wait(20)
    assert done == ["written"]
    assert owner.answers == []


class Witness:
    """Stands for a part of a window: it tells on which thread it goes, and Qt ends the program on any but one."""

    def __init__(self, gone: list[int], refuses: str) -> None:
        self._gone, self._refuses = gone, refuses

    def work(self) -> str:
        if self._refuses:
            try:
                raise ConnectionError
            except ConnectionError as reason:
                self._refuse(reason)
        return "answer"

    def _refuse(self, reason: ConnectionError) -> None:
        if self._refuses == "because":
            raise StoreUnavailable from reason
        raise StoreUnavailable from KeyError("of something else than what is being handled")

    def take(self, _answer: object) -> None:
        """An answer or a refusal has come."""

    def __del__(self) -> None:
        self._gone.append(threading.get_ident())


@pytest.mark.parametrize("refuses", ["", "because", "meanwhile"])
@pytest.mark.parametrize("acts", [False, True])
def test_what_a_question_refers_to_is_never_let_go_on_a_worker(
    qtbot: QtBot, background: Background, refuses: str, acts: bool
) -> None:
    owner, many = Owner(), 2000
    gone: list[int] = []
    for _ in range(many):
        asked = Witness(gone, refuses)
        (background.write if acts else background.read)(owner, asked.work, asked.take, asked.take)
        del asked
        if background.busy:
            QApplication.processEvents()
    qtbot.waitUntil(lambda: not background.busy)
    gc.collect()
    assert len(gone) == many
    assert set(gone) == {threading.get_ident()}


def test_one_that_ends_with_work_under_way_waits_for_it_and_hears_no_answer(qtbot: QtBot) -> None:
    owner = Owner()
    for _ in range(100):
        background = Background()
        for _ in range(8):
            background.read(owner, lambda: 1, owner.answers.append)
        delete(background)
    QApplication.processEvents()
    assert owner.answers == []


def test_an_answer_whose_topic_was_forgotten_is_dropped_and_the_action_is_carried_out(
    qtbot: QtBot, background: Background
) -> None:
    owner, done = Owner(), list[str]()
    event, after = gate()

    def work() -> object:
        done.append("written")
        return after("late")()

    background.write(owner, work, owner.answers.append, topic="list")
    assert background.forget(owner, "list")
    background.write(owner, after("new"), owner.answers.append, topic="list")
    event.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert (done, owner.answers) == (["written"], ["new"])
    assert not background.forget(owner, "list", "never asked")
