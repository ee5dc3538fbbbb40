"""Days and moments as people type them, in the district's time, and the example that a form or a refusal gives."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from gridcenter.domain.errors import BadInput
from gridcenter.language import tr

_AHEAD = timedelta(days=3)
"""The example lies so far ahead: as a deadline it would be accepted."""


def example_day(now: datetime, zone: tzinfo) -> str:
    """Return a day as it may be typed."""
    return f"{(now + _AHEAD).astimezone(zone):%Y-%m-%d}"


def example_moment(now: datetime, zone: tzinfo) -> str:
    """Return a moment as it may be typed."""
    return f"{example_day(now, zone)} 18:00"


def read_moment(text: str, *, zone: tzinfo, now: datetime) -> datetime:
    """Return the moment that was typed, in `zone` where it names none.

    Raises:
        BadInput: It is no time.
    """
    try:
        local = datetime.fromisoformat(text.strip())
    except ValueError:
        sentence = tr("“{text}” is not a time: write it as {example}")
        raise BadInput(sentence.format(text=text, example=example_moment(now, zone))) from None
    return local if local.tzinfo else local.replace(tzinfo=zone)


def read_day(text: str, *, zone: tzinfo, now: datetime) -> date:
    """Return the day that was typed.

    Raises:
        BadInput: It is none.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        sentence = tr("“{text}” is no day: write it as {example}")
        raise BadInput(sentence.format(text=text, example=example_day(now, zone))) from None
