import { type Pnn, UNKNOWN } from "../words/index.ts";
import type { IpAddress } from "./address/index.ts";

/** The interface that addresses are on where nothing names any. */
export const defaultInterface = "eth0";

/** A TCP connection of a client to a public address, by its number, and the process here that has its other end; 0: none. */
export interface TrackedConnection {
  readonly connection: number;
  readonly pid: number;
}

/** What a main daemon keeps of a public address that it knows (facts/ip-nfs.md §1.1). */
export interface AddressRecord {
  readonly address: IpAddress;
  /** Its place among those that the node knows: tells its timers apart. */
  readonly place: number;
  /** Who serves it, as this node believes; UNKNOWN: nobody. */
  pnn: Pnn;
  /** The interfaces that it may be on, in the order of its line. */
  readonly interfaces: readonly string[];
  /** Which of them it is placed on; "": none. What the kernel has is another matter. */
  placedOn: string;
  /** Which it was on before the updateip event that is at work on it, or was last. */
  movedFrom: string;
  /** An event script is at work on it, a releasing one: a second one is refused. */
  updateInFlight: boolean;
  releaseInFlight: boolean;
  /** It is to be deleted as soon as it is released, and is offered no more (delete_pending). */
  isLeaving: boolean;
  /** Gratuitous ARPs that have been sent since it was taken; 0: it is not placed, or could not be taken. */
  announced: number;
  /** The connections to it, as far as this node has heard of them; has it something of them to tell the other nodes? */
  connections: readonly TrackedConnection[];
  isListChanged: boolean;
  /** Those that are tickled with each announcement. */
  tickled: readonly number[];
}

/** The record of an address that nobody is believed to serve. */
export function newAddressRecord(
  address: IpAddress,
  place: number,
  interfaces: readonly string[] = [defaultInterface],
): AddressRecord {
  return {
    address,
    interfaces,
    place,
    pnn: UNKNOWN,
    placedOn: "",
    movedFrom: "",
    updateInFlight: false,
    releaseInFlight: false,
    isLeaving: false,
    announced: 0,
    connections: [],
    isListChanged: false,
    tickled: [],
  };
}

/**
 * The records of a node that has just been started, by their texts, in the order of its file.
 *
 * @param interfaces what each may be on, by its text; absent: the default one
 */
export function newAddressRecords(
  addresses: readonly IpAddress[],
  interfaces: ReadonlyMap<string, readonly string[]> = new Map(),
): Record<string, AddressRecord> {
  return Object.fromEntries(
    addresses.map((address, place) => [address.text, newAddressRecord(address, place, interfaces.get(address.text))]),
  );
}
