"""A centre changes its flow: put in, played through, switched on by a second person; old incidents keep the old one."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import event, select

import gridcenter
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow_reading import FlawedFlow
from gridcenter.domain.flow_simulation import FlowSimulation
from gridcenter.domain.lights import Light
from gridcenter.domain.own_flows import FlowState
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.exporting import Export, export_rows
from gridcenter.services.flows import flow_in_force, flows_in_force, own_flow, shipped_text
from gridcenter.services.intake import IncidentDraft
from gridcenter.services.moves import move_choices
from gridcenter.services.own_flows import (
    flow_record,
    flow_records,
    put_flow,
    simulate_flow,
    staying_open,
    switch_off,
    switch_on,
    text_of_version,
)
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import Account, AuditEntry, Change, Incident
from tests.domain.flow_samples import SMALL
from tests.services.matters import GRID, SHANGHAI, actor, at, report, settle
from tests.services.test_flow_walks import taken

START = at("09-30 17:30")
REQUEST = IncidentDraft("FW03", "演示", category_set="services", grid_code=GRID)
KEY = "service_request"
WHO, OTHER = actor("supervisor"), actor("leader")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)


def changed() -> str:
    """Return the flow of requests in which the first state has another name."""
    text = shipped_text(KEY)
    raw = yaml.safe_load(text)
    name = raw["states"][0]["en"]
    return text.replace(f"en: {name},", "en: taken down by us,", 1)


def put(store: Store, text: str, *, by: Actor = WHO) -> int:
    with store.begin() as session:
        return put_flow(session, text, name="own.yaml", by=by, now=START).version


def played(store: Store, key: str, number: int, *, by: Actor = WHO, moves: tuple[str, ...] = ()) -> str:
    with store.begin() as session:
        return simulate_flow(session, key, number, start=START, by=by, now=START, moves=moves)[1]


def on(store: Store, key: str, number: int, *, by: Actor = OTHER, reason: str = "新规定") -> int:
    with store.begin() as session:
        return switch_on(session, key, number, reason=reason, by=by, now=START)


def off(store: Store, key: str, *, by: Actor = OTHER, reason: str = "有误") -> int:
    with store.begin() as session:
        return switch_off(session, key, reason=reason, by=by, now=START)


def own_version(store: Store, text: str = "", *, key: str = KEY) -> int:
    number = put(store, text or changed())
    assert played(store, key, number) == ""
    on(store, key, number)
    return number


def version_of(store: Store, incident: int) -> tuple[str, int]:
    with store.read() as session:
        row = session.get_one(Incident, incident)
        return row.flow, row.flow_version


def to_the_end(store: Store, incident: int) -> None:
    with store.read() as session:
        template = own_flow(session, session.get_one(Incident, incident))
        simulation = FlowSimulation(template, working_calendar(session), start=START)
    for action in simulation.usual_actions():
        taken(store, incident, action, now=START)


def test_a_clock_turns_yellow_at_the_share_that_its_own_version_of_the_flow_states(store: Store) -> None:
    old = report(store, now=START, draft=REQUEST)
    text = changed().replace("yellow_percent: 70", "yellow_percent: 40", 1)
    own_version(store, text)
    new = report(store, now=START, key="form-2", draft=REQUEST)
    with store.read() as session:
        yellow = {key: session.get_one(Incident, key).yellow_at for key in (old, new)}
    assert yellow == {old: START + timedelta(minutes=84), new: START + timedelta(minutes=48)}
    later = START + timedelta(minutes=60)
    assert light_in_queue(store, later) == {old: Light.GREEN, new: Light.YELLOW}
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _: None).kept == []


def light_in_queue(store: Store, now: datetime) -> dict[int, Light]:
    with store.read() as session:
        return {row.id: row.light(now) for row in open_incidents(session, area="")}


def test_new_incidents_get_the_version_in_force_and_old_ones_go_on_under_theirs(store: Store) -> None:
    old = report(store, now=START, draft=REQUEST)
    number = put(store, changed())
    assert played(store, KEY, number) == ""
    assert on(store, KEY, number) == 1
    new = report(store, now=START, draft=REQUEST, key="form-2")
    assert (number, version_of(store, old), version_of(store, new)) == (2, (KEY, 1), (KEY, 2))
    with store.read() as session:
        names = [
            own_flow(session, session.get_one(Incident, one)).state("reported").name.en for one in (old, new)
        ]
    assert names[1] == "taken down by us"
    assert names[0] != names[1]
    for incident in (old, new):
        to_the_end(store, incident)
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _: None).differences == 0


def test_a_version_is_a_draft_then_in_force_then_retired_and_says_who_and_why(store: Store) -> None:
    number = put(store, changed())
    with store.read() as session:
        assert flow_record(session, KEY, number).state is FlowState.DRAFT
    played(store, KEY, number)
    on(store, KEY, number)
    with store.read() as session:
        one, shipped = flow_record(session, KEY, number), flow_record(session, KEY, 1)
    assert (one.state, shipped.state) == (FlowState.ON, FlowState.RETIRED)
    assert one.on is not None
    assert (one.putter, one.on.who, one.on.reason) == (WHO.name, OTHER.name, "新规定")
    assert off(store, KEY) == 1
    with store.read() as session:
        one, shipped = flow_record(session, KEY, number), flow_record(session, KEY, 1)
        audits = session.scalars(select(AuditEntry.fields).order_by(AuditEntry.id)).all()
        changes = session.execute(select(Change.kind, Change.key).where(Change.kind == "flow")).all()
    assert (one.state, shipped.state) == (FlowState.RETIRED, FlowState.ON)
    assert audits == [f"flow {deed} {KEY} 2" for deed in ("put", "simulated", "on", "off")]
    assert changes == [("flow", KEY)] * 4


def test_switching_off_goes_back_version_by_version_and_the_shipped_one_stays(store: Store) -> None:
    own_version(store)
    own_version(store, changed().replace("taken down by us", "taken down"))
    assert [off(store, KEY), off(store, KEY)] == [2, 1]
    with pytest.raises(RuleBroken, match="as the program ships it"):
        off(store, KEY)


def test_a_flow_of_a_new_name_is_chosen_at_the_report_and_can_be_switched_off(store: Store) -> None:
    draft = replace(REQUEST, flow="small")
    with pytest.raises(BadInput, match="no flow “small”"):
        report(store, now=START, draft=draft)
    number = own_version(store, SMALL.read_text("utf-8"), key="small")
    incident = report(store, now=START, draft=draft)
    assert version_of(store, incident) == ("small", number)
    assert off(store, "small") == 0
    with pytest.raises(BadInput, match="no flow “small”"):
        report(store, now=START, draft=draft, key="form-2")
    taken(store, incident, "begin", now=START)
    with store.read() as session:
        assert move_choices(session, incident, by=actor("handler"))[0].action == "close"


def test_flaws_are_all_named_with_their_lines_and_nothing_is_kept(store: Store) -> None:
    text = SMALL.read_text("utf-8").replace("to: closed, role: handler", "to: closed, role: pope")
    text = text.replace("paused_states: [suspended]", "paused_states: [suspended, moon]")
    with pytest.raises(FlawedFlow) as refusal:
        put(store, text)
    flaws = refusal.value.flaws
    line = 1 + text[: text.index("action: close")].count("\n")
    assert f"line {line}: the move “close” has no role that the flow knows" in flaws
    assert "the state “moon” is used but not described" in flaws
    with store.read() as session:
        assert flow_records(session, "small") == []


def test_broken_yaml_says_its_line(store: Store) -> None:
    with pytest.raises(BadInput, match=r"own\.yaml: line 2, column"):
        put(store, "key: x\nname: [")


def test_who_put_a_version_in_does_not_switch_it_on_unless_alone(store: Store) -> None:
    number = put(store, changed())
    played(store, KEY, number)
    with pytest.raises(RuleBroken, match="somebody else must switch it on"):
        on(store, KEY, number, by=WHO)
    with store.begin() as session:
        session.get_one(Account, OTHER.account_id).active = False
    on(store, KEY, number, by=WHO)
    with store.read() as session:
        assert flow_in_force(session, KEY).version == number


def test_a_version_is_switched_on_only_after_it_was_played_through_to_an_end(store: Store) -> None:
    number = put(store, changed())
    with pytest.raises(RuleBroken, match="not played through"):
        on(store, KEY, number)
    assert "move 1" in played(store, KEY, number, moves=("fly",))
    assert played(store, KEY, number, moves=("accept",)) == "the moves taken do not lead to an end"
    with pytest.raises(RuleBroken, match="not played through"):
        on(store, KEY, number)
    played(store, KEY, number)
    newer = put(store, changed() + "\n# another text\n")
    with pytest.raises(RuleBroken, match="not played through"):
        on(store, KEY, newer)
    on(store, KEY, number)
    with pytest.raises(RuleBroken, match="in force already"):
        on(store, KEY, number)


def test_other_roles_empty_reasons_unknown_versions_and_a_text_put_in_twice_are_refused(store: Store) -> None:
    with pytest.raises(RuleBroken, match="your role does not change flows"):
        put(store, changed(), by=actor("handler"))
    number = put(store, changed())
    with pytest.raises(BadInput, match=f"this text is version {number} of the flow"):
        put(store, changed())
    played(store, KEY, number)
    with pytest.raises(BadInput, match="write why"):
        on(store, KEY, number, reason="  ")
    with pytest.raises(BadInput, match="has no version 9"):
        on(store, KEY, 9)
    for role in ("handler", "collector", "auditor"):
        with pytest.raises(RuleBroken, match="your role does not change flows"):
            on(store, KEY, number, by=replace(WHO, role=role))
        with pytest.raises(RuleBroken, match="your role does not change flows"):
            off(store, KEY, by=replace(WHO, role=role))


def test_two_flows_for_one_category_are_refused_when_the_second_is_switched_on(store: Store) -> None:
    text = SMALL.read_text("utf-8") + "serves: [{set: services}]\n"
    number = put(store, text)
    played(store, "small", number)
    with pytest.raises(FlawedFlow, match="is for services already"):
        on(store, "small", number)


def test_how_many_open_incidents_stay_under_others_is_told_before_switching(store: Store) -> None:
    for form in ("form-1", "form-2"):
        report(store, now=START, draft=REQUEST, key=form)
    number = put(store, changed())
    with store.read() as session:
        assert staying_open(session, KEY, number) == 2
        assert staying_open(session, KEY, 1) == 0


def test_a_version_is_written_out_as_it_was_put_in(store: Store) -> None:
    number = put(store, changed())
    with store.read() as session:
        assert text_of_version(session, KEY, number) == changed()
        assert text_of_version(session, KEY, 1) == shipped_text(KEY)
        with pytest.raises(BadInput, match="has no version 7"):
            text_of_version(session, KEY, 7)


def test_a_version_that_is_known_costs_a_step_no_statement(store: Store) -> None:
    own_version(store)
    incident = report(store, now=START, draft=REQUEST)
    sent: list[str] = []
    with store.read() as session:
        row = session.get_one(Incident, incident)
        own_flow(session, row)
        event.listen(store.engine, "before_cursor_execute", lambda *told: sent.append(told[2]))
        assert own_flow(session, row).version == 2
    assert sent == []


def test_what_is_written_out_names_the_version(store: Store, tmp_path: Path) -> None:
    own_version(store)
    report(store, now=START, draft=REQUEST)
    out = tmp_path / "incidents.csv"
    export_rows(store, Export.INCIDENTS, out, by=WHO)
    head, row = out.read_text("utf-8-sig").splitlines()
    cells = dict(zip(head.split(","), row.split(","), strict=True))
    assert (cells["flow"], cells["flow version"]) == (KEY, "2")


_OTHER_DESK = """
import sys
from datetime import datetime
from gridcenter.services.flows import flows_in_force
from gridcenter.services.intake import report_incident
from gridcenter.store.engine import open_store
from gridcenter.store.models import Incident
from tests.services.matters import actor
from tests.services.test_own_flows import REQUEST, START
store = open_store(sys.argv[1])
for form in ("before", "after"):
    with store.begin() as session:
        key = report_incident(session, REQUEST, by=actor("collector"), now=START, key=form)
        print(session.get_one(Incident, key).flow_version, flush=True)
    sys.stdin.readline()
store.dispose()
"""


def test_another_process_takes_the_new_version_with_its_next_report(store: Store, store_url: str) -> None:
    line = [sys.executable, "-c", _OTHER_DESK, store_url]
    root = Path(gridcenter.__file__).parents[1]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as desk:
        assert desk.stdin is not None
        assert desk.stdout is not None
        assert desk.stdout.readline() == "1\n"
        own_version(store)
        begun = time.monotonic()
        desk.stdin.write("\n")
        desk.stdin.flush()
        assert desk.stdout.readline() == "2\n"
        assert time.monotonic() - begun < 1
        desk.stdin.write("\n")


def test_the_city_s_flow_serves_everything_in_its_own_version_too(store: Store) -> None:
    number = own_version(store, shipped_text("city_matter") + "\n# ours\n", key="city_matter")
    assert version_of(store, report(store, now=START)) == ("city_matter", number)
    with store.read() as session:
        assert flows_in_force(session)[0].version == number


def test_no_part_of_the_program_follows_an_incident_by_the_flow_s_name_alone() -> None:
    """`flow(key)` is the shipped version: an incident has its own (`own_flow`)."""
    root = Path(gridcenter.__file__).parent
    found = [
        f"{path.name}: {call}"
        for path in root.rglob("*.py")
        for call in re.findall(r"(?<![\w.])flow\(\w+\.flow\b[^)]*\)", path.read_text("utf-8"))
    ]
    assert found == []


def test_a_street_changes_no_flow_that_holds_for_its_neighbour_too(store: Store) -> None:
    number = put(store, changed())
    assert played(store, KEY, number) == ""
    street, district = (actor("leader", area=area) for area in ("709901001", "709901"))
    with pytest.raises(RuleBroken, match="holds for every area"), store.begin() as session:
        put_flow(session, changed(), name="own.yaml", by=street, now=START)
    with pytest.raises(RuleBroken, match="holds for every area"), store.begin() as session:
        switch_on(session, KEY, number, reason="新规", by=street, now=START)
    with store.begin() as session:
        switch_on(session, KEY, number, reason="新规", by=district, now=START)
    with pytest.raises(RuleBroken, match="holds for every area"), store.begin() as session:
        switch_off(session, KEY, reason="撤销", by=street, now=START)
