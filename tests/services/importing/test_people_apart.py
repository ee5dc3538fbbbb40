"""A staged row may be about another person than whoever holds its number: said with a reason, kept, and undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.import_batches import RowOutcome
from gridcenter.domain.people import Actor
from gridcenter.services.batch_undo import undo_batch
from gridcenter.services.import_batches import (
    apply_batch,
    look_through,
    settle_conflicts,
    stage_file,
    tell_apart,
)
from gridcenter.services.importing import ImportOptions, ImportReport, Kind
from gridcenter.services.person_merging import merge_persons
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    Account,
    AuditEntry,
    HouseholdMember,
    Person,
    PersonApart,
    PersonSearch,
    RecordItem,
    Residence,
)
from tests.services.importing.carrying import NOW, Bring, counts, table

ADA = make_number(DEMO_PREFIX, date(1980, 5, 1), 2)
BEN = make_number(DEMO_PREFIX, date(1990, 6, 2), 13)
HEADER = "姓名,公民身份号码,联系电话"
WHY = "走访核实：登记时抄错号码，是另一人"
SUPERVISOR = Actor(account_id=1, login="limin", name="李敏", role="supervisor", unit_id=None, area="")
OTHER = Actor(account_id=2, login="wangwu", name="王五", role="leader", unit_id=None, area="")

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture(autouse=True)
def known(store: Store, bring: Bring, tmp_path: Path) -> None:
    with store.begin() as session:
        session.add(Account(id=1, login="limin", name="李敏", role="supervisor"))
        session.add(Account(id=2, login="wangwu", name="王五", role="leader"))
    bring("persons", table(tmp_path / "0.csv", HEADER, f"甲一,{ADA},13800000000", f"乙二,{BEN},13700000000"))


def stage(store: Store, path: Path) -> int:
    with store.begin() as session:
        report = stage_file(
            session, Kind.PERSONS, path, options=ImportOptions(source="派出所"), by=SUPERVISOR, now=NOW
        )
    assert report.batch_id is not None
    return report.batch_id


def apart(store: Store, number: int, *lines: int, reason: str = WHY, by: Actor = OTHER) -> None:
    with store.begin() as session:
        tell_apart(session, number, lines, reason=reason, by=by, now=NOW)


def apply(store: Store, number: int) -> ImportReport:
    with store.begin() as session:
        return apply_batch(session, number, by=SUPERVISOR, now=NOW)


def people(store: Store, number: str = ADA) -> list[tuple[object, ...]]:
    with store.read() as session:
        columns = (Person.name, Person.phone, Person.verified)
        rows = session.execute(select(*columns).where(Person.id_number == number).order_by(Person.id))
        return [tuple(row) for row in rows]


def brought(store: Store, tmp_path: Path) -> int:
    """Bring a second person in under the number of the first."""
    number = stage(store, table(tmp_path / "p.csv", HEADER, f"丙三,{ADA},13900000000"))
    apart(store, number, 2)
    assert counts(apply(store, number)) == (1, 1, 0, 0, 0)
    return number


def test_another_person_is_kept_beside_whoever_holds_the_number_and_nothing_of_that_one_is_touched(
    store: Store, tmp_path: Path
) -> None:
    number = brought(store, tmp_path)
    assert people(store) == [("甲一", "13800000000", False), ("丙三", "13900000000", False)]
    with store.read() as session:
        assert not session.scalars(select(RecordItem)).all()
        decision = session.scalars(select(PersonApart)).one()
        new = session.get_one(Person, decision.person_id)
        found = session.scalar(
            select(func.count()).select_from(PersonSearch).where(PersonSearch.name == "丙三")
        )
        told = session.scalars(select(AuditEntry.reason).where(AuditEntry.account_id == 2)).one()
    assert (decision.actor, decision.reason, decision.batch_id) == ("王五", WHY, number)
    assert (new.name, new.source, new.batch_id, found) == ("丙三", "派出所", number, 1)
    assert WHY in told
    assert "2" in told


def test_home_and_household_go_to_the_person_of_the_row_and_not_to_the_holder_of_the_number(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bring("premises", table(tmp_path / "h.csv", "房屋编码,名称", "R1,101室"))
    header = "姓名,公民身份号码,户号,与户主关系,房屋编码,居住关系"
    number = stage(store, table(tmp_path / "p.csv", header, f"丙三,{ADA},H1,户主,R1,同住"))
    apart(store, number, 2)
    apply(store, number)
    with store.read() as session:
        (new,) = session.scalars(select(Person.id).where(Person.name == "丙三"))
        assert session.scalars(select(HouseholdMember.person_id)).all() == [new]
        assert session.scalars(select(Residence.person_id)).all() == [new]


def test_the_same_file_again_agrees_with_the_second_person_and_a_third_name_is_a_conflict_of_its_own(
    store: Store, tmp_path: Path, english: None
) -> None:
    brought(store, tmp_path)
    lines = (f"丙三,{ADA},13900000000", f"乙二,{BEN},13700000000")
    again = stage(store, table(tmp_path / "q.csv", HEADER, *lines))
    page = look_through(store, again, by=SUPERVISOR)
    assert [one.outcome for one in page.lines] == [RowOutcome.AGREES, RowOutcome.AGREES]
    first = stage(store, table(tmp_path / "r.csv", HEADER, f"甲一,{ADA},13611111111"))
    apply(store, first)
    with store.read() as session:
        item = session.scalars(select(RecordItem)).one()
        assert session.get_one(Person, item.person_id).name == "甲一"
    third = stage(store, table(tmp_path / "s.csv", HEADER, f"丁四,{ADA},"))
    (line,) = look_through(store, third, by=SUPERVISOR).lines
    assert (line.outcome, line.reason) == (
        RowOutcome.CONFLICT,
        "people who were told apart hold this number, and the row names none of them",
    )
    with pytest.raises(BadInput), store.begin() as session:
        settle_conflicts(session, third, [2], by=SUPERVISOR, now=NOW)
    apart(store, third, 2)
    apply(store, third)
    assert [one[0] for one in people(store)] == ["甲一", "丙三", "丁四"]
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(PersonApart)) == 3


def test_undoing_the_batch_removes_the_second_person_and_ends_the_decision(
    store: Store, tmp_path: Path
) -> None:
    number = brought(store, tmp_path)
    with store.begin() as session:
        undone = undo_batch(session, number, reason="导错了文件", by=SUPERVISOR, now=NOW)
    assert (undone.removed["person"], undone.kept.total()) == (1, 0)
    assert people(store) == [("甲一", "13800000000", False)]
    with store.read() as session:
        decision = session.scalars(select(PersonApart)).one()
    assert (decision.undoer, decision.undoing) == ("李敏", "导错了文件")
    again = stage(store, table(tmp_path / "q.csv", HEADER, f"丙三,{ADA},13900000000"))
    (line,) = look_through(store, again, by=SUPERVISOR).lines
    assert line.outcome is RowOutcome.CONFLICT


def test_whoever_is_seen_as_the_same_after_all_is_settled_as_such(store: Store, tmp_path: Path) -> None:
    number = stage(store, table(tmp_path / "p.csv", HEADER, f"丙三,{ADA},13900000000"))
    apart(store, number, 2)
    (line,) = look_through(store, number, by=SUPERVISOR).lines
    assert (line.other, line.same) == (True, False)
    with store.begin() as session:
        settle_conflicts(session, number, [2], by=SUPERVISOR, now=NOW)
    (line,) = look_through(store, number, by=SUPERVISOR).lines
    assert (line.other, line.same) == (False, True)
    apply(store, number)
    assert [one[0] for one in people(store)] == ["甲一"]


def test_it_takes_a_reason_a_conflict_and_a_role(store: Store, tmp_path: Path) -> None:
    lines = (f"丙三,{ADA},13900000000", f"乙二,{BEN},13700000000")
    number = stage(store, table(tmp_path / "p.csv", HEADER, *lines))
    for wrong in ("", "  ", "长" * 201):
        with pytest.raises(BadInput):
            apart(store, number, 2, reason=wrong)
    with pytest.raises(BadInput):
        apart(store, number, 2, 3)
    with pytest.raises(RuleBroken):
        apart(store, number, 2, by=Actor(1, "x", "x", "collector", None, ""))
    assert counts(apply(store, number)) == (2, 0, 1, 0, 1)
    with pytest.raises(RuleBroken):
        apart(store, number, 2)


def test_undecided_twins_of_the_register_are_settled_there_and_not_by_a_third_row(
    store: Store, tmp_path: Path
) -> None:
    with store.begin() as session:
        session.add(Person(name="甲一", id_number=ADA, birth=date(1980, 5, 1), sex="2", synthetic=True))
    number = stage(store, table(tmp_path / "p.csv", HEADER, f"丙三,{ADA},13900000000"))
    with pytest.raises(BadInput):
        apart(store, number, 2)


def test_twins_of_the_register_that_were_merged_hold_their_number_as_one(
    store: Store, tmp_path: Path
) -> None:
    with store.begin() as session:
        twin = Person(name="甲一", id_number=ADA, birth=date(1980, 5, 1), sex="2", synthetic=True)
        session.add(twin)
        session.flush()
        (kept,) = session.scalars(select(Person.id).where(Person.id_number == ADA, Person.id != twin.id))
        merge_persons(session, kept=kept, merged=twin.id, reason="同一人两次登记", by=SUPERVISOR, now=NOW)
    number = stage(store, table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},13900000000"))
    (line,) = look_through(store, number, by=SUPERVISOR).lines
    assert line.outcome is RowOutcome.DIFFERS
    apply(store, number)
    with store.read() as session:
        assert session.scalars(select(RecordItem.person_id)).one() == kept


def test_more_lines_may_be_settled_at_once_than_a_line_of_the_audit_names(
    store: Store, tmp_path: Path
) -> None:
    people = [make_number(DEMO_PREFIX, date(1970, 1, 1), 1 + n) for n in range(150)]
    rows = (f"甲{n},{one}," for n, one in enumerate(people))
    apply(store, stage(store, table(tmp_path / "a.csv", HEADER, *rows)))
    rows = (f"乙{n},{one}," for n, one in enumerate(people))
    number = stage(store, table(tmp_path / "b.csv", HEADER, *rows))
    apart(store, number, *range(2, 152))
    apply(store, number)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 302
