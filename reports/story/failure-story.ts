import type { ShrinkNote } from "../shrink-note.ts";
import type { RunStory } from "../text/index.ts";
import type { Likelihood } from "./likelihood.ts";
import type { PacketFlight } from "./packet-flight.ts";
import type { StateChange } from "./state-change.ts";

/** A run with everything that a person wants to look at: what every report of a run folder is made from. */
export interface FailureStory extends RunStory {
  /** Decisions drawn. */
  readonly draws: number;
  /** When the run ended, microseconds since the start. */
  readonly endUs: number;
  /** Override files or names of defects, as they are given to `--defect`. */
  readonly defects: readonly string[];
  /** Of each process what changed in its charts, stack and timers, in order of time; empty if nobody looked. */
  readonly states: readonly StateChange[];
  /** Packets between hosts, in the order they were sent; empty if nobody looked. */
  readonly packets: readonly PacketFlight[];
  /** How the run was shortened; absent: it is as it was found. */
  readonly shrunk?: ShrinkNote;
  /** How probable the failure was at each moment; absent: not measured. */
  readonly likelihood?: Likelihood;
}

/** One file of a run folder. */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
}
