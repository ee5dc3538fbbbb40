"""What a paper can say about an incident: facts and tables by the keys that the templates in `ui/papers` name.

Everything comes from the incident as the desk shows it, so a paper tells no more about a person than the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from gridcenter.domain.cards import CardRow
from gridcenter.domain.incidents import ClockKind, ClockView, IncidentDetail, Severity, StepRow
from gridcenter.domain.lights import LIGHT_NAMES, Light
from gridcenter.domain.merging import OWN_STEPS
from gridcenter.domain.names import Name
from gridcenter.domain.papers import printable
from gridcenter.domain.queue import duration
from gridcenter.language import pick, tr

Lines = tuple[Mapping[str, str], ...]
CONDITIONS = frozenset({"overdue", "running", "other", "card", "no_card", "cards"})
"""When a part or a paragraph stands on a paper: the limit has passed, it runs, or the clock says neither; a card
awaits its reply, or none does; any card was ever issued."""

_DISPATCHES = frozenset({"dispatch", "redispatch", "rework"})
_REPORTS = frozenset({"finish"})
_MOMENT = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """Everything a template may ask for, made fit for a sheet; an unknown fact is the empty text."""

    facts: Mapping[str, str]
    lines: Mapping[str, Lines]
    conditions: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The incident with the centre, who prints it and how moments are written."""

    detail: IncidentDetail
    centre: Name
    printed_by: str
    zone: tzinfo

    def moment(self, at: datetime | None) -> str:
        return format(at.astimezone(self.zone), _MOMENT) if at else ""

    def step(self, actions: frozenset[str]) -> StepRow | None:
        """Return the newest step of one of these actions."""
        return next((step for step in reversed(self.detail.steps) if step.action in actions), None)


def paper_facts(detail: IncidentDetail, *, centre: Name, printed_by: str, zone: tzinfo) -> PaperFacts:
    """Gather what is known at `detail.as_of`, in the current language; moments in `zone`."""
    sheet = _Sheet(detail, centre, printed_by, zone)
    return PaperFacts(
        facts={key: printable(find(sheet)) for key, find in FACTS.items()},
        lines={key: tuple(map(_printable, find(sheet))) for key, (_, find) in LINES.items()},
        conditions=frozenset(_conditions(detail)),
    )


def _printable(line: Mapping[str, str]) -> Mapping[str, str]:
    return {key: printable(text) for key, text in line.items()}


def _category(sheet: _Sheet) -> str:
    row = sheet.detail.row
    leaf, major = pick(row.category), pick(row.major)
    return leaf if row.major_code == row.category_code else f"{major} › {leaf}"


def _grade(sheet: _Sheet) -> str:
    row = sheet.detail.row
    grade = {
        Severity.ORDINARY: tr("grade IV, ordinary"),
        Severity.LARGER: tr("grade III, larger"),
        Severity.SERIOUS: tr("grade II, serious"),
        Severity.EXTRAORDINARY: tr("grade I, extraordinarily serious"),
    }[row.severity]
    return " · ".join([grade, *([tr("urgent")] if row.urgent else [])])


def _place(sheet: _Sheet) -> str:
    row = sheet.detail.row
    return pick(row.grid) or pick(row.community)


def _position(sheet: _Sheet) -> str:
    row = sheet.detail.row
    if row.approximate or row.longitude is None or row.latitude is None:
        return ""
    return f"{row.longitude:.5f}, {row.latitude:.5f} (WGS-84)"


def pressing_clock(detail: IncidentDetail) -> ClockView | None:
    """Return the clock whose deadline the queue shows; of an ended or parked incident that of its task."""
    due = detail.row.due_at
    found = {clock.kind: clock for clock in detail.clocks}
    pressing = (clock for clock in detail.clocks if clock.due_at == due and clock.ended_at is None)
    return next(pressing, None) or found.get(ClockKind.STEP) or found.get(ClockKind.WHOLE)


def _left(clock: ClockView | None, now: datetime) -> str:
    """Say what is left of a limit or by how much it was missed; empty without a clock."""
    if clock is None:
        return ""
    left = clock.limit_minutes - clock.used(clock.ended_at or now)
    words = duration(abs(left), clock.mode, clock.calendar)
    light = clock.light(now)
    if light is Light.GREY:
        return tr("parked, {time} left").format(time=words) if left > 0 else pick(LIGHT_NAMES[light])
    if clock.ended_at is not None:
        return tr("ended in time") if light is Light.GREEN else tr("ended {time} late").format(time=words)
    return (tr("{time} overdue") if light is Light.RED else tr("{time} left")).format(time=words)


def _conditions(detail: IncidentDetail) -> Iterator[str]:
    yield _clock_condition(detail)
    yield "card" if awaited_card(detail) else "no_card"
    if detail.cards:
        yield "cards"


def _clock_condition(detail: IncidentDetail) -> str:
    clock = pressing_clock(detail)
    if clock is None or detail.row.closed_at is not None or clock.ended_at is not None:
        return "other"
    light = clock.light(detail.as_of)
    return {Light.RED: "overdue", Light.GREY: "other"}.get(light, "running")


def awaited_card(detail: IncidentDetail) -> CardRow | None:
    """Return the newest card to which a reply is owed."""
    return next((card for card in reversed(detail.cards) if card.awaited), None)


def _of_card(find: Callable[[_Sheet, CardRow], str]) -> Callable[[_Sheet], str]:
    def found(sheet: _Sheet) -> str:
        card = awaited_card(sheet.detail)
        return find(sheet, card) if card else ""

    return found


def _addressee(sheet: _Sheet) -> str:
    """Return who owes the reply, or else who holds the incident: it may have gone on to another unit since."""
    card = awaited_card(sheet.detail)
    return pick(card.unit if card else sheet.detail.row.unit)


def _limit(clock: ClockView) -> str:
    if clock.limit_minutes == clock.limit.minutes:
        return clock.limit.text
    return duration(clock.limit_minutes, clock.mode, clock.calendar)


def _clock_name(clock: ClockView) -> str:
    kind = {
        ClockKind.ACCEPT: tr("Receiving"),
        ClockKind.STEP: tr("Step"),
        ClockKind.WHOLE: tr("Whole case"),
        ClockKind.CO: tr("Co-handling"),
    }[clock.kind]
    name = pick(clock.name) if clock.kind is ClockKind.STEP else ""
    return " · ".join(part for part in (kind, name) if part)


def _clocks(sheet: _Sheet) -> Iterator[Mapping[str, str]]:
    for clock in sheet.detail.clocks:
        yield {
            "clock": _clock_name(clock),
            "limit": _limit(clock),
            "started_at": sheet.moment(clock.started_at),
            "due_at": sheet.moment(clock.due_at),
            "left": _left(clock, sheet.detail.as_of),
        }


def _steps(sheet: _Sheet) -> Iterator[Mapping[str, str]]:
    for step in sheet.detail.steps:
        yield {
            "at": sheet.moment(step.at),
            "action": pick(step.action_name),
            "who": _who(step),
            "unit": pick(step.unit),
            "text": _words_of(step),
        }


def _words_of(step: StepRow) -> str:
    """Return what was said with a step; of a further report and of merging only the number of the other incident, for
    what callers said and who they were is no part of a paper."""
    said = (pick(step.reason),) if step.action in OWN_STEPS else (pick(step.reason), step.opinion)
    return "\n".join(part for part in said if part)


def _cards(sheet: _Sheet) -> Iterator[Mapping[str, str]]:
    for card in sheet.detail.cards:
        taken_back = tr("withdrawn: {why}").format(why=card.withdrawal) if card.withdrawn_at else ""
        yield {
            "card": pick(card.name),
            "issued_at": sheet.moment(card.issued_at),
            "issuer": card.issuer,
            "unit": pick(card.unit),
            "reply_by": sheet.moment(card.due_at),
            "text": card.text,
            "reply": card.reply or taken_back,
        }


def _who(step: StepRow | None) -> str:
    named = (pick(step.actor_role), step.actor) if step else ()
    return " ".join(part for part in named if part)


def _of_step(actions: frozenset[str], find: Callable[[_Sheet, StepRow], str]) -> Callable[[_Sheet], str]:
    def found(sheet: _Sheet) -> str:
        step = sheet.step(actions)
        return find(sheet, step) if step else ""

    return found


def _due(sheet: _Sheet) -> str:
    clock = pressing_clock(sheet.detail)
    return sheet.moment(clock.due_at) if clock else ""


FACTS: Mapping[str, Callable[[_Sheet], str]] = {
    "number": lambda sheet: sheet.detail.row.number,
    "revision": lambda sheet: str(sheet.detail.row.version),
    "category": _category,
    "matter": lambda sheet: pick(sheet.detail.row.category),
    "centre": lambda sheet: pick(sheet.centre),
    "grade": _grade,
    "place": _place,
    "address": lambda sheet: sheet.detail.address,
    "position": _position,
    "source": lambda sheet: pick(sheet.detail.source),
    "reported_at": lambda sheet: sheet.moment(sheet.detail.row.reported_at),
    "report_count": lambda sheet: str(sheet.detail.row.report_count),
    "description": lambda sheet: sheet.detail.description,
    "unit": lambda sheet: pick(sheet.detail.row.unit),
    "state": lambda sheet: pick(sheet.detail.state_name),
    "standard": lambda sheet: pick(sheet.detail.standard),
    "due_at": _due,
    "left": lambda sheet: _left(pressing_clock(sheet.detail), sheet.detail.as_of),
    "dispatcher": _of_step(_DISPATCHES, lambda _sheet, step: _who(step)),
    "dispatched_at": _of_step(_DISPATCHES, lambda sheet, step: sheet.moment(step.at)),
    "dispatch_opinion": _of_step(_DISPATCHES, lambda _sheet, step: step.opinion),
    "handled": _of_step(_REPORTS, lambda _sheet, step: step.opinion),
    "handled_at": _of_step(_REPORTS, lambda sheet, step: sheet.moment(step.at)),
    "card": _of_card(lambda _sheet, card: pick(card.name)),
    "card_text": _of_card(lambda _sheet, card: card.text),
    "card_issuer": _of_card(lambda _sheet, card: card.issuer),
    "card_issued_at": _of_card(lambda sheet, card: sheet.moment(card.issued_at)),
    "addressee": _addressee,
    "reply_by": _of_card(lambda sheet, card: sheet.moment(card.due_at)),
    "printed_at": lambda sheet: sheet.moment(sheet.detail.as_of),
    "printed_by": lambda sheet: sheet.printed_by,
    "year": lambda sheet: str(sheet.detail.as_of.astimezone(sheet.zone).year),
}
LINES: Mapping[str, tuple[frozenset[str], Callable[[_Sheet], Iterator[Mapping[str, str]]]]] = {
    "clocks": (frozenset({"clock", "limit", "started_at", "due_at", "left"}), _clocks),
    "steps": (frozenset({"at", "action", "who", "unit", "text"}), _steps),
    "cards": (frozenset({"card", "issued_at", "issuer", "unit", "reply_by", "text", "reply"}), _cards),
}
"""For each table the columns it knows, and where its rows come from."""
