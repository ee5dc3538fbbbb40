"""Whatever is done to a register: passes in any number, order and portion find the same changes and tasks."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import Residence
from tests.services import population_samples as sample
from tests.services.population_samples import (
    NOW,
    TODAY,
    add_home,
    add_person,
    change,
    detect,
    dies,
    standing,
    tasks,
)

DAY = timedelta(days=1)
_numbers = count(1)

DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("born"), st.integers(0, 5), st.booleans()),
        st.tuples(st.just("dies"), st.integers(1, 4), st.integers(0, 6)),
        st.tuples(st.just("leaves"), st.integers(1, 4), st.integers(0, 6)),
        st.tuples(st.just("comes"), st.integers(1, 3), st.integers(0, 6)),
        st.tuples(st.just("appears"), st.integers(0, 90), st.booleans()),
    ),
    min_size=1,
    max_size=6,
)


def _do(session: Session, place: int, deed: tuple[str, int, int | bool]) -> None:
    what, first, second = deed
    key = 100 + place
    if what == "born":
        add_person(session, key, "新生", TODAY - first * DAY)
        if second:
            add_home(session, key, 1, since=TODAY - first * DAY)
    elif what == "dies":
        dies(session, first, TODAY - second * DAY)
    elif what == "leaves":
        home = session.scalars(select(Residence).where(Residence.person_id == first)).first()
        assert home is not None
        home.until = home.until or TODAY - second * DAY
    elif what == "comes":
        add_person(session, key, "来人", date(1970, 2, 28))
        add_home(session, key, first, since=TODAY - second * DAY)
    else:
        birth = TODAY.replace(year=TODAY.year - first) + DAY if first else None
        add_person(session, key, "某某", birth, recorded_on=TODAY if second else None)
    session.flush()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS, cuts=st.sets(st.integers(0, 5)), portion=st.integers(1, 4))
def test_any_split_of_the_passes_gives_the_same_changes_and_tasks(
    sqlite_template: Path,
    tmp_path: Path,
    deeds: list[tuple[str, int, int | bool]],
    cuts: set[int],
    portion: int,
) -> None:
    split, whole = _opened(sqlite_template, tmp_path), _opened(sqlite_template, tmp_path)
    try:
        for store in (split, whole):
            detect(store, now=NOW - 7 * DAY)
        for place, deed in enumerate(deeds):
            change(split, lambda session, at=place, one=deed: _do(session, at, one))  # type: ignore[misc]
            change(whole, lambda session, at=place, one=deed: _do(session, at, one))  # type: ignore[misc]
            if place in cuts:
                detect(split, portion=portion)
        for store in (split, whole):
            detect(store, now=NOW)
            detect(store, now=NOW)
        assert standing(split) == standing(whole)
        assert _living(split) == _living(whole)
    finally:
        split.dispose()
        whole.dispose()


def _living(store: Store) -> list[tuple[int, str, str, int | None, str]]:
    return sorted(one for one in tasks(store) if one[-1] != "withdrawn")


def _opened(template: Path, folder: Path) -> Store:
    path = folder / f"{next(_numbers)}.db"
    shutil.copyfile(template, path)
    store = open_store(f"sqlite:///{path.as_posix()}")
    with store.begin() as session:
        sample.fill(session)
    return store
