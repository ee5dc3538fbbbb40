"""The tables that are exported: headings like those of the import templates, rows in a useful order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from gridcenter.domain.masking import age_band, mask_address, mask_id_number, mask_name, mask_phone
from gridcenter.domain.names import Name
from gridcenter.domain.open_cards import by_incident, card_words
from gridcenter.domain.people import Actor
from gridcenter.domain.queue import in_order
from gridcenter.language import pick
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.kinds import TEMPLATES
from gridcenter.services.importing.report import Kind
from gridcenter.services.open_cards import open_cards
from gridcenter.services.responsibility_table import responsibility_table
from gridcenter.services.table_files import Heading, Row
from gridcenter.store.engine import store_time
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import (
    Category,
    Component,
    Division,
    Incident,
    IndicatorDefinition,
    Person,
    Standard,
    Unit,
)
from gridcenter.store.person_merges import is_merged
from gridcenter.store.standing_values import standing_value
from gridcenter.store.tables import table_of
from gridcenter.store.types import inside

PORTION = 500


def heading(kind: Kind, *keys: str) -> Heading:
    titles = {field.key: pick(field.title) for field in TEMPLATES[kind]}
    return tuple(titles[key] for key in keys)


def _divisions(session: Session, by: Actor, _zone: tzinfo) -> tuple[Heading, Iterable[Row]]:
    keys = ("code", "name", "name_en", "level", "parent_code", "edition")
    statement = select(*(getattr(Division, key) for key in keys)).where(inside(Division.code, by.area))
    return heading(Kind.DIVISIONS, *keys), session.execute(statement.order_by(Division.code))


def _units(session: Session, _by: Actor, _zone: tzinfo) -> tuple[Heading, Iterable[Row]]:
    parent = aliased(Unit)
    statement = (
        select(Unit.code, Unit.name, Unit.name_en, Unit.kind, parent.code, Unit.division_code)
        .join(parent, parent.id == Unit.parent_id, isouter=True)
        .order_by(Unit.code)
    )
    keys = ("code", "name", "name_en", "kind", "parent_code", "division_code")
    return heading(Kind.UNITS, *keys), session.execute(statement)


def _categories(session: Session, _by: Actor, _zone: tzinfo) -> tuple[Heading, Iterable[Row]]:
    parent = aliased(Category)
    statement = (
        select(Category.set_key, Category.code, Category.name, Category.name_en, parent.code)
        .join(parent, parent.id == Category.parent_id, isouter=True)
        .order_by(Category.set_key, Category.code)
    )
    keys = ("set", "code", "name", "name_en", "parent")
    return heading(Kind.CATEGORIES, *keys), session.execute(statement)


def _standards(session: Session, _by: Actor, _zone: tzinfo) -> tuple[Heading, Iterable[Row]]:
    statement = (
        select(
            Category.set_key,
            Category.code,
            Category.name,
            Standard.sequence,
            Standard.situation,
            Standard.handle_value,
            Standard.handle_unit,
            Standard.whole_value,
            Standard.whole_unit,
            Standard.source,
        )
        .join(Category, Category.id == Standard.category_id)
        .where(Standard.valid_until.is_(None))
        .order_by(Category.set_key, Category.code, Standard.sequence)
    )
    keys = (
        "set",
        "code",
        "name",
        "sequence",
        "situation",
        "value",
        "unit",
        "whole_value",
        "whole_unit",
        "source",
    )
    return heading(Kind.STANDARDS, *keys), session.execute(statement)


def _incident_columns() -> tuple[InstrumentedAttribute[Any], ...]:
    return (
        Incident.number,
        Incident.reported_at,
        Incident.closed_at,
        Incident.due_at,
        Incident.source_code,
        Category.code,
        Category.set_key,
        Incident.state,
        Incident.flow,
        Incident.flow_version,
        Incident.outcome,
        Incident.severity,
        Incident.urgent,
        Incident.vulnerable,
        Incident.description,
        Incident.address,
        Incident.longitude,
        Incident.latitude,
        Incident.approximate,
        Incident.grid_code,
        Incident.community_code,
        Unit.code,
        Category.name,
        Unit.name,
        Incident.recurrence,
        Incident.self_handled,
    )


INCIDENT_KEYS = (
    "number",
    "reported_at",
    "closed_at",
    "due_at",
    "source",
    "category",
    "category_set",
    "state",
    "flow",
    "flow_version",
    "outcome",
    "severity",
    "urgent",
    "vulnerable",
    "description",
    "address",
    "longitude",
    "latitude",
    "approximate",
    "grid_code",
    "community",
    "unit",
)


ONLY_SHOWN = (
    Name("类别名称", "category name"),
    Name("处置单位名称", "unit name"),
    Name("复发次数", "recurrence"),
    Name("自行处置", "handled on the spot"),
    Name("待复牌证", "open cards"),
    Name("最早复牌时限", "earliest reply due"),
)
"""What a file of incidents tells besides, and an import leaves alone."""


def _incidents(session: Session, by: Actor, zone: tzinfo) -> tuple[Heading, Iterable[Row]]:
    titles = (*heading(Kind.INCIDENTS, *INCIDENT_KEYS), *(pick(name) for name in ONLY_SHOWN))
    return titles, _incident_rows(session, by, zone)


def _incident_rows(session: Session, by: Actor, zone: tzinfo) -> Iterator[Row]:
    """Open ones in the order of the queue, then closed ones, the latest first."""
    now = store_time(session)
    queue = [row.id for row in in_order(open_incidents(session, area=by.area), now)]
    cards = by_incident(open_cards(session, area=by.area))
    for start in range(0, len(queue), PORTION):
        part = queue[start : start + PORTION]
        found = {row[0]: row[1:] for row in _incident_part(session, Incident.id.in_(part))}
        for number in part:
            if number in found:
                held = cards.get(number, ())
                due = min((card.due_at for card in held), default=None)
                yield _localised((*found[number], card_words(held, now), due), zone)
    closed = (Incident.closed_at.is_not(None), inside(Incident.community_code, by.area))
    for row in _incident_part(session, *closed):
        yield _localised((*row[1:], "", None), zone)


def _incident_part(session: Session, *conditions: ColumnElement[bool]) -> Iterator[tuple[Any, ...]]:
    statement = (
        select(Incident.id, *_incident_columns())
        .join(Category, Category.id == Incident.category_id)
        .join(Unit, Unit.id == Incident.unit_id, isouter=True)
        .where(*conditions)
        .order_by(Incident.closed_at.desc(), Incident.id)
    )
    yield from (tuple(row) for row in session.execute(statement.execution_options(yield_per=2000)))


def _localised(row: tuple[Any, ...], zone: tzinfo) -> tuple[Any, ...]:
    return tuple(_shown(cell, zone) for cell in row)


def _shown(cell: Any, zone: tzinfo) -> Any:
    if isinstance(cell, datetime):
        return cell.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, bool):
        return int(cell)
    return cell


PERSON_HEADING = (
    Field("name", Name("姓名", "name")),
    Field("id_number", Name("公民身份号码", "ID number")),
    Field("sex", Name("性别", "sex")),
    Field("age_band", Name("年龄段", "age band")),
    Field("phone", Name("联系电话", "phone")),
    Field("address", Name("现住址", "address")),
    Field("grid_code", Name("网格编码", "grid code")),
)


PersonLine = tuple[int, Row]
"""Who a row of the table is about, and its cells."""


def person_table(session: Session, by: Actor, zone: tzinfo) -> tuple[Heading, Iterator[PersonLine]]:
    """Return the masked residents; the caller writes into the audit whom a row names before it writes the row."""
    today = store_time(session).astimezone(zone).date()
    return tuple(pick(field.title) for field in PERSON_HEADING), _masked_persons(session, by, today)


def _masked_persons(session: Session, by: Actor, today: date) -> Iterator[PersonLine]:
    person = table_of(Person)
    told = ("id_number", "sex", "birth", "phone", "address")
    statement = (
        select(Person.id, Person.name, *(standing_value(person, name) for name in told), Person.grid_code)
        .where(inside(Person.community_code, by.area), ~is_merged(person.c.id))
        .order_by(Person.community_code, Person.id)
    )
    rows = session.execute(statement.execution_options(yield_per=2000))
    for key, name, number, sex, birth, phone, address, grid in rows:
        cells = (
            mask_name(name),
            mask_id_number(number or ""),
            sex,
            age_band(birth, today) if birth else "",
            mask_phone(phone),
            mask_address(address),
            grid or "",
        )
        yield key, cells


def _components(session: Session, by: Actor, _zone: tzinfo) -> tuple[Heading, Iterable[Row]]:
    statement = (
        select(
            Component.code,
            Component.name,
            Category.code,
            Category.name,
            Component.state,
            Unit.code,
            Component.grid_code,
            Component.community_code,
            Component.longitude,
            Component.latitude,
        )
        .join(Category, Category.id == Component.category_id)
        .join(Unit, Unit.id == Component.unit_id, isouter=True)
        .where(inside(Component.community_code, by.area))
        .order_by(Component.code)
    )
    names = (
        Name("部件标识码", "component code"),
        Name("名称", "name"),
        Name("类别编码", "category code"),
        Name("类别名称", "category name"),
        Name("状态", "state"),
        Name("主管单位编码", "unit code"),
        Name("网格编码", "grid code"),
        Name("社区代码", "community code"),
        Name("经度", "longitude"),
        Name("纬度", "latitude"),
    )
    return tuple(pick(name) for name in names), session.execute(statement)


def _indicators(session: Session, _by: Actor, _zone: tzinfo) -> tuple[Heading, Iterable[Row]]:
    row = IndicatorDefinition
    columns = (row.key, row.kind, row.name, row.name_en, row.numerator, row.denominator, row.formula)
    names = (
        Name("代码", "key"),
        Name("种类", "kind"),
        Name("指标名称", "indicator"),
        Name("英文名称", "English name"),
        Name("分子", "numerator"),
        Name("分母", "denominator"),
        Name("公式", "formula"),
    )
    statement = select(*columns).order_by(row.position, row.key)
    return tuple(pick(name) for name in names), session.execute(statement)


Table = Callable[[Session, Actor, tzinfo], tuple[Heading, Iterable[Row]]]
TABLES: dict[str, Table] = {
    "divisions": _divisions,
    "units": _units,
    "categories": _categories,
    "standards": _standards,
    "incidents": _incidents,
    "components": _components,
    "indicators": _indicators,
    "responsibility": responsibility_table,
}
