"""Opening stores, transactions, and what a person reads when one cannot be used."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import psycopg
import pytest
from sqlalchemy import bindparam, func, insert, select, text, update
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken, StoreRefused, StoreUnavailable
from gridcenter.store.addresses import parse_address, shown_address
from gridcenter.store.bulk import insert_rows
from gridcenter.store.engine import Store, open_store, store_time
from gridcenter.store.failures import as_refusal, contended_keys
from gridcenter.store.models import Account, Unit
from gridcenter.store.network_paths import refuse_network_path
from gridcenter.store.prepared import Prepared
from gridcenter.store.schema import upgrade
from gridcenter.store.types import inside


def test_a_unit_written_is_read_back_on_both_stores(store: Store) -> None:
    with store.begin() as session:
        session.add(Unit(code="D1", name="区城管局", kind="department"))
    with store.read() as session:
        assert session.scalars(select(Unit.name)).all() == ["区城管局"]


def test_an_error_inside_a_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.begin() as session:
        session.add(Unit(code="D1", name="区城管局", kind="department"))
        session.flush()
        raise ZeroDivisionError
    with store.read() as session:
        assert session.scalar(select(func.count(Unit.id))) == 0


def test_a_write_on_a_stale_version_is_refused_with_a_sentence(store: Store, english: None) -> None:
    with store.begin() as session:
        session.add(Unit(code="D1", name="first", kind="department"))
    with store.begin() as ours:
        held = ours.scalars(select(Unit)).one()
        assert held.version == 1
        ours.expunge(held)
    with store.begin() as theirs:
        theirs.scalars(select(Unit)).one().name = "theirs"
    with pytest.raises(RuleBroken, match="Somebody else"), store.begin() as ours:
        ours.add(held)
        held.name = "ours"
    with store.read() as session:
        assert session.scalars(select(Unit.name)).all() == ["theirs"]


def test_codes_sort_byte_by_byte_and_prefixes_are_ranges(store: Store) -> None:
    codes = ["a", "B", "709901", "709901001", "709902", "中"]
    with store.begin() as session:
        session.add_all(Account(login=code, name="x", role="wall") for code in codes)
    with store.read() as session:
        assert list(session.scalars(select(Account.login).order_by(Account.login))) == sorted(codes)
        within = session.scalars(select(Account.login).where(inside(Account.login, "709901")))
        assert sorted(within) == ["709901", "709901001"]


def test_the_store_tells_an_aware_time(store: Store) -> None:
    with store.read() as session:
        assert store_time(session).tzinfo is not None


def test_sqlite_is_opened_with_the_settings_that_survive_a_power_cut(sqlite_store: Store) -> None:
    with sqlite_store.read() as session:
        found = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "recursive_triggers", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "recursive_triggers": 1, "foreign_keys": 1}


@pytest.mark.parametrize(
    "address", ["mysql://somewhere/x", "nonsense://", "sqlite://", "postgresql://server"]
)
def test_a_wrong_address_is_answered_with_the_right_forms(address: str, english: None) -> None:
    with pytest.raises(StoreRefused, match=r"not an address of a store.*postgresql://"):
        open_store(address)


@pytest.mark.parametrize(
    "address", ["sqlite:///district.db?timeout=abc", "sqlite:///district.db?mode=ro", "district.db?x=1"]
)
def test_a_file_takes_no_options_behind_a_question_mark(address: str, english: None) -> None:
    with pytest.raises(StoreRefused, match="not an address of a store"):
        open_store(address, create=True)


@pytest.mark.parametrize("rest", ["127.0.0.1:99999/x", "127.0.0.1/x?foo=bar", "127.0.0.1/x?sslmode=bogus"])
def test_an_option_that_no_server_knows_is_a_sentence(rest: str, english: None) -> None:
    store = open_store(f"postgresql://u@{rest}")
    with (
        pytest.raises(StoreRefused, match="a port or an option that does not exist"),
        store.read() as session,
    ):
        session.execute(text("SELECT 1"))
    store.dispose()


@pytest.mark.parametrize("rest", ["/x?host=/nowhere", "@127.0.0.1:1/x", "@nowhere.invalid/x"])
def test_a_server_that_is_not_there_can_be_tried_again(rest: str, english: None) -> None:
    store = open_store(f"postgresql://{rest}")
    with pytest.raises(StoreUnavailable, match="does not answer"), store.read() as session:
        session.execute(text("SELECT 1"))
    store.dispose()


def test_a_database_that_the_server_lacks_is_the_administrator_s(postgres_url: str, english: None) -> None:
    store = open_store(postgres_url.replace("/test_", "/no_"))
    with pytest.raises(StoreRefused, match="has no such database"), store.read() as session:
        session.execute(text("SELECT 1"))
    store.dispose()


def test_a_right_that_the_server_does_not_give_is_no_wrong_password(
    postgres_store: Store, english: None
) -> None:
    with postgres_store.begin() as session:
        session.execute(text("CREATE ROLE onlooker"))
        session.execute(text("GRANT SELECT ON audit TO onlooker"))
    with (
        pytest.raises(StoreRefused, match="does not give this user the right"),
        postgres_store.begin() as session,
    ):
        session.execute(text("SET LOCAL ROLE onlooker"))
        session.execute(text("DELETE FROM audit"))
    with postgres_store.begin() as session:
        session.execute(text("DROP OWNED BY onlooker"))
        session.execute(text("DROP ROLE onlooker"))


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_is_no_store(create: bool, tmp_path: Path, english: None) -> None:
    with pytest.raises(StoreRefused, match="is a folder"):
        open_store(str(tmp_path), create=create)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u:geheim@127.0.0.1:abc/x",
        "postgresql://u:geh@eim@127.0.0.1:abc/x",
        "mysql://u:geheim@server/x",
        "nonsense://server/x?password=geheim&a=b",
    ],
)
def test_a_password_never_appears_in_a_refused_address(address: str) -> None:
    with pytest.raises(StoreRefused) as caught:
        open_store(address)
    assert "eim" not in str(caught.value)


@pytest.mark.parametrize("address", ["somebody:geheim@127.0.0.1:1/x", "u@127.0.0.1:1/x?password=geheim"])
def test_a_password_never_appears_in_a_refusal(address: str) -> None:
    store = open_store(f"postgresql://{address}")
    with pytest.raises(StoreUnavailable) as caught, store.read() as session:
        session.execute(text("SELECT 1"))
    assert "geheim" not in str(caught.value) + store.address
    store.dispose()


def test_a_missing_file_is_refused_and_not_created(tmp_path: Path, english: None) -> None:
    path = tmp_path / "absent.db"
    with pytest.raises(StoreRefused, match="gridcenter init"):
        open_store(str(path))
    assert not path.exists()


def test_a_file_that_is_no_store_is_refused(tmp_path: Path, english: None) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear Sir or Madam, " * 400)
    before = path.read_bytes()
    with pytest.raises(StoreRefused, match="damaged or is not a store"):
        open_store(str(path))
    assert path.read_bytes() == before


def test_a_corrupt_page_is_a_sentence(sqlite_store: Store, english: None) -> None:
    with sqlite_store.begin() as session:
        session.add_all(Unit(code=f"U{n}", name="x" * 80, kind="department") for n in range(2000))
    path = Path(sqlite_store.url.database or "")
    sqlite_store.dispose()
    content = bytearray(path.read_bytes())
    content[4096 * 2 : -4096] = os.urandom(len(content) - 4096 * 3)
    path.write_bytes(content)
    damaged = open_store(str(path))
    with pytest.raises(StoreRefused, match="damaged"), damaged.read() as session:
        session.execute(text("SELECT sum(length(name)) FROM unit")).all()
    damaged.dispose()


_HOLD_THE_LOCK = """
import sys
from sqlalchemy import text
from gridcenter.store.addresses import parse_address, shown_address
from gridcenter.store.bulk import insert_rows
from gridcenter.store.engine import open_store
with open_store(sys.argv[1]).begin() as session:
    session.execute(text("DELETE FROM unit"))
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_file_locked_by_another_process_is_a_sentence(sqlite_store: Store, english: None) -> None:
    sqlite_store.engine.dispose()
    command = [sys.executable, "-c", _HOLD_THE_LOCK, str(sqlite_store.url.database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(StoreUnavailable, match="locked by another program"),
            sqlite_store.begin() as session,
        ):
            session.execute(text("DELETE FROM unit"))
        holder.stdin.write("\n")
    with sqlite_store.begin() as session:
        session.add(Unit(code="U1", name="x", kind="department"))


def test_a_full_disk_is_a_sentence_and_the_store_stays_readable(sqlite_store: Store, english: None) -> None:
    with sqlite_store.begin() as session:
        session.add(Unit(code="U0", name="kept", kind="department"))
        pages = session.scalar(text("PRAGMA page_count"))
    with (
        pytest.raises(StoreUnavailable, match="is full; nothing was written"),
        sqlite_store.begin() as session,
    ):
        session.execute(text(f"PRAGMA max_page_count={pages + 2}"))
        session.add_all(Unit(code=f"U{n + 1}", name="x" * 90, kind="department") for n in range(3000))
    with sqlite_store.read() as session:
        assert session.scalars(select(Unit.name)).all() == ["kept"]


_OVER_THE_LIMIT = """
import resource, sys
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.language import use_language
from gridcenter.store.engine import open_store
from gridcenter.store.models import Unit
use_language("en")
store = open_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    with store.begin() as session:
        session.add_all(Unit(code=f"V{n}", name="x" * 90, kind="department") for n in range(60_000))
except StoreUnavailable as refusal:
    print(refusal)
"""


def test_a_limit_on_the_size_of_files_is_a_sentence_about_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "limited.db"
    address = f"sqlite:///{path}"
    store = open_store(address, create=True)
    upgrade(store)
    store.dispose()
    limit = str(path.stat().st_size + 1_000_000)
    said = subprocess.run(
        [sys.executable, "-c", _OVER_THE_LIMIT, address, limit], capture_output=True, text=True, check=True
    )
    assert "could not be read or written" in said.stdout
    again = open_store(address)
    with again.read() as session:
        assert session.scalars(select(Unit.code).where(Unit.code.startswith("V"))).first() is None
    again.dispose()


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_sqlite_on_a_network_folder_is_refused_with_the_reason(
    kind: str, tmp_path: Path, english: None
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nserver:/share {tmp_path} {kind} rw 0 0\n")
    with pytest.raises(StoreRefused, match=rf"network folder \({kind}\).*PostgreSQL"):
        refuse_network_path(tmp_path / "district.db", mounts=mounts)


def test_a_local_folder_below_a_network_folder_is_accepted(tmp_path: Path) -> None:
    local = tmp_path / "local"
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/share {tmp_path} nfs rw 0 0\n/dev/vdb {local} ext4 rw 0 0\n")
    refuse_network_path(local / "district.db", mounts=mounts)


@pytest.mark.parametrize("text_typed", ["half a character \ud800", "nothing \0 at all"])
def test_what_is_no_text_is_refused_and_nothing_written(text_typed: str, store: Store, english: None) -> None:
    with pytest.raises(BadInput, match="belongs to no text"), store.begin() as session:
        session.add(Unit(code="U1", name=text_typed, kind="department"))
    with store.read() as session:
        assert session.scalar(select(func.count(Unit.id))) == 0


@pytest.mark.parametrize("text_typed", ["half a character \ud800", "nothing \0 at all"])
def test_what_is_no_text_is_refused_by_every_way_into_the_store(
    text_typed: str, store: Store, english: None
) -> None:
    """Rows in thousands, statements compiled once, plain SQL: all of them refuse it, and so does a question."""
    columns = ("code", "name", "kind")
    add = Prepared(
        insert(Unit).values(
            code=bindparam("code"),
            name=bindparam("name"),
            kind=bindparam("kind"),
            name_en="",
            division_code="",
            version=1,
        )
    )
    find = Prepared(select(Unit.id).where(Unit.name == bindparam("name")))
    ways: list[Callable[[Session], object]] = [
        lambda session: insert_rows(session, Unit, columns, [("U1", text_typed, "department")]),
        lambda session: add.rows(session, code="U1", name=text_typed, kind="department"),
        lambda session: session.execute(text("UPDATE unit SET name = :name"), {"name": text_typed}),
        lambda session: find.rows(session, name=text_typed),
    ]
    for way in ways:
        with pytest.raises(BadInput, match="belongs to no text"), store.begin() as session:
            way(session)


def test_a_key_that_somebody_else_stores_meanwhile_is_a_sentence(
    postgres_store: Store, english: None
) -> None:
    def store_first() -> None:
        with postgres_store.begin() as theirs:
            theirs.add(Unit(code="U1", name="theirs", kind="department"))

    with (
        pytest.raises(StoreUnavailable, match="just now"),
        postgres_store.begin() as ours,
        contended_keys(),
    ):
        assert ours.scalars(select(Unit)).all() == []
        store_first()
        ours.add(Unit(code="U1", name="ours", kind="department"))
        ours.flush()
    with postgres_store.read() as session:
        assert session.scalars(select(Unit.name)).all() == ["theirs"]


def test_an_address_is_shown_as_one_types_it() -> None:
    shown = shown_address(parse_address("postgresql://zhang:secret@server/district"))
    assert shown == "postgresql://zhang:***@server/district"


@pytest.mark.parametrize(
    ("said", "kind", "sentence"),
    [
        ('致命错误:  用户 "zhang" Password 认证失败', StoreRefused, "does not accept this user or password"),
        ('致命错误:  数据库 "district" 不存在', StoreRefused, "has no such database"),
        ('致命错误:  角色 "zhang" 不存在', StoreRefused, "does not accept this user or password"),
    ],
)
def test_a_server_that_speaks_chinese_is_understood(
    said: str, kind: type[Exception], sentence: str, english: None
) -> None:
    """Before a session exists the server gives words only, in its own language."""
    refusal = as_refusal(psycopg.OperationalError(f"connection failed: {said}"), "here")
    assert type(refusal) is kind
    assert sentence in str(refusal)


def test_of_two_that_wait_for_each_other_one_is_told_to_try_again(
    postgres_store: Store, english: None
) -> None:
    with postgres_store.begin() as session:
        session.add_all(Unit(code=code, name=code, kind="department") for code in ("D1", "D2"))
    meet = Barrier(2)

    def write(codes: tuple[str, str]) -> str:
        try:
            with postgres_store.begin() as session:
                for code in codes:
                    session.execute(update(Unit).where(Unit.code == code).values(name="named"))
                    if code == codes[0]:
                        meet.wait(30)
        except StoreUnavailable as refusal:
            return str(refusal)
        return ""

    with ThreadPoolExecutor(2) as desks:
        said = sorted(desks.map(write, (("D1", "D2"), ("D2", "D1"))))
    assert said[0] == ""
    assert "try again" in said[1]
