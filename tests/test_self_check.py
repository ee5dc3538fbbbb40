"""The self-check finds everything in this checkout, and says what is missing where something is."""

from __future__ import annotations

import json
import sys

import pytest

from gridcenter import self_check
from gridcenter.cli import run
from gridcenter.desktop.tone import why_no_sound
from gridcenter.language import tr
from gridcenter.self_check import Fault, check_assets, check_font, check_map_page, check_papers, run_checks
from gridcenter.services import paper_pdf


@pytest.mark.usefixtures("qapp", "english")
def test_every_part_of_this_checkout_is_good() -> None:
    assert [finding for finding in run_checks() if not finding.good] == []


@pytest.mark.usefixtures("english")
def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_check, "NEEDED_ASSETS", ("ui/tokens.yaml", "ui/gone.js"))
    with pytest.raises(Fault, match=r"ui/gone\.js"):
        check_assets()


@pytest.mark.usefixtures("qapp")
def test_the_font_is_one_that_writes_chinese() -> None:
    assert check_font()


def test_the_map_s_page_asks_for_nothing_from_outside() -> None:
    assert check_map_page()


@pytest.mark.usefixtures("qapp")
def test_a_fault_is_status_1_and_stands_in_the_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(self_check, "NEEDED_ASSETS", ("ui/gone.js",))
    assert run(["self-check", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["good"] is False
    assert any("ui/gone.js" in part["detail"] for part in answer["parts"])


def test_an_empty_sheet_is_set_and_something_else_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "3" in check_papers()
    monkeypatch.setattr(paper_pdf, "as_pdf", lambda *_paper, **_at: b"")
    with pytest.raises(Fault, match="PDF"):
        check_papers()


@pytest.mark.usefixtures("qapp")
def test_a_machine_without_sound_is_no_fault_and_says_so() -> None:
    told, why = self_check.check_sound(), why_no_sound()
    none = tr("none, reminders are shown only: {why}").format(why=why)
    assert (told == none) == bool(why)


@pytest.mark.usefixtures("qapp")
def test_a_frozen_program_without_the_sound_library_has_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert self_check.check_sound()
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    with pytest.raises(Fault, match=r"PySide6\.QtMultimedia"):
        self_check.check_sound()
    monkeypatch.setattr(sys, "frozen", False)
    assert self_check.check_sound()
