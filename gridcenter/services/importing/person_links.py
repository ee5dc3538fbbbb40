"""Household and home of a person's row: memberships and residences are added, never taken away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.language import listed, tr
from gridcenter.services.importing.cells import RowRefused, as_day, as_text, check_length
from gridcenter.services.importing.columns import Columns, Field
from gridcenter.store import bulk
from gridcenter.store.codes import code_names
from gridcenter.store.models import Household, HouseholdMember, Person, Premises, Residence

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

    def __init__(self, session: Session, columns: Columns, stored: Any) -> None:
        self._session = session
        self._columns = columns
        self._stored = stored
        self.present = columns.has("household") or columns.has("premises_code")
        if not self.present:
            return
        names = code_names(session, RELATIONS)
        self._relations = {
            **{name.zh: code for code, name in names.items()},
            **{code: code for code in names},
        }
        rows = session.execute(select(Premises.code, Premises.id))
        self._premises = {row.code: row.id for row in rows}

    def read(self, cells: dict[str, Any]) -> Links:
        """Check the cells.

        Raises:
            RowRefused: Unknown premises, relation or kind of residence.
        """
        texts = {field.key: as_text(cells.get(self._columns.of(field.key)), field.key) for field in FIELDS}
        check_length("household", texts["household"], MAX_NUMBER)
        relation = self._relations.get(texts["relation"], "")
        if texts["household"] and not relation:
            reason = tr("no code and no name of the code set {set}").format(set=RELATIONS)
            raise RowRefused("relation", texts["relation"], reason)
        premises = self._premises.get(texts["premises_code"])
        if texts["premises_code"] and premises is None:
            raise RowRefused(
                "premises_code", texts["premises_code"], tr("there are no premises with this code")
            )
        since = as_day(cells.get(self._columns.of("since")), "since")
        return Links(texts["household"], relation, premises, _residence_kind(texts["residence_kind"]), since)

    def write(self, links: Sequence[tuple[str, Links]]) -> set[str]:
        """Write what (ID number, links) pairs say, and return the numbers of the persons it changed."""
        numbers = [number for number, _ in links]
        ids = {
            key: row[0]
            for key, row in bulk.stored_rows(self._session, Person, "id_number", numbers, ("id",)).items()
        }
        changed = self._join_households([(ids[number], link) for number, link in links if link.household])
        changed |= self._move_in([(ids[number], link) for number, link in links if link.premises_id])
        return {number for number in numbers if ids[number] in changed}

    def _join_households(self, links: list[tuple[int, Links]]) -> set[int]:
        homes = self._households({link.household: link.premises_id for _, link in links})
        wanted = {(homes[link.household], person): link.relation for person, link in links}
        keys = (HouseholdMember.household_id, HouseholdMember.person_id)
        known: dict[tuple[int, int], str] = {}
        for part in _portions(list(wanted)):
            rows = self._session.execute(
                select(*keys, HouseholdMember.relation).where(tuple_(*keys).in_(part))
            )
            known.update(((row[0], row[1]), row[2]) for row in rows)
        new = [(*key, relation) for key, relation in wanted.items() if key not in known]
        bulk.insert_rows(self._session, HouseholdMember, ("household_id", "person_id", "relation"), new)
        other = [(key, relation) for key, relation in wanted.items() if known.get(key, relation) != relation]
        for (household, person), relation in other:
            statement = update(HouseholdMember).where(keys[0] == household, keys[1] == person)
            self._session.execute(statement.values(relation=relation))
        self._count("household_member", len(new) + len(other))
        return {row[1] for row in new} | {person for (_, person), _ in other}

    def _households(self, wanted: dict[str, int | None]) -> dict[str, int]:
        found = bulk.stored_rows(self._session, Household, "number", wanted, ("id",))
        new = [number for number in wanted if number not in found]
        ids = bulk.take_ids(self._session, Household, len(new)) if new else ()
        rows = [(key, number, wanted[number]) for key, number in zip(ids, new, strict=True)]
        bulk.insert_rows(self._session, Household, ("id", "number", "premises_id"), rows)
        self._count("household", len(rows))
        return {number: row[0] for number, row in found.items()} | {row[1]: row[0] for row in rows}

    def _move_in(self, links: list[tuple[int, Links]]) -> set[int]:
        """A person who lives there already, in the same way, is left alone."""
        known = self._homes([person for person, _ in links])
        new = [
            (person, link.premises_id, link.residence_kind, link.since)
            for person, link in links
            if (person, link.premises_id, link.residence_kind) not in known
        ]
        bulk.insert_rows(self._session, Residence, ("person_id", "premises_id", "kind", "since"), new)
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

    def _count(self, table: str, number: int) -> None:
        if number:
            self._stored[table] += number


def _residence_kind(text: str) -> str:
    found = RESIDENCE_KINDS.get(text, text) or "owner"
    if found not in RESIDENCE_KINDS.values():
        known = listed(dict.fromkeys(RESIDENCE_KINDS.values()))
        raise RowRefused("residence_kind", text, tr("not known; known are: {known}").format(known=known))
    return found


def _portions(keys: list[Any]) -> Sequence[list[Any]]:
    return [keys[start : start + 500] for start in range(0, len(keys), 500)]
