"""The log keeps what a defect needs and nothing about a person."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gridcenter.logs import log_unexpected, redacted, start_logging, stop_logging
from gridcenter.store.engine import Store


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
    number = log_unexpected(_error_about("13800138000", "欧阳铎骉"))
    written = log_file.read_text("utf-8")
    assert f"unexpected error {number}" in written
    assert "13800138000" not in written
    assert "欧阳铎骉" not in written
    assert "ValueError" in written
    assert written.index("KeyError") < written.index("ValueError"), "what led to it stands first"
    assert "_error_about" in written, "the place is kept"


def _error_about(phone: str, name: str) -> BaseException:
    try:
        try:
            {}[name]
        except KeyError as missing:
            raise ValueError(f"bad number {phone} of {name}") from missing
    except ValueError as error:
        return error


def test_the_code_of_a_server_is_kept_and_the_row_it_refused_is_not(
    log_file: Path, postgres_store: Store, expect_log: Callable[[str], None]
) -> None:
    expect_log("unexpected error")
    with pytest.raises(DBAPIError) as caught, postgres_store.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO person (name, address) VALUES (:name, 'x')"), {"name": "欧阳铎骉"}
        )
    assert "欧阳铎骉" in str(caught.value), "the control: the server repeats the row"
    log_unexpected(caught.value)
    written = log_file.read_text("utf-8")
    assert "23502" in written
    assert "欧阳铎骉" not in written


def test_the_log_starts_once(log_file: Path) -> None:
    start_logging(log_file.parent, "info")
    logging.getLogger("gridcenter.test").info("once")
    assert log_file.read_text("utf-8").count("once") == 1
