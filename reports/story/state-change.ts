import type { Pnn } from "../../model/index.ts";
import type { ProcessState } from "../text/index.ts";

/** From this moment on a process stands as told; `process` null: it is gone. Its data is left out. */
export interface StateChange {
  readonly atUs: number;
  readonly host: Pnn;
  readonly pid: number;
  readonly process: Omit<ProcessState, "data"> | null;
}
