"""`gridcenter people twins|merge|unmerge` as a dispatcher runs them."""

from __future__ import annotations

import json

import pytest

from gridcenter.cli import run
from gridcenter.store.engine import Store
from gridcenter.store.models import Person
from tests.services import resident_samples as sample
from tests.services.resident_samples import NUMBER


@pytest.fixture(autouse=True)
def _twins(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "li.min")
    with store.begin() as session:
        sample.fill(session)
        session.add(
            Person(id=20, name="张美蘭", id_number=NUMBER, community_code=sample.COMMUNITY, synthetic=True)
        )


def test_rows_are_listed_merged_and_taken_apart(store_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["people", "twins", "--json", "--store", store_url]) == 0
    said = capsys.readouterr().out
    answer = json.loads(said)
    assert [[row["row"] for row in one["rows"]] for one in answer["twins"]] == [[1, 20]]
    assert NUMBER not in said
    assert "美" not in said
    merge = ["people", "merge", "1", "20", "--reason", "[两处登记] 同一人", "--store", store_url]
    assert run(["--lang", "en", *merge]) == 0
    assert "Row 20 is seen as row 1 now: same ID number." in capsys.readouterr().out
    assert run(["--lang", "en", "people", "twins", "--merged", "--store", store_url]) == 0
    said = capsys.readouterr().out
    assert "[两处登记]" in said
    assert "1 rows are merged." in said
    assert run(["people", "unmerge", "20", "--reason", "复核", "--json", "--store", store_url]) == 0
    assert json.loads(capsys.readouterr().out) == {"kept": 1, "unmerged": 20}
    assert run(["--lang", "zh", "people", "twins", "--store", store_url]) == 0
    assert "2 条记录号码相同" in capsys.readouterr().out


def test_rows_of_two_people_are_told_apart_until_they_are_merged(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    apart = ["people", "apart", "1", "20", "--store", store_url]
    assert run(["--lang", "en", *apart]) == 1
    assert run(["--lang", "en", *apart, "--reason", "上门核实"]) == 0
    assert "Rows 1 and 20 are two people now." in capsys.readouterr().out
    assert run(["--lang", "en", *apart, "--reason", "上门核实"]) == 1
    assert "already" in capsys.readouterr().err
    assert run(["people", "twins", "--json", "--store", store_url]) == 0
    assert json.loads(capsys.readouterr().out)["twins"] == []
    assert run(["people", "conflicts", "--json", "--store", store_url]) == 0
    (conflict,) = json.loads(capsys.readouterr().out)["conflicts"]
    assert "上门核实" in conflict["apart"]
    assert run(["people", "merge", "1", "20", "--reason", "同一人", "--json", "--store", store_url]) == 0
    capsys.readouterr()
    assert run(["--lang", "en", *apart, "--reason", "上门核实"]) == 1
    assert "merged" in capsys.readouterr().err
    assert run(["people", "unmerge", "20", "--reason", "复核", "--json", "--store", store_url]) == 0
    capsys.readouterr()
    assert run([*apart, "--reason", "又是两人", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"apart": [1, 20]}


def test_rows_under_different_numbers_need_no_telling_apart(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["people", "apart", "1", "2", "--reason", "两人", "--store", store_url]
    assert run(["--lang", "en", *line]) == 1
    assert "same ID number" in capsys.readouterr().err


def test_without_a_number_or_a_reason_it_is_one_sentence(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "people", "merge", "1", "20", "--store", store_url]) == 1
    assert "Reason is missing" in capsys.readouterr().err
    again = ["people", "merge", "1", "4", "--decision", "--reason", "同名同住址", "--store", store_url]
    assert run(["--lang", "en", *again]) == 1
    assert "It takes a decision by: shift supervisor" in capsys.readouterr().err
