"""What is kept of people, and the records about it with what is due, as rows of tables; nobody is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo

from PySide6.QtCore import QObject

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.domain.names import Name
from gridcenter.domain.privacy import DataSet, Due, PrivacyRecord, PrivacyRules, RecordKind
from gridcenter.language import pick, tr

_SMALL = CellStyle("caption", "text.secondary")
_WRAPPED = replace(_SMALL, wraps=True)


@dataclass(frozen=True, slots=True)
class BookLine:
    """Something that is due, or a record; one of both."""

    key: str
    kind: RecordKind
    about: str
    due: Due | None = None
    record: PrivacyRecord | None = None


class DataSetsModel(FigureLinesModel[DataSet]):
    """Sets in the order given."""

    def __init__(self, rules: PrivacyRules, parent: QObject | None = None) -> None:
        columns: tuple[Column[DataSet], ...] = (
            Column("name", lambda: tr("What is kept"), lambda row: pick(row.name), lambda row: row.key, 230,
                   CellStyle("body_strong", wraps=True)),
            Column("whose", lambda: tr("Of whom"), lambda row: pick(row.whose), lambda row: row.key, 190, _WRAPPED,
                   yields=2),
            Column("why", lambda: tr("Why"), lambda row: pick(row.why), lambda row: row.key, 260, _WRAPPED, yields=3),
            Column("basis", lambda: tr("Legal basis"), lambda row: pick(row.basis), lambda row: row.key, 0,
                   _WRAPPED),
            Column("kept", lambda: tr("Kept"), lambda row: pick(row.kept), lambda row: row.key, 230, _WRAPPED),
            Column("grade", lambda: tr("Grade"), lambda row: pick(rules.grades[row.grade]), lambda row: row.grade,
                   150, _WRAPPED),
        )  # fmt: skip
        super().__init__(columns, lambda row: row.key, parent)


class BookModel(FigureLinesModel[BookLine]):
    """What is due first, then the records, the newest first."""

    def __init__(self, rules: PrivacyRules, zone: tzinfo, parent: QObject | None = None) -> None:
        columns: tuple[Column[BookLine], ...] = (
            Column("when", lambda: tr("When"), lambda row: _when(row, zone), lambda row: row.key, 190),
            Column("kind", lambda: tr("Record"), lambda row: pick(row.kind.name), lambda row: row.kind.key, 250,
                   CellStyle("body_strong", wraps=True)),
            Column("about", lambda: tr("About"), lambda row: _about(row, rules), lambda row: row.about, 210, _SMALL,
                   yields=2),
            Column("said", lambda: tr("What it says"), _said, lambda row: row.key, 0, _WRAPPED),
            Column("who", lambda: tr("Written by"), lambda row: row.record.who if row.record else "",
                   lambda row: row.record.who if row.record else "", 110, _SMALL, yields=1),
        )  # fmt: skip
        super().__init__(columns, lambda row: row.key, parent)


def _when(row: BookLine, zone: tzinfo) -> str:
    """A diamond stands before what is overdue, a triangle before what is due soon; the words say so, too."""
    one = row.due
    if one is None:
        return f"{row.record.day:%Y-%m-%d}" if row.record is not None else ""
    if one.never:
        return tr("◆ never written down")
    until = f"{one.until.astimezone(zone):%m-%d %H:%M}"
    return (tr("◆ overdue since {time}") if one.overdue else tr("▲ due {time}")).format(time=until)


def _about(row: BookLine, rules: PrivacyRules) -> str:
    about = rules.set_named(row.about)
    return pick(about.name) if about is not None else ""


def _said(row: BookLine) -> str:
    if row.due is not None:
        if row.due.step is None:
            return pick(row.kind.law)
        step = row.due.step
        return tr("record no. {id}: {step}").format(
            id=row.due.record, step=f"{pick(step.name)} ({pick(step.how)})"
        )
    record = row.record
    if record is None:
        return ""
    step_of = next((one for one in row.kind.steps if one.key == record.step), None)
    before = [pick(step_of.name)] if step_of is not None else []
    answers = {one.key: one.choices for one in row.kind.fields}
    texts = (_answer(answers.get(key, {}), text) for key, text in record.said.items())
    return " · ".join([f"{record.id}", *before, *texts])


def _answer(choices: Mapping[str, Name], text: str) -> str:
    return pick(choices[text]) if text in choices else text
