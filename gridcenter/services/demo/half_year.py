"""Half a year of cases: the rhythm of days and hours, and the open ones of the moment of creation."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from gridcenter.domain.lights import Light, light_of
from gridcenter.services.demo.cases import Case, Course, Hands, Spot, choose_limits
from gridcenter.services.demo.closing import FAILING
from gridcenter.services.demo.kinds import Kind, KindDrawer
from gridcenter.services.demo.naming import NamedGround, word_list
from gridcenter.services.demo.sizes import DemoPlan
from gridcenter.services.demo.staff import Staff
from gridcenter.services.demo.tracing import FlowRules, Trace

DAYS = 180
HOURS = (3, 2, 1.5, 1, 1, 2, 6, 14, 24, 27, 23, 18, 15, 17, 20, 22, 20, 15, 11, 8, 7, 6, 5, 4)
"""How often reports come in each local hour: a peak from nine to eleven, a smaller one in the afternoon."""
BUSY = 12
"""Hours at least as busy as this have all their reports among the open ones."""
WEEKDAYS = (1.12, 1.06, 1.02, 1.02, 1.05, 0.74, 0.66)
HOLIDAY = 0.62
ASKING = 4
"""Of so many that are about to turn red one asks for more time."""
TWO_DAYS = 960
"""Working minutes of two days: the longest overdue."""
STREETS_SHARE, COMMUNITY_SHARE = 0.27, 0.12


class HalfYear:
    """Makes the cases of one demo, day by day. The same seed and `now` give the same cases."""

    def __init__(
        self,
        plan: DemoPlan,
        named: NamedGround,
        spots: list[Spot],
        staff: Staff,
        kinds: KindDrawer,
        rules: FlowRules,
        *,
        seed: int,
        now: datetime,
    ) -> None:
        self.plan = plan
        self.named = named
        self.staff = staff
        self.kinds = kinds
        self.rules = rules
        self.now = now.replace(second=0, microsecond=0)
        self.rng = random.Random(seed * 1009 + 17)
        self.zone = ZoneInfo(rules.calendar.zone)
        self.words = word_list("incidents")
        self.sources = (list(self.words["sources"]), list(accumulate(self.words["sources"].values())))
        self._desk = {
            role: staff.holding(role) for role in ("acceptor", "supervisor", "dispatcher", "leader")
        }
        self._spots = _by_grid(spots)
        self._grids = list(self._spots)
        self._grid_weights = list(accumulate(self._burdens()))

    def _burdens(self) -> Iterator[float]:
        """How much happens in each grid: busy communities, and busy corners in them."""
        lively: dict[int, float] = {}
        for grid in self._grids:
            community = self.named.ground.grids[grid].community
            if community not in lively:
                lively[community] = self.rng.lognormvariate(0, 0.75)
            yield lively[community] * self.rng.lognormvariate(0, 0.95)

    def open_cases(self) -> list[Case]:
        """Return what is open at `now`: red from minutes to two working days, yellow, green and parked.

        Some green ones are left out for what is taken up again (`demo.closing`).
        """
        plan, makers = self.plan, []
        makers += [(Light.RED, self._red, index) for index in range(plan.red)]
        makers += [(Light.YELLOW, self._yellow, index) for index in range(plan.yellow)]
        makers += [(Light.GREEN, self._green, index) for index in range(plan.green)]
        makers += [(Light.GREY, self._parked, index) for index in range(plan.parked)]
        cases = []
        for light, make, index in makers:
            case = make(index)
            while self._light(case) is not light or not self._likely(case):
                case = make(index)
            cases.append(case)
        greens = plan.red + plan.yellow + 2  # the first ones are shown at filing and at the check
        del cases[greens : greens + len(FAILING)]
        return cases

    def days(self) -> Iterator[tuple[date, int]]:
        """Yield every local day with the number of reports expected on it, up to `now` on the last."""
        today = self.now.astimezone(self.zone).date()
        for back in range(DAYS, -1, -1):
            day = today - timedelta(days=back)
            factor = WEEKDAYS[day.weekday()]
            if day in self.rules.calendar.holidays:
                factor = HOLIDAY
            elif day in self.rules.calendar.makeup:
                factor = 1.0
            yield day, round(self.plan.incidents_per_day * factor * self.rng.gauss(1, 0.07))

    def closed_cases(self, day: date, count: int) -> list[Case]:
        """Return the cases reported on a day that are closed by `now`; those that would still run are left out."""
        moments = (self._moment(day) for _ in range(count))
        cases = [self._closed(moment) for moment in moments if moment < self.now]
        return [case for case in cases if case.trace.steps[-1].at < self.now]

    def _moment(self, day: date) -> datetime:
        hour = self.rng.choices(range(24), weights=HOURS)[0]
        at = time(hour, self.rng.randrange(60), self.rng.randrange(60))
        return datetime.combine(day, at, self.zone)

    def _light(self, case: Case) -> Light:
        trace = case.trace
        return light_of(
            due_at=trace.due_at, yellow_at=trace.yellow_at, paused=trace.paused, ended_at=None, now=self.now
        )

    def _likely(self, case: Case) -> bool:
        """Refuse most of what would have been reported in the small hours."""
        hour = case.reported_at.astimezone(self.zone).hour
        return self.rng.random() < HOURS[hour] / BUSY

    def _closed(self, reported_at: datetime) -> Case:
        course = self._course(self.kinds.draw(self.rng))
        course.run_to_the_end(reported_at)
        return course.case

    def _red(self, index: int) -> Case:
        """The first ones are urgent; young ages are more frequent than old ones."""
        urgent = index < max(1, self.plan.red // 8) and bool(self.kinds.urgent)
        kind = self.rng.choice(self.kinds.urgent) if urgent else self.kinds.draw(self.rng)
        course = self._course(kind)
        share = (index + self.rng.random()) / self.plan.red
        overdue = 4 + (TWO_DAYS - 4) * share**1.7
        course.case.urgent = urgent
        self._bring_to_handling(course, course.limit.minutes + overdue)
        return course.case

    def _yellow(self, index: int) -> Case:
        course = self._lasting_course()
        self._bring_to_handling(course, course.limit.minutes * self.rng.uniform(0.71, 0.985))
        if index % ASKING == 0:
            course.ask_extension(before=self.now)
        return course.case

    def _green(self, index: int) -> Case:
        course = self._lasting_course()
        by_day = HOURS[self.now.astimezone(self.zone).hour] >= BUSY
        if by_day and index % 42 == 0:
            self._bring_to_filing(course)
        elif by_day and index % 16 == 1:
            self._bring_to_check(course)
        else:
            minutes = max(10.0, course.limit.minutes * self.rng.uniform(0.03, 0.69))
            self._bring_to_handling(course, minutes)
            if index % (10 * ASKING) == 0:
                course.ask_parking(before=self.now, until=self.now + timedelta(days=14))
        return course.case

    def _parked(self, index: int) -> Case:
        """Every third one has come to its review date."""
        course = self._course(self.kinds.draw(self.rng))
        parked_at = self.rules.calendar.moment_at(
            self.rules.calendar.position(self.now) - int(self.rng.uniform(60, 2400) * 60e6)
        )
        used = course.limit.minutes * self.rng.uniform(0.2, 0.8)
        dispatched_at = course.back(parked_at, max(used, 20.0))
        course.file_backwards(dispatched_at)
        received_at = course.receive(dispatched_at, before=parked_at)
        course.start(received_at, before=parked_at)
        due = parked_at + (self.now - parked_at) * self.rng.uniform(0.5, 0.95)
        later = self.now + timedelta(days=self.rng.uniform(1, 60))
        course.park(parked_at, until=due if index % 3 == 0 else later)
        return course.case

    def _bring_to_handling(self, course: Course, minutes: float) -> None:
        """Let the handling clock have used `minutes` at `now`."""
        dispatched_at = course.back(self.now, minutes)
        course.file_backwards(dispatched_at)
        received_at = course.receive(dispatched_at, before=self.now)
        if self.rng.random() < 0.8:
            course.start(received_at, before=self.now)

    def _bring_to_filing(self, course: Course) -> None:
        """Stop somewhere before the dispatch, a few minutes ago."""
        stop_at = self.rng.choice(["send_verify", "verify", "register", "accept", "dispatch"])
        plan = course.filing_plan(stop_at=stop_at)
        passed = sum(minutes for _, minutes in plan) + self.rng.uniform(0.5, 8)
        course.report(self.now - timedelta(minutes=passed))
        course.file(plan)

    def _bring_to_check(self, course: Course) -> None:
        """Handled a few minutes ago, on the way to its check."""
        finished_at = self.now - timedelta(minutes=self.rng.uniform(1, 18))
        dispatched_at = course.back(finished_at, course.limit.minutes * self.rng.uniform(0.15, 0.6))
        course.file_backwards(dispatched_at)
        received_at = course.receive(dispatched_at, before=finished_at)
        course.start(received_at, before=finished_at)
        course.trace.take(
            "finish", finished_at, course.hands.handler, opinion=self.rng.choice(self.words["results"])
        )
        sent_at = finished_at + (self.now - finished_at) * 0.5
        course.trace.take("send_check", sent_at, course.hands.acceptor)

    def _lasting_course(self) -> Course:
        """Draw a case as one meets it among open ones: the longer the limit, the longer it is seen."""
        while True:
            course = self._course(self.kinds.draw(self.rng))
            if self.rng.random() < max(0.03, (course.limit.minutes / TWO_DAYS) ** 1.2):
                return course

    def _course(self, kind: Kind) -> Course:
        rng = self.rng
        limits = choose_limits(kind, rng)
        spot = rng.choice(self._spots[rng.choices(self._grids, cum_weights=self._grid_weights)[0]])
        case = Case(
            kind=kind,
            limits=limits,
            spot=spot,
            trace=Trace(self.rules, limits.handle, limits.whole),
            source=rng.choices(self.sources[0], cum_weights=self.sources[1])[0],
            description=self._description(kind),
            side=rng.choice(self.words["sides"]),
            urgent=rng.random() < (0.35 if kind.urgent else 0.008),
            vulnerable=rng.random() < 0.03,
            severity=rng.choices((1, 2, 3), weights=(965, 32, 3))[0],
            report_count=rng.choices((1, 2, 3, 4, 5), weights=(86, 8, 3, 2, 1))[0],
        )
        return Course(case, self._hands(kind, spot), self.rules, self.words, rng)

    def _description(self, kind: Kind) -> str:
        stock = self.words["descriptions"]["disputes" if kind.set_key == "disputes" else "matters"]
        name = kind.name.removesuffix("异常") + ("损坏" if kind.name.endswith("异常") else "")
        return str(self.rng.choice(stock)).format(name=name, n=self.rng.randrange(2, 9))

    def _hands(self, kind: Kind, spot: Spot) -> Hands:
        staff, rng = self.staff, self.rng
        street, community = staff.by_code[spot.community_code[:9]], staff.by_code[spot.community_code]
        luck = rng.random()
        if not kind.departments:
            unit = community if luck < 0.6 else street
        elif luck < STREETS_SHARE:
            unit = street
        elif luck < STREETS_SHARE + COMMUNITY_SHARE:
            unit = community
        else:
            unit = rng.choice(kind.departments)
        return Hands(
            acceptor=rng.choice(self._desk["acceptor"]),
            supervisor=rng.choice(self._desk["supervisor"]),
            dispatcher=rng.choice(self._desk["dispatcher"]),
            collector=staff.collectors[spot.community_code],
            leader=rng.choice(self._desk["leader"]),
            unit_id=unit,
            wrong_unit_id=street if unit != street else community,
            staff=staff,
        )


def _by_grid(spots: list[Spot]) -> dict[int, list[Spot]]:
    found: dict[int, list[Spot]] = {}
    for spot in spots:
        found.setdefault(spot.grid, []).append(spot)
    return found
