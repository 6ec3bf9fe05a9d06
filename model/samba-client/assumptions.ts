import type { Assumption } from "../assumptions/index.ts";
import { allLocks } from "../words/index.ts";

/** What clients must not do, for a recovery to end without a ban. */
export const clientAssumptions: readonly Assumption[] = [
  {
    name: "records-are-held-briefly",
    kind: "environment",
    locks: allLocks,
    fact: "facts/recovery.md §4.6 P3",
    sentence: "No client keeps a record for nearly as long as a freeze may take, whatever it does meanwhile.",
  },
  {
    name: "records-are-locked-in-order",
    kind: "environment",
    locks: allLocks,
    fact: "facts/recovery.md §4.6 P4",
    sentence: "Clients that lock records of two databases do so in one order.",
  },
  {
    name: "one-record-of-a-database",
    kind: "environment",
    locks: allLocks,
    fact: "facts/recovery.md §4.6 P5",
    sentence: "No client locks a second record of a database.",
  },
  {
    name: "no-transaction-under-a-lock",
    kind: "environment",
    locks: allLocks,
    fact: "facts/recovery.md §4.6 P1",
    sentence:
      "No client writes in a transaction while it keeps a record: the end of a recovery would wait for it, and it for that.",
  },
  {
    name: "no-attach-under-a-lock",
    kind: "environment",
    locks: allLocks,
    fact: "facts/recovery.md §4.6 P2",
    sentence:
      "No client attaches a database while it keeps a record: in a recovery it would wait for its end, and that for the record, until its daemon gives up after ControlTimeout.",
  },
  {
    name: "lock-helpers-of-databases-live",
    kind: "environment",
    locks: allLocks,
    fact: "facts/recovery.md §6.6",
    sentence: "Nobody kills the lock helper of a frozen database: its daemon would crash.",
  },
  {
    name: "controls-of-databases-fail-seldom",
    kind: "environment",
    locks: allLocks,
    fact: "facts/recovery.md §4.6 P8",
    sentence: "No step of a database's recovery fails again and again: for most of them nobody is ever banned.",
  },
  {
    name: "daemons-do-not-wait",
    kind: "environment",
    locks: allLocks,
    fact: "facts/recovery.md §4.6 P6",
    sentence: "No main daemon blocks on a database file itself.",
  },
];
