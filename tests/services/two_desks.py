"""Two desks in processes of their own that do something at the same moment, as often as wanted.

Each process loads the program once. For a round both get a deed, say that they are ready with a transaction not yet
begun, and start together.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from sqlalchemy.orm import Session

from gridcenter.domain.errors import Refusal
from gridcenter.language import use_language
from gridcenter.services import adjustments, cards, handovers, merging, reports, steps
from gridcenter.store.engine import Store, open_store

Deed = Callable[[Session], Any]
Round = Callable[[Sequence[Deed]], list[str]]
LOADED = (adjustments, cards, handovers, merging, reports, steps)
"""What a deed comes from."""


@contextmanager
def two_desks(address: str) -> Iterator[Round]:
    """Lend a way to let two desks act at once; it returns what each was told: nothing, or why it was refused."""
    line = [sys.executable, "-c", f"from {__name__} import main; main()"]
    root = Path(__file__).parents[2]
    with ExitStack() as stack:
        desks = [
            stack.enter_context(
                subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)
            )
            for _ in range(2)
        ]
        pipes = [(_open(desk.stdin), _open(desk.stdout)) for desk in desks]
        for asked, told in pipes:
            _say(asked, address)
            assert pickle.load(told) == "ready"

        def at_once(deeds: Sequence[Deed]) -> list[str]:
            for (asked, told), deed in zip(pipes, deeds, strict=True):
                _say(asked, deed)
                assert pickle.load(told) == "ready"
            for asked, _ in pipes:
                _say(asked, "go")
            return [pickle.load(told) for _, told in pipes]

        try:
            yield at_once
        finally:
            for (asked, _), desk in zip(pipes, desks, strict=True):
                asked.close()
                desk.wait(30)


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _say(pipe: IO[bytes], what: object) -> None:
    pickle.dump(what, pipe)
    pipe.flush()


def _done(store: Store, deed: Deed) -> str:
    try:
        with store.begin() as session:
            deed(session)
    except Refusal as refusal:
        return str(refusal)
    return ""


def main() -> None:
    use_language("en")
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    store = open_store(pickle.load(asked))
    _say(told, "ready")
    while True:
        try:
            deed: Deed = pickle.load(asked)
        except EOFError:
            store.dispose()
            return
        _say(told, "ready")
        assert pickle.load(asked) == "go"
        _say(told, _done(store, deed))
