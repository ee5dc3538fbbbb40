"""Moves (环节操作) as the desk shows them: what may be done now, what is refused and why, and what each asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gridcenter.domain.names import Name


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One value a field may take, with its name.

    `ground` says why it is offered first; a `proposed` one may stand chosen, visibly with its ground, others are
    for the person to choose. `note` says more about it, `warning` why it needs a reason.
    """

    value: str
    name: Name
    ground: str = ""
    proposed: bool = False
    note: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class MoveField:
    """What the desk asks before a move: `choices` empty means free text of the kind (see `INPUT_KINDS`).

    What is not `required` may stay as it is offered. A field with `warns` is asked only while the field of that code
    stands on a choice with a warning; one that has a `warning` of its own only where that is not empty, or after a
    refusal.
    A proof is `proved` when such an attachment is there; it is asked only `when` the other fields have these values,
    and answered best by an attachment of the kind `attachment`.
    """

    code: str
    name: Name
    kind: str
    choices: tuple[FieldChoice, ...] = ()
    required: bool = True
    warns: str = ""
    warning: str | None = None
    proved: bool = False
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    attachment: str = ""
    note: str = ""
    """What is known about the answer beforehand, below the field."""
    open: bool = False
    """Nothing stands chosen: the person has to say it, and what nobody said is not kept as an answer."""


@dataclass(frozen=True, slots=True)
class MoveChoice:
    """A move from here as the desk shows it: `refusal` is empty when allowed, else the sentence that says why not.

    `opinion` says whether the person may write an opinion beside what the fields ask. `applied_for`: it is not taken
    but applied for, and the name says so.
    """

    action: str
    name: Name
    fields: tuple[MoveField, ...]
    refusal: str
    usual: bool
    letter: str
    opinion: bool = True
    applied_for: bool = False
