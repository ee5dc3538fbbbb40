"""Categories as files name them: found by code, by name or by the names from the major down to the leaf."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from gridcenter.domain.names import Name
from gridcenter.language import pick, tr
from gridcenter.services.importing.cells import RowRefused, check_length
from gridcenter.services.importing.records import Job
from gridcenter.services.readings import sounds
from gridcenter.store.models import Category, CodeSet

MAX_CODE, MAX_NAME, MAX_INITIALS, MAX_PINYIN = 60, 200, 100, 400


def add_code_set(job: Job, key: str, name: Name) -> None:
    """Add the code set unless the store has it."""
    if job.session.get(CodeSet, key) is None:
        job.session.add(CodeSet(key=key, name=name.zh or name.en, name_en=name.en))
        job.session.flush()
        job.report.stored["code_set"] += 1


def spelled(text: str) -> tuple[str, str]:
    """Return (pinyin without tones, initials) for the search box."""
    whole, initials = sounds(text)
    return whole[:MAX_PINYIN], initials[:MAX_INITIALS]


class CategoryPaths:
    """Leaves of one code set, found or made by the names on the way to them."""

    def __init__(self, job: Job, set_key: str, set_name: Name) -> None:
        self._job = job
        self._set = set_key
        add_code_set(job, set_key, set_name)
        rows = job.session.scalars(select(Category).where(Category.set_key == set_key))
        self._nodes = {(node.parent_id, node.name): node for node in rows}
        self._codes = {node.code: node.name for node in self._nodes.values()}
        self._found: dict[tuple[str, ...], int] = {}

    def leaf(self, names: Sequence[str], codes: Sequence[str]) -> int:
        """Return the id of the category at the end of the path; empty names at its end are left out.

        One code under several names makes several categories, kept apart by name.
        """
        path = tuple(name for name in names if name)
        known = self._found.get(path)
        if known is None:
            known = self._found[path] = self._walk(path, codes)
        return known

    def _walk(self, path: Sequence[str], codes: Sequence[str]) -> int:
        node: Category | None = None
        for depth, name in enumerate(path):
            parent = node
            node = self._nodes.get((parent.id if parent else None, name))
            if node is None:
                node = self._add(parent, name, codes[: depth + 1])
        if node is None:
            raise RowRefused("category", "", tr("empty, but needed"))
        return node.id

    def _add(self, parent: Category | None, name: str, codes: Sequence[str]) -> Category:
        check_length("category", name, MAX_NAME)
        pinyin, initials = spelled(name)
        node = Category(
            set_key=self._set,
            code=self._free_code(parent, name, ".".join(codes) if all(codes) else ""),
            parent_id=parent.id if parent else None,
            major_id=parent.major_id if parent else None,
            name=name,
            pinyin=pinyin,
            initials=initials,
        )
        self._job.session.add(node)
        self._job.session.flush()
        if parent is None:
            node.major_id = node.id
            self._job.session.flush()
        self._job.report.stored["category"] += 1
        self._nodes[node.parent_id, name] = node
        self._codes[node.code] = name
        return node

    def _free_code(self, parent: Category | None, name: str, wished: str) -> str:
        if wished and wished not in self._codes:
            return wished[:MAX_CODE]
        if wished:
            sentence = tr(
                "The category code {code} stands for “{one}” and for “{other}”: kept apart by name."
            )
            self._job.report.warn(sentence.format(code=wished, one=self._codes[wished], other=name))
        stem = wished or (parent.code if parent else "")
        numbered = (f"{stem}{'-' if wished else '.' if stem else ''}{n:02d}" for n in range(1, 10_000))
        return next(code for code in numbered if code not in self._codes)[:MAX_CODE]


class CategoryLookup:
    """Categories that are in the store already; a code or name must be unmistakable."""

    def __init__(self, job: Job) -> None:
        rows = job.session.execute(select(Category.set_key, Category.code, Category.name, Category.id))
        self._by_code: dict[tuple[str, str], int] = {}
        self._by_text: dict[str, set[int]] = {}
        for set_key, code, name, number in rows:
            self._by_code[set_key, code] = number
            for text in (code, name, f"{set_key}:{code}"):
                self._by_text.setdefault(text, set()).add(number)

    def find(self, text: str, set_key: str) -> int:
        """Return the category with this code (in `set_key` when given), or with this name.

        Raises:
            RowRefused: There is none, or there are several.
        """
        if set_key and (set_key, text) in self._by_code:
            return self._by_code[set_key, text]
        found: Any = self._by_text.get(text, ())
        if len(found) == 1:
            return int(next(iter(found)))
        reason = (
            tr("several categories are called so: add the column “{column}”")
            if found
            else tr("no such category in the store: import the categories first")
        )
        raise RowRefused("category", text, reason.format(column=pick(Name("类别编码集", "category set"))))
