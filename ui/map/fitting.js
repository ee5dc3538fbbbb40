// How much of the view a district may fill: legend and buttons keep their room.

const ROOM = { left: 236, below: 130, buttons: 60, edge: 9, wall: 44, gap: 36 };

/** Keep the district clear of legend and buttons: beside the legend or above it, whichever shows it larger. */
export function roomAround(size, width, height, { look, district }, legend) {
  if (look?.wall) return roomOnWall(size, width, height, legend);
  if (district.empty) return { left: 16, right: 56, top: 16, bottom: 16 };
  const beside = { left: ROOM.left, right: ROOM.buttons, top: ROOM.edge, bottom: ROOM.edge };
  const above = { left: ROOM.edge, right: ROOM.buttons, top: ROOM.edge, bottom: ROOM.below };
  return scaleIn(size, beside, width, height) >= scaleIn(size, above, width, height) ? beside : above;
}

/** On the wall the legend lies on the map: of what a wide view has to spare its side gets enough, if it can. */
function roomOnWall(size, width, height, legend) {
  const room = { left: ROOM.wall, right: ROOM.wall, top: ROOM.wall / 3, bottom: ROOM.wall / 3 };
  const spare = size.x - room.left - room.right - width * scaleIn(size, room, width, height);
  const missing = legend + ROOM.gap - room.right - spare / 2;
  return { ...room, right: room.right + Math.max(0, Math.min(spare, 2 * missing)) };
}

export function scaleIn(size, room, width, height) {
  return Math.min((size.x - room.left - room.right) / width, (size.y - room.top - room.bottom) / height);
}
