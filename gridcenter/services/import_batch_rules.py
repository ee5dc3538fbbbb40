"""The rules of import batches that this program ships with, read once and checked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import NOT_LOOKING_UP, Actor
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.shipped_rules import shipped_rules

MOST_DAYS = 90


@dataclass(frozen=True, slots=True)
class ImportBatchRules:
    """`bringers` stage, look through, apply and drop; `undoers` take back what was applied.

    `conflict_readers` see under which numbers two people seem to stand.
    """

    bringers: frozenset[str]
    undoers: frozenset[str]
    conflict_readers: frozenset[str]
    keep_days: int


@cache
def import_batch_rules() -> ImportBatchRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    return read_import_batch_rules(shipped_rules("importing"))


def read_import_batch_rules(raw: dict[str, Any]) -> ImportBatchRules:
    """Build the rules from parsed data and check them.

    Raises:
        BadInput: A part is missing, a role is unknown or looks nobody up, or staged rows are kept too long.
    """
    try:
        rules = ImportBatchRules(
            frozenset(raw["bring"]),
            frozenset(raw["undo"]),
            frozenset(raw["conflicts"]),
            int(raw["keep_days"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        sentence = tr("the rules of import batches cannot be read: {what}")
        raise BadInput(sentence.format(what=str(error))) from error
    roles = rules.bringers | rules.undoers | rules.conflict_readers
    wrong = sorted((roles - ROLE_NAMES.keys()) | (roles & NOT_LOOKING_UP))
    if wrong:
        sentence = tr("the rules of import batches name roles that are unknown or look nobody up: {roles}")
        raise BadInput(sentence.format(roles=listed(wrong)))
    if not 1 <= rules.keep_days <= MOST_DAYS:
        raise BadInput(tr("staged rows are kept for 1 to {most} days").format(most=MOST_DAYS))
    return rules


def check_bringer(by: Actor) -> None:
    """Refuse an account that does not bring files in by staging.

    Raises:
        RuleBroken: Its role may not, or it sees a part of the store only.
    """
    _check(by, import_batch_rules().bringers, tr("Files are staged and applied by: {roles}."))
    _check_sees_all(by)


def check_undoer(by: Actor) -> None:
    """Refuse an account that does not undo batches.

    Raises:
        RuleBroken: Its role may not, or it sees a part of the store only.
    """
    _check(by, import_batch_rules().undoers, tr("Import batches are undone by: {roles}."))
    _check_sees_all(by)


def check_conflict_reader(by: Actor) -> None:
    """Refuse an account that does not see under which numbers two people stand.

    Raises:
        RuleBroken: Its role may not.
    """
    _check(
        by, import_batch_rules().conflict_readers, tr("Two people under one number are shown to: {roles}.")
    )


def _check(by: Actor, allowed: Collection[str], sentence: str) -> None:
    if by.role not in allowed:
        raise RuleBroken(sentence.format(roles=listed([pick(ROLE_NAMES[role]) for role in sorted(allowed)])))


def _check_sees_all(by: Actor) -> None:
    if by.area:
        raise RuleBroken(
            tr(
                "A file is compared with the whole register: an account that sees a part of it cannot do this."
            )
        )
