"""The documents say what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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
