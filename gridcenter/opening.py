"""The first tenths of a second of a window.

A browser engine of several processes takes as long to start as Python takes to load the rest of the program:
so the map's page is begun first, and the program is loaded on a thread while the event loop serves the engine.
Only what that needs is imported here.
"""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from PySide6.QtCore import QEventLoop, QMetaObject, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from gridcenter.desktop.map.kept_district import district_name, last_district
from gridcenter.desktop.map.page_host import PageHost
from gridcenter.desktop.webscheme import register_scheme

SWITCH_SECONDS = 0.0005
"""How long a worker may keep the interpreter when the GUI thread wants it: Python's own 5 ms add up at each Qt call."""


def run_window(address: str, **wishes: Any) -> int:
    """Open the window as `gridcenter.app.run_window` does, which takes the same wishes, and sooner."""
    make_application()
    with begun_map_page() as page:
        status: int = load_program().run_window(address, page=page, **wishes)
        return status


def make_application() -> QApplication:
    """Return the one Qt application of this process; its web scheme is registered first."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    register_scheme()
    sys.setswitchinterval(SWITCH_SECONDS)
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # numpy would start a thread for each processor, for nothing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("gridcenter")
    application.setApplicationDisplayName("GridCenter")
    application.setDesktopFileName("gridcenter")
    return application


@contextmanager
def begun_map_page() -> Iterator[PageHost]:
    """Lend a map page that is being loaded, and reads the last district; it ends here unless a view has taken it."""
    page = PageHost()
    last = last_district()
    if last is not None:
        page.expect(district_name(last), last)
    page.load()
    try:
        yield page
    finally:
        if isValid(page) and page.parent() is None:
            page.release()
            delete(page.view)


def load_program() -> Any:
    """Return `gridcenter.app`, imported on a thread: the event loop turns meanwhile."""
    loop = QEventLoop()
    with _plain_imports(), ThreadPoolExecutor(1) as loader:
        program = loader.submit(import_module, "gridcenter.app")
        program.add_done_callback(lambda _done: _quit(loop))
        loop.exec()
    return program.result()


@contextmanager
def _plain_imports() -> Iterator[None]:
    """Let nothing look through what is being loaded, a fifth of the time otherwise.

    PySide reads the source of each module for `__feature__`, which this program does not use; Python looks for
    garbage among what stays as long as the process, and never needs to look there again.
    """
    hooked, collecting = builtins.__import__, gc.isenabled()
    builtins.__import__ = getattr(builtins, "__orig_import__", hooked)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
        builtins.__import__ = hooked


def _quit(loop: QEventLoop) -> None:
    """End a loop of another thread."""
    QMetaObject.invokeMethod(loop, "quit", Qt.ConnectionType.QueuedConnection)
