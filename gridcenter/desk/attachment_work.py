"""What a desk asks and does about attachments, on a worker: each opens its own sessions and knows the folder."""

from __future__ import annotations

from pathlib import Path

from gridcenter.desk.watching import watched
from gridcenter.desktop.attachment_ports import IncidentFiles, Watch
from gridcenter.domain.people import Actor
from gridcenter.services.attachment_files import (
    attachment_folder,
)
from gridcenter.services.attachments import (
    AttachmentDraft,
    add_attachment,
    incident_refusal,
    read_attachment,
    remove_attachment,
    save_attachment,
)
from gridcenter.services.progress import Cancelled
from gridcenter.settings import load_settings
from gridcenter.store.attachments import attachments_of
from gridcenter.store.engine import Store, store_time


def files(store: Store, actor: Actor, incident_id: int) -> IncidentFiles:
    with store.read() as session:
        rows = attachments_of(session, incident_id, area=actor.area)
        return IncidentFiles(rows, incident_refusal(session, incident_id, by=actor))


def add(store: Store, actor: Actor, incident_id: int, kind: str, source: Path, watch: Watch) -> int | None:
    draft = AttachmentDraft(kind, source)
    try:
        return add_attachment(store, _folder(store), incident_id, draft, by=actor, progress=watched(watch))
    except Cancelled:
        return None


def read(store: Store, actor: Actor, attachment_id: int) -> bytes:
    return read_attachment(store, _folder(store), attachment_id, by=actor)


def save(store: Store, actor: Actor, attachment_id: int, out: Path, watch: Watch) -> Path | None:
    try:
        return save_attachment(store, _folder(store), attachment_id, out, by=actor, progress=watched(watch))
    except Cancelled:
        return None


def remove(store: Store, actor: Actor, attachment_id: int, version: int, reason: str) -> int:
    with store.begin() as session:
        now = store_time(session)
        return remove_attachment(session, attachment_id, version=version, reason=reason, by=actor, now=now)


def _folder(store: Store) -> Path:
    return attachment_folder(store, load_settings().attachments)
