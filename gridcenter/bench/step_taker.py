"""What `bench steps` measures: incidents taken along the usual way of their flow, from report to end.

As a program it is one of several desks: it takes steps for some seconds and writes how many it took.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from gridcenter.domain.flow import PROOF, FlowTemplate, InputField, Move
from gridcenter.domain.people import Actor
from gridcenter.services.flows import own_flow
from gridcenter.services.intake import IncidentDraft, report_incident
from gridcenter.services.live_proof import without_proof
from gridcenter.services.step_inputs import held_inputs
from gridcenter.services.steps import take_step
from gridcenter.store.engine import Store, open_store, store_time
from gridcenter.store.live_material import LiveMaterial, live_material
from gridcenter.store.models import Incident

SAID = "测算"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A move that is allowed now, with everything it asks for."""

    incident_id: int
    version: int
    action: str
    inputs: dict[str, str]
    by: Actor


class StepTaker:
    """One desk with a player for every role; `desk` keeps its reports apart from those of other desks."""

    def __init__(self, store: Store, *, desk: int) -> None:
        self._store = store
        self._desk = desk
        with store.read() as session:
            self._material: LiveMaterial = without_proof(live_material(session))

    def report(self, number: int) -> int:
        """Report an incident of the desk's own in the middle of a grid; return its id."""
        set_key, code, _ = self._material.categories[number % len(self._material.categories)]
        grid = self._material.grids[number % len(self._material.grids)][0]
        draft = IncidentDraft(category_code=code, category_set=set_key, description=SAID, grid_code=grid)
        with self._store.begin() as session:
            now = store_time(session)
            by = self._player("collector", None)
            return report_incident(session, draft, by=by, now=now, key=f"bench-{self._desk}-{number}")

    def plan(self, incident_id: int) -> PlannedStep | None:
        """Return the usual next step, None where the incident has come to its end."""
        with self._store.read() as session:
            incident = session.get_one(Incident, incident_id)
            template = own_flow(session, incident)
            ways = template.moves_from(incident.state)
            usual = next((move for move in ways if move.usual and move.to != incident.state), None)
            return None if usual is None else self._planned(incident, template, usual)

    def take(self, step: PlannedStep) -> None:
        """Take the step as a desk does, in a transaction of its own."""
        with self._store.begin() as session:
            take_step(
                session,
                step.incident_id,
                version=step.version,
                action=step.action,
                inputs=step.inputs,
                by=step.by,
                now=store_time(session),
            )

    def steps(self) -> Iterator[PlannedStep]:
        """Report one incident after the other and yield each step of its way; whoever asks must take it."""
        number = 0
        while True:
            number += 1
            key = self.report(number)
            while (step := self.plan(key)) is not None:
                yield step

    def _planned(self, incident: Incident, template: FlowTemplate, move: Move) -> PlannedStep:
        held = held_inputs(incident)
        wanted = [template.inputs[code] for code in move.requires if code not in held]
        asked = [field for field in wanted if field.kind != PROOF]
        inputs = {field.code: self._answer(field) for field in asked}
        unit = incident.unit_id if move.role == "handler" else None
        return PlannedStep(incident.id, incident.version, move.action, inputs, self._player(move.role, unit))

    def _answer(self, field: InputField) -> str:
        if field.kind == "unit":
            return str(self._material.units[0][0])
        return next(iter(field.choices)) if field.choices else SAID

    def _player(self, role: str, unit: int | None) -> Actor:
        found = next(player for player in self._material.players if player.role == role)
        return Actor(found.account_id, found.login, found.name, role, unit, "")


def main() -> None:
    address, desk, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    store = open_store(address)
    taker = StepTaker(store, desk=desk)
    steps, taken = taker.steps(), 0
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        taker.take(next(steps))
        taken += 1
    sys.stdout.write(f"{taken}\n")
    store.dispose()


if __name__ == "__main__":
    main()
