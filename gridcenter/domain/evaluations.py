"""What is done once after an incident's end: the evaluation (综合评价) by the person served, and who asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gridcenter.domain.flow import FlowTemplate, Move
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.names import Name


@dataclass(frozen=True, slots=True)
class Way:
    """A move that is taken once from a final state of one version of a flow."""

    flow: str
    version: int
    state: str
    action: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """Closed incidents that await their evaluation, the newest first; `count` of them there are, or `more` than that.

    `rows` are those asked for. `days` is for how long after closing an incident is listed; `evaluators` are the roles
    that evaluate, told where this one does not.
    """

    rows: tuple[QueueRow, ...]
    count: int
    more: bool
    days: int
    evaluators: tuple[Name, ...] = ()


def ways_for(templates: Iterable[FlowTemplate], role: str) -> list[Way]:
    """Return how this role evaluates what is closed, in every flow and version."""
    return [
        Way(template.key, template.version, state, move.action)
        for template in templates
        for state, move in _after_the_end(template)
        if move.role == role
    ]


def evaluators(templates: Iterable[FlowTemplate]) -> tuple[Name, ...]:
    """Return the names of the roles that evaluate, each once."""
    found = (
        template.roles.get(move.role, Name(move.role))
        for template in templates
        for _, move in _after_the_end(template)
    )
    return tuple(dict.fromkeys(found))


def _after_the_end(template: FlowTemplate) -> Iterator[tuple[str, Move]]:
    for code, state in template.states.items():
        if state.final:
            yield from ((code, move) for move in template.moves_from(code) if move.once)
