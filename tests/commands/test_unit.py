"""`gridcenter unit` as a person runs it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gridcenter.cli import run
from gridcenter.store.engine import Store
from tests.services.matters import settle


@pytest.fixture
def line(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Run a line in English and return its status, what it printed, and what it complained about."""
    settle(store)
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "supervisor")

    def carried_out(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(["--lang", "en", "unit", *map(str, words), "--store", store_url])
        said = capsys.readouterr()
        return status, said.out, said.err

    return carried_out


def test_a_unit_is_busy_free_and_has_its_own_number_and_all_of_it_is_kept(line: Any) -> None:
    assert line("busy", "U3", "--reason", "flood", "--until", "2099-01-02 18:00")[:2] == (
        0,
        "Housing bureau · busy · tasks 0\n",
    )
    assert line("capacity", "U3", 5, "--reason", "two teams")[1] == "Housing bureau · busy · tasks 0/5\n"
    status, said, _ = line("list", "--engaged")
    assert status == 0
    assert "U3" in said
    assert "2099-01-02 18:00" in said
    assert "U2" not in said
    assert line("free", "U3", "--reason", "over")[1] == "Housing bureau · free · tasks 0/5\n"
    assert line("capacity", "U3", "kind", "--reason", "as before")[1] == "Housing bureau · free · tasks 0\n"
    assert line("off", "U3", "--reason", "night")[1] == "Housing bureau · off duty · tasks 0\n"
    shown = line("show", "U3")[1].splitlines()
    assert shown[0] == "Housing bureau · off duty · tasks 0"
    assert [part.split(" · ")[-2] for part in shown[1:]] == [
        "night",
        "as before",
        "over",
        "two teams",
        "flood",
    ]
    answer = json.loads(line("show", "U3", "--json")[1])
    assert (answer["availability"], answer["capacity"], len(answer["history"])) == ("off_duty", None, 5)
    assert answer["history"][0]["by"] == "supervisor 一号"


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("busy", "U9", "--reason", "r"), 1, "no unit with the code “U9”"),
        (("busy", "U3", "--reason", " "), 1, "give the reason"),
        (("busy", "U3", "--reason", "r", "--until", "soon"), 1, "“soon” is not a time"),
        (("busy", "U3", "--reason", "r", "--until", "2020-01-01 10:00"), 1, "must lie in the future"),
        (("capacity", "U3", "many", "--reason", "r"), 1, "“many” is no number of tasks"),
        (("busy", "U3"), 2, "reason"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    line: Any, words: tuple[str, ...], status: int, sentence: str
) -> None:
    found, said, complaint = line(*words)
    assert (found, said) == (status, "")
    assert sentence in complaint
