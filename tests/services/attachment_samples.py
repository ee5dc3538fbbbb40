"""Files as people attach them, each the smallest that is whole."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

PREVIEW = b"\xff\xd8\xff\xdb\x00\x04\x00\x00\xff\xd9"
"""A camera's preview has an end of its own within the picture's head."""


def jpeg(note: bytes = b"") -> bytes:
    exif = b"Exif\0\0" + PREVIEW + note
    head = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    return head + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\x34\xff\x00\x56" * 9 + b"\xff\xd9"


def png(note: bytes = b"") -> bytes:
    """Return a picture of one dot, which every program shows."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    text = chunk(b"tEXt", b"Comment\0" + note) if note else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + text
        + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
        + chunk(b"IEND", b"")
    )


def webp() -> bytes:
    content = b"WEBPVP8 " + struct.pack("<I", 4) + b"\0" * 4
    return b"RIFF" + struct.pack("<I", len(content)) + content


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def video(brand: bytes = b"isom") -> bytes:
    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content) + 8) + kind + content

    return box(b"ftyp", brand + b"\0" * 8) + box(b"moov", b"\0" * 16) + box(b"mdat", b"\1" * 40)


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def document(part: str = "word/document.xml") -> bytes:
    return packed("[Content_Types].xml", part)


def file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
