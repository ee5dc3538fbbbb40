"""What a row of a ledger shows: masked values, names of codes and places in the reader's language."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.care import district_day
from gridcenter.domain.masking import age_band
from gridcenter.domain.names import Name
from gridcenter.domain.people import SEX_NAMES
from gridcenter.domain.register_ledgers import TEXT_MASKS, CellMask, LedgerColumn, LedgerKind, LedgerRow
from gridcenter.language import pick, tr
from gridcenter.services.care_rules import care_rules
from gridcenter.services.resident_card import joined_place, named_home
from gridcenter.store import people
from gridcenter.store.register_ledgers import FoundRow, area_names

CODE_SETS = {"state": "component_state", "tenure": "tenure", "role": "post", "level": "grid_level"}


class LedgerCells:
    """Turns raw values into what is shown; names of codes and places are read once."""

    def __init__(self, session: Session, kind: LedgerKind, now: datetime, zone: tzinfo) -> None:
        self._session = session
        self._kind = kind
        self._today = district_day(now, zone)
        self._zone = zone
        self._codes: dict[tuple[str, str], Name] = {}
        self._places: dict[str, tuple[str, str]] = {}

    def learn_places(self, rows: list[FoundRow]) -> None:
        wanted = sorted({code for row in rows for code in (row.community, row.grid)} - {""})
        self._places |= area_names(self._session, wanted)

    def row(self, row: FoundRow) -> LedgerRow:
        for code in (row.community, row.grid):
            if code and code not in self._places:
                self._places[code] = area_names(self._session, [code]).get(code, (code, ""))
        community = Name(*self._places.get(row.community, ("", "")))
        place = joined_place(community, Name(*self._places.get(row.grid, ("", ""))))
        cells = tuple(
            self._cell(column, value, community)
            for column, value in zip(self._kind.columns, row.values, strict=True)
        )
        return LedgerRow(row.key, cells, place, row.person_id)

    def _cell(self, column: LedgerColumn, value: Any, community: Name) -> str:
        if value is None or value == "":
            return ""
        if column.mask is CellMask.AGE_BAND:
            return age_band(value, self._today)
        if column.mask in TEXT_MASKS:
            shown = TEXT_MASKS[column.mask](str(value))
            return named_home(shown, community) if column.mask is CellMask.ADDRESS else shown
        if isinstance(value, bool):
            return tr("yes") if value else ""
        if isinstance(value, datetime):
            return f"{value.astimezone(self._zone):%Y-%m-%d %H:%M}"
        return self._named_value(column, value) if isinstance(value, str) else str(value)

    def _named_value(self, column: LedgerColumn, value: str) -> str:
        """Return the name of a code, or the value itself."""
        if value in column.names:
            return pick(column.names[value])
        if column.key == "sex":
            return pick(SEX_NAMES.get(value, Name(value)))
        if column.key == "programme":
            programme = care_rules().programmes.get(value)
            return pick(programme.name) if programme is not None else value
        code_set = "grid_type" if value.startswith("GT") else CODE_SETS.get(column.key, "")
        if not code_set:
            return value
        if (code_set, value) not in self._codes:
            found = people.code_names(self._session, {(code_set, value)})
            self._codes[code_set, value] = found.get((code_set, value), Name(value))
        return pick(self._codes[code_set, value])
