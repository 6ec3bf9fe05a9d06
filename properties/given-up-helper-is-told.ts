import type { Pnn, TraceEvent } from "../model/index.ts";
import { instantUs } from "./bounds.ts";
import { hostTypes, lockTypes, type Picture } from "./picture/index.ts";
import { hostOfKey, processKey } from "./process-key.ts";
import type { Property, Violation } from "./property.ts";
import { clock, node } from "./sentences.ts";
import { needsHelper } from "./setting-needs.ts";

/** The status of an attempt whose time was over. */
const TIME_OVER = "2";

interface State {
  readonly picture: Picture;
  /** Since when each helper has been given up, by host and pid. */
  readonly givenUpUs: Map<number, number>;
}

/** Whoever is not told that nobody waits for it may take the lock long afterwards, for nobody. */
export const givenUpHelperIsTold: Property<State> = {
  name: "given-up-helper-is-told",
  sentence: "A lock helper that its daemon gave up, because its time was over, ends by SIGTERM and not by itself.",
  kind: "safety",
  needs: ["lock-refused", ...hostTypes, ...lockTypes],
  on: ["lock-refused", "lock-taken", "process-exited", "host-crashed"],
  applies: needsHelper,
  initial: (_setting, picture) => ({ picture, givenUpUs: new Map() }),
  step(state, event) {
    const { givenUpUs } = state;
    if (event.type === "host-crashed") forgetHost(givenUpUs, event.host);
    if (event.type === "lock-refused" && event.status === TIME_OVER) giveUp(state, event);
    // Its answer was on the way: it gives the lock back and ends by itself.
    if (event.type === "lock-taken") givenUpUs.delete(processKey(event));
    if (event.type !== "process-exited") return null;
    const sinceUs = givenUpUs.get(processKey(event));
    givenUpUs.delete(processKey(event));
    // It may just have been about to end.
    if (sinceUs === undefined || event.cause !== "exit" || event.atUs - sinceUs < instantUs) return null;
    return wentOn(event.host, event.pid, sinceUs, event.atUs);
  },
};

function forgetHost(givenUpUs: Map<number, number>, host: Pnn): void {
  for (const key of givenUpUs.keys()) if (hostOfKey(key) === host) givenUpUs.delete(key);
}

/** Of several the first to be started is the one whose time is over. */
function giveUp({ picture, givenUpUs }: State, { host, atUs }: TraceEvent): void {
  const view = picture.host(host);
  const held = new Set(picture.lock.holds.flatMap((hold) => (hold.host === host ? [hold.pid] : [])));
  const waiting = [...view.processes.values()].filter(
    ({ program, parent, pid }) => program === "lock-helper" && parent === view.recoverd && !held.has(pid),
  );
  const [eldest] = waiting.sort((one, other) => one.startedUs - other.startedUs);
  if (eldest !== undefined) givenUpUs.set(processKey({ host, pid: eldest.pid }), atUs);
}

function wentOn(host: Pnn, pid: number, sinceUs: number, atUs: number): Violation {
  return {
    atUs,
    hosts: [host],
    why: [
      `Lock helper ${pid} of ${node(host)} went on until ${clock(atUs)}, and ended by itself.`,
      `Its daemon had given it up at ${clock(sinceUs)}, when the time for its answer was over.`,
      "A daemon that gives an attempt up sends its helper SIGTERM: whoever goes on may take the lock for nobody.",
    ],
  };
}
