"""Which functions and expressions ask for persons, and which of them follow merges: read in the program's text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

from tests.services.naming_entries import ROOT, Key, _imports, _reaching

MODELS = "gridcenter.store.models"
LINKED = (
    *("Person", "PersonSearch", "RecordItem", "HouseholdMember", "Residence", "OrganisationPerson"),
    *("Visit", "CareFile", "IntegrityHit", "PopulationChange", "PersonApart"),
)
"""Tables with a row of the register in them."""
MERGES = frozenset({(MODELS, "PersonMerge")})


def askers() -> set[str]:
    """Return the functions and expressions of store and services that name a table with persons in it."""
    graph, shorts = _graph()
    tables = {(MODELS, one) for one in LINKED}
    for _ in range(2):  # a short name of a short name
        tables |= {key for key in shorts if graph[key] & tables}
    return {_shown(key) for key, uses in graph.items() if uses & tables and key not in shorts}


def followers() -> set[str]:
    """Return those that come to the merges in force, themselves or by what they call."""
    return {_shown(key) for key in _reaching(_graph()[0], MERGES)}


def _shown(key: Key) -> str:
    return f"{key[0].removeprefix('gridcenter.')}.{key[1]}"


@cache
def _graph() -> tuple[dict[Key, set[Key]], set[Key]]:
    """Return by function or expression what it names, and the short names of tables."""
    graph: dict[Key, set[Key]] = {}
    shorts: set[Key] = set()
    for module, tree in _modules():
        imported = dict(_imports(tree))
        parts = [part for node in tree.body for part in _parts(node)]
        known = {name for name, _ in parts}
        for name, node in parts:
            graph.setdefault((module, name), set()).update(_uses(node, module, known, imported))
            if _is_table(node):
                shorts.add((module, name))
    return graph, shorts


def _is_table(node: ast.AST) -> bool:
    """Whether it is such as `table_of(Person)` or `_person.alias()`."""
    func = node.func if isinstance(node, ast.Call) else None
    if isinstance(func, ast.Name):
        return func.id == "table_of"
    return isinstance(func, ast.Attribute) and func.attr == "alias"


def _parts(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """Yield what a statement names, each name of `one, other = a, b` with its own value."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name, node
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
        yield node.target.id, node.value
    elif isinstance(node, ast.Assign):
        (target,) = node.targets
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = zip(target.elts, node.value.elts, strict=True)
            yield from ((one.id, value) for one, value in pairs if isinstance(one, ast.Name))
        elif isinstance(target, ast.Name):
            yield target.id, node.value


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for floor in ("store", "services"):
        for path in sorted((ROOT / floor).rglob("*.py")):
            if "models" not in path.parts and "demo" not in path.parts:
                parts = path.relative_to(ROOT.parent).with_suffix("").parts
                yield ".".join(parts), ast.parse(path.read_text("utf-8"))


def _uses(node: ast.AST, module: str, known: set[str], imported: dict[str, Key]) -> Iterator[Key]:
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and (one.id in known or one.id in imported):
            yield imported.get(one.id, (module, one.id))
        elif isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
            at = imported.get(one.value.id)
            if at is not None:
                yield f"{at[0]}.{at[1]}", one.attr
