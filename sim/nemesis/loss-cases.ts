import type { Fault, Job, Pnn } from "../../model/index.ts";
import { drawChance, drawOneOf, drawRange } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import { beginning, type CaseSetting, type DatabaseCase, isolated, linkOf, node, recover } from "./case-setting.ts";
import { deleting, KEYS, traffic, writing } from "./case-work.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "database-case";

/** facts/recovery.md §6.4: the thaw is late on one node, and the attempt is repeated under the same generation. */
export function retriedAfterThaw(setting: CaseSetting): DatabaseCase {
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
export function halfCommitted(setting: CaseSetting): DatabaseCase {
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
export function bornTwice(setting: CaseSetting): DatabaseCase {
  const { choices, nodes } = setting;
  const atUs = beginning(setting) + 5 * s;
  const hosts = allNodes(nodes);
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
export function formerLeader(setting: CaseSetting): DatabaseCase {
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
export function backFromAway(setting: CaseSetting): DatabaseCase {
  const { choices, first } = setting;
  const atUs = beginning(setting) + 5 * s;
  const away = node(setting);
  const { others, cut } = isolated(setting, away);
  const forUs = drawRange(choices, L, 70 * s, 110 * s);
  if (drawChance(choices, L, 1, 3)) return deletedMeanwhile(setting, away, others, atUs, forUs);
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

/** A node is stopped; records of which it has copies are deleted, and vacuumed away, before it goes on (facts/recovery.md §6.9). */
function deletedMeanwhile(
  setting: CaseSetting,
  away: Pnn,
  others: readonly Pnn[],
  atUs: number,
  forUs: number,
): DatabaseCase {
  const { choices, first } = setting;
  const stopped = { kind: "admin", host: away } as const;
  return {
    faults: [
      { ...stopped, atUs, command: "stop" },
      { ...stopped, atUs: atUs + forUs, command: "continue" },
    ],
    jobs: [
      ...traffic(setting, atUs - 10 * s, atUs - 2 * s, 40),
      ...KEYS.map((key, client) => ({
        atUs: atUs + drawRange(choices, L, 5 * s, 20 * s),
        node: drawOneOf(choices, L, others),
        client,
        work: deleting(first.name, key),
      })),
      ...traffic(setting, atUs + forUs + 20 * s, atUs + forUs + 60 * s, 20),
    ],
  };
}

/** facts/recovery.md §6.7: two followers lose each other for a while, and a call with it. */
export function lostCall(setting: CaseSetting): DatabaseCase {
  const { choices, first } = setting;
  const atUs = beginning(setting) + 5 * s;
  const here = node(setting);
  const there = node(setting, [here]);
  const cut = linkOf(here, there);
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
