"""Reading a flow (流程) from parsed data: every part that is missing or of the wrong shape is named with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from gridcenter.domain.adjustments import Approval
from gridcenter.domain.clocks import YELLOW_PERCENT, ClockKind, Limit, Unit
from gridcenter.domain.corrections import CORRECTION_NAMES
from gridcenter.domain.errors import BadInput
from gridcenter.domain.flow import (
    OPEN,
    ClockPeriod,
    FlowTemplate,
    InputField,
    Move,
    Reopening,
    Served,
    State,
)
from gridcenter.domain.flow_flaws import flaws
from gridcenter.domain.incidents import Severity
from gridcenter.domain.joint import Joint
from gridcenter.domain.names import Name
from gridcenter.language import listed, tr

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)

_FLOW = """key version name start yellow_percent max_returns serves reopening corrections stages roles states
    moves clocks paused_states inputs return_reasons"""
_NAMED = "code zh en"
_STATE = f"{_NAMED} stage final stamps"
_MOVE = """action zh en from to role requires usual letter barred counts joined unit_kinds frees once outcome
    optional rules after_returns on_spot joint limit awaits approval filed"""
_CLOCK = f"{_NAMED} kind states starts limit"


class FlawedFlow(BadInput):
    """A flow that can be read but not used; `flaws` are its holes, one sentence each."""

    def __init__(self, sentence: str, found: Sequence[str]) -> None:
        super().__init__(sentence)
        self.flaws = tuple(found)


@dataclass(frozen=True, slots=True)
class Part:
    """A block of "name: value" pairs; `place` are the words that lead to it from the top of the file."""

    values: Mapping[Any, Any]
    place: str

    def text(self, key: str, default: str | None = None) -> str:
        return self._of(key, str, default, tr("a word or a text in quotes"))

    def whole(self, key: str, default: int) -> int:
        return self._of(key, int, default, tr("a whole number"))

    def flag(self, key: str) -> bool:
        return self._of(key, bool, False, tr("true or false"))

    def block(self, key: str) -> Part:
        found = self._of(key, dict, None, tr("a block of “name: value” pairs"))
        return Part(found, self._below(key))

    def words(self, key: str, default: tuple[str, ...] | None = ()) -> tuple[str, ...]:
        found = self._of(key, list, default, tr("a list of words in brackets"))
        if not all(isinstance(one, str) for one in found):
            raise self.wrong(key, tr("a list of words in brackets"))
        return tuple(found)

    def blocks(self, key: str, *, needed: bool = False) -> Iterator[Part]:
        """Yield the entries of a list, each with its number and code in its place."""
        found = self._of(
            key, list, None if needed else [], tr("a list, one entry to a line that begins with “-”")
        )
        for number, one in enumerate(found, start=1):
            place = tr("{part}, entry {n}").format(part=self._below(key), n=number)
            if not isinstance(one, dict):
                raise BadInput(tr("{place}: write it as {{code: …, zh: …, en: …}}").format(place=place))
            code = one.get("code", one.get("action"))
            yield Part(one, f"{place} ({code})" if isinstance(code, str) else place)

    def one_of(self, key: str, kind: type[Word]) -> Word:
        written = self.text(key)
        try:
            return kind(written)
        except ValueError:
            raise self.wrong(
                key, tr("one of {words}").format(words=listed(one.value for one in kind))
            ) from None

    def only(self, known: str) -> None:
        """Refuse a name that means nothing here: a misspelt one would be left out silently."""
        for key in self.values:
            if key not in known.split():
                near = get_close_matches(str(key), known.split(), n=1)
                hint = tr("; is “{word}” meant?").format(word=near[0]) if near else tr("; take it out")
                raise BadInput(
                    tr("{place}: “{key}” means nothing here").format(place=self.shown_place, key=key) + hint
                )

    @property
    def shown_place(self) -> str:
        return self.place or tr("at the top")

    def _below(self, key: str) -> str:
        return f"{self.place}, {key}" if self.place else key

    def _of(self, key: str, kind: type[T], default: Any, wanted: str) -> T:
        found = self.values.get(key)
        if found is None and default is not None:
            return default  # type: ignore[no-any-return]
        if found is None:
            raise BadInput(
                tr("{place}: “{key}” is missing; it must be {wanted}").format(
                    place=self.shown_place, key=key, wanted=wanted
                )
            )
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            raise self.wrong(key, wanted)
        return found

    def wrong(self, key: str, wanted: str) -> BadInput:
        shown = str(self.values.get(key, ""))
        return BadInput(
            tr("{place}: “{key}” is “{found}”; it must be {wanted}").format(
                place=self.shown_place,
                key=key,
                found=shown if len(shown) <= 60 else f"{shown[:60]}…",
                wanted=wanted,
            )
        )


def read_flow(raw: object) -> FlowTemplate:
    """Build a template from parsed data and check it.

    Raises:
        BadInput: A part is missing or of the wrong shape; the sentence says where and what belongs there.
        FlawedFlow: The template has flaws; every flaw is named.
    """
    template = build_flow(raw)
    found = flaws(template)
    if found:
        sentence = tr("the flow “{flow}” has flaws: {flaws}").format(
            flow=template.key, flaws=tr("; ").join(found)
        )
        raise FlawedFlow(sentence, found)
    return template


def build_flow(raw: object) -> FlowTemplate:
    """Build a template without looking for flaws.

    Raises:
        BadInput: A part is missing or of the wrong shape.
    """
    if not isinstance(raw, dict):
        raise BadInput(tr("a flow is a block of “name: value” pairs that begins with “key: …”"))
    top = Part(raw, "")
    top.only(_FLOW)
    states = _by_code(top, "states", _state, needed=True)
    still_open = frozenset(code for code, state in states.items() if not state.final)
    return FlowTemplate(
        key=top.text("key"),
        version=top.whole("version", 1),
        name=_name(top.block("name")),
        start=top.text("start"),
        yellow_percent=top.whole("yellow_percent", YELLOW_PERCENT),
        max_returns=top.whole("max_returns", 2),
        stages=_by_code(top, "stages", _named),
        roles=_by_code(top, "roles", _named),
        states=states,
        moves=tuple(_move(one, still_open) for one in top.blocks("moves", needed=True)),
        clocks=tuple(_period(one, still_open) for one in top.blocks("clocks")),
        paused_states=frozenset(top.words("paused_states")),
        inputs=_by_code(top, "inputs", _input),
        return_reasons=_by_code(top, "return_reasons", _named),
        serves=tuple(_served(one) for one in top.blocks("serves")),
        reopening=_reopening(top.block("reopening")) if "reopening" in top.values else None,
        corrections=_corrections(top.block("corrections")) if "corrections" in top.values else {},
    )


def _by_code(top: Part, key: str, build: Callable[[Part], T], *, needed: bool = False) -> dict[str, T]:
    found: dict[str, T] = {}
    for one in top.blocks(key, needed=needed):
        code = one.text("code")
        if code in found:
            raise BadInput(tr("{place}: the code stands there twice").format(place=one.place))
        found[code] = build(one)
    return found


def _name(part: Part) -> Name:
    return Name(part.text("zh"), part.text("en", ""))


def _named(part: Part) -> Name:
    part.only(_NAMED)
    return _name(part)


def _state(part: Part) -> State:
    part.only(_STATE)
    return State(
        code=part.text("code"),
        name=_name(part),
        stage=part.text("stage", ""),
        final=part.flag("final"),
        stamps=frozenset(part.words("stamps")),
    )


class _Grade(StrEnum):
    """The words of `Severity`."""

    ORDINARY = "ordinary"
    LARGER = "larger"
    SERIOUS = "serious"
    EXTRAORDINARY = "extraordinary"


def _input(part: Part) -> InputField:
    part.only(f"{_NAMED} kind choices attachments own when")
    choices: dict[str, Name] = {}
    content: dict[str, bool] = {}
    severity: dict[str, Severity] = {}
    for one in part.blocks("choices"):
        one.only(f"{_NAMED} content severity")
        choices[one.text("code")] = _name(one)
        if "content" in one.values:
            content[one.text("code")] = one.flag("content")
        if "severity" in one.values:
            severity[one.text("code")] = Severity[one.one_of("severity", _Grade).name]
    return InputField(
        code=part.text("code"),
        name=_name(part),
        kind=part.text("kind"),
        choices=choices,
        content=content,
        severity=severity,
        attachments=frozenset(part.words("attachments")),
        own=part.flag("own"),
        when=_conditions(part),
    )


def _conditions(part: Part) -> dict[str, frozenset[str]]:
    if "when" not in part.values:
        return {}
    named = part.block("when")
    return {str(code): frozenset(named.words(code, None)) for code in named.values}


def _served(part: Part) -> Served:
    part.only("set majors")
    return Served(part.text("set"), frozenset(part.words("majors")))


def _reopening(part: Part) -> Reopening:
    part.only("days roles letter")
    return Reopening(part.whole("days", 0), frozenset(part.words("roles", None)), part.text("letter", ""))


def _corrections(part: Part) -> dict[str, frozenset[str]]:
    part.only(" ".join(CORRECTION_NAMES))
    return {
        action: frozenset(part.words(action, None)) for action in CORRECTION_NAMES if action in part.values
    }


def _states_of(part: Part, key: str, still_open: frozenset[str]) -> frozenset[str]:
    if part.values.get(key) == OPEN:
        return still_open
    return frozenset(part.words(key, None))


def _move(part: Part, still_open: frozenset[str]) -> Move:
    part.only(_MOVE)
    return Move(
        action=part.text("action"),
        name=_name(part),
        origins=_states_of(part, "from", still_open),
        to=part.text("to"),
        role=part.text("role", ""),
        requires=part.words("requires"),
        usual=part.flag("usual"),
        letter=part.text("letter", ""),
        barred=frozenset(part.words("barred")),
        counts=part.text("counts", ""),
        joined=frozenset(part.words("joined")),
        unit_kinds=frozenset(part.words("unit_kinds")),
        frees=part.flag("frees"),
        once=part.flag("once"),
        outcome=part.text("outcome", ""),
        optional=part.words("optional"),
        rules=part.flag("rules"),
        after_returns=part.flag("after_returns"),
        on_spot=part.flag("on_spot"),
        joint=part.one_of("joint", Joint) if "joint" in part.values else None,
        limit=_limit(part.block("limit"), "value unit") if "limit" in part.values else None,
        awaits=part.flag("awaits"),
        approval=_approval(part.block("approval")) if "approval" in part.values else None,
        filed=part.flag("filed") if "filed" in part.values else None,
    )


def _approval(part: Part) -> Approval:
    part.only("by most longest")
    return Approval(
        by=frozenset(part.words("by", None)),
        most=part.whole("most", 1),
        longest=_limit(part.block("longest"), "value unit") if "longest" in part.values else None,
    )


def _period(part: Part, still_open: frozenset[str]) -> ClockPeriod:
    part.only(_CLOCK)
    states = _states_of(part, "states", still_open)
    limit = part.block("limit")
    return ClockPeriod(
        kind=part.one_of("kind", ClockKind),
        code=part.text("code"),
        name=_name(part),
        states=states,
        starts=_states_of(part, "starts", still_open) if "starts" in part.values else states,
        limit=_limit(limit, "value unit standard"),
        standard=limit.text("standard", ""),
    )


def _limit(part: Part, known: str) -> Limit:
    part.only(known)
    return Limit(_number(part, "value"), part.one_of("unit", Unit))


def _number(part: Part, key: str) -> Decimal:
    """Return a finite number; YAML's own floats go through their text, so that 1.5 stays 1.5."""
    written = part.values.get(key)
    try:
        number = Decimal(str(written))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(written, bool) or not number.is_finite():
        raise part.wrong(key, tr("a number"))
    return number
