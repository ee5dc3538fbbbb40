"""Fills the ports of a desk: plain callables that open their own sessions on the store, within one area."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import partial
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.desk.asking import asking, counting
from gridcenter.desk.attachments import attachment_ports
from gridcenter.desk.cards import card_ports
from gridcenter.desk.flows import flow_ports
from gridcenter.desk.importing import batch_ports, import_ports
from gridcenter.desk.intake import DeskIntake
from gridcenter.desk.keeping import keeping_ports
from gridcenter.desk.ledgers import care_ports, ledger_ports
from gridcenter.desk.merging import merging_ports
from gridcenter.desk.moves import acting, acting_once, reopening
from gridcenter.desk.population import population_ports
from gridcenter.desk.privacy import privacy_ports
from gridcenter.desk.rechecks import recheck_ports
from gridcenter.desk.registers import check_ports, roll_ports
from gridcenter.desk.routing import routing_ports
from gridcenter.desk.signed_in import SignedInStore
from gridcenter.desk.subjects import subject_telling
from gridcenter.desk.supervision import supervision_ports
from gridcenter.desk.units import unit_ports
from gridcenter.desktop.map.kept_district import kept_district
from gridcenter.desktop.ports import Actions, DeskPorts, Questions
from gridcenter.domain.adjustments import AdjustmentRow
from gridcenter.domain.board import Filter
from gridcenter.domain.corrections import CorrectionPreview
from gridcenter.domain.evaluations import Awaited
from gridcenter.domain.indicators import TodayFigures
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.people import Actor
from gridcenter.domain.places import DistrictMap, FoundPlace
from gridcenter.services import indicators, lookup
from gridcenter.services.adjustment_choices import act_on_application, adjustment_choices
from gridcenter.services.adjustments import apply_for
from gridcenter.services.card_choices import act_on_card, card_choices
from gridcenter.services.card_rules import card_rules
from gridcenter.services.correction_choices import correction_choices
from gridcenter.services.corrections import correction_preview
from gridcenter.services.desk_facts import store_contents, store_facts
from gridcenter.services.desk_incident import desk_incident
from gridcenter.services.evaluations import awaiting_evaluation
from gridcenter.services.flows import flow_version
from gridcenter.services.incident_numbers import incident_with_number
from gridcenter.services.merge_choices import merge_choices
from gridcenter.services.moves import move_choices
from gridcenter.services.papers import paper_templates
from gridcenter.services.people_access import people_access
from gridcenter.services.people_search import look_up_listed, look_up_number, search_people
from gridcenter.services.places import find_places
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.services.reopening import reopen_choices
from gridcenter.services.steps import take_step
from gridcenter.store.adjustments import pending_adjustments
from gridcenter.store.audit import own_lines
from gridcenter.store.calendars import working_calendar
from gridcenter.store.cards import awaited_cards
from gridcenter.store.engine import Store, store_time
from gridcenter.store.figures import today_figures
from gridcenter.store.figures_indicators import indicator_definitions
from gridcenter.store.grid_details import grid_detail
from gridcenter.store.places import district_map


def desk_ports(store: Store, actor: Actor, zone: ZoneInfo) -> DeskPorts:
    """Fill the ports; they refuse from the moment at which the account is switched off, or its role or area changed."""
    store = SignedInStore(store, actor)
    intake = DeskIntake(store, actor)
    return DeskPorts(
        actor,
        _questions(store, actor, zone, intake),
        _actions(store, actor, zone, intake),
        attachment_ports(store, actor),
        supervision_ports(store, actor, zone),
        merging=merging_ports(store, actor),
        routing=routing_ports(store, actor),
        flows=flow_ports(store, actor),
        rechecks=recheck_ports(store, actor),
        units=unit_ports(store, actor),
        catalogue=record_catalogue(),
        tell_subject=subject_telling(store, actor, zone),
        keeping=keeping_ports(store, actor, zone),
        ledgers=ledger_ports(store, actor, zone),
        care=care_ports(store, actor, zone),
        imports=import_ports(store, actor, zone),
        batches=batch_ports(store, actor),
        cards=card_ports(store, actor, zone),
        checks=check_ports(store, actor),
        rolls=roll_ports(store, actor, zone),
        population=population_ports(store, actor),
        privacy=privacy_ports(store, actor, zone),
        purposes=people_access().purposes_of(actor.role),
    )


def _questions(store: Store, actor: Actor, zone: tzinfo, intake: DeskIntake) -> Questions:
    ask = partial(asking, store)
    counted = partial(counting, store, zone)
    return Questions(
        facts=ask(store_facts),
        district=ask(partial(_district, area=actor.area)),
        today=ask(partial(_today, area=actor.area, zone=zone)),
        incident=ask(partial(desk_incident, area=actor.area)),
        moves=ask(partial(_choices, by=actor)),
        applications=ask(partial(_applications, area=actor.area)),
        cards=ask(partial(awaited_cards, area=actor.area, rules=card_rules())),
        grid=ask(grid_detail),
        find_place=ask(partial(_find, area=actor.area)),
        indicators=ask(indicator_definitions),
        indicator_values=counted(indicators.indicator_values),
        indicator_series=counted(indicators.indicator_series),
        indicator_by_area=counted(indicators.indicator_by_area),
        indicator_rows=counted(indicators.rows_behind),
        closing_times=counted(indicators.closing_times),
        find_category=intake.find_category,
        read_categories_anew=intake.read_categories_anew,
        sources=intake.sources,
        chosen_flows=intake.chosen_flows,
        duplicates=intake.duplicates,
        unit_preview=intake.unit_preview,
        correction=ask(partial(_preview, by=actor)),
        kept_draft=intake.kept_draft,
        find_number=ask(partial(incident_with_number, by=actor)),
        contents=ask(store_contents),
        papers=lambda: tuple(paper_templates().values()),
        my_lookups=ask(partial(own_lines, account_id=actor.account_id)),
        calendar=ask(working_calendar),
    )


def _actions(store: Store, actor: Actor, zone: tzinfo, intake: DeskIntake) -> Actions:
    return Actions(
        take_step=acting(store, actor, take_step),
        reopen=reopening(store, actor),
        apply_for=acting_once(store, actor, apply_for),
        decide=acting(store, actor, act_on_application),
        act_on_card=acting_once(store, actor, act_on_card),
        report=intake.report,
        keep_draft=intake.keep_draft,
        take_draft=intake.take_draft,
        drop_draft=intake.drop_draft,
        look_up=partial(look_up_number, store, by=actor),
        search_people=partial(search_people, store, by=actor),
        look_up_listed=partial(look_up_listed, store, by=actor),
        reveal=partial(lookup.reveal, store, by=actor),
        print_paper=partial(_print, store, actor, zone),
    )


def _print(store: Store, actor: Actor, zone: tzinfo, kind: str, incident_id: int, out: Path) -> Path:
    printing = import_module("gridcenter.services.printing")  # heavy: no window waits for it
    written: Path = printing.print_paper(store, kind, incident_id, out, by=actor, zone=zone)
    return written


def _district(session: Session, *, area: str) -> DistrictMap:
    """Prepare the maps' document at once: it is at hand when the first page stands."""
    district = district_map(session, area=area)
    kept_district(district)
    return district


def _today(session: Session, chosen: Filter, *, area: str, zone: tzinfo) -> TodayFigures:
    return today_figures(session, area=area, filter=chosen, now=store_time(session), zone=zone)


def awaiting_applications(store: Store, actor: Actor) -> Callable[[], Sequence[AdjustmentRow]]:
    """Return what asks for the applications of the actor's area that await a decision."""
    return asking(store, partial(_applications, area=actor.area))


def awaiting_evaluations(store: Store, actor: Actor) -> Callable[[int], Awaited]:
    """Return what asks for the newest closed incidents that the actor's role has not evaluated yet."""

    def ask(most: int) -> Awaited:
        with store.read() as session:
            return awaiting_evaluation(session, by=actor, now=store_time(session), limit=most)

    return ask


def _applications(session: Session, *, area: str) -> Sequence[AdjustmentRow]:
    return pending_adjustments(session, area=area, flows=partial(flow_version, session))


def _choices(session: Session, incident_id: int, *, by: Actor) -> Sequence[MoveChoice]:
    now = store_time(session)
    again = reopen_choices(session, incident_id, by=by, now=now)
    corrections = correction_choices(session, incident_id, by=by, now=now)
    decisions = adjustment_choices(session, incident_id, by=by)
    moves, cards = move_choices(session, incident_id, by=by), card_choices(session, incident_id, by=by)
    merges = merge_choices(session, incident_id, by=by)
    return [*decisions, *moves, *again, *corrections, *merges, *cards]


def _preview(
    session: Session, incident_id: int, action: str, inputs: dict[str, str], *, by: Actor
) -> CorrectionPreview:
    return correction_preview(session, incident_id, action, inputs, by=by, now=store_time(session))


def _find(session: Session, text: str, *, area: str) -> list[FoundPlace]:
    return find_places(session, text, area=area)
