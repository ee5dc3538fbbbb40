"""The rules of population tasks: `db/population_tasks.yaml`, read once and checked, or another file for a trial."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput
from gridcenter.domain.population_rules import PopulationRules
from gridcenter.domain.population_rules_reading import read_population_rules
from gridcenter.language import tr
from gridcenter.paths import asset
from gridcenter.services.plain_yaml import parsed_yaml, read_text
from gridcenter.store.models import PopulationRuleText
from gridcenter.store.population import rule_digest

RULES = "db/population_tasks.yaml"


@cache
def population_rules() -> PopulationRules:
    """Return the rules in force.

    Raises:
        BadInput: They have flaws.
    """
    return checked_rules(_text(), name=RULES)


def checked_rules(text: str, *, name: str) -> PopulationRules:
    """Build the rules from their text; raises as `population_rules` does."""
    return read_population_rules(parsed_yaml(text, name, lined=True), name=name)


def rules_of_file(path: Path) -> PopulationRules:
    """Return the rules of another file, for a trial; raises as `population_rules` does."""
    return checked_rules(read_text(path), name=path.name)


@cache
def _text() -> str:
    return asset(RULES).read_text(encoding="utf-8")


def keep_rules(session: Session, *, now: datetime) -> PopulationRules:
    """Keep the text of the rules in force under their version, once, and return them; the caller owns the transaction.

    Raises:
        BadInput: The store knows another text under this version: what made a task must stay readable.
    """
    rules, digest = population_rules(), hashlib.sha256(_text().encode()).hexdigest()
    known = rule_digest(session, rules.version)
    if known is None:
        session.add(PopulationRuleText(version=rules.version, sha256=digest, text=_text(), since=now))
    elif known != digest:
        sentence = tr(
            "the text differs from that of version {n}, which this store has used: raise its version"
        )
        told = sentence.format(n=rules.version)
        raise BadInput(tr("{file} cannot be used: {flaw}").format(file=RULES, flaw=told))
    return rules
