import { never } from "../never.ts";
import { seconds } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";
import { OpenWindow, windowNeeds, windowTypes } from "./open-window.ts";

interface State {
  readonly window: OpenWindow;
  readonly mostUs: number;
}

/** No lock that a client believes to hold stands open to others for longer than a user has said. */
export const windowFitsTheBudget = never<State>({
  name: "window-fits-the-budget",
  sentence: "No lock that its client believes to hold can be granted to somebody else for longer than the budget.",
  needs: windowNeeds,
  on: windowTypes,
  applies: (setting) =>
    needsNfs(setting) ?? (setting.nfs?.maxWindowUs === undefined ? "No budget is set for the window." : null),
  initial: (setting) => ({ window: new OpenWindow(setting), mostUs: setting.nfs?.maxWindowUs ?? 0 }),
  step({ window }, event) {
    window.observe(event);
    return null;
  },
  dueUs: ({ window, mostUs }) => window.reachesUs(mostUs + 1),
  tick({ window, mostUs }, atUs) {
    const file = window.open;
    if (file === undefined) return null;
    return {
      atUs,
      hosts: [],
      why: [
        `The lock of ${JSON.stringify(file)} stood open to others while its client believed to hold it.`,
        "The file system had dropped it, and somebody who could be asked would have been granted it.",
        `That lasted longer than ${seconds(mostUs)}, which is what may be.`,
      ],
    };
  },
});
