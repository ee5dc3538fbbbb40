"""Fills the ports of a desk: plain callables that open their own sessions on the store, within one area."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.desk_attachments import attachment_ports
from gridcenter.desk_flows import flow_ports
from gridcenter.desk_intake import DeskIntake
from gridcenter.desk_merging import merging_ports
from gridcenter.desk_rechecks import recheck_ports
from gridcenter.desk_routing import routing_ports
from gridcenter.desk_supervision import supervision_ports
from gridcenter.desk_units import unit_ports
from gridcenter.desktop.map.kept_district import kept_district
from gridcenter.desktop.ports import Actions, DeskPorts, Questions
from gridcenter.domain.adjustments import AdjustmentRow
from gridcenter.domain.board import Filter
from gridcenter.domain.indicators import TodayFigures
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.people import Actor
from gridcenter.domain.places import DistrictMap, FoundPlace
from gridcenter.services import indicators, lookup
from gridcenter.services.adjustment_choices import act_on_application, adjustment_choices
from gridcenter.services.adjustments import apply_for
from gridcenter.services.card_choices import act_on_card, card_choices
from gridcenter.services.card_rules import card_rules
from gridcenter.services.desk_facts import store_contents, store_facts
from gridcenter.services.desk_incident import desk_incident
from gridcenter.services.flows import flow_version
from gridcenter.services.merge_choices import merge_choices
from gridcenter.services.moves import move_choices
from gridcenter.services.papers import paper_templates
from gridcenter.services.places import find_places
from gridcenter.services.reopening import reopen_choices, reopen_incident
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

P = ParamSpec("P")
T = TypeVar("T")


def desk_ports(store: Store, actor: Actor, zone: ZoneInfo) -> DeskPorts:
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
    )


def _questions(store: Store, actor: Actor, zone: tzinfo, intake: DeskIntake) -> Questions:
    ask = partial(_asking, store)
    counted = partial(_counting, store, zone)
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
        duplicates=intake.duplicates,
        kept_draft=intake.kept_draft,
        contents=ask(store_contents),
        papers=lambda: tuple(paper_templates().values()),
        my_lookups=ask(partial(own_lines, account_id=actor.account_id)),
        calendar=ask(working_calendar),
    )


def _actions(store: Store, actor: Actor, zone: tzinfo, intake: DeskIntake) -> Actions:
    def step(incident_id: int, version: int, action: str, inputs: dict[str, str]) -> int:
        with store.begin() as session:
            return take_step(
                session,
                incident_id,
                version=version,
                action=action,
                inputs=inputs,
                by=actor,
                now=store_time(session),
            )

    def card(incident_id: int, version: int, action: str, inputs: dict[str, str], key: str) -> int:
        with store.begin() as session:
            return act_on_card(
                session,
                incident_id,
                version=version,
                action=action,
                inputs=inputs,
                by=actor,
                now=store_time(session),
                key=key,
            )

    def reopen(incident_id: int, reason: str, key: str) -> int:
        with store.begin() as session:
            now = store_time(session)
            return reopen_incident(session, incident_id, reason=reason, by=actor, now=now, key=key)

    def apply(incident_id: int, version: int, action: str, inputs: dict[str, str], key: str) -> int:
        with store.begin() as session:
            return apply_for(
                session,
                incident_id,
                version=version,
                action=action,
                inputs=inputs,
                by=actor,
                now=store_time(session),
                key=key,
            )

    def decide(incident_id: int, version: int, action: str, inputs: dict[str, str]) -> int:
        with store.begin() as session:
            return act_on_application(
                session,
                incident_id,
                version=version,
                action=action,
                inputs=inputs,
                by=actor,
                now=store_time(session),
            )

    return Actions(
        take_step=step,
        reopen=reopen,
        apply_for=apply,
        decide=decide,
        act_on_card=card,
        report=intake.report,
        keep_draft=intake.keep_draft,
        take_draft=intake.take_draft,
        drop_draft=intake.drop_draft,
        look_up=partial(lookup.look_up, store, by=actor),
        reveal=partial(lookup.reveal, store, by=actor),
        print_paper=partial(_print, store, actor, zone),
    )


def _print(store: Store, actor: Actor, zone: tzinfo, kind: str, incident_id: int, out: Path) -> Path:
    printing = import_module("gridcenter.services.printing")  # heavy: no window waits for it
    written: Path = printing.print_paper(store, kind, incident_id, out, by=actor, zone=zone)
    return written


def _asking(store: Store, query: Callable[Concatenate[Session, P], T]) -> Callable[P, T]:
    """Return the query as a question that reads in a session of its own."""

    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        with store.read() as session:
            return query(session, *args, **kwargs)

    return ask


def _counting(store: Store, zone: tzinfo, query: Callable[..., T]) -> Callable[..., T]:
    """Return the query as a question that cuts days by the district's zone and ends at the store's time."""

    def ask(*args: object) -> T:
        with store.read() as session:
            return query(session, *args, zone=zone, now=store_time(session))

    return ask


def _district(session: Session, *, area: str) -> DistrictMap:
    """Prepare the maps' document at once: it is at hand when the first page stands."""
    district = district_map(session, area=area)
    kept_district(district)
    return district


def _today(session: Session, chosen: Filter, *, area: str, zone: tzinfo) -> TodayFigures:
    return today_figures(session, area=area, filter=chosen, now=store_time(session), zone=zone)


def _applications(session: Session, *, area: str) -> Sequence[AdjustmentRow]:
    return pending_adjustments(session, area=area, flows=partial(flow_version, session))


def _choices(session: Session, incident_id: int, *, by: Actor) -> Sequence[MoveChoice]:
    again = reopen_choices(session, incident_id, by=by, now=store_time(session))
    decisions = adjustment_choices(session, incident_id, by=by)
    moves, cards = move_choices(session, incident_id, by=by), card_choices(session, incident_id, by=by)
    return [*decisions, *moves, *again, *merge_choices(session, incident_id, by=by), *cards]


def _find(session: Session, text: str, *, area: str) -> list[FoundPlace]:
    return find_places(session, text, area=area)
