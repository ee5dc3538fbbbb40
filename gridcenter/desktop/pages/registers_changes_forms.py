"""What the forms about population changes ask, as fields of the small window that every page uses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from gridcenter.desktop.pages.administration_forms import form_choice, reason_field, sending
from gridcenter.desktop.pages.one_form import OneForm
from gridcenter.desktop.population_ports import PopulationPorts
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.move_choices import FieldChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.people import PURPOSE_NAMES, LookupRequest, Purpose
from gridcenter.domain.population_tasks import TaskRow, change_text
from gridcenter.domain.rechecks import read_month
from gridcenter.language import pick, tr

COMPLETE, MONTH, TRY, LOOK_UP = "complete_task", "month", "try_rules", "look_up_changed"
_EVERY_RULE = FieldChoice("", Name("全部现行规则", "all rules in force"))


def completion_fields(ports: PopulationPorts) -> list[MoveField]:
    """Ask for an outcome, which nobody presets, and a reason, which some outcomes need."""
    outcomes = tuple(FieldChoice(code, name) for code, name, _needs in ports.outcomes)
    reason = MoveField(
        "reason", Name("说明（部分结果必填）", "reason (some outcomes need it)"), "text", required=False
    )
    return [MoveField("outcome", Name("结果", "outcome"), "choice", outcomes, open=True), reason]


def month_field(*, required: bool) -> MoveField:
    return MoveField("month", Name("月份，如 2026-10", "month, such as 2026-10"), "line", required=required)


def trial_fields(ports: PopulationPorts) -> list[MoveField]:
    rules = (_EVERY_RULE, *(FieldChoice(code, name) for code, name in ports.rules))
    return [
        month_field(required=True),
        MoveField("rule", Name("规则", "rule"), "choice", rules, required=False),
    ]


def look_up_fields(ports: PopulationPorts) -> list[MoveField]:
    """Ask what every look-up asks: a purpose, and an incident or a reason."""
    purposes = tuple(FieldChoice(one.value, PURPOSE_NAMES[one]) for one in ports.purposes)
    return [
        MoveField("purpose", Name("查询事由", "purpose"), "choice", purposes, open=True),
        MoveField("incident", Name("事件编号", "incident number"), "line", required=False),
        MoveField(
            "reason",
            Name("理由（无事件时必填，至少10字）", "reason, of 10 characters where no incident is named"),
            "text",
            required=False,
        ),
    ]


def request_of(said: Mapping[str, str]) -> LookupRequest:
    """Raises:
    RuleBroken: No purpose was chosen.
    """
    if said.get("purpose", "") not in set(Purpose):
        raise RuleBroken(tr("Choose a purpose first."))
    return LookupRequest(
        "", Purpose(said["purpose"]), said.get("incident", "").strip(), said.get("reason", "").strip()
    )


def month_of(said: Mapping[str, str]) -> str:
    """Return the month that was typed, or nothing.

    Raises:
        BadInput: It is none.
    """
    text = said.get("month", "").strip()
    return read_month(text).text if text else ""


def about_task(row: TaskRow) -> str:
    """Return which task a form is about; whom it is about stays out of it."""
    change = change_text(row.change_kind, row.change_ref)
    return " · ".join(part for part in (change, pick(row.place), pick(row.unit), pick(row.what)) if part)


class ChangesForms:
    """Asks over the tab what an act on a change or a task needs; whoever holds `forms` hears what was sent."""

    def __init__(self, ports: PopulationPorts, forms: OneForm) -> None:
        self._ports, self._forms = ports, forms

    def month(self) -> None:
        about = tr("Nothing written: all months.")
        choice = form_choice(MONTH, Name("选择月份", "Choose a month"), [month_field(required=False)])
        self._forms.open(choice, about, sending(month_of))

    def trial(self) -> None:
        about = tr("What the rules would have made of the changes of a month. Nothing is written.")
        choice = form_choice(TRY, Name("试算规则", "Try rules"), trial_fields(self._ports))
        work = self._ports.try_rules
        self._forms.open(choice, about, sending(lambda said: work(said["month"], said.get("rule", ""))))

    def complete(self, row: TaskRow) -> None:
        if row.ended_at is not None:
            return
        choice = form_choice(COMPLETE, Name("办结任务", "Complete the task"), completion_fields(self._ports))
        work = partial(self._ports.complete, row.id, row.version)
        send = sending(lambda said: work(said.get("outcome", ""), said.get("reason", "")))
        self._forms.open(choice, about_task(row), send)

    def pause_or_resume(self, row: TaskRow) -> None:
        if row.ended_at is not None:
            return
        if row.paused:
            choice = form_choice("resume_task", Name("恢复时限", "Let the clock run"), [])
            send = sending(lambda _said: self._ports.resume(row.id, row.version))
        else:
            choice = form_choice("pause_task", Name("暂停时限", "Let the clock stand"), [reason_field()])
            send = sending(lambda said: self._ports.pause(row.id, row.version, said["reason"]))
        self._forms.open(choice, about_task(row), send)

    def look_up(self, change_id: object) -> None:
        if isinstance(change_id, int):
            choice = form_choice(
                LOOK_UP, Name("查询居民", "Look the resident up"), look_up_fields(self._ports)
            )
            about = tr("Change no. {id}: audited as every look-up is.").format(id=change_id)
            self._forms.open(choice, about, sending(lambda said: (change_id, request_of(said))))
