"""The small windows in which the responsibility list is kept; what was typed stays until it is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.administration_forms import form_choice, reason_field, sending
from gridcenter.desktop.pages.one_form import OneForm
from gridcenter.desktop.routing_ports import Coded, RoutingPorts, RuleChoices
from gridcenter.domain.move_choices import FieldChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.routing import Precedent, RuleRow
from gridcenter.domain.typed_times import read_day
from gridcenter.language import pick, tr
from gridcenter.services.responsibility_words import RuleDraft


class RoutingForms:
    """The windows in which lines are entered, changed and ended, and rulings made lines or put aside."""

    def __init__(
        self,
        forms: OneForm,
        page: QWidget,
        ports: RoutingPorts,
        background: Background,
        *,
        zone: tzinfo,
        now: Callable[[], datetime],
    ) -> None:
        """`forms` opens the windows over `page`."""
        self._forms, self._page = forms, page
        self._ports, self._background = ports, background
        self._zone, self._now = zone, now

    def enter(self) -> None:
        """Ask for a new line."""
        self._with_choices(partial(self._ask_line, None))

    def change(self, row: RuleRow) -> None:
        """Ask for what replaces a line."""
        self._with_choices(partial(self._ask_line, row))

    def end(self, row: RuleRow) -> None:
        choice = form_choice("end", Name("终止条目", "End the line"), [reason_field()])
        self._forms.open(
            choice, row.subject, sending(lambda said: self._ports.end(row.id, row.version, said["reason"]))
        )

    def make_rule(self, row: Precedent) -> None:
        """Ask once more before a ruling becomes a line: what it will say stands in the window."""
        choice = form_choice("make_rule", Name("转为清单条目", "Make a rule of it"), [])
        self._forms.open(
            choice, _about(row), sending(lambda _said: self._ports.make_rule(row.id, row.version))
        )

    def dismiss(self, row: Precedent) -> None:
        choice = form_choice("dismiss", Name("不再参照", "Not to be followed"), [reason_field()])
        self._forms.open(
            choice,
            _about(row),
            sending(lambda said: self._ports.dismiss(row.id, row.version, said["reason"])),
        )

    def _with_choices(self, then: Callable[[RuleChoices], None]) -> None:
        if self._forms.dialog is None:
            self._background.read(
                self._page, self._ports.choices, then, self._forms.refuse, topic="rule choices"
            )

    def _ask_line(self, row: RuleRow | None, choices: RuleChoices) -> None:
        name = Name("新增条目", "New line") if row is None else Name("变更条目", "Change the line")
        about = tr("Empty means all: every category of the set, everywhere, any source.")
        choice = form_choice("line", name, _fields(choices))
        dialog = self._forms.open(choice, about, sending(partial(self._send_line, row, choices)))
        if dialog is None:
            return
        _complete(
            dialog.fields["category"], [(key.partition("/")[2], name) for key, name in choices.categories]
        )
        _complete(dialog.fields["place"], choices.places)
        for key in ("valid_from", "valid_until"):
            editor = dialog.fields[key]
            if isinstance(editor, QLineEdit):
                editor.setPlaceholderText(tr("year-month-day"))
        if row is not None:
            _fill(dialog.fields, row)

    def _send_line(self, row: RuleRow | None, choices: RuleChoices, said: Mapping[str, str]) -> object:
        of_set = f"{said['set']}/"
        categories = [
            (key.removeprefix(of_set), name) for key, name in choices.categories if key.startswith(of_set)
        ]
        draft = RuleDraft(
            set_key=said["set"],
            unit=said["unit"],
            category=_code(said["category"], categories),
            place=_code(said["place"], choices.places),
            source=said["source"],
            basis=said["basis"],
            valid_from=self._day(said["valid_from"]),
            valid_until=self._day(said["valid_until"]),
        )
        return self._ports.enter(draft) if row is None else self._ports.change(row.id, row.version, draft)

    def _day(self, text: str) -> date | None:
        return read_day(text, zone=self._zone, now=self._now()) if text.strip() else None


def _fields(choices: RuleChoices) -> list[MoveField]:
    def chosen(coded: Coded, *, first: Sequence[FieldChoice] = ()) -> tuple[FieldChoice, ...]:
        return (*first, *(FieldChoice(code, name) for code, name in coded))

    anything = FieldChoice("", Name("不限", "any"))
    line = partial(MoveField, kind="line", required=False)
    return [
        MoveField("set", Name("编码集", "code set"), "choice", chosen(choices.sets), open=True),
        line("category", Name("类别（名称或编码）", "category, by name or code")),
        line("place", Name("区划或网格（名称或编码）", "division or grid, by name or code")),
        MoveField(
            "source",
            Name("来源", "source"),
            "choice",
            chosen(choices.sources, first=[anything]),
            required=False,
        ),
        MoveField("unit", Name("责任单位", "unit"), "unit", chosen(choices.units)),
        line("basis", Name("依据", "legal basis")),
        line("valid_from", Name("生效日期", "valid from")),
        line("valid_until", Name("失效日期", "valid until")),
    ]


def _complete(editor: QWidget, coded: Coded) -> None:
    """Offer codes with their names, by any part of either."""
    if isinstance(editor, QLineEdit):
        completer = QCompleter([f"{code} {pick(name)}" for code, name in coded], editor)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        editor.setCompleter(completer)


def _fill(fields: Mapping[str, QWidget], row: RuleRow) -> None:
    written = {
        "set": row.cell.set_key,
        "category": row.cell.category_code,
        "place": row.cell.place_code,
        "source": row.cell.source_code,
        "unit": row.unit_code,
        "basis": row.basis,
        "valid_until": str(row.valid_until or ""),
    }
    for key, value in written.items():
        editor = fields[key]
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)


def _code(text: str, coded: Coded) -> str:
    """Return the code of what a completer wrote as “06010 暴露垃圾”, or of a name that only one code has."""
    typed = text.strip()
    named = [code for code, name in coded if typed and typed.casefold() in (name.zh, name.en.casefold())]
    return named[0] if len(named) == 1 else typed.partition(" ")[0]


def _about(row: Precedent) -> str:
    return tr("{number} · {category} × {place} → {unit}, because {reason}").format(
        number=row.incident_number,
        category=pick(row.category),
        place=pick(row.place),
        unit=pick(row.unit),
        reason=row.reason,
    )
