"""What a file is, told by its content alone, and whether it is there to its end.

Nothing is unpacked, rendered or run, and nothing of what a picture shows is analysed. All functions read a complete
local file in small portions, however large it is, through its `open`: one that is sealed is read as a plain one.
"""

from __future__ import annotations

import codecs
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO, Literal, Protocol

from gridcenter.domain.errors import BadInput
from gridcenter.language import tr

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
MP4, MOV, TEXT, OFD = "video/mp4", "video/quicktime", "text/plain", "application/ofd"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = _OFFICE + "wordprocessingml.document"
XLSX = _OFFICE + "spreadsheetml.sheet"
PPTX = _OFFICE + "presentationml.presentation"

PORTION = 1024 * 1024
_HEAD = 4096
_MOST_PARTS = 100_000
"""Chunks of a picture or boxes of a video: a file with more is made to keep the reader busy."""
_LARGEST_DIRECTORY = 1024 * 1024
_PROGRAMS = (
    *(b"MZ", b"\x7fELF", b"#!", b"L\0\0\0\x01\x14\x02\0", b"\xca\xfe\xba\xbe", b"\0asm", b"!<arch>"),
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
)
"""Windows, Linux, scripts, shortcuts of Windows, Java, WebAssembly, archives of programs, macOS."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"(?i)<\s*(!doctype|\?xml|html|head|body|script|svg|iframe|object|embed|math|style|meta|link|img)\b"
)
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ue000-\uf8ff\ufffd-\uffff]")
"""Control characters, and the private or empty places that bytes of no text land on in GB18030."""
_PICTURE_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


class Readable(Protocol):
    """A path, or whatever else opens as one does."""

    def open(self, mode: Literal["rb"], /) -> BinaryIO: ...


def content_type(path: Readable) -> str:
    """Return the type of a file as in `db/attachments.yaml`.

    Raises:
        BadInput: It is of no type that is ever taken, or it ends before its end; the sentence says which.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        _refuse_dangerous(head)
        found = _by_head(head) or _by_whole(path, head)
        whole = _WHOLE.get(found)
        if whole is not None and not whole(file):
            raise BadInput(tr("the file breaks off before its end: copy it again from where it came"))
    return found


def _refuse_dangerous(head: bytes) -> None:
    if head.startswith(_PROGRAMS):
        raise BadInput(tr("programs and scripts are not taken"))
    if head.startswith(_OLD_OFFICE):
        raise BadInput(
            tr("this is an old Office file, which may hold programs: save it as .docx, .xlsx or .pdf")
        )
    if head.startswith(b"{\\rtf"):
        raise BadInput(tr("RTF may hold other files: save it as .docx or .pdf"))
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS:
        raise BadInput(tr("HEIC and AVIF pictures are not taken: save the picture as JPEG"))


def _by_head(head: bytes) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"%PDF-"):
        return PDF
    if head[4:8] == b"ftyp":
        return MOV if head[8:12] == b"qt  " else MP4
    return ""


def _by_whole(path: Readable, head: bytes) -> str:
    return _packed_type(path) if head.startswith(b"PK\x03\x04") else _text_type(path)


# Pictures, videos and documents to their end


def _jpeg_whole(file: BinaryIO) -> bool:
    """Walk over the segments before the picture, in which a preview has an end of its own, then look for the end."""
    file.seek(2)
    for _ in range(_MOST_PARTS):
        marker = file.read(4)
        if len(marker) < 4 or marker[0] != 0xFF:
            return False
        if marker[1] == 0xFF:  # filling
            file.seek(-3, 1)
            continue
        file.seek(struct.unpack(">H", marker[2:])[0] - 2, 1)
        if marker[1] == 0xDA:
            return _holds(file, b"\xff\xd9")
    return False


def _holds(file: BinaryIO, wanted: bytes) -> bool:
    """Tell whether the rest of the file holds these bytes."""
    kept = b""
    while portion := file.read(PORTION):
        if wanted in kept + portion:
            return True
        kept = portion[-(len(wanted) - 1) :]
    return False


def _png_whole(file: BinaryIO) -> bool:
    end = file.seek(0, 2)
    place = 8
    for _ in range(_MOST_PARTS):
        file.seek(place)
        chunk = file.read(8)
        if len(chunk) < 8:
            return False
        place += 12 + int(struct.unpack(">I", chunk[:4])[0])
        if chunk[4:] == b"IEND":
            return place <= end
    return False


def _webp_whole(file: BinaryIO) -> bool:
    end = file.seek(0, 2)
    file.seek(4)
    return int(struct.unpack("<I", file.read(4))[0]) + 8 <= end


def _pdf_whole(file: BinaryIO) -> bool:
    return b"%%EOF" in _tail(file, _HEAD)


def _video_whole(file: BinaryIO) -> bool:
    """Tell whether every box lies within the file and one of them says how to play it."""
    end = file.seek(0, 2)
    place, playable = 0, False
    for _ in range(_MOST_PARTS):
        if place >= end:
            return playable and place == end
        file.seek(place)
        box = file.read(16)
        if len(box) < 8:
            return False
        playable = playable or box[4:8] == b"moov"
        size = _box_size(box, end - place)
        if size < 8:
            return False
        place += size
    return False


def _box_size(box: bytes, rest: int) -> int:
    size = int(struct.unpack(">I", box[:4])[0])
    if size == 0:
        return rest
    if size == 1:
        return int(struct.unpack(">Q", box[8:16])[0]) if len(box) == 16 else 0
    return size


def _tail(file: BinaryIO, size: int) -> bytes:
    end = file.seek(0, 2)
    file.seek(max(0, end - size))
    return file.read(size)


_WHOLE: dict[str, Callable[[BinaryIO], bool]] = {
    JPEG: _jpeg_whole,
    PNG: _png_whole,
    WEBP: _webp_whole,
    PDF: _pdf_whole,
    MP4: _video_whole,
    MOV: _video_whole,
}


# Packed documents


def _packed_type(path: Readable) -> str:
    """Return the type of a document that is an archive inside; only its table of contents is read."""
    _require_small_directory(path)
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise BadInput(tr("the file breaks off before its end: copy it again from where it came")) from error
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise BadInput(tr("the document holds macros, which are programs: save it without them"))
    if "OFD.xml" in names:
        return OFD
    if "[Content_Types].xml" in names:
        for part, found in (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX)):
            if any(name.startswith(part) for name in names):
                return found
    raise BadInput(tr("archives are not taken: add the files in it one by one"))


def _require_small_directory(path: Readable) -> None:
    """Keep a table of contents made to fill the memory from being read."""
    with path.open("rb") as file:
        tail = _tail(file, 65_557 + 20)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 22:
        raise BadInput(tr("the file breaks off before its end: copy it again from where it came"))
    size = int(struct.unpack("<I", tail[place + 12 : place + 16])[0])
    if size > _LARGEST_DIRECTORY or b"PK\x06\x07" in tail[:place]:
        raise BadInput(tr("archives are not taken: add the files in it one by one"))


# Text


def _text_type(path: Readable) -> str:
    """Return plain text for what reads as UTF-8 or GB18030 from the first character to the last."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            clean = all(_NO_TEXT.search(portion) is None for portion in _texts(path, encoding))
        except UnicodeDecodeError:
            continue
        if clean:
            _refuse_markup(path)
            return TEXT
    return ""


def _texts(path: Readable, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while portion := file.read(PORTION):
            yield decoder.decode(portion)
    yield decoder.decode(b"", final=True)


def _refuse_markup(path: Readable) -> None:
    """Refuse HTML and SVG wherever in the text they begin: another program might run what stands in them."""
    kept = b""
    with path.open("rb") as file:
        while portion := file.read(PORTION):
            if _MARKUP.search(kept + portion):
                raise BadInput(tr("web pages and SVG drawings may hold programs: save it as PDF or PNG"))
            kept = portion[-64:]
