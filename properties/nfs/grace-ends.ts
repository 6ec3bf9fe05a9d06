import { graceDesigns, type Pnn } from "../../model/index.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";

interface State {
  readonly setting: Setting;
  readonly since: Map<Pnn, number>;
}

/** Moves of addresses in a row may each begin a grace anew. */
const MOVES = 3;

/** How long a grace may last: its timer, as often as it may begin anew; 0: without a bound. */
function boundUs({ nfs, constants }: Setting): number {
  if (nfs === undefined) return 0;
  const { end, how } = graceDesigns[nfs.grace];
  if (end === "coordinated") return MOVES * constants.graceLongestUs;
  return MOVES * (how === "restart" ? constants.restartGraceUs : constants.keptGraceUs);
}

/** A grace does not last for ever: meanwhile nobody locks anything new. */
export const graceEnds: Property<State> = {
  name: "grace-ends",
  kind: "liveness",
  sentence: "Every grace ends.",
  needs: ["grace-began", "grace-ended", "lock-manager-stopped", "host-crashed", "host-paused"],
  applies: (setting) =>
    needsNfs(setting) ?? (boundUs(setting) === 0 ? "The grace lasts until everybody has reclaimed." : null),
  initial: (setting) => ({ setting, since: new Map() }),
  step({ since }, event) {
    if (event.type === "grace-began") {
      if (!since.has(event.host)) since.set(event.host, event.atUs);
    } else since.delete(event.host);
    return null;
  },
  dueUs: ({ since, setting }) => Math.min(Number.POSITIVE_INFINITY, ...since.values()) + boundUs(setting),
  tick({ since, setting }, nowUs) {
    const limitUs = boundUs(setting);
    for (const [host, atUs] of since)
      if (atUs + limitUs <= nowUs)
        return {
          atUs: nowUs,
          hosts: [host],
          why: [
            `The NFS server of ${node(host)} is still in grace.`,
            `It entered at ${clock(atUs)}.`,
            `Its timer ends it, begun anew at most ${MOVES} times, within ${seconds(limitUs)}.`,
          ],
        };
    return null;
  },
  end: ({ since }) => (since.size === 0 ? "holds" : "unknown"),
};
