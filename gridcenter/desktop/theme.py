"""The look: colours, sizes and fonts from `ui/tokens.yaml`, and the palette and style sheet made of them.

One `Theme` is made at start and handed to every window and page. It can be switched while they are open:
`changed` is emitted after the application wears the new look, and whoever paints by hand repaints then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import yaml
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from gridcenter.domain.lights import Light
from gridcenter.language import current_language
from gridcenter.paths import asset

Scheme = Literal["light", "dark"]
Profile = Literal["desk", "briefing", "wall"]

_PLACE = re.compile(r"@\{([^}]+)\}")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same safe reader, ten times as fast where the library was built with it: every start reads the tokens."""
_WALL_CANVAS = (1920, 1080)
_ALTERNATE_WIDTHS = QFont.Tag("palt")


@cache
def tokens() -> Mapping[str, Any]:
    """Return the whole token file."""
    text = asset("ui/tokens.yaml").read_text(encoding="utf-8")
    content: Mapping[str, Any] = yaml.load(text, Loader=_LOADER)
    return content


@cache
def style_template() -> str:
    """Return `ui/styles/*.qss` one after another, places like `@{surface.panel}` still open."""
    files = sorted(asset("ui/styles").glob("*.qss"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@dataclass(frozen=True, slots=True)
class Look:
    """A frozen view of the tokens: one colour scheme at one viewing distance and one scale."""

    scheme: Scheme = "light"
    profile: Profile = "desk"
    scale: float = 1.0

    def token(self, name: str) -> Any:
        """Return a token by its dotted name; colours are looked up in the scheme first.

        Raises:
            KeyError: There is no such token; the message names it.
        """
        return _token(self.scheme, name)

    def hex(self, name: str) -> str:
        return str(self.token(name))

    def px(self, length: float) -> int:
        """Scale a length given at 100 % of a desk; a wall has them as much larger as its type is."""
        return self._scaled(length * tokens()["enlargement"][self.profile])

    def size(self, name: str) -> int:
        """Return a size token, scaled; a profile may have a size of its own."""
        found = _size_of_profile(self.profile, name)
        return self.px(self.token(f"size.{name}") if found is None else found)

    def type(self, role: str) -> tuple[int, int, int]:
        """Return (size, line height, weight) of a type role, scaled, in px."""
        size, height, weight = tokens()["type"][self.profile][role]
        return self._scaled(size), self._scaled(height), weight

    def _scaled(self, length: float) -> int:
        return max(1, round(length * self.scale)) if length else 0


@cache
def _token(scheme: Scheme, name: str) -> Any:
    for tree in (tokens()["theme"][scheme], tokens()):
        found = _walk(tree, name)
        if found is not None:
            return found
    raise KeyError(f"no token {name!r} in ui/tokens.yaml")


@cache
def _size_of_profile(profile: Profile, name: str) -> Any:
    return _walk(tokens(), f"size.{profile}.{name}")


def _walk(tree: Any, name: str) -> Any:
    """Follow `lights.red.fill` or `chart.0` down the tree; None where it leads nowhere."""
    node = tree
    for part in name.split("."):
        if isinstance(node, list) and part.isdigit() and int(part) < len(node):
            node = node[int(part)]
        elif isinstance(node, dict) and part in node:
            node = node[part]
        else:
            return None
    return node


class Theme(QObject):
    """The look in use. Lives on the GUI thread."""

    changed = Signal()

    def __init__(
        self,
        scheme: Scheme = "light",
        profile: Profile = "desk",
        scale: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = Look(scheme, profile, scale or 1.0)
        self._application: QApplication | None = None

    @property
    def look(self) -> Look:
        return self._look

    @property
    def scheme(self) -> Scheme:
        return self._look.scheme

    @property
    def profile(self) -> Profile:
        return self._look.profile

    @property
    def hands_on(self) -> bool:
        """Whether anybody can press and scroll what is shown: nobody reaches a wall."""
        return self._look.profile != "wall"

    @property
    def dark(self) -> bool:
        return self._look.scheme == "dark"

    def dress(self, application: QApplication) -> None:
        """Give the application this look now and after every later change."""
        self._application = application
        application.setStyle("Fusion")
        self._wear(application)

    def use(
        self, *, scheme: Scheme | None = None, profile: Profile | None = None, scale: float | None = None
    ) -> None:
        """Switch parts of the look; emits `changed` once, and only where something differs."""
        old = self._look
        new = Look(scheme or old.scheme, profile or old.profile, old.scale if scale is None else scale)
        if new == old:
            return
        self._look = new
        if self._application is not None:
            self._wear(self._application)
        self.changed.emit()

    def respell(self) -> None:
        """Wear the fonts of the present language, after it was switched; call before texts are written anew."""
        if self._application is not None:
            self._wear(self._application)

    def _wear(self, application: QApplication) -> None:
        application.setPalette(self.palette())
        application.setFont(self.font("body"))
        application.setStyleSheet(self.style_sheet())

    def color(self, name: str) -> QColor:
        """Return a colour by its token name, e.g. `surface.panel`, `lights.red.text`, `ramp.3`, `map.land`."""
        return _colour(self._look.hex(name))

    def hex(self, name: str) -> str:
        """Return a colour as "#RRGGBB" text, for style sheets and the map page."""
        return self._look.hex(name)

    def light(self, light: Light, part: str = "fill") -> QColor:
        """Return a colour of a light: `part` is fill, text, tint or on_fill."""
        return self.color(f"lights.{light.value}.{part}")

    def ramp(self) -> list[QColor]:
        """Return the five classes of the choropleth, from low to high."""
        return [_colour(value) for value in self._look.token("ramp")]

    def token(self, name: str) -> Any:
        return self._look.token(name)

    def scheme_tokens(self) -> Mapping[str, Any]:
        """Return the colours of the current scheme as a tree of "#RRGGBB" texts, for the map page."""
        colours: Mapping[str, Any] = tokens()["theme"][self.scheme]
        return colours

    def px(self, length: float) -> int:
        """Scale a length given in px at 100 %."""
        return self._look.px(length)

    def size(self, name: str) -> int:
        """Return a size token, scaled: `rail`, `row.queue`, `glyph.row` …"""
        return self._look.size(name)

    def font(self, role: str = "body", *, mono: bool = False) -> QFont:
        """Return the font of a type role: caption, body, body_strong, title, figure, display."""
        size, _, weight = self._look.type(role)
        return QFont(_font(size, weight, mono, current_language() == "en"))

    def line_height(self, role: str = "body") -> int:
        return self._look.type(role)[1]

    def metrics(self, role: str = "body") -> QFontMetrics:
        return QFontMetrics(self.font(role))

    def palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _PALETTE.items():
            palette.setColor(role, self.color(name))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("text.disabled"))
        return palette

    def style_sheet(self) -> str:
        """Return the whole style sheet with every `@{…}` filled.

        A place is a colour token, `13px` (scaled), `type:caption`, `pill:26px` (the radius that rounds a box of this
        inner height and a line of 1 px), `icon:name`, or `mark:name`, an icon drawn on the accent of each scheme.
        """
        return _PLACE.sub(lambda match: self._fill(match.group(1)), style_template())

    def _fill(self, place: str) -> str:
        if place.endswith("px") and place[:-2].replace(".", "").isdigit():
            return f"{self.px(float(place[:-2]))}px"
        if place.startswith("type:"):
            size, _, weight = self._look.type(place[5:])
            return f"font-size: {size}px; font-weight: {weight};"
        if place.startswith("pill:"):
            return f"{(self.px(float(place[5:-2])) + 2) // 2}px"
        if place.startswith("icon:"):
            return asset(f"resources/icons/{place[5:]}.svg").as_posix()
        if place.startswith("mark:"):
            return asset(f"resources/icons/{place[5:]}_{self.scheme}.svg").as_posix()
        return self.hex(place)


_PALETTE: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "surface.canvas",
    QPalette.ColorRole.WindowText: "text.primary",
    QPalette.ColorRole.Base: "surface.panel",
    QPalette.ColorRole.AlternateBase: "surface.sunken",
    QPalette.ColorRole.Text: "text.primary",
    QPalette.ColorRole.Button: "surface.panel",
    QPalette.ColorRole.ButtonText: "text.primary",
    QPalette.ColorRole.BrightText: "text.on_accent",
    QPalette.ColorRole.Highlight: "accent.base",
    QPalette.ColorRole.HighlightedText: "text.on_accent",
    QPalette.ColorRole.ToolTipBase: "surface.tooltip",
    QPalette.ColorRole.ToolTipText: "text.on_tooltip",
    QPalette.ColorRole.PlaceholderText: "text.tertiary",
    QPalette.ColorRole.Link: "text.link",
    QPalette.ColorRole.Light: "surface.panel",
    QPalette.ColorRole.Midlight: "line.hair",
    QPalette.ColorRole.Mid: "line.normal",
    QPalette.ColorRole.Dark: "line.control",
    QPalette.ColorRole.Shadow: "line.control",
}


@cache
def _colour(text: str) -> QColor:
    return QColor(text)


@cache
def _font(size: int, weight: int, mono: bool, narrow_marks: bool) -> QFont:
    """With `narrow_marks` quotes and dots take their own width: Chinese fonts draw them as wide as a character."""
    font = QFont()
    font.setFamilies(tokens()["font"]["mono" if mono else "families"])
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    font.setFeature(_ALTERNATE_WIDTHS, int(narrow_marks and not mono))
    return font


def desk_scale(width: int) -> float:
    """Return the size that suits a desk window of this width in px: very wide ones stand on large 4K screens."""
    return 1.0 if width < 2800 else 1.5 if width < 3600 else 2.0


def wall_scale(width: int, height: int) -> float:
    """Return how much larger than the 1920×1080 canvas a wall of this size is."""
    return min(width / _WALL_CANVAS[0], height / _WALL_CANVAS[1])
