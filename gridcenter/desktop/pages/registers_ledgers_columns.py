"""The columns of the ledgers: the list of them, the parts of an area, and masked rows."""

from __future__ import annotations

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.domain.indicators import thousands
from gridcenter.domain.register_ledgers import AreaCount, LedgerLine, LedgerPage, LedgerRow
from gridcenter.language import pick, tr

_CAPTION, _FIGURE = CellStyle("caption", "text.secondary"), CellStyle("body", right=True)
_NOTHING = "—"
_NAMED = 120
_SHOWN_OF_NUMBER = 8

LIST_COLUMNS: tuple[Column[LedgerLine], ...] = (
    Column("name", lambda: tr("Ledger"), lambda line: pick(line.name), lambda line: line.code),
    Column(
        "count",
        lambda: tr("How many"),
        lambda line: thousands(line.count) if line.count else tr("none"),
        lambda line: line.count,
        88,
        _FIGURE,
    ),
)
AREA_COLUMNS: tuple[Column[AreaCount], ...] = (
    Column(
        "code", lambda: tr("Code"), lambda part: part.code or _NOTHING, lambda part: part.code, 168, _CAPTION
    ),
    Column("name", lambda: tr("Place"), lambda part: pick(part.name), lambda part: part.name.zh),
    Column(
        "count",
        lambda: tr("How many"),
        lambda part: thousands(part.count) if part.count else tr("nothing recorded"),
        lambda part: part.count,
        160,
        _FIGURE,
    ),
)


def row_columns(page: LedgerPage) -> list[Column[LedgerRow]]:
    """Return the columns of masked rows: those of the ledger, and where it is."""

    def column(place: int) -> Column[LedgerRow]:
        return Column(
            f"c{place}",
            lambda: _begun(pick(page.titles[place])),
            lambda row: _shortened(row.cells[place]) or _NOTHING,
            lambda row: row.cells[place],
            0 if place == 0 else _NAMED,
            CellStyle() if place == 0 else _CAPTION,
            yields=len(page.titles) - place if place > 1 else 0,
        )

    place = Column[LedgerRow](
        "place", lambda: tr("Place"), lambda row: pick(row.place), lambda row: row.place.zh, 168, _CAPTION
    )
    return [*(column(n) for n in range(len(page.titles))), place]


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _shortened(cell: str) -> str:
    """Leave the last digits of a long masked number to see: its stars say nothing."""
    return cell[-_SHOWN_OF_NUMBER:] if cell.startswith("*" * _SHOWN_OF_NUMBER) else cell
