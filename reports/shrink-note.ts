/** How large a scenario is, for a reader. */
export interface ScenarioSize {
  /** Faults, admin and workload operations left in it. */
  readonly events: number;
  readonly nodes: number;
  readonly durationUs: number;
  /** Decisions that are not the least; absent: the seed makes them. */
  readonly decisions?: number;
}

/** How a failing run was shortened. */
export interface ShrinkNote {
  /** The property that went on failing all the way. */
  readonly property: string;
  readonly before: ScenarioSize;
  readonly after: ScenarioSize;
  /** Runs it took. */
  readonly runs: number;
  /** Without any one of the faults that are left it does not fail; false: the budget ended first. */
  readonly isMinimal: boolean;
  /** Of so many runs of it with other latencies so many fail too; absent: not tried. */
  readonly echoes?: { readonly failed: number; readonly of: number };
  /** The command that repeats the run as it was found. */
  readonly original: string;
}
