"""Rules of population tasks: flaws are named, a version means one text, and a trial tells what they would make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.language import use_language
from gridcenter.paths import asset
from gridcenter.services import population_rules as rules_service
from gridcenter.services.population_rules import checked_rules, population_rules, rules_of_file
from gridcenter.services.population_trial import try_rules
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    AuditEntry,
    PopulationChange,
    PopulationTask,
    PopulationTaskSegment,
    Residence,
)
from tests.services import population_samples as sample
from tests.services.population_samples import (
    COUPLE,
    HANDLER,
    JIANGNAN,
    LEADER,
    NOW,
    QIAOTOU,
    add_home,
    add_person,
    change,
    detect,
    dies,
    tasks,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def with_tasks(store: Store) -> Store:
    """Three tasks about a death: visit in 2 working days, register in 30 days, benefits in 15 working days."""
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
    detect(store, now=NOW - 7 * DAY)
    change(store, dies)
    detect(store)
    return store


def shipped() -> str:
    return asset(rules_service.RULES).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "flaw"),
    [
        ("change: death", "change: dead", r"line \d+: change must be one of: birth"),
        ("unit: civil,", "unit: civic,", r"line \d+: there is no kind of unit “civic”"),
        (
            "{value: 2, unit: work_day}",
            "{value: 0, unit: work_day}",
            r"line \d+: limit must be a number above 0",
        ),
        ("ages: [6]", "ages: [six]", r"line \d+: ages must be whole numbers"),
        ("ages: [18]", "min_age: 18", r"line \d+: ages belong to the change “age”"),
        (
            "    change: birth\n",
            "    change: birth\n    colour: red\n",
            r"line \d+: “colour” is not known here",
        ),
        ("code: adult", "code: death", r"line \d+: “death” stands here twice"),
        ("yellow_percent: 70", "yellow_percent: 0", r"yellow_percent must be a whole number from 1 to 100"),
        ("follow_ups: 2", "follow_ups: 1", r"one unit that receives and 1 that follow up"),
        ("  detect: [", "  detect: [] #", r"nobody may do this: detect"),
        ("version: 2", "version: [", r"line \d+, column \d+: the YAML is broken"),
    ],
)
def test_flawed_rules_are_refused_with_line_and_reason(old: str, new: str, flaw: str) -> None:
    use_language("en")
    text = shipped()
    assert old in text
    checked_rules(text, name="rules.yaml")
    with pytest.raises(BadInput, match=flaw):
        checked_rules(text.replace(old, new, 1), name="rules.yaml")


def test_the_line_of_a_flaw_is_where_its_entry_begins() -> None:
    use_language("en")
    lines = shipped().splitlines()
    place = next(number for number, line in enumerate(lines, start=1) if "code: death" in line)
    with pytest.raises(BadInput, match=f"line {place}: change must be one of"):
        checked_rules(shipped().replace("change: death", "change: dead"), name="rules.yaml")


def test_a_version_means_one_text_for_good(with_tasks: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    text = shipped().replace("yellow_percent: 70", "yellow_percent: 50")
    monkeypatch.setattr(rules_service, "_text", lambda: text)
    with pytest.raises(BadInput, match="version 2, which this store has used: raise its version"):
        detect(with_tasks, now=NOW + DAY)
    monkeypatch.setattr(rules_service, "_text", lambda: text.replace("version: 2", "version: 3"))
    population_rules.cache_clear()
    try:
        detect(with_tasks, now=NOW + DAY)
    finally:
        population_rules.cache_clear()
    with with_tasks.read() as session:
        assert session.scalar(select(func.count()).select_from(rules_service.PopulationRuleText)) == 2


# --- trials -----------------------------------------------------------------------------------------------------


def _october(store: Store) -> None:
    def happen(session: Session) -> None:
        add_person(session, 20, "李小红", date(2026, 10, 5))
        add_home(session, 20, 1, since=date(2026, 10, 8))
        add_person(session, 21, "吕布", date(1956, 10, 9), community=QIAOTOU, grid=None)
        add_home(session, 21, 3, since=date(2026, 10, 8))
        session.execute(
            update(Residence).where(Residence.person_id == COUPLE).values(until=date(2026, 10, 31))
        )

    change(store, happen)


def _counts(store: Store) -> list[int]:
    models = (PopulationChange, PopulationTask, PopulationTaskSegment)
    with store.read() as session:
        return [session.scalar(select(func.count()).select_from(one)) or 0 for one in models]


def test_a_trial_tells_what_a_month_would_have_made_and_writes_nothing(with_tasks: Store) -> None:
    _october(with_tasks)
    before = _counts(with_tasks)
    trial = try_rules(with_tasks, month="2026-10", by=LEADER, clock=lambda _: NOW)
    assert (trial.changes, trial.covered, trial.tasks, trial.days) == (3, 3, 9, 31)
    by_unit = {(load.unit.zh, load.rule): load.tasks for load in trial.loads if load.rule == "move_out"}
    assert by_unit == {("江南社区 03 网格组", "move_out"): 1, ("江南社区", "move_out"): 1}
    assert sum(load.tasks for load in trial.loads) == 9
    assert [one.name for one in trial.sample] == ["李**", "吕*", "孙*"]
    assert _counts(with_tasks) == before
    with with_tasks.read() as session:
        (line,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "search"))
    assert line.reason == "trial of population rules, 2026-10"


def test_a_trial_agrees_with_what_detection_then_makes(with_tasks: Store) -> None:
    _october(with_tasks)
    trial = try_rules(with_tasks, month="2026-10", by=LEADER, clock=lambda _: NOW)
    before = len(tasks(with_tasks))
    detect(with_tasks)
    assert len(tasks(with_tasks)) - before == trial.tasks


def test_one_rule_with_another_age_is_tried_from_a_file(with_tasks: Store, tmp_path: Path) -> None:
    _october(with_tasks)
    path = tmp_path / "mine.yaml"
    path.write_text(shipped().replace("ages: [60, 65, 80, 90]", "ages: [70]"), encoding="utf-8")
    mine = rules_of_file(path)
    trial = try_rules(with_tasks, month="2026-10", by=LEADER, rules=mine, code="elderly", clock=lambda _: NOW)
    assert (trial.covered, trial.tasks, [one.ref for one in trial.sample]) == (1, 3, ["70"])
    assert {load.unit.zh for load in trial.loads} == {"桥头社区", "区民政局", "区卫健局"}
    alone = try_rules(
        with_tasks,
        month="2026-10",
        by=replace(LEADER, area=JIANGNAN),
        rules=mine,
        code="elderly",
        clock=lambda _: NOW,
    )
    assert (alone.covered, alone.sample) == (0, ())


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"month": "2027-01"}, "2027-01 lies ahead"),
        ({"month": "October"}, "is not a month"),
        ({"code": "ghosts"}, "there is no rule “ghosts”: name one of newborn"),
        ({"by": HANDLER}, "your role does not try rules"),
    ],
)
def test_a_trial_that_cannot_be_says_why(with_tasks: Store, wrong: dict[str, object], sentence: str) -> None:
    given: dict[str, object] = {"month": "2026-10", "by": LEADER, "clock": lambda _: NOW, **wrong}
    with pytest.raises((BadInput, RuleBroken), match=sentence):
        try_rules(with_tasks, **given)  # type: ignore[arg-type]
