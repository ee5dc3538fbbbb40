"""The history of one's own look-ups (本人查询记录): what one asked, why, and what was shown of it; no number in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from gridcenter.domain import care

LOOKUP, REVEAL, FAILED = "lookup", "reveal", "failed_lookup"
RETURN = "return"
"""Going back to a card that is still open."""
COPY, PRINT = "copy_card", "print_card"
SEARCH, CALLER, ORGANISATION, PREMISES = "search", "caller", "organisation", "premises"
KEEP = "keep"
"""Verifying, taking back or stating a value of an open card."""
PERSON_MERGE, TWINS = "person_merge", "twins"
"""Seeing two rows as one person or apart again; asking which rows share a number, or for two of them side by side."""
HITS, RULE_TRY = "hits", "rule_try"
"""Showing what an integrity rule found, and a few of what one would find."""
TWINS_LIST, CONFLICTS = "twins_list", "number_conflicts"
"""Asking which rows share a number or are seen as one, and under which numbers two people stand."""
VISIT, VISITS = "visit", "visit_list"
"""Recording a visit, and asking for the list of a grid or for past visits."""
LEDGER, EXPORTED, BATCH_ROWS = "ledger", "exported", "batch_rows"
"""A page of a ledger, a portion of the rows of a masked file, and staged rows: a line each, with whom it names."""
EXPORT, LEDGER_EXPORT, ROLL_WRITE = "export", "ledger_export", "roll_write"
"""Writing a masked list of residents or visits, a ledger or a roll to a file."""
HIT_DECISION, SUBJECT_REPORT = "hit_decision", "subject_report"
"""Deciding about what a rule found, and telling a person who looked at him or her."""
SUBJECT_COPY = "subject_copy"
"""Writing the copy of what is kept about a person, for that person."""
OF_A_CARD = frozenset({REVEAL, RETURN, COPY, PRINT, KEEP})
"""What is done with a card that a look-up opened: it stands in the line of that look-up."""
OWN_ACTIONS = (
    LOOKUP,
    FAILED,
    SEARCH,
    CALLER,
    ORGANISATION,
    PREMISES,
    PERSON_MERGE,
    TWINS,
    VISIT,
    VISITS,
    *(HITS, RULE_TRY, HIT_DECISION, TWINS_LIST, CONFLICTS, LEDGER, BATCH_ROWS),
    *(EXPORT, LEDGER_EXPORT, ROLL_WRITE, SUBJECT_REPORT, SUBJECT_COPY, care.ASKED, care.LISTED),
    *sorted(OF_A_CARD),
)


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line of the account's audit; `person_id` only ties lines together and goes no further."""

    audit_id: int
    at: datetime
    action: str
    outcome: str
    purpose: str
    incident_number: str
    reason: str = field(repr=False)
    person_id: int | None = field(repr=False)
    fields: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A look-up with what was done with its card, or another question. `again`: it can be looked up again.

    `shown` holds item keys in the order in which they were revealed, `done` the actions on the card.
    """

    audit_id: int
    at: datetime
    action: str
    outcome: str
    purpose: str
    incident_number: str
    reason: str = field(repr=False)
    item: str = ""
    shown: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class OwnHistory:
    """The newest first; `more` says that there are older lines."""

    entries: tuple[HistoryEntry, ...]
    more: bool


def folded(lines: Iterable[OwnLine]) -> tuple[HistoryEntry, ...]:
    """Put what was done with a card into the line of its look-up; `lines` come newest first, and so does the answer.

    What was done with a card whose look-up is not among the lines stands alone.
    """
    entries: list[HistoryEntry] = []
    opened: dict[int, int] = {}
    for line in reversed(list(lines)):
        place = opened.get(line.person_id) if line.person_id is not None else None
        if line.action in OF_A_CARD and place is not None:
            entries[place] = _with(entries[place], line)
            continue
        if line.action == LOOKUP and line.person_id is not None:
            opened[line.person_id] = len(entries)
        entries.append(_entry(line))
    return tuple(reversed(entries))


def _entry(line: OwnLine) -> HistoryEntry:
    return HistoryEntry(
        line.audit_id,
        line.at,
        line.action,
        line.outcome,
        line.purpose,
        line.incident_number,
        line.reason,
        "" if line.action == LOOKUP else line.fields,
        again=line.action == LOOKUP and line.outcome == "hit",
    )


def _with(entry: HistoryEntry, line: OwnLine) -> HistoryEntry:
    if line.action == REVEAL:
        return replace(entry, shown=tuple(dict.fromkeys((*entry.shown, line.fields))))
    return replace(entry, done=tuple(dict.fromkeys((*entry.done, line.action))))
