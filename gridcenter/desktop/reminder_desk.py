"""Reminders at a desk: the strip, its keys, the tone, and the silence that somebody asks for by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_keys
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.frame_store_clock import StoreClock
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.reminder_ports import ReminderGround, ReminderPorts
from gridcenter.desktop.reminder_silence import SilenceDialog
from gridcenter.desktop.reminding import Reminding
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.tone import Tone
from gridcenter.desktop.widgets.reminder_strip import (
    ALL_KEY,
    NOTE_KEY,
    OPEN_KEY,
    QUIET_KEY,
    ReminderStrip,
    StripPicture,
)
from gridcenter.domain.errors import Refusal
from gridcenter.domain.people import Actor
from gridcenter.domain.reminder_book import Listener
from gridcenter.domain.reminders import EVENT_NAMES, Happening
from gridcenter.language import pick, tr

MOST_AT_ONCE = 500
"""So many are taken note of with one press; the store takes no more in one transaction."""


class ReminderDesk(QObject):
    """Owns the strip of a window. The tone sounds once for what is new; the strip shows it until it is ended."""

    incident_wanted = Signal(int)
    notice = Signal(str)
    """A sentence for the status bar."""

    def __init__(
        self,
        window: QWidget,
        ports: ReminderPorts,
        background: Background,
        theme: Theme,
        live: LiveFeed,
        clock: StoreClock,
        *,
        actor: Actor,
        tone: Tone,
        memory: WindowMemory | None = None,
        on_show: Callable[[], int | None] = lambda: None,
    ) -> None:
        """`on_show` tells which incident the window shows: what stands about it comes first on the strip."""
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._clock = clock
        self._actor = actor
        self._memory = memory
        self._on_show = on_show
        self._heard = (memory.heard_until(actor.login) if memory is not None else None) or clock.now()
        self.tone = tone
        self.bar = ReminderStrip(theme)
        self.shown: Happening | None = None
        """What the strip names, and what its keys act on."""
        self.dialog: SilenceDialog | None = None
        self.reminding = Reminding(ports, background, live, clock, self._listener, self)
        self.reminding.changed.connect(self.refresh)
        self.reminding.rang.connect(self._ring)
        self.reminding.refused.connect(self._tell_refusal)
        self.bar.open_pressed.connect(self.open_incident)
        self.bar.note_pressed.connect(self.take_note)
        self.bar.all_pressed.connect(self.take_note_of_all)
        self.bar.quiet_pressed.connect(self.silence)
        bind_keys(window, self.commands())
        self.refresh()

    @property
    def strip(self) -> QWidget | None:
        return self.bar

    def start(self) -> None:
        self.reminding.start()

    def dress_page(self, _page: QWidget) -> None:
        """Pages hold nothing of it."""

    def retranslate(self) -> None:
        self.bar.retranslate()
        self.refresh()

    def tick(self) -> None:
        """Let a second pass."""
        self.reminding.tick()
        self.refresh()

    def stop(self) -> None:
        """Stop asking, and keep up to when this desk has been told."""
        self.reminding.stop()
        book = self.reminding.book
        if self._memory is not None and book is not None:
            self._memory.keep_heard(self._actor.login, book.heard_until(self._clock.now()))

    def commands(self) -> list[Command]:
        """Return what the command bar offers; each has a key that works from every page."""
        group = tr("Reminders")
        return [
            Command(tr("Open what the strip names"), group, self.open_incident, "reminder 提醒", OPEN_KEY),
            Command(tr("Take note"), group, self.take_note, "acknowledge 知悉", NOTE_KEY),
            Command(
                tr("Take note of all"), group, self.take_note_of_all, "acknowledge all 全部知悉", ALL_KEY
            ),
            Command(tr("Silence this desk"), group, self.silence, "silence mute sound 静音", QUIET_KEY),
        ]

    # What the operator does

    def open_incident(self) -> None:
        if self.shown is not None:
            self.incident_wanted.emit(self.shown.incident_id)

    def take_note(self) -> None:
        """Take note of what the strip names."""
        if self.shown is not None:
            self._note([self.shown])

    def take_note_of_all(self) -> None:
        """Take note of everything that stands, as far as one transaction goes."""
        book = self.reminding.book
        if book is not None and len(book):
            self._note(book.standing()[:MOST_AT_ONCE])

    def silence(self) -> None:
        """Ask for how long and why; where it is quiet already let tones sound again."""
        if self.reminding.silenced:
            self.reminding.end_quiet(lambda _ended: self.notice.emit(tr("Tones sound again")))
            return
        rules = self.reminding.rules
        if rules is None or self.dialog is not None:
            return
        for_unit = self._actor.role in rules.unit_silencers and self._actor.unit_id is not None
        self.dialog = SilenceDialog(
            self._theme, rules.silence_minutes, for_unit=for_unit, parent=self._window
        )
        self.dialog.sent.connect(self._keep_quiet)
        self.dialog.finished.connect(self._dialog_closed)
        self.dialog.open()

    def _note(self, happenings: Iterable[Happening]) -> None:
        if not self._may_note():
            self.notice.emit(tr("your role takes note of nothing for other desks: ask somebody on duty"))
            return
        self.reminding.acknowledge([one.key for one in happenings], self._noted)

    def _noted(self, fresh: int) -> None:
        words = tr("Taken note of {n}") if fresh else tr("Somebody else had taken note of it before")
        self.notice.emit(words.format(n=fresh))

    def _keep_quiet(self, minutes: int, reason: str, whole_unit: bool) -> None:
        self.reminding.keep_quiet(
            minutes, reason, whole_unit=whole_unit, done=self._quiet, failed=self._silence_refused
        )

    def _quiet(self, _until: datetime) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _silence_refused(self, refusal: Refusal) -> None:
        if self.dialog is not None:
            self.dialog.show_refusal(str(refusal))
        else:
            self.notice.emit(str(refusal))

    def _dialog_closed(self, _result: int) -> None:
        self.dialog = None

    def _tell_refusal(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))

    # What the strip shows

    def refresh(self) -> None:
        """Show what stands first: something about the incident on show, else the most pressing and newest."""
        book = self.reminding.book
        rules = self.reminding.rules
        listens = book is None or rules is None or bool(rules.for_role(self._actor.role))
        self.bar.setVisible(listens)
        self.shown = None
        if book is not None:
            on_show = self._on_show()
            about = book.of_incident(on_show) if on_show is not None else None
            self.shown = about or book.first()
        self.bar.show_picture(self._picture(len(book) if book is not None else 0))

    def _picture(self, count: int) -> StripPicture:
        silence = self.reminding.silence
        silenced = silence is not None and self.reminding.silenced
        quiet, short = self._quiet_words() if silenced else ("", "")
        sound = self.tone.silent_because
        shown = self.shown
        if shown is None:
            return StripPicture(
                sentence=tr("No reminder stands"),
                quiet=quiet,
                quiet_short=short,
                silenced=silenced,
                sound=sound,
            )
        parts = [pick(shown.what), pick(shown.where), shown.number, self._when(shown.at)]
        sentence = " · ".join(part for part in parts if part)
        more = tr("and {n} more").format(n=count - 1) if count > 1 else ""
        return StripPicture(
            event=shown.event,
            pressing=shown.urgent or shown.event.value == "red",
            headline=self._headline(shown),
            sentence=f"{sentence} · {more}" if more else sentence,
            count=min(count, MOST_AT_ONCE),
            may_note=self._may_note(),
            quiet=quiet,
            quiet_short=short,
            silenced=silenced,
            sound=sound,
        )

    def _headline(self, shown: Happening) -> str:
        word = pick(EVENT_NAMES[shown.event])
        return tr("{event} · urgent").format(event=word) if shown.urgent else word

    def _quiet_words(self) -> tuple[str, str]:
        """Return until when it is quiet, with and without who asked for it."""
        silence = self.reminding.silence
        if silence is None:
            return "", ""
        until = f"{self._clock.local(silence.until):%H:%M}"
        whole = tr("silenced until {time} by {who}").format(time=until, who=silence.who)
        return whole, tr("silenced until {time}").format(time=until)

    def _when(self, at: datetime) -> str:
        local, today = self._clock.local(at), self._clock.local(self._clock.now())
        return f"{local:%H:%M}" if today - local < timedelta(hours=20) else f"{local:%m-%d %H:%M}"

    def _may_note(self) -> bool:
        rules = self.reminding.rules
        return rules is None or self._actor.role in rules.acknowledgers

    def _ring(self, due: tuple[Happening, ...]) -> None:
        self.tone.play()
        self.bar.glow()
        self.refresh()
        if len(due) > 1:
            self.notice.emit(tr("{n} reminders at once").format(n=len(due)))

    def _listener(self, ground: ReminderGround) -> Listener:
        rules = ground.rules
        return Listener(
            rules.for_role(self._actor.role),
            unit_id=self._actor.unit_id,
            calendars=ground.calendars,
            urgent_breaks=rules.urgent_breaks,
            gap=rules.gap,
            heard_until=self._heard,
        )
