"""Work off the GUI thread: questions through a small pool, actions through a lane of one worker.

Answers come back on the GUI thread. An answer is dropped when its owner has died, when a newer question of
the same owner and topic was asked meanwhile, or when the background was closed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

from gridcenter.domain.errors import Refusal
from gridcenter.language import tr

T = TypeVar("T")
Failed = Callable[[Refusal], None]

_log = logging.getLogger(__name__)
_READERS = 3


@dataclass(frozen=True, slots=True)
class _Question:
    """Who asked what; `number` tells a newer question of the same topic from an older one."""

    owner: ref[QObject]
    topic: str
    number: int
    done: Callable[[Any], None]
    failed: Failed | None


@dataclass(frozen=True, slots=True)
class _Answer:
    question: _Question
    value: Any = None
    refusal: Refusal | None = None


class _Messenger(QObject):
    """Carries answers from a worker to the thread this object lives on."""

    arrived = Signal(object)


class _Job(QRunnable):
    def __init__(self, question: _Question, work: Callable[[], Any], messenger: _Messenger) -> None:
        super().__init__()
        self._question = question
        self._work = work
        self._messenger = messenger

    def run(self) -> None:
        self._messenger.arrived.emit(self._answer())

    def _answer(self) -> _Answer:
        try:
            return _Answer(self._question, self._work())
        except Refusal as refusal:
            return _Answer(self._question, refusal=refusal)
        except Exception:  # noqa: BLE001 - crosses a thread: logged, handed on as a refusal
            _log.exception("work in the background failed")
            sentence = tr("The program could not finish this. The reason is in the log.")
            return _Answer(self._question, refusal=Refusal(sentence))


class Background(QObject):
    """Made and used on the GUI thread. `close()` belongs to whoever made it."""

    def __init__(self, parent: QObject | None = None, *, readers: int = _READERS) -> None:
        super().__init__(parent)
        self._messenger = _Messenger(self)
        self._messenger.arrived.connect(self._deliver)
        self._readers = QThreadPool(self)
        self._readers.setMaxThreadCount(readers)
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._numbers = count(1)
        self._newest: WeakKeyDictionary[QObject, dict[str, int]] = WeakKeyDictionary()
        self._open = True
        self._under_way = 0

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._under_way > 0

    def read(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        topic: str = "",
    ) -> None:
        """Run a question on the pool.

        A newer question of the same `owner` and `topic` makes this one's answer worthless; questions
        without a topic stand for themselves.
        """
        self._start(self._readers, self._question(owner, topic, done, failed), work)

    def write(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Run an action after all actions given before; it is carried out even when its owner dies meanwhile."""
        self._start(self._writer, self._question(owner, "", done, failed), work)

    def close(self, timeout_ms: int = 10_000) -> bool:
        """Take no more work, wait for what runs, drop its answers; False when a worker did not end in time."""
        self._open = False
        self._readers.clear()
        ended = self._writer.waitForDone(timeout_ms)
        return self._readers.waitForDone(timeout_ms) and ended

    def _question(
        self, owner: QObject, topic: str, done: Callable[[Any], None], failed: Failed | None
    ) -> _Question:
        number = next(self._numbers)
        if topic:
            self._newest.setdefault(owner, {})[topic] = number
        return _Question(ref(owner), topic, number, done, failed)

    def _start(self, pool: QThreadPool, question: _Question, work: Callable[[], Any]) -> None:
        if not self._open:
            return
        self._under_way += 1
        pool.start(_Job(question, work, self._messenger))

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        self._under_way -= 1
        question = answer.question
        if not self._open or not self._wanted(question):
            return
        if answer.refusal is None:
            question.done(answer.value)
        elif question.failed is not None:
            question.failed(answer.refusal)
        else:
            _log.warning("a question was refused and nobody shows it: %s", type(answer.refusal).__name__)

    def _wanted(self, question: _Question) -> bool:
        owner = question.owner()
        if owner is None or not isValid(owner):
            return False
        return not question.topic or self._newest.get(owner, {}).get(question.topic) == question.number
