"""`people organisation`: one organisation by its credit code, what its sources say, its people masked; audited."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer
from rich.table import Table

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.opened import usable_store
from gridcenter.domain.errors import BadInput
from gridcenter.domain.freshness import verified_words
from gridcenter.domain.linked_cards import LinkedPerson, OrganisationCard
from gridcenter.domain.organisations import SaidOf, TakenBack
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.language import listed, pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.linked_cards import open_by_code
from gridcenter.settings import load_settings

_NOTHING = "—"


def code_argument() -> Any:
    return typer.Argument(metavar="CODE", help=tr("unified social credit code"))


def purpose_option() -> Any:
    return typer.Option("--purpose", metavar="WORD", help=tr("why: {words}").format(words="|".join(Purpose)))


def incident_option() -> Any:
    return typer.Option("--incident", metavar="NUMBER", help=tr("open incident of the area"))


def reason_option() -> Any:
    return typer.Option("--reason", metavar="TEXT", help=tr("reason where no incident is named"))


def organisation(
    code: Annotated[str, code_argument()],
    purpose: Annotated[str, purpose_option()],
    incident: Annotated[str, incident_option()] = "",
    reason: Annotated[str, reason_option()] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    request = LookupRequest("", known_purpose(purpose), incident, reason)
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


def known_purpose(word: str) -> Purpose:
    """Return a purpose by its word.

    Raises:
        BadInput: There is no such purpose.
    """
    try:
        return Purpose(word)
    except ValueError as error:
        sentence = tr("{word} is no purpose; known are: {known}").format(word=word, known=listed(Purpose))
        raise BadInput(sentence) from error


def _tell(card: OrganisationCard) -> None:
    facts = card.facts
    about = (facts.uscc, facts.name, pick(facts.kind), pick(facts.status), facts.premises, pick(facts.grid))
    terminal().print(" · ".join(part for part in about if part), markup=False)
    said = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("Which"), tr("Item"), tr("Value"), tr("Source"), tr("Recorded on"), tr("Verified")):
        said.add_column(title)
    for one in facts.said:
        said.add_row(*map(_plain, _said_cells(one)))
    terminal().print(said)
    for gone in facts.taken_back:
        terminal().print(taken_back_words(gone), markup=False)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("No."), tr("Name"), tr("Sex"), tr("Age"), tr("Tie"), tr("From"), tr("Until")):
        table.add_column(title)
    for row in card.people.rows:
        cells = (row.name, pick(row.sex), row.age_band or _NOTHING, pick(row.tie), *_days(row))
        table.add_row(str(row.tie_id), *cells)
    terminal().print(table)


def _said_cells(one: SaidOf) -> tuple[str, ...]:
    mark = "" if one.first else "· "
    day = one.recorded_on.isoformat() if one.recorded_on else _NOTHING
    verified = verified_words(one.verified_on, by=one.verified_by)
    return one.ref, mark + pick(one.item), pick(one.value), one.source or _NOTHING, day, verified


def taken_back_words(one: TakenBack) -> str:
    words = tr("{item}: {value} was taken back by {who}, {day}: {why}")
    return words.format(
        item=pick(one.item),
        value=pick(one.value),
        who=one.by or _NOTHING,
        day=f"{one.at:%Y-%m-%d}",
        why=one.why,
    )


def _plain(text: str) -> str:
    """Keep rich from reading brackets of a name as its markup."""
    return text.replace("[", "\\[")


def _days(one: LinkedPerson) -> tuple[str, str]:
    return str(one.since or _NOTHING), str(one.until or _NOTHING)


def _json(card: OrganisationCard) -> dict[str, Any]:
    facts = card.facts
    return {
        "code": facts.uscc,
        "name": facts.name,
        "kind": pick(facts.kind),
        "standing": pick(facts.status),
        "founded_on": _iso(facts.founded_on),
        "ended_on": _iso(facts.ended_on),
        "premises": facts.premises,
        "said": [
            {
                "which": one.ref,
                "item": pick(one.item),
                "value": pick(one.value),
                "source": one.source,
                "recorded_on": _iso(one.recorded_on),
                "verified_on": _iso(one.verified_on),
                "first": one.first,
            }
            for one in facts.said
        ],
        "taken_back": [taken_back_words(one) for one in facts.taken_back],
        "present": card.people.present,
        "not_listed": card.people.beyond,
        "people": [
            {
                "no": one.tie_id,
                "name": one.name,
                "tie": pick(one.tie),
                "since": _iso(one.since),
                "until": _iso(one.until),
            }
            for one in card.people.rows
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
