"""Whatever shows residents says in the audit whom it named, before it shows them, and the person is told.

Which functions these are is read from the text of the program (`naming_entries`): a new one has to be named here, with
a way to make it show a resident, or with the reason why it shows nobody of the register.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import select, text

from gridcenter.domain.home_keeping import HomeDeed
from gridcenter.domain.own_history import LOOKUP, OF_A_CARD
from gridcenter.domain.people import Actor, AskedAgain, AuditLine, LookupRequest, Purpose, SeveralHold
from gridcenter.domain.record_keeping import Keeping, KeptValue
from gridcenter.domain.subject_report import SubjectLine
from gridcenter.domain.visits import MET, VisitSubject
from gridcenter.services import asking_again
from gridcenter.services.audit_verification import verify_audit
from gridcenter.services.card_papers import print_card
from gridcenter.services.card_texts import copied_text
from gridcenter.services.care import enrol
from gridcenter.services.care_reading import care_file, care_list, care_of_person, look_up_in_care
from gridcenter.services.exporting import Export, export_rows
from gridcenter.services.home_keeping import keep_home, keep_home_by_number
from gridcenter.services.import_batches import look_through, stage_file
from gridcenter.services.importing.report import ImportOptions, Kind
from gridcenter.services.integrity_hits import look_up_hit, show_hits
from gridcenter.services.integrity_rules import integrity_settings
from gridcenter.services.integrity_runs import run_rules, try_rule
from gridcenter.services.integrity_switches import switch_on
from gridcenter.services.linked_cards import look_up_linked, open_by_code, open_organisation, open_premises
from gridcenter.services.lookup import look_up
from gridcenter.services.number_conflicts import number_conflicts
from gridcenter.services.organisation_ties import end_tie_of, tie_by_number, tie_person
from gridcenter.services.own_deeds import deed_words
from gridcenter.services.people_search import list_holders, look_up_listed, look_up_number, search_people
from gridcenter.services.person_copies import write_person_copy
from gridcenter.services.person_index import index_changed_persons
from gridcenter.services.person_merging import merge_persons
from gridcenter.services.person_twins import compare_persons, find_merges, find_twins
from gridcenter.services.population_lists import changes_wanted, look_up_changed, masked_changes
from gridcenter.services.population_trial import try_rules
from gridcenter.services.progress import unwatched
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.services.record_keeping import keep_value
from gridcenter.services.register_ledger_export import export_ledger
from gridcenter.services.register_ledgers import ledger_page, look_up_in_ledger
from gridcenter.services.returning import look_up_again, my_history, return_to
from gridcenter.services.roll_files import write_roll
from gridcenter.services.rolls import approve_roll, ask_roll
from gridcenter.services.subject_papers import write_subject_report
from gridcenter.services.subject_report import subject_report
from gridcenter.services.visits import export_visits, own_visits, past_visits, record_visit, visit_list
from gridcenter.store.engine import Store, store_time
from gridcenter.store.integrity import HitFilter
from gridcenter.store.models import Account, AuditEntry, IntegrityHit, OrganisationPerson, Person, Roll
from gridcenter.store.own_history import own_history
from tests.services import care_samples as care
from tests.services import integrity_samples as integrity
from tests.services import organisation_samples as organisations
from tests.services import population_samples as population
from tests.services import resident_samples as sample
from tests.services.care_samples import ZONE
from tests.services.integrity_samples import CHIEF, LEADER, SHARED
from tests.services.naming_entries import naming_entries
from tests.services.resident_samples import AUDITOR, CLERK, GRID, NUMBER, request
from tests.services.test_organisation_keeping import TIED, move_counter

GROUND = LookupRequest("", Purpose.SAFETY, reason="逐户核对网格内的登记情况")
RULE = "two_persons_one_number"
TWINS = (33, 34)


class Way(NamedTuple):
    """How a store is filled, whose number is asked for afterwards, and what shows that person."""

    fill: Callable[[Store], str]
    show: Callable[[Store, Path], object]


def with_residents(store: Store) -> str:
    care.fill(store)
    return NUMBER


def with_a_card(store: Store) -> str:
    care.fill(store)
    look_up(store, request(), by=CLERK)
    return NUMBER


def with_organisations(store: Store) -> str:
    with store.begin() as session:
        organisations.fill(session)
    return NUMBER


def with_a_card_of_ties(store: Store) -> str:
    with store.begin() as session:
        organisations.fill(session)
        move_counter(session)
    look_up(store, request(), by=CLERK)
    return NUMBER


def with_an_own_visit(store: Store) -> str:
    with_twins(store)
    with store.begin() as session:
        record_visit(
            session, VisitSubject(person_id=TWINS[0]), outcome=MET, by=CLERK, now=store_time(session)
        )
    return SHARED


def with_care(store: Store) -> str:
    care.fill(store)
    with store.begin() as session:
        now = store_time(session)
        today = now.astimezone(ZONE).date()
        wish = care.wish(consent_on=today, expires_on=today + timedelta(days=90))
        enrol(session, wish, by=care.WORKER, now=now, zone=ZONE)
    return NUMBER


def with_twins(store: Store) -> str:
    with store.begin() as session:
        integrity.fill(session)
        index_changed_persons(session)
    return SHARED


def with_a_merge(store: Store) -> str:
    with_twins(store)
    with store.begin() as session:
        kept, merged = TWINS
        now = store_time(session)
        merge_persons(
            session,
            kept=kept,
            merged=merged,
            reason="两条记录为同一个人，已上门核实",
            decided=True,
            by=CHIEF,
            now=now,
        )
    return SHARED


def with_hits(store: Store) -> str:
    with_twins(store)
    rule = integrity_settings().rule(RULE)
    try_rule(store, rule, by=CHIEF)
    with store.begin() as session:
        switch_on(session, rule, reason="核对一号两人", by=LEADER, now=store_time(session))
    run_rules(store, by=CHIEF)
    return SHARED


def with_a_roll(store: Store) -> str:
    with_twins(store)
    roll = ask_roll(store, "voters", purpose="区人大代表换届选举选民登记", day=date(2026, 12, 1), by=CHIEF)
    with store.begin() as session:
        version = session.get_one(Roll, roll).version
        approve_roll(session, roll, version=version, by=LEADER, now=store_time(session))
    return NUMBER


def with_changes(store: Store) -> str:
    with store.begin() as session:
        population.fill(session)
    population.detect(store, now=population.NOW.replace(day=11))
    population.change(store, population.dies)
    population.detect(store)
    with store.read() as session:
        number = session.scalars(select(Person.id_number).where(Person.id == population.TENANT)).one()
    assert number is not None
    return number


def with_a_batch(store: Store, path: Path) -> str:
    with_residents(store)
    path.write_text(f"姓名,公民身份号码,联系电话,数据来源\n张美蓝,{NUMBER},13900001111,社保\n", "utf-8")
    with store.begin() as session:
        now = store_time(session)
        stage_file(session, Kind.PERSONS, path, options=ImportOptions(), by=care.STRANGER, now=now)
    return NUMBER


def listed_then_opened(store: Store) -> object:
    found = search_people(store, request("张美兰"), by=CLERK)
    return look_up_listed(store, found.ticket, 1, request("张美兰"), by=CLERK)


def linked_then_opened(store: Store) -> object:
    card = open_premises(store, 2, request(), by=CLERK)
    assert card is not None
    return look_up_linked(store, card.ticket, 1, request(), by=CLERK)


def page_then_opened(store: Store) -> object:
    page = ledger_page(store, "LG01", "", GROUND, by=care.SECOND, zone=ZONE)
    return look_up_in_ledger(store, page, 1, GROUND, by=care.SECOND)


def opened_again(store: Store) -> object:
    with store.read() as session:
        line = session.scalars(select(AuditEntry.id).where(AuditEntry.action == "lookup")).first()
    assert line is not None
    return look_up_again(store, line, request(), by=CLERK)


def hit_then_opened(store: Store) -> object:
    with store.read() as session:
        hit = session.scalars(select(IntegrityHit.id).where(IntegrityHit.person_id == TWINS[0])).one()
    return look_up_hit(store, hit, GROUND, by=CHIEF)


def changes_named(store: Store) -> object:
    with store.read() as session:
        rows = changes_wanted(session, by=population.LEADER, now=population.NOW)
    return masked_changes(store, rows, by=population.LEADER)


def change_then_opened(store: Store) -> object:
    with store.read() as session:
        rows = changes_wanted(session, by=population.LEADER, now=population.NOW)
    return look_up_changed(store, rows[0].id, GROUND, by=population.LEADER)


def tie_ended(store: Store) -> object:
    with store.read() as session:
        tie = session.scalars(
            select(OrganisationPerson.id).where(
                OrganisationPerson.person_id == 1, OrganisationPerson.until.is_(None)
            )
        ).first()
    assert tie is not None
    return end_tie_of(store, 1, tie, {"until": "2026-10-31"}, request(), by=CLERK)


def way(fill: Callable[[Store], str], show: Callable[[Store], object]) -> Way:
    return Way(fill, lambda store, _folder: show(store))


def shop(store: Store) -> object:
    with store.read() as session:
        key = session.scalars(
            select(OrganisationPerson.organisation_id).where(OrganisationPerson.kind == "legal")
        ).one()
    return open_organisation(store, key, request(), by=CLERK)


WAYS: dict[str, Way] = {
    "people_search.look_up_number": way(with_residents, partial(look_up_number, request=request(), by=CLERK)),
    "people_search.list_holders": way(
        with_residents, partial(list_holders, several=SeveralHold((1,)), request=request(), by=CLERK)
    ),
    "people_search.search_people": way(
        with_residents, partial(search_people, request=request("张美兰"), by=CLERK)
    ),
    "people_search.look_up_listed": way(with_residents, listed_then_opened),
    "returning.return_to": way(with_a_card, partial(return_to, person_id=1, request=request(), by=CLERK)),
    "returning.look_up_again": way(with_a_card, opened_again),
    "record_keeping.keep_value": way(
        with_a_card,
        partial(keep_value, person_id=1, act=KeptValue(Keeping.VERIFY, "phone"), request=request(), by=CLERK),
    ),
    "card_texts.copied_text": way(
        with_a_card, partial(copied_text, person_id=1, revealed=(), request=request(), by=CLERK, zone=ZONE)
    ),
    "card_papers.print_card": Way(
        with_a_card,
        lambda store, folder: print_card(store, 1, (), request(), folder / "c.pdf", by=CLERK, zone=ZONE),
    ),
    "linked_cards.open_premises": way(
        with_organisations, partial(open_premises, premises_id=2, request=request(), by=CLERK)
    ),
    "linked_cards.open_organisation": way(with_organisations, shop),
    "linked_cards.open_by_code": way(
        with_organisations, partial(open_by_code, text=organisations.SHOP_USCC, request=request(), by=CLERK)
    ),
    "linked_cards.look_up_linked": way(with_organisations, linked_then_opened),
    "organisation_ties.tie_person": way(
        with_a_card_of_ties, partial(tie_person, person_id=1, said=TIED, request=request(), by=CLERK)
    ),
    "organisation_ties.tie_by_number": way(
        with_a_card_of_ties,
        partial(tie_by_number, said=TIED | {"id_number": NUMBER}, request=request(""), by=CLERK),
    ),
    "organisation_ties.end_tie_of": way(with_a_card_of_ties, tie_ended),
    "lookup.look_up": way(with_residents, partial(look_up, request=request(), by=CLERK)),
    "home_keeping.keep_home": way(
        with_a_card,
        partial(
            keep_home,
            person_id=1,
            deed=HomeDeed.LEFT,
            said={"line": "1", "until": "2026-10-31"},
            request=request(),
            by=CLERK,
        ),
    ),
    "home_keeping.keep_home_by_number": way(
        with_residents,
        partial(
            keep_home_by_number,
            deed=HomeDeed.LEFT,
            said={"line": "1", "until": "2026-10-31", "id_number": NUMBER},
            request=request(""),
            by=CLERK,
        ),
    ),
    "care_reading.care_list": way(with_care, partial(care_list, by=care.WORKER, zone=ZONE)),
    "care_reading.care_file": way(
        with_care, partial(care_file, file_id=1, request=care.GROUND, by=care.WORKER, zone=ZONE)
    ),
    "care_reading.care_of_person": way(
        with_care, partial(care_of_person, request=care.GROUND, by=care.WORKER, zone=ZONE)
    ),
    "care_reading.look_up_in_care": way(
        with_care, partial(look_up_in_care, file_id=1, request=care.GROUND, by=care.WORKER, zone=ZONE)
    ),
    "register_ledgers.ledger_page": way(
        with_residents,
        partial(ledger_page, code="LG01", area="", request=GROUND, by=care.SECOND, zone=ZONE),
    ),
    "register_ledgers.look_up_in_ledger": way(with_residents, page_then_opened),
    "register_ledger_export.export_ledger": Way(
        with_residents,
        lambda store, folder: export_ledger(
            store, "LG01", "", folder / "x.csv", GROUND, by=care.SECOND, zone=ZONE
        ),
    ),
    "exporting.export_rows": Way(
        with_residents,
        lambda store, folder: export_rows(store, Export.PERSONS, folder / "p.csv", by=CLERK),
    ),
    "visits.visit_list": way(with_twins, partial(visit_list, grid_code=GRID, by=CLERK)),
    "visits.export_visits": Way(
        with_twins, lambda store, folder: export_visits(store, GRID, folder / "v.csv", by=CLERK)
    ),
    "visits.own_visits": way(with_an_own_visit, partial(own_visits, grid_code=GRID, by=CLERK)),
    "visits.past_visits": way(
        with_residents, partial(past_visits, subject=VisitSubject(household_id=1), by=CLERK)
    ),
    "number_conflicts.number_conflicts": way(with_twins, partial(number_conflicts, by=CHIEF)),
    "person_twins.find_twins": way(with_twins, partial(find_twins, by=CHIEF)),
    "person_twins.find_merges": way(with_a_merge, partial(find_merges, by=CHIEF)),
    "person_twins.compare_persons": way(
        with_twins, partial(compare_persons, one=TWINS[0], other=TWINS[1], by=CHIEF)
    ),
    "integrity_hits.show_hits": way(with_hits, partial(show_hits, wanted=HitFilter(rule=RULE), by=CHIEF)),
    "integrity_hits.look_up_hit": way(with_hits, hit_then_opened),
    "integrity_runs.try_rule": way(
        with_twins, lambda store: try_rule(store, integrity_settings().rule(RULE), by=CHIEF)
    ),
    "roll_files.write_roll": Way(
        with_a_roll,
        lambda store, folder: write_roll(store, 1, folder / "r.csv", by=CHIEF, zone=UTC),
    ),
    "population_lists.masked_changes": way(with_changes, changes_named),
    "population_lists.look_up_changed": way(with_changes, change_then_opened),
    "population_trial.try_rules": way(
        with_changes,
        partial(try_rules, month="2026-11", by=population.LEADER, clock=lambda _: population.NOW),
    ),
    "person_copies.write_person_copy": Way(
        with_residents,
        lambda store, folder: write_person_copy(
            store, NUMBER, folder / "k.pdf", reason=GROUND.reason, by=care.SECOND, zone=UTC
        ),
    ),
    "subject_report.subject_report": way(with_residents, partial(subject_report, text=NUMBER, by=AUDITOR)),
    "subject_papers.write_subject_report": Way(
        with_residents,
        lambda store, folder: write_subject_report(store, NUMBER, folder / "b.csv", by=AUDITOR, zone=UTC),
    ),
}
_OWN_FILE = "shows only rows of a file that the same account brings in at that moment"
_DEFINITION = "reads or writes a definition: which fields are shown, and of nobody"
_DECIDES = "writes a decision about something that a list has shown, and shows nobody"
NOBODY: dict[str, str] = {
    "clock_working.incident_clocks": "masks names of those who work here",
    "reports.report_lines": "masks who reported an incident, who is in no register",
    "merge_choices.compared": "masks who reported an incident, who is in no register",
    "demo.create.create_demo": "writes synthetic residents and shows none",
    "importing.looking.look_at": _OWN_FILE,
    "importing.trial.check_file": _OWN_FILE,
    "importing.trial.write_problems": _OWN_FILE,
    "import_batches.stage_file": _OWN_FILE,
    "import_batches.apply_batch": _OWN_FILE,
    "batch_undo.undo_batch": "tells which rows of one's own batch stay, by row and masked number",
    "integrity_rules.integrity_settings": _DEFINITION,
    "integrity_rules.rules_of_file": _DEFINITION,
    "integrity_runs.run_rules": "counts",
    "integrity_switches.rule_named": _DEFINITION,
    "integrity_switches.rule_states": _DEFINITION,
    "integrity_switches.switch_off": _DEFINITION,
    "integrity_switches.switch_on": _DEFINITION,
    "integrity_hits.decide_hit": _DECIDES,
    "roll_definitions.roll_settings": _DEFINITION,
    "rolls.approve_roll": _DECIDES,
    "rolls.ask_roll": "counts",
    "rolls.rolls_page": "lists rolls and their files, and nobody in them",
    "rolls.roll_with_id": "tells of one roll and its files, and of nobody in it",
    "rolls.refuse_roll": _DECIDES,
}


def ready(store: Store, folder: Path, name: str) -> tuple[str, Callable[[], object]]:
    """Fill the store and return whose number it is and what shows that person."""
    if name == "import_batches.look_through":
        number = with_a_batch(store, folder / "rows.csv")
        return number, lambda: look_through(store, 1, by=care.STRANGER)
    made = WAYS[name]
    return made.fill(store), lambda: made.show(store, folder)


ALL = [*WAYS, "import_batches.look_through"]


def told(store: Store, number: str) -> tuple[SubjectLine, ...]:
    """Return what a person is told; the telling itself is the newest line."""
    return subject_report(store, number, by=AUDITOR).lines


def test_every_function_that_shows_residents_is_known_here() -> None:
    found = naming_entries()
    assert len(found) > 40, "the control: the program is read"
    assert found - {*ALL, *NOBODY} == set(), "name it in WAYS, or in NOBODY with the reason"
    assert NOBODY.keys() - found == set()
    assert {*ALL} - found == {"visits.past_visits"}, "it shows notes about a household, and no name"


@pytest.mark.parametrize("name", ALL)
def test_the_person_is_told_and_the_audit_holds(
    store: Store, tmp_path: Path, name: str, english: None
) -> None:
    number, show = ready(store, tmp_path, name)
    before = told(store, number)
    assert show() is not None
    after = told(store, number)[1:]
    assert len(after) > len(before)
    assert not [line for line in after if line.action_text == line.action], "each act has a name for people"
    assert verify_audit(store, progress=unwatched).broken == 0


@pytest.mark.parametrize("name", ALL)
def test_nobody_is_shown_when_the_audit_cannot_be_written(store: Store, tmp_path: Path, name: str) -> None:
    _number, show = ready(store, tmp_path, name)
    with store.begin() as session:
        for statement in _shut(store):
            session.execute(text(statement))
    there = {path for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(Exception, match="audit is shut"):
        show()
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - there
    assert not [path for path in new if path.suffix in (".csv", ".pdf", ".part", ".xlsx")]


@pytest.mark.parametrize("name", ALL)
def test_whoever_did_it_finds_it_in_the_own_history(
    store: Store, tmp_path: Path, name: str, english: None
) -> None:
    _number, show = ready(store, tmp_path, name)
    before = newest_line(store)[0]
    show()
    _, account = newest_line(store)
    with store.read() as session:
        actor = Actor(account, "", "", "dispatcher", None, "")
        mine = [entry for entry in my_history(session, by=actor).entries if entry.audit_id > before]
        folded = [one for one in own_history(session, account, limit=50) if one.audit_id > before]
    assert folded, "the newest of it stands in the history"
    assert mine or folded[0].action in OF_A_CARD
    for entry in mine:
        words = deed_words(AuditLine(entry.at, entry.action, entry.outcome, entry.item), record_catalogue())
        assert (words == "look-up") is (entry.action == LOOKUP), "every act has words of its own"


OPENING = [name for name in ALL if name.rpartition(".")[2].startswith("look_up")]


@pytest.mark.parametrize("name", OPENING)
def test_whatever_opens_a_card_may_be_asked_again_for_its_reason(
    store: Store, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _number, show = ready(store, tmp_path, name)
    assert show() is not None, "an account's first look-up is never drawn"
    monkeypatch.setattr(asking_again, "one_in", lambda: 1)
    with pytest.raises(AskedAgain):
        show()
    with store.read() as session:
        newest = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (newest.action, newest.outcome) == ("failed_lookup", "asked"), (
        "and the question stands in the audit"
    )


def test_there_are_nine_ways_to_open_a_card() -> None:
    assert len(OPENING) == 9


def newest_line(store: Store) -> tuple[int, int]:
    """Return (id, account) of the newest line of the audit."""
    with store.read() as session:
        wanted = select(AuditEntry.id, AuditEntry.account_id).order_by(AuditEntry.id.desc()).limit(1)
        found = session.execute(wanted).first()
    return (0, 0) if found is None else (found[0], found[1])


def _shut(store: Store) -> list[str]:
    if store.is_sqlite:
        return ["CREATE TRIGGER shut BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'audit is shut'); END"]
    return [
        "CREATE FUNCTION shut() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'audit is shut'; END $$",
        "CREATE TRIGGER shut BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION shut()",
    ]


def test_a_list_of_people_in_care_is_told_as_a_list_of_visits(store: Store, english: None) -> None:
    """Whoever makes the paper must not learn from it that there is a file."""
    number = with_care(store)
    care_list(store, by=care.WORKER, zone=ZONE)
    ledger_page(store, "LG02", "", GROUND, by=care.WORKER, zone=ZONE)
    with store.begin() as session:
        session.add(Account(id=40, login="walker", name="走访", role="dispatcher"))
    lines = [line for line in subject_report(store, number, by=AUDITOR).lines if line.login == "g.jiangnan"]
    shown = {
        (line.action_text, line.outcome_text, line.purpose, line.ground, line.item) for line in lines[:2]
    }
    assert shown == {("list or records of visits", "named in a masked list", "visit", "", None)}
    visit_list(store, GRID, by=CLERK)
    line = next(
        one for one in subject_report(store, sample.HUSBAND, by=AUDITOR).lines if one.login == "li.min"
    )
    assert (line.action_text, line.outcome_text, line.purpose, line.ground, line.item) in shown, (
        "the same words"
    )
