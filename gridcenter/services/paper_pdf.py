"""Setting a paper as PDF with typst: A4, fonts embedded, no network.

typst writes for every glyph the very characters it was set from. Qt and its web engine look a glyph's character up
in the font, where 网, 见, 长 share their glyphs with radicals (⽹ ⻅ ⻓): what is copied from their files is not found
by any search.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

import typst

from gridcenter.domain.errors import Refusal
from gridcenter.domain.papers import Choices, FactRows, Lines, Paper, Part, Signatures, Space, Words, pieces
from gridcenter.language import tr
from gridcenter.paths import asset
from gridcenter.services.papers import PAPERS

SHEET = f"{PAPERS}/sheet.typ"

_KINDS: Mapping[type[Part], str] = {
    FactRows: "facts",
    Lines: "lines",
    Words: "words",
    Choices: "choices",
    Space: "space",
    Signatures: "signatures",
}
_CHINESE = ("CJK", "Han S", "SimSun", "Hei", "Ming", "WenQuanYi", "Song", "Kai", "Fang")
"""One of these words is in the name of every font that has Chinese characters."""


def as_pdf(paper: Paper, *, at: datetime) -> bytes:
    """Return the paper as a PDF file made at `at`; takes a tenth of a second, more for long texts.

    Raises:
        Refusal: This machine has no font with Chinese characters, or the sheet itself has a flaw.
    """
    _require_chinese_font()
    try:
        made = typst.compile(
            asset(SHEET),
            root=asset(PAPERS),
            font_paths=_fonts(),
            sys_inputs={"paper": json.dumps(_sheet(paper))},
            timestamp=at.replace(microsecond=0),
        )
    except typst.TypstError as error:
        flaw = str(error).partition("\n")[0]
        raise Refusal(
            tr("The paper could not be set: {flaw}. Mend {file}.").format(flaw=flaw, file=SHEET)
        ) from error
    return made if isinstance(made, bytes) else b""


def _sheet(paper: Paper) -> dict[str, Any]:
    plain = {name: getattr(paper, name) for name in ("mark", "page", "language")}
    texts = {
        name: _lines(getattr(paper, name)) for name in ("centre", "title", "number", "printed", "watermark")
    }
    return {
        **plain,
        **texts,
        "plain_title": f"{paper.title} {paper.number}",
        "parts": [{"kind": _KINDS[type(part)], **_pieced(asdict(part))} for part in paper.parts],
    }


def _pieced(value: Any) -> Any:
    """Turn every text in a part into lines of pieces."""
    if isinstance(value, str):
        return _lines(value)
    if isinstance(value, dict):
        return {key: _pieced(one) for key, one in value.items()}
    return [_pieced(one) for one in value] if isinstance(value, (list, tuple)) else value


def _lines(text: str) -> list[list[str | tuple[str, ...]]]:
    return [list(pieces(line)) for line in text.split("\n")]


@cache
def _fonts() -> typst.Fonts:
    """Look the machine's fonts through once: it takes as long as setting a paper."""
    return typst.Fonts()


def _require_chinese_font() -> None:
    if not any(word in family for family in _fonts().families() for word in _CHINESE):
        raise Refusal(
            tr("This machine has no font with Chinese characters. Install one (Debian: fonts-noto-cjk).")
        )
