"""Any condition that can be declared is asked of both stores without a complaint, and answered alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridcenter.domain.definitions import Flaw
from gridcenter.domain.register_conditions import CODE, DATE, DAY, REGISTERS, SUBJECTS, read_conditions
from gridcenter.store.engine import Store
from gridcenter.store.register_passes import Portion, meeting, number_meeting
from tests.services import integrity_samples as integrity

CODES = ["", "1", "2", "02", "10", "let", "owner", "tenant", "owned", "小学", "school_stage", "none", "room"]
YEARS = st.integers(0, 100)


def condition(register: str, depth: int = 0) -> st.SearchStrategy[Any]:
    """Draw what may be written about a row of this register."""
    known = REGISTERS[register]
    days = [name for name, kind in known.fields.items() if kind == DATE]
    codes = [name for name, kind in known.fields.items() if kind == CODE]
    drawn: list[st.SearchStrategy[Any]] = [
        st.fixed_dictionaries(
            {"field": st.sampled_from([*days, *codes]), "is": st.sampled_from(["set", "empty"])}
        ),
        *(
            st.fixed_dictionaries(
                {
                    "field": st.sampled_from(codes),
                    word: st.lists(st.sampled_from(CODES), min_size=1, max_size=3),
                }
            )
            for word in ("in", "not_in")
        ),
        st.fixed_dictionaries({"field": st.sampled_from(codes), "differs": st.sampled_from(codes)}),
    ]
    if days:
        both = st.sampled_from([DAY, *days])
        drawn += [
            st.fixed_dictionaries({"field": st.sampled_from(days), word: both})
            for word in ("before", "after")
        ]
        span = st.fixed_dictionaries({}, optional={"at_least": YEARS, "below": YEARS})
        drawn.append(st.fixed_dictionaries({"field": st.sampled_from(days), "years": span}))
    if "id_number" in known.fields:
        drawn += [st.just({"field": name, "differs": "id_number"}) for name in ("birth", "sex")]
    if {"since", "until"} <= known.fields.keys():
        drawn.append(st.fixed_dictionaries({"open": st.booleans()}))
    if depth < 3:
        inner = st.deferred(lambda: condition(register, depth + 1))
        drawn += [
            st.fixed_dictionaries({word: st.lists(inner, min_size=1, max_size=2)}) for word in ("all", "any")
        ]
        drawn.append(st.fixed_dictionaries({"not": inner}))
        drawn += [_related(name, other, depth) for name, other in known.relations.items()]
    return st.one_of(drawn)


def _related(name: str, register: str, depth: int) -> st.SearchStrategy[Any]:
    where = st.lists(condition(register, depth + 1), min_size=1, max_size=2)
    bounds = {"where": where, "at_least": st.integers(0, 3), "at_most": st.integers(0, 3)}
    return st.fixed_dictionaries({"has": st.just(name)}, optional=bounds)


@pytest.fixture
def both(sqlite_store: Store, postgres_store: Store) -> tuple[Store, Store]:
    for store in (sqlite_store, postgres_store):
        with store.begin() as session:
            integrity.fill(session)
    return sqlite_store, postgres_store


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_both_stores_give_the_same_rows_for_any_condition(
    both: tuple[Store, Store], data: st.DataObject
) -> None:
    subject = data.draw(st.sampled_from(SUBJECTS))
    raw = data.draw(condition(subject))
    day = data.draw(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
    try:
        made = read_conditions(raw, subject, ())
    except Flaw:
        return  # refused with a sentence: such as numbers that never hold
    answers = []
    for store in both:
        with store.read() as session:
            found = meeting(session, subject, made, Portion(0, 1000, 0), area="", day=day)
            assert number_meeting(session, subject, made, area="", day=day) == len(found)
            answers.append([one.subject_id for one in found])
    assert answers[0] == answers[1]
