"""What is kept of people as data, the records the law asks for beside it, and what of them is due; on both stores."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdf
import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from gridcenter.domain.errors import BadInput, RuleBroken, WrongUse
from gridcenter.domain.people import Actor
from gridcenter.domain.privacy import Due
from gridcenter.services.audit_rules import audit_rules
from gridcenter.services.privacy_papers import write_notice, write_record
from gridcenter.services.privacy_records import PrivacyBook, privacy_book, record_privacy, record_step
from gridcenter.services.privacy_rules import privacy_rules, read_privacy_rules
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.services.shipped_rules import shipped_rules
from gridcenter.store.engine import Store
from gridcenter.store.models import Account
from tests.services import resident_samples as sample
from tests.services.resident_samples import AUDITOR, CLERK, NOW

ZONE = ZoneInfo("Asia/Shanghai")
CHIEF = replace(CLERK, role="supervisor")
ASSESSED = {
    "lawful": "核对网格走访的必要性",
    "risk": "查询可能被滥用",
    "measures": "脱敏、审计、配额",
    "outcome": "go",
}
LEAKED = {"what": "一份名册误发至外部邮箱", "harm": "涉及 6 人的地址", "remedy": "已要求对方删除并核实"}


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    return store


def written(store: Store, kind: str, said: dict[str, str], *, about: str = "", day: str = "", by: Actor = CHIEF,
            now: object = NOW) -> int:  # fmt: skip
    with store.begin() as session:
        return record_privacy(session, kind, about=about, day=day, said=said, by=by, now=now, zone=ZONE)  # type: ignore[arg-type]


def book(store: Store, *, by: Actor = CHIEF, after: timedelta = timedelta(0)) -> PrivacyBook:
    with store.read() as session:
        return privacy_book(session, by=by, now=NOW + after, zone=ZONE)


def waiting(found: PrivacyBook) -> set[tuple[str, str]]:
    return {(one.kind.key, one.about) for one in found.due}


def test_every_item_of_the_catalogue_stands_in_exactly_one_set_with_a_ground_and_a_time() -> None:
    rules = privacy_rules()
    named = [item for one in rules.sets for item in one.items]
    assert sorted(named) == sorted(kind.label for kind in record_catalogue().kinds.values())
    for one in rules.sets:
        for words in (one.name, one.whose, one.why, one.basis, one.source, one.kept):
            assert words.zh, one.key
            assert words.en, one.key
        assert one.items or (one.what is not None and one.what.zh), one.key


def test_times_that_the_program_keeps_are_those_of_its_rules() -> None:
    kept = {one.key: one.kept.en for one in privacy_rules().sets}
    assert kept["audit"] == f"{audit_rules().keep_days} days"
    assert (kept["staged"], kept["drafts"]) == ("7 days", "7 days")
    assert "366 days" in kept["care"]


def flawed(change: str) -> dict[str, object]:
    raw = deepcopy(shipped_rules("processing"))
    if change == "class in no set":
        raw["sets"][1]["classes"].pop()
    elif change == "class in two sets":
        raw["sets"][1]["classes"].append("care")
    elif change == "need to know below the highest grade":
        raw["sets"][0]["grade"] = "personal"
    elif change == "unknown role":
        raw["roles"]["look"].append("nobody")
    elif change == "unknown time":
        raw["sets"][3]["keep"] = {"rule": "for ever"}
    elif change == "no basis":
        del raw["sets"][0]["basis"]
    elif change == "kind without fields":
        raw["records"][0]["fields"] = []
    return raw


@pytest.mark.parametrize(
    "change",
    [
        *("class in no set", "class in two sets", "need to know below the highest grade", "unknown role"),
        *("unknown time", "no basis", "kind without fields"),
    ],
)
def test_a_list_with_a_flaw_is_refused(change: str) -> None:
    read_privacy_rules(flawed("none"))  # the control
    with pytest.raises(BadInput):
        read_privacy_rules(flawed(change))


def test_what_was_never_written_down_is_due_and_comes_again(filled: Store) -> None:
    sensitive = {one.key for one in privacy_rules().sets if one.grade == "sensitive"}
    never = {("assessment", key) for key in sensitive} | {
        (key, "") for key in ("audit", "training", "grading")
    }
    assert waiting(book(filled)) == never
    assert all(one.never and one.overdue for one in book(filled).due)
    written(filled, "assessment", ASSESSED, about="care")
    assert waiting(book(filled)) == never - {("assessment", "care")}
    for days, state in ((330, None), (336, False), (366, True)):
        found = [one for one in book(filled, after=timedelta(days=days)).due if one.about == "care"]
        assert [one.overdue for one in found] == ([] if state is None else [state]), days


def test_the_steps_after_a_leak_are_due_by_the_hour_until_they_are_written_down(filled: Store) -> None:
    number = written(filled, "leak", LEAKED, about="residents")

    def steps(hours: float) -> dict[str, bool]:
        found: list[Due] = [
            one for one in book(filled, after=timedelta(hours=hours)).due if one.record == number
        ]
        return {one.step.key: one.overdue for one in found if one.step is not None}

    assert steps(0.5) == dict.fromkeys(("contain", "scope", "authority", "persons", "review"), False)
    assert [key for key, late in steps(9).items() if late] == ["contain", "scope"]
    with filled.begin() as session:
        record_step(session, number, "contain", words="账号已停用，密钥已更换", by=CHIEF, now=NOW, zone=ZONE)
    assert "contain" not in steps(9)
    with pytest.raises(RuleBroken), filled.begin() as session:
        record_step(session, number, "contain", words="账号已停用，密钥已更换", by=CHIEF, now=NOW, zone=ZONE)
    for record, step in ((number, "dance"), (number + 99, "scope")):
        with pytest.raises(WrongUse), filled.begin() as session:
            record_step(session, record, step, words="账号已停用，密钥已更换", by=CHIEF, now=NOW, zone=ZONE)
    assert [(one.follows, one.step) for one in book(filled).records] == [(number, "contain"), (None, "")]


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({"risk": ""}, "care"),
        ({"risk": "长" * 2001}, "care"),
        ({"outcome": "perhaps"}, "care"),
        ({"risk": f"查询了 {sample.NUMBER} 的信息"}, "care"),
        ({"risk": f"联系电话 {sample.PHONE} 被看到"}, "care"),
        ({}, "nothing"),
        ({}, ""),
    ],
)
def test_a_record_that_will_not_do_is_refused_and_nothing_is_written(
    filled: Store, change: dict[str, str], about: str
) -> None:
    with pytest.raises(BadInput) as refused:
        written(filled, "assessment", {**ASSESSED, **change}, about=about)
    assert sample.NUMBER not in str(refused.value)
    assert book(filled).records == ()


def test_a_day_ahead_an_unknown_kind_and_a_role_that_may_not_are_refused(filled: Store) -> None:
    with pytest.raises(BadInput):
        written(filled, "audit", {"looked": "审计核验", "found": "无", "mended": "无"}, day="2027-01-01")
    with pytest.raises(WrongUse):
        written(filled, "party", {})
    for by in (CLERK, AUDITOR):
        with pytest.raises(RuleBroken):
            written(filled, "assessment", ASSESSED, about="care", by=by)
    with pytest.raises(RuleBroken):
        book(filled, by=CLERK)
    assert book(filled, by=AUDITOR).records == ()
    with filled.begin() as session:
        session.execute(update(Account).where(Account.id == CHIEF.account_id).values(active=False))
    with pytest.raises(RuleBroken):
        written(filled, "assessment", ASSESSED, about="care")


def test_what_was_written_is_neither_changed_nor_removed(filled: Store) -> None:
    written(filled, "assessment", ASSESSED, about="care")
    for statement in ("UPDATE privacy_record SET said = '{}'", "DELETE FROM privacy_record"):
        with pytest.raises((IntegrityError, DBAPIError)), filled.begin() as session:
            session.execute(text(statement))
    assert book(filled).records[0].said == ASSESSED


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages).replace("\n", "")


def test_the_notice_tells_every_set_with_items_ground_time_and_rights(filled: Store, tmp_path: Path) -> None:
    out = tmp_path / "notice.pdf"
    assert write_notice(filled, out, zone=ZONE) == len(privacy_rules().sets)
    told = text_of(out).replace(" ", "")
    for one in privacy_rules().sets:
        for words in (one.name.zh, one.kept.zh, one.basis.zh):
            assert words.replace(" ", "") in told, words
    assert "婚姻状况" in told
    assert "1,096" in told
    table = tmp_path / "notice.csv"
    write_notice(filled, table, zone=ZONE)
    assert len(table.read_text("utf-8-sig").splitlines()) == len(privacy_rules().sets) + 1
    with pytest.raises(WrongUse):
        write_notice(filled, tmp_path / "notice.doc", zone=ZONE)


def test_a_leak_is_printed_with_its_steps_for_the_authority(filled: Store, tmp_path: Path) -> None:
    number = written(filled, "leak", LEAKED, about="residents")
    with filled.begin() as session:
        record_step(session, number, "contain", words="账号已停用，密钥已更换", by=CHIEF, now=NOW, zone=ZONE)
    out = tmp_path / "leak.pdf"
    write_record(filled, number, out, by=AUDITOR, zone=ZONE)
    told = text_of(out)
    for words in (*LEAKED.values(), "账号已停用", "居民和家庭", "通知个人", "第五十七条"):
        assert words.replace(" ", "") in told.replace(" ", ""), words
    with pytest.raises(WrongUse):
        write_record(filled, number + 1, out, by=AUDITOR, zone=ZONE)
    with pytest.raises(RuleBroken):
        write_record(filled, number, out, by=CLERK, zone=ZONE)
