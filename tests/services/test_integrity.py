"""Integrity rules: what they find, that a run keeps one row for one contradiction, and what is decided about it."""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from gridcenter.domain.errors import BadInput, RuleBroken, WrongUse
from gridcenter.domain.integrity import EndedWhy, Verdict
from gridcenter.services import integrity_findings, integrity_hits, integrity_runs
from gridcenter.services.audit_verification import verify_audit
from gridcenter.services.integrity_hits import (
    QUOTAS,
    SHOWN_AT_MOST,
    decide_hit,
    open_hits,
    read_hits,
    show_hits,
)
from gridcenter.services.integrity_rules import (
    integrity_settings,
    read_settings,
    rule_of_definition,
    rules_of_file,
)
from gridcenter.services.integrity_runs import run_rules, try_rule
from gridcenter.services.integrity_switches import rule_named, rule_states, switch_off, switch_on
from gridcenter.services.plain_yaml import parsed_yaml
from gridcenter.services.progress import Cancelled, Progress, unwatched
from gridcenter.services.subject_report import subject_report
from gridcenter.store.engine import Store, store_time
from gridcenter.store.integrity import HitFilter
from gridcenter.store.models import (
    AuditEntry,
    AuditListed,
    HouseholdMember,
    IntegrityDecision,
    IntegrityHit,
    IntegrityRun,
    Person,
    Residence,
)
from tests.services import integrity_samples as integrity
from tests.services import resident_samples as sample
from tests.services.integrity_samples import CHIEF, FAR, LEADER, switch_all_on
from tests.services.resident_samples import AUDITOR, CLERK

FAST = timedelta(seconds=0)


@pytest.fixture
def filled(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(integrity_runs, "QUOTAS", ())
    with store.begin() as session:
        integrity.fill(session)
    return store


def hits(store: Store) -> dict[str, set[int]]:
    """Return the subjects of the hits that are still there, by rule."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    with store.read() as session:
        for hit in session.scalars(select(IntegrityHit).where(IntegrityHit.ended_at.is_(None))):
            found[hit.rule].add(hit.subject_id)
    return dict(found)


def audited(store: Store, action: str) -> list[AuditEntry]:
    with store.read() as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def test_every_shipped_rule_finds_its_contradiction_and_nothing_else(filled: Store) -> None:
    rules = switch_all_on(filled)
    assert {rule.key for rule in rules} == integrity.HITS.keys()
    made = run_rules(filled, by=CHIEF)
    assert hits(filled) == integrity.HITS
    assert {line.rule: line.found for line in made.rules} == {
        key: len(found) for key, found in integrity.HITS.items()
    }
    assert all(line.new == line.found and line.ended == 0 for line in made.rules)


def test_a_second_run_keeps_the_rows_and_ends_what_is_solved(filled: Store) -> None:
    switch_all_on(filled)
    run_rules(filled, by=CHIEF)
    with filled.read() as session:
        before = {hit.id for hit in session.scalars(select(IntegrityHit))}
    again = run_rules(filled, by=CHIEF)
    assert [(line.new, line.ended) for line in again.rules] == [(0, 0)] * len(again.rules)
    with filled.begin() as session:
        session.execute(update(Residence).where(Residence.id == 92).values(until=date(2026, 1, 1)))
        session.execute(update(Person).where(Person.id == 34).values(id_number=None))
    third = {line.rule: line for line in run_rules(filled, by=CHIEF).rules}
    assert (third["two_main_residences"].found, third["two_main_residences"].ended) == (0, 1)
    assert third["two_persons_one_number"].ended == 2
    with filled.read() as session:
        assert {hit.id for hit in session.scalars(select(IntegrityHit))} == before
        ended = session.scalars(select(IntegrityHit).where(IntegrityHit.ended_at.is_not(None))).all()
    assert {(hit.rule, hit.ended_why) for hit in ended} == {
        ("two_main_residences", EndedWhy.GONE.value),
        ("two_persons_one_number", EndedWhy.GONE.value),
    }
    with filled.begin() as session:  # and when it comes back it is told anew
        session.execute(update(Residence).where(Residence.id == 92).values(until=None))
    assert hits(filled).get("two_main_residences") is None
    run_rules(filled, by=CHIEF)
    assert hits(filled)["two_main_residences"] == {22}


def test_two_rows_that_are_seen_as_one_person_contradict_nobody(filled: Store) -> None:
    switch_all_on(filled)
    run_rules(filled, by=CHIEF)
    assert hits(filled)["two_persons_one_number"] == {33, 34}
    with filled.begin() as session:
        session.add(integrity.merged(34, into=33))
    run_rules(filled, by=CHIEF)
    assert "two_persons_one_number" not in hits(filled)


def test_a_run_goes_through_the_registers_in_portions(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity_findings, "PORTION", 3)
    switch_all_on(filled)
    told: list[Progress] = []
    run_rules(filled, by=CHIEF, progress=told.append)
    assert hits(filled) == integrity.HITS
    persons = [one for one in told if one.part == "核查：人"]
    assert persons[-1].done == persons[-1].total == 17
    assert [one.done for one in persons] == sorted(one.done for one in persons)


def test_whoever_sees_everything_is_told_how_many_rows_there_are(filled: Store) -> None:
    everywhere = replace(CHIEF, area="")
    rule = integrity_settings().rule("deceased_resident")
    told: list[Progress] = []
    assert try_rule(filled, rule, by=everywhere, progress=told.append).checked == 17
    assert {one.total for one in told} == {17}


def test_a_run_that_is_stopped_leaves_nothing(filled: Store) -> None:
    switch_all_on(filled)

    def stop(made: Progress) -> None:
        if made.done:
            raise Cancelled

    with pytest.raises(Cancelled):
        run_rules(filled, by=CHIEF, progress=stop)
    assert hits(filled) == {}
    with filled.read() as session:
        assert session.scalars(select(IntegrityRun).where(IntegrityRun.digest == "")).all() == []


def test_a_run_stays_in_the_area_of_who_runs_it(filled: Store) -> None:
    switch_all_on(filled)
    run_rules(filled, by=CHIEF)
    everywhere = hits(filled)
    for by in (FAR, CLERK):
        told = run_rules(filled, by=by)
        assert hits(filled) == everywhere, by
        assert sum(line.ended for line in told.rules) == 0
    assert run_rules(filled, by=FAR).checked == 0
    assert show_hits(filled, HitFilter(), by=FAR).lines == ()
    assert len(show_hits(filled, HitFilter(), by=CLERK).lines) == 16


def test_a_hit_follows_its_person_into_another_area(filled: Store) -> None:
    switch_all_on(filled, "spouse_recorded_single")
    run_rules(filled, by=CHIEF)
    with filled.begin() as session:
        session.execute(
            update(Person).where(Person.id == 29).values(community_code="709902001001", grid_code=None)
        )
    told = run_rules(filled, by=FAR)
    assert [(line.found, line.new) for line in told.rules] == [(1, 0)]
    assert len(show_hits(filled, HitFilter(), by=FAR).lines) == 1
    assert [line.ended for line in run_rules(filled, by=CHIEF).rules] == [0]
    assert hits(filled) == {"spouse_recorded_single": {29}}


def test_a_rule_runs_only_after_a_trial_and_a_switch(filled: Store, english: None) -> None:
    rule = integrity_settings().rule("two_main_residences")
    with pytest.raises(RuleBroken, match="no rule is switched on"):
        run_rules(filled, by=CHIEF)
    with pytest.raises(RuleBroken, match="nobody has tried this rule"), filled.begin() as session:
        switch_on(session, rule, reason="yearly", by=CHIEF, now=sample.NOW)
    tried = try_rule(filled, rule, by=CHIEF)
    assert (tried.found, tried.checked, [line.who for line in tried.sample]) == (1, 17, ["孙**"])
    assert hits(filled) == {}
    with filled.begin() as session:
        switch_on(session, rule, reason="yearly", by=CHIEF, now=sample.NOW)
    with pytest.raises(RuleBroken, match="switched on already"), filled.begin() as session:
        switch_on(session, rule, reason="yearly", by=CHIEF, now=sample.NOW)
    run_rules(filled, by=CHIEF)
    with filled.begin() as session:
        assert switch_off(session, rule.key, reason="noise", by=LEADER, now=sample.NOW) == 1
    assert hits(filled) == {}
    with filled.read() as session:
        (state,) = (one for one in rule_states(session, by=CHIEF) if one.rule.key == rule.key)
    assert (state.on, state.tried, state.open) == (None, True, 0)


def test_a_changed_rule_needs_a_higher_version_and_its_own_trial(filled: Store, english: None) -> None:
    (rule,) = switch_all_on(filled, "two_main_residences")
    raw = json.loads(rule.definition)
    raw["when"][1]["at_least"] = 3
    changed = rule_of_definition(json.dumps(raw))
    with (
        pytest.raises(RuleBroken, match=f"give it a higher version than {rule.version}"),
        filled.begin() as session,
    ):
        switch_on(session, changed, reason="fewer", by=CHIEF, now=sample.NOW)
    raw["version"] = rule.version + 1
    newer = rule_of_definition(json.dumps(raw))
    with pytest.raises(RuleBroken, match="nobody has tried"), filled.begin() as session:
        switch_on(session, newer, reason="fewer", by=CHIEF, now=sample.NOW)
    run_rules(filled, by=CHIEF)
    assert try_rule(filled, newer, by=CHIEF).found == 0
    with filled.begin() as session:
        switch_on(session, newer, reason="fewer", by=CHIEF, now=sample.NOW)
    told = run_rules(filled, by=CHIEF)
    assert [(line.version, line.found, line.ended) for line in told.rules] == [(newer.version, 0, 1)]


def test_hits_are_shown_masked_and_only_after_the_audit_is_committed(filled: Store) -> None:
    switch_all_on(filled)
    run_rules(filled, by=CHIEF)
    shown = show_hits(filled, HitFilter(rule="birth_against_id_number"), by=CLERK)
    (line,) = shown.lines
    assert (line.who, line.place, line.age_band) == ("王**", "滨江区江南社区****", "55–59")
    assert [value for _, value in line.evidence] == ["55–59", "**************" + integrity.WRONG_BIRTH[-4:]]
    (row,) = audited(filled, "hits")
    assert row.fields.startswith("birth_against_id_number 1 ")
    with filled.begin() as session:
        now = store_time(session)
        ticket = open_hits(session, HitFilter(), by=CLERK, now=now)
        with pytest.raises(RuleBroken):
            read_hits(session, ticket, by=CLERK, now=now)
    with filled.read() as session:
        assert len(read_hits(session, ticket, by=CLERK, now=now)) == len(ticket.ids)
        for stolen in (
            (ticket, integrity.LEADER, now),
            (replace(ticket, ids=ticket.ids[:1]), CLERK, now),
            (ticket, CLERK, now + timedelta(seconds=62)),
        ):
            with pytest.raises(RuleBroken):
                read_hits(session, stolen[0], by=stolen[1], now=stolen[2])


def test_a_person_is_told_of_the_lists_that_named_him(filled: Store) -> None:
    switch_all_on(filled, "birth_against_id_number")
    run_rules(filled, by=CHIEF)
    show_hits(filled, HitFilter(), by=CHIEF)
    report = subject_report(filled, integrity.WRONG_BIRTH, by=LEADER)
    assert [line.action for line in report.lines[1:]] == ["hits", "rule_try"]
    other = subject_report(filled, integrity.SHARED, by=LEADER)
    assert [line.action for line in other.lines[1:]] == []
    assert verify_audit(filled, progress=unwatched).broken == 0
    with filled.begin() as session:
        place = "" if filled.is_sqlite else " ON audit_listed"
        session.execute(text(f"DROP TRIGGER audit_listed_no_update{place}"))
        session.execute(update(AuditListed).values(subject_hash="0" * 64))
    assert verify_audit(filled, progress=unwatched).broken == 2


def test_no_unmasked_name_number_or_address_leaves_the_services(filled: Store) -> None:
    switch_all_on(filled)
    run_rules(filled, by=CHIEF)
    shown = repr(show_hits(filled, HitFilter(), by=CHIEF))
    with filled.read() as session:
        names = session.scalars(select(Person.name)).all()
    for canary in (*names, integrity.WRONG_BIRTH, integrity.SHARED, sample.ADDRESS, "1970-05-07"):
        assert canary not in shown
    assert "孙**" in shown


def test_two_runs_at_once_keep_one_row_for_one_contradiction(filled: Store) -> None:
    switch_all_on(filled)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda by: run_rules(filled, by=by), [CHIEF, LEADER, CHIEF, LEADER]))
    assert sum(line.new for run in made for line in run.rules) == 16
    assert hits(filled) == integrity.HITS


def test_names_and_numbers_reach_no_log(filled: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        switch_all_on(filled)
        run_rules(filled, by=CHIEF)
        show_hits(filled, HitFilter(), by=CHIEF)
        logging.getLogger("gridcenter").debug("孙两处")  # the capture works
        with pytest.raises(RuleBroken):
            show_hits(filled, HitFilter(), by=AUDITOR)
    assert caplog.text.count("孙两处") == 1
    assert integrity.WRONG_BIRTH not in caplog.text
    assert integrity.SHARED not in caplog.text


def test_the_list_is_capped_and_goes_on_behind_its_last_line(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_all_on(filled)
    run_rules(filled, by=CHIEF)
    monkeypatch.setattr(integrity_hits, "SHOWN_AT_MOST", 10)
    first = show_hits(filled, HitFilter(), by=CHIEF)
    second = show_hits(filled, HitFilter(after=first.lines[-1].id), by=CHIEF)
    assert (len(first.lines), first.more, len(second.lines), second.more) == (10, True, 6, False)
    assert (first.total, second.total) == (16, 16)
    assert SHOWN_AT_MOST == 100


def test_a_decision_is_kept_with_its_reason_and_the_newest_counts(filled: Store, english: None) -> None:
    switch_all_on(filled, "two_main_residences")
    run_rules(filled, by=CHIEF)
    (line,) = show_hits(filled, HitFilter(), by=CLERK).lines

    def decide(version: int, verdict: Verdict, reason: str = "met him at home", by: Any = CLERK) -> int:
        with filled.begin() as session:
            return decide_hit(
                session, line.id, version=version, verdict=verdict, reason=reason, by=by, now=sample.NOW
            )

    with pytest.raises(BadInput, match="write why"):
        decide(line.version, Verdict.FALSE_ALARM, "  ")
    with pytest.raises(RuleBroken, match="no hit no"):
        decide(line.version, Verdict.FALSE_ALARM, by=FAR)
    with pytest.raises(RuleBroken, match="roles only"):
        decide(line.version, Verdict.FALSE_ALARM, by=AUDITOR)
    version = decide(line.version, Verdict.TO_VISIT)
    with pytest.raises(RuleBroken, match="changed meanwhile"):
        decide(line.version, Verdict.FALSE_ALARM)
    decide(version, Verdict.FALSE_ALARM, "lives in one, lends the other")
    (shown,) = show_hits(filled, HitFilter(verdict="false_alarm"), by=CLERK).lines
    assert (shown.verdict, shown.reason, shown.decided_by) == (
        "false_alarm",
        "lives in one, lends the other",
        "李敏",
    )
    with filled.read() as session:
        assert len(session.scalars(select(IntegrityDecision)).all()) == 2
    (first, second) = audited(filled, "hit_decision")
    assert (first.person_id, first.fields) == (22, f"to_visit {line.id} two_main_residences")
    assert second.subject_hash
    run_rules(filled, by=CHIEF)
    assert show_hits(filled, HitFilter(verdict=""), by=CLERK).lines == ()


def test_the_false_positive_rate_is_false_alarms_among_decided_hits(filled: Store) -> None:
    switch_all_on(filled, "two_persons_one_number", "spouse_recorded_single")
    run_rules(filled, by=CHIEF)
    one, two = show_hits(filled, HitFilter(rule="two_persons_one_number"), by=CHIEF).lines
    for line, verdict in ((one, Verdict.FALSE_ALARM), (two, Verdict.CORRECTED)):
        with filled.begin() as session:
            decide_hit(
                session,
                line.id,
                version=line.version,
                verdict=verdict,
                reason="查看了户口簿原件",
                by=CHIEF,
                now=sample.NOW,
            )
    with filled.read() as session:
        states = {state.rule.key: state for state in rule_states(session, by=CHIEF)}
        far = {state.rule.key: state for state in rule_states(session, by=FAR)}
    state = states["two_persons_one_number"]
    assert (state.open, state.waiting, state.decided, state.false_alarms, state.false_rate) == (
        2,
        0,
        2,
        1,
        0.5,
    )
    assert (states["spouse_recorded_single"].waiting, states["spouse_recorded_single"].false_rate) == (
        1,
        None,
    )
    assert far["two_persons_one_number"].open == 0


def test_a_rule_that_finds_too_much_keeps_nothing(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    switch_all_on(filled, "two_persons_one_number", "spouse_recorded_single")
    few = replace(integrity_settings(), hits_at_most=1)
    monkeypatch.setattr(integrity_findings, "integrity_settings", lambda: few)
    told = {line.rule: line for line in run_rules(filled, by=CHIEF).rules}
    assert told["two_persons_one_number"].too_many
    assert not told["spouse_recorded_single"].too_many
    assert hits(filled) == {"spouse_recorded_single": {29}}
    assert told["two_persons_one_number"].found == 2
    tried = try_rule(filled, integrity_settings().rule("two_persons_one_number"), by=CHIEF)
    assert (tried.found, len(tried.sample)) == (2, 1)


def test_who_asks_too_often_or_has_no_such_role_is_refused(filled: Store, english: None) -> None:
    for act in (
        lambda: show_hits(filled, HitFilter(), by=AUDITOR),
        lambda: run_rules(filled, by=AUDITOR),
        lambda: try_rule(filled, integrity_settings().rules[0], by=AUDITOR),
    ):
        with pytest.raises(RuleBroken, match="roles only"):
            act()
    with pytest.raises(RuleBroken, match="roles only"), filled.begin() as session:
        switch_on(session, integrity_settings().rules[0], reason="x", by=CLERK, now=sample.NOW)
    for _ in range(QUOTAS[0].count):
        show_hits(filled, HitFilter(), by=CLERK)
    with pytest.raises(RuleBroken, match="are the limit"):
        show_hits(filled, HitFilter(), by=CLERK)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE integrity_switch SET reason = 'other'",
        "DELETE FROM integrity_switch",
        "UPDATE integrity_run SET checked = 0",
        "DELETE FROM integrity_run",
        "UPDATE integrity_hit SET person_id = 1",
        "DELETE FROM integrity_hit",
    ],
)
def test_what_was_found_and_switched_stands_for_good(filled: Store, statement: str) -> None:
    switch_all_on(filled, "two_main_residences")
    run_rules(filled, by=CHIEF)
    with pytest.raises(DBAPIError, match="append-only"), filled.begin() as session:
        session.execute(text(statement))


def test_a_member_who_left_counts_no_more(filled: Store) -> None:
    switch_all_on(filled, "household_with_two_heads", "minor_without_guardian")
    with filled.begin() as session:
        mine = HouseholdMember.person_id == 34
        session.execute(update(HouseholdMember).where(mine).values(until=date(2026, 1, 1)))
        session.add(HouseholdMember(household_id=42, person_id=34, relation="51"))
    run_rules(filled, by=CHIEF)
    assert hits(filled) == {}


OWN = """rules:
  - key: nameless
    version: 1
    name: {zh: 无证件号码, en: no ID number}
    compares: {zh: 证件号码, en: ID number}
    of: person
    severity: low
    when:
      - {field: id_number, is: empty}
"""


def test_a_centres_own_rule_is_tried_and_switched_on_like_the_others(filled: Store, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN, "utf-8")
    (rule,) = rules_of_file(file)
    try_rule(filled, rule, by=CHIEF)
    with filled.begin() as session:
        switch_on(session, rule, reason="补录证件", by=CHIEF, now=sample.NOW)
    told = run_rules(filled, by=CHIEF)
    assert [line.rule for line in told.rules] == ["nameless"]
    with filled.begin() as session:
        assert rule_states(session, by=CHIEF)[-1].rule == rule_named(session, "nameless") == rule
        switch_off(session, "nameless", reason="补录完毕", by=CHIEF, now=sample.NOW)
        assert rule_states(session, by=CHIEF)[-1].on is None
        switch_on(session, rule_named(session, "nameless"), reason="再查一次", by=CHIEF, now=sample.NOW)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("of: person", "of: dog", r"own.yaml, line 6: “of” is one of"),
        ("severity: low", "severity: low\n    weight: 3", "line 8: “weight” has no meaning here"),
        ("is: empty", "is: gone", "line 9: write set or empty"),
        (
            "- {field: id_number, is: empty}",
            "- {sql: DROP TABLE person}",
            "line 9: there is no condition “sql”",
        ),
        ("key: nameless", "key: No Name", "line 2: a key has 2 to 40 small letters"),
        ("version: 1", "version: 0", "line 3: a version is a whole number"),
        ("zh: 证件号码, ", "", "line 5: “zh” is missing"),
        ("rules:", "rules: []\nother:", "line 1: a list “rules” with at least one rule"),
        ("is: empty}", "is: empty", "own.yaml: line"),
    ],
)
def test_a_flawed_file_is_refused_with_line_and_reason(
    tmp_path: Path, before: str, after: str, words: str, english: None
) -> None:
    assert before in OWN
    file = tmp_path / "own.yaml"
    file.write_text(OWN.replace(before, after), "utf-8")
    with pytest.raises(BadInput, match=words):
        rules_of_file(file)


def test_an_unknown_rule_is_named_with_those_that_there_are(english: None) -> None:
    with pytest.raises(WrongUse, match=r"no rule “shoe”\. There are: deceased_with_pension"):
        integrity_settings().rule("shoe")


def test_the_shipped_settings_are_checked(english: None) -> None:
    raw = parsed_yaml(OWN, "x")
    roles = {act: ["supervisor"] for act in ("switch", "run", "look", "decide")}
    assert read_settings(raw | {"roles": roles, "hits_at_most": 5}).hits_at_most == 5
    for broken, words in (
        ({"roles": roles | {"look": ["king"]}, "hits_at_most": 5}, "a list of roles"),
        ({"roles": {"look": ["leader"]}, "hits_at_most": 5}, "says for each of these"),
        ({"roles": roles, "hits_at_most": 0}, "a whole number from 1"),
        ({"roles": roles, "hits_at_most": 5, "score": 1}, "“score” has no meaning"),
    ):
        with pytest.raises(BadInput, match=words):
            read_settings(raw | broken)
