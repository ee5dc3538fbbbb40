"""Units (单位) as a table; parents may stand after their children."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from gridcenter.domain.names import Name
from gridcenter.language import listed, tr
from gridcenter.services.importing.cells import RowRefused, as_text, check_length, required_text
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.records import WHOLE_FILE, Job, Record, TableWriter, Verdict
from gridcenter.services.importing.source import Row
from gridcenter.services.importing.unit_catalogue import kind_of
from gridcenter.store import bulk
from gridcenter.store.models import Unit

FIELDS = (
    Field("code", Name("单位编码", "unit code"), ("编码", "代码"), required=True),
    Field("name", Name("单位名称", "unit name"), ("name", "name_zh", "名称"), required=True),
    Field("name_en", Name("英文名称", "English name")),
    Field("kind", Name("单位类型", "unit kind"), ("类型", "type")),
    Field("parent_code", Name("上级单位编码", "parent code"), ("parent", "上级编码")),
    Field("division_code", Name("区划代码", "division code")),
)
UNIT_KINDS = {
    "部门": "department",
    "街道": "street",
    "社区": "community",
    "网格队伍": "grid_team",
    "企业": "company",
    "志愿队伍": "volunteers",
}
LONGEST = {"code": 40, "name": 100, "name_en": 100, "division_code": 24}
COLUMNS = ("code", "name", "name_en", "kind", "division_code")


class UnitImporter:
    batch = WHOLE_FILE
    key_field = "code"

    def __init__(self, job: Job) -> None:
        self._job = job
        self._columns = job.columns(FIELDS)
        self.fields = {field.key: field for field in FIELDS}
        self._optional = [key for key in ("name_en", "division_code") if self._columns.has(key)]

    def read(self, row: Row) -> Record:
        texts = {key: as_text(row.cells.get(self._columns.of(key)), key) for key in self.fields}
        for key in ("code", "name"):
            required_text(texts[key], key)
        for key, limit in LONGEST.items():
            check_length(key, texts[key], limit)
        kind = UNIT_KINDS.get(texts["kind"], texts["kind"]) or kind_of(texts["name"])
        if kind not in UNIT_KINDS.values():
            known = listed(UNIT_KINDS.values())
            raise RowRefused("kind", kind, tr("no kind of unit; known are: {known}").format(known=known))
        values = (texts["code"], texts["name"], kind, *(texts[key] for key in self._optional))
        return Record(row.line, texts["code"], (values, texts["parent_code"]))

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        session = self._job.session
        known = set(session.scalars(select(Unit.code))) | {record.key for record in records}
        refused = {
            record.key: RowRefused("parent_code", record.values[1], tr("there is no unit with this code"))
            for record in records
            if record.values[1] and record.values[1] not in known
        }
        kept = [record for record in records if record.key not in refused]
        writer = TableWriter(self._job, Unit, ("code", "name", "kind", *self._optional))
        written = writer.write([record.values[0] for record in kept])
        moved = self._set_parents([(record.key, record.values[1]) for record in kept])
        verdicts: dict[Any, Verdict] = {
            record.key: done or record.key in moved for record, done in zip(kept, written, strict=True)
        }
        return [refused.get(record.key, verdicts.get(record.key, False)) for record in records]

    def _set_parents(self, pairs: list[tuple[str, str]]) -> set[str]:
        """Hang units under their parents and return the codes of those that moved."""
        if not self._columns.has("parent_code"):
            return set()
        session = self._job.session
        rows = session.execute(select(Unit.code, Unit.id, Unit.parent_id)).all()
        ids = {code: number for code, number, _ in rows}
        above = {code: parent for code, _, parent in rows}
        moves = [(code, ids.get(parent)) for code, parent in pairs if above.get(code) != ids.get(parent)]
        bulk.update_rows(session, Unit, ["parent_id"], [(to, code) for code, to in moves], key="code")
        return {code for code, _ in moves}

    def finish(self, look_alikes: Sequence[tuple[Any, Any]]) -> None:
        """Nothing is left to do."""
