"""The care programmes of this centre: `db/care.yaml`, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from gridcenter.domain.care import CareRules, Consent, Programme
from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.domain.people import NOT_LOOKING_UP
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, tr
from gridcenter.paths import asset
from gridcenter.services.plain_yaml import read_plain_yaml

LONGEST_TERM = 731
"""Days: a programme that runs longer without a second look keeps what nobody needs any more (PIPL 19)."""


@cache
def care_rules() -> CareRules:
    """Return the programmes.

    Raises:
        BadInput: They have flaws.
    """
    return read_care_rules(read_plain_yaml(asset("db/care.yaml")))


def read_care_rules(raw: Mapping[str, Any]) -> CareRules:
    """Build the programmes from parsed data and check them.

    Raises:
        BadInput: A part is missing or wrong, a role is unknown or looks nobody up, or a term is too long.
    """
    try:
        programmes = {key: _programme(key, one) for key, one in raw["programmes"].items()}
        outcomes = {key: Name(*names) for key, names in raw["outcomes"].items()}
        benefits = {key: Name(*names) for key, names in raw["benefits"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        sentence = tr("the care programmes cannot be read: {what}")
        raise BadInput(sentence.format(what=str(error))) from error
    for one in programmes.values():
        _check(one)
    return CareRules(programmes, outcomes, benefits)


def _programme(key: str, raw: Mapping[str, Any]) -> Programme:
    return Programme(
        key,
        Name(*raw["name"]),
        Name(*raw["basis"]),
        Consent(raw["consent"]),
        int(raw["longest"]),
        int(raw["renew"]["before"]),
        int(raw["renew"]["after"]),
        int(raw["visit_every"]),
        frozenset(raw["enrol"]),
        frozenset(raw["know"]),
        frozenset(raw["renew_by"]),
    )


def _check(one: Programme) -> None:
    roles = one.enrollers | one.knowers | one.renewers
    wrong = sorted(role for role in roles if role not in ROLE_NAMES or role in NOT_LOOKING_UP)
    if wrong:
        sentence = tr("care programme {key}: these roles cannot keep files: {roles}")
        raise BadInput(sentence.format(key=one.key, roles=listed(wrong)))
    if (one.enrollers | one.renewers) - one.knowers:
        sentence = tr("care programme {key}: who enrols or renews must be a role that may know")
        raise BadInput(sentence.format(key=one.key))
    if (
        not 0 < one.longest <= LONGEST_TERM
        or one.visit_every < 1
        or min(one.renew_before, one.renew_after) < 0
    ):
        sentence = tr(
            "care programme {key}: a term is 1 to {most} days, a visit comes after at least one day"
        )
        raise BadInput(sentence.format(key=one.key, most=LONGEST_TERM))
