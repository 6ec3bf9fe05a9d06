import {
  compareAddresses,
  type DatabaseState,
  FLAG,
  INACTIVE,
  INVALID_GENERATION,
  type IpAddress,
  isReplicated,
  type Pnn,
  UNKNOWN,
} from "../../model/index.ts";
import { databaseId } from "./database-id.ts";
import { flagsSeen, UNKNOWN_FLAG } from "./flags-seen.ts";
import { groupTopic } from "./group-topic.ts";
import { type Daemon, madeUpAddress } from "./node-at.ts";
import type { Printed } from "./printed.ts";
import type { Topic } from "./topic.ts";

/** The topics, as the command line has them. */
export const topicNames = [
  "status",
  "ip",
  "getdbmap",
  "getvnnmap",
  "getrecmode",
  "leader",
  "ifaces",
  "natgw",
  "lvs",
] as const;

/** The name of a topic. */
export type TopicName = (typeof topicNames)[number];

/** What each of them is. */
export const topics: Readonly<Record<TopicName, Topic>> = {
  status: {
    command: "ctdb -X status",
    printed: status,
    asks: onlineSeen,
    asksFirst: false,
    notModelled: "addresses of nodes (these are made up)",
  },
  ip: {
    command: "ctdb -X ip all",
    printed: addresses,
    asks: activeSeen,
    asksFirst: true,
    asksSome: true,
    notModelled: "nothing of these rows",
  },
  getdbmap: {
    command: "ctdb -X getdbmap",
    printed: databaseMap,
    asks: () => [],
    asksFirst: false,
    notModelled: "the flag Unhealthy of databases (always 0)",
  },
  getvnnmap: {
    command: "ctdb status | grep -E '^(Generation|Size|hash)'",
    printed: vnnmap,
    asks: onlineSeen,
    asksFirst: true,
    notModelled: "the map of a node that no recovery has given one (here it is empty)",
  },
  getrecmode: {
    command: "ctdb status | grep '^Recovery mode'",
    printed: ({ data }) => ({
      lines: [`Recovery mode:${data.recoveryMode === "normal" ? "NORMAL (0)" : "RECOVERY (1)"}`],
    }),
    asks: onlineSeen,
    asksFirst: true,
    notModelled: "nothing of this row",
  },
  ifaces: {
    command: "ctdb -X ifaces",
    printed: interfaces,
    asks: () => [],
    asksFirst: false,
    notModelled: "the order of the rows",
  },
  leader: {
    command: "ctdb leader",
    printed: ({ leader }) => ({ lines: [leader < 0 ? "UNKNOWN" : String(leader)] }),
    asks: () => [],
    asksFirst: false,
    notModelled: "that the tool waits for the next announcement, up to 10 s: this is whom the node believes in",
  },
  natgw: groupTopic("natgw", "11.natgw", 2),
  lvs: groupTopic("lvs", "91.lvs", 255),
};

/** Nodes of which the tool asks whether all their interfaces are up. */
function onlineSeen(asked: Daemon): readonly Pnn[] {
  return flagsSeen(asked).flatMap((flags, pnn) => (flags === 0 && pnn !== asked.pnn ? [pnn] : []));
}

function activeSeen({ data }: Daemon): readonly Pnn[] {
  return data.flagsOf.flatMap((flags, node) => ((flags & INACTIVE) === 0 ? [node] : []));
}

/** Has an interface of its public addresses no link, as a healthy node says itself? */
function isPartlyOnline(flags: number, daemon: Daemon | undefined): boolean {
  return flags === 0 && Object.values(daemon?.data.interfaces ?? {}).some(({ isUp }) => !isUp);
}

function interfaces({ pnn, data }: Daemon): Printed {
  const all = Object.values(data.interfaces);
  if (all.length === 0) return { lines: [`No interfaces configured on node ${pnn}`] };
  const rows = all.map(({ name, isUp, references }) => [name, Number(isUp), references]);
  return { columns: ["Name", "LinkStatus", "References"], rows };
}

function status(asked: Daemon, others: ReadonlyMap<Pnn, Daemon>): Printed {
  const shown = [FLAG.disconnected, UNKNOWN_FLAG, FLAG.banned, FLAG.disabled, FLAG.unhealthy, FLAG.stopped, INACTIVE];
  const columns = ["Node", "IP", "Disconnected", "Unknown", "Banned", "Disabled", "Unhealthy", "Stopped", "Inactive"];
  const rows = flagsSeen(asked).flatMap((flags, node) => {
    if ((flags & FLAG.deleted) !== 0) return [];
    const partly = Number(isPartlyOnline(flags, node === asked.pnn ? asked : others.get(node)));
    const bits = shown.map((flag) => Number((flags & flag) !== 0));
    return [[node, madeUpAddress(node), ...bits, partly, node === asked.pnn ? "Y" : "N"]];
  });
  return { columns: [...columns, "PartiallyOnline", "ThisNode"], rows };
}

/** An address belongs to the active node that says so of itself, the highest of several; else to nobody. */
function addresses(asked: Daemon, others: ReadonlyMap<Pnn, Daemon>): Printed {
  const owner = new Map<string, { readonly address: IpAddress; pnn: Pnn }>();
  for (const node of activeSeen(asked)) {
    for (const { address, pnn } of Object.values(others.get(node)?.data.publicAddresses ?? {})) {
      const known = owner.get(address.text) ?? { address, pnn: UNKNOWN };
      owner.set(address.text, pnn === node ? { address, pnn } : known);
    }
  }
  const rows = [...owner.values()].sort((one, other) => compareAddresses(one.address, other.address));
  return { columns: ["Public IP", "Node"], rows: rows.map(({ address, pnn }) => [address.text, pnn]) };
}

function vnnmap({ data: { generation, map } }: Daemon): Printed {
  const drawn = generation === INVALID_GENERATION ? "INVALID" : String(generation);
  const entries = map.map((pnn, index) => `hash:${index} lmaster:${pnn}`);
  return { lines: [`Generation:${drawn}`, `Size:${map.length}`, ...entries] };
}

/** The database that was attached last comes first. */
function databaseMap({ pnn, data }: Daemon): Printed {
  const columns = ["ID", "Name", "Path", "Persistent", "Sticky", "Unhealthy", "Readonly", "Replicated"];
  return {
    columns,
    rows: Object.values(data.databases)
      .reverse()
      .map((database) => databaseRow(database, pnn)),
  };
}

function databaseRow({ name, kind, readOnly, sticky }: DatabaseState, pnn: Pnn): readonly (string | number)[] {
  const id = `0x${databaseId(name).toString(16).toUpperCase().padStart(8, "0")}`;
  const folder = kind === "persistent" ? "persistent" : "volatile";
  const isPersistent = Number(kind === "persistent");
  const isReplicatedOnly = Number(isReplicated(kind) && kind !== "persistent");
  const path = `/var/lib/ctdb/${folder}/${name}.${pnn}`;
  return [id, name, path, isPersistent, Number(sticky), 0, Number(readOnly), isReplicatedOnly];
}
