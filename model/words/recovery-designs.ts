/** What a node's CTDB brings to the recovery of databases: one stage of the way from serial to parallel (facts/recovery.md §2.5). */
export interface RecoveryStage {
  readonly sentence: string;
  /** A lock helper for each database that is frozen; else one for a whole priority, file after file. */
  readonly ownFreezers: boolean;
  /** The commit gives a database its generation; else the map does, to all at once. */
  readonly ownGenerations: boolean;
  /** A record's packet is held against the generation of its database; else against that of the map. */
  readonly checksDatabase: boolean;
  /** It has CTDB_CAP_PARALLEL_RECOVERY: a leader whose active nodes all have it leaves the databases to a recovery helper. */
  readonly isCapable: boolean;
  /** That helper brings the map when all databases are recovered; else before it begins with them. */
  readonly mapComesLast: boolean;
}

const serial = {
  ownFreezers: false,
  ownGenerations: false,
  checksDatabase: false,
  isCapable: false,
  mapComesLast: false,
} as const;

/** How the databases are recovered: the two designs, and what lay between them in 2015. */
export const recoveryDesigns = {
  parallel: {
    sentence: "each database is frozen, recovered and thawed for itself, under a generation of its own (since 4.4)",
    ownFreezers: true,
    ownGenerations: true,
    checksDatabase: false,
    isCapable: true,
    mapComesLast: false,
  },
  serial: {
    ...serial,
    sentence: "all databases are frozen by priority, recovered one after another and thawed at the end (up to 4.3)",
  },
  untangled: {
    ...serial,
    sentence: "serial, and each database is frozen by a lock helper of its own (ctdb-freeze, 2015)",
    ownFreezers: true,
  },
  "own-generations": {
    ...serial,
    sentence: "untangled, and each database has a generation of its own (ctdb-generation, 2015)",
    ownFreezers: true,
    ownGenerations: true,
    checksDatabase: true,
  },
  helper: {
    sentence: "own generations, and a recovery helper, which brings the map last (ctdb-recovery as it came, 2015)",
    ownFreezers: true,
    ownGenerations: true,
    checksDatabase: true,
    isCapable: true,
    mapComesLast: true,
  },
} as const satisfies Record<string, RecoveryStage>;

/** One way to recover the databases. */
export type RecoveryDesign = keyof typeof recoveryDesigns;
