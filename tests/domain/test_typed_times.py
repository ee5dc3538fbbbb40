"""Days and moments as they are typed: read in the district's time, and refused with an example of these days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from gridcenter.domain.errors import BadInput
from gridcenter.domain.typed_times import example_moment, read_day, read_moment
from gridcenter.language import use_language

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2031, 5, 6, 20, 0, tzinfo=UTC)
"""The seventh of May in the district."""


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def test_a_moment_is_read_in_the_districts_time_where_it_names_none() -> None:
    read = read_moment(" 2031-05-08 18:00 ", zone=SHANGHAI, now=NOW)
    assert read == datetime(2031, 5, 8, 10, 0, tzinfo=UTC)
    assert read_moment("2031-05-08T18:00+00:00", zone=SHANGHAI, now=NOW).hour == 18


def test_what_is_no_moment_is_refused_with_an_example_of_these_days() -> None:
    with pytest.raises(BadInput) as refusal:
        read_moment("tomorrow", zone=SHANGHAI, now=NOW)
    assert str(refusal.value) == "“tomorrow” is not a time: write it as 2031-05-10 18:00"
    assert read_moment(example_moment(NOW, SHANGHAI), zone=SHANGHAI, now=NOW) > NOW


def test_a_day_is_read_and_what_is_none_is_refused_the_same_way() -> None:
    assert read_day(" 2031-05-08 ", zone=SHANGHAI, now=NOW) == date(2031, 5, 8)
    with pytest.raises(BadInput) as refusal:
        read_day("31.5.", zone=SHANGHAI, now=NOW)
    assert str(refusal.value) == "“31.5.” is no day: write it as 2031-05-10"
