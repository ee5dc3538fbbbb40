"""Work off the GUI thread: questions through a small pool, actions through a lane of one worker.

Answers come back on the GUI thread. An answer is dropped when its owner has died, when a newer question of
the same owner and topic was asked meanwhile, or when the background was closed.

What a question refers to stays here, on the GUI thread, until its answer has come: work and callbacks hold parts
of windows, and the last hold on such a part, let go on a worker, would destroy it there and end the program.
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
_NO_QUESTION = 0


@dataclass(frozen=True, slots=True)
class _Question:
    """Who asked what; its number tells a newer question of the same topic from an older one."""

    owner: ref[QObject]
    topic: str
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Failed | None


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int
    value: Any = None
    refusal: Refusal | None = None


class _Messenger(QObject):
    """Carries answers from a worker to the thread this object lives on."""

    arrived = Signal(object)


class _Job(QRunnable):
    """Holds its work for as long as it runs, and nothing of it when the answer leaves."""

    def __init__(self, number: int, work: Callable[[], Any], messenger: _Messenger) -> None:
        super().__init__()
        self._number = number
        self._work: list[Callable[[], Any]] = [work]
        self._messenger = messenger

    def run(self) -> None:
        self._messenger.arrived.emit(self._answer())

    def _answer(self) -> _Answer:
        work = self._work.pop()
        try:
            return _Answer(self._number, work())
        except Refusal as refusal:
            _forget_traces(refusal)
            return _Answer(self._number, refusal=refusal)
        except Exception as failure:  # noqa: BLE001 - crosses a thread: logged, handed on as a refusal
            _log.exception("work in the background failed")
            _forget_traces(failure)
            sentence = tr("The program could not finish this. The reason is in the log.")
            return _Answer(self._number, refusal=Refusal(sentence))


def _forget_traces(error: BaseException) -> None:
    """Take the frames from an error and from those it came of: they hold what the work referred to."""
    left: list[BaseException | None] = [error]
    seen = set[int]()
    while left:
        one = left.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            one.__traceback__ = None
            left += [one.__cause__, one.__context__]


class Background(QObject):
    """Made and used on the GUI thread. `close()` belongs to whoever made it."""

    def __init__(self, parent: QObject | None = None, *, readers: int = _READERS) -> None:
        super().__init__(parent)
        self._readers = QThreadPool(self)
        self._readers.setMaxThreadCount(readers)
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._messenger = _Messenger(self)  # after the pools: children end in this order, and a pool waits
        self._messenger.arrived.connect(self._deliver)
        self._numbers = count(1)
        self._newest: WeakKeyDictionary[QObject, dict[str, int]] = WeakKeyDictionary()
        self._open = True
        self._asked: dict[int, _Question] = {}
        self.asked_so_far = 0
        """How many questions and actions were given so far."""

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._asked)

    @property
    def takes_work(self) -> bool:
        """Whether it is not closed yet; long work asks this from its worker and stops."""
        return self._open

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
        self._start(self._readers, _Question(ref(owner), topic, work, done, failed))

    def write(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        topic: str = "",
    ) -> None:
        """Run an action after all actions given before; it is carried out even when its owner dies meanwhile.

        Topics are those of `read`: of a list that is audited before it is read only the newest answer counts.
        """
        self._start(self._writer, _Question(ref(owner), topic, work, done, failed))

    def forget(self, owner: QObject, *topics: str) -> bool:
        """Drop the answers that are still to come on these topics, and tell whether there were any."""
        newest = self._newest.setdefault(owner, {})
        awaited = any(newest.get(topic) in self._asked for topic in topics)
        newest.update(dict.fromkeys(topics, _NO_QUESTION))
        return awaited

    def close(self, timeout_ms: int = 10_000) -> bool:
        """Take no more work, wait for what runs, drop its answers; False when a worker did not end in time."""
        self._open = False
        self._readers.clear()
        written = self._writer.waitForDone(timeout_ms)
        ended = self._readers.waitForDone(timeout_ms) and written
        if ended:
            self._asked.clear()
        return ended

    def _start(self, pool: QThreadPool, question: _Question) -> None:
        owner = question.owner()
        if not self._open or owner is None:
            return
        number = self.asked_so_far = next(self._numbers)
        if question.topic:
            self._newest.setdefault(owner, {})[question.topic] = number
        self._asked[number] = question
        pool.start(_Job(number, question.work, self._messenger))

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        question = self._asked.pop(answer.number, None)
        if question is None or not self._open or not self._wanted(question, answer.number):
            return
        if answer.refusal is None:
            question.done(answer.value)
        elif question.failed is not None:
            question.failed(answer.refusal)
        else:
            _log.warning("a question was refused and nobody shows it: %s", type(answer.refusal).__name__)

    def _wanted(self, question: _Question, number: int) -> bool:
        owner = question.owner()
        if owner is None or not isValid(owner):
            return False
        return not question.topic or self._newest.get(owner, {}).get(question.topic) == number
