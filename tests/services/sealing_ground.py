"""A small store with attachments that hold a canary, and a program that dies at any step of changing its key.

As a program it takes a folder, a change and the form of the store: `python -m tests.services.sealing_ground`.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from gridcenter.domain.people import Actor
from gridcenter.services.attachment_verification import verify_attachments
from gridcenter.services.attachments import AttachmentDraft, add_attachment, read_attachment
from gridcenter.services.store_encryption import Change, change_encryption, take_in_leftovers
from gridcenter.store.attachments import attachments_of
from gridcenter.store.engine import Store, open_store
from gridcenter.store.keys import name_key_file
from tests.services.matters import actor, at, report, settle, to_handling

CANARY = "欧阳铎骉-13970990917"
TEXTS = tuple(f"{n} {CANARY}\n".encode() * (1 if n else 60_000) for n in range(3))
"""The first is larger than one sealed portion."""


def unwatched(_made: object) -> None:
    """Let the work go on."""


def filled(store: Store, folder: Path, sources: Path) -> int:
    """Attach the texts to an incident and return its key."""
    settle(store)
    key = report(store, now=at("11-17 16:41"))
    to_handling(store, key, at("11-17 16:41"))
    sources.mkdir()
    for n, content in enumerate(TEXTS):
        source = sources / f"{n}.txt"
        source.write_bytes(content)
        add_attachment(store, folder, key, AttachmentDraft("before", source), by=actor("handler"))
    shutil.rmtree(sources)
    return key


def beside(store: Store) -> Path:
    path = Path(store.url.database or "")
    return path.with_name(f"{path.name}.attachments")


def contents_in(
    store: Store, incident: int, folder: Path | None = None, by: Actor | None = None
) -> list[bytes]:
    with store.read() as session:
        rows = attachments_of(session, incident, area="")
    return [read_attachment(store, folder or beside(store), row.id, by=by or actor("leader")) for row in rows]


def canaries_below(folder: Path) -> list[str]:
    """Return the files that hold the canary, or the hash of a content as their name."""
    word = CANARY.encode()
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [str(path.relative_to(folder)) for path in files if word in path.read_bytes()]


def die_at(step: int) -> None:
    """Let this process be killed before its `step`th change of the disk."""
    left = [step]

    def counted(work: Callable[..., Any]) -> Callable[..., Any]:
        def one(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return work(*given, **named)

        return one

    os.fsync = counted(os.fsync)
    for name in ("replace", "unlink", "rmdir", "mkdir"):
        setattr(Path, name, counted(getattr(Path, name)))


def forked(work: Callable[[], object]) -> int:
    """Run work in a child; return its status, negative where a signal ended it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - a child ends here, whatever it was
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def look(place: Path, incident: int) -> None:
    """Hold what a kill left against what must be: everything can be read, and after an opening nothing is left over."""
    store = open_store(str(place / "centre.db"), encrypt=False)
    assert contents_in(store, incident) == list(TEXTS), "before anything is put in order"
    settled = take_in_leftovers(store, "", progress=unwatched)
    assert settled.left == 0
    assert contents_in(store, incident) == list(TEXTS)
    found = verify_attachments(store, beside(store), progress=unwatched)
    assert found.faults == 0, found.kept
    assert found.files == len(TEXTS)
    assert not (place / "centre.db.new").exists()
    seen = canaries_below(place)
    assert (seen == []) is store.encrypted, seen
    if store.encrypted:
        assert len({one.name for one in beside(store).glob("sealed-*")}) == 1
    store.dispose()


def try_every_step(place: Path, change: Change) -> dict[str, int]:
    """Kill the change at its first step, its second, … until it ends by itself; look at what each left."""
    kept, work = place / "kept", place / "work"
    incident = int((kept / "incident").read_text())
    step, killed, encrypted = 0, 0, 0
    while True:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(kept, work)
        name_key_file(str(work / "centre.keys"))
        status = forked(partial(_change, work, change, step))
        after = forked(partial(look, work, incident))
        assert after == 0, f"step {step}: {after}"
        encrypted += not (work / "centre.db").read_bytes().startswith(b"SQLite")
        if status == 0:
            return {"steps": step, "killed": killed, "encrypted": encrypted}
        assert status == -signal.SIGKILL, f"step {step}: {status}"
        killed += 1
        step += 1


def _change(work: Path, change: Change, step: int) -> None:
    die_at(step)
    change_encryption(change, str(work / "centre.db"), "", progress=unwatched)


if __name__ == "__main__":
    name_key_file(str(Path(sys.argv[1]) / "kept" / "centre.keys"))
    sys.stdout.write(json.dumps(try_every_step(Path(sys.argv[1]), Change(sys.argv[2]))))
