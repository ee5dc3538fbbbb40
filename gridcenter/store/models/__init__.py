"""The tables, one file per subject; `db/schema.md` says why they are so."""

from gridcenter.store.models.adjustments import Adjustment
from gridcenter.store.models.attachments import Attachment
from gridcenter.store.models.cards import Card
from gridcenter.store.models.care import CareBenefit, CareFile, CareGrant, CareRenewal, CareVisit
from gridcenter.store.models.codes import (
    Calendar,
    CalendarDay,
    Category,
    CodeEntry,
    CodeSet,
    Counter,
    IndicatorDefinition,
    Standard,
    StoreFact,
)
from gridcenter.store.models.components import Component
from gridcenter.store.models.drafts import Draft
from gridcenter.store.models.flows import FlowSwitch, FlowText
from gridcenter.store.models.handovers import Handover
from gridcenter.store.models.homes import HomeChange, PremisesTenure
from gridcenter.store.models.importing import ImportPreset
from gridcenter.store.models.imports import BatchChange, ImportBatch, StagedRow
from gridcenter.store.models.incidents import ClockSegment, Incident, IncidentClock, Reopening, Step
from gridcenter.store.models.integrity import (
    IntegrityDecision,
    IntegrityHit,
    IntegrityRun,
    IntegritySwitch,
)
from gridcenter.store.models.joint import CoHandling, UnitDuty
from gridcenter.store.models.keeping import PersonApart, PersonMerge, Visit, VisitCorrection
from gridcenter.store.models.mapping import Table, Versioned
from gridcenter.store.models.notices import AccountPin, NoticeTaken
from gridcenter.store.models.organisations import Organisation, OrganisationItem, OrganisationPerson
from gridcenter.store.models.people import (
    Household,
    HouseholdMember,
    Person,
    Premises,
    RecordItem,
    Residence,
)
from gridcenter.store.models.people_search import PersonSearch, SearchedPlace, SearchedRoom
from gridcenter.store.models.places import BackdropShape, Division, Grid, Post
from gridcenter.store.models.population import (
    PopulationChange,
    PopulationPass,
    PopulationRuleText,
    PopulationTask,
    PopulationTaskSegment,
)
from gridcenter.store.models.privacy import PrivacyRecord
from gridcenter.store.models.rechecks import Recheck, RecheckDraw
from gridcenter.store.models.records import AuditAnchor, AuditEntry, AuditListed, Change
from gridcenter.store.models.reminders import Acknowledgement, Silence
from gridcenter.store.models.reports import IncidentMerge, Report
from gridcenter.store.models.rolls import Roll, RollFile
from gridcenter.store.models.routing import ResponsibilityRule, RoutingProposal, Ruling
from gridcenter.store.models.saved_filters import SavedFilter
from gridcenter.store.models.units import Account, Scope, Unit

__all__ = [
    "Account",
    "AccountPin",
    "Acknowledgement",
    "Adjustment",
    "Attachment",
    "AuditAnchor",
    "AuditEntry",
    "AuditListed",
    "BackdropShape",
    "BatchChange",
    "Calendar",
    "CalendarDay",
    "Card",
    "CareBenefit",
    "CareFile",
    "CareGrant",
    "CareRenewal",
    "CareVisit",
    "Category",
    "Change",
    "ClockSegment",
    "CoHandling",
    "CodeEntry",
    "CodeSet",
    "Component",
    "Counter",
    "Division",
    "Draft",
    "FlowSwitch",
    "FlowText",
    "Grid",
    "Handover",
    "HomeChange",
    "Household",
    "HouseholdMember",
    "ImportBatch",
    "ImportPreset",
    "Incident",
    "IncidentClock",
    "IncidentMerge",
    "IndicatorDefinition",
    "IntegrityDecision",
    "IntegrityHit",
    "IntegrityRun",
    "IntegritySwitch",
    "NoticeTaken",
    "Organisation",
    "OrganisationItem",
    "OrganisationPerson",
    "Person",
    "PersonApart",
    "PersonMerge",
    "PersonSearch",
    "PopulationChange",
    "PopulationPass",
    "PopulationRuleText",
    "PopulationTask",
    "PopulationTaskSegment",
    "Post",
    "Premises",
    "PremisesTenure",
    "PrivacyRecord",
    "Recheck",
    "RecheckDraw",
    "RecordItem",
    "Reopening",
    "Report",
    "Residence",
    "ResponsibilityRule",
    "Roll",
    "RollFile",
    "RoutingProposal",
    "Ruling",
    "SavedFilter",
    "Scope",
    "SearchedPlace",
    "SearchedRoom",
    "Silence",
    "StagedRow",
    "Standard",
    "Step",
    "StoreFact",
    "Table",
    "Unit",
    "UnitDuty",
    "Versioned",
    "Visit",
    "VisitCorrection",
]
