"""Organisations (组织) by their unified social credit code, which is checked as GB 32100 says.

Of an organisation that is known, what a file says otherwise stands beside what is there, never over it; an empty cell
says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from gridcenter.domain.identity import DEMO_PREFIX, UsccError, parse_uscc
from gridcenter.domain.names import Name
from gridcenter.domain.organisation_statements import PLACE, PlaceSaid, place_said, statements_of
from gridcenter.domain.organisations import ITEMS, KIND_CODES, STATUS_CODES
from gridcenter.domain.record_values import Statement, is_news, winning_value
from gridcenter.language import listed, tr
from gridcenter.services.importing.cells import RowRefused, as_day, as_text, check_length, required_text
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.records import STREAM, Job, Record, Verdict
from gridcenter.services.importing.source import Row
from gridcenter.services.importing.whereabouts import Whereabouts
from gridcenter.services.organisation_statements import Speaker, Stated, write_statements
from gridcenter.store import bulk
from gridcenter.store.codes import code_names
from gridcenter.store.models import Organisation, Premises
from gridcenter.store.organisation_statements import own_values, said_rows

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
_COLUMNS = (
    *("uscc", "synthetic", "name", "kind", "status", "founded_on", "ended_on", "source", "recorded_on"),
    *("premises_id", "grid_code", "community_code"),
)


class _Row(NamedTuple):
    """A checked row: the columns of an organisation that is new, and what it says of one that is known, by item."""

    columns: tuple[Any, ...]
    items: Mapping[str, str]
    source: str
    recorded_on: date | None


class OrganisationImporter:
    batch = STREAM
    key_field = "uscc"

    def __init__(self, job: Job) -> None:
        self._job = job
        self._columns = job.columns(FIELDS)
        self.fields = {field.key: field for field in FIELDS}
        self._where = Whereabouts(job.session)
        rows = job.session.execute(_PREMISES)
        self._premises = {code: (key, PlaceSaid(code, grid or "", area)) for code, key, grid, area in rows}
        self._codes = {
            "kind": _by_word(code_names(job.session, KIND_CODES)),
            "status": _by_word(code_names(job.session, STATUS_CODES)),
        }
        self._was_empty = bulk.is_empty(job.session, Organisation)

    def read(self, row: Row) -> Record:
        texts = {key: as_text(row.cells.get(self._columns.of(key)), key) for key in self.fields}
        uscc = checked_uscc(required_text(texts["uscc"], "uscc"))
        name = required_text(texts["name"], "name")
        for key, limit in LONGEST.items():
            check_length(key, texts[key], limit)
        days = {key: as_day(row.cells.get(self._columns.of(key)), key) for key in _DAYS}
        founded, ended, recorded = (days[key] for key in _DAYS)
        _in_order(founded, ended)
        kind, status = (self._code(key, texts[key]) for key in ("kind", "status"))
        premises_id, place = self._place(texts)
        source = texts["source"] or self._job.options.source
        own = (uscc, uscc[2:8] == DEMO_PREFIX, name, kind, status, founded, ended, source, recorded)
        columns = (*own, premises_id, place.grid or None, place.community)
        items = {"name": name, "kind": kind, "status": status, PLACE: place.text()}
        items.update((key, day.isoformat()) for key, day in days.items() if day and key in ITEMS)
        return Record(row.line, uscc, (_Row(columns, items, source, recorded),))

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

    def _place(self, texts: Mapping[str, str]) -> tuple[int | None, PlaceSaid]:
        """Return where the row puts the organisation; premises alone tell grid and community, too."""
        code = texts["premises_code"]
        if code and code not in self._premises:
            raise RowRefused("premises_code", code, tr("there are no premises with this code"))
        key, around = self._premises.get(code, (None, PlaceSaid()))
        grid, community = self._where.place(texts["grid_code"], texts["community_code"])
        named = PlaceSaid(code, grid or "", community)
        return key, named if community else around

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        session, job = self._job.session, self._job
        rows: dict[str, _Row] = {record.key: record.values[0] for record in records}
        known = {} if self._was_empty else bulk.stored_rows(session, Organisation, "uscc", rows, ("id",))
        ids: dict[str, int] = {code: found[0] for code, found in known.items()}
        new = [row.columns for code, row in rows.items() if code not in ids]
        bulk.insert_rows(session, Organisation, _COLUMNS, new, given=job.mark.on(Organisation))
        news = self._news({key: rows[code] for code, key in ids.items()})
        write_statements(session, news, Speaker(job.now, job.by.account_id, job.by.name, job.batch_id))
        for table, count in (("organisation", len(new)), ("organisation_item", len(news))):
            if count:
                job.report.stored[table] += count
        told = {one.organisation_id for one in news}
        return [record.key not in ids or ids[record.key] in told for record in records]

    def _news(self, rows: Mapping[int, _Row]) -> list[Stated]:
        """Return what rows about known organisations say that does not stand there yet, and lock those."""
        own = own_values(self._job.session, rows, locked=True)
        said = said_rows(self._job.session, rows)
        return [
            Stated(key, item, text, row.source, row.recorded_on)
            for key, row in rows.items()
            for item, text in row.items.items()
            if text and _adds(item, text, row.recorded_on, statements_of(own[key], said[key], item))
        ]

    def finish(self, look_alikes: Sequence[tuple[Any, Any]]) -> None:
        """Nothing is left to do."""


_PREMISES = select(Premises.code, Premises.id, Premises.grid_code, Premises.community_code)


def _adds(item: str, text: str, day: date | None, standing: Sequence[Statement]) -> bool:
    """Tell whether a value is news; a place that only says less than the one that stands is none."""
    choice = winning_value(standing) if item == PLACE else None
    if choice is not None and place_said(text).is_within(place_said(choice.winner.text)):
        return False
    return is_news(text, day, standing)


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
