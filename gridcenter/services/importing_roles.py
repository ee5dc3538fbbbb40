"""Who brings files in: `db/importing.yaml`, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.services.shipped_rules import shipped_rules
from gridcenter.services.whole_store import refuse_part


@dataclass(frozen=True, slots=True)
class ImportRules:
    """`problems` is how many lines are listed of one problem."""

    roles: frozenset[str]
    problems: int


@cache
def import_rules() -> ImportRules:
    """Return the rules that this program ships with.

    Raises:
        BadInput: They have flaws.
    """
    return read_import_rules(shipped_rules("importing"))


def read_import_rules(raw: Mapping[str, Any]) -> ImportRules:
    """Build the rules from parsed data.

    Raises:
        BadInput: A part is missing or wrong.
    """
    try:
        rules = ImportRules(frozenset(map(str, raw["roles"])), int(raw["problems"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(tr("the rules of importing cannot be read: {what}").format(what=str(error))) from error
    if rules.problems < 1:
        raise BadInput(tr("the rules of importing list no line of a problem"))
    return rules


def check_importer(session: Session, by: Actor) -> None:
    """Raises:
    RuleBroken: The account's role brings no files in, or it sees a part of the store only.
    """
    if by.role not in import_rules().roles:
        raise RuleBroken(tr("Your role brings no files in. Ask an administrator or the shift supervisor."))
    refuse_part(session, by)
