"""Attachments (附件): adding, reading and removing files of an incident; each leaves a line in the audit.

A file is on the disk before its row is committed: a power cut between the two leaves a file without a row, which is
harmless and found by `gridcenter attachments verify`, and never a row without its file. Functions that work on files
open their own transactions, so that none is held while a large file is copied.

A closed incident takes no attachment and gives none up: what it was closed on stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridcenter.domain.attachments import AttachmentRow, checked_name
from gridcenter.domain.errors import BadInput, RuleBroken, StoreRefused
from gridcenter.domain.merging import MERGED
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.attachment_contents import contents_of
from gridcenter.services.attachment_files import (
    KeptFile,
    holds_contents,
    keep_file,
    portions,
)
from gridcenter.services.attachment_rules import attachment_rules
from gridcenter.services.cards import role_words
from gridcenter.services.flows import own_flow
from gridcenter.services.locked_incidents import locked_incident
from gridcenter.services.progress import OnProgress, Progress, unwatched
from gridcenter.services.recording import DONE, LONGEST_REASON, check_length
from gridcenter.services.step_hands import holds
from gridcenter.services.table_files import complete
from gridcenter.store.attachments import attachment, attachment_total
from gridcenter.store.audit import SHOWN, AuditRow, append_entry, locked_chain_end
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Attachment, Incident, Step

ATTACHMENT = "attachment"
"""Action of the audit rows; `fields` says what was done with which attachment."""
ADD, READ, SAVE, REMOVE = "add", "read", "save", "remove"


@dataclass(frozen=True, slots=True)
class AttachmentDraft:
    """A file that somebody wants to add; `name` is what it is called where it comes from, if not as its path ends."""

    kind: str
    source: Path
    name: str = ""

    @property
    def given_name(self) -> str:
        return self.name or self.source.name


def add_attachment(
    store: Store,
    folder: Path,
    incident_id: int,
    draft: AttachmentDraft,
    *,
    by: Actor,
    progress: OnProgress = unwatched,
) -> int:
    """Check a file, keep its content and write its row; return the id. Opens its own transactions.

    The same content of the same kind on the same incident again returns the first one's id: a retried request is
    harmless. The row names the newest step of the incident.

    Raises:
        RuleBroken: Not on this incident, not by this person, or there are too many already.
        BadInput: Kind, name, size or content will not do.
        StoreRefused: The folder holds nothing although the store has attachments: it is not the one of other desks.
        StoreUnavailable: The folder cannot be written.
        Cancelled: `progress` raised it; nothing is added.
    """
    rules = attachment_rules()
    rules.check_kind(draft.kind)
    name = checked_name(draft.given_name)
    with store.read() as session:
        _require(incident_refusal(session, incident_id, by=by))
        _refuse_strange_folder(session, folder)
    contents = contents_of(store, folder)
    kept = keep_file(contents, draft.source, name=name, rules=rules, progress=progress)
    with store.begin() as session:
        return attach_kept(session, incident_id, draft.kind, name, kept, by=by, now=store_time(session))


def attach_kept(
    session: Session, incident_id: int, kind: str, name: str, kept: KeptFile, *, by: Actor, now: datetime
) -> int:
    """Write the row of content that stands in the folder; the caller owns the transaction.

    Raises:
        RuleBroken: Not on this incident, not by this person, or there are too many already.
    """
    incident = locked_incident(session, incident_id, by)
    _require(why_not_add(session, incident, by))
    known = _same_content(session, incident_id, kind, kept.sha256)
    if known is not None:
        return known
    _refuse_too_many(session, incident_id, attachment_rules().most)
    return _write(session, incident, kind, name, kept, by=by, now=now)


def read_attachment(store: Store, folder: Path, attachment_id: int, *, by: Actor) -> bytes:
    """Return the content, checked against its hash; the audit is committed first. Opens its own transactions.

    For pictures that are shown: it stands in memory as a whole, which `largest_megabytes` bounds.

    Raises:
        RuleBroken: There is no such attachment in the area, it was removed, or the account is not active.
        Refusal: The file is missing, altered or cannot be read; the sentence says which.
    """
    row = _audited(store, attachment_id, READ, by)
    return b"".join(portions(contents_of(store, folder), row))


def save_attachment(
    store: Store,
    folder: Path,
    attachment_id: int,
    out: Path,
    *,
    by: Actor,
    progress: OnProgress = unwatched,
) -> Path:
    """Write a copy to where the person says and return the file; the audit is committed first.

    The file appears under its name only when it is complete and its hash is right; a file of that name is replaced.

    Raises:
        RuleBroken: There is no such attachment in the area, it was removed, or the account is not active.
        BadInput: The copy cannot be written.
        Refusal: The file is missing, altered or cannot be read.
        Cancelled: `progress` raised it; nothing is written.
    """
    row = _audited(store, attachment_id, SAVE, by)
    done = 0
    with complete(out) as part, part.open("wb") as file:
        for portion in portions(contents_of(store, folder), row):
            file.write(portion)
            done += len(portion)
            progress(Progress(tr("bytes"), done, row.size))
    return out


def remove_attachment(
    session: Session, attachment_id: int, *, version: int, reason: str, by: Actor, now: datetime
) -> int:
    """Mark an attachment as removed and return its new version; the caller owns the transaction.

    Row and file stay, as the trace does; the content is not shown any more. The same removal by the same account
    again changes nothing.

    Raises:
        RuleBroken: It is not theirs to remove, was removed or changed meanwhile, or the incident is closed.
        BadInput: There is no reason, or it is too long.
    """
    row, incident = _locked(session, attachment_id, by)
    said = check_length(reason, longest=LONGEST_REASON)
    if not said:
        raise BadInput(tr("write why the attachment is removed"))
    if row.removed_at is not None and (row.remover_id, row.removal) == (by.account_id, said):
        return row.version
    _require(_removed(session, row) or why_not_remove(session, incident, row.adder_id, by))
    if row.version != version:
        raise RuleBroken(tr("this attachment changed meanwhile. Your text is kept: check and send again"))
    _audit(session, incident.number, f"{REMOVE} {row.id}", DONE, by=by, now=now)
    row.removal, row.removed_at = said, now
    row.remover_id, row.remover, row.remover_role = by.account_id, by.name, by.role
    session.flush()
    return row.version


def incident_refusal(session: Session, incident_id: int, *, by: Actor) -> str:
    """Return why this person cannot add to this incident now, also where it is out of sight; empty when he can."""
    incident = session.get(Incident, incident_id)
    if incident is None or not within(incident.community_code, by.area):
        return tr("there is no such incident in your area")
    return why_not_add(session, incident, by)


def why_not_add(session: Session, incident: Incident, by: Actor) -> str:
    """Return why this person cannot add to this incident now; empty when he can."""
    rules, template = attachment_rules(), own_flow(session, incident)
    if by.role not in rules.adders:
        return tr("attachments are added by: {roles}").format(roles=role_words(template, rules.adders))
    if incident.state == MERGED:
        return tr("{number} is merged into another incident: add it to that one").format(
            number=incident.number
        )
    if template.state(incident.state).final:
        return tr("the incident is closed: what it was closed on stays as it is")
    if by.role == "handler" and not holds(incident.unit_id, by) and not _took_part(session, incident.id, by):
        return tr("another unit holds this task: its attachments are theirs to add")
    return ""


def why_not_remove(session: Session, incident: Incident, adder_id: int, by: Actor) -> str:
    """Return why this person cannot remove what `adder_id` added; empty when he can."""
    rules, template = attachment_rules(), own_flow(session, incident)
    if template.state(incident.state).final:
        return tr("the incident is closed: what it was closed on stays as it is")
    if by.account_id == adder_id or by.role in rules.removers:
        return ""
    return tr("attachments of others are removed by: {roles}").format(
        roles=role_words(template, rules.removers)
    )


def _require(refusal: str) -> None:
    if refusal:
        raise RuleBroken(refusal)


def _refuse_strange_folder(session: Session, folder: Path) -> None:
    """Refuse a folder with nothing in it where others have added files: they would not see what is added there."""
    if not holds_contents(folder) and attachment_total(session):
        raise StoreRefused(
            tr(
                "The store has attachments, but nothing stands in {folder}: the disk is not connected, or other desks "
                "use another folder. Name the same folder as `attachments` in the settings of every desk."
            ).format(folder=folder)
        )


def _took_part(session: Session, incident_id: int, by: Actor) -> bool:
    """Tell whether a step names the actor's unit: it held the task, or was called in."""
    named = select(Step.id).where(Step.incident_id == incident_id, Step.unit_id == by.unit_id)
    return session.scalar(named.limit(1)) is not None


def _same_content(session: Session, incident_id: int, kind: str, sha256: str) -> int | None:
    wanted = (Attachment.incident_id == incident_id, Attachment.kind == kind, Attachment.sha256 == sha256)
    return session.scalar(select(Attachment.id).where(*wanted, Attachment.removed_at.is_(None)))


def _refuse_too_many(session: Session, incident_id: int, most: int) -> None:
    kept = select(func.count()).where(Attachment.incident_id == incident_id, Attachment.removed_at.is_(None))
    if (session.scalar(kept) or 0) >= most:
        raise RuleBroken(
            tr("the incident has {n} attachments already: remove one that is not needed").format(n=most)
        )


def _write(
    session: Session, incident: Incident, kind: str, name: str, kept: KeptFile, *, by: Actor, now: datetime
) -> int:
    newest = select(func.max(Step.sequence)).where(Step.incident_id == incident.id)
    row = Attachment(
        incident_id=incident.id,
        kind=kind,
        name=name,
        content_type=kept.content_type,
        size=kept.size,
        sha256=kept.sha256,
        added_at=now,
        adder_id=by.account_id,
        adder=by.name,
        adder_role=by.role,
        step_sequence=session.scalar(newest),
    )
    session.add(row)
    session.flush()
    _audit(session, incident.number, f"{ADD} {row.id}", DONE, by=by, now=now)
    return row.id


def _audited(store: Store, attachment_id: int, deed: str, by: Actor) -> AttachmentRow:
    """Return the row of an attachment that may be read, after the audit of the reading is committed."""
    with store.begin() as session:
        row = attachment(session, attachment_id, area=by.area)
        if row is None:
            raise RuleBroken(tr("there is no such attachment in your area"))
        if row.removed_at is not None:
            raise RuleBroken(_removal(session, row.remover, row.removed_at, row.removal))
        fields = f"{deed} {attachment_id}"
        _audit(session, row.incident_number, fields, SHOWN, by=by, now=store_time(session))
        return row


def _locked(session: Session, attachment_id: int, by: Actor) -> tuple[Attachment, Incident]:
    incident_id = session.scalar(select(Attachment.incident_id).where(Attachment.id == attachment_id))
    if incident_id is None or not within(session.get_one(Incident, incident_id).community_code, by.area):
        raise RuleBroken(tr("there is no such attachment in your area"))
    incident = locked_incident(session, incident_id, by)
    return session.get_one(Attachment, attachment_id, populate_existing=True), incident


def _removed(session: Session, row: Attachment) -> str:
    if row.removed_at is None:
        return ""
    return _removal(session, row.remover, row.removed_at, row.removal)


def _removal(session: Session, who: str, at: datetime, reason: str) -> str:
    zone = ZoneInfo(working_calendar(session).zone)
    return tr("{who} removed this attachment at {time}: {reason}").format(
        who=who, time=f"{at.astimezone(zone):%m-%d %H:%M}", reason=reason
    )


def _audit(session: Session, number: str, fields: str, outcome: str, *, by: Actor, now: datetime) -> None:
    end = locked_chain_end(session, by.account_id)
    if end is None or not end.active:
        raise RuleBroken(tr("Attachments need an active account: the audit needs a name."))
    append_entry(
        session,
        end,
        AuditRow(
            at=now,
            account_id=by.account_id,
            action=ATTACHMENT,
            outcome=outcome,
            purpose="incident",
            incident_number=number[:40],
            reason="",
            subject_hash="",
            fields=fields,
        ),
    )
