"""What the desktop may ask and do, as plain callables: `app.py` fills them, widgets receive them.

Every callable here opens its own session or transaction and therefore runs on a worker thread, through
`Background.read` (questions) or `Background.write` (actions); none may be called on the GUI thread.
Questions and actions raise `Refusal` and its kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gridcenter.desktop.attachment_ports import AttachmentPorts
from gridcenter.desktop.card_ports import CardPorts
from gridcenter.desktop.flow_ports import FlowPorts
from gridcenter.desktop.import_ports import BatchPorts, ImportPorts
from gridcenter.desktop.keeping_ports import KeepingPorts
from gridcenter.desktop.ledger_ports import CarePorts, LedgerPorts
from gridcenter.desktop.merging_ports import MergingPorts
from gridcenter.desktop.population_ports import PopulationPorts
from gridcenter.desktop.privacy_ports import PrivacyPorts
from gridcenter.desktop.recheck_ports import RecheckPorts
from gridcenter.desktop.register_ports import CheckPorts, RollPorts
from gridcenter.desktop.routing_ports import RoutingPorts
from gridcenter.desktop.supervision_ports import SupervisionPorts
from gridcenter.desktop.unit_ports import UnitPorts
from gridcenter.domain.adjustments import AdjustmentRow
from gridcenter.domain.board import Filter
from gridcenter.domain.calendars import Calendar, WorkingCalendar
from gridcenter.domain.cards import CardRow
from gridcenter.domain.category_search import FoundCategory
from gridcenter.domain.corrections import CorrectionPreview
from gridcenter.domain.incidents import IncidentDetail, QueueRow
from gridcenter.domain.indicators import Indicator, IndicatorPoint, IndicatorValue, Spread, TodayFigures
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.names import Name
from gridcenter.domain.people import (
    EVERY_PURPOSE,
    Actor,
    AuditLine,
    LookupRequest,
    PersonCard,
    Purpose,
)
from gridcenter.domain.people_search import PeopleFound, SearchTicket
from gridcenter.domain.places import DistrictMap, FoundPlace, GridDetail
from gridcenter.domain.record_items import Catalogue
from gridcenter.services.desk_facts import StoreContents, StoreFacts
from gridcenter.services.drafts import KeptDraft
from gridcenter.services.duplicates import Duplicate
from gridcenter.services.intake import IncidentDraft
from gridcenter.services.papers import PaperTemplate
from gridcenter.services.unit_preview import UnitPreview

__all__ = ["Actions", "DeskPorts", "MoveChoice", "Questions", "StoreContents", "StoreFacts", "TellSubject"]


@dataclass(frozen=True, slots=True)
class Questions:
    facts: Callable[[], StoreFacts]
    district: Callable[[], DistrictMap]
    today: Callable[[Filter], TodayFigures]
    incident: Callable[[int], IncidentDetail | None]
    moves: Callable[[int], Sequence[MoveChoice]]
    """What may be done about an incident: decisions about applications, the moves of its flow, then cards."""
    applications: Callable[[], Sequence[AdjustmentRow]]
    """The applications of the area that await a decision, what has waited longest first."""
    cards: Callable[[], Sequence[CardRow]]
    """The cards of the area to which a reply is owed, the one that is or was due first at the top."""
    grid: Callable[[str], GridDetail | None]
    find_place: Callable[[str], Sequence[FoundPlace]]
    """Places by address, building, grid code, coordinates (lon, lat) or component code."""
    indicators: Callable[[], Sequence[Indicator]]
    indicator_values: Callable[[str, date, date], Sequence[IndicatorValue]]
    """All indicators for (area, first day, last day inclusive)."""
    indicator_series: Callable[[str, str, date, date], Sequence[IndicatorPoint]]
    """(key, area, first day, last day) per half month."""
    indicator_by_area: Callable[[str, str, date, date], Sequence[tuple[str, Name, IndicatorValue]]]
    """(key, area, first day, last day): one line per child division: code, name, value."""
    indicator_rows: Callable[[str, str, date, date], Sequence[QueueRow]]
    """The incidents that make up the denominator (or the count), at most 500."""
    closing_times: Callable[[str, date, date], Spread]
    """How long closed incidents took, for (area, first day, last day)."""
    contents: Callable[[], StoreContents]
    my_lookups: Callable[[], Sequence[AuditLine]]
    find_category: Callable[[str], Sequence[FoundCategory]]
    """Categories for a typed text, best first; without a text those this account reported lately."""
    read_categories_anew: Callable[[], None]
    """Tell that categories were changed: the next `find_category` reads them."""
    sources: Callable[[], Sequence[tuple[str, Name]]]
    """Where an incident may come from: (code, name) by code."""
    chosen_flows: Callable[[], Sequence[tuple[str, Name]]]
    """Flows that no category leads to, as (key, name): whoever reports chooses one of them, or none."""
    duplicates: Callable[[IncidentDraft], Sequence[Duplicate]]
    """Incidents that the report in hand may repeat; none while it names no category or no place."""
    kept_draft: Callable[[], KeptDraft | None]
    """What this account typed last and has not sent."""
    find_number: Callable[[str], int]
    """The id of the incident with a number, closed or not; `BadInput` where the area has none."""
    papers: Callable[[], Sequence[PaperTemplate]]
    """The papers that can be printed of an incident, in the order in which they are offered."""
    unit_preview: Callable[[IncidentDraft], UnitPreview | None] = lambda _draft: None
    """Which unit a dispatcher would be proposed for the report in hand; None while it names too little."""
    correction: Callable[[int, str, dict[str, str]], CorrectionPreview] = lambda _id, _action, _inputs: (
        CorrectionPreview()
    )
    """(incident id, action, inputs) -> what the correction would do to situations, clocks and proposal."""
    calendar: Callable[[], Calendar] = WorkingCalendar
    """The store's working calendar, by which remaining and overdue minutes are counted."""


@dataclass(frozen=True, slots=True)
class Actions:
    take_step: Callable[[int, int, str, dict[str, str]], int]
    """(incident id, version seen, action, inputs) -> new version."""
    apply_for: Callable[[int, int, str, dict[str, str], str], int]
    """(incident id, version seen, action, inputs, key of the form) -> id of the application."""
    decide: Callable[[int, int, str, dict[str, str]], int]
    """(incident id, version seen, one of `DECISIONS`, inputs) -> new version."""
    act_on_card: Callable[[int, int, str, dict[str, str], str], int]
    """(incident id, version seen, one of `CARD_ACTIONS`, inputs, key of the form) -> card id."""
    reopen: Callable[[int, str, str], int]
    """(id of a closed incident, reason, key of the form) -> id of the new incident that takes it up again."""
    report: Callable[[IncidentDraft, str], int]
    """(what is known, key of the form) -> incident id; the same key again is the same incident."""
    keep_draft: Callable[[str, str], bool]
    """(key of the form, JSON text) -> whether it was kept: a form that was sent has no draft."""
    take_draft: Callable[[str, str], KeptDraft | None]
    """(key of a draft, key of the form that takes it over) -> the draft; None when it is gone."""
    drop_draft: Callable[[str], None]
    look_up: Callable[[LookupRequest], PersonCard | PeopleFound | None]
    """The list where several persons stand under the number."""
    """Audit committed first; None is an audited miss."""
    search_people: Callable[[LookupRequest], PeopleFound]
    """Audit committed first; `id_text` holds the name, pinyin, phone number or address."""
    look_up_listed: Callable[[SearchTicket, int, LookupRequest], PersonCard | None]
    """(ticket of the list, person id, the request of the search) -> the card, audited first as a look-up."""
    reveal: Callable[[int, str, LookupRequest], str]
    """(person id, item key, the request of the card) -> the plain value, audited first."""
    print_paper: Callable[[str, int, Path], Path]
    """(key of the paper, incident id, file to write) -> the file, audited first."""


TellSubject = Callable[[str, str, Path], Path]
"""(ID number, who asked, file to write) -> the file; audited first."""


@dataclass(frozen=True, slots=True)
class DeskPorts:
    actor: Actor
    questions: Questions
    actions: Actions
    attachments: AttachmentPorts | None = None
    """None where a desk shows no attachments."""
    supervision: SupervisionPorts | None = None
    """None where a desk looks at the board only."""
    merging: MergingPorts | None = None
    """None where a desk neither merges nor keeps reporters."""
    routing: RoutingPorts | None = None
    """None where a desk keeps no responsibility list."""
    units: UnitPorts | None = None
    """None where a desk says nothing about units."""
    flows: FlowPorts | None = None
    """None where a desk does not show flows."""
    rechecks: RecheckPorts | None = None
    """None where a desk draws no random re-checks."""
    catalogue: Catalogue = field(default_factory=Catalogue)
    """The record items that the centre keeps; empty where a desk looks nobody up."""
    tell_subject: TellSubject | None = None
    """None where the role does not tell a person who looked."""
    keeping: KeepingPorts = field(default_factory=KeepingPorts)
    """What the role may do to keep the register true."""
    imports: ImportPorts | None = None
    """None where the role brings no files in."""
    batches: BatchPorts | None = None
    """None where the role stages no files."""
    cards: CardPorts | None = None
    """None where the role looks nobody up."""
    checks: CheckPorts | None = None
    """None where a role sees no hits of integrity rules."""
    rolls: RollPorts | None = None
    """None where a role has nothing to do with rolls."""
    population: PopulationPorts | None = None
    """None where a desk is shown no population changes."""
    ledgers: LedgerPorts | None = None
    """None where the role sees no ledger."""
    care: CarePorts | None = None
    """None where the role may know of no care file."""
    purposes: Mapping[Purpose, Name] = field(default_factory=lambda: EVERY_PURPOSE)
    """For what the role looks people up, each with the duty by law that it stands on."""
    privacy: PrivacyPorts | None = None
    """None where the role sees no records of the protection of personal information."""
