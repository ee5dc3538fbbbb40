"""Attachments beside an encrypted store: nothing of them stands in plain, and whoever may read them reads them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken, StoreRefused, StoreUnavailable
from gridcenter.language import use_language
from gridcenter.services.attachment_contents import contents_of
from gridcenter.services.attachment_verification import Fault, verify_attachments
from gridcenter.services.attachments import (
    AttachmentDraft,
    add_attachment,
    read_attachment,
    remove_attachment,
    save_attachment,
)
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.services.store_encryption import Change, change_encryption, take_in_leftovers
from gridcenter.store.attachments import attachments_of
from gridcenter.store.engine import Store, open_store
from gridcenter.store.keys import key_file, name_key_file
from gridcenter.store.resealing import encrypt_store
from tests.services.attachment_samples import file, jpeg, packed, pdf, png, video, webp
from tests.services.matters import actor, at
from tests.services.sealing_ground import (
    CANARY,
    TEXTS,
    beside,
    canaries_below,
    contents_in,
    filled,
    unwatched,
)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.fixture
def place(tmp_path: Path, sqlite_template: Path) -> Path:
    """A folder of its own with a plain, empty store."""
    folder = tmp_path / "centre"
    folder.mkdir()
    shutil.copyfile(sqlite_template, folder / "centre.db")
    return folder


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    encrypt_store(str(place / "centre.db"), lambda _done, _of: None)
    opened = open_store(str(place / "centre.db"))
    assert opened.encrypted
    yield opened
    opened.dispose()


@pytest.fixture
def incident(store: Store, tmp_path: Path) -> int:
    return filled(store, beside(store), tmp_path / "sources")


def faults(store: Store) -> dict[Fault, int]:
    found = verify_attachments(store, beside(store), progress=unwatched)
    return {fault: count for fault, count in found.counts.items() if count}


def only_file(store: Store, content: bytes) -> Path:
    return contents_of(store, beside(store)).place(hashlib.sha256(content).hexdigest())


def keys_of(store: Store, incident: int) -> list[int]:
    with store.read() as session:
        return [row.id for row in attachments_of(session, incident, area="")]


# Adding, reading, removing


def test_nothing_of_an_attachment_stands_in_plain_and_it_is_read_and_saved_as_it_came(
    store: Store, incident: int, place: Path, tmp_path: Path
) -> None:
    assert contents_in(store, incident) == list(TEXTS)
    assert canaries_below(place) == []
    hashes = {hashlib.sha256(content).hexdigest() for content in TEXTS}
    names = {path.name for path in beside(store).rglob("*")}
    assert not hashes & names, "a name would tell who has a copy that it is here"
    out = save_attachment(
        store, beside(store), keys_of(store, incident)[0], tmp_path / "out.txt", by=actor("leader")
    )
    assert out.read_bytes() == TEXTS[0]
    assert faults(store) == {}
    assert canaries_below(tmp_path) == ["out.txt"], "the control: what was saved on purpose is found"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", jpeg()),
        ("a.png", png()),
        ("a.webp", webp()),
        ("a.pdf", pdf()),
        ("a.mp4", video()),
        ("a.docx", packed("[Content_Types].xml", "word/document.xml")),
        ("a.ofd", packed("OFD.xml")),
        ("a.txt", "井盖".encode("gb18030")),
        ("large.mp4", video()[:-48] + (3_000_008).to_bytes(4, "big") + b"mdat" + os.urandom(3_000_000)),
    ],
)
def test_every_type_is_told_by_the_sealed_content(
    store: Store, incident: int, tmp_path: Path, name: str, content: bytes
) -> None:
    key = add_attachment(
        store,
        beside(store),
        incident,
        AttachmentDraft("after", file(tmp_path, name, content)),
        by=actor("handler"),
    )
    assert read_attachment(store, beside(store), key, by=actor("leader")) == content


def test_what_is_refused_leaves_nothing_behind(
    store: Store, incident: int, place: Path, tmp_path: Path
) -> None:
    before = sorted(place.rglob("*"))
    for name, content in (("a.txt", b"MZ" + CANARY.encode()), ("a.pdf", b"%PDF-1.7 " + CANARY.encode())):
        with pytest.raises(BadInput):
            add_attachment(
                store,
                beside(store),
                incident,
                AttachmentDraft("after", file(tmp_path, name, content)),
                by=actor("handler"),
            )
    assert [path for path in sorted(place.rglob("*")) if "-wal" not in path.name] == [
        path for path in before if "-wal" not in path.name
    ]


def test_the_same_content_is_kept_once_and_a_removed_one_is_not_shown(
    store: Store, incident: int, tmp_path: Path
) -> None:
    again = file(tmp_path, "again.txt", TEXTS[1])
    add_attachment(store, beside(store), incident, AttachmentDraft("after", again), by=actor("handler"))
    assert faults(store) == {}
    assert len([path for path in beside(store).rglob("*") if path.is_file()]) == len(TEXTS)
    (first, *_) = keys_of(store, incident)
    with store.begin() as session:
        remove_attachment(
            session, first, version=1, reason="传错了", by=actor("handler"), now=at("11-18 09:00")
        )
    with pytest.raises(RuleBroken, match="removed"):
        read_attachment(store, beside(store), first, by=actor("leader"))


def _turned(path: Path, other: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-30] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    "harm",
    [
        _turned,
        lambda path, _other: path.write_bytes(path.read_bytes()[:-1]),
        lambda path, _other: path.write_bytes(b""),
        lambda path, other: shutil.copyfile(other, path),
        lambda path, _other: path.write_bytes(TEXTS[1]),
    ],
    ids=["altered", "cut off", "emptied", "another's", "plain"],
)
def test_a_file_that_was_touched_is_not_shown_and_is_found_and_mended_by_adding_it_again(
    store: Store, incident: int, tmp_path: Path, harm: Callable[[Path, Path], object]
) -> None:
    harm(only_file(store, TEXTS[1]), only_file(store, TEXTS[2]))
    with pytest.raises(Refusal, match="was altered"):
        read_attachment(store, beside(store), keys_of(store, incident)[1], by=actor("leader"))
    assert faults(store) == {Fault.ALTERED: 1}
    add_attachment(
        store,
        beside(store),
        incident,
        AttachmentDraft("before", file(tmp_path, "again.txt", TEXTS[1])),
        by=actor("handler"),
    )
    assert faults(store) == {}


def test_a_file_that_is_gone_and_one_that_nobody_names_are_told_apart(store: Store, incident: int) -> None:
    place = only_file(store, TEXTS[2])
    moved = place.with_name("0" * 64)
    place.rename(moved)
    assert faults(store) == {Fault.MISSING: 1, Fault.ORPHAN: 1}


def test_the_folder_of_another_key_is_told_in_one_sentence(store: Store, incident: int) -> None:
    folder = beside(store)
    (mine,) = folder.glob("sealed-*")
    mine.rename(folder / "sealed-0123456789abcdef")
    with pytest.raises(Refusal, match="under another key") as caught:
        read_attachment(store, folder, keys_of(store, incident)[0], by=actor("leader"))
    assert str(caught.value).count(". ") == 1
    assert faults(store)[Fault.MISSING] == len(TEXTS)


def test_a_program_killed_while_it_adds_leaves_nothing_in_plain(
    store: Store, incident: int, place: Path, tmp_path: Path
) -> None:
    large = file(tmp_path, "large.txt", f"{CANARY}\n".encode() * 200_000)
    line = f"""
import os, signal, sys
from pathlib import Path
from gridcenter.services.attachments import AttachmentDraft, add_attachment
from gridcenter.store.engine import open_store
from gridcenter.store.keys import name_key_file
from tests.services.matters import actor
name_key_file({str(key_file())!r})
def die(made):
    if made.done > 3_000_000:
        os.kill(os.getpid(), signal.SIGKILL)
store = open_store({str(place / "centre.db")!r})
draft = AttachmentDraft("after", Path({str(large)!r}))
add_attachment(store, Path({str(beside(store))!r}), {incident}, draft, by=actor("handler"), progress=die)
"""
    done = subprocess.run([sys.executable, "-c", line], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == -signal.SIGKILL
    (part,) = beside(store).glob("incoming/*.part")
    assert part.stat().st_size > 1_000_000, "the control: it was killed in the middle"
    assert canaries_below(place) == []


# Changing the key


@pytest.fixture
def plain(place: Path, tmp_path: Path) -> tuple[Path, int]:
    """A plain store with attachments, closed."""
    opened = open_store(str(place / "centre.db"))
    key = filled(opened, beside(opened), tmp_path / "sources")
    opened.dispose()
    return place, key


def changed(place: Path, change: Change, progress: Callable[[Progress], None] = unwatched) -> None:
    change_encryption(change, str(place / "centre.db"), "", progress=progress)


def state(place: Path) -> dict[str, bytes]:
    """Return every file, and of the store its beginning: plain, or the salt of its key."""
    files = (path for path in sorted(place.rglob("*")) if path.is_file() and "-" not in path.suffix)
    return {
        str(path.relative_to(place)): path.read_bytes()[: 16 if path.suffix == ".db" else None]
        for path in files
    }


def test_attachments_go_along_when_a_store_is_encrypted_rekeyed_and_decrypted(
    plain: tuple[Path, int],
) -> None:
    place, incident = plain
    before = canaries_below(place)
    assert len(before) == len(TEXTS)
    folders = set()
    for change in (Change.ENCRYPT, Change.REKEY, Change.DECRYPT):
        told: list[Progress] = []
        changed(place, change, told.append)
        assert [made.done for made in told if made.part == "attachments"][-1] >= sum(map(len, TEXTS))
        opened = open_store(str(place / "centre.db"))
        assert contents_in(opened, incident) == list(TEXTS)
        assert faults(opened) == {}
        found = {path.name for path in beside(opened).iterdir()}
        opened.dispose()
        if change is Change.DECRYPT:
            assert canaries_below(place) == before
            assert not any(name.startswith("sealed-") for name in found)
        else:
            assert canaries_below(place) == []
            assert len(found) == 1
            folders |= found
    assert len(folders) == 2, "another key has another folder"


def test_a_backup_of_store_and_folder_opens_with_the_former_key(
    plain: tuple[Path, int], tmp_path: Path
) -> None:
    place, incident = plain
    changed(place, Change.ENCRYPT)
    backup = tmp_path / "backup"
    shutil.copytree(place, backup)
    changed(place, Change.REKEY)
    opened = open_store(str(backup / "centre.db"))
    assert contents_in(opened, incident) == list(TEXTS)
    opened.dispose()


@pytest.mark.parametrize("at_part", ["attachments", "writing the file anew"])
@pytest.mark.parametrize("change", list(Change))
def test_a_cancelled_change_leaves_everything_as_it_was(
    plain: tuple[Path, int], change: Change, at_part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, incident = plain
    monkeypatch.setattr("gridcenter.store.resealing._STEPS", 10)
    if change is not Change.ENCRYPT:
        changed(place, Change.ENCRYPT)
    before = state(place)

    def stop(made: Progress) -> None:
        if made.part == at_part and (at_part != "attachments" or made.done > len(TEXTS[0])):
            raise Cancelled

    with pytest.raises(Cancelled):
        changed(place, change, stop)
    assert state(place) == before
    opened = open_store(str(place / "centre.db"))
    assert contents_in(opened, incident) == list(TEXTS)
    opened.dispose()


def test_an_altered_attachment_is_named_and_nothing_is_changed(plain: tuple[Path, int]) -> None:
    place, _incident = plain
    content_hash = hashlib.sha256(TEXTS[2]).hexdigest()
    harmed = place / "centre.db.attachments" / content_hash[:2] / content_hash[2:4] / content_hash
    harmed.write_bytes(TEXTS[2][:-1])
    before = state(place)
    with pytest.raises(StoreUnavailable, match=content_hash):
        changed(place, Change.ENCRYPT)
    assert state(place) == before


def test_without_room_for_both_it_says_so_and_nothing_is_changed(
    plain: tuple[Path, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _incident = plain
    before = state(place)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(StoreUnavailable, match="no room"):
        changed(place, Change.ENCRYPT)
    monkeypatch.undo()
    assert state(place) == before


@pytest.mark.parametrize("change", list(Change))
def test_a_kill_at_any_step_leaves_what_can_be_read_and_the_next_opening_puts_it_in_order(
    plain: tuple[Path, int], tmp_path: Path, change: Change
) -> None:
    place, incident = plain
    kept = tmp_path / "ground" / "kept"
    name_key_file(str(place / "centre.keys"))
    try:
        if change is not Change.ENCRYPT:
            changed(place, Change.ENCRYPT)
    finally:
        name_key_file("")
    shutil.copytree(place, kept)
    (kept / "incident").write_text(str(incident))
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.sealing_ground", str(kept.parent), change.value],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["killed"] > 20, "the control: it was killed at many steps"
    if change is not Change.REKEY:
        assert 0 < found["encrypted"] < found["steps"], "the control: before the change and after it"


# What an earlier version left


def test_what_stands_in_plain_beside_an_encrypted_store_is_read_told_and_sealed_at_the_next_opening(
    plain: tuple[Path, int],
) -> None:
    place, incident = plain
    encrypt_store(str(place / "centre.db"), lambda _done, _of: None)  # without its attachments
    (place / "centre.db.attachments" / "incoming").mkdir(exist_ok=True)
    (place / "centre.db.attachments" / "incoming" / "x.part").write_bytes(TEXTS[1][:9] + CANARY.encode())
    opened = open_store(str(place / "centre.db"))
    assert contents_in(opened, incident) == list(TEXTS)
    assert faults(opened) == {Fault.PLAIN: len(TEXTS) + 1}
    settled = take_in_leftovers(opened, "", progress=unwatched)
    assert (settled.taken, settled.left) == (len(TEXTS), 0)
    assert contents_in(opened, incident) == list(TEXTS)
    assert faults(opened) == {}
    opened.dispose()
    assert canaries_below(place) == []


def test_in_a_folder_of_several_stores_only_what_this_one_names_goes_along(
    plain: tuple[Path, int], tmp_path: Path
) -> None:
    place, incident = plain
    shared = tmp_path / "shared"
    (place / "centre.db.attachments").rename(shared)
    strange = hashlib.sha256(b"of another store").hexdigest()
    other = shared / strange[:2] / strange[2:4] / strange
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_bytes(b"of another store")
    (shared / "incoming").mkdir(exist_ok=True)
    writing = shared / "incoming" / "now.part"
    writing.write_bytes(b"of another desk")
    change_encryption(Change.ENCRYPT, str(place / "centre.db"), str(shared), progress=unwatched)
    opened = open_store(str(place / "centre.db"))
    assert contents_in(opened, incident, shared) == list(TEXTS)
    opened.dispose()
    assert canaries_below(shared) == []
    assert other.read_bytes() == b"of another store"
    assert writing.exists()
    change_encryption(Change.DECRYPT, str(place / "centre.db"), str(shared), progress=unwatched)
    opened = open_store(str(place / "centre.db"))
    assert contents_in(opened, incident, shared) == list(TEXTS)
    opened.dispose()


def test_a_server_has_no_such_option_and_its_folder_is_left_alone(
    postgres_store: Store, tmp_path: Path
) -> None:
    with pytest.raises(StoreRefused, match="server"):
        change_encryption(Change.ENCRYPT, str(postgres_store.url), "", progress=unwatched)
    assert take_in_leftovers(postgres_store, str(tmp_path / "absent"), progress=unwatched).taken == 0
