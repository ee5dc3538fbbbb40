// Names with their counts on a canvas of their own. A name gives way to red marks and to names set before it:
// it first looks for room nearby inside its place and is left out where there is none.

import { boxesMeet, holds } from "./district.js";

const HALO_RATIO = 0.26;
const GAP = 5;
const TYPE = { desk: 15, small: 13, wall: 30, wallWater: 26 };
const SMALLEST = 58;
const SERIAL_LENGTH = 3;
const NEARBY = [[0, 0], [0, -1], [0, 1], [-1, 0], [1, 0], [0, -1.8], [0, 1.8], [-1, -1], [1, -1], [-1, 1], [1, 1], [-1.8, 0], [1.8, 0]];
const STEP = 15;
const ROOM = 8;
const SQUARE = 64;

/** Find room for all names the view can show; each result says what stands where. */
export function arrangeLabels(frame, state) {
  if (!state.layers.names) return [];
  const taken = [];
  return candidates(frame, state).flatMap((name) => setName(frame, state, name, taken) ?? []);
}

/** Return the boxes in which two arrangements differ. */
export function differingBoxes(before, after) {
  const keep = (one, others) => others.some((other) => other.key === one.key);
  return [...before.filter((one) => !keep(one, after)), ...after.filter((one) => !keep(one, before))].map(
    ({ box }) => [box[0] - ROOM, box[1] - ROOM, box[2] + ROOM, box[3] + ROOM],
  );
}

export function paintLabels(context, frame, state) {
  const part = frame.pixels(frame.box);
  const shift = ([left, top, right, bottom]) => [left - frame.left, top - frame.top, right - frame.left, bottom - frame.top];
  frame.toSheet(context);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  if (state.layers.backdrop) paintWaterNames(context, frame, state);
  for (const label of state.labels) {
    if (boxesMeet(shift(label.box), part)) write(context, state, label);
  }
}

function candidates(frame, state) {
  const { district, level, look } = state;
  const wide = (places) => places.filter((place) => place.inner && boxesMeet(place.box, frame.box));
  const streets = district.streets.filter((place) => state.inLanguage(place.name));
  const byCount = (one, other) => state.openIn(other.code) - state.openIn(one.code);
  const roomy = district.communitySide * frame.scale >= SMALLEST * (look.wall ? 1.6 : 1);
  const upper = roomy || !streets.length ? district.communities : streets;
  const names = wide(upper).sort(byCount).map((place) => nameOf(place, state, place.short));
  if (level === "district" || look.wall) return names;
  return names.concat(wide(district.grids).map((place) => ({ ...nameOf(place, state), small: true })));
}

function nameOf(place, state, words = null) {
  const text = (words && state.inLanguage(words)) || place.code.slice(-SERIAL_LENGTH);
  const size = state.look.wall ? TYPE.wall : words ? TYPE.desk : TYPE.small;
  return { place, text, size, count: state.look.wall ? "" : String(state.openIn(place.code)) };
}

function setName(frame, state, name, taken) {
  measure(state, name);
  const spot = roomFor(frame, name, taken, state.obstacles);
  if (!spot) return null;
  taken.push(spot.box);
  const words = name.count ? `${name.text} ${name.count}` : name.text;
  return { ...name, ...spot, words, key: `${words} ${spot.x} ${spot.y}` };
}

/** Return the first free spot near the inner point of a place and inside it, else one with a yellow mark, or null. */
function roomFor(frame, name, taken, obstacles) {
  let second = null;
  for (const offset of NEARBY) {
    const spot = spotOf(frame, name, offset);
    if (taken.some((other) => boxesMeet(spot.box, other)) || !isInside(frame, name, spot)) continue;
    const met = obstacles.met(spot.box);
    if (met === null) return spot;
    if (met === "yellow") second ??= spot;
  }
  return second;
}

/** Marks that names keep clear of, sorted into squares so that a box is compared with its neighbours only. */
export class Obstacles {
  constructor(shown, reach) {
    this.squares = new Map();
    for (const { mark, x, y } of shown) {
      const box = [x - reach, y - reach, x + reach, y + reach];
      eachSquare(box, (key) => {
        if (!this.squares.has(key)) this.squares.set(key, []);
        this.squares.get(key).push({ light: mark.light, box });
      });
    }
  }

  /** Return the most pressing light that a box touches, or null. */
  met(box) {
    let most = null;
    eachSquare(box, (key) => {
      for (const one of this.squares.get(key) ?? []) {
        if (most !== "red" && boxesMeet(box, one.box)) most = one.light;
      }
    });
    return most;
  }
}

function eachSquare([left, top, right, bottom], visit) {
  for (let column = Math.floor(left / SQUARE); column <= Math.floor(right / SQUARE); column += 1) {
    for (let row = Math.floor(top / SQUARE); row <= Math.floor(bottom / SQUARE); row += 1) visit(column * 4096 + row);
  }
}

const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();

function widthOf(state, text, size, bold) {
  const key = `${bold} ${size} ${text}`;
  if (!widths.has(key)) {
    ruler.font = font(state, size, bold);
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
}

function measure(state, name) {
  name.textWidth = widthOf(state, name.text, name.size, true);
  name.width = name.textWidth + (name.count ? GAP + widthOf(state, name.count, name.size, false) : 0);
}

function spotOf(frame, name, [right, down]) {
  const x = frame.x(name.place.inner[0]) + right * STEP * (name.size / TYPE.desk) * 1.4;
  const y = frame.y(name.place.inner[1]) + down * STEP * (name.size / TYPE.desk);
  const [wide, high] = [name.width / 2 + 2, name.size * 0.62];
  return { x, y, box: [x - wide, y - high, x + wide, y + high] };
}

function isInside(frame, name, { x, y }) {
  return holds(name.place, (x - frame.dx) / frame.scale, (y - frame.dy) / frame.scale);
}

function write(context, state, name) {
  const { y } = name;
  const left = name.x - name.width / 2;
  const parts = [[name.text, left, true]];
  if (name.count) parts.push([name.count, left + name.textWidth + GAP, false]);
  context.strokeStyle = state.look.colours.map.halo;
  context.fillStyle = state.look.colours.map.label;
  context.lineWidth = HALO_RATIO * name.size;
  for (const action of ["strokeText", "fillText"]) {
    for (const [text, start, bold] of parts) {
      context.font = font(state, name.size, bold);
      context[action](text, start, y);
    }
  }
}

function paintWaterNames(context, frame, state) {
  const size = state.look.wall ? TYPE.wallWater : TYPE.desk;
  context.font = font(state, size, false);
  context.fillStyle = state.look.colours.map.water_label;
  context.textAlign = "center";
  context.letterSpacing = `${Math.round(size * (state.look.language === "en" ? 0.08 : 0.6))}px`;
  for (const water of state.district.backdrop) {
    for (const sign of water.signs ?? []) paintSign(context, frame, state, state.inLanguage(water.name), sign);
  }
  context.letterSpacing = "0px";
  context.textAlign = "left";
}

function paintSign(context, frame, state, text, [longitude, latitude, slope]) {
  const [x, y] = state.district.local(longitude, latitude);
  context.save();
  context.translate(frame.x(x) + frame.left, frame.y(y) + frame.top);
  context.rotate((-slope * Math.PI) / 180);
  context.fillText(text, 0, 0);
  context.restore();
}

function font(state, size, bold) {
  return `${bold ? 700 : 400} ${size}px ${state.look.families}`;
}
