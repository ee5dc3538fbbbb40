"""What a file is, told by its content alone; what is dangerous, broken off or made to tire the reader is refused."""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridcenter.domain.errors import BadInput
from gridcenter.services.attachment_content import (
    DOCX,
    JPEG,
    MOV,
    MP4,
    OFD,
    PDF,
    PNG,
    PPTX,
    TEXT,
    WEBP,
    XLSX,
    content_type,
)
from gridcenter.services.attachment_rules import attachment_rules
from tests.services.attachment_samples import document, file, jpeg, packed, pdf, png, video, webp


@pytest.fixture(autouse=True)
def _words(english: None) -> None:
    """Read sentences in English."""


GOOD = {
    "jpeg": (jpeg(), JPEG),
    "png": (png(), PNG),
    "webp": (webp(), WEBP),
    "pdf": (pdf(), PDF),
    "mp4": (video(), MP4),
    "mov": (video(b"qt  "), MOV),
    "docx": (document(), DOCX),
    "xlsx": (document("xl/workbook.xml"), XLSX),
    "pptx": (document("ppt/presentation.xml"), PPTX),
    "ofd": (packed("OFD.xml", "Doc_0/Document.xml"), OFD),
    "utf8": ("井盖已复位 <3 小时\r\n".encode(), TEXT),
    "bom": ("﻿井盖已复位".encode(), TEXT),
    "gbk": ("井盖已复位，道路恢复通行。".encode("gbk"), TEXT),
}


@pytest.mark.parametrize("name", GOOD)
def test_the_content_tells_the_type_whatever_the_name_says(name: str, tmp_path: Path) -> None:
    content, kind = GOOD[name]
    assert content_type(file(tmp_path, "x.exe", content)) == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (jpeg() + packed("evil.js"), JPEG),
        (jpeg(b"<script>alert(1)</script>"), JPEG),
        (png(b"<html><script>alert(1)</script>"), PNG),
        (pdf() + packed("evil.js"), PDF),
    ],
    ids=["jpeg and archive", "jpeg and page", "png and page", "pdf and archive"],
)
def test_a_file_of_two_faces_is_what_its_head_says_and_bears_that_ending(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    assert content_type(file(tmp_path, "x", content)) == kind
    for name in ("x.zip", "x.html", "x.js", "x.jpg.exe"):
        with pytest.raises(BadInput, match="Name it with the ending"):
            attachment_rules().check_type(name, kind)


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "pdf", "mp4", "mov", "docx", "ofd"])
@pytest.mark.parametrize("share", [0.5, 0.8])
def test_a_file_that_breaks_off_is_refused(name: str, share: float, tmp_path: Path) -> None:
    content, _ = GOOD[name]
    with pytest.raises(BadInput, match="breaks off before its end"):
        content_type(file(tmp_path, "x", content[: max(16, int(len(content) * share))]))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ\x90\0" + b"\0" * 60, "programs and scripts"),
        (b"\x7fELF" + b"\0" * 60, "programs and scripts"),
        (b"#!/bin/sh\nrm -rf /\n", "programs and scripts"),
        (b"\xcf\xfa\xed\xfe" + b"\0" * 60, "programs and scripts"),
        (b"L\0\0\0\x01\x14\x02\0" + b"\0" * 60, "programs and scripts"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60, "old Office file"),
        (b"{\\rtf1 x}", "RTF"),
        (video(b"heic"), "save the picture as JPEG"),
        (b"<!DOCTYPE html><p>x", "web pages and SVG"),
        ("﻿ \n<HTML>".encode(), "web pages and SVG"),
        (b"<?xml version='1.0'?><svg/>", "web pages and SVG"),
        (b"<svg onload=alert(1)>", "web pages and SVG"),
        (b"plain " * 300_000 + b"<script>alert(1)</script>", "web pages and SVG"),
        (packed("a.txt"), "archives are not taken"),
        (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
        (packed("[Content_Types].xml"), "archives are not taken"),
    ],
)
def test_what_may_run_somewhere_is_refused_with_a_sentence(
    content: bytes, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match=sentence):
        content_type(file(tmp_path, "x.jpg", content))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        b"GIF89a" + b"\0" * 20,
        "utf-16 text".encode("utf-16"),
        bytes(range(128, 256)) * 3,
        b"\xff\xd8",
    ],
)
def test_what_is_nothing_known_has_no_type(content: bytes, tmp_path: Path) -> None:
    found = content_type(file(tmp_path, "x", content))
    assert found == (TEXT if content == b"" else "")


def _box(size: int, kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", size) + kind + content


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (jpeg()[:2] + b"\xff\xff\xff" + jpeg()[2:], True),
        (jpeg()[:2] + b"\xff\xfe\x00\x06abcd" + jpeg()[2:], True),
        (jpeg()[:2] + b"\xff\xfe\x00\x02" + b"no marker" * 9, False),
        (video() + _box(0, b"free", b"to the end of the file"), True),
        (video() + _box(1, b"free", struct.pack(">Q", 20) + b"1234"), True),
        (video() + _box(1, b"free", b"123"), False),
        (video() + _box(4, b"free"), False),
        (video() + b"12345", False),
        (video()[:20] + _box(16, b"free", b"12345678"), False),
    ],
)
def test_the_parts_of_pictures_and_videos_are_walked_over(
    content: bytes, whole: bool, tmp_path: Path
) -> None:
    path = file(tmp_path, "x", content)
    if whole:
        assert content_type(path) in (JPEG, MP4)
    else:
        with pytest.raises(BadInput, match="breaks off"):
            content_type(path)


def test_a_table_of_contents_made_to_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    whole = document()
    place = whole.rindex(b"PK\x05\x06")
    huge = whole[: place + 12] + struct.pack("<I", 200 * 1024**2) + whole[place + 16 :]
    with pytest.raises(BadInput, match="archives are not taken"):
        content_type(file(tmp_path, "x.docx", huge))


def test_a_picture_of_millions_of_chunks_is_given_up_soon(tmp_path: Path) -> None:
    chunk = struct.pack(">I", 0) + b"tEXt" + b"\0" * 4
    with pytest.raises(BadInput, match="breaks off"):
        content_type(file(tmp_path, "x.png", png()[:33] + chunk * 200_000))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(GOOD)), data=st.data())
def test_damaged_files_are_told_or_refused_and_nothing_else(
    name: str, data: st.DataObject, tmp_path: Path
) -> None:
    content = bytearray(GOOD[name][0])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = file(tmp_path, f"x{os.getpid()}", bytes(content[: data.draw(st.integers(0, len(content)))]))
    with suppress(BadInput):
        content_type(path)
