"""A measured program runs without a display, whoever asks and whatever the shell has set."""

from __future__ import annotations

import pytest

from gridcenter.bench.children import ChildFailedError, seconds_until_ready, stay_off_screen


def test_the_bare_window_is_timed_also_as_root_and_without_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "QTWEBENGINE_DISABLE_SANDBOX", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    stay_off_screen()
    assert seconds_until_ready("gridcenter.bench.bare_window") > 0


def test_a_program_that_is_never_ready_is_told_with_its_words() -> None:
    with pytest.raises(ChildFailedError, match="no_such_program"):
        seconds_until_ready("gridcenter.no_such_program")
