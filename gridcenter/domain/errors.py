"""Refusals: every one carries the sentence that the person at the desk or terminal reads."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a defect
    """Something was not done; `str()` says what was wrong, where, and what to do, in the reader's language."""


class RuleBroken(Refusal):
    """A rule of the centre forbids the action; nothing was changed."""


class BadInput(Refusal):
    """A file, a field or an argument cannot be understood."""


class WrongUse(BadInput):
    """The question itself names something that does not exist: a page, a format, an encoding, a size."""


class StoreRefused(Refusal):
    """The store must not be used as it is: wrong address, newer schema, network path, corrupt file."""


class StoreUnavailable(Refusal):
    """The store cannot be reached or written just now; the same request may succeed later."""
