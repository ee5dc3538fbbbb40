"""`gridcenter people` as a person runs it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from gridcenter.cli import run
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.services.lookup import look_up, reveal
from gridcenter.services.people_search import search_people
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry
from tests.services import organisation_samples
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


def test_an_organisation_is_shown_by_its_code_with_its_people_masked_for_a_purpose(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.begin() as session:
        organisation_samples.fill(session)
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", sample.CLERK.login)
    asked = ["people", "organisation", organisation_samples.SHOP_USCC, "--store", store_url]
    ground = ["--purpose", "visit", "--incident", sample.OPEN_INCIDENT]
    assert run(["--lang", "en", *asked, *ground]) == 0
    told = capsys.readouterr().out
    assert organisation_samples.SHOP_NAME in told
    assert "张**" in told
    assert "张美兰" not in told
    assert run([*asked, *ground, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["people"][0]["tie"] == "legal representative"
    for wrong in (
        [*asked, "--purpose", "visit"],
        [*asked, "--purpose", "fun", "--incident", sample.OPEN_INCIDENT],
        ["people", "organisation", "91110000600037341L", "--store", store_url, *ground],
        ["people", "organisation", "123", "--store", store_url, *ground],
    ):
        assert run(wrong) != 0
        assert capsys.readouterr().err.strip()
    with store.read() as session:
        lines = session.execute(select(AuditEntry.action, AuditEntry.outcome).order_by(AuditEntry.id)).all()
    assert [tuple(line) for line in lines] == [
        ("organisation", "hit"),
        ("organisation", "hit"),
        ("failed_lookup", "refused"),
        ("organisation", "miss"),
    ]
