"""What stands on a resident's card about life and work: events as recorded, and ties to organisations, masked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gridcenter.domain.life_cycle import RECORDED_AS, LifeEvent, LifeKind, in_order, recorded_day
from gridcenter.domain.masking import HIDDEN
from gridcenter.domain.organisations import PUBLISHED, OrganisationLink, Tie, tie_name
from gridcenter.domain.record_items import NEED_TO_KNOW, Mask, masked
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.store.organisations import TieRow
from gridcenter.store.people import PersonRow, RecordRow, ResidenceRow

BIRTH_DATE = "birth_date"
RECORD_MARK, OWN_OF = "@", "p"


def life_of(
    rows: Sequence[PersonRow],
    records: Iterable[RecordRow],
    residences: Iterable[ResidenceRow],
    ties: Iterable[TieRow],
) -> tuple[LifeEvent, ...]:
    """Return every event that some source recorded, in order; nothing where nothing is known.

    `rows` are all that are seen as the person, the own one first: birth and death are told by the first that knows.
    """
    events = [*_of_person(rows), *_of_records(records), *_of_residences(residences), *_of_ties(ties)]
    return in_order(events)


def links_of(ties: Iterable[TieRow]) -> tuple[OrganisationLink, ...]:
    """Return to which organisations the person belongs; where it tells a workplace its name is hidden."""
    return tuple(
        OrganisationLink(
            row.organisation_id,
            row.name if row.kind in PUBLISHED else HIDDEN,
            row.kind not in PUBLISHED,
            tie_name(row.kind),
            row.since,
            row.until,
            row.source,
            row.tie_id,
        )
        for row in ties
    )


def _of_person(rows: Sequence[PersonRow]) -> Iterator[LifeEvent]:
    born = next((row for row in rows if row.birth is not None), None)
    died = next((row for row in rows if row.deceased_on is not None), None)
    if born is not None and born.birth is not None:
        ref = BIRTH_DATE if born is rows[0] else f"{BIRTH_DATE}{RECORD_MARK}{OWN_OF}{born.id}"
        yield _recorded(BIRTH_DATE, ref, born.birth.isoformat(), born)
    if died is not None and died.deceased_on is not None:
        day = died.deceased_on
        yield LifeEvent(LifeKind.DEATH, day, day.isoformat(), "", died.source, died.recorded_on)


def _of_records(records: Iterable[RecordRow]) -> Iterator[LifeEvent]:
    for row in records:
        if row.key in RECORDED_AS and row.sensitivity != NEED_TO_KNOW and row.value.strip():
            yield _recorded(row.key, f"{row.key}{RECORD_MARK}{row.id}", row.value, row)


def _recorded(key: str, ref: str, text: str, said: PersonRow | RecordRow) -> LifeEvent:
    kind = record_catalogue().kind_of(key, sensitivity="p")
    hidden = kind.mask is not Mask.PLAIN
    return LifeEvent(
        kind=RECORDED_AS[key],
        at=None if hidden else recorded_day(text),
        day=masked(text, kind.mask),
        detail="",
        source=said.source,
        recorded_on=said.recorded_on,
        masked=hidden,
        key=ref if hidden and kind.group is not None else "",
    )


def _of_residences(residences: Iterable[ResidenceRow]) -> Iterator[LifeEvent]:
    for row in residences:
        for kind, day in ((LifeKind.MOVE_IN, row.since), (LifeKind.MOVE_OUT, row.until)):
            if day is not None:
                yield LifeEvent(kind, day, day.isoformat(), row.premises, row.source, None)


def _of_ties(ties: Iterable[TieRow]) -> Iterator[LifeEvent]:
    for row in ties:
        if row.kind != Tie.EMPLOYEE:
            continue
        for kind, day in ((LifeKind.WORK, row.since), (LifeKind.WORK_END, row.until)):
            if day is not None:
                yield LifeEvent(kind, day, day.isoformat(), HIDDEN, row.source, row.recorded_on)
