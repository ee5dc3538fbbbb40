"""Integrity rules and their hits as rows of tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo

from PySide6.QtCore import QObject

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.domain.indicators import thousands
from gridcenter.domain.integrity import (
    SEVERITY_NAMES,
    SUBJECT_NAMES,
    VERDICT_NAMES,
    HitLine,
    RuleState,
    Verdict,
)
from gridcenter.language import pick, tr

_SMALL = CellStyle("caption", "text.secondary")
_COUNT = CellStyle("body", right=True)


class RuleStatesModel(FigureLinesModel[RuleState]):
    """Rules in the order given; the id of a row is the key of its rule."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: tuple[Column[RuleState], ...] = (
            Column("name", lambda: tr("Rule"), lambda row: pick(row.rule.name), lambda row: row.rule.key, 0,
                   CellStyle("body_strong")),
            Column("about", lambda: tr("About"), lambda row: pick(SUBJECT_NAMES[row.rule.subject]),
                   lambda row: row.rule.subject, 96, _SMALL, yields=3),
            Column("severity", lambda: tr("Severity"), lambda row: pick(SEVERITY_NAMES[row.rule.severity]),
                   lambda row: row.rule.severity, 84, _SMALL, yields=4),
            Column("runs", lambda: tr("Runs"), _runs, lambda row: row.on or 0, 110),
            Column("open", lambda: tr("Still there"), lambda row: thousands(row.open), lambda row: row.open, 104,
                   CellStyle("body_strong", right=True)),
            Column("waiting", lambda: tr("Undecided"), lambda row: thousands(row.waiting), lambda row: row.waiting,
                   104, _COUNT),
            Column("false", lambda: tr("False alarms"), _false, lambda row: row.false_rate or 0, 150, _COUNT),
            Column("compares", lambda: tr("Compares"), lambda row: pick(row.rule.compares),
                   lambda row: row.rule.key, 264, replace(_SMALL, wraps=True), yields=2),
            Column("law", lambda: tr("Legal basis"), lambda row: row.rule.law, lambda row: row.rule.law, 320,
                   replace(_SMALL, wraps=True), yields=1),
        )  # fmt: skip
        super().__init__(columns, lambda row: row.rule.key, parent)


class HitsModel(FigureLinesModel[HitLine]):
    """Hits in the order given, masked; the id of a row is the hit's."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        columns: tuple[Column[HitLine], ...] = (
            Column("who", lambda: tr("Name"), _who, lambda row: row.who, 150, CellStyle("body_strong")),
            Column("age", lambda: tr("Age"), lambda row: row.age_band, lambda row: row.age_band, 72, _SMALL),
            Column("place", lambda: tr("Place"), lambda row: row.place, lambda row: row.place, 200),
            Column("grid", lambda: tr("Grid"), lambda row: pick(row.grid), lambda row: row.grid.zh, 150, _SMALL,
                   yields=2),
            Column("evidence", lambda: tr("Says now"), _evidence, _evidence, 0, replace(_SMALL, wraps=True)),
            Column("found", lambda: tr("Found on"), lambda row: f"{row.found_at.astimezone(zone):%Y-%m-%d}",
                   lambda row: row.found_at, 110, _SMALL, yields=1),
            Column("verdict", lambda: tr("Decision"), _verdict, lambda row: row.verdict, 150),
            Column("reason", lambda: tr("Reason"), _reason, lambda row: row.reason, 220,
                   replace(_SMALL, wraps=True), yields=3),
        )  # fmt: skip
        super().__init__(columns, lambda row: row.id, parent)


def _runs(row: RuleState) -> str:
    if row.on is not None:
        return tr("version {n}").format(n=row.on)
    return tr("tried") if row.tried else tr("off")


def _false(row: RuleState) -> str:
    rate = "—" if row.false_rate is None else f"{row.false_rate:.0%}"
    return f"{rate} ({row.false_alarms}/{row.decided})"


def _who(row: HitLine) -> str:
    return row.who or pick(SUBJECT_NAMES[row.subject])


def _evidence(row: HitLine) -> str:
    return " · ".join(f"{pick(name)} {value}" for name, value in row.evidence if value)


def _verdict(row: HitLine) -> str:
    return pick(VERDICT_NAMES[Verdict(row.verdict)]) if row.verdict else ""


def _reason(row: HitLine) -> str:
    return " · ".join(part for part in (row.decided_by, row.reason) if part)
