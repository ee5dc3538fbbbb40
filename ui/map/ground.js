// Below the marks: fill of the grids, water, parks, roads, boundaries; and above them the chosen place.

import { pathOf } from "./district.js";
import { boxesMeet } from "./squares.js";

const WIDTH = { grid: 1, community: 1.8, district: 2.6, road_major: 2.4, road_minor: 0.9, halo: 6, line: 3 };
const GRID_LINE_OPACITY = 0.75;
const VEIL_OPACITY = 0.6;
const RIVER_AS_LINE = 6;

/** Paint the fill of all units that the frame shows. */
export function paintFill(context, frame, state) {
  const colours = state.look.colours.map;
  const { district } = state;
  frame.toReference(context);
  fillEach(context, district.seen(outermost(district), frame.box), colours.land);
  fillEach(context, ofKind(frame, state, "park"), colours.park);
  if (state.level === "building") return;
  const units = district.seen(district.unitRole, frame.box).map((unit) => ({ unit, grade: state.classOf(unit.code) }));
  const hatch = units.some(({ grade }) => grade === null) ? hatching(context, frame, colours.grid_line) : null;
  for (const { unit, grade } of units) paintUnit(context, unit, grade, hatch, state);
}

function paintUnit(context, unit, grade, hatch, state) {
  context.fillStyle = grade === null ? state.look.colours.chart_no_data : state.look.colours.ramp[grade];
  context.fill(unit.path, "evenodd");
  if (grade === null) {
    context.fillStyle = hatch;
    context.fill(unit.path, "evenodd");
  }
  if (!unit.code.startsWith(state.area)) veil(context, unit, state);
}

/** Dim what the filter leaves out; boundaries, drawn above, stay as they are. */
function veil(context, unit, state) {
  context.globalAlpha = VEIL_OPACITY;
  context.fillStyle = state.look.colours.map.outside;
  context.fill(unit.path, "evenodd");
  context.globalAlpha = 1;
}

/** Return the boxes of the units among some places, in pixels of `frame`. */
export function boxesOfUnits(frame, codes, { district }) {
  const units = [...codes].map((code) => district.byCode.get(code)).filter((unit) => unit?.role === district.unitRole);
  return units.map((unit) => frame.pixels(unit.box, 1));
}

/** Paint water, roads and boundaries: water above the fill and below the lines. */
export function paintLines(context, frame, state) {
  const colours = state.look.colours.map;
  const water = ofKind(frame, state, "water");
  const [areas, rivers] = ["rings", "lines"].map((part) => water.filter((place) => place[part].length));
  frame.toReference(context);
  context.lineJoin = "round";
  fillEach(context, areas, colours.water);
  stroke(context, frame, areas, colours.water_line, 1);
  stroke(context, frame, rivers, colours.water, RIVER_AS_LINE);
  paintRoads(context, frame, state, colours);
  paintBoundaries(context, frame, state, colours);
}

function paintRoads(context, frame, state, colours) {
  const minor = ofKind(frame, state, "road_minor");
  const major = ofKind(frame, state, "road_major");
  const near = state.level !== "district";
  if (near && !state.look.wall) stroke(context, frame, minor, colours.road_minor, WIDTH.road_minor);
  if (near) stroke(context, frame, major, colours.road_casing, WIDTH.road_major + 1.6);
  stroke(context, frame, major, colours.road_major, WIDTH.road_major);
}

/** Lines give way where their areas get small on the screen: a mesh of lines would hide the fill. */
function paintBoundaries(context, frame, state, colours) {
  const { district } = state;
  const side = district.unitSide * frame.scale;
  const communitySide = district.communitySide * frame.scale;
  const opacity = GRID_LINE_OPACITY * Math.max(0.15, Math.min(1, side / 30));
  const fine = Math.min(1, Math.max(0.4, communitySide / 45));
  const seen = (role) => district.seen(role, frame.box);
  stroke(context, frame, seen("grid"), colours.grid_line, WIDTH.grid, opacity);
  stroke(context, frame, seen("community"), colours.community_line, WIDTH.community * fine);
  if (fine < 1) stroke(context, frame, seen("street"), colours.community_line, WIDTH.community);
  stroke(context, frame, seen("district"), colours.district_line, WIDTH.district);
}

/** Paint the outline of the chosen place and the pin of a found one. */
export function paintSelection(context, frame, state) {
  const { district, area, selected } = state;
  if (state.pin) paintPin(context, frame, state);
  frame.toReference(context);
  const chosen = district.byCode.get(selected) ?? district.byCode.get(area);
  if (!chosen || !boxesMeet(chosen.box, frame.box)) return;
  context.lineJoin = "round";
  stroke(context, frame, [chosen], state.look.colours.map.halo, WIDTH.halo);
  stroke(context, frame, [chosen], state.look.colours.line.focus, WIDTH.line);
}

/** A ring with a dot: where a search has led to. */
function paintPin(context, frame, state) {
  const [x, y] = state.district.local(...state.pin);
  frame.toSheet(context);
  for (const [colour, width] of [[state.look.colours.map.halo, 7], [state.look.colours.accent.base, 3]]) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.arc(frame.x(x) + frame.left, frame.y(y) + frame.top, 13, 0, 2 * Math.PI);
    context.stroke();
  }
}

function outermost(district) {
  return district.districts.length ? "district" : district.unitRole;
}

function ofKind(frame, { district, layers }, kind) {
  return layers.backdrop ? district.seen(kind, frame.box) : [];
}

function fillEach(context, places, colour) {
  context.fillStyle = colour;
  for (const place of places) context.fill(place.path, "evenodd");
}

/** Stroke all places as one path, so that a boundary shared by two is drawn once. */
function stroke(context, frame, places, colour, width, opacity = 1) {
  if (!places.length) return;
  const all = new Path2D();
  for (const place of places) all.addPath(place.path);
  context.globalAlpha = opacity;
  context.strokeStyle = colour;
  context.lineWidth = width / frame.scale;
  context.stroke(all);
  context.globalAlpha = 1;
}

/** Return the hatch in screen pixels, running on from tile to tile. */
function hatching(context, { left, top, density }, colour) {
  const pattern = context.createPattern(hatchPattern(colour), "repeat");
  pattern.setTransform(context.getTransform().inverse().translate(-left * density, -top * density));
  return pattern;
}

/** Return a pattern of fine diagonal lines for places without a value, in screen pixels. */
export function hatchPattern(colour) {
  const tile = document.createElement("canvas");
  tile.width = 8;
  tile.height = 8;
  const context = tile.getContext("2d");
  context.strokeStyle = colour;
  context.lineWidth = 1.2;
  context.stroke(pathOf([Float64Array.of(-2, 10, 10, -2), Float64Array.of(-2, 2, 2, -2), Float64Array.of(6, 10, 10, 6)], false));
  return tile;
}
