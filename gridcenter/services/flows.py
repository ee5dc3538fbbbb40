"""The flows (流程) this program ships with and those in files of a centre, read once and checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput
from gridcenter.domain.flow import FlowTemplate, flow_serving
from gridcenter.domain.flow_reading import FlawedFlow, read_flow
from gridcenter.language import tr
from gridcenter.paths import asset
from gridcenter.services.plain_yaml import about_file, read_plain_yaml
from gridcenter.store.incidents_trace import flow_key

CITY_MATTER = "city_matter"


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


def flow_for(set_key: str, major_code: str) -> FlowTemplate:
    """Return the flow that an incident of this category gets: what a template says it serves, else the city's.

    Raises:
        BadInput: A template has flaws, or two claim the category.
    """
    return _serving(set_key, major_code) or flow()


@cache
def _serving(set_key: str, major_code: str) -> FlowTemplate | None:
    return flow_serving([flow(key) for key in flow_keys()], set_key, major_code)


def flow_of(session: Session, incident_id: int) -> FlowTemplate:
    """Return the incident's own flow, by which its states and steps are named; the city's where there is none."""
    return flow(flow_key(session, incident_id) or CITY_MATTER)


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
