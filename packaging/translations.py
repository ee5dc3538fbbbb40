"""Keep ui/i18n/gridcenter_zh_CN.ts in step with the sentences of the code and the forms.

    python packaging/translations.py                  write the catalogue, keeping what is translated
    python packaging/translations.py --check          change nothing; fail when something is missing
    python packaging/translations.py --merge FILE …   first take translations from JSON {"English": "中文"}
    python packaging/translations.py --untranslated   list the sentences that have no Chinese yet, as JSON

A sentence is a literal inside `tr("…")`, or a `<string>` of a Qt Designer form. The same English sentence has
the same Chinese everywhere, because `gridcenter.language.tr` looks it up by its text alone.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "ui" / "i18n" / "gridcenter_zh_CN.ts"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
_HEAD += '<TS version="2.1" language="zh_CN" sourcelanguage="en">\n'
_PLACEHOLDER = re.compile(r"(?<!\{)\{([A-Za-z_]\w*)?[^{}]*\}(?!\})")


@dataclass(frozen=True, slots=True)
class Sentence:
    context: str
    text: str


class NotALiteral(Exception):  # noqa: N818 - a finding, shown as it is
    """A `tr()` call whose sentence cannot be read from the source; `str()` says where."""


def sentences_of_code(folder: Path) -> Iterator[Sentence]:
    """Yield every `tr("…")` below `folder`, in the order of paths and lines.

    Raises:
        NotALiteral: A call passes something else than one plain string.
    """
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent)
        if {"_assets", "_forms"} & set(parts.parts):
            continue
        module = ".".join(parts.with_suffix("").parts).removesuffix(".__init__")
        yield from (Sentence(module, text) for text in _literals(path))


def _literals(path: Path) -> list[str]:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))) if _is_tr(node)]
    calls.sort(key=lambda call: (call.lineno, call.col_offset))
    return [_literal(call, path) for call in calls]


def _is_tr(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    if isinstance(function, ast.Attribute):
        return (
            function.attr == "tr" and isinstance(function.value, ast.Name) and function.value.id == "language"
        )
    return isinstance(function, ast.Name) and function.id == "tr"


def _literal(call: ast.Call, path: Path) -> str:
    argument = call.args[0] if len(call.args) == 1 and not call.keywords else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
        return argument.value
    raise NotALiteral(
        f"{path.relative_to(ROOT)}:{call.lineno}: tr() takes one plain string literal, no f-string"
    )


def sentences_of_forms(folder: Path) -> Iterator[Sentence]:
    for path in sorted(folder.glob("**/*.ui")):
        root = ET.parse(path).getroot()
        context = root.findtext("class") or path.stem
        for string in root.iter("string"):
            if string.text and string.text.strip() and string.get("notr") != "true":
                yield Sentence(context, string.text)


def all_sentences() -> list[Sentence]:
    found = [*sentences_of_code(ROOT / "gridcenter"), *sentences_of_forms(ROOT / "ui" / "forms")]
    return sorted(dict.fromkeys(found), key=lambda sentence: sentence.context)


def known_translations() -> dict[str, str]:
    if not CATALOGUE.is_file():
        return {}
    messages = ET.parse(CATALOGUE).getroot().iter("message")
    pairs = (
        (message.findtext("source") or "", message.findtext("translation") or "") for message in messages
    )
    return {source: chinese for source, chinese in pairs if chinese}


def translations_from(files: Iterable[Path]) -> dict[str, str]:
    merged: dict[str, str] = {}
    for file in files:
        merged |= {
            source: chinese for source, chinese in json.loads(file.read_text("utf-8")).items() if chinese
        }
    return merged


def catalogue_text(sentences: list[Sentence], chinese: dict[str, str]) -> str:
    """Return the .ts file: contexts by name, messages by their text, so that moved code changes nothing."""
    by_context: dict[str, list[str]] = {}
    for sentence in sentences:
        by_context.setdefault(sentence.context, []).append(sentence.text)
    contexts = (_context(name, texts, chinese) for name, texts in sorted(by_context.items()))
    return _HEAD + "".join(contexts) + "</TS>\n"


def _context(name: str, texts: list[str], chinese: dict[str, str]) -> str:
    messages = "".join(_message(text, chinese.get(text, "")) for text in sorted(texts))
    return f"<context>\n    <name>{escape(name)}</name>\n{messages}</context>\n"


def _message(source: str, translation: str) -> str:
    state = "" if translation else ' type="unfinished"'
    return (
        f"    <message>\n        <source>{escape(source)}</source>\n"
        f"        <translation{state}>{escape(translation)}</translation>\n    </message>\n"
    )


def faults(sentences: list[Sentence], chinese: dict[str, str]) -> list[str]:
    """Say what keeps the Chinese from being complete and right."""
    missing = [
        f"{one.context}: no Chinese for {one.text!r}" for one in sentences if not chinese.get(one.text)
    ]
    unequal = [
        f"{one.context}: {{placeholders}} differ between {one.text!r} and {chinese[one.text]!r}"
        for one in sentences
        if chinese.get(one.text) and placeholders(one.text) != placeholders(chinese[one.text])
    ]
    return missing + unequal


def placeholders(text: str) -> list[str]:
    return sorted(match.group(1) or "" for match in _PLACEHOLDER.finditer(text))


def check(sentences: list[Sentence], chinese: dict[str, str]) -> list[str]:
    found = faults(sentences, chinese)
    current = CATALOGUE.read_text("utf-8") if CATALOGUE.is_file() else ""
    if current != catalogue_text(sentences, chinese):
        found.append(f"{CATALOGUE.relative_to(ROOT)} is not current: run `make translations`")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--untranslated", action="store_true")
    parser.add_argument("--merge", nargs="+", type=Path, default=[], metavar="FILE")
    wish = parser.parse_args()
    try:
        sentences = all_sentences()
    except NotALiteral as finding:
        sys.stderr.write(f"{finding}\n")
        return 1
    chinese = known_translations() | translations_from(wish.merge)
    return _answer(wish, sentences, chinese)


def _answer(wish: argparse.Namespace, sentences: list[Sentence], chinese: dict[str, str]) -> int:
    if wish.untranslated:
        missing = {one.text: "" for one in sentences if not chinese.get(one.text)}
        sys.stdout.write(json.dumps(missing, ensure_ascii=False, indent=1) + "\n")
        return 0
    if wish.check:
        found = check(sentences, chinese)
        sys.stderr.write("".join(f"{line}\n" for line in found))
        return 1 if found else 0
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(catalogue_text(sentences, chinese), "utf-8", newline="\n")
    open_ones = sum(1 for one in sentences if not chinese.get(one.text))
    sys.stdout.write(f"{len(sentences)} sentences, {open_ones} without Chinese\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
