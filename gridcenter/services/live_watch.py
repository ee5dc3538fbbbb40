"""The shift of a live demo: takes note of what has happened, so that a wall goes on, and signs what was handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from gridcenter.domain.people import Actor
from gridcenter.services.handovers import sign_handover
from gridcenter.services.reminders import acknowledge
from gridcenter.store.handovers import unsigned_handovers
from gridcenter.store.live_material import Player
from gridcenter.store.reminders import unnoted

NOTED_AFTER = timedelta(seconds=20)
"""So long a tone, a strip or a pinned wall is there for those who watch."""
SIGNED_AFTER = timedelta(minutes=3)
_SHIFT = ("supervisor", "dispatcher", "acceptor")
"""Roles that take note and sign, the first that somebody has."""


class LiveWatch:
    """Does nothing where nobody of the shift has an account. Used by one thread."""

    def __init__(self, players: Sequence[Player], *, seed: int) -> None:
        self._chance = Random(f"watch {seed}")
        by_role = ([player for player in players if player.role == role] for role in _SHIFT)
        self._shift = [_actor(player) for player in next(filter(None, by_role), [])]

    def write(self, session: Session, *, now: datetime) -> int:
        """Take note and sign what has waited long enough, and return how many it was; the caller commits.

        Raises:
            RuleBroken: The account was switched off, or somebody else has just signed.
        """
        if not self._shift:
            return 0
        by = self._chance.choice(self._shift)
        keys = unnoted(session, before=now - NOTED_AFTER)
        noted = acknowledge(session, keys, by=by, now=now) if keys else 0
        return noted + self._sign(session, by, now)

    def _sign(self, session: Session, by: Actor, now: datetime) -> int:
        waiting = (
            one
            for one in unsigned_handovers(session, area="")
            if one.author_id != by.account_id and one.written_at <= now - SIGNED_AFTER
        )
        found = next(waiting, None)
        if found is None:
            return 0
        sign_handover(session, found.id, version=found.version, remarks="演示数据：已接班。", by=by, now=now)
        return 1


def _actor(player: Player) -> Actor:
    return Actor(player.account_id, player.login, player.name, player.role, None, "")
