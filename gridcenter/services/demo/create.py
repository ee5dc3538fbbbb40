"""Making a demo store: ground, staff, registers and half a year of incidents, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from gridcenter.domain.errors import StoreRefused
from gridcenter.language import tr
from gridcenter.services.accounts import FIRST_LOGIN
from gridcenter.services.demo.bringing_in import write_batches
from gridcenter.services.demo.buildings import Building, place_buildings, place_components
from gridcenter.services.demo.cards import write_cards
from gridcenter.services.demo.caring import write_care
from gridcenter.services.demo.cases import Spot
from gridcenter.services.demo.checks import write_checks
from gridcenter.services.demo.closing import write_rechecks
from gridcenter.services.demo.correcting import write_corrections
from gridcenter.services.demo.dwellings import build_dwellings
from gridcenter.services.demo.geometry import lay_ground
from gridcenter.services.demo.half_year import HalfYear
from gridcenter.services.demo.handing import pass_around, write_demo_handover
from gridcenter.services.demo.households import draw_residents
from gridcenter.services.demo.identities import draw_identities
from gridcenter.services.demo.joint import write_joint_handling
from gridcenter.services.demo.keeping import write_keeping
from gridcenter.services.demo.kinds import load_kinds
from gridcenter.services.demo.lives import write_lives, write_ties
from gridcenter.services.demo.look_ups import write_look_ups
from gridcenter.services.demo.merging import write_callers, write_merged
from gridcenter.services.demo.naming import NamedGround, name_ground, word_list
from gridcenter.services.demo.organisation_sources import write_second_sources
from gridcenter.services.demo.population import write_population_changes
from gridcenter.services.demo.reminders import write_acknowledgements
from gridcenter.services.demo.reporting import Pen
from gridcenter.services.demo.routing import write_routing
from gridcenter.services.demo.saved_filters import write_saved_filters
from gridcenter.services.demo.scenery import draw_scenery
from gridcenter.services.demo.sizes import PLANS, DemoPlan, DemoSize
from gridcenter.services.demo.staff import Staff, appoint_staff
from gridcenter.services.demo.tracing import FlowRules
from gridcenter.services.demo.writing_incidents import write_half_year
from gridcenter.services.demo.writing_places import (
    write_backdrop,
    write_components,
    write_divisions,
    write_grids,
    write_staff,
)
from gridcenter.services.demo.writing_registers import write_organisations, write_people, write_premises
from gridcenter.services.flows import flow
from gridcenter.services.garbage import without_cycle_search
from gridcenter.services.progress import OnProgress, Progress, unwatched
from gridcenter.services.reference import load_reference
from gridcenter.store.announcing import note_change
from gridcenter.store.audit import ensure_audit_key
from gridcenter.store.bulk import is_empty, take_ids
from gridcenter.store.calendars import working_calendar
from gridcenter.store.codes import set_store_fact
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Division, Grid, Incident, Person, Scope, Unit
from gridcenter.store.person_rows import persons_count
from gridcenter.store.schema import await_administrators

DEFAULT_SEED = 7


@dataclass(frozen=True, slots=True)
class DemoTally:
    """What a demo store holds."""

    communities: int
    grids: int
    buildings: int
    components: int
    persons: int
    incidents: int


def create_demo(
    store: Store,
    *,
    size: DemoSize,
    seed: int = DEFAULT_SEED,
    now: datetime,
    progress: OnProgress = unwatched,
) -> DemoTally:
    """Fill an empty store of the current schema; everything is synthetic and the store says so.

    One transaction: a failure, or a `Cancelled` raised by `progress`, leaves the store as it was. The same size,
    seed and minute of `now` give the same store.

    Raises:
        StoreRefused: The store holds data already.
    """
    plan = PLANS[size]
    with without_cycle_search(), store.begin() as session:
        await_administrators(session.connection())
        _refuse_data(session, store.address)
        tally = _fill(session, plan, seed, now, progress)
        for kind in ("division", "grid", "unit", "incident", "card", "adjustment", "handover", "recheck"):
            note_change(session, kind)
    with store.connect() as connection:
        connection.execute(text("ANALYZE"))
    return tally


def _refuse_data(session: Session, address: str) -> None:
    if all(is_empty(session, model) for model in (Division, Grid, Unit, Person, Incident)):
        return
    raise StoreRefused(
        tr(
            "The store at {address} holds data already, and a demo is never mixed with it. "
            "Name a new store: gridcenter demo --store demo.db"
        ).format(address=address)
    )


def _fill(session: Session, plan: DemoPlan, seed: int, now: datetime, progress: OnProgress) -> DemoTally:
    pen = Pen(session, progress)
    load_reference(session)
    ensure_audit_key(session)
    progress(Progress(tr("map"), 0, plan.grids))
    ground = lay_ground(plan, seed)
    named = name_ground(ground, plan, seed)
    scenery = draw_scenery(ground, seed)
    _state_facts(session, named)
    write_divisions(pen, named)
    write_grids(pen, named, seed=seed, now=now)
    write_backdrop(pen, named, scenery)
    staff = _staff(session, named, seed)
    write_staff(pen, staff)
    components = place_components(named, plan, seed)
    write_components(pen, named, components, staff, seed=seed)
    buildings = place_buildings(named, scenery, plan, seed)
    _settle(pen, plan, named, buildings, staff, seed=seed, now=now)
    incidents = write_half_year(
        session, _half_year(session, plan, named, buildings, staff, seed, now), progress
    )
    pass_around(session, staff, now=now)
    write_cards(session, staff, seed=seed, now=now)
    write_joint_handling(session, staff, seed=seed, now=now)
    write_routing(session, named, staff, now=now)
    incidents += write_rechecks(session, staff, seed=seed, now=now)
    write_demo_handover(session, staff, seed=seed, now=now)
    write_acknowledgements(session, staff, seed=seed, now=now)
    write_look_ups(session, staff, now=now)
    write_saved_filters(session, staff, now=now)
    write_care(session, named, staff, now=now)
    write_callers(session, seed=seed)
    incidents += write_merged(session, staff, seed=seed, now=now)
    write_corrections(session, staff, seed=seed, now=now)
    write_keeping(session, staff, seed=seed, now=now)
    write_second_sources(session, staff, seed=seed, now=now)
    write_checks(session, staff, seed=seed, now=now)
    write_population_changes(session, staff, seed=seed, now=now)
    write_batches(session, staff, now=now)
    return DemoTally(
        ground.communities,
        len(named.grids),
        len(buildings),
        len(components),
        persons_count(session),
        incidents,
    )


def _state_facts(session: Session, named: NamedGround) -> None:
    for key, value in (("title", named.title.zh), ("title_en", named.title.en), ("synthetic", "1")):
        set_store_fact(session, key, value)
    session.flush()


def _staff(session: Session, named: NamedGround, seed: int) -> Staff:
    """Appoint everybody; the nameless first account of a new store makes room for them."""
    first = session.scalar(select(Account.id).where(Account.login == FIRST_LOGIN))
    if first is not None:
        session.execute(delete(Scope).where(Scope.account_id == first))
        session.execute(delete(Account).where(Account.id == first))
    trial = appoint_staff(named, seed)
    units = take_ids(session, Unit, len(trial.units))
    accounts = take_ids(session, Account, len(trial.accounts))
    return appoint_staff(named, seed, first_unit=units[0], first_account=accounts[0])


def _settle(
    pen: Pen,
    plan: DemoPlan,
    named: NamedGround,
    buildings: list[Building],
    staff: Staff,
    *,
    seed: int,
    now: datetime,
) -> None:
    """Write houses and the people in them."""
    rng = np.random.default_rng([seed, 9])
    today = now.astimezone(ZoneInfo("Asia/Shanghai")).date()
    weights = [float(weight) for weight in word_list("people")["surnames"].values()]
    residents = draw_residents(rng, persons=plan.persons, surname_weights=weights)
    dwellings = build_dwellings(rng, buildings, households=residents.households)
    rooms, houses = write_premises(pen, named, buildings, dwellings)
    identities = draw_identities(rng, residents)
    write_people(pen, named, residents, identities, rooms, staff, seed=seed, today=today)
    write_organisations(pen, named, buildings, houses, seed=seed, today=today)
    write_ties(pen, seed=seed, today=today)
    write_lives(pen, seed=seed, today=today)


def _half_year(
    session: Session,
    plan: DemoPlan,
    named: NamedGround,
    buildings: list[Building],
    staff: Staff,
    seed: int,
    now: datetime,
) -> HalfYear:
    spots = [
        Spot(
            building.grid,
            named.grids[building.grid].code,
            named.grids[building.grid].parent_code,
            building.address,
            building.longitude,
            building.latitude,
        )
        for building in buildings
    ]
    rules = FlowRules(flow(), working_calendar(session))
    return HalfYear(plan, named, spots, staff, load_kinds(session, staff), rules, seed=seed, now=now)
