"""Two desks, each a process of its own, act at the same moment: one is done wholly, the other is told why not, and
the books are whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import count

import pytest
from sqlalchemy import func, select

from gridcenter.domain.corrections import CORRECT_CATEGORY, CORRECT_URGENCY
from gridcenter.domain.handover import HandoverDraft
from gridcenter.domain.merging import MERGED
from gridcenter.language import use_language
from gridcenter.services.adjustments import refuse, withdraw
from gridcenter.services.cards import CardDraft, issue_card, reply_to_card, withdraw_card
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.handovers import sign_handover, write_handover
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.services.reports import add_report
from gridcenter.services.steps import take_step
from gridcenter.services.unit_load import Duty, loads, set_duty
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident, IncidentMerge, Report
from tests.services.matters import (
    DRAFT,
    OTHER_CATEGORY,
    SHANGHAI,
    actor,
    apply,
    at,
    other_category,
    report,
    settle,
    step,
    to_dispatched,
    to_handling,
    version_of,
)
from tests.services.two_desks import Deed, Round, two_desks

NOW = at("11-18 09:00")
LATER = NOW + timedelta(hours=1)
UNIT = 2
ROUNDS = 6
_forms = count()


@pytest.fixture
def at_once(store: Store, store_url: str) -> Iterator[Round]:
    settle(store)
    use_language("en")
    with two_desks(store_url) as round_of:
        yield round_of
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _done: None).kept == []


def made(store: Store) -> int:
    return report(store, now=NOW, key=f"form-{next(_forms)}")


def merging(store: Store, kept: int, merged: int, *, role: str = "acceptor") -> Deed:
    return partial(
        merge_incidents,
        kept=(kept, version_of(store, kept)),
        merged=(merged, version_of(store, merged)),
        reason="同一处",
        by=actor(role),
        now=LATER,
    )


def parting(store: Store, key: int) -> Deed:
    version = version_of(store, key)
    return partial(
        unmerge_incident, merged_id=key, version=version, reason="不是", by=actor("acceptor"), now=LATER
    )


def moving(store: Store, key: int, action: str, role: str, **inputs: str) -> Deed:
    version = version_of(store, key)
    return partial(
        take_step,
        incident_id=key,
        version=version,
        action=action,
        inputs=inputs,
        by=actor(role),
        now=LATER,
    )


def ready(store: Store) -> int:
    """Return an incident that awaits its dispatch."""
    key = made(store)
    for action, role in (("register", "acceptor"), ("accept", "supervisor"), ("to_dispatch", "supervisor")):
        step(store, key, action, role, NOW)
    return key


def failed(store: Store) -> int:
    """Return an incident whose check failed: its unit has nothing to do for it."""
    key = made(store)
    to_handling(store, key, NOW)
    for action, role, inputs in (
        ("finish", "handler", {"result": "已清除"}),
        ("send_check", "acceptor", {"collector": "王"}),
        ("check_start", "collector", {}),
        ("fail", "collector", {"reason": "未清除"}),
    ):
        step(store, key, action, role, NOW + timedelta(minutes=20), **inputs)
    return key


def merged(store: Store) -> int:
    """Return an incident in handling that was merged into another one."""
    kept, key = made(store), made(store)
    to_handling(store, key, NOW)
    with store.begin() as session:
        merging(store, kept, key)(session)
    return key


def capacity(store: Store, most: int) -> None:
    with store.begin() as session:
        set_duty(session, UNIT, Duty(capacity=most), reason="人手", by=actor("supervisor"), now=NOW)


def tasks(store: Store) -> int:
    with store.read() as session:
        return next(one.tasks for one in loads(session) if one.unit_id == UNIT)


def states(store: Store, *keys: int) -> list[str]:
    with store.read() as session:
        return [session.get_one(Incident, key).state for key in keys]


def in_force(store: Store) -> int:
    with store.read() as session:
        found = select(func.count()).where(IncidentMerge.undone_at.is_(None))
        return session.scalar(found) or 0


def test_merging_in_opposite_directions_happens_once(store: Store, at_once: Round) -> None:
    for number in range(ROUNDS):
        one, other = made(store), made(store)
        said = at_once(
            [
                merging(store, one, other),
                merging(store, other, one, role=("supervisor", "acceptor")[number % 2]),
            ]
        )
        assert sorted(map(bool, said)) == [False, True], said
        assert "check and send again" in max(said)
        assert sorted(states(store, one, other)) == [MERGED, "reported"]
    assert in_force(store) == ROUNDS


def test_of_two_corrections_at_once_one_is_done_and_the_other_is_told(store: Store, at_once: Round) -> None:
    """One raises the urgency while the other corrects the category: nobody writes over what he has not seen."""
    other_category(store)
    for _ in range(ROUNDS):
        key = made(store)
        to_handling(store, key, NOW)
        said = at_once(
            [
                moving(store, key, CORRECT_URGENCY, "supervisor", urgent="yes", reason="校门口"),
                moving(store, key, CORRECT_CATEGORY, "dispatcher", category="matters/T02", reason="误选"),
            ]
        )
        assert sorted(map(bool, said)) == [False, True], said
        assert "check and send again" in max(said)
        with store.read() as session:
            incident = session.get_one(Incident, key)
            assert incident.urgent is not (incident.category_id == OTHER_CATEGORY)


def test_no_chain_comes_about_when_both_links_are_made_at_once(store: Store, at_once: Round) -> None:
    for _ in range(ROUNDS):
        one, middle, last = made(store), made(store), made(store)
        said = at_once([merging(store, middle, one), merging(store, last, middle)])
        assert sorted(map(bool, said)) == [False, True], said
        assert states(store, one, middle, last).count(MERGED) == 1


@pytest.mark.parametrize("second", ["dispatch", "rework", "unmerge"])
def test_the_last_room_of_a_unit_is_given_once(store: Store, at_once: Round, second: str) -> None:
    for _ in range(ROUNDS):
        capacity(store, 100)
        deeds = [moving(store, ready(store), "dispatch", "dispatcher", unit=str(UNIT))]
        if second == "dispatch":
            deeds.append(moving(store, ready(store), "dispatch", "dispatcher", unit=str(UNIT)))
        elif second == "rework":
            deeds.append(moving(store, failed(store), "rework", "dispatcher", reason="返工"))
        else:
            deeds.append(parting(store, merged(store)))
        before = tasks(store)
        capacity(store, before + 1)
        said = at_once(deeds)
        assert sorted(map(bool, said)) == [False, True], said
        full = r"is full: it has {n} open tasks? and may hold {n}\b".format(n=before + 1)
        assert re.search(full, max(said)), said
        assert tasks(store) == before + 1


def test_a_step_on_what_is_merged_at_the_same_moment_is_taken_or_refused(
    store: Store, at_once: Round
) -> None:
    for _ in range(ROUNDS):
        kept, key = made(store), made(store)
        to_dispatched(store, key, NOW)
        said = at_once([merging(store, kept, key), moving(store, key, "receive", "handler")])
        assert sorted(map(bool, said)) == [False, True], said
        assert "check and send again" in max(said)
        assert states(store, key) == [MERGED if said[1] else "pending_handle"]


def test_what_is_told_while_an_incident_is_merged_is_kept_once_where_it_belongs(
    store: Store, at_once: Round
) -> None:
    for _ in range(ROUNDS):
        kept, key = made(store), made(store)
        form = f"form-{next(_forms)}"
        telling: Deed = partial(
            add_report, incident_id=key, draft=DRAFT, by=actor("collector"), now=LATER, key=form
        )
        said = at_once([merging(store, kept, key), telling])
        assert said[1] == ""
        with store.read() as session:
            told = session.scalars(select(Report.incident_id).where(Report.key == form)).one()
            counts = [session.get_one(Incident, one).report_count for one in (kept, key)]
        if said[0]:
            assert (told, counts) == (key, [1, 2])
        else:
            assert (told, counts) == (kept, [3, 1])


def test_telling_of_what_is_taken_apart_makes_nobody_wait_crosswise(store: Store, at_once: Round) -> None:
    for _ in range(ROUNDS):
        key = merged(store)
        form = f"form-{next(_forms)}"
        telling: Deed = partial(
            add_report, incident_id=key, draft=DRAFT, by=actor("collector"), now=LATER, key=form
        )
        assert at_once([parting(store, key), telling]) == ["", ""]
        with store.read() as session:
            told = session.scalars(select(Report.incident_id).where(Report.key == form)).one()
            assert session.get_one(Incident, told).report_count == 2
            assert session.get_one(Incident, key).state == "handling"


def test_taking_apart_and_closing_the_kept_one_at_once_leaves_one_of_both(
    store: Store, at_once: Round
) -> None:
    for _ in range(ROUNDS):
        key = merged(store)
        with store.read() as session:
            wanted = select(IncidentMerge.kept_id).where(IncidentMerge.merged_id == key)
            kept = session.scalars(wanted).one()
        said = at_once([parting(store, key), moving(store, kept, "force_close", "leader", reason="已清除")])
        assert sorted(map(bool, said)) == [False, True], said
        assert states(store, kept, key) == (["forced_close", MERGED] if said[0] else ["reported", "handling"])


def test_a_handover_an_application_and_a_card_end_once_at_whichever_desk_is_first(
    store: Store, at_once: Round
) -> None:
    key = made(store)
    to_handling(store, key, NOW)
    for number in range(3):
        with store.begin() as session:
            version = version_of(store, key)
            form = f"form-{number}"
            sheet = write_handover(
                session, HandoverDraft("雨棚", ()), by=actor("supervisor"), now=NOW, key=form
            )
            draft = CardDraft("reminder", "请回复")
            card = issue_card(session, key, draft, version=version, by=actor("supervisor"), now=NOW, key=form)
        asked = apply(
            store, key, "suspend", "supervisor", LATER, reason="等配件", review_date="2026-12-01 09:00"
        )
        leader, supervisor, handler = actor("leader"), actor("supervisor"), actor("handler")
        for deeds in (
            [
                partial(
                    sign_handover, handover_id=sheet, version=1, remarks="知悉", by=actor(role), now=LATER
                )
                for role in ("dispatcher", "acceptor")
            ],
            [
                partial(refuse, application_id=asked, reason="先处置", by=leader, now=LATER),
                partial(withdraw, application_id=asked, reason="配件已到", by=supervisor, now=LATER),
            ],
            [
                partial(reply_to_card, card_id=card, version=1, text="已派人", by=handler, now=LATER),
                partial(withdraw_card, card_id=card, version=1, reason="误发", by=supervisor, now=LATER),
            ],
        ):
            told = at_once(deeds)
            assert told.count("") == 1, told
