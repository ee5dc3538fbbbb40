"""Why the incident's own past forbids a move that its state and the person's role would allow."""

from __future__ import annotations

from collections.abc import Collection

from gridcenter.domain.flow import FlowTemplate, Move
from gridcenter.domain.joint import Joint
from gridcenter.domain.names import Name
from gridcenter.language import by_count, listed, pick, tr


def hands_refusal(
    template: FlowTemplate,
    move: Move,
    *,
    mine: Collection[str],
    done: Collection[str],
    returns: int,
    ruled: str = "",
    owing: int = 0,
    filed: bool = True,
) -> str:
    """Return why the incident's own past forbids a move; empty when it does not.

    `mine` are the actions this person took on the incident, `done` those that anybody took, `returns` how often
    it was returned, `ruled` the sentence that tells of the centre's ruling (empty where there is none), `owing`
    how many units called in owe an answer, `filed` whether it ever was.
    """
    if move.awaits and owing:
        return _owing_refusal(template, move, owing)
    if move.joint is Joint.RELEASE and not owing:
        return tr("no unit called in owes an answer")
    if not move.barred.isdisjoint(mine):
        return tr("you handled this incident yourself: somebody else must check it")
    if move.once and move.action in done:
        return tr("“{move}” was done already and is not done twice").format(move=pick(move.name))
    if move.filed is not None and move.filed != filed:
        return _filing_refusal(move)
    if move.passes_on and ruled:
        return ruled
    if move.counts == "return":
        return _returns_used_up(template, move, returns)
    if move.after_returns and returns < template.max_returns:
        said = by_count(
            returns,
            tr("“{move}” is for what was returned {most} times; this was returned once"),
            tr("“{move}” is for what was returned {most} times; this was returned {n} times"),
        )
        return said.format(move=pick(move.name), most=template.max_returns, n=returns)
    return ""


def rulers(template: FlowTemplate, states: Collection[str], returns: int) -> str:
    """Return the roles that rule who is responsible while the incident is in one of these states, by name."""
    roles = [
        move.role
        for move in template.moves
        if move.rules
        and not move.origins.isdisjoint(states)
        and (returns >= template.max_returns or not move.after_returns)
    ]
    return listed(dict.fromkeys(pick(template.roles.get(role, Name(role))) for role in roles))


def _returns_used_up(template: FlowTemplate, move: Move, returns: int) -> str:
    if returns < template.max_returns:
        return ""
    said = by_count(
        returns,
        tr("returned once already: the centre must rule"),
        tr("returned {n} times already: the centre must rule"),
    )
    sentence = said.format(n=returns)
    roles = rulers(template, move.origins, returns)
    return (
        tr("{sentence}; this is for: {roles}").format(sentence=sentence, roles=roles) if roles else sentence
    )


def _owing_refusal(template: FlowTemplate, move: Move, owing: int) -> str:
    releases = (one.name for one in template.moves if one.joint is Joint.RELEASE)
    said = by_count(
        owing,
        tr("{n} unit called in still owes an answer: wait for it, or take “{release}” first"),
        tr("{n} units called in still owe an answer: wait for it, or take “{release}” first"),
    )
    return said.format(n=owing, release=pick(next(releases, move.name)))


def _filing_refusal(move: Move) -> str:
    sentence = (
        tr("“{move}” is for what was filed, and this never was: file it first")
        if move.filed
        else tr("“{move}” is for what was never filed: this was")
    )
    return sentence.format(move=pick(move.name))


def approval_refusal(move: Move, *, taken: int) -> str:
    """Return why a move that was approved `taken` times on the incident is not applied for again."""
    if move.approval is None or taken < move.approval.most:
        return ""
    said = by_count(
        taken,
        tr("“{move}” was approved once on this incident: the flow allows no more"),
        tr("“{move}” was approved {n} times on this incident: the flow allows no more"),
    )
    return said.format(move=pick(move.name), n=taken)
