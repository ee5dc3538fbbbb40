"""What the tabs of ledgers and of care files ask and do; every callable runs on a worker (see `ports`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gridcenter.desktop.register_ports import Watch
from gridcenter.domain.care import CareFile, CareList, CareRules
from gridcenter.domain.people import LookupRequest, PersonCard
from gridcenter.domain.people_search import PeopleFound
from gridcenter.domain.register_ledgers import LedgerAreas, LedgerLine, LedgerPage


@dataclass(frozen=True, slots=True)
class LedgerPorts:
    """Pages of residents are audited before they are read: they go through the writer's lane."""

    ledgers: Callable[[], Sequence[LedgerLine]]
    areas: Callable[[str, str], LedgerAreas]
    """(code of the ledger, area)"""
    page: Callable[[str, str, LookupRequest | None, str], LedgerPage]
    """(code of the ledger, area, why, place in the ledger)"""
    look_up: Callable[[LedgerPage, int, LookupRequest], PersonCard | None]
    """(page on show, person, why)"""
    export: Callable[[str, str, Path, LookupRequest, Watch], str]
    """(code of the ledger, area, file, why) -> what to tell of the file"""


@dataclass(frozen=True, slots=True)
class CarePorts:
    """Each is audited first, and goes through the writer's lane. Inputs are those of the forms, as typed."""

    rules: CareRules
    files: Callable[[], CareList]
    open: Callable[[int, LookupRequest], CareFile]
    look_up: Callable[[int, LookupRequest], PersonCard | None]
    enrol: Callable[[dict[str, str]], int | PeopleFound]
    """Gives the number of the file, or a masked list: the same inputs with `person` then say who is meant."""
    act: Callable[[str, int, dict[str, str]], None]
    """(one of the keys of `desk.ledgers.ACTS`, number of the file, inputs)"""
