"""Settings come from the file and the environment, and every one changes something that can be seen."""

from __future__ import annotations

import logging

import pytest

from gridcenter.cli import run
from gridcenter.domain.errors import BadInput
from gridcenter.language import tr
from gridcenter.logs import stop_logging
from gridcenter.paths import data_dir
from gridcenter.settings import Settings, load_settings, settings_file


def write(text: str) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(text, "utf-8")


def test_without_a_file_the_store_is_a_file_of_the_user() -> None:
    assert load_settings().store_address == f"sqlite:///{(data_dir() / 'gridcenter.db').as_posix()}"


def test_the_file_is_read() -> None:
    write('store = "district.db"\ntheme = "light"\naccount = "zhang"\n')
    settings = load_settings()
    assert (settings.store_address, settings.theme, settings.account) == ("district.db", "light", "zhang")


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write('store = "of-the-file.db"\n')
    monkeypatch.setenv("GRIDCENTER_STORE", "of-the-environment.db")
    assert load_settings().store_address == "of-the-environment.db"


def test_an_empty_variable_is_as_if_it_were_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    write('store = "of-the-file.db"\n')
    monkeypatch.setenv("GRIDCENTER_STORE", "")
    assert load_settings().store_address == "of-the-file.db"


def test_store_decides_which_store_a_command_opens(
    empty_sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIDCENTER_STORE", empty_sqlite_url)
    assert run(["init"]) == 0
    assert empty_sqlite_url in capsys.readouterr().out


def test_language_decides_the_language_of_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    write('language = "en"\n')
    run(["--help"])
    english = capsys.readouterr().out
    write('language = "zh"\n')
    run(["--help"])
    assert "address of the store" in english
    assert "address of the store" not in capsys.readouterr().out


def test_log_level_decides_what_the_log_holds(sqlite_url: str) -> None:
    write('log_level = "debug"\n')
    run(["health", "--store", sqlite_url])
    assert logging.getLogger().level == logging.DEBUG
    write('log_level = "error"\n')
    run(["health", "--store", sqlite_url])
    assert logging.getLogger().level == logging.ERROR
    stop_logging()


def test_time_zone_decides_the_district_s_zone() -> None:
    write('time_zone = "Asia/Urumqi"\n')
    assert load_settings().zone.key == "Asia/Urumqi"


BAD_FILES = {
    "an unknown name": ('stroe = "x.db"\n', "stroe"),
    "an impossible language": ('language = "klingon"\n', "language"),
    "an unknown zone": ('time_zone = "Asia/Atlantis"\n', "Atlantis"),
    "no TOML": ("store = = 5\n", "settings.toml"),
    "a number for a text": ("store = 5\n", "“store”.*引号"),
    "no choice": ('theme = "pink"\n', "“theme”.*须为 dark, light 之一"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_settings_file_is_refused_with_the_place(case: str) -> None:
    text, named = BAD_FILES[case]
    write(text)
    with pytest.raises(BadInput, match=named):
        load_settings()


def test_a_bad_settings_file_is_one_sentence_at_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    write('stroe = "x.db"\n')
    assert run(["--lang", "en", "health"]) == 1
    complaint = capsys.readouterr().err
    assert "unknown setting “stroe”" in complaint
    assert "Traceback" not in complaint


def test_the_refusal_is_in_the_reader_s_language() -> None:
    write('stroe = "x.db"\n')
    sentence = tr("{path} names an unknown setting “{name}”. Known are: {known}.")
    with pytest.raises(BadInput) as refused:
        load_settings()
    known = ", ".join(Settings.model_fields)
    assert str(refused.value) == sentence.format(path=settings_file(), name="stroe", known=known)


def test_a_file_that_is_no_text_is_refused_with_the_place() -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_bytes(b"\xff\xfe store")
    with pytest.raises(BadInput, match=r"settings\.toml"):
        load_settings()


def test_a_broken_line_is_named_in_the_reader_s_language() -> None:
    write('theme = "dark"\nlanguage = zh\n')
    with pytest.raises(BadInput, match=r"第 2 行第 12 列不符合 TOML 格式"):
        load_settings()


def test_sound_and_its_volume_decide_how_loud_reminders_sound() -> None:
    assert load_settings().tone_volume == 70
    write("sound_volume = 30\n")
    assert load_settings().tone_volume == 30
    write('sound = "off"\nsound_volume = 30\n')
    assert load_settings().tone_volume == 0


@pytest.mark.parametrize("volume", ["0", "101", '"loud"'])
def test_an_impossible_volume_is_refused(volume: str) -> None:
    write(f"sound_volume = {volume}\n")
    with pytest.raises(BadInput, match="sound_volume"):
        load_settings()


def test_people_are_closed_after_five_minutes_or_what_is_set() -> None:
    assert load_settings().lock_after_minutes == 5
    write("lock_after_minutes = 0\n")
    assert load_settings().lock_after_minutes == 0
    write("lock_after_minutes = -1\n")
    with pytest.raises(BadInput, match="lock_after_minutes"):
        load_settings()
