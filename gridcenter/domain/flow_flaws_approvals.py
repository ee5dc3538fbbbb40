"""What is wrong with the moves of a flow that need an approval, and with those that park or plan an incident."""

from __future__ import annotations

from collections.abc import Iterator

from gridcenter.domain.flow import NEW_DEADLINE, PLAN_DATE, REVIEW_DATE, FlowTemplate
from gridcenter.domain.flow_flaws_joint import sound
from gridcenter.language import tr

LONGEST_APPLIED = 21
"""Letters of a move that is applied for: the trace writes what became of the application before it."""


def approval_flaws(template: FlowTemplate) -> Iterator[str]:
    """Find moves whose application nobody could decide, or nobody could make."""
    for move in template.moves:
        approval = move.approval
        if approval is None:
            continue
        if not approval.by:
            yield tr("nobody may approve the move “{move}”: name roles under `by`").format(move=move.action)
        for role in sorted(approval.by - template.roles.keys()):
            yield tr("the move “{move}” is approved by “{role}”, a role that the flow does not know").format(
                move=move.action, role=role
            )
        if approval.by == {move.role}:
            yield tr(
                "whoever applies for the move “{move}” would be the only one to approve it: name another role"
            ).format(move=move.action)
        if approval.most < 1:
            yield tr("the move “{move}” must be approved at least once: `most` is 1 or more").format(
                move=move.action
            )
        if approval.longest is not None and not sound(approval.longest):
            yield tr("`longest` of the move “{move}” must be at least a minute and at most ten years").format(
                move=move.action
            )
        if approval.longest is not None and not {NEW_DEADLINE, REVIEW_DATE} & set(move.requires):
            yield tr("the move “{move}” asks for no moment that `longest` could bound").format(
                move=move.action
            )
        if move.usual:
            yield tr("the move “{move}” needs an approval and cannot be the usual one").format(
                move=move.action
            )
        if len(move.action) > LONGEST_APPLIED:
            yield tr("the code “{code}” of a move that is applied for may have at most {n} letters").format(
                code=move.action, n=LONGEST_APPLIED
            )


def parking_flaws(template: FlowTemplate) -> Iterator[str]:
    """Find ways into a paused state that do not say when the incident comes back, and plans that no clock follows."""
    for move in template.moves:
        enters = move.to in template.paused_states and bool(move.origins - template.paused_states)
        final = move.to in template.states and template.states[move.to].final
        if enters and not final and REVIEW_DATE not in move.requires:
            yield tr(
                "the move “{move}” parks the incident without a “{input}”: it would never come back"
            ).format(move=move.action, input=REVIEW_DATE)
        if PLAN_DATE in move.requires and (final or move.to in template.paused_states):
            yield tr("the move “{move}” asks for a “{input}”, but no clock runs where it leads").format(
                move=move.action, input=PLAN_DATE
            )
        if REVIEW_DATE in move.requires and move.to not in template.paused_states:
            yield tr("the move “{move}” asks for a “{input}” but does not park the incident").format(
                move=move.action, input=REVIEW_DATE
            )
