"""A district at work: reports and moves synthetic incidents at a steady rate, through the same services as a desk."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy.orm import Session

from gridcenter.domain.duty import DESPITE
from gridcenter.domain.errors import BadInput, RuleBroken, StoreUnavailable
from gridcenter.domain.flow import NEW_DEADLINE, PLAN_DATE, PROOF, REVIEW_DATE, FlowTemplate, InputField, Move
from gridcenter.domain.incidents import Severity
from gridcenter.domain.joint import Joint, called_units
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.services.adjustments import apply_for, approve, approvers, refuse
from gridcenter.services.attachment_contents import contents_of
from gridcenter.services.flows import own_flow
from gridcenter.services.intake import IncidentDraft, report_incident
from gridcenter.services.lapsing import pending_of
from gridcenter.services.live_proof import LivePictures, without_proof
from gridcenter.services.live_watch import LiveWatch
from gridcenter.services.locked_incidents import locked_incident
from gridcenter.services.proofs import missing_proof
from gridcenter.services.steps import take_step
from gridcenter.store.engine import Store, store_time
from gridcenter.store.live_material import Movable, live_material, movable, open_ids
from gridcenter.store.models import Incident

log = logging.getLogger(__name__)

REPORT_SHARE = 0.12
"""Share of writes that are new reports; an incident takes about a dozen moves, so the number on hand stays."""
USUAL_SHARE = 0.93
REFUSED_SHARE = 0.2
WATCHED_EVERY = 10
"""After so many writes the shift looks at what awaits somebody's note or signature."""
BUSY_INCIDENTS = 60
"""So many incidents are worked on at once; the others wait, as they do in life."""
_HELD = frozenset({"category", "grid", "standard", "deadline"})
"""Inputs that every incident of a live demo holds already."""
PATIENCE_SECONDS = 0.05
RETRY_SECONDS = 0.5

Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class LiveTally:
    """What a run has written; `refused` counts moves that somebody else made impossible meanwhile."""

    reported: int = 0
    moved: int = 0
    refused: int = 0


class LiveDemo:
    """The players of one run. Deterministic by seed for the same store; used by one thread.

    They attach synthetic pictures into `folder` where a move asks for proof; without one they report nothing that
    asks for proof, and leave alone what waits for it.
    """

    def __init__(
        self,
        store: Store,
        *,
        seed: int,
        now: Callable[[], datetime] | None = None,
        folder: Path | None = None,
    ) -> None:
        self._pictures = LivePictures(contents_of(store, folder)) if folder is not None else None
        self._store = store
        self._chance = Random(seed)
        self._run = f"live-{seed}-{self._chance.getrandbits(64):x}"
        self._now = now
        self._written = 0
        with store.read() as session:
            material = live_material(session)
            self._material = material if folder is not None else without_proof(material)
            self._busy = self._chance.sample(known := open_ids(session), min(len(known), BUSY_INCIDENTS))
        self._watch = LiveWatch(self._material.players, seed=seed)
        if not self._material.grids or not self._material.categories:
            raise BadInput(tr("this store has no grids or no categories: make a demo district first"))

    def write_once(self, tally: LiveTally) -> LiveTally:
        """Report or move one incident in a transaction of its own."""
        self._written += 1
        if self._written % WATCHED_EVERY == 0:
            self._look_after()
        try:
            with self._store.begin() as session:
                if not self._busy or self._chance.random() < REPORT_SHARE:
                    self._report(session)
                    return replace(tally, reported=tally.reported + 1)
                moved = self._move(session, self._chance.choice(self._busy))
        except RuleBroken:
            return replace(tally, refused=tally.refused + 1)
        return replace(tally, moved=tally.moved + moved)

    def _look_after(self) -> None:
        """Let the shift take note and sign; whatever somebody else has done before it is left to the next time."""
        with suppress(RuleBroken), self._store.begin() as session:
            self._watch.write(session, now=self._time(session))

    def _time(self, session: Session) -> datetime:
        return self._now() if self._now is not None else store_time(session)

    def _report(self, session: Session) -> None:
        now = self._time(session)
        key = f"{self._run}-{self._written}-{now.timestamp():.6f}"
        self._busy.append(
            report_incident(session, self._draft(), by=self._player("collector"), now=now, key=key)
        )

    def _draft(self) -> IncidentDraft:
        chance = self._chance
        set_key, code, name = chance.choice(self._material.categories)
        grid, _, longitude, latitude = chance.choice(self._material.grids)
        grave = chance.random() < 0.02
        return IncidentDraft(
            category_code=code,
            category_set=set_key,
            description=f"演示数据：{name}，请核实处置。",
            grid_code=grid,
            longitude=longitude + chance.uniform(-0.0004, 0.0004),
            latitude=latitude + chance.uniform(-0.0003, 0.0003),
            source_code=chance.choice(("01", "02", "03")),
            severity=Severity.SERIOUS if grave else Severity.ORDINARY,
            urgent=chance.random() < 0.04,
        )

    def _move(self, session: Session, incident_id: int) -> bool:
        incident = movable(session, incident_id)
        if incident is None:
            self._busy.remove(incident_id)
            return False
        template = own_flow(session, incident)
        if incident.applications:
            return self._decide(session, template, incident)
        move = self._choose(template, incident)
        if move.approval is not None:
            return self._apply(session, template, incident, move)
        inputs = self._inputs(template, move, incident)
        by = self._player(move.role, unit_id=self._own_unit(move, incident))
        if PLAN_DATE in move.requires:
            inputs |= self._moments(move, incident, self._time(session))
        if not self._proved(session, template, incident, move, inputs, by):
            self._busy.remove(incident_id)
            return False
        take_step(
            session,
            incident.id,
            version=incident.version,
            action=move.action,
            inputs=inputs,
            by=by,
            now=self._time(session),
        )
        if template.states[move.to].final:
            self._busy.remove(incident_id)
        return True

    def _apply(self, session: Session, template: FlowTemplate, incident: Movable, move: Move) -> bool:
        """Apply for what needs an approval: somebody else decides when the incident's turn comes again."""
        now = self._time(session)
        apply_for(
            session,
            incident.id,
            version=incident.version,
            action=move.action,
            inputs=self._inputs(template, move, incident) | self._moments(move, incident, now),
            by=self._player(move.role, unit_id=incident.unit_id if move.role == "handler" else None),
            now=now,
            key=f"{self._run}-{self._written}",
        )
        return True

    def _decide(self, session: Session, template: FlowTemplate, incident: Movable) -> bool:
        """Let somebody who may decide about the oldest application: most are approved, some refused."""
        locked_incident(session, incident.id, self._player("leader"))
        pending = pending_of(session, incident.id)
        if not pending:
            return False  # somebody else decided while this one waited
        application = pending[0]
        roles = sorted(approvers(template, application.action))
        decider, now = self._player(self._chance.choice(roles)), self._time(session)
        locked_incident(session, incident.id, decider)
        if application.id not in {one.id for one in pending_of(session, incident.id)}:
            return False  # another desk has just decided it: that is no move of this one
        if self._chance.random() < REFUSED_SHARE or (application.until and application.until <= now):
            refuse(session, application.id, reason="演示数据：条件不足。", by=decider, now=now)
            return True
        approve(
            session,
            application.id,
            version=incident.version,
            opinion="演示数据：同意。",
            by=decider,
            now=now,
        )
        return True

    def _moments(self, move: Move, incident: Movable, now: datetime) -> dict[str, str]:
        """Ask for a day or two more, or for a review within a month."""
        days = self._chance.randrange(1, 4)
        due = max(now, incident.due_at or now) + timedelta(days=days)
        found = {NEW_DEADLINE: due, REVIEW_DATE: now + timedelta(days=7 * days), PLAN_DATE: due}
        return {code: at.isoformat() for code, at in found.items() if code in move.requires}

    def _proved(
        self,
        session: Session,
        template: FlowTemplate,
        incident: Movable,
        move: Move,
        inputs: dict[str, str],
        by: Actor,
    ) -> bool:
        """Attach what the move asks for; False where it asks for something and there is no folder."""
        row = session.get_one(Incident, incident.id)
        missing = missing_proof(session, row, template, move, inputs=inputs, by=by)
        if missing and self._pictures is not None:
            note, now = f"{self._run}-{self._written}", self._time(session)
            self._pictures.attach(session, incident.id, missing, note=note, by=by, now=now)
        return not missing or self._pictures is not None

    def _own_unit(self, move: Move, incident: Movable) -> int | None:
        """Return the unit for which a move is taken."""
        if move.joint is Joint.ANSWER:
            return called_units(incident.called_in)[0]
        return incident.unit_id if move.role == "handler" else None

    def _choose(self, template: FlowTemplate, incident: Movable) -> Move:
        owing, ways = called_units(incident.called_in), template.moves_from(incident.state)
        known = [move for move in ways if owing or move.joint not in (Joint.ANSWER, Joint.RELEASE)]
        ordinary = [move for move in known if move.action != "force_close"]
        if owing and ordinary[0].awaits:
            return next(move for move in ordinary if move.joint is Joint.ANSWER)
        if ordinary[0].usual and self._chance.random() < USUAL_SHARE:
            return ordinary[0]
        return self._chance.choice(ordinary)

    def _inputs(self, template: FlowTemplate, move: Move, incident: Movable) -> dict[str, str]:
        asked = (template.inputs[code] for code in move.requires if code not in _HELD)
        said = {
            field.code: self._said(template, field, move, incident) for field in asked if field.kind != PROOF
        }
        return said | {DESPITE: "演示数据：仍由该单位承办。"}

    def _said(self, template: FlowTemplate, field: InputField, move: Move, incident: Movable) -> str:
        """Answer as somebody would whatever a flow may ask."""
        if field.kind == "unit":
            return str(self._named(move, incident))
        if field.kind == "choice":
            return self._chance.choice(list(field.choices))
        if field.code == "reason" and move.counts == "return":
            return next(iter(template.return_reasons))
        said = {"collector": "演示网格员", "result": "演示数据：现场已处理。"}
        return said.get(field.code, "演示数据")

    def _named(self, move: Move, incident: Movable) -> int:
        """Choose whom a move names: of those called in whom it releases, or a unit that is not there already."""
        owing = called_units(incident.called_in)
        if move.joint is Joint.RELEASE:
            return owing[0]
        if move.joint is not Joint.CALL:
            return self._unit(incident, move.unit_kinds)
        there = (*owing, incident.unit_id)
        others = [key for key, _, _ in self._material.units if key not in there]
        return self._chance.choice(others or [key for key, _, _ in self._material.units])

    def _unit(self, incident: Movable, kinds: frozenset[str]) -> int:
        """Choose a department, or a unit of the incident's own place; of the kinds that the move goes to."""
        units = [one for one in self._material.units if not kinds or one[1] in kinds]
        fitting = [
            key
            for key, kind, code in units
            if kind == "department" or (code and incident.community_code.startswith(code))
        ]
        return self._chance.choice(fitting or [key for key, _, _ in units])

    def _player(self, role: str, *, unit_id: int | None = None) -> Actor:
        """Return somebody with this role; a store without such an account gets a player without one."""
        known = [player for player in self._material.players if player.role == role]
        if not known:
            return Actor(0, f"demo-{role}", "演示人员", role, unit_id, "")
        chosen = self._chance.choice(known)
        return Actor(chosen.account_id, chosen.login, chosen.name, role, unit_id, "")


def run_live(
    store: Store,
    *,
    rate: float,
    seed: int,
    stop: Stop,
    now: Callable[[], datetime] | None = None,
    told: Callable[[LiveTally], None] | None = None,
    held_up: Callable[[str], None] | None = None,
    folder: Path | None = None,
) -> LiveTally:
    """Write `rate` times a second until `stop` says so, and return what was written.

    Steps carry the store's time unless `now` is given. A store that cannot be written is tried again: `held_up`
    hears why, once for each reason, and "" when writing goes on. `told` hears the tally after each write.
    Pictures that moves ask for go into `folder`, see `LiveDemo`. Blocks the calling thread.

    Raises:
        BadInput: The store has no district to play in.
        StoreRefused: The store must not be used.
    """
    demo = LiveDemo(store, seed=seed, now=now, folder=folder)
    tally = LiveTally()
    due = time.monotonic()
    reason = ""
    while not stop():
        if (wait := due - time.monotonic()) > 0:
            time.sleep(min(wait, PATIENCE_SECONDS))
            continue
        due = max(due + 1 / rate, time.monotonic() - 1)
        tally, found = _tried(demo, tally)
        if found:
            due = time.monotonic() + RETRY_SECONDS
        if held_up is not None and found != reason:
            held_up(found)
        reason = found
        if told is not None:
            told(tally)
    return tally


def _tried(demo: LiveDemo, tally: LiveTally) -> tuple[LiveTally, str]:
    """Write once; return the tally, and why nothing could be written."""
    try:
        return demo.write_once(tally), ""
    except StoreUnavailable as refusal:
        log.info("the store cannot be written just now; trying again")
        return tally, str(refusal)
