"""Which line of the responsibility list fits a matter most closely, and how its hits are told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from gridcenter.domain.names import Name
from gridcenter.domain.routing import (
    Cell,
    Hits,
    Matter,
    Precedent,
    Routing,
    RuleRow,
    misses_first,
    ruled_sentence,
)
from gridcenter.language import use_language

MATTER = Matter("matters", ("06010", "06"), "709901001001003", "709901001001", "hotline")
MOMENT = datetime(2026, 10, 3, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def rule(
    number: int, cell: Cell, *, unit: int = 2, kind: str = "department", hits: Hits | None = None
) -> RuleRow:
    return RuleRow(
        id=number,
        version=1,
        cell=cell,
        category=Name("暴露垃圾", "exposed rubbish"),
        place=Name("江南街道", "Jiangnan"),
        source=Name(""),
        unit_id=unit,
        unit=Name("区城管局", "City management"),
        unit_code=f"U{unit}",
        unit_kind=kind,
        basis="",
        valid_from=date(2026, 1, 1),
        valid_until=None,
        entered_at=MOMENT,
        enterer="李敏",
        replaces_id=None,
        ruling_id=None,
        ending="",
        ended_at=None,
        ender="",
        hits=hits or Hits(),
    )


def precedent(number: int, unit: int, kind: str = "department") -> Precedent:
    return Precedent(
        id=number,
        version=1,
        incident_id=7,
        incident_number="SJ1",
        category_code="06010",
        category=Name("暴露垃圾"),
        place=Name("江南社区"),
        unit_id=unit,
        unit=Name("区城管局", "City management"),
        unit_kind=kind,
        ruled_at=MOMENT,
        ruler="李敏",
        ruler_role="supervisor",
        reason="the street is theirs",
        basis="",
        dismissal="",
        dismissed_at=None,
        dismisser="",
    )


IN_ORDER = [
    Cell("matters", "06010", "709901001001003"),
    Cell("matters", "06010", "709901001001"),
    Cell("matters", "06010", "709901001", "hotline"),
    Cell("matters", "06010", "709901001"),
    Cell("matters", "06010"),
    Cell("matters", "06", "709901001001003"),
    Cell("matters", "06"),
    Cell("matters", "", "709901001"),
    Cell("matters", "", "", "hotline"),
    Cell("matters"),
]


def test_a_leaf_comes_before_its_major_and_a_grid_before_its_community_and_its_street() -> None:
    ranks = [cell.rank(MATTER) or () for cell in IN_ORDER]
    assert all(ranks)
    assert ranks == sorted(set(ranks), reverse=True)


@pytest.mark.parametrize(
    "cell",
    [
        Cell("disputes"),
        Cell("matters", "07"),
        Cell("matters", "06011"),
        Cell("matters", "", "709901002"),
        Cell("matters", "", "709901001001004"),
        Cell("matters", "", "", "counter"),
    ],
)
def test_a_line_for_something_else_does_not_fit(cell: Cell) -> None:
    assert cell.rank(MATTER) is None


def test_the_hit_rate_of_a_line_that_never_proposed_is_a_dash() -> None:
    assert (Hits().text, Hits().rate, Hits().kept_text) == ("—", None, "—")
    assert Hits().sentence == "not proposed yet"


def test_hits_are_told_with_what_stands_behind_them() -> None:
    hits = Hits(proposed=42, taken=36, kept=27)
    assert (hits.text, hits.kept_text) == ("86 %", "75 %")
    assert rule(1, IN_ORDER[3], hits=hits).ground == (
        "responsibility list: exposed rubbish × Jiangnan, hit rate 86 % of 42"
    )


def test_a_ruling_is_told_with_its_day_its_person_and_its_reason() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    assert precedent(1, 2).ground(zone) == "ruled on 2026-10-03 by 李敏, because the street is theirs"
    assert ruled_sentence(precedent(1, 2), zone) == (
        "李敏 ruled on 2026-10-03 10:00 that City management is responsible, because the street is theirs: "
        "it is not returned any more"
    )


def test_what_the_move_cannot_follow_is_not_offered() -> None:
    routing = Routing(rule(1, IN_ORDER[0], unit=2), (precedent(1, 3), precedent(2, 4, "street")))
    assert routing.only_to(frozenset()) == routing
    assert routing.only_to({"street"}) == Routing(None, (routing.precedents[1],))
    assert routing.only_to((), not_to={2, 3}) == Routing(None, (routing.precedents[1],))


def test_lines_that_miss_often_stand_first() -> None:
    counts = [Hits(), Hits(10, 10, 10), Hits(90, 60, 60), Hits(2, 0, 0), Hits(60, 60, 30)]
    rules = [rule(number, IN_ORDER[0], hits=hits) for number, hits in enumerate(counts)]
    assert [one.id for one in misses_first(rules)] == [2, 4, 3, 0, 1]
