"""A template with a hole is refused, and every hole is named in both languages."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.flow_flaws import clashes, flaws
from gridcenter.domain.flow_reading import FlawedFlow, build_flow, read_flow
from gridcenter.language import use_language
from tests.domain.flow_samples import city, small

Raw = dict[str, Any]


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def move(raw: Raw, action: str) -> Raw:
    found: Raw = next(one for one in raw["moves"] if one["action"] == action)
    return found


def state(raw: Raw, code: str) -> Raw:
    found: Raw = next(one for one in raw["states"] if one["code"] == code)
    return found


def without(raw: Raw, *actions: str) -> None:
    raw["moves"] = [one for one in raw["moves"] if one["action"] not in actions]


def add_state(raw: Raw, code: str, **further: Any) -> None:
    raw["states"].append({"code": code, "zh": "新", "en": "new", "stage": "one", **further})


def add_move(raw: Raw, action: str, origin: str, to: str, **further: Any) -> None:
    given = {"action": action, "zh": "新", "en": "new", "from": [origin], "to": to, "role": "handler"}
    raw["moves"].append({**given, **further})


def circle(raw: Raw) -> None:
    add_state(raw, "left")
    add_state(raw, "right")
    add_move(raw, "stray", "handling", "left")
    add_move(raw, "there", "left", "right")
    add_move(raw, "back", "right", "left")
    raw["clocks"][1]["states"] += ["left", "right"]


def two_ends(raw: Raw) -> None:
    add_state(raw, "cancelled", final=True)


def double_letter(raw: Raw) -> None:
    move(raw, "park")["letter"] = "W"


def nowhere(raw: Raw) -> None:
    move(raw, "begin")["to"] = "limbo"


def long_code(raw: Raw) -> None:
    raw["clocks"][0]["code"] = "a_code_that_is_far_too_long"


def no_final(raw: Raw) -> None:
    del state(raw, "closed")["final"]
    raw["clocks"][1]["states"] += ["closed"]


def half_way(raw: Raw) -> None:
    del move(raw, "close")["usual"]


def in_circles(raw: Raw) -> None:
    del move(raw, "close")["usual"]
    move(raw, "park")["usual"] = True


def no_resume(raw: Raw) -> None:
    without(raw, "resume")
    add_move(raw, "give_up", "suspended", "closed", usual=True)


def filing_without_clock(raw: Raw) -> None:
    raw["clocks"][0]["code"] = "begin"


def choice_without_choices(raw: Raw) -> None:
    raw["inputs"][0]["kind"] = "choice"


def whole(**values: Any) -> Callable[[Raw], None]:
    return lambda raw: raw.update(values)


def with_move(action: str, **values: Any) -> Callable[[Raw], None]:
    return lambda raw: move(raw, action).update(values)


def with_state(code: str, **values: Any) -> Callable[[Raw], None]:
    return lambda raw: state(raw, code).update(values)


def with_clock(number: int, **values: Any) -> Callable[[Raw], None]:
    return lambda raw: raw["clocks"][number].update(values)


def with_limit(**values: Any) -> Callable[[Raw], None]:
    return lambda raw: raw["clocks"][0]["limit"].update(values)


def corrects(roles: list[str]) -> Callable[[Raw], None]:
    return lambda raw: raw.update(corrections={"correct_category": roles})


def reopens(**wrong: Any) -> Callable[[Raw], None]:
    whole = {"days": 90, "roles": ["handler"], "letter": "O"}
    return lambda raw: raw.update(reopening={**whole, **wrong})


FLAWS: list[tuple[Callable[[Raw], None], str]] = [
    (
        with_move("begin", filed=True),
        "the move “begin” is only for what was filed, and what never was cannot leave the state “reported”",
    ),
    (reopens(days=0), "reopened for 1 to 3660 days"),
    (reopens(roles=[]), "reopening needs at least one role"),
    (reopens(roles=["mayor"]), "reopening is for the role “mayor”, which is not described"),
    (corrects(["mayor"]), "“correct_category” is for the role “mayor”, which is not described"),
    (corrects([]), "the correction “correct_category” needs at least one role"),
    (reopens(letter="C"), "the letter C of reopening is taken"),
    (lambda raw: without(raw, "park"), "the state “suspended” cannot be reached"),
    (two_ends, "the state “cancelled” cannot be reached"),
    (lambda raw: without(raw, "resume"), "no move leaves the state “suspended”"),
    (circle, "from the state “left” no way leads to an end"),
    (no_final, "the flow has no final state"),
    (half_way, "the usual moves lead from the start to “handling” and no further"),
    (in_circles, "the usual moves lead from the start to “handling” and no further"),
    (nowhere, "the state “limbo” is used but not described"),
    (whole(start="limbo"), "the state “limbo” is used but not described"),
    (whole(start="closed"), "the flow starts in the final state “closed”"),
    (whole(paused_states=["closed"]), "the paused state “closed” is final"),
    (whole(paused_states=["handling", "suspended"]), "no move resumes from the paused state “suspended”"),
    (no_resume, "no move resumes from the paused state “suspended”"),
    (with_move("begin", role=""), "the move “begin” has no role that the flow knows"),
    (with_move("begin", role="king"), "the move “begin” has no role that the flow knows"),
    (
        lambda raw: raw["roles"].append({"code": "wall", "zh": "大屏", "en": "wall"}),
        "no account can have the role “wall”; take one of acceptor, collector",
    ),
    (with_move("begin", requires=["blood"]), "requires “blood”, which is not described"),
    (lambda raw: raw["inputs"][0].update(kind="colour"), "unknown kind “colour”; take one of line, text"),
    (choice_without_choices, "the input “unit” needs choices"),
    (lambda raw: raw["moves"].append(deepcopy(raw["moves"][0])), "“begin” leaves “reported” twice"),
    (double_letter, "in the state “handling” the letter “W” stands for two moves"),
    (with_move("park", letter="GG"), "the letter of the move “park” must be one of A to Z"),
    (with_move("park", letter="C"), "the letter C of the move “park” is the desk's own key"),
    (with_move("park", usual=True), "two moves out of “handling” are called usual"),
    (with_move("evaluate", to="handling"), "the state “closed” is final but a move leaves it"),
    (
        lambda raw: state(raw, "closed").update(code="finished"),
        "the state “closed” is used but not described",
    ),
    (lambda raw: add_state(raw, "lost", final=True), "the final state “lost” is none that figures know"),
    (with_move("close", barred=["sleep"]), "barred after “sleep”, which does not exist"),
    (with_move("close", joined=["sleep"]), "joined by “sleep”, which does not exist"),
    (with_move("close", counts="sheep"), "counts “sheep”, which no incident counts"),
    (with_move("close", counts="return"), "the move “close” needs a list of return reasons"),
    (with_move("close", outcome="lost"), "unknown outcome “lost”; take one of explained, referred"),
    (with_move("close", unit_kinds=["ministry"]), "unknown kind of unit “ministry”; take one of community"),
    (with_state("handling", stamps=["wet"]), "unknown stamp “wet”; take one of dispatched, filed"),
    (with_state("handling", stage="third"), "lies in the stage “third”, which is not described"),
    (with_state("handling", en=""), "“handling” needs a Chinese and an English name"),
    (with_state("handling", zh=" "), "“handling” needs a Chinese and an English name"),
    (with_state("handling", en="\u202edeldnah"), "“handling” holds characters that cannot be seen or turn"),
    (with_state("handling", zh="处\n置"), "the name of “handling” holds characters that cannot be seen"),
    (with_state("handling", en="x" * 101), "the name of “handling” is longer than 100 characters"),
    (long_code, "the code “a_code_that_is_far_too_long” must be of letters, digits and “_”, at most 20"),
    (whole(key="../x"), "the code “../x” must be of letters"),
    (lambda raw: raw["clocks"].pop(0), "the state “reported” has no limit"),
    (with_clock(0, states=["reported", "handling"]), "two step clocks run in the state “handling”"),
    (lambda raw: raw["clocks"].pop(2), "the flow has no clock of the whole case"),
    (with_clock(0, starts=["handling"]), "“filing” starts in a state in which it does not run"),
    (with_clock(0, starts=[]), "the clock “filing” starts nowhere"),
    (with_clock(1, code="filing"), "two clocks are called “filing”"),
    (with_clock(2, states=["handling", "suspended", "closed"]), "would run in the final state “closed”"),
    (with_limit(value=0), "the limit of the clock “filing” must be at least a minute and at most ten years"),
    (with_limit(value=-5), "the limit of the clock “filing” must be at least a minute"),
    (with_limit(value=11 * 366, unit="natural_day"), "and at most ten years"),
    (with_limit(standard="third"), "the clock “filing” takes the limit “third” of a standard"),
    (whole(yellow_percent=100), "yellow_percent must lie between 1 and 99"),
    (whole(max_returns=-1), "max_returns must not be negative"),
    (filing_without_clock, "the move “begin” files the incident, but the step clock “filing” does not run"),
]


@pytest.mark.parametrize(
    ("damage", "sentence"), FLAWS, ids=[f"{n}-{one[1][:40]}" for n, one in enumerate(FLAWS)]
)
def test_a_template_with_a_hole_is_refused_with_the_hole_named(
    damage: Callable[[Raw], None], sentence: str
) -> None:
    raw = small()
    damage(raw)
    with pytest.raises(FlawedFlow) as refusal:
        read_flow(raw)
    assert any(sentence in flaw for flaw in refusal.value.flaws), refusal.value.flaws


@pytest.mark.parametrize("damage", [one for one, _ in FLAWS], ids=range(len(FLAWS)))
def test_every_flaw_has_its_sentence_in_chinese(damage: Callable[[Raw], None]) -> None:
    raw = small()
    damage(raw)
    use_language("zh")
    found = flaws(build_flow(raw))
    use_language("en")
    assert not set(found) & set(flaws(build_flow(raw)))


def checked(*barred: str) -> Raw:
    """Return the small flow with a state for what was handled and somebody who checks it."""
    raw = small()
    without(raw, "close")
    add_state(raw, "handled", stamps=["handled"])
    add_move(raw, "finish", "handling", "handled", usual=True)
    add_move(raw, "pass", "handled", "closed", role="acceptor", usual=True, barred=list(barred))
    add_move(raw, "again", "handled", "handling", role="acceptor", counts="rework")
    raw["clocks"][1]["states"].append("handled")
    return raw


def test_a_flow_in_which_one_person_could_handle_and_pass_an_incident_is_refused() -> None:
    assert flaws(build_flow(checked("finish"))) == []
    (flaw,) = flaws(build_flow(checked()))
    assert flaw.startswith(
        "whoever took the move “finish” may take the incident from “handled” to its end alone"
    )
    use_language("zh")
    assert flaws(build_flow(checked()))[0].startswith("做了“finish”的人可以独自")


def test_what_says_an_outcome_is_checked_too_and_a_plan_need_not_be() -> None:
    raw = checked("finish")
    add_state(raw, "answered")
    raw["clocks"][1]["states"].append("answered")
    add_move(raw, "answer", "handling", "answered", outcome="explained")
    add_move(raw, "call", "answered", "closed", role="acceptor", usual=True)
    (flaw,) = flaws(build_flow(raw))
    assert "“answer”" in flaw
    move(raw, "answer")["outcome"] = "scheduled"
    assert flaws(build_flow(raw)) == []


def test_the_samples_themselves_have_no_flaws() -> None:
    assert flaws(build_flow(small())) == []
    assert flaws(build_flow(city())) == []


def test_all_flaws_are_told_at_once() -> None:
    raw = small()
    without(raw, "park")
    del raw["clocks"][0]
    with pytest.raises(
        FlawedFlow, match=r"small” has flaws: .*suspended.*; .*reported.* has no limit"
    ) as refusal:
        read_flow(raw)
    assert len(refusal.value.flaws) >= 2


def test_a_matter_handed_down_before_the_filed_state_asks_for_no_second_filing_clock() -> None:
    raw = small()
    add_state(raw, "above")
    add_move(raw, "up", "handling", "above")
    add_move(raw, "down", "above", "handling")
    raw["clocks"][1]["states"].append("above")
    assert flaws(build_flow(raw)) == []


def serving(key: str, *served: Raw) -> FlowTemplate:
    return build_flow({**small(), "key": key, "serves": list(served)})


def test_what_is_served_already_cannot_be_served_by_another_flow_as_closely() -> None:
    disputes, matters = {"set": "disputes"}, {"set": "matters", "majors": ["01", "02"]}
    there = [serving("there", disputes, matters)]
    assert clashes(serving("new", disputes), there) == [
        "the flow “there” is for disputes already: take it out of `serves` in one of them"
    ]
    (clash,) = clashes(serving("new", {"set": "matters", "majors": ["02", "03"]}), there)
    assert "is for matters/02 already" in clash
    assert clashes(serving("new", {"set": "matters"}, {"set": "disputes", "majors": ["MD"]}), there) == []
    assert clashes(serving("there", disputes), there) == []
