"""The flows this program ships with, read once and checked."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from gridcenter.domain.errors import BadInput
from gridcenter.domain.flow import FlowTemplate, read_flow
from gridcenter.language import tr
from gridcenter.paths import asset

CITY_MATTER = "city_matter"


@cache
def flow(key: str = CITY_MATTER) -> FlowTemplate:
    """Return the template with this key.

    Raises:
        BadInput: There is no such flow, or its template has flaws.
    """
    path = asset(f"db/flows/{key}.yaml")
    if not key.isidentifier() or not path.is_file():
        raise BadInput(tr("there is no flow “{flow}”").format(flow=key))
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read_flow(raw)
