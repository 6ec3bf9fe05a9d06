import type { DatabaseSpec, DatabaseStep, Pnn } from "../model/index.ts";
import type { Line } from "./written-trace.ts";

/** Two volatile databases, for traces that are written by hand. */
export const databases: readonly DatabaseSpec[] = [
  { name: "db1", kind: "volatile" },
  { name: "db2", kind: "volatile" },
];

/** A client stands in line for a record. */
export function wants(atS: number, host: Pnn, pid: number, db: string, key: string): Line {
  return [atS, host, { type: "record-wanted", pid, db, key }];
}

/** A client asks its daemon for a record, in its call 1. */
export function asks(atS: number, host: Pnn, pid: number, db: string, key: string): Line {
  return [atS, host, { type: "call-asked", pid, call: 1, db, key }];
}

/** A client reads a record once it has its lock. */
export function reads(atS: number, host: Pnn, pid: number, key: string, value: string): Line {
  return [atS, host, { type: "record-locked", pid, db: "db1", key, value, rsn: 1 }];
}

/** A client locks a record that is there already. */
export function locks(atS: number, host: Pnn, pid: number, db: string, key: string): [Line, Line] {
  return [wants(atS, host, pid, db, key), [atS, host, { type: "record-locked", pid, db, key, value: "", rsn: 1 }]];
}

/** A client releases a record. */
export function frees(atS: number, host: Pnn, pid: number, db: string, key: string): Line {
  return [atS, host, { type: "record-unlocked", pid, db, key }];
}

/** The recovery of a host, process 9, does something with a database. */
export function step(atS: number, host: Pnn, db: string, name: DatabaseStep, attempt = 1): Line {
  return [atS, host, { type: "database-step", db, step: name, attempt, pid: 9 }];
}

/** A recovery's transaction of db1 is in a host's file. */
export function commits(atS: number, host: Pnn, generation: number, digest = 55): Line {
  return [atS, host, { type: "database-committed", db: "db1", generation, digest, records: 1 }];
}

/** A record of db1 comes to a host. */
export function arrives(atS: number, host: Pnn, key: string, generation: number): Line {
  return [atS, host, { type: "record-arrived", db: "db1", key, rsn: 3, generation }];
}

/** A record of db1 is given up by its dmaster. */
export function gives(atS: number, host: Pnn, key: string, to: Pnn, generation = 7): Line {
  return [atS, host, { type: "record-given", db: "db1", key, to, generation }];
}

/** A client locks, writes and releases a record of db1. */
export function writes(atS: number, host: Pnn, key: string, value: string): Line[] {
  return [
    [atS, host, { type: "record-written", pid: 9, db: "db1", key, value, rsn: 1 }],
    frees(atS, host, 9, "db1", key),
  ];
}
