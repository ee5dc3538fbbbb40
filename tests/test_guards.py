"""The guards of conftest.py catch what they are there for: each is run against a test that offends."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

_OFFENDERS = {
    "an unannounced warning in the log": (
        "import logging\ndef test_it():\n    logging.getLogger('x').warning('surprise')\n",
        "*unexpected log records*",
    ),
    "an announced record that never comes": (
        "def test_it(expect_log):\n    expect_log('never')\n",
        "*announced but never logged*",
    ),
    "a Qt warning": (
        "from PySide6.QtCore import qWarning\ndef test_it(qapp):\n    qWarning('broken')\n",
        "*Qt messages with level WARNING*",
    ),
    "a Python warning": (
        "import warnings\ndef test_it():\n    warnings.warn('old', DeprecationWarning)\n",
        "*DeprecationWarning: old*",
    ),
    "a window left open": (
        "from PySide6.QtWidgets import QWidget\nkept = []\n"
        "def test_it(qapp):\n    kept.append(QWidget())\n    kept[0].show()\n",
        "*windows left open*",
    ),
    "a thread left running": (
        "import threading\nstop = threading.Event()\n"
        "def test_it():\n    threading.Thread(target=stop.wait, args=(5,)).start()\n",
        "*threads left running*",
    ),
}


@pytest.mark.parametrize("offence", _OFFENDERS)
def test_a_test_fails_on(offence: str, pytester: pytest.Pytester, pytestconfig: pytest.Config) -> None:
    source, complaint = _OFFENDERS[offence]
    pytester.makeconftest((Path(__file__).parent / "conftest.py").read_text("utf-8"))
    pytester.makeini(
        "[pytest]\nqt_api = pyside6\nqt_log_level_fail = WARNING\nfilterwarnings = error\n"
        f"pythonpath = {pytestconfig.rootpath}"
    )
    pytester.makepyfile(source)
    outcome = pytester.runpytest_subprocess()
    assert outcome.ret == 1
    outcome.stdout.fnmatch_lines([complaint])


def test_an_announced_record_passes(expect_log: Callable[[str], None]) -> None:
    expect_log("disk is nearly full")
    logging.getLogger("gridcenter.test").warning("the disk is nearly full")
