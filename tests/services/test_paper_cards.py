"""A supervision letter about an incident on which a card was issued: who asked for what, and until when."""

from __future__ import annotations

from pathlib import Path

import pytest

from gridcenter.language import Language, use_language
from gridcenter.services.cards import CardDraft, issue_card, reply_to_card
from gridcenter.services.desk_incident import desk_incident
from gridcenter.services.printing import print_paper
from gridcenter.store.engine import Store
from tests.services.matters import actor, at, version_of
from tests.services.paper_samples import ZONE, bare, copied, overdue_incident

BY = actor("supervisor")
ASKED = "请立即清除通道，并说明原因。"


@pytest.fixture
def incident(store: Store) -> int:
    key = overdue_incident(store)
    with store.begin() as session:
        draft = CardDraft("supervision", ASKED)
        version = version_of(store, key)
        issue_card(session, key, draft, version=version, by=BY, now=at("11-18 14:25"), key="form-1")
    return key


def letter(store: Store, incident: int, folder: Path) -> str:
    return bare(
        copied(print_paper(store, "supervision_letter", incident, folder / "l.pdf", by=BY, zone=ZONE))
    )


@pytest.mark.parametrize(
    ("language", "name", "until"),
    [
        (
            "zh",
            "督办",
            "并于2026-11-1914:25前将办理情况书面回复本中心（督办，2026-11-1814:25由supervisor一号签发）",
        ),
        (
            "en",
            "Cards issued",
            "in writing by 2026-11-19 14:25 (supervision, issued at 2026-11-18 14:25 by supervisor",
        ),
    ],
)
def test_the_letter_names_the_card_and_the_day_of_the_reply(
    store: Store, incident: int, tmp_path: Path, language: Language, name: str, until: str
) -> None:
    use_language(language)
    said = letter(store, incident, tmp_path)
    assert bare(until) in said
    assert bare(name) in said
    assert ASKED in said
    assert "并于______年" not in said


def test_an_answered_card_asks_for_nothing_and_stays_in_the_record(
    store: Store, incident: int, tmp_path: Path
) -> None:
    with store.read() as session:
        detail = desk_incident(session, incident, area="")
    assert detail is not None
    (card,) = detail.cards
    with store.begin() as session:
        handler = actor("handler")
        reply_to_card(
            session, card.id, version=card.version, text="已清除。", by=handler, now=at("11-18 15:00")
        )
    said = letter(store, incident, tmp_path)
    assert "并于______年" in said
    assert "督办记录" in said
    assert "已清除。" in said
    assert ASKED not in said


def test_without_a_card_there_is_no_table_of_cards(store: Store, tmp_path: Path) -> None:
    said = letter(store, overdue_incident(store), tmp_path)
    assert "督办记录" not in said
    assert "并于______年" in said
