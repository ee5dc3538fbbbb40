"""Organisations (组织) by their unified social credit code, which is checked as GB 32100 says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from gridcenter.domain.identity import DEMO_PREFIX, UsccError, parse_uscc
from gridcenter.domain.names import Name
from gridcenter.domain.organisations import KIND_CODES, STATUS_CODES
from gridcenter.language import listed, tr
from gridcenter.services.importing.cells import RowRefused, as_day, as_text, check_length, required_text
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.records import STREAM, Job, Record, TableWriter, Verdict
from gridcenter.services.importing.source import Row
from gridcenter.services.importing.whereabouts import Whereabouts
from gridcenter.store.codes import code_names
from gridcenter.store.models import Organisation, Premises

FIELDS = (
    Field("uscc", Name("统一社会信用代码", "unified social credit code"), ("信用代码",), required=True),
    Field("name", Name("组织名称", "organisation name"), ("名称", "单位名称", "企业名称"), required=True),
    Field("kind", Name("组织类型", "kind of organisation"), ("类型", "type")),
    Field("status", Name("存续状态", "standing"), ("状态", "登记状态", "经营状态")),
    Field("founded_on", Name("成立日期", "founded on"), ("注册日期",)),
    Field("ended_on", Name("注销日期", "ended on"), ("终止日期",)),
    Field("premises_code", Name("房屋编码", "premises code"), ("premises",)),
    Field("grid_code", Name("网格编码", "grid code"), ("grid", "所属网格")),
    Field("community_code", Name("社区代码", "community code"), ("community",)),
    Field("source", Name("来源", "source"), ("数据来源",)),
    Field("recorded_on", Name("登记日期", "recorded on"), ("更新日期",)),
)
LONGEST = {"name": 200, "source": 40}
_DAYS = ("founded_on", "ended_on", "recorded_on")


class OrganisationImporter:
    batch = STREAM
    key_field = "uscc"

    def __init__(self, job: Job) -> None:
        self._job = job
        self._columns = job.columns(FIELDS)
        self.fields = {field.key: field for field in FIELDS}
        self._where = Whereabouts(job.session)
        self._premises = {code: key for code, key in job.session.execute(_PREMISES)}  # noqa: C416 - rows
        self._codes = {
            "kind": _by_word(code_names(job.session, KIND_CODES)),
            "status": _by_word(code_names(job.session, STATUS_CODES)),
        }
        self._optional = [key for key in ("kind", "status", "source", *_DAYS) if self._columns.has(key)]
        self._housed = self._columns.has("premises_code")
        self._located = self._columns.has("grid_code") or self._columns.has("community_code")

    def read(self, row: Row) -> Record:
        texts = {key: as_text(row.cells.get(self._columns.of(key)), key) for key in self.fields}
        uscc = checked_uscc(required_text(texts["uscc"], "uscc"))
        required_text(texts["name"], "name")
        for key, limit in LONGEST.items():
            check_length(key, texts[key], limit)
        days = {key: as_day(row.cells.get(self._columns.of(key)), key) for key in _DAYS}
        _in_order(days["founded_on"], days["ended_on"])
        known: dict[str, Any] = {**texts, **days}
        known.update({key: self._code(key, texts[key]) for key in self._codes})
        values = [uscc, texts["name"], uscc[2:8] == DEMO_PREFIX, *(known[key] for key in self._optional)]
        if self._housed:
            values.append(self._home(texts["premises_code"]))
        if self._located:
            values += self._where.place(texts["grid_code"], texts["community_code"])
        return Record(row.line, uscc, tuple(values))

    def _code(self, field: str, word: str) -> str:
        """Return the code of a code or of its name.

        Raises:
            RowRefused: The code set knows neither.
        """
        codes = self._codes[field]
        if word and word not in codes:
            known = tr("not known; known are: {known}").format(known=listed(dict.fromkeys(codes.values())))
            raise RowRefused(field, word, known)
        return codes.get(word, "")

    def _home(self, code: str) -> int | None:
        if code and code not in self._premises:
            raise RowRefused("premises_code", code, tr("there are no premises with this code"))
        return self._premises.get(code)

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        columns = ["uscc", "name", "synthetic", *self._optional]
        if self._housed:
            columns.append("premises_id")
        if self._located:
            columns += ["grid_code", "community_code"]
        writer = TableWriter(self._job, Organisation, columns)
        return writer.write([record.values for record in records])

    def finish(self, look_alikes: Sequence[tuple[Any, Any]]) -> None:
        """Nothing is left to do."""


_PREMISES = select(Premises.code, Premises.id)


def checked_uscc(text: str) -> str:
    try:
        return parse_uscc(text).number
    except UsccError as fault:
        raise RowRefused("uscc", text, str(fault)) from fault


def _in_order(founded: date | None, ended: date | None) -> None:
    if founded is not None and ended is not None and ended < founded:
        raise RowRefused("ended_on", ended.isoformat(), tr("before the day on which it was founded"))


def _by_word(names: Mapping[str, Name]) -> dict[str, str]:
    """Return codes by their name and by themselves."""
    return {**{name.zh: code for code, name in names.items()}, **{code: code for code in names}}
