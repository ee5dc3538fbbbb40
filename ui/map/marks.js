// The incidents: ◆ ▲ ● ‖ as painted shapes with a halo, the pressing ones last and so on top.

import { Placing } from "./placing.js";

export const DRAWING_ORDER = ["green", "grey", "black", "yellow", "red"];
const BOX = 16;
const HALO = 2.4;
const SIZE = { desk: 15, wall: 30, quiet: 10, crowd: 7 };
const CROWD = 400;
const REACH = 4;
const STACK = 8;
const BADGE = 40;
const MOST_COUNTED = 3000;

export class Marks {
  constructor() {
    this.byId = new Map();
    this.sprites = new Map();
    this.placing = new Placing();
    this.shown = [];
  }

  /** Take records [id, light, lon, lat, place, approximate, words] and ids that left; return both as marks. */
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
    for (const [id, mark] of known) if (!this.byId.has(id)) this.placing.leave(mark);
    return touched;
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
    this.shown = [];
    this.lights = lightsShown(state);
    for (const mark of this.byId.values()) {
      const stood = this.lights.includes(mark.light) ? whereStands(this.placing, mark, frame, state) : null;
      if (stood) this.shown.push(stood);
    }
    this.shown.sort(inDrawingOrder);
    this.crowded = this.shown.length > CROWD;
    this.stack(state);
  }

  /** Take marks that came, moved or left; return the boxes to paint again, in pixels of `frame`. */
  rearrange(frame, touched, state) {
    const ids = new Set(touched.map((mark) => mark.id));
    const moved = this.shown.filter((stood) => ids.has(stood.mark.id));
    this.shown = this.shown.filter((stood) => !ids.has(stood.mark.id));
    for (const id of ids) {
      const mark = this.byId.get(id);
      const stood = mark && this.lights.includes(mark.light) ? whereStands(this.placing, mark, frame, state) : null;
      if (!stood) continue;
      this.shown.splice(rankIn(this.shown, stood), 0, stood);
      moved.push(stood);
    }
    const reach = this.size("red", state) / 2 + HALO;
    this.stack(state);
    return moved.map(({ x, y }) => [x - reach - STACK, y - reach - STACK, x + reach + BADGE, y + reach + STACK]);
  }

  /** Count marks that hide each other at one true place; the uppermost carries the number. */
  stack(state) {
    const stacks = new Map();
    const counted = state.level !== "district" && this.shown.length <= MOST_COUNTED;
    for (const stood of this.shown) {
      stood.count = 1;
      if (!counted) continue;
      const key = `${Math.round(stood.x / STACK)} ${Math.round(stood.y / STACK)}`;
      const below = stacks.get(key);
      if (below) [stood.count, below.count] = [below.count + 1, 1];
      stacks.set(key, stood);
    }
  }

  paint(context, frame, state) {
    const [left, top, right, bottom] = frame.pixels(frame.box, BADGE);
    frame.toSheet(context);
    for (const stood of this.shown) {
      const [x, y] = [stood.x - frame.left, stood.y - frame.top];
      if (x > left && y > top && x < right && y < bottom) this.stamp(context, stood, frame, state);
    }
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
    for (let index = this.shown.length - 1; index >= 0; index -= 1) {
      const stood = this.shown[index];
      const reach = this.size(stood.mark.light, state) / 2 + REACH;
      if (Math.abs(stood.x - x) <= reach && Math.abs(stood.y - y) <= reach) return stood.mark;
    }
    return null;
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
  return near ? { mark, x, y, rank: DRAWING_ORDER.indexOf(mark.light) } : null;
}

function inDrawingOrder(one, other) {
  return one.rank - other.rank || one.mark.id - other.mark.id;
}

/** Return the place of one more mark among marks in drawing order. */
function rankIn(shown, stood) {
  let [low, high] = [0, shown.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (inDrawingOrder(shown[middle], stood) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function readMark([id, light, longitude, latitude, place, approximate, words], district) {
  const position = longitude === null || latitude === null ? null : [longitude, latitude];
  const mark = { id, light, position, place, approximate, words, seeded: null, seededIn: null };
  mark.true = position === null ? null : district.local(...position);
  return mark;
}

/** Return the shape of a light in a 16×16 box from its token: an SVG path, a circle or a rectangle. */
export function shapeOf(token) {
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
