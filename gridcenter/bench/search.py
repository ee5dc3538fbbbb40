"""`bench search`: a masked list of residents by name, pinyin, phone and address, audited, at a million persons.

Each time holds everything between Enter and the list: the audit row with its hash chain and quotas, its durable
commit, and the reading. The desks see the district, a street of twenty, a community of two hundred and a grid of a
thousand in turn: a small area is the harder question, since a common surname has to be looked through for the few
who live there.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from gridcenter.bench.private_postgres import PrivatePostgres
from gridcenter.bench.registers import filled_register
from gridcenter.domain.people import Actor, LookupRequest, Purpose
from gridcenter.services.name_readings import name_readings
from gridcenter.services.people_search import SEARCH_QUOTAS, search_people
from gridcenter.services.person_index import index_changed_persons
from gridcenter.store.engine import Store

ROWS = 1_000_000
SEARCHES = 400
"""Of each kind."""
WARM_UP = 20
COMMUNITIES = 200
DISTRICT = "709901"
STREET_DIGITS = 9
REASON = "核实高龄津贴发放情况与住址"
COLUMNS = ("id", "name", "phone", "address", "community_code", "grid_code")

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎单仇查"
STREETS = tuple(
    "江南桥头西河东湖北山南苑长安新华和平永宁文昌建设古塔春晖凤凰金沙白云红星朝阳龙泉"[at : at + 2]
    for at in range(0, 40, 2)
)
ROADS = ["江南路", "解放路", "人民大道", "滨河西路", "学院巷", "工农街"]
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰涛明超兰霞平刚桂文辉玲华健红玉梅建国志海云飞晓春雪龙凤"

Progress = Callable[[str], None]


def run(*, rows: int = ROWS, progress: Progress | None = None) -> dict[str, object]:
    """Return medians and 99th percentiles in ms for both stores."""
    tell = progress or (lambda _: None)
    figures: dict[str, object] = {"persons": rows, "searches_of_each_kind": SEARCHES}
    with tempfile.TemporaryDirectory(prefix="gc-bench-") as folder, PrivatePostgres() as server:
        addresses = {
            "sqlite": f"sqlite:///{(Path(folder) / 'bench.db').as_posix()}",
            "postgresql": server.url(),
        }
        for name, address in addresses.items():
            tell(f"{name}: {rows} persons")
            store = _filled(address, rows)
            tell(f"{name}: searches")
            figures[name] = _measured(store, rows)
            store.dispose()
    return figures


def _measured(store: Store, rows: int) -> dict[str, float]:
    desks = _desks()
    figures: dict[str, float] = {}
    for kind, text_of in _KINDS.items():
        taken = [_seconds(store, text_of(place, rows), next(desks)) for place in range(WARM_UP + SEARCHES)]
        figures[f"{kind}_p50_ms"] = 1000 * median(taken[WARM_UP:])
        figures[f"{kind}_p99_ms"] = 1000 * quantiles(taken[WARM_UP:], n=100)[98]
    return figures


def _seconds(store: Store, text: str, by: Actor) -> float:
    request = LookupRequest(text, Purpose.VISIT, reason=REASON)
    begun = time.perf_counter()
    search_people(store, request, by=by)
    return time.perf_counter() - begun


def _desks() -> Iterator[Actor]:
    """Yield accounts so that none comes near its quota, with the whole district and one community in turn."""
    for key in range(1, _accounts_needed() + 1):
        areas = (DISTRICT, _community(key)[:STREET_DIGITS], _community(key), _grid(key))
        for place in range(SEARCH_QUOTAS[0].count - 1):
            yield Actor(key, f"desk{key}", "", "dispatcher", None, areas[place % len(areas)])


def _accounts_needed() -> int:
    return len(_KINDS) * (WARM_UP + SEARCHES) // (SEARCH_QUOTAS[0].count - 1) + 1


def _name(key: int) -> str:
    """Return the name of a person: the first surnames are the commonest, two of three names have three characters."""
    chance = random.Random(key)
    surname = SURNAMES[min(int(chance.expovariate(0.09)), len(SURNAMES) - 1)]
    return surname + "".join(chance.choice(GIVEN) for _ in range(1 + (chance.random() < 0.67)))


def _place(place: int, rows: int) -> int:
    """Return ids in an order that no cache likes."""
    return place * 7919 % rows + 1


def _pinyin(key: int) -> str:
    return name_readings(_name(key))[0][0]


_KINDS: dict[str, Callable[[int, int], str]] = {
    "name": lambda place, rows: _name(_place(place, rows)),
    "surname": lambda place, rows: _name(_place(place, rows))[:1],
    "pinyin": lambda place, rows: _pinyin(_place(place, rows)),
    "pinyin_begun": lambda place, rows: _pinyin(_place(place, rows))[: 3 + place % 4],
    "initials": lambda place, rows: name_readings(_name(_place(place, rows)))[0][1],
    "phone": lambda place, rows: _phone(_place(place, rows)),
    "address_house": lambda place, rows: _address(_place(place, rows))[8:].partition("单元")[0],
    "address_room": lambda place, rows: _address(_place(place, rows))[-9:],
    "address_word": lambda place, _rows: STREETS[place % 20],
}


def _phone(key: int) -> str:
    return f"138{key:08d}"


def _address(key: int) -> str:
    """Return one of 333,400 homes of a million persons: four in five in a block of flats, the others alone."""
    place, home = key % COMMUNITIES, _home(key)
    begun = f"滨江区{STREETS[place % 20]}街道{STREETS[place // 10]}社区{ROADS[home // 400]}"
    if place % 5 == 0:
        return f"{begun}{home + 1}号"
    house = f"{begun}{home // 100 + 1}号{home // 50 % 30 + 1}幢"
    return f"{house}{home // 12 % 4 + 1}单元{home // 4 % 18 + 1:02d}{home % 4 + 1:02d}室"


def _home(key: int) -> int:
    """Three persons share a home; numbers begin anew in each community."""
    return key // COMMUNITIES // 3 % 2400


def _community(key: int) -> str:
    place = key % COMMUNITIES
    return f"{DISTRICT}{place % 20 + 1:03d}{place:03d}"


def _grid(key: int) -> str:
    return f"{_community(key)}{_home(key) // 50 % 5 + 1:03d}"


def _filled(address: str, rows: int) -> Store:
    return filled_register(
        address,
        rows,
        accounts=_accounts_needed(),
        columns=COLUMNS,
        person=_person,
        finish=index_changed_persons,
    )


def _person(key: int) -> tuple[Any, ...]:
    return key, _name(key), _phone(key), _address(key), _community(key), _grid(key)
