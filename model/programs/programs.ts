import type { CtdbVersion, LockDesign, ProgramName } from "../words/index.ts";

/** Which charts a program is made of. */
export interface Program {
  readonly sentence: string;
  /** Charts that handle its events, in this order; each sees every event. */
  readonly rules: readonly string[];
  /** The procedure it begins with; what it calls lies on top of it. */
  readonly main: string;
  /** It is a thread of its parent: it stands still, and ends, with it. */
  readonly thread?: boolean;
}

/** What decides which program stands behind a name on a host. */
export interface ProgramDesign {
  readonly lock: LockDesign;
  readonly ctdb: CtdbVersion;
}

const helper = { rules: ["fcntl-helper-process"], main: "fcntl-helper" };

/** The programs of a host, by name; those of the cluster lock as they are with an fcntl lock. */
export const programs: Readonly<Record<ProgramName, Program>> = {
  ctdbd: {
    sentence: "the main daemon",
    rules: [
      "controls",
      "activity",
      "connections",
      "children",
      "drop-addresses",
      "addresses",
      "known-addresses",
      "tickles",
      "monitoring",
      "databases",
      "serial-databases",
      "messaging",
      "records",
      "transactions",
      "vacuum",
    ],
    main: "start-up",
  },
  eventd: { sentence: "runs event scripts for the main daemon", rules: ["event-queue"], main: "eventd" },
  recoverd: { sentence: "the recovery daemon", rules: ["recovery-daemon"], main: "main-loop" },
  "recovery-helper": {
    sentence: "runs one recovery for a leader",
    rules: ["recovery-helper-process"],
    main: "recovery-helper",
  },
  "takeover-helper": {
    sentence: "makes one takeover run for a leader",
    rules: ["takeover-helper-process"],
    main: "takeover-helper",
  },
  "lock-helper": { sentence: "takes and holds the cluster lock for a leader", ...helper },
  "lock-probe": { sentence: "a lock helper that must find the lock taken", ...helper },
  "lock-refresher": {
    sentence: "keeps a lease for whoever tells it to lock",
    rules: ["refresher-process"],
    main: "refresher",
  },
  "lock-check-child": {
    sentence: "checks the lock file for an fcntl helper",
    rules: ["lock-check-process"],
    main: "lock-check",
  },
  "db-lock-helper": {
    sentence: "waits in line for a record, or for whole database files, for its daemon",
    rules: ["db-lock-process"],
    main: "db-lock",
  },
  "write-child": {
    sentence: "writes a transaction to the file of its node, for its daemon",
    rules: [],
    main: "write-child",
  },
  "vacuum-child": {
    sentence: "vacuums a database of its node, for its daemon",
    rules: ["vacuum-child-process"],
    main: "vacuum-child",
  },
  "reload-child": {
    sentence: "reloads a node's public addresses, for its daemon",
    rules: ["reload-process"],
    main: "reload-addresses",
  },
  "reload-helper": {
    sentence: "the same by itself, for whoever has started it",
    rules: ["reload-process"],
    main: "reload-addresses",
  },
  "address-tool": {
    sentence: "an administrator's command about public addresses",
    rules: ["address-tool-process"],
    main: "address-tool",
  },
  "samba-client": {
    sentence: "a client that locks and writes records, as smbd does",
    rules: ["samba-client-process"],
    main: "samba-client",
  },
  "nfs-server": { sentence: "the NFS server of a host", rules: ["nfs-server-process"], main: "nfs-server" },
  "grace-member": {
    sentence: "the NFS server of one address, a member of a shared grace",
    rules: ["grace-member-process"],
    main: "grace-member",
  },
  "nfs-client": { sentence: "somebody who locks a file", rules: ["nfs-client-process"], main: "nfs-client" },
};

const lease = { rules: ["lease-process"] };

/** What lock helper and lock probe are, where they are not the fcntl helper. */
const lockPrograms: Readonly<Partial<Record<LockDesign, Omit<Program, "sentence">>>> = {
  "etcd-ttl": { ...lease, main: "etcd-helper" },
  "etcd-put-2016": { ...lease, main: "put-2016-helper" },
  "etcd-put-fixed": { ...lease, main: "put-fixed-helper" },
  "object-store": { ...lease, main: "object-helper" },
  plugin: { ...lease, main: "plugin-thread", thread: true },
  refresher: { rules: ["refresher-client-process"], main: "refresher-client" },
};

/** The program behind a name: what takes the cluster lock depends on its design and on CTDB's version. */
export function programFor(name: ProgramName, { lock }: ProgramDesign): Program {
  const other = name === "lock-helper" || name === "lock-probe" ? lockPrograms[lock] : undefined;
  return other === undefined ? programs[name] : { ...other, sentence: programs[name].sentence };
}

/** Every program there is, under any design: for whoever checks or draws them all. */
export const allPrograms: readonly Program[] = [
  ...Object.values(programs),
  ...Object.values(lockPrograms).map((program) => ({ sentence: programs["lock-helper"].sentence, ...program })),
];
