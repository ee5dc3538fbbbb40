"""Two desks, each a process of its own, decide the same thing about residents at the same moment: it is done once,
the other one is told why not, and the audit is whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, text

from gridcenter.domain.identity import DEMO_PREFIX, make_number, uscc_check
from gridcenter.domain.integrity import Verdict
from gridcenter.domain.people import Actor
from gridcenter.domain.visits import VisitSubject
from gridcenter.language import use_language
from gridcenter.services.audit_verification import verify_audit
from gridcenter.services.care import enrol
from gridcenter.services.import_batches import apply_batch, drop_batch, stage_file
from gridcenter.services.importing import ImportOptions, Kind
from gridcenter.services.importing.own_presets import save_preset
from gridcenter.services.integrity_hits import decide_hit
from gridcenter.services.integrity_runs import run_rules, try_rule
from gridcenter.services.integrity_switches import rule_named, switch_on
from gridcenter.services.lookup import look_up
from gridcenter.services.organisation_keeping import enter_organisation
from gridcenter.services.organisation_ties import open_tie
from gridcenter.services.person_merging import merge_persons, tell_persons_apart, unmerge_persons
from gridcenter.services.rolls import approve_roll, ask_roll, refuse_roll
from gridcenter.services.visits import correct_visit, record_visit
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import (
    Account,
    CareFile,
    IntegrityDecision,
    IntegrityHit,
    IntegritySwitch,
    Organisation,
    OrganisationPerson,
    Person,
    PersonApart,
    PersonMerge,
    Roll,
    Scope,
    VisitCorrection,
)
from tests.services import care_samples as care
from tests.services import integrity_samples as integrity
from tests.services import resident_samples as sample
from tests.services.importing.carrying import table
from tests.services.integrity_samples import CHIEF, LEADER, switch_all_on
from tests.services.two_desks import Deed, Round, two_desks

USCC = "91709901000000888" + uscc_check("91709901000000888")
ZONE = ZoneInfo("Asia/Shanghai")
ROUNDS = 3
DEPUTY = Actor(16, "qian.bo", "钱博", "supervisor", 1, "709901")
WHOLE, SECOND = (Actor(key, f"whole.{key}", "全区", "supervisor", 1, "") for key in (17, 18))


@pytest.fixture
def at_once(store: Store, store_url: str) -> Iterator[Round]:
    use_language("en")
    with store.begin() as session:
        integrity.fill(session)
        for actor in (DEPUTY, WHOLE, SECOND):
            session.add(
                Account(id=actor.account_id, login=actor.login, name=actor.name, role=actor.role, unit_id=1)
            )
        session.flush()
        for actor in (DEPUTY, WHOLE, SECOND):
            session.add(Scope(account_id=actor.account_id, division_code=actor.area))
        if not store.is_sqlite:  # the samples gave their rows numbers of their own
            session.execute(text("SELECT setval(pg_get_serial_sequence('person', 'id'), 1000)"))
    with two_desks(store_url) as round_of:
        yield round_of
    found = verify_audit(store, progress=lambda _done: None)
    assert (found.broken, found.lines > 0) == (0, True)


def now(store: Store):
    with store.read() as session:
        return store_time(session)


def number_of(store: Store, model: type, *where: object) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(model).where(*where)) or 0


def once(said: list[str]) -> str:
    """Return what the one was told who came too late."""
    assert sorted(map(bool, said)) == [False, True], said
    assert "log" not in max(said)
    return max(said)


def test_a_roll_is_decided_once(store: Store, at_once: Round) -> None:
    for _ in range(ROUNDS):
        roll = ask_roll(store, "voters", purpose="区人大代表换届选举选民登记", by=DEPUTY)
        with store.read() as session:
            version = session.get_one(Roll, roll).version
        said = at_once(
            [
                partial(approve_roll, roll_id=roll, version=version, by=LEADER, now=now(store)),
                partial(
                    refuse_roll, roll_id=roll, version=version, reason="no need", by=CHIEF, now=now(store)
                ),
            ]
        )
        assert "decided about this roll already" in once(said)


def test_a_hit_is_decided_once(store: Store, at_once: Round) -> None:
    switch_all_on(store)
    run_rules(store, by=CHIEF)
    with store.read() as session:
        hits = list(session.execute(select(IntegrityHit.id, IntegrityHit.version)).all())[:ROUNDS]
    for hit, version in hits:
        said = at_once(
            [
                partial(
                    decide_hit,
                    hit_id=hit,
                    version=version,
                    verdict=verdict,
                    reason="asked there",
                    by=by,
                    now=now(store),
                )
                for verdict, by in ((Verdict.CORRECTED, CHIEF), (Verdict.FALSE_ALARM, LEADER))
            ]
        )
        assert "changed meanwhile" in once(said)
    assert number_of(store, IntegrityDecision) == ROUNDS


def test_a_rule_is_switched_on_once(store: Store, at_once: Round) -> None:
    for key in ("deceased_resident", "two_main_residences", "household_without_head"):
        with store.read() as session:
            rule = rule_named(session, key)
        try_rule(store, rule, by=CHIEF)
        both = [partial(switch_on, rule=rule, reason="now", by=by, now=now(store)) for by in (CHIEF, LEADER)]
        once(at_once(both))
        assert number_of(store, IntegritySwitch, IntegritySwitch.rule == key) == 1


def test_rows_are_merged_once_in_one_direction_and_no_chain_comes_about(store: Store, at_once: Round) -> None:
    rows = [33, 34]

    def merging(kept: int, merged: int, by: Actor) -> Deed:
        return partial(
            merge_persons, kept=kept, merged=merged, reason="one number", by=by, now=now(store), decided=True
        )

    for _ in range(ROUNDS):
        once(at_once([merging(*rows, CHIEF), merging(*rows[::-1], DEPUTY)]))
        with store.read() as session:
            merged = session.scalars(
                select(PersonMerge.merged_id).where(
                    PersonMerge.undone_at.is_(None), PersonMerge.merged_id.in_(rows)
                )
            ).one()
        undone = [
            partial(unmerge_persons, merged=merged, reason="they are not", by=by, now=now(store))
            for by in (CHIEF, DEPUTY)
        ]
        once(at_once(undone))
    once(at_once([merging(33, 21, CHIEF), merging(21, 22, DEPUTY)]))
    once(at_once([merging(34, 24, CHIEF), merging(25, 24, DEPUTY)]))


def test_rows_are_told_apart_or_merged_and_not_both(store: Store, at_once: Round) -> None:
    said = at_once(
        [
            partial(tell_persons_apart, one=33, other=34, reason="two people", by=CHIEF, now=now(store)),
            partial(tell_persons_apart, one=34, other=33, reason="two people", by=DEPUTY, now=now(store)),
        ]
    )
    once(said)
    assert number_of(store, PersonApart) == 1


def test_a_visit_is_corrected_once(store: Store, at_once: Round) -> None:
    for _ in range(ROUNDS):
        with store.begin() as session:
            visit = record_visit(
                session, VisitSubject(household_id=1), outcome="met", by=CHIEF, now=store_time(session)
            )
        said = at_once(
            [
                partial(
                    correct_visit, visit_id=visit, outcome="void", reason="wrong door", by=by, now=now(store)
                )
                for by in (CHIEF, DEPUTY)
            ]
        )
        assert "corrected before" in once(said)
    assert number_of(store, VisitCorrection) == ROUNDS


def test_an_organisation_is_entered_once(store: Store, at_once: Round) -> None:
    for number in range(ROUNDS):
        stem = f"91709901{number:09d}"
        said = {
            "uscc": stem + uscc_check(stem),
            "name": "江南超市",
            "source": "visit",
            "recorded_on": "2026-11-20",
        }
        told = at_once(
            [partial(enter_organisation, said=said, by=by, now=now(store)) for by in (WHOLE, SECOND)]
        )
        once(told)
    assert number_of(store, Organisation) == ROUNDS


def test_a_tie_is_made_once_and_a_preset_has_its_name_once(store: Store, at_once: Round) -> None:
    entered = {"uscc": USCC, "name": "江南超市", "source": "visit", "recorded_on": "2026-11-20"}
    with store.begin() as session:
        enter_organisation(session, entered, by=WHOLE, now=store_time(session))
    for by in (CHIEF, DEPUTY):
        look_up(store, sample.request(), by=by)
    for kind in ("employee", "contact", "legal"):
        said = {"uscc": USCC, "tie": kind, "source": "visit", "recorded_on": "2026-11-20"}
        tying = partial(open_tie, person_id=1, said=said, request=sample.request(), now=now(store))
        once(at_once([partial(tying, by=CHIEF), partial(tying, by=DEPUTY)]))
    assert number_of(store, OrganisationPerson) == 3
    for number in range(ROUNDS):
        keeping = partial(
            save_preset, name=f"街道 {number}", kind=Kind.PERSONS, columns={"name": "姓名"}, now=now(store)
        )
        once(at_once([partial(keeping, by=WHOLE), partial(keeping, by=SECOND)]))


def staged(store: Store, path: Path) -> int:
    with store.begin() as session:
        at = store_time(session)
        report = stage_file(session, Kind.PERSONS, path, options=ImportOptions(), by=WHOLE, now=at)
    assert report.batch_id is not None
    return report.batch_id


def test_a_batch_is_applied_once_and_not_dropped_besides(
    store: Store, at_once: Round, tmp_path: Path
) -> None:
    for number in range(ROUNDS):
        key = make_number(DEMO_PREFIX, date(1970, 1, 1 + number), 7)
        batch = staged(store, table(tmp_path / f"{number}.csv", "公民身份号码,姓名", f"{key},某人"))
        applying = [partial(apply_batch, batch_id=batch, by=by, now=now(store)) for by in (WHOLE, SECOND)]
        dropping = partial(drop_batch, batch_id=batch, by=SECOND, now=now(store), reason="not wanted")
        once(at_once(applying if number % 2 else [applying[0], dropping]))


def test_two_batches_with_the_same_new_person_make_one_person(
    store: Store, at_once: Round, tmp_path: Path
) -> None:
    for number in range(ROUNDS):
        key = make_number(DEMO_PREFIX, date(1971, 1, 1 + number), 7)
        path = table(tmp_path / f"{number}.csv", "公民身份号码,姓名", f"{key},某人")
        batches = [staged(store, path), staged(store, path)]
        told = at_once(
            [
                partial(apply_batch, batch_id=batch, by=by, now=now(store))
                for batch, by in zip(batches, (WHOLE, SECOND), strict=True)
            ]
        )
        assert number_of(store, Person, Person.id_number == key) == 1, told
        assert "" in told


def test_a_care_file_is_opened_once_by_an_account_with_two_desks(store: Store, at_once: Round) -> None:
    today = now(store).date()
    with store.begin() as session:
        session.add_all(
            (
                Account(id=11, login=care.WORKER.login, name="何苗", role="collector", unit_id=1),
                Account(id=12, login=care.SECOND.login, name="章伟", role="supervisor", unit_id=1),
            )
        )
        session.flush()
        session.add_all(
            (
                Scope(account_id=11, division_code=care.WORKER.area),
                Scope(account_id=12, division_code="709901"),
            )
        )
    wish = care.wish(consent_on=today, expires_on=today.replace(year=today.year + 1))
    deed = partial(enrol, wish=wish, by=care.WORKER, now=now(store), zone=ZONE)
    assert "keeps an open file" in once(at_once([deed, deed]))
    assert number_of(store, CareFile) == 1
