"""Cells of a row as they wait in staging: the typed values of a spreadsheet come back as they were."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

_MOMENT, _DAY = "moment", "day"


def written_cells(cells: dict[str, Any]) -> str:
    """Return the cells as JSON text."""
    text = json.dumps({key: _written(cell) for key, cell in cells.items()}, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair in a cell that nothing reads
        return json.dumps(json.loads(text))
    return text


def read_cells(text: str) -> dict[str, Any]:
    return {key: _read(cell) for key, cell in json.loads(text).items()}


def _written(cell: Any) -> Any:
    if cell is None or isinstance(cell, (str, bool, int, float)):
        return cell
    if isinstance(cell, datetime):
        return {_MOMENT: cell.isoformat()}
    return {_DAY: cell.isoformat()} if isinstance(cell, date) else str(cell)


def _read(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    if _MOMENT in cell:
        return datetime.fromisoformat(cell[_MOMENT])
    return date.fromisoformat(cell[_DAY])
