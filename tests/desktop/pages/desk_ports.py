"""Ports for a page under test: the real store behind what the page asks, nothing behind the rest."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, NoReturn

from gridcenter.desktop.ports import Actions, DeskPorts, Questions
from gridcenter.domain.people import Actor
from gridcenter.services.record_catalogue import record_catalogue


def _unasked(*_arguments: object) -> NoReturn:
    raise AssertionError("the page asked something that this test did not expect")


def ports_with(actor: Actor, **answers: Any) -> DeskPorts:
    """Return ports in which only the named questions and actions are answered."""
    questions: dict[str, Any] = {item.name: answers.get(item.name, _unasked) for item in fields(Questions)}
    actions: dict[str, Any] = {item.name: answers.get(item.name, _unasked) for item in fields(Actions)}
    return DeskPorts(actor, Questions(**questions), Actions(**actions), catalogue=record_catalogue())
