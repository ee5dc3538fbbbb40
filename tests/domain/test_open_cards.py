"""Open cards of an incident: the gravest stands in the mark, and a late reply is never hidden behind it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gridcenter.domain.board import Board
from gridcenter.domain.cards import read_card_rules
from gridcenter.domain.names import Name
from gridcenter.domain.open_cards import CardMark, OpenCard, by_incident, card_words, mark_of
from gridcenter.language import use_language
from gridcenter.services.card_rules import card_rules
from tests.desktop.sample_desk import sample_row

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)


def card(kind: str, *, hours: float, incident_id: int = 1) -> OpenCard:
    rules = card_rules()
    due = NOW + timedelta(hours=hours)
    return OpenCard(incident_id, kind, rules.name(kind), rules.mark(kind), rules.weight(kind), due)


def test_the_gravest_card_stands_first_and_of_equals_the_one_due_first() -> None:
    late, soon, grave = card("reminder", hours=-1), card("reminder", hours=1), card("red_card", hours=9)
    other = card("supervision", hours=2, incident_id=2)
    assert by_incident([soon, other, grave, late]) == {1: (grave, late, soon), 2: (other,)}


def test_the_mark_is_a_letter_and_says_when_any_reply_is_late() -> None:
    grave, late = card("yellow_card", hours=3), card("reminder", hours=0)
    assert mark_of((), NOW) is None
    assert mark_of((grave,), NOW) == CardMark("yellow_card", "黄", overdue=False)
    assert mark_of((grave, late), NOW) == CardMark("yellow_card", "黄!", overdue=True)
    assert mark_of((grave, late), NOW - timedelta(seconds=1)) == CardMark("yellow_card", "黄", overdue=False)
    use_language("en")
    assert mark_of((grave, late), NOW) == CardMark("yellow_card", "Yel!", overdue=True)


def test_words_name_every_card_and_whether_its_reply_is_late() -> None:
    held = (card("red_card", hours=1), card("reminder", hours=-1))
    use_language("en")
    assert card_words(held, NOW) == "red card: reply owed; reminder: reply overdue"
    use_language("zh")
    assert card_words(held, NOW) == "红牌：待复；催办：逾期未复"
    assert card_words((), NOW) == ""


def test_a_kind_without_a_mark_takes_the_first_letters_of_its_name() -> None:
    kind = {"code": "note", "zh": "提醒函", "en": "letter", "limit": {"value": 1, "unit": "work_day"}}
    rules = read_card_rules(
        {"yellow_percent": 70, "kinds": [{**kind, "issuers": ["leader"]}], "repliers": ["handler"]}
    )
    assert (rules.mark("note"), rules.weight("note")) == (Name("提", "let"), 0)
    assert (rules.mark("dropped"), rules.weight("dropped")) == (Name("dro"), -1)


def test_a_board_tells_which_rows_have_other_cards_than_before() -> None:
    board = Board()
    board.apply([sample_row(number, id=number) for number in (1, 2, 3)])
    first = card("reminder", hours=1)
    assert [row.id for row in board.put_cards([first, card("reminder", hours=1, incident_id=9)]).changed] == [
        1
    ]
    assert board.put_cards([first, card("reminder", hours=1, incident_id=9)]).changed == ()
    graver, elsewhere = card("red_card", hours=1), card("reminder", hours=1, incident_id=3)
    assert [row.id for row in board.put_cards([first, graver, elsewhere]).changed] == [1, 3]
    assert [row.id for row in board.put_cards([]).changed] == [1, 3]
    assert board.cards == {}


def test_a_row_that_arrives_with_its_card_is_told_once() -> None:
    board = Board()
    change = board.apply([sample_row(1, id=1)]).and_then(board.put_cards([card("reminder", hours=1)]))
    assert ([row.id for row in change.arrived], change.changed) == ([1], ())
