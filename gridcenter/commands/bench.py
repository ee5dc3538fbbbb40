"""`bench NAME`: measurements as ratios within one run."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol, cast

import typer
from rich.table import Table

from gridcenter.commands.context import terminal
from gridcenter.commands.line import TaskCommand
from gridcenter.domain.errors import BadInput, reason_of
from gridcenter.language import tr

Bench = Literal["start", "feed", "map", "lookup", "search", "import", "steps", "queue", "encrypted", "roll"]
_MODULES: dict[Bench, str] = {
    "start": "gridcenter.bench.start",
    "feed": "gridcenter.bench.feed",
    "map": "gridcenter.bench.map",
    "lookup": "gridcenter.bench.lookup",
    "search": "gridcenter.bench.search",
    "import": "gridcenter.bench.importing",
    "steps": "gridcenter.bench.steps",
    "queue": "gridcenter.bench.queue",
    "encrypted": "gridcenter.bench.encrypted",
    "roll": "gridcenter.bench.roll",
}


class BenchModule(Protocol):
    def run(self) -> dict[str, Any]:
        """Measure and return the figures: JSON-ready, nested at most two deep."""


def register(app: typer.Typer) -> None:
    app.command("bench", cls=TaskCommand, help=tr("Measure this machine, as ratios within one run."))(bench)


def bench(
    name: Annotated[Bench, typer.Argument(metavar="NAME", help=tr("what to measure"))],
    rows: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=100, help=tr("how many persons or rows; left out, the size of the goal")
        ),
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", metavar="FILE", readable=False, help=tr("write the figures to this file too")),
    ] = None,
) -> None:
    if json_file:
        _require_writable(json_file)
    module = cast(BenchModule, import_module(_MODULES[name]))  # the map's loads Qt, the store's must not
    figures = _run(name, module, rows)
    terminal().print(_table(figures))
    if json_file:
        json_file.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _run(name: str, module: BenchModule, rows: int | None) -> dict[str, Any]:
    if rows is None:
        return module.run()
    if "rows" not in signature(module.run).parameters:
        raise BadInput(tr("bench {name} has no rows to choose.").format(name=name))
    sized: Callable[..., dict[str, Any]] = module.run
    return sized(rows=rows)


def _require_writable(path: Path) -> None:
    """Find out before minutes of measuring."""
    try:
        path.open("a").close()
    except OSError as error:
        raise BadInput(
            tr("{file} cannot be written: {why}. Name another file.").format(file=path, why=reason_of(error))
        ) from error


def _table(figures: dict[str, Any]) -> Table:
    table = Table(show_header=False, box=None)
    for key, value in _flat(figures):
        table.add_row(key, f"{value:.4g}" if isinstance(value, float) else str(value))
    return table


def _flat(figures: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for key, value in figures.items():
        rows += _flat(value, f"{before}{key}.") if isinstance(value, dict) else [(before + key, value)]
    return rows
