"""What is wrong with the rulings of a flow: the centre's last word on who is responsible."""

from __future__ import annotations

from collections.abc import Iterator

from gridcenter.domain.flow import HOLDER, FlowTemplate, Move
from gridcenter.language import listed, tr

RULERS = frozenset({"supervisor", "leader"})
"""Roles that may rule for the centre."""


def ruling_flaws(template: FlowTemplate) -> Iterator[str]:
    """Find rulings that name nobody or give no reason, and returns that can be used up with nobody to rule."""
    for move in template.moves:
        yield from _of_move(move)
        if move.counts == "return":
            yield from _nobody_rules(template, move)


def _of_move(move: Move) -> Iterator[str]:
    if move.rules and not {HOLDER, "reason"} <= set(move.requires):
        yield tr("the move “{move}” rules: it must require “unit” and “reason”").format(move=move.action)
    if move.rules and move.role not in RULERS:
        yield tr("the move “{move}” rules: its role must be one of {roles}").format(
            move=move.action, roles=listed(sorted(RULERS))
        )
    if move.after_returns and not move.rules:
        yield tr("the move “{move}” waits for returns that are used up but does not rule").format(
            move=move.action
        )
    for one in sorted(set(move.optional) & set(move.requires)):
        yield tr("the move “{move}” both requires and only offers “{input}”").format(
            move=move.action, input=one
        )


def _nobody_rules(template: FlowTemplate, move: Move) -> Iterator[str]:
    """Once the returns are used up the incident stays in the state from which it would be returned."""
    ruled = {code for one in template.moves if one.rules for code in one.origins}
    for state in sorted(move.origins - ruled):
        yield tr(
            "the returns by the move “{move}” can be used up in the state “{state}”, but no move rules there who "
            "is responsible: add one with `rules: true`"
        ).format(move=move.action, state=state)
