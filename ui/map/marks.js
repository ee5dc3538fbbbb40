// The incidents: ◆ ▲ ● ‖ as painted shapes with a halo, in the queue's order from its end: the first is on top.

import { Placing } from "./placing.js";
import { Squares, widened } from "./squares.js";

/** The lights from the least pressing on, as legend and switches know them. */
export const DRAWING_ORDER = ["green", "grey", "black", "yellow", "red"];
const BOX = 16;
const HALO = 2.4;
const SIZE = { desk: 15, wall: 30, quiet: 10, crowd: 7 };
const CROWD = 400;
const REACH = 4;
const STACK = 8;
const BADGE = 40;
const MOST_COUNTED = 3000;
const SQUARE = 64;

export class Marks {
  constructor() {
    this.byId = new Map();
    this.sprites = new Map();
    this.placing = new Placing();
    this.clear();
  }

  /** Forget where marks stand in the view. */
  clear() {
    this.standing = new Map();
    this.squares = new Squares(SQUARE, ({ x, y }) => [x, y, x, y]);
    this.stacks = new Map();
  }

  /** All marks of this view with their pixels on the sheet, as they are drawn. */
  get shown() {
    return [...this.standing.values()].sort(inDrawingOrder);
  }

  /** Take records [id, light, lon, lat, place, approximate, words, pressing] and ids that left; return both as marks. */
  take(message, district) {
    const touched = [];
    const known = this.byId;
    if (message.whole) this.byId = new Map();
    for (const id of message.gone) this.remove(id, touched);
    for (const record of message.marks) {
      const mark = readMark(record, district);
      if (known.has(mark.id)) this.placing.hand(known.get(mark.id), mark);
      this.byId.set(mark.id, mark);
      touched.push(mark);
    }
    if (message.whole) this.leaveAll(known);
    return touched;
  }

  leaveAll(before) {
    for (const [id, mark] of before) if (!this.byId.has(id)) this.placing.leave(mark);
  }

  remove(id, touched) {
    const old = this.byId.get(id);
    if (!old) return;
    touched.push(old);
    this.placing.leave(old);
    this.byId.delete(id);
  }

  /** Project true places again around the origin of a newly loaded district. */
  moveTo(district) {
    for (const mark of this.byId.values()) {
      mark.true = mark.position === null ? null : district.local(...mark.position);
      mark.seeded = null;
    }
    this.placing.clear();
  }

  forgetSprites() {
    this.sprites.clear();
  }

  /** Find out where all marks of this view stand. */
  arrange(frame, state) {
    this.clear();
    this.lights = lightsShown(state);
    for (const mark of this.byId.values()) this.enter(mark, frame, state);
    this.crowded = this.standing.size > CROWD;
    this.counted = this.mayCount(state);
    if (this.counted) this.pile([...this.standing.values()]);
  }

  /**
   * Take marks that came, moved or left; return where marks stood and stand now. Null: there are so many or so few
   * now that all marks look different.
   */
  rearrange(frame, touched, state) {
    const ids = [...new Set(touched.map((mark) => mark.id))];
    const left = ids.map((id) => this.lift(id)).filter(Boolean);
    const entering = ids.map((id) => this.byId.get(id)).filter(Boolean);
    const entered = entering.map((mark) => this.enter(mark, frame, state)).filter(Boolean);
    if (this.crowded !== this.standing.size > CROWD || this.counted !== this.mayCount(state)) return null;
    if (this.counted) this.pile(entered, left);
    return [...left, ...entered];
  }

  enter(mark, frame, state) {
    const stood = this.lights.includes(mark.light) ? whereStands(this.placing, mark, frame, state) : null;
    if (!stood) return null;
    this.standing.set(mark.id, stood);
    this.squares.add(stood);
    return stood;
  }

  lift(id) {
    const stood = this.standing.get(id);
    if (!stood) return null;
    this.standing.delete(id);
    this.squares.remove(stood);
    return stood;
  }

  mayCount(state) {
    return state.level !== "district" && this.standing.size <= MOST_COUNTED;
  }

  /** Take marks away from those at their true place and lay others there; the uppermost carries the number. */
  pile(entered, left = []) {
    for (const stood of left) this.stacks.get(stackOf(stood)).delete(stood);
    for (const stood of entered) {
      const key = stackOf(stood);
      if (!this.stacks.has(key)) this.stacks.set(key, new Set());
      this.stacks.get(key).add(stood);
    }
    for (const key of new Set([...left, ...entered].map(stackOf))) count(this.stacks.get(key));
  }

  /** Return the boxes that marks reach into, with the number of those they stand among. */
  boxesAround(stood, state) {
    const [left, top, right, bottom] = this.reach(state);
    const room = this.counted ? STACK : 0;
    return stood.map(({ x, y }) => widened([x + left, y + top, x + right, y + bottom], room));
  }

  /** Return how far from its point a mark may be drawn. */
  reach(state) {
    const side = this.size("red", state) / 2 + HALO + 1;
    return [-side, -side, side + (this.counted ? BADGE : 0), side];
  }

  /** Return the boxes of those marks that names keep clear of. */
  obstacles(stood, state) {
    const reach = this.size("red", state) / 2;
    return stood.filter(isPressing).map(({ x, y }) => [x - reach, y - reach, x + reach, y + reach]);
  }

  /** Return the most pressing light of the marks that a box touches: red, yellow or null. */
  met(box, state) {
    const found = this.squares.near(widened(box, this.size("red", state) / 2)).filter(isPressing);
    return found.some(({ mark }) => mark.light === "red") ? "red" : found[0]?.mark.light ?? null;
  }

  paint(context, frame, state) {
    const reach = this.reach(state);
    const near = this.squares.near(frame.window.map((edge, side) => edge - reach[(side + 2) % 4]));
    frame.toSheet(context);
    for (const stood of near.sort(inDrawingOrder)) this.stamp(context, stood, frame, state);
  }

  stamp(context, { mark, x, y, count }, frame, state) {
    const sprite = this.sprite(mark.light, frame.density, state);
    const side = sprite.width / frame.density;
    context.drawImage(sprite, x - side / 2, y - side / 2, side, side);
    if (count > 1) writeCount(context, x + side / 2, y, count, state.look);
  }

  size(light, state) {
    if (state.look.wall) return SIZE.wall;
    if (light === "red" || light === "yellow") return SIZE.desk;
    return this.crowded ? SIZE.crowd : SIZE.quiet;
  }

  sprite(light, density, state) {
    const size = this.size(light, state);
    const key = `${light} ${density} ${size}`;
    if (!this.sprites.has(key)) this.sprites.set(key, makeSprite(light, size, density, state.look));
    return this.sprites.get(key);
  }

  /** Return the uppermost mark within reach of a point of the sheet, or null. */
  at(x, y, state) {
    const reachOf = ({ mark }) => this.size(mark.light, state) / 2 + REACH;
    const near = this.squares.near(widened([x, y, x, y], SIZE.wall)).sort(inDrawingOrder);
    const within = (stood) => Math.max(Math.abs(stood.x - x), Math.abs(stood.y - y)) <= reachOf(stood);
    return near.findLast(within)?.mark ?? null;
  }
}

function writeCount(context, x, y, count, look) {
  context.font = `700 13px ${look.families}`;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.4;
  context.strokeStyle = look.colours.map.halo;
  context.fillStyle = look.colours.map.label;
  context.strokeText(`×${count}`, x, y);
  context.fillText(`×${count}`, x, y);
}

/** Return the lights drawn as marks: at district zoom the pressing two, since the fill counts all of them. */
function lightsShown(state) {
  if (state.look.wall) return ["red"];
  return state.level === "district" && state.district.units.length ? ["yellow", "red"] : DRAWING_ORDER;
}

/** Return a mark with its pixels on the sheet, or null where it stands outside. */
function whereStands(placing, mark, frame, state) {
  const point = placing.standOf(mark, state.district, state.level);
  if (!point) return null;
  const [x, y] = [frame.x(point[0]), frame.y(point[1])];
  const near = x > -SIZE.wall && y > -SIZE.wall && x < frame.width + SIZE.wall && y < frame.height + SIZE.wall;
  return near ? { mark, x, y, count: 1 } : null;
}

/** Compare by the place in the queue, the last first; `pressing` is its rank, smaller being more pressing. */
function inDrawingOrder({ mark: one }, { mark: other }) {
  for (let part = 0; part < one.pressing.length; part += 1) {
    const apart = other.pressing[part] - one.pressing[part];
    if (apart) return apart;
  }
  return other.id - one.id;
}

/** Count marks that hide each other. */
function count(stack) {
  let top = null;
  for (const stood of stack) {
    stood.count = 1;
    if (!top || inDrawingOrder(stood, top) > 0) top = stood;
  }
  if (top) top.count = stack.size;
}

/** Name the spot that marks hiding each other share. */
function stackOf({ x, y }) {
  return Math.round(x / STACK) * 2 ** 24 + Math.round(y / STACK);
}

function isPressing({ mark }) {
  return mark.light === "red" || mark.light === "yellow";
}

function readMark([id, light, longitude, latitude, place, approximate, words, pressing], district) {
  const position = longitude === null || latitude === null ? null : [longitude, latitude];
  const mark = { id, light, position, place, approximate, words, pressing, seeded: null, seededIn: null };
  mark.true = position === null ? null : district.local(...position);
  return mark;
}

/** Return the shape of a light in a 16×16 box from its token: an SVG path, a circle or a rectangle. */
function shapeOf(token) {
  const parts = token.split(/[\s,]+/);
  const path = new Path2D();
  if (parts[0] === "circle") path.arc(+parts[1], +parts[2], +parts[3], 0, 2 * Math.PI);
  else if (parts[0] === "rect") path.rect(+parts[1], +parts[2], +parts[3], +parts[4]);
  else path.addPath(new Path2D(token));
  return path;
}

function makeSprite(light, size, density, look) {
  const halo = size < SIZE.desk ? HALO / 2 : HALO;
  const side = Math.ceil((size + 2 * halo + 2) * density);
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext("2d");
  const scale = (size / BOX) * density;
  context.setTransform(scale, 0, 0, scale, side / 2 - 8 * scale, side / 2 - 8 * scale);
  const shape = shapeOf(look.shapes[light]);
  context.lineJoin = "round";
  context.strokeStyle = look.colours.map.halo;
  context.lineWidth = (halo * density) / scale;
  context.stroke(shape);
  context.fillStyle = look.colours.lights[light].fill;
  context.fill(shape);
  return canvas;
}
