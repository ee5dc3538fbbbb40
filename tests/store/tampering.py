"""What a hostile administrator of the database could do, for tests that the program notices it."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session


def lift_said_once(session: Session) -> None:
    """Take the guard off what a card asks, in this transaction and for good."""
    place = "" if session.get_bind().dialect.name == "sqlite" else " ON card"
    session.execute(text(f"DROP TRIGGER card_said_once{place}"))


def lift_append_only(session: Session) -> None:
    """Take the guards off trace and audit with its lists, in this transaction and for good."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    for table in ("step", "audit", "audit_listed"):
        for verb in ("update", "delete"):
            place = "" if sqlite else f" ON {table}"
            session.execute(text(f"DROP TRIGGER {table}_no_{verb}{place}"))
