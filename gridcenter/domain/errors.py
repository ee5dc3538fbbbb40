"""Refusals: every one carries the sentence that the person at the desk or terminal reads."""

from __future__ import annotations

import errno

from gridcenter.language import tr


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


def reason_of(error: OSError) -> str:
    """Return why the system would not, in the reader's language; what is rare stays in the system's own words."""
    reasons = {
        errno.EACCES: tr("you have no right to it"),
        errno.EPERM: tr("you have no right to it"),
        errno.ENOENT: tr("there is no such folder or file"),
        errno.ENOTDIR: tr("a part of the path is no folder"),
        errno.EISDIR: tr("it is a folder"),
        errno.EEXIST: tr("a file of this name is there"),
        errno.ENOSPC: tr("the disk is full"),
        errno.EROFS: tr("the disk can only be read"),
        errno.ENAMETOOLONG: tr("the name is too long"),
    }
    return reasons.get(error.errno or 0, error.strerror or str(error))
