"""An address in two parts, place and room, and what a word inside it means for both.

The room is the longest end made of digits, letters and the words behind them (号, 单元, 层, 室, 户, 房). So a place
never ends in such a sign, and a word is cut in one way only: what it says of the room is its own longest such end.
"""

from __future__ import annotations

from dataclasses import dataclass

_SIGNS_OF_ROOMS = "0123456789abcdefghijklmnopqrstuvwxyz#-号单元层室户房"


@dataclass(frozen=True, slots=True)
class AddressWord:
    """A word to be found in an address: whole in its place, or from the end of the place into the room.

    Without `place` the word may stand anywhere in the room; without `room` it can only stand in the place.
    """

    text: str
    place: str
    room: str

    def stands_in(self, place: str, room: str) -> bool:
        if self.text in place:
            return True
        if not self.place:
            return self.text in room
        return bool(self.room) and place.endswith(self.place) and room.startswith(self.room)


def address_parts(address: str) -> tuple[str, str]:
    """Return (place, room) of a plain address; together they are the address."""
    place = address.rstrip(_SIGNS_OF_ROOMS)
    return place, address[len(place) :]


def address_word(text: str) -> AddressWord:
    return AddressWord(text, *address_parts(text))
