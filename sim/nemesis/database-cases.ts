import type { Fault, Job, Pnn, Work } from "../../model/index.ts";
import { drawChance, drawOneOf, drawRange } from "../choices/index.ts";
import { beginning, type CaseSetting, type DatabaseCase, node, recover } from "./case-setting.ts";
import { beganTooLate, cutOffCommit, endedTooEarly, locksAndTransacts, neverWritten } from "./transaction-cases.ts";

type DrawCase = (setting: CaseSetting) => DatabaseCase;

const ms = 1_000;
const s = 1_000_000;
const L = "database-case";
const KEYS = ["k1", "k2", "k3", "k4", "k5", "k6"];

const caseOf: Readonly<Record<string, DrawCase>> = {
  "records-are-held-briefly": heldLong,
  "records-are-locked-in-order": lockedBackwards,
  "one-record-of-a-database": twoOfOne,
  "lock-helpers-of-databases-live": killedLockHelper,
  "controls-of-databases-fail-seldom": failsForEver,
  "daemons-do-not-wait": waitingDaemon,
  "thawed-databases-are-not-retried": retriedAfterThaw,
  "deleted-records-are-pushed": halfCommitted,
  "absent-nodes-do-not-count": backFromAway,
  "records-are-born-under-their-map": bornTwice,
  "recoveries-heed-the-map": formerLeader,
  "reconnected-peers-ask-for-recovery": lostCall,
  "no-transaction-under-a-lock": locksAndTransacts,
  "absent-nodes-break-no-tie": (setting) => cutOffCommit(setting, 0),
  "commit-is-told-by-status": (setting) => cutOffCommit(setting, setting.nodes - 1),
  "write-children-end-at-freeze": beganTooLate,
  "recoveries-end-older-commits": endedTooEarly,
  "disks-keep-up": neverWritten,
};

/** Draws, for about half of the runs, the case of one of the assumptions about databases that were dropped. */
export function drawDatabaseCase(dropped: readonly string[], setting: CaseSetting): DatabaseCase | undefined {
  const possible = dropped.filter((name) => caseOf[name] !== undefined);
  if (possible.length === 0 || setting.nodes < 2 || !drawChance(setting.choices, L, 3, 4)) return undefined;
  return caseOf[drawOneOf(setting.choices, L, possible)]?.(setting);
}

/** Lock a record, work, and write it. */
function writing(db: string, key: string, forUs = 0): readonly Work[] {
  return [
    { do: "lock", db, key },
    { do: "work", forUs },
    { do: "write", db, key },
  ];
}

/** Some client somewhere writes some record, again and again. */
function traffic(
  setting: CaseSetting,
  fromUs: number,
  toUs: number,
  count: number,
  on?: readonly Pnn[],
): readonly Job[] {
  const { choices, first } = setting;
  return Array.from({ length: count }, () => ({
    atUs: drawRange(choices, L, fromUs, toUs),
    node: on === undefined ? node(setting) : drawOneOf(choices, L, on),
    client: drawRange(choices, L, 0, 2),
    work: writing(first.name, drawOneOf(choices, L, KEYS), drawRange(choices, L, 0, 20 * ms)),
  }));
}

/** P3: a client is busy elsewhere, or hangs there, while it has a record, and somebody asks for a recovery. */
function heldLong(setting: CaseSetting): DatabaseCase {
  const atUs = beginning(setting);
  const forUs = drawRange(setting.choices, L, 100 * s, 300 * s);
  const work = writing(setting.first.name, "k1", forUs);
  return { faults: [recover(setting, atUs + 2 * s)], jobs: [{ atUs, node: node(setting), client: 0, work }] };
}

/** P4: two clients lock records of two databases, one the other way round. */
function lockedBackwards(setting: CaseSetting): DatabaseCase {
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
function twoOfOne(setting: CaseSetting): DatabaseCase {
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
function killedLockHelper(setting: CaseSetting): DatabaseCase {
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

/** P8: one step of the recovery fails on one node whenever it is tried. */
function failsForEver(setting: CaseSetting): DatabaseCase {
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
function waitingDaemon(setting: CaseSetting): DatabaseCase {
  const { choices } = setting;
  const atUs = beginning(setting);
  const host = node(setting);
  const recovers = [0, 15, 30].map((later) => recover(setting, atUs + later * s + drawRange(choices, L, 0, 5 * s)));
  return {
    faults: [{ kind: "waiting-daemon", atUs, host }, ...recovers],
    jobs: [...traffic(setting, atUs - 10 * s, atUs + 50 * s, 60)],
  };
}

/** facts/recovery.md §6.4: the thaw is late on one node, and the attempt is repeated under the same generation. */
function retriedAfterThaw(setting: CaseSetting): DatabaseCase {
  const { choices } = setting;
  const atUs = beginning(setting);
  const byUs = drawRange(choices, L, 40 * s, 55 * s);
  return {
    faults: [
      { kind: "late-control", atUs, host: node(setting), op: "DB_THAW", byUs, times: 1 },
      recover(setting, atUs + 1 * s),
    ],
    jobs: [...traffic(setting, atUs - 10 * s, atUs + 70 * s, 90)],
  };
}

/** facts/recovery.md §6.5: a record is deleted, and the leader dies when some nodes have committed and one has not. */
function halfCommitted(setting: CaseSetting): DatabaseCase {
  const { choices, first } = setting;
  const atUs = beginning(setting) + 10 * s;
  const old = node(setting);
  const deleter = node(setting, [old]);
  const on = { event: "recovery-started", delayUs: drawRange(choices, L, 500 * ms, 8 * s) } as const;
  const after = atUs + 60 * s;
  return {
    faults: [
      // What it would commit comes when another recovery is over: it is refused then.
      { kind: "late-control", atUs, host: old, op: "DB_TRANSACTION_COMMIT", byUs: 55 * s, times: 9 },
      { kind: "kill-process", atUs, on, host: -1, program: "ctdbd", restartUs: 0 },
      recover(setting, atUs + 1 * s),
    ],
    jobs: [
      ...KEYS.map((key, index) => ({
        atUs: atUs - 9 * s + index,
        node: old,
        client: 0,
        work: writing(first.name, key),
      })),
      ...KEYS.map(
        (key, index): Job => ({
          atUs: atUs - 5 * s + index,
          node: deleter,
          client: 0,
          work: [
            { do: "lock", db: first.name, key },
            { do: "delete", db: first.name, key },
          ],
        }),
      ),
      ...traffic(setting, after, after + 30 * s, 20),
    ],
  };
}

/** A node leaves, records have other homes by the new map, and clients want them before the database is frozen. */
function bornTwice(setting: CaseSetting): DatabaseCase {
  const { choices, nodes } = setting;
  const atUs = beginning(setting) + 5 * s;
  const hosts = Array.from({ length: nodes }, (_, pnn) => pnn);
  const byUs = drawRange(choices, L, 3 * s, 15 * s);
  return {
    faults: [
      ...hosts.map((host): Fault => ({ kind: "late-control", atUs, host, op: "DB_FREEZE", byUs, times: 9 })),
      { kind: "admin", atUs, host: node(setting), command: "stop" },
    ],
    jobs: [...traffic(setting, atUs - 12 * s, atUs - 1 * s, 40), ...traffic(setting, atUs, atUs + 20 * s, 80)],
  };
}

/** The helper of a leader stands still, another leads and recovers, and then the helper goes on. */
function formerLeader(setting: CaseSetting): DatabaseCase {
  const { choices, first, nodes } = setting;
  const atUs = beginning(setting) + 5 * s;
  const started = { event: "recovery-started", delayUs: drawRange(choices, L, 20 * ms, 900 * ms) } as const;
  const again = { ...started, delayUs: started.delayUs + 500 * ms };
  const holders = Array.from({ length: nodes }, (_, host): Job => {
    const work = writing(first.name, `h${host}`, drawRange(choices, L, 5 * s, 20 * s));
    return { atUs: atUs + drawRange(choices, L, 1 * s, 12 * s), node: host, client: 2, work };
  });
  return {
    faults: [
      recover(setting, atUs),
      {
        kind: "pause-process",
        atUs,
        on: started,
        host: -1,
        program: "recovery-helper",
        forUs: drawRange(choices, L, 6 * s, 25 * s),
      },
      { kind: "kill-process", atUs, on: again, host: -1, program: "recoverd", restartUs: 0 },
    ],
    jobs: [...holders, ...traffic(setting, atUs - 5 * s, atUs + 60 * s, 60)],
  };
}

/** facts/recovery.md §6.9: a node is cut off; the others go on with an older copy, and then it is back. */
function backFromAway(setting: CaseSetting): DatabaseCase {
  const { choices, nodes, first } = setting;
  const atUs = beginning(setting) + 5 * s;
  const away = node(setting);
  const others = Array.from({ length: nodes }, (_, pnn) => pnn).filter((pnn) => pnn !== away);
  const cut = others.flatMap((pnn) => [[away, pnn] as const, [pnn, away] as const]);
  const forUs = drawRange(choices, L, 70 * s, 110 * s);
  return {
    faults: [{ kind: "partition", atUs, forUs, shape: "isolate", cut }],
    jobs: [
      ...traffic(setting, atUs - 10 * s, atUs - 2 * s, 40),
      ...KEYS.map((key, index) => ({
        atUs: atUs - 1 * s + index,
        node: away,
        client: 0,
        work: writing(first.name, key),
      })),
      ...traffic(setting, atUs + 45 * s, atUs + forUs - 5 * s, 8, others),
      ...traffic(setting, atUs + forUs + 20 * s, atUs + forUs + 60 * s, 20),
    ],
  };
}

/** facts/recovery.md §6.7: two followers lose each other for a while, and a call with it. */
function lostCall(setting: CaseSetting): DatabaseCase {
  const { choices, first } = setting;
  const atUs = beginning(setting) + 5 * s;
  const here = node(setting);
  const there = node(setting, [here]);
  const cut = [
    [here, there],
    [there, here],
  ] as const;
  return {
    faults: [{ kind: "partition", atUs, forUs: drawRange(choices, L, 35 * s, 55 * s), shape: "link", cut }],
    jobs: [
      ...KEYS.map((key, index) => ({
        atUs: atUs - 2 * s + index,
        node: there,
        client: 0,
        work: writing(first.name, key),
      })),
      ...KEYS.map((key, client) => ({
        atUs: atUs + drawRange(choices, L, 0, 20 * s),
        node: here,
        client,
        work: writing(first.name, key),
      })),
    ],
  };
}
