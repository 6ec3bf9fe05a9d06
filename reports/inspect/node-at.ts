import { type CtdbdData, type Pnn, type RecoverdData, type TraceEvent, UNKNOWN } from "../../model/index.ts";
import type { HostState } from "../text/index.ts";

/** A main daemon that answers the tool. */
export interface Daemon {
  readonly pnn: Pnn;
  readonly data: CtdbdData;
  /** In whom its recovery daemon believes; -1: in nobody. */
  readonly leader: Pnn;
}

/** The private address of a node: no scenario says what it is. */
export function madeUpAddress(pnn: Pnn): string {
  return `192.0.2.${pnn + 1}`;
}

/** What the tool meets on a node: a daemon, or the reason why there is none. */
export type Met = { readonly daemon: Daemon } | { readonly none: "host" | "socket" | "listener" | "answer" };

/**
 * What the tool would meet on a host.
 *
 * @param stale the socket of an earlier daemon is still there
 */
export function metOn({ pnn, state, processes }: HostState, stale: boolean): Met {
  if (state !== "up") return { none: "host" };
  const running = (program: string) =>
    processes.find((process) => process.program === program && !["zombie", "starting"].includes(process.state));
  const main = running("ctdbd");
  if (main === undefined) return { none: stale ? "listener" : "socket" };
  if (main.state !== "running") return { none: "answer" };
  // The view knows of no program what its data is; these are the data of these programs.
  const data = main.data as unknown as CtdbdData;
  const recoverd = running("recoverd")?.data as unknown as RecoverdData | undefined;
  const leader = data.version === "4.3" ? data.toldLeader : (recoverd?.leader ?? UNKNOWN);
  return { daemon: { pnn, data, leader } };
}

/** Hosts on which a main daemon has ended since they were switched on: nobody removes its socket. */
export function staleSockets(events: readonly TraceEvent[]): ReadonlySet<Pnn> {
  const stale = new Set<Pnn>();
  for (const event of events) {
    if (event.type === "host-started") stale.delete(event.host);
    if (event.type === "process-exited" && event.program === "ctdbd") stale.add(event.host);
  }
  return stale;
}
