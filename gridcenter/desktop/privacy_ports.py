"""What the tab of the protection of personal information asks and does; every callable runs on a worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gridcenter.domain.privacy import PrivacyRules
from gridcenter.services.privacy_records import PrivacyBook


@dataclass(frozen=True, slots=True)
class PrivacyPorts:
    """`rules` is the list of what is kept and the kinds of records; `records` whether this role writes any."""

    rules: PrivacyRules
    records: bool
    read: Callable[[], PrivacyBook]
    write: Callable[[str, str, str, Mapping[str, str]], int]
    """(kind, set it is about or nothing, day as typed or nothing, answers) -> number of the record"""
    write_step: Callable[[int, str, str], int]
    """(record, step, what was done) -> number of the record"""
    notice: Callable[[Path], object]
    """Writes the notice to a file."""
    paper: Callable[[int, Path], object]
    """Writes a record with its steps to a file."""
