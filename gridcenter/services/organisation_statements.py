"""The one way in which anything is said of an organisation, and the one that writes what stands into its columns.

Columns are a projection: of an item about which statements are kept they hold the value that comes first among those
that nobody has taken back (`domain.record_values.winning_value`), of any other item what the first source said. That
one becomes a statement of its source before a second one is written beside it. Ledgers, lists and searches ask the
columns and are right without knowing of this.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from gridcenter.domain.organisation_statements import standing_values
from gridcenter.store import bulk
from gridcenter.store.models import OrganisationItem
from gridcenter.store.organisation_statements import own_values, said_rows, set_values

_COLUMNS = (
    *("organisation_id", "key", "value", "source", "recorded_on"),
    *("said_at", "said_by", "speaker", "batch_id", "base"),
)


class Stated(NamedTuple):
    organisation_id: int
    key: str
    value: str
    source: str
    recorded_on: date | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who writes statements down, and when; an import names its batch."""

    at: datetime
    account_id: int | None = None
    name: str = ""
    batch_id: int | None = None


def write_statements(session: Session, said: Sequence[Stated], by: Speaker) -> None:
    """Let what is said stand beside what others say, and the columns follow; the caller commits."""
    if not said:
        return
    keep_own_values(session, {(one.organisation_id, one.key) for one in said}, at=by.at)
    origin = (by.at, by.account_id, by.name, by.batch_id, False)
    bulk.insert_rows(session, OrganisationItem, _COLUMNS, [(*one, *origin) for one in said])
    project_organisations(session, {one.organisation_id for one in said})


def keep_own_values(session: Session, wanted: Collection[tuple[int, str]], *, at: datetime) -> None:
    """Write what columns say down as statements of their source, of (organisation, item) without any; lock both."""
    ids = {organisation for organisation, _ in wanted}
    known = own_values(session, ids, locked=True)
    said = said_rows(session, ids)
    spoken = {(organisation, row.key) for organisation, rows in said.items() for row in rows}
    rows = [
        (organisation, key, text, own.source, own.recorded_on, at, None, "", own.batch_id, True)
        for organisation, key in sorted(set(wanted) - spoken)
        if (own := known.get(organisation)) is not None and (text := own.values[key])
    ]
    bulk.insert_rows(session, OrganisationItem, _COLUMNS, rows)


def project_organisations(session: Session, ids: Collection[int]) -> None:
    """Let the columns of organisations hold what stands; called after every statement and taking back."""
    known = own_values(session, ids, locked=True)
    said = said_rows(session, ids)
    wanted = {key: {**own.values, **standing_values(said[key])} for key, own in known.items() if key in said}
    changed = {key: values for key, values in wanted.items() if values != known[key].values}
    set_values(session, changed)
