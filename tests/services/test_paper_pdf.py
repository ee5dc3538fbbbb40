"""What a reader copies and searches in the PDF: every character, on A4, over as many sheets as it takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pypdf import PageObject

from gridcenter.domain.errors import Refusal
from gridcenter.domain.papers import MOST_CHARACTERS
from gridcenter.language import use_language
from gridcenter.services import paper_pdf
from gridcenter.store.engine import Store
from tests.services.paper_samples import KINDS, bare, copied, detail_of, overdue_incident, pdf_of, reader

RADICALS = "网日见车行言长门月木青黄鱼鸟龙齿贝页风马骨高鬼麦黑鼎鼓鼠鼻"
"""Characters that share their glyph with a radical in common Chinese fonts."""
RARE = "𠮷野家 㐂 龘 𬭚 镕 喆 〇 ① № ㎡ ½ “引号”——…，。！？"
ENGLISH = "office fi ffl affinity Café naïve – “quoted” … 100 %"


@pytest.mark.parametrize("kind", KINDS)
def test_all_characters_come_out_as_they_went_in(sqlite_store: Store, kind: str) -> None:
    said = f"{RADICALS}\n{RARE}\n{ENGLISH}"
    detail = replace(detail_of(sqlite_store, overdue_incident(sqlite_store)), description=said)
    text = bare(copied(pdf_of(detail, kind)))
    for line in said.split("\n"):
        assert bare(line) in text
    assert not [char for char in text if "\u2e80" <= char <= "\u2fdf" or "\ufb00" <= char <= "\ufb06"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_sheets_are_a4_with_every_font_inside_and_name_their_language(
    sqlite_store: Store, kind: str, language: str
) -> None:
    use_language("en" if language == "en" else "zh")
    file = reader(pdf_of(detail_of(sqlite_store, overdue_incident(sqlite_store)), kind))
    assert str(file.trailer["/Root"]["/Lang"]).startswith(language)
    assert file.metadata is not None
    assert file.metadata.title
    for page in file.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        assert fonts(page)
        assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in fonts(page))


def fonts(page: PageObject) -> list[dict[str, object]]:
    found = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    return [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in found]


def test_a_long_text_goes_on_on_further_sheets_and_every_sheet_counts(sqlite_store: Store) -> None:
    detail = detail_of(sqlite_store, overdue_incident(sqlite_store))
    said = "".join(f"第{n}句：消防通道被占用。" for n in range(600))
    file = reader(pdf_of(replace(detail, description=said), "task_slip"))
    sheets = [page.extract_text() for page in file.pages]
    assert len(sheets) > 3
    for number, sheet in enumerate(sheets, start=1):
        assert f"第{number}页共{len(sheets)}页" in bare(sheet)
        assert detail.row.number in sheet
        assert "演示数据" in sheet
    text = bare("".join(sheets))
    split_by_a_foot = len(sheets) - 1
    assert sum(f"第{n}句" in text for n in range(600)) >= 600 - split_by_a_foot


def test_many_steps_repeat_the_heading_of_their_table(sqlite_store: Store) -> None:
    detail = detail_of(sqlite_store, overdue_incident(sqlite_store))
    steps = tuple(replace(detail.steps[n % len(detail.steps)], sequence=n) for n in range(120))
    sheets = [page.extract_text() for page in reader(pdf_of(replace(detail, steps=steps), "task_slip")).pages]
    assert len(sheets) > 2
    assert all("意见" in sheet for sheet in sheets[:-1])


def test_markup_is_printed_as_text(sqlite_store: Store) -> None:
    said = '<b>粗</b> <script>alert(1)</script> #strong[x] $x^2$ *a* _b_ `c` @d \\ "e" //f #include "/etc/passwd"'
    detail = replace(detail_of(sqlite_store, overdue_incident(sqlite_store)), description=said, address=said)
    text = bare(copied(pdf_of(detail, "task_slip")))
    assert text.count(bare(said)) == 2


@pytest.mark.timeout(60)
@pytest.mark.parametrize("said", ["字" * 1_048_576, "a" * 1_048_576, "行\n" * 524_288, "<p>x</p> " * 116_508])
def test_a_text_of_a_megabyte_is_shortened_and_says_so(sqlite_store: Store, said: str) -> None:
    detail = replace(detail_of(sqlite_store, overdue_incident(sqlite_store)), description=said)
    file = reader(pdf_of(detail, "feedback_form"))
    text = bare("".join(page.extract_text() for page in file.pages))
    assert f"原文共{len(said)}字" in text
    assert len(text) < 2 * MOST_CHARACTERS
    assert len(file.pages) < 60


def test_a_word_without_an_end_is_broken_inside_its_box(sqlite_store: Store) -> None:
    word = "".join(chr(65 + n % 26) for n in range(300))
    detail = replace(detail_of(sqlite_store, overdue_incident(sqlite_store)), description=word)
    steps = (replace(detail.steps[0], opinion=word), *detail.steps[1:])
    file = reader(pdf_of(replace(detail, steps=steps), "task_slip"))
    assert bare("".join(page.extract_text() for page in file.pages)).count(word) == 2
    lefts: list[float] = []
    for page in file.pages:
        page.extract_text(
            visitor_text=lambda text, _cm, tm, _f, _s: lefts.append(tm[4]) if text.strip() else None
        )
    assert max(lefts) < 595 - 40


def test_a_store_of_real_data_bears_no_mark(sqlite_store: Store) -> None:
    detail = detail_of(sqlite_store, overdue_incident(sqlite_store))
    assert "演示数据" not in copied(pdf_of(detail, "task_slip", synthetic=False))


def test_a_machine_without_a_chinese_font_refuses_with_the_cure(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    detail = detail_of(sqlite_store, overdue_incident(sqlite_store))
    bare_machine = paper_pdf.typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(paper_pdf, "_fonts", lambda: bare_machine)
    with pytest.raises(Refusal, match="fonts-noto-cjk"):
        pdf_of(detail, "task_slip")
