import { hostTypes } from "../picture/index.ts";
import { needsHelper } from "../setting-needs.ts";
import { sometimes } from "../sometimes.ts";

/** The lock stays a while with a node that does not lead. */
export const helperOutlivedItsDaemon = sometimes({
  name: "helper-outlived-its-daemon",
  sentence: "A recovery daemon died and its lock helper lived on.",
  needs: hostTypes,
  applies: (setting) => needsHelper(setting) === null,
  seen(event, { hosts }) {
    if (event.type !== "process-exited" || event.program !== "recoverd") return false;
    for (const process of hosts[event.host]?.processes.values() ?? []) {
      if (process.program === "lock-helper" && process.parent === event.pid) return true;
    }
    return false;
  },
});
