import type { TraceEvent } from "../model/index.ts";
import { flagsPushedUs, silenceUs } from "./bounds.ts";
import { Calm, calmTypes } from "./calm.ts";
import { never } from "./never.ts";
import type { Setting } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { needsHeal } from "./setting-needs.ts";

interface State {
  readonly setting: Setting;
  readonly calm: Calm;
  /** When something last happened that nodes may see differently. */
  changedUs: number;
  /** When all was made whole; infinite: not yet. A control that is to fail may wait for long to be asked for, until then. */
  healedUs: number;
}

/**
 * Flags, connections, who compares them, and what keeps the leader from it: a recovery pushes flags of its own. A control
 * that is held back tells, when it comes, what was so when it was sent.
 */
const changes = [
  "flags-changed",
  "peer-connected",
  "peer-dead",
  "process-started",
  "process-exited",
  "leader-believed",
  "election-ended",
  "recovery-step",
  "recovery-completed",
  "recovery-failed",
  "control-delayed",
] as const;

/** What a leader corrects is correct then. */
export const flagsSettle = never<State>({
  name: "flags-settle",
  sentence: "After the heal, once no flag changes and no recovery runs, no leader pushes flags any more.",
  needs: ["control-accepted", ...changes, ...calmTypes],
  applies: needsHeal,
  initial: (setting) => ({ setting, calm: new Calm(), changedUs: 0, healedUs: Number.POSITIVE_INFINITY }),
  step(state, event) {
    state.calm.observe(event);
    if (isChange(event))
      state.changedUs = Math.max(state.changedUs, event.atUs + (event.type === "control-delayed" ? event.byUs : 0));
    if (event.type === "healed") state.healedUs = event.atUs;
    if (event.type !== "control-accepted" || event.op !== "MODIFY_FLAGS" || event.atUs < state.healedUs) return null;
    const { constants } = state.setting;
    // Of a connection that one end alone has lost nobody else hears before that end is taken for dead.
    const sinceUs = Math.max(state.changedUs, state.calm.brokenUs, state.healedUs + silenceUs(constants));
    const boundUs = flagsPushedUs(constants);
    if (event.atUs - sinceUs <= boundUs) return null;
    return {
      atUs: event.atUs,
      hosts: [event.from, event.host],
      why: [
        `At ${clock(event.atUs)} ${node(event.from)} pushed flags to ${node(event.host)}.`,
        `No flag, connection or leader had changed since ${clock(sinceUs)}, and nothing was done to the cluster.`,
        `Every node has the flags as they are after one push, which takes up to ${seconds(boundUs)}.`,
      ],
    };
  },
});

/** Helpers come and go without a word on flags. */
function isChange(event: TraceEvent): boolean {
  if (event.type === "process-started" || event.type === "process-exited")
    return event.program === "ctdbd" || event.program === "recoverd";
  return (changes as readonly string[]).includes(event.type);
}
