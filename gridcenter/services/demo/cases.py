"""One case of the demo: what, where and whose it is, and the course it takes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from gridcenter.domain.calendars import MICROSECOND, MINUTE
from gridcenter.domain.clocks import calendar_for
from gridcenter.domain.flow import REPORT
from gridcenter.services.demo.kinds import Kind, LimitSet
from gridcenter.services.demo.naming import word_list
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.services.demo.tracing import FlowRules, Trace

LATE = 0.068
LATE_BEYOND_THE_CASE = 0.85
"""Share of the late ones that also miss the limit of the whole case."""
RETURNED, PARKED, EXTENDED, FAILED, REFUSED, VERIFIED = 0.03, 0.02, 0.012, 0.025, 0.03, 0.55
RULED_EVERY = 10
"""Of the minutes in which tasks are returned, every tenth calls for a ruling."""
ON_THE_SPOT = 0.06
"""Share of what grid workers report and have settled already."""
PER_MINUTE = MINUTE // MICROSECOND


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something happened; `grid` counts the grids of the ground."""

    grid: int
    grid_code: str
    community_code: str
    address: str
    longitude: float
    latitude: float


@dataclass(slots=True)
class Case:
    """An incident before it has a number. `trace` holds its steps and clocks."""

    kind: Kind
    limits: LimitSet
    spot: Spot
    trace: Trace
    source: str
    description: str
    side: str
    """Which side of the building, as people say it."""
    urgent: bool = False
    vulnerable: bool = False
    severity: int = 1
    report_count: int = 1
    satisfied: bool | None = None

    @property
    def reported_at(self) -> datetime:
        return self.trace.steps[0].at


@dataclass(frozen=True, slots=True)
class Hands:
    """The people through whose hands a case goes."""

    acceptor: DemoAccount
    supervisor: DemoAccount
    dispatcher: DemoAccount
    collector: DemoAccount
    leader: DemoAccount
    unit_id: int
    wrong_unit_id: int
    staff: Staff

    @property
    def handler(self) -> DemoAccount:
        return self.staff.handlers[self.unit_id]


class Course:
    """Lets a case take its steps. Lengths of time are drawn from `rng`; limits decide how long handling takes."""

    def __init__(
        self, case: Case, hands: Hands, rules: FlowRules, words: dict[str, Any], rng: random.Random
    ) -> None:
        self.case = case
        self.trace = case.trace
        self.hands = hands
        self.rules = rules
        self.words = words
        self.rng = rng
        self.limit = case.limits.handle
        self.calendar = calendar_for(self.limit.mode, rules.calendar)

    def filing_plan(self, *, stop_at: str = "") -> list[tuple[str, float]]:
        """Return moves up to the dispatch with minutes in between, up to (and without) the move `stop_at`."""
        rng = self.rng
        if rng.random() < VERIFIED:
            plan = [("send_verify", rng.uniform(1, 8)), ("verify", rng.uniform(6, 27))]
        else:
            plan = [("register", rng.uniform(2, 11))]
        slow = 2.2 if rng.random() < 0.04 else 1.0
        plan += [("accept", rng.uniform(1, 9) * slow), ("to_dispatch", rng.uniform(0.3, 2))]
        plan += [("dispatch", rng.uniform(1, 9))]
        actions = [action for action, _ in plan]
        return plan[: actions.index(stop_at)] if stop_at in actions else plan

    def report(self, at: datetime) -> None:
        by = self.hands.collector if self.case.source == "01" else self.hands.acceptor
        self.trace.take(REPORT, at, by, opinion=self.case.description)

    def file(self, plan: list[tuple[str, float]]) -> datetime:
        """Take the planned moves one after the other; return the moment of the last."""
        at = self.trace.steps[-1].at
        for action, minutes in plan:
            at += timedelta(minutes=minutes)
            self._file(action, at)
        return at

    def file_backwards(self, dispatched_at: datetime) -> None:
        """Report and file so that the dispatch happens at the given moment."""
        plan = self.filing_plan()
        self.report(dispatched_at - timedelta(minutes=sum(minutes for _, minutes in plan)))
        self.file(plan)

    def _file(self, action: str, at: datetime) -> None:
        hands, opinion = self.hands, ""
        if action in ("send_verify", "register"):
            by = hands.acceptor
        elif action == "verify":
            by, opinion = hands.collector, self.rng.choice(self.words["verified"])
        elif action == "dispatch":
            self.trace.take(action, at, hands.dispatcher, unit_id=hands.unit_id)
            return
        else:
            by = hands.supervisor
            opinion = f"全案 {self.case.limits.whole.name.zh}。" if action == "accept" else ""
        self.trace.take(action, at, by, opinion=opinion)

    def back(self, moment: datetime, minutes: float) -> datetime:
        """Return the moment from which `minutes` of the handling clock have passed until `moment`."""
        return self.calendar.moment_at(self.calendar.position(moment) - int(minutes * PER_MINUTE))

    def ahead(self, moment: datetime, minutes: float) -> datetime:
        return self.calendar.moment_at(self.calendar.position(moment) + max(1, int(minutes * PER_MINUTE)))

    def receive(self, dispatched_at: datetime, *, before: datetime) -> datetime:
        """The unit takes the task, as a rule within the 15 minutes it has."""
        wait = self.rng.uniform(16, 40) if self.rng.random() < 0.04 else self.rng.uniform(1.5, 13)
        at = min(dispatched_at + timedelta(minutes=wait), dispatched_at + (before - dispatched_at) * 0.4)
        self.trace.take("receive", at, self.hands.handler)
        return at

    def start(self, received_at: datetime, *, before: datetime) -> datetime:
        at = self.ahead(received_at, self.rng.uniform(2, 60))
        if at >= before:
            at = received_at + (before - received_at) * 0.5
        self.trace.take("start", at, self.hands.handler)
        return at

    def run_to_the_end(self, reported_at: datetime) -> None:
        """Report, file, handle, check and close."""
        self.report(reported_at)
        if self.rng.random() < REFUSED:
            self._refuse()
            return
        if self.case.source == "01" and self.rng.random() < ON_THE_SPOT:
            self._settle_on_the_spot()
            return
        dispatched_at = self.file(self.filing_plan())
        if self.rng.random() < RETURNED:
            dispatched_at = self._send_back(dispatched_at)
        self._handle(dispatched_at, self._handling_minutes())
        if self.rng.random() < FAILED:
            dispatched_at = self._fail_check()
            self._handle(dispatched_at, self.limit.minutes * self.rng.uniform(0.1, 0.4))
        self._close()

    def _settle_on_the_spot(self) -> None:
        """The grid worker who reports it has done it already; the acceptor checks, the supervisor closes."""
        at, hands = self.trace.steps[-1].at, self.hands
        done = self.rng.choice(self.words["results"])
        for action, by, longest in (
            ("self_handle", hands.collector, 12),
            ("check_self", hands.acceptor, 25),
            ("close", hands.supervisor, 12),
        ):
            at += timedelta(minutes=self.rng.uniform(1, longest))
            self.trace.take(action, at, by, opinion=done if action == "self_handle" else "")

    def _handling_minutes(self) -> float:
        """Most take a fifth of their limit; some are late, and of those some miss the whole case's limit too."""
        rng = self.rng
        if rng.random() >= LATE:
            return self.limit.minutes * min(0.97, max(0.04, rng.betavariate(1.1, 4.2)))
        if rng.random() < LATE_BEYOND_THE_CASE:
            return self.case.limits.whole.minutes * rng.uniform(1.0, 1.35)
        return self.limit.minutes * rng.uniform(1.02, 1.6)

    def _handle(self, dispatched_at: datetime, minutes: float) -> None:
        finished_at = self.ahead(dispatched_at, minutes)
        received_at = self.receive(dispatched_at, before=finished_at)
        started_at = self.start(received_at, before=finished_at)
        luck = self.rng.random()
        if luck < PARKED:
            finished_at = self._park_and_resume(started_at, finished_at)
        elif luck < PARKED + EXTENDED:
            self._extend(started_at, finished_at)
        done = self.words["disputes_results" if self.case.kind.set_key == "disputes" else "results"]
        self.trace.take("finish", finished_at, self.hands.handler, opinion=self.rng.choice(done))

    def _park_and_resume(self, started_at: datetime, finished_at: datetime) -> datetime:
        """Park in the middle of handling; return when it is finished after all."""
        parked_at = started_at + (finished_at - started_at) * self.rng.uniform(0.2, 0.6)
        resumed_at = self.rules.calendar.add_minutes(parked_at, int(self.rng.uniform(240, 1900)))
        self.park(parked_at, until=resumed_at)
        self.trace.take("resume", resumed_at, self.hands.supervisor)
        return self.ahead(resumed_at, self.limit.minutes * self.rng.uniform(0.1, 0.4))

    def park(self, at: datetime, *, until: datetime) -> None:
        """Let the supervisor apply for the parking and the leader approve it at that moment."""
        reason = self.rng.choice(self.words["parking_reasons"])
        applied_at = self._between(self.trace.steps[-1].at, at)
        self.trace.apply("suspend", applied_at, self.hands.supervisor, until=until, reason=reason)
        self.trace.approve(at, self.hands.leader, opinion="同意挂账。")

    def ask_extension(self, *, before: datetime) -> bool:
        """Let the unit apply for half as much time again, if its deadline still lies ahead."""
        at, due = self._between(self.trace.steps[-1].at, before), self.trace.handle_due_at
        if due is None or due <= at or self.trace.state != "handling":
            return False
        until = self.ahead(due, self.limit.minutes * 0.5)
        self.trace.apply("apply_extend", at, self.hands.handler, until=until, reason="工作量较大")
        return True

    def ask_parking(self, *, before: datetime, until: datetime) -> None:
        """Let the supervisor apply for a parking that nobody has decided about yet."""
        if self.trace.state == "handling":
            at, reason = self._between(self.trace.steps[-1].at, before), self.words["parking_reasons"][0]
            self.trace.apply("suspend", at, self.hands.supervisor, until=until, reason=reason)

    def _between(self, first: datetime, last: datetime) -> datetime:
        return first + (last - first) * self.rng.uniform(0.4, 0.9)

    def _extend(self, started_at: datetime, finished_at: datetime) -> None:
        at = started_at + (finished_at - started_at) * 0.5
        due = self.trace.handle_due_at
        if due is not None and due > at and self.ask_extension(before=at):
            self.trace.approve(at, self.hands.supervisor, opinion="同意延期。")

    def _send_back(self, dispatched_at: datetime) -> datetime:
        """The first unit returns the task; the centre finds the right one."""
        hands = self.hands
        wrong = hands.staff.handlers[hands.wrong_unit_id]
        self.trace.unit_id = hands.wrong_unit_id
        self.trace.steps[-1].unit_id = hands.wrong_unit_id
        for clock in self.trace.clocks:
            if clock.started_at == dispatched_at:
                clock.unit_id = hands.wrong_unit_id
        received_at = dispatched_at + timedelta(minutes=self.rng.uniform(3, 12))
        returned_at = received_at + timedelta(minutes=self.rng.uniform(5, 50))
        again_at = returned_at + timedelta(minutes=self.rng.uniform(3, 14))
        self.trace.take("receive", received_at, wrong)
        self.trace.take("return", returned_at, wrong, reason=self.rng.choice(self.words["return_reasons"]))
        if returned_at.minute % RULED_EVERY:
            self.trace.take("redispatch", again_at, hands.dispatcher, unit_id=hands.unit_id)
        else:
            self._rule(again_at, returned_at.second)
        return again_at

    def _rule(self, at: datetime, choice: int) -> None:
        """The leader rules who is responsible; nothing is drawn, so that every other case stays as it was."""
        reasons = word_list("routing")["reasons"]
        leader = self.hands.staff.holding("leader")[0]
        reason = reasons[choice % len(reasons)]
        self.trace.take("lead_rule", at, leader, unit_id=self.hands.unit_id, reason=reason)

    def _refuse(self) -> None:
        at = self.file(self.filing_plan(stop_at="accept")) + timedelta(minutes=self.rng.uniform(2, 12))
        self.trace.take(
            "reject", at, self.hands.supervisor, reason=self.rng.choice(self.words["reject_reasons"])
        )

    def send_to_check(self, *, until: str = "pass") -> datetime:
        """Go from handled to the move `until`: send_check, check_start, pass or fail."""
        at = self.trace.steps[-1].at
        for action, by, longest in (
            ("send_check", self.hands.acceptor, 7),
            ("check_start", self.hands.collector, 9),
            (until, self.hands.collector, 11),
        ):
            at += timedelta(minutes=self.rng.uniform(1, longest))
            reason = self.rng.choice(self.words["fail_reasons"]) if action == "fail" else ""
            self.trace.take(action, at, by, reason=reason)
            if action == until:
                break
        return at

    def _fail_check(self) -> datetime:
        at = self.send_to_check(until="fail") + timedelta(minutes=self.rng.uniform(2, 12))
        self.trace.take("rework", at, self.hands.dispatcher, reason=self.trace.steps[-1].reason)
        return at

    def _close(self) -> None:
        at = self.send_to_check() + timedelta(minutes=self.rng.uniform(1, 8))
        self.trace.take("to_close", at, self.hands.acceptor)
        self.trace.take("close", at + timedelta(minutes=self.rng.uniform(1, 12)), self.hands.supervisor)
        if self.case.source in ("02", "03") and self.rng.random() < 0.6:
            self.case.satisfied = self.rng.random() < 0.93


def choose_limits(kind: Kind, rng: random.Random) -> LimitSet:
    """Take the usual situation more often than the others."""
    return kind.limits[0] if rng.random() < 0.7 else rng.choice(kind.limits)
