"""The proof that players of a live demo bring: small synthetic pictures, or reports of what asks for none."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from gridcenter.domain.flow import InputField
from gridcenter.domain.people import Actor
from gridcenter.services.attachment_contents import Contents
from gridcenter.services.attachment_files import keep_file
from gridcenter.services.attachment_rules import attachment_rules
from gridcenter.services.attachments import attach_kept
from gridcenter.services.proof_rules import proof_rules
from gridcenter.store.live_material import LiveMaterial

WIDTH, HEIGHT = 96, 72


def without_proof(material: LiveMaterial) -> LiveMaterial:
    """Return the material with those categories only that ask for no proof, for players who have no folder."""
    asked = proof_rules().asked
    return material.with_categories(
        (category, major)
        for category, major in zip(material.categories, material.majors, strict=True)
        if not asked(category[0], major)
    )


class LivePictures:
    """Attaches a picture of one colour; each differs, as photographs do. Files of a step that fails stay unused."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    def attach(
        self,
        session: Session,
        incident_id: int,
        missing: Iterable[InputField],
        *,
        note: str,
        by: Actor,
        now: datetime,
    ) -> None:
        """Attach what is missing; the caller owns the transaction. `note` makes the picture differ from others."""
        for field in missing:
            kind = min(field.attachments)
            name = f"演示-{note}.png"
            with TemporaryDirectory() as place:
                source = Path(place) / name
                source.write_bytes(picture(f"synthetic {note} {field.code}"))
                kept = keep_file(self._contents, source, name=name, rules=attachment_rules())
            attach_kept(session, incident_id, kind, name, kept, by=by, now=now)


def picture(note: str) -> bytes:
    """Return a PNG of one colour that carries the note as its comment; the colour follows from the note."""
    red, green, blue, _ = struct.pack(">I", zlib.crc32(note.encode()))
    line = b"\0" + bytes((red, green, blue)) * WIDTH
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)),
            _chunk(b"tEXt", b"Comment\0" + note.encode("latin-1", "replace")),
            _chunk(b"IDAT", zlib.compress(line * HEIGHT)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
