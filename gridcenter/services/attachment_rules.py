"""The rules of attachments that this program ships with, read once and checked."""

from __future__ import annotations

from functools import cache

from gridcenter.domain.attachments import AttachmentRules, read_attachment_rules
from gridcenter.services.shipped_rules import shipped_rules


@cache
def attachment_rules() -> AttachmentRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    return read_attachment_rules(shipped_rules("attachments"))
