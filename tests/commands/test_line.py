"""The parser's words, in the reader's language: the help of every command, and what is said about a wrong line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from gridcenter.cli import build_app, run
from tests.commands.test_cli import gridcenter


def _lines(command: Any, line: str = "") -> Iterator[str]:
    """Yield the words behind `gridcenter` of every command and every group of commands."""
    yield line
    for name, below in getattr(command, "commands", {}).items():
        yield from _lines(below, f"{line} {name}".strip())


COMMANDS = tuple(_lines(typer.main.get_command(build_app())))
NAMES = re.compile(
    r"--?[a-z-]+|\b[A-Z]{1,9}\b|WxH|\d+x\d+|[Gg]rid[Cc]enter|[a-z]+://\S*|\.[a-z]+|Ctrl\+C|Excel|GeoJSON"
)
"""Names of options, of what stands behind them, of files and of the program."""
VALUES = """desk wall zh en dark light street district city pingshan chicago wgs cgcs gcj bd start feed map steps queue
    encrypted lookup search import divisions grids units categories standards incidents persons premises components
    indicators template task slip feedback form supervision letter before during after near far reference other
    kind office passed failed
    met not_at_home moved declined not at home void
    birth move in time late open overdue due done
    organisations organisation people new differs agrees conflict twin refused service safety correction waiting
    decided false corrected alarm visit voters guardian none phoned allowance relief goods
    legal owner employee contact name status founded on ended place
    assessment training grading leak contain scope authority review
    owned untitled empty let tenant lodger void joined left"""
KNOWN = sorted({word for line in COMMANDS for word in line.split()}, key=len, reverse=True)


def english_words(text: str, *, allowed: str = "") -> list[str]:
    text = re.sub(rf"(?<![\w-])({'|'.join(KNOWN)})(?![\w-])", " ", text)
    known_words = f"{VALUES} {allowed}"
    return [word for word in re.findall(r"[A-Za-z]+", NAMES.sub(" ", text)) if word not in known_words]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_is_chinese(command: str) -> None:
    done = gridcenter("--lang", "zh", *command.split(), "--help")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert english_words(done.stdout) == []
    assert "用法：gridcenter" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_is_english(command: str) -> None:
    done = gridcenter(*command.split(), "-h", "--lang=en")
    assert done.returncode == 0, done.stderr
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", done.stdout)
    assert "Usage: gridcenter" in done.stdout


WRONG_LINES = {
    "healt": ("没有“healt”这个命令。 是否指 health？", "There is no command “healt”. Is health meant?"),
    "--frobnicate": ("此处没有选项 --frobnicate", "There is no option --frobnicate here"),
    "health --jsn": (
        "此处没有选项 --jsn。 是否指 --json？",
        "There is no option --jsn here. Is --json meant?",
    ),
    "health -x": ("此处没有选项 -x", "There is no option -x here"),
    "health --json=3": ("选项 --json 不带值", "The option --json takes no value"),
    "health here": ("命令行中有多余的内容：here", "There is too much on the line: here"),
    "import persons --rejects": ("选项 --rejects 缺少值", "The option --rejects needs a value"),
    "import": ("缺少 KIND：", "KIND is missing:"),
    "import persons": ("缺少 FILE…：", "FILE… is missing:"),
    "export persons": ("缺少 --out：", "--out is missing:"),
    "import people p.csv": (
        "“people”不能作为 KIND 的值：请从 divisions, ",
        "“people” cannot stand for KIND: choose from",
    ),
    "clocks": (
        "缺少命令，请写其中之一：verify, show, standards",
        "One of the commands is missing: verify, show, standards.",
    ),
    "clocks shwo": ("没有“shwo”这个命令。 是否指 show？", "There is no command “shwo”. Is show meant?"),
    "clocks show": ("缺少 NUMBER：", "NUMBER is missing:"),
    "bench nothing": ("“nothing”不能作为 NAME 的值", "“nothing” cannot stand for NAME"),
    "demo --size planet": ("“planet”不能作为 --size 的值", "“planet” cannot stand for --size"),
    "demo --rate 9999": ("应为 0.01 到 500 之间的数值", "a number from 0.01 to 500 is wanted"),
    "demo --seed abc": ("应为不小于 0 的整数", "a whole number of at least 0 is wanted"),
    "demo --seed -3": ("“-3”不能作为 --seed 的值", "“-3” cannot stand for --seed"),
    "--lang tlh": ("没有“tlh”这种语言", "The program does not speak “tlh”"),
    "health --lang=tlh": ("没有“tlh”这种语言", "The program does not speak “tlh”"),
}


@pytest.mark.parametrize("line", WRONG_LINES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_wrong_line_is_refused_in_the_language_of_the_person(
    line: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*line.split(), "--lang", language]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert WRONG_LINES[line][language == "en"] in said.err.replace("\n", " ")
    if language == "zh":
        assert english_words(said.err, allowed=line) == []


def test_without_any_option_the_settings_decide_the_language_of_a_refusal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, said in (("zh", "没有“healt”这个命令"), ("en", "There is no command “healt”")):
        monkeypatch.setenv("GRIDCENTER_LANGUAGE", language)
        assert run(["healt"]) == 2
        assert said in capsys.readouterr().err


@pytest.mark.parametrize("width", [40, 60, 100])
def test_help_fits_the_terminal_and_loses_no_word(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm")  # a dumb terminal is taken to be 80 wide, whatever it says
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run(["import", "--help", "--lang", "zh"]) == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    assert max(sum(2 if ord(one) > 0x2E80 else 1 for one in row) for row in plain.splitlines()) <= width
    assert "…" not in plain.replace("FILE…", "")
    assert "postgresql://用户@服务器/库名" in re.sub(r"\s", "", plain)
