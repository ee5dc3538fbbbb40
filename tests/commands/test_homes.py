"""`gridcenter homes` as a person runs it: residences, households and tenures kept by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gridcenter.cli import run
from gridcenter.store.engine import Store
from tests.services import organisation_samples as sample
from tests.services.resident_samples import CLERK, NUMBER, OPEN_INCIDENT
from tests.services.test_home_keeping import move_counters

GROUND = ("--purpose", "service", "--incident", OPEN_INCIDENT)
ROOM, NEIGHBOURS = "FW-0307-21-0402", "FW-0307-21-0501"


@pytest.fixture(autouse=True)
def _filled(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.begin() as session:
        sample.fill(session)
        move_counters(session)
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", CLERK.login)


def homes(store_url: str, *words: str) -> int:
    return run(["--lang", "en", "homes", *words, "--store", store_url])


def shown(store_url: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert homes(store_url, "show", NUMBER, *GROUND, "--json") == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_a_person_moves_and_the_lines_tell_it(store_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    first = next(one for one in shown(store_url, capsys)["residences"] if one["until"] is None)
    assert homes(store_url, "out", NUMBER, str(first["no"]), "--until", "2026-10-31", *GROUND) == 0
    told = capsys.readouterr().out
    assert "Done: residence ended." in told
    assert "H-0307-118" in told
    said = ["--kind", "tenant", "--since", "2026-10-31", "--source", "visit"]
    assert homes(store_url, "in", NUMBER, NEIGHBOURS, *said, *GROUND) == 0
    found = {one["premises"]: one for one in shown(store_url, capsys)["residences"]}
    assert (found[ROOM]["until"], found[NEIGHBOURS]["until"]) == ("2026-10-31", None)
    assert homes(store_url, "out", NUMBER, str(first["no"]), "--until", "2026-11-01", *GROUND) == 1
    assert "ended already, on 2026-10-31" in capsys.readouterr().err


def test_a_line_is_put_right_and_the_history_tells_how_it_stood(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first = next(one for one in shown(store_url, capsys)["residences"] if one["until"] is None)
    words = ["correct", NUMBER, str(first["no"]), "--since", "?", "--why", "nobody knows the day"]
    assert homes(store_url, *words, *GROUND) == 0
    capsys.readouterr()
    assert homes(store_url, "history", NUMBER, *GROUND, "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)["history"]
    assert (one["before"], one["after"], one["reason"]) == (
        f"{ROOM} · owner · 1998-05-01 —",
        f"{ROOM} · owner · ? —",
        "nobody knows the day",
    )
    assert homes(store_url, "history", NUMBER, *GROUND) == 0
    told = capsys.readouterr().out
    assert "residence corrected" in told
    assert NUMBER not in told


def test_a_place_in_a_household_is_left_joined_and_put_right(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert homes(store_url, "leave", NUMBER, "H-0307-118", "--until", "2026-05-01", *GROUND) == 0
    said = ["--relation", "spouse", "--since", "2026-06-01"]
    assert homes(store_url, "join", NUMBER, "H-0307-118", *said, *GROUND) == 1
    assert "no code and no name" in capsys.readouterr().err
    said[1] = "10"
    assert homes(store_url, "join", NUMBER, "H-0307-118", *said, *GROUND) == 0
    assert homes(store_url, "relation", NUMBER, "H-0307-118", "--relation", "20", "--why", "x", *GROUND) == 0
    assert shown(store_url, capsys)["households"] == [
        {"household": "H-0307-118", "relation": "20", "since": "2026-06-01"}
    ]
    assert homes(store_url, "show", NUMBER, *GROUND) == 0
    assert "H-0307-118" in capsys.readouterr().out


def test_the_tenure_of_a_room_is_recorded_ended_and_put_right(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert homes(store_url, "tenure", ROOM, "let", "--since", "2026-03-01") == 0
    assert "no tenant is recorded" in capsys.readouterr().out
    words = ["tenure-correct", ROOM, "2", "--since", "2026-04-01", "--why", "contract", "--json"]
    assert homes(store_url, *words) == 0
    assert json.loads(capsys.readouterr().out)["done"] == "tenure_corrected"
    assert homes(store_url, "tenure-end", ROOM, "--until", "2026-03-31") == 1
    assert "before it began (2026-04-01)" in capsys.readouterr().err
    assert homes(store_url, "tenure-end", ROOM, "--until", "2026-10-31") == 0


def test_without_a_purpose_nothing_is_kept(store_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert homes(store_url, "in", NUMBER, NEIGHBOURS, "--kind", "tenant", "--since", "2026-01-01") == 2
    assert "no purpose" in capsys.readouterr().err
