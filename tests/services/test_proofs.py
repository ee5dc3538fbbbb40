"""A move whose category asks for proof is refused while no attachment of the right phase is there; it is kept so."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput
from gridcenter.domain.flow import PROOF
from gridcenter.language import use_language
from gridcenter.services.attachments import remove_attachment
from gridcenter.services.flows import flow, flow_keys
from gridcenter.services.live_demo import run_live
from gridcenter.services.moves import move_choices
from gridcenter.services.proof_rules import proof_rules
from gridcenter.services.proofs import missing_proof
from gridcenter.store.engine import Store
from gridcenter.store.models import Attachment, Change, Incident, Step
from tests.services.matters import actor, at, attached, report, settle, step, version_of
from tests.services.test_flow_walks import draft_of
from tests.services.test_flow_walks import taken as proven
from tests.services.test_live_demo import FAST, Times

START = at("09-28 10:00")
HANDLED = ("register", "accept", "to_dispatch", "dispatch", "receive", "start")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)


def handling(store: Store, key: str = "city_matter") -> int:
    incident = report(store, now=START, draft=draft_of(key))
    for action in HANDLED:
        proven(store, incident, action, now=START)
    return incident


def attach(store: Store, incident: int, kind: str, role: str = "handler") -> int:
    with store.begin() as session:
        return attached(session, incident, kind, by=actor(role))


def finish(store: Store, incident: int) -> int:
    return step(store, incident, "finish", "handler", START, result="done")


def test_without_its_proof_the_move_is_refused_and_says_what_is_missing(store: Store) -> None:
    incident = handling(store)
    before = version_of(store, incident)
    sentence = r"“report as handled” needs an attachment: photo taken afterwards. Add it \(Ctrl\+E\)"
    with pytest.raises(BadInput, match=sentence):
        finish(store, incident)
    with pytest.raises(BadInput, match=sentence):  # a number that is typed proves nothing
        step(store, incident, "finish", "handler", START, result="done", photo_after="P-2")
    assert version_of(store, incident) == before


@pytest.mark.parametrize("kind", ["before", "during", "other"])
def test_an_attachment_of_another_phase_proves_nothing(store: Store, kind: str) -> None:
    incident = handling(store)
    attach(store, incident, kind)
    with pytest.raises(BadInput, match="needs an attachment"):
        finish(store, incident)
    attach(store, incident, "after")
    assert finish(store, incident)


def test_a_removed_attachment_proves_nothing(store: Store) -> None:
    incident = handling(store)
    key = attach(store, incident, "after")
    with store.begin() as session:
        remove_attachment(session, key, version=1, reason="blurred", by=actor("handler"), now=START)
    with pytest.raises(BadInput, match="needs an attachment"):
        finish(store, incident)


def test_a_checker_brings_a_photo_of_his_own(store: Store) -> None:
    incident = handling(store)
    attach(store, incident, "after")
    finish(store, incident)
    step(store, incident, "send_check", "acceptor", START, collector="王")
    step(store, incident, "check_start", "collector", START)
    with pytest.raises(BadInput, match="photo taken by oneself"):
        step(store, incident, "pass", "collector", START)
    attach(store, incident, "after", "collector")
    assert step(store, incident, "pass", "collector", START)


def test_what_was_attached_before_the_rework_does_not_prove_what_was_done_since(store: Store) -> None:
    incident = handling(store)
    attach(store, incident, "after")
    finish(store, incident)
    for action in ("send_check", "check_start", "fail", "rework", "receive", "start"):
        proven(store, incident, action, now=START)
    with pytest.raises(BadInput, match="needs an attachment"):
        finish(store, incident)
    attach(store, incident, "after")
    assert finish(store, incident)


def test_the_desk_is_told_what_is_there_and_what_is_missing(store: Store) -> None:
    incident = handling(store)
    found = []
    for _ in range(2):
        with store.read() as session:
            (choice,) = [
                one for one in move_choices(session, incident, by=actor("handler")) if one.action == "finish"
            ]
        found.append([(one.code, one.kind, one.proved) for one in choice.fields if one.kind == PROOF])
        attach(store, incident, "after")
    assert found == [[("photo_after", PROOF, False)], [("photo_after", PROOF, True)]]


@pytest.mark.parametrize(("form", "asked"), [("oral", False), ("written", True), ("confirmed", True)])
def test_a_written_agreement_is_proved_and_an_oral_one_is_not(store: Store, form: str, asked: bool) -> None:
    incident = report(store, now=START, draft=draft_of("dispute"))
    for action in ("accept", "dispatch", "mediate"):
        proven(store, incident, action, now=START)
    given = {"agreement": form, "result": "agreed"}
    if asked:
        with pytest.raises(BadInput, match="signed agreement"):
            step(store, incident, "agree", "handler", START, **given)
        attach(store, incident, "other")
    assert step(store, incident, "agree", "handler", START, **given)


@pytest.mark.parametrize("key", ["emergency", "service_request"])
def test_what_its_category_does_not_ask_for_is_not_asked(store: Store, key: str) -> None:
    incident = report(store, now=START, draft=draft_of(key))
    template = flow(key)
    with store.read() as session:
        row = session.get_one(Incident, incident)
        assert [
            missing_proof(session, row, template, move, inputs={}, by=actor("handler"))
            for move in template.moves
        ] == [[]] * len(template.moves)


def test_a_removal_in_the_same_moment_waits_for_the_step_or_the_step_for_the_removal(store: Store) -> None:
    incident = handling(store)
    key = attach(store, incident, "after")
    told: list[str] = []
    begin = threading.Barrier(2)

    def removing() -> None:
        begin.wait()
        try:
            with store.begin() as session:
                remove_attachment(session, key, version=1, reason="wrong", by=actor("handler"), now=START)
        except Exception as refusal:  # noqa: BLE001 - crosses a thread
            told.append(str(refusal))

    other = threading.Thread(target=removing)
    other.start()
    begin.wait()
    finished = True
    try:
        finish(store, incident)
    except BadInput:
        finished = False
    other.join()
    with store.read() as session:
        removed_at = session.get_one(Attachment, key).removed_at
        order = session.scalars(select(Change.kind).order_by(Change.seq)).all()
    assert told == []
    assert removed_at is not None
    assert order[-1] == "attachment" if finished else finish_is_missing(store, incident)


def finish_is_missing(store: Store, incident: int) -> bool:
    with store.read() as session:
        actions = session.scalars(select(Step.action).where(Step.incident_id == incident)).all()
    return "finish" not in actions


def test_every_proof_that_the_rules_ask_for_is_described_in_a_flow() -> None:
    described = {
        field.code for key in flow_keys() for field in flow(key).inputs.values() if field.kind == PROOF
    }
    assert {code for rule in proof_rules().rules for code in rule.proof} <= described


def test_live_players_bring_pictures_that_are_whole_files(store: Store, tmp_path: Path) -> None:
    left = iter(range(400))
    run_live(
        store,
        rate=FAST,
        seed=5,
        stop=lambda: next(left, None) is None,
        now=Times(),
        folder=tmp_path / "files",
    )
    with store.read() as session:
        rows = session.execute(select(Attachment.sha256, Attachment.kind)).all()
        handled = session.scalars(select(Incident.id).where(Incident.category_id != 90001)).all()
    assert handled
    assert rows
    kept = {path.name for path in (tmp_path / "files").rglob("*") if path.is_file()}
    assert {sha256 for sha256, _ in rows} <= kept


def test_players_without_a_folder_report_nothing_that_asks_for_proof(store: Store) -> None:
    left = iter(range(200))
    run_live(store, rate=FAST, seed=5, stop=lambda: next(left, None) is None, now=Times())
    with store.read() as session:
        assert session.scalars(select(Attachment.id)).all() == []
