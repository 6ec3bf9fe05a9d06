/** What a caller asks of an NFS call-out. */
export interface Operation {
  /** The first argument: what a call-out registers. */
  readonly name: string;
  /** The arguments after it that are tried, one call each. */
  readonly calls: readonly (readonly string[])[];
  /** Callers that no longer ask for it are of CTDB 4.5 to 4.20. */
  readonly old?: true;
  /** Asked for by check files of some call-outs only, not by CTDB itself. */
  readonly own?: true;
}

const ADDRESS = ["eth0", "10.0.0.41", "24"];
const SERVICES = ["nfs", "nlockmgr", "status", "mountd", "rquotad"].map((service) => [service]);

/** The operation in which every running node can enter grace before any address moves (CTDB 4.21). */
export const BARRIER = "startipreallocate";

/** Every operation that callers know, in an order that a node could live through. */
export const operations: readonly Operation[] = [
  { name: "startup", calls: [[]] },
  { name: "monitor-pre", calls: [[]] },
  { name: "monitor-list-shares", calls: [[]] },
  { name: "monitor-post", calls: [[]] },
  { name: "check", calls: [["nfs"]], own: true },
  { name: "stats", calls: [["nfs"]], own: true },
  { name: BARRIER, calls: [[]] },
  { name: "releaseip-pre", calls: [ADDRESS], old: true },
  { name: "releaseip", calls: [ADDRESS] },
  { name: "takeip-pre", calls: [ADDRESS], old: true },
  { name: "takeip", calls: [ADDRESS] },
  { name: "stop", calls: SERVICES },
  { name: "start", calls: SERVICES },
  { name: "shutdown", calls: [[]] },
];
