"""Care files: who may know, until when, and what is written into them, on both stores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from gridcenter.clock import utc_now
from gridcenter.domain.care import BenefitGiven, CareFile, Consent, VisitMade, district_day
from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.identity import IdNumberError
from gridcenter.domain.people import Actor
from gridcenter.paths import asset
from gridcenter.services.care import (
    end_care,
    enrol,
    enrol_person,
    grant,
    renew,
    revoke,
)
from gridcenter.services.care_reading import (
    care_file,
    care_of_person,
    look_up_in_care,
    open_file,
    open_list,
    open_of_person,
    read_files,
    read_list,
)
from gridcenter.services.care_rules import care_rules, read_care_rules
from gridcenter.services.care_visits import plan_visit, record_benefit, record_visit
from gridcenter.services.plain_yaml import read_plain_yaml
from gridcenter.services.tickets import TICKET_SECONDS
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, CareVisit
from tests.services import care_samples as care
from tests.services import resident_samples as sample
from tests.services.care_samples import (
    GROUND,
    HANDLER,
    LAST,
    NOW,
    SECOND,
    STRANGER,
    TODAY,
    WORKER,
    ZONE,
    enrolled,
    midnight_after,
    wish,
)


@pytest.fixture
def filled(store: Store) -> Store:
    care.fill(store)
    return store


def opened(
    store: Store, by: Actor, *, now: datetime = NOW, number: str = sample.NUMBER
) -> tuple[CareFile, ...]:
    with store.begin() as session:
        ticket = open_of_person(session, replace(GROUND, id_text=number), by=by, now=now, zone=ZONE)
    with store.read() as session:
        return read_files(session, ticket, by=by, now=now, zone=ZONE)


def listed(store: Store, by: Actor, *, now: datetime = NOW) -> tuple[list[int], list[int]]:
    with store.begin() as session:
        ticket = open_list(session, by=by, now=now, zone=ZONE)
    with store.read() as session:
        found = read_list(session, ticket, by=by, now=now, zone=ZONE)
    return [line.file_id for line in found.lines], [line.file_id for line in found.renewals]


def lines(store: Store) -> list[tuple[str, str, str]]:
    with store.read() as session:
        own = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(line.action, line.outcome, line.fields.partition(" ")[0]) for line in own]


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        act()
    return str(caught.value)


def test_a_file_shows_reason_basis_consent_knowers_visits_and_benefits(filled: Store, english: None) -> None:
    file_id = enrolled(filled)
    (file,) = opened(filled, WORKER)
    assert (file.file_id, file.name, file.age_band, file.reason) == (file_id, "张**", "70–74", care.REASON)
    assert (file.begins_on, file.expires_on, file.consent.en) == (TODAY, LAST, "consent of the person")
    assert "老年人权益保障法" in file.basis
    assert [one.who for one in file.knowers] == ["何苗 (g.jiangnan)", "章伟 (zhang.wei)"]
    assert {one.until_on for one in file.knowers} == {LAST}
    planned, made = file.visits
    assert (made.note, made.recorded_by, planned.made_on) == (care.NOTE, "何苗 (g.jiangnan)", None)
    assert planned.planned_on == TODAY + timedelta(days=7)
    assert (file.benefits[0].amount, file.benefits[0].decided_by) == (care.AMOUNT, "街道民政办")
    assert care.NOTE not in repr(file)
    assert sample.NUMBER not in repr(file)


def test_only_accounts_on_the_list_see_it_and_only_in_their_area(filled: Store) -> None:
    file_id = enrolled(filled)
    assert [file.file_id for file in opened(filled, WORKER)] == [file_id]
    assert listed(filled, SECOND)[0] == [file_id]
    for off in (STRANGER, sample.CLERK, HANDLER):
        assert opened(filled, off) == ()
        assert listed(filled, off) == ([], [])
    elsewhere = replace(SECOND, area=sample.OTHER_COMMUNITY)
    assert opened(filled, elsewhere) == ()


def test_off_the_list_every_answer_is_that_of_a_person_without_a_file(filled: Store) -> None:
    """The same values, the same sentences and the same audit rows, for every question and every act."""
    file_id = enrolled(filled)
    nothing = 99_999
    before = len(lines(filled))
    assert opened(filled, STRANGER) == opened(filled, STRANGER, number=sample.HUSBAND) == ()
    assert opened(filled, STRANGER, number=sample.UNKNOWN) == ()
    told = lines(filled)[before:]
    assert len(set(told)) == 1
    acts: list[Callable[[int], object]] = [
        lambda key: care_file(filled, key, GROUND, by=STRANGER, zone=ZONE),
        lambda key: look_up_in_care(filled, key, GROUND, by=STRANGER, zone=ZONE),
        lambda key: acted(
            filled, lambda session: end_care(session, key, care.REASON, by=STRANGER, now=NOW, zone=ZONE)
        ),
        lambda key: acted(filled, lambda session: grant(session, key, "mz", by=STRANGER, now=NOW, zone=ZONE)),
        lambda key: acted(
            filled, lambda session: revoke(session, key, "mz", by=STRANGER, now=NOW, zone=ZONE)
        ),
        lambda key: acted(
            filled, lambda session: renew(session, key, LAST, care.REASON, by=STRANGER, now=NOW, zone=ZONE)
        ),
        lambda key: acted(
            filled, lambda session: plan_visit(session, key, TODAY, by=STRANGER, now=NOW, zone=ZONE)
        ),
        lambda key: acted(
            filled,
            lambda session: record_visit(
                session, key, VisitMade(TODAY, "met"), by=STRANGER, now=NOW, zone=ZONE
            ),
        ),
        lambda key: acted(
            filled,
            lambda session: record_benefit(
                session,
                key,
                BenefitGiven("goods", "米", TODAY, None, "社区"),
                by=STRANGER,
                now=NOW,
                zone=ZONE,
            ),
        ),
    ]
    for act in acts:
        assert refusal(lambda act=act: act(file_id)) == refusal(lambda act=act: act(nothing))  # type: ignore[misc]
    with filled.begin() as session:  # a second file tells nothing of the first
        enrol(session, wish(know=()), by=STRANGER, now=NOW, zone=ZONE)
    with filled.begin() as session, pytest.raises(RuleBroken):  # the control: who knows is told
        enrol(session, wish(know=()), by=WORKER, now=NOW, zone=ZONE)


def acted(store: Store, act: Callable[..., None]) -> None:
    with store.begin() as session:
        act(session)


def test_a_file_is_there_through_its_last_day_in_the_district_and_gone_at_midnight(filled: Store) -> None:
    file_id = enrolled(filled)
    last_moment = midnight_after(LAST) - timedelta(microseconds=1)
    assert [file.file_id for file in opened(filled, WORKER, now=last_moment)] == [file_id]
    assert listed(filled, WORKER, now=last_moment) == ([file_id], [file_id])
    assert opened(filled, WORKER, now=midnight_after(LAST)) == ()
    assert listed(filled, WORKER, now=midnight_after(LAST)) == ([], [file_id])


def test_a_file_that_ends_between_ticket_and_reading_is_not_read(filled: Store) -> None:
    enrolled(filled)
    late = midnight_after(LAST) - timedelta(seconds=5)
    with filled.begin() as session:
        ticket = open_of_person(session, GROUND, by=WORKER, now=late, zone=ZONE)
    with filled.read() as session:
        assert len(read_files(session, ticket, by=WORKER, now=late, zone=ZONE)) == 1
        assert read_files(session, ticket, by=WORKER, now=midnight_after(LAST), zone=ZONE) == ()


def test_nothing_is_shown_before_its_audit_row_is_committed_or_with_another_ticket(filled: Store) -> None:
    file_id = enrolled(filled)
    with filled.begin() as session:
        ticket = open_file(session, file_id, GROUND, by=WORKER, now=NOW, zone=ZONE)
        with pytest.raises(RuleBroken):
            read_files(session, ticket, by=WORKER, now=NOW, zone=ZONE)
        session.rollback()
    with filled.read() as session, pytest.raises(RuleBroken):
        read_files(session, ticket, by=WORKER, now=NOW, zone=ZONE)
    with filled.begin() as session:
        empty = open_of_person(
            session, replace(GROUND, id_text=sample.HUSBAND), by=WORKER, now=NOW, zone=ZONE
        )
    with filled.read() as session:
        for forged, by, now in (
            (replace(empty, file_ids=(file_id,)), WORKER, NOW),
            (empty, SECOND, NOW),
            (empty, WORKER, NOW + timedelta(seconds=TICKET_SECONDS + 2)),
        ):
            with pytest.raises(RuleBroken):
                read_files(session, forged, by=by, now=now, zone=ZONE)


def test_it_asks_for_a_purpose_and_a_reason_and_counts(filled: Store) -> None:
    enrolled(filled)
    with pytest.raises(RuleBroken), filled.begin() as session:
        open_of_person(session, replace(GROUND, reason="x"), by=WORKER, now=NOW, zone=ZONE)
    with pytest.raises(IdNumberError):
        care_of_person(filled, replace(GROUND, id_text="12345"), by=WORKER, zone=ZONE)
    assert lines(filled)[-1][:2] == ("failed_lookup", "bad_number")
    with pytest.raises(RuleBroken):
        care_of_person(filled, GROUND, by=sample.AUDITOR, zone=ZONE)
    for _ in range(20):
        opened(filled, SECOND)
    with pytest.raises(RuleBroken, match="20"):
        opened(filled, SECOND)


def test_a_second_person_renews_in_time_and_others_are_named_anew(filled: Store) -> None:
    file_id = enrolled(filled, know=(SECOND.login, HANDLER.login))
    near = midnight_after(LAST - timedelta(days=10))
    until = LAST + timedelta(days=200)

    def renewed(by: Actor, now: datetime, last: date = until) -> None:
        acted(filled, lambda session: renew(session, file_id, last, care.REASON, by=by, now=now, zone=ZONE))

    with pytest.raises(RuleBroken, match="2027-05-31"):
        renewed(SECOND, NOW)
    with pytest.raises(RuleBroken):
        renewed(WORKER, near)
    for wrong in (LAST, LAST + timedelta(days=367)):
        with pytest.raises(BadInput):
            renewed(SECOND, near, wrong)
    renewed(SECOND, near)
    (file,) = opened(filled, WORKER, now=midnight_after(LAST))
    assert (file.expires_on, file.terms[0].by, file.terms[0].former_on) == (until, "章伟 (zhang.wei)", LAST)
    assert opened(filled, HANDLER, now=near) != ()
    assert opened(filled, HANDLER, now=midnight_after(LAST)) == ()
    with pytest.raises(RuleBroken):  # now the other one has made the term
        renewed(SECOND, midnight_after(until - timedelta(days=5)), until + timedelta(days=30))
    renewed(WORKER, midnight_after(until - timedelta(days=5)), until + timedelta(days=30))


def test_an_expired_file_is_listed_for_renewal_and_then_gone_for_good(filled: Store) -> None:
    file_id = enrolled(filled)
    allowed = midnight_after(LAST + timedelta(days=29))
    assert listed(filled, SECOND, now=allowed) == ([], [file_id])
    too_late = midnight_after(LAST + timedelta(days=30))
    assert listed(filled, SECOND, now=too_late) == ([], [])
    with pytest.raises(RuleBroken), filled.begin() as session:
        renew(session, file_id, LAST + timedelta(days=99), care.REASON, by=SECOND, now=too_late, zone=ZONE)
    with filled.begin() as session:
        renew(session, file_id, LAST + timedelta(days=99), care.REASON, by=SECOND, now=allowed, zone=ZONE)
    assert listed(filled, WORKER, now=allowed)[0] == [file_id]


def test_whoever_was_taken_off_the_list_stays_off_after_a_renewal(filled: Store) -> None:
    file_id = enrolled(filled)
    near = midnight_after(LAST - timedelta(days=10))
    with filled.begin() as session:
        grant(session, file_id, STRANGER.login, by=SECOND, now=NOW, zone=ZONE)
        revoke(session, file_id, WORKER.login, by=SECOND, now=NOW, zone=ZONE)
        renew(session, file_id, LAST + timedelta(days=9), care.REASON, by=SECOND, now=near, zone=ZONE)
    assert opened(filled, WORKER, now=near) == ()
    assert len(opened(filled, SECOND, now=near)) == 1


def test_knowing_ends_on_its_own_day_and_when_it_is_taken_back(filled: Store) -> None:
    file_id = enrolled(filled)
    until = TODAY + timedelta(days=3)
    with filled.begin() as session:
        grant(session, file_id, STRANGER.login, until, by=WORKER, now=NOW, zone=ZONE)
    assert len(opened(filled, STRANGER, now=midnight_after(until) - timedelta(seconds=1))) == 1
    assert opened(filled, STRANGER, now=midnight_after(until)) == ()
    with filled.begin() as session:
        revoke(session, file_id, STRANGER.login, by=SECOND, now=NOW, zone=ZONE)
    assert opened(filled, STRANGER) == ()
    with pytest.raises(RuleBroken), filled.begin() as session:
        revoke(session, file_id, STRANGER.login, by=SECOND, now=NOW, zone=ZONE)
    with pytest.raises(BadInput), filled.begin() as session:
        grant(session, file_id, STRANGER.login, LAST + timedelta(days=1), by=WORKER, now=NOW, zone=ZONE)
    with pytest.raises(RuleBroken), filled.begin() as session:
        grant(session, file_id, sample.CLERK.login, by=WORKER, now=NOW, zone=ZONE)


def test_the_last_account_stays_named_until_the_file_ends(filled: Store) -> None:
    file_id = enrolled(filled, know=())
    with pytest.raises(RuleBroken), filled.begin() as session:
        revoke(session, file_id, WORKER.login, by=WORKER, now=NOW, zone=ZONE)
    with filled.begin() as session:
        end_care(session, file_id, "老人已搬去与子女同住", by=WORKER, now=NOW, zone=ZONE)
    assert opened(filled, WORKER) == ()
    assert listed(filled, WORKER) == ([], [])
    with pytest.raises(RuleBroken), filled.begin() as session:
        end_care(session, file_id, "老人已搬去与子女同住", by=WORKER, now=NOW, zone=ZONE)


WRONG: list[tuple[dict[str, object], type[Refusal]]] = [
    ({"reason": "x"}, RuleBroken),
    ({"programme": "petitioners"}, BadInput),
    ({"consent": Consent.NONE}, RuleBroken),
    ({"consent_on": None}, RuleBroken),
    ({"consent_on": date(2099, 1, 1)}, RuleBroken),
    ({"expires_on": date(2026, 1, 1)}, BadInput),
    ({"expires_on": date(2099, 1, 1)}, RuleBroken),
    ({"begins_on": date(2099, 1, 1)}, BadInput),
    ({"know": ("nobody",)}, BadInput),
    ({"know": (sample.CLERK.login,)}, RuleBroken),
    ({"number": sample.OUTSIDER}, RuleBroken),
    ({"number": sample.UNKNOWN}, RuleBroken),
    ({"number": "11010119900307"}, IdNumberError),
    ({"reason": "独居无亲" * 200}, BadInput),
]


@pytest.mark.parametrize(("other", "kind"), WRONG)
def test_a_file_that_lacks_something_is_refused_and_audited(
    filled: Store, other: dict[str, object], kind: type[Refusal]
) -> None:
    today = district_day(utc_now(), ZONE)
    sound: dict[str, object] = {"expires_on": today + timedelta(days=100), "consent_on": today}
    with pytest.raises(kind):
        enrol_person(filled, wish(**{**sound, **other}), by=WORKER, zone=ZONE)  # type: ignore[arg-type]
    assert lines(filled)[-1][0] == "failed_lookup"
    with filled.read() as session:
        assert session.scalar(text("SELECT count(*) FROM care_file")) == 0


def test_who_may_not_enrol_is_told_who_does(filled: Store, english: None) -> None:
    with pytest.raises(RuleBroken, match="grid worker, shift supervisor"), filled.begin() as session:
        enrol(session, wish(), by=HANDLER, now=NOW, zone=ZONE)


def test_visits_are_planned_by_the_rhythm_and_recorded_once(filled: Store) -> None:
    file_id = enrolled(filled)
    with filled.begin() as session:
        plan_visit(session, file_id, TODAY + timedelta(days=2), SECOND.login, by=WORKER, now=NOW, zone=ZONE)
        first = session.scalars(
            select(CareVisit.id).where(CareVisit.planned_on == TODAY + timedelta(days=2))
        ).one()
        record_visit(session, file_id, VisitMade(TODAY, "phoned", "", first), by=SECOND, now=NOW, zone=ZONE)
    (file,) = opened(filled, WORKER)
    assert [one.planned_on for one in file.visits if one.made_on is None] == [TODAY + timedelta(days=7)]
    for wrong in (
        VisitMade(TODAY, "arrested"),
        VisitMade(TODAY + timedelta(days=1), "met"),
        VisitMade(TODAY - timedelta(days=1), "met"),
        VisitMade(TODAY, "met", "字" * 1001),
        VisitMade(TODAY, "met", "", first),
    ):
        with pytest.raises(Refusal), filled.begin() as session:
            record_visit(session, file_id, wrong, by=WORKER, now=NOW, zone=ZONE)
    for day, login in ((TODAY - timedelta(days=1), ""), (LAST + timedelta(days=1), ""), (TODAY, "sun.li")):
        with pytest.raises(Refusal), filled.begin() as session:
            plan_visit(session, file_id, day, login, by=WORKER, now=NOW, zone=ZONE)


@pytest.mark.parametrize(
    "given",
    [
        BenefitGiven("bribe", "x", TODAY, None, "社区"),
        BenefitGiven("goods", " ", TODAY, None, "社区"),
        BenefitGiven("goods", "米", TODAY, None, ""),
        BenefitGiven("goods", "米", TODAY, TODAY - timedelta(days=1), "社区"),
        BenefitGiven("goods", "米" * 101, TODAY, None, "社区"),
    ],
)
def test_a_benefit_that_lacks_something_is_refused(filled: Store, given: BenefitGiven) -> None:
    file_id = enrolled(filled)
    with pytest.raises(BadInput), filled.begin() as session:
        record_benefit(session, file_id, given, by=WORKER, now=NOW, zone=ZONE)


def test_every_act_stands_in_the_audit_without_the_person_and_the_chain_holds(filled: Store) -> None:
    file_id = enrolled(filled)
    with filled.begin() as session:
        grant(session, file_id, STRANGER.login, by=WORKER, now=NOW, zone=ZONE)
        end_care(session, file_id, "老人已搬去与子女同住", by=WORKER, now=NOW, zone=ZONE)
    assert [line[0] for line in lines(filled)] == [
        "care_enrol",
        "care_visit",
        "care_benefit",
        "care_grant",
        "care_end",
    ]
    with filled.read() as session:
        assert broken_links(session, WORKER.account_id) == []
        kept = session.scalars(select(AuditEntry)).all()
        assert {line.person_id for line in kept} == {None}
        assert {line.reason for line in kept} == {""}


STATEMENTS = [
    "UPDATE care_file SET reason = 'never said'",
    "UPDATE care_file SET expires_on = '2099-01-01'",
    "DELETE FROM care_file",
    "UPDATE care_grant SET until_on = '2099-01-01'",
    "DELETE FROM care_grant",
    "UPDATE care_visit SET note = 'other' WHERE made_on IS NOT NULL",
    "DELETE FROM care_visit",
    "UPDATE care_benefit SET amount = 'more'",
    "DELETE FROM care_benefit",
    "UPDATE care_renewal SET until_on = '2099-01-01'",
    "DELETE FROM care_renewal",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_what_was_written_is_neither_changed_nor_removed(filled: Store, statement: str) -> None:
    file_id = enrolled(filled)
    near = midnight_after(LAST - timedelta(days=10))
    with filled.begin() as session:
        renew(session, file_id, LAST + timedelta(days=9), care.REASON, by=SECOND, now=near, zone=ZONE)
    with pytest.raises(DBAPIError, match="append-only"), filled.begin() as session:
        session.execute(text(statement))


def test_the_end_of_a_file_is_written_once(filled: Store) -> None:
    enrolled(filled)
    end = text("UPDATE care_file SET ended_at = '2026-11-18 06:32:00+00', ended_why = 'x'")
    with filled.begin() as session:
        session.execute(end)
    with pytest.raises(DBAPIError, match="append-only"), filled.begin() as session:
        session.execute(end)


def test_the_programmes_are_checked(english: None) -> None:
    assert set(care_rules().programmes) == {"elderly_alone", "disabled", "left_behind_children", "hardship"}
    raw = read_plain_yaml(asset("db/care.yaml"))
    one = raw["programmes"]["hardship"]
    for wrong, sentence in (
        ({"know": ["king"]}, "king"),
        ({"know": ["auditor", "collector", "supervisor", "leader"]}, "auditor"),
        ({"enrol": ["dispatcher"]}, "must be a role that may know"),
        ({"longest": 4000}, "1 to 731 days"),
        ({"consent": "police"}, "cannot be read"),
    ):
        with pytest.raises(BadInput, match=sentence):
            read_care_rules({**raw, "programmes": {"hardship": {**one, **wrong}}})
    with pytest.raises(BadInput, match="cannot be read"):
        read_care_rules({})
