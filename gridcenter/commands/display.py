"""Whether a window can open here, asked before Qt is loaded: Qt and Chromium end the process where it cannot."""

from __future__ import annotations

import ctypes
import os
import sys

from gridcenter.domain.errors import BadInput
from gridcenter.language import tr

_CHOSEN = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Somebody who sets one of these does not depend on an X server."""
_X_LIBRARIES = ("libxcb.so.1", "libxcb-cursor.so.0")
"""Which Qt needs and a bare Debian lacks."""


def refuse_without_display() -> None:
    """Raise `BadInput` where there is no display, or none that answers.

    Without a display Qt ends the process with a message about plugins.
    """
    if not sys.platform.startswith("linux") or any(os.environ.get(name) for name in _CHOSEN):
        return
    display = os.environ.get("DISPLAY")
    if not display:
        raise BadInput(
            tr(
                "There is no display here. Pictures of the pages can be made without one: gridcenter screenshots DIR"
            )
        )
    if not getattr(sys, "frozen", False) and not _x_server_answers():  # frozen, it brings its libraries along
        raise BadInput(
            tr(
                "The display {name} does not answer. Log in at a desktop of your own account, or correct DISPLAY; "
                "pictures of the pages can be made without one: gridcenter screenshots DIR"
            ).format(name=display)
        )


def _x_server_answers() -> bool:
    """Connect to the server that DISPLAY names and leave it again; takes about a millisecond.

    Raises:
        BadInput: A library of the system is missing.
    """
    xcb, _cursor = (_library(name) for name in _X_LIBRARIES)
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def _library(name: str) -> ctypes.CDLL:
    try:
        return ctypes.CDLL(name)
    except OSError as error:
        sentence = tr(
            "The system library {name} is missing. On Debian and Ubuntu: sudo apt install libxcb1 libxcb-cursor0"
        )
        raise BadInput(sentence.format(name=name)) from error


def refuse_as_root() -> None:
    """Say so, where Chromium would end the process; the sandbox is the person's to give up, never the program's."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if not os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") and "--no-sandbox" not in flags:
        raise BadInput(
            tr(
                "The map does not run as root. Use an ordinary account; "
                "on a machine that is only for trying, set QTWEBENGINE_DISABLE_SANDBOX=1."
            )
        )


def draw_off_screen() -> None:
    """Ask Qt for no display on Linux; elsewhere a display is always there, and fonts only with it."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
