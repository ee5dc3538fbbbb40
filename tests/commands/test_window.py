"""The arguments of the commands that show the window."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from gridcenter.cli import run
from gridcenter.commands.display import refuse_as_root
from gridcenter.commands.window import parse_size
from gridcenter.domain.errors import BadInput
from gridcenter.settings import settings_file


@pytest.mark.parametrize(("text", "size"), [("1366x768", (1366, 768)), (" 3840X2160 ", (3840, 2160))])
def test_a_size_is_width_and_height(text: str, size: tuple[int, int]) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "1920", "1920*1080", "640x480", "1024x600", "1920x", "-5x900"])
def test_what_is_no_size_of_a_window_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="1920x1080"):
        parse_size(text)


def test_a_store_that_is_not_there_is_one_sentence_and_no_window(
    empty_sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "--store", empty_sqlite_url]) == 1
    complaint = capsys.readouterr().err.strip()
    assert "There is no store" in complaint
    assert "\n" not in complaint


def test_without_a_display_there_is_one_sentence(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run(["--lang", "en", "--store", sqlite_url]) == 1
    assert "There is no display here" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has displays that may be absent")
def test_a_display_that_does_not_answer_is_one_sentence(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":9871")
    assert run(["--lang", "en", "--store", sqlite_url]) == 1
    assert "The display :9871 does not answer" in capsys.readouterr().err


def test_root_without_leave_to_drop_the_sandbox_gets_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    monkeypatch.delenv("QTWEBENGINE_CHROMIUM_FLAGS", raising=False)
    with pytest.raises(BadInput, match="QTWEBENGINE_DISABLE_SANDBOX"):
        refuse_as_root()
    monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")
    refuse_as_root()


def settle_on(text: str) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(text, "utf-8")


@pytest.mark.usefixtures("qapp")
def test_screenshots_writes_the_pages_asked_for_in_the_theme_of_the_settings(
    sqlite_url: str, tmp_path: Path
) -> None:
    run(["init", "--store", sqlite_url])
    line = [
        "screenshots",
        str(tmp_path / "out"),
        "--pages",
        "administration",
        "--size",
        "1366x768",
        "--lang",
        "en",
    ]
    brightness = {}
    for theme in ("dark", "light"):
        settle_on(f'theme = "{theme}"\n')
        assert run([*line, "--store", sqlite_url]) == 0
        picture = QImage(str(tmp_path / "out" / f"administration-1366x768-{theme}-en.png"))
        assert (picture.width(), picture.height()) == (1366, 768)
        brightness[theme] = picture.pixelColor(700, 700).lightness()
    assert brightness["dark"] < 60 < 200 < brightness["light"]


@pytest.mark.usefixtures("qapp")
def test_screenshots_writes_the_scenes_of_the_wall_which_are_dark_whatever_the_theme(
    sqlite_url: str, tmp_path: Path
) -> None:
    run(["init", "--store", sqlite_url])
    line = ["screenshots", str(tmp_path), "--pages", "wall,administration,situation", "--size", "1366x768"]
    assert run([*line, "--theme", "light", "--lang", "en", "--store", sqlite_url]) == 0
    names = sorted(path.name for path in tmp_path.glob("*.png"))
    assert names == [
        "administration-1366x768-light-en.png",
        "situation-1366x768-dark-en.png",
        "wall-1366x768-dark-en.png",
    ]
    picture = QImage(str(tmp_path / "wall-1366x768-dark-en.png"))
    assert (picture.width(), picture.height()) == (1366, 768)
    assert picture.pixelColor(4, 4).lightness() < 60


@pytest.mark.usefixtures("qapp")
def test_an_account_that_is_not_there_is_one_sentence(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["init", "--store", sqlite_url])
    settle_on('account = "nobody"\n')
    assert run(["--lang", "en", "screenshots", str(tmp_path), "--store", sqlite_url]) == 1
    assert "There is no account “nobody”" in capsys.readouterr().err


@pytest.mark.usefixtures("qapp")
def test_an_unknown_page_is_refused_with_the_names_of_the_pages(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["init", "--store", sqlite_url])
    assert (
        run(["--lang", "en", "screenshots", str(tmp_path), "--pages", "kitchen", "--store", sqlite_url]) == 2
    )
    told = capsys.readouterr().err
    assert "overview" in told
    assert "wall" in told
