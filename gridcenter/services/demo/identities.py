"""Names, numbers, work and schooling of the demo's residents, in columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from gridcenter.domain.identity import CHECK_CHARACTERS, CHECK_WEIGHTS, DEMO_PREFIX
from gridcenter.services.demo.households import FEMALE, MALE, Numbers, Residents
from gridcenter.services.demo.naming import word_list

Texts = npt.NDArray[np.object_]
PHONE_BEGINNING = "1990000"
BIRTHS_UNTIL = date(2026, 6, 30)
"""Ages are as of this day, so that numbers do not change with the day on which a demo is made."""
UNKNOWN_EDUCATION, UNKNOWN_EMPLOYER, UNKNOWN_PHONE = 0.03, 0.06, 0.05


@dataclass(frozen=True, slots=True)
class Identities:
    """Columns beside those of `Residents`; an empty text is unknown."""

    name: Texts
    birth: npt.NDArray[np.datetime64]
    id_number: Texts
    phone: Texts
    education: Texts
    occupation: Texts
    occupation_class: Texts
    employer: Texts
    pension: Texts
    medical: Texts


def draw_identities(rng: np.random.Generator, residents: Residents) -> Identities:
    birth = np.datetime64(BIRTHS_UNTIL) - (
        residents.age * 365.25 + rng.integers(0, 365, len(residents.age))
    ).astype(int)
    occupation, occupation_class, employer = _work(rng, residents.age)
    employed = occupation_class != ""
    return Identities(
        name=_names(rng, residents),
        birth=birth,
        id_number=number_people(birth, residents.sex),
        phone=_phones(rng, residents.age),
        education=_education(rng, residents.age, occupation_class == "20000"),
        occupation=occupation,
        occupation_class=occupation_class,
        employer=employer,
        pension=_pension(rng, residents.age, employed),
        medical=np.where(
            rng.random(len(birth)) < 0.97, np.where(employed, "employee", "resident"), "none"
        ).astype(object),
    )


def number_people(birth: npt.NDArray[np.datetime64], sex: Numbers) -> Texts:
    """Give everyone born on the same day another sequence; men get odd ones (GB 11643)."""
    days = birth.astype("datetime64[D]").astype(np.int64)
    order = np.lexsort((sex, days))
    same = np.r_[False, (np.diff(days[order]) == 0) & (np.diff(sex[order]) == 0)]
    position = np.arange(len(order))
    rank = position - np.maximum.accumulate(np.where(same, 0, position))
    if rank.max(initial=0) > 498:
        raise ValueError("more births on one day than there are sequences")
    sequence = np.empty(len(order), dtype=np.int64)
    start = (days[order] * 7919) % 499  # scattered, so that numbers do not all begin with 001
    sequence[order] = 2 * ((rank + start) % 499) + np.where(sex[order] == MALE, 1, 2)
    text = np.char.add(np.char.replace(birth.astype("datetime64[D]").astype(str), "-", ""), "")
    first = np.char.add(np.char.add(DEMO_PREFIX, text), np.char.zfill(sequence.astype(str), 3))
    digits = first.astype("<U17").view("<U1").reshape(len(first), 17).astype(np.int64)
    check = np.asarray(list(CHECK_CHARACTERS))[(digits @ np.asarray(CHECK_WEIGHTS)) % 11]
    return np.char.add(first, check).astype(object)


def _names(rng: np.random.Generator, residents: Residents) -> Texts:
    words = word_list("people")
    surnames = np.asarray(list(words["surnames"]), dtype=object)[residents.surname]
    given = np.empty(len(surnames), dtype=object)
    bands = {"old": residents.age >= 58, "young": residents.age < 30}
    bands["middle"] = ~(bands["old"] | bands["young"])
    for band, members in bands.items():
        for sex, key in ((MALE, "male"), (FEMALE, "female")):
            chosen = members & (residents.sex == sex)
            stock = np.asarray(words["given"][band][key].split(), dtype=object)
            given[chosen] = stock[rng.integers(0, len(stock), int(chosen.sum()))]
    return np.asarray(surnames + given, dtype=object)


def _phones(rng: np.random.Generator, age: Numbers) -> Texts:
    text = np.char.add(PHONE_BEGINNING, np.char.zfill(rng.integers(0, 10_000, len(age)).astype(str), 4))
    known = (age >= 12) & (rng.random(len(age)) > UNKNOWN_PHONE)
    return np.where(known, text, "").astype(object)


def _education(rng: np.random.Generator, age: Numbers, professional: npt.NDArray[np.bool_]) -> Texts:
    """Draw from GB/T 4658 codes: the younger, the longer at school; children stand at their present school."""
    young = rng.choice(["14", "21", "31", "41", "61", "71"], len(age), p=[0.07, 0.30, 0.27, 0.12, 0.14, 0.10])
    middle = rng.choice(
        ["21", "31", "41", "61", "71", "81"], len(age), p=[0.13, 0.17, 0.15, 0.22, 0.28, 0.05]
    )
    old = rng.choice(["21", "41", "61", "71", "81", "90"], len(age), p=[0.03, 0.06, 0.14, 0.33, 0.34, 0.10])
    grown = np.where(age < 40, young, np.where(age < 60, middle, old))
    schooled = rng.choice(["14", "21", "31"], len(age), p=[0.14, 0.62, 0.24])
    grown = np.where(professional, schooled, grown)
    pupil = np.where(age < 6, "", np.where(age < 12, "80", np.where(age < 15, "70", "60")))
    known = rng.random(len(age)) > UNKNOWN_EDUCATION
    return np.where(known, np.where(age < 19, pupil, grown), "").astype(object)


def _work(rng: np.random.Generator, age: Numbers) -> tuple[Texts, Texts, Texts]:
    """Return occupation, class and employer; pupils, students, retired and jobless people have only the first."""
    words = word_list("people")
    titles, classes, weights, places = zip(*words["work"], strict=True)
    chosen = rng.choice(len(titles), len(age), p=np.asarray(weights) / sum(weights))
    luck = rng.random(len(age))
    works = (age >= 18) & (age < 60) & (luck > 0.12) & ~((age < 23) & (luck < 0.6))
    other = np.where(age < 6, "", np.where(age < 18, "学生", np.where(age < 23, "在校学生", "待业")))
    other = np.where(age >= 60, "退休", other)
    employer = np.full(len(age), "", dtype=object)
    for place, stock in words["employers"].items():
        members = works & (np.asarray(places)[chosen] == place) & (rng.random(len(age)) > UNKNOWN_EMPLOYER)
        names = np.asarray(stock, dtype=object)
        employer[members] = names[rng.integers(0, len(names), int(members.sum()))]
    occupation = np.where(works, np.asarray(titles, dtype=object)[chosen], other.astype(object))
    return occupation, np.where(works, np.asarray(classes, dtype=object)[chosen], ""), employer


def _pension(rng: np.random.Generator, age: Numbers, employed: npt.NDArray[np.bool_]) -> Texts:
    luck = rng.random(len(age))
    covered = np.where(employed, "employee", "resident")
    grown = np.where(luck < 0.9, covered, np.where(luck < 0.96, "none", ""))
    return np.where(age >= 16, grown, "").astype(object)
