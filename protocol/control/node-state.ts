import { type Layout, struct, u32 } from "../wire/index.ts";

/** A ban. */
export interface BanState {
  readonly pnn: number;
  /** How long, in seconds; 0 ends a ban. */
  readonly seconds: number;
}

/** The layout of a {@link BanState}. */
export const banState: Layout<BanState> = struct<BanState>({ pnn: u32, seconds: u32 });

/** A node's flags change. */
export interface FlagChange {
  readonly pnn: number;
  readonly newFlags: number;
  readonly oldFlags: number;
}

/** The layout of a {@link FlagChange}. */
export const flagChange: Layout<FlagChange> = struct<FlagChange>({ pnn: u32, newFlags: u32, oldFlags: u32 });

/** How far a daemon is: what `GET_RUNSTATE` answers. */
export const runStates = {
  unknown: 0,
  init: 1,
  setup: 2,
  firstRecovery: 3,
  startup: 4,
  running: 5,
  shutdown: 6,
} as const;

/** Bits of what a node is able to do: what `GET_CAPABILITIES` answers. */
export const capabilities = {
  canLead: 0x1,
  lmaster: 0x2,
  parallelRecovery: 0x1_0000,
  fragmentedControls: 0x2_0000,
} as const;
