import { procedure } from "../chart/index.ts";
import type { ServiceCall } from "../effect/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import type { LeaseData, LeaseEvent } from "./lease-data.ts";
import {
  type LeaseChange,
  type LeaseContext,
  type LeaseEffect,
  type LeaseGuard,
  leaseChanges,
  leaseEffects,
  leaseGuards,
  request,
} from "./names.ts";
import { leaseProfile } from "./profiles.ts";

function ask(c: LeaseContext, call: ServiceCall) {
  return request(call, leaseProfile("etcd-ttl").manner(c.k));
}

const guards = {
  noKeyYet: { sentence: "it has not written a key yet", test: (c) => c.d.key === 0 },
  lapsed: {
    sentence: "its key is gone and it will not come back for it (as shipped it writes a new one: ZOO-M23)",
    test: () => false,
  },
  ownIsFirst: {
    sentence: "the lowest key is its own",
    test: (c) => c.f.answer?.ok === true && c.f.answer.key === c.d.key,
  },
} as const satisfies Record<string, LeaseGuard>;

const changes = {
  rememberKey: {
    sentence: "remember its key",
    change: (c) => {
      c.d.key = c.f.answer?.key ?? 0;
    },
  },
} as const satisfies Record<string, LeaseChange>;

const effects = {
  runSetUp: {
    sentence: "run testparm and ctdb pnn to learn its names",
    effect: () => ({ kind: "script", script: "helper-set-up" }),
  },
  askOwn: { sentence: "is its key still there?", effect: (c) => ask(c, { op: "get", key: c.d.key }) },
  enqueue: {
    sentence: "write a key of its own behind all others",
    effect: (c) => ask(c, { op: "enqueue", ttlUs: c.k.etcdTtlUs }),
  },
  refresh: {
    sentence: "write its key again, whoever has it",
    effect: (c) => ask(c, { op: "put", key: c.d.key, ttlUs: c.k.etcdTtlUs, when: "always" }),
  },
  askFirst: { sentence: "which key is the lowest?", effect: (c) => ask(c, { op: "first" }) },
  deleteOwn: {
    sentence: "take its key out of the queue (as shipped it stays there for its TTL: F6)",
    effect: () => undefined,
  },
  armRenewal: {
    sentence: "the next round after the refresh interval",
    effect: (c) => ({ kind: "setTimer", timer: "RENEW_DUE", delayUs: c.k.etcdRefreshUs, monotonic: true }),
  },
} as const satisfies Record<string, LeaseEffect>;

const failed = { guard: "notServed", to: "fail" } as const;

const spec: ProgramProcedure<LeaseData, LeaseEvent> = {
  id: "etcd-helper",
  sentence:
    "the etcd lock helper: rounds of writing or refreshing a key of its own and looking whether it is the lowest",
  source: "facts/leadership.md §6.7; utils/etcd/ctdb_etcd_lock and python-etcd's lock",
  guards: {
    ...guards,
    scriptOver: waits.scriptOver,
    served: waits.served,
    notServed: waits.notServed,
    missing: waits.missing,
    renewIsDue: leaseGuards.renewIsDue,
    parentKnown: leaseGuards.parentKnown,
    parentGone: leaseGuards.parentGone,
    returned: waits.returned,
  },
  actions: {
    ...changes,
    ...effects,
    readParent: leaseChanges.readParent,
    noteAsked: leaseChanges.noteAsked,
    noteRenewed: leaseChanges.noteRenewed,
    noteHeld: leaseChanges.noteHeld,
    renewBegins: leaseChanges.renewBegins,
    askParent: leaseChanges.askParent,
    armClaim: leaseEffects.armClaim,
    probeParent: leaseEffects.probeParent,
    writeHeld: leaseEffects.writeHeld,
    writeContended: leaseEffects.writeContended,
    writeFailed: leaseEffects.writeFailed,
    callRelease: leaseEffects.callRelease,
    exit: leaseEffects.exit,
  },
  steps: [
    { name: "set-up", sentence: "learn its names; this is slow", do: ["runSetUp"], until: "scriptOver" },
    { name: "read-parent", sentence: "only now read the parent's pid (F7)", do: ["readParent"] },
    { name: "begin-round", sentence: "has it a key?", exits: [{ guard: "noKeyYet", to: "enqueue" }] },
    {
      name: "find",
      sentence: "look for its key",
      do: ["noteAsked", "askOwn"],
      until: "served",
      exits: [{ guard: "lapsed", to: "fail" }, { guard: "missing", to: "enqueue" }, failed, { to: "refresh" }],
    },
    {
      name: "enqueue",
      sentence: "queue up",
      do: ["noteAsked", "enqueue"],
      until: "served",
      exits: [failed, { actions: ["rememberKey", "noteRenewed"], to: "compare" }],
    },
    {
      name: "refresh",
      sentence: "refresh its key",
      do: ["noteAsked", "refresh"],
      until: "served",
      exits: [failed, { actions: ["noteRenewed"], to: "compare" }],
    },
    {
      name: "compare",
      sentence: "whose key is the lowest?",
      do: ["noteAsked", "askFirst"],
      until: "served",
      exits: [{ guard: "ownIsFirst", to: "hold" }, failed, { to: "contend" }],
    },
    { name: "hold", sentence: "it holds the lock, and says so each time", do: ["noteHeld", "armClaim", "writeHeld"] },
    {
      name: "check-parent",
      sentence: "is the parent there?",
      do: ["askParent", "probeParent"],
      until: "parentKnown",
      exits: [{ guard: "parentGone", to: "release" }],
    },
    {
      name: "rest",
      sentence: "until the next round",
      do: ["armRenewal"],
      until: "renewIsDue",
      exits: [{ actions: ["renewBegins"], to: "begin-round" }],
    },
    {
      name: "contend",
      sentence: "somebody else has it",
      do: ["noteAsked", "deleteOwn", "writeContended"],
      exits: [{ to: "leave" }],
    },
    { name: "fail", sentence: "the service failed it", do: ["writeFailed"], exits: [{ to: "leave" }] },
    { name: "release", sentence: "give the key back", do: ["callRelease"], until: "returned" },
    { name: "leave", sentence: "exit; its key stays for its TTL", do: ["exit"] },
  ],
};

/** The etcd helper's rounds. */
export const etcdHelperChart = procedure(spec);
