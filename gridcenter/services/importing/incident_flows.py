"""Which flow an imported incident follows: the one its file names, else the first that knows its state."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.errors import BadInput
from gridcenter.domain.flow import ENDS, FlowTemplate
from gridcenter.language import listed, tr
from gridcenter.services.flows import CITY_MATTER, SHIPPED, flow_for, flow_version, flows_in_force
from gridcenter.services.importing.cells import RowRefused
from gridcenter.store.models import Category


class IncidentFlows:
    """Asked once per row; the flow of a category is tried first, then that of city matters, then the others."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._flows = list(flows_in_force(session))
        self._states = frozenset(state for one in self._flows for state in one.states)
        self._served = _served(session, self._flows)

    def check_state(self, state: str, *, closed: bool) -> None:
        """Refuse a state that no flow has, and one that contradicts the closing time.

        Raises:
            RowRefused: The sentence says which.
        """
        if state not in self._states:
            raise RowRefused("state", state, tr("no state that is known here"))
        if closed != (state in ENDS):
            raise RowRefused("state", state, tr("state and closing time contradict each other"))

    def find(self, category_id: int, state: str, *, named: str, number: str) -> tuple[str, int]:
        """Return key and version of the flow; without a `number` the version that is in force.

        Raises:
            RowRefused: There is no flow of this name or version, or it does not have the state.
        """
        if named:
            return self._named(named, number, state)
        own = self._served.get(category_id)
        order = self._flows if own is None else [own, *self._flows]
        return next(((one.key, one.version) for one in order if state in one.states), (CITY_MATTER, SHIPPED))

    def _named(self, key: str, number: str, state: str) -> tuple[str, int]:
        found = next((one for one in self._flows if one.key == key), None)
        if number:
            found = self._numbered(key, number)
        if found is None:
            names = listed(one.key for one in self._flows)
            raise RowRefused("flow", key, tr("no such flow; there are {names}").format(names=names))
        if state not in found.states:
            raise RowRefused("state", state, tr("the flow “{flow}” has no such state").format(flow=key))
        return key, found.version

    def _numbered(self, key: str, number: str) -> FlowTemplate:
        try:
            return flow_version(self._session, key, int(number))
        except (BadInput, ValueError) as error:
            sentence = tr("the flow “{flow}” has no such version here").format(flow=key)
            raise RowRefused("flow_version", number, sentence) from error


def _served(session: Session, flows: Sequence[FlowTemplate]) -> dict[int, FlowTemplate]:
    """Return the flow of every category of the sets that flows name."""
    sets = {one.set_key for template in flows for one in template.serves}
    major = aliased(Category)
    rows = session.execute(
        select(Category.id, Category.set_key, major.code)
        .join(major, major.id == Category.major_id, isouter=True)
        .where(Category.set_key.in_(sets))
    )
    return {number: flow_for(session, set_key, code or "") for number, set_key, code in rows}
