"""The papers of an incident: templates from `ui/papers`, and the sheet that one of them becomes with an incident.

No Qt and no SQL here: what goes in are facts, what comes out is a `Paper` with every word of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from gridcenter.domain.errors import BadInput, WrongUse
from gridcenter.domain.names import Name
from gridcenter.domain.papers import (
    Choices,
    Fact,
    FactRows,
    Lines,
    Paper,
    Part,
    Signatures,
    Space,
    Words,
)
from gridcenter.language import current_language, pick, tr
from gridcenter.paths import asset
from gridcenter.services.paper_facts import CONDITIONS, FACTS, LINES, PaperFacts

PAPERS = "ui/papers"
SHARED = "parts"
"""Name of the file whose parts others use."""

Raw = Mapping[str, Any]
Build = Callable[[Raw, PaperFacts], Part]


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """A paper before it knows its incident; `about` says in half a sentence what it is for."""

    key: str
    place: int
    title: Name
    about: Name
    number: Name
    parts: tuple[Raw, ...]


@cache
def paper_templates() -> Mapping[str, PaperTemplate]:
    """Return the papers by their keys, in the order in which they are offered.

    Raises:
        BadInput: A file cannot be used; the sentence names it and the flaw.
    """
    return read_papers(asset(PAPERS))


def read_papers(folder: Path) -> Mapping[str, PaperTemplate]:
    """Read and check the templates of a folder; raises as `paper_templates` does."""
    shared = _read(folder / f"{SHARED}.yaml")
    files = [path for path in sorted(folder.glob("*.yaml")) if path.stem != SHARED]
    found = [_template(path, shared) for path in files]
    return {paper.key: paper for paper in sorted(found, key=lambda paper: paper.place)}


def paper_template(key: str) -> PaperTemplate:
    """Return the paper with this key.

    Raises:
        WrongUse: There is no such paper.
    """
    known = paper_templates()
    if key not in known:
        sentence = tr("There is no paper “{kind}”. There are: {known}.")
        raise WrongUse(sentence.format(kind=key, known=", ".join(known)))
    return known[key]


def paper(template: PaperTemplate, facts: PaperFacts, *, synthetic: bool) -> Paper:
    """Put facts into a template, in the current language."""
    return Paper(
        centre=facts.facts["centre"],
        title=pick(template.title),
        number=_filled(pick(template.number), facts),
        mark=tr("Demo data, all synthetic") if synthetic else "",
        page=tr("page {n} of {m}"),
        printed=tr("{number} · printed {time} by {who}").format(
            number=facts.facts["number"], time=facts.facts["printed_at"], who=facts.facts["printed_by"]
        ),
        language=current_language(),
        parts=tuple(
            _KINDS[_kind(part)].build(part, facts) for part in template.parts if _stands(part, facts)
        ),
    )


# Building


def _fact_rows(raw: Raw, facts: PaperFacts) -> FactRows:
    return FactRows(
        tuple(tuple(Fact(_word(box), facts.facts[box["fact"]]) for box in row) for row in raw["facts"])
    )


def _lines(raw: Raw, facts: PaperFacts) -> Lines:
    columns = raw["columns"]
    return Lines(
        name=_word(raw["name"]),
        titles=tuple(_word(column) for column in columns),
        shares=tuple(int(column["share"]) for column in columns),
        rows=tuple(tuple(line[column["value"]] for column in columns) for line in facts.lines[raw["lines"]]),
        none=_word(raw["none"]),
    )


def _words(raw: Raw, facts: PaperFacts) -> Words:
    wanted = (one for one in raw["words"] if _stands(one, facts))
    return Words(
        addressee=_filled(_word(raw["addressee"]), facts) if "addressee" in raw else "",
        paragraphs=tuple(_filled(_word(one), facts) for one in wanted),
        closing=tuple(_filled(_word(one), facts) for one in raw.get("closing", ())),
    )


def _choices(raw: Raw, _facts: PaperFacts) -> Choices:
    return Choices(_word(raw["name"]), tuple(_word(one) for one in raw["choices"]))


def _space(raw: Raw, facts: PaperFacts) -> Space:
    known = facts.facts[raw["fact"]] if "fact" in raw else ""
    return Space(_word(raw["space"]), known, int(raw["room"]))


def _signatures(raw: Raw, _facts: PaperFacts) -> Signatures:
    return Signatures(tuple(_word(one) for one in raw["signatures"]))


def _stands(raw: Raw, facts: PaperFacts) -> bool:
    return "when" not in raw or raw["when"] in facts.conditions


def _filled(words: str, facts: PaperFacts) -> str:
    """Put facts where their names stand in braces; what is not known leaves a line to write on."""
    blank = "_" * 12
    return words.format_map({key: value or blank for key, value in facts.facts.items()})


def _word(raw: Raw) -> str:
    return pick(_name(raw))


def _name(raw: Raw) -> Name:
    """Refuse what follows a comma that YAML took for the end of a sentence: it is a word without a value."""
    for word, value in raw.items():
        if value is None:
            raise KeyError(word)
    return Name(str(raw["zh"]).strip(), str(raw["en"]).strip())


# Reading and checking


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a part of this kind is built, and what it names that must exist."""

    build: Build
    named: Callable[[Raw], Iterator[Any]]


def _kind(part: Raw) -> str:
    return next(kind for kind in _KINDS if kind in part)


def _facts_named(raw: Raw) -> Iterator[Any]:
    for row in raw["facts"]:
        for box in row:
            yield _name(box), box["fact"]


def _lines_named(raw: Raw) -> Iterator[Any]:
    known, _ = LINES[raw["lines"]]
    yield _name(raw["name"]), None
    yield _name(raw["none"]), None
    for column in raw["columns"]:
        int(column["share"])
        if column["value"] not in known:
            raise KeyError(column["value"])
        yield _name(column), None


def _words_named(raw: Raw) -> Iterator[Any]:
    sentences = [*raw["words"], *raw.get("closing", ()), *([raw["addressee"]] if "addressee" in raw else [])]
    for one in sentences:
        _require_known_condition(one)
        yield from _placed(_name(one))


def _require_known_condition(raw: Raw) -> None:
    if raw.get("when", "other") not in CONDITIONS:
        raise KeyError(raw["when"])


def _named_only(key: str) -> Callable[[Raw], Iterator[Any]]:
    def named(raw: Raw) -> Iterator[Any]:
        for one in raw[key]:
            yield _name(one), None
        if "name" in raw:
            yield _name(raw["name"]), None

    return named


def _space_named(raw: Raw) -> Iterator[Any]:
    int(raw["room"])
    yield _name(raw["space"]), raw.get("fact")


def _placed(name: Name) -> Iterator[Any]:
    """Yield the facts that stand in braces in either language."""
    for text in name:
        for _, field, form, conversion in Formatter().parse(text):
            if form or conversion:
                raise KeyError(f"{{{field}:{form}}}")
            yield name, field


_KINDS: Mapping[str, _Kind] = {
    "facts": _Kind(_fact_rows, _facts_named),
    "lines": _Kind(_lines, _lines_named),
    "words": _Kind(_words, _words_named),
    "choices": _Kind(_choices, _named_only("choices")),
    "space": _Kind(_space, _space_named),
    "signatures": _Kind(_signatures, _named_only("signatures")),
}
"""By the word that makes a part what it is."""


def _read(path: Path) -> Raw:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInput(_flaw(path, str(error).partition("\n")[0])) from error
    if not isinstance(raw, dict):
        raise BadInput(_flaw(path, tr("it holds no settings")))
    return raw


def _template(path: Path, shared: Raw) -> PaperTemplate:
    raw = _read(path)
    try:
        made = PaperTemplate(
            key=path.stem,
            place=int(raw["place"]),
            title=_name(raw["title"]),
            about=_name(raw["about"]),
            number=_name(raw["number"]),
            parts=tuple(shared[part["use"]] if "use" in part else part for part in raw["parts"]),
        )
        _check(made)
    except StopIteration as error:
        raise BadInput(_flaw(path, tr("a part of no known kind"))) from error
    except KeyError as error:
        flaw = tr("“{word}” is missing or not known").format(word=error.args[0])
        raise BadInput(_flaw(path, flaw)) from error
    except (TypeError, ValueError, AttributeError) as error:
        flaw = tr("a setting has the wrong form ({what})").format(what=error)
        raise BadInput(_flaw(path, flaw)) from error
    return made


def _check(template: PaperTemplate) -> None:
    """Go through everything a template names, so that no paper fails when it is printed."""
    named = [*_placed(template.number), (template.title, None), (template.about, None)]
    for part in template.parts:
        named += _KINDS[_kind(part)].named(part)
        _require_known_condition(part)
    for name, fact in named:
        if not name.zh or not name.en:
            raise KeyError("en" if name.zh else "zh")
        if fact is not None and fact not in FACTS:
            raise KeyError(fact)


def _flaw(path: Path, what: str) -> str:
    return tr("The paper {file} cannot be used: {flaw}. Mend the file, or take it away.").format(
        file=path.name, flaw=what
    )
