import type { FailedRun, RunMore, RunVerdict } from "../../reports/index.ts";
import type { Chunk } from "./campaign.ts";

/** Runs to be made and judged. */
export interface RunsTask {
  readonly kind: "runs";
  readonly chunk: Chunk;
  /** Where paths of the request begin. */
  readonly cwd: string;
}

/** A failing run to be made again with everything kept, and written to a folder. */
export interface RecordTask {
  readonly kind: "record";
  /** The one run. */
  readonly chunk: Chunk;
  readonly cwd: string;
  /** The folder in which the run's folder is made. */
  readonly out: string;
  /** What is wrong with it: a property, or `diverged`. */
  readonly property: string;
  /** Also write the shortest story that fails in the same way. */
  readonly shrink: boolean;
}

/** What a worker can be given. */
export type Task = RunsTask | RecordTask;

/** What a worker says; all but the last two are followed by more. */
export type Message =
  | { readonly kind: "begun"; readonly index: number }
  | { readonly kind: "run"; readonly run: RunVerdict; readonly more: RunMore }
  | { readonly kind: "failed"; readonly failure: FailedRun }
  | { readonly kind: "recorded"; readonly folder: string }
  | { readonly kind: "done" }
  /** The task cannot be done at all: an error, as far as it can travel. */
  | { readonly kind: "refused"; readonly name: string; readonly message: string; readonly stack: string };
