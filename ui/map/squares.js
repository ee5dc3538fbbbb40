// Things by where they lie, so that a question about a spot looks at its neighbours only.

/** Keeps items by the squares their boxes touch. An item whose box is about to change is removed first. */
export class Squares {
  constructor(side, boxOf) {
    this.side = side;
    this.boxOf = boxOf;
    this.squares = new Map();
    this.reach = [Infinity, Infinity, -Infinity, -Infinity];
  }

  add(item) {
    const box = this.boxOf(item);
    this.reach = joinBoxes([this.reach, box]);
    this.visit(box, (key) => {
      if (!this.squares.has(key)) this.squares.set(key, new Set());
      this.squares.get(key).add(item);
    });
  }

  remove(item) {
    this.visit(this.boxOf(item), (key) => this.squares.get(key)?.delete(item));
  }

  /** Return the items whose boxes touch `box`, each once, in no order. */
  near(box) {
    const found = new Set();
    this.visit(cut(box, this.reach), (key) => {
      for (const item of this.squares.get(key) ?? []) if (boxesMeet(this.boxOf(item), box)) found.add(item);
    });
    return [...found];
  }

  visit([left, top, right, bottom], each) {
    const at = (value) => Math.floor(value / this.side);
    for (let column = at(left); column <= at(right); column += 1) {
      for (let row = at(top); row <= at(bottom); row += 1) each(column * 2 ** 24 + row);
    }
  }
}

export function boxesMeet(one, other) {
  return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];
}

export function joinBoxes(boxes) {
  return boxes.reduce(
    (all, box) => [
      Math.min(all[0], box[0]),
      Math.min(all[1], box[1]),
      Math.max(all[2], box[2]),
      Math.max(all[3], box[3]),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
}

/** Return a box with room around it. */
export function widened([left, top, right, bottom], room) {
  return [left - room, top - room, right + room, bottom + room];
}

function cut(one, other) {
  return [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ];
}
