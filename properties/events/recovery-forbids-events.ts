import { neverInRecovery } from "./never-in-recovery.ts";

/** Those that bring services to work, of which the databases are a part; what makes them stop is allowed (facts/ip-nfs.md §2.4). */
export const recoveryForbidsEvents = neverInRecovery({
  name: "recovery-forbids-events",
  sentence:
    "No takeip, updateip, startup or recovered event begins on a node that was in recovery mode when it was asked for.",
  events: new Set(["takeip", "updateip", "startup", "recovered"]),
  because: "In recovery mode a daemon refuses all events but those of starting up, of a recovery, and of letting go.",
});
