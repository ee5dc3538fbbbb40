"""What the person served said: how they were asked and in which words stands in the trace, as the flow asks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput
from gridcenter.language import use_language
from gridcenter.services.flows import flow, flow_keys
from gridcenter.services.intake import IncidentDraft
from gridcenter.services.moves import move_choices
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Incident, Step
from tests.services.matters import GRID, actor, at, report, settle
from tests.services.test_flow_walks import taken

NOW = at("10-09 10:00")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)


def closed(store: Store) -> int:
    draft = IncidentDraft("FW03", "演示", category_set="services", grid_code=GRID)
    incident = report(store, now=NOW, draft=draft)
    with store.begin() as session:
        session.add(Account(id=7, login="acceptor2", name="acceptor 二号", role="acceptor"))
    taken(store, incident, "answer", now=NOW)
    taken(store, incident, "visit", now=NOW, by=replace(actor("acceptor"), account_id=7))
    taken(store, incident, "close", now=NOW)
    return incident


def last_words(store: Store, incident: int) -> str:
    with store.read() as session:
        steps = session.scalars(select(Step).where(Step.incident_id == incident).order_by(Step.id))
        return list(steps)[-1].opinion


def test_how_and_in_which_words_somebody_answered_stands_in_the_trace(store: Store) -> None:
    incident = closed(store)
    said = {"satisfaction": "not_content", "channel": "visit", "comment": "两天后又堆满了"}
    taken(store, incident, "evaluate", now=NOW, **said)
    assert last_words(store, incident).splitlines() == [
        "satisfaction: not content",
        "how they were asked: visited",
        "in their words: 两天后又堆满了",
    ]
    with store.read() as session:
        assert session.get_one(Incident, incident).satisfied is False


def test_words_need_not_be_given(store: Store) -> None:
    incident = closed(store)
    taken(store, incident, "evaluate", now=NOW, satisfaction="content", channel="app")
    assert last_words(store, incident).splitlines() == ["satisfaction: content", "how they were asked: app"]


@pytest.mark.parametrize(
    ("channel", "sentence"),
    [("", "needs: how they were asked"), ("pigeon", "“pigeon” is no answer to “how they were asked”")],
)
def test_a_way_of_asking_that_is_missing_or_unknown_is_refused(
    store: Store, channel: str, sentence: str
) -> None:
    incident = closed(store)
    with pytest.raises(BadInput, match=sentence):
        taken(store, incident, "evaluate", now=NOW, satisfaction="content", channel=channel)
    with store.read() as session:
        assert session.get_one(Incident, incident).satisfied is None


def test_the_desk_asks_for_it_and_marks_the_words_as_not_required(store: Store) -> None:
    incident = closed(store)
    with store.read() as session:
        (choice,) = (
            one for one in move_choices(session, incident, by=actor("acceptor")) if one.action == "evaluate"
        )
    assert [(field.code, field.required) for field in choice.fields] == [
        ("satisfaction", True),
        ("channel", True),
        ("comment", False),
    ]


@pytest.mark.parametrize("key", flow_keys())
def test_every_flow_that_asks_whether_somebody_is_content_asks_how_they_were_asked(key: str) -> None:
    for move in flow(key).moves:
        if "satisfaction" in move.requires:
            assert "channel" in move.requires
            assert "comment" in move.optional
