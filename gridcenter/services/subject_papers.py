"""The report to a person as a sheet (个人信息查询情况告知书) or a table; audited before the file is begun."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from gridcenter.domain.errors import WrongUse
from gridcenter.domain.papers import ENDING, Fact, FactRows, Lines, Paper, Signatures, Space, printable
from gridcenter.domain.people import Actor
from gridcenter.domain.subject_report import SubjectLine, SubjectReport
from gridcenter.language import current_language, pick, tr
from gridcenter.services.desk_facts import StoreFacts, store_facts
from gridcenter.services.paper_pdf import as_pdf
from gridcenter.services.subject_report import subject_report
from gridcenter.services.table_files import complete, write_table
from gridcenter.store.engine import Store

TABLES = (".csv", ".xlsx")
MOST_PRINTED = 1000
"""Lines on paper; a table holds all of them."""


def write_subject_report(
    store: Store, text: str, out: Path, *, reason: str = "", by: Actor, zone: tzinfo
) -> SubjectReport:
    """Write the report in the current language and return it; opens its own transactions.

    Raises:
        WrongUse: The name ends neither in .pdf nor in .csv nor in .xlsx.
        BadInput: Nothing was typed, or the file cannot be written.
        RuleBroken: The role may not, or asks too often.
        Refusal: The paper cannot be set on this machine.
    """
    ending = out.suffix.lower()
    if ending not in (ENDING, *TABLES):
        raise WrongUse(tr("{file}: name a file that ends in .pdf, .csv or .xlsx.").format(file=out.name))
    report = subject_report(store, text, reason=reason, by=by)
    if ending in TABLES:
        write_table(out, _heading(), (_row(line, report, zone) for line in report.lines), private=True)
        return report
    with store.read() as session:
        facts = store_facts(session)
    made = as_pdf(subject_paper(report, facts, zone=zone), at=report.as_of)
    with complete(out, private=True) as part:
        part.write_bytes(made)
    return report


def subject_paper(report: SubjectReport, facts: StoreFacts, *, zone: tzinfo) -> Paper:
    """Put the report on a sheet; the number stands masked on it."""
    return Paper(
        centre=printable(pick(facts.title)),
        title=tr("Report on look-ups of a person"),
        number=report.serial,
        mark=tr("Demo data, all synthetic") if facts.synthetic else "",
        page=tr("page {n} of {m}"),
        printed=tr("{number} · printed {time} by {who}").format(
            number=report.serial, time=_moment(report.as_of, zone), who=printable(report.asked_by)
        ),
        language=current_language(),
        parts=(
            _head(report, zone),
            Space(tr("What this lists"), "\n".join(_words(report, zone)), 0),
            _lines(report, zone),
            Signatures((tr("Issued by (signature)"), tr("Received by (signature)"))),
        ),
    )


def _head(report: SubjectReport, zone: tzinfo) -> FactRows:
    return FactRows(
        (
            (Fact(tr("ID number"), report.number), Fact(tr("Report"), report.serial)),
            (
                Fact(tr("Lines in the audit"), f"{len(report.lines):,}"),
                Fact(tr("Accounts"), f"{report.accounts:,}"),
            ),
            (
                Fact(tr("Lists that named the person"), f"{report.lists:,}"),
                Fact(tr("As of"), _moment(report.as_of, zone)),
            ),
            (Fact(tr("Audit kept since"), f"{report.kept_since.astimezone(zone):%Y-%m-%d}"),),
        )
    )


def _words(report: SubjectReport, zone: tzinfo) -> tuple[str, ...]:
    words = [
        tr(
            "This lists every look at the person with this number that the audit holds: who looked, when, "
            "for what purpose, and what was shown. Look-ups that found nobody, attempts that were refused and "
            "searches whose list named the person are listed, too; the making of this report is its newest line."
        ),
        tr(
            "The card of somebody else of the same household or building shows the person, masked, among those who "
            "live there: such a look is told to whom the card is about."
        ),
        tr("The audit begins on {day}: earlier look-ups are not in it.").format(
            day=f"{report.kept_since.astimezone(zone):%Y-%m-%d}"
        ),
    ]
    more = len(report.lines) - MOST_PRINTED
    if more > 0:
        words.append(tr("{n} older lines stand in the table of this report only.").format(n=f"{more:,}"))
    return tuple(words)


def _lines(report: SubjectReport, zone: tzinfo) -> Lines:
    return Lines(
        tr("Looks at this person"),
        (tr("Time"), tr("Who"), tr("What"), tr("Outcome"), tr("Purpose"), tr("Incident or reason")),
        (3, 4, 3, 3, 3, 4),
        tuple(tuple(map(printable, _cells(line, zone))) for line in report.lines[:MOST_PRINTED]),
        tr("none"),
    )


def _cells(line: SubjectLine, zone: tzinfo) -> tuple[str, ...]:
    who = " · ".join(part for part in (line.who, line.role_text, pick(line.unit)) if part)
    what = " · ".join((line.action_text, pick(line.item))) if line.item is not None else line.action_text
    return _moment(line.at, zone), who, what, line.outcome_text, line.purpose_text, line.ground


def _heading() -> tuple[str, ...]:
    return (
        tr("ID number"),
        tr("Time"),
        tr("Account"),
        tr("Name"),
        tr("Role"),
        tr("Unit"),
        tr("What"),
        tr("Value shown"),
        tr("Outcome"),
        tr("Purpose"),
        tr("Incident"),
        tr("Reason"),
    )


def _row(line: SubjectLine, report: SubjectReport, zone: tzinfo) -> tuple[str, ...]:
    return (
        report.number,
        f"{line.at.astimezone(zone):%Y-%m-%d %H:%M:%S}",
        line.login,
        line.name,
        line.role_text,
        pick(line.unit),
        line.action_text,
        pick(line.item) if line.item is not None else "",
        line.outcome_text,
        line.purpose_text,
        line.incident_number,
        line.reason,
    )


def _moment(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
