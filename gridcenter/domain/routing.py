"""Routing (派遣依据): what proposes a unit for an incident, how specific it is, and how often it was right.

A line of the responsibility list (权责清单) proposes; a ruling of the centre (裁定) is offered next time as a
precedent (先例). Neither is ever applied without a person who names the unit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gridcenter.domain.names import Name
from gridcenter.language import pick, tr

EDITORS = frozenset({"supervisor", "leader", "administrator"})
"""Roles that keep the responsibility list."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What routing looks at: the category's codes from the leaf up to its major, the place and the source."""

    set_key: str
    categories: tuple[str, ...]
    grid_code: str
    community_code: str
    source_code: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a line of the list is for: an empty code of category, place or source means all of them."""

    set_key: str
    category_code: str = ""
    place_code: str = ""
    source_code: str = ""

    def rank(self, matter: Matter) -> tuple[int, int, int, int] | None:
        """Return how closely this fits, the greater the closer; None where it does not.

        A leaf comes before its major and that before the set, then a grid before a community before a street, then
        a source that is named before any source. Two different cells never rank alike for one matter.
        """
        if self.set_key != matter.set_key:
            return None
        if self.category_code and self.category_code not in matter.categories:
            return None
        if self.source_code not in ("", matter.source_code):
            return None
        in_grid = bool(self.place_code) and self.place_code == matter.grid_code
        if not in_grid and not matter.community_code.startswith(self.place_code):
            return None
        depth = (
            len(matter.categories) - matter.categories.index(self.category_code) if self.category_code else 0
        )
        return depth, int(in_grid), len(self.place_code), int(bool(self.source_code))


@dataclass(frozen=True, slots=True)
class Hits:
    """How often a line proposed, how often its unit was named then, and how often that unit did not return it."""

    proposed: int = 0
    taken: int = 0
    kept: int = 0

    @property
    def rate(self) -> float | None:
        """Return taken ÷ proposed; None where nothing was proposed yet."""
        return self.taken / self.proposed if self.proposed else None

    @property
    def text(self) -> str:
        return _percent(self.taken, self.proposed)

    @property
    def kept_text(self) -> str:
        """Return what share of those taken was not returned afterwards."""
        return _percent(self.kept, self.taken)

    @property
    def sentence(self) -> str:
        if not self.proposed:
            return tr("not proposed yet")
        return tr("hit rate {rate} of {n}").format(rate=self.text, n=self.proposed)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One line of the list as people read it; `valid_until` is the first day on which it no longer holds."""

    id: int
    version: int
    cell: Cell
    category: Name
    place: Name
    source: Name
    unit_id: int
    unit: Name
    unit_code: str
    unit_kind: str
    basis: str
    valid_from: date
    valid_until: date | None
    entered_at: datetime
    enterer: str
    replaces_id: int | None
    ruling_id: int | None
    ending: str
    ended_at: datetime | None
    ender: str
    hits: Hits = Hits()

    @property
    def subject(self) -> str:
        """Return what the line is for, such as “06010 暴露垃圾 × 江南街道”."""
        category = " ".join(part for part in (self.cell.category_code, pick(self.category)) if part)
        parts = [category, pick(self.place) or tr("all places")]
        return " × ".join([*parts, pick(self.source)] if self.cell.source_code else parts)

    @property
    def ground(self) -> str:
        """Return why its unit is proposed, as a chooser shows it and a step keeps it."""
        return tr("responsibility list: {subject}, {hits}").format(
            subject=self._named, hits=self.hits.sentence
        )

    @property
    def _named(self) -> str:
        """Return the same in words alone: who dispatches reads no codes."""
        parts = [pick(self.category) or self.cell.category_code, pick(self.place) or tr("all places")]
        return " × ".join([*parts, pick(self.source)] if self.cell.source_code else parts)

    def ends_by(self, day: date) -> bool:
        """Tell whether the line has ended, or never held; one that begins later has not."""
        return self.valid_until is not None and (
            self.valid_until <= day or self.valid_until <= self.valid_from
        )


@dataclass(frozen=True, slots=True)
class Precedent:
    """A ruling (裁定) on one incident; `dismissal` says why it is not to be followed, empty while it may be."""

    id: int
    version: int
    incident_id: int
    incident_number: str
    category_code: str
    category: Name
    place: Name
    unit_id: int
    unit: Name
    unit_kind: str
    ruled_at: datetime
    ruler: str
    ruler_role: str
    reason: str
    basis: str
    dismissal: str
    dismissed_at: datetime | None
    dismisser: str
    rule_id: int | None = None
    """The line of the list that was made of it."""

    def ground(self, zone: ZoneInfo) -> str:
        """Return what the chooser says of its unit, as of the district's day."""
        return tr("ruled on {day} by {who}, because {reason}").format(
            day=f"{self.ruled_at.astimezone(zone):%Y-%m-%d}", who=self.ruler, reason=self.reason
        )


@dataclass(frozen=True, slots=True)
class Routing:
    """What stands to offer when a unit is to be named: at most one line of the list, precedents newest first."""

    rule: RuleRow | None = None
    precedents: tuple[Precedent, ...] = ()

    def precedent_for(self, unit_id: int) -> Precedent | None:
        return next((one for one in self.precedents if one.unit_id == unit_id), None)

    def only_to(self, kinds: Collection[str], *, not_to: Collection[int] = ()) -> Routing:
        """Leave out what the move cannot follow: units of other kinds, and those that returned the incident."""
        rule = self.rule
        if rule is not None and ((kinds and rule.unit_kind not in kinds) or rule.unit_id in not_to):
            rule = None
        kept = (one for one in self.precedents if not kinds or one.unit_kind in kinds)
        return Routing(rule, tuple(one for one in kept if one.unit_id not in not_to))


def misses_first(rows: Iterable[RuleRow]) -> list[RuleRow]:
    """Put lines first that were passed over or returned most often, and of those the ones with the lowest rate."""
    return sorted(rows, key=lambda row: (row.hits.kept - row.hits.proposed, row.hits.rate or 0))


def ruled_sentence(precedent: Precedent, zone: ZoneInfo) -> str:
    """Say who ruled on an incident, when and why, and what follows."""
    return tr(
        "{who} ruled on {day} that {unit} is responsible, because {reason}: it is not returned any more"
    ).format(
        who=precedent.ruler,
        day=f"{precedent.ruled_at.astimezone(zone):%Y-%m-%d %H:%M}",
        unit=pick(precedent.unit),
        reason=precedent.reason,
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "—"
