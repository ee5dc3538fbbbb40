"""What a desk asks and does while an incident is being reported: categories, likenesses, drafts, the report."""

from __future__ import annotations

from collections.abc import Sequence

from gridcenter.domain.category_search import FoundCategory
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.services.category_finder import CATEGORY, CategoryFinder
from gridcenter.services.drafts import KeptDraft, drop_draft, keep_draft, kept_draft, take_draft
from gridcenter.services.duplicates import Duplicate, suggest_duplicates
from gridcenter.services.flows import flows_by_hand
from gridcenter.services.intake import IncidentDraft, report_incident
from gridcenter.services.unit_preview import UnitPreview, unit_preview
from gridcenter.store.codes import code_names
from gridcenter.store.engine import Store, store_time
from gridcenter.store.incidents_trace import SOURCES
from gridcenter.store.models import Incident


class DeskIntake:
    """One account's intake; every method opens its own session and may run on any worker."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self._store = store
        self._actor = actor
        self._finder = CategoryFinder(store)

    def find_category(self, text: str) -> Sequence[FoundCategory]:
        return self._finder.find(text, by=self._actor)

    def read_categories_anew(self) -> None:
        self._finder.changed((CATEGORY,))

    def sources(self) -> Sequence[tuple[str, Name]]:
        with self._store.read() as session:
            return sorted(code_names(session, SOURCES).items())

    def chosen_flows(self) -> Sequence[tuple[str, Name]]:
        with self._store.read() as session:
            return [(one.key, one.name) for one in flows_by_hand(session)]

    def duplicates(self, draft: IncidentDraft) -> Sequence[Duplicate]:
        with self._store.read() as session:
            return suggest_duplicates(session, draft, by=self._actor, now=store_time(session))

    def unit_preview(self, draft: IncidentDraft) -> UnitPreview | None:
        with self._store.read() as session:
            return unit_preview(session, draft, by=self._actor, now=store_time(session))

    def kept_draft(self) -> KeptDraft | None:
        with self._store.read() as session:
            return kept_draft(session, by=self._actor, now=store_time(session))

    def keep_draft(self, key: str, content: str) -> bool:
        with self._store.begin() as session:
            return keep_draft(session, key, content, by=self._actor, now=store_time(session))

    def take_draft(self, key: str, into: str) -> KeptDraft | None:
        with self._store.begin() as session:
            return take_draft(session, key, into=into, by=self._actor, now=store_time(session))

    def drop_draft(self, key: str) -> None:
        with self._store.begin() as session:
            drop_draft(session, key, by=self._actor)

    def report(self, draft: IncidentDraft, key: str) -> int:
        with self._store.begin() as session:
            made = report_incident(session, draft, by=self._actor, now=store_time(session), key=key)
            category = session.get_one(Incident, made).category_id
        self._finder.reported(category, by=self._actor)
        return made
