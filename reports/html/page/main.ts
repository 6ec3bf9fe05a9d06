import { clockText } from "../../time-text.ts";
import type { PageData } from "../page-data.ts";
import { copyReproduce } from "./copy.ts";
import { legend } from "./draw-lanes.ts";
import { Drawing } from "./drawing.ts";
import { byId } from "./elements.ts";
import { EventList } from "./event-list.ts";
import { followKeys } from "./keyboard.ts";
import { messageMenu, toggleMessages } from "./message-menu.ts";
import { Overview } from "./overview.ts";
import { drawPanel } from "./panel.ts";
import { followPointer } from "./pointer.ts";
import { toggleTheme } from "./theme.ts";
import { View } from "./view.ts";

const data = JSON.parse(byId("data").textContent ?? "") as PageData;
document.documentElement.dataset["live"] = "";
const slider = byId("slider") as HTMLInputElement;
let isDue = false;
const view = new View(data, changed);
const drawing = new Drawing(view);
const overview = new Overview(view);
const list = new EventList(view);

/** However much changes at once, it is drawn once. */
function changed(): void {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(draw);
}

function draw(): void {
  isDue = false;
  drawing.draw();
  overview.draw();
  drawPanel(view);
  list.draw();
  slider.value = String(view.cursorUs);
  slider.setAttribute("aria-valuetext", clockText(view.cursorUs));
  const event = view.events[view.index];
  byId("now-time").textContent = clockText(view.cursorUs);
  byId("now").textContent = event === undefined ? "before the first event" : nowWords(event);
}

function nowWords({ atUs, host, words }: View["events"][number]): string {
  const where = host < 0 ? "" : `node ${host}: `;
  return `${atUs < view.cursorUs ? `since ${clockText(atUs)}, ` : ""}${where}${words}`;
}

const actions = {
  v: () => view.jump(data.violations.map(({ atUs }) => atUs)),
  f: () => view.jump(data.faults.map(({ fromUs }) => fromUs)),
  m: () => toggleMessages(view, changed),
  t: toggleTheme,
  "?": () => (byId("help") as HTMLDialogElement).showModal(),
};

function onClick(id: string, action: () => void): void {
  byId(id).addEventListener("click", action);
}

onClick("to-violation", actions.v);
onClick("to-fault", actions.f);
onClick("messages", actions.m);
onClick("theme", actions.t);
onClick("show-help", actions["?"]);
onClick("zoom-in", () => view.zoom(0.6));
onClick("zoom-out", () => view.zoom(1 / 0.6));
onClick("zoom-fit", () => view.look({ fromUs: 0, toUs: data.endUs }));
onClick("copy", copyReproduce);
slider.max = String(data.endUs);
slider.addEventListener("input", () => view.goTo(Number(slider.value)));
byId("legend").replaceChildren(...legend(data));
new ResizeObserver(changed).observe(byId("diagram"));
messageMenu(view, changed);
followPointer(drawing, view);
followKeys(view, actions);
const first = data.violations[0];
if (first === undefined) view.goTo(data.endUs);
else view.jump([first.atUs]);
draw();
