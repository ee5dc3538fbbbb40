"""What the list of notices to the auditor asks and does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gridcenter.domain.audit_notices import Notice, NoticeList


@dataclass(frozen=True, slots=True)
class NoticePorts:
    read: Callable[[], NoticeList]
    take: Callable[[Notice, str], None]
    """Take note of a notice as it was shown, with words."""
