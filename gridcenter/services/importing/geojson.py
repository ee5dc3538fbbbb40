"""GeoJSON read strictly (RFC 7946): FeatureCollection, one Feature, or a bare geometry."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.language import tr
from gridcenter.services.importing.delimited import examine, open_binary
from gridcenter.services.importing.source import Row, Source

GEOMETRY = "geometry"
GEOMETRY_TYPES = frozenset(
    {
        "Point",
        "MultiPoint",
        "LineString",
        "MultiLineString",
        "Polygon",
        "MultiPolygon",
        "GeometryCollection",
    }
)
MAX_BYTES = 300 << 20


class _NotStrictError(ValueError):
    """A fault of the JSON that the standard parser would let pass; the text is a sentence."""


@contextmanager
def opened_geojson(path: Path, *, encoding: str = "") -> Iterator[Source]:
    """Open a GeoJSON file; a row's cells are the feature's properties plus `geometry` (a dict or None).

    Raises:
        BadInput: No JSON, not strictly JSON, or no GeoJSON.
    """
    features = _features(_parsed(_text(path, encoding), path), path)
    columns = tuple(dict.fromkeys(key for feature in features for key in _properties(feature)))
    remarks = () if features else (tr("{file} holds no features.").format(file=path.name),)
    yield Source(columns, _rows(features), len(features), geographic=True, remarks=remarks)


def _text(path: Path, encoding: str) -> str:
    facts = examine(path, encoding=encoding)
    with open_binary(path) as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise BadInput(
            tr("{file} is larger than {n} MB: split it.").format(file=path.name, n=MAX_BYTES >> 20)
        )
    return content.decode(facts.encoding)


def _parsed(text: str, path: Path) -> Any:
    try:
        return json.loads(
            text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_without_repeats
        )
    except json.JSONDecodeError as error:
        sentence = tr("{file}, line {line}: this is no JSON.")
        raise BadInput(sentence.format(file=path.name, line=error.lineno)) from error
    except _NotStrictError as error:
        raise BadInput(tr("{file}: {reason}.").format(file=path.name, reason=error)) from error
    except RecursionError as error:
        raise BadInput(tr("{file} is nested too deeply.").format(file=path.name)) from error
    except ValueError as error:
        raise BadInput(tr("{file} holds a number that is too long.").format(file=path.name)) from error


def _no_constant(name: str) -> float:
    raise _NotStrictError(tr("{name} is no number in JSON").format(name=name))


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise _NotStrictError(tr("the number {text} is too large").format(text=text[:20]))
    return value


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _NotStrictError(tr("the member “{name}” stands twice in one object").format(name=twice[:40]))
    return members


def _features(document: Any, path: Path) -> list[dict[str, Any]]:
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "FeatureCollection" and isinstance(document.get("features"), list):
        return list(document["features"])
    if kind == "Feature":
        return [document]
    if kind in GEOMETRY_TYPES:
        return [{"type": "Feature", "properties": None, GEOMETRY: document}]
    raise BadInput(
        tr("{file} is JSON, but no GeoJSON: it needs a FeatureCollection, a Feature or a geometry.").format(
            file=path.name
        )
    )


def _properties(feature: Any) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _rows(features: list[Any]) -> Iterator[Row]:
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            yield Row(number, {}, tr("feature {n} is no Feature").format(n=number))
            continue
        cells = {"id": feature["id"]} if "id" in feature else {}
        yield Row(number, {**cells, **_properties(feature), GEOMETRY: feature.get(GEOMETRY)})
