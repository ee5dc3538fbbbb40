"""`audit notices`: accounts by the rules, for those whose role reads them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from gridcenter.cli import run
from gridcenter.clock import utc_now
from gridcenter.services.lookup import open_lookup
from gridcenter.store.engine import Store
from tests.services import resident_samples as sample
from tests.services.resident_samples import AUDITOR, CLERK, NUMBER, request


@pytest.fixture(autouse=True)
def _busy(store: Store) -> None:
    with store.begin() as session:
        sample.fill(session)
    begun = utc_now() - timedelta(minutes=40)
    for turn in range(31):
        with store.begin() as session:
            open_lookup(session, request(), by=CLERK, now=begun + timedelta(seconds=40 * turn))


def test_the_auditor_reads_account_time_count_and_purposes_and_no_resident(
    store_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", AUDITOR.login)
    assert run(["--lang", "en", "audit", "notices", "--store", store_url]) == 0
    told = capsys.readouterr().out
    assert "many look-ups: 李敏 (li.min), 31 from" in told
    assert "One notice awaits a note" in told
    assert run(["audit", "notices", "--json", "--store", store_url]) == 0
    answer = capsys.readouterr().out
    (found,) = json.loads(answer)["waiting"]
    assert (found["account"], found["rule"], found["purposes"]) == (CLERK.login, "frequent", {"visit": 31})
    assert not [value for value in (NUMBER, "张美兰", sample.OPEN_INCIDENT) if value in told + answer]


def test_others_are_refused(
    store_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", CLERK.login)
    assert run(["--lang", "en", "audit", "notices", "--store", store_url]) == 1
    assert "auditor" in capsys.readouterr().err
