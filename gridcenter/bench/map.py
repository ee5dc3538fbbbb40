"""`bench map`: first paint and single changes of the map, against a folium page rebuilt from Python.

Both are timed in one run on one machine, from the call in Python until the page has handed over the frame that
shows it. `on_screen` also waits for the next tick of the display, which takes up to 17 ms whatever was done.
A ratio of 50 means: the rebuilt page takes 50 times as long as the change.

Both happen to a page that is alive: the rebuilt one is loaded once before, untimed, as the map is. With a page of its
own for every rebuild the start of a browser process would count, which no program has to pay for each change.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from itertools import count
from statistics import median

import folium
from PySide6.QtCore import QEventLoop, QObject, QTimer, QUrl, SignalInstance
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from gridcenter.bench.children import stay_off_screen
from gridcenter.bench.map_samples import NOW, board_of, district_of, incident, milliseconds
from gridcenter.desktop.map.kept_shell import ShellPage
from gridcenter.desktop.map.shell_page import LocalMap, split_page
from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.webscheme import ORIGIN, LocalPage, LocalSite, map_documents, register_scheme
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.places import DistrictMap

SIZES = (300, 1_110, 2_500, 8_423)
POINTS = 10_000
WIDTH, HEIGHT = 1280, 800
REPEATS = 30
REBUILDS = 3
QUIET_MS = 60
PATIENCE_MS = 30_000
RAMP = ("#EAF1F7", "#C6DAEB", "#98BBD8", "#6193BD", "#2F5D8C")
OWN_SCRIPT = f'<script type="module" src="{ORIGIN}ui/map.js"></script>'.encode()
DRAWN = (
    "const handed = new MessageChannel(); handed.port1.onmessage = () => {{ document.title = 'drawn {number}' }};"
    "requestAnimationFrame(() => handed.port2.postMessage(null));"
)

Progress = Callable[[str], None]


def run(*, progress: Progress | None = None) -> dict[str, object]:
    """Measure every size."""
    say = progress or (lambda _sentence: None)
    stay_off_screen()
    register_scheme()
    application = QApplication.instance() or QApplication([])
    figures: dict[str, object] = {"page": f"{WIDTH}x{HEIGHT}"}
    for size in SIZES:
        say(f"{size} grids")
        figures[f"grids_{size}"] = measure(district_of(size), incidents=2 * size)
    say(f"{POINTS} points")
    figures[f"points_{POINTS}"] = measure(DistrictMap((), (), ()), incidents=POINTS)
    del application
    return figures


def measure(district: DistrictMap, *, incidents: int) -> dict[str, object]:
    """Measure one district with so many open incidents, then the rebuilt page with the same."""
    board = board_of(district, incidents)
    with_view = _ViewRun(district, board)
    figures: dict[str, object] = {"first_paint_ms": round(1000 * with_view.first_paint())}
    keys = count(incidents + 1)
    changes = {"change_one_point": [with_view.change_point(next(keys)) for _ in range(REPEATS)]}
    if district.grids:
        changes["change_one_grid"] = [with_view.change_grid(keys) for _ in range(REPEATS)]
    with_view.close()
    for name, taken in changes.items():
        figures[name] = milliseconds(drawn for drawn, _ in taken)
        figures[f"{name}_on_screen"] = milliseconds(shown for _, shown in taken)
    rebuilt = median(_rebuild_seconds(district, board))
    slowest = max(median(drawn for drawn, _ in taken) for taken in changes.values())
    figures["folium_rebuilt_ms"] = round(1000 * rebuilt)
    figures["rebuilt_to_change"] = round(rebuilt / slowest, 1)
    return figures


class _ViewRun:
    """A map view on screen; every method waits until the page has painted and returns the seconds."""

    def __init__(self, district: DistrictMap, board: Board) -> None:
        self._district, self._board = district, board
        self._view: MapView

    def first_paint(self) -> float:
        started = time.perf_counter()
        self._view = MapView(Theme("light"))
        self._view.resize(WIDTH, HEIGHT)
        self._view.show()
        if self._district.grids:
            self._view.show_district(self._district)
            _wait(self._view.district_told)
        self._view.apply_board(self._board, None, Filter(), NOW)
        self._settle()
        return time.perf_counter() - started

    def change_point(self, key: int) -> tuple[float, float]:
        """A red incident arrives."""
        return self._apply([incident(key, self._district, red=True)])

    def change_grid(self, keys: count[int]) -> tuple[float, float]:
        """Ten incidents arrive in one grid, so that its class changes; they leave again untimed."""
        template = incident(next(keys), self._district)
        step = len(self._district.grids)
        rows = [incident(template.id + step * n, self._district) for n in range(10)]
        taken = self._apply(rows)
        gone = self._board.apply([], gone=[row.id for row in rows])
        self._view.apply_board(self._board, gone, Filter(), NOW)
        self._settle()
        return taken

    def close(self) -> None:
        self._view.release()
        self._view.close()
        delete(self._view)

    def _apply(self, rows: Sequence[QueueRow]) -> tuple[float, float]:
        """Return the seconds until drawn and until on the screen."""
        _pause(QUIET_MS)
        started = time.perf_counter()
        self._view.apply_board(self._board, self._board.apply(rows), Filter(), NOW)
        _wait(self._view.drawn)
        drawn = time.perf_counter() - started
        self._settle()
        return drawn, time.perf_counter() - started

    def _settle(self) -> None:
        """Wait until the page acknowledges the last message."""
        while not self._view.at_rest:
            _wait(self._view.painted)


def _rebuild_seconds(district: DistrictMap, board: Board) -> list[float]:
    """Build folium pages in Python and load them: what every change would cost without a channel."""
    view = QWebEngineView()
    view.resize(WIDTH, HEIGHT)
    site = LocalSite(map_documents(), QApplication.instance())
    page = LocalPage(site.profile, view)
    view.setPage(page)
    view.show()
    taken = []
    for number in range(REBUILDS + 1):
        _pause(QUIET_MS)
        started = time.perf_counter()
        _load(page, site, split_page(_folium_map(district, board)), number)
        taken.append(time.perf_counter() - started)
    delete(page)
    delete(view)
    delete(site)
    return taken[1:]


def _load(page: LocalPage, site: LocalSite, shell: ShellPage, number: int) -> None:
    """Load a page and wait until it is drawn; its script has a name of its own, so that none is kept."""
    script = f"map-{number}.js"
    html = shell.html.replace(OWN_SCRIPT, b"").replace(b"app/map.js", b"app/" + script.encode())
    site.documents.made = {
        "index.html": lambda: html,
        "folium.css": lambda: shell.style,
        script: lambda: shell.script + DRAWN.format(number=number).encode(),
    }
    page.load(QUrl(f"{ORIGIN}index.html"))
    while page.title() != f"drawn {number}":
        _wait(page.titleChanged)


def _folium_map(district: DistrictMap, board: Board) -> folium.Map:
    base = LocalMap(location=(30.16, 119.97), zoom_start=13, tiles=None, prefer_canvas=True, maxZoom=19)
    held: dict[str, int] = {}
    for row in board.rows.values():
        held[row.grid_code or ""] = held.get(row.grid_code or "", 0) + 1
    grids = [
        _feature(
            json.loads(grid.geometry), colour=RAMP[min(4, held.get(grid.code, 0) // 2)], name=grid.name.zh
        )
        for grid in district.grids
    ]
    points = [
        _feature(
            {"type": "Point", "coordinates": [row.longitude, row.latitude]}, colour="#B91C26", name=row.number
        )
        for row in board.rows.values()
        if not district.grids or row.light(NOW) in ("red", "yellow")
    ]
    for features in (grids, points):
        if features:
            _layer(features).add_to(base)
    return base


def _feature(geometry: object, **properties: str) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _layer(features: list[dict[str, object]]) -> folium.GeoJson:
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=5),
        style_function=lambda feature: {
            "fillColor": feature["properties"]["colour"],
            "fillOpacity": 1,
            "color": "#66727F",
            "weight": 1,
        },
    )


def _wait(signal: SignalInstance) -> None:
    """Let events run until the signal comes.

    Raises:
        TimeoutError: It did not come within two minutes.
    """
    loop = QEventLoop()
    came: list[bool] = []
    guard = QObject()

    def end(*_arguments: object) -> None:
        came.append(True)
        loop.quit()

    signal.connect(end)
    QTimer.singleShot(PATIENCE_MS, guard, loop.quit)
    loop.exec()
    signal.disconnect(end)
    if not came:
        raise TimeoutError("the map page did not answer in time")


def _pause(milliseconds_long: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds_long, loop.quit)
    loop.exec()
