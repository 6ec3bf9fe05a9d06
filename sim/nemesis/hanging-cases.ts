import type { Fault, Work } from "../../model/index.ts";
import { drawOneOf, drawRange } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import { attach, attachedByClients } from "./attaching.ts";
import { beginning, type CaseSetting, type DatabaseCase, node, recover } from "./case-setting.ts";
import { KEYS, traffic, writing } from "./case-work.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "database-case";

/** P3: a client is busy elsewhere, or hangs there, while it has a record, and somebody asks for a recovery. */
export function heldLong(setting: CaseSetting): DatabaseCase {
  const atUs = beginning(setting);
  const forUs = drawRange(setting.choices, L, 100 * s, 300 * s);
  const work = writing(setting.first.name, "k1", forUs);
  return { faults: [recover(setting, atUs + 2 * s)], jobs: [{ atUs, node: node(setting), client: 0, work }] };
}

/** P2: a client has a record and attaches a database, while a recovery waits for that record. */
export function locksAndAttaches(setting: CaseSetting): DatabaseCase {
  const { choices, first, second } = setting;
  const atUs = beginning(setting);
  return {
    databases: [first, attachedByClients(second)],
    faults: [recover(setting, atUs + 1 * s)],
    jobs: [
      {
        atUs,
        node: node(setting),
        client: 0,
        work: [
          { do: "lock", db: first.name, key: "k1" },
          { do: "work", forUs: drawRange(choices, L, 2 * s, 5 * s) },
          attach(second),
        ],
      },
    ],
  };
}

/** facts/recovery.md §1.11: a node hears late of a database from all others who have it, and calls for records that it is the lmaster of get no answer. */
export function heardOfLate(setting: CaseSetting): DatabaseCase {
  const { choices, second } = setting;
  const atUs = beginning(setting);
  const late = node(setting);
  const here = node(setting, [late]);
  return {
    databases: [setting.first, attachedByClients(second)],
    faults: [
      {
        kind: "late-control",
        atUs: atUs - 1 * s,
        host: late,
        op: "DB_ATTACH",
        byUs: drawRange(choices, L, 2 * s, 4 * s),
        times: setting.nodes - 1,
      },
    ],
    jobs: ["k1", "k2", "k3", "k4"].map((key, client) => ({
      atUs: atUs + client * 100 * ms,
      node: here,
      client,
      work: [attach(second), { do: "lock", db: second.name, key }, { do: "unlock", db: second.name, key }],
    })),
  };
}

/** facts/leadership.md §1.3: a node is banned while a client of it has a record, and then wants one of another database. */
export function bannedWhileLocking(setting: CaseSetting): DatabaseCase {
  const { choices, first, second } = setting;
  const atUs = beginning(setting);
  const here = node(setting);
  const bannedUs = atUs + drawRange(choices, L, 500 * ms, 1 * s);
  return {
    faults: [
      { kind: "admin", atUs: bannedUs, host: here, command: "ban", forUs: drawRange(choices, L, 5 * s, 20 * s) },
    ],
    jobs: [
      {
        atUs,
        node: here,
        client: 0,
        work: [
          { do: "lock", db: first.name, key: "k1" },
          { do: "work", forUs: drawRange(choices, L, 2 * s, 4 * s) },
          { do: "lock", db: second.name, key: "k1" },
        ],
      },
    ],
  };
}

/** P4: two clients lock records of two databases, one the other way round. */
export function lockedBackwards(setting: CaseSetting): DatabaseCase {
  const { choices, first, second } = setting;
  const atUs = beginning(setting);
  const one = { do: "lock", db: first.name, key: "k1" } as const;
  const other = { do: "lock", db: second.name, key: "k1" } as const;
  const busy = { do: "work", forUs: drawRange(choices, L, 1 * s, 3 * s) } as const;
  const here = node(setting);
  return {
    faults: [],
    jobs: [
      { atUs, node: here, client: 0, work: [one, busy, other] },
      {
        atUs: atUs + drawRange(choices, L, 0, 900 * ms),
        node: node(setting, [here]),
        client: 1,
        work: [other, busy, one],
      },
    ],
  };
}

/** P5: a client has a record of a database and waits for another of it, which died with its node. */
export function twoOfOne(setting: CaseSetting): DatabaseCase {
  const { first } = setting;
  const atUs = beginning(setting);
  const dead = node(setting);
  const take = KEYS.slice(1).map((key): Work => ({ do: "lock", db: first.name, key }));
  return {
    faults: [{ kind: "crash-host", atUs: atUs + 4 * s, host: dead, forUs: 0 }],
    jobs: [
      ...KEYS.slice(1).map((key, index) => ({
        atUs: atUs + index * 10 * ms,
        node: dead,
        client: 0,
        work: writing(first.name, key),
      })),
      {
        atUs: atUs + 5 * s,
        node: node(setting, [dead]),
        client: 0,
        work: [{ do: "lock", db: first.name, key: "k1" }, ...take],
      },
    ],
  };
}

/** facts/recovery.md §6.6: a node is stopped, and the lock helper of one of its databases is killed. */
export function killedLockHelper(setting: CaseSetting): DatabaseCase {
  const atUs = beginning(setting);
  const host = node(setting);
  return {
    faults: [
      { kind: "admin", atUs, host, command: "stop" },
      {
        kind: "kill-process",
        atUs: atUs + drawRange(setting.choices, L, 1 * s, 9 * s),
        host,
        program: "db-lock-helper",
        restartUs: 0,
      },
    ],
    jobs: [],
  };
}

/** A client has a record of one database and wants one of another, which the recovery gives up meanwhile. */
export function waitsForFailed(setting: CaseSetting): DatabaseCase {
  const { choices, first, second } = setting;
  const atUs = beginning(setting);
  const ops = ["DB_TRANSACTION_START", "WIPE_DATABASE", "DB_PUSH_CONFIRM"] as const;
  const busy = { do: "work", forUs: drawRange(choices, L, 2 * s, 5 * s) } as const;
  return {
    faults: [
      { kind: "fail-control", atUs, host: node(setting), op: drawOneOf(choices, L, ops), times: 15 },
      recover(setting, atUs + 1 * s),
    ],
    jobs: [
      {
        atUs,
        node: node(setting),
        client: 0,
        work: [{ do: "lock", db: first.name, key: "k1" }, busy, { do: "lock", db: second.name, key: "k1" }],
      },
    ],
  };
}

/**
 * facts/leadership.md §6.4: a leader loses its lock while its recovery has hardly begun. The next one recovers, and while
 * all nodes probe the lock for it the first recovery goes on; it is called off when it has begun to freeze databases.
 * A node that was found ill meanwhile stays so: what would find it well waits until its databases are thawed.
 */
export function overtakenWhileProbing(setting: CaseSetting): DatabaseCase {
  const { choices, nodes } = setting;
  const atUs = beginning(setting) + 20 * s;
  const standsUs = drawRange(choices, L, 1_500 * ms, 3 * s);
  const learnsUs = standsUs + drawRange(choices, L, 500 * ms, 2 * s);
  const started = { event: "recovery-started", delayUs: 0 } as const;
  const announced = { event: "election-announced", delayUs: 1 } as const;
  const thawed = { event: "database-thawed", delayUs: 0 } as const;
  const hosts = allNodes(nodes);
  return {
    faults: [
      { kind: "service-down", atUs: atUs - 20 * s, host: node(setting), forUs: 35 * s, service: "nfs" },
      recover(setting, atUs),
      { kind: "pause-process", atUs, on: started, host: -1, program: "recovery-helper", forUs: standsUs },
      { kind: "kill-process", atUs, on: started, host: -1, program: "lock-helper", restartUs: 0 },
      // Until its own attempt at the lock has failed it does not look at who leads.
      { kind: "pause-process", atUs, on: announced, host: -1, program: "lock-helper", forUs: learnsUs },
      ...hosts.map((host): Fault => {
        const extraUs = drawRange(choices, L, 3 * s, 4_900 * ms);
        return { kind: "slow-exec", atUs, on: thawed, host, forUs: 10 * s, extraUs };
      }),
    ],
    jobs: [...traffic(setting, atUs - 5 * s, atUs, 20)],
    staysDown: true,
  };
}

/**
 * facts/recovery.md §2.6: a leader loses its recovery daemon when its map is there, and its helper stands still. Another
 * node leads and recovers; what the helper asks then comes to nodes in recovery mode normal.
 */
export function frozenTooLate(setting: CaseSetting): DatabaseCase {
  const { choices } = setting;
  const atUs = beginning(setting) + 20 * s;
  // Most often that is the leader itself: it is nearest.
  const mapped = { event: "generation-changed", delayUs: 0 } as const;
  return {
    faults: [
      recover(setting, atUs),
      {
        kind: "pause-process",
        atUs,
        on: mapped,
        host: -1,
        program: "recovery-helper",
        // The leader is missed for some 5 s.
        forUs: drawRange(choices, L, 7 * s, 15 * s),
      },
      { kind: "kill-process", atUs, on: mapped, host: -1, program: "recoverd", restartUs: 0 },
    ],
    jobs: [...traffic(setting, atUs - 5 * s, atUs, 20)],
    staysDown: true,
  };
}

/** P8: one step of the recovery fails on one node whenever it is tried. */
export function failsForEver(setting: CaseSetting): DatabaseCase {
  const { choices } = setting;
  const atUs = beginning(setting);
  const ops = [
    "DB_TRANSACTION_START",
    "WIPE_DATABASE",
    "DB_PUSH_START",
    "DB_PUSH_CONFIRM",
    "DB_TRANSACTION_COMMIT",
  ] as const;
  return {
    faults: [
      { kind: "fail-control", atUs, host: node(setting), op: drawOneOf(choices, L, ops), times: 1_000_000 },
      recover(setting, atUs + 1 * s),
    ],
    jobs: [],
  };
}

/** P6: a daemon touches a database file itself just when it is frozen. */
export function waitingDaemon(setting: CaseSetting): DatabaseCase {
  const { choices } = setting;
  const atUs = beginning(setting);
  const host = node(setting);
  const recovers = [0, 15, 30].map((later) => recover(setting, atUs + later * s + drawRange(choices, L, 0, 5 * s)));
  return {
    faults: [{ kind: "waiting-daemon", atUs, host }, ...recovers],
    jobs: [...traffic(setting, atUs - 10 * s, atUs + 50 * s, 60)],
  };
}
