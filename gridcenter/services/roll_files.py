"""Writing an approved roll: audited first, whole or not at all, and marked with who, when and what for.

The row of the file and the audit are committed before the first byte. Rows stream from one snapshot of the store into
a file beside the wished one, which nobody else may read; it gets its name when the store has kept what it holds.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken, StoreUnavailable
from gridcenter.domain.names import Name
from gridcenter.domain.own_history import ROLL_WRITE
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.domain.roll_members import Compared, RowHashes, compared, packed, unpacked
from gridcenter.domain.rolls import Differences, FileOutcome, RollDefinition, RollState, RollWritten
from gridcenter.language import pick, tr
from gridcenter.services.integrity_hits import local_day
from gridcenter.services.integrity_switches import require_role
from gridcenter.services.progress import Cancelled, OnProgress, Progress, unwatched
from gridcenter.services.roll_definitions import (
    ShownColumn,
    roll_of_definition,
    roll_settings,
    shown_columns,
)
from gridcenter.services.rolls import no_such_roll, roll_state
from gridcenter.services.table_files import (
    ROWS_OF_A_SHEET,
    Marks,
    Writer,
    complete,
    writer_for,
)
from gridcenter.services.tickets import writable_chain, write_line
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Roll, RollFile
from gridcenter.store.rolls import file_before, members, names_of_places

TOLD_EVERY = 1000
LINES_OF_MARKS = 3
"""Above the heading and below the rows together."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A file that was begun: what is to stand in it, and who answers for it."""

    file_id: int
    export_id: str
    definition: RollDefinition
    roll: Roll
    by: Actor
    at: datetime


@dataclass(slots=True)
class _Content:
    """What the rows say on their way into the file."""

    begun: Begun
    columns: Sequence[ShownColumn]
    key: bytes
    hashed: Any = field(default_factory=sha256)
    members: dict[int, int] = field(default_factory=dict)

    def heading(self) -> tuple[str, ...]:
        titles = (tr("Serial no."), *(column.title for column in self.columns))
        self._take(titles)
        return titles

    def rows(self, found: Iterable[Sequence[Any]], progress: OnProgress) -> Iterator[Sequence[Any]]:
        """Yield the cells of each row, told of every thousand.

        Raises:
            Cancelled: From `progress`.
        """
        hashes, part, total = RowHashes(self.key), tr("writing the roll"), self.begun.roll.expected
        places = {name: place for place, name in enumerate(sources(self.columns), 1)}
        shows = [(places[column.source], column.show) for column in self.columns]
        for number, row in enumerate(found, 1):
            if number % TOLD_EVERY == 1:
                progress(Progress(part, number - 1, max(total, number)))
            self.members[row[0]] = hashes.of(row[1:])
            cells = [show(row[place]) for place, show in shows]
            self._take(cells)
            yield number, *cells
        progress(Progress(part, len(self.members), len(self.members)))

    def _take(self, cells: Iterable[str]) -> None:
        self.hashed.update("\x1f".join(cells).encode("utf-8", "surrogatepass") + b"\x1e")

    def digest(self) -> str:
        return str(self.hashed.hexdigest())


def write_roll(
    store: Store, roll_id: int, out: Path, *, by: Actor, zone: tzinfo, progress: OnProgress = unwatched
) -> RollWritten:
    """Write an approved roll to .xlsx or .csv in the language of the moment; only whoever asked for it may.

    Opens its own transactions. A file that is stopped or fails leaves nothing but the line that it was begun.

    Raises:
        WrongUse: The name of the file ends in neither .csv nor .xlsx.
        BadInput: The file cannot be written, or a sheet has no room for so many rows.
        RuleBroken: The roll is not approved or no longer, or it is somebody else's.
        Cancelled: From `progress`.
    """
    writer = writer_for(out)
    with store.begin() as session:
        begun = _begin(session, roll_id, out.suffix.lower()[1:], by=by)
    outcome = FileOutcome.FAILED
    try:
        written = _write(store, begun, out, writer, zone=zone, progress=progress)
        outcome = FileOutcome.WRITTEN
    except Cancelled:
        outcome = FileOutcome.CANCELLED
        raise
    finally:
        if outcome is not FileOutcome.WRITTEN:
            _end_without_file(store, begun, outcome)
    return written


def sources(columns: Sequence[ShownColumn]) -> tuple[str, ...]:
    """Return the fields of the register that the columns are made of, each once."""
    return tuple(dict.fromkeys(column.source for column in columns))


def _begin(session: Session, roll_id: int, form: str, *, by: Actor) -> Begun:
    """Write the audit row and the row of the file; the caller commits them before anything is read."""
    require_role(roll_settings().roles["ask"], by)
    roll = session.get(Roll, roll_id, with_for_update=True, populate_existing=True)
    if roll is None or not within(roll.area, by.area):
        raise no_such_roll(roll_id)
    now = store_time(session)
    _refuse(roll, form, by=by, now=now)
    end = writable_chain(session, by, ROLL_WRITE, ())
    export_id = f"MC{local_day(session, now):%Y%m%d}-{roll.id}-{token_hex(4)}"
    file = RollFile(
        roll_id=roll.id, export_id=export_id, form=form, begun_at=now, writer_id=by.account_id, writer=by.name
    )
    session.add(file)
    session.flush()
    what = f"{export_id} {roll.key} {form} {'open' if roll.open_granted else 'masked'}"
    row = AuditRow(now, by.account_id, ROLL_WRITE, audit.SHOWN, "", "", roll.purpose, "", fields=what)
    write_line(session, end, row)
    return Begun(file.id, export_id, roll_of_definition(roll.definition), roll, by, now)


def _refuse(roll: Roll, form: str, *, by: Actor, now: datetime) -> None:
    if roll.asker_id != by.account_id:
        raise RuleBroken(tr("{who} asked for this roll: only {who} writes it").format(who=roll.asker))
    state = roll_state(roll, now)
    sentences = {
        RollState.WAITING: tr("nobody has approved this roll yet"),
        RollState.REFUSED: tr("this roll was refused: {why}").format(why=roll.decision_reason),
        RollState.EXPIRED: tr("the approval of this roll has expired: ask for it again"),
    }
    if state in sentences:
        raise RuleBroken(sentences[state])
    room = ROWS_OF_A_SHEET - LINES_OF_MARKS
    if form == "xlsx" and roll.expected > room:
        raise RuleBroken(tr("A sheet holds {n} rows: write .csv instead.").format(n=f"{room:,}"))


def _write(
    store: Store, begun: Begun, out: Path, writer: Writer, *, zone: tzinfo, progress: OnProgress
) -> RollWritten:
    with complete(out, private=True) as part:
        with store.read() as session:
            content = _content(session, begun)
            marks = _marks(content, zone)
            with closing(_members(session, begun, sources(content.columns))) as found:
                count = writer(part, content.heading(), content.rows(found, progress), marks)
        with store.begin() as session:
            differences = _end(session, begun, content, count)
    return RollWritten(begun.export_id, count, content.digest(), differences)


def _members(session: Session, begun: Begun, columns: Sequence[str]) -> Generator[Sequence[Any]]:
    roll = begun.roll
    return members(session, begun.definition.when, columns, area=roll.area, day=roll.day)


def _content(session: Session, begun: Begun) -> _Content:
    names = {code: pick(Name(zh, en)) for code, zh, en in names_of_places(session)}
    columns = shown_columns(
        begun.definition, open_columns=bool(begun.roll.open_granted), day=begun.roll.day, places=names
    )
    return _Content(begun, columns, audit.ensure_audit_key(session))


def _marks(content: _Content, zone: tzinfo) -> Marks:
    """Return the watermark above, the account of itself below, and the export id on every printed page."""
    begun, roll = content.begun, content.begun.roll
    at = f"{begun.at.astimezone(zone):%Y-%m-%d %H:%M}"
    who = f"{begun.by.name} ({begun.by.login})"
    above = tr(
        "{roll} on {day} · export {id} · written by {who} at {time} · approved by {approver} · for: {purpose}"
    )
    told = above.format(
        roll=pick(begun.definition.name),
        day=roll.day.isoformat(),
        id=begun.export_id,
        who=who,
        time=at,
        approver=roll.decider,
        purpose=roll.purpose,
    )

    def below(rows: int) -> tuple[str, ...]:
        sentence = tr("Export {id}: {n} rows · definition {key} {version}, {digest} · content {hash}")
        return (
            sentence.format(
                id=begun.export_id,
                n=rows,
                key=roll.key,
                version=roll.definition_version,
                digest=roll.digest[:16],
                hash=content.digest(),
            ),
            tr("Personal data: for this purpose only, kept under lock, destroyed afterwards."),
        )

    return Marks((told,), below, f"{begun.export_id} · {who[:60]} · {at}")


def _end(session: Session, begun: Begun, content: _Content, count: int) -> Differences | None:
    """Keep what was written, once, with the differences to the roll before."""
    before = file_before(session, begun.roll, begun.file_id)
    row = session.get_one(RollFile, begun.file_id, with_for_update=True)
    row.ended_at, row.outcome, row.rows = store_time(session), FileOutcome.WRITTEN.value, count
    row.content_hash, row.members = content.digest(), packed(content.members)
    if before is None or before.members is None:
        return None
    told: Compared = compared(unpacked(before.members), content.members)
    row.compared_id, row.added, row.removed, row.changed = before.id, *told
    return Differences(before.begun_at, *told)


def _end_without_file(store: Store, begun: Begun, outcome: FileOutcome) -> None:
    """Write down that there is no file; where the store is gone, too, the line stays one that was only begun."""
    with suppress(StoreUnavailable), store.begin() as session:
        row = session.get_one(RollFile, begun.file_id, with_for_update=True)
        if row.ended_at is None:
            row.ended_at, row.outcome = store_time(session), outcome.value
