"""`people organisation`: one organisation by its credit code, with a masked list of its people; audited first."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.opened import usable_store
from gridcenter.domain.errors import BadInput
from gridcenter.domain.linked_cards import LinkedPerson, OrganisationCard
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.language import listed, pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.linked_cards import open_by_code
from gridcenter.settings import load_settings

_NOTHING = "—"


def organisation(
    code: Annotated[str, typer.Argument(metavar="CODE", help=tr("unified social credit code"))],
    purpose: Annotated[
        str,
        typer.Option("--purpose", metavar="WORD", help=tr("why: {words}").format(words="|".join(Purpose))),
    ],
    incident: Annotated[
        str, typer.Option("--incident", metavar="NUMBER", help=tr("open incident of the area"))
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=tr("reason where no incident is named"))
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    request = LookupRequest("", _purpose(purpose), incident, reason)
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
        card = open_by_code(opened, code, request, by=by)
    if card is None:
        raise BadInput(tr("No organisation in your area has this code. The question stands in the audit."))
    if as_json:
        print_json(_json(card))
    else:
        _tell(card)


def _purpose(word: str) -> Purpose:
    try:
        return Purpose(word)
    except ValueError as error:
        sentence = tr("{word} is no purpose; known are: {known}").format(word=word, known=listed(Purpose))
        raise BadInput(sentence) from error


def _tell(card: OrganisationCard) -> None:
    facts = card.facts
    about = (facts.uscc, facts.name, pick(facts.kind), pick(facts.status), facts.premises, pick(facts.grid))
    terminal().print(" · ".join(part for part in about if part), markup=False)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("Name"), tr("Sex"), tr("Age"), tr("Tie"), tr("From"), tr("Until")):
        table.add_column(title)
    for one in card.people.rows:
        table.add_row(one.name, pick(one.sex), one.age_band or _NOTHING, pick(one.tie), *_days(one))
    terminal().print(table)


def _days(one: LinkedPerson) -> tuple[str, str]:
    return str(one.since or _NOTHING), str(one.until or _NOTHING)


def _json(card: OrganisationCard) -> dict[str, Any]:
    facts = card.facts
    return {
        "code": facts.uscc,
        "name": facts.name,
        "kind": pick(facts.kind),
        "standing": pick(facts.status),
        "founded_on": facts.founded_on.isoformat() if facts.founded_on else None,
        "premises": facts.premises,
        "present": card.people.present,
        "not_listed": card.people.beyond,
        "people": [
            {
                "name": one.name,
                "tie": pick(one.tie),
                "since": one.since.isoformat() if one.since else None,
                "until": one.until.isoformat() if one.until else None,
            }
            for one in card.people.rows
        ],
    }
