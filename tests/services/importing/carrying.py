"""What the import tests share: an actor, a moment, and one call that imports in a transaction of its own."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.people import Actor
from gridcenter.services.import_batches import apply_batch, stage_file
from gridcenter.services.importing import ImportOptions, ImportReport, Kind, import_file
from gridcenter.services.progress import OnProgress, unwatched
from gridcenter.store.engine import Store
from gridcenter.store.models import Account

ADA = make_number(DEMO_PREFIX, date(1980, 5, 1), 2)
BEN = make_number(DEMO_PREFIX, date(1990, 6, 2), 13)
EVE = make_number(DEMO_PREFIX, date(1999, 7, 3), 24)
PINGSHAN = (
    "REC_ID,CREATE_TIME,EVENT_SRC_NAME,DISPOSE_UNIT_NAME,DISPOSE_UNIT_ID,EVENT_PROPERTY_NAME,SUB_TYPE_NAME,"
    "SUB_TYPE_ID,EVENT_TYPE_NAME,EVENT_TYPE_ID,MAIN_TYPE_NAME,MAIN_TYPE_ID,DISTRICT_NAME,STREET_NAME,"
    "COMMUNITY_NAME,OVERTIME_ARCHIVE_NUM,INTIME_TO_ARCHIVE_NUM,INTIME_ARCHIVE_NUM"
)
CASE = "1,2018-07-04 17:24:41,电话,-,-,投诉,暴露垃圾,3,市容,1,环卫,2,坪山区,龙田街道,龙田社区,0,0,1"
"""The columns of an export for which a preset ships, and a case of it."""
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
BY = Actor(account_id=0, login="", name="值班长", role="supervisor", unit_id=None, area="")
SUPERVISOR = Actor(account_id=1, login="limin", name="李敏", role="supervisor", unit_id=None, area="")
SHARED = Path(__file__).resolve().parents[4] / "shared"

Bring = Callable[..., ImportReport]


def bring_into(store: Store) -> Bring:
    """Return a call (kind, path, **options) that imports one file in a transaction of its own."""

    def one(
        kind: str, path: Path, *, now: datetime = NOW, progress: OnProgress = unwatched, **options: object
    ) -> ImportReport:
        with store.begin() as session:
            return import_file(
                session,
                Kind(kind),
                path,
                options=ImportOptions(**options),  # type: ignore[arg-type]
                now=now,
                by=BY,
                progress=progress,
            )

    return one


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    """Return rows, accepted, unchanged, twins, refused; the last four must add up to the first."""
    found = (report.accepted, report.unchanged, report.twins, report.refused)
    assert report.rows == sum(found)
    return (report.rows, *found)


def lines_of(path: Path) -> list[list[str]]:
    """Return the lines of a rejects file below its heading."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def table(path: Path, *rows: str) -> Path:
    """Write a CSV file, one string per line."""
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def open_account(store: Store) -> None:
    """Write the account that `SUPERVISOR` acts under."""
    with store.begin() as session:
        session.add(Account(id=1, login="limin", name="李敏", role="supervisor"))


def stage(
    store: Store,
    path: Path,
    kind: str = "persons",
    *,
    by: Actor = SUPERVISOR,
    now: datetime = NOW,
    **options: object,
) -> ImportReport:
    wished = ImportOptions(**options)  # type: ignore[arg-type]
    with store.begin() as session:
        return stage_file(session, Kind(kind), path, options=wished, by=by, now=now)


def apply(store: Store, number: int | None, *, rejects: Path | None = None) -> ImportReport:
    assert number is not None
    with store.begin() as session:
        return apply_batch(session, number, by=SUPERVISOR, now=NOW, rejects=rejects)
