"""Default masks (脱敏) of the desk (GB/T 35273-2020, GB/T 37988-2019 and practice): what is left to see of a value.

Every mask errs towards hiding: text that it does not understand comes back as stars alone.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from gridcenter.domain.rare_signs import stands_in_name

STAR = "*"
HIDDEN = STAR * 6
"""Stands for a value of which nothing is shown, its length included."""

_COMPOUND = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 "
    "申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 "
    "宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 南荣 第五 "
    "单于 淳于 完颜 耶律"
)
COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
NAME_DOTS = re.compile("[·•‧・･．]")
"""Between the parts of a name of many peoples (买买提·吐尔逊): none of its parts is a surname."""

_COMMUNITY = re.compile(r"社区(?:居民委员会|居委会)?|居民委员会|村民委员会|居委会|村委会")
_STREET = re.compile(r"街道(?:办事处)?|(?:镇|乡)(?!路|街|大道|巷|里|村|园)")
_DISTRICT = re.compile(r"(?<![小园厂院校社住景])区|县|(?<!城)市(?!场|民)")
_CHINESE = re.compile("[\u3005\u3007\u3400-\u9fff\ue000-\ufaff\U00020000-\U0003ffff\U000f0000-\U0010ffff]")
_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Me"})
"""Categories of what has no room of its own: it neither counts as a letter of a name nor hides one."""


def mask_name(name: str) -> str:
    """Keep the surname: 张**, 欧阳*. A name in letters keeps its initial; a single character nothing.

    Of a name in parts (买买提·吐尔逊) the first character is kept: it has no surname that could be.
    """
    kept = "".join(letter for letter in name if unicodedata.category(letter) not in _UNSEEN).strip()
    letters = sum(map(stands_in_name, kept))
    if letters < 2:
        return STAR * len(kept)
    if not _CHINESE.match(kept):
        return kept[0] + STAR * 3
    whole = letters > 2 and kept[:2] in COMPOUND_SURNAMES and not NAME_DOTS.search(kept)
    surname = 2 if whole else 1
    return kept[:surname] + STAR * (len(kept) - surname)


def mask_id_number(number: str) -> str:
    """Keep the last four only: the first six and the year of birth would tell too much."""
    return _keep(number, 0, 4)


def mask_phone(phone: str) -> str:
    """Keep the first three and the last four digits: 138****5678."""
    return _keep("".join(char for char in phone if char.isascii() and char.isdigit()), 3, 4)


def mask_credential(number: str) -> str:
    """Keep the last four after five stars, whatever the length: *****6789."""
    kept = number.strip()
    return STAR * 5 + (kept[-4:] if len(kept) >= 8 else "")


def mask_address(address: str) -> str:
    """Keep everything down to the community, or the street, or the district where no nearer one is named."""
    for level in (_COMMUNITY, _STREET, _DISTRICT):
        found = level.search(address)
        if found is not None:
            return address[: found.end()] + STAR * 4
    return STAR * 4 if address.strip() else ""


def age_band(birth: date, on: date) -> str:
    """Return the five-year band of the age on a day: 70–74; 100+; empty before the birth."""
    age = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
    if age < 0:
        return ""
    lower = age - age % 5
    return "100+" if age >= 100 else f"{lower}–{lower + 4}"


def _keep(text: str, head: int, tail: int) -> str:
    """Star the middle; a text of which less than half would be hidden is starred altogether."""
    hidden = len(text) - head - tail
    if hidden < 4:
        return STAR * len(text)
    return text[:head] + STAR * hidden + text[-tail:]
