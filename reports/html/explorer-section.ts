import type { FailureStory } from "../story/index.ts";
import { likelihoodTable } from "./sections.ts";

/** The parts that the script of the page fills: the diagram, and what was the case at its cursor. */
export function explorerSection(story: FailureStory): string {
  const { length } = story.verdict.properties.filter(({ verdict, atUs }) => verdict === "violated" && atUs !== null);
  const noViolation = length === 0 ? " disabled" : "";
  const noFault = story.scenario.faults.length === 0 ? " disabled" : "";
  return `<section class="card live" id="explorer" aria-labelledby="explorer-title">
<div class="head"><h2 id="explorer-title">What happened</h2>
<div class="tools" role="toolbar" aria-label="diagram">
<button type="button" id="to-violation" class="primary"${noViolation}>Go to the violation <kbd>v</kbd></button>
<button type="button" id="to-fault"${noFault}>Next fault <kbd>f</kbd></button>
<button type="button" id="zoom-in" aria-label="zoom in">+</button>
<button type="button" id="zoom-out" aria-label="zoom out">−</button>
<button type="button" id="zoom-fit">Whole run <kbd>0</kbd></button>
<button type="button" id="messages" aria-pressed="true">Messages <kbd>m</kbd></button>
<details class="menu"><summary>Which …</summary><div id="message-kinds" role="group" aria-label="kinds of message"></div></details>
</div></div>
<p class="readout" aria-live="polite"><strong id="now-time"></strong><span id="now"></span></p>
<div id="diagram" tabindex="0" role="application" aria-label="space-time diagram: arrow keys go from event to event, plus and minus zoom, v goes to the violation"></div>
<p class="note" id="messages-note"></p>
<div id="overview"></div>
<input type="range" id="slider" min="0" max="1" step="1" value="0" aria-label="moment of the run">
<ul class="legend" id="legend" aria-label="bars of a host"></ul>
${curveLegend(story)}${likelihoodTable(story)}
<div class="looks">
<div><h3>State at <span id="state-time"></span></h3><div id="state"></div><p class="note" id="state-note"></p></div>
<div><h3>Events</h3><ol id="events" aria-label="events around the moment"></ol></div>
</div>
</section>`;
}

function curveLegend({ likelihood }: FailureStory): string {
  if (likelihood === undefined) return "";
  const without = likelihood.points.some(({ failedWithoutFaults }) => failedWithoutFaults !== undefined);
  return `<ul class="legend" aria-label="curve"><li><span class="swatch solid"></span>fails when everything from here on is decided anew</li>${
    without ? '<li><span class="swatch dash"></span>the same without any further fault</li>' : ""
  }</ul>`;
}

/** What the keys do. */
export const helpDialog = `<dialog id="help" aria-labelledby="help-title"><h2 id="help-title">Keys and mouse</h2>
<table><tbody>${[
  ["← →", "event before, next event"],
  ["v", "the violation; again: the next one"],
  ["f", "the next fault"],
  ["+ −", "zoom in and out around the cursor"],
  ["0", "the whole run"],
  ["Home End", "start and end of the run (in the diagram)"],
  ["Page ↑ ↓", "back and forth by a screen (in the diagram)"],
  ["m", "messages on and off"],
  ["t", "light and dark"],
  ["click", "sets the cursor; near a mark, on its event"],
  ["drag", "moves the diagram; on the time line, the cursor"],
  ["wheel", "zooms, once the diagram was clicked (or with Ctrl)"],
]
  .map(([key, what]) => `<tr><td><kbd>${key}</kbd></td><td>${what}</td></tr>`)
  .join("")}</tbody></table>
<form method="dialog"><button>Close</button></form></dialog>`;
