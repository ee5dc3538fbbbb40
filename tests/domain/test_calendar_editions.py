"""Calendars as files: what is refused, what is told of a change, and that nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from gridcenter.domain.calendar_editions import CalendarEdition, as_written, changes, read_edition
from gridcenter.domain.errors import BadInput
from gridcenter.language import use_language

RAW: dict[str, Any] = {
    "key": "office",
    "name": {"zh": "工作日历", "en": "Working calendar"},
    "zone": "Asia/Shanghai",
    "spans": "08:00-12:00 14:00-18:00",
    "weekdays": "12345",
    "years": [2026],
    "holidays": [
        {"name": "元旦", "from": date(2026, 1, 1), "to": date(2026, 1, 3), "makeup": [date(2026, 1, 4)]},
        {
            "name": "国庆节",
            "from": date(2026, 10, 1),
            "to": date(2026, 10, 7),
            "makeup": [date(2026, 9, 20), date(2026, 10, 10)],
        },
    ],
}


def changed(**parts: Any) -> dict[str, Any]:
    return {**deepcopy(RAW), **parts}


def test_a_calendar_counts_what_its_file_says() -> None:
    found = read_edition(RAW).calendar("office@2")
    assert found.key == "office@2"
    assert (len(found.holidays), len(found.makeup)) == (10, 3)
    assert found.years == {2026}
    assert found.minutes_per_day == 480


def test_what_is_written_reads_back_the_same() -> None:
    edition = read_edition(RAW)
    assert as_written(edition) == RAW
    assert read_edition(as_written(edition)) == edition


def test_a_make_up_day_of_no_holiday_is_kept_all_the_same() -> None:
    raw = changed(holidays=[{"name": "检修", "makeup": [date(2026, 11, 28)]}])
    assert as_written(read_edition(raw)) == raw


FLAWS: list[tuple[Callable[[dict[str, Any]], object], str, str]] = [
    (lambda raw: raw.pop("zone"), "zone is missing", "缺少 zone"),
    (lambda raw: raw.update(hours="9-5"), "“hours” means nothing here", "不认识“hours”"),
    (lambda raw: raw.update(zone="Asia/Nowhere"), "no time zone “Asia/Nowhere”", "Asia/Nowhere"),
    (lambda raw: raw.update(spans="08:00-12:00 11:00-18:00"), "overlap", "重叠"),
    (lambda raw: raw.update(spans="eight to six"), "write them as 08:00-12:00", "08:00-12:00"),
    (lambda raw: raw.update(weekdays="Mon-Fri"), "numbers from 1 (Monday) to 7", "1（周一）到 7"),
    (lambda raw: raw.update(weekdays="1189"), "numbers from 1 (Monday) to 7", "1（周一）到 7"),
    (lambda raw: raw.update(weekdays="89"), "no working weekday", "1"),
    (lambda raw: raw.update(years=["2026"]), "`years` is a list of years", "年份列表"),
    (lambda raw: raw.update(years=[26]), "`years` is a list of years", "年份列表"),
    (lambda raw: raw.update(holidays="none"), "`holidays` is a list", "应为列表"),
    (lambda raw: raw["holidays"].append("春节"), "holiday no. 3 needs a name", "第 3 个节假日"),
    (lambda raw: raw["holidays"][0].pop("to"), "“元旦” needs `from` and `to`", "“元旦”需有"),
    (lambda raw: raw["holidays"][0].update({"to": "3 January"}), "has a day that is none", "不是日期"),
    (
        lambda raw: raw["holidays"][0].update({"to": date(2027, 1, 3)}),
        "runs from 2026-01-01 to 2027-01-03",
        "请核对日期",
    ),
    (
        lambda raw: raw["holidays"][0].update({"to": date(2025, 12, 31)}),
        "runs from 2026-01-01 to 2025-12-31",
        "请核对日期",
    ),
    (
        lambda raw: raw["holidays"].append({"name": "又", "from": date(2026, 1, 2), "to": date(2026, 1, 2)}),
        "2026-01-02 stands there twice",
        "2026-01-02 出现了两次",
    ),
    (
        lambda raw: raw["holidays"].append(
            {"name": "元旦", "from": date(2027, 1, 1), "to": date(2027, 1, 3)}
        ),
        "days in 2027, which is not under `years`",
        "2027 年",
    ),
    (
        lambda raw: raw["holidays"][0]["makeup"].append(date(2026, 1, 5)),
        "2026-01-05 is a working day anyway",
        "本来就是工作日",
    ),
]


@pytest.mark.parametrize(("damage", "english", "chinese"), FLAWS)
def test_a_flaw_is_named_in_both_languages(
    damage: Callable[[dict[str, Any]], object], english: str, chinese: str
) -> None:
    raw = deepcopy(RAW)
    damage(raw)
    for language, words in (("en", english), ("zh", chinese)):
        use_language(language)
        with pytest.raises(BadInput) as refusal:
            read_edition(raw)
        assert words in str(refusal.value)


@pytest.mark.parametrize("raw", [None, [], "calendar", 7])
def test_what_is_no_calendar_at_all_is_refused(raw: Any, english: None) -> None:
    with pytest.raises(BadInput, match="this is no calendar"):
        read_edition(raw)


def test_all_flaws_are_told_at_once(english: None) -> None:
    with pytest.raises(BadInput) as refusal:
        read_edition(changed(zone="Moon", years="2026", holidays=[{}]))
    assert all(words in str(refusal.value) for words in ("Moon", "`years`", "holiday no. 1"))


def told(**parts: Any) -> list[str]:
    before: CalendarEdition = read_edition(RAW)
    return changes(before, read_edition(changed(**parts)))


def test_a_change_is_told_day_by_day(english: None) -> None:
    holidays = deepcopy(RAW["holidays"])
    holidays[0]["makeup"] = []
    holidays.append({"name": "元旦", "from": date(2027, 1, 1), "to": date(2027, 1, 1)})
    assert told(years=[2026, 2027], holidays=holidays) == [
        "holiday notice of 2027 entered",
        "2026-01-04 元旦: by its weekday",
        "2027-01-01 元旦: day off",
    ]


def test_other_hours_weekdays_and_zones_are_told(english: None) -> None:
    assert told(spans="09:00-17:00", weekdays="1234", zone="Asia/Urumqi") == [
        "working hours: 08:00-12:00 14:00-18:00 → 09:00-17:00",
        "working weekdays: 12345 → 1234",
        "time zone: Asia/Shanghai → Asia/Urumqi",
    ]


def test_a_make_up_day_that_becomes_free_is_told(english: None) -> None:
    holidays = deepcopy(RAW["holidays"])
    holidays[0] = {"name": "元旦", "from": date(2026, 1, 1), "to": date(2026, 1, 4)}
    assert told(holidays=holidays) == ["2026-01-04 元旦: day off"]


def test_the_same_calendar_has_no_changes() -> None:
    assert told() == []
