"""Which flow is for a category: what a template says it serves."""

from __future__ import annotations

from collections.abc import Iterable

from gridcenter.domain.errors import BadInput
from gridcenter.domain.flow import FlowTemplate
from gridcenter.language import listed, tr


def flow_serving(templates: Iterable[FlowTemplate], set_key: str, major_code: str) -> FlowTemplate | None:
    """Return the flow that names this category most closely; None where no flow names it.

    Raises:
        BadInput: Two flows name it equally closely.
    """
    ranked = [
        (max((one.weight(set_key, major_code) for one in template.serves), default=0), template)
        for template in templates
    ]
    best = max((weight for weight, _ in ranked), default=0)
    fitting = [template for weight, template in ranked if weight == best and weight]
    if len(fitting) > 1:
        raise BadInput(
            tr("the flows {flows} are all for “{category}”: take it out of `serves` in all but one").format(
                flows=listed(template.key for template in fitting), category=f"{set_key}/{major_code}"
            )
        )
    return fitting[0] if fitting else None
