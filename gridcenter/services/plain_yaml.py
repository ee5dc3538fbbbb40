"""YAML that people write: plain lists and names, read with the place of every slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from gridcenter.domain.errors import BadInput, reason_of
from gridcenter.language import tr

_NUMBER = "tag:yaml.org,2002:int"
_DECIMAL = re.compile("[-+]?(0|[1-9][0-9]*)")
"""YAML also reads 010 as eight and 17:30 as 1050."""
_SHOWN = 40
LARGEST_FILE = 1_000_000
"""Bytes: nobody writes a longer one."""


def read_plain_yaml(path: Path) -> Any:
    """Return what the file holds.

    Raises:
        BadInput: It cannot be read, is too large, or is no plain YAML; the sentence names file and place.
    """
    return parsed_yaml(read_text(path), path.name)


def read_text(path: Path) -> str:
    """Return the file's text.

    Raises:
        BadInput: It cannot be read, is too large, or is no text in UTF-8.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise BadInput(about_file(path, tr("it is larger than a megabyte: this is another kind of file")))
        return content.decode("utf-8-sig")
    except OSError as error:
        raise BadInput(
            tr("{file} cannot be read: {why}. Name another file.").format(file=path, why=reason_of(error))
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(about_file(path, tr("this is no text in UTF-8; save it again as UTF-8"))) from error


class Lined(dict[Any, Any]):
    """Names and values that know the line, from 1, on which they begin."""

    line = 0


def parsed_yaml(text: str, name: str, *, lined: bool = False) -> Any:
    """Return what the text holds; `name` says in a refusal which text is meant. With `lined` mappings are `Lined`.

    Raises:
        BadInput: It is no plain YAML.
    """
    try:
        return yaml.load(text, Loader=_LinedLoader if lined else _PlainLoader)
    except yaml.MarkedYAMLError as error:
        raise BadInput(_about(name, _where(error))) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput(_about(name, tr("this is no plain YAML"))) from error


def places_of(text: str) -> dict[tuple[str | int, ...], int]:
    """Return the line of everything in a text that `parsed_yaml` took, by names and places from the top."""
    found: dict[tuple[str | int, ...], int] = {}
    waiting: list[tuple[tuple[str | int, ...], yaml.Node | None]] = [((), yaml.compose(text, _PlainLoader))]
    while waiting:
        path, node = waiting.pop()
        found.setdefault(path, node.start_mark.line + 1 if node is not None else 1)
        if isinstance(node, yaml.SequenceNode):
            waiting += [((*path, at), part) for at, part in enumerate(node.value)]
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            found[(*path, key.value)] = key.start_mark.line + 1
            waiting.append(((*path, key.value), value))
    return found


def about_file(path: Path, sentence: str) -> str:
    return _about(path.name, sentence)


def _about(name: str, sentence: str) -> str:
    return tr("{file}: {sentence}").format(file=name, sentence=sentence)


def _where(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    if isinstance(error, _NotPlain):
        return tr("line {line}: {what}").format(line=mark.line + 1 if mark else 1, what=error.problem)
    return tr(
        "line {line}, column {column}: the YAML is broken; look for a missing quote, bracket or blank"
    ).format(line=mark.line + 1 if mark else 1, column=mark.column + 1 if mark else 1)


def _many_readings(written: str) -> str:
    sentence = tr("“{text}” can be read as several numbers; write it in decimal, or in quotes")
    return sentence.format(text=_short(written))


def _no_such(written: object) -> str:
    sentence = tr("there is no “{text}”; if it is a word, put it in quotes")
    return sentence.format(text=_short(str(written)))


def _short(text: str) -> str:
    return text if len(text) < _SHOWN else text[: _SHOWN - 1] + "…"


class _NotPlain(yaml.MarkedYAMLError):
    """Sound YAML that people would not expect."""


class _PlainLoader(yaml.SafeLoader):
    """Refuses names that stand twice, which YAML lets win silently, and references, which can grow without end."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = parent.start_mark if parent else None
            raise _NotPlain(
                problem=tr("references (“*name”) are not used here: write it out"), problem_mark=mark
            )
        return super().compose_node(parent, index)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Return the value; what only looks like a number or a day, or can be read as several, is refused."""
        if node.tag == _NUMBER and not _DECIMAL.fullmatch(node.value):
            raise _NotPlain(problem=_many_readings(node.value), problem_mark=node.start_mark)
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            raise _NotPlain(problem=_no_such(node.value), problem_mark=node.start_mark) from error

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                sentence = tr("“{key}” stands here twice; keep one").format(key=key.value)
                raise _NotPlain(problem=sentence, problem_mark=key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


class _LinedLoader(_PlainLoader):
    """Remembers where each mapping begins."""

    def construct_lined(self, node: yaml.MappingNode) -> Iterator[Lined]:
        found = Lined()
        found.line = node.start_mark.line + 1
        yield found
        found.update(self.construct_mapping(node))


_LinedLoader.add_constructor("tag:yaml.org,2002:map", _LinedLoader.construct_lined)
