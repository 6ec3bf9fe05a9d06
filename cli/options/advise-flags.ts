/** The options of `advise`, as typed. */
export interface AdviseFlags {
  readonly config: string;
  readonly grace?: string;
  readonly lock?: string;
  readonly fsRelease?: string;
  readonly lease?: string;
  readonly reclaim?: string;
  readonly runs: string;
  readonly seed?: string;
  readonly out: string;
  readonly set: readonly string[];
  readonly json?: boolean;
}
