"""Encryption from the terminal: made, turned, taken away; and one sentence for each thing that does not fit."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gridcenter.cli import run
from gridcenter.logs import LOG_FILE
from gridcenter.paths import config_dir, log_dir
from gridcenter.store.engine import open_store
from gridcenter.store.keys import FileKind, file_kind, key_file
from gridcenter.store.resealing import encrypt_store
from tests.services.sealing_ground import TEXTS, beside, canaries_below, filled

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "sealed.db"
    assert run(["init", "--encrypt", "--store", str(path), "--lang", "en"]) == 0
    return path


def health(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    run(["health", "--json", "--store", str(path), "--lang", "en"])
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_init_encrypts_and_says_where_the_key_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sealed = tmp_path / "sealed.db"
    assert run(["init", "--encrypt", "--store", str(sealed), "--lang", "en"]) == 0
    assert file_kind(sealed) is FileKind.SEALED
    told = capsys.readouterr().out
    assert str(config_dir() / "store.keys") in told
    assert "attached to incidents are encrypted" in told
    answer = health(sealed, capsys)
    assert (answer["encrypted"], answer["usable"]) == (True, True)


def test_init_of_an_encrypted_store_that_is_there_leaves_it(sealed: Path) -> None:
    before = key_file().read_bytes()
    assert run(["init", "--encrypt", "--store", str(sealed)]) == 0
    assert key_file().read_bytes() == before


def test_the_key_stands_in_no_output_no_log_and_no_address(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in (["store", "rekey"], ["store", "decrypt"], ["store", "encrypt"], ["health"]):
        assert run([*line, "--store", str(sealed)]) == 0
    secrets = [word for line in key_file().read_text("ascii").splitlines()[1:] for word in line.split()[1:]]
    assert len(secrets) == 3
    log = log_dir() / LOG_FILE
    said = "".join(capsys.readouterr()) + (log.read_text("utf-8") if log.exists() else "")
    assert [secret for secret in secrets if secret in said] == []


def test_attachments_go_along_and_are_checked_and_saved(
    tmp_path: Path, sqlite_template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "centre.db", tmp_path / "out.txt"
    shutil.copyfile(sqlite_template, path)
    opened = open_store(str(path))
    filled(opened, beside(opened), tmp_path / "sources")
    opened.dispose()
    folder = tmp_path / "centre.db.attachments"
    for change, hits in (("encrypt", 0), ("rekey", 0), ("decrypt", len(TEXTS))):
        assert run(["store", change, "--store", str(path), "--lang", "en"]) == 0
        assert "attachments are plain files now" in capsys.readouterr().out or change != "decrypt"
        assert len(canaries_below(folder)) == hits
        assert run(["attachments", "verify", "--store", str(path)]) == 0
        assert run(["attachments", "save", "1", "--out", str(out), "--store", str(path)]) == 0
        assert out.read_bytes() == TEXTS[0]


def test_encrypting_again_seals_what_an_earlier_version_left_in_plain(
    tmp_path: Path, sqlite_template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "centre.db"
    shutil.copyfile(sqlite_template, path)
    opened = open_store(str(path))
    filled(opened, beside(opened), tmp_path / "sources")
    opened.dispose()
    encrypt_store(str(path), lambda _done, _of: None)
    line = ["--store", str(path), "--lang", "en"]
    assert run(["attachments", "verify", *line]) == 3
    assert "not encrypted" in capsys.readouterr().out
    assert run(["store", "encrypt", *line]) == 0
    assert f"{len(TEXTS)} attachments" in capsys.readouterr().out
    assert canaries_below(tmp_path) == []
    assert run(["attachments", "verify", *line]) == 0
    assert run(["store", "encrypt", *line]) == 1
    assert "encrypted already" in capsys.readouterr().err


def test_a_store_without_its_key_is_a_sentence_and_status_1(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key_file().rename(key_file().with_name("kept.keys"))
    assert run(["health", "--store", str(sealed), "--lang", "en"]) == 1
    assert "has no key for it" in capsys.readouterr().err


def test_key_file_decides_where_the_key_is_sought(
    sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick.keys"
    key_file().rename(stick)
    monkeypatch.setenv("GRIDCENTER_KEY_FILE", str(stick))
    assert health(sealed, capsys)["usable"] is True
    plain = tmp_path / "plain.db"
    monkeypatch.delenv("GRIDCENTER_KEY_FILE")
    assert run(["init", "--store", str(plain)]) == 0
    monkeypatch.setenv("GRIDCENTER_KEY_FILE", str(stick))
    assert health(plain, capsys)["usable"] is False


def test_a_key_file_with_half_a_path_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIDCENTER_KEY_FILE", "here.keys")
    assert run(["health", "--lang", "en"]) == 1
    assert "whole path" in capsys.readouterr().err


def test_a_second_process_opens_the_store_too(sealed: Path) -> None:
    line = [sys.executable, "-m", "gridcenter", "health", "--json", "--store", str(sealed)]
    answer = subprocess.run(line, capture_output=True, text=True, check=False)
    assert json.loads(answer.stdout)["usable"] is True


def test_the_demo_is_made_in_an_encrypted_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "demo.db"
    assert run(["demo", "--size", "street", "--encrypt", "--store", str(path), "--lang", "en"]) == 0
    assert "store.keys" in capsys.readouterr().out
    assert "网格".encode() not in path.read_bytes()
