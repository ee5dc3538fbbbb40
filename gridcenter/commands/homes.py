"""`homes`: residences, places in households and the tenure of premises kept by hand; a person is looked up for it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.table import Table

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.grounds import incident_option, purpose_option, reason_option, request_of
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.domain.errors import BadInput
from gridcenter.domain.home_keeping import DONE_NAMES, HomeDeed, KeptLine, days_of
from gridcenter.domain.people import RESIDENCE_NAMES, PersonCard
from gridcenter.language import pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.home_keeping import home_history, keep_home_by_number
from gridcenter.services.lookup import look_up
from gridcenter.services.tenure_keeping import keep_tenure
from gridcenter.settings import load_settings
from gridcenter.store.engine import store_time

_FROM_INPUT = "-"
_EMPTY = "?"
"""Typed for a day that is unknown, or for a line that goes on."""

Purpose_ = Annotated[str, purpose_option()]
Incident = Annotated[str, incident_option()]
Reason = Annotated[str, reason_option()]
Json = Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, task, words in (
        ("show", show, tr("Where a person lives and lived, and in which household; masked, audited first.")),
        ("in", move_in, tr("Record that a person lives somewhere.")),
        ("out", move_out, tr("Record that a person has moved out.")),
        ("correct", correct, tr("Put a residence right; how it stood stays in the history.")),
        ("join", join, tr("Record the place of a person in a household.")),
        ("leave", leave, tr("Record that a person has left a household.")),
        ("relation", relation, tr("Put a place in a household right; how it stood stays in the history.")),
        ("history", history, tr("What was kept by hand about a person, as it was before and after.")),
        ("tenure", tenure, tr("Record how premises are held from a day on: owned, let, untitled, empty.")),
        ("tenure-end", tenure_end, tr("Record that premises are not held so any more.")),
        ("tenure-correct", tenure_correct, tr("Put a line of the tenure right; how it stood stays.")),
    ):
        group.command(name, cls=TaskCommand, help=words)(task)
    app.add_typer(group, name="homes", help=tr("Residences, households and tenures kept by hand."))


def _number() -> Any:
    return typer.Argument(
        metavar="NUMBER", help=tr("ID number of the person; - reads it from the standard input")
    )


def _line() -> Any:
    return typer.Argument(metavar="NO", min=1, help=tr("no. of the line, as listed"))


def _household() -> Any:
    return typer.Argument(metavar="HOUSEHOLD", help=tr("household number"))


def _premises() -> Any:
    return typer.Argument(metavar="PREMISES", help=tr("premises code"))


def _option(name: str, metavar: str, meaning: str) -> Any:
    return typer.Option(f"--{name}", metavar=metavar, help=meaning)


def _kind() -> Any:
    return _option("kind", "WORD", tr("owner, tenant or lodger; void takes a wrong line out"))


def _since() -> Any:
    return _option("since", "DAY", tr("first day; ? for an unknown one"))


def _until() -> Any:
    return _option("until", "DAY", tr("last day; ? where it goes on"))


def _why() -> Any:
    return _option("why", "TEXT", tr("why the line is put right; stands in the history"))


def _source() -> Any:
    return _option("source", "TEXT", tr("who said so"))


def show(
    number: Annotated[str, _number()],
    purpose: Purpose_ = "",
    incident: Incident = "",
    reason: Reason = "",
    as_json: Json = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    asked = request_of(purpose, incident, reason, _typed(number))
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
        card = look_up(opened, asked, by=by)
    if card is None:
        raise BadInput(tr("Nobody with this number in your area. The question stands in the audit."))
    _tell_card(card, as_json=as_json)


def move_in(
    number: Annotated[str, _number()],
    premises: Annotated[str, _premises()],
    kind: Annotated[str, _kind()] = "",
    since: Annotated[str, _since()] = "",
    source: Annotated[str, _source()] = "",
    purpose: Purpose_ = "",
    incident: Incident = "",
    reason: Reason = "",
    as_json: Json = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    said = {"premises_code": premises, "kind": kind, "since": since, "source": source}
    _keep(HomeDeed.MOVED_IN, number, said, (purpose, incident, reason), as_json, store)


def move_out(
    number: Annotated[str, _number()],
    line: Annotated[int, _line()],
    until: Annotated[str, _until()] = "",
    purpose: Purpose_ = "",
    incident: Incident = "",
    reason: Reason = "",
    as_json: Json = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    said = {"line": str(line), "until": until}
    _keep(HomeDeed.MOVED_OUT, number, said, (purpose, incident, reason), as_json, store)


def correct(
    number: Annotated[str, _number()],
    line: Annotated[int, _line()],
    kind: Annotated[str, _kind()] = "",
    premises: Annotated[str, _option("premises", "CODE", tr("premises code"))] = "",
    since: Annotated[str, _since()] = "",
    until: Annotated[str, _until()] = "",
    why: Annotated[str, _why()] = "",
    purpose: Purpose_ = "",
    incident: Incident = "",
    reason: Reason = "",
    as_json: Json = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    said = {"line": str(line), "kind": kind, "premises_code": premises, "reason": why, **_days(since, until)}
    _keep(HomeDeed.HOME_CORRECTED, number, said, (purpose, incident, reason), as_json, store)


def join(
    number: Annotated[str, _number()],
    household: Annotated[str, _household()],
    relation: Annotated[
        str, _option("relation", "WORD", tr("relation to the head: a code or name of GB/T 4761"))
    ] = "",
    since: Annotated[str, _since()] = "",
    premises: Annotated[
        str, _option("premises", "CODE", tr("premises in which a new household begins"))
    ] = "",
    purpose: Purpose_ = "",
    incident: Incident = "",
    reason: Reason = "",
    as_json: Json = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    said = {"household": household, "relation": relation, "since": since, "premises_code": premises}
    _keep(HomeDeed.JOINED, number, said, (purpose, incident, reason), as_json, store)


def leave(
    number: Annotated[str, _number()],
    household: Annotated[str, _household()],
    until: Annotated[str, _until()] = "",
    purpose: Purpose_ = "",
    incident: Incident = "",
    reason: Reason = "",
    as_json: Json = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    said = {"household": household, "until": until}
    _keep(HomeDeed.LEFT, number, said, (purpose, incident, reason), as_json, store)


def relation(
    number: Annotated[str, _number()],
    household: Annotated[str, _household()],
    relation: Annotated[
        str, _option("relation", "WORD", tr("relation to the head; void takes a wrong line out"))
    ] = "",
    since: Annotated[str, _since()] = "",
    until: Annotated[str, _until()] = "",
    why: Annotated[str, _why()] = "",
    purpose: Purpose_ = "",
    incident: Incident = "",
    reason: Reason = "",
    as_json: Json = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    said = {"household": household, "relation": relation, "reason": why, **_days(since, until)}
    _keep(HomeDeed.MEMBER_CORRECTED, number, said, (purpose, incident, reason), as_json, store)


def history(
    number: Annotated[str, _number()],
    purpose: Purpose_ = "",
    incident: Incident = "",
    reason: Reason = "",
    as_json: Json = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    asked = request_of(purpose, incident, reason, _typed(number))
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
        card = look_up(opened, asked, by=by)
        if card is None:
            raise BadInput(tr("Nobody with this number in your area. The question stands in the audit."))
        found = home_history(opened, card.person_id, asked, by=by)
    if as_json:
        print_json({"history": [_kept_json(one) for one in found]})
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("Time"), tr("Who"), tr("What"), tr("Before"), tr("After"), tr("Reason")):
        table.add_column(title)
    for one in found:
        at = f"{one.at.astimezone(settings.zone):%Y-%m-%d %H:%M}"
        cells = (at, one.who, pick(DONE_NAMES[one.deed]), one.before, one.after, one.reason)
        table.add_row(*(cell.replace("[", "\\[") for cell in cells))
    terminal().print(table)


def tenure(
    premises: Annotated[str, _premises()],
    word: Annotated[str, typer.Argument(metavar="WORD", help=tr("owned, let, untitled or empty"))],
    since: Annotated[str, _since()] = "",
    source: Annotated[str, _source()] = "",
    as_json: Json = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    said = {"premises_code": premises, "tenure": word, "since": since, "source": source}
    _keep_tenure(HomeDeed.TENURE_SET, said, as_json, store)


def tenure_end(
    premises: Annotated[str, _premises()],
    until: Annotated[str, _until()] = "",
    as_json: Json = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    _keep_tenure(HomeDeed.TENURE_ENDED, {"premises_code": premises, "until": until}, as_json, store)


def tenure_correct(
    premises: Annotated[str, _premises()],
    line: Annotated[int, _line()],
    word: Annotated[
        str, _option("tenure", "WORD", tr("owned, let, untitled or empty; void takes a wrong line out"))
    ] = "",
    since: Annotated[str, _since()] = "",
    until: Annotated[str, _until()] = "",
    why: Annotated[str, _why()] = "",
    as_json: Json = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    said = {"premises_code": premises, "line": str(line), "tenure": word, "reason": why}
    _keep_tenure(HomeDeed.TENURE_CORRECTED, said | _days(since, until), as_json, store)


def _days(since: str, until: str) -> dict[str, str]:
    """Return the days that were named: one that was not stays as it is."""
    said = {"since": since, "until": until}
    return {key: "" if day == _EMPTY else day for key, day in said.items() if day}


def _typed(number: str) -> str:
    return sys.stdin.readline().strip() if number == _FROM_INPUT else number


def _keep(
    deed: HomeDeed, number: str, said: Mapping[str, str], ground: Sequence[str], as_json: bool, store: str
) -> None:
    settings = load_settings()
    asked = request_of(*ground)
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
        wish = {**said, "id_number": _typed(number)}
        kept = keep_home_by_number(opened, deed, wish, asked, by=by, zone=settings.zone)
    _tell_done(deed, kept.told, as_json)


def _keep_tenure(deed: HomeDeed, said: Mapping[str, str], as_json: bool, store: str) -> None:
    settings = load_settings()
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, settings.account), store_time(session)
        told = keep_tenure(session, deed, said, by=by, now=now, zone=settings.zone)
    _tell_done(deed, told, as_json)


def _tell_done(deed: HomeDeed, told: str, as_json: bool) -> None:
    if as_json:
        print_json({"done": str(deed), "told": told})
        return
    terminal().print(tr("Done: {what}.").format(what=pick(DONE_NAMES[deed])), markup=False)
    if told:
        terminal().print(told, style="yellow", markup=False)


def _tell_card(card: PersonCard, *, as_json: bool) -> None:
    if as_json:
        print_json(_json(card))
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("No."), tr("Premises"), tr("Residence"), tr("From – to")):
        table.add_column(title)
    for home in card.residences:
        table.add_row(str(home.id), home.premises, pick(RESIDENCE_NAMES[home.code]), days_of(home))
    for place in card.memberships:
        table.add_row("", place.number, pick(place.relation_name), days_of(place))
    terminal().print(table)


def _json(card: PersonCard) -> dict[str, Any]:
    return {
        "residences": [
            {
                "no": one.id,
                "premises": one.premises,
                "kind": one.code,
                "since": one.since.isoformat() if one.since else None,
                "until": one.until.isoformat() if one.until else None,
            }
            for one in card.residences
        ],
        "households": [
            {
                "household": one.number,
                "relation": one.relation,
                "since": one.since.isoformat() if one.since else None,
            }
            for one in card.memberships
        ],
    }


def _kept_json(one: KeptLine) -> dict[str, Any]:
    return {
        "at": one.at.isoformat(),
        "who": one.who,
        "what": str(one.deed),
        "before": one.before,
        "after": one.after,
        "reason": one.reason,
    }
