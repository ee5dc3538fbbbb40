"""`rules`: integrity rules of the registers: listed, tried, switched, run, and their hits decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.table import Table
from rich.text import Text
from sqlalchemy.orm import Session

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.commands.progress import cancellable
from gridcenter.domain.integrity import (
    SEVERITY_NAMES,
    SUBJECT_NAMES,
    VERDICT_NAMES,
    HitLine,
    Rule,
    RuleState,
    Run,
    Tried,
    Verdict,
)
from gridcenter.language import pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.integrity_hits import decide_hit, hit_version, show_hits
from gridcenter.services.integrity_rules import integrity_settings, known_rule, rules_of_file
from gridcenter.services.integrity_runs import run_rules, try_rule
from gridcenter.services.integrity_switches import rule_named, rule_states, switch_off, switch_on
from gridcenter.settings import load_settings
from gridcenter.store.engine import store_time
from gridcenter.store.integrity import HitFilter

Shown = Literal["open", "waiting", "decided", "false", "all"]
_FILTERS: dict[Shown, dict[str, Any]] = {
    "open": {},
    "waiting": {"verdict": ""},
    "decided": {"still_there": False, "decided": True},
    "false": {"still_there": False, "verdict": Verdict.FALSE_ALARM.value},
    "all": {"still_there": False},
}


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, help_text, command in (
        (
            "list",
            tr("List the rules: what runs, hits still there, false alarms among decided ones."),
            list_rules,
        ),
        ("try", tr("Count what a rule would find and show a few, masked; nothing is kept of them."), try_one),
        ("on", tr("Let a rule run that was tried."), on),
        ("off", tr("Let a rule run no more; its hits end."), off),
        ("run", tr("Check the registers of the area with every rule that is switched on."), run),
        ("hits", tr("List hits, masked; the audit keeps that they were shown."), hits),
        ("decide", tr("Say what became of a hit, and why."), decide),
    ):
        group.command(name, cls=TaskCommand, help=help_text)(command)
    app.add_typer(group, name="rules", help=tr("Find facts of the registers that cannot both be true."))


def _key() -> Any:
    return typer.Argument(metavar="RULE", help=tr("key of the rule, as listed"))


def _file() -> Any:
    return typer.Option("--file", metavar="FILE", readable=False, help=tr("a file of rules of one's own"))


def _json() -> Any:
    return typer.Option("--json", help=tr("answer as JSON"))


def _reason() -> Any:
    return typer.Option("--reason", metavar="TEXT", help=tr("why; it is kept"))


def _rule(session: Session, key: str, file: Path | None) -> Rule:
    return known_rule(rules_of_file(file), key) if file else rule_named(session, key)


def list_rules(
    file: Annotated[Path | None, _file()] = None,
    as_json: Annotated[bool, _json()] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    rules = rules_of_file(file) if file else ()
    with usable_store(store) as opened, opened.read() as session:
        by = acting_account(session, load_settings().account)
        states = rule_states(session, by=by, rules=rules)
    if as_json:
        print_json({"rules": [_state_json(state) for state in states]})
        return
    titles = (tr("rule"), tr("name"), tr("about"), tr("severity"), tr("runs"), tr("still there"))
    _print_table((*titles, tr("undecided"), tr("false alarms")), map(_state_cells, states))


def try_one(
    key: Annotated[str, _key()],
    file: Annotated[Path | None, _file()] = None,
    as_json: Annotated[bool, _json()] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    stopped = tr("Stopped: the rule was not tried.")
    with usable_store(store) as opened:
        with opened.read() as session:
            rule = _rule(session, key, file)
            by = acting_account(session, load_settings().account)
        with cancellable(stopped, as_json=as_json) as progress:
            tried = try_rule(opened, rule, by=by, progress=progress)
    _tell_tried(tried, as_json, load_settings().zone)


def on(
    key: Annotated[str, _key()],
    reason: Annotated[str, _reason()] = "",
    file: Annotated[Path | None, _file()] = None,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.begin() as session:
        rule = _rule(session, key, file)
        by = acting_account(session, load_settings().account)
        switch_on(session, rule, reason=reason, by=by, now=store_time(session))
    sentence = tr("Switched on: {name}, version {version}.")
    terminal().print(sentence.format(name=pick(rule.name), version=rule.version), markup=False)


def off(
    key: Annotated[str, _key()],
    reason: Annotated[str, _reason()] = "",
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.begin() as session:
        by = acting_account(session, load_settings().account)
        ended = switch_off(session, key, reason=reason, by=by, now=store_time(session))
    terminal().print(tr("Switched off; hits ended: {n}.").format(n=f"{ended:,}"), markup=False)


def run(
    as_json: Annotated[bool, _json()] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    stopped = tr("Stopped: the hits are as they were before.")
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, load_settings().account)
        with cancellable(stopped, as_json=as_json) as progress:
            made = run_rules(opened, by=by, progress=progress)
    _tell_run(made, as_json)


def hits(
    rule: Annotated[str, typer.Option(metavar="RULE", help=tr("only of this rule"))] = "",
    show: Annotated[
        Shown, typer.Option(help=tr("open, waiting for a decision, decided, false alarms, or all"))
    ] = "open",
    after: Annotated[int, typer.Option(metavar="NO", min=0, help=tr("behind this number"))] = 0,
    as_json: Annotated[bool, _json()] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    wanted = HitFilter(rule=rule, after=after, **_FILTERS[show])
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, load_settings().account)
            if rule:
                rule_named(session, rule)
        shown = show_hits(opened, wanted, by=by)
    if as_json:
        listed = [_hit_json(line, load_settings().zone) for line in shown.lines]
        print_json({"hits": listed, "more": shown.more, "total": shown.total})
        return
    _print_hits(shown.lines)
    if shown.more:
        sentence = tr("{n} of {all}. Further ones: rules hits --after {id}")
        counted = {"n": f"{len(shown.lines):,}", "all": f"{shown.total:,}"}
        terminal().print(sentence.format(**counted, id=shown.lines[-1].id), markup=False)


def decide(
    key: Annotated[int, typer.Argument(metavar="NO", help=tr("no. of the hit, as listed"))],
    verdict: Annotated[Verdict, typer.Argument(metavar="VERDICT", help=tr("what became of it"))],
    reason: Annotated[str, _reason()] = "",
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.begin() as session:
        by = acting_account(session, load_settings().account)
        version = hit_version(session, key)
        now = store_time(session)
        decide_hit(session, key, version=version, verdict=verdict, reason=reason, by=by, now=now)
    sentence = tr("Kept: hit no. {id}, {verdict}.")
    terminal().print(sentence.format(id=key, verdict=pick(VERDICT_NAMES[verdict])), markup=False)


def _tell_tried(tried: Tried, as_json: bool, zone: tzinfo) -> None:
    if as_json:
        sample = [_hit_json(line, zone) for line in tried.sample]
        print_json({"rule": tried.rule.key, "checked": tried.checked, "found": tried.found, "sample": sample})
        return
    sentence = tr("{name}: {found} found among {checked}.")
    told = sentence.format(name=pick(tried.rule.name), found=f"{tried.found:,}", checked=f"{tried.checked:,}")
    terminal().print(told, markup=False)
    _print_hits(tried.sample)


def _tell_run(made: Run, as_json: bool) -> None:
    if as_json:
        rules = [
            {
                "rule": line.rule,
                "version": line.version,
                "found": line.found,
                "new": line.new,
                "ended": line.ended,
                "too_many": line.too_many,
            }
            for line in made.rules
        ]
        print_json({"run": made.id, "checked": made.checked, "rules": rules})
        return
    titles = (tr("rule"), tr("found"), tr("new"), tr("ended"))
    rows = ((line.rule, f"{line.found:,}", f"{line.new:,}", f"{line.ended:,}") for line in made.rules)
    _print_table(titles, rows)
    for line in made.rules:
        if line.too_many:
            sentence = tr("{rule} finds more than {n}: nothing of it was kept. Look at the rule first.")
            told = sentence.format(rule=line.rule, n=f"{integrity_settings().hits_at_most:,}")
            terminal().print(told, style="yellow", markup=False)


def _state_cells(state: RuleState) -> tuple[str, ...]:
    rule = state.rule
    rate = "—" if state.false_rate is None else f"{state.false_rate:.1%}"
    return (
        rule.key,
        pick(rule.name),
        pick(SUBJECT_NAMES[rule.subject]),
        pick(SEVERITY_NAMES[rule.severity]),
        tr("version {n}").format(n=state.on) if state.on else tr("tried") if state.tried else tr("off"),
        f"{state.open:,}",
        f"{state.waiting:,}",
        f"{rate} ({state.false_alarms}/{state.decided})",
    )


def _state_json(state: RuleState) -> dict[str, Any]:
    rule = state.rule
    return {
        "rule": rule.key,
        "version": rule.version,
        "name": pick(rule.name),
        "compares": pick(rule.compares),
        "about": rule.subject,
        "severity": rule.severity,
        "law": rule.law,
        "on": state.on,
        "tried": state.tried,
        "open": state.open,
        "waiting": state.waiting,
        "decided": state.decided,
        "false_alarms": state.false_alarms,
        "false_rate": state.false_rate,
    }


def _print_hits(lines: Iterable[HitLine]) -> None:
    titles = (tr("no."), tr("rule"), tr("who"), tr("age band"), tr("place"), tr("grid"), tr("evidence"))
    _print_table((*titles, tr("decision")), map(_hit_cells, lines))


def _hit_cells(line: HitLine) -> tuple[str, ...]:
    evidence = "; ".join(f"{pick(name)} {value}" for name, value in line.evidence)
    verdict = pick(VERDICT_NAMES[Verdict(line.verdict)]) if line.verdict else ""
    return (
        str(line.id) if line.id > 0 else "",
        line.rule,
        line.who,
        line.age_band,
        line.place,
        pick(line.grid),
        evidence,
        verdict,
    )


def _hit_json(line: HitLine, zone: tzinfo) -> dict[str, Any]:
    return {
        "id": line.id,
        "rule": line.rule,
        "about": line.subject,
        "who": line.who,
        "age_band": line.age_band,
        "place": line.place,
        "grid": pick(line.grid),
        "evidence": {pick(name): value for name, value in line.evidence},
        "found_at": line.found_at.astimezone(zone).isoformat(),
        "ended_at": line.ended_at.astimezone(zone).isoformat() if line.ended_at else None,
        "ended_why": line.ended_why,
        "verdict": line.verdict,
        "decided_by": line.decided_by,
        "reason": line.reason,
    }


def _print_table(titles: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in titles:
        table.add_column(title)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    terminal().print(table)
