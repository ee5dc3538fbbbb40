// One canvas of the map, in tiles where it is very large. It is larger than the view by a margin, moves along while
// the map is dragged, and is drawn again when the view has left the margin, was zoomed or resized.

import { joinBoxes } from "./district.js";
import { scaleAt } from "./projection.js";

export const TILE = 2048;
const LINE_ROOM = 8;

/** What a sheet was drawn for: the transform from reference pixels (around the district's origin) to the sheet. */
export class Frame {
  constructor(map, origin, margin) {
    const size = map.getSize();
    const pad = size.multiplyBy(margin).round();
    const pixelOrigin = map.getPixelOrigin();
    this.zoom = map.getZoom();
    this.scale = scaleAt(this.zoom);
    this.corner = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    this.width = size.x + 2 * pad.x;
    this.height = size.y + 2 * pad.y;
    this.density = window.devicePixelRatio || 1;
    this.left = 0;
    this.top = 0;
    this.dx = origin[0] * this.scale - pixelOrigin.x - this.corner.x;
    this.dy = origin[1] * this.scale - pixelOrigin.y - this.corner.y;
    this.box = this.localBox([0, 0, this.width, this.height]);
  }

  /** Return the frame of a tile at `left`, `top` of this one. */
  part(left, top, width, height) {
    const part = Object.assign(Object.create(Frame.prototype), this, { left, top, width, height });
    part.dx = this.dx - left;
    part.dy = this.dy - top;
    part.box = part.localBox([0, 0, width, height]);
    return part;
  }

  /** Return the same frame for drawing within some pixels of it only. */
  within(pixels) {
    const same = Object.assign(Object.create(Frame.prototype), this);
    same.box = this.localBox(pixels);
    return same;
  }

  /** Return what lies under pixels of this frame in reference pixels, with room for lines that reach in. */
  localBox([left, top, right, bottom]) {
    return [
      (left - LINE_ROOM - this.dx) / this.scale,
      (top - LINE_ROOM - this.dy) / this.scale,
      (right + LINE_ROOM - this.dx) / this.scale,
      (bottom + LINE_ROOM - this.dy) / this.scale,
    ];
  }

  /** Return the pixels of this frame that a box in reference pixels covers. */
  pixels([left, top, right, bottom], room = 0) {
    return [this.x(left) - room, this.y(top) - room, this.x(right) + room, this.y(bottom) + room];
  }

  x(local) {
    return local * this.scale + this.dx;
  }

  y(local) {
    return local * this.scale + this.dy;
  }

  /** Let `context` draw in reference pixels. */
  toReference(context) {
    const { density: d, scale: s } = this;
    context.setTransform(d * s, 0, 0, d * s, d * this.dx, d * this.dy);
  }

  /** Let `context` draw in pixels of the whole sheet. */
  toSheet(context) {
    const d = this.density;
    context.setTransform(d, 0, 0, d, -this.left * d, -this.top * d);
  }

  /** Tell whether the view of `map` is still inside what this frame covers. */
  covers(map) {
    if (map.getZoom() !== this.zoom) return false;
    const corner = map.containerPointToLayerPoint([0, 0]).subtract(this.corner);
    const size = map.getSize();
    return (
      corner.x >= 0 && corner.y >= 0 && corner.x + size.x <= this.width && corner.y + size.y <= this.height
    );
  }
}

export class Sheet {
  constructor(map, name, order) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(order);
    pane.style.pointerEvents = "none";
    this.host = document.createElement("div");
    this.host.className = `sheet sheet-${name}`;
    this.host.setAttribute("aria-hidden", "true");
    pane.appendChild(this.host);
    this.tiles = [];
    this.frame = null;
  }

  /** Draw everything: `painter(context, frame)` is called once for each tile. */
  paint(frame, painter) {
    this.lay(frame);
    for (const { context, part } of this.tiles) painter(context, part);
  }

  /** Draw again inside some boxes (in pixels of the sheet), after wiping them. */
  repaint(boxes, painter) {
    const whole = boxes.map(outward);
    for (const { context, part } of this.tiles) {
      const inside = whole.map((box) => cut(box, part)).filter(Boolean);
      if (!inside.length) continue;
      const clip = new Path2D();
      for (const [left, top, right, bottom] of inside) clip.rect(left, top, right - left, bottom - top);
      context.save();
      context.setTransform(part.density, 0, 0, part.density, 0, 0);
      context.clip(clip);
      context.clearRect(0, 0, part.width, part.height);
      painter(context, part.within(joinBoxes(inside)));
      context.restore();
    }
  }

  /** Place empty tiles over `frame`. */
  lay(frame) {
    const across = Math.ceil(frame.width / TILE);
    const wanted = across * Math.ceil(frame.height / TILE);
    while (this.tiles.length < wanted) this.tiles.push(newTile(this.host));
    for (const { canvas } of this.tiles.splice(wanted)) canvas.remove();
    this.tiles.forEach((tile, index) => {
      const [left, top] = [(index % across) * TILE, Math.floor(index / across) * TILE];
      tile.part = frame.part(left, top, Math.min(TILE, frame.width - left), Math.min(TILE, frame.height - top));
      place(tile);
    });
    L.DomUtil.setPosition(this.host, frame.corner);
    this.frame = frame;
  }
}

function newTile(host) {
  const canvas = document.createElement("canvas");
  host.appendChild(canvas);
  return { canvas, context: canvas.getContext("2d"), part: null };
}

function place({ canvas, part }) {
  canvas.width = Math.round(part.width * part.density);
  canvas.height = Math.round(part.height * part.density);
  const { style } = canvas;
  style.left = `${part.left}px`;
  style.top = `${part.top}px`;
  style.width = `${part.width}px`;
  style.height = `${part.height}px`;
}

/** Return the pixels of `part` that a box of the sheet covers, or null. */
function cut([left, top, right, bottom], part) {
  const box = [
    Math.max(0, left - part.left),
    Math.max(0, top - part.top),
    Math.min(part.width, right - part.left),
    Math.min(part.height, bottom - part.top),
  ];
  return box[0] < box[2] && box[1] < box[3] ? box : null;
}

/** Whole multiples of four pixels, so that edges of a wiped box are sharp at every usual density. */
function outward([left, top, right, bottom]) {
  const [down, up] = [(value) => Math.floor(value / 4) * 4, (value) => Math.ceil(value / 4) * 4];
  return [down(left), down(top), up(right), up(bottom)];
}
