"""The documents say what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gridcenter import domain
from gridcenter.store.models import Table

ROOT = Path(__file__).resolve().parents[1]


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
