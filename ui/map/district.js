// The district as the map draws it: shapes in reference pixels around one origin, and what lies at a point.
// The origin keeps numbers small: Path2D stores 32-bit floats, and the whole world would lose metres in them.

import { project } from "./projection.js";
import { joinBoxes, Squares } from "./squares.js";

const SQUARES_ACROSS = 32;
const AREA_ROLES = new Set(["grid", "community", "street", "district"]);

export class District {
  constructor(collection) {
    const features = collection ? collection.features : [];
    this.origin = originOf(features);
    const places = features.map((feature, index) => readPlace(feature, index, this.origin));
    this.backdrop = places.filter((place) => !AREA_ROLES.has(place.role));
    this.byCode = new Map(
      places.filter((place) => AREA_ROLES.has(place.role)).map((place) => [place.code, place]),
    );
    this.grids = this.ofRole("grid");
    this.communities = this.ofRole("community");
    this.streets = this.ofRole("street");
    this.districts = this.ofRole("district");
    this.units = this.grids.length ? this.grids : this.communities;
    this.box = joinBoxes([...this.byCode.values()].map((place) => place.box));
    this.unitSide = typicalSide(this.units);
    this.communitySide = typicalSide(this.communities);
    this.markSide = 0;
    this.squares = squaresByRole([...this.byCode.values(), ...this.backdrop]);
  }

  ofRole(role) {
    return [...this.byCode.values()].filter((place) => place.role === role);
  }

  get empty() {
    return this.byCode.size === 0;
  }

  get unitRole() {
    return this.grids.length ? "grid" : "community";
  }

  /** Return the places of a role that touch a box, in the order of the document. */
  seen(role, box) {
    const found = this.squares.get(role)?.near(box) ?? [];
    return found.sort((one, other) => one.index - other.index);
  }

  /** Return [x, y] around the origin of a longitude and latitude. */
  local(longitude, latitude) {
    const [x, y] = project(longitude, latitude);
    return [x - this.origin[0], y - this.origin[1]];
  }

  /** Return the grid (or community, where there are no grids) at a point, or null. */
  unitAt(x, y) {
    return this.seen(this.unitRole, [x, y, x, y]).find((place) => holds(place, x, y)) ?? null;
  }
}

function squaresByRole(places) {
  const byRole = new Map();
  for (const place of places) {
    if (!byRole.has(place.role)) byRole.set(place.role, []);
    byRole.get(place.role).push(place);
  }
  for (const [role, all] of byRole) {
    const [left, top, right, bottom] = joinBoxes(all.map((place) => place.box));
    const squares = new Squares(Math.max(right - left, bottom - top, 1) / SQUARES_ACROSS, (place) => place.box);
    for (const place of all) squares.add(place);
    byRole.set(role, squares);
  }
  return byRole;
}

function originOf(features) {
  const first = features.find((feature) => feature.geometry);
  if (!first) return [0, 0];
  let position = first.geometry.coordinates;
  while (Array.isArray(position[0])) position = position[0];
  return project(position[0], position[1]);
}

function readPlace(feature, index, origin) {
  const properties = feature.properties;
  const place = { ...properties, index, rings: [], lines: [] };
  gather(feature.geometry, origin, place);
  place.box = joinBoxes([...place.rings, ...place.lines].map(boxOf));
  place.size = Math.abs(place.rings.reduce((sum, ring) => sum + signedSize(ring), 0));
  place.path = pathOf(place.rings, true);
  for (const line of place.lines) trace(place.path, line);
  if (properties.point) {
    const [x, y] = project(properties.point[0], properties.point[1]);
    place.inner = [x - origin[0], y - origin[1]];
  }
  return place;
}

function gather(geometry, origin, place) {
  if (!geometry) return;
  const flat = (positions) => flatten(positions, origin);
  switch (geometry.type) {
    case "Polygon":
      place.rings.push(...geometry.coordinates.map(flat));
      break;
    case "MultiPolygon":
      for (const polygon of geometry.coordinates) place.rings.push(...polygon.map(flat));
      break;
    case "LineString":
      place.lines.push(flat(geometry.coordinates));
      break;
    case "MultiLineString":
      place.lines.push(...geometry.coordinates.map(flat));
      break;
    case "GeometryCollection":
      for (const part of geometry.geometries) gather(part, origin, place);
      break;
    default:
  }
}

function flatten(positions, origin) {
  const flat = new Float64Array(positions.length * 2);
  positions.forEach((position, index) => {
    const [x, y] = project(position[0], position[1]);
    flat[index * 2] = x - origin[0];
    flat[index * 2 + 1] = y - origin[1];
  });
  return flat;
}

export function pathOf(rings, closed) {
  const path = new Path2D();
  for (const ring of rings) {
    trace(path, ring);
    if (closed) path.closePath();
  }
  return path;
}

function trace(path, line) {
  path.moveTo(line[0], line[1]);
  for (let index = 2; index < line.length; index += 2) path.lineTo(line[index], line[index + 1]);
}

function boxOf(line) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < line.length; index += 2) {
    box[0] = Math.min(box[0], line[index]);
    box[1] = Math.min(box[1], line[index + 1]);
    box[2] = Math.max(box[2], line[index]);
    box[3] = Math.max(box[3], line[index + 1]);
  }
  return box;
}

function signedSize(ring) {
  let sum = 0;
  for (let index = 0; index + 3 < ring.length; index += 2) {
    sum += ring[index] * ring[index + 3] - ring[index + 2] * ring[index + 1];
  }
  return sum / 2;
}

/** Tell whether a point lies inside a place; holes and several parts count by the even-odd rule. */
export function holds(place, x, y) {
  let inside = false;
  for (const ring of place.rings) {
    for (let index = 0, before = ring.length - 2; index < ring.length; before = index, index += 2) {
      const above = ring[index + 1] > y;
      if (above === ring[before + 1] > y) continue;
      const share = (y - ring[index + 1]) / (ring[before + 1] - ring[index + 1]);
      if (x < ring[index] + share * (ring[before] - ring[index])) inside = !inside;
    }
  }
  return inside;
}

/** Return the distance from a point to the nearest edge of a place. */
export function edgeDistance(place, x, y) {
  let nearest = Infinity;
  for (const ring of place.rings) {
    for (let index = 0; index + 3 < ring.length; index += 2) {
      nearest = Math.min(nearest, distanceToSegment(ring, index, x, y));
    }
  }
  return nearest;
}

function distanceToSegment(ring, index, x, y) {
  const dx = ring[index + 2] - ring[index];
  const dy = ring[index + 3] - ring[index + 1];
  const length = dx * dx + dy * dy;
  const along = length ? ((x - ring[index]) * dx + (y - ring[index + 1]) * dy) / length : 0;
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(x - ring[index] - share * dx, y - ring[index + 1] - share * dy);
}

function typicalSide(places) {
  if (!places.length) return 0;
  const sizes = places.map((place) => place.size).sort((one, other) => one - other);
  return Math.sqrt(sizes[Math.floor(sizes.length / 2)]);
}
