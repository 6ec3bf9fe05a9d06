/** Destinations that are no node's number. */
export const destinations = {
  /** The daemon at the other end of the socket. */
  currentNode: 0xf000_0001,
  /** Every node of the nodes file. */
  all: 0xf000_0002,
  /** The nodes of the map by which record locations are found. */
  active: 0xf000_0003,
  /** Every node that can be reached. */
  connected: 0xf000_0004,
} as const;

/** "No node": the source of a packet that a client sends, a leader that nobody knows. */
export const unknownNode = 0xffff_ffff;

/** The generation that no cluster has: at the start, and of a node that is not active. */
export const invalidGeneration = 1;

/** Functions that a `REQ_CALL` can ask for. */
export const callFunctions = {
  /** Nothing: the record only moves here. */
  none: 0xff00_0001,
  /** The record's data. */
  fetch: 0xff00_0002,
  /** The record's header and data. */
  fetchWithHeader: 0xff00_0003,
} as const;

/** Bits of the flags of a `REQ_CALL`. */
export const callFlags = { immediateMigration: 1, vacuumMigration: 2, wantReadOnly: 4 } as const;

/** Bits of the flags of a `REQ_CONTROL`. */
export const controlFlags = {
  noReply: 1,
  /** An attach that is part of a recovery: not deferred until the recovery has ended. */
  attachInRecovery: 0x2_0000,
} as const;
