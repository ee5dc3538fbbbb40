"""Fills the ports of ledgers and care files: None for a role that has nothing to do with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from functools import partial
from importlib import import_module
from pathlib import Path

from gridcenter.desk.registers import watched
from gridcenter.desktop.ledger_ports import CarePorts, LedgerPorts
from gridcenter.desktop.register_ports import Watch
from gridcenter.domain.care import BenefitGiven, Consent, Enrolment, VisitMade
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.indicators import thousands
from gridcenter.domain.people import NOT_LOOKING_UP, Actor, LookupRequest, Purpose, SeveralHold
from gridcenter.domain.people_search import PeopleFound
from gridcenter.domain.register_ledgers import LedgerAreas, LedgerLine
from gridcenter.domain.typed_times import read_day
from gridcenter.language import tr
from gridcenter.services.care import end_care, enrol_person, grant, renew, revoke
from gridcenter.services.care_reading import care_file, care_list, look_up_in_care
from gridcenter.services.care_rules import care_rules
from gridcenter.services.care_visits import plan_visit, record_benefit, record_visit
from gridcenter.services.people_search import list_holders
from gridcenter.services.progress import Cancelled
from gridcenter.services.register_ledger_rules import ledger_kinds
from gridcenter.services.register_ledgers import ledger_areas, ledger_list, ledger_page, look_up_in_ledger
from gridcenter.store.engine import Store, store_time


def ledger_ports(store: Store, actor: Actor, zone: tzinfo) -> LedgerPorts | None:
    if not any(actor.role in kind.counters for kind in ledger_kinds().values()):
        return None

    def ledgers() -> Sequence[LedgerLine]:
        with store.read() as session:
            return ledger_list(session, by=actor, now=store_time(session), zone=zone)

    def areas(code: str, area: str) -> LedgerAreas:
        with store.read() as session:
            return ledger_areas(session, code, area, by=actor, now=store_time(session), zone=zone)

    return LedgerPorts(
        ledgers=ledgers,
        areas=areas,
        page=lambda code, area, request, after: ledger_page(
            store, code, area, request, after=after, by=actor, zone=zone
        ),
        look_up=partial(look_up_in_ledger, store, by=actor),
        export=partial(_export, store, actor, zone),
    )


def _export(
    store: Store,
    actor: Actor,
    zone: tzinfo,
    code: str,
    area: str,
    out: Path,
    request: LookupRequest,
    watch: Watch,
) -> str:
    exporting = import_module("gridcenter.services.register_ledger_export")  # heavy: no window waits for it
    try:
        made = exporting.export_ledger(
            store, code, area, out, request, by=actor, zone=zone, progress=watched(watch)
        )
    except Cancelled:
        raise RuleBroken(tr("Stopped: no file was written, and the audit says so.")) from None
    sentence = tr("Written: {file}, rows {n}, export {serial}")
    return sentence.format(file=made.file, n=thousands(made.rows), serial=made.serial)


def care_ports(store: Store, actor: Actor, zone: tzinfo) -> CarePorts | None:
    if actor.role in NOT_LOOKING_UP or not care_rules().known_to(actor.role):
        return None
    return CarePorts(
        rules=care_rules(),
        files=partial(care_list, store, by=actor, zone=zone),
        open=partial(care_file, store, by=actor, zone=zone),
        look_up=partial(look_up_in_care, store, by=actor, zone=zone),
        enrol=partial(_enrol, store, actor, zone),
        act=partial(_act, store, actor, zone),
    )


Day = Callable[[str], date]


def _enrol(store: Store, actor: Actor, zone: tzinfo, inputs: dict[str, str]) -> int | PeopleFound:
    """Open the file, or return the masked list of those among whom `person` has to say which one is meant."""
    wish = _wish(store, zone, inputs)
    try:
        return enrol_person(store, wish, by=actor, zone=zone)
    except SeveralHold as several:
        asked = LookupRequest(wish.number, Purpose.SERVICE, reason=wish.reason)
        return list_holders(store, several, asked, by=actor)


def _wish(store: Store, zone: tzinfo, inputs: dict[str, str]) -> Enrolment:
    day = _days(store, zone)
    consented = inputs.get("consent_on", "").strip()
    programme = inputs["programme"]
    known = care_rules().programmes.get(programme)
    return Enrolment(
        inputs["number"],
        programme,
        inputs["reason"],
        day(inputs["until"]),
        None,
        known.consent if known is not None and consented else Consent.NONE,
        day(consented) if consented else None,
        tuple(login for login in inputs.get("know", "").replace("，", ",").replace(",", " ").split()),
        int(inputs["person"]) if inputs.get("person") else None,
    )


def _act(store: Store, actor: Actor, zone: tzinfo, action: str, file_id: int, inputs: dict[str, str]) -> None:
    day = _days(store, zone)
    with store.begin() as session:
        work = ACTS[action](file_id, inputs, day)
        work(session, by=actor, now=store_time(session), zone=zone)


def _days(store: Store, zone: tzinfo) -> Day:
    with store.read() as session:
        now: datetime = store_time(session)
    return partial(read_day, zone=zone, now=now)


Act = Callable[[int, dict[str, str], Day], Callable[..., None]]


def _renew(file_id: int, said: dict[str, str], day: Day) -> Callable[..., None]:
    return _first(renew, file_id, day(said["until"]), said["reason"])


def _end(file_id: int, said: dict[str, str], _day: Day) -> Callable[..., None]:
    return _first(end_care, file_id, said["reason"])


def _grant(file_id: int, said: dict[str, str], day: Day) -> Callable[..., None]:
    until = said.get("until", "").strip()
    return _first(grant, file_id, said["login"].strip(), day(until) if until else None)


def _revoke(file_id: int, said: dict[str, str], _day: Day) -> Callable[..., None]:
    return _first(revoke, file_id, said["login"].strip())


def _plan(file_id: int, said: dict[str, str], day: Day) -> Callable[..., None]:
    return _first(plan_visit, file_id, day(said["on"]), said.get("login", "").strip())


def _visit(file_id: int, said: dict[str, str], day: Day) -> Callable[..., None]:
    made = VisitMade(day(said["on"]), said["outcome"], said.get("note", ""))
    return _first(record_visit, file_id, made)


def _benefit(file_id: int, said: dict[str, str], day: Day) -> Callable[..., None]:
    until = said.get("until", "").strip()
    last = day(until) if until else None
    given = BenefitGiven(said["kind"], said["amount"], day(said["on"]), last, said["decided_by"])
    return _first(record_benefit, file_id, given)


def _first(act: Callable[..., None], *told: object) -> Callable[..., None]:
    """Return the act with the session before what it is told."""
    return lambda session, **who: act(session, *told, **who)


ACTS: dict[str, Act] = {
    "renew": _renew,
    "end": _end,
    "grant": _grant,
    "revoke": _revoke,
    "plan": _plan,
    "visit": _visit,
    "benefit": _benefit,
}
