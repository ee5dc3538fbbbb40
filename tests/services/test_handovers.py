"""Shift handovers: frozen as things stood, signed once by somebody else, in the audit, on both stores."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.handover import LONGEST_PENDING, Handover, HandoverDraft, figures_of_text
from gridcenter.domain.lights import Light
from gridcenter.language import use_language
from gridcenter.services.card_rules import card_rules
from gridcenter.services.cards import CardDraft, issue_card
from gridcenter.services.handovers import sign_handover, write_handover
from gridcenter.services.supervision_rules import read_supervision_rules, supervision_rules
from gridcenter.store.audit import broken_links
from gridcenter.store.cards import awaited_cards
from gridcenter.store.engine import Store
from gridcenter.store.handovers import handovers, unsigned_handovers
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import Account, AuditEntry, Change, Unit
from tests.services.matters import actor, at, report, settle, to_dispatched, to_handling, version_of

START = at("11-18 08:30")
LATER = at("11-18 16:00")


@pytest.fixture
def shift(store: Store) -> Store:
    """A store in which one incident is red, one parked, one just reported, and a card is owed."""
    settle(store)
    red, parked = (report(store, now=START, key=key) for key in ("red", "parked"))
    report(store, now=LATER, key="new")
    to_dispatched(store, red, START)
    to_handling(store, parked, START)
    with store.begin() as session:
        draft = CardDraft("reminder", "请回复")
        version = version_of(store, red)
        issue_card(
            session, red, draft, version=version, by=actor("supervisor"), now=at("11-18 09:00"), key="card"
        )
    return store


def write(
    store: Store, *watched: int, key: str = "form", role: str = "supervisor", pending: str = "雨棚待拆"
) -> int:
    with store.begin() as session:
        draft = HandoverDraft(pending, watched)
        return write_handover(session, draft, by=actor(role), now=LATER, key=key)


def sign(store: Store, number: int, *, role: str = "dispatcher", remarks: str = "", version: int = 1) -> int:
    with store.begin() as session:
        return sign_handover(
            session, number, version=version, remarks=remarks, by=actor(role), now=at("11-18 16:10")
        )


def only(store: Store) -> Handover:
    with store.read() as session:
        (found,) = handovers(session, area="")
    return found


def test_the_figures_are_those_of_the_queue_at_that_moment_and_stand_when_it_changes(shift: Store) -> None:
    with shift.read() as session:
        rows = open_incidents(session, area="")
        owed = awaited_cards(session, area="", rules=card_rules())
    write(shift, 1)
    found = only(shift)
    lights = {light: sorted(row.id for row in rows if row.light(LATER) is light) for light in Light}
    assert list(found.figures.red) == lights[Light.RED] != []
    assert list(found.figures.yellow) == lights[Light.YELLOW]
    assert list(found.figures.parked) == lights[Light.GREY]
    assert (found.figures.open, found.figures.green) == (3, len(lights[Light.GREEN]))
    assert [(card.id, card.late) for card in found.figures.cards] == [(owed[0].id, True)]
    assert [(one.id, one.light) for one in found.figures.watched] == [(1, Light.RED)]
    report(shift, now=LATER, key="after")
    assert only(shift) == found


def test_the_incoming_shift_signs_with_remarks_and_the_time_of_the_store(shift: Store) -> None:
    number = write(shift)
    with shift.read() as session:
        assert [one.id for one in unsigned_handovers(session, area="")] == [number]
    sign(shift, number, remarks="已知悉")
    found = only(shift)
    assert (found.signer, found.signer_role, found.remarks) == ("dispatcher 一号", "dispatcher", "已知悉")
    assert found.signed_at == at("11-18 16:10")
    with shift.read() as session:
        assert unsigned_handovers(session, area="") == ()
        fields = session.scalars(
            select(AuditEntry.fields).where(AuditEntry.fields.contains("handover"))
        ).all()
        kinds = session.scalars(select(Change.kind).where(Change.kind == "handover")).all()
        assert broken_links(session, 3) == broken_links(session, 4) == []
    assert sorted(fields) == [f"sign_handover {number}", f"write_handover {number}"]
    assert len(kinds) == 2


def test_who_wrote_it_cannot_sign_it_and_the_wrong_role_can_do_neither(shift: Store, english: None) -> None:
    number = write(shift)
    with pytest.raises(RuleBroken, match="you wrote this handover yourself"):
        sign(shift, number, role="supervisor")
    with pytest.raises(RuleBroken, match="handovers are signed by: intake clerk"):
        sign(shift, number, role="handler")
    with pytest.raises(RuleBroken, match="handovers are written by: intake clerk"):
        write(shift, key="other", role="collector")


def test_a_second_signature_is_told_who_was_first_and_the_same_one_again_is_harmless(
    shift: Store, english: None
) -> None:
    number = write(shift)
    version = sign(shift, number, remarks="ok")
    assert sign(shift, number, remarks="ok") == version
    with pytest.raises(RuleBroken, match=r"dispatcher 一号 signed this handover at 11-18 16:10 already"):
        sign(shift, number, role="acceptor", remarks="me too")


def test_a_form_that_is_sent_twice_writes_one_handover(shift: Store) -> None:
    assert write(shift) == write(shift)
    assert only(shift).pending == "雨棚待拆"


def test_a_text_that_is_too_long_is_refused_and_not_cut(shift: Store, english: None) -> None:
    with pytest.raises(BadInput, match="shorten it"):
        write(shift, pending="x" * (LONGEST_PENDING + 1))
    with pytest.raises(BadInput, match="51 incidents are to be watched"):
        write(shift, *range(51))


def test_a_handover_of_another_area_is_not_seen_and_not_signed(shift: Store, english: None) -> None:
    number = write(shift)
    stranger = replace(actor("dispatcher"), area="709902")
    with shift.read() as session:
        assert handovers(session, area=stranger.area) == ()
    with pytest.raises(RuleBroken, match="no such handover"), shift.begin() as session:
        sign_handover(session, number, version=1, remarks="", by=stranger, now=LATER)


def test_an_account_that_was_switched_off_signs_nothing(shift: Store, english: None) -> None:
    number = write(shift)
    with shift.begin() as session:
        session.get_one(Account, actor("dispatcher").account_id).active = False
    with pytest.raises(RuleBroken, match="switched off"):
        sign(shift, number)
    assert only(shift).signed_at is None


def test_names_are_kept_in_both_languages(shift: Store) -> None:
    write(shift, 1)
    with shift.begin() as session:
        session.get_one(Unit, 2).name_en = "changed afterwards"
    (watched,) = only(shift).figures.watched
    assert (watched.unit.zh, watched.unit.en) == ("区城管局", "City management")


def test_figures_of_an_older_program_are_read_with_what_they_have() -> None:
    assert figures_of_text('{"open": 4, "red": [7]}').green == 3


def test_rules_with_a_flaw_are_refused_by_name() -> None:
    use_language("en")
    assert supervision_rules().returns == 2
    with pytest.raises(BadInput, match=r"db/supervision\.yaml cannot be used: 'handover'"):
        read_supervision_rules({})
    good = {"handover": {"writers": ["leader"], "signers": ["leader"]}, "returns": 1, "evaluation_days": 30}
    assert read_supervision_rules(good).returns == 1
    with pytest.raises(BadInput, match="returns must be 1 at least"):
        read_supervision_rules({**good, "returns": 0})
    with pytest.raises(BadInput, match="evaluation_days must be 1 at least"):
        read_supervision_rules({**good, "evaluation_days": 0})
    with pytest.raises(BadInput, match="nobody may write or sign"):
        read_supervision_rules({**good, "handover": {"writers": [], "signers": ["leader"]}})
