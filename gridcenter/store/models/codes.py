"""Code sets, the category tree, standards (立案处置标准), calendars, indicators and facts about the store."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type


class StoreFact(Table):
    """One fact about this store: title, title_en, synthetic, audit_key …"""

    __tablename__ = "store_fact"

    key: Mapped[str] = mapped_column(code_type(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Counter(Table):
    """Numbers given out one by one; the row is locked while a number is taken."""

    __tablename__ = "counter"

    key: Mapped[str] = mapped_column(code_type(60), primary_key=True)
    value: Mapped[int] = mapped_column(Integer, default=0)


class CodeSet(Table):
    """A named list in one edition; `source` names the standard."""

    __tablename__ = "code_set"

    key: Mapped[str] = mapped_column(code_type(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="", server_default="")
    edition: Mapped[str] = mapped_column(String(40), default="", server_default="")
    source: Mapped[str] = mapped_column(String(200), default="", server_default="")


class CodeEntry(Table):
    __tablename__ = "code_entry"

    set_key: Mapped[str] = mapped_column(ForeignKey("code_set.key"), primary_key=True)
    code: Mapped[str] = mapped_column(code_type(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="", server_default="")
    parent_code: Mapped[str] = mapped_column(code_type(40), default="", server_default="")
    position: Mapped[int] = mapped_column(Integer, default=0)


class Category(Versioned, Table):
    """A node of the category tree of a code set; incidents name leaves. `major_id` is the topmost ancestor."""

    __tablename__ = "category"
    __table_args__ = (Index("uq_category_set_key_code", "set_key", "code", unique=True),)
    change_kind = "category"

    id: Mapped[int] = mapped_column(primary_key=True)
    set_key: Mapped[str] = mapped_column(ForeignKey("code_set.key"))
    code: Mapped[str] = mapped_column(code_type(60))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    major_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="", server_default="")
    pinyin: Mapped[str] = mapped_column(String(400), default="", server_default="")
    initials: Mapped[str] = mapped_column(code_type(100), default="", server_default="")
    active: Mapped[bool] = mapped_column(default=True)


class Standard(Versioned, Table):
    """Limits for a category and situation; `handle` is the handling step, `whole` the whole case."""

    __tablename__ = "standard"
    __table_args__ = (Index("uq_standard_key", "category_id", "sequence", "valid_from", unique=True),)
    change_kind = "standard"

    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    sequence: Mapped[int] = mapped_column(Integer, default=1)
    situation: Mapped[str] = mapped_column(String(200), default="", server_default="")
    handle_value: Mapped[float] = mapped_column(Float)
    handle_unit: Mapped[str] = mapped_column(code_type(20))
    whole_value: Mapped[float | None] = mapped_column(Float)
    whole_unit: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200), default="", server_default="")


class Calendar(Versioned, Table):
    """One edition of a working calendar; the highest edition of a family is in force for what begins.

    `spans` is "08:00-12:00 14:00-18:00", `weekdays` "12345", `years` the covered years. An edition is never changed:
    clocks name the one they were counted with.
    """

    __tablename__ = "calendar"
    __table_args__ = (Index("uq_calendar_family_edition", "family", "edition", unique=True),)
    change_kind = "calendar"

    key: Mapped[str] = mapped_column(code_type(40), primary_key=True)
    family: Mapped[str] = mapped_column(code_type(30), default="", server_default="")
    edition: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="", server_default="")
    zone: Mapped[str] = mapped_column(String(40), default="Asia/Shanghai")
    spans: Mapped[str] = mapped_column(String(100))
    weekdays: Mapped[str] = mapped_column(String(7))
    years: Mapped[str] = mapped_column(String(200), default="", server_default="")
    entered_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    entered_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")

    @property
    def change_key(self) -> str:
        return self.key


class CalendarDay(Table):
    """A day that differs from its weekday: a public holiday, or a make-up workday (调休)."""

    __tablename__ = "calendar_day"

    calendar_key: Mapped[str] = mapped_column(ForeignKey("calendar.key"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    name: Mapped[str] = mapped_column(String(100), default="", server_default="")


class IndicatorDefinition(Versioned, Table):
    """Definition as data: a rate names the counts it divides; `formula` is the text shown."""

    __tablename__ = "indicator"

    key: Mapped[str] = mapped_column(code_type(40), primary_key=True)
    kind: Mapped[str] = mapped_column(code_type(10))
    name: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="", server_default="")
    numerator: Mapped[str] = mapped_column(code_type(40), default="", server_default="")
    denominator: Mapped[str] = mapped_column(code_type(40), default="", server_default="")
    formula: Mapped[str] = mapped_column(Text, default="", server_default="")
    position: Mapped[int] = mapped_column(Integer, default=0)
    valid_from: Mapped[date | None]
