"""The map's page, rendered once by folium and cut into parts that a strict content policy allows."""

from __future__ import annotations

import re
from functools import cache

import folium
from branca.element import Figure
from jinja2 import Template

from gridcenter.desktop.map.kept_shell import ShellPage
from gridcenter.desktop.webscheme import ORIGIN

MAP_NAME = "grid"
MAX_ZOOM = 19
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_INLINE_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_PAGE = Template(
    """<!DOCTYPE html>
<html lang="zh-CN">
<head>
{{ header }}
<link rel="stylesheet" href="{{ origin }}folium.css"/>
<link rel="stylesheet" href="{{ origin }}ui/map.css"/>
<script src="{{ origin }}qwebchannel.js"></script>
</head>
<body>
{{ body }}
<script src="{{ origin }}map.js"></script>
<script type="module" src="{{ origin }}ui/map.js"></script>
</body>
</html>
"""
)


class LocalMap(folium.Map):
    """A folium map that asks for nothing but Leaflet, from inside the program."""

    default_js = [("leaflet", f"{ORIGIN}leaflet/leaflet.js")]  # noqa: RUF012 - the name and shape folium reads
    default_css = [("leaflet_css", f"{ORIGIN}leaflet/leaflet.css")]  # noqa: RUF012


@cache
def shell_page() -> ShellPage:
    """Render the base page; the same for every map of the program.

    Zoom steps jump instead of gliding: on screens of an office without a graphics card a gliding map
    stutters, and motion is kept for changes.
    """
    base = LocalMap(
        location=(30.0, 120.0),
        zoom_start=12,
        tiles=None,
        prefer_canvas=True,
        zoom_control=False,
        attribution_control=False,
        maxZoom=MAX_ZOOM,
        zoom_snap=0.25,
        zoom_delta=0.5,
        zoom_animation=False,
        fade_animation=False,
        marker_zoom_animation=False,
        inertia=False,
        double_click_zoom=False,
    )
    base._id = MAP_NAME
    return split_page(base)


def split_page(base: folium.Map) -> ShellPage:
    """Return a folium map as page, script and style, none of them written inside another."""
    figure = base.get_root()
    assert isinstance(figure, Figure)
    figure.render()
    header, body, script = figure.header.render(), figure.html.render(), figure.script.render()
    switches = "\n".join(_INLINE_SCRIPT.findall(header))
    style = "\n".join(_INLINE_STYLE.findall(header))
    header = _INLINE_STYLE.sub("", _INLINE_SCRIPT.sub("", header))
    page = _PAGE.render(header=header, body=body, origin=ORIGIN)
    return ShellPage(page.encode(), f"{switches}\n{script}".encode(), style.encode())
