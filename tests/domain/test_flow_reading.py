"""Reading a flow: what is missing or of the wrong shape is named with its place and with what belongs there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.errors import BadInput
from gridcenter.domain.flow_reading import FlawedFlow, read_flow
from gridcenter.domain.flow_simulation import FlowSimulation
from gridcenter.language import use_language
from tests.domain.flow_samples import small

Raw = dict[str, Any]


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def changed(*path: Any, to: Any) -> Callable[[], Any]:
    """Return a maker of the small flow with another value at the end of the path."""

    def make() -> Any:
        raw = small()
        part: Any = raw
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = to
        return raw

    return make


SHAPES: list[tuple[Callable[[], Any], str]] = [
    (lambda: None, "a flow is a block of “name: value” pairs that begins with “key: …”"),
    (lambda: "city", "a flow is a block"),
    (lambda: [small()], "a flow is a block"),
    (dict, "at the top: “states” is missing; it must be a list"),
    (changed("key", to=None), "at the top: “key” is missing; it must be a word"),
    (changed("key", to=7), "at the top: “key” is “7”; it must be a word"),
    (changed("version", to="two"), "“version” is “two”; it must be a whole number"),
    (changed("version", to=True), "“version” is “True”; it must be a whole number"),
    (changed("name", to="小流程"), "“name” is “小流程”; it must be a block"),
    (changed("name", to={"en": "x"}), "name: “zh” is missing"),
    (changed("moves", to=None), "“moves” is missing; it must be a list"),
    (changed("moves", to={"a": 1}), "“moves” is “{'a': 1}”; it must be a list"),
    (changed("moves", 1, to="park"), "moves, entry 2: write it as {code: …, zh: …, en: …}"),
    (
        changed("moves", 1, "from", to=None),
        "moves, entry 2 (park): “from” is missing; it must be a list of words",
    ),
    (changed("moves", 1, "from", to="handling"), "“from” is “handling”; it must be a list of words"),
    (changed("moves", 1, "requires", to=[1]), "“requires” is “[1]”; it must be a list of words"),
    (changed("moves", 1, "usual", to="yes"), "“usual” is “yes”; it must be true or false"),
    (changed("moves", 1, "require", to=[]), "(park): “require” means nothing here; is “requires” meant?"),
    (changed("moves", 1, "colour", to=[]), "(park): “colour” means nothing here; take it out"),
    (changed("colour", to=[]), "at the top: “colour” means nothing here"),
    (changed(7, to=[]), "at the top: “7” means nothing here"),
    (changed("states", 1, "code", to="reported"), "states, entry 2 (reported): the code stands there twice"),
    (changed("states", 1, "code", to=None), "states, entry 2: “code” is missing"),
    (changed("states", 1, "final", to="x" * 99), f"“final” is “{'x' * 60}…”"),
    (
        changed("clocks", 0, "kind", to="moon"),
        "(filing): “kind” is “moon”; it must be one of accept, step, whole",
    ),
    (changed("clocks", 0, "limit", to=15), "“limit” is “15”; it must be a block"),
    (changed("clocks", 0, "limit", "unit", to="moon"), "clocks, entry 1 (filing), limit: “unit” is “moon”"),
    (changed("clocks", 0, "limit", "value", to="much"), "limit: “value” is “much”; it must be a number"),
    (changed("clocks", 0, "limit", "value", to=None), "“value” is “None”; it must be a number"),
    (changed("clocks", 0, "limit", "value", to=True), "“value” is “True”; it must be a number"),
    (changed("clocks", 0, "limit", "value", to=float("inf")), "“value” is “inf”; it must be a number"),
    (changed("inputs", 0, "choices", to=["a"]), "inputs, entry 1 (unit), choices, entry 1: write it as"),
    (changed("serves", to=[{"sets": "x"}]), "serves, entry 1: “sets” means nothing here; is “set” meant?"),
    (changed("serves", to=[{"majors": ["x"]}]), "serves, entry 1: “set” is missing"),
]


@pytest.mark.parametrize(("make", "sentence"), SHAPES, ids=range(len(SHAPES)))
def test_data_of_the_wrong_shape_is_refused_with_its_place(make: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_flow(make())
    assert sentence in str(refusal.value)
    assert not isinstance(refusal.value, FlawedFlow)


@pytest.mark.parametrize("make", [one for one, _ in SHAPES], ids=range(len(SHAPES)))
def test_the_sentence_is_there_in_chinese(make: Callable[[], Any]) -> None:
    use_language("zh")
    with pytest.raises(BadInput) as refusal:
        read_flow(make())
    assert any("\u4e00" <= letter <= "\u9fff" for letter in str(refusal.value))
    assert "must be" not in str(refusal.value)


def test_a_limit_of_half_a_day_stays_half_a_day() -> None:
    raw = small()
    raw["clocks"][1]["limit"] = {"value": 0.5, "unit": "work_day"}
    assert read_flow(raw).clocks[1].limit.minutes == 240


def test_what_may_be_left_out_has_its_usual_value() -> None:
    flow = read_flow(small())
    assert (flow.version, flow.yellow_percent, flow.max_returns, flow.serves) == (1, 70, 2, ())
    assert flow.moves[2].requires == ()


def test_answers_to_a_question_say_whether_the_person_served_is_content() -> None:
    raw = small()
    answers = [
        {"code": "good", "zh": "好", "en": "good", "content": True},
        {"code": "bad", "zh": "差", "en": "bad", "content": False},
        {"code": "away", "zh": "不在", "en": "away"},
    ]
    raw["inputs"].append({"code": "said", "zh": "评价", "en": "said", "kind": "choice", "choices": answers})
    field = read_flow(raw).inputs["said"]
    assert list(field.choices) == ["good", "bad", "away"]
    assert field.content == {"good": True, "bad": False}


_ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["open", "handling", "closed", "unit", "step", "work_day", "[x]", "{a}"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def _places(part: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value inside."""
    inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    found = [way] if way else []
    for key, value in inside:
        found += _places(value, (*way, key))
    return found


@settings(deadline=None)  # a busy machine is no defect of a file
@given(st.data())
def test_whatever_stands_in_a_file_is_read_or_refused_and_what_is_read_can_be_played(
    data: st.DataObject,
) -> None:
    raw = small()
    for _ in range(data.draw(st.integers(1, 3))):
        places = _places(raw)
        *way, last = data.draw(st.sampled_from(places))
        part: Any = raw
        for key in way:
            part = part[key]
        part[last] = data.draw(_ANYTHING)
    try:
        flow = read_flow(raw)
    except BadInput:
        return
    played = FlowSimulation(flow, WorkingCalendar(), start=datetime(2026, 11, 18, 9, tzinfo=UTC))
    played.walk(played.usual_actions())
    assert flow.states[played.state].final
