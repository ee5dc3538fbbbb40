"""A desk and a wall in a process of their own, at work on a resident, and what they showed at each moment.

    python -m tests.canary_desk STORE PLANTED PICTURES OUT

It writes to OUT, by moment, which canaries stood anywhere on the screen, whether the masked name did, and how many
audit lines each account had written by then; never a value. At the end it fails in every way that a program can, and
dies with a card open.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import select, text

from gridcenter import cli
from gridcenter.app import Desk, Wall, open_desk, open_wall
from gridcenter.crashing import leave_nothing_about_people
from gridcenter.desktop.desk_lock import DeskLock
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.pages.registers import RegistersPage
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.pages.residents_taking import CardTaking
from gridcenter.desktop.pictures import settle, turn_until
from gridcenter.desktop.theme import Theme
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.language import use_language
from gridcenter.logs import start_logging
from gridcenter.opening import make_application
from gridcenter.paths import log_dir
from gridcenter.services import asking_again
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, AuditListed, Person
from tests.canaries import (
    ACCOUNTS,
    ADDRESS,
    AUDITOR,
    CARE,
    EMPLOYER,
    LOGIN,
    MASKED,
    NAME,
    NOTE,
    NUMBER,
    PHONE,
    seen_in_texts,
)
from tests.canary_registers import work_as_auditor, work_on_reports, work_through_registers
from tests.canary_widgets import said_everywhere

ZONE = "Asia/Shanghai"


class Diary:
    """What was seen when."""

    def __init__(self, out: Path, pictures: Path) -> None:
        self._out, self._pictures = out, pictures
        self._moments: dict[str, object] = {}
        self._before: Counter[tuple[str, str]] | None = None

    def note(self, moment: str, desk: Desk | Wall) -> None:
        settle(desk.window, desk.live, desk.background)
        texts = said_everywhere()
        desk.window.grab().save(str(self._pictures / f"{moment}.png"))
        lines = _audited(desk.store)
        if self._before is None:
            self._before = lines
        audit: dict[str, dict[str, int]] = {login: {} for login in ACCOUNTS}
        for (login, action), count in (lines - self._before).items():
            audit[login][action] = count
        self._moments[moment] = {
            "seen": sorted(seen_in_texts(texts)),
            "masked": any(MASKED in one for one in texts),
            "audit": audit[LOGIN],
            "auditor": audit[AUDITOR],
            "named": sorted(_naming(desk.store)),
        }
        self._out.write_text(json.dumps(self._moments), "utf-8")


def _audited(store: Store) -> Counter[tuple[str, str]]:
    """Return how many lines of each action the accounts have written, by login and action."""
    statement = text(
        "SELECT login, action, count(*) FROM audit JOIN account ON account.id = audit.account_id "
        "GROUP BY login, action"
    )
    with store.read() as session:
        rows = session.execute(statement).all()
    return Counter({(login, action): int(count) for login, action, count in rows if login in ACCOUNTS})


def _naming(store: Store) -> set[str]:
    """Return the actions of the lines of the audit that say of the resident that a list named him."""
    statement = (
        select(AuditEntry.action)
        .join(AuditListed, AuditListed.audit_id == AuditEntry.id)
        .join(Person, Person.id == AuditListed.person_id)
        .where(Person.id_number == NUMBER)
        .distinct()
    )
    with store.read() as session:
        return set(session.scalars(statement))


def main(url: str, planted: str, pictures: str, out: str) -> None:
    known = json.loads(Path(planted).read_text("utf-8"))
    leave_nothing_about_people()
    sys.excepthook = cli._tell_unexpected
    start_logging(log_dir(), "debug")
    asking_again.one_in = lambda: 0
    application = make_application()
    use_language("zh")
    diary = Diary(Path(out), Path(pictures))
    with open_wall(application, url, account=LOGIN, time_zone=ZONE) as wall:
        wall.window.resize(1920, 1080)
        diary.note("wall", wall)
    with open_desk(
        application, url, Theme("light", "desk"), account=AUDITOR, time_zone=ZONE, memory=WindowMemory()
    ) as desk:
        desk.window.show()
        work_as_auditor(desk, diary)
        desk.window.close()
    memory = WindowMemory()
    with open_desk(
        application, url, Theme("light", "desk"), account=LOGIN, time_zone=ZONE, memory=memory
    ) as desk:
        desk.window.resize(1366, 768)
        desk.window.show()
        _work(desk, diary, known)
        with _control(desk):
            diary.note("control", desk)
        _fail(desk)
        desk.window.close()
        memory.write()
        os.kill(os.getpid(), signal.SIGABRT)


def _work(desk: Desk, diary: Diary, known: dict[str, Any]) -> None:
    window, incident = desk.window, known["incident"]
    for entry in window.entries:
        window.show_page(entry)
        diary.note(f"page-{entry}", desk)
    window.open_incident(_key(desk, incident))
    diary.note("incident", desk)
    window.show_page("residents")
    page = window.findChild(ResidentsPage)
    assert page is not None
    _submit(page, NAME, incident)
    assert turn_until(lambda: page.found.found is not None)
    diary.note("list", desk)
    page.form.clear()
    _submit(page, NUMBER, incident)
    assert turn_until(lambda: page.card.card is not None)
    diary.note("card", desk)
    taking = window.findChild(CardTaking)
    assert taking is not None
    assert page.card.card is not None
    taking.copy()
    assert turn_until(lambda: bool(QGuiApplication.clipboard().text()))
    diary.note("copied", desk)
    taking._print(page.card.card, Path("card.pdf").resolve())
    assert turn_until(Path("card.pdf").exists)
    diary.note("printed", desk)
    for key in ("phone", "address"):
        row = page.card.row(key)
        page.card.reveal_wanted.emit(key)
        assert turn_until(partial(getattr, row, "shown"))
        diary.note(f"revealed-{key}", desk)
    lock = window.findChild(DeskLock)
    assert lock is not None
    lock.lock_by_hand()
    diary.note("locked", desk)
    assert lock.sheet is not None
    lock.sheet.unlock_wanted.emit("")
    assert turn_until(lambda: not lock.locked)
    _submit(page, NUMBER, incident)
    assert turn_until(lambda: page.card.card is not None)
    window.show_page("overview")
    diary.note("left", desk)
    window.show_page("residents")
    page.close_idle("-")
    diary.note("closed", desk)
    window.open_incident(_key(desk, incident))
    work_on_reports(desk, diary)
    work_through_registers(desk, diary, known)
    window.show_page("residents")
    registers = window.findChild(RegistersPage)
    assert registers is not None
    registers.show_tab(0)
    _submit(page, NUMBER, incident)
    assert turn_until(lambda: page.card.card is not None)


def _submit(page: ResidentsPage, typed: str, incident: str) -> None:
    page.form.fill(LookupRequest(typed, Purpose.VISIT, incident))
    page.form.submit()


def _key(desk: Desk, number: str) -> int:
    with desk.store.read() as session:
        return int(session.scalar(text("SELECT id FROM incident WHERE number = :n"), {"n": number}) or 0)


@contextmanager
def _control(desk: Desk) -> Iterator[None]:
    """Put one canary into each kind of place that is searched."""
    label, inner = QLabel(desk.window), QWidget(desk.window)
    label.setToolTip(NAME)
    QGuiApplication.clipboard().setText(EMPLOYER)
    inner.setAccessibleDescription(PHONE)
    inner.painted = [ADDRESS, [CARE, NOTE]]  # type: ignore[attr-defined]
    title = desk.window.windowTitle()
    desk.window.setWindowTitle(NUMBER)
    yield
    QGuiApplication.clipboard().clear()
    desk.window.setWindowTitle(title)
    label.deleteLater()
    inner.deleteLater()


def _fail(desk: Desk) -> None:
    """Let work in the background, a slot and a thread raise errors that name a resident."""
    answers: list[object] = []
    for lane in (desk.background.read, desk.background.write):
        lane(desk.window, partial(_raise, f"no place for {NAME} {NUMBER}"), answers.append, answers.append)
    assert turn_until(lambda: len(answers) == 2)
    QTimer.singleShot(0, desk.window, partial(_raise, f"{ADDRESS}, {PHONE}"))
    thread = threading.Thread(target=partial(_raise, NAME))
    thread.start()
    thread.join()
    settle(desk.window, desk.live, desk.background)


def _raise(words: str) -> None:
    raise KeyError(words)


if __name__ == "__main__":
    main(*sys.argv[1:])
