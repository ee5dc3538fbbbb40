"""The flows (流程) this program ships with and those in files of a centre, read once and checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, reason_of
from gridcenter.domain.flow import FlowTemplate, flow_serving
from gridcenter.domain.flow_reading import FlawedFlow, read_flow
from gridcenter.language import tr
from gridcenter.paths import asset
from gridcenter.store.incidents_trace import flow_key

CITY_MATTER = "city_matter"
LARGEST_FILE = 1_000_000
"""Bytes: a template that is longer is none."""


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
    raw = _parsed(path)
    try:
        template = read_flow(raw)
    except FlawedFlow as refusal:
        raise FlawedFlow(_about(path, str(refusal)), refusal.flaws) from refusal
    except BadInput as refusal:
        raise BadInput(_about(path, str(refusal))) from refusal
    if path.parent == _shipped() and path.stem != template.key:
        sentence = tr("its key is “{key}”: call the file {key}.yaml").format(key=template.key)
        raise BadInput(_about(path, sentence))
    return template


def _shipped() -> Path:
    return asset("db/flows")


def _about(path: Path, sentence: str) -> str:
    return tr("{file}: {sentence}").format(file=path.name, sentence=sentence)


def _parsed(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise BadInput(_about(path, tr("this is no flow: it is larger than a megabyte")))
        return yaml.load(content.decode("utf-8-sig"), Loader=_PlainLoader)
    except OSError as error:
        raise BadInput(
            tr("{file} cannot be read: {why}. Name another file.").format(file=path, why=reason_of(error))
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(_about(path, tr("this is no text in UTF-8; save it again as UTF-8"))) from error
    except yaml.MarkedYAMLError as error:
        raise BadInput(_about(path, _where(error))) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput(_about(path, tr("this is no YAML that could be a flow"))) from error


def _where(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    if isinstance(error, _NotPlain):
        return tr("line {line}: {what}").format(line=mark.line + 1 if mark else 1, what=error.problem)
    return tr(
        "line {line}, column {column}: the YAML is broken; look for a missing quote, bracket or blank"
    ).format(line=mark.line + 1 if mark else 1, column=mark.column + 1 if mark else 1)


class _NotPlain(yaml.MarkedYAMLError):
    """Sound YAML that a flow must not use."""


class _PlainLoader(yaml.SafeLoader):
    """Refuses names that stand twice, which YAML lets win silently, and references, which can grow without end."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = parent.start_mark if parent else None
            raise _NotPlain(problem=tr("references (“*name”) are not used in flows"), problem_mark=mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                sentence = tr("“{key}” stands here twice; keep one").format(key=key.value)
                raise _NotPlain(problem=sentence, problem_mark=key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)
