"""What is wrong with a flow that can be read: holes through which an incident could fall, one sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from gridcenter.domain.cards import CARD_LETTERS
from gridcenter.domain.clocks import ClockKind
from gridcenter.domain.flow import (
    CLOSINGS,
    ENDS,
    EVERY_FLOW,
    INPUT_KINDS,
    OUTCOMES,
    PROOF,
    ROLES,
    STAMPS,
    TALLIES,
    UNIT_KINDS,
    FlowTemplate,
    usual_path,
)
from gridcenter.domain.flow_flaws_approvals import approval_flaws, parking_flaws
from gridcenter.domain.flow_flaws_checks import check_flaws
from gridcenter.domain.flow_flaws_corrections import correction_flaws
from gridcenter.domain.flow_flaws_joint import joint_flaws, sound
from gridcenter.domain.flow_flaws_names import name_flaws
from gridcenter.domain.flow_flaws_rulings import ruling_flaws
from gridcenter.domain.merging import MERGE_LETTERS, MERGED
from gridcenter.language import listed, tr

LONGEST_REOPENING = 3660
"""Days: ten years."""
DESK_LETTERS = frozenset({"J", "K", *CARD_LETTERS.values(), *MERGE_LETTERS.values()})
"""Keys that mean something else beside the moves: going through the queue, cards, and merging."""
_STANDARDS = ("", "handle", "whole")


def flaws(template: FlowTemplate) -> list[str]:
    """Return what is wrong with a template, one sentence each; empty when it can be used."""
    checks = (
        _unknown_states,
        _reserved,
        _bad_roles_and_inputs,
        _bad_words,
        approval_flaws,
        parking_flaws,
        name_flaws,
        _double_moves,
        _double_keys,
        _unreachable,
        _ends,
        _dead_ends,
        _pauses,
        _missing_clocks,
        _bad_clocks,
        _bad_limits,
        _filing,
        _unfiled_stay,
        _bad_reopening,
        correction_flaws,
        ruling_flaws,
        check_flaws,
        joint_flaws,
    )
    return list(dict.fromkeys(chain.from_iterable(check(template) for check in checks)))


def clashes(template: FlowTemplate, others: Iterable[FlowTemplate]) -> list[str]:
    """Return why a template cannot be switched on beside others: what it serves is served already."""
    found = [
        (other.key, theirs.set_key, sorted(ours.majors & theirs.majors))
        for other in others
        if other.key != template.key
        for ours in template.serves
        for theirs in other.serves
        if ours.set_key == theirs.set_key
        and bool(ours.majors) == bool(theirs.majors)
        and (not ours.majors or ours.majors & theirs.majors)
    ]
    return [
        tr("the flow “{other}” is for {category} already: take it out of `serves` in one of them").format(
            other=key, category=f"{set_key}/{listed(majors)}" if majors else set_key
        )
        for key, set_key, majors in found
    ]


def _unknown_states(template: FlowTemplate) -> Iterator[str]:
    named = {template.start, *template.paused_states}
    for period in template.clocks:
        named |= period.states | period.starts
    for move in template.moves:
        named |= {move.to, *move.origins}
    for code in sorted(named - template.states.keys()):
        yield tr("the state “{state}” is used but not described").format(state=code)


def _reserved(template: FlowTemplate) -> Iterator[str]:
    """Find codes by which the program knows its own state and steps."""
    if MERGED in template.states:
        yield tr("the state “{state}” is the program's own: give yours another code").format(state=MERGED)
    for action in sorted(EVERY_FLOW.keys() & {move.action for move in template.moves}):
        yield tr("the step “{move}” is the program's own: give your move another code").format(move=action)


def _bad_roles_and_inputs(template: FlowTemplate) -> Iterator[str]:
    for role in template.roles:
        if role not in ROLES:
            yield tr("no account can have the role “{role}”; take one of {roles}").format(
                role=role, roles=listed(sorted(ROLES))
            )
    for move in template.moves:
        if move.role not in template.roles:
            yield tr("the move “{move}” has no role that the flow knows").format(move=move.action)
        for one in (*move.requires, *move.optional):
            if one not in template.inputs:
                yield tr("the move “{move}” requires “{input}”, which is not described").format(
                    move=move.action, input=one
                )
    for field in template.inputs.values():
        if field.kind not in INPUT_KINDS:
            yield tr("the input “{input}” is of the unknown kind “{kind}”; take one of {kinds}").format(
                input=field.code, kind=field.kind, kinds=listed(INPUT_KINDS)
            )
        elif (field.kind == "choice") != bool(field.choices):
            yield tr("the input “{input}” needs choices, and only the kind “choice” has them").format(
                input=field.code
            )
        elif (field.kind == PROOF) != bool(field.attachments):
            yield tr("the input “{input}” needs attachments, and only the kind “proof” has them").format(
                input=field.code
            )
        for other in sorted(field.when.keys() - template.inputs.keys()):
            yield tr("the input “{input}” depends on “{other}”, which is not described").format(
                input=field.code, other=other
            )


def _bad_words(template: FlowTemplate) -> Iterator[str]:
    """Find words of moves and states that nothing in the program knows."""
    actions = {move.action for move in template.moves}
    for move in template.moves:
        for other in sorted(move.barred - actions):
            yield tr("the move “{move}” is barred after “{other}”, which does not exist").format(
                move=move.action, other=other
            )
        for other in sorted(move.joined - actions):
            yield tr("the move “{move}” is joined by “{other}”, which does not exist").format(
                move=move.action, other=other
            )
        if move.counts and move.counts not in TALLIES:
            yield tr("the move “{move}” counts “{tally}”, which no incident counts").format(
                move=move.action, tally=move.counts
            )
        if move.outcome and move.outcome not in OUTCOMES:
            yield tr("the move “{move}” has the unknown outcome “{outcome}”; take one of {words}").format(
                move=move.action, outcome=move.outcome, words=listed(sorted(OUTCOMES))
            )
        for kind in sorted(move.unit_kinds - UNIT_KINDS):
            yield tr("the move “{move}” names the unknown kind of unit “{kind}”; take one of {words}").format(
                move=move.action, kind=kind, words=listed(sorted(UNIT_KINDS))
            )
        if move.counts == "return" and not template.return_reasons:
            yield tr("the move “{move}” needs a list of return reasons").format(move=move.action)
    for state in template.states.values():
        for stamp in sorted(state.stamps - STAMPS):
            yield tr("the state “{state}” has the unknown stamp “{stamp}”; take one of {words}").format(
                state=state.code, stamp=stamp, words=listed(sorted(STAMPS))
            )
        if state.stage and state.stage not in template.stages:
            yield tr("the state “{state}” lies in the stage “{stage}”, which is not described").format(
                state=state.code, stage=state.stage
            )


def _double_moves(template: FlowTemplate) -> Iterator[str]:
    for (origin, action), count in sorted(
        Counter((origin, move.action) for move in template.moves for origin in move.origins).items()
    ):
        if count > 1:
            yield tr("the move “{move}” leaves “{state}” twice").format(move=action, state=origin)


def _double_keys(template: FlowTemplate) -> Iterator[str]:
    """Find states in which one key means two moves, or two moves are the ordinary next step."""
    for state in template.states:
        here = template.moves_from(state)
        for letter in _doubled(move.letter for move in here if move.letter):
            yield tr("in the state “{state}” the letter “{letter}” stands for two moves").format(
                state=state, letter=letter
            )
        if sum(move.usual for move in here) > 1:
            yield tr("two moves out of “{state}” are called usual; only one can be").format(state=state)
    for move in template.moves:
        if len(move.letter) > 1 or (move.letter and not (move.letter.isascii() and move.letter.isupper())):
            yield tr("the letter of the move “{move}” must be one of A to Z").format(move=move.action)
        if move.letter in DESK_LETTERS:
            yield tr("the letter {letter} of the move “{move}” is the desk's own key: choose another").format(
                letter=move.letter, move=move.action
            )


def _doubled(words: Iterable[str]) -> list[str]:
    return sorted(word for word, count in Counter(words).items() if count > 1)


def _unreachable(template: FlowTemplate) -> Iterator[str]:
    reached = _closure({template.start}, _ways(template))
    for code in template.states:
        if code not in reached:
            yield tr("the state “{state}” cannot be reached").format(state=code)


def _ways(template: FlowTemplate, *, backwards: bool = False) -> dict[str, set[str]]:
    ways: dict[str, set[str]] = {}
    for move in template.moves:
        for origin in move.origins:
            one, other = (move.to, origin) if backwards else (origin, move.to)
            ways.setdefault(one, set()).add(other)
    return ways


def _closure(begun: set[str], ways: dict[str, set[str]]) -> set[str]:
    reached, waiting = set(begun), list(begun)
    while waiting:
        found = ways.get(waiting.pop(), set()) - reached
        reached |= found
        waiting += found
    return reached


def _ends(template: FlowTemplate) -> Iterator[str]:
    left = {origin for move in template.moves for origin in move.origins}
    away = {origin for move in template.moves for origin in move.origins if move.to != origin}
    for code, state in template.states.items():
        if state.final and code in away:
            yield tr("the state “{state}” is final but a move leaves it").format(state=code)
        if state.final and code not in ENDS:
            yield tr("the final state “{state}” is none that figures know; take one of {words}").format(
                state=code, words=listed(sorted(ENDS))
            )
        if not state.final and code not in left:
            yield tr("no move leaves the state “{state}”").format(state=code)
    if template.start in template.states and template.states[template.start].final:
        yield tr("the flow starts in the final state “{state}”").format(state=template.start)


def _dead_ends(template: FlowTemplate) -> Iterator[str]:
    """Find states from which no way leads to an end, and a usual path that goes round or stops half way."""
    ends = {code for code, state in template.states.items() if state.final}
    if not ends:
        yield tr("the flow has no final state: mark one with “final: true”")
        return
    saved = _closure(ends, _ways(template, backwards=True))
    left = {origin for move in template.moves for origin in move.origins}
    for code in template.states:
        if code not in saved and code in left:
            yield tr("from the state “{state}” no way leads to an end").format(state=code)
    path = usual_path(template)
    last = path[-1].to if path else template.start
    if last in template.states and not template.states[last].final:
        yield tr("the usual moves lead from the start to “{state}” and no further").format(state=last)


def _pauses(template: FlowTemplate) -> Iterator[str]:
    running = template.open_states - template.paused_states
    for code in sorted(template.paused_states & template.states.keys()):
        if template.states[code].final:
            yield tr("the paused state “{state}” is final: its clocks have ended").format(state=code)
        elif not any(move.to in running for move in template.moves if code in move.origins):
            yield tr("no move resumes from the paused state “{state}”").format(state=code)


def _missing_clocks(template: FlowTemplate) -> Iterator[str]:
    timed = Counter(
        code for period in template.clocks if period.kind is ClockKind.STEP for code in period.states
    )
    for code in sorted(template.open_states):
        if not timed[code]:
            yield tr("the state “{state}” has no limit").format(state=code)
        if timed[code] > 1:
            yield tr("two step clocks run in the state “{state}”").format(state=code)
    if not any(period.kind is ClockKind.WHOLE for period in template.clocks):
        yield tr("the flow has no clock of the whole case (kind: whole)")


def _bad_clocks(template: FlowTemplate) -> Iterator[str]:
    for code in _doubled(period.code for period in template.clocks):
        yield tr("two clocks are called “{clock}”").format(clock=code)
    for period in template.clocks:
        if not period.starts <= period.states:
            yield tr("the clock “{clock}” starts in a state in which it does not run").format(
                clock=period.code
            )
        if not period.starts:
            yield tr("the clock “{clock}” starts nowhere").format(clock=period.code)
        for code in sorted(period.states & template.states.keys() - template.open_states):
            yield tr("the clock “{clock}” would run in the final state “{state}”").format(
                clock=period.code, state=code
            )


def _bad_limits(template: FlowTemplate) -> Iterator[str]:
    for period in template.clocks:
        if not sound(period.limit):
            yield tr(
                "the limit of the clock “{clock}” must be at least a minute and at most ten years"
            ).format(clock=period.code)
        if period.standard not in _STANDARDS:
            yield tr(
                "the clock “{clock}” takes the limit “{standard}” of a standard; there is handle or whole"
            ).format(clock=period.code, standard=period.standard)
    if not 1 <= template.yellow_percent <= 99:
        yield tr("yellow_percent must lie between 1 and 99")
    if template.max_returns < 0:
        yield tr("max_returns must not be negative")


def _bad_reopening(template: FlowTemplate) -> Iterator[str]:
    asked = template.reopening
    if asked is None:
        return
    if not 1 <= asked.days <= LONGEST_REOPENING:
        yield tr("an incident may be reopened for 1 to {n} days after it was closed").format(
            n=LONGEST_REOPENING
        )
    for role in sorted(asked.roles - template.roles.keys()):
        yield tr("reopening is for the role “{role}”, which is not described").format(role=role)
    if not asked.roles:
        yield tr("reopening needs at least one role")
    taken = {move.letter for code in CLOSINGS & template.states.keys() for move in template.moves_from(code)}
    if asked.letter and asked.letter in taken | DESK_LETTERS:
        yield tr("the letter {letter} of reopening is taken: choose another").format(letter=asked.letter)


def _filing(template: FlowTemplate) -> Iterator[str]:
    """Filing in time is counted from the step clock `filing`: a flow that files must have it run before."""
    timed = {code for period in template.clocks if period.code == "filing" for code in period.states}
    filed = {code for code, state in template.states.items() if "filed" in state.stamps}
    ways = {origin: targets - filed for origin, targets in _ways(template).items()}
    unfiled = _closure({template.start} - filed, ways)
    for move in template.moves:
        if move.to in filed and not move.origins & unfiled <= timed:
            yield tr(
                "the move “{move}” files the incident, but the step clock “filing” does not run before it"
            ).format(move=move.action)


def _unfiled_stay(template: FlowTemplate) -> Iterator[str]:
    """What was never filed must get on from where a move is only for what was filed; what is possible from
    everywhere, as a closing by force, does not count."""
    everywhere = template.open_states
    going = [move for move in template.moves if move.filed is not True and move.origins != everywhere]
    on = {(origin, move.to) for move in going for origin in move.origins}
    for move in template.moves:
        for origin in sorted(move.origins if move.filed else ()):
            if not any(state == origin != to for state, to in on):
                yield tr(
                    "the move “{move}” is only for what was filed, and what never was cannot leave the state “{state}”"
                ).format(move=move.action, state=origin)
