"""What stands on an organisation's card: of several sources what comes first, with the others beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.organisation_statements import PLACE, OwnValues, SaidRow, place_said, statements_of
from gridcenter.domain.organisations import CODED_ITEMS, ITEMS, OrganisationFacts, SaidOf, TakenBack
from gridcenter.domain.record_values import winning_value
from gridcenter.store.codes import code_names
from gridcenter.store.organisation_statements import own_values, said_rows
from gridcenter.store.organisations import organisation_facts
from gridcenter.store.register_ledgers import area_names

Words = Mapping[str, Mapping[str, Name]]
"""By item the names of its codes."""


def facts_of(session: Session, organisation_id: int) -> OrganisationFacts | None:
    """Return an organisation as its sources say it is; None where there is none."""
    facts = organisation_facts(session, organisation_id)
    own = own_values(session, [organisation_id]).get(organisation_id)
    if facts is None or own is None:
        return None
    rows = said_rows(session, [organisation_id])[organisation_id]
    words = _words(session, [own.values[PLACE], *(row.value for row in rows if row.key == PLACE)])
    said = [one for key in ITEMS for one in _said(own, rows, key, words)]
    return replace(facts, said=tuple(said), taken_back=tuple(_taken_back(rows, words)))


def _words(session: Session, places: Iterable[str]) -> Words:
    read = {text: place_said(text) for text in places}
    codes = {code for place in read.values() for code in (place.grid, place.community) if code}
    areas = {code: Name(*both) for code, both in area_names(session, sorted(codes)).items()}
    words = {key: code_names(session, codes) for key, codes in CODED_ITEMS.items()}
    return {**words, PLACE: {text: _place_name(text, areas) for text in read}}


def _place_name(text: str, areas: Mapping[str, Name]) -> Name:
    """Return premises and grid of a place in words, its community where it names no grid."""
    place = place_said(text)
    area = place.grid or place.community
    parts = [Name(one) for one in (place.premises,) if one]
    parts += [areas.get(area, Name(area))] if area else []
    return Name(" · ".join(one.zh for one in parts), " · ".join(one.en or one.zh for one in parts))


def _said(own: OwnValues, rows: Sequence[SaidRow], key: str, words: Words) -> Iterator[SaidOf]:
    choice = winning_value(statements_of(own, rows, key))
    for one in (choice.winner, *choice.others) if choice is not None else ():
        yield SaidOf(
            ref=one.ref,
            item=ITEMS[key],
            value=_word(key, one.text, words),
            source=one.source,
            recorded_on=one.recorded_on,
            verified_on=one.verified_on,
            verified_by=one.verified_by,
            own=one.base,
            first=choice is not None and one is choice.winner,
        )


def _taken_back(rows: Sequence[SaidRow], words: Words) -> Iterator[TakenBack]:
    for row in rows:
        if row.withdrawn_at is not None and row.key in ITEMS:
            yield TakenBack(
                item=ITEMS[row.key],
                value=_word(row.key, row.value, words),
                source=row.source,
                at=row.withdrawn_at,
                by=row.withdrawn_by,
                why=row.withdrawn_why,
            )


def _word(key: str, text: str, words: Words) -> Name:
    return words.get(key, {}).get(text, Name(text))
