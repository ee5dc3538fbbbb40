"""What stands on the papers: facts and words of both languages; a template with a flaw is refused."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from gridcenter.domain.errors import BadInput, WrongUse
from gridcenter.domain.incidents import IncidentDetail
from gridcenter.domain.names import Name
from gridcenter.language import Language, use_language
from gridcenter.paths import asset
from gridcenter.services.paper_facts import FACTS, paper_facts
from gridcenter.services.papers import PAPERS, paper_template, paper_templates, read_papers
from gridcenter.store.engine import Store
from tests.services.matters import DRAFT, at, report, settle, to_closed
from tests.services.paper_samples import (
    CENTRE,
    KINDS,
    NOW,
    START,
    ZONE,
    bare,
    copied,
    detail_of,
    overdue_incident,
    pdf_of,
)


def test_the_three_papers_are_offered_in_the_order_of_the_work() -> None:
    assert tuple(paper_templates()) == KINDS
    assert [paper.title.zh for paper in paper_templates().values()] == ["任务派遣单", "处理反馈单", "督办函"]
    with pytest.raises(WrongUse, match="task_slip, feedback_form, supervision_letter"):
        paper_template("poster")


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_tells_the_incident_its_clocks_and_its_steps(store: Store, kind: str) -> None:
    text = bare(copied(pdf_of(detail_of(store, overdue_incident(store)), kind)))
    for said in (
        CENTRE.zh,
        paper_template(kind).title.zh,
        "SJ20261117-0001",
        "消防通道堵塞",
        "渡口路18号东侧",
        "通道被三辆车占用，消防车无法进入。",
        "区城管局",
        "4工作时",
        "2工作日",
        "等待车主到场",
        "处置人员handler一号",
        "演示数据，全部为合成",
        "第1页共",
        "2026-11-1814:32由李敏打印",
    ):
        assert bare(said) in text, said


@pytest.mark.parametrize("kind", KINDS)
def test_an_english_paper_has_no_chinese_word_of_the_program(store: Store, kind: str) -> None:
    use_language("en")
    text = copied(pdf_of(detail_of(store, overdue_incident(store)), kind))
    for said in (CENTRE.en, paper_template(kind).title.en, "blocked fire lane", "City management", "overdue"):
        assert bare(said) in bare(text), said
    from_data = set(DRAFT.description + DRAFT.address + "等待车主到场李敏批准人一号网格桥江南社区")
    assert not {char for char in text if "\u4e00" <= char <= "\u9fff"} - from_data


def letter(detail: IncidentDetail) -> str:
    return bare(copied(pdf_of(detail, "supervision_letter")))


def test_the_letter_says_what_the_clock_says(store: Store) -> None:
    detail = detail_of(store, overdue_incident(store))
    assert "区城管局：" in letter(detail)
    assert "已超时12分，现予督办" in letter(detail)
    early = detail_at(detail, minutes=-30)
    assert "剩18分，现予督办" in letter(early)
    assert "已超时" not in letter(early)


def detail_at(detail: IncidentDetail, *, minutes: int) -> IncidentDetail:
    return replace(detail, as_of=detail.as_of + timedelta(minutes=minutes))


def test_the_letter_about_a_closed_incident_claims_no_limit(store: Store) -> None:
    settle(store)
    key = report(store, now=START)
    to_closed(store, key, at("11-17 17:36"))
    said = letter(detail_of(store, key))
    assert "的状态为“已结案”" in said
    assert "办结，截至" not in said
    assert "已清除" in bare(copied(pdf_of(detail_of(store, key), "feedback_form")))


def test_what_nobody_knows_is_left_to_be_written_by_hand(store: Store) -> None:
    settle(store)
    detail = detail_of(store, report(store, now=START))
    assert "____________：" in letter(detail)
    assert "尚未起算" in bare(copied(pdf_of(replace(detail, clocks=()), "task_slip")))
    facts = paper_facts(detail, centre=CENTRE, printed_by="", zone=ZONE).facts
    assert {facts["unit"], facts["dispatcher"], facts["dispatched_at"], facts["handled"]} == {""}


def test_every_fact_that_the_readme_names_exists_and_every_fact_is_named() -> None:
    told = asset(f"{PAPERS}/README.md").read_text("utf-8")
    named = next(line for line in told.splitlines() if line.startswith("Facts: "))
    assert named.partition("`")[2].partition("`")[0].split() == [*FACTS]


def test_a_fact_has_no_more_of_a_person_than_the_page(store: Store) -> None:
    """The page shows these fields of the incident; a paper is made of nothing else."""
    detail = detail_of(store, overdue_incident(store))
    facts = paper_facts(detail, centre=Name("中心", "centre"), printed_by="李敏", zone=ZONE)
    people = {step.actor for step in detail.steps}
    assert people == {line["who"].split(" ", 1)[1] for line in facts.lines["steps"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    shutil.copytree(asset(PAPERS), made)
    return made


def change(path: Path, **settings: object) -> None:
    raw = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(yaml.safe_dump({**raw, **settings}, allow_unicode=True), "utf-8")


def test_a_file_more_is_a_paper_more(folder: Path) -> None:
    shutil.copy(folder / "task_slip.yaml", folder / "notice.yaml")
    change(folder / "notice.yaml", place=0, title={"zh": "告知书", "en": "Notice"})
    assert list(read_papers(folder)) == ["notice", *KINDS]


NAME = {"zh": "一", "en": "one"}


@pytest.mark.parametrize(
    "settings",
    [
        {"title": {"zh": "任务派遣单"}},
        {"title": {"zh": "任务派遣单", "en": " "}},
        {"place": "first"},
        {"about": {"zh": "一", "en": "goes to the unit", "which signs": None}},
        {"number": {"zh": "{secret}", "en": "{number}"}},
        {"number": {"zh": "{number", "en": "{number}"}},
        {"parts": [{"use": "nothing"}]},
        {"parts": [{"poem": []}]},
        {"parts": ["facts"]},
        {"parts": [{"facts": [[{"fact": "id_number", **NAME}]]}]},
        {"parts": [{"facts": [[{"fact": "number", "zh": "编号"}]]}]},
        {"parts": [{"lines": "people", "name": NAME, "none": NAME, "columns": []}]},
        {
            "parts": [
                {
                    "lines": "steps",
                    "name": NAME,
                    "none": NAME,
                    "columns": [{"value": "x", "share": 1, **NAME}],
                }
            ]
        },
        {"parts": [{"words": [{"when": "never", **NAME}]}]},
        {"parts": [{"words": [{"zh": "{unit:>99}", "en": "one"}]}]},
        {"parts": [{"words": [{"zh": "{unit.__class__}", "en": "one"}]}]},
        {"parts": [{"space": NAME, "room": "much"}]},
        {"parts": [{"space": NAME, "room": 2, "fact": "phone"}]},
        {"parts": [{"signatures": [{"zh": "签字"}]}]},
        {"parts": None},
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_template_with_a_flaw_is_refused_by_the_name_of_its_file(
    folder: Path, settings: dict[str, object], language: Language
) -> None:
    use_language(language)
    change(folder / "task_slip.yaml", **settings)
    with pytest.raises(BadInput, match=r"task_slip\.yaml"):
        read_papers(folder)


@pytest.mark.parametrize("content", [b"", b"- a", b"a: [", b"\xff\xfe\x00"])
def test_a_file_that_holds_no_paper_is_refused(folder: Path, content: bytes) -> None:
    (folder / "task_slip.yaml").write_bytes(content)
    with pytest.raises(BadInput, match=r"task_slip\.yaml"):
        read_papers(folder)


def test_a_paper_of_now_is_dated_by_the_store(store: Store) -> None:
    detail = detail_of(store, overdue_incident(store))
    facts = paper_facts(detail, centre=CENTRE, printed_by="李敏", zone=ZONE).facts
    assert facts["printed_at"] == format(NOW.astimezone(ZONE), "%Y-%m-%d %H:%M")
    assert facts["year"] == "2026"
