// Names with their counts. A name gives way to red marks and to names set before it: it first looks for room nearby
// inside its place and is left out where there is none.

import { holds } from "./district.js";
import { boxesMeet, joinBoxes, Squares, widened } from "./squares.js";

const HALO_RATIO = 0.26;
const GAP = 5;
const TYPE = { desk: 15, small: 13, wall: 30, wallWater: 26 };
const SMALLEST = 58;
const SERIAL_LENGTH = 3;
const NEARBY = [[0, 0], [0, -1], [0, 1], [-1, 0], [1, 0], [0, -1.8], [0, 1.8], [-1, -1], [1, -1], [-1, 1], [1, 1], [-1.8, 0], [1.8, 0]];
const STEP = 15;
const ROOM = 8;
const SQUARE = 128;

/**
 * The names of one view. They are set in an order (the place with most open incidents first), each as if those after it
 * did not exist. So a change is set anew only where it reaches: what stands anew afterwards is what all names set anew
 * would give.
 */
export class Names {
  constructor(marks) {
    this.marks = marks;
    this.clear();
  }

  clear() {
    this.byCode = new Map();
    this.squares = new Squares(SQUARE, (name) => name.reach);
  }

  /** The names that have found room, in the order they were set. */
  get shown() {
    return [...this.byCode.values()].filter((name) => name.spot).sort(inSettingOrder);
  }

  /** Find room for all names the view can show. */
  arrange(frame, state) {
    this.clear();
    this.frame = frame;
    if (!state.layers.names) return;
    for (const name of candidates(frame, state)) this.enter(name, state);
    this.settle(this.byCode.values(), state);
  }

  /**
   * Follow new counts of some places, and marks that came to or left some boxes. Return the boxes to paint again, in
   * pixels of the sheet.
   */
  rearrange(codes, boxes, state) {
    const due = new Set(boxes.flatMap((box) => this.squares.near(box)));
    const counted = [...codes].map((code) => this.byCode.get(code)).filter(Boolean);
    for (const name of counted) {
      for (const other of name.spot ? this.squares.near(name.spot.box) : []) due.add(other);
      this.squares.remove(name);
      this.enter(name, state);
      due.add(name);
    }
    return this.settle(due, state).map((box) => widened(box, ROOM));
  }

  enter(name, state) {
    measure(state, name);
    name.reach = joinBoxes(NEARBY.map((offset) => spotOf(this.frame, name, offset).box));
    this.byCode.set(name.place.code, name);
    this.squares.add(name);
  }

  /** Set names in order, and after each one that moved those it may have to do with; return boxes left and taken. */
  settle(due, state) {
    const line = [...due].sort(inSettingOrder);
    const queued = new Set(line);
    const differing = [];
    for (let at = 0; at < line.length; at += 1) {
      const name = line[at];
      const [before, key] = [name.spot, name.key];
      this.seat(name, state);
      if (name.key === key) continue;
      const boxes = [before, name.spot].filter(Boolean).map(({ box }) => box);
      differing.push(...boxes);
      if (queued.size === this.byCode.size) continue;
      for (const other of boxes.flatMap((box) => this.squares.near(box))) {
        if (queued.has(other) || inSettingOrder(other, name) < 0) continue;
        queued.add(other);
        insert(line, other, at + 1);
      }
    }
    return differing;
  }

  seat(name, state) {
    name.spot = this.roomFor(name, state);
    name.words = name.count ? `${name.text} ${name.count}` : name.text;
    name.key = name.spot ? `${name.words} ${name.spot.x} ${name.spot.y}` : "";
  }

  /** Return the first free spot near the inner point of a place and inside it, else one with a yellow mark, or null. */
  roomFor(name, state) {
    const earlier = this.squares.near(name.reach).filter((other) => other.spot && inSettingOrder(other, name) < 0);
    let second = null;
    for (const offset of NEARBY) {
      const spot = spotOf(this.frame, name, offset);
      if (earlier.some((other) => boxesMeet(spot.box, other.spot.box)) || !isInside(this.frame, name, spot)) continue;
      const met = this.marks.met(spot.box, state);
      if (met === null) return spot;
      if (met === "yellow") second ??= spot;
    }
    return second;
  }

  paint(context, frame, state) {
    frame.toSheet(context);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    if (state.layers.backdrop) paintWaterNames(context, frame, state);
    const part = widened(frame.window, ROOM);
    const near = this.squares.near(part).filter(({ spot }) => spot && boxesMeet(spot.box, part));
    for (const name of near.sort(inSettingOrder)) write(context, state, name);
  }
}

/** Names of communities or streets with most to do first; grids, which are many, as the document has them. */
function inSettingOrder(one, other) {
  return one.small - other.small || other.weight - one.weight || one.place.index - other.place.index;
}

function insert(line, name, from) {
  let [low, high] = [from, line.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (inSettingOrder(line[middle], name) < 0) low = middle + 1;
    else high = middle;
  }
  line.splice(low, 0, name);
}

function candidates(frame, state) {
  const { district, level, look } = state;
  const wide = (role) => district.seen(role, frame.box).filter((place) => place.inner);
  const named = (place) => state.inLanguage(place.name);
  const roomy = district.communitySide * frame.scale >= SMALLEST * (look.wall ? 1.6 : 1);
  const places = roomy || !district.streets.some(named) ? wide("community") : wide("street").filter(named);
  const upper = places.map((place) => nameOf(place, place.short, false));
  if (level === "district" || look.wall) return upper;
  return upper.concat(wide("grid").map((place) => nameOf(place, null, true)));
}

function nameOf(place, short, small) {
  return { place, short, small, spot: null, key: "" };
}

/** Say what a name says now and how long that is. */
function measure(state, name) {
  const open = state.openIn(name.place.code);
  name.weight = name.small ? 0 : open;
  name.text = (name.short && state.inLanguage(name.short)) || name.place.code.slice(-SERIAL_LENGTH);
  name.size = state.look.wall ? TYPE.wall : name.small ? TYPE.small : TYPE.desk;
  name.count = state.look.wall || state.look.bare ? "" : String(open);
  name.textWidth = widthOf(state, name.text, name.size, true);
  name.width = name.textWidth + (name.count ? GAP + widthOf(state, name.count, name.size, false) : 0);
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
  const { x, y } = name.spot;
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
  context.letterSpacing = `${Math.round(size * (state.look.language === "en" ? 0.08 : 0.6))}px`;
  for (const water of state.district.backdrop) {
    const text = state.inLanguage(water.name);
    for (const sign of water.signs ?? []) paintSign(context, frame, state, text, size, sign);
  }
  context.letterSpacing = "0px";
  context.textAlign = "left";
}

function paintSign(context, frame, state, text, size, [longitude, latitude, slope]) {
  const [localX, localY] = state.district.local(longitude, latitude);
  const [x, y] = [frame.x(localX) + frame.left, frame.y(localY) + frame.top];
  if (!boxesMeet([x, y, x, y], widened(frame.window, text.length * size * 2))) return;
  context.save();
  context.translate(x, y);
  context.rotate((-slope * Math.PI) / 180);
  context.fillText(text, 0, 0);
  context.restore();
}

function font(state, size, bold) {
  return `${bold ? 700 : 400} ${size}px ${state.look.families}`;
}
