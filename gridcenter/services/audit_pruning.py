"""Moving the old part of the audit away when its time of keeping is over: to a file first, then out of the store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.audit_rules import AuditRules, audit_rules
from gridcenter.services.audit_verification import LINES_AT_ONCE
from gridcenter.services.progress import OnProgress, Progress
from gridcenter.services.table_files import complete
from gridcenter.store.audit import (
    SHOWN,
    AuditRow,
    ChainLine,
    append_entry,
    chain_part,
    link_fault,
    locked_chain_end,
)
from gridcenter.store.audit_lists import Listed, lists_of_chain, unsealed_lists
from gridcenter.store.audit_pruning import (
    PRUNE,
    Anchor,
    anchors,
    digest,
    newest_pruning,
    removable,
    remove,
    write_anchors,
)
from gridcenter.store.engine import Store, store_time

Lists = Mapping[int, Sequence[Listed]]
"""Whom lines listed, by their sequence numbers."""


@dataclass(frozen=True, slots=True)
class PrunedAudit:
    """What was moved away: `before` excluded, `sha256` of the file."""

    before: datetime
    lines: int
    accounts: int
    file: Path | None
    sha256: str


@dataclass(frozen=True, slots=True)
class _Moved:
    """What the file holds: where each chain ends in it, and how many lines it has."""

    anchors: dict[int, Anchor]
    lines: int
    sha256: str


def prune_audit(
    store: Store, out: Path, *, before: datetime | None = None, by: Actor, progress: OnProgress
) -> PrunedAudit:
    """Write the lines older than `before` (without it, than the time of keeping) to a file, and remove them.

    Opens its own transactions; the last one audits and removes at once, so that a failure leaves every line.
    The newest line of each chain stays, however old it is.

    Raises:
        RuleBroken: The role may not, `before` lies within the time of keeping, a chain does not hold, or
            somebody else moved lines away meanwhile.
        BadInput: The file is there already or cannot be written.
        Cancelled: `progress` raised it; nothing was removed.
    """
    with store.read() as session:
        now = store_time(session)
        limit = _limit(before, by=by, now=now)
        seen = newest_pruning(session)
        begins = anchors(session)
        spans = [
            span for span in removable(session, before=limit) if span.upto > _begin(begins, span.account_id)
        ]
    if out.exists():
        raise BadInput(tr("{file} is there already: name another file.").format(file=out))
    if not spans:
        return PrunedAudit(limit, 0, 0, None, "")
    upto = {span.account_id: span.upto for span in spans}
    with complete(out) as part:
        part.touch(mode=0o600)
        moved = _write(store, part, upto, begins, progress)
    with store.begin() as session:
        if newest_pruning(session) != seen:
            raise RuleBroken(tr("Lines of the audit were moved away by somebody else just now: try again."))
        _audit(session, moved, begins, limit, out, by=by)
    return PrunedAudit(limit, moved.lines, len(moved.anchors), out, moved.sha256)


def _limit(before: datetime | None, *, by: Actor, now: datetime) -> datetime:
    rules: AuditRules = audit_rules()
    if by.role not in rules.pruners:
        roles = listed([pick(ROLE_NAMES[role]) for role in sorted(rules.pruners)])
        raise RuleBroken(
            tr("Old lines of the audit are moved away by these roles only: {roles}.").format(roles=roles)
        )
    latest = now - timedelta(days=rules.keep_days)
    if before is not None and before > latest:
        sentence = tr("The audit is kept {n} days: only lines from before {day} may be moved away.")
        raise RuleBroken(sentence.format(n=rules.keep_days, day=f"{latest:%Y-%m-%d}"))
    return before or latest


def _begin(begins: dict[int, Anchor], account_id: int) -> int:
    return begins[account_id].sequence if account_id in begins else 0


def _write(
    store: Store, part: Path, upto: dict[int, int], begins: dict[int, Anchor], progress: OnProgress
) -> _Moved:
    ends: dict[int, Anchor] = {}
    total = sum(last - _begin(begins, account) for account, last in upto.items())
    done, sum_ = 0, hashlib.sha256()
    with part.open("w", encoding="utf-8", newline="\n") as file:
        for account, last in upto.items():
            start = begins.get(account, Anchor(account, 0, ""))
            for lines, lists in _checked(store, start, last):
                _append(file, lines, lists, sum_)
                ends[account] = Anchor(account, lines[-1].sequence, lines[-1].hash)
                done += len(lines)
                progress(Progress(tr("audit lines"), done, max(total, done)))
    return _Moved(ends, done, sum_.hexdigest())


def _checked(store: Store, start: Anchor, last: int) -> Iterator[tuple[list[ChainLine], Lists]]:
    """Yield the lines behind `start` in parts with whom they listed, each held against the line before.

    Raises:
        RuleBroken: A line does not hold.
    """
    sequence, previous = start.sequence, start.hash
    while sequence < last:
        with store.read() as session:
            count = min(LINES_AT_ONCE, last - sequence)
            lines = chain_part(session, start.account_id, after=sequence, count=count)
            unsealed = unsealed_lists(session, start.account_id, lines)
            lists = lists_of_chain(session, start.account_id, first=sequence + 1, last=sequence + count)
        for line in lines or [ChainLine(last + 1, "", None)]:
            broken = link_fault(line, sequence=sequence, previous=previous) or line.sequence in unsealed
            if line.sequence > last or broken:
                raise RuleBroken(
                    tr(
                        "The audit does not hold (account {n}, line {line}): nothing is moved away before that is "
                        "settled. See: gridcenter audit verify"
                    ).format(n=start.account_id, line=sequence + 1)
                )
            sequence, previous = line.sequence, line.hash
        yield lines, lists


def _append(file: IO[str], lines: list[ChainLine], lists: Lists, sum_: hashlib._Hash) -> None:
    for line in lines:
        if line.row is not None:
            at = line.row.at.astimezone(UTC).isoformat(timespec="microseconds")
            said = {**line.row._asdict(), "at": at, "hash": line.hash}
            if line.sequence in lists:
                said["listed"] = [one._asdict() for one in lists[line.sequence]]
            text = json.dumps(said, ensure_ascii=False) + "\n"
            file.write(text)
            sum_.update(text.encode())


def _audit(
    session: Session, moved: _Moved, begins: dict[int, Anchor], limit: datetime, out: Path, *, by: Actor
) -> None:
    """Write the audit line, then the anchors, then remove; the caller commits all of it or nothing."""
    end = locked_chain_end(session, by.account_id)
    if end is None or not end.active:
        raise RuleBroken(tr("This account is not active; ask the administrator."))
    found = {**begins, **moved.anchors}
    reason = f"{limit.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {moved.lines} {moved.sha256} {out.name}"
    row = AuditRow(
        at=store_time(session),
        account_id=by.account_id,
        action=PRUNE,
        outcome=SHOWN,
        purpose="",
        incident_number="",
        reason=reason[:400],
        subject_hash="",
        fields=digest(found.values()),
    )
    append_entry(session, end, row)
    write_anchors(session, newest_pruning(session) + 1, found.values())
    removed = sum(remove(session, anchor) for anchor in moved.anchors.values())
    if removed != moved.lines:
        raise RuleBroken(tr("Lines of the audit were moved away by somebody else just now: try again."))
