"""Rules that this program ships with as data: read from `db/`, and what is wrong with them told in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from gridcenter.domain.errors import BadInput
from gridcenter.paths import asset


def shipped_rules(name: str) -> dict[str, Any]:
    """Return what `db/NAME.yaml` holds, unchecked."""
    raw: dict[str, Any] = yaml.safe_load(asset(f"db/{name}.yaml").read_text(encoding="utf-8"))
    return raw


@contextmanager
def told_as(sentence: str) -> Iterator[None]:
    """Turn what a missing or wrong part raises into a refusal; `{what}` in the sentence is that part.

    Raises:
        BadInput: Something is missing or wrong.
    """
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(sentence.format(what=str(error))) from error
