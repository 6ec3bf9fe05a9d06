import type { Job } from "../../model/index.ts";
import { drawRange } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import { beginning, type CaseSetting, type DatabaseCase, node } from "./case-setting.ts";
import { KEYS, traffic, writing } from "./case-work.ts";
import { transactionDatabases, transactions } from "./transaction-cases.ts";

const ms = 1_000;
const s = 1_000_000;
const L = "database-case";

/** facts/recovery.md §6.8: a node outside the map dies with records that others ask it for, and stays down. */
export function unmissed(setting: CaseSetting): DatabaseCase {
  const { choices, first, nodes } = setting;
  const atUs = beginning(setting);
  const dead = node(setting);
  const others = allNodes(nodes).filter((pnn) => pnn !== dead);
  return {
    notLmaster: [dead],
    staysDown: true,
    faults: [{ kind: "crash-host", atUs, host: dead, forUs: 0 }],
    jobs: [
      ...KEYS.map((key, index) => ({
        atUs: atUs - 2 * s + index * ms,
        node: dead,
        client: 0,
        work: writing(first.name, key),
      })),
      ...KEYS.map((key, client) => ({
        atUs: atUs + drawRange(choices, L, 0, 30 * s),
        node: node(setting, [dead]),
        client,
        work: writing(first.name, key),
      })),
      ...traffic(setting, atUs + 40 * s, atUs + 60 * s, 10, others),
    ],
  };
}

/** facts/recovery.md §2.1: no node has the LMASTER capability. */
export function nobodyCapable(setting: CaseSetting): DatabaseCase {
  const atUs = beginning(setting);
  const hosts = allNodes(setting.nodes);
  return { notLmaster: hosts, faults: [], jobs: traffic(setting, atUs, atUs + 30 * s, 20) };
}

/** ZOO-N13: a node without the LMASTER capability is there, and nothing happens. */
export function outsideTheMap(setting: CaseSetting): DatabaseCase {
  const atUs = beginning(setting);
  return { notLmaster: [node(setting)], faults: [], jobs: traffic(setting, atUs, atUs + 30 * s, 20) };
}

/** facts/recovery.md §6.9b: commits pass a node by that is not in the map, and then it commits itself. */
export function passedBy(setting: CaseSetting): DatabaseCase {
  const atUs = beginning(setting);
  const outside = node(setting);
  const others = allNodes(setting.nodes).filter((pnn) => pnn !== outside);
  const before: readonly Job[] = transactions(setting, atUs, 5, others);
  return {
    databases: transactionDatabases(setting),
    notLmaster: [outside],
    faults: [],
    jobs: [...before, ...transactions(setting, atUs + 12 * s, 3, [outside])],
  };
}
