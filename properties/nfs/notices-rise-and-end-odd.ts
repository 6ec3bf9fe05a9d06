import { never } from "../never.ts";
import type { End, Violation } from "../property.ts";
import { clock } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";

interface Last {
  readonly client: number;
  readonly address: string;
  readonly state: number;
  readonly atUs: number;
}

/** A server that is shut down comes back, or another one takes over, within this time. */
const DOWN_US = 10_000_000;

function downFor({ client, address, state, atUs }: Last, nowUs: number): Violation {
  return {
    atUs: nowUs,
    hosts: [],
    why: [
      `Client ${client} was told last that the server at ${address} is shut down (state ${state}).`,
      `That was at ${clock(atUs)}; whoever believes it does not reclaim.`,
      "The last notice of an address that is served says that it is up: an odd state.",
    ],
  };
}

/** What a client is told of a server rises, and ends with "up": it ignores what does not, and waits after "down". */
export const noticesRiseAndEndOdd = never<Map<string, Last>>({
  name: "notices-rise-and-end-odd",
  sentence:
    "Every notice that a client receives of an address has a higher state than the one before, and the last is odd.",
  needs: ["notice-received"],
  applies: needsNfs,
  initial: () => new Map(),
  step(lasts, event) {
    if (event.type !== "notice-received" || event.own) return null;
    const { client, address, state, atUs } = event;
    const key = `${client} ${address}`;
    const last = lasts.get(key);
    lasts.set(key, { client, address, state, atUs });
    if (last === undefined || state > last.state) return null;
    return {
      atUs,
      hosts: [],
      why: [
        `Client ${client} was notified of ${address} with state ${state}.`,
        `At ${clock(last.atUs)} it had been told ${last.state}: it takes the new notice for one it has had.`,
        "State numbers must rise over the whole cluster.",
      ],
    };
  },
  dueUs(lasts) {
    let dueUs = Number.POSITIVE_INFINITY;
    for (const { state, atUs } of lasts.values()) if (state % 2 === 0) dueUs = Math.min(dueUs, atUs + DOWN_US);
    return dueUs;
  },
  tick(lasts, atUs) {
    for (const last of lasts.values())
      if (last.state % 2 === 0 && last.atUs + DOWN_US <= atUs) return downFor(last, atUs);
    return null;
  },
  end: (): End => "holds",
});
