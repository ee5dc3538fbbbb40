"""An embedded store under a key: nothing of it can be read without, and each wrong key has one clear answer."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from gridcenter.domain.errors import StoreRefused, StoreUnavailable
from gridcenter.services.progress import Cancelled
from gridcenter.store import keys, resealing
from gridcenter.store.engine import Store, open_store
from gridcenter.store.models import Unit
from gridcenter.store.resealing import decrypt_store, drop_leftover_copy, encrypt_store, rekey_store
from gridcenter.store.schema import upgrade

pytestmark = pytest.mark.usefixtures("english")
SECRET = "滨河综合服务中心-709901"


def untold(_done: int, _of: int) -> None:
    """Let the copy go on."""


def filled(path: Path, *, encrypt: bool | None) -> Path:
    store = open_store(str(path), create=True, encrypt=encrypt)
    upgrade(store)
    with store.begin() as session:
        session.add_all(Unit(code=f"U{n}", name=f"{SECRET}{n}", kind="department") for n in range(300))
    store.dispose()
    return path


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    return filled(tmp_path / "sealed.db", encrypt=True)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return filled(tmp_path / "plain.db", encrypt=False)


def names_in(path: Path) -> list[str]:
    store = open_store(str(path))
    try:
        with store.read() as session:
            return list(session.scalars(text("SELECT name FROM unit ORDER BY id")))
    finally:
        store.dispose()


def bytes_beside(path: Path) -> bytes:
    return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))


def test_nothing_written_can_be_read_in_the_file_or_its_log_and_it_can_in_a_plain_one(
    sealed: Path, plain: Path
) -> None:
    for path, readable in ((sealed, False), (plain, True)):
        store = open_store(str(path))
        with store.begin() as session:
            session.add(Unit(code="NEW", name=SECRET, kind="department"))
        assert path.with_name(f"{path.name}-wal").stat().st_size
        assert (SECRET.encode() in path.with_name(f"{path.name}-wal").read_bytes()) is readable
        assert (SECRET.encode() in bytes_beside(path)) is readable
        assert (b"CREATE TABLE" in bytes_beside(path)) is readable
        store.dispose()


def test_another_program_without_the_key_reads_nothing(sealed: Path) -> None:
    with pytest.raises(sqlite3.DatabaseError), sqlite3.connect(sealed) as connection:
        connection.execute("SELECT name FROM unit").fetchall()


def test_whatever_sorts_in_a_temporary_table_stays_in_memory(sealed: Path) -> None:
    store = open_store(str(sealed))
    with store.read() as session:
        assert session.scalar(text("PRAGMA temp_store")) == 2
    store.dispose()


def test_the_store_finds_its_key_after_it_was_moved(sealed: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere" / "restored.db"
    moved.parent.mkdir()
    sealed.rename(moved)
    assert len(names_in(moved)) == 300


def test_the_key_file_is_the_owners_alone(sealed: Path) -> None:
    assert keys.key_file().stat().st_mode & 0o777 == 0o600


def test_a_key_file_that_others_can_read_is_refused(sealed: Path) -> None:
    keys.key_file().chmod(0o640)
    with pytest.raises(StoreRefused, match="chmod 600"):
        open_store(str(sealed))


def test_without_its_key_the_store_says_so(sealed: Path) -> None:
    keys.key_file().unlink()
    with pytest.raises(StoreRefused, match="has no key for it"):
        open_store(str(sealed))


def test_a_wrong_key_is_told_and_shows_no_key(sealed: Path, capfd: pytest.CaptureFixture[str]) -> None:
    *_, line = keys.key_file().read_text("ascii").splitlines()
    salt, secret = line.split()
    keys.key_file().write_text(f"{salt} {'0' * len(secret)}\n", "ascii")
    with pytest.raises(StoreRefused, match="does not open the store") as caught:
        open_store(str(sealed))
    told = "".join(traceback.format_exception(caught.value)) + "".join(capfd.readouterr())
    assert secret not in told
    assert "0" * 64 not in told


def test_a_damaged_page_is_refused_and_not_read_wrong(sealed: Path) -> None:
    content = bytearray(sealed.read_bytes())
    content[len(content) // 2] ^= 1
    sealed.write_bytes(content)
    store = open_store(str(sealed))
    with pytest.raises(StoreRefused, match="damaged"), store.read() as session:
        session.execute(text("PRAGMA quick_check")).all()
        for (name,) in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all():
            session.execute(text(f'SELECT * FROM "{name}"')).all()
    store.dispose()


def test_a_plain_store_is_refused_where_the_settings_name_a_key_file(
    plain: Path, tmp_path: Path, named_key_file: Callable[[Path], None]
) -> None:
    named_key_file(tmp_path / "stick" / "centre.keys")
    with pytest.raises(StoreRefused, match="not encrypted"):
        open_store(str(plain))
    filled(tmp_path / "new.db", encrypt=None)
    assert SECRET.encode() not in bytes_beside(tmp_path / "new.db")
    assert (tmp_path / "stick" / "centre.keys").is_file()


def test_an_encrypted_store_is_not_made_of_a_plain_one_or_on_a_server(plain: Path) -> None:
    with pytest.raises(StoreRefused, match="gridcenter store encrypt"):
        open_store(str(plain), create=True, encrypt=True)
    with pytest.raises(StoreRefused, match="embedded"):
        open_store("postgresql://desk@server/centre", encrypt=True)


def test_a_store_is_encrypted_rekeyed_and_decrypted_with_all_it_holds(plain: Path) -> None:
    before = names_in(plain)
    for work, readable in ((encrypt_store, False), (rekey_store, False), (decrypt_store, True)):
        head = plain.read_bytes()[:16]
        work(str(plain), untold)
        assert plain.read_bytes()[:16] != head
        assert (SECRET.encode() in bytes_beside(plain)) is readable
        assert names_in(plain) == before
    assert [path.name for path in plain.parent.glob("plain.db*")] == ["plain.db"]


def test_append_only_records_stay_so_and_numbers_go_on(plain: Path) -> None:
    def schema() -> list[tuple[str, ...]]:
        store = open_store(str(plain))
        with store.read() as session:
            rows = [tuple(row) for row in session.execute(text("SELECT type, name, sql FROM sqlite_master"))]
        store.dispose()
        return sorted(map(str, rows))  # type: ignore[arg-type]

    before = schema()
    assert any("trigger" in str(row) for row in before)
    encrypt_store(str(plain), untold)
    assert schema() == before


def test_the_old_key_still_opens_a_backup(sealed: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    backup.write_bytes(sealed.read_bytes())
    rekey_store(str(sealed), untold)
    assert names_in(backup) == names_in(sealed)


def test_what_cannot_be_done_is_told_and_changes_nothing(sealed: Path, plain: Path, tmp_path: Path) -> None:
    before = sealed.read_bytes(), plain.read_bytes()
    for work, path, words in (
        (encrypt_store, sealed, "encrypted already"),
        (decrypt_store, plain, "not encrypted"),
        (rekey_store, plain, "not encrypted"),
        (encrypt_store, tmp_path / "absent.db", "no store"),
        (encrypt_store, "postgresql://desk@server/centre", "server"),
    ):
        with pytest.raises(StoreRefused, match=words):
            work(str(path), untold)
    assert (sealed.read_bytes(), plain.read_bytes()) == before


def test_a_cancelled_copy_leaves_the_store_as_it_was(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_done: int, _of: int) -> None:
        raise Cancelled

    monkeypatch.setattr(resealing, "_STEPS", 10)
    before = names_in(plain)
    with pytest.raises(Cancelled):
        encrypt_store(str(plain), stop)
    assert names_in(plain) == before
    assert not plain.with_name("plain.db.rewriting").exists()


def _kill_midway(path: str) -> None:
    resealing._STEPS = 10

    def die(_done: int, _of: int) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    encrypt_store(path, die)


def test_a_program_killed_while_it_writes_leaves_the_store_and_the_next_one_does_it(plain: Path) -> None:
    before = names_in(plain)
    other = multiprocessing.get_context("spawn").Process(target=_kill_midway, args=(str(plain),))
    other.start()
    other.join()
    assert other.exitcode == -signal.SIGKILL
    assert plain.with_name("plain.db.rewriting").exists(), "the control: it was killed in the middle"
    assert names_in(plain) == before
    encrypt_store(str(plain), untold)
    assert names_in(plain) == before
    assert [path.name for path in plain.parent.glob("plain.db*")] == ["plain.db"]


def test_a_copy_that_a_killed_program_left_goes_when_the_store_is_put_in_order(sealed: Path) -> None:
    copy, own = sealed.with_name("sealed.db.rewriting"), sealed.with_name("sealed.db.new")
    copy.write_bytes(SECRET.encode() * 1000)
    own.write_bytes(b"somebody's own")
    store = open_store(str(sealed))
    drop_leftover_copy(store)
    store.dispose()
    assert not copy.exists()
    assert own.exists()


def _hold(path: str, opened: object, done: object) -> None:
    store: Store = open_store(path)
    with store.read() as session:
        session.execute(text("SELECT 1 FROM unit")).all()
        opened.set()  # type: ignore[attr-defined]
        done.wait(30)  # type: ignore[attr-defined]
    store.dispose()


def test_a_store_that_a_second_process_has_open_is_not_touched(plain: Path) -> None:
    context = multiprocessing.get_context("spawn")
    opened, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(plain), opened, done))
    other.start()
    try:
        assert opened.wait(30)
        with pytest.raises(StoreUnavailable, match="another program"):
            encrypt_store(str(plain), untold)
    finally:
        done.set()
        other.join()
    assert len(names_in(plain)) == 300
    assert not plain.with_name("plain.db.rewriting").exists()


def test_a_second_change_meanwhile_is_refused_and_takes_nothing_from_the_first(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "_STEPS", 500)
    refused = []

    def second(_done: int, _of: int) -> None:
        if not refused:
            with pytest.raises(StoreUnavailable, match="another program") as caught:
                encrypt_store(str(plain), untold)
            refused.append(caught.value)

    encrypt_store(str(plain), second)
    assert refused, "the control: there was a second one"
    assert keys.file_kind(plain) is keys.FileKind.SEALED
    assert len(names_in(plain)) == 300


def test_who_waited_for_the_old_file_writes_nothing_into_it(plain: Path) -> None:
    waiting = plain.open("rb")
    encrypt_store(str(plain), untold)
    with waiting:
        assert not waiting.read().strip(b"\0")


def test_the_encrypted_store_is_open_in_two_processes_at_once(sealed: Path) -> None:
    context = multiprocessing.get_context("spawn")
    opened, done = context.Event(), context.Event()
    other = context.Process(
        target=_hold_sealed, args=(str(sealed), os.environ["XDG_CONFIG_HOME"], opened, done)
    )
    other.start()
    try:
        assert opened.wait(30)
        store = open_store(str(sealed))
        with store.begin() as session:
            session.add(Unit(code="BOTH", name="both", kind="department"))
        store.dispose()
    finally:
        done.set()
        other.join()
    assert other.exitcode == 0


def _hold_sealed(path: str, config: str, opened: object, done: object) -> None:
    os.environ["XDG_CONFIG_HOME"] = config
    _hold(path, opened, done)
