"""Why residents are shown, as options of a command: a purpose, and an incident or a reason."""

from __future__ import annotations

from typing import Any

import typer

from gridcenter.domain.errors import WrongUse
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.language import tr


def purpose_option() -> Any:
    known = ", ".join(Purpose)
    return typer.Option("--purpose", metavar="WORD", help=tr("why: {known}").format(known=known))


def incident_option() -> Any:
    return typer.Option("--incident", metavar="NUMBER", help=tr("the open incident that it is for"))


def reason_option() -> Any:
    return typer.Option("--reason", metavar="TEXT", help=tr("the reason where no incident is named"))


def request_of(purpose: str, incident: str = "", reason: str = "", number: str = "") -> LookupRequest:
    """Return what was asked and why.

    Raises:
        WrongUse: The purpose is none.
    """
    if purpose not in list(Purpose):
        known = ", ".join(Purpose)
        raise WrongUse(tr("“{text}” is no purpose: choose from {known}").format(text=purpose, known=known))
    return LookupRequest(number, Purpose(purpose), incident, reason)
