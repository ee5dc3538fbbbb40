"""The log file: rotating, without personal data, with a number for every error that a person is told about."""

from __future__ import annotations

import logging
import re
import secrets
import traceback
from copy import copy
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
LOG_FILE = "gridcenter.log"
_FIVE_MEGABYTES = 5 * 1024 * 1024
_PERSONAL = re.compile(
    r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])"  # citizen ID numbers, new and old
    r"|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"  # mobile numbers
)


def redacted(text: str) -> str:
    """Blank everything that looks like an ID number or a mobile number; 15-digit grid codes go with them."""
    return _PERSONAL.sub("[…]", text)


class RedactingFormatter(logging.Formatter):
    """Redacts the finished line, so that arguments are covered as well as the message.

    Of an error it writes kind and place only: what an error says may hold a name or an address, which no pattern
    finds, and a refused row whole ("Failing row contains …").
    """

    def format(self, record: logging.LogRecord) -> str:
        own = copy(record)
        own.exc_text = None  # another handler may have written the traceback in its own way
        return redacted(super().format(own))

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - the library's name
        return told_without_words(ei[1])


def told_without_words(error: BaseException | None) -> str:
    """Return the traceback of an error and of what led to it, each with its kind and code but not its message."""
    parts = []
    while error is not None:
        frames = "".join(traceback.format_tb(error.__traceback__))
        parts.append(f"{frames}{_kind(error)}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\nwhich led to\n\n".join(reversed(parts))


def _kind(error: BaseException) -> str:
    code = (
        getattr(error, "sqlstate", None)
        or getattr(error, "sqlite_errorname", None)
        or getattr(error, "errno", None)
    )
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}" + (f" [{code}]" if code else "")


def start_logging(folder: Path, level: str) -> Path:
    """Write this process's log into `folder` from now on and return the file; a second call changes nothing.

    Raises:
        OSError: The folder or the file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOG_FILE
    with path.open("a"):
        pass  # asked now, because the handler would find out only at the first line
    root = logging.getLogger()
    root.setLevel(level.upper())
    if not any(isinstance(handler, RotatingFileHandler) for handler in root.handlers):
        root.addHandler(_file_handler(path))
    return path


def stop_logging() -> None:
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()


def _file_handler(path: Path) -> RotatingFileHandler:
    handler = RotatingFileHandler(path, maxBytes=_FIVE_MEGABYTES, backupCount=5, encoding="utf-8", delay=True)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"))
    return handler


def log_unexpected(error: BaseException) -> str:
    """Log a defect with its traceback and return the number under which a person can report it."""
    number = secrets.token_hex(3).upper()
    logging.getLogger("gridcenter").error("unexpected error %s", number, exc_info=error)
    return number
