"""`gridcenter organisations` as a person runs it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from sqlalchemy import select

from gridcenter.cli import run
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, Organisation, Premises
from tests.services import organisation_samples
from tests.services import resident_samples as sample
from tests.services.organisation_samples import SHOP, SHOP_NAME, SHOP_USCC
from tests.services.test_organisation_keeping import NEW, move_counter

GROUND = ("--purpose", "visit", "--incident", sample.OPEN_INCIDENT)
ORIGIN = ("--source", "营业执照", "--recorded", "2026-10-01")


@pytest.fixture(autouse=True)
def _filled(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", "wang.qiang")
    with store.begin() as session:
        organisation_samples.fill(session)
        move_counter(session)
        home = session.get_one(Premises, 2)
        home.code, home.community_code = "FW-2", sample.COMMUNITY


def told(capsys: pytest.CaptureFixture[str], store_url: str, *words: str) -> dict[str, Any]:
    assert run(["--lang", "en", "organisations", *words, "--json", "--store", store_url]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def refused(capsys: pytest.CaptureFixture[str], store_url: str, *words: str) -> str:
    assert run(["--lang", "en", "organisations", *words, "--store", store_url]) != 0
    return capsys.readouterr().err


def test_a_second_source_is_stated_verified_and_taken_back_by_the_references_that_show_gives(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, store_url, "state", SHOP_USCC, "name", "美兰超市", *ORIGIN)
    card = told(capsys, store_url, "show", SHOP_USCC, *GROUND)
    names = [one for one in card["said"] if one["item"] == "organisation name"]
    assert [(one["value"], one["first"]) for one in names] == [("美兰超市", True), (SHOP_NAME, False)]
    told(capsys, store_url, "verify", SHOP_USCC, names[1]["which"])
    assert told(capsys, store_url, "show", SHOP_USCC, *GROUND)["name"] == SHOP_NAME
    told(capsys, store_url, "withdraw", SHOP_USCC, names[1]["which"], "--reason", "closed [bold]long ago")
    assert run(["--lang", "en", "organisations", "show", SHOP_USCC, *GROUND, "--store", store_url]) == 0
    shown = capsys.readouterr().out
    assert "closed [bold]long ago" in shown
    assert "not verified" in shown
    with store.read() as session:
        assert session.get_one(Organisation, SHOP).name == "美兰超市"
    assert "only name" not in refused(
        capsys, store_url, "withdraw", SHOP_USCC, names[1]["which"], "--reason", "x"
    )
    assert "no other name" in refused(
        capsys, store_url, "withdraw", SHOP_USCC, names[0]["which"], "--reason", "x"
    )


def test_an_organisation_is_entered_and_a_person_tied_and_untied_with_everything_in_the_audit(
    store: Store, store_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    entering = ("--name", "春风面馆", "--kind", "shop", "--premises", "FW-2", *ORIGIN)
    wrong = refused(capsys, store_url, "add", NEW[:-1] + ("0" if NEW[-1] != "0" else "1"), *entering)
    assert "18" in wrong
    told(capsys, store_url, "add", NEW, *entering)
    monkeypatch.setattr("sys.stdin", io.StringIO(sample.NUMBER + "\n"))
    told(capsys, store_url, "tie", NEW, "-", "employee", "--since", "2026-03-01", *ORIGIN, *GROUND)
    (person,) = told(capsys, store_url, "show", NEW, *GROUND)["people"]
    assert (person["tie"], person["until"]) == ("works there", None)
    number = str(person["no"])
    told(capsys, store_url, "end-tie", NEW, number, "--until", "2026-10-31", *GROUND)
    assert told(capsys, store_url, "show", NEW, *GROUND)["people"][0]["until"] == "2026-10-31"
    assert "no tie" in refused(capsys, store_url, "end-tie", NEW, "999", "--until", "2026-10-31", *GROUND)
    with store.read() as session:
        lines = session.execute(select(AuditEntry.action, AuditEntry.outcome).order_by(AuditEntry.id)).all()
    assert [tuple(line) for line in lines] == [
        ("organisation_keep", "entered"),
        ("lookup", "hit"),
        ("keep", "tied"),
        ("organisation", "hit"),
        ("organisation", "hit"),
        ("keep", "tie_ended"),
        ("organisation", "hit"),
        ("organisation", "hit"),
    ]


def test_an_unknown_code_and_an_unknown_statement_are_refused_with_a_sentence(
    store_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "enter it first" in refused(capsys, store_url, "state", NEW, "name", "x", *ORIGIN)
    assert "is gone" in refused(capsys, store_url, "verify", SHOP_USCC, "name@999")
    assert "catalogue" in refused(capsys, store_url, "verify", SHOP_USCC, "colour")
