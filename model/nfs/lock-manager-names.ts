import type { Effect, LockCall } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import type { NfsServerData } from "./nfs-server-data.ts";
import { addressOf, answered, type ServerChange, type ServerEffect, type ServerGuard } from "./nfs-server-names.ts";

type C = Context<NfsServerData>;

/** Is each address served by a lock manager of its own, of whose locks the file system knows? */
const hasManagers = ({ d }: C): boolean => d.design.fileSystem === "by-manager";

/** The name of the lock manager of an address: derived from it alone, so that it is the same at every node. */
const nameOf = (address: string): string => address;

/** The name under which a call's lock is kept: that of its address or, with NFSv4, of its client alone. */
const nameOfCall = (call: LockCall): string =>
  call.protocol === "v4" ? nameOfClient(call.client) : nameOf(addressOf(call));

/** The name of the lock manager of a single client of NFSv4: the same by whatever address it comes. */
const nameOfClient = (client: number): string => `client ${client}`;

/** Those of the clients of NFSv4 whom a server knows by an address, or of all of them, where they have lock managers. */
const clientManagers = (c: C, address?: string): Effect[] =>
  Object.entries(c.d.known).flatMap(([client, by]) =>
    hasManagers(c) && (address === undefined || by === address) ? [tell("shutdown", nameOfClient(Number(client)))] : [],
  );

/** How long clients may reclaim by an address: a mount is in grace while lockd is, or nfsd, of whose clients some are on record. */
function graceUs({ d, k }: C, address: string): number {
  const hasV4 = d.design.fileSystem === "one-at-a-time" && Object.values(d.entitled).includes(address);
  return hasV4 ? Math.max(k.keptGraceUs, k.v4GraceUs) : k.keptGraceUs;
}

/** The call-out's address; "": none. */
const calledFor = ({ d }: C): string => d.callout?.address ?? "";

/** Is what an address exports there to be locked by it? Where it has neither a lock manager nor a mount it always is. */
function hasStarted({ d }: C, address: string): boolean {
  if (d.design.fileSystem === "one-at-a-time") return d.exported.includes(address);
  return d.design.fileSystem !== "by-manager" || d.served.includes(address);
}

const tell = (call: "start" | "end-grace" | "shutdown", address: string): Effect => ({
  kind: "nfs",
  do: "lock-manager",
  call,
  manager: nameOf(address),
});

/** What a server asks itself of the lock managers of its addresses. */
export const managerGuards = {
  startsManager: {
    sentence: "it takes an address, which has a lock manager of its own",
    test: (c) => hasManagers(c) && c.d.callout?.op === "takeip",
  },
  hasManagers: { sentence: "each address has a lock manager of its own", test: hasManagers },
} as const satisfies Record<string, ServerGuard>;

/** What it asks itself of a call, or of a timer. */
export const managerCallGuards = {
  isNotStarted: {
    sentence:
      "no lock manager was started for the address that it came by, or nothing is mounted: nothing is exported by it",
    test: (c, e) => e.type === "LOCK_CALL" && !hasStarted(c, addressOf(e.call)),
  },
  isWrongAddress: {
    sentence: "the file is exported by another address",
    test: ({ d }, e) => {
      if (e.type !== "LOCK_CALL" || (e.call.op !== "lock" && e.call.op !== "reclaim")) return false;
      return (d.exports[e.call.file] ?? addressOf(e.call)) !== addressOf(e.call);
    },
  },
  isManagerLeft: {
    sentence: "the address was released meanwhile",
    test: ({ d }, e) => e.type === "MANAGER_GRACE_OVER" && !d.graced.includes(e.address),
  },
} as const satisfies Record<string, ServerGuard>;

/** What changes with them. */
export const managerChanges = {
  beginManagerGrace: {
    sentence: "clients may reclaim through the address",
    change: (c) => {
      c.d.graced = [...c.d.graced.filter((address) => address !== calledFor(c)), calledFor(c)];
    },
  },
  endManagerGrace: {
    sentence: "they may do so no more",
    change: ({ d }, e) => {
      if (e.type === "MANAGER_GRACE_OVER") d.graced = d.graced.filter((address) => address !== e.address);
    },
  },
} as const satisfies Record<string, ServerChange>;

/** What is told and asked of them. */
export const managerEffects = {
  startManager: {
    sentence: "tell the file system: what is kept under the name of this address may be reclaimed",
    effect: (c) => tell("start", calledFor(c)),
  },
  armManagerGrace: {
    sentence: "the grace of the lock manager ends by a timer of the kernel, which nobody sets",
    effect: (c) => ({
      kind: "setTimer",
      timer: "MANAGER_GRACE_OVER",
      address: calledFor(c),
      delayUs: graceUs(c, calledFor(c)),
      monotonic: true,
    }),
  },
  endGraceOfManager: {
    sentence: "tell the file system: what nobody has reclaimed is free",
    effect: (_c, e) => (e.type === "MANAGER_GRACE_OVER" ? tell("end-grace", e.address) : undefined),
  },
  shutManagerDown: {
    sentence:
      "unlock by address: its locks are marked for the next of its name, or of its client's; a mount grants nothing new",
    effect: (c) => [tell("shutdown", calledFor(c)), ...clientManagers(c, calledFor(c))],
  },
  shutManagersDown: {
    sentence: "the same of every address that it serves",
    effect: (c) => [...c.d.served.map((address) => tell("shutdown", nameOf(address))), ...clientManagers(c)],
  },
  passByManager: {
    sentence: "ask the file system, on which all servers stand, in the name of the address or of the client of NFSv4",
    effect: (_c, e) => answered(e, (call) => ({ kind: "nfs", do: "pass", call, manager: nameOfCall(call) }) as const),
  },
  startClientManager: {
    sentence: "a client of NFSv4 reclaims: the lock manager of its own name starts here, wherever it was before",
    effect: (_c, e) =>
      answered(e, (call) =>
        call.op === "reclaim" && call.protocol === "v4" ? tell("start", nameOfCall(call)) : undefined,
      ),
  },
  endGraceOfClient: {
    sentence:
      "the client of NFSv4 has reclaimed everything, or has nothing: the rest that is kept under its name is free",
    effect: (c, e) =>
      answered(e, (call) => {
        if (!hasManagers(c) || call.protocol !== "v4") return undefined;
        const name = nameOfCall(call);
        return [...(call.isFresh === true ? [tell("start", name)] : []), tell("end-grace", name)];
      }),
  },
  answerWrongAddress: {
    sentence: "not by this address",
    effect: (_c, e) =>
      answered(e, (call) => ({ kind: "nfs", do: "answer", call, status: "wrong-address", version: 0 }) as const),
  },
  reportManagerGrace: {
    sentence: "an observer sees the grace of the lock manager",
    effect: (c) => ({ kind: "observe", event: { type: "grace-began", addresses: [calledFor(c)] } }),
  },
  reportManagerGraceOver: {
    sentence: "an observer sees that it is over",
    effect: (_c, e) =>
      e.type === "MANAGER_GRACE_OVER"
        ? { kind: "observe", event: { type: "grace-ended", addresses: [e.address] } }
        : undefined,
  },
  reportManagerDown: {
    sentence: "an observer sees that the lock manager is shut down",
    effect: (c) => ({ kind: "observe", event: { type: "lock-manager-stopped", addresses: [calledFor(c)] } }),
  },
} as const satisfies Record<string, ServerEffect>;
