import { type DatabaseSpec, type Fault, GLOBAL_LOCKS, type Job, type Pnn } from "../../model/index.ts";
import { drawChance, drawOneOf, drawRange } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import { beginning, type CaseSetting, type DatabaseCase, isolated, linkOf, node, recover } from "./case-setting.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "database-case";
const KEYS = ["k1", "k2", "k3"];

const PERSISTENT: DatabaseSpec = { name: "registry.tdb", kind: "persistent", priority: 1 };

/** A persistent database, that of the global locks, and a volatile one. */
export function transactionDatabases({ first }: CaseSetting): readonly DatabaseSpec[] {
  return [PERSISTENT, { name: GLOBAL_LOCKS, kind: "volatile", priority: 2 }, first];
}

function transaction(atUs: number, on: Pnn, key: string): Job {
  return { atUs, node: on, client: 0, work: [{ do: "transact", db: PERSISTENT.name, key }] };
}

/** Some node writes some record, one after another: each reads what is there. */
export function transactions(setting: CaseSetting, fromUs: number, count: number, on?: readonly Pnn[]): readonly Job[] {
  const { choices } = setting;
  return Array.from({ length: count }, (_, index) =>
    transaction(
      fromUs + index * 2 * s,
      on === undefined ? node(setting) : drawOneOf(choices, L, on),
      drawOneOf(choices, L, KEYS),
    ),
  );
}

/** facts/recovery.md §4.6 P1: a client has a record, and begins a transaction while a recovery waits for that record. */
export function locksAndTransacts(setting: CaseSetting): DatabaseCase {
  const { choices, first } = setting;
  const atUs = beginning(setting);
  const db = first.name;
  return {
    databases: transactionDatabases(setting),
    faults: [recover(setting, atUs + 1 * s)],
    jobs: [
      {
        atUs,
        node: node(setting),
        client: 0,
        work: [
          { do: "lock", db, key: "k1" },
          { do: "work", forUs: drawRange(choices, L, 2 * s, 5 * s) },
          { do: "transact", db: PERSISTENT.name, key: "k1" },
        ],
      },
    ],
  };
}

/**
 * facts/recovery.md §6.1: a node commits to itself when it is cut off, and the others go on; of two equal sequence numbers
 * the first node's counts.
 */
export function cutOffCommit(setting: CaseSetting): DatabaseCase {
  const { choices } = setting;
  const away = 0;
  const atUs = beginning(setting) + 25 * s;
  const { others, cut } = isolated(setting, away);
  const forUs = drawRange(choices, L, 70 * s, 110 * s);
  const [mine = "", theirs = ""] = drawChance(choices, L, 1, 2) ? KEYS : KEYS.toReversed();
  return {
    databases: transactionDatabases(setting),
    faults: [
      // Behind the cut it would keep the others from a leader.
      { kind: "admin", atUs: atUs - 24 * s, host: away, command: "setleaderrole-off" },
      { kind: "partition", atUs, forUs, shape: "isolate", cut },
    ],
    jobs: [
      // The global lock is where it is used next.
      transaction(atUs - 5 * s, away, mine),
      transaction(atUs + drawRange(choices, L, 0, 1 * s), away, mine),
      transaction(atUs + forUs - 15 * s, drawOneOf(choices, L, others), theirs),
      ...transactions(setting, atUs + forUs + 20 * s, 15),
    ],
  };
}

/**
 * facts/recovery.md §6.2: the cut of a node that commits to itself is over before its client gives up. The recovery after
 * it takes the copy of the others, who went on, and the client takes their sequence number for its own.
 */
export function takenForItsOwn(setting: CaseSetting): DatabaseCase {
  const { choices } = setting;
  const atUs = beginning(setting) + 14 * s;
  const away = node(setting);
  const { others, cut } = isolated(setting, away);
  // The others recover without it 25 s to 30 s after they have lost it; the client waits for 60 s.
  const forUs = drawRange(choices, L, 38 * s, 46 * s);
  const [mine = "", theirs = ""] = drawChance(choices, L, 1, 2) ? KEYS : KEYS.toReversed();
  return {
    databases: transactionDatabases(setting),
    faults: [
      // Behind the cut it would keep the others from a leader.
      { kind: "admin", atUs: atUs - 13 * s, host: away, command: "setleaderrole-off" },
      { kind: "partition", atUs, forUs, shape: "isolate", cut },
      // What was told after a recovery has to outlive another one.
      recover(setting, atUs + 64 * s),
    ],
    jobs: [
      // The global lock is where it is used next.
      transaction(atUs - 5 * s, away, mine),
      transaction(atUs + drawRange(choices, L, 0, 1 * s), away, mine),
      transaction(atUs + forUs - 4 * s, drawOneOf(choices, L, others), theirs),
      ...transactions(setting, atUs + 70 * s, 15),
    ],
  };
}

/**
 * The link of two nodes is down, as long as a cut may last that leaves other paths open, so that each takes the other
 * for dead: one of them commits, a third node goes on from there, and a recovery takes the copy of whoever was missed.
 */
export function passedOver(setting: CaseSetting): DatabaseCase {
  const { choices } = setting;
  const atUs = beginning(setting) + 5 * s;
  const missed = drawChance(choices, L, 3, 4) ? 0 : node(setting);
  const here = node(setting, [missed]);
  const third = node(setting, [missed, here]);
  const [mine = "", theirs = ""] = drawChance(choices, L, 1, 2) ? KEYS : KEYS.toReversed();
  const cut = linkOf(missed, here);
  return {
    databases: transactionDatabases(setting),
    faults: [
      { kind: "partition", atUs, forUs: 60 * s, shape: "link", cut },
      recover(setting, atUs + drawRange(choices, L, 45 * s, 55 * s)),
    ],
    jobs: [
      // The global lock is where it is used next.
      transaction(atUs - 5 * s, here, mine),
      transaction(atUs + drawRange(choices, L, 31 * s, 36 * s), here, mine),
      transaction(atUs + 40 * s, third, theirs),
      ...transactions(setting, atUs + 70 * s, 10),
    ],
  };
}

/**
 * facts/recovery.md §1.10: a client dies in the middle of its commit, which puts its node into recovery mode, and the
 * scripts of another node are too slow for any recovery to succeed until the node should have dropped its addresses.
 */
export function keptAddresses(setting: CaseSetting): DatabaseCase {
  const { choices, timeline } = setting;
  const atUs = Math.max(beginning(setting), timeline.healAtUs - 170 * s);
  const here = node(setting);
  const slow = node(setting, [here]);
  return {
    databases: transactionDatabases(setting),
    faults: [
      slowDisk(slow, atUs - 1 * s, 5 * s),
      { kind: "kill-process", atUs: atUs + 2 * s, host: here, program: "samba-client", restartUs: 0 },
      { kind: "slow-script", atUs: atUs - 1 * s, host: slow, forUs: 165 * s, extraUs: 40 * s },
    ],
    jobs: [transaction(atUs + drawRange(choices, L, 0, 500 * ms), here, "k1")],
  };
}

/** facts/recovery.md §6.3: children that write a transaction stand behind another one, until their database is thawed. */
export function beganTooLate(setting: CaseSetting): DatabaseCase {
  const { choices, nodes, first } = setting;
  const atUs = beginning(setting) + 5 * s;
  const slowest = node(setting);
  const others = allNodes(nodes).filter((pnn) => pnn !== slowest);
  const db = first.name;
  return {
    databases: transactionDatabases(setting),
    faults: [
      ...others.map((host) => slowDisk(host, atUs - 3 * s, 3 * s)),
      slowDisk(slowest, atUs - 3 * s, 20 * s),
      recover(setting, atUs + 200 * ms),
    ],
    jobs: [
      // Until this one is done the recovery is not over.
      {
        atUs: atUs - 1 * s,
        node: node(setting),
        client: 1,
        work: [
          { do: "lock", db, key: "k1" },
          { do: "work", forUs: 8 * s },
        ],
      },
      transaction(atUs - drawRange(choices, L, 0, 1 * s), drawOneOf(choices, L, others), "k1"),
      ...[5, 6, 7, 8, 9].map((later) => transaction(atUs + later * s, slowest, "k1")),
      ...transactions(setting, atUs + 30 * s, 5),
    ],
  };
}

/** A transaction begins just before its node hears that a recovery is over, and not every disk is quick. */
export function endedTooEarly(setting: CaseSetting): DatabaseCase {
  const { choices } = setting;
  const atUs = beginning(setting) + 5 * s;
  const here = node(setting);
  const there = node(setting, [here]);
  return {
    databases: transactionDatabases(setting),
    faults: [
      { kind: "late-control", atUs: atUs - 2 * s, host: here, op: "END_RECOVERY", byUs: 4 * s, times: 1 },
      slowDisk(there, atUs - 2 * s, 15 * s),
      recover(setting, atUs),
    ],
    jobs: [
      transaction(atUs + drawRange(choices, L, 500 * ms, 4 * s), here, "k1"),
      transaction(atUs + 4500 * ms, there, "k1"),
      ...transactions(setting, atUs + 40 * s, 5),
    ],
  };
}

/** Every disk lies, a client commits, and the power of all nodes is cut: what they had only said they had is gone. */
export function powerCut(setting: CaseSetting): DatabaseCase {
  const { choices, nodes } = setting;
  const atUs = beginning(setting);
  const cutUs = atUs + drawRange(choices, L, 12 * s, 20 * s);
  const all = allNodes(nodes);
  return {
    databases: transactionDatabases(setting),
    faults: all.flatMap((host): readonly Fault[] => [
      { kind: "lost-fsync", atUs, host, forUs: 40 * s },
      { kind: "crash-host", atUs: cutUs + drawRange(choices, L, 0, 500 * ms), host, forUs: 2 * s },
    ]),
    jobs: [
      transaction(atUs - 10 * s, 0, "k1"),
      transaction(atUs + 3 * s, 0, "k1"),
      transaction(atUs + 6 * s, 0, "k1"),
      ...transactions(setting, cutUs + 60 * s, 8),
    ],
  };
}

function slowDisk(host: Pnn, atUs: number, extraUs: number): Fault {
  return { kind: "slow-disk", atUs, host, extraUs, forUs: 8 * s };
}
