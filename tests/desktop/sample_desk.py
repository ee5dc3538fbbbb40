"""A made-up district with 426 open incidents (23 red, 41 yellow, 338 green, 24 parked), for tests of the desktop."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.ports import Actions, DeskPorts, Questions, StoreContents, StoreFacts
from gridcenter.domain.board import Filter
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.errors import Refusal
from gridcenter.domain.incidents import ClockMode, QueueRow, Severity
from gridcenter.domain.indicators import NO_SPREAD, HourCount, TodayFigures, spread_of
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import Backdrop, DistrictMap, Division, GridShape
from gridcenter.services.feed import BoardReading, FeedBatch
from gridcenter.services.record_catalogue import record_catalogue

NOW = datetime(2026, 11, 18, 6, 32, 7, tzinfo=UTC)
"""14:32:07 on a Wednesday in the district."""
TITLE = Name("滨江区示范", "Binjiang demo district")
_COMMUNITIES = [
    "望江",
    "文昌",
    "柳荫",
    "书院",
    "盐仓",
    "桥头",
    "滨河",
    "临波",
    "东渡",
    "江南",
    "竹园",
    "新港",
    "南塘",
    "青石",
    "丰乐",
]
_STREETS = (Name("桥头街道", "Qiaotou"), Name("临江街道", "Linjiang"), Name("新港街道", "Xingang"))
_MAJORS = (
    ("01", Name("市容环境", "City appearance"), ("暴露垃圾", "污水外溢", "河道漂浮物"), 118),
    ("02", Name("公共设施", "Public facilities"), ("路面塌陷", "井盖缺失", "路灯不亮"), 87),
    ("03", Name("街面秩序", "Street order"), ("占道经营", "违规搭建", "噪声扰民"), 71),
    ("04", Name("安全隐患", "Hazards"), ("消防通道堵塞", "燃气管线旁违规施工", "楼道堆物"), 54),
    ("05", Name("矛盾纠纷", "Disputes"), ("邻里漏水纠纷", "邻里采光纠纷"), 38),
    ("06", Name("施工管理", "Construction"), ("夜间施工", "渣土遗撒"), 29),
    ("07", Name("其他", "Other"), ("其他事项",), 29),
)
_UNITS = (
    "区城管局",
    "桥头街道",
    "区水务局",
    "区住建局",
    "新港街道",
    "临江街道",
    "区生态环境分局",
    "江南社区",
)
_LEFT, _BOTTOM, _SIDE = 120.10, 30.10, 0.009


def community_code(place: int) -> str:
    return f"330108{place % 3 + 1:03d}{place + 1:03d}"


def _square(left: float, bottom: float, width: float, height: float) -> str:
    ring = [(left, bottom), (left + width, bottom), (left + width, bottom + height), (left, bottom + height)]
    return json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})


def sample_district() -> DistrictMap:
    divisions = [Division("330108", TITLE, None, _square(_LEFT, _BOTTOM, 5 * _SIDE, 3 * _SIDE))]
    divisions += [Division(f"330108{n + 1:03d}", name, "330108") for n, name in enumerate(_STREETS)]
    grids: list[GridShape] = []
    for place, name in enumerate(_COMMUNITIES):
        left, bottom = _LEFT + place % 5 * _SIDE, _BOTTOM + place // 5 * _SIDE
        code = community_code(place)
        divisions.append(Division(code, Name(f"{name}社区"), code[:9], _square(left, bottom, _SIDE, _SIDE)))
        parts = 6 if place < 6 else 5
        for serial in range(parts):
            width = _SIDE / parts
            grids.append(
                GridShape(
                    code=f"{code}{serial + 1:03d}",
                    name=Name(f"{name}社区 {serial + 1:02d}"),
                    community_code=code,
                    kind="ordinary",
                    level="1",
                    geometry=_square(left + serial * width, bottom, width, _SIDE),
                    longitude=left + (serial + 0.5) * width,
                    latitude=bottom + _SIDE / 2,
                )
            )
    river = Backdrop(
        "water", Name("滨江", "Bin river"), _square(_LEFT, _BOTTOM + 1.4 * _SIDE, 5 * _SIDE, _SIDE / 6)
    )
    return DistrictMap(tuple(divisions), tuple(grids), (river,))


def sample_row(number: int, **changes: Any) -> QueueRow:
    """Return a green incident; name what shall be different."""
    community = number % len(_COMMUNITIES)
    serial = number // 15 % (6 if community < 6 else 5) + 1
    major, name, categories = _major_of(number)
    grid = next(
        one
        for one in sample_district_cached().grids
        if one.code == f"{community_code(community)}{serial:03d}"
    )
    row = QueueRow(
        id=number,
        number=f"SJ 20261118-{number:04d}",
        version=1,
        state="handling",
        category_code=f"{major}{number % len(categories) + 1:02d}",
        category=Name(categories[number % len(categories)]),
        major_code=major,
        major=name,
        severity=Severity.ORDINARY,
        urgent=False,
        grid_code=grid.code,
        grid=grid.name,
        community_code=grid.community_code,
        community=Name(f"{_COMMUNITIES[community]}社区"),
        unit_id=number % len(_UNITS) + 1,
        unit=Name(_UNITS[number % len(_UNITS)]),
        reported_at=NOW - timedelta(hours=5, minutes=number % 200),
        due_at=NOW + timedelta(hours=30, minutes=number),
        yellow_at=NOW + timedelta(hours=20, minutes=number),
        clock_mode=ClockMode.WORKING,
        paused=False,
        closed_at=None,
        report_count=1,
        vulnerable=False,
        longitude=grid.longitude,
        latitude=grid.latitude,
        approximate=False,
    )
    return replace(row, **changes)


_district: list[DistrictMap] = []


def sample_district_cached() -> DistrictMap:
    if not _district:
        _district.append(sample_district())
    return _district[0]


def _major_of(number: int) -> tuple[str, Name, tuple[str, ...]]:
    place = number * 7 % 426
    for code, name, categories, size in _MAJORS:
        if place < size:
            return code, name, categories
        place -= size
    return _MAJORS[-1][0], _MAJORS[-1][1], _MAJORS[-1][2]


def red_row(number: int, **changes: Any) -> QueueRow:
    late = timedelta(minutes=12 + number * 17)
    return sample_row(number, **{"due_at": NOW - late, "yellow_at": NOW - late * 2, **changes})


def yellow_row(number: int, **changes: Any) -> QueueRow:
    left = timedelta(minutes=18 + number * 6)
    return sample_row(number, **{"due_at": NOW + left, "yellow_at": NOW - timedelta(hours=1), **changes})


def sample_rows() -> list[QueueRow]:
    red = [
        red_row(n, urgent=n < 4, report_count=3 if n == 7 else 1, vulnerable=n == 11) for n in range(1, 24)
    ]
    yellow = [yellow_row(n) for n in range(24, 65)]
    parked = [sample_row(n, paused=True, due_at=None, yellow_at=None) for n in range(65, 89)]
    return red + yellow + parked + [sample_row(n) for n in range(89, 427)]


def sample_today(_chosen: Filter = Filter()) -> TodayFigures:  # noqa: B008 - a frozen value
    reports = (3, 2, 1, 1, 1, 2, 6, 14, 24, 27, 23, 18, 16, 21, 14)
    closings = (1, 0, 0, 0, 0, 0, 2, 8, 19, 26, 24, 20, 7, 17, 8)
    usual = (3, 2, 2, 1, 1, 3, 7, 13, 20, 22, 21, 19, 17, 18, 21, 22, 20, 17, 12, 9, 7, 6, 5, 4)
    hours = tuple(
        HourCount(
            hour, reports[hour] if hour < 15 else 0, closings[hour] if hour < 15 else 0, float(usual[hour])
        )
        for hour in range(24)
    )
    minutes = [40 + n * 11.5 for n in range(132)]
    return TodayFigures(
        until=NOW.astimezone(ZoneInfo("Asia/Shanghai")),
        reported=173,
        usual_reported=160.0,
        closed=132,
        closed_late=13,
        due_today=171,
        handled_in_time=158,
        median_close_minutes=310.0,
        p90_close_minutes=1140.0,
        open_yesterday=414,
        last_week_in_time_percent=91.8,
        red_last_hour=3,
        hours=hours,
        closing=spread_of(minutes),
    )


class SampleStore:
    """Stands where the store's feed stands: a first reading, then whatever a test commits."""

    def __init__(self, rows: Sequence[QueueRow] = ()) -> None:
        self.rows = {row.id: row for row in (rows or sample_rows())}
        self.as_of = NOW
        self.refusal: Refusal | None = None
        self.first_rows = 0
        """So many rows come at once, all of them when `rest` is set; 0: all at once."""
        self.rest = threading.Event()
        self._numbers = count(1_284_907)
        self._committed: queue.SimpleQueue[QueueRow | str] = queue.SimpleQueue()

    def commit(self, row: QueueRow) -> None:
        self.rows[row.id] = row
        self._committed.put(row)

    def announce(self, kind: str) -> None:
        """Tell that records of this kind were changed by somebody."""
        self._committed.put(kind)

    def feed(self) -> LiveFeed:
        return LiveFeed(self._connect)

    def _connect(self) -> SampleStore:
        if self.refusal is not None:
            raise self.refusal
        return self

    def board(self) -> Iterator[BoardReading]:
        rows = tuple(self.rows.values())
        if self.first_rows:
            yield BoardReading(rows[: self.first_rows], next(self._numbers), self.as_of, whole=False)
            self.rest.wait(timeout=60)
        yield BoardReading(rows, next(self._numbers), self.as_of)

    def next(self, seconds: float) -> FeedBatch:
        if self.refusal is not None:
            raise self.refusal
        try:
            told = [self._committed.get(timeout=min(seconds, 0.05))]
        except queue.Empty:
            told = []
        rows = tuple(one for one in told if isinstance(one, QueueRow))
        kinds = frozenset(one for one in told if isinstance(one, str))
        return FeedBatch(rows, (), kinds, reread=False, change_number=next(self._numbers), as_of=self.as_of)

    def close(self) -> None:
        pass


def _nothing(*_arguments: Any) -> Any:
    return ()


def _none(*_arguments: Any) -> Any:
    return None


def sample_ports(rows: Callable[[], Sequence[QueueRow]] = sample_rows, **questions: Any) -> DeskPorts:
    """Return ports over the made-up district; name the questions that shall answer differently."""
    answers: dict[str, Any] = {
        "facts": lambda: StoreFacts(TITLE, synthetic=True, change_number=1_284_907, store_time=NOW),
        "district": sample_district_cached,
        "today": sample_today,
        "incident": _none,
        "grid": _none,
        "unit_preview": _none,
        "closing_times": lambda *_: NO_SPREAD,
        "calendar": WorkingCalendar,
        "contents": lambda: StoreContents({"grid": 81, "person": 60_000}, "sqlite", (2025, 2026)),
    }
    names = Questions.__dataclass_fields__
    filled = {name: questions.get(name, answers.get(name, _nothing)) for name in names}
    actor = Actor(1, "limin", "李敏", "值班长", None, "330108")
    return DeskPorts(
        actor=actor,
        questions=Questions(**filled),
        actions=Actions(**dict.fromkeys(Actions.__dataclass_fields__, _none)),
        catalogue=record_catalogue(),
    )


SOME_DAY = date(2026, 11, 18)
