"""A store's life from the terminal: made once, brought up to date, examined."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from gridcenter.cli import run
from gridcenter.commands.opened import usable_store
from gridcenter.paths import data_dir
from gridcenter.services.accounts import acting_account
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import Category
from gridcenter.store.revisions import current_revision, newest_revision
from gridcenter.store.schema import downgrade

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"empty_{request.param}_url")
    return url


def revision_at(url: str) -> str:
    store = open_store(url)
    try:
        return current_revision(store)
    finally:
        store.dispose()


def test_init_makes_a_store_of_the_newest_schema(empty_url: str) -> None:
    assert run(["--lang", "en", "init", "--store", empty_url]) == 0
    assert revision_at(empty_url) == newest_revision()


def test_a_new_store_has_its_first_account_and_its_codes(empty_sqlite_url: str) -> None:
    assert run(["init", "--store", empty_sqlite_url]) == 0
    with usable_store(empty_sqlite_url) as store, store.read() as session:
        assert acting_account(session).name
        assert session.scalar(select(func.count()).select_from(Category))


def test_init_leaves_a_store_that_is_there_as_it_is(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", "--store", store_url, "--lang", "en"]) == 0
    assert "was there already" in capsys.readouterr().out


def test_init_makes_the_folders_on_the_way(tmp_path: Path) -> None:
    assert run(["init", "--store", str(tmp_path / "new" / "deep" / "district.db")]) == 0
    assert (tmp_path / "new" / "deep" / "district.db").is_file()


def test_upgrade_brings_an_older_store_forward(store: Store, store_url: str) -> None:
    downgrade(store, "base")
    run(["init", "--store", store_url])
    assert run(["upgrade", "--store", store_url]) == 0
    assert revision_at(store_url) == newest_revision()


def test_upgrade_of_a_store_that_is_not_there_is_refused_and_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing.db"
    assert run(["--lang", "en", "upgrade", "--store", str(missing)]) == 1
    assert "There is no store" in capsys.readouterr().err
    assert not missing.exists()


def test_health_of_a_good_store_is_0_and_says_what_it_found(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["health", "--store", store_url, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["usable"] is True
    assert found["answers"] is True
    assert found["schema"] == found["schema_needed"] == newest_revision()


def test_health_of_an_empty_store_is_1_with_the_sentence_that_helps(
    empty_postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "health", "--store", empty_postgres_url]) == 1
    printed = capsys.readouterr()
    assert "gridcenter init" in printed.err
    assert "Traceback" not in printed.err


BAD_ADDRESSES = {
    "a kind nobody knows": "mongodb://server/x",
    "a server that is not there": "postgresql://nobody@127.0.0.1:1/x",
    "a folder that is not there": "/nowhere/at/all/x.db",
}


@pytest.mark.parametrize("address", BAD_ADDRESSES.values(), ids=BAD_ADDRESSES)
def test_a_wrong_address_is_one_sentence_and_status_1(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "health", "--store", address]) == 1
    complaint = capsys.readouterr().err.strip()
    assert complaint
    assert "\n" not in complaint
    assert "Traceback" not in complaint


def test_a_file_that_is_no_store_is_one_sentence_and_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear centre, " * 500)
    before = letter.read_bytes()
    assert run(["--lang", "en", "init", "--store", str(letter)]) == 1
    assert "damaged or is not a store" in capsys.readouterr().err
    assert letter.read_bytes() == before


def test_the_password_of_a_store_is_never_shown(capsys: pytest.CaptureFixture[str]) -> None:
    run(["health", "--store", "postgresql://me:sesame@127.0.0.1:1/x"])
    printed = capsys.readouterr()
    assert "sesame" not in printed.out + printed.err


def test_health_finds_a_damaged_page(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    path.write_bytes(content)
    assert run(["health", "--store", sqlite_url]) == 1
    assert "damaged" in capsys.readouterr().err


def test_health_answers_in_json_whatever_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["health", "--json", "--store", "http://server"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["usable"] is False
    assert "not an address" in found["sentence"]


def test_an_empty_address_leads_to_no_other_store(capsys: pytest.CaptureFixture[str]) -> None:
    """Such as --store "$STORE" where the variable is not set."""
    for line in (["init", "--store", ""], ["--store", "", "init"]):
        assert run(["--lang", "en", *line]) == 2
        assert "The address behind --store is empty" in capsys.readouterr().err
    assert not data_dir().exists()


def test_a_folder_that_cannot_be_made_is_said_in_the_reader_s_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert run(["init", "--lang", "zh", "--store", str(tmp_path / "file" / "below" / "s.db")]) == 1
    assert "路径中有一部分不是文件夹" in capsys.readouterr().err
