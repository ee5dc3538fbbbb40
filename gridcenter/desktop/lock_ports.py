"""What the lock of a desk asks and does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LockPorts:
    """`unlock` takes the PIN (anything where there is none) and refuses a wrong one; `set_pin` old and new one."""

    has_pin: Callable[[], bool]
    unlock: Callable[[str], None]
    set_pin: Callable[[str, str], None]
