"""Reading one cell: either a value, or the reason why not, with the name of the field."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import Any

from gridcenter.language import tr
from gridcenter.services.cell_safety import QUOTE, as_text_cell

EXACT_WHOLE = 10**15
"""Whole numbers up to here survive a spreadsheet's floating point."""
DAY_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
MOMENT_FORMS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H:%M",
)
_EIGHT = re.compile(r"[0-9]{8}")
_COUNTED_DAYS = re.compile(r"[1-7][0-9]{4}(\.[0-9]+)?")
"""Days since 1900 as a spreadsheet keeps them, 1927 to 2119, with a part of a day behind the point."""
_YEAR_MONTH_DAY = re.compile(r"[12][0-9]{3}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}|[12][0-9]{7}$")
TRUE = frozenset({"1", "true", "yes", "y", "是", "有"})
FALSE = frozenset({"", "0", "false", "no", "n", "否", "无"})


class RowRefused(Exception):  # noqa: N818 - the answer to one row; it never leaves the import
    """A row that is not taken: which field, what stood there, and why (a sentence)."""

    def __init__(self, field: str, value: object, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.value = value
        self.reason = reason


def as_text(value: Any, field: str = "") -> str:
    """Return the cell as text without blanks around it and without the mark that guards against formulas.

    Whole numbers lose the ".0" that spreadsheets add.
    """
    if value.__class__ is str:
        if value.isalnum():
            return str(value)  # the ordinary case: nothing to strip, nothing forbidden
        stripped: str = value.strip()
        if stripped[:1] == QUOTE and as_text_cell(stripped[1:]) == stripped:
            stripped = stripped[1:]
        return stripped if stripped.isprintable() else _without_forbidden(stripped, field)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < EXACT_WHOLE else repr(value)
    if isinstance(value, (dict, list)):
        raise RowRefused(field, "", tr("a single value is wanted, not a list or an object"))
    return str(value)


def _without_forbidden(text: str, field: str) -> str:
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise RowRefused(field, "", tr("a character that belongs to no text"))
    return text


def required_text(value: Any, field: str) -> str:
    found = as_text(value, field)
    if not found:
        raise RowRefused(field, "", tr("empty, but needed"))
    return found


def no_such_code(set_key: str) -> str:
    """Say that a cell names nothing of a code set, which its standard names: gbt2261_2_marital is GB/T 2261.2."""
    found = re.match(r"gbt(\d+)(?:_(\d+))?", set_key)
    standard = f"GB/T {'.'.join(filter(None, found.groups()))}" if found else set_key
    return tr("no code and no name of the code set {set}").format(set=standard)


def check_length(field: str, text: str, limit: int) -> str:
    """Return `text`, or refuse the row: PostgreSQL keeps no more than `limit` characters."""
    if len(text) > limit:
        raise RowRefused(field, text, tr("longer than {n} characters").format(n=limit))
    return text


def short_text(value: Any, field: str, limit: int) -> str:
    """Return the cell as text of at most `limit` characters."""
    if value is None:
        return ""
    if value.__class__ is str and len(value) <= limit and value.isalnum():
        return str(value)  # the ordinary case, answered at once
    return check_length(field, as_text(value, field), limit)


def as_number(value: Any, field: str) -> float | None:
    """Return a finite number, or None for an empty cell."""
    if value is None:
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = float(value)
    else:
        text = as_text(value, field)
        if not text:
            return None
        number = _number(text, field)
    if not math.isfinite(number):
        raise RowRefused(field, value, tr("no number"))
    return number


def _number(text: str, field: str) -> float:
    if not text.isascii() or "_" in text:
        raise RowRefused(field, text, tr("no number"))
    try:
        return float(text)
    except ValueError:
        raise RowRefused(field, text, tr("no number")) from None


def as_whole(value: Any, field: str) -> int | None:
    number = as_number(value, field)
    if number is None:
        return None
    if not number.is_integer() or abs(number) >= 2**31:
        raise RowRefused(field, value, tr("no whole number"))
    return int(number)


def as_flag(value: Any, field: str) -> bool:
    if value is None:
        return False
    text = as_text(value, field).lower()
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    raise RowRefused(field, text, tr("neither yes nor no"))


def as_day(value: Any, field: str) -> date | None:
    """Return a day, or None for an empty cell."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = as_text(value, field)
    if not text:
        return None
    day = parse_day(text)
    if day is None:
        raise RowRefused(field, text, _known_fault(text) or tr("no date such as 2026-11-22"))
    return day


def _known_fault(text: str) -> str:
    """Return what is wrong with a day that is written as a number of days or lies in no calendar; else nothing."""
    if _COUNTED_DAYS.fullmatch(text):
        return tr(
            "a number of days, as spreadsheets keep dates: format the column as a date such as 2026-11-22"
        )
    return tr("no calendar has this day") if _YEAR_MONTH_DAY.match(text) else ""


def as_moment(value: Any, field: str, zone: tzinfo) -> tuple[datetime, bool] | None:
    """Return (moment in UTC, whether a time of day was given), or None for an empty cell.

    A moment without a zone is read in `zone`; a date alone is that day's midnight there.
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        return _aware(value, zone), value.time() != datetime.min.time()
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=zone).astimezone(UTC), False
    text = as_text(value, field)
    if not text:
        return None
    parsed = parse_moment(text, zone)
    if parsed is None:
        raise RowRefused(field, text, _known_fault(text) or tr("no time such as 2026-11-22 14:30"))
    return parsed


@lru_cache(maxsize=20_000)
def parse_day(text: str) -> date | None:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    if _EIGHT.fullmatch(text):
        found = _strptime(text, "%Y%m%d")
        return found.date() if found else None
    return next((moment.date() for form in DAY_FORMS if (moment := _strptime(text, form))), None)


@lru_cache(maxsize=20_000)
def parse_moment(text: str, zone: tzinfo) -> tuple[datetime, bool] | None:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        found = next((parsed for form in MOMENT_FORMS if (parsed := _strptime(text, form))), None)
        if found is not None:
            return _aware(found, zone), True
        day = parse_day(text)
        return (_aware(datetime(day.year, day.month, day.day), zone), False) if day else None  # noqa: DTZ001
    return _in_range(moment, zone, with_time=len(text) > 10)


def _in_range(moment: datetime, zone: tzinfo, *, with_time: bool) -> tuple[datetime, bool] | None:
    try:
        return _aware(moment, zone), with_time
    except OverflowError:
        return None


def _aware(moment: datetime, zone: tzinfo) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _strptime(text: str, form: str) -> datetime | None:
    if any(sign.isdigit() and not sign.isascii() for sign in text):
        return None
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007
    except ValueError:
        return None
