"""Fills the ports of the assistant of imports; the importing itself is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from gridcenter.desk.watching import watched
from gridcenter.desktop.import_ports import ImportKind, ImportPorts, ImportWish, Watch
from gridcenter.domain.datum import Datum
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.services.importing_roles import import_rules
from gridcenter.services.progress import Cancelled
from gridcenter.store.engine import Store, store_time

if TYPE_CHECKING:
    from gridcenter.services.importing.looking import FileLook
    from gridcenter.services.importing.own_presets import OwnPreset
    from gridcenter.services.importing.problems import CheckedFile
    from gridcenter.services.importing.report import ImportOptions, Kind

T = TypeVar("T")

KINDS = (
    ImportKind("persons", Name("人员", "persons"), placed=False),
    ImportKind("premises", Name("房屋", "premises"), placed=True),
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
    return ImportPorts(
        KINDS,
        look=desk.look,
        presets=desk.presets,
        keep_preset=desk.keep_preset,
        drop_preset=desk.drop_preset,
        check=desk.check,
        bring=desk.bring,
        save_problems=desk.save_problems,
    )


class _ImportDesk:
    def __init__(self, store: Store, actor: Actor, zone: ZoneInfo) -> None:
        self._store, self._actor, self._zone = store, actor, zone

    def look(self, kind: str, path: Path, encoding: str) -> FileLook:
        found: FileLook = _part("looking").look_at(_kind(kind), path, encoding=encoding)
        return found

    def presets(self, kind: str) -> Sequence[OwnPreset]:
        with self._store.read() as session:
            found: Sequence[OwnPreset] = _part("own_presets").own_presets(session, _kind(kind))
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
        )
        return {"options": options, "by": self._actor, "progress": watched(watch)}


def _part(name: str) -> Any:
    return import_module(f"gridcenter.services.importing.{name}")  # heavy: no window waits for it


def _kind(code: str) -> Kind:
    kind: Kind = _part("report").Kind(code)
    return kind
