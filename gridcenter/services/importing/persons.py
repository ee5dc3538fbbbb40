"""Persons (人): known again by their identity number; facts that this register does not keep are left out.

What a file says otherwise about somebody who is known stands beside what is there (`person_values`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from operator import mul
from typing import Any
from zoneinfo import ZoneInfo

from gridcenter.domain.identity import (
    CHECK_CHARACTERS,
    CHECK_WEIGHTS,
    DEMO_PREFIX,
    HMT_PREFIXES,
    IdNumberError,
    explain_spreadsheet_damage,
    parse_id_number,
)
from gridcenter.domain.names import Name
from gridcenter.language import tr
from gridcenter.services.importing.cells import (
    RowRefused,
    as_day,
    as_text,
    check_length,
    no_such_code,
    required_text,
    short_text,
)
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.matching import Match, match_persons
from gridcenter.services.importing.person_links import FIELDS as LINK_FIELDS
from gridcenter.services.importing.person_links import PersonLinks
from gridcenter.services.importing.person_values import AnotherPerson, PersonWriter
from gridcenter.services.importing.records import STREAM, Job, Record, Verdict
from gridcenter.services.importing.source import Row
from gridcenter.services.importing.whereabouts import Whereabouts
from gridcenter.services.person_index import index_changed_persons
from gridcenter.store.codes import code_names

FIELDS = (
    Field(
        "id_number",
        Name("公民身份号码", "ID number"),
        ("身份证号", "身份证号码", "身份证", "证件号码", "id"),
        required=True,
        personal=True,
    ),
    Field("name", Name("姓名", "name"), required=True, personal=True),
    Field("sex", Name("性别", "sex")),
    Field("birth", Name("出生日期", "date of birth"), ("birthday",), personal=True),
    Field("phone", Name("联系电话", "phone"), ("电话", "手机", "手机号", "联系方式"), personal=True),
    Field("education", Name("学历", "education"), ("文化程度",)),
    Field("marital_status", Name("婚姻状况", "marital status")),
    Field("occupation_class", Name("职业类别", "occupation class")),
    Field("occupation", Name("职业", "occupation"), personal=True),
    Field("employer", Name("工作单位", "employer"), ("服务处所",), personal=True),
    Field("register_address", Name("户籍地址", "registered address"), ("户籍地",), personal=True),
    Field("address", Name("现住址", "address"), ("居住地址", "住址", "地址"), personal=True),
    Field("grid_code", Name("网格编码", "grid code"), ("grid", "所属网格")),
    Field("community_code", Name("社区代码", "community code"), ("community",)),
    Field("source", Name("数据来源", "source"), ("来源",)),
    Field("recorded_on", Name("登记日期", "recorded on"), ("采集日期", "更新日期")),
    *LINK_FIELDS,
)
PLAIN = ("phone", "occupation", "employer", "register_address", "address", "source")
LONGEST = {
    "name": 100,
    "phone": 40,
    "occupation": 100,
    "employer": 100,
    "register_address": 200,
    "address": 200,
    "source": 40,
    "id_number": 40,
}
CODED = {
    "education": "gbt4658_education",
    "marital_status": "gbt2261_2_marital",
    "occupation_class": "gbt6565_occupation_major",
}
SEXES = {
    **dict.fromkeys(("", "0", "9", "未知", "不详", "未说明的性别"), ""),
    **dict.fromkeys(("1", "男", "男性", "male", "m"), "1"),
    **dict.fromkeys(("2", "女", "女性", "female", "f"), "2"),
}
SURE_FROM, SURE_UNTIL = 1900, 2099


class PersonImporter:
    batch = STREAM
    key_field = "id_number"

    def __init__(self, job: Job) -> None:
        self._job = job
        self.columns = job.columns(FIELDS)
        self.fields = {field.key: field for field in FIELDS}
        self._today = job.now.astimezone(ZoneInfo(job.options.time_zone)).date()
        self._where = Whereabouts(job.session)
        self._codes = {key: _code_table(job, set_key) for key, set_key in CODED.items()}
        of = self.columns.of
        self._id, self._name, self._sex, self._birth = of("id_number"), of("name"), of("sex"), of("birth")
        self._grid, self._community = of("grid_code"), of("community_code")
        self._source = job.options.source
        named = {"source"} if self._source else set()
        self._plain = [(key, of(key), LONGEST[key]) for key in PLAIN if self.columns.has(key) or key in named]
        self._coded = [(key, of(key)) for key in CODED if self.columns.has(key)]
        self._recorded = of("recorded_on")
        columns = ["id_number", "id_kind", "id_text", "name", "sex", "birth", "synthetic"]
        columns += [key for key, _, _ in self._plain] + [key for key, _ in self._coded]
        if self._grid or self._community:
            columns += ["grid_code", "community_code"]
        if self._recorded:
            columns.append("recorded_on")
        self._writer = PersonWriter(job, columns)
        self._links = PersonLinks(job, self.columns)

    def read(self, row: Row) -> Record:
        cells = row.cells
        number, kind, birth, sex, original = self._identity(cells[self._id])
        values: list[Any] = [
            number,
            kind,
            original,
            short_text(cells[self._name], "name", LONGEST["name"]) or required_text("", "name"),
            self._agreed_sex(cells, sex),
            self._agreed_birth(cells, birth),
            number.startswith(DEMO_PREFIX),
        ]
        for key, column, limit in self._plain:
            values.append(
                short_text(cells.get(column), key, limit) or (self._source if key == "source" else "")
            )
        for key, column in self._coded:
            values.append(self._code(key, as_text(cells[column], key)))
        if self._grid or self._community:
            grid = as_text(cells.get(self._grid), "grid_code")
            values += self._where.place(grid, as_text(cells.get(self._community), "community_code"))
        if self._recorded:
            values.append(self._past(as_day(cells[self._recorded], "recorded_on"), "recorded_on"))
        links = self._links.read(cells) if self._links.present else None
        return Record(row.line, number, (tuple(values), links), whom=values[3].replace(" ", ""))

    def _identity(self, cell: Any) -> tuple[str, str, date | None, str, str]:
        """Return number, kind, birth, sex code and the text as it stood where that differs."""
        if cell.__class__ is str:
            plain = _plain_citizen(cell, self._today)
            if plain is not None:
                return plain
        damage = explain_spreadsheet_damage(cell)
        if damage is None and isinstance(cell, (int, float)):
            damage = tr("the number stands as a figure, not as text: set the column to text")
        text = as_text(cell, "id_number") if damage is None else str(cell)
        if damage is None and not text:
            damage = tr("empty, but needed")
        if damage is not None:
            raise RowRefused("id_number", text, damage)
        try:
            found = parse_id_number(text, today=self._today)
        except IdNumberError as error:
            raise RowRefused("id_number", text, str(error)) from error
        sex = {"male": "1", "female": "2"}.get(found.sex or "", "0")
        original = "" if text == found.number else check_length("id_number", text, LONGEST["id_number"])
        return found.number, str(found.kind), found.birth, sex, original

    def _agreed_sex(self, cells: dict[str, Any], from_number: str) -> str:
        if not self._sex:
            return from_number
        text = as_text(cells[self._sex], "sex")
        stated = SEXES.get(text.lower())
        if stated is None:
            raise RowRefused("sex", text, tr("neither 男 (1) nor 女 (2)"))
        if stated and from_number != "0" and stated != from_number:
            raise RowRefused("sex", text, tr("the ID number says otherwise: one of the two is wrong"))
        return stated or from_number

    def _agreed_birth(self, cells: dict[str, Any], from_number: date | None) -> date | None:
        if not self._birth:
            return from_number
        stated = as_day(cells[self._birth], "birth")
        if stated and from_number and stated != from_number:
            raise RowRefused("birth", stated, tr("the ID number says otherwise: one of the two is wrong"))
        return from_number or self._past(stated, "birth")

    def _past(self, day: date | None, field: str) -> date | None:
        """Refuse a day to come: the value recorded last comes first, and would do so for ever."""
        if day is not None and day > self._today:
            raise RowRefused(field, day, tr("lies in the future"))
        return day

    def _code(self, key: str, text: str) -> str:
        if not text:
            return ""
        found = self._codes[key].get(text)
        if found is None:
            raise RowRefused(key, text, no_such_code(CODED[key]))
        return found

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        written = self._writer.write([record.values[0] for record in records])
        if not self._links.present:
            return written
        said = [(record.key, record.values[1]) for record in records]
        moved = self._links.write(said, known=self._writer.ids)
        return [done or record.key in moved for record, done in zip(records, written, strict=True)]

    def match(self, records: Sequence[Record]) -> list[Match]:
        return match_persons(self._writer.comparison, self._links, records)

    def settle(self, key: str, other: AnotherPerson | None) -> None:
        if other is None:
            self._writer.settled.add(key)
        else:
            self._writer.others[key] = other

    @property
    def streams(self) -> bool:
        """The register was empty, and nothing else is written between two persons."""
        return self._writer.was_empty and not self._links.present

    def write_stream(self, records: Iterator[Record]) -> None:
        self._writer.write_stream(record.values[0] for record in records)

    def finish(self, look_alikes: Sequence[tuple[Any, Any]]) -> None:  # noqa: ARG002
        """Let everybody who is new or changed be found by name, pinyin, phone and address."""
        self._writer.tell_doubts()
        index_changed_persons(self._job.session)


def _code_table(job: Job, set_key: str) -> dict[str, str]:
    """Return codes by code and by Chinese name."""
    names = code_names(job.session, set_key)
    return {**{name.zh: code for code, name in names.items()}, **{code: code for code in names}}


def _plain_citizen(text: str, today: date) -> tuple[str, str, date | None, str, str] | None:
    """Read the ordinary case, a citizen's number in its normal form, in a tenth of the time; None means: look closer.

    The answer is the one that `parse_id_number` gives; a test compares them. Areas, days and orders repeat, so
    what they add to the check sum is kept.
    """
    area, born, order = _area_sum(text[:6]), _born(text[6:14]), _ORDER_SUMS.get(text[14:17])
    if area is None or born is None or order is None or len(text) != 18:
        return None
    birth, day_sum = born
    if CHECK_CHARACTERS[(area + day_sum + order) % 11] != text[17] or birth > today or text.endswith("000"):
        return None
    return text, "citizen_18", birth, "1" if text[16] in "13579" else "2", ""


def _weighted(digits: str, start: int) -> int:
    return sum(map(mul, CHECK_WEIGHTS[start:], map(int, digits)))


_ORDER_SUMS = {f"{order:03d}": _weighted(f"{order:03d}", 14) for order in range(1, 1000)}


@lru_cache(maxsize=5_000)
def _area_sum(text: str) -> int | None:
    plain = text.isascii() and text.isdigit() and text[0] not in "09" and text not in HMT_PREFIXES
    return _weighted(text, 0) if plain else None


@lru_cache(maxsize=50_000)
def _born(text: str) -> tuple[date, int] | None:
    if not (text.isascii() and text.isdigit() and len(text) == 8):
        return None
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    return (day, _weighted(text, 6)) if SURE_FROM <= day.year <= SURE_UNTIL else None
