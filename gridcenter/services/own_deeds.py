"""How a line of the own audit is said: what was done, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

from gridcenter.domain import care, subject_report
from gridcenter.domain.home_keeping import KEPT_LABELS
from gridcenter.domain.linked_cards import LinkKind
from gridcenter.domain.names import Name
from gridcenter.domain.own_history import (
    BATCH_ROWS,
    CONFLICTS,
    COPY,
    EXPORT,
    HIT_DECISION,
    HITS,
    KEEP,
    LEDGER,
    LEDGER_EXPORT,
    PERSON_MERGE,
    PRINT,
    RETURN,
    ROLL_WRITE,
    RULE_TRY,
    SUBJECT_COPY,
    SUBJECT_REPORT,
    TWINS,
    TWINS_LIST,
    VISIT,
    VISITS,
)
from gridcenter.domain.people import PURPOSE_NAMES, AuditLine, Purpose
from gridcenter.domain.people_search import BY_NUMBER, FIELD_NAMES, seal_told, told_of
from gridcenter.domain.record_items import Catalogue
from gridcenter.domain.visits import OUTCOME_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.register_ledger_rules import ledger_kinds


def deed_words(line: AuditLine, catalogue: Catalogue) -> str:
    if line.action == "search":
        if line.item.startswith(f"{BY_NUMBER} "):
            return tr("who stands under a number")
        fields = told_of(line.item)[0]
        if not fields:
            return tr("masked list of population changes")
        return tr("search by {fields}").format(fields=listed([pick(FIELD_NAMES[one]) for one in fields]))
    if line.action == "reveal" and line.item.startswith("reporter@"):
        return tr("shown: {item}").format(item=tr("who reported"))
    if line.action == "reveal":
        return tr("shown: {item}").format(item=pick(catalogue.label(line.item.partition("@")[0])))
    if line.action == KEEP:
        key = line.item.partition("@")[0]
        return tr("kept: {item}").format(item=pick(KEPT_LABELS.get(key) or catalogue.label(key)))
    if line.action in _LEDGERS:
        return _LEDGERS[line.action]().format(ledger=_ledger(line.item))
    return _PLAIN.get(line.action, _look_up)()


def _ledger(item: str) -> str:
    """Return the name of the ledger that an audit row names, its code where there is none of it any more."""
    code = item.replace("@", " ").partition(" ")[0]
    kind = ledger_kinds().get(code)
    return pick(kind.name) if kind is not None else code


_LEDGERS: dict[str, Callable[[], str]] = {
    LEDGER: lambda: tr("page of the ledger {ledger}"),
    LEDGER_EXPORT: lambda: tr("ledger {ledger} to a file"),
}


def _look_up() -> str:
    return tr("look-up")


_PLAIN: dict[str, Callable[[], str]] = {
    "caller": lambda: tr("earlier reports of a caller"),
    "failed_lookup": lambda: tr("failed look-up"),
    RETURN: lambda: tr("back to an open card"),
    COPY: lambda: tr("card copied"),
    PRINT: lambda: tr("card printed"),
    PERSON_MERGE: lambda: tr("rows of one person"),
    TWINS: lambda: tr("rows compared"),
    VISIT: lambda: tr("visit"),
    VISITS: lambda: tr("visit list"),
    HITS: lambda: tr("hits of a check"),
    RULE_TRY: lambda: tr("trial of a check"),
    HIT_DECISION: lambda: tr("hit of a check decided"),
    TWINS_LIST: lambda: tr("list of rows of one person"),
    CONFLICTS: lambda: tr("list of people under one number"),
    BATCH_ROWS: lambda: tr("staged rows of an import"),
    EXPORT: lambda: tr("masked list to a file"),
    ROLL_WRITE: lambda: tr("roll to a file"),
    SUBJECT_REPORT: lambda: tr("report to the person"),
    SUBJECT_COPY: lambda: tr("copy for the person"),
    care.LISTED: lambda: tr("care files listed"),
    care.ASKED: lambda: tr("care file asked for"),
    LinkKind.ORGANISATION.value: lambda: tr("organisation opened"),
    LinkKind.PREMISES.value: lambda: tr("premises opened"),
}


def purpose_words(purpose: str) -> str:
    """Return what an act was for; nothing where the act itself says it all."""
    return pick(PURPOSE_NAMES[Purpose(purpose)]) if purpose in list(Purpose) else ""


def outcome_words(line: AuditLine) -> str:
    if line.action in ("search", *LinkKind) and line.outcome == "hit":
        return tr("listed: {n}").format(n=told_of(line.item)[1])
    if line.outcome == "shown" and seal_told(line.item):
        return tr("listed: {n}").format(n=told_of(line.item)[1])
    words = {
        "hit": tr("1 person"),
        "miss": tr("nobody"),
        "bad_number": tr("wrong number"),
        "refused": tr("refused"),
        "asked": tr("asked again"),
        "several": tr("several under the number"),
        "done": tr("done"),
        "shown": tr("60 s") if line.action == "reveal" else tr("done"),
    }
    if line.outcome in words:
        return words[line.outcome]
    named = _KEPT.get(line.outcome) or subject_report.OUTCOME_NAMES.get(line.outcome)
    return pick(named) if named is not None else line.outcome


_KEPT = {
    "verified": Name("已核实", "verified"),
    "withdrawn": Name("已撤回", "taken back"),
    "stated": Name("已补录", "stated"),
    "merged": Name("已并档", "merged"),
    "unmerged": Name("已拆档", "taken apart"),
    "tied": Name("已登记", "entered"),
    "tie_ended": Name("已终止", "ended"),
    "apart": Name("已认定为两人", "said to be two people"),
    "asked_history": Name("已查阅", "told"),
    **dict.fromkeys(("moved_in", "joined", "tenure_set"), Name("已登记", "recorded")),
    **dict.fromkeys(("moved_out", "left", "tenure_ended"), Name("已终止", "ended")),
    **dict.fromkeys(("home_corrected", "member_corrected", "tenure_corrected"), Name("已更正", "corrected")),
    **OUTCOME_NAMES,
}
