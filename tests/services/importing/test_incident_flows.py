"""Imported incidents follow the flow of their category, or the one the file names, if it has their state."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from gridcenter.language import use_language
from gridcenter.services.exporting import Export, export_rows
from gridcenter.services.importing import ImportOptions, Kind, import_file
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident
from tests.services.importing.carrying import BY, NOW, Bring, counts, lines_of, table

HEADER = "number,reported at,closed at,category,category_set,state,flow"
DAY = "2026-11-20 09:00"

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def flows(store: Store) -> dict[str, tuple[str, str]]:
    with store.read() as session:
        return {row.number: (row.flow, row.state) for row in session.scalars(select(Incident))}


def test_the_category_and_the_state_decide_the_flow_and_the_file_may_name_another(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    rows = [
        f"1,{DAY},,06010,matters,,",
        f"2,{DAY},,0402,disputes,mediating,",
        f"3,{DAY},,0402,disputes,handling,",
        f"4,{DAY},,06010,matters,at_street,",
        f"5,{DAY},2026-11-20 10:00,TF1,emergencies,closed,",
        f"6,{DAY},,06010,matters,reported,escalation",
    ]
    assert counts(bring("incidents", table(tmp_path / "in.csv", HEADER, *rows))) == (6, 6, 0, 0, 0)
    assert flows(store) == {
        "1": ("city_matter", "accepted"),
        "2": ("dispute", "mediating"),
        "3": ("city_matter", "handling"),
        "4": ("escalation", "at_street"),
        "5": ("emergency", "closed"),
        "6": ("escalation", "reported"),
    }
    out = tmp_path / "out.csv"
    export_rows(store, Export.INCIDENTS, out, by=BY)
    assert counts(bring("incidents", out, datum="wgs84")) == (6, 0, 6, 0, 0)


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (f"1,{DAY},,06010,matters,flying,", "state", "no state that is known here"),
        (f"1,{DAY},,06010,matters,closed,", "state", "state and closing time contradict each other"),
        (f"1,{DAY},,06010,matters,handling,moon", "flow", "no such flow; there are city_matter, dispute"),
        (f"1,{DAY},,06010,matters,handling,dispute", "state", "the flow “dispute” has no such state"),
    ],
)
def test_a_flow_or_state_that_is_none_is_refused_with_its_field(
    store: Store, tmp_path: Path, rejects: Path, row: str, field: str, reason: str
) -> None:
    with store.begin() as session:
        report = import_file(
            session,
            Kind.INCIDENTS,
            table(tmp_path / "in.csv", HEADER, row),
            options=ImportOptions(rejects=rejects),
            now=NOW,
            by=BY,
        )
    assert counts(report) == (1, 0, 0, 0, 1)
    (line,) = lines_of(rejects)
    assert field in str(line)
    assert reason in str(line)
    assert flows(store) == {}
