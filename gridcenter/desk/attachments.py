"""Fills the desk's ports for attachments; what they need is loaded when the first of them is called."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from gridcenter.desktop.attachment_ports import AttachmentPorts
from gridcenter.domain.attachments import AttachmentRules
from gridcenter.domain.people import Actor
from gridcenter.store.engine import Store


def attachment_ports(store: Store, actor: Actor) -> AttachmentPorts:
    def later(name: str) -> Callable[..., Any]:
        def work(*arguments: object) -> Any:
            module = import_module("gridcenter.desk.attachment_work")  # heavy: no window waits for it
            return getattr(module, name)(store, actor, *arguments)

        return work

    return AttachmentPorts(
        rules=_rules,
        files=later("files"),
        add=later("add"),
        read=later("read"),
        save=later("save"),
        remove=later("remove"),
    )


def _rules() -> AttachmentRules:
    rules: AttachmentRules = import_module("gridcenter.services.attachment_rules").attachment_rules()
    return rules
