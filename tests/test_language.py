"""Both languages are complete, and the tool that keeps them so finds what is missing."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from gridcenter.domain.names import Name
from gridcenter.language import listed, pick, tr, use_language

TOOL = Path(__file__).resolve().parents[1] / "packaging" / "translations.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    return module


def test_a_sentence_is_shown_in_the_language_in_use() -> None:
    use_language("en")
    assert tr(
        "address of the store: a file, sqlite:///file.db or postgresql://user@server/database"
    ).startswith("addr")
    use_language("zh")
    assert "地址" in tr(
        "address of the store: a file, sqlite:///file.db or postgresql://user@server/database"
    )


def test_a_name_without_english_is_shown_in_chinese() -> None:
    use_language("en")
    assert pick(Name("坪山街道")) == "坪山街道"
    assert pick(Name("坪山街道", "Pingshan Street")) == "Pingshan Street"


def test_words_are_listed_as_the_language_lists_them() -> None:
    use_language("zh")
    assert listed(["区城管局", "江南社区"]) == "区城管局、江南社区"
    use_language("en")
    assert listed(["Water bureau", "Jiangnan"]) == "Water bureau, Jiangnan"
    assert listed([]) == ""


def test_every_sentence_has_chinese_and_the_file_is_current(tool: ModuleType) -> None:
    assert tool.check(tool.all_sentences(), tool.known_translations()) == []


def code_folder(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "gridcenter"
    folder.mkdir()
    (folder / "words.py").write_text(text, "utf-8")
    return folder


def test_literals_are_found_in_the_order_of_the_code(tool: ModuleType, tmp_path: Path) -> None:
    folder = code_folder(
        tmp_path, 'a = tr("one")\nb = language.tr(\n    "two "\n    "halves")\nc = self.tr("Qt\'s")\n'
    )
    assert [one.text for one in tool.sentences_of_code(folder)] == ["one", "two halves"]


@pytest.mark.parametrize("call", ['tr(f"{n} rows")', "tr(text)", 'tr("a" + b)', 'tr("a", "b")', 'tr("")'])
def test_what_is_no_literal_is_refused_with_its_line(
    tool: ModuleType, tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    with pytest.raises(tool.NotALiteral, match=r"words\.py:2"):
        list(tool.sentences_of_code(code_folder(tmp_path, f"\nx = {call}\n")))


def test_a_missing_translation_is_found(tool: ModuleType) -> None:
    assert "no Chinese" in tool.faults([tool.Sentence("words", "one")], {})[0]


@pytest.mark.parametrize(
    ("chinese", "good"), [("{n} 行，{rate:.1f}", True), ("{m} 行，{rate}", False), ("行", False)]
)
def test_placeholders_must_be_the_same(tool: ModuleType, chinese: str, good: bool) -> None:
    sentence = tool.Sentence("words", "{rate:.1f} of {n} rows")
    assert (tool.faults([sentence], {sentence.text: chinese}) == []) is good


def test_the_catalogue_keeps_translations_and_reads_back(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "CATALOGUE", tmp_path / "words.ts")
    sentences = [tool.Sentence("b", "a < b & “c”"), tool.Sentence("a", "new")]
    tool.CATALOGUE.write_text(tool.catalogue_text(sentences, {"a < b & “c”": "甲 < 乙"}), "utf-8")
    assert tool.known_translations() == {"a < b & “c”": "甲 < 乙"}
