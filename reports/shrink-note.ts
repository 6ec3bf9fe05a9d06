/** How large a scenario is, for a reader. */
export interface ScenarioSize {
  /** Faults, admin and workload operations (jobs) left in it. */
  readonly events: number;
  readonly nodes: number;
  readonly durationUs: number;
  /** What its clients work with and do; absent: it has no databases. */
  readonly workload?: WorkloadSize;
  /** Decisions that are not the least; absent: the seed makes them. */
  readonly decisions?: number;
}

/** How much the clients of a scenario have to do. */
export interface WorkloadSize {
  readonly databases: number;
  readonly clients: number;
  readonly jobs: number;
  /** Single things that jobs consist of. */
  readonly steps: number;
}

/** How a failing run was shortened. */
export interface ShrinkNote {
  /** The property that went on failing all the way. */
  readonly property: string;
  readonly before: ScenarioSize;
  readonly after: ScenarioSize;
  /** Runs it took. */
  readonly runs: number;
  /** Without any one of the faults and jobs that are left it does not fail; false: the budget ended first. */
  readonly isMinimal: boolean;
  /** Of so many runs of it with other latencies so many fail too; absent: not tried. */
  readonly echoes?: { readonly failed: number; readonly of: number };
  /** The command that repeats the run as it was found. */
  readonly original: string;
}
