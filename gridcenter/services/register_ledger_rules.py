"""The ledgers of this centre: `db/ledgers.yaml`, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from gridcenter.domain.errors import BadInput, WrongUse
from gridcenter.domain.names import Name
from gridcenter.domain.people import NOT_LOOKING_UP
from gridcenter.domain.register_ledgers import (
    FIELD_NAMES,
    LEAST_MASKS,
    CellMask,
    LedgerColumn,
    LedgerKind,
    Register,
)
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, tr
from gridcenter.paths import asset
from gridcenter.services.plain_yaml import read_plain_yaml
from gridcenter.store.register_ledgers import FILTERED, SORTED


@cache
def ledger_kinds() -> dict[str, LedgerKind]:
    """Return the ledgers by code, in their order.

    Raises:
        BadInput: They have flaws.
    """
    return read_ledger_kinds(read_plain_yaml(asset("db/ledgers.yaml")))


def ledger_kind(code: str) -> LedgerKind:
    """Return one ledger.

    Raises:
        WrongUse: There is none of this code.
    """
    found = ledger_kinds().get(code.strip().upper())
    if found is None:
        known = ", ".join(ledger_kinds())
        raise WrongUse(tr("There is no ledger “{code}”. There are: {known}.").format(code=code, known=known))
    return found


def read_ledger_kinds(raw: Mapping[str, Any]) -> dict[str, LedgerKind]:
    """Build the ledgers from parsed data and check them.

    Raises:
        BadInput: A part is missing or wrong, a role unknown, or a value of residents would stand without its mask.
    """
    try:
        kinds = {str(code): _kind(str(code), one) for code, one in raw["ledgers"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(tr("the ledgers cannot be read: {what}").format(what=str(error))) from error
    for kind in kinds.values():
        _check_fields(kind)
        _check_roles(kind)
    return kinds


def _kind(code: str, raw: Mapping[str, Any]) -> LedgerKind:
    register = Register(raw["register"])
    names = raw.get("names", {})
    return LedgerKind(
        code,
        Name(*raw["name"]),
        Name(*raw["note"]),
        register,
        tuple((key, tuple(map(str, values))) for key, values in raw.get("filter", {}).items()),
        tuple(
            LedgerColumn(
                key,
                CellMask(mask),
                FIELD_NAMES[register][key],
                {word: Name(*both) for word, both in names.get(key, {}).items()},
            )
            for key, mask in raw["columns"].items()
        ),
        tuple(raw.get("order", ())),
        frozenset(raw["counts"]),
        frozenset(raw["rows"]),
        frozenset(raw["export"]),
    )


def _check_fields(kind: LedgerKind) -> None:
    least = LEAST_MASKS.get(kind.register, {})
    for column in kind.columns:
        if column.mask not in (least.get(column.key, column.mask), CellMask.HIDDEN):
            sentence = tr("ledger {code}: {field} stands behind the mask “{mask}”, or is hidden")
            words = sentence.format(code=kind.code, field=column.key, mask=least[column.key])
            raise BadInput(words)
    unknown = [key for key, _ in kind.filters if key not in FILTERED[kind.register]]
    unknown += [key for key in kind.order if key.removeprefix("-") not in SORTED[kind.register]]
    if unknown:
        sentence = tr("ledger {code}: the register {register} is not filtered or sorted by {fields}")
        words = sentence.format(code=kind.code, register=kind.register, fields=listed(unknown))
        raise BadInput(words)


def _check_roles(kind: LedgerKind) -> None:
    wrong = (kind.counters | kind.readers | kind.exporters) - ROLE_NAMES.keys()
    if kind.of_persons:
        wrong |= (kind.readers | kind.exporters) & NOT_LOOKING_UP
    if wrong:
        sentence = tr("ledger {code}: these roles are unknown or look nobody up: {roles}")
        raise BadInput(sentence.format(code=kind.code, roles=listed(sorted(wrong))))
    if kind.exporters - kind.readers or kind.readers - kind.counters:
        sentence = tr(
            "ledger {code}: who exports must be one who reads, and who reads one who sees the counts"
        )
        raise BadInput(sentence.format(code=kind.code))
    if kind.register is Register.CARE and kind.exporters:
        sentence = tr("ledger {code}: people in care programmes are never written to a file")
        raise BadInput(sentence.format(code=kind.code))
