import type { Job, Work } from "../../model/index.ts";
import { drawOneOf, drawRange } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";
import { beginning, type CaseSetting, type DatabaseCase, linkOf, node, recover } from "./case-setting.ts";
import { KEYS, traffic, writing } from "./case-work.ts";

const s = 1_000_000;
const L = "database-case";

function deleting(db: string, key: string): readonly Work[] {
  return [
    { do: "lock", db, key },
    { do: "delete", db, key },
  ];
}

/**
 * facts/recovery.md §1.8, §6.7: two followers lose each other. One has an old copy of what the other deletes, which is
 * forgotten meanwhile; when they meet again a recovery finds that copy.
 */
export function forgottenBehindACut(setting: CaseSetting): DatabaseCase {
  const { choices, first } = setting;
  const atUs = beginning(setting) + 10 * s;
  const here = node(setting);
  const there = node(setting, [here]);
  const cut = linkOf(here, there);
  const forUs = drawRange(choices, L, 52 * s, 59 * s);
  const each = (fromUs: number, at: number, work: (key: string) => readonly Work[]): readonly Job[] =>
    KEYS.map((key, index) => ({ atUs: fromUs + index, node: at, client: 0, work: work(key) }));
  return {
    faults: [{ kind: "partition", atUs, forUs, shape: "link", cut }],
    jobs: [
      ...each(atUs - 9 * s, there, (key) => writing(first.name, key)),
      ...each(atUs - 4 * s, here, (key) => writing(first.name, key)),
      ...each(atUs + drawRange(choices, L, 31 * s, 38 * s), here, (key) => deleting(first.name, key)),
      ...traffic(setting, atUs + forUs + 15 * s, atUs + forUs + 45 * s, 30),
    ],
  };
}

/**
 * facts/recovery.md §1.6, §1.9: a node with records that others may read loses its connection to the leader and is left
 * behind by a recovery. What is written without it is overwritten when it calls the copies back.
 */
export function revokedFromOutside(setting: CaseSetting): DatabaseCase {
  const { choices, first, second } = setting;
  const atUs = beginning(setting) + 14 * s;
  const away = node(setting);
  const reader = node(setting, [away]);
  const writer = node(setting, [away, reader]);
  const each = (fromUs: number, on: number, work: (key: string) => readonly Work[]): readonly Job[] =>
    KEYS.map((key, client) => ({ atUs: fromUs + client, node: on, client, work: work(key) }));
  // By then the others have recovered without it, and the next recovery must still wait.
  const leftUs = atUs + 2 * s + drawRange(choices, L, 2 * s, 6 * s);
  return {
    databases: [{ ...first, readOnly: true }, second],
    faults: [
      // Whoever reads asks for a copy only where there is one that is not to be read: after this they are everywhere.
      recover(setting, atUs - 12 * s),
      {
        kind: "break-connection",
        atUs: atUs + 2 * s,
        on: { event: "leadership-claimed", delayUs: 0 },
        from: -1,
        to: away,
        prefix: 0,
      },
    ],
    jobs: [
      ...each(atUs - 14 * s, away, (key) => writing(first.name, key)),
      ...each(atUs, away, (key) => [{ do: "lock", db: first.name, key }]),
      ...each(atUs + 1 * s, reader, (key) => [{ do: "read", db: first.name, key }]),
      ...each(leftUs, writer, (key) => writing(first.name, key)),
      // Begun before, because the address that its client came by moves to another node.
      ...each(atUs + 1 * s, away, (key) => [
        ...writing(second.name, key, leftUs - atUs),
        { do: "lock", db: first.name, key },
      ]),
      ...[15, 18, 21].flatMap((later) =>
        each(atUs + later * s, writer, (key) => [{ do: "lock", db: first.name, key }]),
      ),
    ],
  };
}

/**
 * facts/recovery.md §1.6: clients everywhere read records that one node has locked when a recovery begins. It makes the
 * leader their dmaster, which answers its own read too; then they are written, and one node does not give its copies back.
 */
export function copyOfItsOwn(setting: CaseSetting): DatabaseCase {
  const { choices, nodes, first, second } = setting;
  const atUs = beginning(setting);
  const keys = KEYS.slice(0, 3);
  const holder = node(setting);
  const deaf = node(setting);
  const hosts = allNodes(nodes);
  const others = hosts.filter((pnn) => pnn !== deaf);
  const reading = (key: string): Work => ({ do: "read", db: first.name, key });
  const each = (fromUs: number, on: number, work: (key: string) => readonly Work[]): readonly Job[] =>
    keys.map((key, client) => ({ atUs: fromUs + client, node: on, client, work: work(key) }));
  // Under way when the recovery begins, which comes a second after it.
  const heldUs = atUs + 12 * s;
  const thawedUs = heldUs + 8 * s;
  return {
    databases: [{ ...first, readOnly: true }, second],
    faults: [
      // Whoever reads asks for a copy only where there is one that is not to be read: after this they are everywhere.
      recover(setting, atUs + 2 * s),
      recover(setting, heldUs + 2 * s),
      { kind: "fail-control", atUs: thawedUs, host: deaf, op: "UPDATE_RECORD", times: 99 },
    ],
    jobs: [
      ...each(atUs, holder, (key) => writing(first.name, key)),
      ...each(heldUs, holder, (key) => writing(first.name, key, 4 * s)),
      ...hosts.filter((pnn) => pnn !== holder).flatMap((pnn) => each(heldUs + 1 * s, pnn, (key) => [reading(key)])),
      ...each(thawedUs + drawRange(choices, L, 0, 3 * s), drawOneOf(choices, L, others), (key) =>
        writing(first.name, key),
      ),
      ...[4, 6, 8, 10].flatMap((later) => each(thawedUs + later * s, deaf, (key) => [reading(key)])),
    ],
  };
}

/**
 * facts/recovery.md §1.6, §2.2: a recovery waits for a record of one database. Meanwhile others read a record of another
 * one, which is thawed, and whoever has the first record wants to write that one.
 */
export function readInRecovery(setting: CaseSetting): DatabaseCase {
  const { choices, nodes, first, second } = setting;
  const atUs = beginning(setting);
  const writer = node(setting);
  const here = node(setting);
  const others = allNodes(nodes).filter((pnn) => pnn !== here);
  // Under way when the second recovery begins.
  const heldUs = atUs + 12 * s;
  return {
    databases: [first, { ...second, readOnly: true }],
    faults: [
      // Whoever reads asks for a copy only where there is one that is not to be read: after this they are everywhere.
      recover(setting, atUs + 2 * s),
      recover(setting, heldUs + 2 * s),
    ],
    jobs: [
      { atUs, node: writer, client: 1, work: writing(second.name, "k1") },
      {
        atUs: heldUs,
        node: here,
        client: 0,
        work: [
          { do: "lock", db: first.name, key: "k1" },
          { do: "work", forUs: drawRange(choices, L, 5 * s, 9 * s) },
          ...writing(second.name, "k1"),
        ],
      },
      ...others.flatMap((pnn) =>
        [3, 4, 5, 6, 7].map(
          (later): Job => ({
            atUs: heldUs + later * s,
            node: pnn,
            client: 2,
            work: [{ do: "read", db: second.name, key: "k1" }],
          }),
        ),
      ),
    ],
  };
}
