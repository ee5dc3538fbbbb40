"""The documents say what is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from gridcenter import domain
from gridcenter.cli import build_app
from gridcenter.store.models import Table

ROOT = Path(__file__).resolve().parents[1]
TASKS: Any = typer.main.get_command(build_app())


@pytest.mark.parametrize("table", sorted(Table.metadata.tables))
def test_every_table_has_its_reason_in_the_schema_page(table: str) -> None:
    assert f"`{table}`" in (ROOT / "db" / "schema.md").read_text("utf-8")


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "CHANGELOG.md", "db/schema.md"])
def test_links_inside_the_project_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not ((ROOT / page).parent / link).exists()] == []


@pytest.mark.parametrize("folder", ["ui", "resources", "db", "packaging"])
def test_a_folder_without_python_says_what_lives_there(folder: str) -> None:
    lines = (ROOT / folder / "README.md").read_text("utf-8").strip().splitlines()
    assert 3 <= len(lines) <= 12


def test_every_task_of_the_makefile_is_listed_by_it() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    tasks = set(re.findall(r"^([a-z]+):", text, re.MULTILINE)) - {"setup"}
    assert tasks == set(re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE))


def test_the_list_of_words_leads_to_files_that_are_there() -> None:
    places = re.findall(r"`(\w+/[\w/.]*)`", domain.__doc__ or "")
    assert len(places) > 40
    assert [
        place for place in places if not any((top / place).exists() for top in (ROOT / "gridcenter", ROOT))
    ] == []


@pytest.mark.parametrize("word", re.findall(r"[\u4e00-\u9fff]{2,}", domain.__doc__ or ""))
def test_a_word_of_the_list_stands_in_a_file_that_the_list_names(word: str) -> None:
    """A line of the list is a paragraph of words and the files behind them."""
    lines = (domain.__doc__ or "").split("\n- ")[1:]
    here = " ".join(line for line in lines if word in line)
    tops = [ROOT / "gridcenter" / place for place in re.findall(r"`(\w+/[\w/.]*)`", here)]
    tops += [ROOT / place for place in re.findall(r"`((?:db|ui)/[\w/.]*)`", here)]
    files = [file for top in tops for file in ([top] if top.is_file() else top.glob("*.*"))]
    assert any(word in file.read_text("utf-8") for file in files), word


def named_commands(page: str) -> list[list[str]]:
    """Return the words of each command that a page names: with `gridcenter` before it, or after one of its group."""
    groups = {one.name for one in TASKS.commands.values() if isinstance(one, TyperGroup)}
    text = (ROOT / page).read_text("utf-8")
    spans = [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^gridcenter [^#\n]+", text, re.MULTILINE)]
    words = [span.replace("…", "").split() for span in spans]
    whole = [one[1:] for one in words if one[:1] == ["gridcenter"] and one[1:]]
    return whole + [
        one for one in words if len(one) > 1 and one[0] in groups and re.match(r"[a-z-]+$", one[1])
    ]


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_every_command_named_by_the_readme_is_there_with_its_options(page: str) -> None:
    named = named_commands(page)
    assert len(named) > 50
    assert [" ".join(one) for one in named if not is_there(one)] == []


def test_a_command_that_is_not_there_would_be_noticed() -> None:
    assert is_there(["roll", "ask", "voters", "--purpose"])
    assert not is_there(["roll", "throw", "voters"])
    assert not is_there(["roll", "ask", "voters", "--loud"])


def is_there(words: list[str]) -> bool:
    """Tell whether the command is there and takes every option that is named with it."""
    command = TASKS
    rest = list(words)
    while isinstance(command, TyperGroup) and rest and not rest[0].startswith("-"):
        found = command.commands.get(rest.pop(0))
        if found is None:
            return False
        command = found
    options = {"--help"} | {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    return all(word in options for word in rest if word.startswith("--"))
