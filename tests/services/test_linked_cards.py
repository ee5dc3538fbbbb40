"""Organisations and premises opened from a card: audited first, people masked, everyone of them opened anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.linked_cards import LinkKind
from gridcenter.services import linked_cards
from gridcenter.services.audit_verification import verify_audit
from gridcenter.services.linked_cards import (
    LINK_QUOTAS,
    look_up_linked,
    open_link,
    open_organisation,
    open_premises,
    opened_link,
    read_organisation,
    read_premises,
)
from gridcenter.services.lookup import look_up
from gridcenter.services.progress import unwatched
from gridcenter.services.subject_report import subject_report
from gridcenter.store import premises
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, AuditEntry, Premises
from tests.services import organisation_samples as sample
from tests.services.resident_samples import AUDITOR, CLERK, COLLEAGUE, NOW, NUMBER, request
from tests.store.tampering import lift_append_only


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    return store


def lines(store: Store) -> list[AuditEntry]:
    with store.read() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def test_the_card_names_published_ties_and_hides_where_somebody_works(filled: Store) -> None:
    card = look_up(filled, request(), by=CLERK)
    assert card is not None
    shown = [(one.tie.zh, one.name, one.masked, one.until is None) for one in card.organisations]
    assert shown == [
        ("法定代表人", sample.SHOP_NAME, False, True),
        ("经营者（所有人）", "桥头贸易公司", False, True),
        ("从业人员", "******", True, False),
    ]
    assert sample.WORKPLACE_NAME not in repr(card)


def test_an_organisation_is_opened_after_its_audit_row_and_lists_the_people_of_the_area_masked(
    filled: Store,
) -> None:
    card = open_organisation(filled, sample.SHOP, request(), by=CLERK)
    assert card is not None
    facts = card.facts
    assert (facts.uscc, facts.name, facts.kind.zh, facts.status.zh) == (
        sample.SHOP_USCC,
        sample.SHOP_NAME,
        "商铺",
        "存续",
    )
    assert (facts.premises, facts.grid.zh) == ("FW-0307-21-0402", "03 网格")
    people = [(one.person_id, one.name, one.tie.zh) for one in card.people.rows]
    assert people == [(1, "张**", "法定代表人"), (4, "周**", "从业人员")]
    assert (card.people.present, card.people.beyond) == (3, 1)
    (line,) = lines(filled)
    assert (line.action, line.outcome, line.purpose) == ("organisation", "hit", "visit")
    assert line.fields.startswith("organisation@2 2 ")
    assert (line.person_id, line.subject_hash) == (None, "")
    assert opened_link(line.fields) == "组织 2"


def test_premises_tell_tenure_and_everyone_who_lives_and_lived_there(filled: Store) -> None:
    room = open_premises(filled, 2, request(), by=CLERK)
    assert room is not None
    assert (room.kind.zh, room.path, room.tenure.zh, room.above) == (
        "户室",
        ("21 幢 2 单元", "0402"),
        "自有",
        1,
    )
    assert [(one.name, one.tie.zh, one.household) for one in room.people.rows] == [
        ("张**", "自有", "H-0307-118"),
        ("赵**", "自有", "H-0307-118"),
    ]
    assert [there.name for there in room.organisations] == [sample.SHOP_NAME]
    entrance = open_premises(filled, 1, request(), by=CLERK)
    assert entrance is not None
    assert [(part.name, part.tenure.zh, part.residents, part.households) for part in entrance.parts] == [
        ("0402", "自有", 2, 1),
        ("0501", "出租", 1, 0),
    ]
    assert [one.room for one in entrance.people.rows] == ["0402", "0402", "0501"]


def test_premises_tell_how_many_parts_and_organisations_are_left_out(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled.begin() as session:
        session.add_all(
            Premises(id=500 + n, code=f"FW-X-{n}", kind="room", parent_id=1, name=f"{n:04d}", tenure="")
            for n in range(7)
        )
    whole = open_premises(filled, 1, request(), by=CLERK)
    assert whole is not None
    assert (whole.unlisted, len(whole.parts) >= 7) == (0, True)
    monkeypatch.setattr(premises, "PARTS_AT_MOST", 3)
    monkeypatch.setattr(linked_cards, "ORGANISATIONS_AT_MOST", 0)
    card = open_premises(filled, 1, request(), by=CLERK)
    assert card is not None
    assert (len(card.parts), card.organisations) == (3, ())
    assert card.unlisted == len(whole.parts) - 3


def test_who_moved_out_stays_with_the_dates_behind_those_who_live_there(filled: Store) -> None:
    with filled.begin() as session:
        session.get_one(Premises, 4).community_code = CLERK.area
    card = open_premises(filled, 4, request(), by=CLERK)
    assert card is not None
    (gone,) = card.people.rows
    assert (gone.name, gone.tie.zh, str(gone.since), str(gone.until)) == (
        "张**",
        "承租",
        "1989-02-01",
        "1998-05-01",
    )
    assert card.people.present == 0


@pytest.mark.parametrize(("kind", "key"), [(LinkKind.ORGANISATION, sample.FAR), (LinkKind.PREMISES, 4)])
def test_what_lies_outside_the_area_is_an_audited_miss(filled: Store, kind: LinkKind, key: int) -> None:
    opener = open_organisation if kind is LinkKind.ORGANISATION else open_premises
    assert opener(filled, key, request(), by=CLERK) is None
    assert opener(filled, 999, request(), by=CLERK) is None
    assert [line.outcome for line in lines(filled)] == ["outside", "miss"]


def test_an_uncommitted_ticket_opens_nothing_and_a_committed_one_only_what_it_names(filled: Store) -> None:
    with filled.begin() as session:
        ticket = open_link(session, LinkKind.ORGANISATION, sample.SHOP, request(), by=CLERK, now=NOW)
        with pytest.raises(RuleBroken, match="审计"):
            read_organisation(session, ticket, by=CLERK, now=NOW)
    with filled.read() as session:
        for wrong in (
            replace(ticket, key=sample.WORKPLACE),
            replace(ticket, kind=LinkKind.PREMISES),
        ):
            with pytest.raises(RuleBroken):
                read_organisation(session, wrong, by=CLERK, now=NOW)
        with pytest.raises(RuleBroken):
            read_premises(session, ticket, by=CLERK, now=NOW)
        with pytest.raises(RuleBroken):
            read_organisation(session, ticket, by=COLLEAGUE, now=NOW)
        with pytest.raises(RuleBroken, match="一分钟"):
            read_organisation(session, ticket, by=CLERK, now=NOW + timedelta(seconds=70))
        assert read_organisation(session, ticket, by=CLERK, now=NOW) is not None


def test_somebody_of_the_list_is_opened_by_an_audited_look_up_and_nobody_else(filled: Store) -> None:
    card = open_organisation(filled, sample.SHOP, request(), by=CLERK)
    assert card is not None
    opened = look_up_linked(filled, card.ticket, 4, request(), by=CLERK)
    assert opened is not None
    assert opened.name == "周**"
    for stranger in (2, 5):
        with pytest.raises(RuleBroken, match="清单"):
            look_up_linked(filled, card.ticket, stranger, request(), by=CLERK)
    with pytest.raises(RuleBroken):
        look_up_linked(filled, card.ticket, 4, request(), by=COLLEAGUE)
    assert [(line.action, line.outcome) for line in lines(filled)] == [
        ("organisation", "hit"),
        ("lookup", "hit"),
        ("failed_lookup", "refused"),
        ("failed_lookup", "refused"),
        ("failed_lookup", "refused"),
    ]


def test_roles_grounds_and_quotas_hold_for_links_and_a_refusal_is_audited(filled: Store) -> None:
    with pytest.raises(RuleBroken, match="职责须分离"):
        open_organisation(filled, sample.SHOP, request(), by=AUDITOR)
    with pytest.raises(RuleBroken):
        open_premises(filled, 2, replace(request(), incident_number="", reason="看看"), by=CLERK)
    for _ in range(LINK_QUOTAS[0].count):
        assert open_premises(filled, 2, request(), by=CLERK) is not None
    with pytest.raises(RuleBroken, match="20"):
        open_premises(filled, 2, request(), by=CLERK)
    assert [line.action for line in lines(filled)].count("failed_lookup") == 3
    with filled.begin() as session:
        session.get_one(Account, CLERK.account_id).active = False
    with pytest.raises(RuleBroken):
        open_organisation(filled, sample.SHOP, request(), by=CLERK)


def test_a_person_is_told_who_opened_the_organisation_from_the_card_that_was_open(filled: Store) -> None:
    look_up(filled, request(), by=CLERK)
    open_organisation(filled, sample.WORKPLACE, request(), 1, by=CLERK)
    open_premises(filled, 2, request(), 2, by=CLERK)
    first, opened, other = lines(filled)
    assert (opened.person_id, opened.subject_hash) == (1, first.subject_hash)
    assert (other.person_id, other.subject_hash) == (None, "")
    told = [
        (line.action_text, line.outcome_text) for line in subject_report(filled, NUMBER, by=AUDITOR).lines
    ]
    named = "列入脱敏名单"
    assert told[1:] == [("打开房屋", named), ("打开组织", named), ("查询", "已显示脱敏卡片")]


def test_whom_a_list_named_is_sealed_by_its_line_of_the_audit(filled: Store) -> None:
    open_organisation(filled, sample.SHOP, request(), by=CLERK)
    assert verify_audit(filled, progress=unwatched).broken == 0
    with filled.begin() as session:
        lift_append_only(session)
        session.execute(text("DELETE FROM audit_listed WHERE person_id = 4"))
    assert verify_audit(filled, progress=unwatched).broken == 1


def test_no_list_holds_a_whole_name_or_number(filled: Store) -> None:
    told = repr(open_organisation(filled, sample.SHOP, request(), by=CLERK))
    told += repr(open_premises(filled, 1, request(), by=CLERK))
    for secret in ("张美兰", "周玉英", NUMBER):
        assert secret not in told
