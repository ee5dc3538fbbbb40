"""Notices the auditor has taken note of, and PINs of accounts: both only ever added to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table
from gridcenter.store.types import UtcMoment, code_type


class NoticeTaken(Table):
    """Somebody has taken note (知悉) of what an account's audit lines made by one rule, up to one of them."""

    __tablename__ = "notice_taken"
    __table_args__ = (Index("ix_notice_taken_account_id", "account_id"),)
    change_kind = "audit_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    rule: Mapped[str] = mapped_column(code_type(40))
    first_sequence: Mapped[int] = mapped_column(Integer)
    last_sequence: Mapped[int] = mapped_column(Integer)
    count: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcMoment)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    who: Mapped[str] = mapped_column(String(50))
    note: Mapped[str] = mapped_column(String(400))


class AccountPin(Table):
    """The PIN that opens a locked desk, as a scrypt hash; the newest row of an account holds, an empty hash ends it.

    `cost` is n, r and p of scrypt, so that a later program may ask for more without forgetting older hashes.
    """

    __tablename__ = "account_pin"
    __table_args__ = (Index("ix_account_pin_account_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    cost: Mapped[str] = mapped_column(code_type(40), default="", server_default="")
    salt: Mapped[str] = mapped_column(code_type(64), default="", server_default="")
    hash: Mapped[str] = mapped_column(code_type(128), default="", server_default="")
