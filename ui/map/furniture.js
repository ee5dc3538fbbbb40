// What stands on the map and does not move with it: legend, buttons, scale bar, tooltip. Built from elements
// and textContent only.

import { hatchPattern } from "./ground.js";

const SWATCH = { desk: [36, 10], wall: [56, 15] };
const ICONS = {
  zoom_in: "M9 2v14 M2 9h14",
  zoom_out: "M2 9h14",
  fit: "M2 6.5V2h4.5 M11.5 2H16v4.5 M16 11.5V16h-4.5 M6.5 16H2v-4.5",
};

export function make(tag, className, parent, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  if (text) element.textContent = text;
  parent?.appendChild(element);
  return element;
}

export class Furniture {
  constructor(map, actions) {
    this.map = map;
    const host = map.getContainer();
    this.legend = make("div", "legend", host);
    this.legend.setAttribute("role", "group");
    this.buttons = make("div", "buttons", host);
    this.tooltip = make("div", "tooltip", host);
    this.tooltip.setAttribute("role", "tooltip");
    this.tooltip.hidden = true;
    for (const part of [this.legend, this.buttons]) {
      L.DomEvent.disableClickPropagation(part);
      L.DomEvent.disableScrollPropagation(part);
    }
    for (const name of Object.keys(ICONS)) this.addButton(name, actions[name]);
    this.scale = L.control.scale({ imperial: false, maxWidth: 130, position: "bottomright" }).addTo(map);
  }

  addButton(name, action) {
    const button = make("button", `button button-${name}`, this.buttons);
    button.type = "button";
    button.appendChild(icon(ICONS[name]));
    button.addEventListener("click", () => action());
  }

  /** Say everything again in the language and colours of `state`. */
  dress(state) {
    const { look } = state;
    for (const name of Object.keys(ICONS)) {
      const button = this.buttons.querySelector(`.button-${name}`);
      button.title = look.texts[name];
      button.setAttribute("aria-label", look.texts[name]);
    }
    this.map.getContainer().setAttribute("aria-label", look.texts.map);
    if (look.bare) this.map.getContainer().focus(); // the keys of choosing a place are the map's from the start
    this.showLegend(state);
  }

  legendWidth(state) {
    if (!state.look) return 0;
    this.showLegend(state);
    return this.legend.offsetWidth;
  }

  showLegend(state) {
    const lights = state.look.wall || state.look.bare ? [] : state.legendLights();
    const { look, measure, district } = state;
    const built = JSON.stringify([look.version, measure?.key, measure?.ranges, district.units.length, lights]);
    if (built !== this.built) this.buildLegend(state, lights);
    this.built = built;
    for (const [light, words] of this.counts) {
      const wanted = `${state.look.texts[light]} ${state.total[light] ?? 0}`;
      if (words.textContent !== wanted) words.textContent = wanted;
    }
  }

  buildLegend(state, lights) {
    const { look, measure, district } = state;
    this.legend.replaceChildren();
    this.counts = new Map();
    this.legend.setAttribute("aria-label", look.texts.legend);
    if (!district.empty && measure && !look.bare) this.addClasses(state);
    if (state.withoutValue && !look.wall && !look.bare) this.addNoValue(look);
    if (lights.length) this.addLights(look, lights);
    this.legend.hidden = this.legend.childElementCount === 0;
  }

  addClasses({ look, measure, district }) {
    const [wide, high] = look.wall ? SWATCH.wall : SWATCH.desk;
    make("div", "legend-title", this.legend, district.grids.length ? measure.title : measure.title_community);
    const row = make("div", "legend-ramp", this.legend);
    look.colours.ramp.forEach((colour, index) => {
      const step = make("div", "legend-step", row);
      const swatch = make("div", "legend-swatch", step);
      Object.assign(swatch.style, { background: colour, width: `${wide}px`, height: `${high}px` });
      make("div", "legend-range", step, look.wall ? wallRange(measure, index) : measure.ranges[index]);
    });
  }

  addNoValue(look) {
    const row = make("div", "legend-lights", this.legend);
    const item = make("div", "legend-light", row);
    const swatch = make("div", "legend-swatch", item);
    const picture = `url(${hatchPattern(look.colours.map.grid_line).toDataURL()})`;
    Object.assign(swatch.style, { background: look.colours.chart_no_data, width: "36px", height: "10px" });
    swatch.style.backgroundImage = picture;
    make("span", "", item, look.texts.no_value);
  }

  addLights(look, lights) {
    const row = make("div", "legend-lights", this.legend);
    for (const light of lights) {
      const item = make("div", "legend-light", row);
      item.appendChild(glyph(light, look));
      this.counts.set(light, make("span", "", item));
    }
  }

  /** Show lines of text near a point of the view, or nothing. */
  hint(lines, point) {
    this.tooltip.hidden = !lines;
    if (!lines) return;
    this.tooltip.replaceChildren(...lines.map((line) => make("div", "", null, line)));
    const size = this.map.getSize();
    const { offsetWidth: wide, offsetHeight: high } = this.tooltip;
    const left = point.x + 14 + wide > size.x ? point.x - wide - 10 : point.x + 14;
    const top = point.y + 14 + high > size.y ? point.y - high - 10 : point.y + 14;
    this.tooltip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }
}

/** On the wall three words under five swatches: more would be too small to read. */
function wallRange(measure, index) {
  return index % 2 === 0 ? measure.wall_ranges[index / 2] : "";
}

function icon(path) {
  const drawing = vector("svg", { viewBox: "0 0 18 18", width: 18, height: 18, "aria-hidden": "true" });
  drawing.appendChild(vector("path", { d: path, class: "icon" }));
  return drawing;
}

/** The shape of a light in its 16×16 box; drawn as an element, since a canvas would be copied for every frame. */
function glyph(light, look) {
  const drawing = vector("svg", { viewBox: "0 0 16 16", class: "glyph", fill: look.colours.lights[light].fill });
  const [kind, ...numbers] = look.shapes[light].split(/[\s,]+/);
  const named = (...names) => Object.fromEntries(names.map((name, index) => [name, numbers[index]]));
  if (kind === "circle") drawing.appendChild(vector("circle", named("cx", "cy", "r")));
  else if (kind === "rect") drawing.appendChild(vector("rect", named("x", "y", "width", "height")));
  else drawing.appendChild(vector("path", { d: look.shapes[light] }));
  return drawing;
}

function vector(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
