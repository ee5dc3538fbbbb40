"""What a crash leaves behind: a line in the log, and nothing about people."""

from __future__ import annotations

import logging
import sys
import threading
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_log = logging.getLogger(__name__)


def leave_nothing_about_people() -> None:
    """Let no core file be written, whose memory holds open cards, and no error print its words on the terminal.

    For the processes of the window and of the commands; children inherit the limit.
    """
    if find_spec("resource"):  # Windows has none, and writes no core files
        resource: Any = import_module("resource")
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.excepthook = _log_thread
    sys.unraisablehook = _log_unraisable


def _log_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None:
        _log.error("a thread ended unexpectedly", exc_info=failed.exc_value)


def _log_unraisable(failed: Any) -> None:
    if failed.exc_value is not None:
        _log.error("an error had nobody to tell", exc_info=failed.exc_value)
