import type { AddressRecord } from "./record.ts";

/** What a main daemon keeps of an interface of public addresses (facts/ip-nfs.md §1.1). */
export interface InterfaceRecord {
  readonly name: string;
  /** Has it a link? As a monitor event has found it last; at first it is believed to. */
  isUp: boolean;
  /** How many addresses are placed on it. */
  references: number;
}

/** The interfaces of a node, by their names, in the order in which its addresses name them. */
export type InterfaceRecords = Record<string, InterfaceRecord>;

/** Those that these addresses may be on: nothing is placed on them, and each is believed to have a link. */
export function newInterfaceRecords(records: Iterable<AddressRecord>): InterfaceRecords {
  const found: InterfaceRecords = {};
  for (const record of records) addInterfaces(found, record);
  return found;
}

/** An address brings the interfaces that it may be on, as far as they are not there yet. */
export function addInterfaces(all: InterfaceRecords, { interfaces }: AddressRecord): void {
  for (const name of interfaces) all[name] ??= { name, isUp: true, references: 0 };
}

/** The best for an address: with a link and the fewest addresses, the first of several; undefined: none has a link. */
export function bestInterface(all: InterfaceRecords, { interfaces }: AddressRecord): InterfaceRecord | undefined {
  let best: InterfaceRecord | undefined;
  for (const name of interfaces) {
    const one = all[name];
    if (one?.isUp === true && (best === undefined || one.references < best.references)) best = one;
  }
  return best;
}

/** Has one of the interfaces that it may be on a link? */
export function hasLink(all: InterfaceRecords, record: AddressRecord): boolean {
  return bestInterface(all, record) !== undefined;
}

/** Should it leave the interface that it is on for its best one? Only if that has no link, or two addresses more. */
export function isBetterElsewhere(all: InterfaceRecords, record: AddressRecord): boolean {
  const best = bestInterface(all, record);
  const now = all[record.placedOn];
  if (best === undefined || now === undefined || now === best) return false;
  return !now.isUp || now.references > best.references + 1;
}

/** Takes an address off the interface that it is placed on, if it is on any. */
export function takeOff(all: InterfaceRecords, record: AddressRecord): void {
  const now = all[record.placedOn];
  if (now !== undefined) now.references -= 1;
  record.placedOn = "";
}

/** Places it on an interface; "": on none. */
export function placeOn(all: InterfaceRecords, record: AddressRecord, name: string): void {
  takeOff(all, record);
  const next = all[name];
  if (next !== undefined) next.references += 1;
  record.placedOn = name;
}
