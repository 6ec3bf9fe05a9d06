import { sometimes } from "../sometimes.ts";

/** Nodes are left half recovered. */
export const recoveryInterrupted = sometimes<Set<string>>({
  name: "recovery-interrupted",
  sentence: "A recovery that had started failed or was killed.",
  needs: ["recovery-started", "recovery-completed", "recovery-failed", "process-exited"],
  initial: () => new Set(),
  seen(event, _picture, running) {
    if (event.type === "recovery-started") running.add(`${event.host}/${event.pid}`);
    else if (event.type === "recovery-completed") running.delete(`${event.host}/${event.pid}`);
    else if (event.type === "recovery-failed" || event.type === "process-exited")
      return running.delete(`${event.host}/${event.pid}`);
    return false;
  },
});
