import type { ObservationOf, TraceEvent } from "../model/index.ts";
import { watchdogUs } from "./bounds.ts";
import { never } from "./never.ts";
import type { Setting, Violation } from "./property.ts";
import { clock, node, seconds } from "./sentences.ts";
import { always } from "./setting-needs.ts";

/** What is known of the daemons of a host; its picture forgets them as they die. */
interface Daemons {
  /** Pid of the main daemon; 0: none. */
  ctdbd: number;
  runState: string;
  /** Since when it is in that run state. */
  sinceUs: number;
  /** It has found a database file damaged. */
  isCorrupt: boolean;
  /** Its event daemon, by pid, is gone, or its init or setup event did not succeed. */
  eventd: number;
  isLost: boolean;
  /** Its recovery daemons by pid: whose they are, and when they were started. */
  readonly recoverds: Map<number, { readonly parent: number; readonly atUs: number }>;
}

interface State {
  readonly setting: Setting;
  readonly hosts: readonly Daemons[];
}

/** Events that may fail: then the daemon dies. */
const neededEvents: ReadonlySet<string> = new Set(["init", "setup"]);

/** A daemon that nobody kills stays. */
export const daemonsExitForAReason = never<State>({
  name: "daemons-exit-for-a-reason",
  sentence:
    "A main daemon exits because it was shut down, its first events failed, its event daemon is gone or a file is damaged; a recovery daemon because its main daemon is gone, shuts down or has missed it for long.",
  needs: ["process-started", "process-exited", "runstate-changed", "host-crashed", "database-corrupt", "event-ended"],
  applies: always,
  initial: (setting, picture) => ({
    setting,
    hosts: picture.hosts.map(() => ({
      ctdbd: 0,
      runState: "none",
      sinceUs: 0,
      isCorrupt: false,
      eventd: 0,
      isLost: false,
      recoverds: new Map(),
    })),
  }),
  step(state, event) {
    const host = state.hosts[event.host];
    if (host === undefined) return null;
    if (event.type === "host-crashed") forget(host);
    if (event.type === "database-corrupt") host.isCorrupt = true;
    if (event.type === "runstate-changed") enter(host, event.runState, event.atUs);
    if (event.type === "process-started" && event.program === "ctdbd") {
      enter(host, "none", event.atUs);
      host.ctdbd = event.pid;
      host.isCorrupt = false;
      host.isLost = false;
    }
    noteEvents(host, event);
    if (event.type === "process-started" && event.program === "recoverd") host.recoverds.set(event.pid, event);
    return event.type === "process-exited" ? judge(state, host, event) : null;
  },
});

/** What of its event daemon ends a main daemon. */
function noteEvents(host: Daemons, event: TraceEvent): void {
  if (event.type === "process-started" && event.program === "eventd") host.eventd = event.pid;
  if (event.type === "process-exited" && event.pid === host.eventd) host.isLost = true;
  const isFailure = event.type === "event-ended" && event.pid === host.eventd && event.outcome !== "done";
  if (isFailure && neededEvents.has(event.event)) host.isLost = true;
}

function forget(host: Daemons): void {
  host.ctdbd = 0;
  host.recoverds.clear();
}

function enter(host: Daemons, runState: string, atUs: number): void {
  host.runState = runState;
  host.sinceUs = atUs;
}

function judge(state: State, host: Daemons, event: ObservationOf<"process-exited"> & TraceEvent): Violation | null {
  // Where the host has crashed its daemons are forgotten already: what crashes here does so by itself.
  const isOwnAct = event.cause !== "killed";
  const why = event.pid === host.ctdbd ? ownEnd(host) : recoverdEnd(state, host, event);
  if (event.pid === host.ctdbd) host.ctdbd = 0;
  host.recoverds.delete(event.pid);
  if (!isOwnAct || why === null) return null;
  const { atUs, pid, program } = event;
  return {
    atUs,
    hosts: [event.host],
    why: [
      `At ${clock(atUs)} ${program} ${pid} on ${node(event.host)} ${event.cause === "crash" ? "crashed" : "exited"}.`,
      ...why,
    ],
  };
}

type Reasons = readonly [evidence: string, bound: string];

function ownEnd({ runState, sinceUs, isCorrupt, isLost }: Daemons): Reasons | null {
  if (runState === "shutdown" || isCorrupt || isLost) return null;
  return [
    `It was in the run state ${runState} since ${clock(sinceUs)}, and nobody had killed it.`,
    "Only a shutdown, an init or setup event that does not succeed, or the end of its event daemon ends a main daemon.",
  ];
}

function recoverdEnd(
  { setting }: State,
  host: Daemons,
  { pid, atUs }: { readonly pid: number; readonly atUs: number },
): Reasons | null {
  const recoverd = host.recoverds.get(pid);
  if (recoverd === undefined || recoverd.parent !== host.ctdbd || host.runState === "shutdown") return null;
  const missedUs = watchdogUs(setting.constants);
  if (atUs - recoverd.atUs >= missedUs) return null;
  return [
    `Its main daemon ran and was in the run state ${host.runState}, and it had been started at ${clock(recoverd.atUs)}.`,
    `Only a recovery daemon that has not been heard of for ${seconds(missedUs)} is ended and replaced.`,
  ];
}
