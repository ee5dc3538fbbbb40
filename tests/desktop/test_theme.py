"""The look: colours that can be read, one file that names them, a switch that everybody hears of."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.theme import Look, Scheme, Theme, desk_scale, style_template, tokens, wall_scale
from gridcenter.domain.lights import Light
from gridcenter.language import use_language
from gridcenter.paths import asset

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
GROUNDS = ("surface.canvas", "surface.panel", "surface.sunken", "surface.hover", "surface.selected")


def luminance(color: QColor) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (color.redF(), color.greenF(), color.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", ["primary", "secondary", "tertiary", "link"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(scheme: Scheme, text: str, ground: str) -> None:
    theme = Theme(scheme)
    assert contrast(theme.color(f"text.{text}"), theme.color(ground)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("light", list(Light))
def test_the_words_of_a_light_can_be_read_on_panel_and_tint_and_its_shape_is_seen(
    scheme: Scheme, light: Light
) -> None:
    theme = Theme(scheme)
    for ground in (theme.color("surface.panel"), theme.color("surface.hover"), theme.light(light, "tint")):
        assert contrast(theme.light(light, "text"), ground) >= 4.5
    shape = theme.color("lights.black.outline") if light is Light.BLACK else theme.light(light)
    assert contrast(shape, theme.color("surface.panel")) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("text.on_accent", "accent.base"),
        ("text.on_accent", "accent.hover"),
        ("text.on_accent", "accent.pressed"),
        ("accent.on_tint", "accent.tint"),
        ("text.on_rail", "surface.rail"),
        ("text.on_rail_active", "surface.rail_on"),
        ("text.on_tooltip", "surface.tooltip"),
        ("text.on_stale", "surface.stale"),
    ],
)
def test_text_on_coloured_grounds_can_be_read(scheme: Scheme, text: str, ground: str) -> None:
    theme = Theme(scheme)
    assert contrast(theme.color(text), theme.color(ground)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_lines_of_controls_and_focus_are_seen(scheme: Scheme) -> None:
    theme = Theme(scheme)
    for line in ("line.control", "line.focus", "accent.base", "chart_bar"):
        assert contrast(theme.color(line), theme.color("surface.panel")) >= 3


def test_both_schemes_name_the_same_colours() -> None:
    def names(tree: object, path: str = "") -> set[str]:
        if isinstance(tree, dict):
            return {name for key, value in tree.items() for name in names(value, f"{path}.{key}")}
        return {path}

    schemes = tokens()["theme"]
    assert names(schemes["light"]) == names(schemes["dark"])


def test_an_unknown_token_is_named_in_the_error() -> None:
    with pytest.raises(KeyError, match=r"surface\.nowhere"):
        Theme().color("surface.nowhere")


def test_no_colour_is_written_outside_the_token_file() -> None:
    for sheet in asset("ui/styles").glob("*.qss"):
        assert not re.search(r"#[0-9A-Fa-f]{3,8}\b[^}]*;", sheet.read_text("utf-8")), sheet.name
    sources = asset("gridcenter/desktop").rglob("*.py") if asset("gridcenter").is_dir() else ()
    for source in sources:
        assert not re.search(r'QColor\("#', source.read_text("utf-8")), source.name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_fills_every_place(scheme: Scheme) -> None:
    sheet = Theme(scheme).style_sheet()
    assert "@{" in style_template()
    assert "@{" not in sheet


def test_a_switch_dresses_the_application_and_is_heard_once(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme("light")
    theme.dress(qapp)
    heard: list[str] = []
    theme.changed.connect(lambda: heard.append(qapp.palette().color(QPalette.ColorRole.Window).name()))
    theme.use(scheme="dark")
    theme.use(scheme="dark")
    assert heard == [theme.hex("surface.canvas").lower()]


def test_a_label_on_screen_takes_the_new_colour_without_a_restart(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme("light")
    theme.dress(qapp)
    label = QLabel("在办事件")
    qtbot.addWidget(label)
    label.ensurePolished()
    before = label.palette().color(label.foregroundRole())
    theme.use(scheme="dark")
    assert before == Theme("light").color("text.primary")
    assert label.palette().color(label.foregroundRole()) == theme.color("text.primary")


def test_type_and_lengths_follow_profile_and_scale() -> None:
    assert Theme().font("caption").pixelSize() == 13
    assert Theme(scale=2.0).font("caption").pixelSize() == 26
    assert Theme(profile="wall").font("caption").pixelSize() == 26
    assert Theme(scale=1.5).size("row.queue") == round(43 * 1.5)
    assert Look(profile="wall").px(16) == 32
    assert Look(profile="wall", scale=2.0).size("panel_header") == 112
    assert Look(profile="wall").size("chip") == 56
    assert Theme(profile="wall").hands_on is False
    assert Look().px(0) == 0
    assert Look(scale=0.1).px(1) == 1


def test_a_font_handed_out_can_be_changed_without_changing_the_next_one() -> None:
    theme = Theme()
    theme.font("caption").setBold(True)
    assert not theme.font("caption").bold()


def test_a_wall_is_scaled_as_a_whole_and_a_desk_in_steps() -> None:
    assert wall_scale(3840, 2160) == 2
    assert wall_scale(7680, 2160) == 2
    assert [desk_scale(width) for width in (1366, 1920, 2560, 3000, 3840)] == [1, 1, 1, 1.5, 2]


def test_quotes_are_as_narrow_as_their_language_writes_them(qtbot: QtBot, theme: Theme) -> None:
    shown = QLabel("“report” · “park”")
    qtbot.addWidget(shown)
    widths = []
    for language in ("zh", "en", "zh"):
        use_language(language)  # type: ignore[arg-type]
        theme.respell()
        painted = theme.metrics("body").horizontalAdvance(shown.text())
        shown.ensurePolished()
        assert shown.fontMetrics().horizontalAdvance(shown.text()) == painted
        widths.append(painted)
    assert widths[0] == widths[2] > widths[1]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_marks_of_choices_are_seen_on_their_ground(
    qapp: QApplication, qtbot: QtBot, scheme: Scheme
) -> None:
    theme = Theme(scheme)
    theme.dress(qapp)
    panel = QWidget()
    qtbot.addWidget(panel)
    panel.resize(200, 80)
    ground = theme.color("surface.panel")
    for kind in (QRadioButton, QCheckBox):
        for checked in (False, True):
            choice = kind("", panel)
            choice.setChecked(checked)
            choice.resize(40, 30)
            picture = choice.grab().toImage()
            colours = (picture.pixelColor(x, y) for x in range(18) for y in range(picture.height()))
            assert max(contrast(colour, ground) for colour in colours if colour.alpha() == 255) >= 3
