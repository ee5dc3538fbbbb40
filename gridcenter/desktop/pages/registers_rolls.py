"""Rolls at the desk (名册): those asked for above, the files of one of them below; nobody in a roll is named here.

Everything goes by one key: N asks for a roll, A approves the marked one, X refuses it, W writes it to a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from gridcenter.desktop.models.rolls import RollFilesModel, RollsModel
from gridcenter.desktop.pages.administration_forms import form_choice, sending
from gridcenter.desktop.pages.list_tab import ListTab, TabGround, under_strip
from gridcenter.desktop.register_ports import RollPorts
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.desktop.widgets.shown_list import ShownList
from gridcenter.desktop.widgets.work_strip import WorkStrip
from gridcenter.domain.errors import Refusal
from gridcenter.domain.indicators import thousands
from gridcenter.domain.move_choices import FieldChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.rolls import RollLine, RollsPage, RollState, RollWritten
from gridcenter.language import listed, pick, tr

_LEAST = 170
"""px at 100 % below which the name of a roll has too little room."""
MASKED, OPEN = "masked", "open"


class RollsTab(ListTab):
    """Reads when it is shown, and when somebody asked for, decided about or wrote a roll."""

    search_words = "rolls voters 名册 选民"
    kinds = frozenset({"roll"})

    def __init__(self, ports: RollPorts, ground: TabGround, parent: QWidget | None = None) -> None:
        super().__init__(ground, "NAXW", parent)
        theme, self._ports = ground.theme, ports
        self._known = RollsPage((), 0, 0)
        self._folder = _documents()
        self.dialog: QFileDialog | None = None
        self.rolls = ShownList(theme, RollsModel(ground.zone, self), least=_LEAST)
        self.files = ShownList(theme, RollFilesModel(ground.zone, self), least=_LEAST)
        self.strip = WorkStrip(theme, ground.background)
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        upper, lower = self.panels
        upper.set_body(under_strip(self.strip, self.rolls.states))
        lower.set_body(self.files.states)
        for made in self.buttons.values():
            upper.header_right.addWidget(made)
        self.search.hide()

    def _listen(self) -> None:
        self.rolls.table.chosen.connect(lambda _key: self._show_files())
        self.rolls.read_on(self.read_further)
        self.rolls.table.opened.connect(lambda _key: self.files.table.setFocus())
        self.bind(self._acts())
        self.leave_out(self._ports.left_out)

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {"N": self.ask_for, "A": self.approve, "X": self.refuse, "W": self.write}

    def _command_words(self) -> Mapping[str, str]:
        return {
            "N": tr("Ask for a roll"),
            "A": tr("Approve the marked roll"),
            "X": tr("Refuse the marked roll"),
            "W": tr("Write the marked roll to a file"),
        }

    # Reading

    def ask(self) -> None:
        self.rolls.loading()
        self._background.read(self, partial(self._ports.rolls, 0), self._take, self._failed, topic="rolls")

    def _take(self, found: RollsPage) -> None:
        self._known, self._stale = found, False
        if not self.rolls.show(found.rows):
            self.rolls.states.empty(
                tr("No roll was asked for yet"), tr("N asks for one; somebody else approves it.")
            )
        self._count()
        self._show_files()

    def read_further(self) -> None:
        """Read the page behind the oldest roll that is there."""
        behind = self.rolls.rows[-1].id
        work = partial(self._ports.rolls, behind)
        self._background.read(self, work, partial(self._add, behind), self._further_failed, topic="rolls")

    def _add(self, behind: int, found: RollsPage) -> None:
        if self.rolls.rows and self.rolls.rows[-1].id == behind:
            self._known = replace(found, rows=(*self._known.rows, *found.rows))
            self.rolls.add(found.rows, more=False)
            self._count()

    def _further_failed(self, refusal: Refusal) -> None:
        self.rolls.more = True
        self.notice.emit(str(refusal))

    def _count(self) -> None:
        """Say how many of all rolls are listed, and how many wait for somebody to decide."""
        shown, known = len(self._known.rows), self._known
        self.rolls.more = shown < known.total
        counted = tr("{n} of {all}").format(n=thousands(shown), all=thousands(known.total))
        waiting = tr("waiting for approval: {n}").format(n=known.waiting)
        self.panels[0].set_sub(" · ".join((counted, waiting)) if known.total else "")

    def _failed(self, refusal: Refusal) -> None:
        self.rolls.broken(refusal, self.ask)

    def _show_files(self) -> None:
        roll = self.rolls.marked
        files = roll.files[::-1] if roll is not None else ()
        self.panels[1].set_sub(_told(roll) if roll is not None else "")
        if not self.files.show(files):
            self.files.states.empty(
                tr("No file was written"), tr("Whoever asked writes an approved roll with W: .xlsx or .csv.")
            )
        for key, made in self.buttons.items():
            made.setEnabled(key == "N" or (roll is not None and not self._why_not(key, roll)))

    def _why_not(self, key: str, roll: RollLine) -> str:
        """Return why something cannot be done with a roll, as far as the list tells; the service has the last word."""
        mine = roll.asker_id == self._actor.account_id
        if key == "W":
            if not mine:
                return tr("{who} asked for this roll: only {who} writes it").format(who=roll.asker)
            return "" if roll.state is RollState.APPROVED else tr("this roll cannot be written now")
        if roll.state is not RollState.WAITING:
            return tr("this roll was decided about already")
        return tr("you asked for this roll yourself: somebody else decides") if mine else ""

    # Acting

    def ask_for(self) -> None:
        kinds = tuple(
            FieldChoice(key, name, note=tr("columns without masks possible") if opens else "")
            for key, name, opens in self._ports.kinds
        )
        fields = (
            MoveField("kind", Name("名册", "roll"), "choice", kinds),
            MoveField(
                "day", Name("基准日（不填为今天）", "for which day (left out: today)"), "line", required=False
            ),
            MoveField("masks", Name("列", "columns"), "choice", _masks_choices()),
            MoveField("purpose", Name("用途（写入文件）", "what it is for (stands in the file)"), "text"),
        )
        about = tr(
            "Somebody else approves it. You alone write it then, with your name and purpose in the file."
        )
        self.forms.open(
            form_choice("ask", Name("申请名册", "Ask for a roll"), fields),
            about,
            sending(
                lambda said: self._ports.ask(
                    said["kind"], said["day"], said["purpose"], said["masks"] == OPEN
                )
            ),
        )

    def approve(self) -> None:
        roll = self._possible("A")
        if roll is None:
            return
        remark = MoveField("reason", Name("备注", "remark"), "text", required=False)
        masks = MoveField("masks", Name("列", "columns"), "choice", _masks_choices())
        fields = (masks, remark) if roll.open_columns else (remark,)
        self.forms.open(
            form_choice("approve", Name("批准名册", "Approve the roll"), fields),
            _told(roll),
            sending(
                lambda said: self._ports.approve(
                    roll.id, roll.version, said.get("masks", MASKED) == OPEN, said["reason"]
                )
            ),
        )

    def refuse(self) -> None:
        roll = self._possible("X")
        if roll is not None:
            reason = MoveField("reason", Name("理由", "reason"), "text")
            self.forms.open(
                form_choice("refuse", Name("拒绝名册", "Refuse the roll"), (reason,)),
                _told(roll),
                sending(lambda said: self._ports.refuse(roll.id, roll.version, said["reason"])),
            )

    def write(self) -> None:
        """Ask where the file shall go; its offered name says which roll it is, and names nobody."""
        roll = self._possible("W")
        if roll is None or self.strip.running or self.dialog is not None:
            return
        offered = self._folder / f"{pick(roll.name)}-{roll.day.isoformat()}-{roll.id}.xlsx"
        self.dialog = file_dialog(
            self,
            tr("Write the roll"),
            str(self._folder),
            partial(self._write, roll),
            offered=str(offered),
        )
        self.dialog.setNameFilters((tr("Workbooks (*.xlsx)"), tr("Tables (*.csv)")))
        self.dialog.setDefaultSuffix("xlsx")
        self.dialog.finished.connect(self._dialog_closed)
        self.dialog.open()

    def _dialog_closed(self, _result: int) -> None:
        self.dialog = None

    def _write(self, roll: RollLine, name: str) -> None:
        out = Path(name)
        self._folder = out.parent
        self.strip.begin(tr("Writing the roll"))
        work = partial(self._ports.write, roll.id, out, self.strip.watch)
        self._background.read(self, work, partial(self._written, out), self._not_written)

    def _written(self, out: Path, made: RollWritten | None) -> None:
        self.strip.end()
        if made is None:
            self.notice.emit(tr("Stopped: no file was written."))
        else:
            words = tr("Written: {file}, rows {n}")
            self.notice.emit(words.format(file=out, n=thousands(made.rows)))
        self.ask()

    def _not_written(self, refusal: Refusal) -> None:
        self.strip.end()
        self.notice.emit(str(refusal))
        self.ask()

    # What is marked

    def _possible(self, key: str) -> RollLine | None:
        roll = self.rolls.marked
        sentence = self._why_not(key, roll) if roll is not None else tr("No roll was asked for yet")
        if sentence:
            self.notice.emit(sentence)
            return None
        return roll

    # Look and language

    def title(self) -> str:
        return tr("Rolls")

    def keys(self) -> str:
        return tr("J K rows · Enter shows the files of a roll · Esc back")

    def take_keyboard(self) -> None:
        self.rolls.take_keyboard(self)

    def retranslate(self) -> None:
        self.panels[0].set_title(tr("Rolls"))
        self.panels[1].set_title(tr("Files of the roll"))
        self.rolls.name(tr("Rolls"))
        self.files.name(tr("Files of the roll"))
        self.name_buttons(
            {"N": tr("Ask for a roll"), "A": tr("Approve"), "X": tr("Refuse"), "W": tr("Write")}
        )
        self.strip.retranslate()
        if not self._stale:
            self._take(self._known)


def _masks_choices() -> tuple[FieldChoice, ...]:
    return (
        FieldChoice(MASKED, Name("脱敏", "masked")),
        FieldChoice(OPEN, Name("允许的列不脱敏", "without masks where the roll allows it")),
    )


def _told(roll: RollLine) -> str:
    """Return what whoever decides has to know of a roll."""
    parts = [
        tr("no. {id} · {name} · {day} · {n} rows").format(
            id=roll.id, name=pick(roll.name), day=roll.day.isoformat(), n=thousands(roll.expected)
        ),
        roll.purpose,
        tr("without masks: {columns}").format(columns=listed(roll.opens)) if roll.opens else tr("masked"),
        roll.decision_reason,
    ]
    return " · ".join(part for part in parts if part)


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
