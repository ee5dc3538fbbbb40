"""The rules of attachments that this program ships with, read once and checked."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from gridcenter.domain.attachments import AttachmentRules, read_attachment_rules
from gridcenter.paths import asset


@cache
def attachment_rules() -> AttachmentRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    raw: dict[str, Any] = yaml.safe_load(asset("db/attachments.yaml").read_text(encoding="utf-8"))
    return read_attachment_rules(raw)
