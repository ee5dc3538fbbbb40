"""Running a measured program as a process of its own, off-screen, and timing when it says that it is ready."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

READY = "ready"
PATIENCE_SECONDS = 120


class ChildFailedError(RuntimeError):
    """The measured program ended or hung before it was ready; its error output is in the message."""


def environment() -> dict[str, str]:
    """Return the environment of a measured window: off-screen, and as root without Chromium's sandbox."""
    root = sys.platform != "win32" and os.geteuid() == 0
    extra = {"QTWEBENGINE_DISABLE_SANDBOX": "1"} if root else {}
    return {**os.environ, **extra, "QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"}


def seconds_until_ready(module: str, arguments: Sequence[str] = ()) -> float:
    """Return the seconds from starting `python -m module` until it says `ready`; wait for its end."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        text=True,
        encoding="utf-8",
    ) as child:
        assert child.stdout
        ready = any(line.strip() == READY for line in child.stdout)  # stops reading at that line
        seconds = time.perf_counter() - started
        _, complaints = child.communicate(timeout=PATIENCE_SECONDS)
    if not ready:
        raise ChildFailedError(f"{module} ended with status {child.returncode}: {complaints[-2000:]}")
    return seconds


@contextmanager
def running(arguments: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """Run `python …` beside this process and end it afterwards; its lines can be read from `stdout`."""
    child = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, env=environment(), text=True, encoding="utf-8"
    )
    try:
        yield child
    finally:
        child.terminate()
        child.communicate(timeout=PATIENCE_SECONDS)
