import { never } from "../never.ts";
import { hostTypes, type Picture, takeoverTypes } from "../picture/index.ts";
import { clock, node } from "../sentences.ts";
import { always } from "../setting-needs.ts";
import { LastDone, lastDoneTypes } from "./last-done.ts";

interface State {
  readonly picture: Picture;
  readonly told: LastDone;
}

/** Services, NAT gateway and LVS act at the end of a run, on every node, also where nothing has moved. */
export const toldAfterRun = never<State>({
  name: "told-after-run",
  sentence:
    "When a takeover run succeeds, every node that it reached has ended an ipreallocated event well since the run had addresses taken, or since it began if it moved none.",
  needs: [...lastDoneTypes, ...takeoverTypes, ...hostTypes],
  on: [...lastDoneTypes, "takeover-ended"],
  applies: always,
  initial: (_setting, picture) => ({ picture, told: new LastDone("ipreallocated") }),
  step({ picture, told }, event) {
    told.observe(event);
    if (event.type !== "takeover-ended" || !event.ok) return null;
    const { host, atUs } = event;
    const run = picture.takeovers.of(host, event.pid);
    if (run === undefined) return null;
    const sinceUs = Math.max(run.startedUs, run.takesUs);
    const untold = [...run.reached].find((pnn) => !told.isSince(pnn, sinceUs));
    if (untold === undefined) return null;
    return {
      atUs,
      hosts: [host, untold],
      why: [
        `At ${clock(atUs)} a takeover run of ${node(host)} had succeeded, and ${node(untold)} had not ended an ipreallocated event.`,
        `The run had begun at ${clock(run.startedUs)}, and has reached that node ever since.`,
        "The last phase of a run has every connected node run that event, and a run succeeds only when all have answered.",
      ],
    };
  },
});
