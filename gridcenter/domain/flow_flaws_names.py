"""What is wrong with the names and codes of a flow: people read the ones, the store keeps the others."""

from __future__ import annotations

from collections.abc import Iterator

from gridcenter.domain.attachments import is_hidden
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.names import Name
from gridcenter.language import tr

LONGEST_CODE = 20
"""Letters of a code of a state or a clock; a move's and a flow's may have `LONGEST_ACTION`."""
LONGEST_ACTION = 30
LONGEST_NAME = 100


def name_flaws(template: FlowTemplate) -> Iterator[str]:
    """Find names that lack a language or cannot be read as they stand, and codes that the store would have to cut."""
    for code, name in _named(template):
        if not name.zh.strip() or not name.en.strip():
            yield tr("“{code}” needs a Chinese and an English name").format(code=code)
        if any(is_hidden(sign) for sign in name.zh + name.en):
            yield tr(
                "the name of “{code}” holds characters that cannot be seen or turn its direction"
            ).format(code=code)
        if max(len(name.zh), len(name.en)) > LONGEST_NAME:
            yield tr("the name of “{code}” is longer than {n} characters").format(code=code, n=LONGEST_NAME)
    short = (*template.states, *(period.code for period in template.clocks))
    long = (template.key, *(move.action for move in template.moves))
    for code, most in (*((one, LONGEST_CODE) for one in short), *((one, LONGEST_ACTION) for one in long)):
        if not (code.isascii() and code.isidentifier()) or len(code) > most:
            yield tr("the code “{code}” must be of letters, digits and “_”, at most {n}").format(
                code=code, n=most
            )


def _named(template: FlowTemplate) -> Iterator[tuple[str, Name]]:
    yield template.key, template.name
    for names in (template.stages, template.roles, template.return_reasons):
        yield from names.items()
    yield from ((state.code, state.name) for state in template.states.values())
    yield from ((move.action, move.name) for move in template.moves)
    yield from ((period.code, period.name) for period in template.clocks)
    for field in template.inputs.values():
        yield field.code, field.name
        yield from field.choices.items()
