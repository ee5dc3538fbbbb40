"""Which functions show somebody masked names of residents: found in the text of the program, so none is forgotten."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import gridcenter

ROOT = Path(gridcenter.__file__).parent
Key = tuple[str, str]
"""(module, name of a function, class or constant in it)"""
MASKS = frozenset({("gridcenter.domain.masking", name) for name in ("mask_name", "mask_id_number")})
FLOORS = ("domain", "store", "services")
CALLERS = ("desk", "commands")


def naming_entries() -> set[str]:
    """Return the public functions of services that a desk or a command calls and that come to a mask of a name."""
    graph = _graph()
    masking = _reaching(graph, MASKS)
    called = {one for key, uses in graph.items() if key[0].split(".")[1] in CALLERS for one in uses}
    called |= {_loaded(key) for key in _loaded_names()}
    return {
        f"{module.removeprefix('gridcenter.services.')}.{name}"
        for module, name in called & masking
        if module.startswith("gridcenter.services.") and name[0].islower()
    }


def _reaching(graph: dict[Key, set[Key]], wanted: frozenset[Key]) -> set[Key]:
    found = set(wanted)
    while True:
        more = {key for key, uses in graph.items() if key not in found and uses & found}
        if not more:
            return found
        found |= more


@cache
def _graph() -> dict[Key, set[Key]]:
    """Return by function, class or constant what of the program it names; a class stands for all of its methods."""
    graph: dict[Key, set[Key]] = {}
    for module, tree in _modules():
        known = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        imported = dict(_imports(tree))
        for node in tree.body:
            for name in _names(node):
                known.add(name)
                graph.setdefault((module, name), set()).update(_uses(node, module, known, imported))
    return graph


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for floor in (*FLOORS, *CALLERS):
        for path in sorted((ROOT / floor).rglob("*.py")):
            parts = path.relative_to(ROOT.parent).with_suffix("").parts
            yield ".".join(parts), ast.parse(path.read_text("utf-8"))


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    if isinstance(node, ast.AnnAssign):
        targets = [node.target]
    return [one.id for one in targets if isinstance(one, ast.Name)]


def _imports(tree: ast.Module) -> Iterator[tuple[str, Key]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("gridcenter"):
            for one in node.names:
                yield one.asname or one.name, (node.module, one.name)


def _uses(node: ast.stmt, module: str, known: set[str], imported: dict[str, Key]) -> Iterator[Key]:
    for one in ast.walk(node):
        if isinstance(one, ast.Name):
            yield imported.get(one.id, (module, one.id))
        elif isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
            at = imported.get(one.value.id)
            if at is not None:
                yield f"{at[0]}.{at[1]}", one.attr


def _loaded_names() -> Iterator[tuple[str, str]]:
    """Yield (module, attribute) of what desks and commands load late, by its name in a text."""
    for module, tree in _modules():
        if module.split(".")[1] not in CALLERS:
            continue
        texts = [
            one.value
            for one in ast.walk(tree)
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        modules = [text for text in texts if text.startswith("gridcenter.services.")]
        modules += [f"gridcenter.services.importing.{text}" for text in texts if text.isidentifier()]
        attributes = {one.attr for one in ast.walk(tree) if isinstance(one, ast.Attribute)}
        yield from ((loaded, name) for loaded in modules for name in attributes)


def _loaded(key: tuple[str, str]) -> Key:
    return key
