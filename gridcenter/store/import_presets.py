"""Queries about the presets of imports."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.store.models import ImportPreset


def presets_of(session: Session, kind: str = "") -> list[ImportPreset]:
    """Return those for files of this kind, of any when left out, by name."""
    statement = select(ImportPreset).order_by(ImportPreset.name)
    if kind:
        statement = statement.where(ImportPreset.kind == kind)
    return list(session.scalars(statement))


def preset_called(session: Session, name: str) -> ImportPreset | None:
    return session.scalar(select(ImportPreset).where(ImportPreset.name == name))
