"""What a resident's card lists (信息项), in which group, and how each value is masked.

The catalogue itself is data (`db/codes/record_catalogue.csv`, read by `services.record_catalogue`). Left out on
purpose: religion, political status, ethnic group, criminal and health registers, any score. A value whose kind the
catalogue does not know is hidden unless marked normal.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from gridcenter.domain.errors import BadInput
from gridcenter.domain.masking import HIDDEN, mask_address, mask_credential, mask_name, mask_phone
from gridcenter.domain.names import Name
from gridcenter.domain.people import CardGroup
from gridcenter.language import tr


class Mask(Enum):
    """How a value is shown before it is revealed."""

    PLAIN = "plain"
    PRESENCE = "presence"
    HIDDEN = "hidden"
    NAME = "name"
    PHONE = "phone"
    ADDRESS = "address"
    CREDENTIAL = "credential"


@dataclass(frozen=True, slots=True)
class ItemKind:
    """One line of the catalogue. `code_set` is set where the store keeps a code; such a value is shown by its name.

    Without a `group` it is not on the card; without an `order` it is there only where something is recorded.
    `sensitivity`: n normal, p personal, s need to know.
    """

    key: str
    group: CardGroup | None
    label: Name
    mask: Mask = Mask.PLAIN
    code_set: str = ""
    class_key: str = ""
    form: str = ""
    sensitivity: str = "p"
    order: int | None = None


class Catalogue:
    """The record items that a centre keeps (信息项目录), by key and in the order of the card."""

    def __init__(self, kinds: Iterable[ItemKind] = ()) -> None:
        self.kinds = {kind.key: kind for kind in kinds}
        listed = [kind for kind in self.kinds.values() if kind.group is not None and kind.order is not None]
        self.listed = tuple(sorted(listed, key=lambda kind: kind.order or 0))
        """What every card has a line for, known or not."""
        self.listed_keys = frozenset(kind.key for kind in self.listed)

    def label(self, key: str) -> Name:
        """Return the name of an item, or its key where the catalogue does not know it."""
        return self.kinds[key].label if key in self.kinds else Name(key)

    def kind_of(self, key: str, *, sensitivity: str) -> ItemKind:
        """Return the kind of a recorded value; an unknown one is plain only when it is marked normal ("n")."""
        known = self.kinds.get(key)
        if known is not None:
            return known
        mask = Mask.PLAIN if sensitivity == "n" else Mask.HIDDEN
        return ItemKind(key, CardGroup.RELATIONS, Name(key), mask, sensitivity=sensitivity)


def read_catalogue(lines: Iterable[Mapping[str, str]], *, code_sets: Collection[str]) -> Catalogue:
    """Make the catalogue from the lines of its table; a format that names one of `code_sets` is that code set.

    Raises:
        BadInput: A key stands twice, or a line names no known mask, group, sensitivity or place.
    """
    kinds: dict[str, ItemKind] = {}
    for line in lines:
        key = line["key"]
        try:
            kind = _kind_of_line(line, code_sets)
        except ValueError as error:
            raise BadInput(tr("Record item {key}: {flaw}").format(key=key, flaw=error)) from error
        if key in kinds or not key or kind.sensitivity not in SENSITIVITIES:
            raise BadInput(
                tr("Record item {key}: twice, without a key, or of no sensitivity").format(key=key)
            )
        kinds[key] = kind
    return Catalogue(kinds.values())


def _kind_of_line(line: Mapping[str, str], code_sets: Collection[str]) -> ItemKind:
    form = line["format"]
    return ItemKind(
        key=line["key"],
        group=CardGroup(line["group"]) if line["group"] else None,
        label=Name(line["name_zh"], line["name_en"]),
        mask=Mask(line["mask"]),
        code_set=form if form in code_sets else "",
        class_key=line["class"],
        form=form,
        sensitivity=line["sensitivity"],
        order=int(line["order"]) if line["order"] else None,
    )


NEED_TO_KNOW = "s"
"""Sensitivity of values that only a need-to-know list opens; no desk may reveal them."""
SENSITIVITIES = frozenset({"n", "p", NEED_TO_KNOW})
RELATION_CODES = "gbt4761_relation"

_MASKS: dict[Mask, Callable[[str], str]] = {
    Mask.HIDDEN: lambda _text: HIDDEN,
    Mask.NAME: mask_name,
    Mask.PHONE: mask_phone,
    Mask.ADDRESS: mask_address,
    Mask.CREDENTIAL: mask_credential,
}


def masked(value: str, mask: Mask) -> str:
    """Return what is shown of a value at first; presence and plain values pass as they are."""
    return _MASKS[mask](value) if mask in _MASKS else value
