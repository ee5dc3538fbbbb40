"""Keeps None, True and False alive on Python 3.11, where PySide6 6.12 takes references that it never took.

Its wheels are built against newer headers, in which these objects cannot die and returning one leaves its
reference count alone. On 3.11 every Qt call that returns None therefore lowers the count of None by one, and
after a few thousand calls the interpreter ends with "none_dealloc: deallocating None". From 3.12 on they are
immortal (PEP 683); here they get a count that no running time can use up.
"""

from __future__ import annotations

import ctypes
import sys

LASTING = 1 << 60
"""References given to each; a million lost ones a second would last 36,000 years."""
SINGLETONS: tuple[object, ...] = (None, True, False, NotImplemented, Ellipsis)


def keep_singletons_alive() -> None:
    """Give each singleton a count that will not run out. Harmless when repeated, nothing to do from 3.12 on."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for singleton in SINGLETONS:
        # The reference count is the first field of an object, and its address the object's id.
        count = ctypes.c_ssize_t.from_address(id(singleton))
        if count.value < LASTING // 2:
            count.value += LASTING
