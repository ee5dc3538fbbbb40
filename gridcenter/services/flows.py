"""Flows (流程): those this program ships with, those in files, and the versions a centre has put into its store.

Shipped flows are version 1 of their keys. A version never changes once it stands in the store, so each is read once
for a store and kept; which version new incidents get is asked anew for every report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.flow_reading import FlawedFlow, build_flow, read_flow
from gridcenter.domain.flow_serving import flow_serving
from gridcenter.language import tr
from gridcenter.paths import asset
from gridcenter.services.plain_yaml import about_file, parsed_yaml, read_plain_yaml, read_text
from gridcenter.store.incidents_trace import flow_version_of
from gridcenter.store.own_flows import flow_text, numbers_in_force, stored_numbers

CITY_MATTER = "city_matter"
SHIPPED = 1
"""Version of every flow that this program ships with; own versions have higher numbers."""

_Kept = dict[tuple[str, int], FlowTemplate]
_kept: WeakKeyDictionary[Dialect, _Kept] = WeakKeyDictionary()
"""Own versions by store: an engine and all that is derived from it share one dialect."""


class Flowed(Protocol):
    """Whatever follows a flow: an incident, or a row about one."""

    @property
    def flow(self) -> str: ...

    @property
    def flow_version(self) -> int: ...


@cache
def flow(key: str = CITY_MATTER) -> FlowTemplate:
    """Return the shipped template with this key.

    Raises:
        BadInput: There is no such flow, or its template has flaws.
    """
    if key not in flow_keys():
        raise BadInput(tr("there is no flow “{flow}”").format(flow=key))
    return read_flow_file(_shipped() / f"{key}.yaml")


@cache
def flow_keys() -> tuple[str, ...]:
    """Return the keys of all shipped flows, the one for everything else first."""
    found = sorted(path.stem for path in _shipped().glob("*.yaml"))
    return tuple(sorted(found, key=lambda key: key != CITY_MATTER))


def own_flow(session: Session, incident: Flowed) -> FlowTemplate:
    """Return the flow that the incident was reported under, in the version of that day.

    An incident that is not in the store yet and names no version has the shipped one.

    Raises:
        BadInput: This store has no such flow.
    """
    return flow_version(session, incident.flow, incident.flow_version or SHIPPED)


def flow_of(session: Session, incident_id: int) -> FlowTemplate:
    """Return the same by the incident's id; the city's flow where there is no such incident."""
    found = flow_version_of(session, incident_id)
    return flow() if found is None else flow_version(session, *found)


def flow_version(session: Session, key: str, number: int) -> FlowTemplate:
    """Return one version of a flow; asks the store only the first time.

    Raises:
        BadInput: There is no such version.
    """
    if number == SHIPPED and key in flow_keys():
        return flow(key)
    kept = _kept.setdefault(session.get_bind().dialect, {})
    found = kept.get((key, number))
    if found is None:
        found = kept[key, number] = _stored(session, key, number)
    return found


def _stored(session: Session, key: str, number: int) -> FlowTemplate:
    """Build a stored version without looking for flaws: what was sound when it was switched on stays readable."""
    text = flow_text(session, key, number)
    if text is None:
        raise BadInput(
            tr("this store has no version {number} of the flow “{flow}”").format(flow=key, number=number)
        )
    return replace(build_flow(parsed_yaml(text, key)), version=number)


def flow_in_force(session: Session, key: str) -> FlowTemplate:
    """Return the version that new incidents get.

    Raises:
        BadInput: There is no such flow, or it is switched off.
    """
    found = next((one for one in flows_in_force(session) if one.key == key), None)
    if found is None:
        raise BadInput(tr("there is no flow “{flow}”").format(flow=key))
    return found


def flows_in_force(session: Session) -> tuple[FlowTemplate, ...]:
    """Return every flow in the version that new incidents get, the city's first."""
    own = numbers_in_force(session)
    if not own:
        return _all_shipped()
    numbers = dict.fromkeys(flow_keys(), SHIPPED) | own
    return tuple(flow_version(session, key, number) for key, number in numbers.items() if number)


def known_flows(session: Session) -> tuple[FlowTemplate, ...]:
    """Return every flow in every version: closed incidents keep theirs, also where it is in force no more."""
    own = (flow_version(session, key, number) for key, number in stored_numbers(session))
    return (*_all_shipped(), *own)


def flows_by_hand(session: Session) -> tuple[FlowTemplate, ...]:
    """Return the flows in force that no category leads to: whoever reports an incident chooses them."""
    return tuple(one for one in flows_in_force(session) if not one.serves and one.key != CITY_MATTER)


def shipped_text(key: str) -> str:
    """Return a shipped flow as it is written."""
    return read_text(_shipped() / f"{key}.yaml")


def flow_for(session: Session, set_key: str, major_code: str) -> FlowTemplate:
    """Return the flow that an incident of this category gets: what a template says it serves, else the city's.

    Raises:
        BadInput: A template has flaws, or two claim the category.
    """
    return _serving(flows_in_force(session), set_key, major_code)


@cache
def _all_shipped() -> tuple[FlowTemplate, ...]:
    return tuple(flow(key) for key in flow_keys())


def _serving(templates: Iterable[FlowTemplate], set_key: str, major_code: str) -> FlowTemplate:
    known = tuple(templates)
    return flow_serving(known, set_key, major_code) or next(one for one in known if one.key == CITY_MATTER)


def read_flow_file(path: Path) -> FlowTemplate:
    """Read and check a template; a file that lies among the shipped ones must bear the name of its key.

    Raises:
        BadInput: The file cannot be read or is no flow; the sentence names file and place.
        FlawedFlow: It is a flow, with flaws.
    """
    raw = read_plain_yaml(path)
    try:
        template = read_flow(raw)
    except FlawedFlow as refusal:
        raise FlawedFlow(about_file(path, str(refusal)), refusal.flaws) from refusal
    except BadInput as refusal:
        raise BadInput(about_file(path, str(refusal))) from refusal
    if path.parent == _shipped() and path.stem != template.key:
        sentence = tr("its key is “{key}”: call the file {key}.yaml").format(key=template.key)
        raise BadInput(about_file(path, sentence))
    return template


def _shipped() -> Path:
    return asset("db/flows")
