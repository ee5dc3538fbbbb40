"""What somebody has typed and not yet sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.types import UtcMoment, code_type


class Draft(Versioned, Table):
    """The text of one open form of one account, kept while it is typed.

    `key` is the idempotency key of the form, `content` the form's fields as JSON text: it may name people and is
    never announced. The transaction that sends the form removes the row.
    """

    __tablename__ = "draft"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    key: Mapped[str] = mapped_column(code_type(64), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(UtcMoment)
