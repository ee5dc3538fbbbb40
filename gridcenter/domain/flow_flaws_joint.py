"""What is wrong with the joint handling of a flow: units that are called in must be able to answer, and in time."""

from __future__ import annotations

from collections.abc import Iterator

from gridcenter.domain.clocks import Limit
from gridcenter.domain.flow import HOLDER, FlowTemplate, Move
from gridcenter.domain.joint import Joint
from gridcenter.language import tr

LONGEST_CALL = 20
"""Letters of an action that calls a unit in: the clock keeps it."""
LONGEST_LIMIT = 5_256_000
"""Minutes: ten years. What is longer is a slip of the hand."""


def joint_flaws(template: FlowTemplate) -> Iterator[str]:
    """Yield what is wrong, one sentence each."""
    for move in template.moves:
        yield from _limits(move)
        yield from _inputs(template, move)
    calls = [move for move in template.moves if move.joint is Joint.CALL]
    if calls:
        yield from _unanswerable(template, calls)
    elif any(move.awaits or move.joint for move in template.moves):
        yield tr("no move calls a unit in, so that none can answer, be released or be awaited")


def sound(limit: Limit) -> bool:
    return 1 <= limit.minutes <= LONGEST_LIMIT


def _limits(move: Move) -> Iterator[str]:
    if (move.joint is Joint.CALL) != (move.limit is not None):
        yield tr("the move “{move}”: a limit belongs to moves that call a unit in, and to no other").format(
            move=move.action
        )
    elif move.limit is not None and not sound(move.limit):
        yield tr("the limit of the move “{move}” must be at least a minute and at most ten years").format(
            move=move.action
        )
    if move.joint is Joint.CALL and len(move.action) > LONGEST_CALL:
        yield tr("the code “{code}” must be of letters, digits and “_”, at most {n}").format(
            code=move.action, n=LONGEST_CALL
        )


def _inputs(template: FlowTemplate, move: Move) -> Iterator[str]:
    """Whom a call or a release is about must be asked, by another input than the one that names the holder."""
    known = (template.inputs[code] for code in move.requires if code in template.inputs)
    units = [field.code for field in known if field.kind == "unit"]
    if move.joint in (Joint.CALL, Joint.RELEASE):
        if len(units) != 1 or HOLDER in units:
            yield tr("the move “{move}” must require one unit, and not “{holder}”").format(
                move=move.action, holder=HOLDER
            )
        if "reason" not in move.requires:
            yield tr("the move “{move}” must require a reason").format(move=move.action)
    elif move.joint is Joint.ANSWER and (units or move.role != "handler"):
        yield tr("the move “{move}” answers for the own unit: it is a handler's and requires no unit").format(
            move=move.action
        )


def _unanswerable(template: FlowTemplate, calls: list[Move]) -> Iterator[str]:
    """Find states in which an answer may be owed and cannot be given, or its unit not be released."""
    owed, waiting = set[str](), [move.to for move in calls]
    while waiting:
        state = waiting.pop()
        if state in owed or state not in template.open_states:
            continue
        owed.add(state)
        waiting += [move.to for move in template.moves_from(state) if not move.awaits]
    for state in sorted(owed - template.paused_states):
        here = {move.joint for move in template.moves_from(state)}
        for wanted in (Joint.ANSWER, Joint.RELEASE):
            if wanted not in here:
                yield tr(
                    "in the state “{state}” an answer may be owed, but no move is there with joint: {word}"
                ).format(state=state, word=wanted.value)
