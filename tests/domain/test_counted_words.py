"""English tells one from many wherever people read a number; Chinese says both alike."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from gridcenter.desktop.widgets.place_names import extent_words
from gridcenter.domain.duty import Availability, UnitLoad, busy_sentence
from gridcenter.domain.indicators import thousands
from gridcenter.domain.names import Name
from gridcenter.language import by_count, use_language

NOW = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(("number", "word"), [(0, "many"), (1, "one"), (2, "many")])
def test_only_one_is_singular(number: int, word: str) -> None:
    assert by_count(number, "one", "many") == word


@pytest.mark.parametrize(
    ("communities", "grids", "english"),
    [
        (1, 1, "1 community · 1 grid"),
        (1, 8, "1 community · 8 grids"),
        (9, 1110, f"9 communities · {thousands(1110)} grids"),
        (0, 0, "0 communities · 0 grids"),
    ],
)
def test_the_extent_of_an_area_is_counted(communities: int, grids: int, english: str) -> None:
    use_language("en")
    assert extent_words(communities, grids) == english
    use_language("zh")
    assert extent_words(communities, grids) == f"{communities} 个社区 · {thousands(grids)} 个网格"


@pytest.mark.parametrize(
    ("availability", "capacity", "held", "english"),
    [
        (Availability.BUSY, None, 1, "A is busy since 11-18 14:32, with 1 open task"),
        (Availability.BUSY, None, 2, "A is busy since 11-18 14:32, with 2 open tasks"),
        (Availability.OFF_DUTY, None, 1, "A is off duty since 11-18 14:32, with 1 open task"),
        (Availability.OFF_DUTY, None, 0, "A is off duty since 11-18 14:32, with 0 open tasks"),
        (Availability.FREE, 1, 1, "A is full: it has 1 open task and may hold 1"),
        (Availability.FREE, 2, 2, "A is full: it has 2 open tasks and may hold 2"),
    ],
)
def test_the_tasks_of_a_busy_unit_are_counted(
    availability: Availability, capacity: int | None, held: int, english: str
) -> None:
    use_language("en")
    load = UnitLoad(1, Name("甲", "A"), "street", availability, NOW, None, held, 0, capacity)
    assert busy_sentence(load, NOW, ZONE).startswith(english)
