"""How import batches are told on the terminal and to programs."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

from gridcenter.domain.import_batches import OUTCOME_NAMES, STATE_NAMES, Batch, BatchState, StagedLine, Undone
from gridcenter.language import pick, tr

COUNTS = ("rows", "accepted", "unchanged", "twins", "refused")


def batch_sentence(one: Batch, zone: tzinfo) -> str:
    """Return one line about a batch; how it ended stands behind it."""
    written = one.state not in (BatchState.STAGED, BatchState.DROPPED)
    counts = tr("rows {rows}, stored {accepted}") if written else tr("rows {rows}")
    sentence = tr("no. {id} · {time} · {who} · {kind} · {file} · {state} · {counts}")
    told = sentence.format(
        id=one.id,
        time=f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}",
        who=one.actor,
        kind=one.kind,
        file=one.file_name,
        state=pick(STATE_NAMES[one.state]),
        counts=counts.format(rows=f"{one.rows:,}", accepted=f"{one.accepted:,}"),
    )
    if one.ended_at is None:
        return told
    ended = " · ".join(part for part in (_time(one.ended_at, zone), one.ender, one.end_reason) if part)
    return f"{told} ({ended})"


def told_counts(one: Batch) -> str:
    """Return the counts of a batch: by outcome while it is staged, else as they were stored."""
    if one.outcomes:
        told = (f"{pick(OUTCOME_NAMES[outcome])} {n:,}" for outcome, n in one.outcomes.items())
        return " · ".join(told)
    counted = tr("rows {rows}, stored {accepted}, unchanged {unchanged}, twins {twins}, refused {refused}.")
    return counted.format(**{name: getattr(one, name) for name in COUNTS}) + f" SHA-256 {one.sha256}"


def batch_json(one: Batch, zone: tzinfo) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "at": _time(one.at, zone),
        "actor": one.actor,
        "file": one.file_name,
        "sha256": one.sha256,
        "source": one.source,
        "preset": one.preset,
        "encoding": one.encoding,
        "state": one.state.value,
        **{name: getattr(one, name) for name in COUNTS},
        "outcomes": {outcome.value: n for outcome, n in one.outcomes.items()},
        "applied_at": _time(one.applied_at, zone),
        "applier": one.applier,
        "ended_at": _time(one.ended_at, zone),
        "ender": one.ender,
        "end_reason": one.end_reason,
    }


def line_json(one: StagedLine) -> dict[str, Any]:
    return {
        "line": one.line,
        "outcome": one.outcome.value,
        "key": one.key,
        "same": one.same,
        "other": one.other,
        "field": one.field,
        "value": one.value,
        "reason": one.reason,
        "evidence": [{"field": item.field, "old": item.old, "new": item.new} for item in one.evidence],
    }


def undone_json(done: Undone) -> dict[str, Any]:
    return {
        "batch": done.batch_id,
        "removed": {name: n for name, n in done.removed.items() if n},
        "withdrawn": done.withdrawn,
        "put_back": dict(done.put_back),
        "kept": dict(done.kept),
        "kept_file": str(done.kept_path) if done.kept_path else None,
    }


def _time(moment: datetime | None, zone: tzinfo) -> str:
    return "" if moment is None else f"{moment.astimezone(zone):%Y-%m-%d %H:%M:%S}"
