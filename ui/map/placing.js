// Where a mark stands: its true place from community zoom on, before that a place in its grid chosen by the
// incident's id, away from the edges and from marks already standing there. Once chosen it is kept, so marks
// stay put from one refresh to the next.

import { edgeDistance, holds } from "./district.js";

const TRIES = 60;
const GOOD = 14;
const EDGE_SHARE = 0.16;

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

/** Remembers, place by place, which marks stand where. */
export class Placing {
  constructor() {
    this.standing = new Map();
  }

  /** Return where a mark stands at `level`, or null where nothing is known about its place. */
  standOf(mark, district, level) {
    const place = district.byCode.get(mark.place) ?? district.byCode.get(mark.place.slice(0, 12));
    const exact = mark.true !== null && !mark.approximate;
    if (!place) return mark.true;
    return exact && level !== "district" ? mark.true : this.seeded(mark, place, district);
  }

  seeded(mark, place, district) {
    if (mark.seeded && mark.seededIn === place.code) return mark.seeded;
    this.leave(mark);
    const others = this.standing.get(place.code) ?? new Set();
    mark.seeded = chooseSpot(place, mark.id, [...others].map((other) => other.seeded), district.markSide);
    mark.seededIn = place.code;
    this.standing.set(place.code, others.add(mark));
    return mark.seeded;
  }

  leave(mark) {
    this.standing.get(mark.seededIn)?.delete(mark);
  }

  /** Let a newer version of an incident stand where the older one stood. */
  hand(older, newer) {
    if (!older.seeded || older.place !== newer.place) return;
    this.leave(older);
    newer.seeded = older.seeded;
    newer.seededIn = older.seededIn;
    this.standing.get(newer.seededIn)?.add(newer);
  }

  clear() {
    this.standing.clear();
  }
}

/** Return [x, y] inside `place`: the first of the seed's points with room around it, else the one with most. */
function chooseSpot(place, seed, others, apart) {
  const next = numbersFrom(seed);
  const [left, top, right, bottom] = place.box;
  const room = Math.sqrt(place.size) * EDGE_SHARE;
  let best = place.inner ?? [(left + right) / 2, (top + bottom) / 2];
  let bestShare = 0;
  for (let tried = 0, inside = 0; tried < TRIES && inside < GOOD; tried += 1) {
    const x = left + next() * (right - left);
    const y = top + next() * (bottom - top);
    if (!holds(place, x, y)) continue;
    inside += 1;
    const nearest = Math.min(...others.map(([ox, oy]) => Math.hypot(ox - x, oy - y)), Infinity);
    const share = Math.min(edgeDistance(place, x, y) / room, nearest / apart);
    if (share >= 1) return [x, y];
    if (share > bestShare) [best, bestShare] = [[x, y], share];
  }
  return best;
}
