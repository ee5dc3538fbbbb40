"""A whole small flow as parsed data, and the city's, for tests that damage them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from gridcenter.paths import asset

SMALL = Path(__file__).parent / "small_flow.yaml"


def small() -> dict[str, Any]:
    """Return four states, six moves, three clocks, whole and without flaws."""
    raw: dict[str, Any] = yaml.safe_load(SMALL.read_text("utf-8"))
    return raw


def city() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load(asset("db/flows/city_matter.yaml").read_text(encoding="utf-8"))
    return raw
