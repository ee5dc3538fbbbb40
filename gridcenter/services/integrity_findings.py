"""What integrity rules find in the registers of an area, gone through in portions; nothing is written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from gridcenter.domain.integrity import SUBJECT_NAMES, Rule
from gridcenter.language import pick, tr
from gridcenter.services.integrity_rules import integrity_settings
from gridcenter.services.progress import OnProgress, Progress
from gridcenter.store.register_passes import Met, meeting, number_of_rows, portions

PORTION = 20_000


@dataclass(slots=True)
class Finding:
    """What one rule found: the `number` of it, and by subject as much of it as may become hits.

    What is found beyond the limit is counted and not held: nothing of such a rule is kept.
    """

    most: int
    number: int = 0
    met: dict[int, Met] = field(default_factory=dict)

    def add(self, found: Sequence[Met]) -> None:
        self.number += len(found)
        if not self.too_many or not self.met:
            self.met.update((one.subject_id, one) for one in found[: self.most])

    def first(self, count: int) -> list[Met]:
        return [self.met[key] for key in sorted(self.met)[:count]]

    @property
    def too_many(self) -> bool:
        return self.number > self.most


Found = dict[str, Finding]
"""By key of the rule."""


def found_in(
    session: Session, rules: Sequence[Rule], *, area: str, day: date, progress: OnProgress
) -> tuple[Found, int]:
    """Return what each rule finds, and how many rows were gone through; rules of one register share its portions."""
    most = integrity_settings().hits_at_most
    found: Found = {rule.key: Finding(most) for rule in rules}
    of_subject: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        of_subject[rule.subject].append(rule)
    checked = 0
    for subject, mine in of_subject.items():
        total, done = number_of_rows(session, subject, area=area), 0
        part = tr("checking: {register}").format(register=pick(SUBJECT_NAMES[subject]))
        progress(Progress(part, 0, total))
        for portion in portions(session, subject, area=area, size=PORTION):
            for rule in mine:
                found[rule.key].add(meeting(session, subject, rule.when, portion, area=area, day=day))
                progress(Progress(part, done, total))
            done += portion.rows
            progress(Progress(part, done, total))
        checked += done
    return found, checked
