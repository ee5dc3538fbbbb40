"""How premises are held, kept by hand with dates: the rules of let premises see it, and no line is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.home_keeping import HomeDeed
from gridcenter.language import use_language
from gridcenter.services import integrity_runs
from gridcenter.services.integrity_runs import run_rules
from gridcenter.services.linked_cards import open_premises
from gridcenter.services.tenure_keeping import keep_tenure, tenure_history
from gridcenter.store.engine import Store, store_time
from gridcenter.store.home_keeping import tenures_of
from gridcenter.store.models import AuditEntry, Premises
from tests.services import integrity_samples as integrity
from tests.services import organisation_samples as sample
from tests.services.integrity_samples import CHIEF, switch_all_on
from tests.services.resident_samples import AUDITOR, CLERK, request
from tests.services.test_integrity import hits

ROOM, FAR = "FW-0307-21-0402", "FW-0304-11-0203"
LET = {"tenure": "let", "since": "2026-03-01", "source": "租赁备案"}


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
    return store


def keep(store: Store, deed: HomeDeed, code: str = ROOM, *, by: Any = CLERK, **said: str) -> str:
    with store.begin() as session:
        wish = {"premises_code": code, **said}
        return keep_tenure(session, deed, wish, by=by, now=store_time(session))


def held(store: Store, premises: int = 2) -> tuple[str, list[tuple[Any, ...]]]:
    with store.read() as session:
        rows = tenures_of(session, premises)
        lines = [(row.tenure, row.since, row.until, row.source) for row in rows]
        return session.get_one(Premises, premises).tenure, lines


def newest(store: Store, premises: int = 2) -> str:
    with store.read() as session:
        return str(max(row.id for row in tenures_of(session, premises)))


def test_a_tenure_is_recorded_and_what_the_file_had_said_stays_with_its_end(filled: Store) -> None:
    told = keep(filled, HomeDeed.TENURE_SET, **LET)
    assert "no tenant is recorded" in told
    assert held(filled) == (
        "let",
        [("let", date(2026, 3, 1), None, "租赁备案"), ("owned", None, date(2026, 3, 1), "")],
    )
    with filled.read() as session:
        row = session.execute(select(AuditEntry.action, AuditEntry.outcome, AuditEntry.fields)).one()
        assert tuple(row) == ("premises_keep", "tenure_set", "premises 2")
    card = open_premises(filled, 2, request(), by=CLERK)
    assert card is not None
    assert [(one.tenure, one.since) for one in card.tenures] == [("let", date(2026, 3, 1)), ("owned", None)]
    assert card.tenure.en == "let"


def test_a_tenure_ends_and_is_unknown_from_then_on(filled: Store) -> None:
    keep(filled, HomeDeed.TENURE_SET, **LET)
    keep(filled, HomeDeed.TENURE_ENDED, until="2026-10-31")
    assert held(filled)[0] == ""
    with pytest.raises(RuleBroken, match="Nothing is recorded"):
        keep(filled, HomeDeed.TENURE_ENDED, until="2026-11-01")
    keep(filled, HomeDeed.TENURE_SET, tenure="无证", since="2026-11-01")
    assert held(filled)[0] == "untitled"


def test_a_wrong_line_is_corrected_with_a_reason_and_told_as_it_was(filled: Store) -> None:
    keep(filled, HomeDeed.TENURE_SET, **LET)
    wrong = {"line": newest(filled), "since": "2026-04-01"}
    with pytest.raises(BadInput, match="Reason is missing"):
        keep(filled, HomeDeed.TENURE_CORRECTED, **wrong)
    keep(filled, HomeDeed.TENURE_CORRECTED, **wrong, reason="合同自四月起")
    assert held(filled)[1][0] == ("let", date(2026, 4, 1), None, "租赁备案")
    with filled.read() as session:
        told = tenure_history(session, 2)[0]
    assert (told.before, told.after, told.reason) == (
        f"{ROOM} · let · 2026-03-01 — · 租赁备案",
        f"{ROOM} · let · 2026-04-01 — · 租赁备案",
        "合同自四月起",
    )
    keep(filled, HomeDeed.TENURE_CORRECTED, line=newest(filled), tenure="void", reason="记到了别的房间")
    assert held(filled) == ("", [("owned", None, date(2026, 3, 1), "")])


@pytest.mark.parametrize(
    ("deed", "said", "why"),
    [
        (HomeDeed.TENURE_SET, LET, "held so already, since 2026-03-01"),
        (HomeDeed.TENURE_SET, LET | {"tenure": "owned", "since": "2026-03-01"}, "otherwise since 2026-03-01"),
        (HomeDeed.TENURE_SET, LET | {"tenure": "palace"}, "choose from owned, let, untitled, empty"),
        (HomeDeed.TENURE_SET, LET | {"tenure": "owned", "since": ""}, "From is missing"),
        (HomeDeed.TENURE_ENDED, {"until": "2026-02-28"}, r"before it began \(2026-03-01\)"),
        (
            HomeDeed.TENURE_CORRECTED,
            {"line": "LINE", "since": "2026-02-01", "reason": "合同更早"},
            "held otherwise: owned",
        ),
        (HomeDeed.TENURE_CORRECTED, {"line": "LINE", "reason": "合同更早"}, "Nothing differs"),
        (HomeDeed.TENURE_SET, LET | {"premises_code": FAR}, "no premises with this code in your area"),
    ],
)
def test_what_cannot_be_gets_one_sentence_and_changes_nothing(
    filled: Store, deed: HomeDeed, said: dict[str, str], why: str
) -> None:
    keep(filled, HomeDeed.TENURE_SET, **LET)
    said = {key: newest(filled) if value == "LINE" else value for key, value in said.items()}
    before = held(filled)
    with pytest.raises(Refusal, match=why):
        keep(filled, deed, said.pop("premises_code", ROOM), **said)
    assert held(filled) == before


def test_who_may_not_keeps_nothing(filled: Store) -> None:
    for by in (AUDITOR, replace(CLERK, role="handler")):
        with pytest.raises(RuleBroken):
            keep(filled, HomeDeed.TENURE_SET, by=by, **LET)
    assert held(filled) == ("owned", [])


def test_the_rule_of_let_premises_finds_what_was_kept_by_hand(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_language("en")
    monkeypatch.setattr(integrity_runs, "QUOTAS", ())
    with store.begin() as session:
        integrity.fill(session)
    switch_all_on(store)
    run_rules(store, by=CHIEF)
    assert hits(store)["let_without_tenant"] == {31}
    keep(store, HomeDeed.TENURE_SET, "FW-9-35", **LET)
    run_rules(store, by=CHIEF)
    assert hits(store)["let_without_tenant"] == {31, 35}
    keep(store, HomeDeed.TENURE_ENDED, "FW-9-31", until="2026-10-31")
    run_rules(store, by=CHIEF)
    assert hits(store)["let_without_tenant"] == {35}
