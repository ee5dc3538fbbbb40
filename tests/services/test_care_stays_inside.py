"""Care files reach nobody who need not know: not search, card, map, wall, queue, exports, ledgers, report or log.

Everything is read before there is a file and after it, and must be the same; words that stand nowhere else are looked
for besides. The control: an account that is named in the file sees the difference in the same readings.
"""

from __future__ import annotations

import ast
import logging
from pathlib import Path

import pytest
from sqlalchemy import text

from gridcenter.domain.board import Filter
from gridcenter.domain.errors import Refusal
from gridcenter.domain.people import Actor, LookupRequest, Purpose
from gridcenter.services.care_reading import care_file, care_list, care_of_person
from gridcenter.services.exporting import Export, export_rows
from gridcenter.services.lookup import look_up
from gridcenter.services.people_search import search_people
from gridcenter.services.places import find_places
from gridcenter.services.register_ledger_export import export_ledger
from gridcenter.services.register_ledgers import ledger_areas, ledger_page
from gridcenter.services.subject_report import subject_report
from gridcenter.store.engine import Store
from gridcenter.store.figures import today_figures
from gridcenter.store.grid_details import grid_detail
from gridcenter.store.incidents import open_incidents
from gridcenter.store.places import district_map
from tests.services import care_samples as care
from tests.services import resident_samples as sample
from tests.services.care_samples import CANARIES, GROUND, NOW, SECOND, STRANGER, WORKER, ZONE

LEADER = Actor(15, "leader", "领导", "leader", 1, "")


@pytest.fixture
def filled(store: Store) -> Store:
    care.fill(store)
    with store.begin() as session:
        session.execute(
            text(
                "INSERT INTO account (id, login, name, role, active) VALUES (15, 'leader', '领导', 'leader', :yes)"
            ),
            {"yes": True},
        )
    return store


def wall_map_and_queue(store: Store) -> list[object]:
    with store.read() as session:
        return [
            district_map(session, area=""),
            open_incidents(session, area=""),
            today_figures(session, area="", filter=Filter(), now=NOW, zone=ZONE),
            grid_detail(session, sample.GRID),
            [find_places(session, word, area="") for word in ("江南", "张美兰", "独居", sample.ADDRESS)],
            session.execute(text("SELECT kind, key, row_version FROM change ORDER BY seq")).all(),
        ]


def registers(store: Store, tmp_path: Path, by: Actor) -> list[object]:
    """Read what an account sees of persons: search, card, the ledger of residents, the exports."""
    found: list[object] = []
    for word in ("张美兰", "zml", "4417", "江南", "独居老人关爱", care.AMOUNT):
        try:
            found.append(
                search_people(store, LookupRequest(word, Purpose.VISIT, reason=GROUND.reason), by=by).rows
            )
        except Refusal as refusal:
            found.append(str(refusal))
    found.append(look_up(store, GROUND, by=by))
    found.append(ledger_page(store, "LG01", "", GROUND, by=by, zone=ZONE).rows)
    for kind in (Export.PERSONS, Export.INCIDENTS):
        out = tmp_path / f"{kind}.csv"
        export_rows(store, kind, out, by=by)
        found.append(out.read_text("utf-8-sig"))
    return found


def of_care(store: Store, by: Actor) -> list[object]:
    """Ask for care files in every way there is."""
    found: list[object] = [care_of_person(store, GROUND, by=by, zone=ZONE)]
    listed = care_list(store, by=by, zone=ZONE)
    found += [listed.lines, listed.renewals]
    page = ledger_page(store, "LG02", "", GROUND, by=by, zone=ZONE)
    found += [page.rows, page.total]
    with store.read() as session:
        found.append(ledger_areas(session, "LG02", "709901", by=by, now=NOW, zone=ZONE))
    for file_id in (1, 99_999):
        try:
            found.append(care_file(store, file_id, GROUND, by=by, zone=ZONE))
        except Refusal as refusal:
            found.append(str(refusal))
    return found


def canaries_in(*found: object) -> list[str]:
    return [word for word in CANARIES if word in repr(found)]


def test_a_file_changes_nothing_for_whoever_is_not_named_in_it(filled: Store, tmp_path: Path) -> None:
    def everything(by: Actor) -> list[object]:
        return [*wall_map_and_queue(filled), *registers(filled, tmp_path, by)]

    before = everything(STRANGER), everything(SECOND)
    unknown = of_care(filled, STRANGER)
    assert of_care(filled, SECOND) == unknown
    care.enrolled(filled, expires_on=care.LAST)
    assert (everything(STRANGER), everything(SECOND)) == before
    assert of_care(filled, STRANGER) == unknown
    assert canaries_in(everything(STRANGER)[:6]) == []
    told = of_care(filled, SECOND)
    assert told != unknown  # the control: it is there for who is named
    assert canaries_in([getattr(one, "reason", "") for one in told[0]]) == [care.REASON]  # type: ignore[attr-defined]


def test_key_persons_have_no_file_and_no_export_of_any_kind_names_the_programme(
    filled: Store, tmp_path: Path
) -> None:
    care.enrolled(filled)
    for kind in (one for one in Export if one is not Export.GRIDS):
        out = tmp_path / f"{kind}.csv"
        export_rows(filled, kind, out, by=SECOND)
        assert canaries_in(out.read_text("utf-8-sig")) == []
    out = tmp_path / "people.csv"
    export_ledger(filled, "LG01", "", out, GROUND, by=SECOND, zone=ZONE)
    assert canaries_in(out.read_text("utf-8-sig")) == []
    with pytest.raises(Refusal):
        export_ledger(filled, "LG02", "", out, GROUND, by=SECOND, zone=ZONE)


def test_audit_and_log_hold_nothing_of_it(filled: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        file_id = care.enrolled(filled)
        care_file(filled, file_id, GROUND, by=WORKER, zone=ZONE)
        of_care(filled, STRANGER)
    assert canaries_in(caplog.text) == []
    assert sample.NUMBER not in caplog.text
    with filled.read() as session:
        kept = session.execute(text("SELECT * FROM audit")).all()
        there = session.execute(text("SELECT reason FROM care_file")).all()
    assert canaries_in(kept) == []
    assert sample.NUMBER not in repr(kept)
    assert canaries_in(there) == [care.REASON]


def test_the_report_to_a_person_says_that_somebody_asked_and_not_what_is_kept(
    filled: Store, english: None
) -> None:
    care_of_person(filled, GROUND, by=STRANGER, zone=ZONE)
    first = subject_report(filled, sample.NUMBER, by=LEADER).lines
    without = [(one.action_text, one.outcome_text, one.ground) for one in first]
    file_id = care.enrolled(filled)
    care_of_person(filled, GROUND, by=WORKER, zone=ZONE)
    care_file(filled, file_id, GROUND, by=WORKER, zone=ZONE)
    lines = subject_report(filled, sample.NUMBER, by=LEADER).lines
    asked = {
        (one.action_text, one.outcome_text, one.ground, one.purpose) for one in lines if one.action == "care"
    }
    assert asked == {("question to need-to-know files", "told only to those named there", "", "")}
    assert ("question to need-to-know files", "told only to those named there", "") in without
    assert len([one for one in lines if one.action == "care"]) == 3
    assert canaries_in(lines) == []


READERS = {
    *("services/care.py", "services/care_reading.py", "services/care_visits.py", "store/care.py"),
    *("services/register_ledgers.py", "store/register_ledgers.py", "store/models/__init__.py"),
    *("services/demo/caring.py",),
}
"""The only files that may name the tables of care files or their questions."""


def test_nothing_else_asks_for_care_files() -> None:
    folder = Path(__file__).parents[2] / "gridcenter"
    named = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and _asks_for_care(node)
    }
    assert "services/care_reading.py" in named
    assert named <= READERS


def _asks_for_care(node: ast.ImportFrom) -> bool:
    names = {one.name for one in node.names}
    models = {"CareFile", "CareGrant", "CareVisit", "CareBenefit", "CareRenewal"}
    from_store = (node.module or "").startswith("gridcenter.store")
    return from_store and ("care" in names or bool(names & models) or node.module == "gridcenter.store.care")
