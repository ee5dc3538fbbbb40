"""How the incidents page goes to what belongs to the incident on show, reopened or merged: keys and commands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.pages.incidents_place import linked
from gridcenter.domain.incidents import IncidentDetail, IncidentLink
from gridcenter.language import tr

if TYPE_CHECKING:
    from gridcenter.desktop.pages.incidents import IncidentsPage

KEYS = ("Alt+Left", "Alt+Right")
"""To the incident that this one takes up again or the last one merged into it, and to the one that took this one up."""


def before_and_after(detail: IncidentDetail) -> tuple[IncidentLink | None, IncidentLink | None]:
    """Return what the keys lead to: along the chain of reopenings, and where there is none, along the merge."""
    reopens, reopened_as = linked(detail)
    newest = detail.merged_here[-1] if detail.merged_here else None
    return reopens or newest, reopened_as or detail.merged_into


class IncidentLinks(QObject):
    """Goes from the incident on show to those it is linked to; made by the page, on the GUI thread."""

    def __init__(self, page: IncidentsPage) -> None:
        super().__init__(page)
        self._page = page
        page.place.link_pressed.connect(page.show_incident)
        page.head.merged.pressed.connect(page.show_incident)
        others = page.commands
        page.commands = lambda: chain(others(), self.commands())
        for place, key in enumerate(KEYS):
            bind_key(page, key, partial(self.go, place))

    def go(self, place: int) -> None:
        """Show the incident before (0) or after (1) the one on show; say so where there is none."""
        detail = self._page.detail
        other = before_and_after(detail)[place] if detail else None
        if other is not None:
            self._page.show_incident(other.id)
        elif place:
            self._page.notice.emit(
                tr("This incident went on as no other: it was neither reopened nor merged into one.")
            )
        else:
            self._page.notice.emit(tr("No incident stands before this one."))

    def commands(self) -> Iterator[Command]:
        detail = self._page.detail
        if detail is None or not self._page.isVisible():
            return
        sentences = (tr("Go to {number}, reopened as this incident"), tr("Go to {number}, the reopening"))
        for place, (other, sentence) in enumerate(zip(linked(detail), sentences, strict=True)):
            if other is not None:
                title = sentence.format(number=other.number)
                run = partial(self.go, place)
                yield Command(title, tr("Incident"), run, "reopen link 重开 关联", KEYS[place])
        yield from self._merges(detail)

    def _merges(self, detail: IncidentDetail) -> Iterator[Command]:
        keys = before_and_after(detail)
        around = [*detail.merged_here[::-1], *filter(None, [detail.merged_into])]
        for other in around:
            run = partial(self._page.show_incident, other.id)
            title = tr("Go to {number}, merged").format(number=other.number)
            key = KEYS[keys.index(other)] if other in keys else ""
            yield Command(title, tr("Incident"), run, "merged 并案 关联", key)
