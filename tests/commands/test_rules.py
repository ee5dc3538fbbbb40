"""`gridcenter rules` and `gridcenter roll` as people run them, from the first trial to the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gridcenter.cli import run
from gridcenter.store.engine import Store
from tests.services import integrity_samples as integrity
from tests.services.integrity_samples import CHIEF, LEADER

PURPOSE = "区人大代表换届选举选民登记"


@pytest.fixture(autouse=True)
def _registers(store: Store) -> None:
    with store.begin() as session:
        integrity.fill(session)


@pytest.fixture
def line(store_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def carried_out(*words: object, by: str = CHIEF.login, lang: str = "en") -> tuple[int, str, str]:
        monkeypatch.setenv("GRIDCENTER_ACCOUNT", by)
        capsys.readouterr()
        status = run(["--lang", lang, *map(str, words), "--store", store_url])
        said = capsys.readouterr()
        return status, said.out, said.err

    return carried_out


def test_a_rule_is_tried_switched_on_run_and_its_hit_decided(line: Any) -> None:
    assert line("rules", "run")[2] == "no rule is switched on: try one and switch it on first\n"
    status, said, _ = line("rules", "try", "two_main_residences")
    assert (status, said.splitlines()[0]) == (0, "two main residences at once: 1 found among 17.")
    assert "孙**" in said
    assert "孙两处" not in said
    assert "write why" in line("rules", "on", "two_main_residences")[2]
    said = line("rules", "on", "two_main_residences", "--reason", "yearly check")[1]
    assert said == "Switched on: two main residences at once, version 2.\n"
    _, said, _ = line("rules", "run", "--json")
    (told,) = json.loads(said)["rules"]
    assert (told["found"], told["new"], told["ended"]) == (1, 1, 0)
    _, said, _ = line("rules", "hits", "--json")
    (hit,) = json.loads(said)["hits"]
    assert (hit["who"], hit["about"], hit["verdict"]) == ("孙**", "person", "")
    _, said, _ = line("rules", "decide", hit["id"], "false_alarm", "--reason", "lends one to his son")
    assert said == f"Kept: hit no. {hit['id']}, false alarm.\n"
    for shown, number in (("false", 1), ("decided", 1), ("waiting", 0), ("open", 1), ("all", 1)):
        found = json.loads(line("rules", "hits", "--show", shown, "--json")[1])["hits"]
        assert len(found) == number, shown
    _, said, _ = line("rules", "list")
    assert "100.0% (1/1)" in said
    states = json.loads(line("rules", "list", "--json")[1])["rules"]
    assert [one["on"] for one in states if one["rule"] == "two_main_residences"] == [2]
    assert (
        line("rules", "off", "two_main_residences", "--reason", "noise")[1]
        == "Switched off; hits ended: 1.\n"
    )


def test_hits_of_a_rule_that_is_none_are_refused_by_name(line: Any) -> None:
    status, _, said = line("rules", "hits", "--rule", "shoes")
    assert (status, said.startswith("There is no rule “shoes”.")) == (2, True)


def test_a_flawed_file_of_rules_is_one_sentence_with_its_line(line: Any, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("rules:\n  - key: x1\n    version: 1\n    of: person\n    score: 7\n", "utf-8")
    status, _, said = line("rules", "try", "x1", "--file", file)
    assert status == 1
    assert said.startswith("own.yaml, line 5: “score” has no meaning here")


def test_a_roll_goes_from_one_person_to_the_other_and_into_the_file(line: Any, tmp_path: Path) -> None:
    _, said, _ = line("roll", "ask", "voters", "--purpose", PURPOSE, "--day", "2026-12-01", "--json")
    roll = json.loads(said)
    assert (roll["expected"], roll["state"]) == (6, "waiting")
    out = tmp_path / "voters.xlsx"
    assert line("roll", "write", roll["id"], "--out", out)[2] == "nobody has approved this roll yet\n"
    assert "you asked for this roll yourself" in line("roll", "approve", roll["id"])[2]
    assert line("roll", "approve", roll["id"], by=LEADER.login)[1] == f"Approved: roll no. {roll['id']}.\n"
    status, said, _ = line("roll", "write", roll["id"], "--out", out)
    assert status == 0
    assert said.startswith(f"Written: {out}, rows 6")
    assert out.exists()
    again = tmp_path / "voters.csv"
    assert "0 came, 0 went, 0 have another row" in line("roll", "write", roll["id"], "--out", again)[1]
    _, said, _ = line("roll", "write", roll["id"], "--out", again, "--json")
    assert json.loads(said)["since_before"] == {"added": 0, "removed": 0, "changed": 0}
    (listed,) = json.loads(line("roll", "list", "--json")[1])["rolls"]
    assert [one["rows"] for one in listed["files"]] == [6, 6, 6]
    assert "approved · 林华" in line("roll", "list")[1]


def test_a_refused_roll_says_why(line: Any) -> None:
    line("roll", "ask", "voters", "--purpose", PURPOSE)
    assert line("roll", "refuse", 1, by=LEADER.login)[2] == "write why the roll is refused\n"
    assert line("roll", "refuse", 1, "--reason", "not due", by=LEADER.login)[1] == "Refused: roll no. 1.\n"
    assert "refused · 林华 · not due" in line("roll", "list")[1]
    assert (
        line("roll", "refuse", 9, "--reason", "x", by=LEADER.login)[2]
        == "there is no roll no. 9 in your area\n"
    )


def test_the_commands_speak_chinese_too(line: Any) -> None:
    assert "已死亡仍有养老保险" in line("rules", "list", lang="zh")[1]
    assert "选民名册" in line("roll", "ask", "voters", "--purpose", PURPOSE, lang="zh")[1]
