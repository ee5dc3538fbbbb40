// One canvas of the map. It is larger than the view by a margin, moves along while the map is dragged, and is
// drawn again when the view has left the margin, was zoomed or resized.

import { scaleAt } from "./projection.js";

/** What a sheet was drawn for: the transform from reference pixels (around the district's origin) to canvas. */
export class Frame {
  constructor(map, origin, margin) {
    const size = map.getSize();
    const pad = size.multiplyBy(margin).round();
    this.zoom = map.getZoom();
    this.scale = scaleAt(this.zoom);
    this.corner = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    this.width = size.x + 2 * pad.x;
    this.height = size.y + 2 * pad.y;
    this.view = [pad.x, pad.y, pad.x + size.x, pad.y + size.y];
    this.density = window.devicePixelRatio || 1;
    const pixelOrigin = map.getPixelOrigin();
    this.dx = origin[0] * this.scale - pixelOrigin.x - this.corner.x;
    this.dy = origin[1] * this.scale - pixelOrigin.y - this.corner.y;
    this.box = [
      -this.dx / this.scale,
      -this.dy / this.scale,
      (this.width - this.dx) / this.scale,
      (this.height - this.dy) / this.scale,
    ];
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

  /** Let `context` draw in screen pixels. */
  toScreen(context) {
    context.setTransform(this.density, 0, 0, this.density, 0, 0);
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
    this.canvas = document.createElement("canvas");
    this.canvas.className = `sheet sheet-${name}`;
    this.canvas.setAttribute("aria-hidden", "true");
    pane.appendChild(this.canvas);
    this.context = this.canvas.getContext("2d");
    this.frame = null;
  }

  /** Take the place and size of `frame`, empty. */
  clear(frame) {
    const width = Math.round(frame.width * frame.density);
    const height = Math.round(frame.height * frame.density);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.canvas.style.width = `${frame.width}px`;
      this.canvas.style.height = `${frame.height}px`;
    } else {
      this.context.setTransform(1, 0, 0, 1, 0, 0);
      this.context.clearRect(0, 0, width, height);
    }
    L.DomUtil.setPosition(this.canvas, frame.corner);
    this.frame = frame;
    return this.context;
  }
}
