import type { ObservationOf, Pnn, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";

interface State {
  /** When the server of a host was stopped, which has not served since. */
  readonly stoppedUs: Map<Pnn, number>;
  /** The host of each fault that makes scripts fail, or keeps them, by its number. */
  readonly failing: Map<number, Pnn>;
  /** When NFS was last found down on a host, or scripts stopped failing there. */
  readonly troubledUs: Map<Pnn, number>;
  readonly down: Set<Pnn>;
  /** Faults that make something slow, or stop it, by their number; when the last of them ended, -1: none did. */
  readonly slowing: Set<number>;
  slowedUs: number;
}

/** What a script was doing when its trouble ended is over after this. */
const OVER_US = 60_000_000;

function noteTrouble({ failing, troubledUs, down }: State, event: TraceEvent): void {
  const { host, atUs } = event;
  if (event.type === "fault-injected" && event.fault.startsWith("script-")) failing.set(event.index, host);
  if (event.type === "fault-ended") {
    const troubled = failing.get(event.index);
    if (troubled !== undefined) troubledUs.set(troubled, atUs);
    failing.delete(event.index);
  }
  if (event.type === "healed") {
    for (const troubled of failing.values()) troubledUs.set(troubled, atUs);
    failing.clear();
  }
  if (event.type === "service-down" && event.service === "nfs") down.add(host);
  if (event.type === "service-up" && event.service === "nfs" && down.delete(host)) troubledUs.set(host, atUs);
}

/** What keeps a script that runs, or whom it waits for. */
const slows = (fault: string): boolean => /^(pause|slow|storage)-/.test(fault);

function noteSlowness(state: State, event: TraceEvent): void {
  const { slowing } = state;
  if (event.type === "fault-injected" && slows(event.fault)) slowing.add(event.index);
  else if (event.type === "fault-ended" && slowing.delete(event.index)) state.slowedUs = event.atUs;
  else if (event.type === "healed" && slowing.size > 0) {
    slowing.clear();
    state.slowedUs = event.atUs;
  }
}

/** Does it hang though nothing is slow anywhere, or was so lately? */
function hangs({ slowing, slowedUs }: State, { outcome, atUs }: ObservationOf<"event-ended"> & TraceEvent): boolean {
  return outcome === "timed-out" && slowing.size === 0 && (slowedUs < 0 || atUs - slowedUs > OVER_US);
}

function noteServer({ stoppedUs }: State, event: TraceEvent): void {
  const { host, atUs } = event;
  if (event.type === "lock-manager-stopped" && event.addresses.length === 0) stoppedUs.set(host, atUs);
  else if (event.type === "grace-began" || event.type === "grace-ended" || event.type === "host-crashed")
    stoppedUs.delete(host);
  else if (event.type === "process-started" && event.program === "nfs-server") stoppedUs.delete(host);
}

/** It has failed, and nothing made it fail. */
function failed({ failing, troubledUs, down }: State, { host, atUs }: TraceEvent, event: string): Violation | null {
  const isTroubled = down.has(host) || [...failing.values()].includes(host);
  if (isTroubled || atUs - (troubledUs.get(host) ?? Number.NEGATIVE_INFINITY) < OVER_US) return null;
  return {
    atUs,
    hosts: [host],
    why: [
      `60.nfs failed, or did not end, on ${node(host)} at the event ${event}.`,
      "NFS was up there, and no script was made to fail.",
      "A server that is told what happens to addresses does its part, and says so.",
    ],
  };
}

/** What CTDB tells the server of a node is done, and done when it says so (facts/ip-nfs.md §4.1). */
export const callOutsAreHeeded = never<State>({
  name: "call-outs-are-heeded",
  sentence:
    "A call-out of an NFS server fails, or hangs, only where something makes it fail, and after that of a start it serves.",
  needs: [
    "event-ended",
    "fault-injected",
    "fault-ended",
    "healed",
    "service-down",
    "service-up",
    "lock-manager-stopped",
    "grace-began",
    "grace-ended",
    "host-crashed",
    "process-started",
  ],
  applies: needsNfs,
  initial: () => ({
    stoppedUs: new Map(),
    failing: new Map(),
    troubledUs: new Map(),
    down: new Set(),
    slowing: new Set(),
    slowedUs: -1,
  }),
  step(state, event) {
    noteTrouble(state, event);
    noteSlowness(state, event);
    noteServer(state, event);
    if (event.type !== "event-ended") return null;
    const { host, atUs } = event;
    // A monitor event is there to fail where a service does not do well.
    if ((event.outcome === "failed" || hangs(state, event)) && event.script === "60.nfs" && event.event !== "monitor")
      return failed(state, event, event.event);
    const stoppedUs = state.stoppedUs.get(host);
    if (event.event !== "startup" || event.outcome !== "done" || stoppedUs === undefined) return null;
    return {
      atUs,
      hosts: [host],
      why: [
        `The startup event of ${node(host)} has ended well, and its NFS server does not serve.`,
        `It was stopped at ${clock(stoppedUs)}, and has not been started since.`,
        "Whoever starts a service says that it is up when it is.",
      ],
    };
  },
});
