"""The log keeps what a defect needs and nothing about a person."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gridcenter.logs import log_unexpected, redacted, start_logging, stop_logging


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    yield start_logging(tmp_path / "log", "info")
    stop_logging()


PERSONAL = ["709901199001010017", "70990119900101001X", "709901900101001", "13800138000", "+86 138 0013 8000"]


@pytest.mark.parametrize("number", PERSONAL)
def test_numbers_of_a_person_are_blanked(number: str) -> None:
    assert redacted(f"asked for {number}.") == "asked for […]."


@pytest.mark.parametrize(
    "harmless", ["case 20261122-000123", "took 13.8 s", "440310001001", "0x7f45c084e240"]
)
def test_other_numbers_stay(harmless: str) -> None:
    assert redacted(harmless) == harmless


def test_arguments_of_a_message_are_blanked_too(log_file: Path) -> None:
    logging.getLogger("gridcenter.test").info("row %s", "709901199001010017")
    assert "709901199001010017" not in log_file.read_text("utf-8")
    assert "row […]" in log_file.read_text("utf-8")


def test_a_traceback_is_blanked_too(log_file: Path, expect_log: Callable[[str], None]) -> None:
    expect_log("unexpected error")
    error = ValueError("bad number 13800138000")
    number = log_unexpected(error)
    written = log_file.read_text("utf-8")
    assert f"unexpected error {number}" in written
    assert "ValueError: bad number […]" in written


def test_the_log_starts_once(log_file: Path) -> None:
    start_logging(log_file.parent, "info")
    logging.getLogger("gridcenter.test").info("once")
    assert log_file.read_text("utf-8").count("once") == 1
