"""The arithmetic of `bench feed`, and the ready signal of measured programs."""

from __future__ import annotations

import pytest

from gridcenter.bench.children import ChildFailedError, seconds_until_ready
from gridcenter.bench.feed import delays


def test_a_commit_counts_as_seen_with_its_version_or_a_later_one() -> None:
    commits = [(1, 2, 10.0), (1, 3, 10.1), (2, 5, 10.2), (3, 1, 10.3)]
    seen = {1: [(3, 10.15)], 2: [(4, 10.0), (5, 10.25)]}
    found = delays(commits, seen)
    assert found["seen"] == 3  # the commit of incident 3 was never painted
    assert found["most"] == pytest.approx(150)


def test_a_bare_window_says_when_it_is_ready() -> None:
    assert 0 < seconds_until_ready("gridcenter.bench.bare_window") < 60


def test_a_program_that_never_gets_ready_is_named_with_its_complaint() -> None:
    with pytest.raises(ChildFailedError, match=r"gridcenter\.bench\.nothing"):
        seconds_until_ready("gridcenter.bench.nothing")
