"""What the roles of accounts are called on screen."""

from __future__ import annotations

from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import pick


def role_word(role: str) -> str:
    """Return the name of a role; a role of the centre's own stays as it was entered."""
    return pick(ROLE_NAMES[role]) if role in ROLE_NAMES else role
