"""Fills the ports of the assistant of imports; the importing itself is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from gridcenter.desk.watching import watched
from gridcenter.desktop.import_ports import BatchPorts, ImportKind, ImportPorts, ImportWish, Watch
from gridcenter.domain.datum import Datum
from gridcenter.domain.import_batches import Batch, StagedLine, Undone
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.services.import_batch_rules import import_batch_rules
from gridcenter.services.importing_roles import import_rules
from gridcenter.services.progress import Cancelled
from gridcenter.store.engine import Store, store_time

if TYPE_CHECKING:
    from gridcenter.services.importing.looking import FileLook
    from gridcenter.services.importing.own_presets import OwnPreset
    from gridcenter.services.importing.preset_offers import OfferedPreset
    from gridcenter.services.importing.problems import CheckedFile
    from gridcenter.services.importing.report import ImportOptions, Kind

T = TypeVar("T")

KINDS = (
    ImportKind("persons", Name("人员", "persons"), placed=False, staged=True),
    ImportKind("premises", Name("房屋", "premises"), placed=True, staged=True),
    ImportKind("organisations", Name("组织", "organisations"), placed=False),
    ImportKind("organisation_people", Name("组织人员", "people of organisations"), placed=False),
    ImportKind("incidents", Name("事件", "incidents"), placed=True),
    ImportKind("grids", Name("网格", "grids"), placed=True),
    ImportKind("divisions", Name("行政区划", "divisions"), placed=True),
    ImportKind("units", Name("单位", "units"), placed=False),
    ImportKind("categories", Name("类别", "categories"), placed=False),
    ImportKind("standards", Name("立案处置标准", "standards"), placed=False),
)


def import_ports(store: Store, actor: Actor, zone: ZoneInfo) -> ImportPorts | None:
    """Return what the assistant may do, None for a role that brings no files in."""
    if actor.role not in import_rules().roles:
        return None
    desk = _ImportDesk(store, actor, zone)
    stages = batch_ports(store, actor) is not None
    return ImportPorts(
        tuple(replace(kind, staged=kind.staged and stages) for kind in KINDS),
        look=desk.look,
        presets=desk.presets,
        keep_preset=desk.keep_preset,
        drop_preset=desk.drop_preset,
        check=desk.check,
        bring=desk.bring,
        stage=desk.stage,
        save_problems=desk.save_problems,
    )


def batch_ports(store: Store, actor: Actor) -> BatchPorts | None:
    """Return what may be done about batches, None for a role that stages none."""
    if actor.role not in import_batch_rules().bringers or actor.area:
        return None
    desk = _BatchDesk(store, actor)
    return BatchPorts(desk.read, desk.rows, desk.apply, desk.drop, desk.undo, desk.settle, desk.tell_apart)


class _BatchDesk:
    """Each call opens its own transactions."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self._store, self._actor = store, actor

    def read(self) -> Sequence[Batch]:
        with self._store.read() as session:
            found: Sequence[Batch] = _batches().batches(session, by=self._actor)
            return found

    def rows(self, batch_id: int, after: int) -> tuple[tuple[StagedLine, ...], int | None]:
        page = _batches().look_through(self._store, batch_id, by=self._actor, after=after)
        return page.lines, page.after

    def apply(self, batch_id: int, watch: Watch) -> Batch | None:
        try:
            with self._store.begin() as session:
                now, progress = store_time(session), watched(watch)
                _batches().apply_batch(session, batch_id, by=self._actor, now=now, progress=progress)
                applied: Batch = _batches().batch(session, batch_id, by=self._actor)
        except Cancelled:
            return None
        return applied

    def drop(self, batch_id: int, reason: str) -> None:
        with self._store.begin() as session:
            now = store_time(session)
            _batches().drop_batch(session, batch_id, by=self._actor, now=now, reason=reason)

    def undo(self, batch_id: int, reason: str, watch: Watch) -> Undone | None:
        undoing = import_module("gridcenter.services.batch_undo")
        try:
            with self._store.begin() as session:
                now, progress = store_time(session), watched(watch)
                undone: Undone = undoing.undo_batch(
                    session, batch_id, reason=reason, by=self._actor, now=now, progress=progress
                )
        except Cancelled:
            return None
        return undone

    def settle(self, batch_id: int, line: int) -> None:
        with self._store.begin() as session:
            now = store_time(session)
            _batches().settle_conflicts(session, batch_id, (line,), by=self._actor, now=now)

    def tell_apart(self, batch_id: int, line: int, reason: str) -> None:
        with self._store.begin() as session:
            now = store_time(session)
            _batches().tell_apart(session, batch_id, (line,), reason=reason, by=self._actor, now=now)


class _ImportDesk:
    def __init__(self, store: Store, actor: Actor, zone: ZoneInfo) -> None:
        self._store, self._actor, self._zone = store, actor, zone

    def look(self, kind: str, path: Path, encoding: str) -> FileLook:
        found: FileLook = _part("looking").look_at(_kind(kind), path, encoding=encoding)
        return found

    def presets(self) -> Sequence[OfferedPreset]:
        with self._store.read() as session:
            found: Sequence[OfferedPreset] = _part("preset_offers").offered_presets(session)
            return found

    def keep_preset(self, name: str, wish: ImportWish, replace: bool) -> OwnPreset:
        with self._store.begin() as session:
            kept: OwnPreset = _part("own_presets").save_preset(
                session,
                name,
                _kind(wish.kind),
                wish.columns,
                encoding=wish.encoding,
                datum=Datum(wish.datum) if wish.datum else None,
                replace=replace,
                by=self._actor,
                now=store_time(session),
            )
            return kept

    def drop_preset(self, name: str) -> None:
        with self._store.begin() as session:
            _part("own_presets").remove_preset(session, name, by=self._actor)

    def check(self, wish: ImportWish, watch: Watch) -> CheckedFile | None:
        return self._run(wish, watch, keep=False)

    def bring(self, wish: ImportWish, watch: Watch) -> CheckedFile | None:
        return self._run(wish, watch, keep=True)

    def stage(self, wish: ImportWish, watch: Watch) -> CheckedFile | None:
        """Problems stand among the staged rows."""
        try:
            with self._store.begin() as session:
                now, how = store_time(session), self._how(wish, watch)
                report = _batches().stage_file(session, _kind(wish.kind), wish.path, now=now, **how)
        except Cancelled:
            return None
        staged: CheckedFile = _part("problems").CheckedFile(report, (), 0)
        return staged

    def save_problems(self, wish: ImportWish, out: Path, watch: Watch) -> Path | None:
        try:
            written: Path | None = _part("trial").write_problems(
                self._store, _kind(wish.kind), wish.path, out, **self._how(wish, watch)
            )
        except Cancelled:
            return None
        return written

    def _run(self, wish: ImportWish, watch: Watch, *, keep: bool) -> CheckedFile | None:
        try:
            checked: CheckedFile = _part("trial").check_file(
                self._store, _kind(wish.kind), wish.path, keep=keep, **self._how(wish, watch)
            )
        except Cancelled:
            return None
        return checked

    def _how(self, wish: ImportWish, watch: Watch) -> dict[str, Any]:
        options: ImportOptions = _part("report").ImportOptions(
            datum=Datum(wish.datum) if wish.datum else None,
            encoding=wish.encoding,
            time_zone=self._zone.key,
            columns=dict(wish.columns),
            preset=wish.preset,
            sha256=wish.checked,
        )
        return {"options": options, "by": self._actor, "progress": watched(watch)}


def _batches() -> Any:
    return import_module("gridcenter.services.import_batches")


def _part(name: str) -> Any:
    return import_module(f"gridcenter.services.importing.{name}")  # heavy: no window waits for it


def _kind(code: str) -> Kind:
    kind: Kind = _part("report").Kind(code)
    return kind
