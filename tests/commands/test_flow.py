"""`flow`: templates are checked, listed and played through from the terminal, in both languages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from gridcenter.cli import run
from gridcenter.services.flows import flow_keys
from gridcenter.services.reference import load_reference
from gridcenter.store.engine import Store
from gridcenter.store.models import CalendarDay
from tests.commands.test_cli import gridcenter
from tests.commands.test_line import english_words
from tests.domain.flow_samples import SMALL, small

Said = pytest.CaptureFixture[str]
DAMAGED: list[tuple[bytes, str, str]] = [
    (b"", "a flow is a block of “name: value” pairs", "流程是一组“名称: 值”"),
    (b"key: [", "line 1, column 7: the YAML is broken", "第 1 行第 7 列：YAML 格式有误"),
    (
        b"key: a\nname: {zh: x}\nkey: b\n",
        "line 3: “key” stands here twice; keep one",
        "第 3 行：“key”在此出现两次",
    ),
    (b"states: &a []\nmoves: *a\n", "references (“*name”) are not used here", "此处不使用引用"),
    ("key: 流程".encode("gb18030"), "this is no text in UTF-8", "不是 UTF-8 文本"),
    (b"? [a, b]\n: c\n", "line 1, column 3: the YAML is broken", "第 1 行第 3 列：YAML 格式有误"),
    (b"version: 2026-13-45\n", "line 1: there is no “2026-13-45”", "第 1 行：没有“2026-13-45”"),
    (b"key: !!python/object:os.system x\n", "the YAML is broken", "YAML 格式有误"),
    (b"[" * 3000, "this is no plain YAML", "不是普通的 YAML"),
    (b"#" * 1_000_001, "it is larger than a megabyte", "超过 1 MB"),
    (
        b"key: x\nstates: 7\n",
        "at the top: “states” is “7”; it must be a list",
        "文件顶层：“states”是“7”；应为清单",
    ),
]


def written(folder: Path, raw: dict[str, Any], name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), "utf-8")
    return path


def test_the_shipped_flows_are_listed_in_both_languages(capsys: Said) -> None:
    assert run(["flow", "list", "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert "service request" in english
    assert run(["flow", "list", "--lang", "zh"]) == 0
    chinese = capsys.readouterr().out
    assert "矛盾纠纷" in chinese
    assert (
        english_words(
            chinese, allowed=" ".join(flow_keys()).replace("_", " ") + " disputes emergencies services"
        )
        == []
    )
    assert run(["flow", "list", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [one["key"] for one in answer["flows"]] == list(flow_keys())
    assert answer["flows"][0]["moves"] == 40


def test_shipped_flows_and_a_sound_file_pass_the_check(tmp_path: Path, capsys: Said) -> None:
    shutil.copy(SMALL, tmp_path / "own.yaml")
    names = [*flow_keys(), str(tmp_path / "own.yaml")]
    assert run(["flow", "check", *names, "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert said.out.count(": good. ") == len(names)
    assert said.err == ""


@pytest.mark.parametrize(("content", "english", "chinese"), DAMAGED, ids=range(len(DAMAGED)))
def test_a_file_that_is_no_flow_is_named_with_the_place_and_no_traceback(
    content: bytes, english: str, chinese: str, tmp_path: Path, capsys: Said
) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(content)
    for language, sentence in (("en", english), ("zh", chinese)):
        assert run(["flow", "check", str(path), "--lang", language]) == 1
        said = capsys.readouterr()
        assert sentence in said.err
        assert "own.yaml" in said.err
        assert "Traceback" not in said.err


def test_every_flaw_of_a_file_has_its_line(tmp_path: Path, capsys: Said) -> None:
    raw = small()
    raw["clocks"] = raw["clocks"][1:]
    raw["moves"][1]["role"] = "king"
    assert run(["flow", "check", str(written(tmp_path, raw)), "--lang", "zh"]) == 1
    said = capsys.readouterr().err
    assert "不能启用（" in said
    assert "· 状态“reported”" in said
    assert run(["flow", "check", str(written(tmp_path, raw)), "city_matter", "--json"]) == 1
    own, city = json.loads(capsys.readouterr().out)["files"]
    assert not own["good"]
    assert len(own["flaws"]) >= 2
    assert (city["good"], city["key"]) == (True, "city_matter")


def test_a_sound_flow_for_categories_that_have_one_already_is_refused(tmp_path: Path, capsys: Said) -> None:
    path = written(tmp_path, {**small(), "serves": [{"set": "disputes"}]})
    assert run(["flow", "check", str(path), "--lang", "en"]) == 1
    assert "the flow “dispute” is for disputes already" in capsys.readouterr().err
    assert run(["flow", "check", str(path), "--lang", "zh"]) == 1
    assert "流程“dispute”已适用于 disputes" in capsys.readouterr().err
    assert run(["flow", "check", str(path), "--json"]) == 1
    assert not json.loads(capsys.readouterr().out)["files"][0]["good"]


def test_a_file_that_cannot_be_read_and_a_name_that_is_none_are_told_apart(
    tmp_path: Path, capsys: Said
) -> None:
    assert run(["flow", "check", str(tmp_path / "gone.yaml"), "--lang", "en"]) == 1
    assert "there is no such folder or file" in capsys.readouterr().err
    assert run(["flow", "check", str(tmp_path), "--lang", "en"]) == 1
    assert "it is a folder" in capsys.readouterr().err
    assert run(["flow", "simulate", "moon", "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert (
        "There is no flow “moon”, and no such file. Flows of this program: city_matter, dispute" in said.err
    )
    assert said.out == ""


@pytest.mark.parametrize("key", flow_keys())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shipped_flow_is_played_from_report_to_evaluation(
    key: str, language: str, capsys: Said
) -> None:
    assert run(["flow", "simulate", key, "--at", "2026-09-30 17:30", "--lang", language]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    lines = said.out.splitlines()
    assert "(report)" in lines[2]
    assert "2026-09-30 17:30" in lines[2]
    assert "(evaluate)" in said.out
    if language == "en":
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in said.out)


def test_the_simulation_heeds_the_holidays_of_the_shipped_calendar(capsys: Said) -> None:
    line = ["flow", "simulate", "dispute", "--at", "2026-09-30 17:30", "--moves", "accept", "--json"]
    assert run(line) == 0
    answer = json.loads(capsys.readouterr().out)
    filing = answer["steps"][0]["clocks"][0]
    assert (filing["clock"], filing["due_at"]) == ("filing", "2026-10-08T11:30:00+08:00")
    assert [step["action"] for step in answer["steps"]] == ["report", "accept"]
    assert (answer["ended"], answer["missing_years"]) == (False, [])


def test_with_a_store_its_own_calendar_counts(store: Store, store_url: str, capsys: Said) -> None:
    with store.begin() as session:
        load_reference(session)
        for day in session.query(CalendarDay).filter(CalendarDay.calendar_key == "office"):
            session.delete(day)
    line = ["flow", "simulate", "dispute", "--at", "2026-09-30 17:30", "--moves", "accept", "--json"]
    for asked in ([*line, "--store", store_url], ["--store", store_url, *line]):
        assert run(asked) == 0
        filing = json.loads(capsys.readouterr().out)["steps"][0]["clocks"][0]
        assert filing["due_at"] == "2026-10-01T11:30:00+08:00"


def test_a_refused_move_is_told_after_the_steps_before_it(capsys: Said) -> None:
    line = ["flow", "simulate", "city_matter", "--at", "2026-09-30 17:30", "--moves", "register,close"]
    assert run([*line, "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert "(register)" in said.out
    assert (
        "move 2: “close” is not possible while the incident is awaiting filing; from here: file" in said.err
    )
    assert run([*line, "--lang", "zh"]) == 1
    assert "第 2 个动作：" in capsys.readouterr().err
    assert run([*line, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert len(answer["steps"]) == 2
    assert answer["failed"]


def test_a_walk_that_is_too_slow_turns_red(capsys: Said) -> None:
    line = ["flow", "simulate", "emergency", "--pace", "400", "--at", "2026-10-03 02:00", "--json"]
    assert run(line) == 0
    steps = json.loads(capsys.readouterr().out)["steps"]
    lights = [clock["light"] for step in steps for clock in step["clocks"] if clock["turn"] == "stop"]
    assert lights[:2] == ["black", "black"]


@pytest.mark.parametrize("text", ["soon", "2026-02-30 10:00", "1600-01-01 10:00", "9999-12-31 23:59"])
def test_a_time_that_is_none_is_refused(text: str, capsys: Said) -> None:
    assert run(["flow", "simulate", "dispute", "--at", text, "--lang", "en"]) == 2
    assert f"“{text}” is no time of this century: write it as 2026-09-30 17:30." in capsys.readouterr().err


def test_a_year_without_a_holiday_notice_is_said(capsys: Said) -> None:
    assert run(["flow", "simulate", "city_matter", "--at", "2030-03-04 09:00", "--lang", "en"]) == 0
    assert "no holiday notice for 2030" in capsys.readouterr().out


def test_a_flow_is_played_without_qt() -> None:
    code = (
        "import sys\nfrom gridcenter.cli import run\nstatus = run(sys.argv[1:])\n"
        "sys.exit('Qt was loaded' if any(n.startswith(('PySide6', 'pyqtgraph')) for n in sys.modules) else status)"
    )
    done = gridcenter("flow", "simulate", "dispute", "--lang", "en", code=code)
    assert done.returncode == 0, done.stderr


def test_names_in_a_file_are_plain_text(tmp_path: Path, capsys: Said) -> None:
    raw = small()
    raw["name"]["en"] = raw["moves"][0]["en"] = "[red]bold[/red]"
    assert run(["flow", "simulate", str(written(tmp_path, raw)), "--lang", "en"]) == 0
    assert capsys.readouterr().out.count("[red]bold[/red]") == 2


@pytest.mark.parametrize(
    ("line", "english", "chinese"),
    [
        (
            "flow",
            "One of the commands is missing: check, list, simulate, put, switch-on",
            "check, list, simulate, put",
        ),
        ("flow chek", "There is no command “chek”. Is check meant?", "没有“chek”这个命令"),
        ("flow check", "FILE… is missing:", "缺少 FILE…："),
        ("flow simulate", "FLOW is missing:", "缺少 FLOW："),
        ("flow simulate dispute --pace 0", "a whole number from 1 to 1000 is wanted", "1 到 1000"),
        ("flow list more", "There is too much on the line: more.", "命令行中有多余的内容：more"),
    ],
)
def test_a_wrong_line_is_refused_in_both_languages(
    line: str, english: str, chinese: str, capsys: Said
) -> None:
    for language, sentence in (("en", english), ("zh", chinese)):
        assert run([*line.split(), "--lang", language]) == 2
        assert sentence in capsys.readouterr().err.replace("\n", " ")
