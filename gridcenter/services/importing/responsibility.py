"""The responsibility list (权责清单) as a table; a line that differs ends the old one and begins today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.names import Name
from gridcenter.domain.routing import Cell
from gridcenter.language import pick, tr
from gridcenter.services.importing.cells import RowRefused, as_day, as_text, required_text
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.records import WHOLE_FILE, Job, Record, Verdict
from gridcenter.services.importing.source import Row
from gridcenter.services.responsibility import change_rule, enter_rule, local_day, require_editor, rules_like
from gridcenter.services.responsibility_words import RuleDraft, RuleWords, WrongRule
from gridcenter.store.models import ResponsibilityRule
from gridcenter.store.routing import rule_rows

FIELDS = (
    Field("set", Name("编码集", "code set"), ("set_key",), required=True),
    Field("category", Name("类别编码", "category code"), ("category_code", "小类代码", "大类代码")),
    Field("place", Name("区划或网格", "division or grid"), ("place_code", "网格编码", "区划代码")),
    Field("source", Name("来源代码", "source code"), ("source_code",)),
    Field("unit", Name("责任单位", "unit"), ("unit_code", "单位编码", "单位"), required=True),
    Field("basis", Name("依据", "legal basis"), ("legal_basis", "法律依据")),
    Field("valid_from", Name("生效日期", "valid from"), ("from",)),
    Field("valid_until", Name("失效日期", "valid until"), ("until",)),
)
NAMES = ("category name", "类别名称", "place name", "地点名称", "unit name", "单位名称")
"""Columns of an export that only help the reader."""
COUNTED = ("proposed", "建议次数", "taken", "采纳次数", "not returned", "未退回次数")


class ResponsibilityImporter:
    batch = WHOLE_FILE
    key_field = "unit"

    def __init__(self, job: Job) -> None:
        require_editor(job.by)
        self._job = job
        self._columns = job.columns(FIELDS, ignored=(*NAMES, *COUNTED))
        self.fields = {field.key: field for field in FIELDS}
        self._words = RuleWords(job.session)
        self._today = local_day(job.session, job.now)
        self._written: set[int] = set()

    def read(self, row: Row) -> Record:
        texts = {key: as_text(row.cells.get(self._columns.of(key)), key) for key in self.fields}
        required_text(texts["set"], "set")
        required_text(texts["unit"], "unit")
        draft = RuleDraft(
            set_key=texts["set"],
            unit=texts["unit"],
            category=texts["category"],
            place=texts["place"],
            source=texts["source"],
            basis=texts["basis"],
            valid_from=as_day(row.cells.get(self._columns.of("valid_from")), "valid_from"),
            valid_until=as_day(row.cells.get(self._columns.of("valid_until")), "valid_until"),
        )
        try:
            cell, unit_id = self._words.cell(draft), self._words.unit(draft.unit)
            self._words.basis(draft.basis)
        except WrongRule as wrong:
            raise RowRefused(wrong.field, wrong.value, str(wrong)) from wrong
        return Record(row.line, (cell, unit_id, draft.valid_from), (draft, cell, unit_id))

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        return [self._write_one(*record.values) for record in records]

    def _write_one(self, draft: RuleDraft, cell: Cell, unit_id: int) -> Verdict:
        known = self._known(draft, cell)
        if known is not None and _says(known) == (unit_id, self._words.basis(draft.basis), draft.valid_until):
            return False
        job = self._job
        try:
            if known is None:
                made = enter_rule(job.session, draft, by=job.by, now=job.now, words=self._words)
            else:
                made = change_rule(
                    job.session,
                    known.id,
                    draft,
                    version=known.version,
                    by=job.by,
                    now=job.now,
                    words=self._words,
                )
        except WrongRule as wrong:
            return RowRefused(wrong.field, wrong.value, str(wrong))
        except RuleBroken as refusal:
            return RowRefused("unit", draft.unit, str(refusal))
        self._written.add(made)
        if known is not None:
            self._tell_change(known.id, made)
        job.report.stored["responsibility"] += 1
        return True

    def _known(self, draft: RuleDraft, cell: Cell) -> ResponsibilityRule | None:
        """Return the line that this one replaces: never one of the same file, which would be a tie."""
        begins = max(draft.valid_from or self._today, self._today)
        for row in rules_like(self._job.session, cell, since=begins):
            meets = draft.valid_until is None or row.valid_from < draft.valid_until
            if meets and row.id not in self._written and row.ended_at is None:
                return row
        return None

    def _tell_change(self, old: int, new: int) -> None:
        before, after = rule_rows(self._job.session, ids=[old]), rule_rows(self._job.session, ids=[new])
        for one, other in zip(before, after, strict=True):
            self._job.report.warn(
                tr("“{subject}”: {old} ends on {day}, {new} begins.").format(
                    subject=other.subject, old=pick(one.unit), day=one.valid_until, new=pick(other.unit)
                )
            )

    def finish(self, _look_alikes: Sequence[tuple[Any, Any]]) -> None:
        """Nothing is left to do."""


def _says(row: ResponsibilityRule) -> tuple[object, ...]:
    return row.unit_id, row.basis, row.valid_until
