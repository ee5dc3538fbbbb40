// One layer of the map, in tiles. It is larger than the view by a margin, moves along while the map is dragged, and is
// drawn again when the view has left the margin, was zoomed or resized. A change is drawn into the boxes it touches.

import { scaleAt } from "./projection.js";
import { boxesMeet, joinBoxes, widened } from "./squares.js";

const LINE_ROOM = 8;
const MOST_ACROSS = 8;

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
    this.window = [0, 0, this.width, this.height];
    this.box = this.localBox(this.window);
  }

  /** Return the frame of a tile at `left`, `top` of this one. */
  part(left, top, width, height) {
    const part = Object.assign(Object.create(Frame.prototype), this, { left, top, width, height });
    part.dx = this.dx - left;
    part.dy = this.dy - top;
    return part.within([0, 0, width, height]);
  }

  /** Return the same frame for drawing within some of its pixels only. */
  within(pixels) {
    const [left, top, right, bottom] = pixels;
    const same = Object.assign(Object.create(Frame.prototype), this);
    same.window = [left + this.left, top + this.top, right + this.left, bottom + this.top];
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
    return widened([this.x(left), this.y(top), this.x(right), this.y(bottom)], room);
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
  /** `side` of a tile in pixels, larger on very large screens; small tiles suit what changes often. */
  constructor(map, name, order, side) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(order);
    pane.style.pointerEvents = "none";
    this.map = map;
    this.side = side;
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
    for (const tile of this.tiles) paintTile(tile, painter);
  }

  /** Draw again inside some boxes, in pixels of the sheet. */
  repaint(boxes, painter) {
    for (const tile of this.tiles) {
      const touching = boxes.filter((box) => boxesMeet(box, tile.part.window));
      if (touching.length) retouchTile(tile, touching, painter);
    }
  }

  /** Cover `frame` with tiles of one size, a whole number of pixels of the screen. */
  lay(frame) {
    const { width, height, density } = frame;
    const side = Math.max(this.side, width / MOST_ACROSS);
    const [across, down] = [Math.ceil(width / side), Math.ceil(height / side)];
    const size = [Math.ceil((width * density) / across), Math.ceil((height * density) / down)];
    const [wide, high] = size.map((pixels) => pixels / density);
    while (this.tiles.length < across * down) this.tiles.push(newTile(this.host));
    for (const { canvas } of this.tiles.splice(across * down)) canvas.remove();
    this.tiles.forEach((tile, index) => {
      tile.part = frame.part((index % across) * wide, Math.floor(index / across) * high, wide, high);
      place(tile, size);
    });
    this.frame = frame;
    this.align();
  }

  /** Stand on whole pixels of the screen wherever the map was dragged to, else the tiles would show seams. */
  align() {
    if (!this.frame) return;
    const pane = L.DomUtil.getPosition(this.map.getPane("mapPane"));
    const { corner, density } = this.frame;
    const stand = pane.add(corner).multiplyBy(density).round().divideBy(density);
    L.DomUtil.setPosition(this.host, stand.subtract(pane));
  }
}

/**
 * A tile shows a finished picture and holds no drawing: Chromium without a graphics card copies every canvas that can
 * be drawn on for every frame, changed or not, which took longer than all the rest of a change.
 */
function newTile(host) {
  const canvas = document.createElement("canvas");
  host.appendChild(canvas);
  return { canvas, shown: canvas.getContext("bitmaprenderer"), part: null };
}

function place({ canvas, part }, [wide, high]) {
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  const { style } = canvas;
  style.left = `${part.left}px`;
  style.top = `${part.top}px`;
  style.width = `${part.width}px`;
  style.height = `${part.height}px`;
}

const easel = new OffscreenCanvas(1, 1);
const context = easel.getContext("2d");

function paintTile(tile, painter) {
  wipeEasel(tile);
  painter(context, tile.part);
  tile.shown.transferFromImageBitmap(easel.transferToImageBitmap());
}

/**
 * Draw a new piece of a tile and put around it what is shown already. What touches the piece is drawn without a clip: a
 * line that a clip has cut off gets other edges than a whole one, and what changed would stay visible as a trace.
 */
function retouchTile(tile, boxes, painter) {
  const [left, top, right, bottom] = screenPixels(joinBoxes(boxes), tile);
  const { width, height } = tile.canvas;
  const { density } = tile.part;
  wipeEasel(tile);
  context.save();
  painter(context, tile.part.within([left, top, right, bottom].map((pixel) => pixel / density)));
  context.restore();
  keep(tile, 0, 0, width, top);
  keep(tile, 0, bottom, width, height - bottom);
  keep(tile, 0, top, left, bottom - top);
  keep(tile, right, top, width - right, bottom - top);
  tile.shown.transferFromImageBitmap(easel.transferToImageBitmap());
}

function keep({ canvas }, left, top, width, height) {
  if (!width || !height) return;
  context.clearRect(left, top, width, height);
  context.drawImage(canvas, left, top, width, height, left, top, width, height);
}

function wipeEasel({ canvas }) {
  if (easel.width !== canvas.width) easel.width = canvas.width;
  if (easel.height !== canvas.height) easel.height = canvas.height;
  context.reset();
}

/** Return the whole pixels of a tile that a box of the sheet touches. */
function screenPixels([left, top, right, bottom], { canvas, part }) {
  const { density: d } = part;
  return [
    Math.max(0, Math.floor((left - part.left) * d)),
    Math.max(0, Math.floor((top - part.top) * d)),
    Math.min(canvas.width, Math.ceil((right - part.left) * d)),
    Math.min(canvas.height, Math.ceil((bottom - part.top) * d)),
  ];
}
