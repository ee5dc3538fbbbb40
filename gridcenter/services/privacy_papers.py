"""The notice (个人信息处理告知书, PIPL 17, 18 and 35) and a record as sheets; nobody is named on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from sqlalchemy.orm import Session

from gridcenter.domain.errors import WrongUse
from gridcenter.domain.papers import ENDING, Fact, FactRows, Lines, Paper, Part, Signatures, Space, printable
from gridcenter.domain.people import Actor
from gridcenter.domain.privacy import DataSet, PrivacyRecord, PrivacyRules, RecordKind
from gridcenter.language import current_language, listed, pick, tr
from gridcenter.services.audit_rules import audit_rules
from gridcenter.services.desk_facts import store_facts
from gridcenter.services.paper_pdf import as_pdf
from gridcenter.services.privacy_records import privacy_book
from gridcenter.services.privacy_rules import privacy_rules
from gridcenter.services.table_files import complete, write_table
from gridcenter.store.engine import Store, store_time

TABLES = (".csv", ".xlsx")


def write_notice(store: Store, out: Path, *, zone: tzinfo) -> int:
    """Write the notice as a paper, or its list as a table, in the current language; return how many sets it tells of.

    Anybody may have it. Opens its own session.

    Raises:
        WrongUse: The name ends neither in .pdf nor in .csv nor in .xlsx.
        BadInput: The file cannot be written.
        Refusal: The paper cannot be set on this machine.
    """
    rules, ending = privacy_rules(), out.suffix.lower()
    if ending in TABLES:
        return write_table(out, _titles(), [_cells(one, rules) for one in rules.sets])
    _require_paper(out)
    with store.read() as session:
        paper, now = _sheet(session, tr("Notice on personal information"), "", _notice(rules), zone=zone)
    _write(out, paper, now)
    return len(rules.sets)


def write_record(store: Store, record_id: int, out: Path, *, by: Actor, zone: tzinfo) -> PrivacyRecord:
    """Write a record with the steps that followed it as a paper, for the authority; opens its own session.

    Raises:
        RuleBroken: The role does not see records.
        WrongUse: There is no such record, or the name does not end in .pdf.
        BadInput: The file cannot be written.
        Refusal: The paper cannot be set on this machine.
    """
    _require_paper(out)
    with store.read() as session:
        book = privacy_book(session, by=by, now=store_time(session), zone=zone)
        record = next((one for one in book.records if one.id == record_id and one.follows is None), None)
        kind = privacy_rules().kind_named(record.kind) if record is not None else None
        if record is None or kind is None:
            raise WrongUse(tr("There is no record no. {id}.").format(id=record_id))
        steps = [one for one in book.records if one.follows == record.id]
        parts = _record(record, kind, steps[::-1], zone)
        paper, now = _sheet(session, pick(kind.name), f"GB{record.id:06d}", parts, zone=zone)
    _write(out, paper, now)
    return record


def _require_paper(out: Path) -> None:
    if out.suffix.lower() != ENDING:
        raise WrongUse(tr("{file}: name a file that ends in .pdf, .csv or .xlsx.").format(file=out.name))


def _sheet(
    session: Session, title: str, number: str, parts: tuple[Part, ...], *, zone: tzinfo
) -> tuple[Paper, datetime]:
    facts, now = store_facts(session), store_time(session)
    paper = Paper(
        centre=printable(pick(facts.title)),
        title=title,
        number=number,
        mark=tr("Demo data, all synthetic") if facts.synthetic else "",
        page=tr("page {n} of {m}"),
        printed=f"{now.astimezone(zone):%Y-%m-%d %H:%M}",
        language=current_language(),
        parts=parts,
    )
    return paper, now


def _write(out: Path, paper: Paper, now: datetime) -> None:
    made = as_pdf(paper, at=now)
    with complete(out) as part:
        part.write_bytes(made)


def _titles() -> tuple[str, ...]:
    return (
        tr("What, of whom"),
        tr("Items"),
        tr("Why"),
        tr("Legal basis"),
        tr("From where"),
        tr("Kept"),
        tr("Grade"),
    )


def _cells(one: DataSet, rules: PrivacyRules) -> tuple[str, ...]:
    return (
        f"{pick(one.name)}: {pick(one.whose)}",
        items_text(one),
        pick(one.why),
        pick(one.basis),
        pick(one.source),
        pick(one.kept),
        pick(rules.grades[one.grade]),
    )


def items_text(one: DataSet) -> str:
    """Return what is kept, item by item, as the record catalogue names it."""
    return listed(pick(item) for item in one.items) if one.what is None else pick(one.what)


def _notice(rules: PrivacyRules) -> tuple[Part, ...]:
    return (
        FactRows(
            (
                (Fact(tr("Who processes it"), printable(pick(rules.centre))),),
                (Fact(tr("Whom to ask"), printable(pick(rules.contact))),),
            )
        ),
        *(_block(one, rules) for one in rules.sets),
        Space(tr("Your rights"), "\n".join(_rights()), 0),
    )


def _block(one: DataSet, rules: PrivacyRules) -> FactRows:
    titles, cells = _titles(), tuple(map(printable, _cells(one, rules)))
    facts = tuple(Fact(title, cell) for title, cell in zip(titles, cells, strict=True))
    what, items, why, basis, source, kept, grade = facts
    return FactRows(((what,), (items,), (why,), (basis,), (source, grade), (kept,)))


def _rights() -> tuple[str, ...]:
    return (
        tr(
            "You may ask what is kept of you, have a copy, have it corrected or completed, and ask for its deletion "
            "where its purpose is reached or its time is over (Personal Information Protection Law, articles 44 to 47)."
        ),
        tr(
            "You may ask who looked at you, when, why, and what was shown: every look-up is written down before "
            "anything is seen, and kept for {n} days."
        ).format(n=f"{audit_rules().keep_days:,}"),
        tr(
            "Of children below 14 a guardian asks and consents (article 31). Nothing is passed on for other purposes."
        ),
    )


def _record(
    record: PrivacyRecord, kind: RecordKind, steps: Sequence[PrivacyRecord], zone: tzinfo
) -> tuple[Part, ...]:
    about = privacy_rules().set_named(record.about)
    return (
        FactRows(
            (
                (Fact(tr("Day"), record.day.isoformat()), Fact(tr("Written by"), _by(record, zone))),
                (Fact(tr("Legal basis"), printable(pick(kind.law))),),
                (Fact(tr("About"), printable(pick(about.name) if about is not None else "—")),),
            )
        ),
        *(Space(pick(field.name), printable(said_text(record, kind, field.key)), 0) for field in kind.fields),
        *_followed(kind, steps, zone),
        Signatures((tr("Written by (signature)"), tr("Responsible (signature)"))),
    )


def _followed(kind: RecordKind, steps: Sequence[PrivacyRecord], zone: tzinfo) -> tuple[Part, ...]:
    if not kind.steps:
        return ()
    done = {one.step: one for one in steps}
    rows = []
    for step in kind.steps:
        one = done.get(step.key)
        words = one.said.get("done", "") if one is not None else ""
        rows.append(
            (printable(pick(step.name)), _by(one, zone) if one is not None else "—", printable(words))
        )
    titles = (tr("Step"), tr("When and by whom"), tr("What was done"))
    return (Lines(tr("Steps"), titles, (4, 3, 5), tuple(rows), tr("none")),)


def said_text(record: PrivacyRecord, kind: RecordKind, key: str) -> str:
    """Return an answer of a record in the language of the moment."""
    text = record.said.get(key, "")
    choices = next((one.choices for one in kind.fields if one.key == key), {})
    return pick(choices[text]) if text in choices else text


def _by(record: PrivacyRecord, zone: tzinfo) -> str:
    return printable(f"{record.who} · {record.at.astimezone(zone):%Y-%m-%d %H:%M}")
