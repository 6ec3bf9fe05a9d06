import type { Pnn } from "../../model/index.ts";
import { needsNfs } from "../nfs/index.ts";
import { sometimes } from "../sometimes.ts";
import { hasGrace } from "./has-grace.ts";

/** What a grace is for. */
export const lockReclaimedInGrace = sometimes<Set<Pnn>>({
  name: "lock-reclaimed-in-grace",
  sentence: "A client reclaimed its lock from a server that was in grace.",
  needs: ["file-lock-reclaimed", "grace-began", "grace-ended", "lock-manager-stopped", "host-crashed"],
  applies: (setting) => needsNfs(setting) === null && hasGrace(setting),
  initial: () => new Set(),
  seen(event, _picture, inGrace) {
    if (event.type === "grace-began") inGrace.add(event.host);
    else if (event.type === "file-lock-reclaimed") return inGrace.has(event.node);
    else inGrace.delete(event.host);
    return false;
  },
});
