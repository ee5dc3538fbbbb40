"""Whether somebody of the flow can make the corrections that it allows."""

from __future__ import annotations

from collections.abc import Iterator

from gridcenter.domain.flow import FlowTemplate
from gridcenter.language import tr


def correction_flaws(template: FlowTemplate) -> Iterator[str]:
    """Find corrections for roles that the flow does not describe, and those for nobody."""
    for action, roles in template.corrections.items():
        for role in sorted(roles - template.roles.keys()):
            yield tr("the correction “{action}” is for the role “{role}”, which is not described").format(
                action=action, role=role
            )
        if not roles:
            yield tr("the correction “{action}” needs at least one role").format(action=action)
