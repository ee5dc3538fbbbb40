"""How much a store holds, table by table."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridcenter.store.models import (
    Account,
    Acknowledgement,
    Adjustment,
    Attachment,
    AuditEntry,
    Card,
    Category,
    CoHandling,
    Component,
    Division,
    Grid,
    Handover,
    Household,
    Incident,
    IncidentMerge,
    Person,
    Premises,
    RecheckDraw,
    Report,
    ResponsibilityRule,
    Standard,
    Step,
    Unit,
)

_COUNTED = (
    *(Division, Grid, Premises, Component, Household, Person),
    *(Unit, Account, Category, Standard, ResponsibilityRule),
    *(Incident, Step, Report, IncidentMerge, Attachment, Adjustment, CoHandling),
    *(Card, Acknowledgement, Handover, RecheckDraw, AuditEntry),
)


def table_sizes(session: Session) -> Mapping[str, int]:
    """Return the number of rows by table name; former versions of grids and the like are counted too."""
    sizes = [
        select(func.count()).select_from(model).scalar_subquery().label(model.__tablename__)
        for model in _COUNTED
    ]
    return dict(session.execute(select(*sizes)).one()._mapping)
