"""Rolls: one asks, another approves, and the file says what it is; nothing is written before the audit."""

from __future__ import annotations

import csv
import json
import logging
import stat
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from gridcenter.domain.errors import BadInput, RuleBroken, StoreRefused, WrongUse
from gridcenter.domain.people import Actor
from gridcenter.domain.rolls import FileOutcome, RollState
from gridcenter.services import roll_files, rolls
from gridcenter.services.plain_yaml import parsed_yaml
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.services.roll_definitions import (
    COLUMNS,
    OPENED,
    read_settings,
    roll_settings,
)
from gridcenter.services.roll_files import write_roll
from gridcenter.services.rolls import (
    approve_roll,
    ask_roll,
    listed_rolls,
    refuse_roll,
    roll_with_id,
    rolls_page,
)
from gridcenter.services.subject_report import subject_report
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import AuditEntry, Person, Residence, Roll, RollFile
from tests.services import integrity_samples as integrity
from tests.services import resident_samples as sample
from tests.services.integrity_samples import CHIEF, FAR, LEADER
from tests.services.resident_samples import AUDITOR, CLERK, COLLEAGUE

PURPOSE = "区人大代表换届选举选民登记"
DAY = date(2026, 12, 1)
ZONE = UTC


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        integrity.fill(session)
    return store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Beside the store, where nothing else lies."""
    made = tmp_path / "rolls"
    made.mkdir()
    return made


def ask(store: Store, key: str = "voters", *, by: Actor = CHIEF, **wishes: Any) -> int:
    return ask_roll(store, key, purpose=PURPOSE, day=DAY, by=by, **wishes)


def approve(store: Store, roll: int, *, by: Actor = LEADER, **wishes: Any) -> None:
    with store.begin() as session:
        version = session.get_one(Roll, roll).version
        approve_roll(session, roll, version=version, by=by, now=store_time(session), **wishes)


def approved(store: Store, **wishes: Any) -> int:
    roll = ask(store, **wishes)
    approve(store, roll, open_columns=wishes.get("open_columns", False))
    return roll


def lines_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def cells_of(path: Path) -> list[list[str]]:
    rows = openpyxl.load_workbook(path).worksheets[0].values
    return [[str(cell) for cell in row if cell is not None] for row in rows]


def files(store: Store) -> list[RollFile]:
    with store.read() as session:
        return list(session.scalars(select(RollFile).order_by(RollFile.id)))


def audited(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        rows = session.scalars(
            select(AuditEntry).where(AuditEntry.action.like("roll%")).order_by(AuditEntry.id)
        )
        return [(row.action, row.fields) for row in rows]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_approved_roll_is_written_masked_and_says_what_it_is(
    filled: Store, folder: Path, form: str
) -> None:
    roll = approved(filled)
    out = folder / f"roll.{form}"
    written = write_roll(filled, roll, out, by=CHIEF, zone=ZONE)
    lines = lines_of(out) if form == "csv" else cells_of(out)
    (mark,), heading, *rows, (account,), (warning,) = lines
    assert written.export_id in mark
    for told in ("选民名册", "2026-12-01", "陈伟 (chen.wei)", "林华", PURPOSE):
        assert told in mark
    assert heading == ["序号", "社区", "网格", "姓名", "性别", "出生日期", "公民身份号码", "现住址"]
    assert written.rows == len(rows) == 6
    shown = rows[0]
    assert shown[:5] == ["1", "江南社区", "03 网格", "张**", "女"]
    assert shown[5:] == ["70–74", "**************" + sample.NUMBER[-4:], "滨江区江南社区****"]
    assert written.export_id in account
    assert "6" in account
    assert written.content_hash in account
    assert warning.startswith("个人信息")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert list(folder.iterdir()) == [out]
    (kept,) = files(filled)
    assert (kept.rows, kept.content_hash, kept.outcome, kept.form) == (
        6,
        written.content_hash,
        "written",
        form,
    )


def test_both_forms_have_the_same_content_hash_and_the_pages_the_export_id(
    filled: Store, folder: Path
) -> None:
    roll = approved(filled)
    one = write_roll(filled, roll, folder / "a.csv", by=CHIEF, zone=ZONE)
    two = write_roll(filled, roll, folder / "a.xlsx", by=CHIEF, zone=ZONE)
    assert one.content_hash == two.content_hash
    footer = openpyxl.load_workbook(folder / "a.xlsx").worksheets[0].oddFooter.left.text
    assert two.export_id in footer
    assert one.export_id != two.export_id


def test_who_stands_in_a_roll_follows_the_day(filled: Store) -> None:
    def expected(day: date, key: str = "voters") -> int:
        roll = ask_roll(filled, key, purpose=PURPOSE, day=day, by=CHIEF)
        with filled.read() as session:
            return session.get_one(Roll, roll).expected

    with filled.begin() as session:
        session.add(integrity.person(50, "许刚满", date(2008, 12, 2)))
        session.flush()
        session.add(Residence(person_id=50, premises_id=35, kind="owner", since=date(2026, 6, 1)))
    assert expected(DAY) == 6
    assert expected(DAY + timedelta(days=1)) == 7
    assert (
        expected(DAY + timedelta(days=1), "committee_voters") == 7
    )  # however short the residence: the law forbids to ask
    assert expected(date(2019, 12, 31)) == 6  # who died in 2020 lived, who rents since 2020 was not here
    assert expected(DAY, "eighty_and_older") == 0


def test_two_rows_that_are_seen_as_one_person_stand_in_a_roll_once(filled: Store) -> None:
    def expected() -> int:
        roll = ask_roll(filled, "voters", purpose=PURPOSE, day=DAY, by=CHIEF)
        with filled.read() as session:
            return session.get_one(Roll, roll).expected

    before = expected()
    with filled.begin() as session:
        for key in (50, 51):
            session.add(integrity.person(key, "许刚满", date(1990, 12, 2)))
            session.flush()
            session.add(Residence(person_id=key, premises_id=35, kind="owner", since=date(2026, 6, 1)))
    assert expected() == before + 2
    with filled.begin() as session:
        session.add(integrity.merged(50, into=22))
    assert expected() == before + 1, "who is seen as 22 stands there once"
    with filled.begin() as session:
        session.add(integrity.merged(51, into=33))
    assert expected() == before + 1, "and 33 lives where the other row says"


def test_a_roll_stays_in_its_area(filled: Store, english: None) -> None:
    with filled.begin() as session:
        session.execute(
            update(Person).where(Person.id == 22).values(community_code="709901003008", grid_code=None)
        )

    def expected(roll: int) -> int:
        with filled.read() as session:
            return session.get_one(Roll, roll).expected

    everywhere = Actor(CHIEF.account_id, CHIEF.login, CHIEF.name, CHIEF.role, 1, "")
    assert expected(ask(filled)) == expected(ask(filled, by=everywhere)) == 6
    assert expected(ask(filled, area=sample.COMMUNITY)) == 5
    assert expected(ask(filled, by=CLERK)) == 5
    for area in ("709902", "7099", "70990100x%"):
        with pytest.raises(RuleBroken, match="not within yours"):
            ask(filled, area=area)
    with filled.read() as session:
        now = store_time(session)
        assert len(listed_rolls(session, by=CHIEF, now=now)) == 4
        assert len(listed_rolls(session, by=LEADER, now=now)) == 3
        assert listed_rolls(session, by=FAR, now=now) == []
        assert len(listed_rolls(session, by=AUDITOR, now=now)) == 4


def test_rolls_are_listed_page_by_page_with_their_count_and_an_old_one_is_found(
    filled: Store, english: None
) -> None:
    first, *_, fourth, fifth = (ask(filled) for _ in range(5))
    approve(filled, first)
    with filled.read() as session:
        now = store_time(session)
        page = rolls_page(session, by=CHIEF, now=now, limit=2)
        assert ([one.id for one in page.rows], page.total, page.waiting) == ([fifth, fourth], 5, 4)
        rest = rolls_page(session, by=CHIEF, now=now, limit=9, behind=fourth)
        assert ([one.id for one in rest.rows], rest.total) == ([3, 2, first], 5)
        assert roll_with_id(session, first, by=LEADER, now=now).state is RollState.APPROVED
        for nobody in (4711, first):
            with pytest.raises(RuleBroken, match="no roll no"):
                roll_with_id(session, nobody, by=FAR, now=now)
        assert rolls_page(session, by=FAR, now=now).total == 0


def test_whoever_asked_never_approves(filled: Store, english: None) -> None:
    roll = ask(filled, by=LEADER)
    with pytest.raises(RuleBroken, match="you asked for this roll yourself"):
        approve(filled, roll, by=LEADER)
    with pytest.raises(RuleBroken, match="roles only"):
        approve(filled, roll, by=COLLEAGUE)
    with pytest.raises(RuleBroken, match="no roll no"):
        approve(filled, roll, by=Actor(6, "far.off", "何远", "leader", 1, "709902"))
    approve(filled, roll, by=CHIEF)
    with pytest.raises(RuleBroken, match="decided about this roll already"):
        approve(filled, roll, by=CHIEF)
    other = ask(filled)
    with pytest.raises((IntegrityError, DBAPIError)), filled.begin() as session:  # nor past the program
        session.execute(update(Roll).where(Roll.id == other).values(decider_id=CHIEF.account_id))


def test_only_an_approved_roll_is_written_and_only_by_whoever_asked(
    filled: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, english: None
) -> None:
    out = folder / "roll.csv"

    def refused(roll: int, by: Actor, words: str) -> None:
        with pytest.raises(RuleBroken, match=words):
            write_roll(filled, roll, out, by=by, zone=ZONE)

    waiting = ask(filled)
    refused(waiting, CHIEF, "nobody has approved")
    with filled.begin() as session:
        with pytest.raises(BadInput, match="write why"):
            refuse_roll(session, waiting, version=1, reason=" ", by=LEADER, now=store_time(session))
        refuse_roll(session, waiting, version=1, reason="not yet due", by=LEADER, now=store_time(session))
    refused(waiting, CHIEF, "was refused: not yet due")
    mine = approved(filled)
    refused(mine, LEADER, "only 陈伟 writes it")
    refused(mine, AUDITOR, "roles only")
    refused(4711, CHIEF, "no roll no. 4711")
    with pytest.raises(WrongUse, match=r"\.csv or \.xlsx"):
        write_roll(filled, mine, folder / "roll.txt", by=CHIEF, zone=ZONE)
    later = roll_settings().valid + timedelta(days=1)
    monkeypatch.setattr(roll_files, "store_time", lambda session: store_time(session) + later)
    refused(mine, CHIEF, "has expired")
    with filled.read() as session:
        states = [line.state for line in listed_rolls(session, by=CHIEF, now=store_time(session) + later)]
    assert states == [RollState.EXPIRED, RollState.REFUSED]
    assert list(folder.iterdir()) == []
    assert files(filled) == []


def test_columns_lose_their_masks_only_when_asked_for_and_approved(
    filled: Store, folder: Path, english: None
) -> None:
    masked = approved(filled)
    with pytest.raises(RuleBroken, match="nobody asked for columns without"):
        approve(filled, ask(filled), open_columns=True)
    asked_only = ask(filled, open_columns=True)
    approve(filled, asked_only, open_columns=False)
    opened = approved(filled, open_columns=True)
    for roll, name in ((masked, "张**"), (asked_only, "张**"), (opened, "张美兰")):
        out = folder / f"{roll}.csv"
        write_roll(filled, roll, out, by=CHIEF, zone=ZONE)
        first = lines_of(out)[2]
        assert first[3] == name
        assert first[6] == "**************" + sample.NUMBER[-4:]  # what is never opened
    assert first[5] == "1956-03-02"
    assert first[7] == sample.ADDRESS
    with filled.read() as session:
        line = next(
            one for one in listed_rolls(session, by=LEADER, now=store_time(session)) if one.id == opened
        )
    assert line.opens == ("name", "date of birth", "address")


def test_the_audit_and_the_line_of_the_file_stand_before_the_first_byte(
    filled: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = approved(filled)
    seen: list[tuple[int, str, bool]] = []
    content = roll_files._content

    def watched(session: Any, begun: Any) -> Any:
        seen.append((len(files(filled)), audited(filled)[-1][0], (folder / "a.csv").exists()))
        return content(session, begun)

    monkeypatch.setattr(roll_files, "_content", watched)
    write_roll(filled, roll, folder / "a.csv", by=CHIEF, zone=ZONE)
    assert seen == [(1, "roll_write", False)]
    assert [action for action, _ in audited(filled)] == ["roll_ask", "roll_decide", "roll_write"]


def test_no_file_is_begun_when_the_audit_cannot_be_written(
    filled: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = approved(filled)

    def broken(*_: Any) -> int:
        raise StoreRefused("no audit")

    monkeypatch.setattr(roll_files, "write_line", broken)
    with pytest.raises(StoreRefused):
        write_roll(filled, roll, folder / "a.csv", by=CHIEF, zone=ZONE)
    assert list(folder.iterdir()) == []
    assert files(filled) == []


def test_two_who_decide_at_once_decide_once(filled: Store) -> None:
    roll = ask(filled, by=Actor(2, "wang.qiang", "王强", "dispatcher", 1, "709901"))

    def decide(by: Actor) -> str:
        try:
            approve(filled, roll, by=by)
        except RuleBroken as refusal:
            return str(refusal)
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(decide, [CHIEF, LEADER]))
    assert told[0] == ""
    assert "已审批此名册" in told[1] or "已被他人更改" in told[1]
    assert [action for action, _ in audited(filled)] == ["roll_ask", "roll_decide"]


def test_names_and_numbers_reach_no_log_and_no_folder_but_the_one_named(
    filled: Store,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setattr(roll_files, "TOLD_EVERY", 1)
    seen: set[str] = set()

    def look(_made: Progress) -> None:
        seen.update(one.name for one in scratch.iterdir())
        assert all(stat.S_IMODE(one.stat().st_mode) in (0o600, 0o700) for one in folder.iterdir())

    with caplog.at_level(logging.DEBUG):
        roll = approved(filled, open_columns=True)
        write_roll(filled, roll, folder / "a.xlsx", by=CHIEF, zone=ZONE, progress=look)
    assert seen == set()
    assert "张美兰" not in caplog.text
    assert sample.NUMBER not in caplog.text
    assert [one.name for one in folder.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_roll_that_is_stopped_leaves_no_file_and_says_so(
    filled: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(roll_files, "TOLD_EVERY", 2)
    roll = approved(filled)

    def stop(made: Progress) -> None:
        if made.done:
            raise Cancelled

    before = folder / f"a.{form}"
    before.write_text("as it was")
    with pytest.raises(Cancelled):
        write_roll(filled, roll, before, by=CHIEF, zone=ZONE, progress=stop)
    assert before.read_text() == "as it was"
    assert list(folder.iterdir()) == [before]
    assert [(one.outcome, one.rows) for one in files(filled)] == [(FileOutcome.CANCELLED, None)]


def test_a_folder_that_is_none_is_a_sentence_and_a_failed_file(
    filled: Store, folder: Path, english: None
) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        write_roll(filled, approved(filled), folder / "none" / "a.xlsx", by=CHIEF, zone=ZONE)
    assert [one.outcome for one in files(filled)] == ["failed"]


def test_a_roll_says_what_differs_from_the_one_before(filled: Store, folder: Path) -> None:
    first = write_roll(filled, approved(filled), folder / "a.csv", by=CHIEF, zone=ZONE)
    assert first.differences is None
    same = write_roll(filled, approved(filled), folder / "b.xlsx", by=CHIEF, zone=ZONE)
    assert same.differences is not None
    assert (same.differences.added, same.differences.removed, same.differences.changed) == (0, 0, 0)
    with filled.begin() as session:
        session.execute(update(Person).where(Person.id == 22).values(deceased_on=date(2026, 6, 1)))
        session.execute(update(Person).where(Person.id == 26).values(address="滨江区江南社区 9 号"))
        session.add(Residence(person_id=29, premises_id=35, kind="owner", since=date(2026, 1, 1)))
    again = write_roll(filled, approved(filled), folder / "c.csv", by=CHIEF, zone=ZONE)
    assert again.differences is not None
    assert (again.differences.added, again.differences.removed, again.differences.changed) == (1, 1, 1)
    other_area = approved(filled, area=sample.COMMUNITY)
    assert write_roll(filled, other_area, folder / "d.csv", by=CHIEF, zone=ZONE).differences is None
    with filled.read() as session:
        (line,) = (one for one in listed_rolls(session, by=CHIEF, now=store_time(session)) if one.id == 3)
    assert line.files[0].differences == again.differences


def test_a_person_is_told_in_which_rolls_he_or_she_stood(filled: Store, folder: Path) -> None:
    write_roll(filled, approved(filled), folder / "a.csv", by=CHIEF, zone=ZONE)
    write_roll(filled, approved(filled, key="eighty_and_older"), folder / "b.csv", by=CHIEF, zone=ZONE)
    report = subject_report(filled, sample.NUMBER, by=LEADER)
    assert [(line.action, line.login, line.reason) for line in report.lines[1:]] == [
        ("roll_write", "chen.wei", PURPOSE)
    ]
    outsider = subject_report(filled, sample.OUTSIDER, by=LEADER)
    assert [line.action for line in outsider.lines[1:]] == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_nothing_in_a_roll_is_executed(filled: Store, folder: Path, form: str) -> None:
    evil = "=cmd|' /C calc'!A0"
    with filled.begin() as session:
        session.execute(update(Person).where(Person.id == 22).values(name=evil))
    purpose = "=HYPERLINK(1) 选民登记核对之用"
    roll = ask_roll(filled, "voters", purpose=purpose, day=DAY, open_columns=True, by=CHIEF)
    approve(filled, roll, open_columns=True)
    out = folder / f"a.{form}"
    write_roll(filled, roll, out, by=CHIEF, zone=ZONE)
    if form == "csv":
        cells = [cell for line in lines_of(out) for cell in line]
        assert "'" + evil in cells
        assert not [cell for cell in cells if cell.startswith("=")]
    else:
        sheet = openpyxl.load_workbook(out).worksheets[0]
        found = [cell for row in sheet.iter_rows() for cell in row if cell.value == evil]
        assert [cell.data_type for cell in found] == ["s"]


def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written(
    filled: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, english: None
) -> None:
    roll = approved(filled)
    monkeypatch.setattr(roll_files, "ROWS_OF_A_SHEET", 8)
    with pytest.raises(RuleBroken, match=r"A sheet holds 5 rows: write \.csv instead"):
        write_roll(filled, roll, folder / "a.xlsx", by=CHIEF, zone=ZONE)
    assert files(filled) == []
    assert write_roll(filled, roll, folder / "a.csv", by=CHIEF, zone=ZONE).rows == 6


def test_bad_questions_get_one_sentence(filled: Store, english: None) -> None:
    with pytest.raises(WrongUse, match=r"no roll “shoes”\. There are: voters"):
        ask(filled, "shoes")
    for purpose in ("", "voting", "aaaaaaaaaaaa"):
        with pytest.raises(BadInput, match="what the roll is for"):
            ask_roll(filled, "voters", purpose=purpose, by=CHIEF)
    for day in (date(1900, 1, 1), date(2199, 1, 1)):
        with pytest.raises(BadInput, match="a roll is asked for a day from 1990-01-01"):
            ask_roll(filled, "voters", purpose=PURPOSE, day=day, by=CHIEF)
    with pytest.raises(RuleBroken, match="roles only"):
        ask(filled, by=AUDITOR)


def test_what_was_asked_decided_and_written_stands_for_good(filled: Store, folder: Path) -> None:
    write_roll(filled, approved(filled), folder / "a.csv", by=CHIEF, zone=ZONE)
    for statement in (
        "UPDATE roll SET purpose = 'other'",
        "UPDATE roll SET approved = NULL",
        "DELETE FROM roll",
        "UPDATE roll_file SET rows = 1",
        "UPDATE roll_file SET export_id = 'x'",
        "DELETE FROM roll_file",
    ):
        with pytest.raises(DBAPIError, match="append-only"), filled.begin() as session:
            session.execute(text(statement))


def test_a_roll_is_written_as_it_was_asked_for_whatever_the_file_says_later(
    filled: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = approved(filled)
    short = RAW | {"version": 2, "columns": [{"field": "sex"}]}
    newer = read_settings({"roles": ROLES, "valid_days": 3, "rolls": [short]})
    monkeypatch.setattr(roll_files, "roll_settings", lambda: newer)
    monkeypatch.setattr(rolls, "roll_settings", lambda: newer)
    write_roll(filled, roll, folder / "a.csv", by=CHIEF, zone=ZONE)
    assert len(lines_of(folder / "a.csv")[1]) == 8
    later = approved(filled)
    write_roll(filled, later, folder / "b.csv", by=CHIEF, zone=ZONE)
    assert lines_of(folder / "b.csv")[1] == ["序号", "性别"]


ROLES = {"ask": ["supervisor"], "approve": ["leader"], "look": ["leader"]}
RAW = json.loads(roll_settings().roll("voters").definition)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"columns": [{"field": "id_number", "open": True}]}, "never shown without its mask"),
        ({"columns": [{"field": "religion"}]}, "“field” is one of"),
        ({"columns": []}, "a list of columns"),
        ({"columns": [{"field": "name"}, {"field": "name"}]}, "stands here twice"),
        ({"when": [{"field": "birth", "sql": "1"}]}, "exactly one of these words"),
        ({"limit": 5}, "“limit” has no meaning"),
    ],
)
def test_a_flawed_definition_is_refused(changed: dict[str, Any], words: str, english: None) -> None:
    assert read_settings({"roles": ROLES, "valid_days": 3, "rolls": [RAW]}).rolls[0].key == "voters"
    with pytest.raises(BadInput, match=words):
        read_settings({"roles": ROLES, "valid_days": 3, "rolls": [RAW | changed]})


def test_flaws_around_the_definitions_are_refused(english: None) -> None:
    for raw, words in (
        ({"roles": ROLES, "valid_days": 3, "rolls": [RAW, RAW]}, "stands here twice"),
        ({"roles": ROLES, "valid_days": 365, "rolls": [RAW]}, "from 1 to 90"),
        ({"roles": ROLES, "valid_days": 3, "rolls": []}, "at least one roll"),
        ({"roles": ROLES, "valid_days": 3, "rolls": [RAW], "x": 1}, "no meaning"),
        (parsed_yaml("[]", "x"), "at least one roll"),
    ):
        with pytest.raises(BadInput, match=words):
            read_settings(raw)


def test_what_a_desk_may_never_reveal_is_never_open() -> None:
    assert set(OPENED) < set(COLUMNS)
    assert not {"id_number", "marital_status", "pension"} & set(OPENED)
