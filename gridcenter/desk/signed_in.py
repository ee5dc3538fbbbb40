"""The store as an open desk may use it: only while its account is what it was when the desk was opened.

Every port of a desk opens its sessions here, so that none can read or write under a role or an area that was taken away
meanwhile; what a service checks besides stays its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from gridcenter.domain.people import Actor
from gridcenter.services.tickets import require_as_signed_in
from gridcenter.store.engine import Store
from gridcenter.store.units import account_standing


class SignedInStore(Store):
    """The same engine and sessions as `store`; it is disposed of with that one."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self.__dict__.update(store.__dict__)
        self._actor = actor

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """Raises:
        RuleBroken: The account was switched off, or its role or area changed; nothing was written.
        """
        with super().begin() as session:
            self._require(session)
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Raises:
        RuleBroken: As for `begin`; nothing was read.
        """
        with super().read() as session:
            self._require(session)
            yield session

    def _require(self, session: Session) -> None:
        if self._actor.signed_in:
            require_as_signed_in(account_standing(session, self._actor.account_id), self._actor)
