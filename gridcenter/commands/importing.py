"""`import` and `export`: files in and out, with a progress bar, and Ctrl+C that leaves nothing half done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from gridcenter.commands.context import (
    Exit,
    complain,
    print_json,
    store_option,
    terminal,
)
from gridcenter.commands.line import TaskCommand
from gridcenter.commands.opened import usable_store
from gridcenter.commands.progress import watched
from gridcenter.domain.datum import parse_datum
from gridcenter.domain.errors import BadInput, Refusal, WrongUse
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.progress import Cancelled
from gridcenter.settings import load_settings
from gridcenter.store.engine import Store, store_time
from gridcenter.store.units import account_count

Kinds = Literal[
    "divisions",
    "grids",
    "units",
    "categories",
    "standards",
    "incidents",
    "persons",
    "premises",
    "organisations",
    "organisation_people",
    "responsibility",
]
Exports = Literal[
    "divisions",
    "grids",
    "units",
    "categories",
    "standards",
    "incidents",
    "persons",
    "components",
    "indicators",
    "responsibility",
    "template",
]
SHOWN_WARNINGS = 10


def register(app: typer.Typer) -> None:
    app.command(
        "import", cls=TaskCommand, help=tr("Bring files in; every row is checked, refused ones go to a file.")
    )(import_files)
    app.command(
        "export", cls=TaskCommand, help=tr("Write records of the store to a file (.csv, .xlsx, .geojson).")
    )(export)


def import_files(
    kind: Annotated[Kinds, typer.Argument(metavar="KIND", help=tr("what the files hold"))],
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", readable=False, help=tr("CSV, Excel or GeoJSON"))
    ],
    preset: Annotated[
        str, typer.Option(metavar="NAME", help=tr("files of a known origin; see: gridcenter preset list"))
    ] = "",
    datum: Annotated[
        str, typer.Option(metavar="NAME", help=tr("datum of the coordinates: wgs84, cgcs2000, gcj02, bd09"))
    ] = "",
    encoding: Annotated[
        str, typer.Option(metavar="NAME", help=tr("encoding, when it is not recognised"))
    ] = "",
    source: Annotated[
        str, typer.Option(metavar="TEXT", help=tr("where the files come from; stands with their values"))
    ] = "",
    stage: Annotated[
        bool, typer.Option("--stage", help=tr("check and match, let it wait; see: gridcenter batch"))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=tr("check everything, store nothing"))] = False,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", readable=False, help=tr("file for refused rows and twins"))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    importing = import_module("gridcenter.services.importing")  # heavy: no other command waits for it
    options = _options(importing, preset=preset, datum=datum, encoding=encoding, source=source)
    if stage and dry_run:
        raise WrongUse(tr("--stage and --dry-run exclude each other: staged rows can be dropped."))
    _keep_apart(files, rejects)
    try:
        with usable_store(store) as opened:
            _check_preset(opened, importing, options, kind)
            by = _actor(opened)
            run = _Run(opened, importing, importing.Kind(kind), by, dry_run=dry_run, stage=stage)
            status = _import_all(run, files, options, rejects, as_json=as_json)
    except WrongUse:
        raise
    except Refusal as refusal:
        if as_json:
            print_json(_summed([], str(refusal), dry_run=dry_run))
        complain(str(refusal))
        status = Exit.FAILED
    raise typer.Exit(status)


def _options(importing: Any, *, preset: str, datum: str, encoding: str, source: str) -> Any:
    """Return the options of every file.

    Raises:
        WrongUse: There is no such datum.
    """
    try:
        options = importing.ImportOptions(
            preset=preset,
            datum=parse_datum(datum) if datum else None,
            encoding=encoding,
            time_zone=load_settings().time_zone,
            source=source,
        )
        importing.check_source(source)
    except BadInput as refusal:
        raise WrongUse(str(refusal)) from refusal
    return options


def _check_preset(store: Store, importing: Any, options: Any, kind: Kinds) -> None:
    """Raises:
    WrongUse: There is no such preset, or it is for another kind.
    """
    try:
        with store.read() as session:
            importing.check_preset(session, options, importing.Kind(kind))
    except BadInput as refusal:
        raise WrongUse(str(refusal)) from refusal


def _keep_apart(files: Sequence[Path], rejects: Path | None) -> None:
    """Refuse a rejects file that would take the place of what is imported."""
    for wished in rejects_paths(rejects, files):
        if any(wished.resolve() == other.resolve() for other in files):
            raise WrongUse(
                tr("{file} is to be imported: name another for the refused rows.").format(file=wished)
            )


def _actor(store: Store) -> Actor:
    """Return the account of the settings; a store without accounts is filled under no account."""
    wished = load_settings().account
    with store.read() as session:
        if wished or account_count(session):
            return acting_account(session, wished)
    return Actor(account_id=0, login="", name=tr("administrator"), role="supervisor", unit_id=None, area="")


class _Run:
    """Imports one file after the other, each in its own transaction."""

    def __init__(
        self, store: Store, importing: Any, kind: Any, by: Actor, *, dry_run: bool, stage: bool
    ) -> None:
        self.store = store
        self.importing = importing
        self.kind = kind
        self.by = by
        self.dry_run = dry_run
        self.stage = stage

    def one(self, path: Path, options: Any, progress: Callable[[Any], None]) -> Any:
        """Import one file; its rejects file stays only if what it tells was committed."""
        report: Any = None
        try:
            with self.store.begin() as session:
                report = self._bring()(
                    session,
                    self.kind,
                    path,
                    options=options,
                    now=store_time(session),
                    by=self.by,
                    progress=progress,
                )
                if self.dry_run:
                    session.rollback()
        except Refusal:
            if report is not None and report.rejects_path:
                report.rejects_path.unlink(missing_ok=True)
            raise
        return report

    def _bring(self) -> Callable[..., Any]:
        if not self.stage:
            return self.importing.import_file  # type: ignore[no-any-return]
        return import_module("gridcenter.services.import_batches").stage_file  # type: ignore[no-any-return]


def _import_all(
    run: _Run, files: Sequence[Path], options: Any, rejects: Path | None, *, as_json: bool
) -> Exit:
    reports: list[Any] = []
    failed = ""
    for path, refused in zip(files, rejects_paths(rejects, files), strict=True):
        wanted = replace(options, rejects=refused)
        try:
            with watched(quiet=as_json) as progress:
                reports.append(run.one(path, wanted, progress))
        except Cancelled:
            failed = tr("Cancelled. Nothing of {file} was stored.").format(file=path.name)
        except WrongUse:
            raise
        except Refusal as refusal:
            failed = tr("{sentence} Nothing of {file} was stored.").format(sentence=refusal, file=path.name)
        if failed:
            break
        if not as_json:
            _tell(reports[-1], dry_run=run.dry_run, stage=run.stage)
    if as_json:
        print_json(_summed(reports, failed, dry_run=run.dry_run))
    if failed:
        complain(failed)
        return Exit.FAILED
    return Exit.SOME_ROWS_REFUSED if any(report.refused for report in reports) else Exit.DONE


def rejects_paths(wished: Path | None, files: Sequence[Path]) -> list[Path]:
    """Return where refused rows go: as wished, with several files one each, else beside where we stand.

    Files of one name from several folders are numbered, so that none takes the place of another's.
    """
    if wished is not None and len(files) == 1:
        return [wished]
    paths: list[Path] = []
    seen: Counter[str] = Counter()
    for file in files:
        stem = file.name.partition(".")[0]
        seen[stem] += 1
        name = stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"
        own = Path.cwd() / f"{name}.rejects.csv"
        paths.append(wished.with_name(f"{wished.stem}-{name}{wished.suffix}") if wished else own)
    return paths


def _summed(reports: Sequence[Any], failed: str, *, dry_run: bool) -> dict[str, Any]:
    """Return the sums of all files, and each file by itself."""
    counts = ("rows", "accepted", "unchanged", "twins", "refused")
    answer: dict[str, Any] = {name: sum(getattr(report, name) for report in reports) for name in counts}
    answer["dry_run"] = dry_run
    answer["files"] = [report.as_json() for report in reports]
    if failed:
        answer["failed"] = failed
    return answer


def _tell(report: Any, *, dry_run: bool, stage: bool) -> None:
    counted = tr("rows {rows}, stored {accepted}, unchanged {unchanged}, twins {twins}, refused {refused}.")
    if dry_run or stage:
        counted = tr(
            "rows {rows}, nothing stored: to be stored {accepted}, unchanged {unchanged}, "
            "twins {twins}, refused {refused}."
        )
    values = {name: getattr(report, name) for name in ("rows", "accepted", "unchanged", "twins", "refused")}
    console = terminal()
    told = tr("{file}: {counted}").format(file=report.path.name, counted=counted.format(**values))
    console.print(told, markup=False)
    for warning in report.warnings[:SHOWN_WARNINGS]:
        console.print(f"· {warning}", style="yellow", markup=False)
    if report.rejects_path:
        where = tr("Refused rows and twins, line by line: {file}").format(file=report.rejects_path)
        console.print(where, markup=False)
    if stage:
        sentence = tr(
            "They wait as import batch no. {id}: gridcenter batch show {id}, then batch apply or drop {id}."
        )
        console.print(sentence.format(id=report.batch_id), markup=False)


def export(
    kind: Annotated[Exports, typer.Argument(metavar="KIND", help=tr("what to write"))],
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="FILE", readable=False, help=tr("file to write; its ending decides the format")
        ),
    ],
    of: Annotated[
        str, typer.Option(metavar="KIND", help=tr("for template: the kind of the empty table"))
    ] = "persons",
    store: Annotated[str, store_option()] = "",
) -> None:
    exporting = import_module("gridcenter.services.exporting")  # heavy: no other command waits for it
    if kind == "template":
        exporting.export_template(of, out)
        terminal().print(tr("Written: {file}").format(file=out), markup=False)
        return
    with usable_store(store) as opened:
        by = _actor(opened)
        count = exporting.export_rows(
            opened, exporting.Export(kind), out, by=by, time_zone=load_settings().time_zone
        )
    terminal().print(tr("Written: {file}, rows {n}").format(n=count, file=out), markup=False)
