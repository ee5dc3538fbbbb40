"""Text files: encodings by the rule, packing, delimiters, and the sentences about files that are no table."""

from __future__ import annotations

import codecs
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.errors import BadInput, WrongUse
from gridcenter.services.importing import delimited
from gridcenter.services.importing.opening import opened_source
from gridcenter.services.importing.source import Row

TEXT = "编号,名称\n1,和平社区\n2,六联社区\n"


def rows_of(path: Path, *, encoding: str = "") -> list[Row]:
    with opened_source(path, encoding=encoding) as source:
        return list(source.rows)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace("\n", "\r\n").encode("gbk"),
        gzip.compress(TEXT.encode("gb18030")),
    ],
    ids=["utf-8", "bom", "gb18030", "utf-16", "tabs", "semicolons", "crlf", "gzip"],
)
def test_the_same_rows_come_from_every_form(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert rows_of(path) == [
        Row(2, {"编号": "1", "名称": "和平社区"}),
        Row(3, {"编号": "2", "名称": "六联社区"}),
    ]


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=20))
def test_one_short_row_is_enough_to_tell_utf8_from_gb18030(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    path = tmp_path_factory.mktemp("encoding") / "one.csv"
    for encoding in ("utf-8", "gb18030"):
        path.write_bytes(f"名称,代码\n{name},1\n".encode(encoding))
        found = rows_of(path)[0].cells["名称"]
        assert found == name or (encoding == "gb18030" and _is_also_utf8(name))


def _is_also_utf8(name: str) -> bool:
    """A few GB18030 texts happen to be UTF-8 as well; the rule then says UTF-8."""
    try:
        f"名称,代码\n{name},1\n".encode("gb18030").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_an_encoding_can_be_forced_and_a_wrong_one_is_refused(tmp_path: Path, english: None) -> None:
    path = tmp_path / "big5.csv"
    path.write_bytes("代碼,名稱\n1,和平\n".encode("big5"))
    assert rows_of(path, encoding="big5")[0].cells == {"代碼": "1", "名稱": "和平"}
    with pytest.raises(BadInput, match="is not written in ascii"):
        rows_of(path, encoding="ascii")
    for name in ("klingon", "base64"):
        with pytest.raises(WrongUse, match="no known encoding"):
            rows_of(path, encoding=name)


def test_a_named_encoding_may_be_full_of_zero_bytes(tmp_path: Path) -> None:
    path = tmp_path / "utf16.csv"
    path.write_bytes("代码,名称\n1,和平\n".encode("utf-16-le"))
    assert rows_of(path, encoding="utf-16-le")[0].cells == {"代码": "1", "名称": "和平"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"  \n\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "of type PNG"),
        (b"%PDF-1.7\n", "of type PDF"),
        (b"abc\0def,1\n", "binary data"),
        (b"\x1f\x8bnonsense", "damaged"),
        (gzip.compress(b"a,b\n1,2\n" * 5000, mtime=0)[:-30], "damaged"),
        (b"a,b\n\xff\xff\xff,1\n", "neither in UTF-8 nor in GB18030"),
        (b"a,a\n1,2\n", "more than once"),
        (b'a,b\n1,"open\n2,3\n', "line 2: a quotation mark is opened and never closed"),
        (b"a,b\n1," + b"x" * 200_000 + b"\n", "line 2: a cell of more than 131072 characters"),
        (b'a,b\n1,"x"y\n', "quotation mark stands in the wrong place"),
        (b"<html><body>Not found</body></html>", "of type HTML"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(
    tmp_path: Path, english: None, content: bytes, sentence: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=sentence):
        rows_of(path)


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path, english: None) -> None:
    with pytest.raises(BadInput, match="There is no file"):
        rows_of(tmp_path / "nothing.csv")
    with pytest.raises(BadInput, match="is a folder"):
        rows_of(tmp_path)


def test_line_numbers_are_those_of_the_file_even_where_cells_span_lines(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('# a note\na,b\n1,"x\ny"\n\n2,3\n4\n', encoding="utf-8")
    found = rows_of(path)
    assert [(row.line, bool(row.fault)) for row in found] == [(3, False), (6, False), (7, True)]


def test_a_packed_file_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, english: None
) -> None:
    monkeypatch.setattr(delimited, "SAFE_UNPACKED", 1 << 20)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" + b"0" * (30 << 20)))
    with pytest.raises(BadInput, match="far more than it should"):
        rows_of(path)
