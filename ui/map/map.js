// The wiring of the map page: folium has made the Leaflet map `map_grid`; Python sends JSON over the channel
// object `desk`; this module keeps the state and draws, at most once per frame, what has changed.

import { District } from "./district.js";
import { roomAround, scaleIn } from "./fitting.js";
import { Furniture } from "./furniture.js";
import { boxesOfUnits, paintFill, paintLines, paintSelection } from "./ground.js";
import { Names } from "./labels.js";
import { DRAWING_ORDER, Marks } from "./marks.js";
import { scaleAt, unproject, zoomAt } from "./projection.js";
import { Frame, Sheet } from "./sheet.js";

const MARGIN = 0.12;
const MARK_ROOM = 19;
const NEAR_SIDE = 110;
const BUILDING_SIDE = 420;
/** Above so many changed marks everything is drawn; a hidden page, which is never asked to draw, keeps no more. */
const MOST_CHANGED = 1000;

const map = window.map_grid;
const marks = new Marks();
const names = new Names(marks);
/** From below. Lines, which take longest to draw, never change with the incidents. */
const sheets = {
  fill: new Sheet(map, "fill", 400, 256),
  lines: new Sheet(map, "lines", 401, 2048),
  top: new Sheet(map, "top", 402, 256),
};

const state = {
  district: new District(null),
  look: null,
  measure: null,
  counts: new Map(),
  total: {},
  selected: "",
  area: "",
  pin: null,
  layers: { names: true, backdrop: true },
  level: "district",
  fitZoom: 0,
  following: true,
  openIn(code) {
    return this.counts.get(code)?.[0] ?? 0;
  },
  /** Return the class 0–4 of a place under the current measure, or null without a value. */
  classOf(code) {
    const value = valueOf(this.measure.key, this.counts.get(code) ?? [0, 0, 0]);
    return value === null ? null : this.measure.limits.filter((limit) => value >= limit).length;
  },
  inLanguage([chinese, english]) {
    return this.look.language === "en" ? english || chinese : chinese || english;
  },
  get withoutValue() {
    return this.measure.key === "on_time";
  },
  legendLights() {
    const lights = this.level === "district" && !this.district.empty ? ["red", "yellow"] : null;
    return lights ?? [...DRAWING_ORDER].reverse().filter((light) => this.total[light]);
  },
};

function valueOf(measure, [open, red]) {
  if (measure === "red") return red;
  if (measure === "on_time") return open ? (100 * (open - red)) / open : null;
  return open;
}

// --- drawing ---------------------------------------------------------------------------------------------

const due = { everything: true, selection: false, legend: false, units: new Set(), counts: new Set(), marks: [] };
let asked = false;
let told = 0;
let desk = null;

function draw() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    litter += 1;
    if (state.look && state.measure) paint();
    const number = told;
    afterFrame.port1.onmessage = () => desk?.drawn(number);
    afterFrame.port2.postMessage(null);
    requestAnimationFrame(() => desk?.painted(number));
  });
}

/** A task queued inside a frame runs as soon as that frame has been handed over to the screen. */
const afterFrame = new MessageChannel();

function paint() {
  const frame = sheets.top.frame;
  if (due.everything || !frame?.covers(map) || !paintChanges(frame)) paintEverything();
  Object.assign(due, { everything: false, selection: false, legend: false, marks: [] });
  due.units.clear();
  due.counts.clear();
}

const painters = {
  fill: (context, frame) => paintFill(context, frame, state),
  lines: (context, frame) => paintLines(context, frame, state),
  top(context, frame) {
    paintSelection(context, frame, state);
    marks.paint(context, frame, state);
    names.paint(context, frame, state);
  },
};

function paintEverything() {
  state.level = levelAt(map.getZoom());
  const frame = new Frame(map, state.district.origin, state.look.wall ? 0 : MARGIN);
  marks.arrange(frame, state);
  names.arrange(frame, state);
  for (const [name, sheet] of Object.entries(sheets)) sheet.paint(frame, painters[name]);
  furniture.showLegend(state);
}

/** Paint what is due and no more; return false where that cannot do. */
function paintChanges(frame) {
  const moved = marks.rearrange(frame, due.marks, state);
  if (!moved) return false;
  const renamed = names.rearrange(due.counts, marks.obstacles(moved, state), state);
  sheets.fill.repaint(boxesOfUnits(frame, due.units, state), painters.fill);
  if (due.selection) sheets.top.paint(frame, painters.top);
  else sheets.top.repaint([...marks.boxesAround(moved, state), ...renamed], painters.top);
  if (due.legend) furniture.showLegend(state);
  return true;
}

function levelAt(zoom) {
  const side = state.district.unitSide * scaleAt(zoom);
  if (!side) return "community";
  if (side >= BUILDING_SIDE && zoom > state.fitZoom + 2) return "building";
  return side >= NEAR_SIDE && zoom > state.fitZoom + 0.9 ? "community" : "district";
}

// --- the view --------------------------------------------------------------------------------------------

function fit() {
  const box = state.district.empty ? boxOfMarks() : state.district.box;
  if (!box || !Number.isFinite(box[0])) return;
  const size = map.getSize();
  const width = Math.max(box[2] - box[0], 0.5);
  const height = Math.max(box[3] - box[1], 0.5);
  const room = roomAround(size, width, height, state, furniture.legendWidth(state));
  const scale = scaleIn(size, room, width, height);
  const zoom = Math.max(2, Math.min(17.5, zoomAt(Math.max(scale, 1e-6))));
  const exact = scaleAt(zoom);
  const x = (box[0] + box[2]) / 2 - (room.left - room.right) / 2 / exact;
  const y = (box[1] + box[3]) / 2 - (room.top - room.bottom) / 2 / exact;
  state.fitZoom = zoom;
  state.district.markSide = MARK_ROOM / exact;
  state.following = true;
  jump(...unproject(x + state.district.origin[0], y + state.district.origin[1]), zoom);
}

function boxOfMarks() {
  const points = [...marks.byId.values()].map((mark) => mark.true).filter(Boolean);
  return points.reduce(
    (box, [x, y]) => [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
}

/** Show an exact zoom: the steps of `zoomSnap` are for hands. */
function jump(longitude, latitude, zoom) {
  const step = map.options.zoomSnap;
  map.options.zoomSnap = 0;
  map.setView([latitude, longitude], zoom, { animate: false });
  map.options.zoomSnap = step;
}

function redrawAll() {
  due.everything = true;
  draw();
}

map.on("zoom viewreset", redrawAll);
map.on("move", () => {
  for (const sheet of Object.values(sheets)) sheet.align();
  if (!sheets.top.frame?.covers(map)) redrawAll();
});
map.on("dragstart", () => (state.following = false));
map.on("moveend", () => {
  const { lng, lat } = map.getCenter();
  if (!state.following) desk?.moved(lng, lat, map.getZoom());
});
map.on("resize", () => {
  if (state.following) fit();
  redrawAll();
});
map.getContainer().addEventListener("wheel", () => (state.following = false), { passive: true });
map.getContainer().addEventListener("keydown", (event) => {
  if (/^(Arrow|[+=_-]$)/.test(event.key)) state.following = false;
  if (event.key === "Escape") furniture.hint(null);
  if (event.key === "Enter" && event.target === map.getContainer()) chooseAt(map.getSize().divideBy(2));
});

// --- pointing --------------------------------------------------------------------------------------------

function under(point) {
  const { frame } = sheets.top;
  if (!frame) return {};
  const [x, y] = [point.x + frameShift(frame).x, point.y + frameShift(frame).y];
  const mark = marks.at(x, y, state);
  const unit = state.district.unitAt((x - frame.dx) / frame.scale, (y - frame.dy) / frame.scale);
  return { mark, unit };
}

/** From points of the view to points of the sheets, which a drag may have moved. */
function frameShift(frame) {
  return map.containerPointToLayerPoint([0, 0]).subtract(frame.corner);
}

function chooseAt(point) {
  const { lng, lat } = map.containerPointToLatLng(point);
  desk?.choose_point(lng, lat);
  const { mark, unit } = under(point);
  if (mark) desk?.choose_incident(mark.id);
  else if (unit) desk?.choose_place(unit.code);
}

function describe({ mark, unit }) {
  if (mark) return [mark.words];
  if (!unit) return null;
  const { texts, bare } = state.look;
  const [open, red, yellow] = state.counts.get(unit.code) ?? [0, 0, 0];
  const name = state.inLanguage(unit.name) || unit.code;
  return bare ? [name] : [name, `${texts.open} ${open} · ${texts.red} ${red} · ${texts.yellow} ${yellow}`];
}

map.on("click", (event) => chooseAt(event.containerPoint));
map.on("mousemove", (event) => {
  const found = under(event.containerPoint);
  map.getContainer().classList.toggle("can-choose", Boolean(found.mark || found.unit));
  if (state.look && !state.look.wall) furniture.hint(describe(found), event.containerPoint);
});
map.on("mouseout movestart", () => furniture.hint(null));

const furniture = new Furniture(map, {
  zoom_in: () => zoomBy(1),
  zoom_out: () => zoomBy(-1),
  fit,
});

function zoomBy(step) {
  state.following = false;
  map.setZoom(map.getZoom() + step * 0.5, { animate: false });
}

// --- messages --------------------------------------------------------------------------------------------

const take = {
  look(message) {
    state.look = { ...message, version: (state.look?.version ?? 0) + 1 };
    const root = document.documentElement;
    root.lang = message.language === "en" ? "en" : "zh-CN";
    root.classList.toggle("wall", message.wall);
    for (const [name, value] of Object.entries(message.style)) root.style.setProperty(name, value);
    marks.forgetSprites();
    furniture.dress(state);
    if (state.following) fit();
    redrawAll();
  },
  /** Read a district that will probably be told, while nobody waits for the page yet; another version's is left. */
  async expect({ address }) {
    expected = await districtAt(address).then((district) => ({ address, district }), () => null);
  },
  async district({ address }) {
    state.district = expected?.address === address ? expected.district : await districtAt(address);
    expected = null;
    marks.moveTo(state.district);
    if (state.following) fit();
    redrawAll();
  },
  measure(message) {
    state.measure = message;
    if (state.following) fit();
    redrawAll();
  },
  async board(message) {
    const board = message.address ? await (await fetch(message.address)).json() : message;
    if (board.whole) state.counts.clear();
    for (const [code, figures] of Object.entries(board.counts)) count(code, figures);
    due.marks = due.marks.concat(marks.take(board, state.district));
    const first = !Object.keys(state.total).length;
    state.total = board.total;
    due.legend = true;
    if (board.whole || due.marks.length > MOST_CHANGED) due.everything = true;
    if (due.everything) due.marks = [];
    if (first && state.following && state.district.empty) fit();
    draw();
  },
  select({ code }) {
    state.selected = code;
    due.selection = true;
    draw();
  },
  area({ code }) {
    state.area = code;
    redrawAll();
  },
  pin({ position }) {
    state.pin = position;
    due.selection = true;
    draw();
  },
  layers({ layers }) {
    Object.assign(state.layers, layers);
    redrawAll();
  },
  view({ longitude, latitude, zoom }) {
    state.following = false;
    jump(longitude, latitude, zoom);
  },
  fit() {
    fit();
  },
  async ping({ number }) {
    desk.answer(number);
    tidy();
  },
};

let expected = null;

async function districtAt(address) {
  const answer = await fetch(address);
  return new District(await answer.json());
}

function count(code, figures) {
  const before = state.measure && state.classOf(code);
  state.counts.set(code, figures);
  due.counts.add(code);
  if (state.measure && state.classOf(code) !== before) due.units.add(code);
}

/** Take messages strictly one after another: a small change must not overtake the document before it. */
let line = Promise.resolve();

function hear(text) {
  const { number, messages } = JSON.parse(text);
  litter += 1;
  line = line.then(async () => {
    for (const message of messages) await take[message.kind](message);
    told = number;
    draw();
  });
  line = line.catch((error) => console.error(String(error?.stack ?? error)));
}

/** Frames and messages since the last collection; both leave garbage, up to 100 kB each. */
let litter = 0;
const MUCH_LITTER = 100;

/** Free it here: the engine of Qt 6.10 and later never does so by itself. Takes about 10 ms of an idle moment. */
function tidy() {
  if (litter < MUCH_LITTER) return;
  litter = 0;
  window.gc?.({ type: "major", execution: "async" });
}

/** What the page shows, for tests and diagnostics. */
window.gridcenter = {
  picture() {
    const units = state.district.units.map((unit) => [unit.code, state.classOf(unit.code)]);
    return {
      level: state.level,
      classes: Object.fromEntries(units),
      marks: marks.shown.map(({ mark, x, y, count }) => ({ id: mark.id, light: mark.light, x, y, count })),
      names: names.shown.map((name) => name.words),
      selected: state.selected,
      area: state.area,
      zoom: map.getZoom(),
      size: [map.getSize().x, map.getSize().y],
      undrawn: due.marks.length,
    };
  },
  /** Return [x, y] in the view of the inner point of a place. */
  whereIs(code) {
    const { frame } = sheets.top;
    const place = state.district.byCode.get(code);
    const shift = frameShift(frame);
    return [frame.x(place.inner[0]) - shift.x, frame.y(place.inner[1]) - shift.y];
  },
  whereIsIncident(id) {
    const stood = marks.shown.find(({ mark }) => mark.id === id);
    const shift = frameShift(sheets.top.frame);
    return stood ? [stood.x - shift.x, stood.y - shift.y] : null;
  },
};

new QWebChannel(qt.webChannelTransport, (channel) => {
  desk = channel.objects.desk;
  desk.told.connect(hear);
  desk.started();
});
