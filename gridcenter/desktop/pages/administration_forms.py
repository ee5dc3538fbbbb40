"""What the small windows of Administration ask: the same form as that of a move, about a record of the centre."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.one_form import Sending
from gridcenter.domain.move_choices import MoveChoice, MoveField
from gridcenter.domain.names import Name


def sending(work: Callable[[dict[str, str]], object]) -> Sending:
    """Return what is sent where the record is named already and `work` asks for the inputs only."""

    def send(_form: MoveDialog, inputs: dict[str, str]) -> Callable[[], object]:
        return partial(work, inputs)

    return send


def form_choice(action: str, name: Name, fields: Sequence[MoveField]) -> MoveChoice:
    return MoveChoice(action, name, tuple(fields), "", usual=True, letter="", opinion=False)


def reason_field() -> MoveField:
    return MoveField("reason", Name("理由", "reason"), "text")
