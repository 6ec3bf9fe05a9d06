import { graceDesigns, type ObservationOf, type Pnn } from "../../model/index.ts";
import { byOwnClockUs } from "../bounds.ts";
import type { Property, Setting } from "../property.ts";
import { clock, node, seconds } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";

interface State {
  readonly setting: Setting;
  readonly since: Map<Pnn, number>;
}

/** Where a grace is lifted together, that of others may have begun later, and anew. */
const OTHERS = 3;

/**
 * How long a grace may last after it began, or began anew: its timer by the server's own clock, and a restart that is
 * under way; 0: without a bound.
 */
function boundUs({ nfs, constants: k }: Setting): number {
  if (nfs === undefined) return 0;
  const { end, how, fileSystem } = graceDesigns[nfs.grace];
  if (end === "coordinated") return OTHERS * k.graceLongestUs;
  // lockd's grace and nfsd's are two where the server is restarted, or a mount is new to it.
  const isNew = how === "restart" || fileSystem === "one-at-a-time";
  const hasV4 = nfs.users.some(({ protocol }) => protocol === "v4");
  const ownUs = how === "restart" ? k.restartGraceUs : k.keptGraceUs;
  return byOwnClockUs(Math.max(ownUs, isNew && hasV4 ? k.v4GraceUs : 0) + k.lockManagerPauseUs);
}

/** A timer of a clock that is set back goes off when that has caught up. */
function holdUp(
  since: Map<Pnn, number>,
  { host, byUs }: ObservationOf<"clock-stepped"> & { readonly host: Pnn },
): void {
  const sinceUs = since.get(host);
  if (sinceUs !== undefined && byUs < 0) since.set(host, sinceUs - byUs);
}

/** A grace does not outlast its timer: meanwhile nobody locks anything new. */
export const graceEnds: Property<State> = {
  name: "grace-ends",
  kind: "liveness",
  sentence: "Every grace ends.",
  needs: ["grace-began", "grace-ended", "lock-manager-stopped", "host-crashed", "host-paused"],
  on: ["grace-began", "grace-ended", "lock-manager-stopped", "host-crashed", "host-paused", "clock-stepped"],
  applies: (setting) =>
    needsNfs(setting) ?? (boundUs(setting) === 0 ? "The grace lasts until everybody has reclaimed." : null),
  initial: (setting) => ({ setting, since: new Map() }),
  step({ since }, event) {
    // Each move of an address begins it anew, for as long as addresses move.
    if (event.type === "grace-began") since.set(event.host, event.atUs);
    else if (event.type === "clock-stepped") holdUp(since, event);
    else since.delete(event.host);
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
            `It entered it last, or began it anew, at ${clock(atUs)}.`,
            `Its timer ends it within ${seconds(limitUs)}.`,
          ],
        };
    return null;
  },
  end: ({ since }) => (since.size === 0 ? "holds" : "unknown"),
};
