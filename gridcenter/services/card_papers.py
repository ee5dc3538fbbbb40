"""A resident's card as a sheet (居民卡片): what its audit row names in plain, everything else masked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path

from gridcenter.domain.errors import WrongUse
from gridcenter.domain.own_history import PRINT
from gridcenter.domain.papers import ENDING, Fact, FactRows, Lines, Paper, printable
from gridcenter.domain.people import Actor, LookupRequest, PersonCard
from gridcenter.language import current_language, pick, tr
from gridcenter.services.card_copies import CardCopy, taken
from gridcenter.services.card_texts import NOTHING, CardTable, seal, tables_of
from gridcenter.services.desk_facts import StoreFacts, store_facts
from gridcenter.services.paper_pdf import as_pdf
from gridcenter.services.table_files import complete
from gridcenter.store.engine import Store

LONGEST_MARK = 80
"""Characters of who, when and why that stand across a sheet; the foot has all of them."""


def print_card(
    store: Store,
    person_id: int,
    revealed: Sequence[str],
    request: LookupRequest,
    out: Path,
    *,
    by: Actor,
    zone: tzinfo,
) -> Path:
    """Audit, commit, read, and write the card as a PDF in the current language; opens its own transactions.

    The file appears under its name only when it is complete; a file of that name is replaced.

    Raises:
        WrongUse: The name does not end in .pdf.
        RuleBroken: The card is not open any more, or a value is not revealed.
        BadInput: The file cannot be written.
        Refusal: The paper cannot be set on this machine.
    """
    if out.suffix.lower() != ENDING:
        raise WrongUse(tr("{file}: papers are written as .pdf.").format(file=out.name))
    copy = taken(store, PRINT, person_id, revealed, request, by=by)
    with store.read() as session:
        facts = store_facts(session)
    made = as_pdf(card_paper(copy, facts, by=by, zone=zone), at=copy.at)
    with complete(out, private=True) as part:
        part.write_bytes(made)
    return out


def card_paper(copy: CardCopy, facts: StoreFacts, *, by: Actor, zone: tzinfo) -> Paper:
    """Put the card on a sheet; who printed it, when and why stands pale across it and at its foot."""
    card = copy.card
    why = seal(copy, by=by, zone=zone)
    return Paper(
        centre=printable(pick(facts.title)),
        title=tr("Resident card"),
        number="",
        mark=tr("Demo data, all synthetic") if facts.synthetic else "",
        page=tr("page {n} of {m}"),
        printed=printable(why),
        language=current_language(),
        parts=(_head(card), *map(_lines, tables_of(copy))),
        watermark=printable(why[:LONGEST_MARK]),
    )


def _head(card: PersonCard) -> FactRows:
    age = tr("aged {band}").format(band=card.age_band) if card.age_band else tr("unknown")
    return FactRows(
        (
            (Fact(tr("Name"), card.name), Fact(tr("Citizen ID number"), card.id_number or NOTHING)),
            (Fact(tr("Sex"), pick(card.sex)), Fact(tr("Age"), age)),
            (
                Fact(tr("Grid"), pick(card.grid) or NOTHING),
                Fact(tr("Household"), card.household_number or NOTHING),
            ),
        )
    )


def _lines(table: CardTable) -> Lines:
    rows = tuple(tuple(map(printable, row)) for row in table.rows)
    return Lines(table.name, table.titles, table.shares, rows, tr("none"))
