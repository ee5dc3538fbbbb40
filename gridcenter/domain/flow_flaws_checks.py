"""Whether somebody else looks at what was handled (核查): no flow lets one person handle an incident and pass it."""

from __future__ import annotations

from collections.abc import Iterator

from gridcenter.domain.flow import ENDS, FlowTemplate, Move
from gridcenter.language import tr

NOT_CHECKED = frozenset({"forced_close", "cancelled", "not_accepted"})
"""Ends that say nothing about the handling: somebody's own ruling, with a reason, leads to them."""


def check_flaws(template: FlowTemplate) -> Iterator[str]:
    """Find moves that say what was done, from which the incident can end although whoever took them checks it."""
    for move in template.moves:
        if _handles(template, move) and _ends_unchecked(template, move):
            yield tr(
                "whoever took the move “{move}” may take the incident from “{state}” to its end alone: name the move "
                "under `barred` of the one that checks it"
            ).format(move=move.action, state=move.to)


def _handles(template: FlowTemplate, move: Move) -> bool:
    """Tell whether the move says what was done; a plan does not, and closing says it for somebody else."""
    to = template.states.get(move.to)
    if to is None or to.final or move.outcome == "scheduled":
        return False
    return bool(move.outcome) or ("handled" in to.stamps and move.to not in move.origins)


def _ends_unchecked(template: FlowTemplate, handled: Move) -> bool:
    """Follow the moves that are not barred to whoever handled it, until they end or it is handled anew."""
    ways, seen = [handled.to], {handled.to}
    while ways:
        for move in template.moves_from(ways.pop()):
            if handled.action in move.barred or move.to in seen or not _goes_on(template, move):
                continue
            if move.to in ENDS:
                return True
            seen.add(move.to)
            ways.append(move.to)
    return False


def _goes_on(template: FlowTemplate, move: Move) -> bool:
    to = template.states.get(move.to)
    if to is None or move.to in NOT_CHECKED:
        return False
    return move.outcome != "scheduled" and not template.takes_up_again(move, "")
