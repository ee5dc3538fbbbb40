"""Household and home of a person's row: memberships and residences are added, never taken away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select, tuple_, update

from gridcenter.domain.names import Name
from gridcenter.language import listed, tr
from gridcenter.services.importing.cells import RowRefused, as_day, as_text, check_length, no_such_code
from gridcenter.services.importing.columns import Columns, Field
from gridcenter.services.importing.marking import Changed
from gridcenter.services.importing.records import Job
from gridcenter.store import bulk
from gridcenter.store.codes import code_names
from gridcenter.store.models import Household, HouseholdMember, Person, Premises, Residence
from gridcenter.store.person_values import ids_with_numbers

FIELDS = (
    Field("household", Name("户号", "household number"), ("户编号", "household_number")),
    Field("relation", Name("与户主关系", "relation to the head"), ("家庭关系",)),
    Field("premises_code", Name("房屋编码", "premises code"), ("premises",)),
    Field("residence_kind", Name("居住关系", "residence kind")),
    Field("since", Name("入住日期", "living there since")),
)
RESIDENCE_KINDS = {
    **dict.fromkeys(("产权人", "房主", "自有"), "owner"),
    **dict.fromkeys(("承租人", "承租", "租住"), "tenant"),
    **dict.fromkeys(("同住人", "同住", "借住"), "lodger"),
}
RELATIONS = "gbt4761_relation"
MAX_NUMBER = 40


class Links(NamedTuple):
    """What a row says about home and household; empty parts say nothing."""

    household: str
    relation: str
    premises_id: int | None
    residence_kind: str
    since: date | None


class PersonLinks:
    """`present` is False when the file has none of these columns; then nothing here costs anything."""

    def __init__(self, job: Job, columns: Columns) -> None:
        self._session = session = job.session
        self._columns = columns
        self._stored = job.report.stored
        self._mark = job.mark
        self.present = columns.has("household") or columns.has("premises_code")
        if not self.present:
            return
        names = code_names(session, RELATIONS)
        self._relations = {
            **{name.zh: code for code, name in names.items()},
            **{code: code for code in names},
        }
        rows = session.execute(select(Premises.code, Premises.id, Premises.grid_code)).all()
        self._premises = {row.code: row.id for row in rows}
        self._grids = {row.id: row.grid_code for row in rows if row.grid_code}

    def read(self, cells: dict[str, Any]) -> Links:
        """Check the cells.

        Raises:
            RowRefused: Unknown premises, relation or kind of residence.
        """
        texts = {field.key: as_text(cells.get(self._columns.of(field.key)), field.key) for field in FIELDS}
        check_length("household", texts["household"], MAX_NUMBER)
        relation = self._relations.get(texts["relation"], "")
        if texts["household"] and not relation:
            raise RowRefused("relation", texts["relation"], no_such_code(RELATIONS))
        premises = self._premises.get(texts["premises_code"])
        if texts["premises_code"] and premises is None:
            raise RowRefused(
                "premises_code", texts["premises_code"], tr("there are no premises with this code")
            )
        since = as_day(cells.get(self._columns.of("since")), "since")
        return Links(texts["household"], relation, premises, _residence_kind(texts["residence_kind"]), since)

    def write(self, links: Sequence[tuple[str, Links]], *, known: Mapping[str, int]) -> set[str]:
        """Write what (ID number, links) pairs say, and return the numbers of the persons it changed.

        `known` are persons by their numbers, as far as it is known already who is meant.
        """
        numbers = [number for number, _ in links]
        asked = [number for number in numbers if number not in known]
        ids = {**(ids_with_numbers(self._session, asked) if asked else {}), **known}
        changed = self._join_households([(ids[number], link) for number, link in links if link.household])
        changed |= self._move_in([(ids[number], link) for number, link in links if link.premises_id])
        return {number for number in numbers if ids[number] in changed}

    def _join_households(self, links: list[tuple[int, Links]]) -> set[int]:
        firsts = {link.household: (link.premises_id, person) for person, link in links}
        homes = self._households(firsts)
        wanted = {(homes[link.household], person): link.relation for person, link in links}
        known = self._relations_in(list(wanted))
        new = [(*key, relation) for key, relation in wanted.items() if key not in known]
        given = self._mark.on(HouseholdMember)
        columns = ("household_id", "person_id", "relation")
        bulk.insert_rows(self._session, HouseholdMember, columns, new, given=given)
        other = {key: said for key, said in wanted.items() if known.get(key, said) != said}
        self._set_relations(other, known)
        self._count("household_member", len(new) + len(other))
        return {row[1] for row in new} | {person for _, person in other}

    def _relations_in(self, wanted: list[tuple[int, int]]) -> dict[tuple[int, int], str]:
        """Return the relation of each (household, person) that is there."""
        keys = (HouseholdMember.household_id, HouseholdMember.person_id)
        known: dict[tuple[int, int], str] = {}
        for part in _portions(wanted):
            rows = self._session.execute(
                select(*keys, HouseholdMember.relation).where(tuple_(*keys).in_(part))
            )
            known.update(((row[0], row[1]), row[2]) for row in rows)
        return known

    def _set_relations(self, other: dict[tuple[int, int], str], known: dict[tuple[int, int], str]) -> None:
        for (household, person), relation in other.items():
            key = HouseholdMember.household_id == household, HouseholdMember.person_id == person
            self._session.execute(update(HouseholdMember).where(*key).values(relation=relation))
        self._mark.note(
            "household_member",
            (
                Changed(key[1], {"relation": known[key]}, {"relation": relation}, key[0])
                for key, relation in other.items()
            ),
        )

    def said_otherwise(self, links: Sequence[tuple[int, Links]]) -> dict[int, list[tuple[str, str, str]]]:
        """Return (field, old, new) that (person id, links) pairs would change, by person; nothing is written."""
        numbers = {link.household for _, link in links if link.household}
        homes = bulk.stored_rows(self._session, Household, "number", numbers, ("id",))
        members = [(homes[link.household][0], person) for person, link in links if link.household in homes]
        known = self._relations_in(members)
        there = [person for person, link in links if link.premises_id]
        lived, ended = self._homes(there), self._ended(there)
        codes = {number: code for code, number in self._premises.items()}
        found: dict[int, list[tuple[str, str, str]]] = {person: [] for person, _ in links}
        for person, link in links:
            relation = known.get((homes.get(link.household, (0,))[0], person))
            if link.household and relation is None:
                found[person].append(("household", "", link.household))
            elif link.household and relation != link.relation:
                found[person].append(("relation", relation or "", link.relation))
            news = not _is_old_news(link, ended.get((person, link.premises_id or 0)))
            if link.premises_id and news and (person, link.premises_id, link.residence_kind) not in lived:
                found[person].append(("premises_code", "", codes[link.premises_id]))
        return found

    def _households(self, wanted: dict[str, tuple[int | None, int]]) -> dict[str, int]:
        """Return the ids of households by number; `wanted` holds the premises of each, and somebody in it.

        A new one stands in the grid of its premises, else in that of its person: visit lists are made by grid.
        """
        found = bulk.stored_rows(self._session, Household, "number", wanted, ("id",))
        new = [number for number in wanted if number not in found]
        ids = bulk.take_ids(self._session, Household, len(new)) if new else ()
        living = bulk.stored_rows(
            self._session, Person, "id", {wanted[number][1] for number in new}, ("grid_code",)
        )
        rows = []
        for key, number in zip(ids, new, strict=True):
            premises, person = wanted[number]
            grid = self._grids.get(premises or 0) or living[person][0]
            rows.append((key, number, premises, grid))
        given = self._mark.on(Household)
        columns = ("id", "number", "premises_id", "grid_code")
        bulk.insert_rows(self._session, Household, columns, rows, given=given)
        self._count("household", len(rows))
        return {number: row[0] for number, row in found.items()} | {row[1]: row[0] for row in rows}

    def _move_in(self, links: list[tuple[int, Links]]) -> set[int]:
        """A person who lives there already, in the same way, or is known to have moved out since, is left alone."""
        persons = [person for person, _ in links]
        known, ended = self._homes(persons), self._ended(persons)
        new = [
            (person, link.premises_id, link.residence_kind, link.since)
            for person, link in links
            if (person, link.premises_id, link.residence_kind) not in known
            and not _is_old_news(link, ended.get((person, link.premises_id or 0)))
        ]
        given = self._mark.on(Residence)
        columns = ("person_id", "premises_id", "kind", "since")
        bulk.insert_rows(self._session, Residence, columns, new, given=given)
        self._count("residence", len(new))
        return {row[0] for row in new}

    def _homes(self, persons: Collection[int]) -> set[tuple[int, int, str]]:
        known: set[tuple[int, int, str]] = set()
        for part in _portions(list(persons)):
            statement = select(Residence.person_id, Residence.premises_id, Residence.kind)
            rows = self._session.execute(
                statement.where(Residence.person_id.in_(part), Residence.until.is_(None))
            )
            known.update((row[0], row[1], row[2]) for row in rows)
        return known

    def _ended(self, persons: Collection[int]) -> dict[tuple[int, int], date]:
        """Return the last day of homes that have ended, by (person, premises)."""
        ended: dict[tuple[int, int], date] = {}
        for part in _portions(list(persons)):
            keys = (Residence.person_id, Residence.premises_id)
            statement = select(*keys, func.max(Residence.until)).where(
                Residence.person_id.in_(part), Residence.until.is_not(None)
            )
            rows = self._session.execute(statement.group_by(*keys))
            ended.update(((row[0], row[1]), row[2]) for row in rows if row[2] is not None)
        return ended

    def _count(self, table: str, number: int) -> None:
        if number:
            self._stored[table] += number


def _is_old_news(link: Links, ended: date | None) -> bool:
    """Tell whether a row speaks of a home that is known to have ended: none begins by it after that end."""
    return ended is not None and (link.since is None or link.since < ended)


def _residence_kind(text: str) -> str:
    found = RESIDENCE_KINDS.get(text, text) or "owner"
    if found not in RESIDENCE_KINDS.values():
        known = listed(dict.fromkeys(RESIDENCE_KINDS.values()))
        raise RowRefused("residence_kind", text, tr("not known; known are: {known}").format(known=known))
    return found


def _portions(keys: list[Any]) -> Sequence[list[Any]]:
    return [keys[start : start + 500] for start in range(0, len(keys), 500)]
