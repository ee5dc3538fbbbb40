"""Care files on the terminal and as JSON."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from rich.table import Table
from rich.text import Text

from gridcenter.commands.context import print_json, terminal
from gridcenter.domain.care import CONSENT_NAMES, CareFile, CareList, CareRules
from gridcenter.language import pick, tr


def tell_programmes(rules: CareRules, *, as_json: bool) -> None:
    lines = [
        {
            "key": one.key,
            "name": pick(one.name),
            "basis": pick(one.basis),
            "consent": one.consent.value,
            "longest_days": one.longest,
            "visit_every_days": one.visit_every,
        }
        for one in rules.programmes.values()
    ]
    if as_json:
        print_json({"programmes": lines})
        return
    table = _table(
        tr("Key"), tr("Programme"), tr("Consent"), tr("Days at most"), tr("Visit every (days)"), tr("Basis")
    )
    for one in rules.programmes.values():
        numbers = (str(one.longest), str(one.visit_every))
        table.add_row(one.key, pick(one.name), pick(CONSENT_NAMES[one.consent]), *numbers, pick(one.basis))
    terminal().print(table)


def tell_list(found: CareList) -> None:
    if not found.lines and not found.renewals:
        terminal().print(tr("No care file names this account."), markup=False)
        return
    table = _table(tr("No."), tr("Programme"), tr("Name"), tr("Place"), tr("Last day"), tr("Next visit"))
    for line in found.lines:
        cells = (
            pick(line.programme),
            line.name,
            pick(line.place),
            f"{line.expires_on}",
            f"{line.visit_on or ''}",
        )
        table.add_row(str(line.file_id), *(Text(cell) for cell in cells))
    terminal().print(table)
    for one in found.renewals:
        sentence = (
            tr("No. {id} ended on {day}: renew it, or it is gone.")
            if one.ended
            else tr("No. {id} ends on {day}: to renew.")
        )
        words = sentence.format(id=one.file_id, day=one.expires_on)
        other = f" {tr('Another account renews.')}" if one.other_person else ""
        terminal().print(words + other, markup=False)


def list_json(found: CareList) -> dict[str, Any]:
    return {
        "files": [
            {
                "file": line.file_id,
                "programme": pick(line.programme),
                "name": line.name,
                "place": pick(line.place),
                "last_day": f"{line.expires_on}",
                "next_visit": f"{line.visit_on or ''}",
            }
            for line in found.lines
        ],
        "renew": [
            {
                "file": one.file_id,
                "last_day": f"{one.expires_on}",
                "ended": one.ended,
                "other": one.other_person,
            }
            for one in found.renewals
        ],
    }


def tell_file(file: CareFile, zone: tzinfo) -> None:
    for title, value in file_lines(file, zone):
        terminal().print(f"{title}: {value}", markup=False)


def file_lines(file: CareFile, zone: tzinfo) -> list[tuple[str, str]]:
    """Return what stands in a file as (title, value)."""
    consent = pick(file.consent) + (f" {file.consent_on}" if file.consent_on else "")
    lines = [
        (tr("Care file"), f"{file.file_id} · {pick(file.programme)}"),
        (tr("Resident"), f"{file.name} · {pick(file.sex)} · {file.age_band} · {pick(file.place)}"),
        (tr("Reason"), file.reason),
        (tr("Legal basis"), file.basis),
        (tr("Consent"), consent),
        (tr("Term"), f"{file.begins_on} – {file.expires_on}"),
        (tr("Opened by"), f"{file.opened_by} {file.opened_at.astimezone(zone):%Y-%m-%d %H:%M}"),
    ]
    for knower in file.knowers:
        words = tr("{who}, named by {by}, through {day}")
        lines.append(
            (tr("May know"), words.format(who=knower.who, by=knower.granted_by, day=knower.until_on))
        )
    lines += [(tr("Renewed"), f"{term.by} → {term.until_on} · {term.reason}") for term in file.terms]
    for visit in file.visits:
        done = f" → {visit.made_on} {pick(visit.outcome)} {visit.note}" if visit.outcome is not None else ""
        lines.append((tr("Visit"), f"{visit.planned_on} {visit.visitor}{done}"))
    lines += [
        (
            tr("Benefit"),
            f"{pick(one.kind)} · {one.amount} · {one.from_on} – {one.until_on or ''} · {one.decided_by}",
        )
        for one in file.benefits
    ]
    return lines


def file_json(file: CareFile, zone: tzinfo) -> dict[str, Any]:
    return {
        "file": file.file_id,
        "programme": pick(file.programme),
        "name": file.name,
        "place": pick(file.place),
        "reason": file.reason,
        "basis": file.basis,
        "begins": f"{file.begins_on}",
        "last_day": f"{file.expires_on}",
        "opened_at": file.opened_at.astimezone(zone).isoformat(),
        "may_know": [{"who": one.who, "until": f"{one.until_on}"} for one in file.knowers],
        "renewed": [{"by": one.by, "until": f"{one.until_on}"} for one in file.terms],
        "visits": [
            {"planned": f"{one.planned_on}", "made": f"{one.made_on or ''}", "note": one.note}
            for one in file.visits
        ],
        "benefits": [{"amount": one.amount, "decided_by": one.decided_by} for one in file.benefits],
    }


def _table(*titles: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in titles:
        table.add_column(title)
    return table
