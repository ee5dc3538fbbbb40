"""Issuing, replying to and withdrawing cards: what is written, what is refused and why, and two desks at once."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from gridcenter.domain.cards import ISSUE, REPLY, WITHDRAW, CardRow
from gridcenter.domain.clocks import Limit, Unit
from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.lights import Light
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.card_choices import act_on_card, card_choices
from gridcenter.services.card_rules import card_rules
from gridcenter.services.cards import CardDraft, issue_card, reply_to_card, withdraw_card
from gridcenter.services.exporting import Export, export_rows
from gridcenter.services.feed import Feed
from gridcenter.store.audit import broken_links
from gridcenter.store.cards import awaited_cards, cards_of
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, AuditEntry, Card, Change, Incident
from tests.services.matters import (
    COMMUNITY,
    OTHER_COMMUNITY,
    actor,
    at,
    report,
    settle,
    step,
    to_closed,
    to_dispatched,
    to_handling,
    version_of,
)

START = at("11-17 16:41")
NOW = at("11-18 14:21")
ASKED = "请书面回复处置进度。"
OTHER_HANDLER = Actor(20, "handler2", "handler 二号", "handler", 3, "")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


@pytest.fixture
def handled(store: Store) -> int:
    """An incident that unit 2 is handling."""
    key = report(store, now=START)
    to_handling(store, key, START)
    return key


def issue(
    store: Store,
    incident_id: int,
    *,
    kind: str = "reminder",
    role: str = "supervisor",
    text: str = ASKED,
    now: datetime = NOW,
    key: str = "form-1",
    version: int | None = None,
    limit: Limit | None = None,
    by: Actor | None = None,
) -> int:
    seen = version_of(store, incident_id) if version is None else version
    with store.begin() as session:
        return issue_card(
            session,
            incident_id,
            CardDraft(kind, text, limit),
            version=seen,
            by=by or actor(role),
            now=now,
            key=key,
        )


def reply(
    store: Store, card_id: int, text: str = "已派员到场。", *, by: Actor | None = None, version: int = 1
) -> int:
    with store.begin() as session:
        return reply_to_card(
            session,
            card_id,
            version=version,
            text=text,
            by=by or actor("handler"),
            now=NOW + timedelta(minutes=20),
        )


def withdraw(
    store: Store, card_id: int, reason: str = "已口头说明", *, by: Actor | None = None, version: int = 1
) -> int:
    with store.begin() as session:
        return withdraw_card(
            session,
            card_id,
            version=version,
            reason=reason,
            by=by or actor("supervisor"),
            now=NOW + timedelta(minutes=30),
        )


def cards(store: Store, incident_id: int, *, area: str = "") -> tuple[CardRow, ...]:
    with store.read() as session:
        return cards_of(session, incident_id, area=area, rules=card_rules())


def awaited(store: Store, *, area: str = "") -> tuple[CardRow, ...]:
    with store.read() as session:
        return awaited_cards(session, area=area, rules=card_rules())


def test_a_card_says_who_asks_what_of_whom_until_when(store: Store, handled: int) -> None:
    before = version_of(store, handled)
    number = issue(store, handled)
    (card,) = cards(store, handled)
    assert (card.id, card.kind, card.name.zh, card.text) == (number, "reminder", "催办", ASKED)
    assert (card.unit_id, card.unit.en, card.category.en) == (2, "City management", "blocked fire lane")
    assert (card.issuer, card.issuer_role, card.issued_at) == ("supervisor 一号", "supervisor", NOW)
    assert (card.limit.text, card.due_at, card.yellow_at) == (
        "4 working hours",
        at("11-19 08:21"),
        at("11-18 17:09"),
    )
    assert version_of(store, handled) == before
    assert awaited(store) == (card,)


def test_the_light_of_a_card_follows_its_reply_clock_and_not_the_incident(store: Store, handled: int) -> None:
    issue(store, handled)
    (card,) = cards(store, handled)
    lights = [card.light(at(text)) for text in ("11-18 17:08", "11-18 17:09", "11-19 08:20", "11-19 08:21")]
    assert lights == [Light.GREEN, Light.YELLOW, Light.YELLOW, Light.RED]
    assert card.minutes_left(NOW) == 240
    step(store, handled, "suspend", "supervisor", NOW, reason="等", review_date="2026-12-01 09:00")
    (parked,) = cards(store, handled)
    assert parked.light(at("11-19 08:21")) is Light.RED


def test_the_person_may_set_another_limit_also_one_that_runs_at_night(store: Store, handled: int) -> None:
    issue(store, handled, limit=Limit(Decimal(30), Unit.MINUTE), now=at("11-18 23:50"))
    (card,) = cards(store, handled)
    assert card.due_at == at("11-19 00:20")


def test_a_card_leaves_a_change_and_a_line_in_the_chain_of_who_acted(store: Store, handled: int) -> None:
    number = issue(store, handled)
    reply(store, number)
    with store.read() as session:
        changes = session.execute(select(Change.key, Change.row_version).where(Change.kind == "card")).all()
        told = session.execute(
            select(AuditEntry.account_id, AuditEntry.fields)
            .where(AuditEntry.fields.contains("card"))
            .order_by(AuditEntry.id)
        ).all()
        assert broken_links(session, 3) == broken_links(session, 5) == []
    assert [tuple(row) for row in changes] == [(str(number), 1), (str(number), 2)]
    assert [tuple(row) for row in told] == [(3, "issue_card reminder"), (5, f"reply_card {number}")]


def test_the_unit_replies_once_and_the_reply_stands(store: Store, handled: int) -> None:
    number = issue(store, handled)
    assert reply(store, number) == 2
    (card,) = cards(store, handled)
    assert (card.reply, card.replier, card.replier_role) == ("已派员到场。", "handler 一号", "handler")
    assert card.light(NOW + timedelta(days=30)) is Light.GREEN
    assert awaited(store) == ()
    assert reply(store, number) == 2  # the same request once more changes nothing
    with pytest.raises(RuleBroken, match=r"handler 一号 replied to this card at 11-18 14:41 already"):
        reply(store, number, "something else", by=actor("supervisor"))
    assert cards(store, handled) == (card,)


def test_who_issued_a_card_or_a_leader_may_take_it_back_with_a_reason(store: Store, handled: int) -> None:
    number = issue(store, handled)
    with pytest.raises(
        RuleBroken, match="supervisor 一号 issued this card: only they or leader may withdraw it"
    ):
        withdraw(store, number, by=actor("dispatcher"))
    with pytest.raises(BadInput, match="write why"):
        withdraw(store, number, "  ")
    with pytest.raises(BadInput, match="shorten it to 200"):
        withdraw(store, number, "x" * 201)
    assert withdraw(store, number) == 2
    assert withdraw(store, number) == 2
    (card,) = cards(store, handled)
    assert (card.withdrawal, card.withdrawer, card.awaited) == ("已口头说明", "supervisor 一号", False)
    with pytest.raises(RuleBroken, match="supervisor 一号 withdrew this card at 11-18 14:51"):
        reply(store, number)
    second = issue(store, handled, key="form-2")
    assert withdraw(store, second, by=actor("leader")) == 2


@pytest.mark.parametrize(
    ("kind", "role", "sentence"),
    [
        ("supervision", "dispatcher", "a card “supervision” is issued by: shift supervisor, leader"),
        ("red_card", "supervisor", "a card “red card” is issued by: leader"),
        ("reminder", "handler", "cards are issued by: shift supervisor, dispatcher, leader"),
        ("reminder", "collector", "cards are issued by"),
    ],
)
def test_who_may_issue_which_kind_is_told(
    store: Store, handled: int, kind: str, role: str, sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        issue(store, handled, kind=kind, role=role)
    assert cards(store, handled) == ()


def test_only_the_unit_that_a_card_is_addressed_to_replies(store: Store, handled: int) -> None:
    number = issue(store, handled)
    with pytest.raises(RuleBroken, match="addressed to City management: the reply is theirs"):
        reply(store, number, by=OTHER_HANDLER)
    with pytest.raises(RuleBroken, match="cards are replied to by"):
        reply(store, number, by=Actor(9, "auditor", "审计", "auditor", None, ""))
    assert reply(store, number, "电话答复：已到场。", by=actor("acceptor")) == 2


def test_a_card_stays_with_its_unit_when_another_one_takes_the_incident_over(store: Store) -> None:
    key = report(store, now=START)
    to_dispatched(store, key, START)
    number = issue(store, key, now=START + timedelta(minutes=5))
    later = START + timedelta(minutes=6)
    step(store, key, "receive", "handler", later)
    step(store, key, "return", "handler", later, reason="not_our_duty")
    step(store, key, "redispatch", "dispatcher", later, unit="3")
    assert issue(store, key, key="form-2") != number
    assert [card.unit_id for card in cards(store, key)] == [2, 3]


def test_a_closed_incident_and_one_that_nobody_holds_take_no_card(store: Store) -> None:
    nobodys = report(store, now=START, key="a")
    with pytest.raises(RuleBroken, match="no unit holds this incident yet"):
        issue(store, nobodys)
    closed = report(store, now=START, key="b")
    to_closed(store, closed, START)
    with pytest.raises(RuleBroken, match="the incident is closed"):
        issue(store, closed)


def test_the_reply_is_owed_although_the_incident_is_closed_meanwhile(store: Store, handled: int) -> None:
    number = issue(store, handled)
    step(store, handled, "cancel", "supervisor", NOW, reason="误报")
    assert [card.id for card in awaited(store)] == [number]
    assert reply(store, number) == 2


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001, "<b>" * 400_000])
def test_an_empty_text_and_one_of_a_megabyte_are_refused_and_nothing_is_written(
    store: Store, handled: int, text: str
) -> None:
    number = issue(store, handled, kind="supervision", key="form-0")
    for attempt in (lambda: issue(store, handled, text=text), lambda: reply(store, number, text)):
        with pytest.raises(BadInput):
            attempt()
    assert [card.kind for card in cards(store, handled)] == ["supervision"]
    assert cards(store, handled)[0].awaited


def test_mark_up_is_kept_as_it_was_typed(store: Store, handled: int) -> None:
    issue(store, handled, text="<b>bold</b> & 'quoted'")
    assert cards(store, handled)[0].text == "<b>bold</b> & 'quoted'"


def test_unknown_kinds_and_limits_of_no_length_are_refused(store: Store, handled: int) -> None:
    with pytest.raises(BadInput, match="there is no card “blue”"):
        issue(store, handled, kind="blue")
    with pytest.raises(BadInput, match="at least a minute"):
        issue(store, handled, limit=Limit(Decimal(0), Unit.WORK_DAY))


def test_cards_outside_the_area_neither_show_nor_move(store: Store, handled: int) -> None:
    number = issue(store, handled)
    assert cards(store, handled, area=OTHER_COMMUNITY) == awaited(store, area=OTHER_COMMUNITY) == ()
    assert len(cards(store, handled, area=COMMUNITY)) == len(awaited(store, area=COMMUNITY)) == 1
    stranger = actor("leader", area=OTHER_COMMUNITY)
    with pytest.raises(RuleBroken, match="no such incident in your area"):
        issue(store, handled, by=stranger, key="form-2")
    for attempt in (lambda: reply(store, number, by=stranger), lambda: withdraw(store, number, by=stranger)):
        with pytest.raises(RuleBroken, match="no such card in your area"):
            attempt()
    with store.read() as session:
        assert card_choices(session, handled, by=stranger) == []


def test_a_card_on_what_somebody_else_has_changed_is_refused_with_what_changed(
    store: Store, handled: int
) -> None:
    seen = version_of(store, handled)
    step(store, handled, "suspend", "supervisor", NOW, reason="等", review_date="2026-12-01 09:00")
    with pytest.raises(RuleBroken, match=r"leader 一号 took “park” at 14:21:00.*Your text is kept"):
        issue(store, handled, version=seen)
    number = issue(store, handled)
    with pytest.raises(RuleBroken, match="this card changed meanwhile"):
        reply(store, number, version=7)
    with pytest.raises(RuleBroken, match="this card changed meanwhile"):
        withdraw(store, number, version=7)


def test_the_same_form_sent_twice_makes_one_card(store: Store, handled: int) -> None:
    assert issue(store, handled) == issue(store, handled)
    assert len(cards(store, handled)) == 1


def test_a_unit_is_not_asked_twice_for_the_same(store: Store, handled: int) -> None:
    number = issue(store, handled)
    with pytest.raises(
        RuleBroken, match=r"supervisor 一号 issued a card “reminder” at 11-18 14:21 that still waits"
    ):
        issue(store, handled, role="dispatcher", key="form-2")
    issue(store, handled, kind="supervision", key="form-3")
    reply(store, number)
    issue(store, handled, key="form-4")
    assert [card.kind for card in cards(store, handled)] == ["reminder", "supervision", "reminder"]


def test_an_account_that_was_switched_off_issues_nothing(store: Store, handled: int) -> None:
    with store.begin() as session:
        session.get_one(Account, 3).active = False
    with pytest.raises(RuleBroken, match="switched off"):
        issue(store, handled)
    assert cards(store, handled) == ()


def at_once(*attempts: Callable[[], int]) -> tuple[list[int], list[Refusal]]:
    """Run what several desks do at the same moment; return what came of it."""
    start = threading.Barrier(len(attempts))
    made: list[int] = []
    refused: list[Refusal] = []

    def desk(attempt: Callable[[], int]) -> None:
        start.wait()
        try:
            made.append(attempt())
        except Refusal as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=desk, args=(attempt,)) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made, refused


def test_two_desks_that_send_the_same_form_at_once_make_one_card(store: Store, handled: int) -> None:
    seen = version_of(store, handled)
    sent = [lambda: issue(store, handled, version=seen) for _ in range(4)]
    made, refused = at_once(*sent)
    assert (len(set(made)), len(made), refused) == (1, 4, [])
    assert len(cards(store, handled)) == 1


def test_of_two_supervisors_who_ask_the_same_at_once_one_is_told_of_the_other(
    store: Store, handled: int
) -> None:
    seen = version_of(store, handled)
    made, refused = at_once(
        lambda: issue(store, handled, version=seen, key="left"),
        lambda: issue(store, handled, version=seen, key="right", role="leader"),
    )
    assert (len(made), len(refused)) == (1, 1)
    assert "still waits for its reply" in str(refused[0])


def test_of_a_reply_and_a_withdrawal_at_once_one_wins_and_the_other_is_told(
    store: Store, handled: int
) -> None:
    number = issue(store, handled)
    made, refused = at_once(lambda: reply(store, number), lambda: withdraw(store, number))
    assert (made, len(refused)) == ([2], 1)
    (card,) = cards(store, handled)
    assert (card.replied_at is None) != (card.withdrawn_at is None)


def test_nothing_issues_a_card_by_itself(store: Store) -> None:
    """An incident goes its whole way, days over its limits: no card appears."""
    key = report(store, now=START)
    to_handling(store, key, START)
    step(store, key, "finish", "handler", START + timedelta(days=9), result="x", photo_after="P")
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Card)) == 0
        assert session.get_one(Incident, key).due_at is not None


def test_the_desk_is_offered_what_it_may_do_and_told_why_not(store: Store, handled: int) -> None:
    def offered(by: Actor) -> dict[str, str]:
        with store.read() as session:
            return {choice.action: choice.refusal for choice in card_choices(session, handled, by=by)}

    assert offered(actor("supervisor")) == {ISSUE: ""}
    number = issue(store, handled)
    assert offered(actor("supervisor")) == {ISSUE: "", REPLY: "", WITHDRAW: ""}
    handlers = offered(actor("handler"))
    assert handlers[ISSUE].startswith("cards are issued by")
    assert handlers[REPLY] == ""
    assert handlers[WITHDRAW].startswith("supervisor 一号 issued this card")
    assert "addressed to City management" in offered(OTHER_HANDLER)[REPLY]
    reply(store, number)
    assert offered(actor("supervisor")) == {ISSUE: ""}


def test_what_the_form_holds_is_done(store: Store, handled: int) -> None:
    def act(action: str, **inputs: str) -> int:
        with store.begin() as session:
            return act_on_card(
                session,
                handled,
                version=version_of(store, handled),
                action=action,
                inputs=inputs,
                by=actor("supervisor"),
                now=NOW,
                key=f"form-{action}-{len(inputs)}",
            )

    number = act(ISSUE, kind="reminder", text=ASKED, limit="30 minute")
    with store.read() as session:
        choices = {choice.action: choice for choice in card_choices(session, handled, by=actor("supervisor"))}
    card, answer = choices[REPLY].fields
    assert [one.value for one in card.choices] == [f"{number}/1"]
    assert card.choices[0].name.en == "reminder · City management · supervisor 一号 11-18 14:21"
    assert answer.code == "text"
    for wrong in ("", "1", "a/b", "9999/1"):
        with pytest.raises(Refusal):
            act(REPLY, card=wrong, text="已办")
    with pytest.raises(BadInput, match="not a time limit"):
        act(ISSUE, kind="supervision", text=ASKED, limit="soon")
    with pytest.raises(BadInput, match="one cannot “burn”"):
        act("burn", card=f"{number}/1")
    assert act(REPLY, card=f"{number}/1", text="已办") == number
    second = act(ISSUE, kind="supervision", text=ASKED)
    assert act(WITHDRAW, card=f"{second}/1", reason="已口头说明") == second
    assert [card.limit.text for card in cards(store, handled)] == ["30 min", "1 working day"]


def test_the_feed_hands_on_open_cards_of_the_area_and_nothing_that_anybody_wrote(
    store: Store, handled: int
) -> None:
    near, far = Feed(store, area=COMMUNITY), Feed(store, area=OTHER_COMMUNITY)
    try:
        assert near.next(0.0).cards is None
        number = issue(store, handled)
        (card,) = near.next(5.0).cards or ()
        assert (card.incident_id, card.kind, card.mark.en, card.due_at) == (
            handled,
            "reminder",
            "Rem",
            at("11-19 08:21"),
        )
        assert ASKED not in repr(card)
        assert far.next(0.0).cards == ()
        assert [[one.kind for one in reading.cards] for reading in near.board()] == [["reminder"]]
        reply(store, number)
        assert near.next(5.0).cards == ()
    finally:
        near.close()
        far.close()


def test_an_export_names_open_cards_and_the_earliest_reply_due(
    store: Store, handled: int, tmp_path: Path
) -> None:
    report(store, now=START, key="another")
    issue(store, handled)
    issue(store, handled, kind="yellow_card", key="form-2")
    export_rows(store, Export.INCIDENTS, tmp_path / "out.csv", by=actor("leader"))
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    told = {(row["open cards"], row["earliest reply due"]) for row in rows}
    words = "yellow card: reply overdue; reminder: reply overdue"
    assert told == {(words, "2026-11-19 08:21:00"), ("", "")}


def test_a_kind_whose_reply_is_still_owed_stands_last_and_says_so(store: Store, handled: int) -> None:
    issue(store, handled, kind="reminder", role="dispatcher", key="first")
    with store.read() as session:
        choices = {choice.action: choice for choice in card_choices(session, handled, by=actor("supervisor"))}
    kinds = choices[ISSUE].fields[0].choices
    assert [kind.value for kind in kinds] == ["supervision", "yellow_card", "reminder"]
    assert [kind.note for kind in kinds] == ["", "", "still waits for its reply"]
