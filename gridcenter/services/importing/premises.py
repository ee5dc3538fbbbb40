"""Premises (房): estates, buildings, units and rooms by code; what they stand in may come later in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from gridcenter.domain.datum import Datum, to_wgs84
from gridcenter.domain.import_batches import RowOutcome
from gridcenter.domain.names import Name
from gridcenter.language import listed, pick, tr
from gridcenter.services.importing.cells import RowRefused, as_number, as_text, check_length, required_text
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.grid_locator import GridLocator
from gridcenter.services.importing.marking import Changed
from gridcenter.services.importing.matching import Match, match_premises
from gridcenter.services.importing.person_values import AnotherPerson
from gridcenter.services.importing.records import WHOLE_FILE, Job, Record, TableWriter, Verdict
from gridcenter.services.importing.shapes import check_place
from gridcenter.services.importing.source import Row
from gridcenter.services.importing.whereabouts import Whereabouts
from gridcenter.store import bulk
from gridcenter.store.home_keeping import held_by_hand
from gridcenter.store.models import Premises
from gridcenter.store.premises_places import settle_places, unsettle_places

FIELDS = (
    Field("code", Name("房屋编码", "premises code"), ("编码", "房屋代码"), required=True),
    Field("name", Name("名称", "name"), ("房号", "房屋名称"), required=True),
    Field("kind", Name("房屋类型", "premises kind"), ("类型", "type")),
    Field("parent_code", Name("上级编码", "parent code"), ("parent", "所属楼栋")),
    Field("address", Name("地址", "address"), ("详细地址",), personal=True),
    Field("tenure", Name("房屋性质", "tenure")),
    Field("grid_code", Name("网格编码", "grid code"), ("grid", "所属网格")),
    Field("community_code", Name("社区代码", "community code"), ("community",)),
    Field("longitude", Name("经度", "longitude"), ("lon", "lng")),
    Field("latitude", Name("纬度", "latitude"), ("lat",)),
)
PREMISES_KINDS = {"小区": "estate", "楼栋": "building", "单元": "unit", "房间": "room", "户室": "room"}
TENURES = {
    "自有": "owned",
    "自住": "owned",
    "出租": "let",
    "无证": "untitled",
    "无产权": "untitled",
    "空置": "empty",
    "空关": "empty",
}
ROOM = "room"
"""What new premises are of which a file says no kind."""
LONGEST = {"code": 40, "name": 100, "address": 200}


class PremisesImporter:
    batch = WHOLE_FILE
    key_field = "code"

    def __init__(self, job: Job) -> None:
        self._job = job
        self.columns = job.columns(FIELDS)
        self.fields = {field.key: field for field in FIELDS}
        self._datum = job.datum if self.columns.has("longitude") else Datum.WGS84
        self._where = Whereabouts(job.session)
        self._locator = GridLocator(job.session)
        self._over: Counter[str] = Counter()
        self._kept_by_hand = 0
        self._optional = [key for key in ("address", "tenure") if self.columns.has(key)]
        self._placed = self.columns.has("longitude")
        self._located = self._placed or self.columns.has("grid_code") or self.columns.has("community_code")

    def read(self, row: Row) -> Record:
        texts = {key: as_text(row.cells.get(self.columns.of(key)), key) for key in self.fields}
        code = required_text(texts["code"], "code")
        required_text(texts["name"], "name")
        for key, limit in LONGEST.items():
            check_length(key, texts[key], limit)
        texts["kind"] = _known(texts["kind"], "kind", PREMISES_KINDS) if texts["kind"] else ""
        texts["tenure"] = _known(texts["tenure"], "tenure", TENURES) if texts["tenure"] else ""
        if texts["parent_code"] == code:
            raise RowRefused("parent_code", code, tr("premises cannot stand in themselves"))
        values = [code, texts["name"], texts["kind"], *(texts[key] for key in self._optional)]
        if self._located:
            values += self._whereabouts(row, texts)
        return Record(row.line, code, (tuple(values), texts["parent_code"]))

    def _whereabouts(self, row: Row, texts: dict[str, str]) -> list[Any]:
        """Return grid, community and, where the file has them, coordinates."""
        grid, community = self._where.place(texts["grid_code"], texts["community_code"])
        if not self._placed:
            return [grid, community]
        lon = as_number(row.cells.get(self.columns.of("longitude")), "longitude")
        lat = as_number(row.cells.get(self.columns.of("latitude")), "latitude")
        if (lon is None) != (lat is None):
            raise RowRefused("longitude", "", tr("longitude and latitude belong together"))
        if lon is None or lat is None:
            return [grid, community, None, None]
        check_place(lon, lat, field="longitude")
        lon, lat = to_wgs84(lon, lat, self._datum)
        if grid is None:
            grid, found = self._locator.locate([(lon, lat)]).get(0, (None, ""))
            community = community or found
        return [grid, community, lon, lat]

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        refused = self._refused(records)
        kept = [record for record in records if record.key not in refused]
        unsettle_places(self._job.session, [record.key for record in kept])
        kept = self._completed(kept)
        writer = self._writer()
        written = writer.write([record.values[0] for record in kept])
        moved = self._set_parents([(record.key, record.values[1]) for record in kept], writer.made)
        settle_places(self._job.session)
        done: dict[Any, Verdict] = {
            record.key: fresh or record.key in moved for record, fresh in zip(kept, written, strict=True)
        }
        return [refused.get(record.key) or done[record.key] for record in records]

    def match(self, records: Sequence[Record]) -> list[Match]:
        refused = self._refused(records)
        records = self._completed(records)
        told = self.columns.has("parent_code")
        found = match_premises(
            self._job.session,
            self._names(),
            [record.values[0] for record in records],
            [record.values[1] if told else None for record in records],
        )
        return [
            Match(RowOutcome.REFUSED, field=refusal.field, reason=refusal.reason)
            if (refusal := refused.get(record.key))
            else match
            for record, match in zip(records, found, strict=True)
        ]

    def settle(self, key: str, other: AnotherPerson | None) -> None:
        """Premises are never in conflict: their code tells them apart."""

    def _refused(self, records: Sequence[Record]) -> dict[Any, RowRefused]:
        """Return those that stand in premises which nowhere are, or which stand in them; and what stands in those."""
        refused: dict[Any, RowRefused] = {}
        if not self.columns.has("parent_code"):
            return refused
        above = self._stored_parents()
        named: dict[str, str] = {record.key: record.values[1] for record in records}
        while gone := _without_parent(named, above) or _in_circle(named, above):
            for key, reason in gone.items():
                refused[key] = RowRefused("parent_code", named.pop(key), reason)
        return refused

    def _stored_parents(self) -> dict[str, str]:
        """Return by code what the premises of the register stand in."""
        columns = (Premises.code, Premises.id, Premises.parent_id)
        rows = self._job.session.execute(select(*columns)).all()
        codes = {number: code for code, number, _ in rows}
        return {code: codes.get(parent or 0, "") for code, _, parent in rows}

    def _completed(self, records: Sequence[Record]) -> list[Record]:
        """Let an empty cell say what the register says: nothing that is known gives way to nothing.

        What a file writes over is counted by column; new premises without a kind are rooms.
        """
        names = self._names()
        stored = bulk.stored_rows(
            self._job.session, Premises, "code", [record.key for record in records], names[1:]
        )
        kind, by_hand = names.index("kind"), held_by_hand(self._job.session, stored)
        self._over.clear()
        self._kept_by_hand = 0
        found: list[Record] = []
        for record in records:
            said, parent = record.values
            known = stored.get(record.key)
            if known is None:
                row = (*said[:kind], said[kind] or ROOM, *said[kind + 1 :])
            else:
                row = _after(names, (record.key, *known), said)
                if record.key in by_hand:
                    row = self._held_as_before(names, known, row)
                pairs = zip(names, (record.key, *known), row, strict=True)
                self._over.update(name for name, old, new in pairs if old not in ("", None, new))
            found.append(record._replace(values=(row, parent)))
        return found

    def _held_as_before(
        self, names: Sequence[str], known: Sequence[Any], row: tuple[Any, ...]
    ) -> tuple[Any, ...]:
        """Let the tenure that somebody kept by hand stand, whatever the file says of it."""
        if "tenure" not in names:
            return row
        place = names.index("tenure")
        self._kept_by_hand += row[place] != known[place - 1]
        return (*row[:place], known[place - 1], *row[place + 1 :])

    def _writer(self) -> TableWriter:
        return TableWriter(self._job, Premises, self._names())

    def _names(self) -> list[str]:
        """Return the columns of the register that the file fills, the code first."""
        columns = ["code", "name", "kind", *self._optional]
        if self._located:
            columns += ["grid_code", "community_code"]
        if self._placed:
            columns += ["longitude", "latitude"]
        return columns

    def _set_parents(self, pairs: list[tuple[str, str]], made: Collection[str]) -> set[str]:
        """Put premises into what they stand in, and return the codes of those that moved; `made` are new."""
        if not self.columns.has("parent_code"):
            return set()
        session = self._job.session
        rows = session.execute(select(Premises.code, Premises.id, Premises.parent_id)).all()
        ids = {code: number for code, number, _ in rows}
        above = {code: parent for code, _, parent in rows}
        moves = [(code, ids.get(parent)) for code, parent in pairs if above.get(code) != ids.get(parent)]
        for fresh in (True, False):
            placed = [(to, code) for code, to in moves if (code in made) is fresh]
            bulk.update_rows(session, Premises, ["parent_id"], placed, key="code", unseen=fresh)
        self._job.mark.note(
            "premises",
            (
                Changed(ids[code], {"parent_id": above[code]}, {"parent_id": to})
                for code, to in moves
                if code not in made
            ),
        )
        return {code for code, _ in moves}

    def finish(self, look_alikes: Sequence[tuple[Any, Any]]) -> None:  # noqa: ARG002
        """Tell what was written over: undoing the import puts it back."""
        titles = [f"{pick(self.fields[name].title)} {count:,}" for name, count in self._over.items()]
        if titles:
            sentence = tr("Written over in known premises: {columns}. Undoing the import puts it back.")
            self._job.report.warn(sentence.format(columns=listed(titles)))
        if self._kept_by_hand:
            sentence = tr(
                "Tenure kept by hand, which the file says otherwise: {n} premises; what was kept stands."
            )
            self._job.report.warn(sentence.format(n=f"{self._kept_by_hand:,}"))


def _after(names: Sequence[str], known: Sequence[Any], said: Sequence[Any]) -> tuple[Any, ...]:
    """Return what the register holds of known premises after the row; a community alone keeps a grid of it."""
    old, new = dict(zip(names, known, strict=True)), dict(zip(names, said, strict=True))
    if (
        "grid_code" in new
        and not new["grid_code"]
        and new["community_code"] not in ("", old["community_code"])
    ):
        old["grid_code"] = None
    return tuple(old[name] if new[name] in ("", None) else new[name] for name in names)


def _known(text: str, field: str, words: dict[str, str]) -> str:
    found = words.get(text, text)
    if found not in words.values():
        known = listed(dict.fromkeys(words.values()))
        raise RowRefused(field, text, tr("not known; known are: {known}").format(known=known))
    return found


def _without_parent(named: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    reason = tr("there are no premises with this code")
    return {
        key: reason for key, parent in named.items() if parent and parent not in above and parent not in named
    }


def _in_circle(named: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """Return the rows by which premises would stand in themselves through others."""
    parents = {**above, **named}
    reason = tr("premises cannot stand in themselves")
    found: dict[str, str] = {}
    walked: dict[str, str] = {}
    for start in named:
        code = start
        while code and code not in walked:
            walked[code] = start
            code = parents.get(code, "")
        if code and walked[code] == start:
            circle = code
            while True:
                if circle in named:
                    found[circle] = reason
                circle = parents[circle]
                if circle == code:
                    break
    return found
