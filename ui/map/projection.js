// Web Mercator in pixels of one reference zoom, so that shapes are projected once and only scaled afterwards.

export const REFERENCE_ZOOM = 14;
const WORLD = 256 * 2 ** REFERENCE_ZOOM;
const LATITUDE_LIMIT = 85.0511287798;

/** Return [x, y] of a longitude and latitude in degrees. */
export function project(longitude, latitude) {
  const bounded = Math.max(-LATITUDE_LIMIT, Math.min(LATITUDE_LIMIT, latitude));
  const sine = Math.sin((bounded * Math.PI) / 180);
  return [
    ((longitude + 180) / 360) * WORLD,
    (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD,
  ];
}

/** Return [longitude, latitude] of a projected point. */
export function unproject(x, y) {
  const turns = Math.PI * (1 - (2 * y) / WORLD);
  return [(x / WORLD) * 360 - 180, (Math.atan(Math.sinh(turns)) * 180) / Math.PI];
}

/** Return pixels on the screen per reference pixel at a zoom. */
export function scaleAt(zoom) {
  return 2 ** (zoom - REFERENCE_ZOOM);
}

export function zoomAt(scale) {
  return REFERENCE_ZOOM + Math.log2(scale);
}
