"""The rules of reminders that this program ships with, read once and checked."""

from __future__ import annotations

from functools import cache

from gridcenter.domain.reminder_rules import ReminderRules, read_reminder_rules
from gridcenter.services.shipped_rules import shipped_rules


@cache
def reminder_rules() -> ReminderRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    return read_reminder_rules(shipped_rules("reminders"))
