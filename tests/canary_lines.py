"""Command lines that show or write residents, one after the other in a process of their own.

    python -m tests.canary_lines STORE PLANTED OUT

What they say goes to the terminal as ever. OUT tells by line its status and whether the masked name stood in what it
said or wrote: a list in which the resident is missing would prove nothing.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

from sqlalchemy import select

from gridcenter import cli
from gridcenter.crashing import leave_nothing_about_people
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.logs import start_logging
from gridcenter.paths import log_dir
from gridcenter.store.engine import open_store
from gridcenter.store.models import StagedRow
from tests.canaries import (
    ACCOUNTS,
    AUDITOR,
    LEADER,
    LOGIN,
    MASKED,
    NAME,
    NUMBER,
    PHONE,
    REASON,
    USCC,
    spellings,
)

RULE = "two_persons_one_number"
GROUND = ("--purpose", "safety", "--reason", REASON)
ROLL = ("--purpose", "区人大代表换届选举选民登记")


class Lines:
    """Runs command lines and keeps what came of each."""

    def __init__(self, address: str, out: Path) -> None:
        self._address, self._out = address, out
        self.said: dict[str, dict[str, object]] = {}

    def run(self, name: str, *line: object, by: str = LOGIN, wrote: str = "") -> str:
        os.environ["GRIDCENTER_ACCOUNT"] = by
        told = io.StringIO()
        with redirect_stdout(told):
            status = cli.run([*map(str, line), "--store", self._address])
        words = told.getvalue()
        sys.stdout.write(words)
        content = Path(wrote).read_bytes() if wrote and Path(wrote).exists() else words.encode()
        masked = any(one in _opened(content) for one in spellings(MASKED))
        there = any(one in _opened(content) for one in spellings(NAME))
        self.keep(name, status=status, masked=masked, plain=there)
        return words

    def keep(self, name: str, **what: object) -> None:
        self.said[name] = what
        self._out.write_text(json.dumps(self.said), "utf-8")


def _opened(content: bytes) -> bytes:
    if not is_zipfile(io.BytesIO(content)):
        return content
    with ZipFile(io.BytesIO(content)) as book:
        return b"\0".join(book.read(name) for name in book.namelist())


def main(address: str, planted: str, out: str) -> None:
    leave_nothing_about_people()
    start_logging(log_dir(), "debug")
    known: dict[str, Any] = json.loads(Path(planted).read_text("utf-8"))
    lines = Lines(address, Path(out))
    assert set(ACCOUNTS) == {LOGIN, LEADER, AUDITOR}
    for work in (_changes, _rules, _rolls, _visits, _ledgers, _people):
        work(lines.run, known)
    _staged(lines, address)


def _changes(run: Any, _known: dict[str, Any]) -> None:
    run("changes detect", "changes", "detect")
    run("changes list", "changes", "list", "--people", "--limit", 200)


def _rules(run: Any, _known: dict[str, Any]) -> None:
    run("rules try", "rules", "try", RULE)
    run("rules run", "rules", "run")
    run("rules hits", "rules", "hits", "--rule", RULE)


def _rolls(run: Any, known: dict[str, Any]) -> None:
    """A masked one, and one without masks where two said so; before that nothing is written."""
    for form, flag in (("masked.xlsx", ()), ("open.csv", ("--unmasked",))):
        asked = run(
            f"roll ask {form}", "roll", "ask", "voters", *ROLL, "--area", known["grid"], *flag, "--json"
        )
        number = json.loads(asked)["id"]
        write = partial(run, f"roll write {form}", "roll", "write", number, "--out", form, wrote=form)
        if flag:
            run("roll write early", "roll", "write", number, "--out", "early.csv", wrote="early.csv")
        run(f"roll approve {form}", "roll", "approve", number, *flag, by=LEADER)
        write()
    run("roll list", "roll", "list")


def _visits(run: Any, known: dict[str, Any]) -> None:
    run("visits list", "visits", "list", known["grid"], "--limit", 1000)
    run("visits export", "visits", "export", known["grid"], "visits.csv", wrote="visits.csv")


def _ledgers(run: Any, known: dict[str, Any]) -> None:
    before = json.dumps([known["grid"][:12], known["grid"], known["person"] - 1])
    here: Sequence[str] = ("LG01", "--area", known["grid"])
    run("ledger show", "ledger", "show", *here, "--rows", "--after", before, *GROUND)
    run("ledger care", "ledger", "show", "LG02", "--area", known["grid"], "--rows", *GROUND)
    for form in ("ledger.csv", "ledger.xlsx"):
        run(f"ledger {form}", "ledger", "export", *here, "--out", form, *GROUND, wrote=form)


def _people(run: Any, _known: dict[str, Any]) -> None:
    run("care list", "care", "list")
    run("people twins", "people", "twins")
    run("people conflicts", "people", "conflicts")
    run("people organisation", "people", "organisation", USCC, *GROUND)
    run("organisations show", "organisations", "show", USCC, *GROUND)
    run("people lookups", "people", "lookups")
    run("export persons", "export", "persons", "--out", "persons.xlsx", wrote="persons.xlsx")
    run("audit notices", "audit", "notices", by=AUDITOR)
    run("audit verify", "audit", "verify", by=AUDITOR)


def _staged(lines: Lines, address: str) -> None:
    """Let a file with the resident wait, look through it, and throw it away: no row of it stays in the store."""
    rows = Path("staged.csv")
    other = make_number(DEMO_PREFIX, date(1961, 4, 17), 915)
    content = "".join(f"{name},{number},{PHONE},demo\n" for name, number in (("甲乙", NUMBER), (NAME, other)))
    rows.write_text(f"姓名,公民身份号码,联系电话,数据来源\n{content}", "utf-8")
    lines.run("import stage", "import", "persons", rows, "--stage")
    rows.unlink()
    number = json.loads(lines.run("batch list", "batch", "list", "--json"))["batches"][0]["id"]
    lines.run("batch show", "batch", "show", number)
    lines.keep("staged", rows=_rows_naming(address, number))
    lines.run("batch drop", "batch", "drop", number)
    lines.keep("dropped", rows=_rows_naming(address, number))


def _rows_naming(address: str, batch: int) -> int:
    store = open_store(address)
    with store.read() as session:
        naming = StagedRow.batch_id == batch, StagedRow.cells.contains(PHONE)
        found = session.scalars(select(StagedRow.line).where(*naming)).all()
    store.dispose()
    return len(found)


if __name__ == "__main__":
    main(*sys.argv[1:])
