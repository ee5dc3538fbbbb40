"""Fills the ports of keeping organisations; every callable opens its own sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from gridcenter.desktop.organisation_ports import OrganisationPorts, Typed
from gridcenter.domain.linked_cards import LinkTicket
from gridcenter.domain.names import Name
from gridcenter.domain.organisations import CODED_ITEMS
from gridcenter.domain.people import Actor, LookupRequest
from gridcenter.services import organisation_keeping as keeping
from gridcenter.services import organisation_ties
from gridcenter.services.organisation_values import verify_of_organisation, withdraw_of_organisation
from gridcenter.services.people_access import people_access
from gridcenter.store.codes import code_names
from gridcenter.store.engine import Store, store_time


def organisation_ports(store: Store, actor: Actor, zone: ZoneInfo) -> OrganisationPorts | None:
    """Return None for a role that keeps no organisations."""
    if actor.role not in people_access().organisation_keepers:
        return None
    desk = _Desk(store, actor, zone)
    return OrganisationPorts(
        codes=desk.codes,
        enter=desk.enter,
        state=desk.state,
        verify=desk.verify,
        withdraw=desk.withdraw,
        tie=partial(organisation_ties.tie_person, store, by=actor, zone=zone),
        tie_by_number=partial(organisation_ties.tie_by_number, store, by=actor, zone=zone),
        end_tie=partial(organisation_ties.end_tie_of, store, by=actor, zone=zone),
        end_listed=desk.end_listed,
    )


class _Desk:
    def __init__(self, store: Store, actor: Actor, zone: ZoneInfo) -> None:
        self._store, self._actor, self._zone = store, actor, zone

    def codes(self) -> Mapping[str, Sequence[tuple[str, Name]]]:
        with self._store.read() as session:
            return {key: tuple(code_names(session, codes).items()) for key, codes in CODED_ITEMS.items()}

    def enter(self, said: Typed) -> int:
        with self._store.begin() as session:
            now = store_time(session)
            return keeping.enter_organisation(session, said, by=self._actor, now=now, zone=self._zone)

    def state(self, organisation_id: int, said: Typed) -> None:
        with self._store.begin() as session:
            stating = partial(keeping.state_of_organisation, session, organisation_id, said)
            stating(by=self._actor, now=store_time(session), zone=self._zone)

    def verify(self, organisation_id: int, said: Typed) -> None:
        with self._store.begin() as session:
            verifying = partial(verify_of_organisation, session, organisation_id, said)
            verifying(by=self._actor, now=store_time(session), zone=self._zone)

    def withdraw(self, organisation_id: int, said: Typed) -> None:
        with self._store.begin() as session:
            withdrawing = partial(withdraw_of_organisation, session, organisation_id, said)
            withdrawing(by=self._actor, now=store_time(session))

    def end_listed(
        self, ticket: LinkTicket, person_id: int, tie_id: int, said: Typed, request: LookupRequest
    ) -> None:
        with self._store.begin() as session:
            ending = partial(
                organisation_ties.end_listed_tie, session, ticket, person_id, tie_id, said, request
            )
            ending(by=self._actor, now=store_time(session), zone=self._zone)
