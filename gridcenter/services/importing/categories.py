"""Categories (类别) as a table: a code set, codes, names and parents; parents may stand after their children."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from gridcenter.domain.names import Name
from gridcenter.language import tr
from gridcenter.services.importing.category_catalogue import MAX_CODE, MAX_NAME, add_code_set, spelled
from gridcenter.services.importing.cells import RowRefused, as_text, check_length, required_text
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.records import WHOLE_FILE, Job, Record, Verdict
from gridcenter.services.importing.source import Row
from gridcenter.store.models import Category

FIELDS = (
    Field("code", Name("类别编码", "category code"), ("编码", "代码"), required=True),
    Field("name", Name("类别名称", "category name"), ("name", "name_zh", "名称"), required=True),
    Field("name_en", Name("英文名称", "English name")),
    Field("parent", Name("上级编码", "parent code"), ("parent_code", "上级")),
    Field("set", Name("编码集", "code set"), ("set_key", "category_set")),
    Field("major", Name("大类编码", "major"), ("major_code",)),
    Field("major_name", Name("大类名称", "major name"), ("major_zh",)),
)
IGNORED = ("pinyin", "initials", "component_code", "sensitivity")
MAX_SET = 40
Key = tuple[str, str]


class CategoryImporter:
    """Without a column for it the code set is named after the file."""

    batch = WHOLE_FILE
    key_field = "code"

    def __init__(self, job: Job) -> None:
        self._job = job
        self._columns = job.columns(FIELDS, ignored=IGNORED)
        self.fields = {field.key: field for field in FIELDS}
        self._default_set = job.report.path.name.partition(".")[0][:MAX_SET]
        self._nodes: dict[Key, Category] = {}

    def read(self, row: Row) -> Record:
        texts = {key: as_text(row.cells.get(self._columns.of(key)), key) for key in self.fields}
        code, name = required_text(texts["code"], "code"), required_text(texts["name"], "name")
        set_key = texts["set"] or self._default_set
        check_length("code", code, MAX_CODE)
        check_length("name", name, MAX_NAME)
        check_length("name_en", texts["name_en"], MAX_NAME)
        check_length("set", set_key, MAX_SET)
        check_length("major", texts["major"], MAX_CODE)
        check_length("major_name", texts["major_name"], MAX_NAME)
        if texts["parent"] == code:
            raise RowRefused("parent", code, tr("a category cannot stand above itself"))
        return Record(row.line, (set_key, code), tuple(texts.values()))

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        sets = dict.fromkeys(record.key[0] for record in records)
        for set_key in sets:
            add_code_set(self._job, set_key, Name(set_key))
        statement = select(Category).where(Category.set_key.in_(list(sets)))
        self._nodes = {(node.set_key, node.code): node for node in self._job.session.scalars(statement)}
        waiting = {record.key: dict(zip(self.fields, record.values, strict=True)) for record in records}
        verdicts: dict[Key, Verdict] = {}
        for key in waiting:
            self._place(key, waiting, verdicts, above=())
        self._job.session.flush()
        return [verdicts[record.key] for record in records]

    def _place(
        self,
        key: Key,
        waiting: dict[Key, dict[str, str]],
        verdicts: dict[Key, Verdict],
        above: tuple[Key, ...],
    ) -> None:
        """Write a category after the one above it."""
        if key in verdicts:
            return
        if key in above:
            verdicts[key] = RowRefused("parent", "", tr("the categories stand above each other in a circle"))
            return
        texts = waiting[key]
        parent_key = (key[0], texts["parent"] or self._major(key, texts, waiting))
        if parent_key in waiting:
            self._place(parent_key, waiting, verdicts, (*above, key))
        if key in verdicts:
            return
        parent = self._nodes.get(parent_key)
        if parent_key[1] and parent is None:
            verdicts[key] = RowRefused("parent", parent_key[1], tr("there is no category with this code"))
            return
        verdicts[key] = self._write_one(key, texts["name"], texts["name_en"], parent)

    def _major(self, key: Key, texts: dict[str, str], waiting: dict[Key, dict[str, str]]) -> str:
        """Tables of the standards give code and name of the major in every row: it becomes a category too."""
        major = texts["major"]
        if not major or not texts["major_name"] or major == key[1]:
            return ""
        if (key[0], major) not in waiting and (key[0], major) not in self._nodes:
            self._write_one((key[0], major), texts["major_name"], "", None)
        return major

    def _write_one(self, key: Key, name: str, name_en: str, parent: Category | None) -> bool:
        node = self._nodes.get(key)
        parent_id = parent.id if parent else None
        major_id = parent.major_id if parent else None
        if node is not None and node.parent_id == parent_id and node.name == name and node.name_en == name_en:
            return False
        if node is None:
            node = Category(set_key=key[0], code=key[1])
            self._job.session.add(node)
            self._nodes[key] = node
        pinyin, initials = spelled(name)
        node.name, node.name_en, node.parent_id = name, name_en, parent_id
        node.pinyin, node.initials, node.major_id = pinyin, initials, major_id
        self._job.session.flush()
        if parent is None:
            node.major_id = node.id
        self._job.report.stored["category"] += 1
        return True

    def finish(self, look_alikes: Sequence[tuple[Any, Any]]) -> None:
        """Nothing is left to do."""
