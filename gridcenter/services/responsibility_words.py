"""What somebody writes of a line of the responsibility list, and what it means in this store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput
from gridcenter.domain.routing import Cell
from gridcenter.language import listed, tr
from gridcenter.store.codes import code_names
from gridcenter.store.incidents_trace import SOURCES
from gridcenter.store.models import Category, CodeSet, Unit
from gridcenter.store.routing import place_names

LONGEST_BASIS = 200


class WrongRule(BadInput):
    """A part of a line that will not do: `field` is the part, `value` what was written there."""

    def __init__(self, field: str, value: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.value = field, value


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A line as it is written: codes, `unit` a unit's code or name; empty category, place or source mean all."""

    set_key: str
    unit: str
    category: str = ""
    place: str = ""
    source: str = ""
    basis: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


class RuleWords:
    """Looks words up in the store, each only once; good for one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sets = frozenset(
            session.scalars(select(CodeSet.key).where(CodeSet.key.in_(select(Category.set_key).distinct())))
        )
        self._categories: dict[str, frozenset[str]] = {}
        self._places: dict[str, bool] = {"": True}
        self._sources = {"", *code_names(session, SOURCES)}
        rows = session.execute(select(Unit.id, Unit.code, Unit.name)).all()
        self._units = {code: number for number, code, _ in rows}
        self._named: dict[str, list[int]] = {}
        for number, _, name in rows:
            self._named.setdefault(name, []).append(number)

    def cell(self, draft: RuleDraft) -> Cell:
        """Return what the line is for.

        Raises:
            WrongRule: Set, category, place or source are not in the store.
        """
        set_key, category, place, source = (
            text.strip() for text in (draft.set_key, draft.category, draft.place, draft.source)
        )
        if set_key not in self._sets:
            known = listed(sorted(self._sets))
            sentence = tr("there is no set of categories “{set}”; there are: {known}")
            raise WrongRule("set", set_key, sentence.format(set=set_key, known=known))
        if category and category not in self._codes(set_key):
            sentence = tr("there is no category “{code}” in use in the set “{set}”")
            raise WrongRule("category", category, sentence.format(code=category, set=set_key))
        if not self._is_place(place):
            sentence = tr("“{code}” is neither a division nor a grid of this store")
            raise WrongRule("place", place, sentence.format(code=place))
        if source not in self._sources:
            sentence = tr("there is no source “{code}”; there are: {known}")
            raise WrongRule(
                "source", source, sentence.format(code=source, known=listed(sorted(self._sources - {""})))
            )
        return Cell(set_key, category, place, source)

    def unit(self, text: str) -> int:
        """Return the unit with this code or this name.

        Raises:
            WrongRule: There is none, or several have the name.
        """
        text = text.strip()
        if not text:
            raise WrongRule("unit", "", tr("name the unit that is responsible"))
        if text in self._units:
            return self._units[text]
        named = self._named.get(text, [])
        if len(named) == 1:
            return named[0]
        sentence = (
            tr("several units are called “{text}”: give the code")
            if named
            else tr("there is no unit “{text}”")
        )
        raise WrongRule("unit", text, sentence.format(text=text))

    def basis(self, text: str) -> str:
        """Return the legal basis without outer blanks.

        Raises:
            WrongRule: It is longer than the store keeps.
        """
        kept = text.strip()
        if len(kept) > LONGEST_BASIS:
            sentence = tr("the text has {n} characters; shorten it to {longest}")
            raise WrongRule("basis", f"{kept[:40]}…", sentence.format(n=len(kept), longest=LONGEST_BASIS))
        return kept

    def _codes(self, set_key: str) -> frozenset[str]:
        found = self._categories.get(set_key)
        if found is None:
            wanted = select(Category.code).where(Category.set_key == set_key, Category.active)
            found = self._categories[set_key] = frozenset(self._session.scalars(wanted))
        return found

    def _is_place(self, code: str) -> bool:
        if code not in self._places:
            self._places[code] = code in place_names(self._session, [code])
        return self._places[code]
