"""Running a measured program as a process of its own, and learning when it was ready.

All times are `time.monotonic()`, which is one clock for all processes of a machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

READY = "ready"
FIGURES = "figures"
PATIENCE_SECONDS = 180


class ChildFailedError(RuntimeError):
    """The measured program ended before it was ready; its error output is in the message."""


def say_ready(moment: float) -> None:
    """In the child: tell the parent since when the program is ready."""
    sys.stdout.write(f"{READY} {moment!r}\n")
    sys.stdout.flush()


def say_figures(figures: Mapping[str, float | None]) -> None:
    """In the child: tell the parent what was measured."""
    sys.stdout.write(f"{FIGURES} {json.dumps(figures)}\n")
    sys.stdout.flush()


def figures_of(module: str, arguments: Sequence[str] = ()) -> dict[str, float | None]:
    """Run `python -m module` to its end and return the figures it told."""
    found: dict[str, float | None] = json.loads(_told(module, arguments, FIGURES))
    return found


def seconds_until_ready(module: str, arguments: Sequence[str] = ()) -> float:
    """Return the seconds from starting `python -m module` until it was ready, and wait for its end."""
    started = time.monotonic()
    return float(_told(module, arguments, READY)) - started


def _told(module: str, arguments: Sequence[str], word: str) -> str:
    """Return what the child said behind this word."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        capture_output=True,
        env=_surroundings(),
        text=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    for line in done.stdout.splitlines():
        if line.startswith(word):
            return line.removeprefix(word).strip()
    raise ChildFailedError(f"{module} ended with status {done.returncode}: {done.stderr[-2000:]}")


def stay_off_screen() -> None:
    """Let this process and its children draw without a display, so that all machines can be compared.

    As root the web engine's sandbox is off: only pages made here are shown.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if sys.platform != "win32" and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")


def _surroundings() -> dict[str, str]:
    """Compiled modules are kept, as Python does unless told otherwise: nobody compiles at each start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
