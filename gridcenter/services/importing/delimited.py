"""CSV and TSV: encoding by the rule "BOM, then strict UTF-8, then strict GB18030", never by guessing."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gridcenter.domain.errors import BadInput, WrongUse
from gridcenter.language import tr
from gridcenter.services.importing.columns import file_columns
from gridcenter.services.importing.file_faults import readable
from gridcenter.services.importing.source import Row, Source

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS = ",\t;|"
_SAID_DELIMITER = re.compile(r"\ufeff?sep=([,\t;|])\r?\n?$", re.IGNORECASE)
"""A first line by which a spreadsheet says what stands between the cells."""
BLOCK = 1 << 20
MAX_UNPACKED = 4 << 30
SAFE_UNPACKED = 300 << 20
MAX_RATIO = 200
"""A packed file may unpack to 300 MB freely, beyond that to 200 times its size, and never to more than 4 GB."""
BINARY_SHARE = 10
"""A file is no text when one byte of so many is NUL."""
MAX_PRIVATE_SHARE = 0.01
"""A text decoded as GB18030 with more private-use characters than this is no GB18030."""


@dataclass(frozen=True, slots=True)
class TextFacts:
    encoding: str
    lines: int


@contextmanager
def opened_delimited(path: Path, *, encoding: str = "") -> Iterator[Source]:
    """Open a CSV or TSV file, packed by gzip or not.

    Raises:
        BadInput: The file is empty, no text, or its header is unusable; while reading, a broken quote.
    """
    facts = examine(path, encoding=encoding)
    with _opened_again(path) as binary, io.TextIOWrapper(binary, facts.encoding, newline="") as text:
        records = _records(text, path)
        header = next(records, None)
        if header is None:
            raise BadInput(tr("{file} is empty.").format(file=path.name))
        columns = file_columns(header[1], path)
        yield Source(columns, _rows(records, columns), max(facts.lines - header[0], 0))


def _opened_again(path: Path) -> BinaryIO:
    with readable(path):
        return open_binary(path)


def open_binary(path: Path) -> BinaryIO:
    """Open for reading; a gzip file, known by its first two bytes, is unpacked on the way."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path) if packed else path.open("rb")  # type: ignore[return-value]


def examine(path: Path, *, encoding: str = "") -> TextFacts:
    """Read the whole file once and return its encoding and number of lines.

    Raises:
        BadInput: Empty, binary, unpacks to too much, or in no encoding that is accepted.
    """
    first = _first_block(path)
    bom = next((name for mark, name in BOMS if first.startswith(mark)), "")
    if not bom and not encoding and _is_binary(first):
        sentence = tr(
            "{file} is no table: it holds binary data. If it is text in UTF-16, name this encoding."
        )
        raise BadInput(sentence.format(file=path.name))
    if encoding:
        return _examined_as(path, _known_encoding(encoding), tries=())
    return _examined_as(path, bom or "utf-8", tries=() if bom else ("gb18030",))


def _is_binary(first: bytes) -> bool:
    """Tell a file of another kind, or UTF-16 without its mark, from a table with a NUL in some cell."""
    return b"\0" in first.partition(b"\n")[0] or first.count(0) * BINARY_SHARE > len(first)


def _first_block(path: Path) -> bytes:
    try:
        with open_binary(path) as file:
            first = file.read(65536)
    except (gzip.BadGzipFile, EOFError) as error:
        raise BadInput(tr("{file} is a damaged gzip file.").format(file=path.name)) from error
    if not first.strip():
        raise BadInput(tr("{file} is empty.").format(file=path.name))
    return first


def _known_encoding(name: str) -> str:
    try:
        with suppress(UnicodeError):
            b"a".decode(name)  # refuses what `lookup` knows but is no text, such as base64
        return codecs.lookup(name).name
    except LookupError:
        raise WrongUse(
            tr("“{encoding}” is no known encoding. Try utf-8 or gb18030.").format(encoding=name)
        ) from None


class _NotWrittenError(Exception):
    """Not written in this encoding from this line on; 0 where no single line shows it."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _examined_as(path: Path, encoding: str, *, tries: tuple[str, ...], line: int = 0) -> TextFacts:
    """Return the facts in the first encoding that fits; `line` is how far an earlier one came."""
    try:
        return TextFacts(encoding, _count_lines(path, encoding))
    except _NotWrittenError as error:
        line = max(line, error.line)
        if tries:
            return _examined_as(path, tries[0], tries=tries[1:], line=line)
    if encoding == "gb18030":
        sentence = tr(
            "{file} is text neither in UTF-8 nor in GB18030. Save it as UTF-8, or name its encoding."
        )
    else:
        sentence = tr("{file} is not written in {encoding}.")
    where = tr("A byte that belongs to no character stands in line {line}.").format(line=line) if line else ""
    told = f"{sentence} {where}".strip()
    raise BadInput(told.format(file=path.name, encoding=encoding))


def _count_lines(path: Path, encoding: str) -> int:
    """Decode everything strictly and count the line ends.

    Raises:
        _NotWrittenError: A byte does not belong to the encoding, or the text is full of private-use characters.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    lines = characters = private = unpacked = 0
    with open_binary(path) as file:
        while block := _read_block(file, path):
            unpacked += len(block)
            _refuse_bomb(path, unpacked)
            text = _decoded(decoder, block, lines)
            lines += text.count("\n") or text.count("\r")
            if encoding == "gb18030":
                characters += len(text)
                private += sum("\ue000" <= char <= "\uf8ff" for char in text)
        _decoded(decoder, b"", lines, final=True)
    if private > characters * MAX_PRIVATE_SHARE:
        raise _NotWrittenError(0)
    return lines


def _decoded(decoder: codecs.IncrementalDecoder, block: bytes, lines: int, *, final: bool = False) -> str:
    try:
        return decoder.decode(block, final)
    except UnicodeDecodeError as error:
        raise _NotWrittenError(lines + error.object[: error.start].count(b"\n") + 1) from error
    except UnicodeError as error:
        raise _NotWrittenError(0) from error


def _read_block(file: BinaryIO, path: Path) -> bytes:
    try:
        return file.read(BLOCK)
    except (EOFError, gzip.BadGzipFile, OSError) as error:
        raise BadInput(tr("{file} is damaged or cut off.").format(file=path.name)) from error


def _refuse_bomb(path: Path, unpacked: int) -> None:
    allowed = max(SAFE_UNPACKED, path.stat().st_size * MAX_RATIO)
    if unpacked > min(allowed, MAX_UNPACKED):
        raise BadInput(tr("{file} unpacks to far more than it should: refused.").format(file=path.name))


def _records(text: io.TextIOWrapper, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the record's first line, cells); blank lines and comments before the header are left out."""
    with readable(path):
        skipped, first = _after_comments(text)
    said = _SAID_DELIMITER.match(first)
    if said:
        skipped, first = skipped + 1, text.readline()
    delimiter = said[1] if said else _delimiter(first)
    reader = csv.reader(_chain(first, text), delimiter=delimiter, strict=True)
    line = skipped
    try:
        with readable(path):
            for cells in reader:
                started, line = line + 1, skipped + reader.line_num
                if any(cells):
                    yield started, cells
    except csv.Error as error:
        raise BadInput(_broken(path, line + 1, str(error))) from error


def _after_comments(text: io.TextIOWrapper) -> tuple[int, str]:
    """Return how many lines stand before the header, and the header's first line."""
    skipped = 0
    line = text.readline()
    while line and (line.startswith("#") or not line.strip()):
        skipped += 1
        line = text.readline()
    return skipped, line


def _chain(first: str, text: io.TextIOWrapper) -> Iterator[str]:
    yield first
    yield from text


def _delimiter(line: str) -> str:
    outside = "".join(line.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _broken(path: Path, line: int, detail: str) -> str:
    if "field larger" in detail:
        sentence = tr(
            "{file}, from line {line}: a cell of more than {n} characters. Is a quotation mark never closed?"
        )
        return sentence.format(file=path.name, line=line, n=csv.field_size_limit())
    if "unexpected end" in detail:
        return tr("{file}, from line {line}: a quotation mark is opened and never closed.").format(
            file=path.name, line=line
        )
    return tr("{file}, line {line}: a quotation mark stands in the wrong place.").format(
        file=path.name, line=line
    )


def _rows(records: Iterator[tuple[int, list[str]]], columns: tuple[str, ...]) -> Iterator[Row]:
    width = len(columns)
    for line, cells in records:
        if len(cells) == width or (len(cells) > width and not any(cells[width:])):
            yield Row(line, dict(zip(columns, cells, strict=False)))
        else:
            fault = tr("the row has {n} cells, the header has {m}")
            yield Row(line, {}, fault.format(n=len(cells), m=width))
