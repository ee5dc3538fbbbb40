"""`organisations`: the register of organisations by hand, each named by its credit code; every act is audited."""

from __future__ import annotations

import sys
from typing import Annotated, Any, Literal

import typer

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.commands.organisation import (
    code_argument,
    incident_option,
    known_purpose,
    organisation,
    purpose_option,
    reason_option,
)
from gridcenter.domain.errors import BadInput
from gridcenter.domain.identity import parse_uscc
from gridcenter.domain.linked_cards import OrganisationCard
from gridcenter.domain.organisations import DEED_NAMES, OrganisationDeed
from gridcenter.domain.people import Actor, LookupRequest
from gridcenter.language import pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.linked_cards import open_by_code
from gridcenter.services.organisation_keeping import enter_organisation, state_of_organisation
from gridcenter.services.organisation_ties import end_listed_tie, tie_by_number
from gridcenter.services.organisation_values import verify_of_organisation, withdraw_of_organisation
from gridcenter.settings import load_settings
from gridcenter.store.engine import Store, store_time
from gridcenter.store.organisations import organisation_with_code

Item = Literal["name", "kind", "status", "founded_on", "ended_on", "place"]
TieWord = Literal["legal", "owner", "employee", "contact"]
_FROM_INPUT = "-"


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, task, words in (
        ("show", organisation, tr("Show an organisation: what its sources say, and its people, masked.")),
        ("add", add, tr("Enter an organisation; the position of a wrong character of its code is named.")),
        ("state", state, tr("Let what a source says stand beside what others say; nothing is written over.")),
        ("verify", verify, tr("Say that you have verified today what a source says.")),
        (
            "withdraw",
            withdraw,
            tr("Take back what a source says; it stays in the register with your reason."),
        ),
        ("tie", tie, tr("Look a person up by the ID number and tie the person to an organisation.")),
        ("end-tie", end_tie, tr("End a tie; it stays in the register with its last day.")),
    ):
        group.command(name, cls=TaskCommand, help=words)(task)
    app.add_typer(group, name="organisations", help=tr("The register of organisations and their people."))


def _source() -> Any:
    return typer.Option("--source", metavar="TEXT", help=tr("who says so: a paper, an office, a visit"))


def _recorded() -> Any:
    return typer.Option("--recorded", metavar="DAY", help=tr("day that the source gives"))


def _which() -> Any:
    return typer.Argument(metavar="WHICH", help=tr("what is said, as organisations show names it"))


def add(
    code: Annotated[str, code_argument()],
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help=tr("organisation name"))],
    source: Annotated[str, _source()],
    recorded: Annotated[str, _recorded()],
    kind: Annotated[str, typer.Option("--kind", metavar="WORD", help=tr("kind: a code or its name"))] = "",
    status: Annotated[
        str, typer.Option("--status", metavar="WORD", help=tr("standing: a code or its name"))
    ] = "",
    founded: Annotated[str, typer.Option("--founded", metavar="DAY", help=tr("founded on"))] = "",
    premises: Annotated[
        str, typer.Option("--premises", metavar="CODE", help=tr("code of the premises where it is"))
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    said = {"uscc": code, "name": name, "kind": kind, "status": status, "founded_on": founded}
    said |= {"premises_code": premises, "source": source, "recorded_on": recorded}
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, settings.account), store_time(session)
        key = enter_organisation(session, said, by=by, now=now, zone=settings.zone)
    _tell(OrganisationDeed.ENTERED, code, {"id": key}, as_json=as_json)


def state(
    code: Annotated[str, code_argument()],
    item: Annotated[Item, typer.Argument(metavar="ITEM", help=tr("what it is about"))],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help=tr("what is said; of a place the code of the premises"))
    ],
    source: Annotated[str, _source()],
    recorded: Annotated[str, _recorded()],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    said = {"item": item, "value": value, "source": source, "recorded_on": recorded}
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, settings.account), store_time(session)
        key = _known(session, code)
        state_of_organisation(session, key, said, by=by, now=now, zone=settings.zone)
    _tell(OrganisationDeed.STATED, code, {"item": item}, as_json=as_json)


def verify(
    code: Annotated[str, code_argument()],
    which: Annotated[str, _which()],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, settings.account), store_time(session)
        key = _known(session, code)
        verify_of_organisation(session, key, {"which": which}, by=by, now=now, zone=settings.zone)
    _tell(OrganisationDeed.VERIFIED, code, {"which": which}, as_json=as_json)


def withdraw(
    code: Annotated[str, code_argument()],
    which: Annotated[str, _which()],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=tr("why; stands in the audit"))
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, settings.account), store_time(session)
        key = _known(session, code)
        withdraw_of_organisation(session, key, {"which": which, "reason": reason}, by=by, now=now)
    _tell(OrganisationDeed.WITHDRAWN, code, {"which": which}, as_json=as_json)


def tie(
    code: Annotated[str, code_argument()],
    number: Annotated[
        str,
        typer.Argument(
            metavar="NUMBER", help=tr("ID number of the person; - reads it from the standard input")
        ),
    ],
    kind: Annotated[TieWord, typer.Argument(metavar="TIE", help=tr("how the person belongs to it"))],
    purpose: Annotated[str, purpose_option()],
    source: Annotated[str, _source()],
    recorded: Annotated[str, _recorded()],
    since: Annotated[str, typer.Option("--since", metavar="DAY", help=tr("first day, if it is known"))] = "",
    incident: Annotated[str, incident_option()] = "",
    reason: Annotated[str, reason_option()] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    text = sys.stdin.readline().strip() if number == _FROM_INPUT else number
    said = {"uscc": code, "id_number": text, "tie": kind, "since": since}
    said |= {"source": source, "recorded_on": recorded}
    request = LookupRequest("", known_purpose(purpose), incident, reason)
    with usable_store(store) as opened:
        tie_by_number(opened, said, request, by=_acting(opened, settings.account), zone=settings.zone)
    _tell(OrganisationDeed.TIED, code, {"tie": kind}, as_json=as_json)


def end_tie(
    code: Annotated[str, code_argument()],
    number: Annotated[int, typer.Argument(metavar="NO", min=1, help=tr("no. of the tie, as listed"))],
    until: Annotated[str, typer.Option("--until", metavar="DAY", help=tr("last day"))],
    purpose: Annotated[str, purpose_option()],
    incident: Annotated[str, incident_option()] = "",
    reason: Annotated[str, reason_option()] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    request = LookupRequest("", known_purpose(purpose), incident, reason)
    with usable_store(store) as opened:
        by = _acting(opened, settings.account)
        card = open_by_code(opened, code, request, by=by)
        person = _person_of(card, number)
        assert card is not None
        with opened.begin() as session:
            now = store_time(session)
            said, zone = {"until": until}, settings.zone
            end_listed_tie(session, card.ticket, person, number, said, request, by=by, now=now, zone=zone)
    _tell(OrganisationDeed.TIE_ENDED, code, {"no": number}, as_json=as_json)


def _person_of(card: OrganisationCard | None, number: int) -> int:
    rows = card.people.rows if card is not None else ()
    found = next((row.person_id for row in rows if row.tie_id == number), None)
    if found is None:
        raise BadInput(tr("The organisation has no tie of this number: see organisations show."))
    return found


def _acting(store: Store, login: str) -> Actor:
    with store.read() as session:
        return acting_account(session, login)


def _known(session: Any, code: str) -> int:
    """Return the organisation with a credit code.

    Raises:
        UsccError: It is no credit code.
        BadInput: No organisation has it.
    """
    found = organisation_with_code(session, parse_uscc(code).number)
    if found is None:
        raise BadInput(tr("No organisation has this code: enter it first."))
    return found


def _tell(deed: OrganisationDeed, code: str, more: dict[str, Any], *, as_json: bool) -> None:
    number = parse_uscc(code).number
    if as_json:
        print_json({"code": number, "done": str(deed), **more})
        return
    told = tr("Done: {deed} ({code}).").format(deed=pick(DEED_NAMES[deed]), code=number)
    terminal().print(told, markup=False)
