"""The tone: made by this program, loaded late, and silent without a word where a machine has no sound."""

from __future__ import annotations

import subprocess
import sys
import wave
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gridcenter.desktop.tone import Tone, tone_file, why_no_sound

ROOT = Path(__file__).resolve().parents[2]


def test_the_file_is_what_its_script_makes() -> None:
    script = [sys.executable, str(ROOT / "packaging" / "sounds.py"), "--check"]
    assert subprocess.run(script, check=False, capture_output=True).returncode == 0


def test_the_tone_is_short_and_begins_and_ends_in_silence() -> None:
    with wave.open(str(tone_file()), "rb") as file:
        seconds = file.getnframes() / file.getframerate()
        content = file.readframes(file.getnframes())
    assert 0.4 < seconds < 1.0
    assert (content[:2], content[-2:]) == (b"\0\0", b"\0\0")
    loudest = max(
        abs(int.from_bytes(content[n : n + 2], "little", signed=True)) for n in range(0, len(content), 2)
    )
    assert 3_000 < loudest < 25_000


def test_a_sound_that_is_switched_off_is_not_even_loaded(qtbot: QtBot, english: None) -> None:
    tone = Tone(volume=0)
    assert not tone.play()
    assert tone.played == 0
    assert tone.silent_because == "the sound is switched off in the settings"


def test_a_sound_that_is_on_plays_or_says_why_not(qtbot: QtBot) -> None:
    tone = Tone(volume=70)
    assert tone.silent_because == ""
    assert tone.play() == (why_no_sound() == "")
    assert tone.silent_because == why_no_sound()
    assert tone.played == (not why_no_sound())


def test_a_missing_sound_library_is_a_sentence(monkeypatch: pytest.MonkeyPatch, english: None) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    assert "cannot be loaded" in why_no_sound()
