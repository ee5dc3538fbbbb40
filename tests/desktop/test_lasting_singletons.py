"""The interpreter survives any number of Qt calls that return None."""

from __future__ import annotations

import subprocess
import sys

CALLS = 200_000
PROGRAM = f"""
import gridcenter.desktop
from PySide6.QtCore import QPointF
point = QPointF()
for _ in range({CALLS}):
    point.setX(1.0)
print("alive")
"""


def test_none_outlives_two_hundred_thousand_qt_calls() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )

    assert ended.stdout.strip() == "alive", ended.stderr
