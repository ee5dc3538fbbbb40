"""What stands on an organisation's card: of several sources the newest, and the others beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.organisations import CODED_ITEMS, DAYS, ITEMS, OrganisationFacts, SaidBeside
from gridcenter.domain.record_values import Statement, winning_value
from gridcenter.store.codes import code_names
from gridcenter.store.organisation_keeping import SaidRow, own_values, said_of
from gridcenter.store.organisations import organisation_facts


def facts_of(session: Session, organisation_id: int) -> OrganisationFacts | None:
    """Return an organisation as its sources say it is; None where there is none."""
    facts = organisation_facts(session, organisation_id)
    said = said_of(session, organisation_id) if facts is not None else []
    if facts is None or not said:
        return facts
    own = own_values(session, organisation_id, tuple(ITEMS)) or {}
    names = {key: code_names(session, codes) for key, codes in CODED_ITEMS.items()}
    shown: dict[str, Any] = {}
    beside: list[SaidBeside] = []
    for key in ITEMS:
        choice = winning_value(_statements(key, own, facts, said))
        if choice is not None and not choice.winner.base:
            shown[key] = _shown(key, choice.winner.text, names)
        for other in choice.others if choice is not None else ():
            value = _word(key, other.text, names)
            beside.append(SaidBeside(ITEMS[key], value, other.source, other.recorded_on))
    return replace(facts, **shown, beside=tuple(beside))


def _statements(
    key: str, own: Mapping[str, Any], facts: OrganisationFacts, said: list[SaidRow]
) -> list[Statement]:
    text = "" if own.get(key) is None else str(own[key])
    base = Statement(key, text, facts.source, facts.recorded_on, base=True)
    return [
        base,
        *(Statement(str(one.id), one.value, one.source, one.recorded_on) for one in said if one.key == key),
    ]


def _shown(key: str, text: str, names: Mapping[str, Mapping[str, Name]]) -> Any:
    if key in DAYS:
        return date.fromisoformat(text)
    return _word(key, text, names) if key in CODED_ITEMS else text


def _word(key: str, text: str, names: Mapping[str, Mapping[str, Name]]) -> Name:
    return names[key].get(text, Name(text)) if key in CODED_ITEMS else Name(text)
