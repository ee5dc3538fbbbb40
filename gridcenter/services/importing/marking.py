"""What an import leaves of itself: the rows it makes name their batch, and of those it changes stands how they were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from gridcenter.store import bulk
from gridcenter.store.models import BatchChange, Table
from gridcenter.store.tables import table_of

COLUMN = "batch_id"
_COLUMNS = ("batch_id", "subject", "subject_id", "second_id", "before", "after")


class Changed(NamedTuple):
    """A row that was there before; `before` and `after` hold the changed columns alone."""

    subject_id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    second_id: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """The batch in whose name rows are written; None leaves no mark."""

    session: Session
    batch_id: int | None

    def on(self, model: type[Table]) -> dict[str, Any]:
        """Return what every new row of this table gets beside its own values."""
        marked = self.batch_id is not None and COLUMN in table_of(model).columns
        return {COLUMN: self.batch_id} if marked else {}

    def note(self, subject: str, changes: Iterable[Changed]) -> None:
        """Keep how rows were before the batch and how it left them."""
        if self.batch_id is None:
            return
        rows = [
            (self.batch_id, subject, one.subject_id, one.second_id, _text(one.before), _text(one.after))
            for one in changes
        ]
        bulk.insert_rows(self.session, BatchChange, _COLUMNS, rows)


def _text(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
