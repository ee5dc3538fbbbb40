"""`gridcenter people` as a person runs it."""

from __future__ import annotations

import json

import pytest

from gridcenter.cli import run
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.services.lookup import look_up, reveal
from gridcenter.services.people_search import search_people
from gridcenter.store.engine import Store
from tests.services import resident_samples as sample


def test_a_register_without_an_index_is_indexed(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.begin() as session:
        sample.fill(session)
    assert run(["--lang", "en", "people", "index", "--store", store_url]) == 0
    assert "5 residents can be searched." in capsys.readouterr().out
    assert run(["people", "index", "--json", "--store", store_url]) == 0
    assert json.loads(capsys.readouterr().out) == {"persons": 5}
    wish = LookupRequest("zml", Purpose.VISIT, sample.OPEN_INCIDENT)
    assert len(search_people(store, wish, by=sample.CLERK).rows) == 1


def test_ones_own_look_ups_are_listed_without_a_number(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.begin() as session:
        sample.fill(session)
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", sample.CLERK.login)
    assert look_up(store, sample.request(), by=sample.CLERK) is not None
    reveal(store, 1, "phone", sample.request(), by=sample.CLERK)
    assert run(["--lang", "en", "people", "lookups", "--store", store_url]) == 0
    told = capsys.readouterr().out
    assert "look-up" in told
    assert sample.NUMBER not in told
    assert run(["people", "lookups", "--json", "--store", store_url]) == 0
    (line,) = json.loads(capsys.readouterr().out)["lines"]
    assert (line["outcome"], line["shown"], line["incident"]) == ("hit", ["phone"], sample.OPEN_INCIDENT)
