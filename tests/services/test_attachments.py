"""Adding, reading and removing attachments: what is kept, what is refused and why, and what a power cut leaves."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from gridcenter.clock import utc_now
from gridcenter.domain.attachments import AttachmentRow
from gridcenter.domain.errors import BadInput, Refusal, RuleBroken, StoreRefused, StoreUnavailable
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services import attachments as service
from gridcenter.services.attachment_contents import Contents
from gridcenter.services.attachment_files import (
    attachment_folder,
    keep_file,
    place_of,
)
from gridcenter.services.attachment_rules import attachment_rules
from gridcenter.services.attachment_verification import Fault, verify_attachments
from gridcenter.services.attachments import (
    AttachmentDraft,
    add_attachment,
    read_attachment,
    remove_attachment,
    save_attachment,
)
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.store.attachments import attachments_of
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store, open_store
from gridcenter.store.keys import StoreKey
from gridcenter.store.models import Account, Attachment, AuditEntry, Change
from gridcenter.store.sealed_content import Seal, seal_of
from tests.services.attachment_samples import file, jpeg, pdf, png, video
from tests.services.matters import (
    OTHER_COMMUNITY,
    actor,
    at,
    report,
    settle,
    to_closed,
    to_handling,
    version_of,
)

START = at("11-17 16:41")
OTHER_HANDLER = Actor(20, "handler2", "handler 二号", "handler", 3, "")
MB = 1024 * 1024


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


@pytest.fixture
def incident(store: Store) -> int:
    """An incident that unit 2 is handling."""
    key = report(store, now=START)
    to_handling(store, key, START)
    return key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return file(tmp_path, "井盖.jpg", jpeg())


def add(
    store: Store,
    folder: Path,
    incident_id: int,
    source: Path,
    *,
    kind: str = "before",
    name: str = "",
    by: Actor | None = None,
) -> int:
    draft = AttachmentDraft(kind, source, name)
    return add_attachment(store, folder, incident_id, draft, by=by or actor("handler"))


def remove(
    store: Store, key: int, *, reason: str = "传错了", by: Actor | None = None, version: int = 1
) -> int:
    with store.begin() as session:
        return remove_attachment(
            session, key, version=version, reason=reason, by=by or actor("handler"), now=utc_now()
        )


def rows(store: Store, incident_id: int, *, area: str = "") -> tuple[AttachmentRow, ...]:
    with store.read() as session:
        return attachments_of(session, incident_id, area=area)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def faults(store: Store, folder: Path) -> dict[Fault, int]:
    found = verify_attachments(store, folder, progress=lambda _made: None)
    return {fault: count for fault, count in found.counts.items() if count}


# Adding


def test_a_file_stands_under_its_hash_and_the_row_says_what_whose_and_when(
    store: Store, incident: int, folder: Path, photo: Path
) -> None:
    before = version_of(store, incident)
    key = add(store, folder, incident, photo)
    (row,) = rows(store, incident)
    content = photo.read_bytes()
    assert (row.id, row.kind, row.name, row.content_type) == (key, "before", "井盖.jpg", "image/jpeg")
    assert (row.size, row.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (row.adder, row.adder_role, row.step_sequence) == ("handler 一号", "handler", 7)
    assert row.is_picture
    assert files(folder) == [f"{row.sha256[:2]}/{row.sha256[2:4]}/{row.sha256}"]
    assert place_of(folder, row.sha256).read_bytes() == content
    assert version_of(store, incident) == before
    assert faults(store, folder) == {}


def test_an_adding_leaves_a_change_of_the_incident_and_a_line_in_the_chain_of_who_acted(
    store: Store, incident: int, folder: Path, photo: Path
) -> None:
    key = add(store, folder, incident, photo)
    read_attachment(store, folder, key, by=actor("leader"))
    remove(store, key)
    with store.read() as session:
        changes = session.execute(
            select(Change.key, Change.row_version).where(Change.kind == "attachment").order_by(Change.seq)
        )
        assert [tuple(row) for row in changes] == [(str(incident), 1), (str(incident), 2)]
        told = session.execute(
            select(AuditEntry.account_id, AuditEntry.fields, AuditEntry.outcome)
            .where(AuditEntry.action == "attachment")
            .order_by(AuditEntry.id)
        )
        assert [tuple(row) for row in told] == [
            (5, f"add {key}", "done"),
            (6, f"read {key}", "shown"),
            (5, f"remove {key}", "done"),
        ]
        assert broken_links(session, 5) == broken_links(session, 6) == []


def test_the_same_content_is_kept_once_and_a_repeated_request_is_harmless(
    store: Store, incident: int, folder: Path, photo: Path
) -> None:
    other = report(store, now=START, key="form-2")
    key = add(store, folder, incident, photo)
    assert add(store, folder, incident, photo, name="again.jpg") == key
    assert add(store, folder, incident, photo, kind="after") != key
    assert add(store, folder, other, photo, by=actor("collector")) != key
    assert len(files(folder)) == 1
    assert (len(rows(store, incident)), len(rows(store, other))) == (2, 1)


def test_an_altered_file_is_mended_by_adding_its_content_again(
    store: Store, incident: int, folder: Path, photo: Path
) -> None:
    key = add(store, folder, incident, photo)
    place_of(folder, rows(store, incident)[0].sha256).write_bytes(b"something else")
    assert faults(store, folder) == {Fault.ALTERED: 1}
    assert add(store, folder, incident, photo) == key
    assert faults(store, folder) == {}


@pytest.mark.parametrize(
    "name",
    ["../../../etc/cron.d/x.jpg", "..\\..\\x.jpg", "/etc/passwd.jpg", "..", "a\0.jpg", "NUL.jpg", "x" * 300],
)
def test_a_name_never_leads_anywhere(
    store: Store, incident: int, folder: Path, photo: Path, name: str
) -> None:
    with pytest.raises(BadInput):
        add(store, folder, incident, photo, name=name)
    assert rows(store, incident) == ()
    assert not folder.exists()


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(
    store: Store, incident: int, folder: Path, tmp_path: Path
) -> None:
    huge = tmp_path / "huge.mp4"
    with huge.open("wb") as out:
        out.truncate(2 * 1024 * MB)
    before = huge.stat().st_atime_ns
    with pytest.raises(BadInput, match=r"the file has 2 GB; at most 50 MB are taken"):
        add(store, folder, incident, huge)
    assert huge.stat().st_atime_ns == before
    assert not folder.exists()


def test_a_file_that_grows_while_it_is_read_is_refused_at_the_limit(
    store: Store, incident: int, folder: Path, tmp_path: Path
) -> None:
    growing = file(tmp_path, "log.txt", b"x" * MB)

    def grow(_made: Progress) -> None:
        with growing.open("ab") as out:
            out.write(b"x" * 2 * MB)

    with pytest.raises(BadInput, match="at most 50 MB are taken"):
        add_attachment(
            store, folder, incident, AttachmentDraft("other", growing), by=actor("handler"), progress=grow
        )
    assert files(folder) == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("photo.jpg", png(), r"the content of “photo.jpg” is: PNG picture. Name it with the ending .png"),
        ("photo.exe", jpeg(), "JPEG picture. Name it with the ending .jpg, .jpeg"),
        ("photo.jpg", b"MZ" + b"\0" * 60, "programs and scripts are not taken"),
        ("page.txt", b"<html><script>", "web pages and SVG"),
        ("photo.jpg", jpeg()[:-9], "breaks off before its end"),
        ("photo.gif", b"GIF89a" + b"\0" * 30, "files of this type are not taken. Taken are: JPEG picture"),
        ("photo.jpg", b"", "the file is empty"),
    ],
)
def test_content_that_will_not_do_is_refused_and_nothing_is_left(
    store: Store, incident: int, folder: Path, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        add(store, folder, incident, file(tmp_path, name, content))
    assert rows(store, incident) == ()
    assert files(folder) == []


def test_what_is_no_file_or_not_there_is_a_sentence(
    store: Store, incident: int, folder: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe.jpg"
    os.mkfifo(pipe)
    for source, sentence in (
        (tmp_path, "is not a file"),
        (pipe, "is not a file"),
        (tmp_path / "none.jpg", "none.jpg cannot be read: there is no such folder or file"),
        (Path("/dev/zero"), "is not a file"),
    ):
        with pytest.raises(BadInput, match=sentence):
            add(store, folder, incident, source)


def test_who_may_add_where_is_told(store: Store, incident: int, folder: Path, photo: Path) -> None:
    auditor = Actor(9, "auditor", "审计", "auditor", None, "")
    with pytest.raises(RuleBroken, match="attachments are added by: grid worker, intake clerk"):
        add(store, folder, incident, photo, by=auditor)
    with pytest.raises(RuleBroken, match="another unit holds this task"):
        add(store, folder, incident, photo, by=OTHER_HANDLER)
    with pytest.raises(RuleBroken, match="no such incident in your area"):
        add(store, folder, incident, photo, by=actor("leader", area=OTHER_COMMUNITY))
    with pytest.raises(RuleBroken, match="no such incident"):
        add(store, folder, 9999, photo)
    with pytest.raises(BadInput, match="no kind of attachment “proof”"):
        add(store, folder, incident, photo, kind="proof")
    assert not folder.exists()


def test_an_account_that_was_switched_off_adds_and_reads_nothing(
    store: Store, incident: int, folder: Path, photo: Path
) -> None:
    key = add(store, folder, incident, photo)
    with store.begin() as session:
        session.get_one(Account, 5).active = False
    for attempt in (
        lambda: add(store, folder, incident, photo, kind="after"),
        lambda: read_attachment(store, folder, key, by=actor("handler")),
    ):
        with pytest.raises(RuleBroken, match="need an active account"):
            attempt()
    assert len(rows(store, incident)) == 1


def test_a_closed_incident_takes_no_attachment_and_gives_none_up(
    store: Store, folder: Path, photo: Path
) -> None:
    closed = report(store, now=START)
    key = add(store, folder, closed, photo, by=actor("collector"))
    to_closed(store, closed, START)
    with pytest.raises(RuleBroken, match="what it was closed on stays"):
        add(store, folder, closed, photo, kind="other", by=actor("supervisor"))
    with pytest.raises(RuleBroken, match="what it was closed on stays"):
        remove(store, key, by=actor("leader"))
    assert read_attachment(store, folder, key, by=actor("leader")) == photo.read_bytes()


def test_an_incident_has_so_many_attachments_and_no_more(
    store: Store, incident: int, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = type(attachment_rules())(**(vars(attachment_rules()) | {"most": 2}))
    monkeypatch.setattr(service, "attachment_rules", lambda: few)
    keys = [add(store, folder, incident, file(tmp_path, f"{n}.png", png(b"%d" % n))) for n in (1, 2)]
    third = file(tmp_path, "3.png", png(b"3"))
    with pytest.raises(RuleBroken, match="has 2 attachments already"):
        add(store, folder, incident, third)
    remove(store, keys[0])
    assert add(store, folder, incident, third)


def test_mark_up_in_a_name_is_kept_as_it_is(store: Store, incident: int, folder: Path, photo: Path) -> None:
    add(store, folder, incident, photo, name="<b>x<img src=a>.jpg")
    assert rows(store, incident)[0].name == "<b>x<img src=a>.jpg"


def test_a_cancelled_adding_leaves_nothing(store: Store, incident: int, folder: Path, tmp_path: Path) -> None:
    long = file(tmp_path, "long.txt", b"line\n" * MB)
    seen: list[int] = []

    def stop(made: Progress) -> None:
        seen.append(made.done)
        assert made.total == 5 * MB
        if made.done >= 2 * MB:
            raise Cancelled

    with pytest.raises(Cancelled):
        add_attachment(
            store, folder, incident, AttachmentDraft("other", long), by=actor("handler"), progress=stop
        )
    assert seen == [MB, 2 * MB]
    assert files(folder) == []
    assert rows(store, incident) == ()


# Reading


def test_the_content_comes_back_as_it_was_and_a_copy_goes_where_the_person_says(
    store: Store, incident: int, folder: Path, tmp_path: Path
) -> None:
    source = file(tmp_path, "report.pdf", pdf())
    key = add(store, folder, incident, source, kind="other")
    assert read_attachment(store, folder, key, by=actor("supervisor")) == pdf()
    out = save_attachment(store, folder, key, tmp_path / "copy.pdf", by=actor("supervisor"))
    assert out.read_bytes() == pdf()
    with pytest.raises(BadInput, match="cannot be written"):
        save_attachment(store, folder, key, tmp_path / "none" / "copy.pdf", by=actor("supervisor"))
    with pytest.raises(RuleBroken, match="no such attachment in your area"):
        read_attachment(store, folder, key, by=actor("leader", area=OTHER_COMMUNITY))
    assert rows(store, incident, area=OTHER_COMMUNITY) == ()
    with store.read() as session:
        said = session.scalars(select(AuditEntry.fields).where(AuditEntry.outcome == "shown"))
        assert list(said) == [f"read {key}", f"save {key}", f"save {key}"]


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (
            lambda place: place.unlink(),
            "is not in the folder of attachments .* gridcenter attachments verify",
        ),
        (lambda place: place.write_bytes(place.read_bytes()[:-1]), "was altered"),
        (lambda place: place.write_bytes(jpeg(b"another")), "was altered"),
        (lambda place: place.write_bytes(place.read_bytes() + b"x"), "was altered"),
        (lambda place: (place.unlink(), place.mkdir()), "cannot be read from .*: it is a folder"),
    ],
)
def test_a_missing_or_altered_file_is_a_sentence_and_no_copy_is_left(
    store: Store, incident: int, folder: Path, photo: Path, tmp_path: Path, harm: object, sentence: str
) -> None:
    key = add(store, folder, incident, photo)
    harm(place_of(folder, rows(store, incident)[0].sha256))  # type: ignore[operator]
    with pytest.raises(Refusal, match=sentence):
        read_attachment(store, folder, key, by=actor("handler"))
    out = tmp_path / "copies"
    out.mkdir()
    with pytest.raises(Refusal, match=sentence):
        save_attachment(store, folder, key, out / "copy.jpg", by=actor("handler"))
    assert list(out.iterdir()) == []


# Removing


def test_a_removed_attachment_is_marked_and_its_content_stays_but_is_not_shown(
    store: Store, incident: int, folder: Path, photo: Path
) -> None:
    key = add(store, folder, incident, photo)
    assert remove(store, key) == 2
    assert remove(store, key) == 2  # the same request once more
    (row,) = rows(store, incident)
    assert (row.removal, row.remover, row.removed_at is not None) == ("传错了", "handler 一号", True)
    assert place_of(folder, row.sha256).is_file()
    with pytest.raises(RuleBroken, match=r"handler 一号 removed this attachment at .*: 传错了"):
        read_attachment(store, folder, key, by=actor("handler"))
    with pytest.raises(RuleBroken, match="removed this attachment"):
        remove(store, key, reason="another", version=2)
    assert add(store, folder, incident, photo) != key
    assert faults(store, folder) == {}


def test_who_may_remove_and_what_a_removal_needs_is_told(
    store: Store, incident: int, folder: Path, photo: Path
) -> None:
    key = add(store, folder, incident, photo)
    with pytest.raises(RuleBroken, match="attachments of others are removed by: shift supervisor, leader"):
        remove(store, key, by=actor("dispatcher"))
    with pytest.raises(BadInput, match="write why"):
        remove(store, key, reason="  ")
    with pytest.raises(BadInput, match="shorten it to 200"):
        remove(store, key, reason="x" * 201)
    with pytest.raises(RuleBroken, match="changed meanwhile"):
        remove(store, key, version=7)
    for by in (actor("leader", area=OTHER_COMMUNITY), actor("leader")):
        with pytest.raises(RuleBroken, match="no such attachment"):
            remove(store, key if by.area else 9999, by=by)
    assert remove(store, key, by=actor("supervisor")) == 2


# The folder


def test_an_embedded_store_has_its_folder_beside_it_and_a_shared_one_must_name_one(
    sqlite_store: Store, postgres_store: Store, tmp_path: Path
) -> None:
    assert attachment_folder(sqlite_store, "") == tmp_path / "store.db.attachments"
    assert attachment_folder(sqlite_store, "/srv/files") == Path("/srv/files")
    assert attachment_folder(postgres_store, "/srv/files") == Path("/srv/files")
    with pytest.raises(StoreRefused, match="Name it as `attachments` in the settings"):
        attachment_folder(postgres_store, "")


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "AB" * 32, "ab" * 31, "ab" * 32 + "\n"])
def test_nothing_but_a_hash_becomes_part_of_a_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreRefused, match="is no hash"):
        place_of(tmp_path, name)


@contextmanager
def _at_most(size: int) -> Iterator[None]:
    """Let this process write no file beyond `size`, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_takes_no_more_is_a_sentence_and_nothing_is_left(folder: Path, tmp_path: Path) -> None:
    long = file(tmp_path, "long.txt", b"line\n" * MB)
    with _at_most(2 * MB), pytest.raises(StoreUnavailable, match=r"cannot be written: .* Nothing was added"):
        keep_file(Contents(folder), long, name="long.txt", rules=attachment_rules())
    assert files(folder) == []
    assert keep_file(Contents(folder), long, name="long.txt", rules=attachment_rules()).size == 5 * MB


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Take an administrator's rights away for a while; others have none to lose."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_one_has_no_right_to_is_a_sentence(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = Path("/tmp") if os.geteuid() == 0 else tmp_path_factory.mktemp("locked")
    source = file(root, f"gridcenter-test-{os.getpid()}.jpg", jpeg())
    locked = root / f"gridcenter-test-{os.getpid()}"
    locked.mkdir()
    locked.chmod(0o500)
    source.chmod(0o644)
    try:
        with _as_nobody(), pytest.raises(StoreUnavailable, match="you have no right to it"):
            keep_file(Contents(locked), source, name="a.jpg", rules=attachment_rules())
        source.chmod(0)
        with _as_nobody(), pytest.raises(BadInput, match="cannot be read: you have no right to it"):
            keep_file(Contents(locked / "x"), source, name="a.jpg", rules=attachment_rules())
    finally:
        source.unlink()
        locked.chmod(0o700)
        locked.rmdir()


@pytest.mark.parametrize("seal", [None, seal_of(StoreKey("5a" * 16, "c3" * 32))], ids=["plain", "sealed"])
def test_memory_does_not_grow_with_the_file(folder: Path, tmp_path: Path, seal: Seal | None) -> None:
    before = _peak_kb()
    large = file(
        tmp_path, "large.mp4", video() + (45 * MB).to_bytes(4, "big") + b"free" + b"\1" * (45 * MB - 8)
    )
    made = _peak_kb()
    keep_file(Contents(folder, seal), large, name="large.mp4", rules=attachment_rules())
    assert _peak_kb() - max(before, made) < 16 * 1024


def _peak_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


# Two desks, and a power cut


def test_two_desks_adding_the_same_content_at_once_keep_it_once(
    store: Store, store_url: str, incident: int, folder: Path, tmp_path: Path
) -> None:
    photo = file(tmp_path, "p.png", png(b"x" * 3 * MB))
    other = open_store(store_url)
    together = threading.Barrier(2)
    keys: list[int] = []

    def desk(one: Store, by: Actor) -> None:
        together.wait(10)
        keys.append(add(one, folder, incident, photo, by=by))

    desks = [
        threading.Thread(target=desk, args=pair)
        for pair in ((store, actor("handler")), (other, actor("supervisor")))
    ]
    for one in desks:
        one.start()
    for one in desks:
        one.join(30)
    other.dispose()
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert len(rows(store, incident)) == len(files(folder)) == 1
    assert faults(store, folder) == {}


KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from gridcenter.domain.people import Actor
from gridcenter.services.attachments import AttachmentDraft, add_attachment
from gridcenter.store.engine import open_store

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

url, folder, incident, source, when = sys.argv[1:]
store = open_store(url)
if when == "row":
    @event.listens_for(store.engine, "before_cursor_execute")
    def before(connection, cursor, statement, *_):
        if statement.startswith("INSERT INTO attachment"):
            die()
if when == "commit":
    event.listen(store.engine, "commit", lambda _connection: die())
by = Actor(5, "handler", "handler", "handler", 2, "")
add_attachment(store, Path(folder), int(incident), AttachmentDraft("before", Path(source)), by=by,
               progress=die if when == "copy" else lambda _made: None)
"""


@pytest.mark.parametrize("when", ["copy", "row", "commit"])
def test_a_killed_desk_leaves_no_row_without_its_file(
    store: Store, store_url: str, incident: int, folder: Path, photo: Path, when: str
) -> None:
    line = [sys.executable, "-c", KILLED, store_url, str(folder), str(incident), str(photo), when]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(line, check=False, env=environment, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert rows(store, incident) == ()
    assert faults(store, folder) == {Fault.ORPHAN: 1}
    add(store, folder, incident, photo)
    left = {Fault.ORPHAN: 1} if when == "copy" else {}
    assert faults(store, folder) == left
    assert len(rows(store, incident)) == 1


# Verifying


def test_a_check_names_rows_without_file_files_without_row_and_altered_ones(
    store: Store, incident: int, folder: Path, tmp_path: Path
) -> None:
    keys = [add(store, folder, incident, file(tmp_path, f"{n}.png", png(b"%d" % n))) for n in range(4)]
    places = [place_of(folder, row.sha256) for row in rows(store, incident)]
    places[0].unlink()
    places[1].write_bytes(b"x")
    places[2].unlink()
    places[2].mkdir()
    file(folder, "stranger.txt", b"x")
    made: list[Progress] = []
    found = verify_attachments(store, folder, progress=made.append)
    assert (found.attachments, found.faults) == (4, 4)
    assert {one.fault: one.attachments for one in found.kept if one.attachments} == {
        Fault.MISSING: ((keys[0], "SJ20261117-0001"),),
        Fault.ALTERED: ((keys[1], "SJ20261117-0001"),),
        Fault.UNREADABLE: ((keys[2], "SJ20261117-0001"),),
    }
    assert [one.place for one in found.kept if one.fault is Fault.ORPHAN] == ["stranger.txt"]
    assert (made[-1].done, made[-1].total) == (4, 4)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Attachment)) == 4


def test_a_store_without_attachments_needs_no_folder(store: Store, tmp_path: Path) -> None:
    assert faults(store, tmp_path / "none") == {}


def test_a_check_ends_when_it_is_told_to(store: Store, tmp_path: Path) -> None:
    def stop(_made: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        verify_attachments(store, tmp_path, progress=stop)


def test_a_row_that_names_no_hash_is_missing_its_file(
    sqlite_store: Store, store: Store, incident: int, folder: Path, photo: Path
) -> None:
    add(store, folder, incident, photo)
    with store.begin() as session:
        trigger = "" if store.is_sqlite else " ON attachment"
        session.execute(text(f"DROP TRIGGER attachment_added_once{trigger}"))
        session.execute(text("UPDATE attachment SET sha256 = '00/../../etc/passwd'"))
    found = faults(store, folder)
    assert found == {Fault.MISSING: 1, Fault.ORPHAN: 1}


def test_a_folder_that_cannot_be_listed_is_a_sentence(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="cannot be read"):
        verify_attachments(store, file(tmp_path, "a-file", b"x"), progress=lambda _made: None)


def test_a_folder_in_which_nothing_stands_is_refused_where_others_have_added(
    store: Store, incident: int, folder: Path, photo: Path, tmp_path: Path
) -> None:
    """Two machines must name one folder: what one adds into another, the other would never see."""
    add(store, folder, incident, photo)
    other = tmp_path / "other desk"
    with pytest.raises(StoreRefused, match=r"nothing stands in .*other desk: the disk is not connected"):
        add(store, other, incident, file(tmp_path, "b.png", png()))
    assert not other.exists()
    assert len(rows(store, incident)) == 1
    assert add(store, folder, incident, file(tmp_path, "b.png", png())) > 0


def test_two_machines_with_one_folder_see_each_other_s_files(
    store: Store, store_url: str, incident: int, folder: Path, photo: Path
) -> None:
    line = (
        "import sys\nfrom pathlib import Path\nfrom gridcenter.store.engine import open_store\n"
        "from gridcenter.services.attachments import AttachmentDraft, add_attachment\n"
        "from tests.services.matters import actor\n"
        "url, folder, incident, photo = sys.argv[1:]\nstore = open_store(url)\n"
        "draft = AttachmentDraft('before', Path(photo))\n"
        "print(add_attachment(store, Path(folder), int(incident), draft, by=actor('supervisor')))\n"
        "store.dispose()\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", line, store_url, str(folder), str(incident), str(photo)],
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert read_attachment(store, folder, int(said.stdout), by=actor("handler")) == jpeg()


def test_links_are_followed_to_a_file_and_to_nothing_else(
    store: Store, incident: int, folder: Path, photo: Path, tmp_path: Path
) -> None:
    good, endless, nowhere = (tmp_path / name for name in ("good.jpg", "endless.jpg", "nowhere.jpg"))
    good.symlink_to(photo)
    endless.symlink_to("/dev/zero")
    nowhere.symlink_to(tmp_path / "gone")
    for path in (endless, nowhere):
        with pytest.raises(BadInput):
            add(store, folder, incident, path)
    key = add(store, folder, incident, good)
    photo.write_bytes(b"changed afterwards")
    assert read_attachment(store, folder, key, by=actor("handler")) == jpeg()
    assert not any(path.is_symlink() for path in folder.rglob("*"))
