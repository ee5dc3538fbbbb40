"""Somebody else on the same store: imports, applies, undoes, merges, runs rules, and changes roles, areas and accounts.

    python -m tests.desk_meddler STORE LOGIN SEED SECONDS OUT FOLDER

LOGIN is the account whose role, area and activity are changed now and then; at the end they are as they were.
"""

from __future__ import annotations

import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from gridcenter.domain.errors import Refusal
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.integrity import Verdict
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.accounts import acting_account
from gridcenter.services.batch_undo import undo_batch
from gridcenter.services.import_batches import apply_batch, drop_batch, stage_file
from gridcenter.services.importing import ImportOptions, Kind
from gridcenter.services.integrity_hits import decide_hit
from gridcenter.services.integrity_rules import integrity_settings
from gridcenter.services.integrity_runs import run_rules, try_rule
from gridcenter.services.integrity_switches import switch_off, switch_on
from gridcenter.services.person_merging import merge_persons, unmerge_persons
from gridcenter.services.population_detection import detect_changes
from gridcenter.services.population_tasks import complete_task
from gridcenter.services.rolls import approve_roll, ask_roll
from gridcenter.store.engine import Store, open_store, store_time
from gridcenter.store.models import (
    Account,
    ImportBatch,
    IntegrityHit,
    Person,
    PersonMerge,
    PopulationTask,
    Roll,
    Scope,
)


class Meddler:
    def __init__(self, store: Store, login: str, seed: int, folder: Path) -> None:
        self.store, self.login, self.folder = store, login, folder
        self.random = random.Random(seed)
        self.faults: list[str] = []
        self.counts: Counter[str] = Counter()
        with store.read() as session:
            wanted = select(Account.login).where(Account.role == "supervisor", Account.login != login)
            whole = [one for one in session.scalars(wanted) if acting_account(session, one).area == ""]
            self.by: Actor = acting_account(session, whole[0])
            mine = acting_account(session, login)
            self.mine, self.role, self.area = mine.account_id, mine.role, mine.area
            self.persons = list(session.scalars(select(Person.id).limit(400)))
            self.streets = list(
                session.scalars(text("SELECT code FROM division WHERE length(code) IN (9, 12)"))
            )

    def once(self) -> None:
        act = self.random.choice(
            (self.bring, self.bring, self.undo, self.merge, self.unmerge, self.run, self.switch, self.detect,
             self.decide, self.roll, self.task, self.account)
        )  # fmt: skip
        try:
            act()
            self.counts[act.__name__] += 1
        except Refusal as refusal:
            self.counts[f"{act.__name__}: {type(refusal).__name__} {str(refusal)[:60]}"] += 1
        except Exception:  # noqa: BLE001 - whatever happens to somebody else is to be told
            self.faults.append(traceback.format_exc())

    def written(self, work: Callable[[Session], Any]) -> Any:
        with self.store.begin() as session:
            return work(session)

    def one_of(self, statement: Any) -> Any:
        with self.store.read() as session:
            found = session.execute(statement.limit(200)).all()
        return self.random.choice(found) if found else None

    def bring(self) -> None:
        with self.store.read() as session:
            known = session.execute(
                select(Person.id_number, Person.name).where(Person.id_number.is_not(None)).limit(300)
            ).all()
        rows = [f"{number},{name}" for number, name in self.random.sample(known, min(len(known), 20))]
        rows += [f"{number},别人" for number, _ in self.random.sample(known, min(len(known), 3))]
        rows += [
            f"{make_number(DEMO_PREFIX, date(1950, 1, 1) + timedelta(days=self.random.randrange(25000)), n)},新来"
            for n in range(20)
        ]
        file = self.folder / f"meddle-{time.monotonic_ns()}.csv"
        file.write_text("\n".join(["公民身份号码,姓名", *rows]), "utf-8")
        options = ImportOptions()
        report = self.written(
            lambda session: stage_file(
                session, Kind.PERSONS, file, options=options, by=self.by, now=store_time(session)
            )
        )
        file.unlink()
        if self.random.random() < 0.2:
            self.written(
                lambda session: drop_batch(
                    session, report.batch_id, by=self.by, now=store_time(session), reason="no"
                )
            )
        elif self.random.random() < 0.8:
            self.written(
                lambda session: apply_batch(session, report.batch_id, by=self.by, now=store_time(session))
            )

    def undo(self) -> None:
        found = self.one_of(select(ImportBatch.id).where(ImportBatch.state == "applied"))
        if found:
            self.written(
                lambda session: undo_batch(
                    session, found[0], reason="meddled", by=self.by, now=store_time(session)
                )
            )

    def merge(self) -> None:
        kept, merged = self.random.sample(self.persons, 2)
        self.written(
            lambda session: merge_persons(
                session,
                kept=kept,
                merged=merged,
                reason="the same human, asked there",
                by=self.by,
                now=store_time(session),
                decided=True,
            )
        )

    def unmerge(self) -> None:
        found = self.one_of(select(PersonMerge.merged_id).where(PersonMerge.undone_at.is_(None)))
        if found:
            self.written(
                lambda session: unmerge_persons(
                    session, found[0], reason="not the same", by=self.by, now=store_time(session)
                )
            )

    def run(self) -> None:
        run_rules(self.store, by=self.by)

    def switch(self) -> None:
        rule = self.random.choice(integrity_settings().rules)
        if self.random.random() < 0.3:
            self.written(
                lambda session: switch_off(
                    session, rule.key, reason="no", by=self.by, now=store_time(session)
                )
            )
        else:
            try_rule(self.store, rule, by=self.by)
            self.written(
                lambda session: switch_on(session, rule, reason="yes", by=self.by, now=store_time(session))
            )

    def detect(self) -> None:
        detect_changes(self.store, by=self.by, accept_many=True)

    def decide(self) -> None:
        found = self.one_of(select(IntegrityHit.id, IntegrityHit.version))
        if found:
            self.written(
                lambda session: decide_hit(
                    session,
                    found[0],
                    version=found[1],
                    verdict=self.random.choice([*Verdict]),
                    reason="asked",
                    by=self.by,
                    now=store_time(session),
                )
            )

    def roll(self) -> None:
        found = self.one_of(select(Roll.id, Roll.version).where(Roll.decided_at.is_(None)))
        if found is None:
            ask_roll(self.store, "voters", purpose="区人大代表换届选举选民登记", by=self.by)
        else:
            self.written(
                lambda session: approve_roll(
                    session, found[0], version=found[1], by=self.by, now=store_time(session)
                )
            )

    def task(self) -> None:
        found = self.one_of(
            select(PopulationTask.id, PopulationTask.version).where(PopulationTask.ended_at.is_(None))
        )
        if found:
            self.written(
                lambda session: complete_task(
                    session, found[0], version=found[1], outcome="done", by=self.by, now=store_time(session)
                )
            )

    def account(self) -> None:
        """Change it for a moment, as an administrator does."""
        change = self.random.choice(("area", "active", "role"))
        if change == "area":
            self._set(area=self.random.choice(self.streets))
        elif change == "active":
            self._set(active=False)
        else:
            self._set(role=self.random.choice(("collector", "dispatcher", "acceptor")))
        time.sleep(self.random.random() * 2)
        self._set()

    def _set(self, *, area: str | None = None, active: bool = True, role: str = "") -> None:
        def work(session: Session) -> None:
            session.execute(
                update(Account).where(Account.id == self.mine).values(active=active, role=role or self.role)
            )
            code = self.area if area is None else area
            session.execute(update(Scope).where(Scope.account_id == self.mine).values(division_code=code))

        self.written(work)


def main(url: str, login: str, seed: str, seconds: str, out: str, folder: str) -> None:
    use_language("en")
    store = open_store(url)
    meddler = Meddler(store, login, int(seed), Path(folder))
    ends = time.monotonic() + float(seconds)
    while time.monotonic() < ends:
        meddler.once()
        time.sleep(meddler.random.random() * 0.3)
    told = {"counts": meddler.counts, "faults": meddler.faults}
    Path(out).write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    store.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
