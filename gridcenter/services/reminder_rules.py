"""The rules of reminders that this program ships with, read once and checked."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from gridcenter.domain.reminder_rules import ReminderRules, read_reminder_rules
from gridcenter.paths import asset


@cache
def reminder_rules() -> ReminderRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    raw: dict[str, Any] = yaml.safe_load(asset("db/reminders.yaml").read_text(encoding="utf-8"))
    return read_reminder_rules(raw)
