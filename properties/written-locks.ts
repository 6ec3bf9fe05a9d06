import type { NfsSpec, Pnn } from "../model/index.ts";
import type { Line } from "./written-trace.ts";

/** A client behind each of two addresses, one beside them on node 1; they all want the same file. */
export const nfs: NfsSpec = {
  grace: "keep-barrier",
  records: "shared-directory",
  dropUs: [0, 0],
  users: [{ address: "a0" }, { address: "a1" }, { node: 1 }].map((way) => ({
    way,
    file: "f",
    atUs: 0,
    pauseUs: [0, 0] as const,
    reclaimUs: [0, 0] as const,
  })),
};

/** Three hosts; the first two have an address each. */
export const served: readonly Line[] = [
  ...[0, 1, 2].map((host): Line => [0, host, { type: "host-started" }]),
  [1, 0, { type: "address-added", address: "a0" }],
  [1, 1, { type: "address-added", address: "a1" }],
];

/** The file system grants a lock, and its client hears of it. */
export function locked(atS: number, client: number, node: Pnn): Line[] {
  return [
    [atS, node, { type: "file-lock-granted", client, file: "f", reclaim: false }],
    [atS, -1, { type: "file-lock-believed", client, file: "f", node, version: 0 }],
  ];
}

/** The same of a lock that is given back to who had it. */
export function reclaimed(atS: number, client: number, node: Pnn): Line[] {
  return [
    [atS, node, { type: "file-lock-granted", client, file: "f", reclaim: true }],
    [atS, -1, { type: "file-lock-reclaimed", client, file: "f", node, version: 0 }],
  ];
}

/** A client gives its lock back, or is told that it is lost. */
export function gaveUp(atS: number, client: number, why: "unlocked" | "reclaim-refused" = "unlocked"): Line {
  return [atS, -1, { type: "file-lock-given-up", client, file: "f", why }];
}

/** The file system forgets a lock. */
export function dropped(atS: number, client: number, host: Pnn, cause: "node-gone" | "restart" | "released"): Line {
  return [atS, host, { type: "file-lock-dropped", client, file: "f", cause }];
}

/** A host enters grace, or leaves it. */
export function grace(atS: number, host: Pnn, on: boolean): Line {
  return [atS, host, on ? { type: "grace-began", addresses: [] } : { type: "grace-ended", addresses: [] }];
}
