/** What random runs and the shrinker make of one defect. The first eight fields are a fixed format. */
export interface DefectScore {
  readonly id: string;
  readonly found: boolean;
  /** Runs until any property broke that holds without it, or all that were made. */
  readonly seeds: number;
  /** CPU time of those runs, milliseconds. */
  readonly cpuMs: number;
  /** Faults, admin and workload operations left once the run was shortened; null: not found. */
  readonly shrunkEvents: number | null;
  /** Twice what a person who knows the defect would inject. */
  readonly limitEvents: number;
  /** The property that broke in that run, one that is right if there was one; null: none. */
  readonly property: string | null;
  /** It is one that is right for the entry. */
  readonly propertyRight: boolean;
  readonly area: string;
  readonly sentence: string;
  /** Lock, version and dropped assumptions with which it was run. */
  readonly setting: string;
  /** CPU time of the shrinking, milliseconds; null: not found. */
  readonly shrinkCpuMs: number | null;
  /** Without any one of the events that are left it does not fail; null: not found. */
  readonly isMinimal: boolean | null;
  readonly shrunkNodes: number | null;
  /** The seed that found it; null: not found. */
  readonly seed: string | null;
  /** Runs until a property broke that is right for the entry; null: none did. */
  readonly seedsToRight: number | null;
  /** The property whose run was shortened: the right one, failing that the first that broke; null: not found. */
  readonly shrunkProperty: string | null;
  /** Classes of what the defect broke in the field. */
  readonly breaks: readonly string[];
  /** What is to be known about its find; absent: nothing. */
  readonly note?: string;
  /** Why it was not found, or what is to be said beside; absent: nothing. */
  readonly why?: string;
}

/** The score of a zoo: what `zoo score --json` prints. */
export interface ZooScore {
  readonly seed: string;
  readonly seedsMax: number;
  readonly version: string;
  readonly defects: readonly DefectScore[];
  /** Entries that are not measured, and why. */
  readonly unmeasured: readonly { readonly id: string; readonly why: string }[];
  /** It was ended early: entries are missing. */
  readonly interrupted: boolean;
}
