"""The checks of the registers at the desk (核查): rules above, the hits of one of them below.

Everything goes by one key: R runs all rules that are switched on, T tries the marked one, S switches it on or off,
Enter shows its hits; of a hit C says corrected, F false alarm, V to be visited, Enter opens the person as a look-up,
Esc leads back to the rules. Hits are read only when asked for, because the audit keeps each such list; scrolling to
the last, or M, reads the next page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.models.checks import HitsModel, RuleStatesModel
from gridcenter.desktop.pages.administration_forms import form_choice, reason_field, sending
from gridcenter.desktop.pages.list_tab import ListTab, TabGround, under_strip
from gridcenter.desktop.register_ports import CheckPorts, HitsRead
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.shown_list import ShownList
from gridcenter.desktop.widgets.work_strip import WorkStrip
from gridcenter.domain.errors import Refusal
from gridcenter.domain.indicators import thousands
from gridcenter.domain.integrity import VERDICT_NAMES, HitLine, Rule, RuleState, Run, Tried, Verdict
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.names import Name
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.language import pick, tr

_LEAST = 220
"""px at 100 % below which the name of a rule has too little room."""
_LEAST_SAID = 290
"""The same of what the registers say now, as a hit shows it."""
_ROOM_FOR_RULES, _ROOM_FOR_HITS = [6000, 4000], [3500, 6500]
"""How rules and hits share the height."""
_HITS = "hits"
"""Topic of the hits on show."""
_VERDICTS = {"C": Verdict.CORRECTED, "F": Verdict.FALSE_ALARM, "V": Verdict.TO_VISIT}


class ChecksTab(ListTab):
    """Reads the rules when it is shown and when somebody ran, switched or decided something."""

    resident_wanted = Signal(object, object)
    """A `LookupRequest`, and the work that audits it and gives the card."""
    search_words = "checks rules integrity 核查 数据核查 规则 疑点"
    kinds = frozenset({"integrity"})

    def __init__(self, ports: CheckPorts, ground: TabGround, parent: QWidget | None = None) -> None:
        super().__init__(ground, "RTSMCFV", parent)
        theme, self._ports = ground.theme, ports
        self._known: Sequence[RuleState] = ()
        self._shown: RuleState | None = None
        self._total = 0
        self.undecided = Chip(theme)
        self.rules = ShownList(theme, RuleStatesModel(self), least=_LEAST)
        self.hits = ShownList(theme, HitsModel(ground.zone, self), least=_LEAST_SAID)
        self.strip = WorkStrip(theme, ground.background)
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        upper, lower = self.panels
        upper.set_body(under_strip(self.strip, self.rules.states))
        lower.set_body(self.hits.states)
        for key in "RTS":
            upper.header_right.addWidget(self.buttons[key])
        lower.header_right.addWidget(self.undecided)
        for key in ("M", *_VERDICTS):
            lower.header_right.addWidget(self.buttons[key])
        self.search.hide()

    def _listen(self) -> None:
        self.rules.table.opened.connect(lambda _key: self.show_hits())
        self.hits.table.opened.connect(lambda _key: self._open_person())
        self.hits.table.chosen.connect(lambda _key: self._enable())
        self.rules.table.chosen.connect(lambda _key: self._enable())
        self.hits.read_on(self.read_further)
        self.undecided.clicked.connect(lambda _on=False: self._reask())
        self.bind(self._acts())
        self.leave_out(self._ports.left_out)

    def _acts(self) -> dict[str, Callable[[], object]]:
        decisions = {key: partial(self._decide, verdict) for key, verdict in _VERDICTS.items()}
        acts = {
            "R": self.run,
            "T": self.try_one,
            "S": self.switch,
            "U": self._toggle_undecided,
            "M": self.read_further,
        }
        return {**acts, **decisions}

    def _command_words(self) -> Mapping[str, str]:
        return {
            "R": tr("Check the registers with all rules that are switched on"),
            "T": tr("Try the marked rule"),
            "S": tr("Switch the marked rule on or off"),
            "U": tr("Only hits without a decision"),
            "M": tr("Further hits of the rule"),
            **{key: pick(VERDICT_NAMES[verdict]) for key, verdict in _VERDICTS.items()},
        }

    # Reading

    def ask(self) -> None:
        self.rules.loading()
        self._background.read(self, self._ports.rules, self._take, self._failed, topic="rules")

    def _take(self, found: Sequence[RuleState]) -> None:
        self._known, self._stale = found, False
        self.rules.show(found)
        counts = tr("{on} of {n} rules run · still there: {open} · undecided: {waiting}")
        told = counts.format(
            on=sum(state.on is not None for state in found),
            n=len(found),
            open=thousands(sum(state.open for state in found)),
            waiting=thousands(sum(state.waiting for state in found)),
        )
        self.panels[0].set_sub(told)
        self._enable()

    def _failed(self, refusal: Refusal) -> None:
        self.rules.broken(refusal, self.ask)

    # Hits

    def show_hits(self) -> None:
        """Read the hits of the marked rule, with more room than before; the audit keeps that they were shown."""
        self.split.setSizes(_ROOM_FOR_HITS)
        self._shown = self.rules.marked
        self._reask()

    def _reask(self) -> None:
        """Read from the beginning; meanwhile nothing stands there that could be taken for it."""
        if self._shown is not None:
            self.hits.show(())
            self.hits.states.loading()
            self._count_hits(" ")
            self._read_page(self._shown, 0, self._take_hits, self._hits_failed)

    def read_further(self) -> None:
        """Read the next page of hits, which the audit keeps as one of its own."""
        if self._shown is not None and self.hits.rows and len(self.hits.rows) < self._total:
            self.hits.more = False
            add = partial(self._add_hits, self._shown)
            self._read_page(self._shown, self.hits.rows[-1].id, add, self._further_failed)

    def _read_page(
        self,
        shown: RuleState,
        after: int,
        done: Callable[[HitsRead], None],
        failed: Callable[[Refusal], None],
    ) -> None:
        work = partial(self._ports.hits, shown.rule.key, self.undecided.isChecked(), after)
        self._background.write(self, work, done, failed, topic=_HITS)

    def _take_hits(self, found: HitsRead) -> None:
        self._total = found.total
        self._show_lines(found.lines, "")
        self.hits.more = found.more

    def _add_hits(self, shown: RuleState, found: HitsRead) -> None:
        last = self.hits.rows[-1].id if self.hits.rows else 0
        if shown is self._shown and all(line.id > last for line in found.lines):
            self.hits.add(found.lines, more=found.more)
            self._total = found.total
            self._count_hits("")

    def _further_failed(self, refusal: Refusal) -> None:
        self.hits.more = True
        self.notice.emit(str(refusal))

    def _hits_failed(self, refusal: Refusal) -> None:
        self.hits.show(())
        self.hits.states.empty(tr("The hits are not shown"), str(refusal))
        self._enable()

    def _show_lines(self, lines: Sequence[HitLine], told: str) -> None:
        if self.hits.show(lines):
            self.hits.mark(0)
            self.hits.table.setFocus()
        else:
            self.hits.states.empty(
                tr("No hits"), tr("Nothing of this kind stands in the registers of your area.")
            )
        self._count_hits(told)

    def _count_hits(self, told: str) -> None:
        """Say of which rule the hits are and how many of them are read, unless something else is `told`."""
        name = pick(self._shown.rule.name) if self._shown is not None else ""
        counted = tr("{n} of {all}").format(n=thousands(len(self.hits.rows)), all=thousands(self._total))
        self.panels[1].set_sub(" · ".join(part for part in (name, told or counted) if part))
        self._enable()

    def _show_none(self, why: str = "") -> None:
        """Stand before hits were asked for, or after they were closed."""
        self.split.setSizes(_ROOM_FOR_RULES)
        self._background.forget(self, _HITS)
        self._shown, self._total = None, 0
        self.hits.show(())
        self.panels[1].set_sub("")
        how = tr("Enter on a rule shows its hits, masked; the audit keeps that they were shown.")
        self.hits.states.empty(why or tr("No hits are open"), how)
        self._enable()

    def close_idle(self, why: str) -> bool:
        """Close the hits when nobody was here."""
        shown = self._shown is not None
        if shown:
            self._show_none(why)
        return shown

    # Running and trying

    def run(self) -> None:
        if not self.strip.running:
            self.strip.begin(tr("Checking the registers"))
            work = partial(self._ports.run, self.strip.watch)
            self._background.read(self, work, self._ran, self._not_done)

    def _ran(self, made: Run | None) -> None:
        self.strip.end()
        if made is None:
            self.notice.emit(tr("Stopped: the hits are as they were before."))
            return
        new, ended = (sum(getattr(line, what) for line in made.rules) for what in ("new", "ended"))
        words = tr("Checked {n} records: {new} new hits, {ended} ended.")
        self.notice.emit(words.format(n=thousands(made.checked), new=thousands(new), ended=thousands(ended)))
        self.ask()
        if self._shown is not None and self._shown.on is not None:
            self._reask()

    def try_one(self) -> None:
        state = self.rules.marked
        if state is not None and not self.strip.running:
            self.strip.begin(tr("Trying: {rule}").format(rule=pick(state.rule.name)))
            work = partial(self._ports.try_rule, state.rule.key, self.strip.watch)
            self._background.read(self, work, partial(self._tried, state), self._not_done)

    def _tried(self, state: RuleState, made: Tried | None) -> None:
        self.strip.end()
        if made is None:
            self.notice.emit(tr("Stopped: the rule was not tried."))
            return
        self._background.forget(self, _HITS)
        self._shown, self._total = state, 0
        words = tr("trial: {found} found among {checked}, the first of them")
        told = words.format(found=thousands(made.found), checked=thousands(made.checked))
        self._show_lines(made.sample, told)
        self.ask()

    def _not_done(self, refusal: Refusal) -> None:
        self.strip.end()
        self.notice.emit(str(refusal))

    # Switching and deciding

    def switch(self) -> None:
        state = self.rules.marked
        if state is None:
            return
        on = state.on is None
        name = Name("启用规则", "Switch on") if on else Name("停用规则", "Switch off")
        key = state.rule.key
        self.forms.open(
            form_choice("switch_on" if on else "switch_off", name, [reason_field()]),
            self._about(state.rule),
            sending(lambda said: self._ports.switch(key, on, said["reason"])),
        )

    def _decide(self, verdict: Verdict) -> None:
        hit = self._hit()
        if hit is None:
            return
        about = " · ".join(part for part in (hit.who, hit.place, pick(hit.grid)) if part)
        self.forms.open(
            form_choice(verdict.value, VERDICT_NAMES[verdict], [reason_field()]),
            about,
            sending(partial(self._decided, hit, verdict)),
        )

    def _decided(self, hit: HitLine, verdict: Verdict, said: dict[str, str]) -> HitLine:
        """Keep the decision and return the hit with it; called on the worker."""
        version = self._ports.decide(hit.id, hit.version, verdict, said["reason"])
        return replace(hit, verdict=verdict.value, reason=said["reason"].strip(), version=version)

    def _about(self, rule: Rule) -> str:
        return tr("{rule}, version {n}: {compares}").format(
            rule=pick(rule.name), n=rule.version, compares=pick(rule.compares)
        )

    def _done(self, choice: MoveChoice, answer: object) -> None:
        """What was decided stands in its row at once; among the undecided ones the next takes its place."""
        super()._done(choice, answer)
        hit = self._hit()
        if isinstance(answer, HitLine) and hit is not None and hit.id == answer.id:
            self._show_decided(replace(answer, decided_by=self._actor.name, decided_at=self._now()))

    def _show_decided(self, hit: HitLine) -> None:
        gone = self.undecided.isChecked()
        self.hits.change_marked(None if gone else hit)
        self._total -= gone
        self.hits.table.setFocus()
        self._count_hits("")
        if not self.hits.rows:
            self._reask()

    def _open_person(self) -> None:
        """Look the person of a hit up: the hit is the ground, and the card has all its rules."""
        hit = self._hit()
        if hit is None or self._shown is None:
            return
        if hit.person_id is None:
            self.notice.emit(tr("This hit is about premises or a household: there is nobody to look up."))
            return
        reason = tr("check of the registers, hit no. {id}: {rule}")
        said = reason.format(id=hit.id, rule=pick(self._shown.rule.name))
        request = LookupRequest("", Purpose.CORRECTION, reason=said)
        self.resident_wanted.emit(request, partial(self._ports.open_person, hit.id))

    # What is marked

    def _hit(self) -> HitLine | None:
        """Return the marked hit; what a trial shows is none yet."""
        hit = self.hits.marked
        return hit if hit is not None and hit.id > 0 else None

    def _enable(self) -> None:
        state = self.rules.marked
        self.buttons["T"].setEnabled(state is not None)
        self.buttons["S"].setEnabled(state is not None)
        self.buttons["M"].setEnabled(0 < len(self.hits.rows) < self._total)
        for key in _VERDICTS:
            self.buttons[key].setEnabled(self._hit() is not None)

    def _toggle_undecided(self) -> None:
        self.undecided.setChecked(not self.undecided.isChecked())
        self._reask()

    # Look and language

    def title(self) -> str:
        return tr("Checks")

    def keys(self) -> str:
        return tr("J K rows · Enter shows hits, then the person · U undecided · Esc back")

    def take_keyboard(self) -> None:
        self.rules.take_keyboard(self)

    def retranslate(self) -> None:
        self.panels[0].set_title(tr("Rules"))
        self.panels[1].set_title(tr("Hits"))
        self.rules.name(tr("Rules"))
        self.hits.name(tr("Hits"))
        self.undecided.set_word(tr("Undecided (U)"))
        self.name_buttons(self._button_words())
        self.strip.retranslate()
        self._show_none()
        if self._known:
            self._take(self._known)

    def _button_words(self) -> dict[str, str]:
        verdicts = {key: pick(VERDICT_NAMES[verdict]) for key, verdict in _VERDICTS.items()}
        return {"R": tr("Check now"), "T": tr("Try"), "S": tr("On / off"), "M": tr("Further"), **verdicts}
