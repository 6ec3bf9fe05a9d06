import { type Pnn, versionsIn } from "../model/index.ts";
import { never } from "./never.ts";
import type { Setting } from "./property.ts";
import { clock, node } from "./sentences.ts";

interface State {
  /** Hosts whose running daemon an administrator has told to shut down. */
  readonly asked: Set<Pnn>;
  /** The path of the cluster lock was changed while the cluster ran: who has another one shuts down. */
  isMoved: boolean;
}

/** A daemon that goes of its own accord takes its node out of service as a crash does. */
export const shutdownIsAskedFor = never<State>({
  name: "shutdown-is-asked-for",
  sentence: "In a cluster of one version and one lock setting a node shuts down only when it is told to.",
  needs: ["runstate-changed", "admin-command", "process-started", "lock-setting-changed"],
  applies: differs,
  initial: () => ({ asked: new Set(), isMoved: false }),
  step(state, event) {
    const { host: pnn, atUs } = event;
    if (event.type === "process-started" && event.program === "ctdbd") state.asked.delete(pnn);
    if (event.type === "lock-setting-changed") state.isMoved = true;
    if (event.type === "admin-command" && event.command === "shutdown") state.asked.add(pnn);
    if (event.type !== "runstate-changed" || event.runState !== "shutdown") return null;
    if (state.isMoved || state.asked.has(pnn)) return null;
    return {
      atUs,
      hosts: [pnn],
      why: [
        `At ${clock(atUs)} ${node(pnn)} began to shut down.`,
        "Nobody had told it to since its daemon started.",
        "By itself a node shuts down only beside another version, or another setting of the cluster lock.",
      ],
    };
  },
});

function differs({ ctdb, lockSettings = [] }: Setting): string | null {
  if (versionsIn(ctdb).length > 1) return "Of two versions of CTDB one shuts down.";
  return new Set(lockSettings).size > 1 ? "A node with another cluster lock setting shuts down." : null;
}
