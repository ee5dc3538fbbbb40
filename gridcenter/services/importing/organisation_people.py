"""How persons belong to organisations (任职关系): by credit code and ID number; what is known is only ever ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select, update

from gridcenter.domain.identity import IdNumberError, parse_id_number
from gridcenter.domain.names import Name
from gridcenter.domain.organisations import Tie
from gridcenter.language import listed, tr
from gridcenter.services.importing.cells import RowRefused, as_day, as_text, check_length, required_text
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.marking import Changed
from gridcenter.services.importing.organisations import checked_uscc
from gridcenter.services.importing.records import STREAM, Job, Record, Verdict
from gridcenter.services.importing.source import Row
from gridcenter.store import bulk
from gridcenter.store.models import Organisation, OrganisationPerson
from gridcenter.store.person_values import known_persons

FIELDS = (
    Field("uscc", Name("统一社会信用代码", "unified social credit code"), ("信用代码",), required=True),
    Field("id_number", Name("公民身份号码", "ID number"), ("身份证号",), required=True, personal=True),
    Field("tie", Name("任职关系", "tie"), ("关系", "kind"), required=True),
    Field("since", Name("开始日期", "since"), ("入职日期",)),
    Field("until", Name("结束日期", "until"), ("离职日期",)),
    Field("source", Name("来源", "source"), ("数据来源",)),
    Field("recorded_on", Name("登记日期", "recorded on"), ("更新日期",)),
)
TIES = {
    "法定代表人": Tie.LEGAL,
    "负责人": Tie.LEGAL,
    "经营者": Tie.OWNER,
    "所有人": Tie.OWNER,
    "股东": Tie.OWNER,
    "从业人员": Tie.EMPLOYEE,
    "员工": Tie.EMPLOYEE,
    "联系人": Tie.CONTACT,
}
COLUMNS = ("organisation_id", "person_id", "kind", "since", "until", "source", "recorded_on")
LONGEST_SOURCE = 40


class _Said(NamedTuple):
    uscc: str
    number: str
    kind: str
    since: date | None
    until: date | None
    source: str
    recorded_on: date | None


class Present(NamedTuple):
    """A tie that stands: its id, `NEW` before it is written, and its end."""

    id: int
    until: date | None


NEW = 0
Known = dict[tuple[int, int, str, date | None], Present]
"""Ties by organisation, person, kind and beginning."""


class OrganisationPeopleImporter:
    batch = STREAM
    key_field = "id_number"

    def __init__(self, job: Job) -> None:
        self._job = job
        self._columns = job.columns(FIELDS)
        self.fields = {field.key: field for field in FIELDS}

    def read(self, row: Row) -> Record:
        cells = {key: row.cells.get(self._columns.of(key)) for key in self.fields}
        texts = {key: as_text(cell, key) for key, cell in cells.items()}
        for key in ("uscc", "id_number", "tie"):
            required_text(texts[key], key)
        check_length("source", texts["source"], LONGEST_SOURCE)
        since, until, recorded = (as_day(cells[key], key) for key in ("since", "until", "recorded_on"))
        if since is not None and until is not None and until < since:
            raise RowRefused("until", until.isoformat(), tr("before the day on which it began"))
        said = _Said(
            checked_uscc(texts["uscc"]),
            _number(texts["id_number"]),
            _tie(texts["tie"]),
            since,
            until,
            texts["source"] or self._job.options.source,
            recorded,
        )
        return Record(row.line, said[:4], tuple(said))

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        said = [_Said(*record.values) for record in records]
        organisations = self._organisations({one.uscc for one in said})
        persons = known_persons(self._job.session, sorted({one.number for one in said}), ())
        known = self._known(sorted({found.id for found in persons.values()}))
        verdicts: list[Verdict] = []
        new: list[tuple[Any, ...]] = []
        ended: list[tuple[int, date]] = []
        for one in said:
            organisation, person = organisations.get(one.uscc), persons.get(one.number)
            if organisation is None:
                verdicts.append(RowRefused("uscc", one.uscc, tr("no organisation has this code")))
            elif person is None:
                verdicts.append(RowRefused("id_number", one.number, tr("nobody has this number")))
            elif person.shared:
                verdicts.append(RowRefused("id_number", one.number, _shared()))
            else:
                key = (organisation, person.id, one.kind, one.since)
                verdicts.append(self._take(one, key, known, new, ended))
        self._end(ended)
        given = self._job.mark.on(OrganisationPerson)
        bulk.insert_rows(self._job.session, OrganisationPerson, COLUMNS, new, given=given)
        written = sum(verdict is True for verdict in verdicts)
        if written:
            self._job.report.stored["organisation_person"] += written
        return verdicts

    def _take(
        self,
        one: _Said,
        key: tuple[int, int, str, date | None],
        known: Known,
        new: list[tuple[Any, ...]],
        ended: list[tuple[int, date]],
    ) -> Verdict:
        """Write a new tie, end a known one, or leave it alone; a second beginning of one that goes on is refused."""
        if key in known:
            ended_on = known[key].until
            if one.until is None or one.until == ended_on:
                return False
            if ended_on is not None:
                reason = tr("the register has it ended on {day}: find out which is right")
                return RowRefused("until", one.until.isoformat(), reason.format(day=ended_on.isoformat()))
            ended.append((known[key].id, one.until))
            known[key] = Present(known[key].id, one.until)
            return True
        goes_on = (found for found, tie in known.items() if found[:3] == key[:3] and tie.until is None)
        if one.until is None and next(goes_on, None) is not None:
            return RowRefused(
                "since", str(one.since or ""), tr("the same tie goes on already, since another day")
            )
        known[key] = Present(NEW, one.until)
        new.append((*key, one.until, one.source, one.recorded_on))
        return True

    def _end(self, ended: Sequence[tuple[int, date]]) -> None:
        """End ties that go on, and keep that the batch did."""
        for tie_id, until in ended:
            ends = {"until": until, "ended_at": self._job.now, "ended_by": self._job.by.account_id}
            statement = update(OrganisationPerson).where(OrganisationPerson.id == tie_id)
            self._job.session.execute(statement.values(ends))
        changes = (Changed(key, {"until": None}, {"until": until}) for key, until in ended)
        self._job.mark.note("organisation_person", changes)

    def _organisations(self, codes: set[str]) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for part in _portions(sorted(codes)):
            rows = self._job.session.execute(
                select(Organisation.uscc, Organisation.id).where(Organisation.uscc.in_(part))
            )
            found.update((code, key) for code, key in rows if code is not None)
        return found

    def _known(self, persons: Sequence[int]) -> Known:
        tie = OrganisationPerson
        columns = (tie.organisation_id, tie.person_id, tie.kind, tie.since, tie.id, tie.until)
        found: Known = {}
        for part in _portions(persons):
            rows = self._job.session.execute(select(*columns).where(tie.person_id.in_(part)))
            found.update(((row[0], row[1], row[2], row[3]), Present(row[4], row[5])) for row in rows)
        return found

    def finish(self, look_alikes: Sequence[tuple[Any, Any]]) -> None:
        """Nothing is left to do."""


def _shared() -> str:
    return tr("several persons of the register hold this number: enter the tie on the card of the right one")


def _number(text: str) -> str:
    try:
        return parse_id_number(text).number
    except IdNumberError as fault:
        raise RowRefused("id_number", text, str(fault)) from fault


def _tie(word: str) -> str:
    found = TIES.get(word)
    if found is None and word in list(Tie):
        found = Tie(word)
    if found is None:
        known = listed(TIES)
        raise RowRefused("tie", word, tr("not known; known are: {known}").format(known=known))
    return found.value


def _portions(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (keys[start : start + 500] for start in range(0, len(keys), 500))
