"""Opening a file by what it holds, not by what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from gridcenter.domain.errors import BadInput
from gridcenter.language import tr
from gridcenter.services.importing.delimited import open_binary, opened_delimited
from gridcenter.services.importing.file_faults import check_same, stamp_of
from gridcenter.services.importing.geojson import opened_geojson
from gridcenter.services.importing.source import Source
from gridcenter.services.importing.workbooks import opened_workbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
FOREIGN = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"SQLite format 3", "SQLite"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x7fELF", "ELF"),
    (b"<html", "HTML"),
    (b"<!DOCTYPE", "HTML"),
    (b"<?xml", "XML"),
)
NESTED = 2000


@contextmanager
def opened_source(path: Path, *, encoding: str = "") -> Iterator[Source]:
    """Open CSV, TSV, either packed by gzip, Excel or GeoJSON as a stream of rows.

    Raises:
        BadInput: The file is not there, not readable, or of no format that can be read; at the end of the block,
            that it is no longer the file that was opened.
    """
    before = stamp_of(path)
    with _opener(path, encoding) as source:
        yield source
    check_same(path, before)


def _opener(path: Path, encoding: str) -> AbstractContextManager[Source]:
    start = _start(path)
    for mark, name in FOREIGN:
        if start.lstrip().startswith(mark):
            raise BadInput(
                tr("{file} is no table but a file of type {type}.").format(file=path.name, type=name)
            )
    if start.startswith((ZIP, OLE)):
        return opened_workbook(path)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return opened_geojson(path, encoding=encoding)
    return opened_delimited(path, encoding=encoding)


def _start(path: Path) -> bytes:
    if path.is_dir():
        raise BadInput(tr("{file} is a folder, not a file.").format(file=path))
    try:
        with open_binary(path) as file:
            return file.read(NESTED)
    except FileNotFoundError:
        raise BadInput(tr("There is no file {file}.").format(file=path)) from None
    except PermissionError:
        raise BadInput(tr("{file} may not be read by you.").format(file=path)) from None
    except (OSError, EOFError) as error:
        raise BadInput(tr("{file} is damaged or cut off.").format(file=path.name)) from error
