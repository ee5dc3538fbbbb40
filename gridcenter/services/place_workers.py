"""Whom a move may send: the people who hold a post in the incident's own grid, then in the community's other grids."""

from __future__ import annotations

from sqlalchemy.orm import Session

from gridcenter.domain.move_choices import FieldChoice
from gridcenter.domain.names import Name
from gridcenter.domain.places import GridWorker
from gridcenter.language import pick, tr
from gridcenter.store.models import Incident
from gridcenter.store.posts import grid_workers

_ORDER = ("MEMBER", "CHIEF", "DEPUTY")
"""Members walk the grid; chief and deputies stand in for them."""


def worker_choices(session: Session, incident: Incident) -> tuple[FieldChoice, ...]:
    """Return whoever may be named; the value is what the trace will say, with the grid where it is another one."""

    def nearness(worker: GridWorker) -> tuple[bool, str, int]:
        place = _ORDER.index(worker.role) if worker.role in _ORDER else len(_ORDER)
        return worker.grid_code != incident.grid_code, worker.grid_code, place

    found = sorted(grid_workers(session, incident.community_code), key=nearness)
    return tuple(_choice(worker, own=worker.grid_code == incident.grid_code) for worker in found)


def _choice(worker: GridWorker, *, own: bool) -> FieldChoice:
    grid = pick(worker.grid)
    said = worker.name if own else tr("{name} ({grid})").format(name=worker.name, grid=grid)
    return FieldChoice(said, Name(worker.name), note=f"{pick(worker.post)} · {grid}")
