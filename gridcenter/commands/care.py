"""`care`: care files, for the accounts that are named in them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from gridcenter.clock import utc_now
from gridcenter.commands.care_lines import file_json, list_json, tell_file, tell_list, tell_programmes
from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.grounds import incident_option, purpose_option, reason_option, request_of
from gridcenter.commands.holders import asking_which, person_option
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.domain.care import BenefitGiven, CareFile, Consent, Enrolment, VisitMade
from gridcenter.domain.errors import WrongUse
from gridcenter.domain.people import Actor, LookupRequest, Purpose
from gridcenter.domain.typed_times import read_day
from gridcenter.language import tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.care import end_care, enrol_person, grant, renew, revoke
from gridcenter.services.care_reading import care_file, care_list, care_of_person
from gridcenter.services.care_rules import care_rules
from gridcenter.services.care_visits import plan_visit, record_benefit, record_visit
from gridcenter.settings import load_settings
from gridcenter.store.engine import Store, store_time

_FROM_INPUT = "-"
_FILE_METAVAR = "FILE"


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, meaning, task in (
        ("list", tr("List the files that name you, and those to renew."), list_files),
        ("programmes", tr("List the programmes with basis, consent and longest term."), programmes),
        ("open", tr("Open a file by its number, or the files of a person by the ID number."), open_files),
        ("enrol", tr("Open a file of a person in a programme."), enrol),
        ("renew", tr("Give a file a further term; a second person does it."), renew_file),
        ("end", tr("End a file before its last day."), end_file),
        ("grant", tr("Name an account that may see a file, or take it off the list."), grant_file),
        ("visit", tr("Plan a visit, or write down what one came to."), visit),
        ("benefit", tr("Write down what is given."), benefit),
    ):
        group.command(name, cls=TaskCommand, help=meaning)(task)
    app.add_typer(group, name="care", help=tr("Care files, for the accounts that are named in them."))


def programmes(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
) -> None:
    tell_programmes(care_rules(), as_json=as_json)


def list_files(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened:
        found = care_list(opened, by=_actor(opened), zone=settings.zone)
    if as_json:
        print_json(list_json(found))
    else:
        tell_list(found)


def open_files(
    file: Annotated[str, typer.Argument(metavar=_FILE_METAVAR, help=tr("number of the file"))] = "",
    number: Annotated[
        str,
        typer.Option("--number", metavar="NUMBER", help=tr("ID number instead; - reads it from the input")),
    ] = "",
    person: Annotated[int | None, person_option()] = None,
    purpose: Annotated[str, purpose_option()] = "",
    incident: Annotated[str, incident_option()] = "",
    reason: Annotated[str, reason_option()] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    if bool(file) == bool(number):
        raise WrongUse(tr("Name the number of a file, or --number with an ID number."))
    request = request_of(purpose, incident, reason, _typed(number))
    with usable_store(store) as opened:
        by = _actor(opened)
        if file:
            found: tuple[CareFile, ...] = (
                care_file(opened, _whole(file), request, by=by, zone=settings.zone),
            )
        else:
            with asking_which(opened, request, by=by, as_json=as_json):
                found = care_of_person(opened, request, which=person, by=by, zone=settings.zone)
    if as_json:
        print_json({"files": [file_json(one, settings.zone) for one in found]})
    elif not found:
        terminal().print(tr("No care file for this account."), markup=False)
    else:
        for one in found:
            tell_file(one, settings.zone)


def enrol(
    number: Annotated[
        str,
        typer.Argument(metavar="NUMBER", help=tr("ID number; - reads it from the standard input")),
    ],
    programme: Annotated[str, typer.Option(metavar="KEY", help=tr("programme, see “care programmes”"))],
    until: Annotated[str, typer.Option(metavar="DATE", help=tr("last day of the file"))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=tr("why the person needs help"))],
    consent: Annotated[str, typer.Option(metavar="WORD", help=tr("person, guardian or none"))] = "none",
    consent_on: Annotated[str, typer.Option(metavar="DATE", help=tr("day of the consent"))] = "",
    begins: Annotated[str, typer.Option(metavar="DATE", help=tr("first day; today without it"))] = "",
    know: Annotated[
        str, typer.Option(metavar="LOGINS", help=tr("accounts that may see it too, with commas between"))
    ] = "",
    person: Annotated[int | None, person_option()] = None,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    if consent not in list(Consent):
        raise WrongUse(tr("“{text}” is no consent: person, guardian or none").format(text=consent))
    wish = Enrolment(
        _typed(number),
        programme,
        reason,
        _day(until),
        _day(begins) if begins else None,
        Consent(consent),
        _day(consent_on) if consent_on else None,
        tuple(login.strip() for login in know.split(",") if login.strip()),
        person,
    )
    with usable_store(store) as opened:
        by, asked = _actor(opened), LookupRequest(wish.number, Purpose.SERVICE, reason=reason)
        with asking_which(opened, asked, by=by, as_json=as_json):
            file_id = enrol_person(opened, wish, by=by, zone=load_settings().zone)
    _tell_done(file_id, tr("Care file no. {id} is open."), as_json)


def renew_file(
    file: Annotated[int, typer.Argument(metavar=_FILE_METAVAR, help=tr("number of the file"))],
    until: Annotated[str, typer.Option(metavar="DATE", help=tr("new last day"))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=tr("why it goes on"))],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    day = _day(until)
    _act(store, lambda session, **who: renew(session, file, day, reason, **who))
    _tell_done(file, tr("Care file no. {id} is renewed."), as_json)


def end_file(
    file: Annotated[int, typer.Argument(metavar=_FILE_METAVAR, help=tr("number of the file"))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=tr("why it ends"))],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    _act(store, lambda session, **who: end_care(session, file, reason, **who))
    _tell_done(file, tr("Care file no. {id} has ended."), as_json)


def grant_file(
    file: Annotated[int, typer.Argument(metavar=_FILE_METAVAR, help=tr("number of the file"))],
    login: Annotated[str, typer.Argument(metavar="LOGIN", help=tr("account"))],
    until: Annotated[str, typer.Option(metavar="DATE", help=tr("last day of knowing; else the file's"))] = "",
    off: Annotated[bool, typer.Option("--off", help=tr("take the account off the list"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    last = _day(until) if until else None
    if off:
        _act(store, lambda session, **who: revoke(session, file, login, **who))
    else:
        _act(store, lambda session, **who: grant(session, file, login, last, **who))
    _tell_done(file, tr("The list of care file no. {id} is changed."), as_json)


def visit(
    file: Annotated[int, typer.Argument(metavar=_FILE_METAVAR, help=tr("number of the file"))],
    plan: Annotated[str, typer.Option(metavar="DATE", help=tr("plan a visit on this day"))] = "",
    who: Annotated[str, typer.Option(metavar="LOGIN", help=tr("who visits; you without it"))] = "",
    made: Annotated[str, typer.Option(metavar="DATE", help=tr("a visit was made on this day"))] = "",
    outcome: Annotated[str, typer.Option(metavar="WORD", help=tr("what it came to: met, phoned …"))] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help=tr("what was seen and said"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    if bool(plan) == bool(made):
        raise WrongUse(tr("Name --plan with a day, or --made with a day and --outcome."))
    if plan:
        day = _day(plan)
        _act(store, lambda session, **by: plan_visit(session, file, day, who, **by))
    else:
        told = VisitMade(_day(made), outcome, note)
        _act(store, lambda session, **by: record_visit(session, file, told, **by))
    _tell_done(file, tr("Written into care file no. {id}."), as_json)


def benefit(
    file: Annotated[int, typer.Argument(metavar=_FILE_METAVAR, help=tr("number of the file"))],
    kind: Annotated[str, typer.Option(metavar="WORD", help=tr("allowance, relief, goods …"))],
    amount: Annotated[str, typer.Option(metavar="TEXT", help=tr("what and how much"))],
    decided_by: Annotated[str, typer.Option(metavar="TEXT", help=tr("the office that decided"))],
    begins: Annotated[str, typer.Option("--from", metavar="DATE", help=tr("from this day"))],
    until: Annotated[str, typer.Option(metavar="DATE", help=tr("to this day"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    given = BenefitGiven(kind, amount, _day(begins), _day(until) if until else None, decided_by)
    _act(store, lambda session, **who: record_benefit(session, file, given, **who))
    _tell_done(file, tr("Written into care file no. {id}."), as_json)


def _act(store: str, act: Callable[..., None]) -> None:
    settings = load_settings()
    with usable_store(store) as opened, opened.begin() as session:
        by: Actor = acting_account(session, settings.account)
        now: datetime = store_time(session)
        act(session, by=by, now=now, zone=settings.zone)


def _actor(opened: Store) -> Actor:
    session: Session
    with opened.read() as session:
        return acting_account(session, load_settings().account)


def _day(text: str) -> date:
    return read_day(text, zone=load_settings().zone, now=utc_now())


def _typed(number: str) -> str:
    return sys.stdin.readline().strip() if number == _FROM_INPUT else number


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise WrongUse(tr("“{text}” is no number of a file").format(text=text))
    return int(text)


def _tell_done(file_id: int, sentence: str, as_json: bool) -> None:
    answer: dict[str, Any] = {"file": file_id}
    if as_json:
        print_json(answer)
    else:
        terminal().print(sentence.format(id=file_id), markup=False)
