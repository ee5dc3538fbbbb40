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

/** Paint all names the view has room for; remembers them in `state.named` for whoever asks. */
export function paintLabels(sheet, frame, state) {
  const context = sheet.clear(frame);
  frame.toScreen(context);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  const taken = [];
  state.named = [];
  if (state.layers.backdrop) paintWaterNames(context, frame, state);
  if (!state.layers.names) return;
  for (const name of candidates(frame, state)) setName(context, frame, state, name, taken);
}

function candidates(frame, state) {
  const { district, level, look } = state;
  const wide = (places) => places.filter((place) => place.inner && boxesMeet(place.box, frame.box));
  const byCount = (one, other) => state.openIn(other.code) - state.openIn(one.code);
  const roomy = district.communitySide * frame.scale >= SMALLEST * (look.wall ? 1.6 : 1);
  const upper = roomy || !district.streets.length ? district.communities : district.streets;
  const names = wide(upper).sort(byCount).map((place) => nameOf(place, state, place.short));
  if (level === "district" || look.wall) return names;
  return names.concat(wide(district.grids).map((place) => ({ ...nameOf(place, state), small: true })));
}

function nameOf(place, state, words = null) {
  const text = words ? state.inLanguage(words) : place.code.slice(-SERIAL_LENGTH);
  const size = state.look.wall ? TYPE.wall : words ? TYPE.desk : TYPE.small;
  return { place, text, size, count: state.look.wall ? "" : String(state.openIn(place.code)) };
}

function setName(context, frame, state, name, taken) {
  measure(context, state, name);
  const spots = NEARBY.map((offset) => spotOf(frame, name, offset)).filter((spot) => isInside(frame, name, spot));
  const free = (spot, lights) => isFree(spot.box, taken, state.marks, lights);
  const chosen = spots.find((spot) => free(spot, ["red", "yellow"])) ?? spots.find((spot) => free(spot, ["red"]));
  if (!chosen) return;
  taken.push(chosen.box);
  state.named.push(name.count ? `${name.text} ${name.count}` : name.text);
  write(context, state, name, chosen);
}

function measure(context, state, name) {
  context.font = font(state, name.size, true);
  name.textWidth = context.measureText(name.text).width;
  context.font = font(state, name.size, false);
  name.width = name.textWidth + (name.count ? GAP + context.measureText(name.count).width : 0);
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

function isFree(box, taken, marks, lights) {
  if (taken.some((other) => boxesMeet(box, other))) return false;
  return !marks.some(
    ({ x, y, mark, reach }) => lights.includes(mark.light) && boxesMeet(box, [x - reach, y - reach, x + reach, y + reach]),
  );
}

function write(context, state, name, { x, y }) {
  const left = x - name.width / 2;
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
  context.letterSpacing = `${Math.round(size * 0.6)}px`;
  for (const water of state.district.backdrop) {
    for (const sign of water.signs ?? []) paintSign(context, frame, state, state.inLanguage(water.name), sign);
  }
  context.letterSpacing = "0px";
  context.textAlign = "left";
}

function paintSign(context, frame, state, text, [longitude, latitude, slope]) {
  const [x, y] = state.district.local(longitude, latitude);
  context.save();
  context.translate(frame.x(x), frame.y(y));
  context.rotate((-slope * Math.PI) / 180);
  context.fillText(text, 0, 0);
  context.restore();
}

function font(state, size, bold) {
  return `${bold ? 700 : 400} ${size}px ${state.look.families}`;
}
