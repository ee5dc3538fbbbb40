// Where a mark stands: its true place from community zoom on, before that a place in its grid that depends
// on the incident's id alone, so that it stays put from one refresh to the next.

import { edgeDistance, holds } from "./district.js";

const TRIES = 40;
const GOOD = 5;

/** Return a function that gives the same row of numbers in [0, 1) for the same seed (mulberry32). */
function numbersFrom(seed) {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Return [x, y] inside `place`, off its edges where there is room, chosen by `seed`. */
export function seededPoint(place, seed) {
  const next = numbersFrom(seed);
  const [left, top, right, bottom] = place.box;
  const room = Math.sqrt(place.size) * 0.16;
  let best = place.inner ?? [(left + right) / 2, (top + bottom) / 2];
  let bestDistance = 0;
  for (let tried = 0, inside = 0; tried < TRIES && inside < GOOD; tried += 1) {
    const x = left + next() * (right - left);
    const y = top + next() * (bottom - top);
    if (!holds(place, x, y)) continue;
    inside += 1;
    const distance = edgeDistance(place, x, y);
    if (distance >= room) return [x, y];
    if (distance > bestDistance) [best, bestDistance] = [[x, y], distance];
  }
  return best;
}

/** Return where a mark stands at `level`, or null where nothing is known about its place. */
export function standOf(mark, district, level) {
  const place = district.byCode.get(mark.place) ?? district.byCode.get(mark.place.slice(0, 12));
  const exact = mark.true !== null && !mark.approximate;
  if (!place || (exact && level !== "district")) return mark.true ?? (place && seeded(mark, place));
  return seeded(mark, place);
}

function seeded(mark, place) {
  if (!mark.seeded || mark.seededIn !== place) {
    mark.seeded = seededPoint(place, mark.id);
    mark.seededIn = place;
  }
  return mark.seeded;
}
