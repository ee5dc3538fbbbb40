"""Standards (立案处置标准): limits per category and situation; a changed limit begins today, the old one ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select

from gridcenter.domain.clocks import UNIT_NAMES, Unit
from gridcenter.domain.names import Name
from gridcenter.language import listed, tr
from gridcenter.services.importing.category_catalogue import MAX_CODE, MAX_NAME, add_code_set, spelled
from gridcenter.services.importing.cells import (
    RowRefused,
    as_number,
    as_text,
    as_whole,
    check_length,
    required_text,
)
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.records import WHOLE_FILE, Job, Record, Verdict
from gridcenter.services.importing.source import Row
from gridcenter.services.standard_following import moved_by_standards
from gridcenter.store.models import Category, Standard

FIELDS = (
    Field("code", Name("类别编码", "category code"), ("category", "编码", "小类代码"), required=True),
    Field("name", Name("类别名称", "category name"), ("name", "name_zh", "名称", "小类名称")),
    Field("set", Name("编码集", "code set"), ("set_key",)),
    Field("kind", Name("部件或事件", "component or event")),
    Field("major_name", Name("大类名称", "major name"), ("major_zh",)),
    Field("sequence", Name("序号", "sequence"), ("seq",)),
    Field("situation", Name("情形", "situation"), ("条件", "立案条件")),
    Field("value", Name("处置时限", "limit"), ("limit_value", "handle_value"), required=True),
    Field("unit", Name("时限单位", "unit of the limit"), ("limit_unit", "handle_unit"), required=True),
    Field("whole_value", Name("全案时限", "limit of the whole case")),
    Field("whole_unit", Name("全案时限单位", "unit of the whole case")),
    Field("source", Name("依据", "source")),
)
IGNORED = ("unparsed_limit",)
MAX_SET = 40
LONGEST = {
    "set": MAX_SET,
    "code": MAX_CODE,
    "name": MAX_NAME,
    "major_name": MAX_NAME,
    "situation": 200,
    "source": 200,
}
UNITS = {
    **{str(unit): str(unit) for unit in Unit},
    **{name.zh: str(unit) for unit, name in UNIT_NAMES.items()},
}


class _Limits(NamedTuple):
    situation: str
    handle_value: float
    handle_unit: str
    whole_value: float | None
    whole_unit: str
    source: str


class StandardImporter:
    """Categories that the store does not know are added below the major that the file names."""

    batch = WHOLE_FILE
    key_field = "code"

    def __init__(self, job: Job) -> None:
        self._job = job
        self._columns = job.columns(FIELDS, ignored=IGNORED)
        self.fields = {field.key: field for field in FIELDS}
        self._stem = job.report.path.name.partition(".")[0]
        self._today = job.now.astimezone(ZoneInfo(job.options.time_zone)).date()
        self._nodes: dict[tuple[str, str], Category] = {}
        self._added = 0

    def read(self, row: Row) -> Record:
        texts = {key: as_text(row.cells.get(self._columns.of(key)), key) for key in self.fields}
        code = required_text(texts["code"], "code")
        set_key = texts["set"] or "_".join(part for part in (self._stem, texts["kind"]) if part)[:MAX_SET]
        for key, limit in (
            ("code", MAX_CODE),
            ("name", MAX_NAME),
            ("major_name", MAX_NAME),
            ("situation", 200),
            ("source", 200),
        ):
            check_length(key, texts[key], limit)
        sequence = as_whole(texts["sequence"], "sequence") or 1
        value, unit = self._limit(texts, "value", "unit")
        whole_value, whole_unit = (
            self._limit(texts, "whole_value", "whole_unit") if texts["whole_value"] else (None, "")
        )
        source = texts["source"] or self._stem
        limits = _Limits(texts["situation"], value, unit, whole_value, whole_unit, source)
        names = (texts["name"], texts["major_name"])
        return Record(row.line, (set_key, code, sequence), (limits, names))

    def _limit(self, texts: dict[str, str], value_key: str, unit_key: str) -> tuple[float, str]:
        value = as_number(texts[value_key], value_key)
        if value is None or value <= 0:
            raise RowRefused(value_key, texts[value_key], tr("a limit above zero is needed"))
        unit = UNITS.get(texts[unit_key])
        if unit is None:
            known = listed(Unit)
            raise RowRefused(
                unit_key, texts[unit_key], tr("no unit of limits; known are: {known}").format(known=known)
            )
        return value, unit

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        session = self._job.session
        sets = {record.key[0] for record in records}
        statement = select(Category).where(Category.set_key.in_(sets))
        self._nodes = {(node.set_key, node.code): node for node in session.scalars(statement)}
        standards = session.scalars(select(Standard).where(Standard.valid_until.is_(None)))
        current = {(row.category_id, row.sequence): row for row in standards}
        verdicts = [self._write_one(record, current) for record in records]
        session.flush()
        return verdicts

    def _write_one(self, record: Record, current: dict[tuple[int, int], Standard]) -> Verdict:
        limits, names = record.values
        set_key, code, sequence = record.key
        category = self._nodes.get((set_key, code)) or self._add(set_key, code, *names)
        if category is None:
            return RowRefused(
                "code", code, tr("no such category in the store, and the file gives no name for it")
            )
        known = current.get((category.id, sequence))
        if known is not None and _Limits(*(getattr(known, name) for name in _Limits._fields)) == limits:
            return False
        if known is not None and known.valid_from < self._today:
            known.valid_until = self._today
            known = None
        if known is None:
            known = Standard(category_id=category.id, sequence=sequence, valid_from=self._today)
            self._job.session.add(known)
        for name, value in zip(_Limits._fields, limits, strict=True):
            setattr(known, name, value)
        self._job.report.stored["standard"] += 1
        return True

    def _add(self, set_key: str, code: str, name: str, major_name: str) -> Category | None:
        if not name:
            return None
        add_code_set(self._job, set_key, Name(set_key))
        parent = self._major(set_key, code, major_name)
        return self._keep(Category(set_key=set_key, code=code, name=name), parent)

    def _major(self, set_key: str, code: str, name: str) -> Category | None:
        """The first two digits are the major's code in the tables of GB/T 30428.2."""
        if not name or len(code) <= 2:
            return None
        known = self._nodes.get((set_key, code[:2]))
        return known or self._keep(Category(set_key=set_key, code=code[:2], name=name), None)

    def _keep(self, node: Category, parent: Category | None) -> Category:
        node.pinyin, node.initials = spelled(node.name)
        node.parent_id, node.major_id = (parent.id, parent.major_id) if parent else (None, None)
        self._job.session.add(node)
        self._job.session.flush()
        if parent is None:
            node.major_id = node.id
        self._nodes[node.set_key, node.code] = node
        self._job.report.stored["category"] += 1
        self._added += 1
        return node

    def finish(self, _look_alikes: Sequence[tuple[Any, Any]]) -> None:
        if self._added:
            sentence = tr("Added from the file, because the store did not know them: {n} categories.")
            self._job.report.warn(sentence.format(n=self._added))
        moving = sum(1 for _ in moved_by_standards(self._job.session, now=self._job.now))
        if moving:
            sentence = tr(
                "Deadlines already set stay as they are: {n} of open incidents would move. See which, and let them "
                "follow, with: gridcenter clocks standards"
            )
            self._job.report.warn(sentence.format(n=f"{moving:,}"))
