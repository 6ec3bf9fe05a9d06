import type { ProcessData } from "../process/index.ts";
import { type Pnn, type RecoveryDesign, recoveryDesigns, UNKNOWN } from "../words/index.ts";
import type { DatabaseRecovery } from "./database-recovery.ts";
import { type Epochs, noEpochs } from "./epochs.ts";

/** The state of one recovery helper: a process of its own that can be killed at any step. */
export interface RecoveryHelperData extends ProcessData {
  /** The generation this recovery brings, drawn by its recovery daemon. */
  readonly newGeneration: number;
  /** It brings the map when all databases are recovered. */
  readonly mapComesLast: boolean;
  /** Number of the lock grant its recovery daemon held when it started this; 0: none. */
  readonly grant: number;
  /** Nodes that its own daemon sees as connected. */
  candidates: Pnn[];
  /** Candidates that say of themselves that they are active. */
  active: Pnn[];
  /** Active nodes with the LMASTER capability. */
  lmasters: Pnn[];
  /** Status byte of the helper that takes the recovery lock for it (split lock); null: none yet. */
  lockStatus: string | null;
  /** What it knows of each database, by name. */
  databases: Record<string, DatabaseRecovery>;
  /** How many of them are neither recovered nor given up. */
  openDatabases: number;
  /** Which recoveries nodes and databases belong to (our design). */
  epochs: Epochs;
  /** Failures of nodes in this recovery, and the node it is about to ban. */
  credits: Record<Pnn, number>;
  culprit: Pnn;
  /** The step it is at, for the log. */
  step: string;
}

/** Everything a recovery helper reacts to. */
export type RecoveryHelperEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "SIGTERM" }
  | { readonly type: "CHILD_OUTPUT"; readonly handle: number; readonly byte: string }
  | { readonly type: "CHILD_PIPE_CLOSED"; readonly handle: number }
  | { readonly type: "DAEMON_GONE" };

/** A recovery helper that has just been started. */
export function newRecoveryHelperData(
  base: ProcessData,
  newGeneration: number,
  grant = 0,
  recovery: RecoveryDesign = "parallel",
): RecoveryHelperData {
  return {
    newGeneration,
    mapComesLast: recoveryDesigns[recovery].mapComesLast,
    grant,
    candidates: [],
    active: [],
    lmasters: [],
    lockStatus: null,
    databases: {},
    openDatabases: 0,
    epochs: noEpochs,
    credits: {},
    culprit: UNKNOWN,
    step: "",
    ...base,
  };
}
