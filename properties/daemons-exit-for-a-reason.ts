import type { ObservationOf, TraceEvent } from "../model/index.ts";
import { instantUs, watchdogUs } from "./bounds.ts";
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
  /** Its recovery daemons by pid: whose they are, and when they were started. */
  readonly recoverds: Map<number, { readonly parent: number; readonly atUs: number }>;
}

interface State {
  readonly setting: Setting;
  readonly hosts: readonly Daemons[];
}

/** Run states whose event script may fail: then the daemon dies. */
const needsItsScript: ReadonlySet<string> = new Set(["init", "setup"]);

/** A daemon that nobody kills stays. */
export const daemonsExitForAReason = never<State>({
  name: "daemons-exit-for-a-reason",
  sentence:
    "A main daemon exits because it was shut down or its first scripts failed or a file is damaged, a recovery daemon because its main daemon is gone, shuts down or has missed it for long.",
  needs: ["process-started", "process-exited", "runstate-changed", "host-crashed", "database-corrupt"],
  applies: always,
  initial: (setting, picture) => ({
    setting,
    hosts: picture.hosts.map(() => ({
      ctdbd: 0,
      runState: "none",
      sinceUs: 0,
      isCorrupt: false,
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
    }
    if (event.type === "process-started" && event.program === "recoverd") host.recoverds.set(event.pid, event);
    return event.type === "process-exited" ? judge(state, host, event) : null;
  },
});

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
  const why = event.pid === host.ctdbd ? ownEnd(state, host, event.atUs) : recoverdEnd(state, host, event);
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

function ownEnd({ setting }: State, { runState, sinceUs, isCorrupt }: Daemons, atUs: number): Reasons | null {
  if (runState === "shutdown" || isCorrupt) return null;
  const limitUs = setting.constants.scriptTimeoutUs;
  if (needsItsScript.has(runState) && atUs - sinceUs >= limitUs - limitUs / 16 - instantUs) return null;
  return [
    `It was in the run state ${runState} since ${clock(sinceUs)}, and nobody had killed it.`,
    `Only a shutdown, or an init or setup event that takes ${seconds(limitUs)}, ends a main daemon.`,
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
