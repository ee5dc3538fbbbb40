"""Queries about the presets of imports."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.store.models import ImportPreset


def presets_of(session: Session, kind: str) -> list[ImportPreset]:
    """Return those for files of this kind, by name."""
    statement = select(ImportPreset).where(ImportPreset.kind == kind).order_by(ImportPreset.name)
    return list(session.scalars(statement))


def preset_called(session: Session, name: str) -> ImportPreset | None:
    return session.scalar(select(ImportPreset).where(ImportPreset.name == name))
