"""`gridcenter recheck` as a person runs it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from gridcenter.cli import run
from gridcenter.clock import utc_now
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident
from tests.services.matters import SHANGHAI, settle

FIRST = utc_now().astimezone(SHANGHAI).replace(day=1)
MONTH = f"{FIRST - timedelta(days=2):%Y-%m}"


@pytest.fixture(autouse=True)
def _closed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(store)
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "supervisor")
    at = FIRST - timedelta(days=2)
    with store.begin() as session:
        for number in range(1, 31):
            session.add(
                Incident(
                    id=number,
                    number=f"A{number:02}",
                    category_id=90001,
                    state="closed",
                    reported_at=at,
                    closed_at=at,
                )
            )


@pytest.fixture
def line(store_url: str, capsys: pytest.CaptureFixture[str]) -> Any:
    def carried_out(*words: object, lang: str = "en") -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(["--lang", lang, "recheck", *map(str, words), "--store", store_url])
        said = capsys.readouterr()
        return status, said.out, said.err

    return carried_out


def test_a_month_is_drawn_recorded_and_recomputed(line: Any) -> None:
    assert line("list")[1] == "Nothing was drawn yet.\n"
    status, said, _ = line("draw", "--month", MONTH, "--rate", 5, "--seed", "s", "--json")
    (draw,) = json.loads(said)["draws"]
    assert (status, draw["population"], len(draw["incidents"]), draw["draw"]) == (0, 30, 2, 1)
    first, second = (one["id"] for one in draw["incidents"])
    status, said, _ = line("record", first, "passed")
    assert (status, said) == (0, f"Recorded: no. {first}, {draw['incidents'][0]['number']}\n")
    status, said, _ = line("record", second, "failed", "--reason", "again loose")
    assert "It may be reopened" in said
    said = " ".join(line("list")[1].split())
    for words in (f"{MONTH}, draw 1: 2 of 30 incidents (5 %)", "Seed s", "passed", "again loose"):
        assert words in said
    assert line("verify") == (0, "1 draws recomputed, 0 differ.\n", "")


def test_a_second_draw_asks_for_its_reason(line: Any) -> None:
    assert line("draw", "--month", MONTH)[0] == 0
    status, _, complaint = line("draw", "--month", MONTH)
    assert status == 1
    assert "write why it is drawn again" in complaint
    assert line("draw", "--month", MONTH, "--reason", "rate was too low", "--rate", 10)[0] == 0


def test_verify_tells_what_no_longer_agrees(line: Any, store: Store) -> None:
    assert line("draw", "--month", MONTH)[0] == 0
    with store.begin() as session:
        at = FIRST - timedelta(days=2)
        session.add(
            Incident(id=99, number="A99", category_id=90001, state="closed", reported_at=at, closed_at=at)
        )
    status, said, _ = line("verify")
    assert status == 3
    assert "drawn from 30 incidents, now there are 31" in said
    assert json.loads(line("verify", "--json")[1])["differences"][0]["month"] == MONTH


@pytest.mark.parametrize(
    "words",
    [("draw", "--month", "October"), ("draw", "--month", MONTH, "--rate", "0"), ("record", 7, "passed")],
)
def test_what_will_not_do_is_refused_in_both_languages(line: Any, words: tuple[Any, ...]) -> None:
    told = [line(*words, lang=lang) for lang in ("en", "zh")]
    assert [status for status, _, _ in told] == [1, 1]
    assert told[0][2] != told[1][2]
