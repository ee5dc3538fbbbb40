"""What the Supervision page asks and does beside the board; every callable runs on a worker (see `ports`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gridcenter.domain.handover import Handover, HandoverDraft
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.red_history import RedDay
from gridcenter.domain.returns import PassedIncident


@dataclass(frozen=True, slots=True)
class SupervisionPorts:
    red_days: Callable[[str], Sequence[RedDay]]
    """What was red at this time of day on each of the last days, the newest last; '' is the whole area."""
    incidents: Callable[[Sequence[int]], Sequence[QueueRow]]
    """Incidents by their ids, open or closed, as they are now."""
    returns: Callable[[], Sequence[PassedIncident]]
    """Open incidents that are passed back and forth, those that the centre must rule first."""
    handovers: Callable[[], Sequence[Handover]]
    """The newest shift handovers, the newest first."""
    write_handover: Callable[[HandoverDraft, str], int]
    """(what is left to the next shift, key of the form) -> id."""
    sign_handover: Callable[[int, int, str], int]
    """(id, version seen, remarks) -> new version."""
    print_handover: Callable[[int, Path], Path]
    """(id, file to write) -> the file, audited first."""
