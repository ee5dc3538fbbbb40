"""Two people under one number: care files are asked for, and opened, of the one who was named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from gridcenter.cli import run
from gridcenter.desk.ledgers import care_ports
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import SeveralHold
from gridcenter.domain.people_search import PeopleFound
from gridcenter.services.care_reading import care_of_person
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, CareFile, Person
from tests.services import care_samples as care
from tests.services import resident_samples as sample
from tests.services.care_samples import GROUND, STRANGER, WORKER, ZONE

OTHER, FAR = 90, 91


@pytest.fixture
def shared(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Person 1 with a care file, somebody else of the community under her number, and a third one far away."""
    care.fill(store)
    care.enrolled(store)
    with store.begin() as session:
        session.get_one(Person, 1).verified = False
        for key, community in ((OTHER, sample.COMMUNITY), (FAR, sample.OTHER_COMMUNITY)):
            session.add(
                Person(
                    id=key,
                    id_number=sample.NUMBER,
                    name="孙另人",
                    sex="1",
                    birth=date(1956, 3, 2),
                    community_code=community,
                    synthetic=True,
                )
            )
    monkeypatch.setenv("GRIDCENTER_ACCOUNT", WORKER.login)
    return store


def outcomes(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        lines = session.execute(select(AuditEntry.action, AuditEntry.outcome).order_by(AuditEntry.id))
        return [(action, outcome) for action, outcome in lines][-2:]


def test_it_is_asked_which_one_before_a_file_is_looked_for(shared: Store) -> None:
    for by in (WORKER, replace(STRANGER, area=WORKER.area)):
        with pytest.raises(SeveralHold) as asked:
            care_of_person(shared, GROUND, by=by, zone=ZONE)
        assert set(asked.value.person_ids) == {1, OTHER}, "who knows no file is asked the same"
        assert outcomes(shared)[-1] == ("failed_lookup", "several")


def test_who_is_named_is_the_one_whose_files_are_opened(shared: Store) -> None:
    assert len(care_of_person(shared, GROUND, which=1, by=WORKER, zone=ZONE)) == 1
    assert care_of_person(shared, GROUND, which=OTHER, by=WORKER, zone=ZONE) == ()
    for which in (FAR, 2, 999):
        with pytest.raises(RuleBroken, match=str(which)):
            care_of_person(shared, GROUND, which=which, by=WORKER, zone=ZONE)


def typed(store_url: str, *words: str) -> int:
    return run(["--lang", "en", "care", *words, "--store", store_url])


OPEN = ("open", "--number", sample.NUMBER, "--purpose", "visit", "--reason", GROUND.reason)
ENROL = (
    *("enrol", sample.NUMBER, "--programme", "elderly_alone", "--until", "2027-06-30"),
    *("--reason", care.REASON, "--consent", "person", "--consent-on", "2026-11-18"),
)


@pytest.mark.parametrize("line", [OPEN, ENROL], ids=["open", "enrol"])
def test_the_command_line_lists_them_masked_and_says_how_to_go_on(
    shared: Store, store_url: str, capsys: pytest.CaptureFixture[str], line: tuple[str, ...]
) -> None:
    assert typed(store_url, *line) == 1
    told = capsys.readouterr()
    assert "--person" in told.err
    assert "孙**" in told.out
    assert "孙另人" not in told.out + told.err
    assert sample.NUMBER not in told.out + told.err
    assert outcomes(shared) == [("failed_lookup", "several"), ("search", "hit")]
    assert typed(store_url, *line, "--person", str(OTHER)) == 0
    said = capsys.readouterr().out
    assert ("No care file" in said) == (line is OPEN)


def test_the_desk_asks_with_the_list_and_takes_the_same_inputs_with_who_is_meant(shared: Store) -> None:
    ports = care_ports(shared, WORKER, ZONE)
    assert ports is not None
    inputs = {
        "number": sample.NUMBER,
        "programme": "elderly_alone",
        "reason": care.REASON,
        "until": "2027-06-30",
        "consent_on": "2026-11-18",
    }
    found = ports.enrol(inputs)
    assert isinstance(found, PeopleFound)
    made = ports.enrol({**inputs, "person": str(OTHER)})
    with shared.read() as session:
        assert session.get_one(CareFile, made).person_id == OTHER
