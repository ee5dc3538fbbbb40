"""The tables a new store starts with: codes, categories, standards, calendars and indicators from `db/codes`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from gridcenter.domain.calendars import WorkingCalendar, span
from gridcenter.paths import asset
from gridcenter.services.code_tables import table_lines
from gridcenter.store.bulk import take_ids
from gridcenter.store.models import (
    Calendar,
    CalendarDay,
    Category,
    CodeEntry,
    CodeSet,
    IndicatorDefinition,
    Standard,
    Table,
)

STANDARDS_FROM = date(2026, 1, 1)
OFFICE = "office"
"""Key of the working calendar that every new store has."""


def load_reference(session: Session) -> None:
    """Fill the reference tables of a new store; a table that has rows already is left as its centre made it.

    The caller owns the transaction.
    """
    for model, rows in (
        (CodeSet, _code_sets),
        (CodeEntry, _code_entries),
        (IndicatorDefinition, _indicators),
        (Calendar, _calendars),
        (CalendarDay, _calendar_days),
    ):
        if _is_empty(session, model):
            session.execute(insert(model), list(rows()))
    if _is_empty(session, Category):
        session.execute(insert(Category), _categories(session))
    if _is_empty(session, Standard):
        session.execute(insert(Standard), _standards(session))


def _is_empty(session: Session, model: type[Table]) -> bool:
    return not session.scalar(select(func.count()).select_from(model))


def _code_sets() -> Iterator[dict[str, Any]]:
    for line in table_lines("code_sets"):
        yield {
            "key": line["key"],
            "name": line["name_zh"],
            "name_en": line["name_en"],
            "edition": line["edition"],
            "source": line["source"],
        }


def _code_entries() -> Iterator[dict[str, Any]]:
    for position, line in enumerate(table_lines("code_entries")):
        yield {
            "set_key": line["set"],
            "code": line["code"],
            "name": line["name_zh"],
            "name_en": line["name_en"],
            "parent_code": line["parent"],
            "position": position,
        }


def _indicators() -> Iterator[dict[str, Any]]:
    for position, line in enumerate(table_lines("indicators")):
        rate = line["kind"] == "rate"
        yield {
            "key": line["key"],
            "kind": line["kind"],
            "name": line["name_zh"],
            "name_en": line["name_en"],
            "numerator": line["numerator"],
            "denominator": line["denominator"],
            "formula": f"{line['numerator']} / {line['denominator']}" if rate else line["key"],
            "position": position,
            "valid_from": STANDARDS_FROM,
        }


@cache
def _calendar_file() -> list[dict[str, Any]]:
    read: dict[str, Any] = yaml.safe_load(asset("db/codes/calendars.yaml").read_text("utf-8"))
    calendars: list[dict[str, Any]] = read["calendars"]
    return calendars


def _calendars() -> Iterator[dict[str, Any]]:
    for one in _calendar_file():
        yield {
            "key": one["key"],
            "family": one["key"],
            "name": one["name"]["zh"],
            "name_en": one["name"]["en"],
            "zone": one["zone"],
            "spans": one["spans"],
            "weekdays": one["weekdays"],
            "years": " ".join(str(year) for year in one["years"]),
        }


def _calendar_days() -> Iterator[dict[str, Any]]:
    for one in _calendar_file():
        for holiday in one["holidays"]:
            shared = {"calendar_key": one["key"], "name": holiday["name"]}
            for offset in range((holiday["to"] - holiday["from"]).days + 1):
                yield shared | {"day": holiday["from"] + timedelta(days=offset), "working": False}
            for day in holiday.get("makeup", ()):
                yield shared | {"day": day, "working": True}


def shipped_calendar(key: str = OFFICE) -> WorkingCalendar:
    """Return a calendar as a new store would hold it, for work without a store."""
    row = next(one for one in _calendars() if one["key"] == key)
    days = [one for one in _calendar_days() if one["calendar_key"] == key]
    return WorkingCalendar(
        zone=row["zone"],
        spans=tuple(span(text) for text in row["spans"].split()),
        weekdays=frozenset(int(digit) for digit in row["weekdays"]),
        holidays=frozenset(one["day"] for one in days if not one["working"]),
        makeup=frozenset(one["day"] for one in days if one["working"]),
        years=frozenset(int(year) for year in row["years"].split()),
    )


def _categories(session: Session) -> list[dict[str, Any]]:
    """Number the nodes in file order, parents before children."""
    lines = list(table_lines("categories"))
    numbers: dict[tuple[str, str], int] = {}
    majors: dict[int, int] = {}
    rows: list[dict[str, Any]] = []
    for number, line in zip(take_ids(session, Category, len(lines)), lines, strict=True):
        numbers[line["set"], line["code"]] = number
        parent = numbers[line["set"], line["parent"]] if line["parent"] else None
        majors[number] = number if parent is None else majors[parent]
        rows.append(
            {
                "id": number,
                "set_key": line["set"],
                "code": line["code"],
                "parent_id": parent,
                "major_id": majors[number],
                "name": line["name_zh"],
                "name_en": line["name_en"],
                "pinyin": line["pinyin"],
                "initials": line["initials"],
                "active": True,
            }
        )
    return rows


def _standards(session: Session) -> list[dict[str, Any]]:
    found = session.execute(select(Category.set_key, Category.code, Category.id))
    categories = {(set_key, code): number for set_key, code, number in found}
    return [
        {
            "category_id": categories[line["set"], line["code"]],
            "sequence": int(line["sequence"]),
            "situation": line["situation"],
            "handle_value": float(line["handle_value"]),
            "handle_unit": line["handle_unit"],
            "whole_value": float(line["whole_value"]),
            "whole_unit": line["whole_unit"],
            "valid_from": STANDARDS_FROM,
            "source": line["source"],
        }
        for line in table_lines("standards")
        if (line["set"], line["code"]) in categories
    ]
