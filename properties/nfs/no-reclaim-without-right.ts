import type { Pnn } from "../../model/index.ts";
import { never } from "../never.ts";
import { clock, node } from "../sentences.ts";
import { needsNfs } from "./needs-nfs.ts";

interface Owner {
  readonly client: number;
  readonly host: Pnn;
  readonly atUs: number;
}

/** The edge condition: a reclaim is granted only to who was the last to have the lock (facts/ip-nfs.md §6.2). */
export const noReclaimWithoutRight = never<Map<string, Owner>>({
  name: "no-reclaim-without-right",
  sentence: "A lock is given back only to the client that was the last to have it.",
  needs: ["file-lock-granted"],
  applies: needsNfs,
  initial: () => new Map(),
  step(owners, event) {
    if (event.type !== "file-lock-granted") return null;
    const { file, client, host, atUs, reclaim } = event;
    const last = owners.get(file);
    owners.set(file, { client, host, atUs });
    if (!reclaim || last === undefined || last.client === client) return null;
    return {
      atUs,
      hosts: [host],
      why: [
        `Client ${client} was given the lock of ${JSON.stringify(file)} back, through ${node(host)}.`,
        `Client ${last.client} had been granted it at ${clock(last.atUs)}, through ${node(last.host)}.`,
        "Whoever had it since has changed what it protects: the bound is zero.",
      ],
    };
  },
});
