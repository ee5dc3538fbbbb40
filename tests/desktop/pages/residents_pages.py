"""The residents page on a real store, as two of its tests need it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.residents import ResidentsPage
from gridcenter.desktop.theme import Theme
from gridcenter.domain.people import Actor, AuditLine
from gridcenter.services.lookup import look_up, reveal
from gridcenter.store import audit
from gridcenter.store.engine import Store
from tests.desktop.pages.desk_ports import ports_with
from tests.services.resident_samples import CLERK


@contextmanager
def residents_page(
    qtbot: QtBot, theme: Theme, background: Background, store: Store, *, by: Actor = CLERK, **answers: Any
) -> Iterator[ResidentsPage]:
    """Lend the page of an account; `answers` are further ports."""
    ports = ports_with(
        by,
        look_up=answers.pop("look_up", partial(look_up, store, by=by)),
        reveal=partial(reveal, store, by=by),
        my_lookups=partial(own_lines, store),
        **answers,
    )
    made = ResidentsPage(ports, background, theme)
    qtbot.addWidget(made)
    made.resize(1824, 968)
    made.show()
    yield made
    made.close()


def own_lines(store: Store) -> list[AuditLine]:
    with store.read() as session:
        return audit.own_lines(session, CLERK.account_id)


def texts(page: ResidentsPage) -> str:
    return "\n".join(found.text() for found in page.findChildren(QLabel) if found.isVisibleTo(page))
