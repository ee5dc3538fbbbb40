"""What the page is told about colours and words: one message per change of theme, language or measure."""

from __future__ import annotations

from typing import Any

from gridcenter.desktop.map.measures import Measure
from gridcenter.desktop.theme import Theme, tokens
from gridcenter.domain.lights import Light
from gridcenter.language import current_language, tr

_STYLE = {
    "--outside": "map.outside",
    "--panel": "surface.panel",
    "--hover": "surface.hover",
    "--tooltip": "surface.tooltip",
    "--on-tooltip": "text.on_tooltip",
    "--text": "text.primary",
    "--text-secondary": "text.secondary",
    "--line": "line.normal",
    "--hair": "line.hair",
    "--focus": "line.focus",
}


def look_message(theme: Theme, *, wall: bool, bare: bool) -> dict[str, Any]:
    """Return colours, light shapes, fonts and words for the page; a `bare` map counts no incidents."""
    families = ", ".join(
        f'"{family}"' if " " in family else family for family in tokens()["font"]["families"]
    )
    raised = tokens()["elevation"]["raised"]
    shadow = f"{raised['dx']}px {raised['dy']}px {raised['blur']}px {raised[theme.scheme]}"
    style = {name: theme.hex(token) for name, token in _STYLE.items()}
    return {
        "kind": "look",
        "language": current_language(),
        "wall": wall,
        "bare": bare,
        "colours": dict(theme.scheme_tokens()),
        "shapes": {light: shape["path"] for light, shape in tokens()["light_shape"].items()},
        "families": families,
        "style": style | {"--families": families, "--raised": shadow},
        "texts": _words(),
    }


def measure_message(measure: Measure) -> dict[str, Any]:
    return {
        "kind": "measure",
        "key": measure.key,
        "limits": measure.limits,
        "ranges": measure.ranges,
        "title": measure.title,
        "title_community": measure.title_for_communities,
        "wall_ranges": measure.wall_ranges,
    }


def _words() -> dict[str, str]:
    return {
        "map": tr("Grid map"),
        "legend": tr("Legend"),
        "zoom_in": tr("Zoom in"),
        "zoom_out": tr("Zoom out"),
        "fit": tr("Show the whole district"),
        "open": tr("Open"),
        "no_value": tr("nothing open"),
        Light.RED.value: tr("Red"),
        Light.YELLOW.value: tr("Yellow"),
        Light.GREEN.value: tr("Green"),
        Light.GREY.value: tr("Parked"),
        Light.BLACK.value: tr("Closed late"),
    }
