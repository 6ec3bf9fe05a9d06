import type { Assumption } from "../assumptions/index.ts";
import type { Context } from "../process/index.ts";
import { allLocks } from "../words/index.ts";
import type { GraceMemberData } from "./grace-member-data.ts";
import { addressSurrendered, noticesToServed, noticesToTaken, serviceSurrendered } from "./nfs-server-asks.ts";
import type { NfsServerData } from "./nfs-server-data.ts";
import { allEnforceNow } from "./shared-grace.ts";

type C = Context<GraceMemberData>;
type Server = Context<NfsServerData>;

/** What notices to clients of NLM need to be true, or repaired. */
export const statdAssumptions: readonly Assumption[] = [
  {
    name: "state-numbers-rise",
    kind: "repair",
    locks: allLocks,
    fact: "facts/ip-nfs.md §4.2, §6.3",
    sentence:
      "What clients of an address are told last is a state number above all that they were told before: as shipped it is the notifying node's clock, rounded to two seconds, so that a client ignores the notice of an address that moves twice within that time, or, unless it heeds lower numbers too as Linux does, to a node whose clock is behind.",
    overrides: [
      {
        id: "state-numbers-rise",
        chart: "nfs-server",
        actions: {
          notifyTaken: (c: Server) => noticesToTaken(c, true),
          notifyServed: (c: Server) => noticesToServed(c, true),
        },
      },
    ],
  },
];

/** What a file system that holds locks until every server is in grace needs to be true, or repaired. */
export const heldLockAssumptions: readonly Assumption[] = [
  {
    name: "given-up-locks-are-held",
    kind: "repair",
    locks: allLocks,
    fact: "facts/ip-nfs.md §6.2, §1.5",
    sentence:
      "What a server that lives lets go of is held as the locks of a dead node are: a node that is stopped or banned, or that is shut down without a takeover run, gives its addresses up when no server is in grace yet.",
    overrides: [
      {
        id: "given-up-locks-are-held",
        chart: "nfs-server",
        actions: {
          surrenderAddress: (c: Server) => addressSurrendered(c, true),
          surrenderService: (c: Server) => serviceSurrendered(c, true),
        },
      },
    ],
  },
];

/** What every design needs whose file system does more with the locks of those who are gone than to drop them: that they are gone. */
export const fencingAssumptions: readonly Assumption[] = [
  {
    name: "expelled-nodes-are-fenced",
    kind: "environment",
    locks: allLocks,
    fact: "facts/ip-nfs.md §6.3, §1.5",
    sentence:
      "A node that the file system expels, or that has an address still that another one takes, or has mounted what another one mounts, is switched off and on again: one that goes on has its addresses still, and is given them without an event, so that their clients are never told that their locks went.",
  },
];

/** What every design needs to be true of event scripts: servers, and statd, hear of an address from these alone. */
export const takeAssumptions: readonly Assumption[] = [
  {
    name: "takes-come-to-their-end",
    kind: "environment",
    locks: allLocks,
    fact: "facts/ip-nfs.md §1.5, §2.4",
    sentence:
      "A takeip event that has put its address on the interface comes to its end: one that fails behind 10.interface, or is given up there, is not run again, since the next run finds the address where it shall be, so that no server hears of it: its clients are told nothing, and a file system of its own is mounted nowhere.",
  },
];

/** What a design needs whose servers each end the grace of an address by their own timer, whoever has reclaimed. */
export const promptnessAssumptions: readonly Assumption[] = [
  {
    name: "clients-reclaim-in-grace",
    kind: "environment",
    locks: allLocks,
    fact: "facts/ip-nfs.md §5.4, §6.2",
    sentence:
      "Who is notified reclaims before the grace of his lock manager is over: what it kept for him is free by then, and somebody else may have it.",
  },
];

/** What every design needs whose graces bind nobody but servers of NFS. */
export const otherUsersAssumptions: readonly Assumption[] = [
  {
    name: "nobody-locks-beside-nfs",
    kind: "environment",
    locks: allLocks,
    fact: "facts/ip-nfs.md §4.3, §6.2",
    sentence: "What clients of NFS lock is locked by nobody else: no grace binds smbd, or a process of a node.",
  },
];

/** What a grace that all share needs to be true of its world, or repaired in its code. */
export const sharedGraceAssumptions: readonly Assumption[] = [
  {
    name: "enforcing-counts-for-one-epoch",
    kind: "repair",
    locks: allLocks,
    fact: "facts/ip-nfs.md §5.6 P3, P5, P6",
    sentence:
      "That a member of a shared grace enforces counts in the epoch in which it said so, and a member heeds an epoch that it did not expect: as shipped the flag stands until it is taken back, and that is no part of the write that ends the grace.",
    overrides: [
      {
        id: "enforcing-counts-for-one-epoch",
        chart: "grace-member",
        guards: {
          allEnforce: ({ d }: C) => allEnforceNow(d.grace),
          lacksEnforcing: ({ d }: C) => d.grace.recovering !== 0 && !allEnforceNow(d.grace),
          heedsNewEpoch: ({ d }: C) => d.grace.recovering !== 0 && d.grace.epoch !== d.epoch,
        },
      },
    ],
  },
  {
    name: "one-server-of-a-name",
    kind: "environment",
    locks: allLocks,
    fact: "facts/ip-nfs.md §5.6",
    sentence:
      "When a member of a shared grace is started, the one that had its name before is gone: where a node that is cut off keeps its addresses, two would speak for one.",
  },
];
