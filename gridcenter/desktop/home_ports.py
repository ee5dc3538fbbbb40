"""What a desk does to keep residences, households and tenures; every callable runs on a worker and is audited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gridcenter.domain.home_keeping import HomeDeed, KeptLine
from gridcenter.domain.names import Name
from gridcenter.domain.people import LookupRequest
from gridcenter.services.home_keeping import HomeKept

Typed = Mapping[str, str]
"""What was typed, by the name of the field."""


@dataclass(frozen=True, slots=True)
class HomePorts:
    relations: Callable[[], Sequence[tuple[str, Name]]]
    """Relations to the head with their names, by code."""
    keep: Callable[[int, HomeDeed, Typed, LookupRequest], HomeKept]
    """(person whose card is open, what is done, what was typed, its request) -> the card as it is then."""
    tenure: Callable[[HomeDeed, Typed], str]
    """What else is to be seen to."""
    history: Callable[[int, LookupRequest], Sequence[KeptLine]]
    """(person whose card is open, its request) -> what was kept by hand, the newest first."""
