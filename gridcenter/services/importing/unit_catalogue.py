"""Units (单位) as case files name them: found by code or name, made by name where a preset says so."""

from __future__ import annotations

from sqlalchemy import select

from gridcenter.language import listed, tr
from gridcenter.services.importing.cells import RowRefused, check_length
from gridcenter.services.importing.records import Job
from gridcenter.store.models import Unit

MAX_CODE, MAX_NAME = 40, 100
KIND_BY_WORD = (
    ("社区", "community"),
    ("居委会", "community"),
    ("村委会", "community"),
    ("公司", "company"),
    ("集团", "company"),
    ("街道", "street"),
    ("办事处", "street"),
)


class Units:
    def __init__(self, job: Job) -> None:
        self._job = job
        self._by_code: dict[str, int] = {}
        self._by_name: dict[str, set[int]] = {}
        self._names: dict[str, list[str]] = {}
        for unit in job.session.scalars(select(Unit)):
            self._by_code[unit.code] = unit.id
            self._by_name.setdefault(unit.name, set()).add(unit.id)

    def find(self, text: str) -> int:
        """Return the unit with this code or this name.

        Raises:
            RowRefused: There is none, or several have the name.
        """
        if text in self._by_code:
            return self._by_code[text]
        found = self._by_name.get(text, set())
        if len(found) == 1:
            return next(iter(found))
        reason = (
            tr("several units are called so: give the code")
            if found
            else tr("no such unit in the store: import the units first")
        )
        raise RowRefused("unit", text, reason)

    def find_or_add(self, name: str, code: str, preset: str) -> int:
        """Return the unit of this name, added when unknown; the file's code may stand for several names."""
        names = self._names.setdefault(code, []) if code else []
        if name not in names:
            names.append(name)
        found = self._by_name.get(name)
        return min(found) if found else self._add(name, code, preset)

    def finish(self) -> None:
        for code, names in self._names.items():
            if len(names) > 1:
                sentence = tr(
                    "Unit {code} has several names in the file, kept as units of their own: {names}."
                )
                self._job.report.warn(sentence.format(code=code, names=listed(names)))

    def _add(self, name: str, code: str, preset: str) -> int:
        check_length("unit", name, MAX_NAME)
        stem = f"{preset}-{code or len(self._by_code) + 1}"[: MAX_CODE - 5]
        numbered = (stem, *(f"{stem}-{n}" for n in range(2, 10_000)))
        unit = Unit(code=next(c for c in numbered if c not in self._by_code), name=name, kind=kind_of(name))
        self._job.session.add(unit)
        self._job.session.flush()
        self._job.report.stored["unit"] += 1
        self._by_code[unit.code] = unit.id
        self._by_name.setdefault(name, set()).add(unit.id)
        return unit.id


def kind_of(name: str) -> str:
    """Return the kind of unit that a name suggests; most are departments."""
    stem = name.partition("（")[0]
    return next((kind for word, kind in KIND_BY_WORD if word in stem), "department")
