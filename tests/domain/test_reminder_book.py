"""Who is told of what, once, in which hours: the book of reminders of one desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter

import pytest

from gridcenter.domain.board import Board
from gridcenter.domain.clocks import ClockMode
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import Light
from gridcenter.domain.reminder_book import ReminderBook
from gridcenter.domain.reminders import Event, Happening, Key, Whose, happenings_of
from tests.domain.reminder_samples import MINUTE, MORNING, NIGHT, NOON, book, row, rule

NEW, RED, CARD = Event.NEW, Event.RED, Event.CARD
SECOND = timedelta(seconds=1)


def told(happenings: tuple[Happening, ...]) -> list[tuple[str, int]]:
    return [(one.key.event, one.incident_id) for one in happenings]


def begun(made: ReminderBook, *rows: object) -> tuple[ReminderBook, Board]:
    board = Board()
    board.apply(rows)  # type: ignore[arg-type]
    made.start(board.rows, NOON)
    return made, board


def test_a_new_incident_rings_once_and_stands_until_somebody_takes_note_of_it() -> None:
    made, board = begun(book(rule(NEW)))
    made.follow(board.apply([row(7, reported_at=NOON)]), NOON)
    assert told(made.ring(NOON)) == [("new", 7)]
    for minute in range(1, 10):
        made.tick(NOON + minute * MINUTE)
        assert made.ring(NOON + minute * MINUTE) == ()
    first = made.first()
    assert first is not None
    assert first.number == "A7"
    assert made.acknowledge([first.key])
    assert len(made) == 0
    assert made.first() is None


def test_a_light_that_turns_red_by_itself_rings_in_that_second() -> None:
    made, _board = begun(book(rule(RED)), row(1))
    made.tick(NOON + 29 * MINUTE)
    assert made.ring(NOON + 29 * MINUTE) == ()
    made.tick(NOON + 30 * MINUTE)
    assert told(made.ring(NOON + 30 * MINUTE)) == [("red", 1)]


def test_a_second_redness_rings_again_although_the_first_was_taken_note_of() -> None:
    made, board = begun(book(rule(RED)), row(1, due_at=NOON - MINUTE))
    first = made.first()
    assert first is not None
    made.ring(NOON)
    made.acknowledge([first.key])
    made.follow(board.apply([row(1, version=2, due_at=NOON + 10 * MINUTE)]), NOON + MINUTE)
    assert len(made) == 0
    made.tick(NOON + 10 * MINUTE)
    assert told(made.ring(NOON + 10 * MINUTE)) == [("red", 1)]


def test_a_change_that_leaves_it_red_does_not_ring_again() -> None:
    made, board = begun(book(rule(RED)), row(1, due_at=NOON - MINUTE))
    made.ring(NOON)
    made.follow(board.apply([row(1, version=2, due_at=NOON - MINUTE, unit_id=2)]), NOON + MINUTE)
    assert made.ring(NOON + MINUTE) == ()
    assert len(made) == 1


def test_what_is_closed_parked_or_gone_is_no_longer_told() -> None:
    late = {"due_at": NOON - MINUTE}
    made, board = begun(book(rule(RED)), row(1, **late), row(2, **late), row(3, **late))
    assert len(made) == 3
    made.follow(board.apply([row(1, version=2, closed_at=NOON, **late)]), NOON)
    made.follow(board.apply([row(2, version=2, paused=True, due_at=None, yellow_at=None)]), NOON)
    made.follow(board.apply([], gone=[3]), NOON)
    assert len(made) == 0
    assert made.ring(NOON + MINUTE) == ()


def test_several_at_once_are_one_tone_with_a_count_urgent_and_newest_first() -> None:
    made, board = begun(book(rule(NEW)))
    rows = [row(n, reported_at=NOON - n * MINUTE, urgent=n == 3) for n in (1, 2, 3)]
    made.follow(board.apply(rows), NOON)
    assert told(made.ring(NOON)) == [("new", 3), ("new", 1), ("new", 2)]
    assert [one.incident_id for one in made.standing()] == [3, 1, 2]


def test_tones_keep_their_distance_and_count_what_came_meanwhile() -> None:
    made, board = begun(book(rule(NEW), gap=timedelta(seconds=5)))
    made.follow(board.apply([row(1)]), NOON)
    assert len(made.ring(NOON)) == 1
    made.follow(board.apply([row(2)]), NOON + SECOND)
    made.follow(board.apply([row(3)]), NOON + 2 * SECOND)
    assert made.ring(NOON + 2 * SECOND) == ()
    assert len(made.ring(NOON + 5 * SECOND)) == 2


def test_what_happens_at_night_stands_at_once_and_rings_once_in_the_morning() -> None:
    made, board = begun(book(rule(NEW, hours="office")))
    for number in range(1, 13):
        made.follow(board.apply([row(number, reported_at=NIGHT)]), NIGHT)
        assert made.ring(NIGHT) == ()
    assert len(made) == 12
    assert made.ring(MORNING - SECOND) == ()
    assert len(made.ring(MORNING)) == 12
    assert made.ring(MORNING + MINUTE) == ()


def test_a_weekend_and_a_lunch_break_are_quiet_as_the_calendar_says() -> None:
    made, board = begun(book(rule(NEW, hours="office")))
    lunch, saturday = NOON + timedelta(hours=2), NOON + timedelta(days=3)
    made.follow(board.apply([row(1, reported_at=lunch)]), lunch)
    assert made.ring(lunch) == ()
    assert len(made.ring(lunch + timedelta(hours=2))) == 1
    made.follow(board.apply([row(2, reported_at=saturday)]), saturday)
    assert made.ring(saturday) == ()


def test_an_urgent_one_rings_at_night_and_through_a_silence() -> None:
    made, board = begun(book(rule(NEW, hours="office")))
    made.follow(board.apply([row(1, urgent=True, reported_at=NIGHT), row(2, reported_at=NIGHT)]), NIGHT)
    assert told(made.ring(NIGHT, silenced=True)) == [("new", 1)]


def test_a_centre_may_decide_that_urgent_ones_wait_too() -> None:
    made, board = begun(book(rule(NEW, hours="office"), urgent_breaks=frozenset()))
    made.follow(board.apply([row(1, urgent=True, reported_at=NIGHT)]), NIGHT)
    assert made.ring(NIGHT) == ()
    assert made.ring(MORNING, silenced=True) == ()
    assert len(made.ring(MORNING)) == 1


def test_what_comes_while_a_desk_is_silenced_rings_once_when_that_ends() -> None:
    made, board = begun(book(rule(NEW)))
    for number in (1, 2, 3):
        made.follow(board.apply([row(number)]), NOON)
        assert made.ring(NOON + number * MINUTE, silenced=True) == ()
    assert len(made) == 3
    assert len(made.ring(NOON + 30 * MINUTE)) == 3


def test_a_unit_is_told_of_what_it_holds_and_of_nothing_else() -> None:
    made, _board = begun(
        book(rule(RED, whose=Whose.UNIT)),
        row(1, due_at=NOON - MINUTE),
        row(2, due_at=NOON - MINUTE, unit_id=2),
        row(3, due_at=NOON - MINUTE, unit_id=None),
    )
    assert [one.incident_id for one in made.standing()] == [1]


def test_an_incident_handed_to_the_unit_while_red_is_told_to_it() -> None:
    made, board = begun(book(rule(RED, whose=Whose.UNIT)), row(1, due_at=NOON - MINUTE, unit_id=2))
    made.follow(board.apply([row(1, version=2, due_at=NOON - MINUTE, unit_id=1)]), NOON)
    assert told(made.ring(NOON)) == [("red", 1)]


def test_only_incidents_in_the_states_of_the_rule_are_new() -> None:
    made, board = begun(book(rule(NEW, states=frozenset({"reported"}))), row(1), row(2, state="reported"))
    assert [one.incident_id for one in made.standing()] == [2]
    made.follow(board.apply([row(2, version=2, state="accepted")]), NOON)
    assert len(made) == 0


def test_after_a_restart_only_what_happened_meanwhile_rings() -> None:
    heard = NOON - 10 * MINUTE
    made, _board = begun(
        book(rule(NEW), heard_until=heard), row(1, reported_at=heard), row(2, reported_at=heard + SECOND)
    )
    assert len(made) == 2
    assert told(made.ring(NOON)) == [("new", 2)]


def test_what_still_waits_for_its_tone_is_not_lost_by_a_restart() -> None:
    made, board = begun(book(rule(NEW, hours="office")))
    made.follow(board.apply([row(1, reported_at=NIGHT)]), NIGHT)
    kept = made.heard_until(NIGHT + 60 * MINUTE)
    assert kept < NIGHT
    again, _board = begun(book(rule(NEW, hours="office"), heard_until=kept), *board.rows.values())
    assert told(again.ring(MORNING)) == [("new", 1)]
    assert again.heard_until(MORNING) == MORNING


def test_nothing_stands_for_ever() -> None:
    made, _board = begun(book(rule(RED, stands=timedelta(hours=2))), row(1, due_at=NOON - MINUTE))
    made.tick(NOON + 118 * MINUTE)
    assert len(made) == 1
    made.tick(NOON + 119 * MINUTE)
    assert len(made) == 0


def test_a_dated_happening_comes_with_its_moment_and_goes_with_its_cause() -> None:
    due = Happening(Key(5, "card", "1"), NOON + MINUTE, False, 1, "", "A5", row(5).category, row(5).grid)
    made, _board = begun(book(rule(CARD, whose=Whose.UNIT)))
    made.set_dated(CARD, [due, replace(due, key=Key(6, "card", "2"), unit_id=2)], NOON)
    assert made.ring(NOON) == ()
    made.tick(NOON + MINUTE)
    assert told(made.ring(NOON + MINUTE)) == [("card", 5)]
    made.set_dated(CARD, [], NOON + 2 * MINUTE)
    assert len(made) == 0


def test_a_change_of_the_board_leaves_what_does_not_come_from_it() -> None:
    due = Happening(Key(5, "card", "1"), NOON, False, 1, "", "A5", row(5).category, row(5).grid)
    made, board = begun(book(rule(CARD)), row(5))
    made.set_dated(CARD, [due], NOON)
    made.follow(board.apply([row(5, version=2)]), NOON)
    assert len(made) == 1


def test_what_another_desk_has_taken_note_of_before_is_never_told() -> None:
    late = row(1, due_at=NOON - MINUTE)
    red = next(one for one in happenings_of(late, NOON) if one.event is RED)
    made = book(rule(RED))
    assert not made.acknowledge([red.key])
    begun(made, late)
    assert len(made) == 0


def test_an_incident_of_two_happenings_names_the_newer() -> None:
    made, _board = begun(book(rule(RED), rule(NEW)), row(1, due_at=NOON - MINUTE))
    found = made.of_incident(1)
    assert found is not None
    assert found.event is RED
    assert made.of_incident(2) is None


def test_a_change_among_fifty_thousand_costs_its_own_rows_only() -> None:
    rows = [row(n, clock_mode=ClockMode.CONTINUOUS) for n in range(1, 50_001)]
    made, board = begun(book(rule(RED), rule(NEW, states=frozenset({"reported"}))), *rows)
    changes = [board.apply([row(n, version=2)]) for n in range(1, 1001)]
    started = perf_counter()
    for change in changes:
        made.follow(change, NOON)
        made.tick(NOON)
    assert (perf_counter() - started) / 1000 < 0.001


def test_on_a_full_board_only_what_may_still_stand_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = NOON - timedelta(days=30)
    old = [row(n, reported_at=long_ago, due_at=NOON + timedelta(days=9)) for n in range(1, 5_001)]
    over = [row(n, reported_at=long_ago, due_at=long_ago) for n in range(5_001, 6_001)]
    fresh = [row(7_000), row(7_001, reported_at=long_ago, due_at=NOON)]
    looks: list[int] = []
    light = QueueRow.light

    def looked_at(one: QueueRow, now: datetime) -> Light:
        looks.append(one.id)
        return light(one, now)

    monkeypatch.setattr(QueueRow, "light", looked_at)
    made, _board = begun(book(rule(NEW), rule(RED)), *old, *over, *fresh)
    assert sorted(told(made.ring(NOON))) == [("new", 7_000), ("red", 7_001)]
    assert sorted(looks) == [7_000, 7_001]
