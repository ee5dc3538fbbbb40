"""Flows (流程) that a centre has changed: every version of the text, and what was decided about it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table
from gridcenter.store.types import UtcMoment, code_type


class FlowText(Table):
    """One version of a flow as it was put in; append-only, because incidents stand in its states for ever.

    `number` is given by the store. The flows that the program ships with are version 1 and have no row.
    """

    __tablename__ = "flow_template"
    __table_args__ = (UniqueConstraint("key", "number", name="uq_flow_template_key_number"),)
    change_kind = "flow"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(code_type(30))
    number: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(code_type(64))
    put_at: Mapped[datetime] = mapped_column(UtcMoment)
    putter_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    putter: Mapped[str] = mapped_column(String(50))
    putter_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")

    @property
    def change_key(self) -> str:
        return self.key


class FlowSwitch(Table):
    """What a named person did with a version: `deed` simulated, on, or off; append-only.

    The newest "on" or "off" of a key says which version new incidents get; `number` 0 with "off": none. `outcome` is
    what a simulation came to.
    """

    __tablename__ = "flow_switch"
    __table_args__ = (UniqueConstraint("key", "sequence", name="uq_flow_switch_key_sequence"),)
    change_kind = "flow"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(code_type(30))
    sequence: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    deed: Mapped[str] = mapped_column(code_type(20))
    at: Mapped[datetime] = mapped_column(UtcMoment)
    actor_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    actor: Mapped[str] = mapped_column(String(50))
    actor_role: Mapped[str] = mapped_column(code_type(20), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    outcome: Mapped[str] = mapped_column(Text, default="", server_default="")

    @property
    def change_key(self) -> str:
        return self.key
