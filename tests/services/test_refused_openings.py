"""Opening somebody of a list is a look-up: an attempt that is refused stands in the audit as one by number does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import LookupRequest
from gridcenter.services import asking_again
from gridcenter.services.care_reading import look_up_in_care
from gridcenter.services.integrity_hits import look_up_hit
from gridcenter.services.register_ledgers import ledger_page, look_up_in_ledger
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, IntegrityHit, IntegrityRun
from tests.services import care_samples as care
from tests.services.care_samples import GROUND, SECOND, TODAY, WORKER, ZONE
from tests.services.resident_samples import COMMUNITY, GRID, NOW

HIT, FILE, PERSON = 7, 1, 1
Act = Callable[[Store, LookupRequest], object]


def of_a_hit(store: Store, request: LookupRequest) -> object:
    return look_up_hit(store, HIT, request, by=SECOND)


def of_a_ledger(store: Store, request: LookupRequest) -> object:
    page = ledger_page(store, "LG01", "", GROUND, by=SECOND, zone=ZONE)
    return look_up_in_ledger(store, page, PERSON, request, by=SECOND)


def of_a_care_file(store: Store, request: LookupRequest) -> object:
    return look_up_in_care(store, FILE, request, by=WORKER, zone=ZONE)


ACTS: tuple[Act, ...] = (of_a_hit, of_a_ledger, of_a_care_file)


@pytest.fixture
def filled(store: Store) -> Store:
    care.fill(store)
    assert care.enrolled(store) == FILE
    with store.begin() as session:
        run = IntegrityRun(
            area="", day=TODAY, begun_at=NOW, ended_at=NOW, checked=1, account_id=12, who="", role=""
        )
        session.add(run)
        session.flush()
        about = {"subject": "person", "subject_id": PERSON, "person_id": PERSON, "grid_code": GRID}
        rule = {"rule": "birth_against_id_number", "rule_version": 1, "run_id": run.id, "found_at": NOW}
        session.add(IntegrityHit(id=HIT, community_code=COMMUNITY, **about, **rule))
    return store


def refused(store: Store) -> list[str]:
    with store.read() as session:
        wanted = select(AuditEntry.outcome).where(AuditEntry.action == "failed_lookup")
        return list(session.scalars(wanted.order_by(AuditEntry.id)))


@pytest.mark.parametrize("act", ACTS)
def test_whoever_says_why_opens_the_card(filled: Store, act: Act) -> None:
    assert act(filled, GROUND) is not None
    assert refused(filled) == []


@pytest.mark.parametrize("act", ACTS)
def test_an_attempt_without_ground_is_refused_and_audited(filled: Store, act: Act) -> None:
    with pytest.raises(RuleBroken):
        act(filled, replace(GROUND, reason=""))
    assert refused(filled) == ["refused"]


@pytest.mark.parametrize("act", ACTS)
def test_being_asked_again_is_audited(filled: Store, act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking_again, "is_drawn", lambda *_: True)
    with pytest.raises(RuleBroken):
        act(filled, GROUND)
    assert refused(filled) == ["asked"]
