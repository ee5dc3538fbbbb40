"""Rows of the register that share a number, two of them side by side, and merges in force: masked, audited first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.identity import IdNumberError, parse_id_number
from gridcenter.domain.masking import age_band, mask_id_number, mask_name
from gridcenter.domain.names import Name
from gridcenter.domain.own_history import TWINS_LIST
from gridcenter.domain.people import SEX_NAMES, Actor, CardItem, PersonCard
from gridcenter.domain.person_merging import (
    FIFTEEN,
    Basis,
    ComparedLine,
    MergedPair,
    MergesFound,
    PersonComparison,
    TwinRow,
    Twins,
    TwinsFound,
    basis_of,
)
from gridcenter.domain.places import day_here, in_area
from gridcenter.domain.record_values import winning_value
from gridcenter.language import pick, tr
from gridcenter.services.audited_lists import write_listing
from gridcenter.services.person_merging import audit_line, require_merger
from gridcenter.services.person_statements import statements_of
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.services.resident_card import joined_place, resident_card
from gridcenter.services.tickets import Quota, check_quotas, writable_chain, write_line
from gridcenter.store import audit, people
from gridcenter.store.audit import ChainEnd
from gridcenter.store.engine import Store, store_time
from gridcenter.store.person_merges import (
    locked_rows,
    merges_in_force,
    merges_total,
    rows_with_number,
    shared_numbers,
    shared_total,
    short_numbers,
)
from gridcenter.store.persons_apart import told_apart

TWINS_QUOTAS = (Quota(30, timedelta(minutes=1)), Quota(600, timedelta(days=1)))
SHOWN_AT_ONCE = 50
SHORT_AT_MOST = 1000
"""Rows under 15 digits that are looked at for an upgraded one; a register that was imported has none."""


def find_twins(store: Store, *, by: Actor, skip: int = 0) -> TwinsFound:
    """Audit, commit, read rows of the area that share a number, behind the first `skip` numbers.

    Opens its own transactions.

    Raises:
        RuleBroken: The role does not merge, or asks too often.
    """
    with store.begin() as session:
        now = store_time(session)
        end = _list_chain(session, by, now)
        groups, read, total = _groups(session, by, skip)
        _write_list(session, end, "numbers", [rows for _, rows in groups], by, now)
    with store.read() as session:
        found = (Twins(basis, _rows(session, rows, day_here(now))) for basis, rows in groups)
        return TwinsFound(tuple(found), read, total)


def find_merges(store: Store, *, by: Actor, skip: int = 0) -> MergesFound:
    """Audit, commit, read the merges of the area that are in force, behind the first `skip`; the newest first.

    Opens its own transactions.
    """
    with store.begin() as session:
        now = store_time(session)
        end = _list_chain(session, by, now)
        found = merges_in_force(session, area=by.area, skip=skip, limit=SHOWN_AT_ONCE)
        _write_list(session, end, "merges", [(one.kept_id, one.merged_id) for one in found], by, now)
    with store.read() as session:
        pairs = []
        for one in found:
            kept, merged = _rows(session, (one.kept_id, one.merged_id), day_here(now))
            pairs.append(MergedPair(kept, merged, one.at, one.actor, Basis(one.basis), one.reason))
        return MergesFound(tuple(pairs), skip + len(pairs), merges_total(session, area=by.area))


def compare_persons(store: Store, one: int, other: int, *, by: Actor) -> PersonComparison:
    """Audit, commit, read two rows side by side. Opens its own transactions.

    Raises:
        RuleBroken: The role does not merge, asks too often, or a row is not in its area.
    """
    with store.begin() as session:
        now = store_time(session)
        _open_comparison(session, one, other, by=by, now=now)
    with store.read() as session:
        return _comparison(session, one, other, today=day_here(now))


def _list_chain(session: Session, by: Actor, now: datetime) -> ChainEnd:
    end = writable_chain(session, by, TWINS_LIST, tuple(quota.count for quota in TWINS_QUOTAS))
    require_merger(by)
    check_quotas(TWINS_QUOTAS, end.moments, now)
    return end


def _write_list(
    session: Session, end: ChainEnd, what: str, groups: Sequence[Sequence[int]], by: Actor, now: datetime
) -> None:
    row = audit_line(end, 0, "", 0, by, now)._replace(action=TWINS_LIST, person_id=None, subject_hash="")
    write_listing(session, end, row, what, len(groups), [key for rows in groups for key in rows])


def _groups(session: Session, by: Actor, skip: int) -> tuple[list[tuple[Basis, list[int]]], int, int]:
    """Return the rows of shared numbers behind the first `skip`, how many numbers were read by then, and how many there
    are. Numbers whose rows somebody told apart are read and left out."""
    total = shared_total(session, area=by.area)
    upgraded = [] if skip else list(_upgraded(session, by))
    read, groups = skip, list[tuple[Basis, list[int]]]()
    while not groups and read < total:
        numbers = shared_numbers(session, area=by.area, skip=read, limit=SHOWN_AT_ONCE)
        if not numbers:
            break
        read += len(numbers)
        groups += _sharing(session, numbers, by)
    return [*upgraded, *groups], read, total


def _sharing(session: Session, numbers: Sequence[str], by: Actor) -> Iterator[tuple[Basis, list[int]]]:
    """Yield the rows under each number, but for those that somebody told apart."""
    for number in numbers:
        keys = rows_with_number(session, number, area=by.area)
        if not _are_apart(session, keys):
            yield Basis.NUMBER, keys


def _open_comparison(session: Session, one: int, other: int, *, by: Actor, now: datetime) -> None:
    end = writable_chain(session, by, audit.TWINS, tuple(quota.count for quota in TWINS_QUOTAS))
    require_merger(by)
    check_quotas(TWINS_QUOTAS, end.moments, now)
    rows = locked_rows(session, (one, other))
    for key in (one, other):
        row = rows.get(key)
        if row is None or not in_area(row.community_code, row.grid_code, by.area):
            raise RuleBroken(tr("There is no row {number} in your area.").format(number=key))
    for key, beside in ((one, other), (other, one)):
        write_line(session, end, audit_line(end, key, rows[key].id_number, beside, by, now))
        behind = audit.locked_chain_end(session, by.account_id)
        assert behind is not None
        end = behind


def _upgraded(session: Session, by: Actor) -> Iterator[tuple[Basis, list[int]]]:
    """Yield rows under 15 digits with those under the 18 that these become."""
    for key, number in short_numbers(session, area=by.area, limit=SHORT_AT_MOST):
        try:
            whole = parse_id_number(number).number
        except IdNumberError:
            continue
        others = rows_with_number(session, whole, area=by.area) if len(whole) > FIFTEEN else []
        if others:
            yield Basis.UPGRADED, [*others, key]


def _are_apart(session: Session, person_ids: Sequence[int]) -> bool:
    """Whether somebody has said of every two of these rows that they are two people."""
    apart = told_apart(session, person_ids)
    return all(frozenset(two) in apart for two in combinations(person_ids, 2))


def _rows(session: Session, person_ids: Sequence[int], today: date) -> tuple[TwinRow, ...]:
    rows = (people.person_row(session, key) for key in person_ids)
    return tuple(_row(row, today) for row in rows if row is not None)


def _row(row: people.PersonRow, today: date) -> TwinRow:
    return TwinRow(
        row.id,
        mask_name(row.name),
        SEX_NAMES.get(row.sex, SEX_NAMES["0"]),
        age_band(row.birth, today) if row.birth is not None else "",
        mask_id_number(row.id_number or ""),
        joined_place(row.community, row.grid),
        row.source,
        row.recorded_on,
    )


def _comparison(session: Session, one: int, other: int, *, today: date) -> PersonComparison:
    first, second = people.person_row(session, one), people.person_row(session, other)
    cards = resident_card(session, one, today=today), resident_card(session, other, today=today)
    if first is None or second is None or cards[0] is None or cards[1] is None:
        raise RuleBroken(tr("One of the two rows has changed meanwhile. Compare them again."))
    both = cards[0], cards[1]
    lines = (*_plain_lines(first, second, both), *_item_lines(session, first, second, both))
    return PersonComparison(
        _row(first, today),
        _row(second, today),
        basis_of(first.id_number or "", second.id_number or ""),
        (first.version, second.version),
        lines,
    )


def _plain_lines(
    one: people.PersonRow, other: people.PersonRow, cards: tuple[PersonCard, PersonCard]
) -> Iterator[ComparedLine]:
    kinds = record_catalogue()
    first, second = cards
    yield ComparedLine(kinds.label("name"), first.name, second.name, one.name != other.name)
    numbers = one.id_number, other.id_number
    yield ComparedLine(kinds.label("id_number"), first.id_number, second.id_number, numbers[0] != numbers[1])
    yield ComparedLine(kinds.label("sex"), pick(first.sex), pick(second.sex), one.sex != other.sex)
    yield ComparedLine(Name("年龄段", "Age band"), first.age_band, second.age_band, one.birth != other.birth)
    yield ComparedLine(
        Name("所在网格", "Grid"), pick(first.grid), pick(second.grid), first.grid != second.grid
    )
    for label, counts in (
        (Name("户", "Household"), (first.household_number, second.household_number)),
        (Name("居住关系", "Residences"), (str(len(first.residences)), str(len(second.residences)))),
    ):
        yield ComparedLine(label, *counts, counts[0] != counts[1])


def _item_lines(
    session: Session, one: people.PersonRow, other: people.PersonRow, cards: tuple[PersonCard, PersonCard]
) -> Iterator[ComparedLine]:
    """Yield the listed items of which one of the two knows something; computed ones stand above."""
    shown = [{item.item: item for item in reversed(card.items) if not item.beside} for card in cards]
    for kind in record_catalogue().listed:
        texts = [_text(session, row, kind.key) for row in (one, other)]
        if any(texts):
            first, second = (_shown(side.get(kind.key)) for side in shown)
            yield ComparedLine(kind.label, first, second, texts[0] != texts[1])


def _text(session: Session, row: people.PersonRow, key: str) -> str:
    choice = winning_value(statements_of(session, row, key))
    return choice.winner.text if choice is not None else ""


def _shown(item: CardItem | None) -> str:
    return item.value if item is not None else ""
