"""Verifying the audit (审计) of a whole store: every line of every account is hashed again, nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from gridcenter.language import tr
from gridcenter.services.progress import OnProgress, Progress
from gridcenter.store.audit import LOWEST, ChainOwner, LinkFault, audited_accounts, chain_part, link_fault
from gridcenter.store.audit_lists import unsealed_lists
from gridcenter.store.audit_pruning import Anchor, anchors, is_audited
from gridcenter.store.engine import Store

LINES_AT_ONCE = 5000
KEPT_FINDINGS = 1000
"""More of them are only counted: memory stays the same however many there are."""


@dataclass(frozen=True, slots=True)
class BrokenLine:
    login: str
    sequence: int
    fault: LinkFault


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last line of an account's chain; kept elsewhere, it shows a tail cut off or a chain rewritten later."""

    login: str
    sequence: int
    hash: str


@dataclass(slots=True)
class VerifiedAudit:
    """What was found; `kept` are the first broken lines."""

    lines: int = 0
    broken: int = 0
    broken_accounts: int = 0
    kept: list[BrokenLine] = field(default_factory=list)
    heads: list[ChainHead] = field(default_factory=list)


def verify_audit(store: Store, *, progress: OnProgress) -> VerifiedAudit:
    """Hash every line again and hold it against the line before; opens its own sessions, batch by batch.

    Raises:
        Cancelled: `progress` raised it.
    """
    found = VerifiedAudit()
    with store.read() as session:
        owners = audited_accounts(session)
        begins = anchors(session)
        vouched = not begins or is_audited(session, begins.values())
    total = sum(owner.lines for owner in owners)
    for owner in owners:
        before = found.broken
        begin = begins.get(owner.account_id, Anchor(owner.account_id, 0, ""))
        if begin.sequence and not vouched:
            _keep(found, BrokenLine(owner.login, begin.sequence, LinkFault.UNVOUCHED))
        _walk(store, owner, begin, found, lambda: progress(_so_far(found, total)))
        found.broken_accounts += found.broken > before
    for account in begins.keys() - {owner.account_id for owner in owners}:
        _keep(found, BrokenLine(f"#{account}", begins[account].sequence + 1, LinkFault.GAP))
        found.broken_accounts += 1
    return found


def _so_far(found: VerifiedAudit, total: int) -> Progress:
    return Progress(tr("audit lines"), found.lines, max(total, found.lines))


def _walk(
    store: Store, owner: ChainOwner, begin: Anchor, found: VerifiedAudit, told: Callable[[], None]
) -> None:
    sequence, previous, after = begin.sequence, begin.hash, LOWEST
    while True:
        with store.read() as session:
            part = chain_part(session, owner.account_id, after=after, count=LINES_AT_ONCE)
            unsealed = unsealed_lists(session, owner.account_id, part)
        if not part:
            break
        for line in part:
            fault = link_fault(line, sequence=sequence, previous=previous)
            if fault is None and line.sequence in unsealed:
                fault = LinkFault.UNSEALED
            if fault is not None:
                _keep(found, BrokenLine(owner.login, line.sequence, fault))
            sequence, previous = line.sequence, line.hash
        after = sequence
        found.lines += len(part)
        told()
    found.heads.append(ChainHead(owner.login, sequence, previous))


def _keep(found: VerifiedAudit, line: BrokenLine) -> None:
    found.broken += 1
    if len(found.kept) < KEPT_FINDINGS:
        found.kept.append(line)
