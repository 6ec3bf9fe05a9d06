import type { Assumption } from "../assumptions/index.ts";
import type { Action } from "../chart/index.ts";
import type { Effect } from "../effect/index.ts";
import { freezeDatabaseChart } from "../freezing/index.ts";
import { armDropTimer, type CtdbdContext, type CtdbdEvent } from "../node/index.ts";
import { type ClientContext, recordOf, type SambaClientEvent, transactChart } from "../samba-client/index.ts";
import { realLocks } from "../words/index.ts";
import { askUpdates, isOut, missesMember } from "./commit-names.ts";
import { finish } from "./transactions.chart.ts";

/** What a named effect asks for as shipped. */
function asShipped<C, E>(action: Action<C, E, Effect> | undefined, c: C, e: E): readonly Effect[] {
  if (action === undefined || !("effect" in action)) return [];
  const effects = action.effect(c, e);
  return effects === undefined ? [] : [effects].flat();
}

/** The freeze as shipped, after a SIGKILL to every child that writes to what is to be frozen. */
function killWritersAndFreeze(c: CtdbdContext, e: CtdbdEvent): readonly Effect[] {
  const freeze = asShipped(freezeDatabaseChart.actions["spawnFreezer"], c, e);
  const dbs = freeze.flatMap((one) =>
    one.kind === "spawn" && one.locks !== undefined && "dbs" in one.locks ? one.locks.dbs : [],
  );
  const kills = Object.entries(c.d.writers).flatMap(([handle, { db }]): readonly Effect[] =>
    dbs.includes(db) ? [{ kind: "signal", handle: Number(handle), signal: "KILL" }] : [],
  );
  return [...kills, ...freeze];
}

/** The timer of a node that comes into recovery mode by itself; in recovery mode it runs already. */
const armNoDropTimer = (c: CtdbdContext): Effect | undefined =>
  c.d.recoveryMode === "normal" ? armDropTimer(c) : undefined;

/** Longer than any run: nobody gives up waiting. */
const NEVER_US = 1_000_000_000_000;

/** The question of a client as shipped, which its daemon does not give up before the commit is over. */
function askPatiently(c: ClientContext, e: SambaClientEvent): readonly Effect[] {
  const asked = asShipped(transactChart.actions["askCommit"], c, e);
  return asked.map((one) => (one.kind === "ask" ? { ...one, timeoutUs: NEVER_US } : one));
}

/** Lets go of the sequence number as shipped, and reads the record that the client wrote. */
function unlockAndFetch(c: ClientContext, e: SambaClientEvent): readonly Effect[] {
  const unlocked = asShipped(transactChart.actions["unlockSequence"], c, e);
  const { db, key } = recordOf(c);
  return [...unlocked, { kind: "file", call: { op: "fetch", db, key } }];
}

/**
 * Has neither a recovery nor somebody else put another copy in the place of what this client found, or of what it wrote?
 * A node takes what it has a second time: who commits again until that is confirmed asks for nothing new, and has it
 * counted under the recovery that it is confirmed under. Under the same number another copy may have come: no commit that
 * goes by the old one succeeds.
 */
function isUndecided(c: ClientContext): boolean {
  const { latest, sequence, copies, value } = c.d.transaction;
  const { rsn = 0, value: here = "" } = c.f.record ?? {};
  if (latest === sequence) return copies[recordOf(c).key]?.rsn === rsn + 1;
  return latest === sequence + 1 && here === value;
}

/** Defects of persistent transactions, each with its smallest repair, and what must not happen to them. */
export const transactionAssumptions: readonly Assumption[] = [
  {
    name: "disks-keep-what-they-flush",
    kind: "environment",
    locks: [...realLocks, "none"],
    fact: "facts/recovery.md §1.1",
    sentence:
      "What a disk says it has is there after a power cut: where all disks lie, a cut of all nodes takes commits with it that clients were told of.",
  },
  {
    name: "commit-is-told-by-status",
    kind: "repair",
    locks: [...realLocks, "none"],
    fact: "facts/recovery.md §6.2",
    sentence:
      "A client waits until its commit is over. One that was not confirmed it commits again, while its own node has what was there before or what it wrote itself, and takes for lost if another copy of its record has come: as shipped it looks after ControlTimeout, when no recovery has decided yet, and takes it for done if the sequence number is the next one.",
    overrides: [
      {
        id: "commit-is-told-by-status",
        chart: "transact",
        guards: { sequenceIsOld: isUndecided, sequenceSaysDone: () => false },
        actions: { askCommit: askPatiently, unlockSequence: unlockAndFetch },
      },
    ],
  },
  {
    name: "recoveries-end-older-commits",
    kind: "repair",
    locks: [...realLocks, "none"],
    fact: "facts/recovery.md §1.9 step 4",
    sentence:
      "The end of a recovery ends the commits that began before it, and none that began when it was as good as over.",
    overrides: [
      {
        id: "recoveries-end-older-commits",
        chart: "transactions",
        actions: {
          finishCommits: ({ d }: CtdbdContext) => {
            const older = Object.values(d.databases).filter(({ commit }) => commit?.generation !== d.generation);
            finish(older, 2);
          },
        },
      },
    ],
  },
  {
    name: "write-children-end-at-freeze",
    kind: "repair",
    locks: [...realLocks, "none"],
    fact: "facts/recovery.md §6.3",
    sentence: "Whoever freezes a database first kills the children that wait to write a transaction to it.",
    overrides: [
      {
        id: "write-children-end-at-freeze",
        chart: "freeze-database",
        actions: { spawnFreezer: killWritersAndFreeze },
      },
    ],
  },
  {
    name: "commits-reach-every-active-node",
    kind: "repair",
    locks: [...realLocks, "none"],
    fact: "facts/recovery.md §6.9b",
    sentence: "A commit goes to every node that is not inactive, whether or not it is in the map.",
    overrides: [
      {
        id: "commits-reach-every-active-node",
        chart: "commit-transaction",
        actions: {
          askUpdates: (c: CtdbdContext) =>
            askUpdates(
              c,
              c.d.flagsOf.map((_, pnn) => pnn),
            ),
        },
      },
    ],
  },
  {
    name: "no-member-is-passed-over",
    kind: "repair",
    locks: [...realLocks, "none"],
    fact: "facts/recovery.md §1.9 step 3",
    sentence:
      "A commit that could not be sent to a node that the last recovery included has failed: as shipped a node that is disconnected from here alone is passed over, and lacks what was confirmed; and one that was stopped or banned, and thawed by a recovery that did not know it yet, passes over itself, and confirms what may be nowhere.",
    overrides: [
      { id: "no-member-is-passed-over", chart: "commit-transaction", guards: { memberMissed: missesMember } },
      { id: "no-member-is-passed-over/itself", chart: "transactions", guards: { leavesItselfOut: isOut } },
    ],
  },
  {
    name: "drop-timer-comes-with-the-mode",
    kind: "repair",
    locks: [...realLocks, "none"],
    fact: "facts/recovery.md §1.10",
    sentence:
      "A node that comes into recovery mode by itself arms the timer that drops its addresses too: as shipped it keeps them, however long no recovery succeeds; and one that is stopped or banned keeps those that an event script has in hand at that moment.",
    overrides: ["commit-transaction", "transactions", "dmaster-request", "activity"].map((chart) => ({
      id: `drop-timer-comes-with-the-mode/${chart}`,
      chart,
      actions: { armNoDropTimer },
    })),
  },
];
