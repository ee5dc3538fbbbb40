"""Identity numbers (公民身份号码): cleaning, reading, checking and making them.

Sources: GB 11643-1999 (citizens; residence permits of Hong Kong, Macao and Taiwan follow it), the foreigners'
permanent residence card in its form of December 2023 and its older form, GB 32100-2015 (organisations).
No message and no `repr` in here contains a number: at most the one character that is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from gridcenter.domain.errors import BadInput
from gridcenter.language import tr

Sex = Literal["male", "female"]
Positions = tuple[int, int]

DEMO_PREFIX = "709901"
"""Never assigned (there is no province 70): marks every number of samples, tests and the demo district."""

FIRST_YEAR, LAST_YEAR = 1850, 2099
LENGTH, OLD_LENGTH = 18, 15
LONGEST_WRITTEN = 400
"""However a number is spaced out: what is longer is refused by its length, and nobody waits for it to be cleaned."""
HMT_PREFIXES = ("810000", "820000", "830000")
CHECK_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
CENTENARIAN_SEQUENCES = ("996", "997", "998", "999")
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

_DIGITS = frozenset("0123456789")
_FOREIGNER_OLD = re.compile(r"[A-Z]{3}[0-9]{12}")
_FOREIGNER_OLD_BEGINNING = re.compile(r"[A-Z]{1,3}|[A-Z]{3}[0-9]{1,12}")
_FOREIGNER_OLD_WITH_DIGITS = re.compile(r"[A-Z]{3}[0-9]{1,12}")
_PLAIN_NUMBER = re.compile(r"[0-9]+X?")
_MANY_DIGITS = 12
"""More than a mobile number has."""
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]*)?E\+?1[4-9]")
_DECIMAL = re.compile(r"[0-9]{16,19}\.0*")


class IdKind(StrEnum):
    CITIZEN_18 = "citizen_18"
    CITIZEN_15 = "citizen_15"
    HMT_RESIDENCE_PERMIT = "hmt_residence_permit"
    FOREIGNER_PR_OLD = "foreigner_pr_old"
    FOREIGNER_PR_2023 = "foreigner_pr_2023"


class CodeError(BadInput):
    """A number that cannot be: `positions` are first..last, 1-based, counted in the cleaned number."""

    def __init__(self, reason: str, positions: Positions | None = None) -> None:
        super().__init__(_sentence(reason, positions))
        self.reason = reason
        self.positions = positions


class IdNumberError(CodeError):
    """Not an identity number."""


class UsccError(CodeError):
    """Not a unified social credit code."""


@dataclass(frozen=True, slots=True)
class IdNumber:
    """A number that passed every check. `birth` and `sex` are None where the form does not carry them surely."""

    number: str = field(repr=False)
    """Normal form for storing and searching: 18 characters, the old foreigners' form 15."""
    kind: IdKind
    birth: date | None = field(repr=False)
    sex: Sex | None = field(repr=False)
    division_code: str = field(repr=False)
    """Six digits; the two of the province for foreigners' cards of 2023; empty for their older form."""
    original: str = field(repr=False)
    remarks: tuple[str, ...] = ()
    """Sentences about what is unusual but no fault."""

    @property
    def synthetic(self) -> bool:
        return self.division_code == DEMO_PREFIX


@dataclass(frozen=True, slots=True)
class Uscc:
    """A unified social credit code (统一社会信用代码) that passed every check."""

    number: str
    division_code: str
    organisation_code: str


def clean_id_text(text: str) -> str:
    """Return `text` in ASCII and upper case, without spaces, dashes and invisible characters."""
    if text.isascii() and text.isalnum():
        return text.upper()
    kept = (char for char in unicodedata.normalize("NFKC", text) if not _is_filler(char))
    return "".join(kept).upper()


def parse_id_number(
    text: str, *, today: date | None = None, divisions: Container[str] | None = None
) -> IdNumber:
    """Read a number in any of its five forms; 15 digits become 18.

    `today` refuses births after it. `divisions` are the six-digit codes ever in force: another prefix is only
    remarked upon.

    Raises:
        IdNumberError: It names the positions and the reason.
    """
    if len(text) > LONGEST_WRITTEN:
        raise IdNumberError(_length_sentence(len(text)))
    cleaned = clean_id_text(text)
    if _looks_rounded(cleaned):
        raise _rounded(cleaned)
    if _FOREIGNER_OLD.fullmatch(cleaned):
        return IdNumber(cleaned, IdKind.FOREIGNER_PR_OLD, None, None, "", text)
    _require_length(cleaned)
    fault = _reading_of(cleaned, today)
    if fault is not None:
        raise fault
    return _identity(cleaned, text, divisions)


def check_typed(text: str, *, today: date | None = None) -> IdNumberError | None:
    """Return the first fault that no further typing can cure, or None.

    A number of 15 or 18 characters is judged as complete only where that reading is the last one possible.
    """
    if len(text) > LONGEST_WRITTEN:
        return IdNumberError(_length_sentence(len(text)))
    cleaned = clean_id_text(text)
    if _looks_rounded(cleaned):
        return _rounded(cleaned)
    if len(cleaned) > LENGTH:
        return _too_long(cleaned)
    if not cleaned or _FOREIGNER_OLD_BEGINNING.fullmatch(cleaned):
        return None
    fault = _fault_in_18(cleaned, today)
    if fault is None or len(cleaned) > OLD_LENGTH or _fault_in_15(cleaned, today) is not None:
        return fault
    return None


def is_meant_as_number(text: str) -> bool:
    """Tell a text that can only be meant as an identity number, however wrong it is, from words and phone numbers.

    A letter or a mask among many digits, the beginning of an old foreigners' number, and what a spreadsheet makes of
    a number are meant as one, too.
    """
    if len(text) > LONGEST_WRITTEN:
        return False
    cleaned = clean_id_text(text)
    if _PLAIN_NUMBER.fullmatch(cleaned) or _is_number_of_a_spreadsheet(cleaned):
        return True
    if _FOREIGNER_OLD_WITH_DIGITS.fullmatch(cleaned):
        return True
    return cleaned.isascii() and sum(char in _DIGITS for char in cleaned) >= _MANY_DIGITS


def explain_spreadsheet_damage(value: object) -> str | None:
    """Return the explanation when a cell shows what a spreadsheet leaves of an 18-digit number, else None.

    Spreadsheets keep 15 digits: the rest becomes zeros (float, or whole number ending in 000) or an exponent.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return None if abs(value) < 10**OLD_LENGTH else _damage()
    if isinstance(value, int):
        return _damage() if value >= 10**OLD_LENGTH and value % 1000 == 0 else None
    if not isinstance(value, str) or len(value) > LONGEST_WRITTEN:
        return None
    return _damage() if _looks_rounded(clean_id_text(value)) else None


def check_digit(first_17: str) -> str:
    """Return the 18th character, ISO 7064 MOD 11-2."""
    total = sum(weight * int(digit) for weight, digit in zip(CHECK_WEIGHTS, first_17, strict=True))
    return CHECK_CHARACTERS[total % 11]


def make_number(division_code: str, birth: date, sequence: int) -> str:
    """Return an 18-character number with its check digit; an odd `sequence` (0–999) is a man's."""
    if len(division_code) != 6 or not 0 <= sequence <= 999:
        raise ValueError("six digits of a division and a sequence of 0 to 999")
    first_17 = f"{division_code}{birth:%Y%m%d}{sequence:03d}"
    return first_17 + check_digit(first_17)


def parse_uscc(text: str) -> Uscc:
    """Read a unified social credit code (GB 32100-2015).

    Raises:
        UsccError: It names the positions and the reason.
    """
    if len(text) > LONGEST_WRITTEN:
        raise UsccError(_code_length_sentence(len(text)))
    cleaned = clean_id_text(text)
    if _is_number_of_a_spreadsheet(cleaned) or _ends_rounded(cleaned, uscc_check):
        raise UsccError(_damage(), (OLD_LENGTH + 1, LENGTH) if len(cleaned) == LENGTH else None)
    for position, char in enumerate(cleaned, 1):
        if char not in (_DIGITS if 3 <= position <= 8 else USCC_ALPHABET):
            raise UsccError(tr("“{char}” does not occur here").format(char=char), (position, position))
    if len(cleaned) != LENGTH:
        raise UsccError(_code_length_sentence(len(cleaned)))
    if cleaned[-1] != uscc_check(cleaned[:-1]):
        raise UsccError(_check_sentence(), (LENGTH, LENGTH))
    return Uscc(cleaned, cleaned[2:8], cleaned[8:17])


def uscc_check(first_17: str) -> str:
    values = (USCC_ALPHABET.index(char) for char in first_17)
    total = sum(weight * value for weight, value in zip(USCC_WEIGHTS, values, strict=True))
    return USCC_ALPHABET[(31 - total % 31) % 31]


def _sentence(reason: str, positions: Positions | None) -> str:
    if positions is None:
        return reason
    first, last = positions
    if first == last:
        return tr("position {n}: {reason}").format(n=first, reason=reason)
    return tr("positions {first}–{last}: {reason}").format(first=first, last=last, reason=reason)


def _is_filler(char: str) -> bool:
    """Tell spaces, dashes (minus sign included), controls and zero-width characters."""
    return char.isspace() or char == "\u2212" or unicodedata.category(char) in ("Pd", "Cf", "Cc")


def _require_length(cleaned: str) -> None:
    if not cleaned:
        raise IdNumberError(tr("no number was entered"))
    if len(cleaned) > LENGTH:
        raise _too_long(cleaned)
    if len(cleaned) not in (LENGTH, OLD_LENGTH):
        wrong = next(_strange_characters(cleaned), None)
        raise wrong or IdNumberError(_length_sentence(len(cleaned)))


def _too_long(cleaned: str) -> IdNumberError:
    return IdNumberError(_length_sentence(len(cleaned)), (LENGTH + 1, len(cleaned)))


def _length_sentence(characters: int) -> str:
    return tr("{n} characters: a number has 18, on old cards 15").format(n=characters)


def _code_length_sentence(characters: int) -> str:
    return tr("{n} characters: a credit code has 18").format(n=characters)


def _reading_of(cleaned: str, today: date | None) -> IdNumberError | None:
    return _fault_in_15(cleaned, today) if len(cleaned) == OLD_LENGTH else _fault_in_18(cleaned, today)


def _fault_in_18(cleaned: str, today: date | None) -> IdNumberError | None:
    """Judge the beginning of an 18-character number, or all of it."""
    strange = next(_strange_characters(cleaned), None)
    if strange is not None:
        return strange
    fault = _fault_in_date(cleaned[6:14], year_at=7, today=today)
    if fault is None and len(cleaned) == LENGTH and cleaned[-1] != check_digit(cleaned[:-1]):
        return IdNumberError(_check_sentence(), (LENGTH, LENGTH))
    return fault


def _fault_in_15(cleaned: str, today: date | None) -> IdNumberError | None:
    """Judge the beginning of a 15-digit number, or all of it."""
    strange = next(_strange_characters(cleaned), None)
    if strange is not None or len(cleaned) < 8:
        return strange
    century = "18" if cleaned[12:] in CENTENARIAN_SEQUENCES else "19"
    return _fault_in_date(century + cleaned[6:12], year_at=5, today=today)


def _strange_characters(cleaned: str) -> Iterator[IdNumberError]:
    for position, char in enumerate(cleaned, 1):
        if position == 1 and char == "0":
            yield IdNumberError(tr("no number begins with 0"), (1, 1))
        elif char == "X" and position != LENGTH:
            yield IdNumberError(tr("X stands only in the last place, the 18th"), (position, position))
        elif char not in _DIGITS and char != "X":
            yield IdNumberError(tr("“{char}” is no digit").format(char=char), (position, position))


def _fault_in_date(digits: str, *, year_at: int, today: date | None) -> IdNumberError | None:
    """Judge as much of `digits` (yyyymmdd) as is there; the year stands at position `year_at`.

    A 15-digit number writes only the last two of the year, so its positions begin two later.
    """
    first = year_at if year_at == 7 else year_at + 2
    century = _fault_in_century(digits, first)
    if century is not None or len(digits) < 4:
        return century
    year = int(digits[:4])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        reason = tr("there is no year of birth {year}: it lies between {first} and {last}")
        return IdNumberError(reason.format(year=year, first=FIRST_YEAR, last=LAST_YEAR), (first, year_at + 3))
    if len(digits) < 6:
        return None
    month = int(digits[4:6])
    if not 1 <= month <= 12:
        reason = tr("there is no month {month}").format(month=digits[4:6])
        return IdNumberError(reason, (year_at + 4, year_at + 5))
    if len(digits) < 8:
        return None
    return _fault_in_day(digits, year, month, first=first, day_at=year_at + 6, today=today)


def _fault_in_century(digits: str, first: int) -> IdNumberError | None:
    if len(digits) < 2 or digits[:2] in ("18", "19", "20"):
        return None
    reason = tr("the year of birth begins with 18, 19 or 20, not with {digits}")
    return IdNumberError(reason.format(digits=digits[:2]), (first, first + 1))


def _fault_in_day(
    digits: str, year: int, month: int, *, first: int, day_at: int, today: date | None
) -> IdNumberError | None:
    day = int(digits[6:8])
    if not 1 <= day <= monthrange(year, month)[1]:
        reason = tr("month {month} of {year} has no day {day}")
        return IdNumberError(reason.format(month=month, year=year, day=digits[6:8]), (day_at, day_at + 1))
    if today is not None and date(year, month, day) > today:
        return IdNumberError(tr("the date of birth lies in the future"), (first, day_at + 1))
    return None


def _check_sentence() -> str:
    return tr("the check character does not fit: one of the characters is wrong, or two are swapped")


def _identity(cleaned: str, original: str, divisions: Container[str] | None) -> IdNumber:
    """Build the answer from a faultless number of 15 or 18 characters."""
    number = cleaned if len(cleaned) == LENGTH else _upgraded(cleaned)
    kind = _kind_of(cleaned)
    return IdNumber(
        number=number,
        kind=kind,
        birth=date(int(number[6:10]), int(number[10:12]), int(number[12:14])),
        sex="male" if int(number[16]) % 2 else "female",
        division_code=number[1:3] if kind is IdKind.FOREIGNER_PR_2023 else number[:6],
        original=original,
        remarks=tuple(_remarks(number, kind, divisions)),
    )


def _upgraded(fifteen: str) -> str:
    """Insert the century and append the check digit; 996–999 were kept for people born before 1900."""
    century = "18" if fifteen[12:] in CENTENARIAN_SEQUENCES else "19"
    first_17 = fifteen[:6] + century + fifteen[6:]
    return first_17 + check_digit(first_17)


def _kind_of(cleaned: str) -> IdKind:
    if len(cleaned) == OLD_LENGTH:
        return IdKind.CITIZEN_15
    if cleaned[0] == "9":
        return IdKind.FOREIGNER_PR_2023
    return IdKind.HMT_RESIDENCE_PERMIT if cleaned[:6] in HMT_PREFIXES else IdKind.CITIZEN_18


def _remarks(number: str, kind: IdKind, divisions: Container[str] | None) -> Iterator[str]:
    prefix = number[:6]
    if prefix == DEMO_PREFIX:
        yield tr("prefix {prefix} is for demos only").format(prefix=prefix)
    elif divisions is not None and kind in (IdKind.CITIZEN_18, IdKind.CITIZEN_15) and prefix not in divisions:
        yield tr("prefix {prefix} is in no known edition of the divisions").format(prefix=prefix)
    if kind is IdKind.CITIZEN_15:
        yield tr("written in 18 places; old cards had 15")
    elif number.endswith("000"):
        yield tr("it ends in 000: make sure that no spreadsheet has rounded it")


def _looks_rounded(cleaned: str) -> bool:
    return _is_number_of_a_spreadsheet(cleaned) or _ends_rounded(cleaned, check_digit)


def _rounded(cleaned: str) -> IdNumberError:
    return IdNumberError(_damage(), (OLD_LENGTH + 1, LENGTH) if len(cleaned) == LENGTH else None)


def _is_number_of_a_spreadsheet(cleaned: str) -> bool:
    return bool(_SCIENTIFIC.fullmatch(cleaned) or _DECIMAL.fullmatch(cleaned))


def _ends_rounded(cleaned: str, check: Callable[[str], str]) -> bool:
    """Tell digits alone that end in 000 although their check character is no 0."""
    whole = len(cleaned) == LENGTH and _DIGITS.issuperset(cleaned)
    return whole and cleaned.endswith("000") and check(cleaned[:-1]) != "0"


def _damage() -> str:
    return tr(
        "a spreadsheet has rounded this number to 15 digits, the last ones are lost: "
        "set the column to text and take the numbers from their source again"
    )
