"""How persons are found: derived from the registers by `services.person_index`, and made anew at any time."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from gridcenter.store.models.mapping import Table
from gridcenter.store.types import code_type


class PersonSearch(Table):
    """How a person is found: one row for each way in which the name is read (`reading` 0 is the right one).

    Further rows hold names, phones and addresses that other sources said, with the `record_item` that did. `phone` is
    written backwards, so that its end is a beginning; `version` grows with the person's row and with what was said
    or taken back. An address is `place_id` with `room_id` behind it.
    """

    __tablename__ = "person_search"
    __table_args__ = (
        *(
            Index(f"ix_person_search_{column}", column, "community_code", "person_id")
            for column in ("name", "given", "pinyin", "initials", "phone")
        ),
        Index("ix_person_search_place_id", "place_id", "room_id", "person_id"),
        Index("ix_person_search_room_id", "room_id", "place_id", "person_id"),
        {"sqlite_with_rowid": False},
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    reading: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    name: Mapped[str] = mapped_column(code_type(100), default="", server_default="")
    given: Mapped[str] = mapped_column(code_type(100), default="", server_default="")
    pinyin: Mapped[str] = mapped_column(code_type(600), default="", server_default="")
    initials: Mapped[str] = mapped_column(code_type(100), default="", server_default="")
    phone: Mapped[str] = mapped_column(code_type(15), default="", server_default="")
    community_code: Mapped[str] = mapped_column(code_type(24), default="", server_default="")
    grid_code: Mapped[str | None] = mapped_column(code_type(24))
    place_id: Mapped[int | None]
    room_id: Mapped[int | None]
    record_id: Mapped[int | None]


class SearchedPlace(Table):
    """An address down to the building, once for each grid in which somebody has it (see `domain.searched_addresses`).

    A word inside an address is looked for in a few ten thousand of these instead of a million addresses.
    """

    __tablename__ = "searched_place"
    __table_args__ = (
        Index("ix_searched_place_text", "text", "community_code", "grid_code"),
        Index("ix_searched_place_community_code", "community_code", "text", "grid_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(code_type(400))
    community_code: Mapped[str] = mapped_column(code_type(24))
    grid_code: Mapped[str] = mapped_column(code_type(24))


class SearchedRoom(Table):
    """What stands behind the building in an address: number, unit, floor, room; every such text once."""

    __tablename__ = "searched_room"
    __table_args__ = (Index("ix_searched_room_text", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(code_type(400))
