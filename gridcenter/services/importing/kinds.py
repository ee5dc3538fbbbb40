"""Which importer reads which kind of file."""

from __future__ import annotations

from collections.abc import Callable

from gridcenter.domain.errors import BadInput
from gridcenter.services.importing import (
    categories,
    divisions,
    grids,
    incident_fields,
    incidents,
    organisation_people,
    organisations,
    persons,
    premises,
    responsibility,
    standards,
    units,
)
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.preset_offers import preset_hint
from gridcenter.services.importing.records import Importer, Job
from gridcenter.services.importing.report import Kind

KINDS: dict[Kind, Callable[[Job], Importer]] = {
    Kind.DIVISIONS: divisions.DivisionImporter,
    Kind.GRIDS: grids.GridImporter,
    Kind.UNITS: units.UnitImporter,
    Kind.CATEGORIES: categories.CategoryImporter,
    Kind.STANDARDS: standards.StandardImporter,
    Kind.INCIDENTS: incidents.IncidentImporter,
    Kind.PERSONS: persons.PersonImporter,
    Kind.PREMISES: premises.PremisesImporter,
    Kind.ORGANISATIONS: organisations.OrganisationImporter,
    Kind.ORGANISATION_PEOPLE: organisation_people.OrganisationPeopleImporter,
    Kind.RESPONSIBILITY: responsibility.ResponsibilityImporter,
}
TEMPLATES: dict[Kind, tuple[Field, ...]] = {
    Kind.DIVISIONS: divisions.FIELDS,
    Kind.GRIDS: grids.FIELDS,
    Kind.UNITS: units.FIELDS,
    Kind.CATEGORIES: categories.FIELDS,
    Kind.STANDARDS: standards.FIELDS,
    Kind.INCIDENTS: incident_fields.FIELDS,
    Kind.PERSONS: persons.FIELDS,
    Kind.PREMISES: premises.FIELDS,
    Kind.ORGANISATIONS: organisations.FIELDS,
    Kind.ORGANISATION_PEOPLE: organisation_people.FIELDS,
    Kind.RESPONSIBILITY: responsibility.FIELDS,
}
"""Fields of every kind, in the order of an empty table to fill in."""


def importer_of(job: Job) -> Importer:
    """Make the importer of the job's kind; where columns are missing, point at a preset that knows them.

    Raises:
        BadInput: The file as a whole cannot be understood.
    """
    try:
        return KINDS[job.report.kind](job)
    except BadInput as refusal:
        hint = preset_hint(job.session, job.source.columns, used=job.options.preset)
        if not hint:
            raise
        raise BadInput(f"{refusal} {hint}") from refusal
