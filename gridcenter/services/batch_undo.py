"""Undoing an import batch (撤销导入批次): what it made goes, what it said is taken back, what it changed is put back.

What somebody built on since stays as it is and is told row by row. Nothing but the caller's transaction holds the
work together: it is wholly done or wholly not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.import_batches import STATE_NAMES, BatchState, Undone
from gridcenter.domain.masking import mask_id_number
from gridcenter.domain.organisations import ITEMS
from gridcenter.domain.people import Actor
from gridcenter.language import pick, tr
from gridcenter.services.import_batch_rules import check_undoer
from gridcenter.services.import_batches import UNDO, audit_batch, no_batch
from gridcenter.services.importing.batching import account_of, end_batch
from gridcenter.services.importing.person_values import FORMER_PLACE
from gridcenter.services.importing.rejects import RejectsFile
from gridcenter.services.importing.report import Kind
from gridcenter.services.importing.staging import UNDONE_KINDS
from gridcenter.services.organisation_statements import project_organisations
from gridcenter.services.person_index import index_changed_persons
from gridcenter.services.progress import OnProgress, Progress, unwatched
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.services.recording import LONGEST_REASON, check_length
from gridcenter.store import batch_undo as rows
from gridcenter.store.bulk import PORTION, update_rows
from gridcenter.store.import_batches import locked_batch
from gridcenter.store.models import (
    Household,
    HouseholdMember,
    ImportBatch,
    Organisation,
    OrganisationPerson,
    Person,
    Premises,
    Residence,
    Table,
)
from gridcenter.store.numbers import lock_person_numbers
from gridcenter.store.persons_apart import end_about_nobody
from gridcenter.store.premises_places import settle_places, unsettle_places
from gridcenter.store.tables import table_of

MADE: tuple[tuple[str, type[Table]], ...] = (
    ("household", Household),
    ("person", Person),
    ("organisation", Organisation),
    ("premises", Premises),
)
"""In this order they go: who lives somewhere before the place."""
TIE = "organisation_person"
LINKS: tuple[tuple[str, type[Table]], ...] = (
    ("residence", Residence),
    ("household_member", HouseholdMember),
    (TIE, OrganisationPerson),
)
_CHANGED: Mapping[str, type[Table]] = {
    "person": Person,
    "premises": Premises,
    "organisation": Organisation,
}


def undo_batch(
    session: Session,
    batch_id: int,
    *,
    reason: str,
    by: Actor,
    now: datetime,
    kept: Path | None = None,
    progress: OnProgress = unwatched,
) -> Undone:
    """Take a batch of persons, premises, organisations or their people back; the caller commits.

    `kept` names a file for what stays, row by row. Rows that the batch made go unless they were changed since or
    something refers to them; values that it said are withdrawn with the reason unless somebody verified them; what
    it changed is put back where it still stands as the batch left it. Afterwards the file can be imported again.

    Raises:
        RuleBroken: The role may not, or the batch is not applied: staged, dropped or undone already.
        BadInput: There is no such batch, its kind is not undone, or the reason is missing or too long.
        Cancelled: The progress callback wished so.
    """
    check_undoer(by)
    said = check_length(reason, longest=LONGEST_REASON)
    if not said:
        raise BadInput(tr("Write why the batch is undone."))
    batch = _applied(session, batch_id)
    audit_batch(session, UNDO, batch_id, said, by=by, now=now)
    lock_person_numbers(session)
    report = RejectsFile(kept, first=tr("no. in the register"))
    end_batch(session, batch, BatchState.UNDONE, reason=said, by=by, now=now)
    account_id = account_of(session, by)
    try:
        undo = _Undoing(session, batch_id, Undone(batch_id), report, progress)
        undo.run(now=now, account_id=account_id, why=said)
        undo.done.kept_path = report.keep()
    finally:
        report.drop()
    end_about_nobody(session, at=now, account_id=account_id, actor=by.name, why=said)
    index_changed_persons(session, progress)
    return undo.done


def _applied(session: Session, batch_id: int) -> ImportBatch:
    batch = locked_batch(session, batch_id)
    if batch is None:
        raise BadInput(no_batch(batch_id))
    if Kind(batch.kind) not in UNDONE_KINDS:
        raise BadInput(
            tr(
                "Only imports of persons, premises, organisations and their people are undone; this one holds others."
            )
        )
    if batch.state == BatchState.UNDONE:
        sentence = tr("Import batch no. {id} was undone already, by {who}: {reason}")
        raise RuleBroken(sentence.format(id=batch_id, who=batch.ender, reason=batch.end_reason))
    if batch.state != BatchState.APPLIED:
        state = pick(STATE_NAMES[BatchState(batch.state)])
        sentence = tr("Import batch no. {id} is {state}: there is nothing to undo.")
        raise RuleBroken(sentence.format(id=batch_id, state=state))
    return batch


@dataclass
class _Undoing:
    session: Session
    batch_id: int
    done: Undone
    report: RejectsFile
    progress: OnProgress

    def run(self, *, now: datetime, account_id: int | None, why: str) -> None:
        """Do it all; places that premises took over stand aside meanwhile and follow what stands at the end."""
        unsettle_places(self.session)
        placed = self._put_changes_back()
        self.done.withdrawn = sum(
            rows.withdraw_values(
                self.session,
                self.batch_id,
                but=FORMER_PLACE,
                person_ids=persons,
                at=now,
                account_id=account_id,
                why=why,
            )
            for persons in (None, placed)
        )
        self._undo_ties()
        self.done.removed += Counter(rows.remove_links(self.session, self.batch_id))
        for name, model in MADE:
            self._remove(name, model)
        said = rows.withdraw_statements(self.session, self.batch_id, at=now, account_id=account_id, why=why)
        self.done.withdrawn += len(said)
        project_organisations(self.session, set(said))
        settle_places(self.session)
        self._tell_kept()

    def _remove(self, name: str, model: type[Table]) -> None:
        """Remove rows until nothing more goes: premises go after those that stand in them."""
        span = rows.span_of(self.session, model, self.batch_id)
        for first, last in rows.ranges(span):
            rows.lock_rows(self.session, model, self.batch_id, first, last)
        gone = 0
        while True:
            before = gone
            for first, last in rows.ranges(span):
                self.progress(Progress(_word(name), gone, span.rows))
                gone += rows.remove_made(self.session, model, self.batch_id, first, last)
            if gone == before or model is not Premises:
                break
        self.done.removed += Counter({name: gone})
        self.progress(Progress(_word(name), span.rows, span.rows))

    def _undo_ties(self) -> None:
        """Remove ties that the batch made, then open again those that it ended."""
        gone = 0
        span = rows.span_of(self.session, OrganisationPerson, self.batch_id)
        for first, last in rows.ranges(span):
            self.progress(Progress(_word(TIE), gone, span.rows))
            gone += rows.remove_ties(self.session, self.batch_id, first, last)
        self.done.removed += Counter({TIE: gone})
        after = 0
        while found := rows.changes_of(self.session, self.batch_id, after=after, limit=PORTION, subject=TIE):
            after = found[-1].id
            self.progress(Progress(_word(TIE), self.done.put_back[TIE], None))
            for one in found:
                self._open_tie_again(one)

    def _open_tie_again(self, change: rows.ChangeRow) -> None:
        until = date.fromisoformat(json.loads(change.after)["until"])
        person = rows.open_tie_again(self.session, change.subject_id, until=until)
        if person is None:
            self.done.put_back[TIE] += 1
        else:
            reason = tr("a further tie of this kind goes on since: stays ended")
            self._tell(TIE, Person, [(person, reason)])

    def _put_changes_back(self) -> list[int]:
        """Put back what still stands as the batch left it, and return the persons that have their place again."""
        placed: list[int] = []
        after = 0
        while found := rows.changes_of(self.session, self.batch_id, after=after, limit=PORTION):
            after = found[-1].id
            self.progress(Progress(tr("changed rows"), len(placed), None))
            for subject, model in _CHANGED.items():
                back = self._put_back(subject, model, [one for one in found if one.subject == subject])
                placed += back if model is Person else []
            self._put_relations_back([one for one in found if one.subject == "household_member"])
        return placed

    def _put_back(self, subject: str, model: type[Table], changes: Sequence[rows.ChangeRow]) -> list[int]:
        read = [(one.subject_id, _values(model, one.before), _values(model, one.after)) for one in changes]
        columns = sorted({name for _, before, _ in read for name in before})
        if not columns:
            return []
        ids = [key for key, _, _ in read]
        present = rows.present_values(self.session, model, ids, columns)
        told = rows.said_about(self.session, ids) if model is Organisation else set()
        still = [
            (key, before)
            for key, before, after in read
            if key in present
            and key not in told
            and all(present[key][name] == value for name, value in after.items())
        ]
        for names in {tuple(sorted(before)) for _, before in still}:
            values = [
                (*(before[name] for name in names), key)
                for key, before in still
                if tuple(sorted(before)) == names
            ]
            update_rows(self.session, model, names, values, key="id")
        self.done.put_back[subject] += len(still)
        same = {key for key, _ in still}
        others = [key for key, _, _ in read if key in present and key not in same]
        reason = tr("changed once more since: not put back")
        self._tell(subject, model, [(key, reason) for key in others])
        return [key for key, _ in still]

    def _put_relations_back(self, changes: Sequence[rows.ChangeRow]) -> None:
        others: list[tuple[int, str]] = []
        for one in changes:
            before, after = json.loads(one.before)["relation"], json.loads(one.after)["relation"]
            household = one.second_id or 0
            if rows.put_back_relation(self.session, household, one.subject_id, before=before, after=after):
                self.done.put_back["household_member"] += 1
            else:
                others.append((one.subject_id, tr("relation changed once more since: not put back")))
        self._tell("household_member", Person, others)

    def _tell_kept(self) -> None:
        kinds = record_catalogue().kinds
        verified = tr("verified since: {item} stays")
        values = rows.kept_values(self.session, self.batch_id, but=FORMER_PLACE)
        told = [(person, verified.format(item=pick(kinds[key].label))) for person, key in values]
        self._tell("record_item", Person, told)
        stated = rows.kept_statements(self.session, self.batch_id)
        kept_items = [(key, verified.format(item=pick(ITEMS[item]))) for key, item in stated]
        self._tell("organisation_item", Organisation, kept_items)
        for name, model in LINKS:
            reason = tr("changed or ended since: stays")
            persons = rows.kept_links(self.session, model, self.batch_id)
            self._tell(name, Person, [(person, reason) for person in persons])
        for name, model in MADE:
            kept = rows.kept_rows(self.session, model, self.batch_id)
            keepers = rows.keepers(self.session, model, kept)
            self._tell(name, model, [(key, _why(keepers.get(key))) for key in kept])

    def _tell(self, name: str, model: type[Table], told: Sequence[tuple[int, str]]) -> None:
        """Name (id, reason) pairs in the file of what stays; `model` is what the ids belong to."""
        shown = rows.shown_keys(self.session, model, [key for key, _ in told])
        for key, reason in told:
            text = shown.get(key) or ""
            value = mask_id_number(text) if model is Person else text
            self.report.add(key, _word(name), value, tr("stays"), reason)
        if told:
            self.done.kept[name] += len(told)


def _values(model: type[Table], text: str) -> dict[str, Any]:
    """Return the columns of a row as they were kept, days as days."""
    columns = table_of(model).columns
    return {
        name: date.fromisoformat(value) if value and columns[name].type.python_type is date else value
        for name, value in json.loads(text).items()
    }


def _why(keeper: str | None) -> str:
    words: dict[str | None, str] = {
        None: tr("changed or verified since"),
        "record_item": tr("further values were written about the person since"),
        "residence": tr("a residence refers to it"),
        "household": tr("a household refers to it"),
        "household_member": tr("a membership of a household refers to it"),
        "premises": tr("other premises stand in it"),
        "premises_tenure": tr("its tenure was kept by hand since"),
        "organisation": tr("an organisation refers to it"),
        "organisation_person": tr("a tie between a person and an organisation refers to it"),
        "organisation_item": tr("further values were written about the organisation since"),
    }
    return words.get(keeper) or tr("something else refers to it: {table}").format(table=keeper)


def _word(name: str) -> str:
    words: dict[str, Any] = {
        "person": tr("person"),
        "premises": tr("premises"),
        "organisation": tr("organisation"),
        TIE: tr("tie to an organisation"),
        "household": tr("household"),
        "household_member": tr("membership of a household"),
        "residence": tr("residence"),
        "record_item": tr("value"),
        "organisation_item": tr("value"),
    }
    return str(words[name])
